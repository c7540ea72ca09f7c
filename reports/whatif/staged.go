package whatif

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric"
)

// brings is what a cell with the points of the k-th criterion of practice i brings to it, as
// [fathom/assess.Model.Lets]: where practices are staged, one of two numbers, by whether the points pass; nothing
// without points.
func (w *whatIf) brings(i, k int, points doc.Place) doc.Formula {
	if w.rules.Practice.Aggregate != rubric.Staged {
		return points
	}
	scale := w.Rubric.Scale(w.Rubric.Practices[i].Criteria[k].Scale)
	pass, _ := scale.Value(*w.rules.Practice.Pass)
	passes := doc.Above.Of(doc.Plus.Of(points, doc.Constant(assess.Tolerance/2)), doc.Constant(pass))
	return doc.If.Of(isNumber(points), doc.If.Of(passes, doc.Constant(w.Lets(i, k, scale.Highest())),
		doc.Constant(w.Lets(i, k, scale.Lowest()))), nothing())
}
