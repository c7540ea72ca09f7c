package names

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// Profile is what a profile is called, with its id behind where the name does not say it: files and flags use the id.
func (n *Namer) Profile(id string) string {
	p := n.Rubric.Profile(id)
	if p == nil {
		return id
	}
	name := n.Text(p.Name)
	isOther := func(r rune) bool { return !rubric.ValidClauseID("a" + string(r)) }
	switch {
	case name == "":
		return id
	case slices.Contains(strings.FieldsFunc(name, isOther), id):
		return name
	}
	return n.Say("%s (%s)", "%s（%s）", name, id)
}

// profileOf names the profile of a depth, and the part where only one is asked.
func (n *Namer) profileOf(d rubric.Depth) string {
	if d.Part == "" {
		return n.Say("profile %s", "题组“%s”", n.Profile(d.Choice))
	}
	return n.Say("profile %s, %s only", "题组“%s”，只问%s", n.Profile(d.Choice), n.partCalled(d.Part))
}

// profileDepth says in words what the profile of a depth asks.
func (n *Namer) profileDepth(d rubric.Depth) string {
	return n.Say("%s: its criteria were asked", "%s：只问其中的标准", n.profileOf(d))
}

// askedOfProfile says that only a profile was asked, and how much that is.
func (s *Scored) askedOfProfile(d rubric.Depth, asked, all int) string {
	criteria, these := say.Count(all, "1 criterion", "%d criteria"), say.Agree(asked, "it", "these")
	if d.Part == "" {
		return s.Say("Only the profile %[1]s was asked, %[2]d of %[4]s, and the numbers rest on %[5]s alone.",
			"只问了题组“%[1]s”，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。", s.Profile(d.Choice), asked, all, criteria, these)
	}
	return s.Say("Of the profile %[1]s only %[6]s was asked, %[2]d of %[4]s, and the numbers rest on %[5]s alone.",
		"题组“%[1]s”里只问了%[6]s，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。", s.Profile(d.Choice), asked, all, criteria, these,
		s.partCalled(d.Part))
}
