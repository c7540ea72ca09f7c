package change_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/change"
	"fathom/reports/markdown"
	"fathom/rubric"
	"fathom/rubric/say"
)

// TestRoundedChange: three practices of equal weight. From levels 2 2 1 to 2 2 3 the score goes from 5/3, printed 1.67,
// to 7/3, printed 2.33, by 2/3, printed +0.67: that does not add up as it stands, and the report says why. From 2 2 2
// to 3 3 3 it does: 2 and 1 make 3.
func TestRoundedChange(t *testing.T) {
	one := 1.0
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Parts: []rubric.Part{{ID: "x"}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "x"}},
		Scoring:    rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean},
		Scales: []rubric.Scale{{ID: "s", Levels: []rubric.Level{{Level: 1, Value: 1}, {Level: 2, Value: 2},
			{Level: 3, Value: 3}}}}}
	for _, id := range []string{"p", "q", "z"} {
		r.Practices = append(r.Practices, rubric.Practice{ID: id, Dimension: "d", Weight: rubric.PerStage{All: &one},
			Criteria: []rubric.Criterion{{ID: "c", Weight: 1, Scale: "s"}}})
	}
	m := assess.Compile(r)
	at := func(date string, levels ...int) trend.Round {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date}
		for _, l := range levels {
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: l})
		}
		return trend.Present(m.Evaluate(a, assess.Options{}))
	}
	for lang, note := range map[say.Language]string{"en": "Before rounding they add up", "zh": "取整之前是对得上的"} {
		for _, c := range []struct {
			old, new []int
			noted    int
		}{{[]int{2, 2, 1}, []int{2, 2, 3}, 1}, {[]int{2, 2, 2}, []int{3, 3, 3}, 0}} {
			rep := change.New(&trend.History{Trend: trend.Compare(m, at("2026-01-01", c.old...),
				at("2026-07-01", c.new...))}, "", lang)
			var buf bytes.Buffer
			if err := markdown.Write(&buf, rep.Doc()); err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(buf.String(), note); got != c.noted {
				t.Errorf("%s, from %v to %v: said %d times, want %d\n%s", lang, c.old, c.new, got, c.noted, buf.String())
			}
		}
	}
}
