package reports

import (
	"fathom/assess"
	"fathom/rubric/say"
)

// asked says what was asked, briefly: "quick, 31 of 91 criteria". What is asked beyond a file's depth has an entry, and counts.
func (b *builder) asked(res *assess.Result) string {
	asked, all := res.Asked()
	switch depth := depthWord(res.Assessment.Depth); depth {
	case "full":
		return b.Say("full, %[2]s", "完整，全部 %[1]d 条标准", all, say.Count(all, "the one criterion", "all %d criteria"))
	case "quick":
		return b.Say("quick, %[1]d of %[3]s", "快速，%[2]d 条标准中的 %[1]d 条", asked, all, say.Count(all, "1 criterion", "%d criteria"))
	default:
		return b.Say("%[1]s only, %[2]d of %[4]s", "只问%[1]s，%[3]d 条标准中的 %[2]d 条", b.nodeName(depth), asked, all, say.Count(all, "1 criterion", "%d criteria"))
	}
}

// askedParagraph stands wherever a score is read: answers to a third of the questions must not look like all of them.
func (b *builder) askedParagraph() Paragraph {
	asked, all := b.res.Asked()
	text := b.Say("%[2]s asked.", "全部 %[1]d 条标准都问到了。", all, say.Count(all, "The one criterion was", "All %d criteria were"))
	switch depth := depthWord(b.res.Assessment.Depth); depth {
	case "full":
	case "quick":
		text = b.Say("A quick look: %[1]d of %[3]s %[4]s asked, and the numbers rest on %[5]s alone.", "快速评估：%[2]d 条标准只问了 %[1]d 条，各项数字只以这些为据。",
			asked, all, say.Count(all, "1 criterion", "%d criteria"), say.Agree(asked, "was", "were"), say.Agree(asked, "it", "these"))
	default:
		text = b.Say("Only %[1]s was asked, %[2]d of %[4]s, and the numbers rest on %[5]s alone.", "只问了%[1]s，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。",
			b.nodeName(depth), asked, all, say.Count(all, "1 criterion", "%d criteria"), say.Agree(asked, "it", "these"))
	}
	return Paragraph{Text: text, Strong: true}
}

// askedBothTimes says what was asked then and now.
func (b *builder) askedBothTimes(old, new *assess.Result) Paragraph {
	then, now := b.asked(old), b.asked(new)
	if then == now {
		return Paragraph{Text: b.Say("Depth both times: %s.", "两次的深度：%s。", now)}
	}
	return Paragraph{Text: b.Say("Depth on %s: %s; on %s: %s.", "深度：%s 为%s；%s 为%s。", old.Assessment.Date, then, new.Assessment.Date, now)}
}

// answeredOf is how much of what was asked is answered, of a panel by its votes, with a mark where that was not everything;
// [ScoreNotes] say what it was.
func (b *builder) answeredOf() string {
	text := answered(&b.res.Overall.Node)
	if b.res.Assessment.Panel {
		if t := b.ofWhole(); t.Weight > 0 {
			text = percent(assess.Some(t.Answered), assess.ProvisionalBelow)
		}
	}
	if asked, all := b.res.Asked(); asked < all {
		return text + notAll
	}
	return text
}

// ofWhole are the shares of the overall score that are answered, unanswered and "don't know"; of a panel, by votes.
func (b *builder) ofWhole() assess.Share {
	return assess.Total(b.res.Model.Shares(b.res, assess.Counting))
}

// notAll marks what does not rest on every criterion.
const notAll = "*"
