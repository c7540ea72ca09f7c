package panel

import (
	"maps"
	"slices"
	"strconv"

	"fathom/rubric/say"
)

// people joins what the ballots say of the people there are: each may know it of some owners. What two say must be the
// same, because no order of files is a reason to believe one.
func (g *merger) people() {
	c := &g.out.Capacity
	said := map[string]string{} // the file that says it, by owner; "" for the steps at once
	for _, s := range g.ballots {
		for _, id := range slices.Sorted(maps.Keys(s.Capacity.PerQuarter)) {
			days := s.Capacity.PerQuarter[id]
			if c.PerQuarter == nil {
				c.PerQuarter = map[string]float64{}
			}
			if file, twice := said[id]; twice && c.PerQuarter[id] != days {
				g.fault(s.File, "differs", say.Both("not the same person-days a quarter of %s: %s here, %s in %s",
					"%s 的每季度人天不同：这里是 %s，%[4]s 里是 %[3]s", id, plain(days), plain(c.PerQuarter[id]), file))
				continue
			}
			c.PerQuarter[id], said[id] = days, s.File
		}
		switch n := s.Capacity.AtOnce; {
		case n == 0:
		case c.AtOnce != 0 && c.AtOnce != n:
			g.fault(s.File, "differs", say.Both("not the same at_once: %d here, %d in %s", "at_once 不同：这里是 %d，%[3]s 里是 %[2]d", n, c.AtOnce, said[""]))
		default:
			c.AtOnce, said[""] = n, s.File
		}
	}
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
