package gate

import (
	"math"
	"slices"

	"fathom/assess"
)

// probe tells what a rule of scores would measure with other answers, at a cost that does not grow with the number of
// criteria. Only what it tells of what was taken is right to the last digit.
type probe interface {
	Now() assess.Maybe[float64]
	Try(changes ...assess.Change) assess.Maybe[float64]
	Take(changes ...assess.Change)
	Of(id string)
	Race(raises func(practice int) []assess.Raise) *assess.Race
}

// probeOf makes the probe of the rules of a kind; of a level, that of the score behind it.
func (c *checker) probeOf(k Kind, a *assess.Assessment) probe {
	opt := assess.Options{Stage: c.res.Stage, Sector: c.res.Sector}
	switch {
	case k == MinAttainment:
		return c.m.NewAttainmentProbe(a, opt)
	case k == Regression && c.ctx.Baseline != nil:
		return c.m.NewLossProbe(c.ctx.Baseline, a, opt, "")
	}
	return c.m.NewProbe(a, opt, "")
}

// trialKey names the trials that can share one.
type trialKey struct {
	kind    Kind
	missing filling
}

// trial changes answers of an assessment to meet a rule of scores: of the assessment as it stands, and with all that is
// missing at its worst.
type trial struct {
	*checker
	rule  Rule
	is    probe
	worst probe
	base  *assess.Assessment  // of worst, with nothing changed
	own   []assess.Maybe[int] // the criteria's levels there, now
	above [][]int             // the levels above these, of those that have one
	had   []assess.Maybe[int] // and with nothing changed
	taken []int               // the criteria that were changed
	one   [1]assess.Change    // room for one
	races []*assess.Race      // of worst, in their order: see nearest
}

// trial makes the trial of a rule of scores. All of one kind share it: who changes it puts it back.
func (c *checker) trial(r Rule, states []assess.State) *trial {
	key := trialKey{r.Kind, filling{slices.Contains(states, assess.Unanswered),
		slices.Contains(states, assess.Unknown), false}}
	if r.Kind == MinLevel || r.Kind == Floor {
		key.kind = MinScore
	}
	t, ok := c.memo.trials[key]
	if !ok {
		res := c.filled(states, false)
		t = &trial{is: c.probeOf(key.kind, c.res.Assessment), worst: c.probeOf(key.kind, res.Assessment),
			base: res.Assessment, one: [1]assess.Change{{Answer: raise(0)}}}
		t.own, t.above = make([]assess.Maybe[int], c.m.Len()), make([][]int, c.m.Len())
		t.checker = c
		for i, cr := range criteriaOf(res) {
			t.had = append(t.had, cr.Level)
			t.stand(i, cr.Level)
		}
		c.memo.trials[key] = t
	}
	t.checker, t.rule = c, r
	at := r.At
	if r.Kind == Regression && c.ctx.Baseline == nil {
		at = "" // there is no number
	}
	t.is.Of(at)
	t.worst.Of(at)
	return t
}

// stand notes the level that a criterion has, and those above.
func (t *trial) stand(i int, own assess.Maybe[int]) {
	t.own[i], t.above[i] = own, nil
	if !own.OK {
		return
	}
	t.above[i] = t.levelsAbove(i, own.Value)
}

// levelsAbove are the levels of criterion i above one.
func (t *trial) levelsAbove(i, level int) []int {
	levels := t.levels(i)
	for len(levels) > 0 && levels[0] <= level {
		levels = levels[1:]
	}
	return levels
}

// raise is the answer of a criterion that is raised to a level.
func raise(to int) assess.Answer {
	return assess.Answer{Given: true, State: assess.Answered, Level: to}
}

// raised is what the rule would measure at worst with one criterion at another level.
func (t *trial) raised(i, to int) assess.Maybe[float64] {
	t.one[0].At, t.one[0].Answer.Level = i, to
	return t.worst.Try(t.one[:]...)
}

// take raises criteria, until all is put back.
func (t *trial) take(steps []Step) {
	changes := make([]assess.Change, len(steps))
	for k, s := range steps {
		changes[k] = assess.Change{At: s.Criterion, Answer: raise(s.To.Value)}
		t.stand(s.Criterion, s.To)
	}
	t.change(changes)
}

// give gives criteria other answers, until all is put back.
func (t *trial) give(criteria []int, answer func(int) assess.Answer) {
	changes := make([]assess.Change, len(criteria))
	for k, i := range criteria {
		changes[k] = assess.Change{At: i, Answer: answer(i)}
	}
	t.change(changes)
}

func (t *trial) change(changes []assess.Change) {
	for _, c := range changes {
		t.taken = append(t.taken, c.At)
	}
	t.is.Take(changes...)
	t.worst.Take(changes...)
}

// back puts back what was changed.
func (t *trial) back() {
	t.putBack(t.taken)
	t.taken = t.taken[:0]
}

// putBack puts back what was changed of some criteria.
func (t *trial) putBack(criteria []int) {
	is, worst := make([]assess.Change, len(criteria)), make([]assess.Change, len(criteria))
	for k, i := range criteria {
		is[k] = assess.Change{At: i, Answer: t.res.Assessment.Answers[i]}
		worst[k] = assess.Change{At: i, Answer: t.base.Answers[i]}
		t.stand(i, t.had[i])
	}
	t.is.Take(is...)
	t.worst.Take(worst...)
}

// met reports whether the rule is met with what was changed, all things considered.
func (t *trial) met() bool {
	was := t.measured(t.is)
	return was.OK && t.rule.holds(t.rule.atMost(t.measured(t.worst), was))
}

// measured is what the rule compares: of a score the level that it shows, where that is asked for.
func (t *trial) measured(p probe) assess.Maybe[float64] {
	now := p.Now()
	if t.rule.Kind != MinLevel {
		return now
	}
	level := assess.At(now, t.node(t.rule.At, t.res).Scale).Level
	return assess.Maybe[float64]{Value: float64(level.Value), OK: level.OK}
}

// metWith reports whether the rule is met with one criterion raised.
func (t *trial) metWith(i, to int) bool {
	defer t.back()
	t.take([]Step{{Criterion: i, To: assess.Some(to)}})
	return t.rule.holds(t.measured(t.worst)) && t.met()
}

// meetsWith reports whether a rule is met with other answers to some criteria.
func (c *checker) meetsWith(r Rule, criteria []int, answer func(int) assess.Answer) bool {
	if !r.Kind.OfScores() {
		return c.meets(r, c.with(c.res.Assessment, criteria, answer))
	}
	t := c.trial(r, c.missing)
	defer t.back()
	t.give(criteria, answer)
	return t.met()
}

// mayMeetWith reports whether a rule may be met with other answers: whether it holds at worst. More good answers never
// make that worse, so that it is for searching by halves; meetsWith says whether it is met.
func (c *checker) mayMeetWith(r Rule, criteria []int, answer func(int) assess.Answer) bool {
	if r.Kind.OfScores() {
		t := c.trial(r, c.missing)
		defer t.back()
		t.give(criteria, answer)
		return c.near(r, t.worst.Now())
	}
	other := c.of(c.evaluate(c.with(c.res.Assessment, criteria, answer)))
	if r.Kind == MaxDiscuss {
		was, _ := other.measure(r, other.res)
		worst, _ := other.reach(r, was)
		return c.near(r, worst)
	}
	return c.near(r, other.begun().try(r, other.atWorst(r, c.missing)))
}

// near reports whether a rule may hold where its number, or the score behind its level, is what a probe says: sums that
// are added up in another order differ by a little.
func (c *checker) near(r Rule, was assess.Maybe[float64]) bool {
	if !was.OK {
		return true
	}
	slack := 3*assess.Tolerance + 1e-11*math.Abs(was.Value)
	switch {
	case r.Kind == MinLevel:
		level := assess.At(assess.Some(was.Value+slack), c.node(r.At, c.res).Scale).Level
		return level.OK && float64(level.Value) >= r.Limit-assess.Tolerance
	case r.atLeast():
		return was.Value >= r.Limit-slack
	}
	return was.Value <= r.most()+slack
}

// moved is what a rule would measure with the best answer to each of some criteria, when all that is missing is at its
// worst.
func (c *checker) moved(r Rule, criteria []int, states []assess.State) map[int]assess.Maybe[float64] {
	out := map[int]assess.Maybe[float64]{}
	if r.Kind.OfScores() {
		p, one := c.trial(r, states).worst, make([]assess.Change, 1)
		for _, i := range criteria {
			one[0] = assess.Change{At: i, Answer: c.best(i)}
			out[i] = p.Try(one...)
		}
		return out
	}
	from := c.atWorst(r, states)
	res := c.evaluate(from)
	was, weights := c.weigh(r, res)
	for _, i := range criteria {
		if c.begins(r, i, res) { // and then other shares count
			out[i] = c.try(r, c.with(from, []int{i}, c.best))
			continue
		}
		out[i] = assess.Maybe[float64]{Value: was.Value - weights[i], OK: was.OK}
	}
	return out
}

// begins reports whether a level of criterion i begins a part where that changes what a rule measures.
func (c *checker) begins(r Rule, i int, res *assess.Result) bool {
	if r.Kind != MaxUnknown || c.over != assess.Counting {
		return false
	}
	_, part := c.m.Find(c.memo.below.parts[c.m.Criterion(i).Practice], assess.KindPart)
	return !res.Parts[part].Score.OK
}

// weigh is what a rule measures that is a sum over the criteria, and what each of these adds to it. The best answer to
// one takes away what it adds, and nothing else.
func (c *checker) weigh(r Rule, res *assess.Result) (assess.Maybe[float64], []float64) {
	out := make([]float64, c.m.Len())
	was, named := c.measure(r, res)
	for _, i := range named {
		out[i] = 1
	}
	if r.Kind == MaxUnanswered || r.Kind == MaxUnknown || r.Kind == MaxNA {
		shares := c.m.Shares(res, c.basis(r.Kind))
		for i := range shares {
			out[i] = c.part(r.Kind, &shares[i])
		}
	}
	return was, out
}
