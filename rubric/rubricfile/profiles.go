package rubricfile

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file decodes and checks profiles: named choices of criteria.

func (d *decoder) profiles(n *node) {
	d.named(n, func(item *node) {
		var p rubric.Profile
		d.object(item, keys{"id": d.id(&p.ID), "name": d.text(&p.Name), "meaning": d.text(&p.Meaning),
			"includes": d.profileIDs(&p.Includes)}, "id")
		d.r.Profiles = append(d.r.Profiles, p)
	})
}

// profileIDs reads a list of ids of profiles, each once.
func (d *decoder) profileIDs(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.id(&id)(item)
			d.unique(item, id)
			*to = append(*to, id)
		}
	}
}

// checkProfiles refuses ids that no profile has, profiles that include each other, and those whose id asks something
// else already.
func (d *decoder) checkProfiles() {
	r := d.r
	ids := r.ProfileIDs()
	if len(ids) > rubric.MaxProfiles {
		d.Problems.Add(d.places.Problem("profiles", "too-many", say.Both("profiles: %d; the limit is %d", "题组共有 %d 个，上限是 %d 个", len(ids), rubric.MaxProfiles)))
	}
	for i := range r.Profiles {
		p := &r.Profiles[i]
		path := "profiles/" + p.ID
		for _, other := range p.Includes {
			d.known(path+"/includes/"+other, other, ids)
		}
		d.ownWord(path, p.ID)
	}
	d.profileCycles()
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			for _, id := range c.Profiles {
				d.known("practices/"+p.ID+"/criteria/"+c.ID+"/profiles/"+id, id, ids)
			}
		}
	}
}

// ownWord refuses a profile whose id already says how much is asked.
func (d *decoder) ownWord(path, id string) {
	switch {
	case id == rubric.FullDepth || id == rubric.QuickDepth:
		d.Problems.Add(d.places.Problem(path, "depth", say.Both("%s is a depth that every rubric has; give the profile another id", "%s 是每份标准都有的深度；题组请换一个标识", id)))
	case slices.Contains(d.r.PartIDs(), id):
		d.Problems.Add(d.places.Problem(path, "depth", say.Both("%s is the id of a part, and as a depth asks that part; give the profile another id",
			"%s 是一个部分的标识，作为深度就是只问这一部分；题组请换一个标识", id)))
	}
}

// profileCycles refuses profiles that include themselves, each cycle once.
func (d *decoder) profileCycles() {
	done := map[string]bool{}
	var path []string
	var visit func(id string)
	visit = func(id string) {
		if at := slices.Index(path, id); at >= 0 {
			ring := append(slices.Clone(path[at:]), id)
			d.Problems.Add(d.places.Problem("profiles/"+path[len(path)-1]+"/includes/"+id, "cycle",
				say.Both("profiles include each other: %s", "题组互相包含：%s", strings.Join(ring, " -> "))))
			return
		}
		p := d.r.Profile(id)
		if done[id] || p == nil {
			return
		}
		path = append(path, id)
		for _, other := range p.Includes {
			visit(other)
		}
		path = path[:len(path)-1]
		done[id] = true
	}
	for _, id := range d.r.ProfileIDs() {
		visit(id)
	}
}
