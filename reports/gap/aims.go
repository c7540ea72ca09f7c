package gap

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/finding"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/roadmap"
	"fathom/rubric"
)

// nextSteps takes the focus practices one by one: where the weakest criterion stands, what good looks like, and how to
// get there.
func (g *Gap) nextSteps() doc.Section {
	s := doc.Section{Heading: g.Say("What good looks like next", "下一步做到什么样")}
	for k := range g.Result.Priorities {
		if p := &g.Result.Priorities[k]; p.Focus {
			s.Blocks = append(s.Blocks, g.focus(p)...)
		}
	}
	return s
}

func (g *Gap) focus(p *assess.Priority) []doc.Block {
	i := p.Practice
	blocks := []doc.Block{doc.Heading{Text: g.Say("%d. %s  %s", "%d. %s  %s", p.Rank, g.Practice(i), g.against(i))}}
	if intent := g.Text(g.Rubric.Practices[i].Intent); intent != "" {
		blocks = append(blocks, doc.Paragraph{Text: intent})
	}
	if k := g.weakestCriterion(i); k >= 0 {
		blocks = append(blocks, doc.List{Items: g.nowAndAim(i, k)})
	}
	for _, st := range g.soon() {
		if st.Practice == i {
			blocks = append(blocks, g.stepBlocks(st)...)
		}
	}
	if ask := g.Evidence(i); len(ask) > 0 {
		blocks = append(blocks, doc.Paragraph{Text: g.Say("Evidence to ask for: %s", "要看的证据：%s", g.List(ask))})
	}
	return blocks
}

// nowAndAim tell where a criterion stands and what it is to become. Where votes are not settled, their mean says where
// it stands, as it does in the score.
func (g *Gap) nowAndAim(i, k int) []string {
	c := &g.Rubric.Practices[i].Criteria[k]
	scale := g.Rubric.Scale(c.Scale)
	now, _ := finding.Reached(scale, &g.Result.Practices[i].Criteria[k])
	items := []string{g.Say("Now, %s, %s: %s", "现在，%s（%s）：%s", g.Within(i, k), g.stands(i, k, scale, now), g.Text(c.LevelText(now)))}
	aim, ok := g.aim(i, k)
	if !ok {
		return items
	}
	when := ""
	if day, planned := g.reachedBy(i, k, aim); planned {
		when = g.Say(", by %s", "，%s前", g.road().By(day))
	}
	return append(items, g.Say("Aim, %s%s: %s", "要做到 %s%s：%s", g.worthOf(i, k, aim), when, g.Text(c.LevelText(aim))))
}

// stands is the level on which a criterion stands; of votes that are not settled, their mean.
func (g *Gap) stands(i, k int, scale *rubric.Scale, now int) string {
	c := &g.Result.Practices[i].Criteria[k]
	if a := g.Answer(i, k); !g.Sums() && len(a.Votes) > 0 && !a.IsAgreed() && c.Value.Value != g.LevelValue(i, k, now) {
		return g.Say("mean of the votes %s, so %s is reached", "各票均值 %s，达到 %s", number.Told(c.Value.Value, 1, number.LevelValues(scale)...), g.Grade(scale, now))
	}
	return g.worthOf(i, k, now)
}

// worthOf names a level of a criterion, with its points where they are added up.
func (g *Gap) worthOf(i, k, level int) string { return g.Anchor(i, k, level) }

// targetOf is the level of a criterion that the target of its practice asks for; now where there is none.
func (g *Gap) targetOf(i, k, now int) (level int, ok bool) {
	p, scale := &g.Result.Practices[i], g.Result.Practices[i].Scale
	if scale == nil { // points, or criteria of several scales
		scale = g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale)
	}
	at := slices.IndexFunc(scale.Levels, func(l rubric.Level) bool { return assess.Reaches(l.Value, p.Aim.Value) })
	if !p.Aim.OK || at < 0 || g.Sums() && p.Scale == nil {
		return now, false
	}
	if to, asked := g.LiftTo(i, k, scale.Levels[at].Level); asked {
		return to, true
	}
	return now, false
}

// aim is the level of a criterion that is held up: the highest that the plan reaches in the first half-year, where that
// can be an aim and says more than where the criterion stands, else the target's; none where neither can.
func (g *Gap) aim(i, k int) (int, bool) {
	c := &g.Result.Practices[i].Criteria[k]
	scale := g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale)
	now, _ := finding.Reached(scale, c)
	target, hasTarget := g.targetOf(i, k, now)
	reach := now
	for _, st := range g.soon() {
		if to, asked := g.LiftTo(i, k, st.To); asked && st.Practice == i {
			reach = max(reach, to)
		}
	}
	if hasTarget {
		reach = min(reach, target)
	}
	for _, level := range []int{reach, target} {
		if level > now && roadmap.IsAim(scale, level) {
			return level, true
		}
	}
	return 0, false
}

// reachedBy is the day on which the plan brings the k-th criterion of a practice to a level.
func (g *Gap) reachedBy(i, k, level int) (int, bool) {
	p := g.road().Plan()
	for n := range p.Steps {
		st := &p.Steps[n]
		if to, asked := g.LiftTo(i, k, st.To); asked && st.Practice == i && to >= level {
			return st.ToDay, true
		}
	}
	return 0, false
}

// stepBlocks are what a person needs to take a step: what to do, how to begin this week, what there is when it is done,
// who does it, when, with how much work, and after what.
func (g *Gap) stepBlocks(st *plan.Step) []doc.Block {
	var items []string
	add := func(words, text string) {
		if text != "" {
			items = append(items, g.Say("%s: %s", "%s：%s", words, text))
		}
	}
	begin := g.Say("First step", "第一步")
	if st.FromDay == 0 {
		begin = g.Say("First step this week", "本周第一步")
	}
	add(begin, g.Text(st.Action.First))
	add(g.Say("Done when there is", "做完看什么"), g.Text(st.Action.Done))
	add(g.Say("Measure", "衡量"), g.Measure(st))
	add(g.Say("Who and when", "谁、何时"), g.who(st))
	title := g.Say("To level %d: %s", "升到 %d 级：%s", st.To, g.WhatToDo(st))
	return []doc.Block{doc.Paragraph{Text: title, Strong: true}, doc.List{Items: items}}
}

// who is the owner of a step, its work, its days, and what it comes after.
func (g *Gap) who(st *plan.Step) string {
	parts := []string{g.road().OwnerOf(st), g.road().PersonDays(st.PersonDays), g.road().Span(st)}
	var after []string
	for _, n := range st.Before() {
		after = append(after, g.road().Step(&g.road().Plan().Steps[n]))
	}
	text := strings.Join(parts, g.Say(", ", "，"))
	if len(after) > 0 {
		text += g.Say("; after %s", "；须先完成：%s", g.List(after))
	}
	return text
}

// brief is the first half-year as a list to begin with.
func (g *Gap) brief() doc.Section {
	s := doc.Section{Heading: g.Say("The first half-year", "前半年")}
	if g.isTooEarly() || !g.Result.Overall.Score.OK || len(g.soon()) == 0 {
		return s
	}
	var items []string
	for _, st := range g.soon() {
		who := g.Say("%s, %s", "%s，%s", g.road().OwnerOf(st), g.road().Span(st))
		items = append(items, g.Say("%s: %s (%s)", "%s：%s（%s）", g.road().Step(st), g.WhatToDo(st), who))
	}
	if g.road().AtHalfYear() == "" { // else it stands with what is to be decided
		s.Blocks = []doc.Block{doc.Paragraph{Text: g.road().Whole()}}
	}
	s.Blocks = append(s.Blocks, doc.List{Items: items, Ordered: true})
	return s
}

// thisWeek is who begins with what this week on a practice, beside what has to come first; "" where no step of it
// begins by then.
func (g *Gap) thisWeek(p *assess.Priority) string {
	for _, st := range g.soon() {
		if begin := g.FirstStep(st); st.Practice == p.Practice && begin != "" && st.FromDay < soonDays {
			if len(p.OpenRequires) > 0 { // the plan runs them side by side
				return g.Say(". This week, beside that, %s: %s", "。本周，同时开始，%s：%s", g.road().OwnerOf(st), begin)
			}
			return g.Say(". This week, %s: %s", "。本周，%s：%s", g.road().OwnerOf(st), begin)
		}
	}
	return ""
}

// soonDays is until when a step begins this week.
const soonDays = 7
