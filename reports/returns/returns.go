// Package returns is the document of what came back of a questionnaire: who has answered, who has in part, who not yet,
// what should be looked at, and what to write to those who are missing.
package returns

import (
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/roster"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Returns is what documents are made of: where everybody stands, and the files that could not be read.
type Returns struct {
	names.Namer
	*roster.Status
	Unread []problem.Problem // the first of each file
}

// count counts the people in a state.
func (r *Returns) count(states ...roster.State) (n int) {
	for i := range r.People {
		for _, s := range states {
			if r.People[i].State == s {
				n++
			}
		}
	}
	return n
}

func (r *Returns) late() (n int) {
	for i := range r.People {
		if r.People[i].Late > 0 {
			n++
		}
	}
	return n
}

// IsWhole reports whether everybody has answered all, and nothing else came back.
func (r *Returns) IsWhole() bool {
	return r.count(roster.Complete) == len(r.People) && len(r.Strangers)+len(r.Unread) == 0
}

// Doc is the document to read.
func (r *Returns) Doc() *doc.Report {
	rep := doc.New(r.Language, r.Say("Questionnaires returned by %s", "问卷回收情况（%s）", r.Now))
	rep.Date = r.Now
	rep.Add(r.summary(), r.waiting(), r.partial(), r.toLookAt(), r.strangers(), r.unread(), r.complete())
	return rep
}

// InShort says how many have answered.
func (r *Returns) InShort() string {
	all, late := len(r.People), ""
	if n := r.late(); n > 0 {
		late = r.Say("; %[2]s late", "；其中逾期 %[1]d 人", n, say.Count(n, "1 is", "%d are"))
	}
	return r.Say("Of %[6]s on the list, %[2]d answered everything, %[3]d in part, %[4]d not yet%[5]s.",
		"名单上 %[1]d 人：答完 %[2]d 人，答了一部分 %[3]d 人，还没交 %[4]d 人%[5]s。", all, r.count(roster.Complete),
		r.count(roster.Partial), r.count(roster.Waiting), late, say.Count(all, "the one person", "the %d people"))
}

func (r *Returns) summary() doc.Section {
	out := doc.Section{Heading: r.Say("Summary", "概要"), Blocks: []doc.Block{doc.Paragraph{Text: r.InShort(), Strong: true}}}
	if n := r.count(roster.Unusable); n > 0 {
		out.Blocks = append(out.Blocks, doc.Paragraph{Text: r.Say("What came back from %[2]s cannot stand for what was sent: see below.", "有 %[1]d 人交来的与发出的对不上，见下文。", n, say.Count(n, "1 person", "%d people"))})
	}
	if n := len(r.Strangers); n > 0 {
		out.Blocks = append(out.Blocks, doc.Paragraph{Text: r.Say("Returned by nobody on the list: %[2]s.", "另有 %[1]d 份的答题人不在名单上。", n, say.Count(n, "1 file", "%d files"))})
	}
	if n := len(r.Unread); n > 0 {
		out.Blocks = append(out.Blocks, doc.Paragraph{Text: r.Say("Cannot be read: %[2]s.", "另有 %[1]d 份读不了。", n, say.Count(n, "1 file", "%d files"))})
	}
	return out
}

// cell is one more column of a table of people.
type cell struct {
	doc.Column
	of func(*roster.Standing) string
}

// table lists the people for whom is holds, with some more columns behind who they are.
func (r *Returns) table(heading string, is func(*roster.Standing) bool, cells ...cell) doc.Section {
	cells = append(r.whom(), cells...)
	t := doc.Table{}
	for _, c := range cells {
		t.Columns = append(t.Columns, c.Column)
	}
	for i := range r.People {
		if p := &r.People[i]; is(p) {
			row := make([]string, len(cells))
			for k, c := range cells {
				row[k] = c.of(p)
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	return doc.Section{Heading: heading, Blocks: []doc.Block{t}}
}

func in(state roster.State) func(*roster.Standing) bool {
	return func(p *roster.Standing) bool { return p.State == state }
}

// whom are the columns that say who a person is, and what they were asked about where that is not the same for all.
func (r *Returns) whom() []cell {
	namesakes := r.namesakes()
	out := []cell{{doc.Column{Title: r.Say("Person", "姓名"), Flexible: true},
		func(p *roster.Standing) string { return r.called(p, namesakes) }}}
	if !r.isOne() {
		out = append(out, cell{doc.Column{Title: r.Say("About", "评估对象"), Flexible: true},
			func(p *roster.Standing) string { return names.OrNone(about(p.Person)) }})
	}
	return out
}

// Who names a person on one line, with what they were asked about where that is not the same for all.
func (r *Returns) Who(p *roster.Standing) string {
	name, of := r.called(p, r.namesakes()), about(p.Person)
	if r.isOne() || of == "" {
		return name
	}
	return r.Say("%s (%s)", "%s（%s）", name, of)
}

// namesakes are the names that several people of the list have, as they look.
func (r *Returns) namesakes() map[string]bool {
	first, out := map[string]string{}, map[string]bool{}
	for i := range r.People {
		p := r.People[i].Person
		name := p.SeenName()
		if id, ok := first[name]; ok && id != p.Rater.ID {
			out[name] = true
		}
		first[name] = p.Rater.ID
	}
	return out
}

// called is the name of a person, with the id where another one has the same name.
func (r *Returns) called(p *roster.Standing, namesakes map[string]bool) string {
	name := safe.Line(p.Rater.Name)
	if namesakes[p.SeenName()] {
		return r.Say("%s (%s)", "%s（%s）", name, p.Rater.ID)
	}
	return name
}

// isOne reports whether everybody was asked about the same.
func (r *Returns) isOne() bool {
	for i := range r.People {
		if about(r.People[i].Person) != about(r.People[0].Person) {
			return false
		}
	}
	return true
}

// about is what a person was asked about; "" where the list leaves it open.
func about(p *roster.Person) string {
	return safe.Line(assess.WhoOf(p.Subject.Team(), p.Subject.Member))
}

func (r *Returns) contact() cell {
	return cell{doc.Column{Title: r.Say("Contact", "联系方式"), Flexible: true, Aside: true},
		func(p *roster.Standing) string { return names.OrNone(safe.Line(p.Contact)) }}
}

func (r *Returns) due() cell {
	return cell{doc.Column{Title: r.Say("Due", "截止")}, func(p *roster.Standing) string {
		switch {
		case p.Late > 0:
			return r.Say("%[1]s, %[3]s late", "%[1]s，逾期 %[2]d 天", p.Due, p.Late, say.Count(p.Late, "1 day", "%d days"))
		case p.Due != "" && p.Left == 0:
			return r.Say("today", "今天")
		}
		return names.OrNone(p.Due)
	}}
}

func (r *Returns) waiting() doc.Section {
	return r.table(r.Say("Not yet", "还没交"), in(roster.Waiting), r.contact(), r.due())
}

func (r *Returns) answered() cell {
	return cell{doc.Column{Title: r.Say("Answered", "已答"), Right: true}, func(p *roster.Standing) string {
		return strconv.Itoa(p.Answered) + "/" + strconv.Itoa(p.Asked)
	}}
}

// mostNamed is how many criteria without an answer are named; of more, the rest are counted.
const mostNamed = 3

func (r *Returns) partial() doc.Section {
	missing := cell{doc.Column{Title: r.Say("Missing", "缺哪些"), Flexible: true}, func(p *roster.Standing) string {
		var list []string
		for _, i := range p.Missing[:min(len(p.Missing), mostNamed)] {
			list = append(list, r.CriterionAt(i))
		}
		text := r.List(list)
		if n := len(p.Missing) - mostNamed; n > 0 {
			text = r.Say("%s and %d more", "%s 等，另有 %d 条", text, n)
		}
		return text
	}}
	return r.table(r.Say("In part", "答了一部分"), in(roster.Partial), r.answered(), missing, r.contact(), r.due())
}

func (r *Returns) complete() doc.Section {
	return r.table(r.Say("Everything answered", "已答完"), in(roster.Complete), r.answered(), r.dated(), r.file())
}

func (r *Returns) dated() cell {
	return cell{doc.Column{Title: r.Say("Dated", "答卷日期")}, func(p *roster.Standing) string {
		return r.Status.Returns[p.Returns[0]].Assessment.Date
	}}
}

func (r *Returns) file() cell {
	return cell{doc.Column{Title: r.Say("File", "文件"), Flexible: true, Aside: true}, func(p *roster.Standing) string {
		return safe.Line(r.Status.Returns[p.Returns[0]].File)
	}}
}

func (r *Returns) toLookAt() doc.Section {
	why := cell{doc.Column{Title: r.Say("What to look at", "要看什么"), Flexible: true}, r.WhatToLookAt}
	is := func(p *roster.Standing) bool { return len(p.Marks) > 0 }
	return r.table(r.Say("To look at", "需要看一看"), is, why, r.file())
}

// WhatToLookAt says what is otherwise than it should be about what a person sent; "" for nothing.
func (r *Returns) WhatToLookAt(p *roster.Standing) string {
	var out []string
	for _, m := range p.Marks {
		out = append(out, r.mark(p, m))
	}
	return strings.Join(out, r.Say("; ", "；"))
}

// mark words one thing to look at.
func (r *Returns) mark(p *roster.Standing, m roster.Mark) string {
	first := &r.Status.Returns[p.Returns[0]]
	a := first.Assessment
	switch m {
	case roster.OtherVersion:
		return r.Say("answered by version %s of the questions, not %s; `fathom assess FILE --migrate` takes the answers over", "答的是 %s 版的题，现在是 %s 版；可用 `fathom assess 答卷 --migrate` 转换",
			safe.Line(first.Version), r.Rubric.Version)
	case roster.OtherTexts:
		return r.Say("%[2]s given to another wording than the questions have now", "有 %[1]d 条答案对应的题面与现在不同", first.Texts, say.Count(first.Texts, "1 answer was", "%d answers were"))
	case roster.OtherSubject:
		return r.Say("about %s, but was asked about %s", "答的是%s，发出的是%s", safe.Line(assess.WhoOf(a.Subject.Team(), a.Subject.Member)), about(p.Person))
	case roster.OtherDepth:
		return r.Say("answered %s, but was sent %s", "答的是“%s”，发出的是“%s”", r.DepthQuoted(a.Depth), r.DepthQuoted(p.Depth))
	case roster.OtherStage:
		return r.Say("stage %s, but the list has %s", "阶段写的是%s，名单上是%s", r.Stage(a.Subject.Stage), r.Stage(p.Subject.Stage))
	case roster.OtherSector:
		return r.Say("sector %s, but the list has %s", "行业写的是%s，名单上是%s", r.Sector(a.Subject.Sector), r.Sector(p.Subject.Sector))
	case roster.Again:
		return r.Say("%[2]s, all with the same answers", "交了 %[1]d 份，答案都相同", len(p.Returns), say.Count(len(p.Returns), "1 file", "%d files"))
	case roster.Differs:
		return r.differs(p)
	}
	return string(m)
}

// differs tells which of several files counts, and on how much they differ.
func (r *Returns) differs(p *roster.Standing) string {
	newest, other := &r.Status.Returns[p.Returns[0]], &r.Status.Returns[p.Returns[1]]
	if newest.Assessment.Date == other.Assessment.Date {
		return r.Say("%[2]s of one day, which differ on %[4]s; the one with more answers is counted here; keep one", "同一天交了 %[1]d 份，有 %[3]d 条不同；这里按答得多的一份算，请只留一份",
			len(p.Returns), say.Count(len(p.Returns), "1 file", "%d files"), p.Differ, say.Count(p.Differ, "1 criterion", "%d criteria"))
	}
	return r.Say("%[2]s, which differ on %[4]s; the newest, of %[5]s, is counted here; keep one", "交了 %[1]d 份，有 %[3]d 条不同；这里按最新的 %[5]s 那份算，请只留一份",
		len(p.Returns), say.Count(len(p.Returns), "1 file", "%d files"), p.Differ, say.Count(p.Differ, "1 criterion", "%d criteria"), newest.Assessment.Date)
}

func (r *Returns) strangers() doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: r.Say("File", "文件"), Flexible: true},
		{Title: r.Say("Answered by", "答题人"), Flexible: true}, {Title: r.Say("About", "评估对象"), Flexible: true},
		{Title: r.Say("On the list", "名单上"), Flexible: true}}}
	for _, s := range r.Strangers {
		a := r.Status.Returns[s.Return].Assessment
		near := number.None
		if s.Near != nil {
			near = r.near(s.Near)
		}
		t.Rows = append(t.Rows, []string{safe.Line(r.Status.Returns[s.Return].File), r.sender(a),
			safe.Line(assess.WhoOf(a.Subject.Team(), a.Subject.Member)), near})
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	return doc.Section{Heading: r.Say("From nobody on the list", "不在名单上的"), Blocks: []doc.Block{t}}
}

func (r *Returns) near(p *roster.Person) string {
	return r.Say("%s (%s) in row %d", "第 %[3]d 行的 %[1]s（%[2]s）", safe.Line(p.Rater.Name), p.Rater.ID, p.Row)
}

// WhyStranger says whose return it is, and that nobody of a list is that.
func (r *Returns) WhyStranger(s roster.Stranger, list string) string {
	a := r.Status.Returns[s.Return].Assessment
	why := r.Say("answered by %[2]s about %[3]s, whom %[1]s does not have", "答题人：%[2]s；评估对象：%[3]s；%[1]s 里没有", list, r.sender(a),
		safe.Line(assess.WhoOf(a.Subject.Team(), a.Subject.Member)))
	if s.Near != nil {
		why += r.Say("; it has %s", "，只有%s", r.near(s.Near))
	}
	return why
}

// sender is who gave the answers.
func (r *Returns) sender(a *assess.Assessment) string {
	switch {
	case a.Panel:
		return r.Say("several people together", "多人合并的答卷")
	case len(a.Raters) == 0:
		return r.Say("nobody is named", "没有写答题人")
	case a.Raters[0].Name == "":
		return a.Raters[0].ID
	}
	return r.Say("%s (%s)", "%s（%s）", safe.Line(a.Raters[0].Name), a.Raters[0].ID)
}

func (r *Returns) unread() doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: r.Say("Where", "位置"), Flexible: true},
		{Title: r.Say("Why", "原因"), Flexible: true}}}
	for i := range r.Unread {
		p := &r.Unread[i]
		t.Rows = append(t.Rows, []string{safe.Line(p.Where()), safe.Line(p.Message.In(r.Language))})
	}
	if len(t.Rows) == 0 {
		return doc.Section{}
	}
	return doc.Section{Heading: r.Say("Cannot be read", "读不了的"), Blocks: []doc.Block{t}}
}
