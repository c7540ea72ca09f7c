package reports

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Explain is the arithmetic of one number as a document.
func Explain(res *assess.Result, e *assess.Explanation, lang say.Language) *Report {
	b := &builder{res: res, r: res.Rubric, Language: lang}
	rep := &Report{Lang: lang, Title: b.Say("%s: %s", "%s：%s", b.explainedName(e), fineNode(&e.Node)), result: res}
	rep.Sections = append(rep.Sections, b.arithmetic(e))
	if len(e.Terms) > 0 && e.Node.Score.OK {
		rep.Sections = append(rep.Sections, b.limits(e))
	}
	rep.Sections = append(rep.Sections, b.oneMore(e))
	return rep.withOrigin(b)
}

// WhatIf shows what a number, and the whole, would become with other answers.
func WhatIf(before, after *assess.Result, was, is *assess.Explanation, sets []string, lang say.Language) *Report {
	b := &builder{res: before, r: before.Rubric, Language: lang}
	rep := &Report{Lang: lang, Title: b.Say("%s, if %s", "%s，假如 %s", b.explainedName(was), safe.Text(strings.Join(sets, ", "))), result: before}
	t := Table{Columns: []Column{{Title: b.Say("What", "项目"), Flexible: true}, {Title: b.Say("Now", "现在"), Right: true}, {Title: b.Say("Then", "届时"), Right: true}, {Title: b.Say("Change", "变化"), Right: true}}}
	t.Rows = append(t.Rows, b.change(b.explainedName(was), &was.Node, &is.Node))
	if was.Kind != assess.KindOverall {
		t.Rows = append(t.Rows, b.change(b.Say("Overall", "总体"), &before.Overall.Node, &after.Overall.Node))
	}
	t.Rows = append(t.Rows, []string{b.Say("Way to the targets", "目标达成"), percent(before.Overall.Attainment), percent(after.Overall.Attainment), ""})
	s := Section{Heading: b.Say("What would change", "会有什么变化"), Blocks: []Block{t}}
	rep.Sections = append(rep.Sections, s)
	then := &builder{res: after, r: after.Rubric, Language: lang}
	rep.Sections = append(rep.Sections, then.arithmetic(is))
	return rep.withOrigin(b)
}

func (b *builder) change(name string, was, is *assess.Node) []string {
	diff := none
	if was.Score.OK && is.Score.OK {
		diff = signed(is.Score.Value - was.Score.Value)
	}
	return []string{name, fine(was.Score, among(was, is.Score)...), fine(is.Score, among(is, was.Score)...), diff}
}

// fine prints a number with two decimals, to show small changes, and told apart from limits.
func fine(v Value, limits ...float64) string { return score(v, 2, limits...) }

// fineNode prints the score of a node so.
func fineNode(n *assess.Node) string { return fine(n.Score, among(n)...) }

// signed is a change with its sign, told apart from none.
func signed(x float64) string {
	switch {
	case less(x, 0):
		return "-" + told(-x, 2, 0)
	case less(0, x):
		return "+" + told(x, 2, 0)
	}
	return assess.Round(0, 2)
}

func (b *builder) explainedName(e *assess.Explanation) string {
	switch e.Kind {
	case assess.KindPart:
		return b.part(e.Index)
	case assess.KindDimension:
		return b.dimension(e.Index)
	case assess.KindPractice:
		return b.practice(e.Index)
	case assess.KindCriterion:
		i, k := b.place(e.Index)
		return b.practice(i) + " / " + b.criterion(i, k)
	}
	return b.Say("Overall", "总体")
}

// place turns a criterion's place among all into its practice and its place there.
func (b *builder) place(at int) (i, k int) {
	for i := range b.r.Practices {
		n := len(b.r.Practices[i].Criteria)
		if at < n {
			return i, at
		}
		at -= n
	}
	return 0, 0
}

// arithmetic shows the terms and the formula with its numbers.
func (b *builder) arithmetic(e *assess.Explanation) Section {
	s := Section{Heading: b.Say("How it is made", "怎么算出来的")}
	if e.Kind == assess.KindCriterion {
		return b.criterionArithmetic(s, e)
	}
	t := Table{Columns: []Column{{Title: b.Say("Part of it", "组成"), Flexible: true}, {Title: b.Say("Score", "得分"), Right: true},
		{Title: b.Say("Weight", "权重"), Right: true}, {Title: b.Say("Share", "占比"), Right: true}, {Title: b.Say("Remark", "说明"), Flexible: true}}}
	for k := range e.Terms {
		term := &e.Terms[k]
		share := none
		if term.Share > 0 {
			share = percent(assess.Some(term.Share))
		}
		t.Rows = append(t.Rows, []string{b.termName(e, term), fineNode(&term.Node), exact(term.Weight), share, b.remark(e, term)})
	}
	s.Blocks = append(s.Blocks, t)
	if e.Plain.OK {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.formula(e), Strong: true})
	}
	if held := b.held(e); held != "" {
		s.Blocks = append(s.Blocks, Paragraph{Text: held, Strong: true})
	}
	return s
}

func (b *builder) criterionArithmetic(s Section, e *assess.Explanation) Section {
	i, k := b.place(e.Index)
	c := &b.r.Practices[i].Criteria[k]
	text := b.Say("%s.", "%s。", b.answerWords(i, k))
	switch {
	case e.Node.Score.OK && b.sums():
		text = b.Say("%s points × weight %s = %s points in %s (%s).", "%s 分 × 权重 %s，在%[4]s里得 %[3]s 分（%[5]s）。",
			factor(e.Node.Score.Value, c.Weight), exact(c.Weight), points(c.Weight*e.Node.Score.Value, 2), b.practice(i), b.rated(i, k))
	case e.Node.Score.OK:
		text = b.Say("%s: worth %s points, weight %s in %s.", "%s：值 %s 分，在%[4]s里的权重是 %[3]s。", b.answerWords(i, k), fineNode(&e.Node), exact(c.Weight), b.practice(i))
	}
	s.Blocks = append(s.Blocks, Paragraph{Text: text})
	if votes := b.votes(i, k); votes != "" {
		s.Blocks = append(s.Blocks, Paragraph{Text: votes})
	}
	if e.Node.Score.OK {
		s.Blocks = append(s.Blocks, b.anchors(i, k))
	}
	return s
}

// factor prints points so finely that, times a weight, they make what is printed as their product.
func factor(x, weight float64) string {
	digits := 2
	for digits < mostDecimals && points(weight*rounded(x, digits), 2) != points(weight*x, 2) {
		digits++
	}
	return assess.Round(x, digits)
}

// votes lists each rater's vote.
func (b *builder) votes(i, k int) string {
	var out []string
	for _, v := range b.answer(i, k).Votes {
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
		i, k := b.place(t.Index)
		return b.criterion(i, k)
	}
	return b.explainedName(&child)
}

// outside says why nothing of a part, a dimension or a practice counts: it was not asked, it does not apply, or all of it weighs 0.
func (b *builder) outside(id string) string {
	state := assess.NotAsked
	for i := range b.res.Practices {
		p := &b.r.Practices[i]
		part := b.r.Dimensions[slices.Index(b.r.DimensionIDs(), p.Dimension)].Part
		if id != p.ID && id != p.Dimension && id != part {
			continue
		}
		for _, c := range b.res.Practices[i].Criteria {
			switch {
			case c.State == assess.NotApplicable:
				state = assess.NotApplicable
			case c.State != assess.NotAsked:
				return b.Say("weight 0: takes no part", "权重为 0，不参与")
			}
		}
	}
	return b.state(state)
}

// remark says why a term does not count, or how sure it is.
func (b *builder) remark(e *assess.Explanation, t *assess.Term) string {
	switch {
	case e.Kind == assess.KindPractice:
		i, k := b.place(t.Index)
		return b.answerWords(i, k)
	case !t.Coverage.OK:
		return b.outside(t.ID)
	case t.Weight == 0:
		return b.Say("weight 0: takes no part", "权重为 0，不参与")
	case !t.Score.OK:
		return b.Say("not answered", "未答")
	case t.Coverage.Value < 1:
		return b.Say("%s answered, %s", "已答 %s，%s", answered(&t.Node), b.bounds(&t.Node))
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
			if math.Abs(rounded(t.Score.Value, 2)-t.Score.Value) >= assess.Tolerance {
				x = told(t.Score.Value, digits, among(&t.Node)...)
			}
			terms, powers = append(terms, exact(t.Weight)+"×"+x), append(powers, x+"^"+exact(t.Weight))
			weight += t.Weight
		}
	}
	sum, value := strings.Join(terms, " + "), fine(e.Plain, among(&e.Node)...)
	switch e.Rule.Aggregate {
	case rubric.Min:
		return b.Say("The lowest of them: %s", "取其中最低：%s", value)
	case rubric.Geometric:
		return b.Say("Geometric mean by weight: (%s)^(1/%s) %s %s", "加权几何平均：（%s）^（1/%s）%s %s", strings.Join(powers, " × "), exact(weight), makes, value)
	case rubric.Sum:
		if less(weight, e.Weight) {
			return b.Say("Sum by weight, the missing taken to be like the others: (%s) × %s / %s %s %s", "加权求和，缺的按已有的推算：（%s）× %s / %s %s %s",
				sum, exact(e.Weight), exact(weight), makes, value)
		}
		return b.Say("Sum by weight: %s %s %s", "加权求和：%s %s %s", sum, makes, value)
	}
	return b.Say("Mean by weight: (%s) / %s %s %s", "加权平均：（%s）/ %s %s %s", sum, exact(weight), makes, value)
}

// worksOut tells whether the terms, printed with so many decimals, make the result as it is printed.
func worksOut(e *assess.Explanation, digits int) bool {
	sum, logs, weight := 0.0, 0.0, 0.0
	for k := range e.Terms {
		if t := &e.Terms[k]; t.Share > 0 {
			x := rounded(t.Score.Value, apart(t.Score.Value, digits, among(&t.Node)...))
			sum, logs, weight = sum+t.Weight*x, logs+t.Weight*math.Log(max(x, 0)), weight+t.Weight
		}
	}
	made := e.Plain.Value
	switch e.Rule.Aggregate {
	case rubric.Mean:
		made = sum / weight
	case rubric.Sum:
		made = sum / weight * e.Weight
	case rubric.Geometric:
		made = math.Exp(logs / weight)
	}
	limits := among(&e.Node)
	return fine(assess.Some(made), limits...) == fine(e.Plain, limits...)
}

// held says where a cap or the bounds make the score another number than the formula does.
func (b *builder) held(e *assess.Explanation) string {
	made, text := e.Plain, ""
	number := func(v Value) string { return fine(v, among(&e.Node, e.Plain, e.Capped, e.Node.Score)...) }
	if e.Capped.OK {
		made = e.Capped
		text = b.Say("Capped at %s above the lowest: %s instead of %s. ", "封顶（最多比最低的高 %s）：%s，而不是 %s。", exact(*e.Rule.AboveLowest), number(made), number(e.Plain))
	}
	switch low, high := e.Held(); {
	case low:
		text += b.Say("Held at its lowest possible: %s instead of %s.", "按最低可能计：%s，而不是 %s。", number(e.Node.Score), number(made))
	case high:
		text += b.Say("Held at its highest possible: %s instead of %s.", "按最高可能计：%s，而不是 %s。", number(e.Node.Score), number(made))
	}
	return strings.TrimSpace(text)
}
