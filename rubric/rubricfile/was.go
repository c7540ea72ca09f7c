package rubricfile

import (
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the ids that practices and criteria had before.

// was reads one earlier id, or a list of them. A full id is for criteria only.
func (d *decoder) was(to *[]string, full bool) func(*node) {
	return func(n *node) {
		items := []*node{n}
		if n.Kind() == strictyaml.List {
			items = n.Items()
		}
		for _, item := range items {
			var s string
			d.word(&s, func(s string) bool {
				practice, name, isFull := strings.Cut(s, "/")
				return rubric.ValidID(practice) && (!isFull || full && rubric.ValidID(name))
			}, say.Both("want an earlier id here", "这里应写以前用过的标识"))(item)
			*to = append(*to, s)
		}
	}
}

// formers refuses two criteria that claim one earlier id.
func (d *decoder) formers() {
	owner := map[string]string{}
	for _, p := range d.r.Practices {
		for _, c := range p.Criteria {
			now := rubric.FullID(p.ID, c.ID)
			for _, id := range rubric.FormerIDs(p, c) {
				if by, taken := owner[id]; taken && by != now {
					path := "practices/" + p.ID + "/criteria/" + c.ID
					d.Problems.Add(d.places.Problem(path, "duplicate", say.Both("%s and %s both were %s", "%s 和 %s 以前都叫 %s", by, now, id)))
				}
				owner[id] = now
			}
		}
	}
}
