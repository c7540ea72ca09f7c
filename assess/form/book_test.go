package form_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/say"
)

// changed exports the sample as a workbook, changes it as a person or a program would, and imports it.
func changed(t *testing.T, change func(*excelize.File)) (*form.Result, error) {
	t.Helper()
	m := model()
	var out bytes.Buffer
	if err := form.WriteXLSX(&out, m, sample(m), form.Options{Langs: []say.Language{"en"}}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	change(book)
	var again bytes.Buffer
	if err := book.Write(&again); err != nil {
		t.Fatal(err)
	}
	return form.Import("f.xlsx", again.Bytes(), m, form.Defaults{})
}

func set(sheet, cell string, value any) func(*excelize.File) {
	return func(f *excelize.File) {
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			panic(err)
		}
	}
}

func TestWorkbookRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*excelize.File)
		want   string
	}{
		"formula":        {func(f *excelize.File) { _ = f.SetCellFormula("Questions", "G3", "1+1") }, "f.xlsx:Questions!G3: a formula"},
		"formula, fact":  {func(f *excelize.File) { _ = f.SetCellFormula("Start", "C6", "1+1") }, "f.xlsx:Start!C6: a formula"},
		"level":          {set("Questions", "G3", 3.7), "f.xlsx:Questions!G3: 3.7 is not a level"},
		"two answers":    {set("Questions", "N3", "because"), "f.xlsx:Questions!N3: a reason for N/A"},
		"no reason":      {set("Questions", "G3", "N/A"), "f.xlsx:Questions!N3: say why"},
		"unknown id":     {set("Questions", "A3", "roles/nothing"), "f.xlsx:Questions!A3: the rubric has no criterion"},
		"duplicate":      {set("Questions", "A3", "goals-strategy/strategy-definition"), "f.xlsx:Questions!A4: goals-strategy/strategy-definition is there twice"},
		"rubric":         {set("fathom", "B2", "other"), "the form is for rubric other"},
		"version":        {set("fathom", "B3", "0.1.0"), "the form is for version 0.1.0"},
		"format":         {set("fathom", "B1", "fathom.form/9"), "the form is of format fathom.form/9"},
		"no format":      {set("fathom", "A1", "x"), "the form is of format , not"},
		"no keys":        {set("Questions", "A1", "x"), "no sheet of questions"},
		"far down":       {set("Questions", "G5001", "3"), "f.xlsx:Questions!A5001: the rubric has no criterion"},
		"far right":      {set("Questions", "GZ3", "3"), "f.xlsx:Questions!GZ3: no head stands above this cell"},
		"stray answer":   {set("Questions", "G400", "3"), "f.xlsx:Questions!A400"},
		"date":           {set("Start", "C10", "20/11/2026"), "f.xlsx:Start!C10: want a date"},
		"another's rows": {func(f *excelize.File) { _ = f.SetSheetName("fathom", "x"); _ = f.DeleteSheet("Start") }, ""},
	} {
		_, err := changed(t, c.change)
		if c.want == "" {
			continue
		}
		if kinds(err) == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestWorkbookAccepted(t *testing.T) {
	got, err := changed(t, func(f *excelize.File) {
		set("Questions", "G3", 4.0)(f)
		set("Questions", "G4", "３")(f)
		set("Start", "C10", 46346)(f) // as a spreadsheet keeps a date
		if _, err := f.NewSheet("my sums"); err != nil {
			t.Fatal(err)
		}
		_ = f.SetCellFormula("my sums", "A1", "1+1")
	})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Respondents[0].Assessment
	if a.Answers[0].Level != 4 || a.Answers[1].Level != 3 || a.Date != "2026-11-20" {
		t.Errorf("%+v %s", a.Answers[:2], a.Date)
	}
}

// TestArchives refuses bombs and macros before they are unpacked.
func TestArchives(t *testing.T) {
	for name, c := range map[string]struct {
		parts map[string]int
		want  string
	}{
		"bomb":       {map[string]int{"xl/worksheets/sheet1.xml": 40 << 20}, "zip"},
		"macros":     {map[string]int{"xl/vbaProject.bin": 10}, "macros"},
		"no content": {map[string]int{"a": 1}, "workbook"},
	} {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for part, size := range c.parts {
			w, err := z.Create(part)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := form.Import("f", out.Bytes(), model(), form.Defaults{}); len(kinds(err)) == 0 ||
			kinds(err)[0] != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWorkbook looks at what a person may change, and at the sheet nobody sees.
func TestWorkbook(t *testing.T) {
	_, err := changed(t, func(f *excelize.File) {
		if visible, _ := f.GetSheetVisible("fathom"); visible {
			t.Error("the sheet fathom is in view")
		}
		rows, _ := f.GetRows("Questions")
		for r := 2; r < len(rows); r++ {
			for c, key := range rows[0] {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				id, _ := f.GetCellStyle("Questions", cell)
				style, err := f.GetStyle(id)
				if err != nil {
					t.Fatal(err)
				}
				open := style.Protection != nil && !style.Protection.Locked
				want := slices.Contains([]string{"answer", "reason", "note", "evidence", "confidence"}, key)
				if open != want {
					t.Fatalf("%s: open %v, want %v", cell, open, want)
				}
			}
		}
		lists, _ := f.GetDataValidations("Questions")
		if len(lists) != 2*(len(rows)-2) {
			t.Errorf("%d lists for %d rows", len(lists), len(rows)-2)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

var xlsName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func TestXLSForm(t *testing.T) {
	m := model()
	var out bytes.Buffer
	if err := form.WriteXLSForm(&out, m, form.Options{Langs: []say.Language{"zh"}}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lists, choices := map[string]bool{}, map[string]bool{}
	for i, row := range sheet(t, book, "choices") {
		if i == 0 {
			continue
		}
		if lists[row[0]] = true; choices[row[0]+" "+row[1]] || row[2] == "" || row[3] == "" {
			t.Errorf("choice %v", row)
		}
		choices[row[0]+" "+row[1]] = true
	}
	names, criteria, depth := map[string]bool{}, 0, 0
	for i, row := range sheet(t, book, "survey") {
		kind, list, _ := strings.Cut(row[0], " ")
		switch {
		case i == 0:
			continue
		case kind == "end_group":
			depth--
			continue
		case kind == "begin_group":
			depth++
		case kind == "select_one" && !lists[list]:
			t.Errorf("no list %s", list)
		}
		name := strings.ToLower(row[1])
		if names[name] || !xlsName.MatchString(row[1]) {
			t.Errorf("name %s", row[1])
		}
		names[name] = true
		if kind != "calculate" && (row[2] == "" || row[3] == "") {
			t.Errorf("%s has no label in one language", row[1])
		}
		if at, ok := m.Index(row[len(row)-1]); ok && m.Criterion(at).ID == row[12] {
			criteria++
		}
	}
	if criteria != m.Len() || depth != 0 {
		t.Errorf("%d criteria, depth %d", criteria, depth)
	}
	if s := sheet(t, book, "settings"); strings.Join(s[1], "|") != "渠道团队成熟度|channel_team|1.1.0|中文 (zh)" {
		t.Errorf("settings %v", s)
	}
}

func sheet(t *testing.T, book *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := book.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestXLSFormData reads what KoboToolbox exports for our form, with and without the names of the groups.
func TestXLSFormData(t *testing.T) {
	data := "start;fathom_rubric;fathom_version;fathom_subject;fathom_date;fathom_group_direction/q_goals_strategy__goal_quality;fathom_group_direction/q_goals_strategy__goal_quality_note;q_roles__overlap_control;q_roles__overlap_control_reason;_id\n" +
		"x;channel-team;1.1.0;henan;2026-11-20;3;n;na;none;1\n"
	got, err := form.Import("f", []byte(data), model(), form.Defaults{Rater: "k"})
	if err != nil {
		t.Fatal(err)
	}
	i, _ := model().Index("roles/overlap-control")
	a := got.Respondents[0].Assessment
	if a.Answers[0].Level != 3 || a.Answers[0].Note != "n" || a.Answers[i].State != assess.NotApplicable ||
		strings.Join(got.Dropped, ",") != "start,_id" || a.Raters[0].ID != "k" {
		t.Errorf("%+v %v", a, got.Dropped)
	}
}

// TestDimensions: every sheet of a form and of an XLSForm says how far it goes; ODK's converter reads no further.
func TestDimensions(t *testing.T) {
	var out, book bytes.Buffer
	if err := form.WriteXLSForm(&out, model(), form.Options{Langs: []say.Language{"zh"}}); err != nil {
		t.Fatal(err)
	}
	checkDimensions(t, out.Bytes())
	if err := form.WriteXLSX(&book, model(), nil, form.Options{Langs: []say.Language{"zh"}}); err != nil {
		t.Fatal(err)
	}
	checkDimensions(t, book.Bytes())
}

// TestFont: a form in Chinese names a font with Chinese signs, one in English one that every office has.
func TestFont(t *testing.T) {
	m := model()
	for want, langs := range map[string][]say.Language{"Calibri": {"en"}, "Microsoft YaHei": {"en", "zh"}} {
		var out bytes.Buffer
		if err := form.WriteXLSX(&out, m, nil, form.Options{Langs: langs}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, sheet := range f.GetSheetList() {
			id, err := f.GetCellStyle(sheet, "B2")
			if err != nil {
				t.Fatal(err)
			}
			if s, err := f.GetStyle(id); err != nil || s.Font.Family != want {
				t.Errorf("%v, %s: %+v, %v; want %s", langs, sheet, s.Font, err, want)
			}
		}
	}
}

func checkDimensions(t *testing.T, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		widest := 0
		for _, row := range rows {
			widest = max(widest, len(row))
		}
		last, _ := excelize.CoordinatesToCellName(widest, len(rows))
		if got, err := f.GetSheetDimension(sheet); err != nil || got != "A1:"+last {
			t.Errorf("%s goes to %q, %v; want A1:%s", sheet, got, err, last)
		}
	}
}
