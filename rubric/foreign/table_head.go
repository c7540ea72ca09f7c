package foreign

import (
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// list is one sheet of questions.
type list struct {
	*table
	s        *Sheet
	problems problem.List
	head     int // the row that names the columns, by index; -1 without one
	columns  []column
	title    string
	items    []*item

	pending     []pendingCell   // of groups of which no question has been met
	groupWeight map[role]number // of that group
}

// maxHeadRow is how many rows a table may begin with before the one that names the columns.
const maxHeadRow = 60

// findHead finds the row that names the columns: the one with most names that are known. Whether the sheet must have
// one decides if a lack is told.
func (l *list) findHead(must bool) bool {
	if l.s.Rows() == 0 {
		return false
	}
	switch chosen := l.opt.Table.Head; chosen {
	case "":
	case "none":
		l.head = -1
		l.columns = l.named(make([]column, l.width()))
		return l.checkColumns()
	default:
		return l.headAt(chosen)
	}
	best := 0
	for r := range min(l.s.Rows(), maxHeadRow) {
		columns := l.columnsOf(r)
		if n := known(columns); n > best && isHead(columns) {
			best, l.head, l.columns = n, r, columns
		}
	}
	if best > 0 && (best > 1 || len(l.columns) == 1 || l.width() == 1 || len(l.opt.Table.Columns) > 0) {
		l.columns = l.named(l.columns)
		return l.checkColumns()
	}
	if l.width() == 1 && must {
		return l.alone()
	}
	if must {
		l.problems.Add(problem.Problem{File: l.file, Kind: "columns", Message: noHead()})
	}
	return false
}

// headAt takes the row with a number for the one that names the columns.
func (l *list) headAt(number string) bool {
	n, err := strconv.Atoi(number)
	for r := range l.s.Rows() {
		if err == nil && l.s.Number(r) == n {
			l.head = r
			l.columns = l.named(l.columnsOf(r))
			return l.checkColumns()
		}
	}
	l.problems.Add(problem.Problem{File: l.file, Kind: "columns", Message: say.Both("--head %s: nothing stands in that row; give the number of a row, or none", "--head %s：这一行没有内容；请写行号，没有列名就写 none", problem.Short(number))})
	return false
}

// width is how many columns the widest row has.
func (l *list) width() int {
	n := 0
	for r := range l.s.Rows() {
		n = max(n, l.s.Columns(r))
	}
	return n
}

// columnsOf reads a row as the names of columns. A name that is merged over several columns is that of the first.
func (l *list) columnsOf(row int) []column {
	columns := make([]column, l.width())
	for c := range columns {
		if r, first := l.s.First(row, c); first == c {
			columns[c] = columnOf(l.s.Look(r, c), l.roles)
		}
	}
	noNumbers(columns)
	l.nameLevels(columns)
	l.nameColumns(columns)
	levels := 0
	for _, c := range columns {
		if c.role == roleLevel {
			levels++
		}
	}
	for c := range columns {
		if levels == 1 && columns[c].role == roleLevel { // one alone tells nothing apart
			columns[c].role = ""
		}
	}
	return columns
}

// nameLevels finds the columns that the options name as levels.
func (l *list) nameLevels(columns []column) {
	if len(l.opt.Table.Levels) < 2 {
		return
	}
	for i, name := range l.opt.Table.Levels {
		for c := range columns {
			if plain(columns[c].head) == plain(name) && name != "" {
				columns[c] = column{head: columns[c].head, role: roleLevel, level: i + 1, name: strings.TrimSpace(name)}
			}
		}
	}
}

// nameColumns finds the columns that the options name by their heads: a row that has them is one of heads.
func (l *list) nameColumns(columns []column) {
	for _, choice := range l.opt.Table.Columns {
		for c := range columns {
			if columns[c].head != "" && plain(columns[c].head) == plain(choice.Head) {
				word, lang, _ := strings.Cut(choice.Role, ".")
				columns[c].role, columns[c].lang = role(word), lang
			}
		}
	}
}

// known counts the columns whose names are known.
func known(columns []column) (n int) {
	for _, c := range columns {
		if c.role != "" {
			n++
		}
	}
	return n
}

// isHead reports whether a row names a column that can hold questions.
func isHead(columns []column) bool {
	return slices.ContainsFunc(columns, func(c column) bool {
		return slices.Contains([]role{roleArea, rolePractice, roleName, roleQuestion}, c.role)
	})
}

// named gives columns the roles that the options give them.
func (l *list) named(columns []column) []column {
	for _, choice := range l.opt.Table.Columns {
		var heads []string
		found := -1
		for c := range columns {
			heads = append(heads, columns[c].head)
			isThat := plain(columns[c].head) == plain(choice.Head) && columns[c].head != ""
			if isThat || found < 0 && strings.EqualFold(letter(c), strings.TrimSpace(choice.Head)) {
				found = c
			}
		}
		if found < 0 {
			l.problems.Add(problem.Problem{File: l.file, Kind: "columns", Message: problem.Hint(say.Both(
				"no column %s; there are: %s", "没有“%s”这一列；现有：%s", problem.Short(choice.Head), say.Row(notEmpty(heads))), choice.Head, heads)})
			continue
		}
		word, lang, _ := strings.Cut(choice.Role, ".")
		columns[found].role, columns[found].lang = role(word), lang
	}
	return columns
}

func notEmpty(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// checkColumns gives the deepest column of names the questions, and refuses what could be read in two ways.
func (l *list) checkColumns() bool {
	if len(l.problems) > 0 {
		return false
	}
	if !isHead(l.columns) {
		l.problems.Add(problem.Problem{File: l.file, Kind: "columns", Message: noHead()})
		return false
	}
	for _, deepest := range []role{rolePractice, roleArea} {
		if !l.has(roleName) && !l.has(roleQuestion) {
			for c := range l.columns {
				if l.columns[c].role == deepest {
					l.columns[c].role = roleName
				}
			}
		}
	}
	for _, of := range [][2]role{{roleArea, roleAreaID}, {rolePractice, rolePracticeID}, {rolePractice,
		rolePracticeIntent}} {
		for c := range l.columns {
			if l.columns[c].role == of[1] && !l.has(of[0]) { // of groups that the list does not have
				l.columns[c].role = ""
			}
		}
	}
	l.settleLanguages()
	l.placeWeights()
	l.refuseTwice()
	return len(l.problems) == 0
}

// has reports whether a column stands for something.
func (l *list) has(r role) bool {
	return slices.ContainsFunc(l.columns, func(c column) bool { return c.role == r })
}

// refuseTwice refuses two columns for the same.
func (l *list) refuseTwice() {
	seen := map[column]int{}
	for c, col := range l.columns {
		key := column{role: col.role, lang: col.lang, level: col.level}
		first, twice := seen[key]
		if col.role == "" || col.role == roleNone || !twice {
			seen[key] = c
			continue
		}
		l.problems.Add(l.s.Problem(max(l.head, 0), c, "columns", say.Both(
			"the columns %[1]s and %[2]s could both be the %[3]s; say which one is: --column %[3]s=%[1]s, and --column none=%[2]s for the other",
			"%[1]s 列和 %[2]s 列都可能是 %[3]s；请写明是哪一列：--column %[3]s=%[1]s，另一列写 --column none=%[2]s", letter(first), letter(c), string(col.role))))
	}
}

// alone reads the only column of a file, whose first cell is no name that is known.
func (l *list) alone() bool {
	asks := func(r int) bool { return strings.HasSuffix(strings.TrimRight(plain(l.s.Look(r, 0)), " "), "?") }
	for r := 1; r < l.s.Rows(); r++ {
		if !asks(r) {
			l.problems.Add(l.s.Problem(0, 0, "columns", say.Both("%s may be the name of the column or the first question; say which: --head %d, or --head none --column question=A", "“%s”可能是列名，也可能是第一个问题；请写明：列名写 --head %d，不是列名写 --head none --column question=A", problem.Short(l.s.Look(0, 0)), l.s.Number(0))))
			return false
		}
	}
	l.head, l.columns = 0, []column{{head: l.s.Look(0, 0), role: roleQuestion}}
	if asks(0) {
		l.head = -1
	}
	return l.checkColumns()
}
