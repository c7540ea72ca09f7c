// Package handoff takes a plan to where work is done: into a calendar, the trackers that teams use, and a statement of
// work for signature. Each format is one file; all of them write the same list of tasks.
package handoff

import (
	"slices"
	"strings"
	"time"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/plan"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// List is what is handed off: the tasks of one plan in one language, named and made safe.
type List struct {
	names.Scored
	Plan  *plan.Plan
	Dates *plan.Dates // of the plan's days
	Tasks []Task      // the plan's steps in its order, then what the team has added
}

// Task is one thing to do. Texts are in one line each.
type Task struct {
	ID string // of the action: "roles@3"
	// the same for this task in every later hand-off, and of no other task: "henan~roles~3@channel-team.fathom"
	UID   string
	Title string
	Step  *plan.Step // nil for what the team has added
	Area  string     // the name of the dimension, "" where there is none

	What    string // what is to be done
	Measure string // by what it is known to be done
	Note    string // of the team; it may have several lines
	Owner   string // the role, "" for nobody yet
	Who     string // the person, as the team wrote it

	Start, Due string   // the first and the last day, as 2026-12-01; both "" for a task without days
	PersonDays float64  // 0 where it is not known
	Waits      []string // ids of the tasks that come before
	State      actions.State
	Urgent     bool // its practice is below its floor, or holds up one that is
}

// New lists the tasks of a plan on its dates. What the team keeps in its file, which may be nil, goes before
// what the plan says; its own actions come last.
func New(s names.Scored, p *plan.Plan, dates *plan.Dates, f *actions.File) *List {
	l := &List{Scored: s, Plan: p, Dates: dates}
	for i := range p.Steps {
		l.Tasks = append(l.Tasks, l.planned(i))
	}
	if f == nil {
		return l
	}
	for i := range f.Actions {
		l.follow(&f.Actions[i])
	}
	return l
}

// planned is the task of a step of the plan.
func (l *List) planned(i int) Task {
	st := &l.Plan.Steps[i]
	t := l.task(st)
	days := l.Dates.Span(st.FromDay, st.ToDay)
	t.Start, t.Due = days.From.Format(time.DateOnly), days.To.Format(time.DateOnly)
	for _, k := range st.Before() {
		t.Waits = append(t.Waits, l.Plan.Steps[k].ID(l.Rubric))
	}
	return t
}

// own is the task of an action that the plan does not have: a step that the team chose, or something else.
func (l *List) own(a *actions.Action) Task {
	t := Task{ID: a.ID, Title: a.ID}
	if a.Practice >= 0 {
		of := l.Rubric.Practices[a.Practice].Actions
		action := &of[slices.IndexFunc(of, func(x rubric.Action) bool { return x.To == a.To })]
		t = l.task(&plan.Step{Practice: a.Practice, Action: action, To: a.To, PersonDays: l.Rubric.Work(action)})
	}
	t.Start, t.Waits = a.Due, a.Waits
	return t
}

// task is what the rubric says of a step.
func (l *List) task(st *plan.Step) Task {
	t := Task{ID: st.ID(l.Rubric), Step: st, Title: l.Step(st.Practice, st.To),
		Area: l.Dimension(l.DimensionOf(st.Practice)), What: l.WhatToDo(st), Measure: l.Measure(st),
		PersonDays: st.PersonDays, State: actions.Open}
	t.UID = l.uid(t.ID)
	if st.Action.Owner != "" {
		t.Owner = l.Owner(st.Action.Owner)
	}
	for k := range l.Result.Priorities {
		if p := &l.Result.Priorities[k]; p.Practice == st.Practice {
			t.Urgent = p.Urgent
		}
	}
	return t
}

// follow lays what the team wrote over its task, or adds a task of its own.
func (l *List) follow(a *actions.Action) {
	i := slices.IndexFunc(l.Tasks, func(t Task) bool {
		return t.ID == a.ID || t.Step != nil && a.Practice == t.Step.Practice && a.To == t.Step.To
	})
	if i < 0 {
		if a.Planned != "" {
			return // of an earlier plan
		}
		l.Tasks = append(l.Tasks, l.own(a))
		i = len(l.Tasks) - 1
	}
	t := &l.Tasks[i]
	l.rename(t.ID, a.ID)
	t.ID, t.UID, t.State = a.ID, l.uid(a.ID), a.State
	t.Who, t.Note = safe.Line(a.Who), safe.Text(strings.TrimSpace(a.Note))
	if a.Owner != "" {
		t.Owner = l.Owner(a.Owner)
	}
	if a.Due != "" {
		t.Due, t.Start = a.Due, min(t.Start, a.Due)
	}
}

// rename has the tasks wait for an id by which the team's file knows a step: the one that it had when it came.
func (l *List) rename(from, to string) {
	for i := range l.Tasks {
		for k, id := range l.Tasks[i].Waits {
			if id == from {
				l.Tasks[i].Waits[k] = to
			}
		}
	}
}

// uid names a task for all times: who is rated, the action and the rubric, in signs that no id has.
func (l *List) uid(id string) string {
	return l.Result.Assessment.Key(l.Rubric) + "~" + strings.ReplaceAll(id, "@", "~") + "@" + l.Rubric.ID + ".fathom"
}

// key names a task within a tracker that knows several subjects: "henan/roles@3", of a firm of its channel
// "henan.rocket/cap-sales@3".
func (l *List) key(t *Task) string { return l.Result.Assessment.Key(l.Rubric) + "/" + t.ID }

// ToDo are the tasks that are neither done nor dropped.
func (l *List) ToDo() []*Task {
	var out []*Task
	for i := range l.Tasks {
		if t := &l.Tasks[i]; t.State == actions.Open || t.State == actions.Doing {
			out = append(out, t)
		}
	}
	return out
}

// Actions is the plan as [actions.Merge] takes it.
func (l *List) Actions() actions.Plan {
	p := actions.Plan{Language: l.Language, Subject: l.whose(),
		Start: l.Dates.Date(0).Format(time.DateOnly)}
	fresh := New(l.Scored, l.Plan, l.Dates, nil)
	for i := range fresh.Tasks {
		t := &fresh.Tasks[i]
		p.Steps = append(p.Steps, actions.Step{ID: t.ID, Title: l.Say("%s: %s", "%s：%s", t.Title, t.What),
			Owner: t.Step.Action.Owner, Due: t.Due, Waits: t.Waits})
	}
	return p
}

// whose is who the plan is for, as a list of actions keeps it: a firm of a channel is somebody of its own.
func (l *List) whose() assess.Subject {
	a := l.Result.Assessment
	out := assess.Subject{ID: a.Key(l.Rubric), Name: a.Subject.Name}
	if a.Firm(l.Rubric) != "" {
		out.Name = a.Who(l.Rubric)
	}
	return out
}

// facts are a task in lines: what to do, how it is known to be done, who, when, how much work, what comes before. The
// line with the key is last: by it a task is found again.
func (l *List) facts(t *Task) []string {
	var out []string
	add := func(is bool, en, zh string, args ...any) {
		if is {
			out = append(out, l.Say(en, zh, args...))
		}
	}
	add(t.What != "", "%s", "%s", t.What)
	add(t.Measure != "", "Measure: %s", "衡量：%s", t.Measure)
	add(t.Owner != "", "Role: %s", "负责角色：%s", t.Owner)
	add(t.Who != "", "Who: %s", "负责人：%s", t.Who)
	add(t.Due != "", "From %s to %s", "%s 至 %s", t.Start, t.Due)
	add(t.PersonDays == 1, "Effort: 1 person-day", "投入：1 人天")
	add(t.PersonDays > 0 && t.PersonDays != 1, "Effort: %s person-days", "投入：%s 人天", number.Plain(t.PersonDays))
	add(len(t.Waits) > 0, "After: %s", "须先完成：%s", l.titles(t.Waits))
	for _, line := range strings.Split(t.Note, "\n") {
		add(strings.TrimSpace(line) != "", "Note: %s", "备注：%s", strings.TrimSpace(line))
	}
	add(true, "Fathom: %s", "Fathom：%s", l.key(t))
	return out
}

// titles names the tasks with some ids; an id that is no task's stands for itself.
func (l *List) titles(ids []string) string {
	out := slices.Clone(ids)
	for i, id := range ids {
		for k := range l.Tasks {
			if l.Tasks[k].ID == id {
				out[i] = l.Tasks[k].Title
			}
		}
	}
	return l.List(out)
}

// maxTitle is how many characters of a title a tracker gets: they take 255 at most.
const maxTitle = 200

// Name names the plan: of a calendar, of a statement of work.
func (l *List) Name() string { return l.Say("Plan: %s", "行动计划：%s", l.Heading()) }

// mail is the address that a person's name is, "" where it is none: trackers refuse a name that is no account.
func mail(who string) string {
	name, host, ok := strings.Cut(who, "@")
	if !ok || name == "" || strings.ContainsAny(who, " ,;<>\"'()=+") || !strings.Contains(host, ".") {
		return ""
	}
	return who
}
