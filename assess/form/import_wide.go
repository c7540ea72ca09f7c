package form

import (
	"fmt"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric/say"
)

// targetNames lists what a head or an id stands for without a mapping: a criterion's full id, with #note and the like
// for the rest of its answer, the names of our XLSForm, and our own keys for facts.
func targetNames(m *assess.Model) map[string]target {
	names := map[string]target{}
	for _, key := range append(metaFacts(), personFacts()...) {
		names[key] = target{-1, key}
		names[factQuestion(key)] = target{-1, key}
	}
	for _, key := range slices.Concat(targetFacts(m.Rubric), capacityFacts(m.Rubric), commentFacts(m.Rubric)) {
		names[key] = target{-1, key}
	}
	for i, name := range questionNames(m) {
		id := m.Criterion(i).ID
		name = strings.ToLower(name)
		names[id], names[name] = target{i, colAnswer}, target{i, colAnswer}
		for _, field := range []string{colReason, colNote, colEvidence, colConfidence} {
			names[id+"#"+field], names[name+"_"+field] = target{i, field}, target{i, field}
		}
	}
	return names
}

// column finds what a head stands for: as a name of ours, as such a name in brackets at its end, or as a question of
// our XLSForm. The bare key of a fact is not enough: "name" may be anybody's.
func (rd *reader) column(head string) (target, bool) {
	for _, name := range []string{head, inBrackets(head)} {
		if to, ok := rd.names[name]; ok && (to.criterion >= 0 || name == factQuestion(to.field)) {
			return to, true
		}
	}
	return rd.questionOf(head)
}

func inBrackets(head string) string {
	open := strings.LastIndexByte(head, '[')
	if open < 0 || !strings.HasSuffix(head, "]") {
		return ""
	}
	return head[open+1 : len(head)-1]
}

// wide reads a table with one row a respondent.
func (rd *reader) wide(t *table) {
	if t.sheet == "" {
		t.unguardOthers()
		t.keyed(t.head)
		rd.checkWidth(t)
	}
	to := rd.columns(t)
	if !slices.ContainsFunc(to, func(to target) bool { return to.criterion >= 0 && to.field == colAnswer }) {
		rd.problems.Add(t.problem(t.head, 0, "columns", say.Both("no column is a criterion; `fathom form mapping` writes a mapping file that says which are", "没有一列对应评估标准；请用 `fathom form mapping` 生成映射文件来说明")))
		return
	}
	isRead := func(col int) bool { return col < len(to) && to[col].field != noField }
	rd.checkMerged(t, isRead)
	rows := rd.answered(t, isRead)
	for _, row := range rows {
		f := newFilled(fmt.Sprintf("%s:%d", t.file, t.places[row]), located{"", t, row, 0})
		f.at = t.problem(row, 0, "", say.Message{})
		for c := range to {
			if to[c].field != noField {
				f.put(to[c], rd.cell(t, row, c))
			}
		}
		rd.finish(f)
	}
	if len(rows) == 0 {
		rd.problems.Add(fault(rd.file, "columns", say.Both("no respondent below the head", "表头下面没有任何答卷")))
	}
}

// answered lists the rows with anything in the columns that are read; it counts the others that hold something.
func (rd *reader) answered(t *table, isRead func(col int) bool) []int {
	var out []int
	for _, row := range t.body() {
		for c := range t.rows[row] {
			_, doubtful := t.doubtful(row, c)
			if isRead(c) && (doubtful || strings.TrimSpace(t.at(row, c)) != "") {
				out = append(out, row)
				break
			}
		}
	}
	rd.out.Empty += len(t.body()) - len(out)
	return out
}

// heads tells what the columns stand for by their heads, by place. What none of them says by a name, a label may say.
func (rd *reader) heads(heads []string) map[int]target {
	found, seen := map[int]target{}, map[target]bool{}
	for c, head := range heads {
		if to, ok := rd.column(strings.TrimSpace(head)); ok {
			found[c], seen[to] = to, true
		}
	}
	for c, to := range rd.labels().find(heads) {
		if _, named := found[c]; !named && !seen[to] {
			found[c] = to
		}
	}
	return found
}

// columns finds what each column stands for; the zero field means nothing.
func (rd *reader) columns(t *table) []target {
	out := make([]target, len(t.rows[t.head]))
	seen := map[target]string{}
	found := rd.heads(t.rows[t.head])
	for c, head := range t.rows[t.head] {
		head = strings.TrimSpace(head)
		to, ok := found[c]
		switch before, twice := seen[to]; {
		case head == "":
			rd.dropBare(t, c)
		case !ok:
			rd.out.Dropped = append(rd.out.Dropped, head)
		case to.field == noField:
		case twice && before == head:
			rd.problems.Add(t.problem(t.head, c, "duplicate", say.Both("the column %s is there twice", "列 %s 重复", short(head))))
		case twice:
			rd.problems.Add(t.problem(t.head, c, "duplicate", say.Both("the columns %s and %s stand for the same", "列 %s 和 %s 对应同一项", short(before), short(head))))
		default:
			rd.cell(t, t.head, c)
			out[c], seen[to] = to, head
		}
	}
	if t.sheet != "" {
		for c := len(out); c < t.widest(); c++ {
			rd.dropBare(t, c)
		}
	}
	return out
}
