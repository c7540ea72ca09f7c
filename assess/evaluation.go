package assess

import "fathom/rubric"

// cell is the worth of one node while it is computed: a [Node] without what only readers need.
type cell struct {
	score, low, high, coverage, weight, counted float64

	applicable bool // low, high and coverage are defined
	scored     bool // score is defined
}

// node publishes a cell.
func (c *cell) node(in measure) Node {
	n := Node{Weight: c.weight, Counted: c.counted, Scale: in.scale, Decimals: in.decimals,
		Bands: in.bands}
	if c.applicable {
		n.Coverage, n.Low, n.High = Some(c.coverage), Some(c.low), Some(c.high)
	}
	if c.scored {
		n.Score = Some(c.score)
		n.showLevel()
	}
	return n
}

func (c *cell) maybe() Maybe[float64] { return Maybe[float64]{c.score, c.scored} }

// hold keeps the score within its bounds.
func (c *cell) hold(score float64) { c.score, c.scored = Held(score, c.low, c.high), true }

// Held is a score within its bounds.
func Held(score, low, high float64) float64 { return min(max(score, low), high) }

// evaluation holds the state of one evaluation and scores it, as often as the plan needs, or one assessment after
// another.
type evaluation struct {
	m *Model
	*setting
	states []State
	values []float64

	overall                cell
	parts, dims, practices []cell
	lowest                 []float64 // the lowest score each practice can have
	portion                []float64 // of the points of each practice, how much applies; see practice.portion
	reached                []uint64  // bit k: the practice's score reaches level k of its scale, for the first 64
	levels                 []int     // of the scale of the whole, how many each practice reaches
	// the practice takes part in the overall score: it is applicable, and no weight on its way up is 0, in a part that
	// is assessed
	counts []bool
}

func (m *Model) newEvaluation(t *setting) *evaluation {
	s := &evaluation{m: m, setting: t, states: make([]State, len(m.criteria))}
	cells := make([]cell, len(m.parts)+len(m.dims)+len(m.practices))
	s.parts, cells = cells[:len(m.parts):len(m.parts)], cells[len(m.parts):]
	s.dims, s.practices = cells[:len(m.dims):len(m.dims)], cells[len(m.dims):]
	numbers := make([]float64, len(m.criteria)+2*len(m.practices))
	s.values, numbers = numbers[:len(m.criteria):len(m.criteria)], numbers[len(m.criteria):]
	s.lowest, s.portion = numbers[:len(m.practices):len(m.practices)], numbers[len(m.practices):]
	s.reached, s.counts = make([]uint64, len(m.practices)), make([]bool, len(m.practices))
	s.levels = make([]int, len(m.practices))
	return s
}

// score computes every node from the criteria's states and values.
func (s *evaluation) score() {
	for i := range s.practices {
		s.scorePractice(i)
	}
	s.scoreAbove()
	s.count()
}

// scoreAbove computes the nodes above the practices.
func (s *evaluation) scoreAbove() {
	for d := range s.m.dims {
		s.scoreDimension(d)
	}
	for p := range s.m.parts {
		s.scorePart(p)
	}
	s.scoreOverall()
}

// count finds which practices take part in the overall score.
func (s *evaluation) count() {
	for p := range s.m.parts {
		s.countBelow(p)
	}
}

// countBelow finds it for those of a part.
func (s *evaluation) countBelow(p int) {
	for d := s.m.parts[p].from; d < s.m.parts[p].to; d++ {
		up := s.isUp(p, d)
		for i := s.m.dims[d].from; i < s.m.dims[d].to; i++ {
			s.counts[i] = up && s.practices[i].takesPart()
		}
	}
}

// isUp reports whether dimension d of part p counts in the overall score, and takesPart whether a practice counts in a
// dimension that does.
func (s *evaluation) isUp(p, d int) bool { return s.assessed(p) && s.dims[d].weight > 0 }

func (c *cell) takesPart() bool { return c.weight > 0 && c.applicable }

func (s *evaluation) scoreDimension(d int) {
	kids := s.m.dims[d]
	combine(foldOf(&s.m.Rubric.Scoring.Dimension), &s.dims[d], s.practices[kids.from:kids.to], s.setting.dims[d])
}

func (s *evaluation) scorePart(p int) {
	kids := s.m.parts[p]
	combine(foldOf(&s.m.Rubric.Scoring.Part), &s.parts[p], s.dims[kids.from:kids.to], s.setting.parts[p])
}

// combine makes a node of its children; its weight is the given one, else the sum of theirs.
func combine(f Fold, c *cell, kids []cell, given Maybe[float64]) {
	if f.agg == rubric.Mean {
		mean(c, kids, given)
		return
	}
	t := newTally(f)
	for k := range kids {
		t.child(&kids[k])
	}
	t.close(c, given)
}

// scorePractice pools the criteria.
func (s *evaluation) scorePractice(i int) {
	f := foldOf(&s.m.Rubric.Scoring.Practice)
	t, bottom := newTally(f), newPool(f)
	kids := s.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		t.criterion(&bottom, &s.m.criteria[k], s.states[k], s.values[k])
	}
	s.reached[i] = 0
	s.practices[i], s.portion[i], s.lowest[i] = s.practiceOf(i, &t, &bottom)
	if s.practices[i].scored {
		s.reached[i] = reachedBits(s.m.practices[i].in.scale, s.practices[i].score)
	}
	s.levels[i] = s.levelsReached(i)
}

// criterion adds a criterion to the tally of its practice, and its lowest value to the bottom.
func (t *tally) criterion(bottom *pool, c *criterion, state State, value float64) {
	if c.weight == 0 || state == NotApplicable || state == NotAsked {
		return
	}
	low, high := c.lets(c.lowest), c.lets(c.highest)
	bottom.add(c.weight, low)
	if state == Answered {
		low = c.lets(value)
		high = low
		t.known.add(c.weight, low)
		t.covered += c.weight
	}
	t.low.add(c.weight, low)
	t.high.add(c.weight, high)
	t.weight += c.weight
}

// practiceOf makes practice i of its criteria. With above_lowest it is at most its lowest answered criterion plus that
// many points, so that a missing basic is not averaged away. The lowest score it can have is only told where something
// applies.
func (s *evaluation) practiceOf(i int, t *tally, bottom *pool) (n cell, portion, lowest float64) {
	rule := &s.m.Rubric.Scoring.Practice
	n, portion = cell{weight: s.weight[i], counted: s.weight[i]}, s.m.practices[i].portion(t.weight)
	if s.m.Rubric.Practices[i].ByCriteria {
		n.weight, n.counted = t.weight, t.covered
	}
	if t.weight == 0 {
		return n, portion, s.lowest[i]
	}
	n.applicable, n.coverage = true, t.covered/t.weight
	all := s.m.practices[i].asIf(t.weight)
	n.low, n.high = capped(&t.low, all, rule), capped(&t.high, all, rule)
	if t.known.n > 0 {
		n.hold(capped(&t.known, all, rule))
	}
	return n, portion, capped(bottom, all, rule)
}

// reachedBits tells which of the first 64 levels a score reaches.
func reachedBits(scale *rubric.Scale, score float64) (bits uint64) {
	if scale == nil {
		return 0
	}
	for k := range scale.Levels[:min(len(scale.Levels), 64)] {
		if reaches(score, scale.Levels[k].Value) {
			bits |= 1 << k
		}
	}
	return bits
}

func capped(p *pool, applicable float64, rule *rubric.Rule) float64 {
	v := p.value(applicable)
	if rule.AboveLowest != nil && rule.Aggregate != rubric.Sum {
		v = min(v, p.lowest+*rule.AboveLowest)
	}
	return v
}

// scoreOverall takes the parts that have a score; when none has, all applicable parts, for their bounds.
func (s *evaluation) scoreOverall() {
	assessed, all := false, true
	for p := range s.parts {
		assessed, all = assessed || s.assessed(p), all && s.parts[p].scored
	}
	if all || !assessed {
		combine(foldOf(&s.m.Rubric.Scoring.Overall), &s.overall, s.parts, Some(0.0))
		return
	}
	t := newTally(foldOf(&s.m.Rubric.Scoring.Overall))
	for p := range s.parts {
		if s.parts[p].scored {
			t.child(&s.parts[p])
		}
	}
	t.close(&s.overall, Some(0.0))
}

// assessed reports whether a part counts in the overall score.
func (s *evaluation) assessed(p int) bool { return s.parts[p].weight > 0 && s.parts[p].scored }

// portion is how much of what the rubric asks of a practice can be asked of it where only some of its weight applies
// and was asked: all of it where it has levels, the same share where it adds points up. 5 of 10 points are all there is
// to get when half of them do not apply, so a target of 8 counts as 4 there.
func (p *practice) portion(applicable float64) float64 {
	if p.whole == 0 {
		return 1
	}
	return applicable / p.whole
}

// asIf is the weight of which a practice adds points up where so much applies and was asked: that much, or all of it
// where the sum is read on a scale.
func (p *practice) asIf(applicable float64) float64 {
	if p.onScale == 0 {
		return applicable
	}
	return p.onScale
}

// target is what practice i should score, and floor what it must not fall below, in points of what applies; undefined
// where nothing does.
func (s *evaluation) target(i int) Maybe[float64] { return s.ofWhatApplies(i, s.targets[i]) }

func (s *evaluation) floor(i int) Maybe[float64] { return s.ofWhatApplies(i, s.floors[i]) }

func (s *evaluation) ofWhatApplies(i int, points Maybe[float64]) Maybe[float64] {
	if !points.OK || s.portion[i] == 0 {
		return Maybe[float64]{}
	}
	return Some(s.share(i, points.Value))
}

// share are so many points of practice i in points of what applies; what a sum begins with is there in any case.
func (s *evaluation) share(i int, points float64) float64 {
	start := s.m.Rubric.Scoring.Practice.Start
	return start + (points-start)*s.portion[i]
}

// required is what a prerequisite has to score, in points of what applies.
func (s *evaluation) required(r requirement) float64 { return s.share(r.practice, r.points) }

// isOpen reports whether a prerequisite still has to be met. Without a score it is not open: that is to be found out
// first.
func (s *evaluation) isOpen(r requirement) bool {
	p := &s.practices[r.practice]
	return p.scored && less(p.score, s.required(r))
}

// gap is how far practice i lies below its target; undefined without target or score.
func (s *evaluation) gap(i int) Maybe[float64] {
	target := s.target(i)
	if !target.OK || !s.practices[i].scored {
		return Maybe[float64]{}
	}
	if reaches(s.practices[i].score, target.Value) {
		return Some(0.0)
	}
	return Some(target.Value - s.practices[i].score)
}
