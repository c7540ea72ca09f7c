package assess

import "cmp"

// LossProbe is a [Probe] of how many points a node lies below what it was before, like for like as [Alike] has it; 0
// where it lies above.
type LossProbe struct {
	m         *Model
	before    *Assessment
	was       []bool // has a value before, given to the text that the criterion has now
	depth     string // of the present assessment
	then, now *Probe
}

// NewLossProbe makes a probe for the score of a node, by its id, against an earlier result.
func (m *Model) NewLossProbe(before *Result, a *Assessment, opt Options, id string) *LossProbe {
	a, _ = m.applied(a, cmp.Or(opt.Sector, a.Subject.Sector), nil)
	p := &LossProbe{m: m, before: before.Assessment, was: make([]bool, m.Len()), depth: a.Depth}
	for i, state := range before.states() {
		p.was[i] = state == Answered && m.IsPresent(i, before.Assessment.Answers[i].Text)
	}
	then, now := *before.Assessment, *a
	then.Depth, then.Answers = "", make([]Answer, m.Len())
	now.Depth, now.Answers = "", make([]Answer, m.Len())
	for i := range a.Answers {
		then.Answers[i], now.Answers[i] = p.alike(i, &a.Answers[i])
	}
	p.then, p.now = m.NewProbe(&then, opt, id), m.NewProbe(&now, opt, id)
	return p
}

// alike is how criterion i is compared then and now when the present answer is the given one.
func (p *LossProbe) alike(i int, a *Answer) (then, now Answer) {
	var c CriterionResult
	c.rate(a, p.m.criteria[i].scale, p.m.Asked(i, p.depth))
	switch {
	case c.State == NotApplicable || c.State == NotAsked:
		out := Answer{Given: true, State: NotApplicable}
		return out, out
	case c.State == Answered && p.was[i] && p.m.IsPresent(i, a.Text):
		return p.before.Answers[i], *a
	}
	return Answer{}, Answer{}
}

func (p *LossProbe) both(changes []Change) (then, now []Change) {
	then, now = make([]Change, len(changes)), make([]Change, len(changes))
	for n, c := range changes {
		then[n].At, now[n].At = c.At, c.At
		then[n].Answer, now[n].Answer = p.alike(c.At, &c.Answer)
	}
	return then, now
}

func loss(then, now Maybe[float64]) Maybe[float64] {
	if !then.OK || !now.OK {
		return Maybe[float64]{}
	}
	return Some(max(0, then.Value-now.Value))
}

// Now is the loss with what was taken; undefined without a score on both sides.
func (p *LossProbe) Now() Maybe[float64] { return loss(p.then.Now(), p.now.Now()) }

// Try is what the loss would be with other answers to criteria that are all of one practice.
func (p *LossProbe) Try(changes ...Change) Maybe[float64] {
	then, now := p.both(changes)
	return loss(p.then.Try(then...), p.now.Try(now...))
}

// Take takes other answers for good.
func (p *LossProbe) Take(changes ...Change) {
	then, now := p.both(changes)
	p.then.Take(then...)
	p.now.Take(now...)
}

// Of lets the probe tell of another node, by its id.
func (p *LossProbe) Of(id string) {
	p.then.Of(id)
	p.now.Of(id)
}
