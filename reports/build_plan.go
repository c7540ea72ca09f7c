package reports

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// priorities is the ranked table of everything listed, with the reason for each place.
func (b *builder) priorities() Section {
	s := Section{Heading: b.Say("Priorities", "优先事项")}
	if len(b.res.Priorities) == 0 {
		if b.res.Overall.Score.OK {
			s.Blocks = append(s.Blocks, Paragraph{Text: b.noGap()})
		}
		return s
	}
	s.Blocks = append(s.Blocks, Paragraph{Text: b.Say(
		"Priority is weight times gap; a prerequisite inherits the priority of what waits for it. The rank in brackets is how far it could move if every priority were off by a quarter.",
		"优先值是权重乘以差距；前置项继承等着它的事项的优先值。括号里是各优先值上下浮动四分之一时名次的范围。")})
	t := Table{Columns: []Column{
		{Title: b.Say("Rank", "名次")}, {Title: b.Say("Practice", "事项"), Flexible: true}, {Title: b.Say("Now", "现状"), Right: true},
		{Title: b.Say("Target", "目标"), Right: true}, {Title: b.Say("Priority", "优先值"), Right: true}, {Title: b.Say("Why here", "理由"), Flexible: true}}}
	for k := range b.res.Priorities {
		p := &b.res.Priorities[k]
		pr := &b.res.Practices[p.Practice]
		t.Rows = append(t.Rows, []string{b.rank(p), b.practice(p.Practice), b.practiceScore(p.Practice), b.target(p.Practice), told(p.Effective, pr.Decimals, 0), b.why(p)})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// rank prints a rank with its interval: "3 (1–4)".
func (b *builder) rank(p *assess.Priority) string {
	if p.BestRank == p.WorstRank {
		return strconv.Itoa(p.Rank)
	}
	return b.Say("%d (%d–%d)", "%d（%d–%d）", p.Rank, p.BestRank, p.WorstRank)
}

// why gives the reason for a practice's place in words.
func (b *builder) why(p *assess.Priority) string {
	var reasons []string
	pr := &b.res.Practices[p.Practice]
	if pr.Floor.OK && pr.Score.OK && less(pr.Score.Value, pr.Floor.Value) {
		reasons = append(reasons, b.Say("below the floor of %s", "低于底线 %s", b.floor(p.Practice)))
	} else if p.Urgent {
		reasons = append(reasons, b.Say("something below its floor waits for it", "有低于底线的事项在等它"))
	}
	if p.InheritedFrom.OK {
		reasons = append(reasons, b.Say("%s waits for it", "%s在等它", b.practice(p.InheritedFrom.Value)))
	}
	if len(p.OpenRequires) > 0 {
		reasons = append(reasons, b.Say("needs %s first", "须先做%s", b.practices(p.OpenRequires)))
	}
	if pr.Gap.OK && pr.Gap.Value > assess.Tolerance {
		reasons = append(reasons, b.Say("gap %s, weight %s", "差距 %s，权重 %s", score(pr.Gap, pr.Decimals, 0), plain(pr.Weight)))
	}
	if p.Certain {
		reasons = append(reasons, b.Say("certain", "稳居前五"))
	}
	sep := b.Say("; ", "；")
	text := ""
	for i, r := range reasons {
		if i > 0 {
			text += sep
		}
		text += r
	}
	return text
}

// nextSteps takes the focus practices one by one: what is weakest, what good looks like next, and the actions.
func (b *builder) nextSteps() Section {
	s := Section{Heading: b.Say("What good looks like next", "下一步做到什么样")}
	for k := range b.res.Priorities {
		if p := &b.res.Priorities[k]; p.Focus {
			s.Blocks = append(s.Blocks, b.focus(p)...)
		}
	}
	return s
}

func (b *builder) focus(p *assess.Priority) []Block {
	i := p.Practice
	blocks := []Block{Heading{b.Say("%d. %s  %s", "%d. %s  %s", p.Rank, b.practice(i), b.against(i))}}
	if intent := b.text(b.r.Practices[i].Intent); intent != "" {
		blocks = append(blocks, Paragraph{Text: intent})
	}
	if k := b.weakestCriterion(i); k >= 0 {
		blocks = append(blocks, b.anchors(i, k))
	}
	if t := b.stepsTable(i); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if ask := b.r.Practices[i].Evidence[b.evidenceLang(i)]; len(ask) > 0 {
		clean := make([]string, len(ask))
		for j := range ask {
			clean[j] = safe.Line(ask[j])
		}
		blocks = append(blocks, Paragraph{Text: b.Say("Evidence to ask for: %s", "要看的证据：%s", b.List(clean))})
	}
	return blocks
}

func (b *builder) evidenceLang(i int) string {
	for _, l := range append([]string{string(b.Language)}, b.r.Languages...) {
		if len(b.r.Practices[i].Evidence[l]) > 0 {
			return l
		}
	}
	return string(b.Language)
}

// weakestCriterion is the lowest answered criterion that counts, where points are added up the one that loses most of them; -1 when
// none is answered.
func (b *builder) weakestCriterion(i int) int {
	weakest, least := -1, 0.0
	for k, c := range b.res.Practices[i].Criteria {
		if c.State != assess.Answered || c.Weight == 0 {
			continue
		}
		v := c.Value.Value
		if b.sums() {
			v = c.Weight * (v - b.r.Scale(b.r.Practices[i].Criteria[k].Scale).Highest())
		}
		if weakest < 0 || v < least-assess.Tolerance {
			weakest, least = k, v
		}
	}
	return weakest
}

// anchors shows where the weakest criterion stands and what the next level says, in the rubric's own words.
func (b *builder) anchors(i, k int) List {
	c := &b.r.Practices[i].Criteria[k]
	scale := b.r.Scale(c.Scale)
	now := b.res.Practices[i].Criteria[k].Level.Value
	items := []string{b.Say("Now, %s, %s: %s", "现在，%s %s：%s", b.criterion(i, k), b.anchor(i, k, now), b.text(c.Levels[now]))}
	at := slices.IndexFunc(scale.Levels, func(l rubric.Level) bool { return l.Level == now })
	if at >= 0 && at+1 < len(scale.Levels) {
		next := scale.Levels[at+1].Level
		items = append(items, b.Say("Next, %s: %s", "下一步，%s：%s", b.anchor(i, k, next), b.text(c.Levels[next])))
	}
	return List{Items: items}
}

// anchor names a level of a criterion, with its points where they are added up.
func (b *builder) anchor(i, k, level int) string {
	c := &b.r.Practices[i].Criteria[k]
	s := b.r.Scale(c.Scale)
	if name := b.levelName(s, level); b.sums() && name != "" {
		return b.Say("%s, %s of %s points", "“%s”（%s 分，满分 %s）", name, points(c.Weight*levelValue(b, i, k, level), 2), points(c.Weight*s.Highest(), 2))
	}
	return b.grade(s, level)
}

func (b *builder) stepsTable(i int) Table {
	t := Table{Columns: []Column{
		{Title: b.Say("Step", "步骤")}, {Title: b.Say("Action", "行动"), Flexible: true}, {Title: b.Say("Owner", "负责人"), Flexible: true},
		{Title: b.Say("Days", "天"), Right: true}, {Title: b.Say("Effort", "投入")}, {Title: b.Say("Measure", "衡量"), Flexible: true}}}
	for _, ph := range b.res.Plan.Phases {
		for _, st := range ph.Actions {
			if st.Practice == i {
				t.Rows = append(t.Rows, []string{
					b.Say("%d→%d", "%d→%d", st.StartLevel, st.To), b.beforeThat(&st) + b.text(st.Action.Text), b.owner(st.Action.Owner),
					b.Say("%d–%d", "%d–%d", st.FromDay, st.ToDay), string(st.Action.Effort), b.text(st.Action.KPI)})
			}
		}
	}
	return t
}

// beforeThat names the criteria that are below the level the step starts from.
func (b *builder) beforeThat(st *assess.Step) string {
	if len(st.FirstRaise) == 0 {
		return ""
	}
	names := make([]string, len(st.FirstRaise))
	for j, k := range st.FirstRaise {
		names[j] = b.criterion(st.Practice, k)
	}
	return b.Say("Before that, bring to level %d: %s. ", "在此之前，先把%[2]s补到 %[1]d 级。", st.StartLevel, b.List(names))
}

// roadmap is the plan by phase with the scores it leads to.
func (b *builder) roadmap() Section {
	s := Section{Heading: b.Say("Roadmap", "路线图")}
	if !b.res.Overall.Score.OK {
		return s
	}
	if !slices.ContainsFunc(b.res.Plan.Phases, func(ph assess.Phase) bool { return len(ph.Actions) > 0 }) {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.noSteps()})
		return s
	}
	t := Table{Columns: []Column{
		{Title: b.Say("By day", "到第几天")}, {Title: b.Say("What is done", "完成什么"), Flexible: true}, {Title: b.Say("Overall", "总体"), Right: true}}}
	for p := range b.res.Parts {
		if b.res.Parts[p].Score.OK && len(b.res.Parts) > 1 {
			t.Columns = append(t.Columns, Column{Title: b.part(p), Right: true})
		}
	}
	t.Rows = append(t.Rows, b.roadmapRow(b.Say("today", "今天"), none, b.res.Overall.Score, func(p int) assess.Maybe[float64] { return b.res.Parts[p].Score }))
	for _, ph := range b.res.Plan.Phases {
		done := make([]string, len(ph.Actions))
		for j, st := range ph.Actions {
			done[j] = b.stepWords(&st)
		}
		what := none
		if len(done) > 0 {
			what = b.List(done)
		}
		t.Rows = append(t.Rows, b.roadmapRow(strconv.Itoa(ph.Days), what, ph.Projected.Overall, func(p int) assess.Maybe[float64] { return ph.Projected.Parts[p] }))
	}
	s.Blocks = append(s.Blocks, t, Paragraph{Text: b.Say(
		"Projected: the whole assessment scored again with all steps so far; missing answers stay missing.",
		"预计分：把到当时为止的各步都算完成，整份答卷重新计分；缺的答案仍按缺处理。")})
	return s
}

// noSteps says why nothing is on the calendar.
func (b *builder) noSteps() string {
	switch {
	case len(b.res.Priorities) == 0:
		return b.noGap() + b.Say(" There is nothing to plan.", "没有可安排的行动。")
	case b.sums():
		return b.Say("Points have no levels, so there are no steps to plan from the rubric; the priorities say where the points are.",
			"按分数计的事项没有级别，评估标准里也就没有可排期的步骤；分数丢在哪里，见优先事项。")
	}
	return b.Say("None of the rubric's actions can be put on this plan.", "评估标准里没有能排进这份计划的行动。")
}

// noGap says why nothing is listed: nothing is aimed at, or all of it is reached, so far as it is known.
func (b *builder) noGap() string {
	aims, known := 0, true
	for i := range b.res.Practices {
		if p := &b.res.Practices[i]; p.Aim.OK && p.Coverage.OK {
			aims++
			known = known && p.Score.OK && !less(p.Coverage.Value, 1)
		}
	}
	switch {
	case aims == 0:
		return b.Say("There are no targets here, and so no gaps.", "这里没有设目标，也就没有差距。")
	case !known:
		return b.Say("No practice that is answered lies below its target.", "已答的各项都没有低于目标。")
	}
	return b.Say("Every target is reached.", "目标都已达到。")
}

// stepWords name a step by where it leads.
func (b *builder) stepWords(st *assess.Step) string {
	if s := b.res.Practices[st.Practice].Scale; s != nil {
		if ownValues(s) {
			return b.Say("%s to %s", "%s到 %s", b.practice(st.Practice), b.level(s, st.To))
		}
	}
	return b.Say("%s to %d", "%s到 %d 级", b.practice(st.Practice), st.To)
}

func (b *builder) roadmapRow(day, what string, overall assess.Maybe[float64], part func(int) assess.Maybe[float64]) []string {
	row := []string{day, what, score(overall, b.res.Overall.Decimals, levelValues(b.res.Overall.Scale)...)}
	for p := range b.res.Parts {
		if b.res.Parts[p].Score.OK && len(b.res.Parts) > 1 {
			row = append(row, score(part(p), b.res.Parts[p].Decimals, levelValues(b.res.Parts[p].Scale)...))
		}
	}
	return row
}

// notNow names what waits, and why; and the weakest practice when it is not in focus.
func (b *builder) notNow() Section {
	s := Section{Heading: b.Say("Not now", "暂缓")}
	for _, group := range []struct {
		reason assess.Reason
		words  string
	}{
		{assess.ReasonRequires, b.Say("waits for something else first", "要等别的先做完")},
		{assess.ReasonRank, b.Say("others come first", "排在其他事项之后")},
		{assess.ReasonWeight, b.Say("does not count at this stage or in this sector", "在本阶段或本行业不计权重")},
	} {
		var is []int
		for _, n := range b.res.Plan.NotNow {
			if n.Reason == group.reason {
				is = append(is, n.Practice)
			}
		}
		if len(is) > 0 {
			s.Blocks = append(s.Blocks, List{Items: []string{b.Say("%s: %s", "%s：%s", group.words, b.practices(is))}})
		}
	}
	if w := b.res.Overall.Weakest; w.OK && !b.inFocus(w.Value) && b.comparable() {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.Say("The weakest practice is %s, %s. It is not in focus: %s.", "最弱的是%s，%s。它不在重点里：%s。",
			b.practice(w.Value), b.against(w.Value), b.notFocus(w.Value))})
	}
	return s
}

// comparable tells whether the practices' scores are on one scale.
func (b *builder) comparable() bool {
	for i := range b.res.Practices {
		if s := b.res.Practices[i].Scale; s == nil || s != b.res.Practices[0].Scale {
			return false
		}
	}
	return true
}

func (b *builder) notFocus(i int) string {
	for _, n := range b.res.Plan.NotNow {
		if n.Practice != i {
			continue
		}
		switch n.Reason {
		case assess.ReasonWeight:
			return b.Say("its weight here is 0", "它在这里的权重为 0")
		case assess.ReasonRequires:
			return b.Say("something else has to come first", "要先做别的")
		}
		return b.Say("its weight times its gap is smaller than others'", "它的权重乘差距不如其他事项大")
	}
	if !b.res.Practices[i].Aim.OK {
		return b.Say("it has no target", "它没有设目标")
	}
	return b.Say("it has reached its target", "它已达到目标")
}

// findOut lists the practices whose missing answers could change most.
func (b *builder) findOut() Section {
	s := Section{Heading: b.Say("Find out first", "先弄清楚")}
	if len(b.res.Plan.FindOutFirst) == 0 {
		return s
	}
	t := Table{Columns: []Column{{Title: b.Say("Practice", "事项"), Flexible: true}, {Title: b.Say("Answered", "已答"), Right: true},
		{Title: b.Say("Could be", "可能得分"), Right: true}, {Title: b.Say("What is missing", "缺什么"), Flexible: true}}}
	for _, i := range b.res.Plan.FindOutFirst {
		p := &b.res.Practices[i]
		var missing []string
		for k, c := range p.Criteria {
			if c.State == assess.Unknown || c.State == assess.Unanswered {
				missing = append(missing, b.criterion(i, k))
			}
		}
		t.Rows = append(t.Rows, []string{b.practice(i), answered(&p.Node), b.bounds(&p.Node), b.List(missing)})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}
