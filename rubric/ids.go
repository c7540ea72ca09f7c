package rubric

import "strings"

// PartIDs are the ids of the parts, in rubric order. The others below are alike.
func (r *Rubric) PartIDs() []string { return idsOf(r.Parts, func(p Part) string { return p.ID }) }

func (r *Rubric) DimensionIDs() []string {
	return idsOf(r.Dimensions, func(d Dimension) string { return d.ID })
}

func (r *Rubric) PracticeIDs() []string {
	return idsOf(r.Practices, func(p Practice) string { return p.ID })
}

func (r *Rubric) StageIDs() []string { return idsOf(r.Stages, func(s Stage) string { return s.ID }) }

// StageKeys are what [PerStage.At] can be asked for: the ids of the stages, or "" alone for a rubric without stages.
func (r *Rubric) StageKeys() []string {
	if len(r.Stages) == 0 {
		return []string{""}
	}
	return r.StageIDs()
}

func (r *Rubric) SectorIDs() []string { return idsOf(r.Sectors, func(s Sector) string { return s.ID }) }

// Depths are the words for how much is asked: full, quick (core criteria), or the id of the one part that is asked.
func (r *Rubric) Depths() []string { return append([]string{"full", "quick"}, r.PartIDs()...) }

// LevelList is the scale's levels as messages name them: "1, 2, 3".
func (s *Scale) LevelList() string {
	return strings.Join(idsOf(s.Levels, func(l Level) string { return itoa(l.Level) }), ", ")
}

// LevelHead is what all scales that have a level make of it, and "" where they differ: the head of a column for all of them.
func (r *Rubric) LevelHead(level int, head func(Level) string) string {
	common := ""
	for _, s := range r.Scales {
		for _, l := range s.Levels {
			switch h := head(l); {
			case l.Level != level:
			case common != "" && common != h:
				return ""
			default:
				common = h
			}
		}
	}
	return common
}

func idsOf[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = id(item)
	}
	return out
}
