package reports

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
)

// askedBothTimes says what was asked then and now.
func (b *builder) askedBothTimes(old, new *assess.Result) doc.Paragraph {
	then, now := b.Asked(old), b.Asked(new)
	if then == now {
		return doc.Paragraph{Text: b.Say("Depth both times: %s.", "两次的深度：%s。", now)}
	}
	return doc.Paragraph{Text: b.Say("Depth on %s: %s; on %s: %s.", "深度：%s 为%s；%s 为%s。", old.Assessment.Date, then, new.Assessment.Date, now)}
}

// answeredOf is how much of what was asked is answered, of a panel by its votes, with a mark where that was not everything;
// [ScoreNotes] say what it was.
func (b *builder) answeredOf() string {
	text := number.Answered(&b.Result.Overall.Node)
	if b.Result.Assessment.Panel {
		if t := b.ofWhole(); t.Weight > 0 {
			text = number.Percent(assess.Some(t.Answered), assess.ProvisionalBelow)
		}
	}
	if asked, all := b.Result.Asked(); asked < all {
		return text + notAll
	}
	return text
}

// ofWhole are the shares of the overall score that are answered, unanswered and "don't know"; of a panel, by votes.
func (b *builder) ofWhole() assess.Share {
	return assess.Total(b.Result.Model.Shares(b.Result, assess.Counting))
}

// notAll marks what does not rest on every criterion.
const notAll = "*"
