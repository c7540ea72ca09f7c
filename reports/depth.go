package reports

import "fathom/assess"

// asked says what was asked, briefly: "quick, 31 of 91 criteria". What is asked beyond a file's depth has an entry, and counts.
func (b *builder) asked(res *assess.Result) string {
	asked, all := res.Asked()
	switch depth := depthWord(res.Assessment.Depth); depth {
	case "full":
		return b.sayf("full, all %d criteria", "完整，全部 %d 条标准", all)
	case "quick":
		return b.sayf("quick, %d of %d criteria", "快速，%[2]d 条标准中的 %[1]d 条", asked, all)
	default:
		return b.sayf("%s only, %d of %d criteria", "只问%s，%[3]d 条标准中的 %[2]d 条", b.nodeName(depth), asked, all)
	}
}

// askedParagraph stands wherever a score is read: answers to a third of the questions must not look like all of them.
func (b *builder) askedParagraph() Paragraph {
	asked, all := b.res.Asked()
	text := b.sayf("All %d criteria were asked.", "全部 %d 条标准都问到了。", all)
	switch depth := depthWord(b.res.Assessment.Depth); depth {
	case "full":
	case "quick":
		text = b.sayf("A quick look: %d of %d criteria were asked, and the numbers rest on these alone.", "快速评估：%[2]d 条标准只问了 %[1]d 条，各项数字只以这些为据。", asked, all)
	default:
		text = b.sayf("Only %s was asked, %d of %d criteria, and the numbers rest on these alone.", "只问了%s，是 %[3]d 条标准中的 %[2]d 条，各项数字只以这些为据。", b.nodeName(depth), asked, all)
	}
	return Paragraph{Text: text, Strong: true}
}

// askedBothTimes says what was asked then and now.
func (b *builder) askedBothTimes(old, new *assess.Result) Paragraph {
	then, now := b.asked(old), b.asked(new)
	if then == now {
		return Paragraph{Text: b.sayf("Depth both times: %s.", "两次的深度：%s。", now)}
	}
	return Paragraph{Text: b.sayf("Depth on %s: %s; on %s: %s.", "深度：%s 为%s；%s 为%s。", old.Assessment.Date, then, new.Assessment.Date, now)}
}

// answeredOf is how much of what was asked is answered, with a mark where that was not everything; [ScoreNotes] say what it was.
func (b *builder) answeredOf(n *assess.Node) string {
	if asked, all := b.res.Asked(); asked < all {
		return answered(n) + notAll
	}
	return answered(n)
}

// notAll marks what does not rest on every criterion.
const notAll = "*"
