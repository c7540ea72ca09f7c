package form

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// The label columns of the two languages, as XLSForm names them.
const (
	languageZH = "中文 (zh)"
	languageEN = "English (en)"
)

// WriteXLSForm writes the questions of a depth as an XLSForm for ODK and KoboToolbox, in both languages. The first of
// the options' languages is the form's default one. What the options say of the subject stands in the form and cannot
// be changed. The column fathom_id keeps what each question stands for; [Import] knows the names of the questions in
// the data that those tools export.
func WriteXLSForm(w io.Writer, m *assess.Model, opt Options) error {
	in := func(lang say.Language) *form {
		return newForm(m, nil, Options{Langs: []say.Language{lang}, Member: opt.Member})
	}
	x := &xlsform{form: newForm(m, nil, opt), zh: in("zh"), en: in("en")}
	x.survey()
	x.listChoices()
	book := excelize.NewFile()
	defer book.Close()
	for i, sheet := range []struct {
		name string
		rows [][]string
	}{{"survey", x.rows}, {"choices", x.choices}, {"settings", x.settings()}} {
		if i == 0 {
			if err := book.SetSheetName("Sheet1", sheet.name); err != nil {
				return err
			}
		} else if _, err := book.NewSheet(sheet.name); err != nil {
			return err
		}
		if err := writeRows(book, sheet.name, sheet.rows); err != nil {
			return err
		}
	}
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "fathom"}); err != nil {
		return err
	}
	data, err := packed(book)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func writeRows(book *excelize.File, sheet string, rows [][]string) error {
	last, err := excelize.CoordinatesToCellName(len(rows[0]), len(rows))
	if err != nil {
		return err
	}
	// pyxform reads no further than the sheet says it goes
	if err := book.SetSheetDimension(sheet, "A1:"+last); err != nil {
		return err
	}
	for r, row := range rows {
		for c, text := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			if text == "" {
				continue
			}
			if err := book.SetCellStr(sheet, cell, safe.Workbook(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

type xlsform struct {
	*form         // of the options
	zh, en        *form
	rows, choices [][]string
}

// ask is one row of the survey sheet.
type ask struct {
	kind, name         string
	label, hint        say.Message
	required           bool
	relevant, formula  string
	constraint, forIDs string
	given              string // what stands there, and cannot be changed
}

func (x *xlsform) add(q ask) {
	yes := func(is bool) string {
		if is {
			return "yes"
		}
		return ""
	}
	x.rows = append(x.rows, []string{q.kind, q.name, noReference(q.label.ZH), noReference(q.label.EN),
		noReference(q.hint.ZH), noReference(q.hint.EN),
		yes(q.required), q.relevant, q.formula, q.constraint, q.given, yes(q.given != ""), q.forIDs})
}

// noReference keeps text from being taken for a reference to another question.
func noReference(s string) string { return strings.ReplaceAll(s, "${", "$ {") }

func (x *xlsform) survey() {
	x.rows = [][]string{{"type", "name", "label::" + languageZH, "label::" + languageEN, "hint::" + languageZH,
		"hint::" + languageEN,
		"required", "relevant", "calculation", "constraint", "default", "read_only", "fathom_id"}}
	if t := x.m.Rubric.Rating; len(t) > 0 {
		x.add(ask{kind: "note", name: "fathom_rating", label: say.Both(x.en.text(t), x.zh.text(t))})
	}
	for _, f := range x.meta() {
		x.add(ask{kind: "calculate", name: factQuestion(f.key), formula: "'" + f.value + "'", forIDs: f.key})
	}
	for _, f := range x.facts() {
		x.fact(f)
	}
	part, dimension := "", ""
	names := questionNames(x.m)
	for _, i := range x.asked() {
		c := x.m.Criterion(i)
		if d := x.m.Rubric.Practices[c.Practice].Dimension; d != dimension {
			x.endGroup(dimension)
			part = x.changePart(part, d)
			x.beginGroup("group", d, say.Both(x.en.dimension(d), x.zh.dimension(d)))
			dimension = d
		}
		x.question(c, names[i])
	}
	x.endGroup(dimension)
	x.endGroup(part)
}

// changePart begins the part of a dimension, where it is another one than that before, and returns it; "" where parts
// are not told apart.
func (x *xlsform) changePart(part, dimension string) string {
	of, _ := x.partOf(dimension)
	if x.part(dimension) == "" || of.ID == part {
		return part
	}
	x.endGroup(part)
	x.beginGroup("part", of.ID, say.Both(x.en.part(dimension), x.zh.part(dimension)))
	return of.ID
}

func (x *xlsform) beginGroup(kind, id string, label say.Message) {
	x.add(ask{kind: "begin_group", name: "fathom_" + kind + "_" + identifier(id), label: label})
}

func (x *xlsform) endGroup(id string) {
	if id != "" {
		x.rows = append(x.rows, []string{"end_group"})
	}
}

// factQuestion is the name of the question for a fact.
func factQuestion(key string) string { return "fathom_" + key }

func (x *xlsform) fact(f fact) {
	q := ask{kind: "text", name: factQuestion(f.key), label: f.label, forIDs: f.key}
	switch f.key {
	case factName:
		q.required = true
	case factSubject, factRater:
		q.hint, q.constraint = f.help, `regex(., '^[A-Za-z_][A-Za-z0-9_.\-]{0,63}$')`
	case factDate:
		q.kind, q.required = "date", true
	case factStage, factSector:
		if len(f.list) == 0 {
			return
		}
		q.kind = "select_one fathom_" + f.key + "s"
		q.given = map[string]string{factStage: x.a.Subject.Stage, factSector: x.a.Subject.Sector}[f.key]
	case factMember:
		q.hint, q.given = f.help, f.value
	}
	x.add(q)
}

func (x *xlsform) question(c assess.Criterion, name string) {
	en, zh := x.en.question(x.index(c.ID)), x.zh.question(x.index(c.ID))
	x.add(ask{
		kind: "select_one " + scaleList(c.Scale), name: name, forIDs: c.ID,
		label: say.Both(label(en, ", ", ": "), label(zh, "，", "：")),
		hint:  say.Both(anchors(en), anchors(zh)),
	})
	x.add(ask{kind: "text", name: name + "_reason", label: say.Both("Why does it not apply?", "为什么不适用？"), required: true, relevant: "${" + name + "} = 'na'",
		forIDs: c.ID + "#" + colReason})
	x.add(ask{kind: "text", name: name + "_note", label: say.Both("Note", "备注"), relevant: "${" + name + "} != 'na'",
		forIDs: c.ID + "#" + colNote})
}

// label names what is asked, as one reads it aloud: the question behind its names, or the names alone.
func label(q question, comma, colon string) string {
	if q.asks == "" {
		return q.practice + colon + q.criterion
	}
	return q.practice + comma + q.criterion + colon + q.asks
}

func (x *xlsform) index(id string) int {
	i, _ := x.m.Index(id)
	return i
}

// anchors are the descriptors of the levels, one a line.
func anchors(q question) string {
	var out []string
	for _, l := range q.scale.Levels {
		if text := q.anchors[l.Level]; text != "" {
			out = append(out, fmt.Sprintf("%d  %s", l.Level, text))
		}
	}
	return strings.Join(out, "\n")
}

func scaleList(scale string) string { return "fathom_scale_" + identifier(scale) }

// levelName is the name of a level among the choices.
func levelName(level int) string { return strings.Replace(strconv.Itoa(level), "-", "m", 1) }

func (x *xlsform) listChoices() {
	x.choices = [][]string{{"list_name", "name", "label::" + languageZH, "label::" + languageEN}}
	add := func(list, name string, w say.Message) {
		x.choices = append(x.choices, []string{list, name, noReference(w.ZH), noReference(w.EN)})
	}
	named := func(t rubric.Text, id string) say.Message { return say.Both(x.en.name(t, id), x.zh.name(t, id)) }
	for _, s := range x.m.Rubric.Scales {
		for _, l := range s.Levels {
			add(scaleList(s.ID), levelName(l.Level), say.Both(x.en.level(l), x.zh.level(l)))
		}
		add(scaleList(s.ID), "na", notApplicable())
		add(scaleList(s.ID), "unknown", dontKnow())
	}
	for _, s := range x.m.Rubric.Stages {
		add("fathom_stages", s.ID, named(s.Name, s.ID))
	}
	for _, s := range x.m.Rubric.Sectors {
		add("fathom_sectors", s.ID, named(s.Name, s.ID))
	}
}

func (x *xlsform) settings() [][]string {
	r := x.m.Rubric
	language := languageEN
	if x.langs[0] == "zh" {
		language = languageZH
	}
	return [][]string{{"form_title", "form_id", "version", "default_language"},
		{x.name(r.Title, r.ID), identifier(r.ID), r.Version, language}}
}

// questionNames are the names of the criteria in an XLSForm: letters, digits and underscores, unique with their
// suffixes even where case is ignored.
func questionNames(m *assess.Model) []string {
	taken := map[string]bool{}
	names := make([]string, m.Len())
	for i := range names {
		practice, criterion, _ := strings.Cut(m.Criterion(i).ID, "/")
		base := "q_" + identifier(practice) + "__" + identifier(criterion)
		name := base
		all := func() []string {
			return []string{name, name + "_reason", name + "_note", name + "_evidence", name + "_confidence"}
		}
		isTaken := func(s string) bool { return taken[strings.ToLower(s)] }
		for n := 2; slices.ContainsFunc(all(), isTaken); n++ {
			name = fmt.Sprintf("%s__%d", base, n)
		}
		for _, s := range all() {
			taken[strings.ToLower(s)] = true
		}
		names[i] = name
	}
	return names
}

// identifier keeps letters and digits, and turns everything else into underscores.
func identifier(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
}
