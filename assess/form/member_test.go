package form_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/form"
	"fathom/rubric/say"
)

// TestMemberIsAsked: a blank form that rates a firm of the channel has a place for its name, one of the team alone has
// none; what is filled in there comes back as the assessment's.
func TestMemberIsAsked(t *testing.T) {
	m := model()
	for depth, asked := range map[string]bool{"": true, "quick": true, "member": true, "team": false,
		"quick/team": false} {
		for _, langs := range languages() {
			var table, book, survey bytes.Buffer
			opt := form.Options{Langs: langs, Depth: depth}
			for _, err := range []error{form.WriteCSV(&table, m, nil, opt), form.WriteXLSX(&book, m, nil, opt),
				form.WriteXLSForm(&survey, m, opt)} {
				if err != nil {
					t.Fatal(err)
				}
			}
			if got := strings.Contains(table.String(), "\nmember,"); got != asked {
				t.Errorf("depth %q, %v: asked in CSV: %v", depth, langs, got)
			}
			if got := slices.ContainsFunc(surveyOf(t, survey.Bytes()), func(row map[string]string) bool {
				return row["name"] == "fathom_member" && row["type"] == "text" && row["read_only"] == ""
			}); got != asked {
				t.Errorf("depth %q, %v: asked in the XLSForm: %v", depth, langs, got)
			}
			if asked {
				filled := fillMember(t, book.Bytes())
				if s := imported(t, filled)[0].Assessment.Subject; s.Member != "新乡商贸" || s.Name != "河南" {
					t.Errorf("depth %q, %v: from the workbook came %+v", depth, langs, s)
				}
			}
		}
	}
}

// fillMember fills the first page of a workbook in, by the keys of its rows.
func fillMember(t *testing.T, data []byte) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	start, values := book.GetSheetList()[0], map[string]string{"member": "新乡商贸", "name": "河南", "date": "2026-11-20"}
	for i, row := range sheet(t, book, start) {
		if len(row) == 0 || values[row[0]] == "" {
			continue
		}
		cell, _ := excelize.CoordinatesToCellName(3, i+1)
		if err := book.SetCellStr(start, cell, values[row[0]]); err != nil {
			t.Fatal(err)
		}
		delete(values, row[0])
	}
	if len(values) > 0 {
		t.Fatalf("no row for %v", values)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// surveyOf is the survey sheet of an XLSForm, each row by the heads of the columns.
func surveyOf(t *testing.T, data []byte) (out []map[string]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows := sheet(t, book, "survey")
	for _, row := range rows[1:] {
		by := map[string]string{}
		for c, text := range row {
			by[rows[0][c]] = text
		}
		out = append(out, by)
	}
	return out
}

// TestMemberIsShown: the firm stands beside the part in every form, and in none beside the team's; CSV has the answer
// directly behind the criterion, as the workbook has.
func TestMemberIsShown(t *testing.T) {
	m := model()
	opt := form.Options{Langs: []say.Language{"zh"}, Member: "新乡商贸", Stage: "mature"}
	var table, survey bytes.Buffer
	if err := form.WriteCSV(&table, m, nil, opt); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	head := strings.Join(rows[0], ",")
	if !strings.HasPrefix(head, "\uFEFFid,part,dimension,practice,question,criterion,answer,") {
		t.Error(head)
	}
	parts := map[string]int{}
	for _, row := range rows[1:] {
		if strings.Contains(row[0], "/") {
			parts[row[1]]++
		}
	}
	if len(parts) != 2 || parts["渠道团队"] != 58 || parts["渠道成员：新乡商贸"] != 33 {
		t.Errorf("parts %v", parts)
	}
	if err := form.WriteXLSForm(&survey, m, opt); err != nil {
		t.Fatal(err)
	}
	var groups []string
	given := map[string]string{}
	for _, row := range surveyOf(t, survey.Bytes()) {
		if strings.HasPrefix(row["name"], "fathom_part_") {
			groups = append(groups, row["type"]+" "+row["label::English (en)"])
		}
		if row["read_only"] != "" || row["default"] != "" {
			given[row["name"]] = row["default"] + " " + row["read_only"]
		}
	}
	if want := []string{"begin_group Channel team", "begin_group Partners: 新乡商贸"}; !slices.Equal(groups, want) {
		t.Errorf("groups %q, want %q", groups, want)
	}
	if len(given) != 2 || given["fathom_member"] != "新乡商贸 yes" || given["fathom_stage"] != "mature yes" {
		t.Errorf("locked: %v", given)
	}
	data := "fathom_rubric,fathom_version,fathom_subject,fathom_date,fathom_member," +
		"fathom_part_team/fathom_group_direction/q_goals_strategy__goal_quality\nchannel-team,1.1.0,henan,2026-11-20,新乡商贸,3\n"
	a := imported(t, []byte(data))[0].Assessment
	if a.Subject.Member != "新乡商贸" || a.Answers[0].Level != 3 {
		t.Errorf("%+v", a.Subject)
	}
}
