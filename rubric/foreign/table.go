package foreign

import (
	"slices"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// TableOptions settle what a list of questions leaves open.
type TableOptions struct {
	Sheets  []string // names or numbers of those to read; nil where there is one that can be meant
	Head    string   // the number of the row that names the columns, "none" without one, "" to find it
	Columns []Choice // what columns stand for, beside what their heads say
	Levels  []string // one number, how many there are; or their names, the lowest first
}

// Choice says what a column stands for: a word of [Roles], and behind a dot the language of its texts.
type Choice struct{ Role, Head string }

// ReadTable makes a rubric of lists of questions, one or more sheets. The file is its name for people. The error is a
// [problem.List].
func ReadTable(file string, sheets []Sheet, origin Origin, opt Options) (*Import, error) {
	im := &Import{Origin: origin}
	im.Origin.Kind = say.Both("table", "表格")
	t := &table{file: file, opt: opt, ledger: &im.Ledger, roles: rolesByWord(), bare: map[int]bool{}}
	lists := t.choose(sheets)
	for _, l := range lists {
		l.read()
		t.problems.Join(l.problems)
	}
	if len(t.problems) == 0 {
		t.settleLevels(lists)
	}
	if len(t.problems) == 0 {
		im.Rubric = t.build(lists, &im.Origin)
		im.Notes = veiled(lists)
	}
	return im, t.problems.Err()
}

// table is one import at work.
type table struct {
	file     string
	opt      Options
	ledger   *Ledger
	roles    map[string]role
	problems problem.List

	levels []rubric.Level // of the scale
	ladder bool           // the scale is one of ours
	bare   map[int]bool   // the levels whose name is the head of a column, such as 3分
	langs  []string
}

func (t *table) fault(kind string, m say.Message) {
	t.problems.Add(problem.Problem{File: t.file, Kind: kind, Message: m})
}

// choose finds the sheets to read and their heads; what is on the others is lost.
func (t *table) choose(sheets []Sheet) []*list {
	var found []*list
	var names []string
	isAsked, inView := len(t.opt.Table.Sheets) > 0, 0
	for i := range sheets {
		if !sheets[i].Hidden {
			inView++
		}
	}
	for i := range sheets {
		s := &sheets[i]
		names = append(names, s.Name)
		if isAsked && !t.names(s.Name, i) || !isAsked && s.Hidden {
			continue
		}
		l := &list{table: t, s: s}
		if l.findHead(isAsked || inView == 1) {
			found = append(found, l)
		}
		t.problems.Join(l.problems)
		l.problems = nil
	}
	t.checkSheets(names)
	switch {
	case len(t.problems) > 0:
		return nil
	case len(found) == 0:
		t.fault("columns", noHead())
		return nil
	case len(found) > 1 && len(t.opt.Table.Sheets) == 0:
		var lists []string
		for _, l := range found {
			lists = append(lists, l.s.Name)
		}
		t.fault("columns", say.Both("several sheets have questions: %[1]s; name the one to read (--sheet NAME), or several (--sheet once for each)", "有问题的工作表不止一张：%[2]s；请写明读哪一张（--sheet 名称），要读几张就写几次", say.Row(lists).EN, say.Row(lists).ZH))
		return nil
	}
	t.loseSheets(sheets, found)
	return found
}

// names reports whether the options name a sheet.
func (t *table) names(name string, i int) bool {
	return slices.ContainsFunc(t.opt.Table.Sheets, func(s string) bool {
		return plain(s) == plain(name) || s == strconv.Itoa(i+1)
	})
}

// checkSheets refuses the name of a sheet that is not there.
func (t *table) checkSheets(names []string) {
	for _, s := range t.opt.Table.Sheets {
		n, err := strconv.Atoi(s)
		isNumber := err == nil && n >= 1 && n <= len(names)
		if !isNumber && !slices.ContainsFunc(names, func(name string) bool { return plain(s) == plain(name) }) {
			t.fault("columns", problem.Hint(say.Both("no sheet %s; there are: %s", "没有工作表 %s；现有：%s", problem.Short(s), say.Row(names)), s, names))
		}
	}
}

// loseSheets counts what stands on sheets that are not read, and beside all tables.
func (t *table) loseSheets(sheets []Sheet, read []*list) {
	for i := range sheets {
		s := &sheets[i]
		for _, place := range s.beside {
			t.ledger.lost(say.Both("lines outside the tables", "表格以外的文字行"), place)
		}
		if slices.ContainsFunc(read, func(l *list) bool { return l.s == s }) {
			continue
		}
		for r := range s.Rows() {
			for _, c := range filled(s, r) {
				kind := say.Both("sheet %s", "工作表“%s”", problem.Short(s.Name))
				if s.Hidden {
					kind = say.Both("hidden sheet %s", "隐藏的工作表“%s”", problem.Short(s.Name))
				}
				t.ledger.lost(kind, where(s, r, c))
			}
		}
	}
}

func noHead() say.Message {
	return say.Both("no row names the columns, such as Question, Weight, Level 1; say which one does (--head 3), or that none does and where the questions stand (--head none --column question=A)", "没有一行写着列名（如“问题”“权重”“1 分”）；请写明列名在第几行（--head 3），或写明没有列名、问题在哪一列（--head none --column question=A）")
}
