package answerfile_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// TestLine: the line of a random questionnaire is its JSON file without line breaks, and is read back as what it is;
// so is that of an assessment which is more than a questionnaire.
func TestLine(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 7))
	r := channelteam.Rubric()
	m, lines := assess.Compile(r), answerfile.NewLines(r)
	for n := range 200 {
		a := randomAnswers(rng, m)
		if n%10 == 0 {
			a.Previous, a.Answers[0].Text = "old.yaml", ""
		}
		var file, want bytes.Buffer
		if err := answerfile.WriteAs(&file, "a.json", a, r); err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&want, file.Bytes()); err != nil {
			t.Fatal(err)
		}
		line, err := lines.Line(a)
		if err != nil || string(line) != want.String()+"\n" {
			t.Fatalf("%v\n%s\n%s", err, line, want.Bytes())
		}
		back, err := answerfile.ReadJSON("l", 1, line, r)
		if err != nil || !reflect.DeepEqual(a, back) {
			t.Fatalf("%v\n%s", err, line)
		}
		if err := answerfile.Check(a, r); err != nil {
			t.Error(err)
		}
	}
	long := &assess.Assessment{Subject: assess.Subject{ID: "x", Tags: map[string]string{"t": ""}}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
	if err := answerfile.Check(long, r); err == nil {
		t.Error("a tag without a text is no answer file")
	}
}

func randomAnswers(rng *rand.Rand, m *assess.Model) *assess.Assessment {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	text := func() string {
		return pick("a note", "说明：好", "\"quoted\" \\ back", "two\nlines", "<b>&amp;</b>", "tab\there", "3", "true", "é\u2028", "😀", "~")
	}
	name := func() string { return pick("Anna Berg", "王芳", "\"Li\" \\ Lei", "<b>&", "é", "😀") }
	a := &assess.Assessment{Date: "2026-11-20", Answers: make([]assess.Answer, m.Len())}
	a.Subject = assess.Subject{ID: pick("x", "henan"), Name: pick("", name()), Stage: pick("", "growth"),
		Member: pick("", name())}
	if rng.IntN(2) == 0 {
		a.Subject.Tags = map[string]string{"region": name(), "a \"b\"": name()}
	}
	a.Depth = pick("", "quick")
	if rng.IntN(4) > 0 {
		a.Raters = []assess.Rater{{ID: "r8", Name: pick("", name()), Role: pick("", name())}}
	}
	for i := range a.Answers {
		levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
		x := assess.Answer{Given: true}
		switch rng.IntN(6) {
		case 0:
			continue
		case 1:
			x.State, x.Note = assess.NotApplicable, text()
		case 2:
			x.State, x.Note = assess.Unknown, pick("", text())
		case 3:
			x.State, x.Note = assess.Unanswered, text()
		default:
			x.State, x.Level, x.Note = assess.Answered, levels[rng.IntN(len(levels))].Level, pick("", "", text())
		}
		if rng.IntN(4) == 0 {
			x.Evidence, x.Confidence = []string{text(), "plan.xlsx"}[:1+rng.IntN(2)], pick("", "low")
		}
		a.Answers[i] = x
	}
	first := m.Rubric.Scale(m.Criterion(0).Scale).Levels[0]
	a.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: first.Level}
	return a
}
