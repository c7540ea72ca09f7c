package foreign

import (
	"cmp"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file knows which group of a list a row belongs to: what is blank or merged, and rows that only begin a group.

// section takes a row as the name of the area of those below it.
func (l *list) section(above *item, row int, cells []int) {
	l.forget()
	above.area, above.practice = rubric.Text{l.langs[0]: l.s.Text(row, cells[0], &l.problems)}, nil
	above.areaID, above.practiceID = "", ""
	l.pending = append(l.pending, pendingCell{kindOf(roleArea), where(l.s, row, cells[0])})
}

// pendingCell is one of a group of which no question has been met.
type pendingCell struct {
	kind  say.Message
	place string
}

// forget counts the cells of a group that has no question.
func (l *list) forget() {
	for _, cell := range l.pending {
		l.ledger.lost(say.Both("groups without a question", "下面没有问题的分组"), cell.place)
	}
	l.pending, l.groupWeight = nil, map[role]number{}
}

// begin keeps a row that only begins a group: its weight is the group's.
func (l *list) begin(it *item, cells []int) {
	r := roleAreaWeight
	if it.own(rolePractice) {
		r = rolePracticeWeight
	} else if it.own(roleArea) {
		l.forget()
	}
	for _, c := range cells {
		switch l.roleAt(c) {
		case "", roleNone:
		case roleID:
			l.ledger.lost(l.columnKind(c), where(l.s, it.row, c))
		default:
			l.pending = append(l.pending, pendingCell{kindOf(l.roleAt(c)), where(l.s, it.row, c)})
		}
	}
	for from, n := range it.weight {
		if from == roleWeight {
			from = r
		}
		l.groupWeight[from] = n
	}
}

// own reports whether the row of a question has a cell of its own for something.
func (it *item) own(r role) bool {
	for c, col := range it.l.columns {
		if col.role == r && isFilled(it.l.s, it.row, c) {
			return true
		}
	}
	return false
}

// columnOf is the first column that stands for something, 0 without one.
func (it *item) columnOf(r role) int {
	return max(0, slices.IndexFunc(it.l.columns, func(c column) bool { return c.role == r }))
}

// settle takes what began the group of a question.
func (l *list) settle(it *item) {
	for _, cell := range l.pending {
		l.ledger.took(cell.kind, cell.place)
	}
	for r, n := range l.groupWeight {
		if !it.weight[r].given {
			it.weight[r] = n
		}
	}
	l.pending, l.groupWeight = nil, map[role]number{}
}

// goOn reads a row whose question is merged with that of the row above: it may have more evidence, and nothing else.
func (l *list) goOn(row int, cells []int) {
	l.take(row, cells)
	for _, c := range cells {
		switch r := l.roleAt(c); {
		case r == "" || r == roleNone:
		case r == roleEvidence && len(l.items) > 0:
			it := l.items[len(l.items)-1]
			lang := l.columns[c].lang
			it.evidence[lang] = append(it.evidence[lang], linesOf(l.s.Text(row, c, &l.problems))...)
		default:
			l.problems.Add(l.s.Problem(row, c, "merged", say.Both("the question of this row is merged with that of the row above; unmerge the cells and give each row its question", "这一行的问题和上一行合并了；请取消合并，每行各写自己的问题")))
		}
	}
}

func (l *list) roleAt(c int) role {
	if c >= len(l.columns) {
		return ""
	}
	return l.columns[c].role
}

// inherit takes what is blank from the row above: its area, and within one area its practice.
func inherit(it, above *item) {
	switch {
	case len(it.area) == 0:
		it.area = above.area
	case plain(it.area.In(keys(it.area)...)) != plain(above.area.In(keys(it.area)...)):
		return // another area: the practice above is none of it
	}
	it.areaID = cmp.Or(it.areaID, above.areaID)
	if it.areaID != above.areaID {
		return
	}
	switch {
	case len(it.practice) == 0:
		it.practice, it.practiceID = above.practice, cmp.Or(it.practiceID, above.practiceID)
	case it.practiceID == "" &&
		plain(it.practice.In(keys(it.practice)...)) == plain(above.practice.In(keys(it.practice)...)):
		it.practiceID = above.practiceID
	}
}

func keys(t rubric.Text) (out []string) {
	for lang := range t {
		out = append(out, lang)
	}
	slices.Sort(out)
	return out
}

// checkGroups refuses a question whose group nobody can tell.
func (l *list) checkGroups(it *item) {
	for _, g := range []struct {
		role role
		text rubric.Text
	}{{roleArea, it.area}, {rolePractice, it.practice}} {
		for c, col := range l.columns {
			if col.role == g.role && len(g.text) == 0 {
				l.problems.Add(l.s.Problem(it.row, c, "row", say.Both("blank means as above, and there is none above; write it, or leave the column out: --column none=%s", "空白表示同上一行，可上面没有可沿用的；请补上，或不读这一列：--column none=%s", letter(c))))
				break
			}
		}
	}
}
