package foreign

import (
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// head reads what stands above the interview: each fact behind what it is called.
func (t *toolbox) head() (w who) {
	sheet := t.sheet(interviewSheet)
	var team string
	for row := range sheet.Rows() {
		if codeOfQuestion().MatchString(sheet.Look(row, 0)) {
			break
		}
		called := strings.TrimRight(strings.TrimSpace(sheet.Look(row, 1)), ": ")
		value, at := "", 2
		for ; at < sheet.Columns(row) && value == ""; at++ {
			value = sheet.Text(row, at, &t.problems)
		}
		if value == "" {
			continue
		}
		to := map[string]*string{"Organization": &w.subject, "Team/Application": &team, "Team Lead": &w.rater,
			"Interview Date": &w.date, "Contributors": nil}
		field, known := to[called]
		where := sheet.Problem(row, at-1, "", message{}).Where()
		switch {
		case !known:
			continue
		case field == nil:
			t.out.Ledger.Lose(say.Both("contributors", "参与者"), where)
			continue
		case field == &w.date:
			value = sheet.Date(row, at-1, &t.problems)
		}
		*field = value
		t.out.Ledger.Take(factsOf(), where)
	}
	if w.subject != "" && team != "" {
		w.subject += ", " + team
	} else {
		w.subject += team
	}
	return w
}

// isUntouched reports whether no program has computed a phase in which nobody has typed: there is nothing in it. Where
// some cells say something, the others are missed.
func (t *toolbox) isUntouched(p phase) bool {
	for row := range p.sheet.Rows() {
		if text := p.sheet.Look(row, p.answer); text != "" && text != "Answer" && text != p.label {
			return false
		}
	}
	return true
}

// leave counts what the workbook holds for others than us: what people typed for the benchmark.
func (t *toolbox) leave() {
	sheet := t.sheet(benchmarkSheet)
	if sheet == nil {
		return
	}
	var unread problem.List
	for row := range sheet.Rows() {
		label, value, about := sheet.Look(row, 1), sheet.Text(row, 2, &unread), sheet.Look(row, 3)
		isAsked := about != "" && about != "Description" && !strings.HasPrefix(about, "Automatic")
		if label != "" && value != "" && isAsked {
			t.out.Ledger.Lose(say.Both("facts for the benchmark", "供行业对标用的信息"), sheet.Problem(row, 2, "", message{}).Where())
		}
	}
}
