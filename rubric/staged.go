package rubric

import (
	"slices"

	"fathom/rubric/say"
)

// Staged is the aggregate of practices whose criteria belong to rungs, which are levels of a scale of their own: the
// highest of them all of whose criteria, and all of those of the levels below, reach one level of their scale. It is
// for practices only: above them the lowest of their levels comes to the same.
const Staged Aggregate = "staged"

// Below is the level below another one of the scale; the lowest where there is none below.
func (s *Scale) Below(level int) *Level {
	at := slices.IndexFunc(s.Levels, func(l Level) bool { return l.Level == level })
	return &s.Levels[max(0, at-1)]
}

// Unasked lists the levels of a scale above its lowest for which a practice has no criterion that counts.
func (p *Practice) Unasked(s *Scale) (out []int) {
	for _, l := range s.Levels[1:] {
		if !slices.ContainsFunc(p.Criteria, func(c Criterion) bool { return c.IsAskedAt(l.Level) && c.Weight > 0 }) {
			out = append(out, l.Level)
		}
	}
	return out
}

// IsAskedAt reports whether a level of its practice is the one that asks for the criterion, its rung.
func (c *Criterion) IsAskedAt(level int) bool { return c.Rung != nil && *c.Rung == level }

// RungOf is the level of its practice that asks for a criterion; nil where none does.
func (r *Rubric) RungOf(p *Practice, c *Criterion) *Level {
	own := r.LevelsOf(p)
	if own == nil {
		return nil
	}
	at := slices.IndexFunc(own.Levels, func(l Level) bool { return c.IsAskedAt(l.Level) })
	if at < 0 {
		return nil
	}
	return &own.Levels[at]
}

// Called is the name of a level, or its number where it has none.
func (l *Level) Called() Text {
	if len(l.Name) > 0 {
		return l.Name
	}
	number := say.Both("level %d", "%d 级", l.Level)
	return Text{"en": number.EN, "zh": number.ZH}
}

// WithRung is the name of the practice of a criterion as it is shown beside its question, with the level that asks
// for it where one does; text words what it is given.
func (r *Rubric) WithRung(p *Practice, c *Criterion, practice string, text func(Text) string) string {
	if l := r.RungOf(p, c); l != nil {
		return practice + " · " + text(l.Called())
	}
	return practice
}
