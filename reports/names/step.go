package names

import "fathom/reports/number"

// Step names a step by where it leads: "Roles & responsibilities to level 3".
func (n *Namer) Step(practice, to int) string {
	p := &n.Rubric.Practices[practice]
	if s := n.Rubric.LevelsOf(p); s != nil && OwnValues(s) {
		return n.Say("%s to %s", "%s到 %s", n.Practice(practice), n.Level(s, to))
	}
	return n.Say("%s to level %d", "%s到 %d 级", n.Practice(practice), to)
}

// Responsible names a person with the role, or the one that there is; a dash for neither.
func (n *Namer) Responsible(who, role string) string {
	if who == "" || role == "" {
		return OrNone(who + role)
	}
	return n.Say("%s (%s)", "%s（%s）", who, role)
}

// OrNone is a text, or the dash of what is not there.
func OrNone(s string) string {
	if s == "" {
		return number.None
	}
	return s
}
