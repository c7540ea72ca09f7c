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
