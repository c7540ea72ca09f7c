package lint

import (
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// profiles judges the named choices of criteria: each asks something, and no two the same.
func (l *linter) profiles() {
	var asked [][]bool
	for i := range l.r.Profiles {
		p := &l.r.Profiles[i]
		path := "profiles/" + p.ID
		l.text(path+"/name", p.Name)
		if len(p.Meaning) > 0 {
			l.text(path+"/meaning", p.Meaning)
		}
		asks := l.r.ProfileAsks(p.ID)
		l.chooses(p, path, asks, asked)
		asked = append(asked, asks)
	}
}

// chooses checks what a profile asks; before are those in front of it.
func (l *linter) chooses(p *rubric.Profile, path string, asks []bool, before [][]bool) {
	if !slices.Contains(asks, true) {
		l.err(path, "empty-profile", say.Both("no criterion belongs to %s: it asks nothing; name it in the `profiles` of criteria, or leave it out",
			"没有标准属于题组 %s，它什么也不问：请在标准的 `profiles` 里写上它，或去掉这个题组", p.ID))
		return
	}
	same := slices.IndexFunc(before, func(other []bool) bool { return slices.Equal(asks, other) })
	if same >= 0 {
		l.warn(path, "same-profile", say.Both("%s asks the same criteria as %s", "题组 %s 问的标准与 %s 完全相同", p.ID, l.r.Profiles[same].ID))
	}
}
