package change

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// This file is about plans: what became of the earlier one, and what the present one begins with.

// kept says on the first page how much of the earlier plan shows, and names the steps.
func (c *Change) kept() []doc.Block {
	by := map[trend.Status][]*assess.Step{}
	for _, f := range c.trend.FollowUp {
		by[f.Status] = append(by[f.Status], f.Step)
	}
	if len(by) == 0 {
		return nil
	}
	var counts, items []string
	for _, status := range []trend.Status{trend.Shows, trend.NotSeen, trend.NotDue, trend.NotCompare} {
		if steps := by[status]; len(steps) > 0 {
			counts = append(counts, c.howMany(status, len(steps)))
			items = append(items, c.Say("%s: %s.", "%s：%s。", c.fate(status),
				strings.Join(c.stepsByPractice(steps), c.Say("; ", "；"))))
		}
	}
	all := len(c.trend.FollowUp)
	text := c.Say("Of %[2]s in the earlier plan, %[3]s.", "上次计划共 %[1]d 步：%[3]s。", all, say.Count(all, "the 1 step", "the %d steps"),
		strings.Join(counts, c.Say(", ", "，")))
	return []doc.Block{doc.Heading{Text: c.Say("Was the plan kept?", "上次的计划做到了吗")}, doc.Paragraph{Text: text},
		doc.List{Items: items}}
}

// howMany counts the steps of which the same became.
func (c *Change) howMany(s trend.Status, n int) string {
	switch s {
	case trend.Shows:
		return c.Say("%[2]s reached", "%[1]d 步已做到", n, say.Count(n, "1 is", "%d are"))
	case trend.NotSeen:
		return c.Say("%[2]s due and %[3]s not reached", "%[1]d 步到期未做到", n, say.Count(n, "1 was", "%d were"), say.Agree(n, "is", "are"))
	case trend.NotDue:
		return c.Say("%[2]s not due yet", "%[1]d 步还没到期", n, say.Count(n, "1 is", "%d are"))
	}
	return c.Say("%[2]s no level now", "%[1]d 步现在没有级别", n, say.Count(n, "1 has", "%d have"))
}

// fate is what became of steps, before their names.
func (c *Change) fate(s trend.Status) string {
	switch s {
	case trend.Shows:
		return c.Say("Kept", "做到了")
	case trend.NotSeen:
		return c.Say("Not kept", "没做到")
	case trend.NotDue:
		return c.Say("Not due yet", "还没到期")
	}
	return c.Say("Cannot be told", "无法判断")
}

// stepsByPractice names steps, those of one practice together.
func (c *Change) stepsByPractice(steps []*assess.Step) []string {
	var out []string
	for i, s := range steps {
		same := func(x *assess.Step) bool { return x.Practice == s.Practice }
		if slices.IndexFunc(steps, same) != i {
			continue
		}
		levels := []string{}
		for _, x := range steps[i:] {
			if same(x) {
				levels = append(levels, strconv.Itoa(x.To))
			}
		}
		name := c.Step(s.Practice, s.To)
		if len(levels) > 1 {
			name = c.Say("%s to levels %s", "%s到 %s 级", c.Practice(s.Practice), c.List(levels))
		}
		out = append(out, name)
	}
	return out
}

// doneSentence is what done actions brought, in a sentence, and doneTable one by one.
func (c *Change) doneSentence() []doc.Block { return c.ofDone(false) }

func (c *Change) doneTable() doc.Section {
	return doc.Section{Heading: c.done.Heading, Blocks: c.ofDone(true)}
}

func (c *Change) ofDone(tables bool) []doc.Block {
	var out []doc.Block
	for _, b := range c.done.Blocks {
		if _, is := b.(doc.Table); is == tables {
			out = append(out, b)
		}
	}
	return out
}

// followUp asks of every step of the old plan whether it shows.
func (c *Change) followUp() doc.Section {
	s := doc.Section{Heading: c.Say("The earlier plan", "上次的计划")}
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("By day", "到第几天"), Right: true}, {Title: c.Say("Step", "步骤"), Flexible: true},
		{Title: c.Say("Level now", "现在级别"), Right: true}, {Title: c.Say("Does it show?", "见效了吗")}}}
	for _, f := range slices.SortedStableFunc(slices.Values(c.trend.FollowUp), func(x, y trend.Followed) int {
		return cmp.Compare(x.Step.ToDay, y.Step.ToDay)
	}) {
		level := number.None
		if f.Level.OK {
			level = strconv.Itoa(f.Level.Value)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(f.Step.ToDay),
			c.stepWords(f.Step), level, c.status(f.Status)})
	}
	if len(t.Rows) > 0 {
		text := c.Say("%[2]s between the two assessments.", "两次评估相隔 %[1]d 天。", c.trend.Days, say.Count(c.trend.Days, "1 day lies", "%d days lie"))
		if !c.trend.Old.IsPresent() {
			text = c.Say("These are the steps that the present rubric gives for the answers of then; the plan that was handed over may have had others. ", "这里的步骤是按现行标准从当时的答案得出的，与当时交付的计划可能不同。") + text
		}
		s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: text})
	}
	return s
}

func (c *Change) status(s trend.Status) string {
	switch s {
	case trend.Shows:
		return c.Say("shows", "已见效")
	case trend.NotSeen:
		return c.Say("not yet", "未见效")
	case trend.NotDue:
		return c.Say("not due", "未到期")
	}
	return c.Say("cannot tell", "无法判断")
}

// halfYear is how many days the first page of a plan looks ahead.
const halfYear = 183

// next is the first half-year of the present plan in short.
func (c *Change) next() doc.Section {
	s := doc.Section{Heading: c.Say("What next", "接下来做什么")}
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("By day", "到第几天"), Right: true}, {Title: c.Say("Step", "步骤"), Flexible: true},
		{Title: c.Say("Led by", "牵头人"), Flexible: true}, {Title: c.Say("Person-days", "人天"), Right: true}}}
	work := 0.
	for _, st := range c.soon() {
		work += c.Rubric.Work(st.Action)
		t.Rows = append(t.Rows, []string{strconv.Itoa(st.ToDay), c.whatNext(st), c.Owner(st.Action.Owner),
			c.Work(st.Action)})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: c.Say(
			"The plan that the present answers lead to, its first half-year from %[1]s: %[4]s, %[3]s person-days. Its reasons and measures, and what comes later, are in the gap report of that day.",
			"按这次的答案排出的计划，从 %[1]s 起的前半年：%[2]d 步，%[3]s 人天。理由、衡量办法和之后的步骤，见当天的差距报告。",
			c.trend.New.Assessment.Date, len(t.Rows), number.Exact(work), say.Count(len(t.Rows), "1 step", "%d steps"))}, t)
	}
	return s
}

// soon are the steps of the present plan that end within half a year, by the day on which they do.
func (c *Change) soon() []*assess.Step {
	var out []*assess.Step
	for _, ph := range plan.Begin(c.Result) {
		for k := range ph.Actions {
			if st := &ph.Actions[k]; st.ToDay <= halfYear {
				out = append(out, st)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y *assess.Step) int { return cmp.Compare(x.ToDay, y.ToDay) })
	return out
}

// stepWords say where a step leads and what is done.
func (c *Change) stepWords(st *assess.Step) string {
	return c.Say("%s: %s", "%s：%s", c.Step(st.Practice, st.To), c.Text(st.Action.Text))
}

// whatNext is the same of a step that the present answers lead to, with all that it needs.
func (c *Change) whatNext(st *assess.Step) string {
	step := plan.StepOf(c.Result, st)
	return c.Say("%s: %s", "%s：%s", c.Step(st.Practice, st.To), c.WhatToDo(&step))
}
