package handoff_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/reports/handoff"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

var update = flag.Bool("update", false, "rewrite the expected files; read them before you commit")

// henan is the first sample, evaluated.
func henan(t testing.TB) *assess.Result {
	t.Helper()
	r := channelteam.Rubric()
	s := samples.All()[0]
	a, err := answerfile.Read(s.Name, s.Data, r)
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r).Evaluate(a, assess.Options{})
}

// december is when the plans begin: 2026-12-01.
func december() *plan.Dates { return plan.NewDates(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) }

// planOf is the plan of a result's own report in the words of the planner: each practice's steps wait for one another.
func planOf(res *assess.Result) *plan.Plan {
	p := &plan.Plan{}
	last := map[int]int{}
	for _, ph := range res.Plan.Phases {
		for _, st := range ph.Actions {
			s := plan.Step{Practice: st.Practice, Action: st.Action, From: st.StartLevel, To: st.To,
				PersonDays: res.Rubric.Work(st.Action), FirstRaise: st.FirstRaise, FromDay: st.FromDay, ToDay: st.ToDay}
			if before, ok := last[st.Practice]; ok {
				s.Waits = []int{before}
			}
			last[st.Practice] = len(p.Steps)
			p.Steps = append(p.Steps, s)
		}
		p.Phases = append(p.Phases, plan.Phase{Days: ph.Days, Projected: ph.Projected})
	}
	return p
}

// team is what a team has written: all that a format treats in its own way.
const team = `format: fathom.actions/1
subject: {id: henan}
rubric: {id: channel-team, version: 1.1.0}
start: 2026-12-01
actions:
  - {id: roles@2, who: wang.fang@example.com, due: 2027-01-15, note: "=HYPERLINK(\"x\")\n[~admin] {color}, 王芳; 第二行"}
  - {id: cap-inventory@2, state: doing, who: "@李雷 ::set-env", due: 2026-12-20, planned: 2026-12-30}
  - {id: compliance-risk@3, state: dropped}
  - {id: incentives@2, state: done, done: 2026-12-10, due: 2026-12-10}
  - {id: hire-director, owner: DIR, due: 2027-02-01, note: 招聘渠道总监}
  - {id: no-day}
  - {id: innovation@5, planned: gone, due: 2027-01-01}
`

func list(t testing.TB, lang say.Language, file string) *handoff.List {
	t.Helper()
	res := henan(t)
	var f *actions.File
	if file != "" {
		var err error
		if f, _, err = actions.Read("a.yaml", []byte(file), res.Rubric); err != nil {
			t.Fatal(err)
		}
	}
	return handoff.New(names.Of(res, "", lang), planOf(res), december(), f)
}

// formats are the writers by the ends of their files' names.
func formats() map[string]func(io.Writer, *handoff.List) error {
	return map[string]func(io.Writer, *handoff.List) error{
		"ics": handoff.WriteICS, "jira.csv": handoff.WriteJira, "azure.csv": handoff.WriteAzure,
		"github.jsonl": handoff.WriteGitHub,
		"sow.md":       func(w io.Writer, l *handoff.List) error { return markdown.Write(w, l.SOW()) },
	}
}

func write(t testing.TB, end string, l *handoff.List) string {
	t.Helper()
	var out bytes.Buffer
	if err := formats()[end](&out, l); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestGolden: each format of the first sample with what its team wrote, in both languages.
func TestGolden(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		l := list(t, lang, team)
		for end := range formats() {
			path := filepath.Join("testdata", fmt.Sprintf("henan-%s.%s", lang, end))
			got := write(t, end, l)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || got != string(want) {
				t.Errorf("%s differs from what is written now: %v", path, err)
			}
		}
	}
}

// TestTasks, by hand: days, what the team's file changes, what it adds, and what stays out.
func TestTasks(t *testing.T) {
	plain, kept := list(t, "en", ""), list(t, "en", team)
	if n := len(kept.Tasks) - len(plain.Tasks); n != 3 {
		t.Errorf("%d tasks were added, want 3", n)
	}
	for i, p := range plain.Tasks {
		first, last := plain.Plan.Steps[i].FromDay, plain.Plan.Steps[i].ToDay-1
		day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC).AddDate
		if p.Start != day(0, 0, first).Format(time.DateOnly) || p.Due != day(0, 0, last).Format(time.DateOnly) {
			t.Errorf("%s is from %s to %s, by day %d to %d", p.ID, p.Start, p.Due, first, last)
		}
	}
	by := map[string]handoff.Task{}
	for _, task := range kept.Tasks {
		by[task.ID] = task
	}
	if r := by["roles@2"]; r.Who != "wang.fang@example.com" || r.Due != "2027-01-15" || r.State != actions.Open ||
		r.UID != "henan~roles~2@channel-team.fathom" {
		t.Errorf("%+v", r)
	}
	if h := by["hire-director"]; h.Start != "2027-02-01" || h.Due != "2027-02-01" || h.Owner != "Channel director" {
		t.Errorf("%+v", h)
	}
	if i := by["incentives@2"]; i.Title != "Incentives to level 2" || i.PersonDays != 3 || i.What == "" {
		t.Errorf("%+v", i)
	}
	if n := len(kept.Tasks) - len(kept.ToDo()); n != 2 {
		t.Errorf("%d tasks are not to be done, want 2, a dropped and a done one", n)
	}
}

// TestRenamed: a step that the file knows by an earlier id goes on under it, and is waited for under it.
func TestRenamed(t *testing.T) {
	l := list(t, "en", "")
	practice, to, _ := actions.StepOf(l.Rubric, "roles@2")
	f := &actions.File{Actions: []actions.Action{{ID: "duties@2", Practice: practice, To: to, State: actions.Open}}}
	l = handoff.New(l.Scored, l.Plan, l.Dates, f)
	if l.Tasks[0].ID != "duties@2" || l.Tasks[2].ID != "roles@3" || fmt.Sprint(l.Tasks[2].Waits) != "[duties@2]" {
		t.Errorf("%+v", l.Tasks[:3])
	}
	text := strings.ReplaceAll(write(t, "ics", l), "\r\n ", "") // unfolded
	if !strings.Contains(text, "After: Roles & responsibilities to level 2") {
		t.Error(text)
	}
}

// TestActions: the plan goes into a team's file and comes back as the same tasks; a second hand-off has the same ids.
func TestActions(t *testing.T) {
	l := list(t, "zh", "")
	data, merged, err := actions.Merge("a.yaml", nil, l.Actions(), l.Rubric)
	if err != nil || len(merged.Added) != len(l.Tasks) {
		t.Fatal(merged, err)
	}
	f, warnings, err := actions.Read("a.yaml", data, l.Rubric)
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	again := handoff.New(l.Scored, l.Plan, l.Dates, f)
	for end := range formats() {
		if write(t, end, l) != write(t, end, again) {
			t.Errorf("%s is another one after the plan went through a file", end)
		}
	}
	if !strings.Contains(string(data), "  # 角色与职责到 2 级：") {
		t.Errorf("%s", data)
	}
}

// hostile is a subject and a rubric of texts that want to be more than text.
func hostile(t testing.TB, text string) *handoff.List {
	t.Helper()
	res := henan(t)
	r := *res.Rubric
	r.Practices = append([]rubric.Practice{}, r.Practices...)
	for i := range r.Practices {
		p := &r.Practices[i]
		p.Name = rubric.Text{"en": text}
		p.Actions = append([]rubric.Action{}, p.Actions...)
		for k := range p.Actions {
			p.Actions[k].Text, p.Actions[k].KPI = rubric.Text{"en": text}, rubric.Text{"en": text}
		}
	}
	r.Languages = []string{"en"}
	a := *res.Assessment
	a.Subject.Name = text
	hostileRes := assess.Compile(&r).Evaluate(&a, assess.Options{})
	f := &actions.File{Actions: []actions.Action{{ID: "own", Practice: -1, State: actions.Open, Who: text, Note: text,
		Due: "2027-01-01"}}}
	return handoff.New(names.Of(hostileRes, "", "en"), planOf(hostileRes), december(), f)
}
