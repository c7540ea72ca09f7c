package foreign

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file writes a rubric as a list of questions that [ReadTable] reads. What is of an area or a practice, beside its
// name, stands in its first row.

// ExportOptions are the choices of an export.
type ExportOptions struct {
	File  string // the name of the file, for the title: where that says it, no row does
	Stage string // whose weights and targets are written; "" for the rubric's default
	IDs   bool   // ids are written also where the texts alone make the same
}

// List is a rubric as a list of questions.
type List struct {
	Rows    [][]string // all as wide as the head
	Head    int        // the row that names the columns
	Numbers []bool     // of the columns, which hold numbers alone
	Ledger  Ledger     // what comes over when it is read back, and what does not
}

// Table makes a list of a rubric. Ids that an import makes of the texts alone are left out unless the options ask for
// them. The error is a [problem.List]: what is written cannot be read back.
func Table(r *rubric.Rubric, opt ExportOptions) (*List, error) {
	if opt.Stage == "" {
		opt.Stage = r.DefaultStage()
	}
	t := newTabled(r, opt)
	if !opt.IDs {
		list := t.list(false)
		if back, err := list.readBack(opt); err == nil && sameIDs(r, back) {
			list.Ledger = valuesOf(r, back, opt.Stage)
			return list, nil
		}
	}
	list := t.list(true)
	back, err := list.readBack(opt)
	if err != nil {
		return nil, err
	}
	list.Ledger = valuesOf(r, back, opt.Stage)
	return list, nil
}

// readBack is the rubric that an import makes of the list.
func (l *List) readBack(opt ExportOptions) (*rubric.Rubric, error) {
	im, err := ReadTable(opt.File, []Sheet{{Grid: &written{opt.File, l.Rows}}}, Origin{File: opt.File}, Options{})
	if err != nil {
		return nil, err
	}
	return im.Rubric, nil
}

// sameIDs reports whether an import made the ids of a rubric.
func sameIDs(r, back *rubric.Rubric) bool {
	if len(r.Dimensions) != len(back.Dimensions) {
		return false
	}
	for i := range r.Dimensions {
		if r.Dimensions[i].ID != back.Dimensions[i].ID {
			return false
		}
	}
	return slices.Equal(r.CriterionIDs(), back.CriterionIDs())
}

// written is a list as its reader shows it.
type written struct {
	file string
	rows [][]string
}

func (w *written) Rows() int                             { return len(w.rows) }
func (w *written) Columns(r int) int                     { return len(w.rows[r]) }
func (w *written) Text(r, c int, _ *problem.List) string { return w.Look(r, c) }
func (w *written) Number(r int) int                      { return r + 1 }
func (w *written) First(row, column int) (int, int)      { return row, column }
func (w *written) Look(r, c int) string {
	if c < 0 || c >= len(w.rows[r]) {
		return ""
	}
	return strings.TrimSpace(w.rows[r][c])
}

func (w *written) Problem(r, c int, kind string, m say.Message) problem.Problem {
	return problem.Problem{File: w.file, Line: r + 1, Column: c + 1, Kind: kind, Message: m}
}

// tabled is a rubric that becomes a list.
type tabled struct {
	*rubric.Rubric
	opt   ExportOptions
	zh    bool // heads are in Chinese
	alone bool // every practice is one question
	plain bool // heads need not say the language
}

func newTabled(r *rubric.Rubric, opt ExportOptions) *tabled {
	t := &tabled{Rubric: r, opt: opt, alone: true}
	t.zh = len(r.Languages) == 1 && r.Languages[0] == "zh"
	t.plain = len(r.Languages) == 1 && r.Languages[0] == t.lookLike()
	for i := range r.Practices {
		p := &r.Practices[i]
		t.alone = t.alone && len(p.Criteria) == 1 && p.Criteria[0].ID == ratingID && p.Criteria[0].Weight == 1 &&
			!p.ByCriteria && sameText(p.Name, p.Criteria[0].Name)
	}
	return t
}

func sameText(a, b rubric.Text) bool {
	for _, pair := range [][2]rubric.Text{{a, b}, {b, a}} {
		for lang, text := range pair[0] {
			if pair[1][lang] != text {
				return false
			}
		}
	}
	return true
}

// lookLike is the language that an import takes the questions to be in.
func (t *tabled) lookLike() string {
	w := &written{rows: [][]string{{""}}}
	for i := range t.Practices {
		for k := range t.Practices[i].Criteria {
			w.rows = append(w.rows, []string{t.asked(&t.Practices[i].Criteria[k]).In(t.Languages...)})
		}
	}
	return (&list{s: &Sheet{Grid: w}}).languageOf(0)
}

// asked is the text that is put to people.
func (t *tabled) asked(c *rubric.Criterion) rubric.Text {
	if t.hasNames() {
		return c.Question
	}
	return c.Name
}

// hasNames reports whether questions have names beside what they ask.
func (t *tabled) hasNames() bool {
	for i := range t.Practices {
		for k := range t.Practices[i].Criteria {
			c := &t.Practices[i].Criteria[k]
			asks := isAsked(c.Name)
			if asks && !sameText(c.Question, c.Name) || !asks && len(c.Question) > 0 {
				return true
			}
		}
	}
	return false
}

// row is one question with its groups.
type listRow struct {
	d               *rubric.Dimension
	p               *rubric.Practice
	c               *rubric.Criterion
	firstOfD, first bool // in its area, in its practice
}

// columnOut is a column that is written.
type columnOut struct {
	head   string
	text   func(listRow) string
	number bool
	always bool // also where no row has anything in it
}

// list writes the rows, with ids or without.
func (t *tabled) list(ids bool) *List {
	out := &List{}
	columns := t.groupColumns(ids)
	columns = append(columns, t.questionColumns(ids)...)
	columns = append(columns, t.levelColumns()...)
	rows := t.rows()
	columns = slices.DeleteFunc(columns, func(c columnOut) bool {
		return !c.always && !slices.ContainsFunc(rows, func(r listRow) bool { return c.text(r) != "" })
	})
	if title := t.Title.In(t.Languages...); title != titleOf(t.opt.File) {
		out.Head = 1
		out.Rows = append(out.Rows, append([]string{title}, make([]string, max(0, len(columns)-1))...))
	}
	var head []string
	for _, c := range columns {
		head, out.Numbers = append(head, c.head), append(out.Numbers, c.number)
	}
	out.Rows = append(out.Rows, head)
	for _, r := range rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, c.text(r))
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// rows are the questions in the order of the rubric.
func (t *tabled) rows() (out []listRow) {
	seen := map[string]bool{}
	for i := range t.Practices {
		p := &t.Practices[i]
		d := &t.Dimensions[slices.IndexFunc(t.Dimensions, func(d rubric.Dimension) bool { return d.ID == p.Dimension })]
		for k := range p.Criteria {
			out = append(out, listRow{d, p, &p.Criteria[k], !seen[d.ID], k == 0})
			seen[d.ID] = true
		}
	}
	return out
}

// texts are the columns of a text, one a language.
func (t *tabled) texts(en, zh string, text func(listRow, string) string) (out []columnOut) {
	for _, lang := range t.Languages {
		out = append(out, columnOut{head: t.head(en, zh, lang), text: func(r listRow) string { return text(r, lang) }})
	}
	return out
}

// head is what a column of texts is called in a language.
func (t *tabled) head(en, zh, lang string) string {
	word := en
	if t.zh {
		word = zh
	}
	switch {
	case t.plain:
		return word
	case t.zh:
		return word + "（" + lang + "）"
	}
	return word + " (" + lang + ")"
}

func (t *tabled) fact(en, zh string, number bool, text func(listRow) string) columnOut {
	if t.zh {
		en = zh
	}
	return columnOut{head: en, text: text, number: number}
}

// groupColumns are those of areas and practices.
func (t *tabled) groupColumns(ids bool) (out []columnOut) {
	if ids || len(t.Dimensions) != 1 || !sameText(t.Dimensions[0].Name, t.Title) {
		out = t.texts("Area", "维度", func(r listRow, lang string) string {
			return named(r.d.Name, lang, r.d.ID,
				t.Languages)
		})
	}
	if ids {
		out = append(out, t.fact("Area ID", "维度编号", false, func(r listRow) string { return r.d.ID }))
	}
	if t.areasWeigh() {
		out = append(out, t.fact("Area weight", "维度权重", true, func(r listRow) string {
			w, _ := r.d.Weight.At(t.opt.Stage)
			return onlyIn(r.firstOfD, number64(w))
		}))
	}
	if t.alone {
		return out
	}
	out = append(out, t.texts("Practice", "事项", func(r listRow, lang string) string {
		return named(r.p.Name, lang, r.p.ID, t.Languages)
	})...)
	if ids {
		out = append(out, t.fact("Practice ID", "事项编号", false, func(r listRow) string { return r.p.ID }))
	}
	if t.practicesWeigh() {
		out = append(out, t.fact("Practice weight", "事项权重", true, func(r listRow) string {
			return onlyIn(r.first, number64(r.p.WeightAt(t.opt.Stage)))
		}))
	}
	return append(out, t.texts("Practice description", "事项说明", func(r listRow, lang string) string {
		return onlyIn(r.first, r.p.Intent[lang])
	})...)
}

// named is a name in a language; the id where there is none in any.
func named(name rubric.Text, lang, id string, langs []string) string {
	if len(name) == 0 && lang == langs[0] {
		return id
	}
	return name[lang]
}

func onlyIn(first bool, text string) string {
	if first {
		return text
	}
	return ""
}

// questionColumns are those of the questions themselves.
func (t *tabled) questionColumns(ids bool) (out []columnOut) {
	if ids {
		out = append(out, t.fact("ID", "编号", false, func(r listRow) string {
			if t.alone {
				return r.p.ID
			}
			return r.c.ID
		}))
	}
	if t.hasNames() {
		out = append(out, t.texts("Name", "名称", func(r listRow, lang string) string { return r.c.Name[lang] })...)
	}
	out = append(out, t.texts("Question", "问题", func(r listRow, lang string) string { return t.asked(r.c)[lang] })...)
	if t.alone {
		out = append(out, t.texts("Description", "说明", func(r listRow, lang string) string { return r.p.Intent[lang] })...)
	}
	if t.questionsWeigh() {
		out = append(out, t.fact("Weight", "权重", true, func(r listRow) string {
			if t.alone {
				return number64(r.p.WeightAt(t.opt.Stage))
			}
			return number64(r.c.Weight)
		}))
	}
	out = append(out, t.fact("Target", "目标", true, t.target), t.profileColumn())
	return append(out, t.texts("Evidence", "证据", func(r listRow, lang string) string {
		return onlyIn(r.first, strings.Join(r.p.Evidence[lang], "\n"))
	})...)
}

// target is that of a practice, where it is one of the levels that have a column.
func (t *tabled) target(r listRow) string {
	target, given := r.p.Target.At(t.opt.Stage)
	scale := t.LevelsOf(r.p)
	if !given || !r.first || scale == nil || scale.ID != usualScale(t.Rubric).ID {
		return ""
	}
	for _, l := range t.levels() {
		if float64(l.Level) == target {
			return number64(target)
		}
	}
	return ""
}

// areasWeigh reports whether every area has a weight: some alone cannot be written.
func (t *tabled) areasWeigh() bool {
	return !slices.ContainsFunc(t.Dimensions, func(d rubric.Dimension) bool {
		w, given := d.Weight.At(t.opt.Stage)
		return !given || w > maxWeight
	})
}

// maxWeight is the largest weight that a list can have.
const maxWeight = 1e6

// practicesWeigh reports whether practices need a weight: they weigh what their questions do, or all the same, without.
func (t *tabled) practicesWeigh() bool {
	byCriteria, weigh := 0, t.criteriaWeigh()
	for i := range t.Practices {
		p := &t.Practices[i]
		switch {
		case p.ByCriteria:
			byCriteria++
		case p.WeightAt(t.opt.Stage) > maxWeight:
			return false
		case !p.Weight.IsZero():
			weigh = true
		}
	}
	return byCriteria < len(t.Practices) && (weigh || byCriteria > 0)
}

// criteriaWeigh reports whether any criterion weighs other than 1.
func (t *tabled) criteriaWeigh() (weigh bool) {
	for i := range t.Practices {
		for k := range t.Practices[i].Criteria {
			weigh = weigh || t.Practices[i].Criteria[k].Weight != 1
		}
	}
	return weigh
}

// questionsWeigh reports whether questions need a weight.
func (t *tabled) questionsWeigh() bool {
	if t.alone {
		return slices.ContainsFunc(t.Practices, func(p rubric.Practice) bool { return !p.Weight.IsZero() }) &&
			!slices.ContainsFunc(t.Practices,
				func(p rubric.Practice) bool { return p.WeightAt(t.opt.Stage) > maxWeight })
	}
	return t.criteriaWeigh() || slices.ContainsFunc(t.Practices, func(p rubric.Practice) bool { return p.ByCriteria })
}
