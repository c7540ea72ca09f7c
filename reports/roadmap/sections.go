package roadmap

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// gains says in the rubric's own words what will be true when the steps are done.
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
		if text := r.levelText(i, last[i].To); text != "" {
			items = append(items, r.Say("%s: %s", "%s：%s", r.step(last[i]), text))
		} else {
			items = append(items, r.step(last[i]))
		}
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

// levelText is what a level says of the criterion of a practice that is furthest below it, of those that are answered.
func (r *Roadmap) levelText(i, level int) string {
	at := -1
	for k, c := range r.Result.Practices[i].Criteria {
		if c.State != assess.Answered || c.Weight == 0 {
			continue
		}
		if at < 0 || c.Value.Value < r.Result.Practices[i].Criteria[at].Value.Value-assess.Tolerance {
			at = k
		}
	}
	if at < 0 {
		return ""
	}
	return r.Text(r.Rubric.Practices[i].Criteria[at].Levels[level])
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
	return []doc.Block{doc.Paragraph{Text: r.Say("Leading more than two steps at once, or more than five person-days a week, is more than one person usually carries beside the daily work. Check who shares it, or say what each role can do (--capacity):", "一个人在日常工作之外，同时牵头的步骤超过两步，或一周超过 5 人天，通常承担不了。请看看由谁分担，或用 --capacity 写明各角色能投入多少："), Strong: true},
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
		t.Rows = append(t.Rows, []string{strconv.Itoa(k + 1), r.step(st), r.beforeThat(st) + r.Text(st.Action.Text),
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

// beforeThat names the criteria that are below the level from which a step starts.
func (r *Roadmap) beforeThat(st *plan.Step) string {
	if len(st.FirstRaise) == 0 {
		return ""
	}
	behind := make([]string, len(st.FirstRaise))
	for j, k := range st.FirstRaise {
		behind[j] = r.Criterion(st.Practice, k)
	}
	return r.Say("Before that, bring to level %d: %s. ", "在此之前，先把%[2]s补到 %[1]d 级。", st.From, r.List(behind))
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
	t.Rows = append(t.Rows, []string{r.Say("today", "今天"), number.None, "", r.overall(r.Result.Overall.Score),
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
		t.Rows = append(t.Rows, []string{r.by(ph.Days), what, amount(ph.PersonDays), r.overall(ph.Projected.Overall),
			number.Percent(ph.Attainment)})
	}
	s.Blocks = []doc.Block{t}
	return s
}

// left names what stays short of its target, and why.
func (r *Roadmap) left() doc.Section {
	s := doc.Section{Heading: r.Say("What stays short of its target", "达不到目标的")}
	if r.plan.Question.Kind != plan.Focus && len(r.plan.Steps) == 0 {
		return s // as it is today
	}
	if items := r.byReason(r.plan.Left, r.all); len(items) > 0 {
		s.Blocks = []doc.Block{doc.List{Items: items}}
	}
	return s
}

// byReason lists practices that stay short, those with the same reason together, as so many are named.
func (r *Roadmap) byReason(left []plan.Left, named func([]plan.Left) string) []string {
	var reasons []string
	with := map[string][]plan.Left{}
	for k := range left {
		why := r.reason(&left[k])
		if with[why] == nil {
			reasons = append(reasons, why)
		}
		with[why] = append(with[why], left[k])
	}
	items := make([]string, len(reasons))
	for i, why := range reasons {
		items[i] = r.Say("%s: %s", "%s：%s", why, named(with[why]))
	}
	return items
}

// all names practices with how far they get.
func (r *Roadmap) all(left []plan.Left) string {
	names := make([]string, len(left))
	for k := range left {
		names[k] = r.leftName(&left[k])
	}
	return strings.Join(names, r.Say("; ", "；"))
}

// fewNames is how many practices a sentence names.
const fewNames = 3

// few names the first of practices, for a sentence.
func (r *Roadmap) few(left []plan.Left) string {
	var names []string
	for k := range left[:min(len(left), fewNames)] {
		names = append(names, r.Practice(left[k].Practice))
	}
	text := r.List(names)
	if n := len(left); n > fewNames {
		text = r.Say("%[1]s and %[2]d more", "%[1]s等 %[3]d 项", text, n-fewNames, n)
	}
	return text
}

func (r *Roadmap) leftWords(l *plan.Left) string {
	return r.Say("%s: %s", "%s：%s", r.leftName(l), r.reason(l))
}

// leftName is a practice that stays short, with how far it gets.
func (r *Roadmap) leftName(l *plan.Left) string {
	name := r.Practice(l.Practice)
	if target := r.Target(l.Practice); target != number.None && l.Why != plan.Unscored {
		p := &r.Result.Practices[l.Practice]
		score := number.Score(assess.Some(l.Score), p.Decimals, number.Among(&p.Node, p.Aim)...)
		if p.IsAgreed {
			return r.Say("%s, %s (%s)", "%s %s 分（%s）", name, score, r.Wants(l.Practice))
		}
		name = r.Say("%s, %s of %s", "%s %s 分（目标 %s）", name, score, target)
	}
	return name
}

func (r *Roadmap) reason(l *plan.Left) string {
	switch l.Why {
	case plan.NoAction:
		return r.Say("No action in the rubric for level %d", "评估标准里没有到 %d 级的行动", l.By)
	case plan.Blocked:
		return r.Say("%s does not get far enough for them", "前置项%s达不到要求", r.Practice(l.By))
	case plan.Later:
		return r.Say("Does not fit before the end", "在期限内排不下")
	case plan.Unscored:
		return r.Say("Nothing is answered", "没有任何答案")
	case plan.NoPeople:
		return r.Say("Nobody has the time", "没有人有时间做")
	case plan.NoLevels:
		return r.Say("Points without levels to climb", "按分数计，没有级别可升")
	}
	return r.Say("Not part of this plan", "不在这份计划里")
}

// other is another way to the same aim.
func (r *Roadmap) other() doc.Section {
	s := doc.Section{Heading: r.Say("Another way", "另一种走法")}
	o := r.answer.Other
	if o == nil || len(o.Steps) == 0 {
		return s
	}
	s.Blocks = []doc.Block{doc.Paragraph{Text: r.Say("With %s instead of %s, and at most half of the work the same: %s.", "投入 %s（上面的是 %s），与上面相同的工作最多一半：%s。",
		r.days(o.PersonDays), amount(r.plan.PersonDays), r.List(r.climbs(o.Steps, false)))}}
	return s
}

// method says how the plan was made, in the words that the reader needs to check it.
func (r *Roadmap) method() doc.Section {
	s := doc.Section{Heading: r.Say("How it was worked out", "怎样得出")}
	if len(r.plan.Steps) == 0 {
		return s
	}
	text := r.Say("A step is the rubric's action from a level to the next; it lifts every answered criterion of the practice to that level, and missing answers stay missing. Each score here is the whole assessment scored again. A step begins when the one before it and its prerequisites are done; beside a small prerequisite (effort S) it may run, and is done after it.",
		"一步就是评估标准里从一级到下一级的行动，做完后该事项已答的各条标准都到这一级，缺的答案仍按缺处理。这里的每个分数都是整份答卷重新计分。前一步和前置项做完，一步才开始；前置项是小步（S）的，可以同时做，但要晚于它完成。")
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
