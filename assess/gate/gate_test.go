package gate_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// uniform answers every criterion with a level; change edits the answers.
func uniform(m *assess.Model, level int, change func([]assess.Answer)) *assess.Result {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-05-01",
		Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level, Evidence: []string{"e"}}
	}
	if change != nil {
		change(a.Answers)
	}
	return m.Evaluate(a, assess.Options{})
}

func empty(m *assess.Model) *assess.Result {
	return uniform(m, 1, func(a []assess.Answer) { clear(a) })
}

func panel(a []assess.Answer, levels ...int) {
	for i := range a {
		a[i] = assess.Answer{Given: true, State: assess.Unanswered}
		for r, l := range levels {
			a[i].Votes = append(a[i].Votes, assess.Vote{Rater: fmt.Sprint("r", r), State: assess.Answered, Level: l})
		}
	}
}

func asPanel(m *assess.Model, levels ...int) *assess.Result {
	res := uniform(m, 1, func(a []assess.Answer) { panel(a, levels...) })
	res.Assessment.Panel = true
	list(res.Assessment)
	return res
}

// TestAgeOfAPanel: a panel is as old as its oldest vote, whatever its date; who gave no vote makes it no older.
func TestAgeOfAPanel(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	res := asPanel(m, 3, 4)
	res.Assessment.Raters = []assess.Rater{{ID: "r0", Date: "2021-05-01"}, {ID: "r1", Date: "2026-05-01"},
		{ID: "silent", Date: "2001-01-01"}}
	// 5 years, a leap day, 30 days
	for limit, want := range map[float64]gate.Verdict{30: gate.NotMet, 1855: gate.NotMet, 1856: gate.Met} {
		if got := gate.Check(m, res, []gate.Rule{{Kind: gate.MaxAge, Limit: limit}},
			gate.Context{Now: "2026-05-31"}); got[0].Verdict != want {
			t.Errorf("at most %v days: %+v", limit, got[0])
		}
	}
}

// TestEveryRule is the matrix of every kind of rule: met, not met, and not to be decided.
func TestEveryRule(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	three, none := uniform(m, 3, nil), empty(m)
	unproved := uniform(m, 3, func(a []assess.Answer) { a[4].Evidence = nil })
	holes := uniform(m, 3, func(a []assess.Answer) { clear(a[:30]) })
	unknown := uniform(m, 3, func(a []assess.Answer) { a[0] = assess.Answer{Given: true, State: assess.Unknown} })
	na := uniform(m, 3, func(a []assess.Answer) {
		a[0] = assess.Answer{Given: true, State: assess.NotApplicable,
			Note: "no"}
	})
	nothing := uniform(m, 3, func(a []assess.Answer) {
		for i := range a {
			a[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		}
	})
	nameless := asPanel(m, 3)
	nameless.Assessment.Raters = []assess.Rater{{ID: assess.AnonymousPrefix + "1"}, {ID: assess.AnonymousPrefix + "2"}}
	seen := map[gate.Kind]map[gate.Verdict]bool{}
	for _, c := range []struct {
		kind  gate.Kind
		at    string
		limit float64
		res   *assess.Result
		ctx   gate.Context
		want  gate.Verdict
	}{
		{gate.MinScore, "overall", 3, three, gate.Context{}, gate.Met},
		{gate.MinScore, "roles", 3.1, three, gate.Context{}, gate.NotMet},
		{gate.MinScore, "team", 3, none, gate.Context{}, gate.Undecided},
		{gate.MinLevel, "direction", 3, three, gate.Context{}, gate.Met},
		{gate.MinLevel, "overall", 4, three, gate.Context{}, gate.NotMet},
		{gate.MinLevel, "overall", 1, none, gate.Context{}, gate.Undecided},
		{gate.MinAttainment, "", .5, three, gate.Context{}, gate.Met},
		{gate.MinAttainment, "", 1, three, gate.Context{}, gate.NotMet},
		{gate.MinAttainment, "", .1, none, gate.Context{}, gate.Undecided},
		{gate.Floor, "goals-strategy", 2, three, gate.Context{}, gate.Met},
		{gate.Floor, "goals-strategy", 2, uniform(m, 1, nil), gate.Context{}, gate.NotMet},
		{gate.Floor, "goals-strategy", 2, none, gate.Context{}, gate.Undecided},
		{gate.MaxUnanswered, "", 0, three, gate.Context{}, gate.Met},
		{gate.MaxUnanswered, "", .1, holes, gate.Context{}, gate.NotMet},
		{gate.MaxUnanswered, "", .1, nothing, gate.Context{}, gate.Undecided},
		{gate.MaxUnknown, "", 0, three, gate.Context{}, gate.Met},
		{gate.MaxUnknown, "", 0, unknown, gate.Context{}, gate.NotMet},
		{gate.MaxUnknown, "", 0, nothing, gate.Context{}, gate.Undecided},
		{gate.MaxNA, "", 0, three, gate.Context{}, gate.Met},
		{gate.MaxNA, "", 0, na, gate.Context{}, gate.NotMet},
		{gate.MaxNA, "", .1, holes, gate.Context{}, gate.Undecided},
		{gate.MaxAge, "", 30, three, gate.Context{Now: "2026-05-31"}, gate.Met},
		{gate.MaxAge, "", 30, three, gate.Context{Now: "2026-06-01"}, gate.NotMet},
		{gate.MaxAge, "", 30, three, gate.Context{}, gate.Undecided},
		{gate.Evidence, "", 3, three, gate.Context{}, gate.Met},
		{gate.Evidence, "", 3, unproved, gate.Context{}, gate.NotMet},
		{gate.Evidence, "", 4, unproved, gate.Context{}, gate.Met},
		{gate.Evidence, "", 4, holes, gate.Context{}, gate.Undecided},
		{gate.Regression, "overall", 0, three, gate.Context{Baseline: three}, gate.Met},
		{gate.Regression, "overall", .5, uniform(m, 2, nil), gate.Context{Baseline: three}, gate.NotMet},
		{gate.Regression, "overall", .5, three, gate.Context{}, gate.Undecided},
		// a weak criterion that was not answered before is no regression
		{gate.Regression, "overall", 0, uniform(m, 3, func(a []assess.Answer) { a[0].Level = 1 }),
			gate.Context{Baseline: uniform(m, 3, func(a []assess.Answer) { clear(a[:1]) })}, gate.Met},
		{gate.MaxDiscuss, "", 0, asPanel(m, 3, 3, 4), gate.Context{}, gate.Met},
		{gate.MaxDiscuss, "", 5, asPanel(m, 1, 5), gate.Context{}, gate.NotMet},
		{gate.MaxDiscuss, "", 5, three, gate.Context{}, gate.Undecided},
		{gate.MinRaters, "", 3, asPanel(m, 3, 3, 4), gate.Context{}, gate.Met},
		{gate.MinRaters, "", 2, three, gate.Context{}, gate.NotMet},
		{gate.MinRaters, "", 2, nameless, gate.Context{}, gate.Met},
	} {
		o := gate.Check(m, c.res, []gate.Rule{{Kind: c.kind, At: c.at, Limit: c.limit}}, c.ctx)
		if o[0].Verdict != c.want {
			t.Errorf("%s %s %v: %s, want %s (%+v)", c.kind, c.at, c.limit, o[0].Verdict, c.want, o[0].Was)
		}
		if gate.Passed(o) != (c.want == gate.Met) {
			t.Errorf("%s %s: passed %v", c.kind, c.want, gate.Passed(o))
		}
		if seen[c.kind] == nil {
			seen[c.kind] = map[gate.Verdict]bool{}
		}
		seen[c.kind][c.want] = true
	}
	for _, kind := range gate.Kinds() {
		open := seen[kind][gate.Undecided] || kind == gate.MinRaters // no missing answer decides who rated
		if !seen[kind][gate.Met] || !seen[kind][gate.NotMet] || !open {
			t.Errorf("%s is tested only for %v", kind, seen[kind])
		}
	}
}

// TestCheapest: the steps named meet the rule, and no single criterion meets it with fewer levels.
func TestCheapest(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	res := uniform(m, 2, func(a []assess.Answer) { a[3].Level, a[5].Level = 1, 3 })
	for _, r := range []gate.Rule{
		{Kind: gate.MinScore, At: "overall", Limit: 2.02}, {Kind: gate.MinScore, At: "overall", Limit: 2.8},
		{Kind: gate.MinScore, At: "roles", Limit: 2.5},
		{Kind: gate.MinLevel, At: "channel-planning", Limit: 2}, {Kind: gate.MinAttainment, Limit: .5},
		{Kind: gate.Regression, At: "overall", Limit: 0},
	} {
		ctx := gate.Context{Baseline: uniform(m, 2, nil)}
		o := gate.Check(m, res, []gate.Rule{r}, ctx)[0]
		if o.Verdict == gate.Met {
			continue
		}
		if len(o.Steps) == 0 {
			t.Errorf("%+v: no step", r)
			continue
		}
		a := res.Assessment
		for _, s := range o.Steps {
			if s.To.Value <= s.From.Value {
				t.Errorf("%+v: a step from %d to %d", r, s.From.Value, s.To.Value)
			}
			a = a.With(s.Criterion, s.To.Value)
		}
		if again := gate.Check(m, m.Evaluate(a, assess.Options{}), []gate.Rule{r}, ctx)[0]; again.Verdict != gate.Met {
			t.Errorf("%+v: the steps %+v lead to %+v", r, o.Steps, again.Was)
		}
	}
	holes := uniform(m, 3, func(a []assess.Answer) { clear(a[:30]) })
	o := gate.Check(m, holes, []gate.Rule{{Kind: gate.MaxUnanswered, Limit: .1}}, gate.Context{})[0]
	if n := len(o.Steps); n == 0 || n >= 30 || len(o.Criteria) != 30 {
		t.Errorf("%d answers to give of %d", n, len(o.Criteria))
	}
}

const policy = `format: fathom.policy/1
min_score: {overall: 3, team: 2.8, practices: 2}
min_level: {dimensions: 2}
min_attainment: 0.6
floors: true
max_unanswered: 0.1
max_unknown: 0.1
max_na: 0.2
max_age_days: 365
evidence_from: 3
max_regression: {overall: 0.1}
max_discuss: 3
min_raters: 5
`

func TestRead(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rules, err := gate.Read("p.yaml", []byte(policy), m)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[gate.Kind]int{}
	for _, r := range rules {
		seen[r.Kind]++
	}
	if seen[gate.MinScore] != 2+31 || seen[gate.MinLevel] != 9 || seen[gate.Floor] == 0 ||
		len(seen) != len(gate.Kinds()) {
		t.Errorf("%v", seen)
	}
	valid := schemaOf(t)
	if err := valid(policy); err != nil {
		t.Error(err)
	}
	// What the schema cannot see: it does not know the rubric.
	unseen := map[string]bool{"overall: 6": true, "overall: -1": true, "overal: 3": true, "min_level: {dims": true, "evidence_from: 9": true}
	for old, want := range map[[2]string]string{
		{"overall: 3", "overall: 6"}:                   "p.yaml:2:22: 6 is no score here; scores are 1 to 5",
		{"overall: 3", "overall: .nan"}:                "p.yaml:2:22",
		{"overall: 3", "overall: -1"}:                  "scores are 1 to 5",
		{"overall: 3", "overal: 3"}:                    "did you mean overall?",
		{"min_level: {dimensions", "min_level: {dims"}: "no part, dimension or practice dims",
		{"dimensions: 2", "dimensions: 2.5"}:           "2.5 is not a level",
		{"max_na: 0.2", "max_na: 20"}:                  "20 is no share",
		{"max_na: 0.2", "max_na: lots"}:                "want a number, not lots",
		{"floors: true", "floors: 1"}:                  "want true or false, not 1",
		{"floors: true", "florrs: true"}:               "did you mean floors?",
		{"evidence_from: 3", "evidence_from: 9"}:       "9 is not a level",
		{"policy/1", "policy/2"}:                       "p.yaml:1:9: the file says fathom.policy/2; want fathom.policy/1 here",
		{"format: fathom.policy/1\n", ""}:              "the key format is missing",
		{"max_discuss: 3", "max_discuss: -3"}:          "-3 is no limit for max-discuss",
		{"min_raters: 5", "min_raters: 2.5"}:           "2.5 is no number of raters",
		{"min_raters: 5", "min_raters: 0"}:             "0 is no number of raters",
		{"min_score: {overall", "min_score: 3 #"}:      "p.yaml:2:12",
	} {
		if _, err := gate.Read("p.yaml", []byte(strings.Replace(policy, old[0], old[1], 1)), m); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%s for %s: %v, want %s", old[1], old[0], err, want)
		}
		if err := valid(strings.Replace(policy, old[0], old[1], 1)); (err == nil) != unseen[old[1]] {
			t.Errorf("%s for %s: the schema says %v", old[1], old[0], err)
		}
	}
}

// TestReadNoRule: a policy in which nothing is asked is a slip, not a gate that is always open; so is one that asks for
// the floors of a rubric that has none.
func TestReadNoRule(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "p.yaml:1:1: the policy has no rule; it needs one, such as floors: true",
		"min_score: {}\n":                "p.yaml:1:1: the policy has no rule; it needs one, such as floors: true",
		"min_level: {}\nfloors: false\n": "p.yaml:1:1: the policy has no rule; it needs one, such as floors: true",
		"min_scores: {overall: 3}\n":     "p.yaml:2:1: unknown key min_scores",
	} {
		rules, err := gate.Read("p.yaml", []byte("format: fathom.policy/1\n"+text), assess.Compile(channelteam.Rubric()))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v; want %s", text, rules, err, want)
		}
	}
	const inJSON = `p.json:1:1: the policy has no rule; it needs one, such as "floors": true`
	_, err := gate.Read("p.json", []byte(`{"format": "fathom.policy/1"}`), assess.Compile(channelteam.Rubric()))
	if err == nil || !strings.HasPrefix(err.Error(), inJSON) {
		t.Errorf("%v, want %s", err, inJSON)
	}
	if _, err := gate.Read("p.yaml", []byte("format: fathom.policy/1\nfloors: true\n"), kitchen(t)); err != nil {
		t.Error(err)
	}
	r := *channelteam.Rubric()
	r.Practices = slices.Clone(r.Practices)
	for i := range r.Practices {
		r.Practices[i].Floor = nil
	}
	for text, want := range map[string]string{"floors: true\n": "p.yaml:1:1: the policy asks for the floors",
		"floors: true\nmin_attainment: 0.6\n": ""} {
		_, err := gate.Read("p.yaml", []byte("format: fathom.policy/1\n"+text), assess.Compile(&r))
		if want == "" != (err == nil) || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q without floors: %v, want %s", text, err, want)
		}
	}
}

// schemaOf returns a check of YAML text against the schema.
func schemaOf(t *testing.T) func(string) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(gate.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("policy", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("policy")
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) error {
		var v any
		if err := yaml.Unmarshal([]byte(text), &v); err != nil {
			return nil // no YAML: not the schema's
		}
		return s.Validate(v)
	}
}

func FuzzRead(f *testing.F) {
	m := assess.Compile(channelteam.Rubric())
	res := uniform(m, 2, nil)
	f.Add([]byte(policy))
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := gate.Read("p.yaml", data, m)
		if err == nil && len(rules) < 3 {
			gate.Check(m, res, rules, gate.Context{Now: "2026-06-01"})
		}
	})
}

// kitchen is a rubric of points.
func kitchen(t *testing.T) *assess.Model {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/examples/kitchen-hygiene.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "kitchen.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// TestPoints: a floor in points is no level, though a level of that number exists; a level of what has points cannot be
// asked for.
func TestPoints(t *testing.T) {
	m := kitchen(t)
	rules, refused := gate.NewRules(m, gate.Floor, "", 0)
	if refused != nil || len(rules) != 5 || rules[2] != (gate.Rule{Kind: gate.Floor, At: "hand-washing", Limit: 2,
		Each: true}) {
		t.Errorf("%v, %v", rules, refused)
	}
	for _, at := range []string{"overall", "kitchen", "practices"} {
		if _, refused := gate.NewRules(m, gate.MinLevel, at, 2); refused == nil || !strings.Contains(refused.EN, "has points and no level") {
			t.Errorf("a level of %s: %v", at, refused)
		}
	}
	if _, refused := gate.NewRules(assess.Compile(channelteam.Rubric()), gate.MinLevel, "roles", 6); refused == nil ||
		refused.EN != "6 is not a level of roles (1, 2, 3, 4, 5)" {
		t.Errorf("%v", refused)
	}
}

// TestFloorOfWhatApplies: p has two criteria of 1 to 5 points and a floor of 6; where one does not apply the floor is 3
// of 5.
func TestFloorOfWhatApplies(t *testing.T) {
	r, floor := little().Rubric, 6.0
	r.Scoring.Practice.Aggregate, r.Practices[0].Floor = rubric.Sum, &floor
	m := assess.Compile(r)
	rules, _ := gate.NewRules(m, gate.Floor, "", 0)
	for line, want := range map[string]gate.Outcome{
		"3 n 4 4": {Rule: gate.Rule{Limit: 3}, Verdict: gate.Met},
		"2 n 4 4": {Rule: gate.Rule{Limit: 3}, Verdict: gate.NotMet},
		"3 2 4 4": {Rule: gate.Rule{Limit: 6}, Verdict: gate.NotMet},
		"3 - 4 4": {Rule: gate.Rule{Limit: 6}, Verdict: gate.Undecided},
		"n n 4 4": {Rule: gate.Rule{Limit: 6}, Verdict: gate.NotApplicable},
	} {
		if o := gate.Check(m, filled(m, "full", line), rules, gate.Context{})[0]; o.Verdict != want.Verdict ||
			o.Limit != want.Limit {
			t.Errorf("%q: %s against %v, want %s against %v", line, o.Verdict, o.Limit, want.Verdict, want.Limit)
		}
	}
}
