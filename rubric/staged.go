package rubric

import "slices"

// Staged is the aggregate of practices whose criteria belong to rungs, which are levels of a scale of their own: the
// highest of them all of whose criteria, and all of those of the levels below, reach one level of their scale. It is for
// practices only: above them the lowest of their levels comes to the same.
const Staged Aggregate = "staged"

// Below is the level below another one of the scale; the lowest where there is none below.
func (s *Scale) Below(level int) *Level {
	at := slices.IndexFunc(s.Levels, func(l Level) bool { return l.Level == level })
	return &s.Levels[max(0, at-1)]
}

// Unasked lists the levels of a scale above its lowest for which a practice has no criterion that counts.
func (p *Practice) Unasked(s *Scale) (out []int) {
	for _, l := range s.Levels[1:] {
		if !slices.ContainsFunc(p.Criteria, func(c Criterion) bool { return c.Rung == l.Level && c.Weight > 0 }) {
			out = append(out, l.Level)
		}
	}
	return out
}
