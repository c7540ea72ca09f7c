package assess

// This file says what a step of a practice to a level asks of its criteria. As a rule that is the same level. Where the
// practice's sum is read on a scale of its own, the levels of the two are other things: a criterion that belongs to a
// rung is asked for its highest level by the steps to that rung and above; without rungs all are asked for the lowest
// level at which the sum gets there. A staged practice asks each criterion of its rungs for the level that passes.

// Lift is the level that a step of its practice to a level asks of criterion i; false where it asks nothing of it.
func (m *Model) Lift(i, level int) (to int, asked bool) {
	c := &m.criteria[i]
	p := &m.practices[c.practice]
	if m.SharesScale(c.practice) {
		return level, true
	}
	if c.hurdle != nil {
		return c.hurdle.level, *c.rung <= level
	}
	levels := c.scale.Levels
	highest := levels[len(levels)-1].Level
	if c.rung != nil {
		return highest, *c.rung <= level
	}
	points, _ := p.in.scale.Value(level)
	for _, l := range levels {
		if reaches(m.Rubric.Scoring.Practice.Start+p.onScale*l.Value, points) {
			return l.Level, true
		}
	}
	return highest, true
}

// Worth is a level of criterion i in points of its scale; 0 for a level that it does not have.
func (m *Model) Worth(i, level int) float64 {
	v, _ := m.criteria[i].scale.Value(level)
	return v
}

// SharesScale reports whether the levels of practice i, where it has any, are those of its criteria.
func (m *Model) SharesScale(i int) bool { return !m.practices[i].ownScale }

// liftedTo is what Lift makes of criterion i, in points of its scale.
func (m *Model) liftedTo(i, level int) (value float64, asked bool) {
	to, asked := m.Lift(i, level)
	return m.Worth(i, to), asked
}

// Below reports whether criterion k of practice i has an answer that counts and is below what a step of the practice to
// a level asks of it.
func (m *Model) Below(res *Result, i, k, level int) bool {
	c := &res.Practices[i].Criteria[k]
	to, asked := m.liftedTo(m.practices[i].criteria.from+k, level)
	return asked && c.State == Answered && c.Weight > 0 && less(c.Value.Value, to)
}

// Lifts reports whether a step of practice i to a level asks more of anything than it has, or than a step before it has
// asked. Where the practice shares the scale of its criteria, every step above does.
func (m *Model) Lifts(res *Result, i int, before Maybe[int], level int) bool {
	for k := range res.Practices[i].Criteria {
		if !m.Below(res, i, k, level) {
			continue
		}
		at := m.practices[i].criteria.from + k
		was, asked := m.liftedTo(at, before.Value)
		if now, _ := m.liftedTo(at, level); !before.OK || !asked || was < now {
			return true
		}
	}
	return m.SharesScale(i)
}

// above are the levels to which steps lead from a level of the practice's scale, by their places.
func (m *Model) above(res *Result, i, from int) (out []int) {
	levels, before := m.practices[i].in.scale.Levels, Maybe[int]{}
	for k := levelIndex(levels, from) + 1; k < len(levels); k++ {
		if m.Lifts(res, i, before, levels[k].Level) {
			out, before = append(out, k), Some(levels[k].Level)
		}
	}
	return out
}
