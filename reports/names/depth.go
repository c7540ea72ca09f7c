package names

import (
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric"
	"fathom/rubric/say"
)

// Depth says in words what was asked.
func (n *Namer) Depth(d string) string {
	switch depth := n.Rubric.DepthOf(d); {
	case depth == rubric.Depth{}:
		return n.Say("full: every criterion was asked", "完整：每条标准都问")
	case n.Rubric.Profile(depth.Choice) != nil:
		return n.profileDepth(depth)
	case depth.Part == "":
		return n.Say("quick: the core criterion of each practice was asked", "快速：每项只问核心标准")
	case depth.Choice == "":
		return n.Say("only %s", "只问%s", n.partCalled(depth.Part))
	default:
		return n.Say("quick, only %s: the core criterion of each practice was asked", "快速，只问%s：每项只问核心标准", n.partCalled(depth.Part))
	}
}

// DepthQuoted is a depth as it stands between the marks that a Chinese sentence puts around it: those within are
// single.
func (n *Namer) DepthQuoted(d string) string {
	return n.Say("%[1]s", "%[2]s", n.Depth(d), strings.NewReplacer("“", "‘", "”", "’").Replace(n.Depth(d)))
}

// partCalled is the name of a part by its id; what is no part stands for itself.
func (n *Namer) partCalled(id string) string {
	for p := range n.Rubric.Parts {
		if n.Rubric.Parts[p].ID == id {
			return n.Part(p)
		}
	}
	return id
}

// Asked says what was asked, briefly: "quick, 31 of 91 criteria". What is asked beyond a file's depth has an entry, and
// counts; what the sector leaves out was not asked.
func (n *Namer) Asked(res *assess.Result) string {
	asked, all := res.Asked()
	criteria := say.Count(all, "1 criterion", "%d criteria")
	out := ""
	if left := len(res.LeftOut()); left > 0 {
		out = n.Say(", %d left out in this sector", "，本行业不评 %d 条", left)
	}
	switch depth := n.Rubric.DepthOf(res.Assessment.Depth); {
	case depth == rubric.Depth{}:
		if out != "" {
			return n.Say("full, %[1]d of %[3]s", "完整，%[2]d 条标准中的 %[1]d 条", asked, all, criteria) + out
		}
		return n.Say("full, %[2]s", "完整，全部 %[1]d 条标准", all, say.Count(all, "the one criterion", "all %d criteria"))
	case n.Rubric.Profile(depth.Choice) != nil:
		return n.Say("%[1]s, %[2]d of %[4]s", "%[1]s，%[3]d 条标准中的 %[2]d 条", n.profileOf(depth), asked, all, criteria) + out
	case depth.Part == "":
		return n.Say("quick, %[1]d of %[3]s", "快速，%[2]d 条标准中的 %[1]d 条", asked, all, criteria) + out
	case depth.Choice == "":
		return n.Say("%[1]s only, %[2]d of %[4]s", "只问%[1]s，%[3]d 条标准中的 %[2]d 条", n.partCalled(depth.Part), asked, all, criteria) + out
	default:
		return n.Say("quick, %[1]s only, %[2]d of %[4]s", "快速，只问%[1]s，%[3]d 条标准中的 %[2]d 条", n.partCalled(depth.Part), asked, all, criteria) + out
	}
}

// AskedParagraph stands wherever a score is read: answers to a third of the questions must not look like all of them.
// What the sector leaves out is counted, with the reason.
func (s *Scored) AskedParagraph() doc.Paragraph {
	asked, all := s.Result.Asked()
	criteria := say.Count(all, "1 criterion", "%d criteria")
	text := s.Say("%[2]s asked.", "全部 %[1]d 条标准都问到了。", all, say.Count(all, "The one criterion was", "All %d criteria were"))
	switch depth := s.Rubric.DepthOf(s.Result.Assessment.Depth); {
	case depth == rubric.Depth{}:
		if asked < all {
			text = s.Say("%[1]d of %[3]s %[4]s asked.", "%[2]d 条标准问了 %[1]d 条。", asked, all, criteria, say.Agree(asked, "was", "were"))
		}
	case s.Rubric.Profile(depth.Choice) != nil:
		text = s.askedOfProfile(depth, asked, all)
	case depth.Part == "":
		text = s.Say("A quick look: %[1]d of %[3]s %[4]s asked, and the numbers rest on %[5]s alone.", "快速评估：%[2]d 条标准只问了 %[1]d 条，各项数字只以这些为据。",
			asked, all, criteria, say.Agree(asked, "was", "were"), say.Agree(asked, "it", "these"))
	default:
		text = s.Say("Only %[1]s was asked, %[2]d of %[4]s, and the numbers rest on %[5]s alone.", "只问了%[1]s，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。",
			s.partCalled(depth.Part), asked, all, criteria, say.Agree(asked, "it", "these"))
	}
	if left := len(s.Result.LeftOut()); left > 0 {
		text += s.Say(" %[2]s left out in this sector%[3]s.", "本行业不评 %[1]d 条%[3]s。", left, say.Count(left, "1 is", "%d are"), s.whyLeftOut())
	}
	return doc.Paragraph{Text: text, Strong: true}
}

// OtherTexts says on the first page, in a paragraph or none, how many answers were given to other texts than the rubric
// has now. The rubric must have its texts.
func (s *Scored) OtherTexts() []doc.Block {
	n := len(s.Result.OtherTexts())
	if n == 0 {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: s.Say("%[2]s given to texts that have changed since or may have, and %[3]s scored as given.",
		"有 %[1]d 条答案是照以前的文字作答的，文字后来已有改动或可能有改动，这里按原答案计分。", n, say.Count(n, "1 answer was", "%d answers were"), say.Agree(n, "is", "are")), Strong: true}}
}

// whyLeftOut is the sector's reason behind a colon and without a full stop of its own; "" where it gives none.
func (s *Scored) whyLeftOut() string {
	if why := s.LeftOutWhy(); why != "" {
		return s.Say(": %s", "：%s", strings.TrimRight(why, ".。"))
	}
	return ""
}

// LeftOutWhy is the reason that the sector in force gives for what it leaves out, "" for none.
func (s *Scored) LeftOutWhy() string {
	if sector := s.Rubric.Sector(s.Result.Sector); sector != nil {
		return s.Text(sector.Reason())
	}
	return ""
}
