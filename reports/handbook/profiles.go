package handbook

import (
	"fmt"
	"slices"

	"fathom/reports/doc"
	"fathom/rubric"
)

// profilePage tells which choices of criteria there are, whom each is for and how much it asks.
func (b *builder) profilePage() doc.Section {
	s := doc.Section{ID: "about:profiles", Heading: b.Say("Profiles", "题组")}
	if len(b.Rubric.Profiles) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: "ID"}, {Title: b.Say("Profile", "题组"), Flexible: true},
		{Title: b.Say("Whom it is for", "给谁用"), Flexible: true}, {Title: b.Say("Includes", "包含")},
		{Title: b.Say("Criteria", "标准数"), Right: true}}}
	for _, p := range b.Rubric.Profiles {
		asks := 0
		for _, asked := range b.Rubric.ProfileAsks(p.ID) {
			if asked {
				asks++
			}
		}
		t.Rows = append(t.Rows, []string{p.ID, b.Named(p.Name, p.ID), b.Text(p.Meaning), b.List(p.Includes),
			fmt.Sprint(asks)})
	}
	for _, k := range []int{3, 2} {
		if !slices.ContainsFunc(t.Rows, func(row []string) bool { return row[k] != "" }) {
			t.Columns = slices.Delete(t.Columns, k, k+1)
			for i := range t.Rows {
				t.Rows[i] = slices.Delete(t.Rows[i], k, k+1)
			}
		}
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say(
		"A profile is a choice of criteria. Where a file names one as its depth, nothing else is asked, and what is not asked is in no score.",
		"题组是挑选出来的一组标准。答卷的深度写了某个题组，就只问其中的标准，没问的不计入得分。")}, t)
	return s
}

// profilesOf are the ids of all profiles that ask a criterion, also of those that include the ones it names.
func (b *builder) profilesOf(c *rubric.Criterion) string {
	var out []string
	for _, id := range b.Rubric.ProfileIDs() {
		in := b.Rubric.Included(id)
		if slices.ContainsFunc(c.Profiles, func(own string) bool { return slices.Contains(in, own) }) {
			out = append(out, id)
		}
	}
	return b.List(out)
}
