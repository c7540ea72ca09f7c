package change_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/change"
	"fathom/reports/doc"
	"fathom/reports/markdown"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestRoundedChange: three practices of equal weight. From levels 2 2 1 to 2 2 3 the score goes from 5/3, printed 1.67,
// to 7/3, printed 2.33, by 2/3, printed +0.67: that does not add up as it stands, and the report says why. From 2 2 2
// to 3 3 3 it does: 2 and 1 make 3.
func TestRoundedChange(t *testing.T) {
	r := three()
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

// TestNotRated: a dimension in which nothing was rated, then or now, has no row; one that was rated then has.
func TestNotRated(t *testing.T) {
	r := three()
	for k, id := range []string{"then only", "never"} {
		r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: id, Part: "x"})
		r.Practices[1+k].Dimension = id
	}
	m := assess.Compile(r)
	at := func(date string, levels ...int) trend.Round {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Answers: make([]assess.Answer, m.Len())}
		for i, l := range levels {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: l}
		}
		return trend.Present(m.Evaluate(a, assess.Options{}))
	}
	var buf bytes.Buffer
	rep := change.New(&trend.History{Trend: trend.Compare(m, at("2026-01-01", 2, 2), at("2026-07-01", 3))}, "", "en")
	if err := markdown.Write(&buf, rep.Doc()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"| d |": true, "| then only |": true, "| never |": false} {
		if got := strings.Contains(buf.String(), name); got != want {
			t.Errorf("%q: %v\n%s", name, got, buf.String())
		}
	}
}

// three is a rubric of three practices of equal weight, with levels 1 to 3.
func three() *rubric.Rubric {
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
	return r
}

// voted is a panel of five, whose votes on each practice are the digits of a text.
func voted(date string, votes ...string) *assess.Assessment {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Panel: true}
	for _, id := range "abcde" {
		a.Raters = append(a.Raters, assess.Rater{ID: string(id)})
	}
	for _, row := range votes {
		answer := assess.Answer{Given: true, State: assess.Unanswered}
		for k, level := range row {
			answer.Votes = append(answer.Votes, assess.Vote{Rater: a.Raters[k].ID, State: assess.Answered,
				Level: int(level - '0')})
		}
		a.Answers = append(a.Answers, answer)
	}
	return a
}

// TestEarlierPlanByDay: the steps of the earlier plan stand in the order of their days.
func TestEarlierPlanByDay(t *testing.T) {
	m := assess.Compile(three())
	round := func(date string) trend.Round {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 2}
		}
		return trend.Present(m.Evaluate(a, assess.Options{}))
	}
	h := &trend.History{Trend: trend.Compare(m, round("2026-01-01"), round("2026-07-01"))}
	h.FollowUp = nil
	for _, day := range []int{120, 30, 180, 90} {
		h.FollowUp = append(h.FollowUp, trend.Followed{
			Step: &assess.Step{ToDay: day, To: 3, Action: &rubric.Action{To: 3}}})
	}
	var days []string
	for _, s := range change.New(h, "", "en").Doc().Sections {
		for _, b := range s.Blocks {
			if table, ok := b.(doc.Table); ok && s.Heading == "The earlier plan" {
				for _, row := range table.Rows {
					days = append(days, row[0])
				}
			}
		}
	}
	if got := strings.Join(days, " "); got != "30 90 120 180" {
		t.Errorf("by day: %s", got)
	}
}

// TestWorkbook: the votes of testdata/script/compare_page.txtar. The sheets are about change: the sentences, then and
// now with what is clear, the way from 1.80 to 2.07 by 0.27, and the criteria; there is no plan without actions.
func TestWorkbook(t *testing.T) {
	m := assess.Compile(three())
	old := trend.Present(m.Evaluate(voted("2026-05-01", "11111", "22222", "33222"), assess.Options{}))
	now := trend.Present(m.Evaluate(voted("2026-08-09", "22222", "12222", "33222"), assess.Options{}))
	h := &trend.History{Trend: trend.Compare(m, old, now)}
	for lang, names := range map[say.Language]string{"en": "Summary Change Steps Criteria", "zh": "概要 变化 分值来源 标准"} {
		w := change.New(h, "", lang).Workbook()
		var got []string
		for _, s := range w.Sheets {
			got = append(got, s.Name)
			for _, row := range s.Rows {
				if len(row) != len(s.Columns) {
					t.Errorf("%s: a row of %d cells under %d heads", s.Name, len(row), len(s.Columns))
				}
			}
		}
		if strings.Join(got, " ") != names {
			t.Fatalf("sheets %v, want %s", got, names)
		}
		scores, steps, criteria := w.Sheets[1], w.Sheets[2], w.Sheets[3]
		for i, clear := range []bool{true, false, false} {
			if row := scores.Rows[2+i]; (row[6].Text != "") != clear {
				t.Errorf("%s: clear is %q", row[0].Text, row[6].Text)
			}
		}
		if x := steps.Rows[3][1].Number.Value; x < 0.2666 || x > 0.2667 { // of 6.2/3 less 5.4/3
			t.Errorf("the team moved the score by %v", x)
		}
		if row := criteria.Rows[1]; row[0].Text != "q/c" || row[4].Number.Value != 2 || row[5].Number.Value != 1.8 {
			t.Errorf("%+v", row)
		}
	}
}

// TestWorkbookParts: a rubric with parts has each of them behind the whole, with the numbers of the JSON, and the chart
// holds the dimensions alone.
func TestWorkbookParts(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	round := func(date string, level int) trend.Round {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1 + (level+i)%4}
		}
		return trend.Present(m.Evaluate(a, assess.Options{}))
	}
	c := trend.Compare(m, round("2026-01-01", 0), round("2026-07-01", 1))
	s := change.New(&trend.History{Trend: c}, "", "en").Workbook().Sheets[1]
	for k, part := range c.Parts {
		if row := s.Rows[1+k]; row[1].Number != part.Old || row[2].Number != part.New {
			t.Errorf("part %d: %+v, want %+v", k, row, part)
		}
	}
	if from := 1 + len(c.Parts); len(c.Parts) != 2 || s.Chart.From != from || s.Chart.To != from+len(c.Dimensions) {
		t.Errorf("%d parts, the chart is of rows %d to %d", len(c.Parts), s.Chart.From, s.Chart.To)
	}
}
