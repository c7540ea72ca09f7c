package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// ladder is a scale of levels from the lowest on that are worth their numbers.
func ladder(id string, lowest, highest int) rubric.Scale {
	s := rubric.Scale{ID: id}
	for l := lowest; l <= highest; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	return s
}

// staged is a rubric of staged practices, one for each list of the rungs of its criteria. They are read on the first
// scale, and rated on the second, where pass is enough.
func staged(own, rated rubric.Scale, pass int, practices ...[]int) *rubric.Rubric {
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{own, rated}, Scoring: means(),
		Parts: []rubric.Part{{ID: "all"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}}}
	r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Staged, Scale: own.ID, Pass: &pass}
	r.Scoring.Dimension = rubric.Rule{Aggregate: rubric.Min}
	for i, rungs := range practices {
		p := rubric.Practice{ID: string('a' + rune(i)), Dimension: "d", Target: rubric.PerStage{All: num(2)}}
		for c, rung := range rungs {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c+1), Weight: 1, Scale: rated.ID,
				Rung: &rung})
		}
		for _, l := range own.Levels[1:] {
			p.Actions = append(p.Actions, rubric.Action{To: l.Level, Days: 10})
		}
		r.Practices = append(r.Practices, p)
	}
	return r
}

// mil is one domain of the Cybersecurity Capability Maturity Model: two practices a maturity indicator level, MIL0 to
// MIL3, implemented not, partially, largely or fully; a level is held where all up to it are largely implemented.
func mil() *assess.Model {
	return assess.Compile(staged(ladder("mil", 0, 3), ladder("implemented", 0, 3), 2, []int{1, 1, 2, 2, 3, 3}))
}

// TestStagedByHand: nine domains whose level was found by reading, and three with something missing. Limits are what
// explain names.
func TestStagedByHand(t *testing.T) {
	const not, partly, largely, fully = 0, 1, 2, 3
	all := func(levels ...int) (out []assess.Answer) {
		for _, l := range levels {
			out = append(out, level(l))
		}
		return out
	}
	missing := func(a []assess.Answer, at ...int) []assess.Answer {
		for _, i := range at {
			a[i] = assess.Answer{}
		}
		return a
	}
	fullyAll := func() []assess.Answer { return all(fully, fully, fully, fully, fully, fully) }
	outside := fullyAll()
	outside[2], outside[3], outside[5] = na, na, level(partly)
	for name, c := range map[string]struct {
		answers         []assess.Answer
		mil, low, high  float64
		limits          []int
		raisedByOneMore float64 // with the first limit one level higher
	}{
		"all fully":               {fullyAll(), 3, 3, 3, nil, 0},
		"all largely":             {all(largely, largely, largely, largely, largely, largely), 3, 3, 3, nil, 0},
		"nothing":                 {all(not, not, not, not, not, not), 0, 0, 0, []int{0, 1}, 0},
		"first rung fails":        {all(partly, fully, fully, fully, fully, fully), 0, 0, 0, []int{0}, 3},
		"only the first holds":    {all(largely, fully, fully, not, partly, not), 1, 1, 1, []int{3}, 1},
		"higher does not rescue":  {all(fully, fully, partly, not, fully, fully), 1, 1, 1, []int{2, 3}, 1},
		"two hold":                {all(fully, largely, largely, fully, partly, fully), 2, 2, 2, []int{4}, 3},
		"one of the last":         {all(fully, fully, fully, fully, fully, not), 2, 2, 2, []int{5}, 2},
		"a rung does not apply":   {outside, 2, 2, 2, []int{5}, 3},
		"missing above":           {missing(all(fully, fully, fully, fully, fully, fully), 5), 3, 2, 3, nil, 0},
		"missing below a failure": {missing(all(fully, fully, fully, fully, partly, fully), 0), 2, 0, 2, []int{4}, 3},
		"missing above a failure": {missing(all(fully, partly, fully, fully, fully, fully), 3, 4), 0, 0, 0, []int{1}, 3},
	} {
		m := mil()
		res := m.Evaluate(&assess.Assessment{Answers: c.answers}, assess.Options{})
		for what, n := range map[string]assess.Node{"practice": res.Practices[0].Node, "overall": res.Overall.Node} {
			if n.Score != assess.Some(c.mil) || n.Low.Value != c.low || n.High.Value != c.high ||
				n.Level != assess.Some(int(c.mil)) || n.Scale != &m.Rubric.Scales[0] {
				t.Errorf("%s, %s: %+v, want %+v", name, what, n, c)
			}
		}
		e, _ := m.Explain(res, "a")
		if !slices.Equal(e.Limits, c.limits) {
			t.Errorf("%s: held by %v, want %v", name, e.Limits, c.limits)
		}
		if len(c.limits) > 0 && e.Terms[c.limits[0]].Raised != assess.Some(c.raisedByOneMore) {
			t.Errorf("%s: one more level makes %v, want %v", name, e.Terms[c.limits[0]].Raised, c.raisedByOneMore)
		}
	}
}

// TestStagedTargets: MIL1 with a target of 2 is one short; the step to 2 brings what does not pass on it to largely
// implemented, no further, and with it MIL3, whose practices are there already.
func TestStagedTargets(t *testing.T) {
	m := mil()
	a := &assess.Assessment{Answers: []assess.Answer{level(3), level(2), level(0), level(3), level(2), level(2)}}
	res := m.Evaluate(a, assess.Options{})
	p := &res.Practices[0]
	if p.Gap != assess.Some(1.0) || p.Next != assess.Some(2) || p.Progress != 0 {
		t.Errorf("gap %v, next %v, progress %v", p.Gap, p.Next, p.Progress)
	}
	if to, asked := m.Lift(2, 2); to != 2 || !asked {
		t.Errorf("the step to 2 asks %d, %t", to, asked)
	}
	if to, asked := m.Lift(4, 2); asked {
		t.Errorf("the step to 2 asks the next rung for %d", to)
	}
	if got := m.NewClimb(res).Raised(0, 2).Score(); got != assess.Some(3.0) {
		t.Errorf("the step comes to %v", got)
	}
	var steps []int
	for _, ph := range res.Plan.Phases {
		for _, st := range ph.Actions {
			steps = append(steps, st.To)
		}
	}
	if last := res.Plan.Phases[2].Projected.Overall; !slices.Equal(steps, []int{2}) || last != assess.Some(3.0) {
		t.Errorf("steps to %v, and then %v", steps, last)
	}
	if got := m.Spans().Practices[0]; got != (assess.Span{Low: 0, High: 3}) {
		t.Errorf("span %+v", got)
	}
	e := m.Frame(res).Practices[0]
	if e.Bottom != assess.Some(0.0) || e.Top != assess.Some(3.0) || e.Target != assess.Some(2.0) {
		t.Errorf("ends %+v", e)
	}
}

// TestStagedPrerequisite: what needs MIL3 of the first practice does not wait for ever where the step to MIL2 is the
// last that it takes, because all of MIL3 is there already: the plan takes both steps.
func TestStagedPrerequisite(t *testing.T) {
	r := staged(ladder("mil", 0, 3), ladder("implemented", 0, 3), 2, []int{1, 2, 3}, []int{1})
	r.Practices[1].Requires = []rubric.Requirement{{Practice: "a", Level: 3}}
	r.Practices[1].Target = rubric.PerStage{All: num(1)}
	m := assess.Compile(r)
	res := m.Evaluate(&assess.Assessment{Answers: []assess.Answer{level(2), level(1), level(2), level(0)}},
		assess.Options{})
	var steps []string
	for _, ph := range res.Plan.Phases {
		for _, st := range ph.Actions {
			steps = append(steps, fmt.Sprintf("%s to %d from day %d", r.Practices[st.Practice].ID, st.To, st.FromDay))
		}
	}
	if want := []string{"a to 2 from day 0", "b to 1 from day 10"}; !slices.Equal(steps, want) {
		t.Errorf("steps %v, want %v; warnings %+v", steps, want, res.Warnings)
	}
}

// TestLadderFromOne: five levels of which the first is where everybody stands, each above it with one or two questions
// of yes and no, as ladders of open data have them. Yes to the questions of 2, 3 and 5 and no to one of 4 is level 3.
func TestLadderFromOne(t *testing.T) {
	m := assess.Compile(staged(ladder("stage", 1, 5), ladder("yes", 0, 1), 1, []int{2, 3, 3, 4, 4, 5}))
	for _, c := range []struct {
		answers string
		want    float64
	}{{"011111", 1}, {"111111", 5}, {"111011", 3}, {"100000", 2}, {"110111", 2}, {"111110", 4}} {
		a := &assess.Assessment{}
		for _, yes := range c.answers {
			a.Answers = append(a.Answers, level(int(yes-'0')))
		}
		if got := m.Evaluate(a, assess.Options{}).Overall; got.Score.Value != c.want {
			t.Errorf("%s: %v, want %v", c.answers, got.Score, c.want)
		}
	}
}

// TestLowestOfLadders: of three strategies with maturity levels 0 to 3, each with a control a level, that are at 3, 2
// and 1, the whole is at 1. It is what one ladder over all nine controls makes, also where one does not apply: the
// lowest of staged practices is staged.
func TestLowestOfLadders(t *testing.T) {
	own, met := ladder("maturity", 0, 3), ladder("met", 0, 1)
	three := assess.Compile(staged(own, met, 1, []int{1, 2, 3}, []int{1, 2, 3}, []int{1, 2, 3}))
	one := assess.Compile(staged(own, met, 1, []int{1, 2, 3, 1, 2, 3, 1, 2, 3}))
	a := &assess.Assessment{Answers: []assess.Answer{level(1), level(1), level(1), level(1), level(1), level(0),
		level(1), level(0), level(1)}}
	res := three.Evaluate(a, assess.Options{})
	for i, want := range []float64{3, 2, 1} {
		if got := res.Practices[i].Score.Value; got != want {
			t.Errorf("strategy %d: %v, want %v", i, got, want)
		}
	}
	if got := res.Overall; got.Score != assess.Some(1.0) || got.Level != assess.Some(1) {
		t.Errorf("the whole is %+v", got.Node)
	}
	rng := rand.New(rand.NewPCG(24, 4))
	for range 500 {
		a := random(three, rng)
		got, want := three.Score(a, assess.Options{}).Overall, one.Score(a, assess.Options{}).Overall
		if got.Low != want.Low || got.Score != want.Score || got.High != want.High {
			t.Fatalf("%+v, want %+v", got.Node, want.Node)
		}
	}
}

// TestStagedVotes: a panel passes where the mean of its votes does.
func TestStagedVotes(t *testing.T) {
	m := assess.Compile(staged(ladder("own", 0, 1), ladder("rated", 0, 3), 2, []int{1}))
	for _, c := range []struct {
		votes []int
		want  float64
	}{{[]int{1, 3}, 1}, {[]int{1, 2}, 0}, {[]int{3, 1, 2}, 1}} {
		a := assess.Answer{Given: true}
		for k, l := range c.votes {
			a.Votes = append(a.Votes, assess.Vote{Rater: fmt.Sprint("r", k), State: assess.Answered, Level: l})
		}
		res := m.Score(&assess.Assessment{Answers: []assess.Answer{a}}, assess.Options{})
		if res.Overall.Score != assess.Some(c.want) {
			t.Errorf("%v: %v, want %v", c.votes, res.Overall.Score, c.want)
		}
	}
}

// absent is the code of a criterion that is not there.
const absent = -9

// climbed is a staged practice by its definition: up the levels of its scale, as long as all criteria on one pass.
// Codes are levels of the criteria, absent where one is not there; false where none is.
func climbed(r *rubric.Rubric, p *rubric.Practice, codes []int) (float64, bool) {
	own, at, any := r.Scale(r.Scoring.Practice.Scale), 0, false
	for l := len(own.Levels) - 1; l > 0; l-- {
		holds := true
		for c := range p.Criteria {
			if codes[c] == absent || p.Criteria[c].Weight == 0 {
				continue
			}
			any = true
			if *p.Criteria[c].Rung <= own.Levels[l].Level && codes[c] < *r.Scoring.Practice.Pass {
				holds = false
			}
		}
		if holds && at == 0 {
			at = l
		}
	}
	return own.Levels[at].Value, any
}

// completed are the least and the highest score over all ways in which what is missing could be answered.
func completed(r *rubric.Rubric, p *rubric.Practice, codes []int, missing []int) (low, high float64) {
	if len(missing) == 0 {
		v, _ := climbed(r, p, codes)
		return v, v
	}
	for n, l := range r.Scale(p.Criteria[missing[0]].Scale).Levels {
		codes[missing[0]] = l.Level
		a, b := completed(r, p, codes, missing[1:])
		if n == 0 || a < low {
			low = a
		}
		if n == 0 || b > high {
			high = b
		}
	}
	codes[missing[0]] = absent
	return low, high
}

// TestStagedIsItsDefinition: over random ladders with holes, weights of 0 and values of their own, scores are those of
// the definition, of what is answered, and bounds those of every way to complete it.
func TestStagedIsItsDefinition(t *testing.T) {
	rng, apart, unscored := rand.New(rand.NewPCG(24, 5)), 0, 0
	for range 4000 {
		own, lowest := rubric.Scale{ID: "own"}, rng.IntN(3)-1
		value := float64(rng.IntN(3) - 1)
		for l := range 2 + rng.IntN(4) {
			own.Levels = append(own.Levels, rubric.Level{Level: 1 + 2*l, Value: value})
			value += []float64{0.25, 1, 1.5}[rng.IntN(3)]
		}
		var rungs []int
		for range 1 + rng.IntN(5) {
			rungs = append(rungs, own.Levels[1+rng.IntN(len(own.Levels)-1)].Level)
		}
		r := staged(own, ladder("rated", lowest, lowest+2), lowest+1+rng.IntN(2), rungs)
		p := &r.Practices[0]
		for c := range p.Criteria {
			p.Criteria[c].Weight = []float64{0, 1, 2.5}[min(2, rng.IntN(6))]
		}
		m := assess.Compile(r)
		a := random(m, rng)
		var codes, missing []int
		for c, x := range a.Answers {
			codes = append(codes, absent)
			switch {
			case x.State == assess.Answered && x.Given:
				codes[c] = x.Level
			case x.State != assess.NotApplicable && p.Criteria[c].Weight > 0:
				missing = append(missing, c)
			}
		}
		got := m.Score(a, assess.Options{}).Practices[0]
		want, scored := climbed(r, p, codes)
		if got.Score.OK != scored || scored && got.Score.Value != want {
			t.Fatalf("%v on %v: %v, want %v, %t", codes, rungs, got.Score, want, scored)
		}
		if !scored && len(missing) == 0 {
			unscored++
			continue
		}
		low, high := completed(r, p, codes, missing)
		if got.Low != assess.Some(low) || got.High != assess.Some(high) {
			t.Fatalf("%v on %v: %v to %v, want %v to %v", codes, rungs, got.Low, got.High, low, high)
		}
		if low < high {
			apart++
		}
	}
	if apart < 500 || unscored < 20 {
		t.Errorf("only %d with room between their bounds, %d without a score", apart, unscored)
	}
}
