package panel

import (
	"fathom/assess"
	"fathom/rubric/say"
)

// comments joins what the ballots say of the report: each may do so of some of it. As of capacity, two that say it
// differently are told, and none is believed.
func (g *merger) comments() {
	said := map[string]string{} // the file that says it, by id
	for _, s := range g.ballots {
		for _, id := range assess.CommentIDs(g.m.Rubric) {
			text, ok := s.Comments[id]
			if !ok {
				continue
			}
			if g.out.Comments == nil {
				g.out.Comments = map[string]string{}
			}
			if file, twice := said[id]; twice && g.out.Comments[id] != text {
				g.fault(s.File, "differs", say.Both("not the same comment on %s as in %s", "对 %s 的看法与 %s 里的不同", id, file))
				continue
			}
			g.out.Comments[id], said[id] = text, s.File
		}
	}
}
