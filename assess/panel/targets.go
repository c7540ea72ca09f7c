package panel

import (
	"fathom/rubric/say"
)

// targets joins what the ballots say was agreed to be wanted of practices. As of capacity, two that say it differently
// are told, and none is believed.
func (g *merger) targets() {
	said := map[string]string{} // the file that says it, by practice
	for _, s := range g.ballots {
		for _, id := range g.m.Rubric.PracticeIDs() {
			target, ok := s.Targets[id]
			if !ok {
				continue
			}
			if g.out.Targets == nil {
				g.out.Targets = map[string]float64{}
			}
			if file, twice := said[id]; twice && g.out.Targets[id] != target {
				g.fault(s.File, "differs", say.Both("not the same agreed target of %s: %s here, %s in %s", "%s 的约定目标不同：这里是 %s，%[4]s 里是 %[3]s",
					id, plain(target), plain(g.out.Targets[id]), file))
				continue
			}
			g.out.Targets[id], said[id] = target, s.File
		}
	}
}
