package form_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/channelteam"
)

// dated are styles of cells by number: 0 none, then built-in formats of a date, of its time and of a day, and ours.
func dated(p map[string]string) {
	const formats = `<numFmt numFmtId="164" formatCode="yyyy/m/d;@"/>` +
		`<numFmt numFmtId="165" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\ 上午/下午h:mm"/>` +
		`<numFmt numFmtId="166" formatCode="mmm\-yy"/><numFmt numFmtId="167" formatCode="[h]:mm"/>` +
		`<numFmt numFmtId="168" formatCode="0&quot; days&quot;"/><numFmt numFmtId="169" formatCode="_-* #,##0\ [$kr-41D]_d"/>`
	xfs := `<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="31"/><xf numFmtId="20"/>`
	for id := 164; id <= 169; id++ {
		xfs += fmt.Sprintf(`<xf numFmtId="%d"/>`, id)
	}
	p["xl/styles.xml"] = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>` +
		formats + `</numFmts><cellXfs>` + xfs + `</cellXfs></styleSheet>`
}

// since1904 counts the days of a workbook from 1904.
func since1904(p map[string]string) {
	replaced("xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`)(p)
}

// TestDatesInCells: a date stands in a note as the sheet shows it, and never as the number of days that it is kept as.
// 46346 days after 30 December 1899 is 20 November 2026; 842 minutes after midnight is 14:02.
func TestDatesInCells(t *testing.T) {
	for cell, want := range map[string]string{
		`<c r="C4"><v>46346</v></c>`:                                 "46346",
		`<c r="C4" s="1"><v>46346</v></c>`:                           "2026-11-20",
		`<c r="C4" s="1"><v>46346.999999999</v></c>`:                 "2026-11-20",
		`<c r="C4" s="2"><v>46346.58472222222</v></c>`:               "2026-11-20 14:02",
		`<c r="C4" s="3"><v>46346.58472222222</v></c>`:               "2026-11-20",
		`<c r="C4" s="4"><v>46346.58472222222</v></c>`:               "14:02",
		`<c r="C4" s="4"><v>0.584722222222222</v></c>`:               "14:02",
		`<c r="C4" s="5"><v>46346</v></c>`:                           "2026-11-20",
		`<c r="C4" s="6"><v>46346.58472222222</v></c>`:               "2026-11-20 14:02",
		`<c r="C4" s="7"><v>46346</v></c>`:                           "2026-11-20",
		`<c r="C4" s="8"><v>1.5</v></c>`:                             "1.5",
		`<c r="C4" s="9"><v>30</v></c>`:                              "30",
		`<c r="C4" s="10"><v>30</v></c>`:                             "30",
		`<c r="C4" s="1"><v>1</v></c>`:                               "1900-01-01",
		`<c r="C4" s="1"><v>59</v></c>`:                              "1900-02-28",
		`<c r="C4" s="1"><v>60</v></c>`:                              "60", // 29 February 1900: counted, and never was
		`<c r="C4" s="1"><v>61</v></c>`:                              "1900-03-01",
		`<c r="C4" s="1"><v>0</v></c>`:                               "0",
		`<c r="C4" s="1"><v>-3</v></c>`:                              "-3",
		`<c r="C4" s="1"><v>2958465</v></c>`:                         "9999-12-31",
		`<c r="C4" s="1"><v>2958466</v></c>`:                         "2958466",
		`<c r="C4" t="d"><v>2026-11-20</v></c>`:                      "2026-11-20",
		`<c r="C4" t="d"><v>2026-11-20T00:00:00</v></c>`:             "2026-11-20",
		`<c r="C4" t="d"><v>2026-11-20T14:02:33.5Z</v></c>`:          "2026-11-20 14:02:33",
		`<c r="C4" t="d" s="1"><v>2026-11-20T14:02:00</v></c>`:       "2026-11-20",
		`<c r="C4" t="d" s="2"><v>2026-11-20T14:02:00.000</v></c>`:   "2026-11-20 14:02",
		`<c r="C4" t="d" s="1"><v>2026-W47</v></c>`:                  "2026-W47",
		`<c r="C4" s="1" t="inlineStr"><is><t>20.11.26</t></is></c>`: "20.11.26",
		`<c r="C4" s="1" t="str"><v>46346</v></c>`:                   "46346",
		`<c r="C4" s="99"><v>46346</v></c>`:                          "46346",
	} {
		p := parts(answered(`<c r="B4"><v>3</v></c>` + cell))
		dated(p)
		got, err := importBook(t, p)
		if err != nil || got.Respondents[0].Assessment.Answers[0].Note != want {
			t.Errorf("%s: %v %+v, want %s", cell, err, got, want)
		}
	}
}

// TestDateOfForm: the date of the form, however the cell is written, also where days are counted from 1904: the same
// day is 1462 days fewer.
func TestDateOfForm(t *testing.T) {
	for cell, want := range map[string]string{
		`<c r="B3"><v>%d</v></c>`:                                               "2026-11-20",
		`<c r="B3" s="1"><v>%d</v></c>`:                                         "2026-11-20",
		`<c r="B3" s="2"><v>%d.9999999</v></c>`:                                 "2026-11-20",
		`<c r="B3" s="3"><v>%d.5</v></c>`:                                       "2026-11-20",
		`<c r="B3" s="7"><v>%d</v></c>`:                                         "2026-11-20",
		`<c r="B3" t="d"><v>2026-11-20T14:02:00</v></c><!--%d-->`:               "2026-11-20",
		`<c r="B3" t="inlineStr"><is><t>2026/11/20 14:02</t></is></c><!--%d-->`: "2026-11-20",
	} {
		for _, since := range []int{1900, 1904} {
			days := 46346
			if since == 1904 {
				days = 44884
			}
			rows := strings.Replace(answered(`<c r="B4"><v>3</v></c>`), `<c r="B3"><v>46346</v></c>`, fmt.Sprintf(cell, days), 1)
			p := parts(rows)
			if since == 1904 {
				since1904(p)
			}
			dated(p)
			got, err := importBook(t, p)
			if err != nil || got.Respondents[0].Assessment.Date != want {
				t.Errorf("%s since %d: %v %+v", cell, since, err, got)
			}
		}
	}
}

// TestBookOf1904: a form that was turned into a workbook of 1904 says the same dates.
func TestBookOf1904(t *testing.T) {
	p := parts(answered(`<c r="B4"><v>3</v></c><c r="C4" s="1"><v>0</v></c>`))
	dated(p)
	since1904(p)
	p["xl/worksheets/sheet1.xml"] = strings.Replace(p["xl/worksheets/sheet1.xml"], "<v>46346</v>", "<v>44884</v>", 1)
	got, err := importBook(t, p)
	if err != nil || got.Respondents[0].Assessment.Answers[0].Note != "1904-01-01" ||
		got.Respondents[0].Assessment.Date != "2026-11-20" {
		t.Errorf("%v %+v", err, got)
	}
}

// TestDatesOfLibrary: what the library that writes workbooks makes of a time comes in as that time.
func TestDatesOfLibrary(t *testing.T) {
	at := time.Date(2026, 11, 20, 14, 2, 0, 0, time.UTC)
	got, err := changed(t, func(f *excelize.File) {
		set("Questions", "G3", 4)(f)
		set("Questions", "O3", at)(f)
		set("Start", "C10", at)(f)
	})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Respondents[0].Assessment
	if a.Answers[0].Note != "2026-11-20 14:02" || a.Date != "2026-11-20" {
		t.Errorf("%+v %s", a.Answers[0], a.Date)
	}
}

// TestVersionOfSpreadsheet: what a spreadsheet makes of a version is told as such, and any other version is not.
func TestVersionOfSpreadsheet(t *testing.T) {
	for version, forms := range map[string]map[string]string{
		"2026.10": {"2026.1": "takes 2026.10 for a number", "2026,1": "takes 2026.10 for a number",
			"2026-10-01": "may make a date", "2026.11": "the one in use is 2026.10 [", "2026.100": "the one in use is 2026.10 ["},
		"2.0":   {"2": "takes 2.0 for a number", "3": "the one in use is 2.0 ["},
		"1.1.0": {"1.1": "the one in use is 1.1.0 [", "2026-10-01": "the one in use is 1.1.0 ["},
	} {
		r := *channelteam.Rubric()
		r.Version = version
		for got, want := range forms {
			text := longHead + "rubric,channel-team,,,,\nversion,\"" + got + "\",,,,\n" + first + ",3,,,,\n"
			_, err := form.Import("f.csv", []byte(text), assess.Compile(&r), form.Defaults{})
			if err == nil || !strings.HasPrefix(err.Error(), "f.csv:5:2: ") || !strings.Contains(err.Error(), want) {
				t.Errorf("%s for %s: %v", got, version, err)
			}
		}
	}
}
