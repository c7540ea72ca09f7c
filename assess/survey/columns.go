package survey

import (
	"maps"
	"slices"
	"strings"

	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/say"
)

// columns are what the columns of a table stand for, by their places; a column that is not there has none.
type columns struct {
	of    map[form.Target]int // what is read, to its column
	named map[form.Target]*Column

	person, name, time, reason int   // -1 for none
	submitted                  []int // by which rows were sent

	answers []answerColumns // by criterion
	tags    []string        // the keys that may say one
}

// answerColumns are where the parts of an answer stand, -1 for nowhere, and on what scale it is.
type answerColumns struct {
	answer, reason, note, evidence, confidence int

	scale *rubric.Scale
	named *Column // nil where the column bears a name of our own
}

// layOut finds, once for all rows, what each of them is asked for.
func (rd *fileReader) layOut() {
	c := &rd.c
	for i := range rd.m.Len() {
		at := func(field string) int { return c.at(form.Target{Criterion: i, Field: field}) }
		c.answers = append(c.answers, answerColumns{at(form.FieldAnswer), at(form.FieldReason), at(form.FieldNote),
			at(form.FieldEvidence), at(form.FieldConfidence), rd.m.Rubric.Scale(rd.m.Criterion(i).Scale),
			c.named[form.Target{Criterion: i, Field: form.FieldAnswer}]})
	}
	keys := map[string]bool{}
	for to := range c.of {
		keys[to.Field] = true
	}
	for key := range rd.set.of {
		keys[key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if strings.HasPrefix(key, form.TagPrefix) {
			c.tags = append(c.tags, key)
		}
	}
	for i, head := range rd.t.heads {
		if head == "" && !c.isRead(i) {
			rd.headless = append(rd.headless, i)
		}
	}
}

// at is the column of something, -1 for none.
func (c *columns) at(to form.Target) int {
	if i, ok := c.of[to]; ok {
		return i
	}
	return -1
}

func (c *columns) fact(key string) int { return c.at(form.Target{Criterion: -1, Field: key}) }

// isRead reports whether anything reads a column.
func (c *columns) isRead(column int) bool {
	for _, i := range c.of {
		if i == column {
			return true
		}
	}
	return slices.Contains(append([]int{c.person, c.name, c.time, c.reason}, c.submitted...), column)
}

// columns finds what the mapping names, and what bears a name of our own forms. It is false where the mapping names
// what is not there.
func (rd *fileReader) columns() bool {
	mp := rd.mapping
	c := columns{of: map[form.Target]int{}, named: map[form.Target]*Column{}}
	var missing []string
	find := func(head string) int {
		if head == "" {
			return -1
		}
		found := rd.t.find(head)
		if found == nil {
			missing = append(missing, head)
			return -1
		}
		if len(found) > 1 {
			rd.twice(head, found)
		}
		return found[0]
	}
	named := map[int]string{}
	for i := range mp.Columns {
		if column := find(mp.Columns[i].Head); column >= 0 {
			rd.namedTwice(named[column], mp.Columns[i].Head)
			named[column] = mp.Columns[i].Head
			c.of[mp.Columns[i].To], c.named[mp.Columns[i].To] = column, &mp.Columns[i]
		}
	}
	c.person, c.name = find(mp.Respondent.Column), find(mp.Respondent.Name)
	c.time, c.reason = find(mp.Time), find(mp.ReasonColumn)
	for _, s := range mp.Submitted {
		c.submitted = append(c.submitted, find(s.Column))
	}
	rd.c = c
	if missing != nil {
		rd.missing(missing)
		return false
	}
	rd.ownHeads()
	rd.layOut()
	rd.checkColumns()
	return true
}

// ownHeads finds columns by the names and labels of our own forms. What the mapping says goes first.
func (rd *fileReader) ownHeads() {
	own := rd.targets.OfHeads(rd.t.heads)
	for i := range rd.t.heads {
		to, ok := own[i]
		if _, taken := rd.c.of[to]; ok && !taken && !rd.c.isRead(i) {
			rd.c.of[to] = i
		}
	}
}

// look notes which columns without a head have anything in them.
func (rd *fileReader) look(row int) {
	rd.headless = slices.DeleteFunc(rd.headless, func(c int) bool {
		if rd.t.Look(row, c) == "" {
			return false
		}
		rd.filled[c] = true
		return true
	})
}

// leftOut tells which columns nobody reads.
func (rd *fileReader) leftOut() {
	for i, head := range rd.t.heads {
		if rd.c.isRead(i) {
			continue
		}
		if head == "" {
			if !rd.filled[i] {
				continue
			}
			head = strings.TrimPrefix(letter(i), "column ")
		}
		rd.out.Dropped = append(rd.out.Dropped, head)
	}
	rd.out.Dropped = append(rd.out.Dropped, rd.t.Beside()...)
}

func (rd *fileReader) checkColumns() {
	isAnswer := func(to form.Target) bool { return to.Criterion >= 0 && to.Field == form.FieldAnswer }
	found := false
	for to := range rd.c.of {
		found = found || isAnswer(to)
	}
	if !found && len(rd.problems) == 0 {
		rd.problems.Add(rd.t.Problem(rd.t.last, 0, "columns", rd.noCriterion()))
	}
	rd.problems.Join(rd.t.Merged(rd.t.last, rd.c.isRead))
}

// noCriterion tells that no column is one, with a line for the first that may be.
func (rd *fileReader) noCriterion() say.Message {
	g := newGuesser(rd.m)
	for c, head := range rd.t.heads {
		found, ok := g.criterion(head, "")
		if ok && found.Field == form.FieldAnswer && !rd.c.isRead(c) && !isTool(head) {
			return say.Both("no column is a criterion; in the mapping, as far as that is meant: columns: {%s: %s}", "没有一列对应评估标准；如果对得上，请在映射里写 columns: {%s: %s}", quote(rd.t.headOf(c)), g.name(found.Target))
		}
	}
	return say.Both("no column is a criterion, and no head is like one; `fathom form mapping FILE` shows what the columns hold", "没有一列对应评估标准，也没有相似的表头；`fathom form mapping 表格` 会列出各列的内容")
}

// twice refuses a head that stands above two columns: either could be meant.
func (rd *fileReader) twice(head string, found []int) {
	rd.problems.Add(rd.t.Problem(rd.t.last, found[1], "duplicate", say.Both("%s is the head of several columns; in the mapping, name the one you mean: %q or %q", "有几列的表头都是 %s；请在映射里写明是哪一列：%q 或 %q",
		short(head), letter(found[0]), letter(found[1]))))
}

// namedTwice refuses two lines of the mapping for one column, as Q and q: the column would be read as both.
func (rd *fileReader) namedTwice(before, head string) {
	if n := rd.mapping.places[head]; before != "" && n != nil {
		rd.problems.Add(n.Place().Problem("duplicate", say.Both("%s and %s are one column of the table; leave one of the two lines out", "%s 和 %s 是表格里的同一列；请删去其中一行", short(before), short(head))))
	}
}

// missing tells of columns that the mapping names and the table lacks, and where they are if the heads stand elsewhere.
func (rd *fileReader) missing(heads []string) {
	if where := elsewhere(rd.sheets, heads, rd.t.Name); where != (say.Message{}) {
		rd.problems.Add(rd.t.Problem(rd.t.last, 0, "columns", say.Both("the columns of the mapping are not in this row; %s", "这一行没有映射里的列；%s", where)))
		return
	}
	for _, head := range heads {
		m := rd.problems.Hint(say.Both("the column %s of the mapping is not there", "没有映射文件里的 %s 这一列", short(head)), head, rd.t.heads)
		if n := rd.mapping.places[head]; n != nil {
			place := n.Place()
			m = m.And(say.Both(" (%s:%d)", "（%s:%d）", place.File, place.Line))
		}
		rd.problems.Add(rd.t.Problem(rd.t.last, 0, "columns", m))
	}
}

// searched is how many rows may hold the heads that are sought.
const searched = 30

// elsewhere finds the row that has all heads: further down, or on another sheet than the one of this name.
func elsewhere(sheets []form.Cells, heads []string, name string) say.Message {
	if len(heads) == 0 {
		return say.Message{}
	}
	for i := range sheets {
		s := &sheets[i]
		for row := range min(s.Rows(), searched) {
			t := table{Cells: s, heads: joined(s, []int{row})}
			if slices.ContainsFunc(heads, func(head string) bool { return t.find(head) == nil }) || s.Hidden {
				continue
			}
			line := say.Both("head: %d", "head: %d", s.Number(row))
			if s.Name != name {
				line = say.Both("sheet: %s, and on a line of its own head: %d", "sheet: %s，另起一行写 head: %d", quote(s.Name), s.Number(row))
			}
			return say.Both("row %d has them; in the mapping: %s", "第 %d 行有；请在映射里写 %s", s.Number(row), line)
		}
	}
	return say.Message{}
}
