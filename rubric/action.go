package rubric

import "slices"

// Action is the step that lifts a practice from the level before To to the level To.
type Action struct {
	To     int    `json:"to"`
	Effort Effort `json:"effort"`
	Days   int    `json:"days"` // calendar days it takes
	// work of its owner; 0 where the rubric does not say: see Rubric.Work
	PersonDays float64 `json:"person_days,omitempty"`
	Owner      string  `json:"owner,omitempty"` // an owner's id, "" for nobody yet
	// ids of the practice's criteria that it moves directly; none where the rubric does not say: see ServesCriterion
	Serves   []string `json:"serves,omitempty"`
	Measures string   `json:"measures,omitempty"` // id of the criterion that KPI measures, "" where it does not say
	Text     Text     `json:"text,omitempty"`
	KPI      Text     `json:"kpi,omitempty"`
	First    Text     `json:"first,omitempty"` // what one person can do this week to begin
	Done     Text     `json:"done,omitempty"`  // what can be looked at when it is finished
}

// ServesCriterion reports whether the action moves a criterion of its practice directly. One that names none moves them
// all. The step that it makes takes the whole practice to the level: what it does not serve is needed beside it.
func (a *Action) ServesCriterion(id string) bool {
	return len(a.Serves) == 0 || slices.Contains(a.Serves, id)
}

// Effort is the size of an action: S up to 5 person-days, M up to 30, L more.
type Effort string

// Work is how much of its owner's work an action takes, in person-days: as it says itself, else as the rubric says for
// its effort, else 3 for S, 15 for M and 40 for L.
func (r *Rubric) Work(a *Action) float64 {
	if a.PersonDays > 0 {
		return a.PersonDays
	}
	if days, ok := r.PersonDays[a.Effort]; ok {
		return days
	}
	return map[Effort]float64{"S": 3, "M": 15, "L": 40}[a.Effort]
}

// Efforts lists the valid words.
func Efforts() []string { return []string{"S", "M", "L"} }
