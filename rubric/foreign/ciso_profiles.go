package foreign

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file makes profiles of implementation groups. As in the tool, a requirement without a group is asked in none of
// them. A group that no assessed requirement names would ask nothing, and one that the framework does not define has no
// name: both are lost.

// groups reads the implementation groups that the framework defines and uses.
func (c *cisoReader) groups() {
	used := map[string]bool{}
	for _, r := range c.nodes {
		if r.assessable {
			for _, n := range items(r.n, "implementation_groups") {
				used[wordOf(n)] = true
			}
		}
	}
	ids := c.groupIDs(used)
	c.profiles = map[string]string{}
	for _, n := range items(c.framework, "implementation_groups_definition") {
		group := look(n, "ref_id")
		if !used[group] || group == "" || c.profiles[group] != "" {
			continue
		}
		if len(c.r.Profiles) == rubric.MaxProfiles {
			c.fault(n, "too-many", say.Both("this is one more than the %d profiles that a rubric can have", "这里超过了一份标准最多 %d 个题组的上限", rubric.MaxProfiles))
			return
		}
		kind := say.Both("profiles (implementation groups)", "题组（实施组）")
		c.source.text(n, "ref_id", kind)
		p := rubric.Profile{ID: ids[group], Name: c.texts(n, "name", kind), Meaning: c.texts(n, "description", kind)}
		if len(p.Name) == 0 {
			p.Name = rubric.Text{c.langs[0]: group}
		}
		p.Name = c.full(p.Name)
		if len(p.Meaning) > 0 {
			p.Meaning = c.full(p.Meaning)
		}
		c.profiles[group] = p.ID
		c.r.Profiles = append(c.r.Profiles, p)
	}
}

// groupIDs are the ids of the groups that are used: their own where they can be, as people type them.
func (c *cisoReader) groupIDs(used map[string]bool) map[string]string {
	var names namer
	for _, p := range c.r.Parts {
		names.reserve(p.ID)
	}
	out := map[string]string{}
	for _, own := range []bool{true, false} {
		for _, n := range items(c.framework, "implementation_groups_definition") {
			group := look(n, "ref_id")
			switch {
			case !used[group] || out[group] != "" || rubric.ValidID(group) != own:
			case own && names.keep(group):
				out[group] = group
			default:
				out[group] = names.id(strings.ReplaceAll(withoutAccents(group), "+", "-plus"), "", "ig-")
			}
		}
	}
	return out
}

// profilesOf are the ids of the profiles that a requirement belongs to, in the order in which they are defined.
func (c *cisoReader) profilesOf(r *requirement) []string {
	in := map[string]bool{}
	for _, n := range items(r.n, "implementation_groups") {
		if id := c.profiles[wordOf(n)]; id != "" {
			in[id] = true
			c.take(n, kindAsked())
		}
	}
	return slices.DeleteFunc(c.r.ProfileIDs(), func(id string) bool { return !in[id] })
}

// wordOf is the word that a value is.
func wordOf(n *node) string {
	text, _ := n.Text()
	return strings.TrimSpace(text)
}

// withoutAccents is a word in its plain letters: BASICA for BÁSICA.
func withoutAccents(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
