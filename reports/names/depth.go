package names

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/record"
	"fathom/rubric"
	"fathom/rubric/say"
)

// Depth says in words what was asked.
func (n *Namer) Depth(d string) string {
	switch d {
	case "", "full":
		return n.Say("full: every criterion was asked", "完整：每条标准都问")
	case "quick":
		return n.Say("quick: the core criterion of each practice was asked", "快速：每项只问核心标准")
	default:
		for p := range n.Rubric.Parts {
			if n.Rubric.Parts[p].ID == d {
				return n.Say("only %s", "只问%s", n.Part(p))
			}
			if rubric.CoreOf(n.Rubric.Parts[p].ID) == d {
				return n.Say("quick, only %s: the core criterion of each practice was asked", "快速，只问%s：每项只问核心标准", n.Part(p))
			}
		}
		return d
	}
}

// Asked says what was asked, briefly: "quick, 31 of 91 criteria". What is asked beyond a file's depth has an entry, and
// counts.
func (n *Namer) Asked(res *assess.Result) string {
	asked, all := res.Asked()
	switch depth := record.Depth(res.Assessment.Depth); depth {
	case "full":
		return n.Say("full, %[2]s", "完整，全部 %[1]d 条标准", all, say.Count(all, "the one criterion", "all %d criteria"))
	case "quick":
		return n.Say("quick, %[1]d of %[3]s", "快速，%[2]d 条标准中的 %[1]d 条", asked, all, say.Count(all, "1 criterion", "%d criteria"))
	default:
		if part := rubric.PartOf(depth); part != depth {
			return n.Say("quick, %[1]s only, %[2]d of %[4]s", "快速，只问%[1]s，%[3]d 条标准中的 %[2]d 条", n.Node(part), asked, all, say.Count(all, "1 criterion", "%d criteria"))
		}
		return n.Say("%[1]s only, %[2]d of %[4]s", "只问%[1]s，%[3]d 条标准中的 %[2]d 条", n.Node(depth), asked, all, say.Count(all, "1 criterion", "%d criteria"))
	}
}

// AskedParagraph stands wherever a score is read: answers to a third of the questions must not look like all of them.
func (s *Scored) AskedParagraph() doc.Paragraph {
	asked, all := s.Result.Asked()
	text := s.Say("%[2]s asked.", "全部 %[1]d 条标准都问到了。", all, say.Count(all, "The one criterion was", "All %d criteria were"))
	switch depth := record.Depth(s.Result.Assessment.Depth); depth {
	case "full":
	case "quick":
		text = s.Say("A quick look: %[1]d of %[3]s %[4]s asked, and the numbers rest on %[5]s alone.", "快速评估：%[2]d 条标准只问了 %[1]d 条，各项数字只以这些为据。",
			asked, all, say.Count(all, "1 criterion", "%d criteria"), say.Agree(asked, "was", "were"), say.Agree(asked, "it", "these"))
	default:
		text = s.Say("Only %[1]s was asked, %[2]d of %[4]s, and the numbers rest on %[5]s alone.", "只问了%[1]s，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。",
			s.Node(rubric.PartOf(depth)), asked, all, say.Count(all, "1 criterion", "%d criteria"), say.Agree(asked, "it", "these"))
	}
	return doc.Paragraph{Text: text, Strong: true}
}
