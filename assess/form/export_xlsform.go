package form

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// WriteXLSForm writes the questions of a depth as an XLSForm for ODK and KoboToolbox, in the languages of the rubric.
// The first of the options' languages is the form's default one, where the rubric has it. What the options say of the
// subject stands in the form and cannot be changed. The column fathom_id keeps what each question stands for; [Import]
// knows the questions in the data that those tools export.
func WriteXLSForm(w io.Writer, m *assess.Model, opt Options) error {
	x := &xlsform{form: newForm(m, nil, opt)}
	for _, lang := range m.Rubric.Languages {
		in := newForm(m, nil, Options{Langs: []say.Language{say.Language(lang)}, Member: opt.Member})
		x.in, x.labels = append(x.in, in), append(x.labels, in.labels())
	}
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
	*form                             // of the options
	in            []*form             // in each language of the rubric
	labels        []map[target]string // of the questions, likewise
	rows, choices [][]string
}

// ask is one row of the survey sheet; label and hint have a text for each language.
type ask struct {
	kind, name         string
	label, hint        []string
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
	texts := make([]string, 2*len(x.in))
	copy(texts, shownTexts(q.label))
	copy(texts[len(x.in):], shownTexts(q.hint))
	x.rows = append(x.rows, slices.Concat([]string{q.kind, q.name}, texts,
		[]string{yes(q.required), q.relevant, q.formula, q.constraint, q.given, yes(q.given != ""), q.forIDs}))
}

// shownTexts keeps texts from being taken for Markdown, or for a reference to another question.
func shownTexts(texts []string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, asText(strings.ReplaceAll(s, "${", "$ {")))
	}
	return out
}

// each is a text in each language.
func (x *xlsform) each(text func(f *form) string) []string {
	var out []string
	for _, f := range x.in {
		out = append(out, text(f))
	}
	return out
}

func (x *xlsform) said(m say.Message) []string {
	return x.each(func(f *form) string { return f.say(m) })
}

// labelled is what people read above a question.
func (x *xlsform) labelled(to target) []string {
	var out []string
	for _, labels := range x.labels {
		out = append(out, labels[to])
	}
	return out
}

// columns heads a column for each language.
func (x *xlsform) columns(name string) []string {
	return x.each(func(f *form) string { return name + "::" + languageName(string(f.langs[0])) })
}

func (x *xlsform) survey() {
	x.rows = [][]string{slices.Concat([]string{"type", "name"}, x.columns("label"), x.columns("hint"),
		[]string{"required", "relevant", "calculation", "constraint", "default", "read_only", "fathom_id"})}
	if t := x.m.Rubric.Rating; len(t) > 0 {
		x.add(ask{kind: "note", name: ratingNote, label: x.each(func(f *form) string { return f.text(t) })})
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
		if d := x.m.Rubric.Practices[x.m.Criterion(i).Practice].Dimension; d != dimension {
			x.endGroup(dimension)
			part = x.changePart(part, d)
			x.beginGroup("group", d, x.each(func(f *form) string { return f.dimension(d) }))
			dimension = d
		}
		x.question(i, names[i])
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
	x.beginGroup("part", of.ID, x.each(func(f *form) string { return f.part(dimension) }))
	return of.ID
}

func (x *xlsform) beginGroup(kind, id string, label []string) {
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
	q := ask{kind: "text", name: factQuestion(f.key), label: x.labelled(target{-1, f.key}), forIDs: f.key}
	switch f.key {
	case factName:
		q.required = true
	case factSubject, factRater:
		q.hint, q.constraint = x.said(f.help), `regex(., '^[A-Za-z_][A-Za-z0-9_.\-]{0,63}$')`
	case factDate:
		q.kind, q.required = "date", true
	case factStage, factSector:
		if len(f.list) == 0 {
			return
		}
		q.kind = "select_one fathom_" + f.key + "s"
		q.given = map[string]string{factStage: x.a.Subject.Stage, factSector: x.a.Subject.Sector}[f.key]
	case factMember:
		q.hint, q.given = x.said(f.help), f.value
	}
	x.add(q)
}

func (x *xlsform) question(i int, name string) {
	c := x.m.Criterion(i)
	x.add(ask{kind: "select_one " + scaleList(c.Scale), name: name, label: x.labelled(target{i, colAnswer}),
		hint: x.each(func(f *form) string { return anchors(f.question(i)) }), forIDs: c.ID})
	x.add(ask{kind: "text", name: name + "_reason", label: x.labelled(target{i, colReason}), required: true,
		relevant: "${" + name + "} = 'na'", forIDs: c.ID + "#" + colReason})
	x.add(ask{kind: "text", name: name + "_note", label: x.labelled(target{i, colNote}),
		relevant: "${" + name + "} != 'na'", forIDs: c.ID + "#" + colNote})
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
	x.choices = [][]string{slices.Concat([]string{"list_name", "name"}, x.columns("label"))}
	add := func(list, name string, label func(f *form) string) {
		x.choices = append(x.choices, slices.Concat([]string{list, name}, shownTexts(x.each(label))))
	}
	for _, s := range x.m.Rubric.Scales {
		for _, l := range s.Levels {
			add(scaleList(s.ID), levelName(l.Level), func(f *form) string { return f.level(l) })
		}
		add(scaleList(s.ID), "na", func(f *form) string { return f.say(notApplicable()) })
		add(scaleList(s.ID), "unknown", func(f *form) string { return f.say(dontKnow()) })
	}
	for _, s := range x.m.Rubric.Stages {
		add("fathom_stages", s.ID, func(f *form) string { return f.name(s.Name, s.ID) })
	}
	for _, s := range x.m.Rubric.Sectors {
		add("fathom_sectors", s.ID, func(f *form) string { return f.name(s.Name, s.ID) })
	}
}

func (x *xlsform) settings() [][]string {
	r := x.m.Rubric
	spoken := r.Languages[0]
	if slices.Contains(r.Languages, string(x.langs[0])) {
		spoken = string(x.langs[0])
	}
	return [][]string{{"form_title", "form_id", "version", "default_language"},
		{x.name(r.Title, r.ID), identifier(r.ID), r.Version, languageName(spoken)}}
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
