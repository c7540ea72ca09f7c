// Package names says who is called what: practices, levels, answers, depths and warnings in the words of one language.
// What several documents say alike is said here.
package names

import (
	"strings"
	"unicode/utf8"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Namer names what a rubric holds.
type Namer struct {
	say.Language
	Rubric *rubric.Rubric
	Digest string // names the rubric's exact content; "" where nothing asks for it
}

// Text is a rubric's text in the report's language, else in the rubric's first.
func (n *Namer) Text(t rubric.Text) string {
	return safe.Line(t.In(append([]string{string(n.Language)}, n.Rubric.Languages...)...))
}

// Named is a text, or the id where the rubric has none.
func (n *Namer) Named(t rubric.Text, id string) string {
	if s := n.Text(t); s != "" {
		return s
	}
	return id
}

// Practice names practice i of the rubric, and so on.
func (n *Namer) Practice(i int) string {
	return n.Named(n.Rubric.Practices[i].Name, n.Rubric.Practices[i].ID)
}

func (n *Namer) Dimension(i int) string {
	return n.Named(n.Rubric.Dimensions[i].Name, n.Rubric.Dimensions[i].ID)
}

func (n *Namer) Part(i int) string { return n.Named(n.Rubric.Parts[i].Name, n.Rubric.Parts[i].ID) }

func (n *Namer) Criterion(i, k int) string {
	c := &n.Rubric.Practices[i].Criteria[k]
	return n.Named(c.Name, c.ID)
}

func (n *Namer) Owner(id string) string {
	if id == "" {
		return number.None
	}
	for _, o := range n.Rubric.Owners {
		if o.ID == id {
			return n.Named(o.Name, id)
		}
	}
	return id
}

// Practices names practices as they stand within a sentence.
func (n *Namer) Practices(is []int) string {
	names := make([]string, len(is))
	for k, i := range is {
		names[k] = n.within(n.Practice(i))
	}
	return n.List(names)
}

// CriterionAt names a criterion by its place among all, behind its practice.
func (n *Namer) CriterionAt(at int) string {
	return n.Full(n.Place(at))
}

// Full names a criterion behind its practice, and a practice that is one question once.
func (n *Namer) Full(i, k int) string {
	if n.IsQuestion(i) {
		return n.Practice(i)
	}
	return n.Practice(i) + " / " + n.Criterion(i, k)
}

// IsQuestion reports whether a practice is one question, as in a list of them: its only criterion is called as it is.
func (n *Namer) IsQuestion(i int) bool {
	return len(n.Rubric.Practices[i].Criteria) == 1 && n.Criterion(i, 0) == n.Practice(i)
}

// Within names a criterion as it stands within a sentence.
func (n *Namer) Within(i, k int) string { return n.within(n.Criterion(i, k)) }

// within is a name within a sentence: one that is a sentence itself, as questions are, stands in quotation marks.
func (n *Namer) within(name string) string {
	if last, _ := utf8.DecodeLastRuneInString(name); strings.ContainsRune("?!.？！。", last) {
		return n.Say("\"%s\"", "“%s”", name)
	}
	return name
}

// Evidence is what to ask for, in the report's language where the rubric has it.
func (n *Namer) Evidence(i int) []string {
	var out []string
	for _, text := range n.Rubric.Practices[i].Evidence[n.evidenceLang(i)] {
		out = append(out, safe.Line(text))
	}
	return out
}

// Stage names the stage with an id, a dash for none.
func (n *Namer) Stage(id string) string {
	for _, s := range n.Rubric.Stages {
		if s.ID == id {
			return n.Named(s.Name, s.ID)
		}
	}
	return number.None
}

// Sector names the sector with an id, a dash for none.
func (n *Namer) Sector(id string) string {
	for _, s := range n.Rubric.Sectors {
		if s.ID == id {
			return n.Named(s.Name, s.ID)
		}
	}
	return number.None
}

// Node names a node by its id.
func (n *Namer) Node(id string) string {
	for i := range n.Rubric.Practices {
		if n.Rubric.Practices[i].ID == id {
			return n.Practice(i)
		}
	}
	for d := range n.Rubric.Dimensions {
		if n.Rubric.Dimensions[d].ID == id {
			return n.Dimension(d)
		}
	}
	for p := range n.Rubric.Parts {
		if n.Rubric.Parts[p].ID == id {
			return n.Part(p)
		}
	}
	if id == "overall" {
		return n.Say("the whole", "总体")
	}
	return id
}

func (n *Namer) evidenceLang(i int) string {
	for _, l := range append([]string{string(n.Language)}, n.Rubric.Languages...) {
		if len(n.Rubric.Practices[i].Evidence[l]) > 0 {
			return l
		}
	}
	return string(n.Language)
}

// Yes is the cell of what is so; it is empty where it is not.
func (n *Namer) Yes(is bool) doc.SheetCell {
	if is {
		return doc.TextCell(n.Say("yes", "是"))
	}
	return doc.SheetCell{}
}
