package lint

import (
	"strconv"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges what only rubrics whose practices are staged can get wrong.

// scored is the scale that scores of a practice lie on where they are no sums: that of its rungs, else of its criteria.
func (l *linter) scored(p *rubric.Practice) *rubric.Scale {
	if rule := &l.r.Scoring.Practice; rule.Aggregate == rubric.Staged {
		return l.r.Scale(rule.Scale)
	}
	return l.r.Scale(p.Criteria[0].Scale)
}

// unasked warns of rungs on which a practice asks nothing: whoever holds those below holds them, too.
func (l *linter) unasked(p *rubric.Practice, path string, own *rubric.Scale) {
	if l.r.Scoring.Practice.Aggregate != rubric.Staged {
		return
	}
	var levels []string
	for _, level := range p.Unasked(own) {
		levels = append(levels, strconv.Itoa(level))
	}
	if len(levels) == 0 {
		return
	}
	l.warn(path+"/criteria", "rung-hole", say.Both(
		"no criterion of %[1]s stands on these rungs of scale %[3]s: %[2]s; whoever holds what is below holds them, too; give a criterion that rung, or leave it so if that is meant",
		"标尺 %[3]s 的这些阶，%[1]s 没有一条标准：%[2]s；做到下面各阶，就自动算到这一阶；请给标准写上 rung，有意如此就不用改",
		p.ID, say.Row(levels), own.ID))
}
