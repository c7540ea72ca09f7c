package plan

import (
	"math"
	"slices"

	"fathom/assess"
)

// Asks reports whether there is anything in a result that a goal is about: targets, floors and an attainment need
// practices that count and have one.
func (g *Goal) Asks(res *assess.Result) bool {
	if g.Kind == GoalScore || g.Kind == GoalLevel {
		return true
	}
	return slices.ContainsFunc(res.Practices, func(pr assess.Practice) bool { return g.of(&pr).OK })
}

// of is what a goal for each practice asks of one: its floor, or its target, by which an attainment is measured.
// Undefined for a practice that does not count.
func (g *Goal) of(pr *assess.Practice) assess.Maybe[float64] {
	switch {
	case !pr.InOverall:
		return assess.Maybe[float64]{}
	case g.Kind == GoalFloors:
		return pr.Floor
	}
	return pr.Aim
}

// Met reports whether a result is where a goal wants it.
func (g *Goal) Met(res *assess.Result) bool {
	switch g.Kind {
	case GoalTargets, GoalFloors:
		return !slices.ContainsFunc(res.Practices, func(pr assess.Practice) bool {
			points := g.of(&pr)
			return points.OK && !reached(pr.Score, points.Value)
		})
	case GoalAttainment:
		return reached(res.Overall.Attainment, g.Value)
	}
	points, ok := g.points(res.Model)
	kind, at := res.Model.Find(g.At, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	node := res.Node(kind, at)
	return ok && node != nil && reached(node.Score, points)
}

func reached(v assess.Maybe[float64], want float64) bool {
	return v.OK && assess.Reaches(v.Value, want)
}

// points are those of the score, or of the level, that a goal asks for.
func (g *Goal) points(m *assess.Model) (float64, bool) {
	if g.Kind != GoalLevel {
		return g.Value, true
	}
	scale := m.ScaleOf(g.At)
	if scale == nil || g.Value != math.Trunc(g.Value) {
		return 0, false
	}
	return scale.Value(int(g.Value))
}

// Strongest are the goals without those that another one holds: of a score, a level and an attainment asked for more
// than once only the highest stays, where it stood first; of what asks for the same, the first.
func Strongest(m *assess.Model, goals []Goal) []Goal {
	var out []Goal
	for _, g := range goals {
		k := slices.IndexFunc(out, func(x Goal) bool { return x.about() == g.about() })
		switch {
		case k < 0:
			out = append(out, g)
		case g.exceeds(&out[k], m):
			out[k] = g
		}
	}
	return out
}

// about is what goals must share to be compared.
func (g *Goal) about() Goal {
	if g.Kind == GoalLevel {
		return Goal{Kind: GoalScore, At: g.At}
	}
	return Goal{Kind: g.Kind, At: g.At}
}

func (g *Goal) exceeds(other *Goal, m *assess.Model) bool {
	points, ok := g.points(m)
	than, thanOK := other.points(m)
	return ok && thanOK && points > than+assess.Tolerance
}
