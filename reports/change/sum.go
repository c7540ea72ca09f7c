package change

import (
	"math"

	"fathom/reports/doc"
	"fathom/reports/number"
)

// rounding says that the numbers of a comparison are rounded one by one, where they do not add up as they are printed.
func (c *Change) rounding() []doc.Block {
	if c.addsUp() {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: c.Say("Each number, here and below, is rounded by itself. Before rounding they add up.",
		"这里和以下各数分别四舍五入，加减起来可能略有出入；取整之前是对得上的。")}}
}

// addsUp reports whether all changes of a comparison, as they are printed, lead from the one score to the other.
func (c *Change) addsUp() bool {
	t := c.trend
	old, new := t.Old.Reported(), t.New.Overall.Score
	var steps []float64
	for _, m := range c.steps(new.Value - old.Value) {
		steps = append(steps, m.delta)
	}
	up := c.adds(old, new, steps...) && c.adds(t.Overall.Old, t.Overall.New, t.Overall.Delta().Value)
	for _, x := range t.Dimensions {
		up = up && c.adds(x.Old, x.New, x.Delta().Value)
	}
	for i := range t.Practices {
		x := &t.Practices[i].Change
		up = up && c.adds(x.Old, x.New, x.Delta().Value)
	}
	return up
}

// adds reports whether steps lead from one score to another as they are printed. What is undefined is not printed as a
// number.
func (c *Change) adds(from, to number.Value, steps ...float64) bool {
	if !from.OK || !to.OK {
		return true
	}
	digits := c.digits()
	sum := number.Rounded(from.Value, digits)
	for _, x := range steps {
		sum += math.Copysign(number.Rounded(math.Abs(x), digits), x)
	}
	return math.Abs(sum-number.Rounded(to.Value, digits)) < math.Pow10(-digits)/2
}
