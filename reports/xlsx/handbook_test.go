package xlsx_test

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/reports/handbook"
	"fathom/reports/xlsx"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

func bookOf(t *testing.T, r *rubric.Rubric, id string, lang say.Language) []byte {
	t.Helper()
	rep, _ := handbook.New(r, r.Digest(), id, lang)
	var out bytes.Buffer
	if err := xlsx.Write(&out, rep.Workbook()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// column finds a column of a sheet by its head.
func column(t *testing.T, rows [][]string, head string) int {
	t.Helper()
	i := slices.Index(rows[1], head)
	if i < 0 {
		t.Fatalf("no column %q in %q", head, rows[1])
	}
	return i
}

// TestHandbookHasAll counts: one row a criterion with a column a level, one row a step, one row a clause, in both
// languages.
func TestHandbookHasAll(t *testing.T) {
	r := channelteam.Rubric()
	names := map[say.Language][]string{"zh": {"标尺与规则", "标准", "事项", "行动", "来源"}, "en": {"Scale & rules", "Criteria", "Practices", "Actions", "Sources"}}
	for lang, sheets := range names {
		f := open(t, bookOf(t, r, "", lang))
		if got := f.GetSheetList(); !slices.Equal(got, sheets) {
			t.Fatalf("sheets %q", got)
		}
		all := map[string][][]string{}
		for i, want := range []int{0, 91, 31, 31 * 4, 163} {
			rows, err := f.GetRows(sheets[i])
			if err != nil || want > 0 && len(rows) != want+2 {
				t.Fatalf("%s: %d rows, want %d; %v", sheets[i], len(rows)-2, want, err)
			}
			all[sheets[i]] = rows
		}
		criteria, steps, row, step := all[sheets[1]], all[sheets[3]], 2, 2
		for _, p := range r.Practices {
			for _, c := range p.Criteria {
				if criteria[row][0] != rubric.FullID(p.ID, c.ID) {
					t.Fatalf("row %d is %q", row, criteria[row][0])
				}
				for _, l := range r.Scale(c.Scale).Levels {
					at := column(t, criteria, strconv.Itoa(l.Level)+" "+l.Name[string(lang)])
					if got, want := criteria[row][at], c.Levels[l.Level][string(lang)]; got != want {
						t.Errorf("%s: %q, want %q", lang, got, want)
					}
				}
				row++
			}
			for _, a := range p.Actions {
				if got := steps[step]; got[0] != p.ID || got[2] != strconv.Itoa(a.To) ||
					got[3] != a.Text[string(lang)] || got[5] != strconv.Itoa(a.Days) ||
					got[6] != strconv.FormatFloat(a.PersonDays, 'f', -1, 64) || got[7] != string(a.Effort) ||
					got[8] != a.KPI[string(lang)] {
					t.Errorf("%s: %q, want %q", lang, got, a.Text[string(lang)])
				}
				step++
			}
		}
	}
}

// TestHandbookSheets: numbers are numbers, heads are frozen, filtered, repeated in print and high enough for their
// texts.
func TestHandbookSheets(t *testing.T) {
	data := bookOf(t, channelteam.Rubric(), "", "en")
	f := open(t, data)
	rows, _ := f.GetRows("Practices")
	at := column(t, rows, "Target: Mature")
	cell, _ := excelize.CoordinatesToCellName(at+1, 3)
	if kind, err := f.GetCellType("Practices", cell); err != nil || kind != excelize.CellTypeUnset ||
		rows[2][at] != "4" {
		t.Errorf("the target is a %v: %q, %v", kind, rows[2][at], err)
	}
	if got := rows[6][column(t, rows, "What must come first")]; rows[6][0] != "roles" || got != "" {
		t.Errorf("%s waits for %q", rows[6][0], got)
	}
	if h, err := f.GetRowHeight("Practices", 2); err != nil || h < 30 {
		t.Errorf("a head of two lines is %v high, %v", h, err)
	}
	for i, sheet := range f.GetSheetList() {
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 2 {
			t.Errorf("%s: %+v %v", sheet, panes, err)
		}
		for _, xml := range parts(t, data, "xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml") {
			if !strings.Contains(xml, "<autoFilter") || !strings.Contains(xml, `orientation="landscape"`) ||
				!strings.Contains(xml, "fitToPage") {
				t.Errorf("%s: no filter or print set-up", sheet)
			}
		}
	}
	if !bytes.Equal(data, bookOf(t, channelteam.Rubric(), "", "en")) {
		t.Error("the same handbook gives two workbooks")
	}
}

// TestHandbookOfOne: what is not about the one is not there.
func TestHandbookOfOne(t *testing.T) {
	for id, want := range map[string]string{"people": "Scale & rules, Criteria 8, Practices 3, Actions 12", "roles/overlap-control": "Scale & rules, Criteria 1"} {
		f := open(t, bookOf(t, channelteam.Rubric(), id, "en"))
		got := []string{}
		for i, sheet := range f.GetSheetList() {
			if rows, _ := f.GetRows(sheet); i > 0 {
				sheet += " " + strconv.Itoa(len(rows)-2)
			}
			got = append(got, sheet)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// TestHostileRubric: no text of a rubric becomes a formula, and all of it can be read.
func TestHostileRubric(t *testing.T) {
	source, err := os.ReadFile("../../testdata/rubrics/hostile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "hostile.yaml", Data: source})
	if err != nil {
		t.Fatal(err)
	}
	data := bookOf(t, r, "", "en")
	for name, xml := range parts(t, data, "xl/") {
		if strings.Contains(xml, "<f>") || strings.ContainsAny(xml, "\x1b\u202e") {
			t.Errorf("%s holds a formula or a control character", name)
		}
	}
	rows, err := open(t, data).GetRows("Criteria")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got, want := rows[2][column(t, rows, "0 =1+1 <b>")], safe.Line(r.Practices[0].Criteria[0].Levels[0]["en"]); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := rows[2][column(t, rows, "Weight")]; got != "3" {
		t.Errorf("weight %q", got)
	}
}
