package foreign

import (
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// item is one question of a list.
type item struct {
	l   *list
	row int

	area, practice, name, question, intent, practiceIntent rubric.Text

	id, areaID, practiceID string

	evidence map[string][]string
	profiles []string // their names
	levels   map[int]rubric.Text
	weight   map[role]number
	target   number
}

// number is a number of a cell.
type number struct {
	value   float64
	given   bool
	percent bool
	column  int
}

// text is the text of one of the roles.
func (it *item) text(r role) *rubric.Text {
	switch r {
	case roleArea:
		return &it.area
	case rolePractice:
		return &it.practice
	case roleName:
		return &it.name
	case roleQuestion:
		return &it.question
	case rolePracticeIntent:
		return &it.practiceIntent
	}
	return &it.intent
}

// read reads the rows below the head, and counts every cell.
func (l *list) read() {
	l.groupWeight = map[role]number{}
	l.above()
	above := &item{} // whose groups a blank cell repeats
	end := l.below()
	for r := l.head + 1; r < l.s.Rows(); r++ {
		cells := filled(l.s, r)
		switch {
		case len(cells) == 0:
		case l.repeatsHead(r):
			for _, c := range cells { // which says nothing more
				l.ledger.took(say.Both("heads of columns", "列名"), where(l.s, r, c))
			}
		case r >= end || l.isRemark(r, cells):
			l.loseRow(cells, r, remarks())
		case l.isTotal(r):
			l.loseRow(cells, r, say.Both("rows of totals", "合计行"))
		case l.isSection(r, cells):
			l.section(above, r, cells)
		default:
			l.row(above, r, cells)
		}
	}
	l.forget()
	l.dropSerial()
}

func (l *list) loseRow(cells []int, row int, kind say.Message) {
	for _, c := range cells {
		l.ledger.lost(kind, where(l.s, row, c))
	}
}

// above counts the head and what stands above it. A row with one cell there is the title.
func (l *list) above() {
	for r := 0; r <= l.head; r++ {
		for _, c := range filled(l.s, r) {
			switch at := where(l.s, r, c); {
			case r < l.head && l.opt.Title == "" && l.title == "" && len(filled(l.s, r)) == 1:
				l.title = l.s.Text(r, c, &l.problems)
				l.ledger.took(say.Both("title", "标题"), at)
			case l.headOf(r, c) && l.columns[c].role != "" && l.columns[c].role != roleNone:
				l.ledger.took(say.Both("heads of columns", "列名"), at)
			case l.headOf(r, c):
				l.ledger.lost(l.columnKind(c), at)
			default:
				l.ledger.lost(say.Both("text above the head of the columns", "列名上方的文字"), at)
			}
		}
	}
}

// headOf reports whether a cell is the head of its column.
func (l *list) headOf(row, c int) bool {
	r, first := l.s.First(l.head, c)
	return r == row && first == c
}

// columnKind names a column that is not read.
func (l *list) columnKind(c int) say.Message {
	name := letter(c)
	if c < len(l.columns) && strings.TrimSpace(l.columns[c].head) != "" {
		name = problem.Short(strings.Join(strings.Fields(l.columns[c].head), " "))
	}
	return say.Both("column %s", "“%s”列", name)
}

// repeatsHead reports whether a row names the columns once more, as behind the break of a page.
func (l *list) repeatsHead(row int) bool {
	same := 0
	for c, col := range l.columns {
		switch text := l.s.Look(row, c); {
		case text == "":
		case plain(text) != plain(col.head):
			return false
		default:
			same++
		}
	}
	return same > 1 || same == 1 && len(l.columns) == 1 && l.head >= 0
}

// isTotal reports whether a row adds up those above it.
func (l *list) isTotal(row int) bool {
	for c, col := range l.columns {
		switch plain(strings.Trim(l.s.Look(row, c), "：: ")) {
		case "合计", "总计", "小计", "总分", "total", "totals", "subtotal", "sum", "grandtotal":
			if isFilled(l.s, row, c) && (isText(col.role) || col.role == roleID) {
				return true
			}
		}
	}
	return false
}

// leaf reports whether a row is a question, and whether it is that of a row above, with which it is merged.
func (l *list) leaf(row int) (isQuestion, isMerged bool) {
	for c, col := range l.columns {
		r, first := l.s.First(row, c)
		if col.role != roleName && col.role != roleQuestion || first != c || r <= l.head || l.s.Look(r, c) == "" {
			continue
		}
		if r == row {
			return true, false
		}
		isMerged = true
	}
	return isMerged, isMerged
}

// isSection reports whether a row is the name of an area that stands above its questions: one cell, merged over the
// table or outside the column of the questions, in a table without a column for areas.
func (l *list) isSection(row int, cells []int) bool {
	if len(cells) != 1 || l.has(roleArea) || len(l.columns) == 1 {
		return false
	}
	c := cells[0]
	_, next := l.s.First(row, c+1)
	isMerged := c+1 < l.width() && next == c
	return isMerged || c >= len(l.columns) || l.columns[c].role != roleName && l.columns[c].role != roleQuestion
}

// row reads a row of a question, or one that only begins a group.
func (l *list) row(above *item, row int, cells []int) {
	it := &item{l: l, row: row, weight: map[role]number{}, levels: map[int]rubric.Text{},
		evidence: map[string][]string{}}
	cells = l.loseUnread(row, cells)
	if len(cells) == 0 {
		return
	}
	isQuestion, isMerged := l.leaf(row)
	if isMerged {
		l.goOn(row, cells)
		return
	}
	for c := range l.columns {
		l.cell(it, c)
	}
	inherit(it, above)
	isGroup := !isQuestion && !slices.ContainsFunc(cells, func(c int) bool {
		return !slices.Contains([]role{"", roleNone, roleArea, rolePractice, roleID, roleWeight, roleAreaWeight,
			rolePracticeWeight, roleAreaID, rolePracticeID, rolePracticeIntent}, l.roleAt(c))
	})
	switch {
	case isGroup:
		l.begin(it, cells)
	case !isQuestion:
		l.problems.Add(l.s.Problem(row, cells[0], "row", say.Both("this row has no question; write it, or empty the row", "这一行没有问题；请补上，或清空这一行")))
	default:
		l.settle(it)
		l.take(row, cells)
		l.checkGroups(it)
		l.items = append(l.items, it)
	}
	above.area, above.practice, above.areaID, above.practiceID = it.area, it.practice, it.areaID, it.practiceID
}

// loseUnread counts the cells of columns that are not read, and returns the others.
func (l *list) loseUnread(row int, cells []int) (read []int) {
	for _, c := range cells {
		if r := l.roleAt(c); r == "" || r == roleNone {
			l.ledger.lost(l.columnKind(c), where(l.s, row, c))
			continue
		}
		if isBox(l.s.Look(row, c)) {
			l.ledger.lost(say.Both("boxes to tick", "供勾选的方框"), where(l.s, row, c))
			continue
		}
		read = append(read, c)
	}
	return read
}

func (l *list) take(row int, cells []int) {
	for _, c := range cells {
		l.ledger.took(kindOf(l.roleAt(c)), where(l.s, row, c))
	}
}

// cell reads one cell of a question.
func (l *list) cell(it *item, c int) {
	col := l.columns[c]
	r, first := l.s.First(it.row, c)
	if col.role == "" || col.role == roleNone || first != c && isText(col.role) || r <= l.head {
		return
	}
	text := l.s.Text(r, first, &l.problems)
	if text == "" || isBox(text) {
		return
	}
	if isText(col.role) && col.role != roleLevel {
		text = unboxed(text)
	}
	switch col.role {
	case roleArea, rolePractice, roleName, roleQuestion, roleIntent, rolePracticeIntent:
		t := it.text(col.role)
		if *t == nil {
			*t = rubric.Text{}
		}
		(*t)[col.lang] = text
	case roleID:
		it.id = text
	case roleAreaID:
		it.areaID = text
	case rolePracticeID:
		it.practiceID = text
	case roleEvidence:
		it.evidence[col.lang] = append(it.evidence[col.lang], linesOf(text)...)
	case roleProfiles:
		it.profiles = append(it.profiles, profileWords(text)...)
	case roleLevel:
		it.level(col.level, col.lang, text)
	case roleLevels:
		l.allLevels(it, c, text)
	default:
		if r == it.row { // merged over several rows, it is one of their group
			l.number(it, c, text)
		}
	}
}

func (it *item) level(level int, lang, text string) {
	if it.levels[level] == nil {
		it.levels[level] = rubric.Text{}
	}
	it.levels[level][lang] = text
}

// linesOf are the lines of a text that say anything, without the marks of a list.
func linesOf(text string) (out []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(strings.TrimLeft(line, "-*•·● \t")); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// number reads a weight or a target.
func (l *list) number(it *item, c int, text string) {
	figures, isPercent := strings.CutSuffix(plain(text), "%")
	if r := l.columns[c].role; r == roleTarget {
		if level, _, ok := levelOf(text); ok {
			figures = strconv.Itoa(level)
		}
	}
	v, err := strconv.ParseFloat(width.Narrow(figures), 64)
	switch {
	case err != nil || v != v || v < 0 || v > 1e6:
		l.problems.Add(l.s.Problem(it.row, c, "number", say.Both("want a number here, not %s; or leave the column out: --column none=%s", "这里要写数字，不能写“%s”；或不读这一列：--column none=%s", problem.Short(text), letter(c))))
		return
	case l.columns[c].role == roleTarget:
		it.target = number{v, true, isPercent, c}
		return
	}
	it.weight[l.columns[c].role] = number{v, true, isPercent, c}
}

// dropSerial takes the numbers 1, 2, 3 … of rows for what they are: with a row more they would be those of others, so
// that they can be no ids.
func (l *list) dropSerial() {
	for i, it := range l.items {
		if it.id != strconv.Itoa(i+1) {
			return
		}
	}
	for _, it := range l.items {
		it.id = ""
	}
	l.ledger.count(Taken, kindOf(roleID), -len(l.items), "")
	l.ledger.count(Taken, say.Both("numbers of rows, which are no ids", "行的序号（不作标识）"), len(l.items), "")
}
