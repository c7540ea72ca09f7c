package explanation

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// limits say what holds the number down.
func (b *builder) limits(e *assess.Explanation) doc.Section {
	s := doc.Section{Heading: b.Say("What limits it", "卡在哪里")}
	var low []string
	for _, k := range e.Limits {
		low = append(low, b.termName(e, &e.Terms[k]))
	}
	var items []string
	switch {
	case isStaged(e):
		items = append(items, b.blocked(e)...)
	case e.Rule.Aggregate == rubric.Sum && len(low) == 0:
		items = append(items, b.Say("nothing: no point is lost", "没有：一分未失"))
	case !number.Less(0, lost(e)):
		items = append(items, b.Say("nothing: all that is answered is at its highest", "没有：已答的都是最高"))
	case e.Rule.Aggregate == rubric.Sum && len(low) > 1:
		items = append(items, b.Say("most points are lost on %s: %s each, of %s in all", "失分最多的是%s：各 %s 分（共失 %s 分）", b.List(low), b.most(e), fine(assess.Some(lost(e)), 0)))
	case e.Rule.Aggregate == rubric.Sum:
		items = append(items, b.Say("most points are lost on %s: %s of %s", "失分最多的是%s：%s 分（共失 %s 分）", b.List(low), b.most(e), fine(assess.Some(lost(e)), 0)))
	default:
		items = append(items, b.Say("lowest: %s", "最低的是：%s", b.List(low)))
	}
	if e.Capped.OK {
		items = append(items, b.Say("the cap: at most %s above the lowest", "封顶：最多比最低的高 %s", number.Exact(*e.Rule.AboveLowest)))
	}
	switch low, high := e.Held(); {
	case low:
		items = append(items, b.Say("the lowest possible: whatever the missing answers are, it is not lower", "最低可能：缺的答案不管补成什么，都不会更低"))
	case high:
		items = append(items, b.Say("the highest possible: whatever the missing answers are, it is not higher", "最高可能：缺的答案不管补成什么，都不会更高"))
	}
	if n := &e.Node; n.Coverage.OK && n.Coverage.Value < 1 {
		items = append(items, b.notAll(n))
	}
	s.Blocks = append(s.Blocks, doc.List{Items: items})
	return s
}

// notAll says what the missing answers could make of a node.
func (b *builder) notAll(n *assess.Node) string {
	if !number.Less(n.Low.Value, n.High.Value) {
		return b.Say("not all is answered: whatever the missing answers are, it is %s", "还有没答的：不管补成什么，都是 %s", fine(n.Low))
	}
	return b.Say("not all is answered: it could be anything from %s to %s", "还有没答的：可能在 %s 到 %s 之间", fine(n.Low, number.Among(n, n.High)...), fine(n.High, number.Among(n, n.Low)...))
}

// target says what is wanted of a practice, and who wants it; of the whole, what was agreed.
func (b *builder) target(e *assess.Explanation) []doc.Block {
	if e.Kind == assess.KindOverall {
		return b.Agreed()
	}
	if e.Kind != assess.KindPractice || !b.Result.Practices[e.Index].Target.OK ||
		!e.Node.Coverage.OK {
		return nil
	}
	from, p := b.TargetFrom(e.Index), &b.Result.Practices[e.Index]
	switch {
	case !p.Gap.OK:
		return []doc.Block{doc.Paragraph{Text: b.Say("Target: %s (%s).", "目标：%s（%s）。", b.Target(e.Index), from)}}
	case p.HasGap():
		return []doc.Block{doc.Paragraph{Text: b.Say("Target: %s (%s); %s short.", "目标：%s（%s），差 %s。", b.Target(e.Index), from, fine(p.Gap, 0))}}
	}
	return []doc.Block{doc.Paragraph{Text: b.Say("Target: %s (%s); reached.", "目标：%s（%s），已达到。", b.Target(e.Index), from)}}
}

// most are the points that each of the limits loses.
func (b *builder) most(e *assess.Explanation) string {
	return fine(assess.Some(e.Terms[e.Limits[0]].Lost), 0)
}

// lost are the points that all terms lose.
func lost(e *assess.Explanation) float64 {
	sum := 0.0
	for _, t := range e.Terms {
		sum += t.Lost
	}
	return sum
}

// oneMore shows what one more level on each term would add.
func (b *builder) oneMore(e *assess.Explanation) doc.Section {
	s := doc.Section{Heading: b.Say("One more level", "再升一级会怎样")}
	if len(e.Terms) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.stepUp(e)})
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("One more level on", "升一级的是"), Flexible: true}, {Title: b.explainedName(e), Right: true},
		{Title: b.Say("Change", "变化"), Right: true}}}
	below := e.Kind != assess.KindOverall // the whole itself needs no second column
	if below {
		t.Columns = append(t.Columns, doc.Column{Title: b.Say("Overall", "总体"), Right: true})
	}
	for k := range e.Terms {
		term := &e.Terms[k]
		if !term.Raised.OK || !e.Node.Score.OK {
			continue
		}
		row := []string{b.termName(e, term), fine(term.Raised, number.Among(&e.Node, e.Node.Score)...),
			signed(term.Raised.Value - e.Node.Score.Value)}
		if below {
			row = append(row, fine(term.Overall, number.Among(&b.Result.Overall.Node, b.Result.Overall.Score)...))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Nothing of it can go a level higher: it is at its highest, or has no level yet.", "没有可再升级的：不是已到最高，就是还没有级别。")})
		return s
	}
	s.Blocks = append(append(s.Blocks, t), b.together(e)...)
	return s
}

// stepUp says what one more level on a criterion would make of the whole.
func (b *builder) stepUp(e *assess.Explanation) string {
	now := &b.Result.Overall.Node
	switch {
	case !e.Node.Score.OK:
		return b.Say("It has no level yet, so there is none to go up from.", "还没有级别，谈不上升级。")
	case !e.Step.OK:
		return b.Say("There is no higher level to go to from here.", "没有可再升的级别。")
	case !number.Less(now.Score.Value, e.Step.Value) && !number.Less(e.Step.Value, now.Score.Value):
		return b.Say("The overall score would stay at %s.", "总分仍为 %s，不会变化。", fineNode(now))
	}
	return b.Say("The overall score would go from %s to %s.", "总分会从 %s 变为 %s。", fine(now.Score, number.Among(now, e.Step)...), fine(e.Step, number.Among(now, now.Score)...))
}
