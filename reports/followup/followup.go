// Package followup is the document of where the actions of a plan stand on a day, and of which done ones lifted their
// practice by the next assessment.
package followup

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Status is what [New] makes a document of.
type Status struct {
	names.Namer
	*actions.Status
	File *actions.File
}

// New is the document of a status, as it stands on the status's day.
func New(n names.Namer, f *actions.File, s *actions.Status) *doc.Report {
	st := &Status{n, s, f}
	who := f.Subject.ID
	if f.Subject.Name != "" {
		who = safe.Line(f.Subject.Name)
	}
	rep := doc.New(n.Language, n.Say("Actions of %s on %s", "%s：%s 的行动进展", who, s.Now))
	rep.Date = s.Now
	rep.Add(st.summary(), st.late(), st.next(), st.blocked(), st.done(), st.dropped(), st.owners())
	return rep
}

func (s *Status) summary() doc.Section {
	if len(s.Actions) == 0 {
		return doc.Section{Blocks: []doc.Block{doc.Paragraph{Text: s.Say("There are no actions in the file.", "清单里还没有行动。")}}}
	}
	text := s.Say("%[7]s: %[2]d done (%[3]d of them late), %[4]d late, %[5]d next, %[9]d later, %[6]d blocked, %[8]d dropped.",
		"共 %[1]d 项行动：已完成 %[2]d 项（其中 %[3]d 项逾期完成），逾期未完成 %[4]d 项，接下来 %[5]d 项，以后再做 %[9]d 项，受阻 %[6]d 项，不再做 %[8]d 项。",
		len(s.Actions), len(s.Done), s.doneLate(), len(s.Late), len(s.Next), len(s.Blocked),
		say.Count(len(s.Actions), "1 action", "%d actions"), len(s.Dropped), len(s.Later))
	blocks := []doc.Block{doc.Paragraph{Text: text, Strong: true}}
	if n := s.gone(); n > 0 {
		blocks = append(blocks, doc.Paragraph{Text: s.Say("%[2]s no longer in the latest plan; decide whether to go on with them: state: dropped ends one.",
			"有 %[1]d 项未完成的行动已不在最新计划里；请决定是否继续，不做的写 state: dropped。", n,
			say.Count(n, "1 open action is", "%d open actions are"))})
	}
	return doc.Section{Heading: s.Say("Summary", "概要"), Blocks: blocks}
}

func (s *Status) doneLate() (n int) {
	for _, i := range s.Done {
		if s.Actions[i].Late > 0 {
			n++
		}
	}
	return n
}

// gone counts what is to be done and in no plan any more.
func (s *Status) gone() (n int) {
	for i := range s.Actions {
		if st := &s.Actions[i]; st.Planned == actions.Gone && (st.State == actions.Open || st.State == actions.Doing) {
			n++
		}
	}
	return n
}

// table lists actions with one more column behind who and when.
func (s *Status) table(heading, last string, list []int, cell func(*actions.Standing) string) doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: s.Say("Action", "行动"), Flexible: true},
		{Title: s.Say("Responsible", "负责"), Flexible: true}, {Title: s.Say("Due", "期限")}, {Title: last, Flexible: true}}}
	for _, i := range list {
		st := &s.Actions[i]
		t.Rows = append(t.Rows, []string{title(&s.Namer, st.Action), s.responsible(st.Action), names.OrNone(st.Due),
			cell(st)})
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	return doc.Section{Heading: heading, Blocks: []doc.Block{t}}
}

func (s *Status) late() doc.Section {
	return s.table(s.Say("Late", "逾期未完成"), s.Say("How late", "情况"), s.Late, func(st *actions.Standing) string {
		text := s.Say("%[2]s late", "逾期 %[1]d 天", st.Late, say.Count(st.Late, "1 day", "%d days"))
		if len(st.Waits) > 0 {
			text += s.Say("; waits for %s", "；在等%s", s.waits(st))
		}
		return text
	})
}

func (s *Status) next() doc.Section {
	next := s.table(s.Say("Next", "接下来"), s.Say("When", "时间"), s.Next, func(st *actions.Standing) string {
		switch {
		case st.Due == "":
			return s.Say("no day is set", "未定期限")
		case st.Left == 0:
			return s.Say("due today", "今天到期")
		}
		return s.Say("%[2]s left", "还有 %[1]d 天", st.Left, say.Count(st.Left, "1 day", "%d days"))
	})
	if n := len(s.Later); n > 0 {
		next.Blocks = append(next.Blocks, doc.Paragraph{Text: s.Say("Later: %[2]s, from about %[3]s.", "以后再做：%[1]d 项，约从 %[3]s 开始。",
			n, say.Count(n, "1 action", "%d actions"), s.Actions[s.Later[0]].Begins)})
	}
	return next
}

func (s *Status) blocked() doc.Section {
	out := s.table(s.Say("Blocked", "受阻"), s.Say("Waits for", "在等"), s.Blocked, s.waits)
	for _, i := range s.Blocked {
		if slices.ContainsFunc(s.Actions[i].Waits, s.isDropped) {
			out.Blocks = append(out.Blocks, doc.Paragraph{Text: s.Say("What was dropped will not be done: take it out of waits where the action can do without it, or drop the action, too.", "决定不做的不会完成：没有它也能做的，请从 waits 里去掉它；不能做的，请一并写 state: dropped。")})
			break
		}
	}
	return out
}

func (s *Status) isDropped(id string) bool {
	return slices.ContainsFunc(s.Dropped, func(i int) bool { return s.Actions[i].ID == id })
}

func (s *Status) done() doc.Section {
	return s.table(s.Say("Done", "已完成"), s.Say("Done on", "完成日期"), s.Done, func(st *actions.Standing) string {
		if st.Late == 0 {
			return st.Action.Done
		}
		return s.Say("%[1]s, %[2]s late", "%[1]s，逾期 %[3]d 天", st.Action.Done, say.Count(st.Late, "1 day", "%d days"), st.Late)
	})
}

func (s *Status) dropped() doc.Section {
	return s.table(s.Say("Dropped", "不再做"), s.Say("Note", "备注"), s.Dropped,
		func(st *actions.Standing) string { return names.OrNone(safe.Line(st.Note)) })
}

// owners is the count by role.
func (s *Status) owners() doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: s.Say("Role", "角色"), Flexible: true},
		{Title: s.Say("Done on time", "按期完成"), Right: true}, {Title: s.Say("Done late", "逾期完成"), Right: true},
		{Title: s.Say("Late", "逾期"), Right: true}, {Title: s.Say("Next", "接下来"), Right: true},
		{Title: s.Say("Later", "以后"), Right: true},
		{Title: s.Say("Blocked", "受阻"), Right: true}}}
	for _, l := range s.Owners {
		name := s.Say("nobody yet", "尚未指定")
		if l.Owner != "" {
			name = s.Owner(l.Owner)
		}
		row := []string{name}
		for _, n := range []int{l.OnTime, l.DoneLate, l.Late, l.Next, l.Later, l.Blocked} {
			row = append(row, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	return doc.Section{Heading: s.Say("By role", "按角色"), Blocks: []doc.Block{t}}
}

// title names an action: a step by its practice and level, another by its id.
func title(n *names.Namer, a *actions.Action) string {
	if a.Practice < 0 {
		return a.ID
	}
	return n.Step(a.Practice, a.To)
}

func (s *Status) responsible(a *actions.Action) string {
	role := ""
	if a.Owner != "" {
		role = s.Owner(a.Owner)
	}
	return s.Responsible(safe.Line(a.Who), role)
}

// waits names what an action waits for.
func (s *Status) waits(st *actions.Standing) string {
	out := make([]string, len(st.Waits))
	for k, id := range st.Waits {
		out[k] = id
		for i := range s.File.Actions {
			if a := &s.File.Actions[i]; a.ID == id {
				out[k] = title(&s.Namer, a)
			}
		}
		if s.isDropped(id) {
			out[k] = s.Say("%s, which was dropped", "%s（已决定不做）", out[k])
		}
	}
	return s.List(out)
}

// Lifts is the section on what the done actions brought, for a comparison of two assessments; it is empty without one.
func Lifts(n *names.Namer, lifts []actions.Lift) doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: n.Say("Done action", "已完成的行动"), Flexible: true},
		{Title: n.Say("Done on", "完成日期")}, {Title: n.Say("Level then", "当时级别"), Right: true},
		{Title: n.Say("Level now", "现在级别"), Right: true}, {Title: n.Say("What came of it", "结果"), Flexible: true}}}
	counts := map[actions.Outcome]int{}
	for i := range lifts {
		l := &lifts[i]
		counts[l.Outcome]++
		t.Rows = append(t.Rows, []string{title(n, l.Action), l.Action.Done, level(l.Old), level(l.New), outcome(n, l)})
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	told := counts[actions.Lifted] + counts[actions.Not]
	text := n.Say("None of the done actions can be judged by these two assessments yet.", "凭这两次评估，还无法判断已完成的行动有没有见效。")
	if told > 0 {
		text = n.Say("Of %[3]s that can be judged, %[2]d lifted the practice to the level. Assessments show that a practice rose, not why.",
			"已完成的行动里，可以判断的有 %[1]d 项，其中 %[2]d 项的事项已升到应到的级别。评估只看得出有没有升级，看不出原因。",
			told, counts[actions.Lifted], say.Count(told, "1 done action", "%d done actions"))
	}
	return doc.Section{Heading: n.Say("What the done actions brought", "已完成行动的成效"),
		Blocks: []doc.Block{doc.Paragraph{Text: text}, t}}
}

func level(v assess.Maybe[int]) string {
	if !v.OK {
		return number.None
	}
	return strconv.Itoa(v.Value)
}

func outcome(n *names.Namer, l *actions.Lift) string {
	switch l.Outcome {
	case actions.Lifted:
		return n.Say("risen to level %d", "已升到 %d 级", max(l.To, l.New.Value))
	case actions.Not:
		return n.Say("not at level %d yet", "还没到 %d 级", l.To)
	case actions.Already:
		return n.Say("was at level %d before", "之前就在 %d 级", l.Old.Value)
	case actions.Earlier:
		return n.Say("done before the earlier assessment", "在上次评估之前完成")
	case actions.TooLate:
		return n.Say("done after this assessment", "在本次评估之后完成")
	}
	return n.Say("no level to compare", "没有可比的级别")
}
