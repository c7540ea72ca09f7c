package explanation

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// isStaged reports whether what is explained is the highest rung that holds.
func isStaged(e *assess.Explanation) bool {
	return e.Kind == assess.KindPractice && e.Rule.Aggregate == rubric.Staged
}

// ladder shows the criteria of a staged practice rung by rung, and how far they hold.
func (b *builder) ladder(e *assess.Explanation) []doc.Block {
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Rung", "阶"), Flexible: true},
		{Title: b.Say("Criterion", "标准"), Flexible: true}, {Title: b.Say("Answer", "答案"), Flexible: true},
		{Title: b.Say("Passes", "是否通过")}}}
	order := make([]int, len(e.Terms))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.rung(e, x), b.rung(e, y)) })
	for _, k := range order {
		term := &e.Terms[k]
		t.Rows = append(t.Rows, []string{b.Level(e.Node.Scale, b.rung(e, k)), b.termName(e, term), b.remark(e, term),
			b.passes(e, term)})
	}
	out := []doc.Block{t}
	if e.Node.Score.OK {
		out = append(out, doc.Paragraph{Text: b.holds(e), Strong: true})
	}
	return out
}

// onRung says on which rung a criterion of a staged practice stands, and whether it passes: all that its weight does is
// to be none or some.
func (b *builder) onRung(i, k int, e *assess.Explanation) string {
	c, p := &b.Rubric.Practices[i].Criteria[k], &b.Result.Practices[i]
	rung := b.Level(p.Scale, *c.Rung)
	asked := b.Grade(b.Rubric.Scale(c.Scale), *b.Rubric.Scoring.Practice.Pass)
	if c.Weight == 0 {
		return b.Say("%[1]s, worth %[2]s points: it weighs 0, and so holds no rung back.", "%[1]s，值 %[2]s 分：权重是 0，不影响任何一阶。",
			b.AnswerWords(i, k), fineNode(&e.Node))
	}
	if number.Less(b.Lets(i, k, e.Node.Score.Value), p.Scale.Highest()) {
		return b.Say("%[1]s, worth %[2]s points: on its rung, %[3]s, it has to reach %[4]s, and does not pass.",
			"%[1]s，值 %[2]s 分：这一阶（%[3]s）要求达到 %[4]s，未通过。", b.AnswerWords(i, k), fineNode(&e.Node), rung, asked)
	}
	return b.Say("%[1]s, worth %[2]s points: on its rung, %[3]s, it has to reach %[4]s, and passes.",
		"%[1]s，值 %[2]s 分：这一阶（%[3]s）要求达到 %[4]s，已通过。", b.AnswerWords(i, k), fineNode(&e.Node), rung, asked)
}

// rung is the level of the practice that asks for the k-th term.
func (b *builder) rung(e *assess.Explanation, k int) int {
	return *b.Rubric.Practices[e.Index].Criteria[k].Rung
}

func (b *builder) passes(e *assess.Explanation, t *assess.Term) string {
	switch {
	case t.Share == 0:
		return number.None
	case number.Less(0, t.Lost):
		return b.Say("no", "否")
	}
	return b.Say("yes", "是")
}

// holds says how far the rungs hold, and which were passed over.
func (b *builder) holds(e *assess.Explanation) string {
	asked := b.Grade(b.Rubric.Scale(b.Rubric.Practices[e.Index].Criteria[0].Scale), *e.Rule.Pass)
	text := b.Say("The highest rung up to which every criterion that is answered reaches %s: %s",
		"从低到高，各阶已答的标准都达到 %s，最高做到：%s", asked, b.Level(e.Node.Scale, e.Node.Level.Value))
	if over := b.passedOver(e); len(over) > 0 {
		text += b.Say("; nothing counts on %s, so it is passed over", "；%s 没有计分的标准，跳过", b.List(over))
	}
	return text
}

// passedOver are the rungs up to the score on which nothing that counts is asked.
func (b *builder) passedOver(e *assess.Explanation) (out []string) {
	counts := map[int]bool{}
	for k := range e.Terms {
		t := &e.Terms[k]
		isIn := t.State == assess.Answered || t.State == assess.Unknown || t.State == assess.Unanswered
		counts[b.rung(e, k)] = counts[b.rung(e, k)] || isIn && t.Weight > 0
	}
	for _, l := range e.Node.Scale.Levels[1:] {
		if l.Level <= e.Node.Level.Value && !counts[l.Level] {
			out = append(out, b.Level(e.Node.Scale, l.Level))
		}
	}
	return out
}

// blocked says which criterion is the first that holds a staged practice, and what it takes.
func (b *builder) blocked(e *assess.Explanation) []string {
	if len(e.Limits) == 0 {
		return []string{b.Say("nothing: all that is answered passes", "没有：已答的都已通过")}
	}
	k := e.Limits[0]
	to, _ := b.LiftTo(e.Index, k, b.rung(e, k))
	scale := b.Rubric.Scale(b.Rubric.Practices[e.Index].Criteria[k].Scale)
	rung := b.Level(e.Node.Scale, b.rung(e, k))
	out := []string{b.Say("%s blocks %s: it is at %s, and has to reach %s", "%s挡住了 %s：现在是 %s，要达到 %s", b.termName(e, &e.Terms[k]), rung,
		b.Rated(e.Index, k), b.Grade(scale, to))}
	var others []string
	for _, k := range e.Limits[1:] {
		others = append(others, b.termName(e, &e.Terms[k]))
	}
	if len(others) > 0 {
		out = append(out, b.Say("on the same rung, and each has to pass as well: %s", "同一阶上还有，每一条都要通过：%s", b.List(others)))
	}
	return out
}

// together says what a staged practice comes to when all that its next rung asks is brought there: one criterion alone
// may change nothing.
func (b *builder) together(e *assess.Explanation) []doc.Block {
	if !isStaged(e) || !e.Node.Next.OK || !e.Node.Score.OK {
		return nil
	}
	next := e.Node.Next.Value
	then := b.Result.Model.NewClimb(b.Result).Raised(e.Index, next).Score()
	return []doc.Block{doc.Paragraph{Text: b.Say(
		"A rung needs all of its criteria: where several do not pass, one alone changes nothing. With everything answered on the rungs up to %s, brought to pass, %s is at %s.",
		"一阶要每条标准都通过才算：有几条没通过时，只改一条没有变化。把 %s及以下已答的都做到通过，%s就到 %s。",
		b.Level(e.Node.Scale, next), b.explainedName(e), fine(then))}}
}
