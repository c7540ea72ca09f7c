package rubric

import "slices"

// This file lets criteria share the texts of their scale: what a level means stands in the place of every level that a
// criterion does not describe itself.

// share notes at each criterion what stands in the place of the levels that it does not describe.
func (c *Criterion) share(s *Scale) {
	c.Shared = nil
	for _, l := range s.Levels {
		if _, own := c.Levels[l.Level]; own || len(l.Meaning) == 0 {
			continue
		}
		if c.Shared == nil {
			c.Shared = map[int]Text{}
		}
		c.Shared[l.Level] = l.Meaning
	}
}

// Share settles [Criterion.Shared] of every criterion. Whoever reads a rubric calls it once.
func (r *Rubric) Share() {
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			c := &r.Practices[i].Criteria[k]
			if s := r.Scale(c.Scale); s != nil {
				c.share(s)
			}
		}
	}
}

// LevelText is what a criterion asks for at a level: its own text, or what the level means on its scale, with the rule
// of its checklist where it has one.
func (c *Criterion) LevelText(level int) Text {
	if t, own := c.Levels[level]; own {
		return t
	}
	if c.IsChecklist() {
		return c.ruleText(level)
	}
	return c.Shared[level]
}

// Unanchored reports whether a criterion describes no level itself, and its scale says what each of them means. A
// checklist says itself what is to be seen.
func (c *Criterion) Unanchored(s *Scale) bool {
	silent := func(l Level) bool { return len(l.Meaning) == 0 }
	return len(c.Levels) == 0 && !c.IsChecklist() && !slices.ContainsFunc(s.Levels, silent)
}

// LevelTexts are the texts that somebody wrote of the levels of a criterion, its own and its scale's. Do not change
// them.
func (c *Criterion) LevelTexts() map[int]Text {
	if len(c.Shared) == 0 {
		return c.Levels
	}
	out := make(map[int]Text, len(c.Levels)+len(c.Shared))
	for level := range c.Levels {
		out[level] = c.Levels[level]
	}
	for level := range c.Shared {
		out[level] = c.Shared[level]
	}
	return out
}
