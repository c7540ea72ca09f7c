// Package roadmap is the answer to a plan's question: what to do, who does it, by when, and what it brings; to read, as
// a workbook, as JSON and CSV.
package roadmap

import (
	"strconv"
	"strings"
	"time"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// Roadmap is the document of one answer.
type Roadmap struct {
	names.Scored
	answer *plan.Answer
	plan   *plan.Plan
	when   Calendar
	flags  bool // see Screen
}

// Calendar says on which dates the days of a plan fall.
type Calendar struct {
	Dates *plan.Dates
	// the start was asked for: steps are told by their dates, and else by days, as nobody has said when they begin
	Dated bool
}

// New prepares the document in a language. The digest names the rubric's exact content.
func New(a *plan.Answer, digest string, when Calendar, lang say.Language) *Roadmap {
	return &Roadmap{Scored: names.Of(a.Now, digest, lang), answer: a, plan: a.Plan, when: when}
}

// Doc is the plan to read.
func (r *Roadmap) Doc() *doc.Report {
	rep := doc.New(r.Language, r.Say("Plan: %s", "行动计划：%s", r.Heading()))
	rep.Date = r.Result.Assessment.Date
	rep.Add(r.summary(), r.gains(), r.needs(), r.calendar(), r.steps(), r.milestones(), r.left(), r.other(), r.method())
	return rep
}

// Screen is the plan for whoever asked for it on the command line: it names the flags that ask further.
func (r *Roadmap) Screen() *doc.Report {
	own := *r
	own.flags = true
	return own.Doc()
}

// onScreen are words that name a flag: the client whose paper it is has no command line.
func (r *Roadmap) onScreen(en, zh string) string {
	if !r.flags {
		return ""
	}
	return r.Say("%[1]s", "%[2]s", en, zh)
}

// Brief is what of an answer to a reach stands in another document: what it takes, how sure that is, the steps, and
// another way; or, where no steps lead there, what stands between.
func (r *Roadmap) Brief() []doc.Block {
	if !r.answer.Reached() {
		var blocks []doc.Block
		for i := range r.answer.Choice.Short {
			blocks = append(blocks, doc.Paragraph{Text: strings.TrimSpace(r.short(&r.answer.Choice.Short[i]))})
		}
		return append(blocks, r.answers()...)
	}
	blocks := []doc.Block{doc.Paragraph{Text: r.reachHeadline()}, doc.List{Items: r.climbs(r.plan.Steps, true)},
		doc.Paragraph{Text: r.proof(r.answer.Choice.Cost)}}
	return append(append(blocks, r.answers()...), r.other().Blocks...)
}

// Line is the same in a line: the practices by where their steps lead, each with its work.
func (r *Roadmap) Line() string { return r.List(r.climbs(r.plan.Steps, true)) }

// days words an amount of work.
func (r *Roadmap) days(x float64) string {
	if text := amount(x); text != "1" {
		return r.Say("%s person-days", "%s 人天", text)
	}
	return r.Say("1 person-day", "1 人天")
}

// more words an amount of work beyond another: "12 more person-days".
func (r *Roadmap) more(x float64) string {
	if text := amount(x); text != "1" {
		return r.Say("%s more person-days", "%s 人天", text)
	}
	return r.Say("1 more person-day", "1 人天")
}

// amount prints person-days as finely as anybody plans them.
func amount(x float64) string { return number.Points(x, 1) }

// overall prints an overall score and another that it is compared with, told apart.
func (r *Roadmap) overall(v, other number.Value) string {
	places := number.Apart(v.Value, r.OverallPlaces(), number.Beside(other)...)
	if !v.OK {
		return number.None
	}
	return number.Score(v, number.Places(v.Value, places, number.Among(&r.Result.Overall.Node)...))
}

// end is the assessment projected to the end of the plan.
func (r *Roadmap) end() (p assess.Projection, attainment assess.Maybe[float64]) {
	if n := len(r.plan.Phases); n > 0 {
		return r.plan.Phases[n-1].Projected, r.plan.Phases[n-1].Attainment
	}
	p = assess.Projection{Overall: r.Result.Overall.Score}
	for i := range r.Result.Practices {
		p.Practices = append(p.Practices, r.Result.Practices[i].Score)
	}
	return p, r.Result.Overall.Attainment
}

// endDay is the day on which the last step is done.
func (r *Roadmap) endDay() int {
	day := 0
	for i := range r.plan.Steps {
		day = max(day, r.plan.Steps[i].ToDay)
	}
	return day
}

// by names the day before which something is done: "day 180", or its date.
func (r *Roadmap) by(day int) string {
	if r.when.Dated {
		return r.dayWords(r.lastDay(day))
	}
	return r.Say("day %d", "第 %d 天", day)
}

// dayWords is a date within a sentence.
func (r *Roadmap) dayWords(d time.Time) string {
	return r.Say("%[1]s", "%[2]d年%[3]d月%[4]d日", date(d), d.Year(), int(d.Month()), d.Day())
}

// lastDay is the last day of work before the start of a day.
func (r *Roadmap) lastDay(day int) time.Time { return r.when.Dates.Date(max(day-1, 0)) }

// month names the month of a day of the plan.
func (r *Roadmap) month(day int) string {
	if r.when.Dates == nil {
		return r.by(day)
	}
	d := r.lastDay(day)
	return r.Say("%[3]s %[1]d", "%[1]d年%[2]d月", d.Year(), int(d.Month()), d.Month())
}

// span is when a step runs: days, or its first and its last date.
func (r *Roadmap) span(st *plan.Step) string {
	if r.when.Dated {
		days := r.when.Dates.Span(st.FromDay, st.ToDay)
		return r.Say("%s – %s", "%s 至 %s", date(days.From), date(days.To))
	}
	return r.Say("day %d–%d", "第 %d–%d 天", st.FromDay, st.ToDay)
}

func date(t time.Time) string { return t.Format(time.DateOnly) }

// step names a step by where it leads.
func (r *Roadmap) step(st *plan.Step) string { return r.Scored.Step(st.Practice, st.To) }

// label names a step beside its bar, where there is little room.
func (r *Roadmap) label(st *plan.Step) string {
	if s := r.Result.Practices[st.Practice].Scale; s != nil && names.OwnValues(s) {
		return r.step(st)
	}
	return r.Say("%s to %d", "%s到 %d 级", r.Practice(st.Practice), st.To)
}

// climbs names practices by where all their steps lead, in the order in which they begin, and the work of these.
func (r *Roadmap) climbs(steps []plan.Step, work bool) []string {
	last, days := map[int]*plan.Step{}, map[int]float64{}
	var order []int
	for k := range steps {
		st := &steps[k]
		if last[st.Practice] == nil {
			order = append(order, st.Practice)
		}
		last[st.Practice], days[st.Practice] = st, days[st.Practice]+st.PersonDays
	}
	out := make([]string, len(order))
	for n, i := range order {
		if out[n] = r.step(last[i]); work {
			out[n] = r.Say("%s (%s)", "%s（%s）", out[n], r.days(days[i]))
		}
	}
	return out
}

// before lists the numbers of the steps that must be done before one is.
func before(st *plan.Step) []int {
	out := st.Before()
	for i := range out {
		out[i]++
	}
	return out
}

// numbers lists steps by their numbers, "" for none.
func (r *Roadmap) numbers(ns []int) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return r.List(out)
}
