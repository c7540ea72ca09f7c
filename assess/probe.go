package assess

import (
	"slices"
)

// Probe tells what one number of an assessment would be with other answers. A try costs the same however many criteria
// there are, since for each child of a node it keeps what all the others add up to; only taking an answer for good
// scores the way up again. So the sums are added up in another order than [Model.Score] has, and may differ from it by
// what rounding does to a sum. It is for one goroutine.
type Probe struct {
	m     *Model
	s     *evaluation // of what was taken
	depth string
	kind  Kind // of the node whose score it tells, "" for none
	at    int  // its place among its kind
	share bool // it tells the attainment instead

	criteria   []tally // for each, the others in its practice
	bottoms    []pool  // likewise, with each at its lowest
	practices  []tally // for each, the others in its dimension
	dims       []tally // for each, the others in its part
	parts      []tally // for each, all the others
	scored     []tally // for each, those of the others that have a score
	done, way  float64 // see evaluation.way
	assessedIn int     // parts that are assessed

	tried []attempt // of each criterion, the last
	room  attempt   // for one of several criteria
	now   int       // counts what was taken, from 1
	since heights   // when practices, dimensions and parts changed last
}

// heights holds something of each practice, dimension and part.
type heights struct{ practices, dims, parts []int }

// branch is a practice and what stands above it, as they would be.
type branch struct {
	practice, dim, part, overall cell
	portion, lowest              float64 // of the practice, as the evaluation has them
}

// attempt is a branch with the answer that it was tried for. What did not change since is not scored again.
type attempt struct {
	branch
	state State
	value float64
	when  int
}

// Change is another answer to a criterion, by its place.
type Change struct {
	At     int
	Answer Answer
}

// NewProbe makes a probe for the score of a node, by its id: "overall", a part, a dimension or a practice, the first of
// these that has the id. What has none of these ids has no score.
func (m *Model) NewProbe(a *Assessment, opt Options, id string) *Probe {
	p := m.newProbe(a, opt, false)
	p.Of(id)
	return p
}

// NewAttainmentProbe makes a probe for the attainment of the whole.
func (m *Model) NewAttainmentProbe(a *Assessment, opt Options) *Probe {
	return m.newProbe(a, opt, true)
}

func (m *Model) newProbe(a *Assessment, opt Options, share bool) *Probe {
	sector := a.Subject.Sector
	if opt.Sector != "" {
		sector = opt.Sector
	}
	a, _ = m.applied(a, sector, nil)
	p := &Probe{m: m, s: m.newEvaluation(m.newSetting(m.stage(a, opt), sector, a.Targets)), depth: a.Depth,
		share: share, criteria: make([]tally, len(m.criteria)), bottoms: make([]pool, len(m.criteria)),
		practices: make([]tally, len(m.practices)),
		dims:      make([]tally, len(m.dims)), parts: make([]tally, len(m.parts)), scored: make([]tally, len(m.parts)),
		tried: make([]attempt, len(m.criteria)), now: 1, since: heights{ones(len(m.practices)), ones(len(m.dims)),
			ones(len(m.parts))}}
	for i := range m.criteria {
		p.s.states[i], p.s.values[i] = p.rate(i, &a.Answers[i])
	}
	p.s.score()
	for i := range m.practices {
		p.restOfPractice(i)
	}
	for d := range m.dims {
		p.restOfDimension(d)
	}
	for k := range m.parts {
		p.restOfPart(k)
	}
	p.restOfWhole()
	return p
}

func ones(n int) []int { return slices.Repeat([]int{1}, n) }

func (p *Probe) rate(i int, a *Answer) (State, float64) {
	var c CriterionResult
	c.rate(a, p.m.criteria[i].scale, p.m.Asked(i, p.depth))
	return c.State, c.Value.Value
}

// rest fills in what all children but one add up to, for each of them: those before it, and those behind it.
func rest(out []tally, f Fold, child func(t *tally, k int)) {
	sum := newTally(f)
	for k := range out {
		out[k] = sum
		child(&sum, k)
	}
	sum = newTally(f)
	for k := len(out) - 1; k >= 0; k-- {
		out[k].merge(&sum)
		child(&sum, k)
	}
}

func (p *Probe) restOfPractice(i int) {
	kids, f := p.m.practices[i].criteria, foldOf(&p.m.Rubric.Scoring.Practice)
	var unused pool
	rest(p.criteria[kids.from:kids.to], f, func(t *tally, k int) {
		k += kids.from
		t.criterion(&unused, &p.m.criteria[k], p.s.states[k], p.s.values[k])
	})
	before, behind := newPool(f), newPool(f)
	for k := kids.from; k < kids.to; k++ {
		p.bottoms[k] = before
		p.bottom(&before, k)
	}
	for k := kids.to - 1; k >= kids.from; k-- {
		p.bottoms[k].merge(&behind)
		p.bottom(&behind, k)
	}
}

func (p *Probe) bottom(to *pool, k int) {
	t := newTally(to.Fold)
	t.criterion(to, &p.m.criteria[k], p.s.states[k], p.s.values[k])
}

func (p *Probe) restOfDimension(d int) {
	kids := p.m.dims[d]
	rest(p.practices[kids.from:kids.to], foldOf(&p.m.Rubric.Scoring.Dimension),
		func(t *tally, k int) { t.child(&p.s.practices[kids.from+k]) })
}

func (p *Probe) restOfPart(i int) {
	kids := p.m.parts[i]
	rest(p.dims[kids.from:kids.to], foldOf(&p.m.Rubric.Scoring.Part),
		func(t *tally, k int) { t.child(&p.s.dims[kids.from+k]) })
}

func (p *Probe) restOfWhole() {
	f, parts := foldOf(&p.m.Rubric.Scoring.Overall), p.s.parts
	rest(p.parts, f, func(t *tally, k int) { t.child(&parts[k]) })
	rest(p.scored, f, func(t *tally, k int) {
		if parts[k].scored {
			t.child(&parts[k])
		}
	})
	p.assessedIn = 0
	for k := range parts {
		if p.s.assessed(k) {
			p.assessedIn++
		}
	}
	if p.share {
		p.done, p.way = p.s.way()
	}
}

// Now is the number as it is with what was taken; undefined where there is none.
func (p *Probe) Now() Maybe[float64] {
	if p.share {
		return attained(p.done, p.way)
	}
	if p.kind == "" {
		return Maybe[float64]{}
	}
	switch p.kind {
	case KindPractice:
		return p.s.practices[p.at].maybe()
	case KindDimension:
		return p.s.dims[p.at].maybe()
	case KindPart:
		return p.s.parts[p.at].maybe()
	}
	return p.s.overall.maybe()
}

// Of lets the probe tell the score of another node, by its id as [Model.NewProbe] has it. That of an attainment stays
// one of the whole.
func (p *Probe) Of(id string) {
	p.kind, p.at = p.m.Find(id, KindOverall, KindPart, KindDimension, KindPractice)
}

// Take takes other answers for good. What is then told by Now is what [Model.Score] makes of them, to the last digit.
func (p *Probe) Take(changes ...Change) {
	p.now++
	for _, c := range changes {
		p.s.states[c.At], p.s.values[c.At] = p.rate(c.At, &c.Answer)
	}
	for _, c := range changes {
		if i := p.m.criteria[c.At].practice; p.first(&p.since.practices[i]) {
			p.s.scorePractice(i)
			p.restOfPractice(i)
		}
	}
	for _, c := range changes {
		if d := p.m.practices[p.m.criteria[c.At].practice].dim; p.first(&p.since.dims[d]) {
			p.s.scoreDimension(d)
			p.restOfDimension(d)
		}
	}
	for _, c := range changes {
		if k := p.m.practices[p.m.criteria[c.At].practice].part; p.first(&p.since.parts[k]) {
			p.s.scorePart(k)
			p.restOfPart(k)
			p.s.countBelow(k)
		}
	}
	p.s.scoreOverall()
	p.restOfWhole()
}

// first notes that something changes now, and reports whether that is news.
func (p *Probe) first(since *int) bool {
	was := *since
	*since = p.now
	return was != p.now
}

// Try is what the number would be with other answers to criteria that are all of one practice.
func (p *Probe) Try(changes ...Change) Maybe[float64] {
	if len(changes) == 0 || !p.share && p.kind == "" {
		return p.Now()
	}
	a := &p.room
	a.when = 0
	if len(changes) == 1 {
		a = p.attempt(&changes[0])
	}
	return p.told(p.with(a, changes), changes)
}

// told is the number with the branch that changes make.
func (p *Probe) told(b *branch, changes []Change) Maybe[float64] {
	if p.share {
		return p.attainment(b, changes)
	}
	i := p.m.criteria[changes[0].At].practice
	in := &p.m.practices[i]
	switch at := p.at; {
	case p.kind == KindOverall:
		return b.overall.maybe()
	case p.kind == KindPart && at == in.part:
		return b.part.maybe()
	case p.kind == KindDimension && at == in.dim:
		return b.dim.maybe()
	case p.kind == KindPractice && at == i:
		return b.practice.maybe()
	}
	return p.Now()
}

// with scores the way up from the practice of the changes, as far as the attempt at them has not scored it before.
func (p *Probe) with(a *attempt, changes []Change) *branch {
	i := p.m.criteria[changes[0].At].practice
	b, when := &a.branch, a.when
	a.when = p.now
	d, part := p.m.practices[i].dim, p.m.practices[i].part
	if when < p.since.practices[i] {
		t, bottom := p.changed(i, changes, a)
		b.practice, b.portion, b.lowest = p.s.practiceOf(i, &t, &bottom)
	}
	if when < p.since.dims[d] {
		above(&b.dim, p.practices[i], &b.practice, p.s.setting.dims[d])
	}
	if when < p.since.parts[part] {
		above(&b.part, p.dims[d], &b.dim, p.s.setting.parts[part])
	}
	p.whole(part, b)
	return b
}

// attempt is the last one of a criterion, if it was tried with the same answer.
func (p *Probe) attempt(c *Change) *attempt {
	a := &p.tried[c.At]
	if state, value := p.rate(c.At, &c.Answer); a.when == 0 || a.state != state || a.value != value {
		a.state, a.value, a.when = state, value, 0
	}
	return a
}

// above makes a node of a child and what the others add up to.
func above(c *cell, others tally, child *cell, given Maybe[float64]) {
	others.child(child)
	others.close(c, given)
}

// whole makes the overall score of a part and the others, as the evaluation does.
func (p *Probe) whole(part int, b *branch) {
	others := p.assessedIn
	if p.s.assessed(part) {
		others--
	}
	t := &p.scored[part]
	if others == 0 && (b.part.weight == 0 || !b.part.scored) {
		t = &p.parts[part] // no part is assessed
	} else if !b.part.scored {
		whole := *t
		whole.close(&b.overall, Some(0.0))
		return
	}
	above(&b.overall, *t, &b.part, Some(0.0))
}

// changed tallies the criteria of practice i; where only one is another, the attempt has its answer.
func (p *Probe) changed(i int, changes []Change, a *attempt) (t tally, bottom pool) {
	if len(changes) == 1 {
		k := changes[0].At
		t, bottom = p.criteria[k], p.bottoms[k]
		t.criterion(&bottom, &p.m.criteria[k], a.state, a.value)
		return t, bottom
	}
	defer p.lay(changes)()
	f, kids := foldOf(&p.m.Rubric.Scoring.Practice), p.m.practices[i].criteria
	t, bottom = newTally(f), newPool(f)
	for k := kids.from; k < kids.to; k++ {
		t.criterion(&bottom, &p.m.criteria[k], p.s.states[k], p.s.values[k])
	}
	return t, bottom
}
