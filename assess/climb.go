package assess

import "slices"

// Climb tries out how far practices are raised, and tells what every node is then worth: it is the evaluation itself,
// with the scores of practices put in one by one. Only scores change: which nodes count, and their weights, stay. It is
// for one goroutine.
type Climb struct {
	s      *evaluation
	a      *Assessment // whose answers are raised
	states []State     // of these
	values []float64
	way    float64 // to all targets: see evaluation.way. No score changes it

	dims, parts []int // above the practices that were put since the last Score; each once
}

// Worth is what a practice is worth when it is raised so far.
type Worth struct{ cell }

// Score is the practice's score; undefined when nothing is answered.
func (w Worth) Score() Maybe[float64] { return w.maybe() }

// Required is a prerequisite that a practice waits for: another practice, by its place, and the points of what applies
// that this one must score.
type Required struct {
	Practice int
	Points   float64
}

// NewClimb begins with an assessment as it is, under the stage and sector of its result.
func (m *Model) NewClimb(res *Result) *Climb { return m.NewClimbAs(res, res.Assessment) }

// NewClimbAs is the same, but every score is that of other answers: those of the result with something given where it
// is missing. What is raised are the answers of the result alone, and only those that are below.
func (m *Model) NewClimbAs(res *Result, other *Assessment) *Climb {
	under, as := *res.Assessment, *other
	for _, a := range []*Assessment{&under, &as} {
		a.Subject.Stage, a.Subject.Sector = res.Stage, res.Sector
	}
	_, s := m.judged(&under, Options{})
	c := &Climb{s: s, a: &under, states: slices.Clone(s.states), values: slices.Clone(s.values)}
	if other != res.Assessment {
		_, c.s = m.judged(&as, Options{})
	}
	_, c.way = c.s.way()
	return c
}

// Today is what practice i is worth as it was answered.
func (c *Climb) Today(i int) Worth { return c.raised(i, func(int) (float64, bool) { return 0, false }) }

// Raised is what practice i is worth when every answered criterion below what a step to a level asks is raised to it;
// what is missing or does not apply stays. The level is one of the practice's scale.
func (c *Climb) Raised(i, level int) Worth {
	return c.raised(i, func(k int) (float64, bool) { return c.s.m.liftedTo(k, level) })
}

func (c *Climb) raised(i int, asks func(k int) (float64, bool)) Worth {
	kids := c.s.m.practices[i].criteria
	values := c.s.values[kids.from:kids.to]
	now, was := c.s.practices[i], slices.Clone(values)
	for k := kids.from; k < kids.to; k++ {
		if to, asked := asks(k); asked && c.states[k] == Answered && c.values[k] < to {
			c.s.values[k] = to
		}
	}
	c.s.scorePractice(i)
	w := Worth{c.s.practices[i]}
	copy(values, was)
	c.s.practices[i] = now
	return w
}

// Put lets practice i be worth something else, from the next Score on.
func (c *Climb) Put(i int, w Worth) {
	c.s.practices[i] = w.cell
	p := &c.s.m.practices[i]
	c.dims, c.parts = withOne(c.dims, p.dim), withOne(c.parts, p.part)
}

// withOne adds a number to a short list that has each once.
func withOne(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// Score scores the nodes above the practices that were put: all others are what they were. A solver tries thousands of
// choices that differ in one practice.
func (c *Climb) Score() {
	for _, d := range c.dims {
		c.s.scoreDimension(d)
	}
	for _, p := range c.parts {
		c.s.scorePart(p)
	}
	c.s.scoreOverall()
	c.dims, c.parts = c.dims[:0], c.parts[:0]
}

// At is the score of a node, by its kind and place, as it was last scored.
func (c *Climb) At(kind Kind, i int) Maybe[float64] {
	switch kind {
	case KindPart:
		return c.s.parts[i].maybe()
	case KindDimension:
		return c.s.dims[i].maybe()
	case KindPractice:
		return c.s.practices[i].maybe()
	}
	return c.s.overall.maybe()
}

// Attainment is that of the whole, as it was last scored.
func (c *Climb) Attainment() Maybe[float64] { return c.s.attainment() }

// Done is how much practice i, worth so much, adds to the way done to the targets; see Attained.
func (c *Climb) Done(i int, w Worth) float64 {
	done, _ := c.s.wayOf(i, w.score)
	return done
}

// Attained is the attainment when so much of the way is done, in all practices together; undefined where there is no
// way to go.
func (c *Climb) Attained(done float64) Maybe[float64] { return attained(done, c.way) }

// Open lists what practice i waits for. A prerequisite without a score is not among it: see [Priority].
func (c *Climb) Open(i int) []Required {
	var out []Required
	for _, r := range c.s.m.practices[i].requires {
		if c.s.isOpen(r) {
			out = append(out, Required{r.practice, c.s.required(r)})
		}
	}
	return out
}

// Assessment is the assessment with each practice raised to a level, as [Climb.Raised] does; undefined leaves it. A
// panel's votes stay beside what is raised.
func (c *Climb) Assessment(levels []Maybe[int]) *Assessment {
	out := c.a.clone()
	for i, level := range levels {
		if !level.OK {
			continue
		}
		kids := c.s.m.practices[i].criteria
		for k := kids.from; k < kids.to; k++ {
			if to, asked := c.s.m.liftedTo(k, level.Value); asked && c.states[k] == Answered && c.values[k] < to {
				own, _ := c.s.m.Lift(k, level.Value)
				out.Answers[k] = Answer{Given: true, State: Answered, Level: own, Votes: out.Answers[k].Votes}
			}
		}
	}
	return out
}

// Branch is a node above the practices and those of its children that make its score: what applies and has a weight;
// of the whole only the parts that have a score.
type Branch struct {
	Fold
	Kids          []Kid
	known, weight float64 // what the scores of the kids count with, and the weight of all
}

// Kid is a child in its branch, by its place among its kind. Its Worth changes as it climbs, if it has a score.
type Kid struct {
	At              int
	Weight, Counted float64 // of its bounds and of its score; see [Node]
	Worth
}

// Branch is that of a part, a dimension or the whole, by its place, with the worth that its children have now.
func (c *Climb) Branch(kind Kind, at int) Branch {
	kids, cells := span{0, len(c.s.parts)}, c.s.parts
	rule := &c.s.m.Rubric.Scoring.Overall
	switch kind {
	case KindPart:
		kids, cells, rule = c.s.m.parts[at], c.s.dims, &c.s.m.Rubric.Scoring.Part
	case KindDimension:
		kids, cells, rule = c.s.m.dims[at], c.s.practices, &c.s.m.Rubric.Scoring.Dimension
	}
	b := Branch{Fold: foldOf(rule)}
	for k := kids.from; k < kids.to; k++ {
		kid := &cells[k]
		if kid.weight == 0 || !kid.applicable || kind == KindOverall && c.s.overall.scored && !kid.scored {
			continue
		}
		b.Kids = append(b.Kids, Kid{k, kid.weight, kid.counted, Worth{*kid}})
		b.weight += kid.weight
		if kid.scored {
			b.known += kid.counted
		}
	}
	return b
}

// Plain is the score of the branch, but for its bounds, by the joined terms of the kids that have a score.
func (b *Branch) Plain(terms float64) float64 { return b.Value(terms, b.known, b.weight) }

// Bound is a bound of the branch by the joined terms of that bound of all kids.
func (b *Branch) Bound(terms float64) float64 { return b.Value(terms, b.weight, b.weight) }

// Bounds are the lowest and the highest that the score can be once every missing answer is known.
func (w Worth) Bounds() (low, high float64) { return w.low, w.high }

// Bounds are those of a part, a dimension or the whole, as it was last scored.
func (c *Climb) Bounds(kind Kind, i int) (low, high float64) {
	node := &c.s.overall
	switch kind {
	case KindPart:
		node = &c.s.parts[i]
	case KindDimension:
		node = &c.s.dims[i]
	}
	return node.low, node.high
}
