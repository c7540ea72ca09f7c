package assess

import "fathom/rubric"

// hurdle is what a criterion of a staged practice lets the practice score. The practice is at the highest rung up to
// which every criterion passes, so each one that does not pass holds it below its own rung, and the practice is the
// lowest of what its criteria let it be: what does not apply, was not asked or weighs nothing holds nothing, and a rung
// without any that does is passed over.
type hurdle struct {
	level       int     // of the criterion's scale, that it has to reach
	pass        float64 // the value of that level
	under, over float64 // the practice's score at most where the criterion does not pass, and where it does
}

// hurdleOf is that of a criterion; nil where practices are not staged.
func hurdleOf(r *rubric.Rubric, c *rubric.Criterion) *hurdle {
	rule := &r.Scoring.Practice
	if rule.Aggregate != rubric.Staged {
		return nil
	}
	pass, _ := r.Scale(c.Scale).Value(*rule.Pass)
	own := r.Scale(rule.Scale)
	return &hurdle{*rule.Pass, pass, own.Below(*c.Rung).Value, own.Levels[len(own.Levels)-1].Value}
}

// lets is what the criterion brings to its practice with a value: the value itself, but in a staged practice.
func (c *criterion) lets(value float64) float64 {
	switch {
	case c.hurdle == nil:
		return value
	case reaches(value, c.hurdle.pass):
		return c.hurdle.over
	}
	return c.hurdle.under
}

// Lets is what a value of criterion i, in points of its scale, brings to its practice: the value itself; in a staged
// practice the most that the practice can score beside it.
func (m *Model) Lets(i int, value float64) float64 { return m.criteria[i].lets(value) }
