package gate

import "fathom/assess"

// counting counts the raises that are tried, by a probe or in its races.
type counting struct {
	probe
	tried int
}

func (c *counting) Try(changes ...assess.Change) assess.Maybe[float64] {
	c.tried++
	return c.probe.Try(changes...)
}

func (c *counting) Race(raises func(practice int) []assess.Raise) *assess.Race {
	return c.probe.Race(func(practice int) []assess.Raise {
		out := raises(practice)
		c.tried += len(out)
		return out
	})
}

// ClimbCounted tells how many raises a climb tried, and how many steps it found.
func ClimbCounted(m *assess.Model, res *assess.Result, r Rule, ctx Context) (tried, steps int) {
	c := newChecker(m, res, []Rule{r}, ctx)
	t := c.trial(r, c.missing)
	count := &counting{probe: t.worst}
	t.worst = count
	steps = len(c.climb(r))
	return count.tried, steps
}
