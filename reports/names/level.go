package names

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// Sums reports whether practices add points up: their criteria are then told in points.
func (n *Namer) Sums() bool { return n.Rubric.Scoring.Practice.Aggregate == rubric.Sum }

// Level names a level: "level 2, Emerging".
func (n *Namer) Level(s *rubric.Scale, level int) string {
	if name := n.LevelName(s, level); name != "" {
		return n.Say("level %d, %s", "%d 级“%s”", level, name)
	}
	return n.Say("level %d", "%d 级", level)
}

// Grade names a level briefly: by its number where that is what counts, with its name where levels have values of their
// own.
func (n *Namer) Grade(s *rubric.Scale, level int) string {
	if OwnValues(s) {
		return n.Level(s, level)
	}
	return n.Say("level %d", "%d 级", level)
}

// OwnValues reports whether the values of a scale are other numbers than its levels.
func OwnValues(s *rubric.Scale) bool {
	return slices.ContainsFunc(s.Levels, func(l rubric.Level) bool { return l.Value != float64(l.Level) })
}

// LevelName is a level's name, "" where it has none.
func (n *Namer) LevelName(s *rubric.Scale, level int) string {
	for _, l := range s.Levels {
		if l.Level == level {
			return n.Text(l.Name)
		}
	}
	return ""
}

// Shown is the level of a node with the way to the next one; a score of 2.6 is never called level 3.
func (n *Namer) Shown(node *assess.Node) string {
	way := min(int(100*node.Progress+0.5), 99)
	switch {
	case !node.Level.OK:
		return ""
	case !node.Next.OK, way == 0:
		return n.Level(node.Scale, node.Level.Value)
	}
	return n.Say("%s, %d%% of the way to %d", "%s，到 %[3]d 级的差距补上了 %[2]d%%", n.Level(node.Scale, node.Level.Value), way, node.Next.Value)
}
