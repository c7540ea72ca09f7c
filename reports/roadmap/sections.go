package roadmap

import (
	"math"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// gains says in the rubric's own words what there is when the steps are done.
func (r *Roadmap) gains() doc.Section {
	s := doc.Section{Heading: r.Say("What it brings", "带来什么")}
	last := map[int]*plan.Step{}
	var order []int
	for k := range r.plan.Steps {
		st := &r.plan.Steps[k]
		if r.isLater(st) {
			continue
		}
		if last[st.Practice] == nil {
			order = append(order, st.Practice)
		}
		if was := last[st.Practice]; was == nil || st.To > was.To {
			last[st.Practice] = st
		}
	}
	var items []string
	for _, i := range order {
		items = append(items, r.Say("%s: %s", "%s：%s", r.step(last[i]), r.Brings(last[i])))
	}
	if len(items) > 0 {
		s.Blocks = []doc.Block{doc.Paragraph{Text: r.Say("By %s, in the words of the rubric:", "到%s，用评估标准里的话说：", r.by(r.detailed()))}, doc.List{Items: items}}
	}
	return s
}

// isLater reports whether a step of a focus plan is told in brief: it is done after the first half-year.
func (r *Roadmap) isLater(st *plan.Step) bool {
	return r.plan.Question.Kind == plan.Focus && st.ToDay > halfYear
}

// detailed is the day by which the steps told in detail are done.
func (r *Roadmap) detailed() int {
	day := 0
	for k := range r.plan.Steps {
		if st := &r.plan.Steps[k]; !r.isLater(st) {
			day = max(day, st.ToDay)
		}
	}
	return day
}

// needs is the work by who leads it.
func (r *Roadmap) needs() doc.Section {
	s := doc.Section{Heading: r.Say("What it needs", "需要什么")}
	if len(r.plan.Loads) == 0 {
		return s
	}
	s.Blocks = []doc.Block{r.loads(), doc.Paragraph{Text: r.Say("A step's person-days are all of its work, of who leads it and of everybody who helps; they are counted for who leads it.", "一步的人天是它的全部工作量，牵头的和参与的人都算在内，这里都记在牵头角色名下。") + r.Say(" ", "") + r.Letters()}}
	if r.bounded() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: r.Say("The plan sets no bound to a role of which nobody said what it can do.", "没有写明能投入多少的角色，计划不设上限。")})
	}
	s.Blocks = append(s.Blocks, r.overloaded(math.MaxInt)...)
	return s
}

// overloaded names who has more to do at once than people usually carry, from a day before another.
func (r *Roadmap) overloaded(before int) []doc.Block {
	var over []string
	for k := range r.plan.Loads {
		if l := &r.plan.Loads[k]; l.Over && l.PeakDay < before {
			over = append(over, r.Say("%[1]s: %[5]s at once from %[3]s, up to %[4]s in a week", "%[1]s：%[3]s起同时做 %[2]d 步，一周最多 %[4]s", r.owner(l.Owner), l.AtOnce, r.from(l.PeakDay), r.days(l.PerWeek),
				say.Count(l.AtOnce, "1 step", "%d steps")))
		}
	}
	if len(over) == 0 {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: r.Say("Leading more than two steps at once, or more than five person-days a week, is more than one person usually carries beside the daily work. Check who shares it, or say what each role can do%s:", "一个人在日常工作之外，同时牵头的步骤超过两步，或一周超过 5 人天，通常承担不了。请看看由谁分担，或写明各角色能投入多少%s：", r.onScreen(" (--capacity)", "（--capacity）")), Strong: true},
		doc.List{Items: over}}
}

// bounded reports whether the people are known of only some of who leads.
func (r *Roadmap) bounded() bool {
	return len(r.answer.Capacity.PerQuarter) > 0 &&
		slices.ContainsFunc(r.plan.Loads, func(l plan.Load) bool { return !r.capacity(l.Owner).OK })
}

// capacity is what a role can do in a quarter, where somebody said it.
func (r *Roadmap) capacity(owner string) assess.Maybe[float64] {
	days, ok := r.answer.Capacity.PerQuarter[owner]
	return assess.Maybe[float64]{Value: days, OK: ok}
}

// loads is the table of the work by who leads it; what they can do stands in it where that is known of anybody.
func (r *Roadmap) loads() doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: r.Say("Led by", "牵头"), Flexible: true},
		{Title: r.Say("Person-days", "人天"), Right: true},
		{Title: r.Say("Busiest week", "最忙的一周"), Right: true}, {Title: r.Say("Steps at once", "同时步数"), Right: true}}}
	known := len(r.answer.Capacity.PerQuarter) > 0
	if known {
		t.Columns = append(t.Columns, doc.Column{Title: r.Say("Can do a quarter", "每季度可投入"), Right: true})
	}
	add := func(can string, cells ...string) {
		if known {
			cells = append(cells, can)
		}
		t.Rows = append(t.Rows, cells)
	}
	for k := range r.plan.Loads {
		l := &r.plan.Loads[k]
		can := r.Say("no bound", "不限")
		if c := r.capacity(l.Owner); c.OK {
			can = amount(c.Value)
		}
		add(can, r.owner(l.Owner), amount(l.PersonDays), amount(l.PerWeek), strconv.Itoa(l.AtOnce))
	}
	add("", r.Say("All together", "合计"), amount(r.plan.PersonDays), "", "")
	return t
}

// from names the day on which something begins.
func (r *Roadmap) from(day int) string {
	if r.when.Dated {
		return r.dayWords(r.when.Dates.Date(day))
	}
	return r.Say("day %d", "第 %d 天", day)
}

func (r *Roadmap) owner(id string) string {
	if id == "" {
		return r.Say("nobody yet", "尚无负责人")
	}
	return r.Owner(id)
}

// calendar draws the steps, a lane for each who does them.
func (r *Roadmap) calendar() doc.Section {
	s := doc.Section{Heading: r.Say("On the calendar", "时间安排")}
	if len(r.plan.Steps) == 0 {
		return s
	}
	all := make([]int, len(r.plan.Steps))
	for k := range all {
		all[k] = k
	}
	s.Blocks = []doc.Block{r.lanes(s.Heading, all, math.MaxInt)}
	return s
}

// mark is the end of a phase on the drawing.
func (r *Roadmap) mark(day int) string {
	if r.when.Dated {
		return r.lastDay(day).Format("2006-01")
	}
	return strconv.Itoa(day)
}

// steps is the table of everything to do.
func (r *Roadmap) steps() doc.Section {
	s := doc.Section{Heading: r.Say("Steps", "步骤")}
	if len(r.plan.Steps) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: r.Say("No.", "序号"), Right: true}, {Title: r.Say("Step", "步骤"), Flexible: true},
		{Title: r.Say("Action", "行动"), Flexible: true},
		{Title: r.Say("Led by", "牵头"), Flexible: true, Aside: true}, {Title: r.Say("When", "时间"), Aside: true},
		{Title: r.Say("Person-days", "人天"), Right: true}, {Title: r.Say("After", "须先完成")}}}
	later := 0
	for k := range r.plan.Steps {
		st := &r.plan.Steps[k]
		if r.isLater(st) {
			later++
			continue
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(k + 1), r.step(st), r.WhatToDo(st),
			r.owner(st.Action.Owner), r.span(st), amount(st.PersonDays), r.numbers(before(st))})
	}
	if len(t.Rows) > 0 {
		s.Blocks = []doc.Block{t}
	}
	if later > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: r.Say("%[2]s after %[3]s: see the milestones, and the workbook for what is done.", "%[3]s以后还有 %[1]d 步，见里程碑；行动内容在工作簿里。", later, say.Count(later, "1 step follows", "%d steps follow"), r.by(halfYear))})
	}
	return s
}

// milestones are the ends of the phases, with the scores there.
func (r *Roadmap) milestones() doc.Section {
	s := doc.Section{Heading: r.Say("Milestones", "里程碑")}
	if len(r.plan.Steps) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: r.Say("By", "截至")}, {Title: r.Say("What is done", "完成什么"), Flexible: true},
		{Title: r.Say("Person-days", "人天"), Right: true}, {Title: r.Say("Overall", "总分"), Right: true},
		{Title: r.Say("Attainment", "目标达成度"), Right: true}}}
	t.Rows = append(t.Rows, []string{r.Say("today", "今天"), number.None, "", r.Overall(r.Result.Overall.Score),
		number.Percent(r.Result.Overall.Attainment)})
	for k := range r.plan.Phases {
		ph := &r.plan.Phases[k]
		done := make([]string, len(ph.Steps))
		for j, n := range ph.Steps {
			done[j] = r.step(&r.plan.Steps[n])
		}
		what := number.None
		if len(done) > 0 {
			what = r.List(done)
		}
		t.Rows = append(t.Rows, []string{r.by(ph.Days), what, amount(ph.PersonDays), r.Overall(ph.Projected.Overall),
			number.Percent(ph.Attainment)})
	}
	s.Blocks = []doc.Block{t}
	return s
}

// other is another way to the same aim.
func (r *Roadmap) other() doc.Section {
	s := doc.Section{Heading: r.Say("Another way", "另一种走法")}
	o := r.answer.Other
	if o == nil || len(o.Steps) == 0 {
		return s
	}
	if amount(o.PersonDays) == amount(r.plan.PersonDays) {
		s.Blocks = []doc.Block{doc.Paragraph{Text: r.Say("With as many (%s), and at most half of the work the same: %s.", "投入一样多（%s），与上面相同的工作最多一半：%s。",
			r.days(o.PersonDays), r.List(r.climbs(o.Steps, false)))}, doc.Paragraph{Text: r.otherProof(&o.Proof)}}
		return s
	}
	s.Blocks = []doc.Block{doc.Paragraph{Text: r.Say("With %s instead of %s, and at most half of the work the same: %s.", "投入 %s（上面的是 %s），与上面相同的工作最多一半：%s。",
		r.days(o.PersonDays), amount(r.plan.PersonDays), r.List(r.climbs(o.Steps, false)))},
		doc.Paragraph{Text: r.otherProof(&o.Proof)}}
	return s
}

// otherProof says how sure it is that no other way so different is better.
func (r *Roadmap) otherProof(p *plan.Proof) string {
	if p.Optimal {
		return r.Say("That none so different takes less is proved.", "这样不同的走法里没有更省的，已经证明。")
	}
	return r.Say("None so different can take less than %s.", "这样不同的走法，都不会少于 %s。", amount(p.Bound))
}

// method says how the plan was made, in the words that the reader needs to check it.
func (r *Roadmap) method() doc.Section {
	s := doc.Section{Heading: r.Say("How it was worked out", "怎样得出")}
	if len(r.plan.Steps) == 0 {
		return s
	}
	text := r.lifts() + r.Say(" Each score here is the whole assessment scored again. A step begins when the one before it and its prerequisites are done; beside a small prerequisite (effort S) it may run, and is done after it.",
		"这里的每个分数都是整份答卷重新计分。前一步和前置项做完，一步才开始；前置项是小步（S）的，可以同时做，但要晚于它完成。")
	s.Blocks = append([]doc.Block{doc.Paragraph{Text: text}}, r.Agreed()...)
	if r.when.Dated {
		if not := r.when.Dates.Not(); len(not) > 0 {
			out := make([]string, len(not))
			for i, d := range not {
				out[i] = r.Say("%s to %s", "%s 至 %s", date(d.From), date(d.To))
			}
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: r.Say("Nothing is planned on these days: %s.", "这些日子不安排工作：%s。", r.List(out))})
		}
	} else {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: r.Say("Days count from the start of the plan; months are told as if it began on %s.", "天数从计划开始算起；所说的月份以 %s 开始推算。", date(r.when.Dates.Date(0)))})
	}
	return s
}
