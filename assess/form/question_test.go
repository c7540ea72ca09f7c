package form_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// asking is the model of the rubric with every key, whose first criterion asks "How much of it is there?".
func asking(t *testing.T) *assess.Model {
	t.Helper()
	const path = "../../testdata/schemas/full-rubric.yaml"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// TestQuestionInForms: the question stands below its criterion in the workbook, before it in CSV, and in the label of
// an XLSForm.
func TestQuestionInForms(t *testing.T) {
	m, opt := asking(t), form.Options{Langs: []say.Language{"en"}}
	var csv, xlsx, survey bytes.Buffer
	if err := form.WriteCSV(&csv, m, nil, opt); err != nil {
		t.Fatal(err)
	}
	if want := "\nalpha/one,Team,Work,Alpha,How much of it is there?,One,,"; !strings.Contains(csv.String(), want) {
		t.Errorf("no %q in\n%s", want, csv.String())
	}
	if err := form.WriteXLSX(&xlsx, m, nil, opt); err != nil {
		t.Fatal(err)
	}
	if err := form.WriteXLSForm(&survey, m, opt); err != nil {
		t.Fatal(err)
	}
	if cell := cellOf(t, &xlsx, "Questions", "F3"); cell != "One\nHow much of it is there?" {
		t.Errorf("F3 is %q", cell)
	}
	book, err := excelize.OpenReader(&survey)
	if err != nil {
		t.Fatal(err)
	}
	labels := ""
	for _, row := range sheet(t, book, "survey") {
		labels += strings.Join(row, "|") + "\n"
	}
	if !strings.Contains(labels, "|Alpha, One: How much of it is there?|") {
		t.Error(labels)
	}
}

func cellOf(t *testing.T, data *bytes.Buffer, name, cell string) string {
	t.Helper()
	book, err := excelize.OpenReader(data)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	text, err := book.GetCellValue(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestSectorInForms: the sector of the full rubric leaves alpha/four out, and so does a form for it.
func TestSectorInForms(t *testing.T) {
	m := asking(t)
	for sector, want := range map[string]bool{"": true, "trade": false} {
		var csv bytes.Buffer
		a := &assess.Assessment{Subject: assess.Subject{ID: "s", Sector: sector}, Date: "2026-11-20",
			Answers: make([]assess.Answer, m.Len())}
		if err := form.WriteCSV(&csv, m, a, form.Options{Langs: []say.Language{"en"}}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(csv.String(), "\nalpha/four,"); got != want {
			t.Errorf("sector %q: asked %v", sector, got)
		}
	}
}
