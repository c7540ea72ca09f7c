package rubric

import "testing"

// TestWork: an action's own person-days, else the rubric's for its effort, else 3, 15 and 40.
func TestWork(t *testing.T) {
	r := &Rubric{PersonDays: map[Effort]float64{"M": 12}}
	for _, c := range []struct {
		a    Action
		want float64
	}{
		{Action{Effort: "S"}, 3}, {Action{Effort: "M"}, 12}, {Action{Effort: "L"}, 40},
		{Action{Effort: "M", PersonDays: 7.5}, 7.5}, {Action{Effort: "S", PersonDays: 1}, 1},
	} {
		if got := r.Work(&c.a); got != c.want {
			t.Errorf("%v %v: %v, want %v", c.a.Effort, c.a.PersonDays, got, c.want)
		}
	}
	if got := (&Rubric{}).Work(&Action{Effort: "M"}); got != 15 {
		t.Errorf("M without anything: %v, want 15", got)
	}
}

// TestServesCriterion: an action without names serves every criterion, one with names those alone.
func TestServesCriterion(t *testing.T) {
	for _, c := range []struct {
		serves []string
		id     string
		want   bool
	}{
		{nil, "one", true}, {[]string{"one"}, "one", true}, {[]string{"two", "one"}, "one", true},
		{[]string{"two"}, "one", false}, {[]string{"on"}, "one", false},
	} {
		if got := (&Action{Serves: c.serves}).ServesCriterion(c.id); got != c.want {
			t.Errorf("%v serves %s: %v, want %v", c.serves, c.id, got, c.want)
		}
	}
}

// TestOutlineOfActions: the outline keeps whom an action serves and drops its texts; the whole keeps both.
func TestOutlineOfActions(t *testing.T) {
	text := Text{"en": "words"}
	r := &Rubric{Practices: []Practice{{ID: "a", Actions: []Action{{To: 2, Serves: []string{"one"}, Measures: "one",
		Text: text, KPI: text, First: text, Done: text}}}}}
	a := r.Outline().Practices[0].Actions[0]
	if a.Text != nil || a.KPI != nil || a.First != nil || a.Done != nil || a.Measures != "one" || len(a.Serves) != 1 {
		t.Errorf("%+v", a)
	}
	if r.Practices[0].Actions[0].First == nil || r.Practices[0].Actions[0].Done == nil {
		t.Error("the rubric itself lost its texts")
	}
}
