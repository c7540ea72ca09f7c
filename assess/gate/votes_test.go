package gate_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
)

// voted makes a panel of lines like "3 ? n -", one a criterion: a vote of each rater, - for none; "=3", "=?" or "=n"
// behind them is agreed.
func voted(m *assess.Model, depth string, lines ...string) *assess.Result {
	a := &assess.Assessment{Depth: depth, Date: "2026-05-01", Panel: true, Answers: make([]assess.Answer, m.Len())}
	for i, line := range lines {
		x := &a.Answers[i]
		for r, word := range strings.Fields(line) {
			v := assess.Vote{Rater: fmt.Sprint("r", r)}
			switch {
			case word == "-":
				continue
			case word == "=?":
				x.State = assess.Unknown
				continue
			case word == "=n":
				x.State = assess.NotApplicable
				continue
			case word[0] == '=':
				x.State, x.Level = assess.Answered, int(word[1]-'0')
				continue
			case word == "?":
				v.State = assess.Unknown
			case word == "n":
				v.State = assess.NotApplicable
			default:
				v.State, v.Level = assess.Answered, int(word[0]-'0')
			}
			x.Votes = append(x.Votes, v)
			if !x.Given {
				x.Given, x.State = true, assess.Unanswered
			}
		}
	}
	list(a)
	return m.Evaluate(a, assess.Options{})
}

// list names those who voted at the top of a panel, by id.
func list(a *assess.Assessment) {
	named := map[string]bool{}
	for i := range a.Answers {
		for _, v := range a.Answers[i].Votes {
			named[v.Rater] = true
		}
	}
	a.Raters = nil
	for _, id := range slices.Sorted(maps.Keys(named)) {
		a.Raters = append(a.Raters, assess.Rater{ID: id})
	}
}

// TestShareOfWhatCounts is the case of the issue: practice pa has four criteria (a1 core), pb one, at quick depth only
// pb/b1 is answered. The coverage is 0.5, and so is what is unanswered.
func TestShareOfWhatCounts(t *testing.T) {
	r := little().Rubric
	r.Parts, r.Dimensions = r.Parts[:1], r.Dimensions[:1]
	c := func(id string, core bool) rubric.Criterion {
		return rubric.Criterion{ID: id, Weight: 1, Scale: "five", Core: core}
	}
	r.Practices = []rubric.Practice{
		{ID: "pa", Dimension: "dx", Criteria: []rubric.Criterion{c("a1", true), c("a2", false), c("a3", false),
			c("a4", false)}},
		{ID: "pb", Dimension: "dx", Criteria: []rubric.Criterion{c("b1", true)}},
	}
	m := assess.Compile(r)
	res := filled(m, "quick", "- - - - 3")
	o := gate.Check(m, res, []gate.Rule{{Kind: gate.MaxUnanswered, Limit: .2}}, gate.Context{})[0]
	if res.Overall.Coverage.Value != .5 || o.Was != assess.Some(.5) || o.Verdict != gate.NotMet ||
		stepWords(m, o.Steps) != "a1" || !slices.Equal(o.Criteria, []int{0}) {
		t.Errorf("coverage %v, %s at %v, steps %s, criteria %v", res.Overall.Coverage.Value, o.Verdict, o.Was, stepWords(m, o.Steps), o.Criteria)
	}
}

// TestPartNotBegun: the share of what is unanswered is that of the whole as it is scored; a part that nobody has begun
// is outside it, and no reason to pass. In "4 4 4 -" part y weighs 1 of 4.
func TestPartNotBegun(t *testing.T) {
	m := little()
	for _, c := range []struct {
		line      string
		rule      gate.Rule
		want      gate.Verdict
		low, high float64
		steps     string
	}{
		{"4 4 4 -", gate.Rule{Kind: gate.MaxUnanswered, Limit: .2}, gate.Undecided, 0, .25, "d"},
		{"4 4 4 -", gate.Rule{Kind: gate.MaxUnanswered, Limit: .25}, gate.Met, 0, .25, ""},
		{"4 4 4 ?", gate.Rule{Kind: gate.MaxUnanswered, Limit: 0}, gate.Met, 0, 0, ""},
		{"4 4 4 ?", gate.Rule{Kind: gate.MaxUnknown, Limit: .2}, gate.Undecided, 0, .25, "d"},
		{"4 4 4 -", gate.Rule{Kind: gate.MaxUnknown, Limit: .2}, gate.Undecided, 0, .25, "d"},
		{"4 4 4 n", gate.Rule{Kind: gate.MaxNA, Limit: .2}, gate.NotMet, .25, .25, ""},
		{"4 4 4 -", gate.Rule{Kind: gate.MaxNA, Limit: .2}, gate.Undecided, 0, .25, "d"},
	} {
		o := gate.Check(m, filled(m, "full", c.line), []gate.Rule{c.rule}, gate.Context{})[0]
		if o.Verdict != c.want || math.Abs(o.Low.Value-c.low) > 1e-9 || math.Abs(o.High.Value-c.high) > 1e-9 ||
			stepWords(m, o.Steps) != c.steps {
			t.Errorf("%q %s %v: %s, %v to %v, %s", c.line, c.rule.Kind, c.rule.Limit, o.Verdict, o.Low.Value, o.High.Value, stepWords(m, o.Steps))
		}
	}
}

// TestVotes: rules about a panel of six, worked by hand. In part x, p/a and p/b weigh 1/3 each, and q/c weighs 1/3.
func TestVotes(t *testing.T) {
	m := little()
	full := "3 3 3 3 3 3"
	rule := func(kind gate.Kind, limit float64) gate.Rule { return gate.Rule{Kind: kind, Limit: limit} }
	score := func(limit float64) gate.Rule { return gate.Rule{Kind: gate.MinScore, At: "overall", Limit: limit} }
	for _, c := range []struct {
		votes          string // on p/a
		rule           gate.Rule
		policy         []gate.Rule
		want           gate.Verdict
		was, low, high float64
		steps          string
	}{
		// five of six know nothing, or said nothing: 5/6 of a third
		{"3 ? ? ? ? ?", rule(gate.MaxUnknown, .1), nil, gate.NotMet, 5. / 18, 5. / 18, 5. / 18, "a"},
		{"3 ? ? ? ? ?", rule(gate.MaxUnanswered, 0), nil, gate.Met, 0, 0, 0, ""},
		{"3 - - - - -", rule(gate.MaxUnanswered, .1), nil, gate.NotMet, 5. / 18, 5. / 18, 5. / 18, "a"},
		{"3 - - - - -", rule(gate.MaxUnknown, .1), nil, gate.Undecided, 0, 0, 5. / 18, "a"},
		{"3 - - - - -", rule(gate.MaxNA, .1), nil, gate.Undecided, 0, 0, 5. / 18, "a"},
		{"5 n n n n n", rule(gate.MaxNA, .1), nil, gate.NotMet, 5. / 18, 5. / 18, 5. / 18, ""},
		{"5 n n n n n", rule(gate.MaxUnanswered, 0), nil, gate.Met, 0, 0, 0, ""},
		{"3 ? ? ? ? ? =3", rule(gate.MaxUnknown, 0), nil, gate.Met, 0, 0, 0, ""}, // agreed
		// the score: a is 3, or 8/6 to 28/6; the whole (a+b+c)/3 = (6+8/6)/3 to (6+28/6)/3
		{"3 ? ? ? ? ?", score(3), nil, gate.Undecided, 3, 22. / 9, 32. / 9, "a>=3"},
		{"3 - - - - -", score(3), nil, gate.Undecided, 3, 22. / 9, 32. / 9, "a>=3"},
		{"3 ? ? ? ? ?", score(2.4), nil, gate.Met, 3, 22. / 9, 32. / 9, ""},
		{"3 ? ? ? ? ?", score(3.6), nil, gate.NotMet, 3, 22. / 9, 32. / 9, "a>=5"}, // (5+3+3)/3 = 3.67
		{"3 ? ? ? ? ?", score(3), []gate.Rule{rule(gate.MaxUnknown, .3)}, gate.Met, 3, 3, 3, ""},
		{"3 ? ? ? ? ?", score(3), []gate.Rule{rule(gate.MaxUnanswered, .3)}, gate.Undecided, 3, 22. / 9, 32. / 9, "a>=3"},
		{"3 - - - - -", score(3), []gate.Rule{rule(gate.MaxUnanswered, .3)}, gate.Met, 3, 3, 3, ""},
		{"3 ? ? ? ? ? =3", score(3), nil, gate.Met, 3, 3, 3, ""},
		// one has not said that it does not apply: a is 1 to 5
		{"n n n - n n", score(3), nil, gate.Undecided, 3, 7. / 3, 11. / 3, "a>=3"},
		// to discuss: a don't-know is on the list from a third of the votes on; a vote that is missing may put it there
		{"3 ? 3 3 3 3", rule(gate.MaxDiscuss, 0), nil, gate.Met, 0, 0, 0, ""},
		{"3 ? ? 3 3 3", rule(gate.MaxDiscuss, 0), nil, gate.NotMet, 1, 1, 1, ""},
		{"3 - 3 3 3 3", rule(gate.MaxDiscuss, 0), nil, gate.Undecided, 0, 0, 1, "a"},
		{"3 - 3 3 3 3", rule(gate.MaxDiscuss, 0), []gate.Rule{rule(gate.MaxUnanswered, .1)}, gate.Met, 0, 0, 0, ""},
		{"1 - 3 3 3 3", rule(gate.MaxDiscuss, 0), nil, gate.NotMet, 1, 1, 1, ""}, // two levels apart, whatever the sixth says
		{"1 3 3 3 3 3 =2", rule(gate.MaxDiscuss, 0), nil, gate.Met, 0, 0, 0, ""},
		// levels from 4 up without evidence: the lower median of a
		{"4 ? ? ? ? ?", rule(gate.Evidence, 4), nil, gate.Undecided, 1, 0, 1, "a"},
		{"4 4 4 4 ? ?", rule(gate.Evidence, 4), nil, gate.NotMet, 1, 1, 1, ""},
		{"3 ? ? ? ? ?", rule(gate.Evidence, 4), nil, gate.Undecided, 0, 0, 1, "a"},
		{"3 3 3 3 ? ?", rule(gate.Evidence, 4), nil, gate.Met, 0, 0, 0, ""},
		{full, rule(gate.MinRaters, 6), nil, gate.Met, 6, 6, 6, ""},
		{full, rule(gate.MinRaters, 7), nil, gate.NotMet, 6, 6, 6, ""},
	} {
		o := gate.Check(m, voted(m, "x", c.votes, full, full), append([]gate.Rule{c.rule}, c.policy...),
			gate.Context{})[0]
		name := fmt.Sprintf("%q %s %v", c.votes, c.rule.Kind, c.rule.Limit)
		if o.Verdict != c.want || math.Abs(o.Was.Value-c.was) > 1e-9 || math.Abs(o.Low.Value-c.low) > 1e-9 ||
			math.Abs(o.High.Value-c.high) > 1e-9 {
			t.Errorf("%s: %s at %v, %v to %v; want %s", name, o.Verdict, o.Was, o.Low.Value, o.High.Value, c.want)
		}
		if got := stepWords(m, o.Steps); got != c.steps {
			t.Errorf("%s: steps %q, want %q", name, got, c.steps)
		}
	}
}

// weighed is a rubric of practices of the given weights in one part; a practice has a criterion for each letter.
func weighed(practices map[string]float64, order ...string) *assess.Model {
	r := little().Rubric
	r.Parts, r.Dimensions, r.Practices = r.Parts[:1], r.Dimensions[:1], nil
	for _, letters := range order {
		w := practices[letters]
		p := rubric.Practice{ID: letters, Dimension: "dx", Weight: rubric.PerStage{All: &w}}
		for _, c := range letters {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: string(c), Weight: 1, Scale: "five"})
		}
		r.Practices = append(r.Practices, p)
	}
	return assess.Compile(r)
}

// TestLowIsNoQuarrel: a low level that all give is to confirm and not to discuss, however much it weighs, also where
// what turns out not to apply leaves it more weight.
func TestLowIsNoQuarrel(t *testing.T) {
	// c is low and weighs 0.4, more than a third. Without a it is 4/9.
	m := weighed(map[string]float64{"a": 1, "c": 4, "d": 5}, "a", "c", "d")
	rule := []gate.Rule{{Kind: gate.MaxDiscuss, Limit: 0}}
	for _, c := range []struct {
		votes []string
		want  gate.Verdict
	}{
		{[]string{"n -", "1 1", "3 3"}, gate.Undecided}, // the vote that is missing on a may be a level
		{[]string{"n n", "1 1", "3 3"}, gate.Met},
		{[]string{"n n", "1 1", "1 3"}, gate.NotMet},
	} {
		was := 0.0
		if c.want == gate.NotMet {
			was = 1
		}
		if o := gate.Check(m, voted(m, "full", c.votes...), rule, gate.Context{})[0]; o.Verdict != c.want ||
			o.Was.Value != was {
			t.Errorf("%v: %s at %v, want %s at %v", c.votes, o.Verdict, o.Was, c.want, was)
		}
	}
}

// TestVotesStay: what is agreed takes no vote away: r1 voted on a alone, and still owes votes on b and c.
func TestVotesStay(t *testing.T) {
	m := little()
	o := gate.Check(m, voted(m, "x", "- 3", "3 -", "3 -"), []gate.Rule{{Kind: gate.MaxUnanswered, Limit: .1}}, gate.Context{})[0]
	if o.Was != assess.Some(.5) || stepWords(m, o.Steps) != "a, b, c" {
		t.Errorf("%v, %s", o.Was, stepWords(m, o.Steps))
	}
}

// TestVotesStayWhenTried: what an agreed "don't know" may still turn out to be takes no vote away either. r1 voted on a
// alone, so that b is half N/A and half unanswered, and c is half unanswered, which is allowed: 1/6 of the weight is
// N/A, and with a it would be 1/2. Without r1's vote on a, nobody would owe one on b, which would be N/A as a whole.
func TestVotesStayWhenTried(t *testing.T) {
	m := little()
	rules := []gate.Rule{{Kind: gate.MaxUnanswered, Limit: .9}, {Kind: gate.MaxNA, Limit: .2}}
	for _, c := range []struct {
		a         string
		was, high float64
		verdict   gate.Verdict
	}{{"- ? =?", 1. / 6, 1. / 2, gate.Undecided}, {"- ? =n", 1. / 2, 1. / 2, gate.NotMet}, {"- ? =3", 1. / 6, 1. / 6, gate.Met}} {
		o := gate.Check(m, voted(m, "x", c.a, "n -", "3 -"), rules, gate.Context{})
		if na := o[1]; o[0].Verdict != gate.Met || !is(na.Was, c.was) || !is(na.Low, c.was) || !is(na.High, c.high) ||
			na.Verdict != c.verdict {
			t.Errorf("%q: unanswered %s at %v; N/A %s at %v, %v to %v", c.a, o[0].Verdict, o[0].Was, na.Verdict, na.Was, na.Low, na.High)
		}
	}
}

// TestRaters: who is only named at the top of a panel did not rate; of an anonymous panel everybody counts, as who
// rated nothing is not in it.
func TestRaters(t *testing.T) {
	m := little()
	rated := func(a *assess.Assessment, limit float64) gate.Outcome {
		return gate.Check(m, m.Evaluate(a, assess.Options{}), []gate.Rule{{Kind: gate.MinRaters, Limit: limit}},
			gate.Context{})[0]
	}
	a := voted(m, "x", "3 - 3", "3 - -", "- - ?").Assessment
	a.Raters = []assess.Rater{{ID: "r0"}, {ID: "r1"}, {ID: "r2"}}
	if o := rated(a, 3); o.Verdict != gate.NotMet || o.Was.Value != 2 {
		t.Errorf("%s, %v", o.Verdict, o.Was)
	}
	for i := range a.Raters {
		id := fmt.Sprint(assess.AnonymousPrefix, i+1)
		for k := range a.Answers {
			for v := range a.Answers[k].Votes {
				if a.Answers[k].Votes[v].Rater == a.Raters[i].ID {
					a.Answers[k].Votes[v].Rater = id
				}
			}
		}
		a.Raters[i].ID = id
	}
	for limit, want := range map[float64]gate.Verdict{2: gate.Met, 3: gate.Met, 4: gate.NotMet} {
		if o := rated(a, limit); o.Verdict != want || len(o.Steps) != 0 {
			t.Errorf("anonymous, %v: %s, %v to %v", limit, o.Verdict, o.Low, o.High)
		}
	}
	for line, want := range map[string]float64{"4 - - -": 1, "- - - -": 0} {
		if o := rated(filled(m, "x", line).Assessment, 1); o.Was.Value != want {
			t.Errorf("%q: %v raters", line, o.Was)
		}
	}
}
