package gap

import (
	"fathom/assess"
	"fathom/reports/number"
)

// answeredOf is how much of what was asked is answered, of a panel by its votes, with a mark where that was not
// everything; [Scores.Notes] say what it was.
func (g *Gap) answeredOf() string {
	text := number.Answered(g.whole())
	if g.Result.Assessment.Panel && !g.Result.LacksPart() {
		if t := g.ofWhole(); t.Weight > 0 {
			text = number.Percent(assess.Some(t.Answered), assess.ProvisionalBelow)
		}
	}
	if asked, all := g.Result.Asked(); asked < all {
		return text + notAll
	}
	return text
}

// ofWhole are the shares of the overall score that are answered, unanswered and "don't know"; of a panel, by votes.
func (g *Gap) ofWhole() assess.Share {
	return assess.Total(g.Result.Model.Shares(g.Result, assess.Counting))
}

// notAll marks what does not rest on every criterion.
const notAll = "*"
