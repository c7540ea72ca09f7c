package foreign

import (
	"testing"

	"fathom/assess"
	models "fathom/rubric/foreign"
)

const activityModel = `---
meta: {version: 4.3.1}
---
Build and Deployment:
  Build:
    Defined build: {uuid: f6f7737f-25a9-4317-8de2-09bf59f29b5b, level: 1, measure: Write it down.}
    Pinned build: {uuid: f6f7737f-0000-4317-8de2-09bf59f29b5b, level: 1, measure: Pin it.}
`

const teamProgress = `progress:
  f6f7737f-25a9-4317-8de2-09bf59f29b5b:  # Defined build
    'Team A':
      'Fully implemented': 2026-03-04
      'Started': 2026-01-02
      'Partly implemented': 2026-02-03
    'Team B':
      'Started': 2026-04-05
  Pinned build:
    'Team A':
      'Partly implemented': 2026-02-01
  99999999-0000-4317-8de2-09bf59f29b5b:
    'Team B':
      'Started': 2026-01-01
settings: x
`

// TestProgress: by hand, team A has (1 + 0.5) / 2 = 0.75, team B (0.2 + 0) / 2 = 0.1, since what the file leaves out is
// not implemented.
func TestProgress(t *testing.T) {
	m := modelOf(t, models.FromDSOMM, nil, activityModel)
	out := read(t, FromProgress, "team-progress.yaml", teamProgress, m, Facts{})
	if len(out.Respondents) != 2 {
		t.Fatalf("%d answer files", len(out.Respondents))
	}
	for k, want := range []struct {
		team, date string
		score      float64
	}{{"Team A", "2026-03-04", 0.75}, {"Team B", "2026-04-05", 0.1}} {
		as := out.Respondents[k].Assessment
		got := score(m, as)
		if !near(got, want.score) || as.Subject.Name != want.team || as.Raters[0].Name != want.team ||
			as.Date != want.date {
			t.Errorf("%v, %+v, %s, %v, want %+v", got, as.Subject, as.Date, as.Raters, want)
		}
	}
	counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 3})
	counts(t, &out.Ledger, models.Lost, map[string]int{"days of earlier steps": 2, "settings": 1,
		"answers to questions that the rubric does not have": 1}, "team-progress.yaml:5:18", "team-progress.yaml:14:18", "team-progress.yaml:15:1")
	counts(t, &out.Ledger, models.Added, map[string]int{"answers of the lowest level, as the tool takes what is not there": 1})

	panel := read(t, FromProgress, "team-progress.yaml", teamProgress, m, Facts{Subject: "All of us", Date: "2026-05-01"})
	for k, team := range []string{"Team A", "Team B"} {
		as := panel.Respondents[k].Assessment
		if as.Subject.Name != "All of us" || as.Raters[0].Name != team || as.Date != "2026-05-01" {
			t.Errorf("%+v %v %s", as.Subject, as.Raters, as.Date)
		}
	}
}

// TestProgressOfOwnSteps: steps that the tool was given are levels that are called so; others are refused.
func TestProgressOfOwnSteps(t *testing.T) {
	own := modelOf(t, models.FromDSOMM, []string{"Implemented in part", "On the way"}, activityModel)
	data := "progress: {Pinned build: {T: {On the way: 2026-01-01}}}"
	out := read(t, FromProgress, "p.yaml", data, own, Facts{})
	if got := score(own, out.Respondents[0].Assessment); !near(got, 0.25) {
		t.Errorf("%v", got)
	}
	m := modelOf(t, models.FromDSOMM, nil, activityModel)
	refused(t, FromProgress, "p.yaml", data, m, Facts{}, "p.yaml:1:31 no level On the way")
	refused(t, FromProgress, "p.yaml", "progress: {Pinned build: {T: {Started: soon}}}", m, Facts{}, "p.yaml:1:40 the day")
	refused(t, FromProgress, "p.yaml", "progress:\n", m, Facts{}, "p.yaml no progress of any team")
	refused(t, FromProgress, "p.yaml", data, own, Facts{Subject: "S", Rater: "R"}, "p.yaml leave out --rater")
}

// TestProgressLeavesOwnQuestions: a question that somebody added to the rubric is no activity that is not implemented.
func TestProgressLeavesOwnQuestions(t *testing.T) {
	m := modelOf(t, models.FromDSOMM, []string{"id: a-f6f7737f-0000-4317-8de2-09bf59f29b5b", "id: ours"}, activityModel)
	data := "progress: {Defined build: {T: {Started: 2026-01-01}}}"
	as := read(t, FromProgress, "p.yaml", data, m, Facts{}).Respondents[0].Assessment
	i := at(t, m, "build/ours")
	if as.Answers[i].Given || as.Answers[1-i].State != assess.Answered {
		t.Errorf("%+v", as.Answers)
	}
}
