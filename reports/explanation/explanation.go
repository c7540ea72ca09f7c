// Package explanation shows the arithmetic of one number: what it is made of, what limits it, what one more level would
// add, and what it would be with other answers.
package explanation

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// builder words one result.
type builder struct{ names.Scored }

// New is the arithmetic of one number as a document.
func New(res *assess.Result, e *assess.Explanation, lang say.Language) *doc.Report {
	b := &builder{names.Of(res, "", lang)}
	rep := doc.New(b.Language, b.Say("%s: %s", "%s：%s", b.explainedName(e), fineNode(&e.Node)), b.arithmetic(e))
	if len(e.Terms) > 0 && e.Node.Score.OK {
		rep.Sections = append(rep.Sections, b.limits(e))
	}
	rep.Sections = append(rep.Sections, b.oneMore(e))
	return b.WithOrigin(rep)
}

// WhatIf shows what a number, and the whole, would become with other answers.
func WhatIf(before, after *assess.Result, was, is *assess.Explanation, sets []string, lang say.Language) *doc.Report {
	b := &builder{names.Of(before, "", lang)}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("What", "项目"), Flexible: true}, {Title: b.Say("Now", "现在"), Right: true},
		{Title: b.Say("Then", "届时"), Right: true}, {Title: b.Say("Change", "变化"), Right: true}}}
	t.Rows = append(t.Rows, b.change(b.explainedName(was), &was.Node, &is.Node))
	if was.Kind != assess.KindOverall {
		t.Rows = append(t.Rows, b.change(b.Say("Overall", "总体"), &before.Overall.Node, &after.Overall.Node))
	}
	t.Rows = append(t.Rows, []string{b.Say("Target attainment", "目标达成度"), number.Percent(before.Overall.Attainment),
		number.Percent(after.Overall.Attainment), ""})
	then := &builder{names.Of(after, "", lang)}
	rep := doc.New(b.Language, b.Say("%s, if %s", "%s，假如 %s", b.explainedName(was), safe.Text(b.List(sets))),
		doc.Section{Heading: b.Say("What would change", "会有什么变化"), Blocks: []doc.Block{t}}, then.arithmetic(is))
	return b.WithOrigin(rep)
}

func (b *builder) change(name string, was, is *assess.Node) []string {
	diff := number.None
	if was.Score.OK && is.Score.OK {
		diff = signed(is.Score.Value - was.Score.Value)
	}
	return []string{name, fine(was.Score, number.Among(was, is.Score)...),
		fine(is.Score, number.Among(is, was.Score)...), diff}
}

// fine prints a number with two decimals, to show small changes, and told apart from limits.
func fine(v number.Value, limits ...float64) string { return number.Score(v, 2, limits...) }

// fineNode prints the score of a node so.
func fineNode(n *assess.Node) string { return fine(n.Score, number.Among(n)...) }

// signed is a change with its sign, told apart from none.
func signed(x float64) string {
	switch {
	case number.Less(x, 0):
		return "-" + number.Told(-x, 2, 0)
	case number.Less(0, x):
		return "+" + number.Told(x, 2, 0)
	}
	return assess.Round(0, 2)
}

func (b *builder) explainedName(e *assess.Explanation) string {
	switch e.Kind {
	case assess.KindPart:
		return b.Part(e.Index)
	case assess.KindDimension:
		return b.Dimension(e.Index)
	case assess.KindPractice:
		return b.Practice(e.Index)
	case assess.KindCriterion:
		return b.CriterionAt(e.Index)
	}
	return b.Say("Overall", "总体")
}

// arithmetic shows the terms and the formula with its numbers.
func (b *builder) arithmetic(e *assess.Explanation) doc.Section {
	s := doc.Section{Heading: b.Say("How it is made", "怎么算出来的")}
	if e.Kind == assess.KindCriterion {
		return b.criterionArithmetic(s, e)
	}
	if isStaged(e) {
		s.Blocks = append(b.ladder(e), b.target(e)...)
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Part of it", "组成"), Flexible: true}, {Title: b.Say("Score", "得分"), Right: true},
		{Title: b.Say("Weight", "权重"), Right: true}, {Title: b.Say("Share", "占比"), Right: true},
		{Title: b.Say("Remark", "说明"), Flexible: true}}}
	for k := range e.Terms {
		term := &e.Terms[k]
		share := number.None
		if term.Share > 0 {
			share = number.Percent(assess.Some(term.Share))
		}
		t.Rows = append(t.Rows, []string{b.termName(e, term), fineNode(&term.Node), number.Exact(counted(term)), share,
			b.remark(e, term)})
	}
	s.Blocks = append(s.Blocks, t)
	if e.Plain.OK {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.formula(e), Strong: true})
	}
	if held := b.held(e); held != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: held, Strong: true})
	}
	s.Blocks = append(append(s.Blocks, b.called(e)...), b.target(e)...)
	return s
}

// counted is the weight with which a term counts, or would.
func counted(t *assess.Term) float64 {
	if t.Score.OK {
		return t.Counted
	}
	return t.Weight
}

func (b *builder) criterionArithmetic(s doc.Section, e *assess.Explanation) doc.Section {
	i, k := b.Place(e.Index)
	c := &b.Rubric.Practices[i].Criteria[k]
	text := b.Say("%s.", "%s。", b.answerWords(i, k))
	switch {
	case e.Node.Score.OK && b.Sums():
		text = b.Say("%s points × weight %s = %s points in %s (%s).", "%s 分 × 权重 %s，在%[4]s里得 %[3]s 分（%[5]s）。",
			factor(e.Node.Score.Value, c.Weight), number.Exact(c.Weight), number.Points(c.Weight*e.Node.Score.Value, 2),
			b.Practice(i), b.Rated(i, k))
	case e.Node.Score.OK && b.Rubric.Scoring.Practice.Aggregate == rubric.Staged:
		text = b.onRung(i, k, e)
	case e.Node.Score.OK:
		text = b.Say("%s: worth %s points, weight %s in %s.", "%s：值 %s 分，在%[4]s里的权重是 %[3]s。", b.AnswerWords(i, k), fineNode(&e.Node), number.Exact(c.Weight), b.Practice(i))
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: text})
	if votes := b.votes(i, k); votes != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: votes})
	}
	for _, text := range []string{b.Ticked(i, k), b.NextTicks(i, k)} {
		if text != "" {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: text + b.Say(".", "。")})
		}
	}
	if e.Node.Score.OK {
		s.Blocks = append(s.Blocks, b.Anchors(i, k))
	}
	return s
}

// answerWords is the answer to a criterion, with the reason where it does not apply, or where a panel does not know.
func (b *builder) answerWords(i, k int) string {
	why := strings.TrimRight(b.Reason(i, k), ".。")
	switch {
	case why == "":
		return b.AnswerWords(i, k)
	case len(b.Answer(i, k).Votes) > 0:
		return b.Say("%s (%s)", "%s（%s）", b.AnswerWords(i, k), why)
	}
	return b.Say("%s: %s", "%s：%s", b.AnswerWords(i, k), why)
}

// factor prints points so finely that, times a weight, they make what is printed as their product.
func factor(x, weight float64) string {
	digits := 2
	for digits < number.MaxDecimals && number.Points(weight*number.Rounded(x, digits), 2) != number.Points(weight*x,
		2) {
		digits++
	}
	return assess.Round(x, digits)
}

// votes lists each rater's vote.
func (b *builder) votes(i, k int) string {
	var out []string
	for _, v := range b.Answer(i, k).Votes {
		word := strconv.Itoa(v.Level)
		switch v.State {
		case assess.Unknown:
			word = b.Say("don't know", "不知道")
		case assess.NotApplicable:
			word = b.Say("not applicable", "不适用")
		}
		out = append(out, v.Rater+" "+word)
	}
	if len(out) == 0 {
		return ""
	}
	return b.Say("Votes: %s.", "投票：%s。", b.List(out))
}

func (b *builder) termName(e *assess.Explanation, t *assess.Term) string {
	child := assess.Explanation{Index: t.Index}
	switch e.Kind {
	case assess.KindOverall:
		child.Kind = assess.KindPart
	case assess.KindPart:
		child.Kind = assess.KindDimension
	case assess.KindDimension:
		child.Kind = assess.KindPractice
	default:
		i, k := b.Place(t.Index)
		return b.Criterion(i, k)
	}
	return b.explainedName(&child)
}

// outside says why nothing of a part, a dimension or a practice counts: it was not asked, it does not apply, or all of
// it weighs 0.
func (b *builder) outside(id string) string {
	state := assess.NotAsked
	for i := range b.Result.Practices {
		p := &b.Rubric.Practices[i]
		part := b.Rubric.Dimensions[slices.Index(b.Rubric.DimensionIDs(), p.Dimension)].Part
		if id != p.ID && id != p.Dimension && id != part {
			continue
		}
		for _, c := range b.Result.Practices[i].Criteria {
			switch {
			case c.State == assess.NotApplicable:
				state = assess.NotApplicable
			case c.State != assess.NotAsked:
				return b.Say("weight 0: takes no part", "权重为 0，不参与")
			}
		}
	}
	return b.State(state)
}

// remark says why a term does not count, or how sure it is.
func (b *builder) remark(e *assess.Explanation, t *assess.Term) string {
	switch {
	case e.Kind == assess.KindPractice:
		i, k := b.Place(t.Index)
		return b.answerWords(i, k)
	case !t.Coverage.OK:
		return b.outside(t.ID)
	case t.Weight == 0:
		return b.Say("weight 0: takes no part", "权重为 0，不参与")
	case !t.Score.OK:
		return b.Say("not answered", "未答")
	case t.Coverage.Value < 1:
		return b.Say("%s answered, %s", "已答 %s，%s", number.Answered(&t.Node), number.Bounds(&t.Node))
	}
	return ""
}

// formula writes the aggregation with its numbers, so finely that who works it out comes to what is printed.
func (b *builder) formula(e *assess.Explanation) string {
	digits, makes := 2, "="
	for digits < 6 && !worksOut(e, digits) {
		digits++
	}
	if !worksOut(e, digits) {
		digits, makes = 2, "≈"
	}
	var terms, powers []string
	weight := 0.0
	for k := range e.Terms {
		if t := &e.Terms[k]; t.Share > 0 {
			x := fineNode(&t.Node)
			if math.Abs(number.Rounded(t.Score.Value, 2)-t.Score.Value) >= assess.Tolerance {
				x = number.Told(t.Score.Value, digits, number.Among(&t.Node)...)
			}
			terms, powers = append(terms, number.Exact(t.Counted)+"×"+x), append(powers, x+"^"+number.Exact(t.Counted))
			weight += t.Counted
		}
	}
	sum, value, start := strings.Join(terms, " + "), fine(e.Plain, number.Among(&e.Node)...), ""
	if e.Rule.Start != 0 {
		start = number.Exact(e.Rule.Start) + " + "
	}
	switch e.Rule.Aggregate {
	case rubric.Min:
		return b.Say("The lowest of them: %s", "取其中最低：%s", value)
	case rubric.Geometric:
		return b.Say("Geometric mean by weight: (%s)^(1/%s) %s %s", "加权几何平均：（%s）^（1/%s）%s %s", strings.Join(powers, " × "), number.Exact(weight), makes, value)
	case rubric.Sum:
		if number.Less(weight, e.Weight) {
			return b.Say("Sum by weight, the missing taken to be like the others: %s(%s) × %s / %s %s %s", "加权求和，缺的按已有的推算：%s（%s）× %s / %s %s %s",
				start, sum, number.Exact(e.Weight), number.Exact(weight), makes, value)
		}
		return b.Say("Sum by weight: %s%s %s %s", "加权求和：%s%s %s %s", start, sum, makes, value)
	}
	return b.Say("Mean by weight: (%s) / %s %s %s", "加权平均：（%s）/ %s %s %s", sum, number.Exact(weight), makes, value)
}

// worksOut reports whether the terms, printed with so many decimals, make the result as it is printed.
func worksOut(e *assess.Explanation, digits int) bool {
	sum, logs, weight := 0.0, 0.0, 0.0
	for k := range e.Terms {
		if t := &e.Terms[k]; t.Share > 0 {
			x := number.Rounded(t.Score.Value, number.Apart(t.Score.Value, digits, number.Among(&t.Node)...))
			sum, logs, weight = sum+t.Counted*x, logs+t.Counted*math.Log(max(x, 0)), weight+t.Counted
		}
	}
	made := e.Plain.Value
	switch e.Rule.Aggregate {
	case rubric.Mean:
		made = sum / weight
	case rubric.Sum:
		made = e.Rule.Start + sum/weight*e.Weight
	case rubric.Geometric:
		made = math.Exp(logs / weight)
	}
	limits := number.Among(&e.Node)
	return fine(assess.Some(made), limits...) == fine(e.Plain, limits...)
}

// held says where a cap or the bounds make the score another number than the formula does.
func (b *builder) held(e *assess.Explanation) string {
	made, text := e.Plain, ""
	shown := func(v number.Value) string { return fine(v, number.Among(&e.Node, e.Plain, e.Capped, e.Node.Score)...) }
	if e.Capped.OK {
		made = e.Capped
		text = b.Say("Capped at %s above the lowest: %s instead of %s. ", "封顶（最多比最低的高 %s）：%s，而不是 %s。", number.Exact(*e.Rule.AboveLowest), shown(made), shown(e.Plain))
	}
	switch low, high := e.Held(); {
	case low:
		text += b.Say("Held at its lowest possible: %s instead of %s.", "按最低可能计：%s，而不是 %s。", shown(e.Node.Score), shown(made))
	case high:
		text += b.Say("Held at its highest possible: %s instead of %s.", "按最高可能计：%s，而不是 %s。", shown(e.Node.Score), shown(made))
	}
	return strings.TrimSpace(text)
}
