package lint

import (
	"fmt"
	"math"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges how much work the actions take.

// people is how many persons an action may take full-time for all its days. More than three are half of the smallest
// team that a rubric is for: either the days are too few, or it is several actions.
const people = 3

// workdays is the share of calendar days that people work on.
const workdays = 5.0 / 7

// fitting is what a word for effort stands for: more than the first number, up to the second. The words are printed
// with their legend, so that a number outside contradicts it.
func fitting(e rubric.Effort) (more, upTo float64) {
	switch e {
	case "S":
		return 0, 5
	case "M":
		return 5, 30
	}
	return 30, math.Inf(1)
}

// usualWork checks the person-days that count for actions which say none.
func (l *linter) usualWork() {
	for _, word := range rubric.Efforts() {
		if days, ok := l.r.PersonDays[rubric.Effort(word)]; ok {
			l.fits("person_days/"+word, rubric.Effort(word), days)
		}
	}
}

// fits finds person-days that the word for their effort does not stand for.
func (l *linter) fits(path string, effort rubric.Effort, days float64) {
	if more, upTo := fitting(effort); days > more && days <= upTo {
		return
	}
	l.err(path, "effort", say.Both(
		"person_days %[1]v does not fit effort %[2]s: S is up to 5, M more than 5 and up to 30, L more than 30; change the number or the letter",
		"person_days %[1]v 与投入 %[2]s 不符：S 不超过 5 人天，M 超过 5、不超过 30 人天，L 超过 30 人天；请改数字或字母", days, effort))
}

// work checks the person-days of a practice's actions.
func (l *linter) work(p *rubric.Practice, path string) {
	for i := range p.Actions {
		a := &p.Actions[i]
		at := fmt.Sprintf("%s/actions/%d", path, a.To)
		switch {
		case a.PersonDays > 0:
			l.fits(at+"/person_days", a.Effort, a.PersonDays)
			l.crowded(at+"/person_days", a)
		case l.estimated:
			l.warn(at, "person-days", say.Both(
				"other actions say their person-days, this one does not: it counts as %v, like any %s; write person_days",
				"别的行动写了人天，这一条没写：按 %[2]s 的默认值算作 %[1]v 人天；请写上 person_days", l.r.Work(a), a.Effort))
		}
	}
}

// crowded warns of more work than a few people can do in the days there are.
func (l *linter) crowded(path string, a *rubric.Action) {
	if most := people * workdays * float64(a.Days); a.PersonDays > most+nothing {
		l.warn(path, "person-days", say.Both(
			"%[1]v person-days within %[4]s take more than %[3]d people full-time: give it more days, or make several actions of it",
			"%[2]d 天内完成 %[1]v 人天，得有 %[3]d 个以上的人全天投入：请延长天数，或拆成几条行动",
			a.PersonDays, a.Days, people, say.Count(a.Days, "1 day", "%d days")))
	}
}

// isEstimated reports whether any action of a rubric says its person-days.
func isEstimated(r *rubric.Rubric) bool {
	return slices.ContainsFunc(r.Practices, func(p rubric.Practice) bool {
		return slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return a.PersonDays > 0 })
	})
}
