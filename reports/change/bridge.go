package change

import (
	"math"

	"fathom/reports/doc"
	"fathom/reports/number"
)

// This file leads from the earlier score to the present one.

// moves keeps apart what the subject moved and what else did.
func (c *Change) moves() doc.Section {
	s := doc.Section{Heading: c.Say("Where the change comes from", "变化从哪里来")}
	old, new := c.trend.Old.Reported(), c.trend.New.Overall.Score
	if !old.OK || !new.OK {
		return s
	}
	b, at := doc.Bridge{Step: c.Say("Step", "环节"), Points: c.Say("Points", "分值")}, old.Value
	b.Rows = []doc.Span{{Name: c.scoreOf(c.trend.Old), Text: c.fine(old), From: at, To: at, Kind: doc.ThenSpan}}
	for _, m := range c.steps(new.Value - old.Value) {
		b.Rows = append(b.Rows, doc.Span{Name: m.what, Text: c.signedNumber(m.delta), From: at, To: at + m.delta})
		at += m.delta
	}
	b.Rows = append(b.Rows, doc.Span{Name: c.scoreOf(c.trend.New), Text: c.fine(new), From: new.Value, To: new.Value,
		Kind: doc.NowSpan})
	low, high := b.Bounds()
	b.Ends = c.Say("Drawn from %s to %s points, not from the end of the scale. A filled arrow to the right is a rise, a hollow one to the left a fall.",
		"图上只画 %s 至 %s 分这一段，不是从量表起点画起。实心箭头向右为升，空心箭头向左为降。", number.Plain(low), number.Plain(high))
	s.Blocks = append(append(s.Blocks, b), c.rounding()...)
	return s
}

// move is one step from the earlier score to the present one, in points.
type move struct {
	what  string
	delta float64
}

// steps are what the whole difference is made of, or one that holds it all where nothing can be told apart.
func (c *Change) steps(whole float64) []move {
	m := c.trend.Moves
	if !m.OK {
		return []move{{c.Say("Cannot be told apart: nothing can be compared", "无从比较，分不出来源"), whole}}
	}
	var steps []move
	if c.trend.Old.IsRemade() {
		steps = append(steps, move{c.Say("Changes of the rubric", "评估标准的改动"), m.Rubric})
	}
	steps = append(steps, move{c.Say("Other stage or sector", "业务阶段或行业不同"), m.Stage},
		move{c.Say("Answered only then, or other criteria apply now", "只在当时有答案，或适用的标准有变"), m.Dropped})
	if c.trend.OtherTexts > 0 {
		steps = append(steps, move{c.Say("Text changed, not compared", "文字已改，不作比较"), m.Texts})
	}
	return append(steps, move{c.Say("What was assessed, like for like", "评估对象本身的变化（同口径）"), m.Subject},
		move{c.Say("Answered only now", "现在才有答案"), m.Added})
}

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
