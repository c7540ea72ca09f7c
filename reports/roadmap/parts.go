package roadmap

import (
	"slices"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// This file is what another document shows of a focus plan.

// HalfYear is the day by which a focus plan is told step by step; what follows is told in brief.
const HalfYear = halfYear

// AtHalfYear prints the overall score that the plan leads to by then; it is "" where nothing is done by then, or where
// it reads like today's.
func (r *Roadmap) AtHalfYear() string {
	half := r.inHalfYear()
	if !half.OK || r.Overall(half) == r.Overall(r.Result.Overall.Score) {
		return ""
	}
	return r.Overall(half)
}

// inHalfYear is the overall score that the plan leads to by then, undefined where nothing is done by then.
func (r *Roadmap) inHalfYear() number.Value {
	for k := range r.plan.Phases {
		if ph := &r.plan.Phases[k]; ph.Days == halfYear {
			return ph.Projected.Overall
		}
	}
	return number.Value{}
}

// Whole says in one sentence where the plan stands after half a year, and when the targets are met.
func (r *Roadmap) Whole() string {
	met := r.plan.TargetsMet
	if met.OK && met.Value <= halfYear {
		return r.Say("All targets%s are met by %s.", "到%[2]s，全部目标%[1]s达成。", r.atTargets(r.Result.Overall.Score), r.by(met.Value))
	}
	text := r.Say("By %s the overall score still reads %s", "到%s，总分看上去仍是 %s 分", r.by(halfYear), r.Overall(r.Result.Overall.Score))
	if half := r.AtHalfYear(); half != "" {
		text = r.Say("Overall by %s: %s", "到%s，总分 %s 分", r.by(halfYear), half)
	}
	if n := len(r.plan.Left); !met.OK {
		if n == 0 {
			return text + r.Say(".", "。")
		}
		return text + r.Say("; %[2]s: the reasons are below.", "；有 %[1]d 项到最后仍达不到目标，原因见下。", n,
			say.Count(n, "1 practice does not get to its target", "%d practices do not get to their targets"))
	}
	text += r.Say("; %s about %s", "；%s约在%s达成", r.which(), r.month(met.Value))
	if more := r.plan.PersonDaysAfter(halfYear); more > 0 {
		text += r.Say(", with %s", "，还要再投入 %s", r.more(more))
	}
	return text + r.Say(".", "。")
}

// which names the targets that the plan meets after half a year: not those of what has no score.
func (r *Roadmap) which() string {
	then := r.inHalfYear()
	if !then.OK {
		then = r.Result.Overall.Score
	}
	switch {
	case r.isThere(then) && r.unscored():
		return r.Say("every practice that has a score at its own target", "有得分的各事项的目标")
	case r.isThere(then):
		return r.Say("every practice at its own target", "各事项的目标")
	case r.unscored():
		return r.Say("the targets of the practices that have a score%s", "有得分事项的目标%s", r.atTargets(then))
	}
	return r.Say("the targets%s", "全部目标%s", r.atTargets(then))
}

// isThere reports whether a score reads as one that has reached the overall target: a whole is there before all of its
// practices are at theirs.
func (r *Roadmap) isThere(score number.Value) bool {
	at, places := r.Frame().Overall.Target, r.OverallPlaces()
	return at.OK && score.OK && !number.Less(number.Rounded(score.Value, places), number.Rounded(at.Value, places))
}

// atTargets is the overall score at the targets, in brackets behind their name; "" where a score told before is there.
func (r *Roadmap) atTargets(told number.Value) string {
	if !r.Frame().Overall.Target.OK || r.isThere(told) {
		return ""
	}
	return r.Say(" (%s)", "（%s 分）", r.OverallTarget())
}

// Picture is the first half-year as lanes, with who has too much to do in it; nil without a step in it.
func (r *Roadmap) Picture() []doc.Block {
	var kept []int
	for k := range r.plan.Steps {
		if r.plan.Steps[k].ToDay <= halfYear {
			kept = append(kept, k)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	lanes := r.lanes(r.Say("The first half-year", "前半年"), kept, halfYear)
	return append([]doc.Block{lanes}, r.overloaded(halfYear)...)
}

// Left names what stays short of its target at the end, and why, those with the same reason together.
func (r *Roadmap) Left() []string { return r.byReason(r.plan.Left, r.all) }

// Step names a step by where it leads, [Roadmap.Span] says when it runs, and [Roadmap.By] names a day.
func (r *Roadmap) Step(st *plan.Step) string { return r.step(st) }

// Span says when a step runs: its days, or its first and its last date.
func (r *Roadmap) Span(st *plan.Step) string { return r.span(st) }

// By names the day before which something is done.
func (r *Roadmap) By(day int) string { return r.by(day) }

// PersonDays words an amount of work.
func (r *Roadmap) PersonDays(x float64) string { return r.days(x) }

// OwnerOf names who does a step.
func (r *Roadmap) OwnerOf(st *plan.Step) string { return r.owner(st.Action.Owner) }

// Own is the work of some steps of the first half-year by who does it, in rubric order: of the client's own people, and
// of those of somebody else, such as a firm in the channel.
func (r *Roadmap) Own(counts func(*plan.Step) bool) (own, others []Work) {
	for k := range r.plan.Loads {
		w := Work{Owner: r.plan.Loads[k].Owner}
		for n := range r.plan.Steps {
			if st := &r.plan.Steps[n]; st.ToDay <= halfYear && counts(st) && st.Action.Owner == w.Owner {
				w.PersonDays += st.PersonDays
				w.Steps++
			}
		}
		switch {
		case w.Steps == 0:
		case r.isOwn(w.Owner):
			own = append(own, w)
		default:
			w.Part = r.homeOf(w.Owner)
			others = append(others, w)
		}
	}
	return own, others
}

// Work is what somebody does in the first half-year.
type Work struct {
	Owner      string // id
	PersonDays float64
	Steps      int
	Part       int // of others: the part that they belong to
}

// isOwn reports whether a role is one of the client's. All are, but those who have something to do only in a part that
// looks at somebody else: its practices are set beside those of the first part, as the same thing seen from there.
func (r *Roadmap) isOwn(owner string) bool {
	return owner == "" || !r.isBeside(r.homeOf(owner))
}

// isBeside reports whether the rubric's pairs set practices of a part beside those of the first.
func (r *Roadmap) isBeside(part int) bool {
	of := func(practice int) int { return r.PartOf(r.DimensionOf(practice)) }
	return part > 0 && slices.ContainsFunc(r.Result.Model.Pairs(), func(pair [2]int) bool {
		x, y := of(pair[0]), of(pair[1])
		return min(x, y) == 0 && max(x, y) == part
	})
}

// homeOf is the first part in which a role has something to do.
func (r *Roadmap) homeOf(owner string) int {
	home := len(r.Rubric.Parts)
	for i := range r.Rubric.Practices {
		for _, a := range r.Rubric.Practices[i].Actions {
			if a.Owner == owner {
				home = min(home, r.PartOf(r.DimensionOf(i)))
			}
		}
	}
	return home
}

// lanes draws steps, a lane for each who does them, up to a day.
func (r *Roadmap) lanes(title string, steps []int, until int) doc.Lanes {
	l := doc.Lanes{Title: title, StepHead: r.Say("Step", "步骤"), WhenHead: r.Say("When", "时间"), After: r.Say("after", "须先完成"),
		Description: r.Say("Bars run from the start of a step to its end; arrows lead from what has to be done first. The steps follow as a table.", "横条从一步的开始到结束；箭头从须先完成的步骤引出。各步骤见后面的表。")}
	for k := range r.plan.Phases {
		if ph := &r.plan.Phases[k]; ph.Days <= until {
			l.Marks = append(l.Marks, doc.LaneMark{Day: ph.Days, Text: r.mark(ph.Days)})
		}
	}
	for k := range r.plan.Loads {
		lane, work := doc.Lane{Name: r.owner(r.plan.Loads[k].Owner)}, 0.0
		for _, n := range steps {
			if st := &r.plan.Steps[n]; st.Action.Owner == r.plan.Loads[k].Owner {
				work += st.PersonDays
				lane.Bars = append(lane.Bars, doc.LaneBar{Number: n + 1, Name: r.label(st), When: r.span(st),
					From: st.FromDay, To: st.ToDay, Waits: before(st)})
			}
		}
		if lane.Note = r.days(work); len(lane.Bars) > 0 {
			l.Rows = append(l.Rows, lane)
		}
	}
	return l
}

// Plan is the plan that the document tells.
func (r *Roadmap) Plan() *plan.Plan { return r.plan }

// Focus is the document of the focus plan of a result, with the people and from the day that its assessment says.
func Focus(res *assess.Result, digest string, lang say.Language) *Roadmap {
	p := plan.Way(res.Model, res, plan.Capacity(res.Assessment.Capacity), 0)
	when := Calendar{}
	if start, wrong := plan.ParseDate(res.Assessment.Date); wrong == (say.Message{}) {
		when.Dates = plan.NewDates(start)
	}
	return New(&plan.Answer{Now: res, Plan: p}, digest, when, lang)
}
