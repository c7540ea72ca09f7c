package form_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
)

// parts are the parts of a workbook of one sheet that is called S, by their names; a test changes what it is about.
func parts(rows string) map[string]string {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	const relations = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	const content = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + relations + `"`
	const types = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	return map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="` + types + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + types + `worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="` + types + `sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="` + types + `styles+xml"/></Types>`,
		"_rels/.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": head + `<workbook ` + content + `><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="` + relations + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relations + `/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="rId3" Type="` + relations + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": head + `<worksheet ` + content + `><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     head + `<sst ` + content + `><si><t>id</t></si><si><t>answer</t></si><si><t>note</t></si></sst>`,
		"xl/styles.xml": head + `<styleSheet ` + content + `><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0&quot;x&quot;%"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
	}
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string) {
		w, err := z.Create(strings.TrimSuffix(name, " again"))
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put("[Content_Types].xml")
	for name := range parts {
		if name != "[Content_Types].xml" {
			put(name)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The first rows of a form with a row a criterion: its keys, the facts that must be there, and two criteria.
const (
	keys  = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`
	facts = `<row r="2"><c r="A2" t="inlineStr"><is><t>subject</t></is></c><c r="B2" t="inlineStr"><is><t>henan</t></is></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>date</t></is></c><c r="B3"><v>46346</v></c></row>`
	first, second = "goals-strategy/goal-quality", "goals-strategy/strategy-definition"
)

// criterion is the row of a criterion with its other cells.
func criterion(row int, id, cells string) string {
	return fmt.Sprintf(`<row r="%d"><c r="A%[1]d" t="inlineStr"><is><t>%s</t></is></c>%s</row>`, row, id, cells)
}

// answered is such a form with the cells of the first criterion in row 4.
func answered(cells string) string { return keys + facts + criterion(4, first, cells) }

func replaced(name, old, with string) func(map[string]string) {
	return func(p map[string]string) {
		if !strings.Contains(p[name], old) {
			panic(old)
		}
		p[name] = strings.ReplaceAll(p[name], old, with)
	}
}

func importBook(t testing.TB, p map[string]string) (*form.Result, error) {
	t.Helper()
	return form.Import("f.xlsx", zipped(t, p), model(), form.Defaults{})
}

// TestDamagedBooks: what stands in two places, in none, or stands for something else is an error with its place: a
// library that reads workbooks takes most of these for answers.
func TestDamagedBooks(t *testing.T) {
	sheetAfter := func(tail string) func(map[string]string) {
		return replaced("xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData>"+tail)
	}
	for name, c := range map[string]struct {
		rows   string
		change func(map[string]string)
		want   string
	}{
		"boolean":             {rows: answered(`<c r="B4" t="b"><v>1</v></c>`), want: "f.xlsx:S!B4: TRUE is not a level here"},
		"boolean, false":      {rows: answered(`<c r="B4" t="b"><v>0</v></c>`), want: "f.xlsx:S!B4: FALSE is not a level here"},
		"error":               {rows: answered(`<c r="B4"><v>3</v></c><c r="C4" t="e"><v>#N/A</v></c>`), want: "f.xlsx:S!C4: #N/A is an error of the spreadsheet"},
		"cell twice":          {rows: answered(`<c r="B4"><v>3</v></c><c r="B4"><v>5</v></c>`), want: "f.xlsx:S!B4: the cell is there twice"},
		"two values":          {rows: answered(`<c r="B4"><v>3</v><v>4</v></c>`), want: "f.xlsx:S!B4: the cell has two values"},
		"cell twice, blank":   {rows: answered(`<c r="B4"><v>3</v></c><c r="B4"/>`), want: "f.xlsx:S!B4: the cell is there twice"},
		"cell twice, implied": {rows: answered(`<c><v>3</v></c><c r="B4"><v>5</v></c>`), want: "f.xlsx:S!B4: the cell is there twice"},
		"row twice":           {rows: answered(`<c r="B4"><v>3</v></c>`) + criterion(4, second, `<c r="B4"><v>5</v></c>`), want: "f.xlsx:S!A4: the row 4 is there twice"},
		"rows out of order":   {rows: keys + facts + criterion(9, first, `<c r="B9"><v>3</v></c>`) + criterion(5, second, `<c r="B5"><v>5</v></c>`), want: "f.xlsx:S!A5: row 5, although row 9 is already read"},
		"cell of another row": {rows: answered(`<c r="B7"><v>3</v></c>`), want: "f.xlsx:S!B7: the cell stands in the row 4"},
		"missing text":        {rows: answered(`<c r="B4"><v>3</v></c><c r="C4" t="s"><v>3</v></c>`), want: "f.xlsx:S!C4: the text of this cell is missing"},
		"missing text, level": {rows: answered(`<c r="B4" t="s"><v>4</v></c>`), want: "f.xlsx:S!B4: the text of this cell is missing"},
		"no number of a text": {rows: answered(`<c r="B4"><v>3</v></c><c r="C4" t="s"/>`), want: "f.xlsx:S!C4: the text of this cell is missing"},
		"no texts": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the text of this cell is missing",
			change: replaced("xl/_rels/workbook.xml.rels", `/sharedStrings"`, `/other"`)},
		"formula":            {rows: answered(`<c r="B4"><f>1+1</f></c>`), want: "f.xlsx:S!B4: a formula"},
		"formula, its value": {rows: answered(`<c r="B4"><f>1+1</f><v>2</v></c>`), want: "f.xlsx:S!B4: a formula"},
		"formula, shared":    {rows: answered(`<c r="B4"><f t="shared" si="0"/><v>2</v></c>`), want: "f.xlsx:S!B4: a formula"},
		"hundredths":         {rows: answered(`<c r="B4" s="1"><v>1</v></c>`), want: "f.xlsx:S!B4: 100% is not a level here"},
		"hundredths, own":    {rows: answered(`<c r="B4" s="2"><v>0.05</v></c>`), want: "f.xlsx:S!B4: 5% is not a level here"},
		"beyond the head":    {rows: answered(`<c r="B4"><v>3</v></c><c r="E4"><v>5</v></c>`), want: "f.xlsx:S!E4: no head stands above this cell"},
		"merged down": {rows: answered(`<c r="B4"><v>3</v></c>`) + criterion(5, second, ""), want: "f.xlsx:S!B4: merged cells",
			change: sheetAfter(`<mergeCells count="1"><mergeCell ref="B4:B5"/></mergeCells>`)},
		"merged across": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "f.xlsx:S!B4: merged cells", change: sheetAfter(`<mergeCells><mergeCell ref="B4:C4"/></mergeCells>`)},
		"sheet twice": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the sheet s is there twice",
			change: replaced("xl/workbook.xml", "</sheets>", `<sheet name="s" sheetId="2" r:id="rId2"/></sheets>`)},
		"one part for two sheets": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the sheet T is there twice",
			change: replaced("xl/workbook.xml", "</sheets>", `<sheet name="T" sheetId="2" r:id="rId1"/></sheets>`)},
		"texts named twice": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the part sharedStrings of the workbook is there twice",
			change: replaced("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="r9" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)},
		"styles named twice": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the part styles of the workbook is there twice",
			change: replaced("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="r9" Type="x/styles" Target="styles.xml"/></Relationships>`)},
		"many relations": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "1000 parts",
			change: replaced("xl/_rels/workbook.xml.rels", "</Relationships>",
				strings.Repeat(`<Relationship Id="x" Type="x/y" Target="y"/>`, 1000)+`</Relationships>`)},
		"many sheets": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "1000 parts",
			change: func(p map[string]string) { // drawings, each under a name of its own: none is a part
				replaced("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="x" Type="x/chartsheet" Target="y"/></Relationships>`)(p)
				replaced("xl/workbook.xml", "</sheets>", strings.Repeat(`<sheet name="n" r:id="x"/>`, 1000)+"</sheets>")(p)
			}},
		"part twice": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "the part xl/worksheets/sheet1.xml of the workbook is there twice",
			change: func(p map[string]string) {
				p["xl/worksheets/sheet1.xml again"] = strings.ReplaceAll(p["xl/worksheets/sheet1.xml"], "<v>3</v>", "<v>5</v>")
			}},
		"long cell": {rows: answered(`<c r="B4"><v>3</v></c><c r="D4" t="inlineStr"><is><t>` + strings.Repeat("长", 32_768) + `</t></is></c>`),
			want: "f.xlsx:S!D4: the text has 32768 characters; the limit is 32767"},
		"far right": {rows: answered(`<c r="B4"><v>3</v></c><c r="GS4"><v>5</v></c>`), want: "f.xlsx:S!GS4: no head stands above this cell"},
		"cut": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "not a workbook that can be read",
			change: func(p map[string]string) {
				p["xl/worksheets/sheet1.xml"], _, _ = strings.Cut(p["xl/worksheets/sheet1.xml"], "</row></sheetData>")
			}},
		"crossed":       {rows: answered(`<c r="B4"><v>3</c></v>`), want: "not a workbook that can be read"},
		"document type": {rows: answered(`<c r="B4"><v>3</v></c>`), want: "not a workbook that can be read", change: replaced("xl/worksheets/sheet1.xml", "<worksheet", `<!DOCTYPE w [<!ENTITY x "y">]><worksheet`)},
		"entity":        {rows: answered(`<c r="B4"><v>&x;</v></c>`), want: "not a workbook that can be read"},
		"unknown kind":  {rows: answered(`<c r="B4" t="x"><v>3</v></c>`), want: "not a workbook that can be read"},
		"no place":      {rows: answered(`<c r="4B"><v>3</v></c>`), want: "not a workbook that can be read"},
		"row zero":      {rows: `<row r="0"/>` + answered(`<c r="B4"><v>3</v></c>`), want: "not a workbook that can be read"},
		"no main part":  {rows: keys, want: "not a workbook that can be read", change: replaced("_rels/.rels", "officeDocument\"", "other\"")},
	} {
		p := parts(c.rows)
		if c.change != nil {
			c.change(p)
		}
		if _, err := importBook(t, p); kinds(err) == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

// TestOtherBooks: however a program writes a cell, it is read as the person sees it.
func TestOtherBooks(t *testing.T) {
	for name, c := range map[string]struct {
		cells  string
		change func(map[string]string)
		level  int
		note   string
	}{
		"plain":            {cells: `<c r="B4"><v>3</v></c>`, level: 3},
		"no places":        {cells: `<c><v>3</v></c><c t="inlineStr"><is><t>n</t></is></c>`, level: 3, note: "n"},
		"with an exponent": {cells: `<c r="B4"><v>3E0</v></c>`, level: 3},
		"decimals":         {cells: `<c r="B4" t="n"><v>3.0</v></c>`, level: 3},
		"rich text":        {cells: `<c r="B4" t="inlineStr"><is><r><rPr><b/></rPr><t>3</t></r></is></c><c r="C4" t="inlineStr"><is><r><t>two </t></r><r><t xml:space="preserve">runs</t></r></is></c>`, level: 3, note: "two runs"},
		"how it is spoken": {cells: `<c r="B4"><v>3</v></c><c r="C4" t="inlineStr"><is><t>渠道</t><rPh sb="0" eb="1"><t>チャネル</t></rPh></is></c>`, level: 3, note: "渠道"},
		"escaped":          {cells: `<c r="B4"><v>3</v></c><c r="C4" t="inlineStr"><is><t>a_x0041__x005F_x0042_&amp;&#10;b</t></is></c>`, level: 3, note: "aA_x0042_&\nb"},
		"out of order":     {cells: `<c r="C4" t="inlineStr"><is><t>n</t></is></c><c r="B4"><v>3</v></c>`, level: 3, note: "n"},
		"a word":           {cells: `<c r="B4" t="str"><v>3 </v></c>`, level: 3},
		"others' value":    {cells: `<c r="B4" s="0"><v>3</v><extLst><ext><v>4</v></ext></extLst></c>`, level: 3},
		"marked up":        {cells: `<c r="B4" s="0"><v>3</v><extLst><ext><t>9</t></ext></extLst></c>`, level: 3},
		"absolute target":  {cells: `<c r="B4"><v>3</v></c>`, level: 3, change: replaced("xl/_rels/workbook.xml.rels", `"worksheets/`, `"/xl/worksheets/`)},
		"prefixes": {cells: `<c r="B4"><v>3</v></c>`, level: 3, change: func(p map[string]string) {
			s := strings.NewReplacer("<c ", "<x:c ", "</c>", "</x:c>", "<v>", "<x:v>", "</v>",
				"</x:v>").Replace(p["xl/worksheets/sheet1.xml"])
			p["xl/worksheets/sheet1.xml"] = strings.Replace(s, "xmlns=", `xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns=`, 1)
		}},
		"merged elsewhere": {cells: `<c r="B4"><v>3</v></c>`, level: 3, change: replaced("xl/worksheets/sheet1.xml", "</sheetData>",
			`</sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="E4:F9"/><mergeCell ref="C4:C6"/></mergeCells>`)},
	} {
		p := parts(answered(c.cells))
		if c.change != nil {
			c.change(p)
		}
		got, err := importBook(t, p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a := got.Respondents[0].Assessment.Answers[0]; a.State != assess.Answered || a.Level != c.level ||
			a.Note != c.note {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

// TestUnread: what is not read is named: sheets after the first one, and columns without a head.
func TestUnread(t *testing.T) {
	p := parts(strings.Replace(answered(`<c r="B4"><v>3</v></c><c r="C4"><v>1</v></c><c r="D4"><v>2</v></c>`), `<c r="C1" t="s"><v>2</v></c>`, `<c r="D1" t="s"><v>2</v></c>`, 1))
	p["xl/worksheets/sheet2.xml"] = p["xl/worksheets/sheet1.xml"]
	replaced("xl/workbook.xml", "</sheets>", `<sheet name="more" sheetId="2" r:id="rId9"/><sheet name="no" sheetId="3" state="hidden" r:id="rId8"/></sheets>`)(p)
	replaced("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId8" Type="x/worksheet" Target="worksheets/sheet3.xml"/></Relationships>`)(p)
	got, err := importBook(t, p)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got.Unread) != "[more]" || got.Respondents[0].Assessment.Answers[0].Note != "2" {
		t.Errorf("unread %v, %+v", got.Unread, got.Respondents[0].Assessment.Answers[0])
	}
	wide := "[" + first + "],,[fathom_subject],[fathom_date]\n3,lost,henan,2026-11-20\n"
	if got := imported(t, []byte(wide)); fmt.Sprint(got[0].Assessment.Answers[0].Level) != "3" {
		t.Errorf("%+v", got[0].Assessment.Answers[0])
	}
	result, err := form.Import("f.csv", []byte(wide), model(), form.Defaults{})
	if err != nil || fmt.Sprint(result.Dropped) != "[B]" {
		t.Errorf("dropped %v, %v", result, err)
	}
}

// TestShiftedRows: rows of CSV that do not fit the head are errors; what is blank beyond it is not.
func TestShiftedRows(t *testing.T) {
	head := "fathom_subject,fathom_date,[" + first + "],[" + second + "]\n"
	for name, c := range map[string]struct{ text, want string }{
		"longer":            {head + "henan,2026-11-20,3,4,5\n", "f.csv:2:5: the row has more cells than the head"},
		"shifted by a text": {"[" + first + "#note]," + head + "well, yes,henan,2026-11-20,3,4\n", "f.csv:2:6: the row has more cells than the head"},
		"a blank head":      {strings.TrimSuffix(head, "\n") + ",\nhenan,2026-11-20,3,4,5\n", "f.csv:2:5: the row has more cells than the head"},
		"long form":         {"id,answer,note\nsubject,henan\ndate,2026-11-20\n" + first + ",3,well, yes\n", "f.csv:4:4: the row has more cells than the head"},
		"other separator":   {head + "henan,2026-11-20,3,4\nhunan;2026-11-20;3;4\n", `f.csv:3:1: the cells of this row are parted by ';', those of the first row by ','`},
		"half of it":        {head + "\"a, b\";2026-11-20;3\n", `f.csv:2:1`},
		"quoted as a whole": {strings.ReplaceAll(head, ",", ";") + "\"henan,2026-11-20,3,4\"\n", `f.csv:2:1: the cells of this row are parted by ',', those of the first row by ';'`},
		"long cell":         {head + "henan,2026-11-20,3,4\nhunan,2026-11-20," + strings.Repeat("x", 32_768) + ",4\n", "f.csv:3:3: the text has 32768 characters; the limit is 32767"},
		"zero bytes":        {head + "henan,2026-11-20,3\x00,4\n", "f.csv"},
	} {
		if _, err := form.Import("f.csv", []byte(c.text), model(), form.Defaults{}); kinds(err) == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
	for name, text := range map[string]string{
		"blank beyond":  head + "henan,2026-11-20,3,4,,,\n",
		"shorter":       head + "henan,2026-11-20,3\n",
		"only commas":   head + "henan,2026-11-20,3,4\n,,,,,,,\n",
		"a blank head":  strings.TrimSuffix(head, "\n") + ",,\nhenan,2026-11-20,3,4,,\n",
		"quoted breaks": strings.TrimSuffix(head, "\n") + ",[" + first + "#note]\nhenan,2026-11-20,3,4,\"a;\nb;\nc;d;\"\n",
	} {
		if got := imported(t, []byte(text)); len(got) != 1 || got[0].Assessment.Answers[0].Level != 3 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestBombs: a small workbook that unfolds to much is refused in little memory. The bounds are a few times what a
// workbook may hold.
func TestBombs(t *testing.T) {
	row := func(n, cells int, cell string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<row r="%d">`, n)
		for range cells {
			b.WriteString(cell)
		}
		return b.String() + "</row>"
	}
	rows := func(n, cells int, cell string) string {
		var b strings.Builder
		for r := range n {
			b.WriteString(row(r+1, cells, cell))
		}
		return b.String()
	}
	farRight := ""
	for r := range 5000 {
		farRight += fmt.Sprintf(`<row r="%d"><c r="XFD%[1]d"><v>1</v></c></row>`, r+1)
	}
	text := `<si><t>` + strings.Repeat("x", 32_767) + `</t></si>`
	for name, c := range map[string]struct{ rows, texts, want string }{
		"one text in 100,000 cells": {rows(1000, 100, `<c t="s"><v>0</v></c>`), text, "f.xlsx:S!Y11: the cells hold more than 32 MiB of text"},
		"one in a row each":         {rows(5000, 1, `<c t="s"><v>0</v></c>`), text, "f.xlsx:S!A1025: the cells hold more than 32 MiB of text"},
		"texts":                     {rows(1, 1, `<c t="s"><v>0</v></c>`), strings.Repeat("<si/>", 1_000_001), "more than 1000000 texts"},
		"elements":                  {rows(1, 1, `<c><v>1</v></c>`) + strings.Repeat("<row/>", 3_000_000), "", "more than 3000000 elements"},
		"one cell again and again":  {rows(1, 500_000, `<c r="A1"/>`), "", "and 498999 more problems"},
		"formulas":                  {rows(1, 500_000, `<c r="A1"><f>1</f></c>`), "", "more problems"},
		"attributes": {rows(1, 1, `<c><v>1</v></c>`) + "<row" + strings.Repeat(` a=""`, 4_000_000) + "/>", "",
			"not a workbook"},
		"nesting":   {rows(1, 1, strings.Repeat("<a>", 101)+strings.Repeat("</a>", 101)), "", "not a workbook"},
		"far right": {farRight, "", "f.xlsx:S!A245: more than 4000000 cells"},
		"merged":    {keys + "</sheetData>" + strings.Repeat(`<mergeCell ref="A1:B2"/>`, 5001) + "<sheetData>", "", "more than 5000 merged cells"},
	} {
		p := parts(c.rows)
		p["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + c.texts + "</sst>"
		data := zipped(t, p)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := form.Import("f.xlsx", data, model(), form.Defaults{})
		runtime.ReadMemStats(&after)
		if kinds(err) == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %.300v\nwant %s", name, err, c.want)
		}
		var list problem.List
		if n := after.TotalAlloc - before.TotalAlloc; n > 600<<20 ||
			errors.As(err, &list) && len(list) > problem.MaxKept+1 {
			t.Errorf("%s: %d MiB taken, %d problems kept", name, n>>20, len(list))
		} else {
			t.Logf("%s: %d kB, %d MiB taken", name, len(data)>>10, n>>20)
		}
	}
}

// FuzzImportBook: whatever stands in a sheet, reading it ends in answers or in problems with a place, and gives the
// same again.
func FuzzImportBook(f *testing.F) {
	f.Add(answered(`<c r="B4"><v>3</v></c>`))
	f.Add(answered(`<c r="B4" t="b"><v>1</v></c><c r="C4" t="s"><v>9</v></c>`))
	f.Add(keys + facts + criterion(4, first, `<c s="1"><v>1E0</v></c><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>`))
	f.Add(answered(`<c r="B4"><f>1</f></c></row></sheetData><mergeCells><mergeCell ref="B4:C9"/></mergeCells><sheetData><row>`))
	f.Add(`<row r="1"><c t="inlineStr"><is><t>[` + first + `]</t></is></c></row><row><c><v>3</v></c><c/><c t="e"><v>x</v></c></row>`)
	m := model()
	f.Fuzz(func(t *testing.T, rows string) {
		data := zipped(t, parts(rows))
		got, err := form.Import("f.xlsx", data, m, form.Defaults{})
		again, err2 := form.Import("f.xlsx", data, m, form.Defaults{})
		var list problem.List
		if (got == nil) == (err == nil) || fmt.Sprint(err) != fmt.Sprint(err2) ||
			err == nil && len(got.Respondents) != len(again.Respondents) {
			t.Fatalf("%v, %v", err, err2)
		}
		if err != nil && (!errors.As(err, &list) || len(list) > problem.MaxKept+1) {
			t.Fatal(err)
		}
	})
}
