package portfolio_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/problem"
)

// TestWrittenIsRead: at any limits a state that is written is read back, and what would be refused is not written, but
// told. There are tags of any number of values, with names of any length; anonymous roll-ups count cells too.
func TestWrittenIsRead(t *testing.T) {
	m := bench(t)
	rng := rand.New(rand.NewPCG(13, 14))
	for _, anonymous := range []bool{false, true} {
		for range 25 {
			f := tagged(t, m, 1+rng.IntN(60), 1+rng.IntN(8), anonymous, rng)
			state := stateOf(t, f)
			for range 20 {
				text, memory := len(state)*(50+rng.IntN(100))/100, len(state)*(50+rng.IntN(350))/100
				wrote, err := f.StateWithin(text, memory)
				_, refused := portfolio.ReadWithin(text, memory, []byte(state), m)
				switch {
				case (err == nil) != (refused == nil):
					t.Fatalf("%d bytes of state in %d of text and %d of memory: written %v, read %v", len(state), text, memory, err, refused)
				case err == nil && string(wrote) != state:
					t.Fatal("other limits give other bytes")
				}
			}
		}
	}
}

// tagged is a fold of so many subjects, each with so many tags.
func tagged(t *testing.T, m *assess.Model, subjects, tags int, anonymous bool, rng *rand.Rand) *portfolio.Fold {
	t.Helper()
	var by []string
	for k := range tags {
		by = append(by, fmt.Sprint("t", k))
	}
	f := portfolio.NewFold(m, "digest", "", "", by, anonymous)
	rec := &portfolio.Record{Scores: m.NewScorer()}
	for k := range subjects {
		a := &assess.Assessment{Date: "2026-01-01", Answers: make([]assess.Answer, m.Len())}
		a.Subject = assess.Subject{ID: fmt.Sprint("s", k), Tags: map[string]string{}}
		for _, tag := range by {
			a.Subject.Tags[tag] = fmt.Sprint(rng.IntN(subjects), strings.Repeat("渠", rng.IntN(20)))
		}
		for i := range a.Answers {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1 + rng.IntN(4)}
		}
		rec.Scores.Evaluate(a, assess.Options{})
		rec.Take(a)
		f.Add(rec)
	}
	return f
}

// TestTooLargeForAState: it is told which file is not written, why, and what to do, in both languages.
func TestTooLargeForAState(t *testing.T) {
	m := bench(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for tags, want := range map[int][2]string{
		2: {"s: the roll-up is too large for a state: it could not be read back (at most 0 MiB of text, and 1 MiB of memory); group (--by) by fewer tags, or by tags with fewer values [too-large]",
			"s: 汇总太大，存不成中间状态：写出来也读不回去（上限为 0 MiB 的文本、1 MiB 的内存）；请少用几个 --by，或换取值较少的标签 [too-large]"},
		0: {"s: the roll-up is too large for a state: it could not be read back (at most 0 MiB of text, and 1 MiB of memory) [too-large]",
			"s: 汇总太大，存不成中间状态：写出来也读不回去（上限为 0 MiB 的文本、1 MiB 的内存） [too-large]"},
	} {
		_, err := tagged(t, m, 30, tags, false, rng).StateWithin(500, 1<<20)
		var why problem.List
		if !errors.As(err, &why) || len(why) != 1 || [2]string{why[0].In("en"), why[0].In("zh")} != want {
			t.Errorf("%d tags: %v", tags, err)
		}
	}
}
