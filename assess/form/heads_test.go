package form_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// toolForm is an XLSForm as a form tool reads it.
type toolForm struct {
	survey, choices []map[string]string
	language        string // of labels, as the form calls it
}

func readForm(t *testing.T, data []byte) *toolForm {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	read := func(name string) (out []map[string]string) {
		rows := sheet(t, book, name)
		for _, row := range rows[1:] {
			cells := map[string]string{}
			for c, cell := range row {
				cells[rows[0][c]] = cell
			}
			out = append(out, cells)
		}
		return out
	}
	f := &toolForm{survey: read("survey"), choices: read("choices")}
	f.language = read("settings")[0]["default_language"]
	return f
}

// label is what a tool shows of a question or a choice: its label, or its name where it has none.
func (f *toolForm) label(row map[string]string) string {
	if l := row["label::"+f.language]; l != "" {
		return l
	}
	return row["name"]
}

// shape is how a tool lays out what was answered.
type shape struct {
	between       string // the groups of a question and its name; "" leaves the groups out
	labels        bool   // not names, in heads and answers
	date          string // how days are written
	before, after []string
	file          func(t *testing.T, rows [][]string) []byte
}

// asCSV is what ODK Central writes; asKoboCSV quotes every cell.
func asCSV(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asKoboCSV(_ *testing.T, rows [][]string) []byte {
	var out strings.Builder
	for _, row := range rows {
		for c, cell := range row {
			row[c] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		out.WriteString(strings.Join(row, ";") + "\n")
	}
	return []byte(out.String())
}

func asZip(t *testing.T, rows [][]string) []byte {
	t.Helper()
	return archived(t, "channel_team.csv", string(asCSV(t, rows)), "media/photo.csv", "a,b\n1,2\n")
}

// archived is a zip of files by name and content.
func archived(t *testing.T, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asXLSX(t *testing.T, rows [][]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for r, row := range rows {
		for c, cell := range row {
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if err := book.SetCellStr("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func shapes() map[string]shape {
	central := []string{"meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent",
		"AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"}
	kobo := []string{"__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
		"_submitted_by", "_tags", "_index"}
	first, times := []string{"SubmissionDate"}, []string{"start", "end"}
	return map[string]shape{
		"ODK Central":              {"-", false, time.DateOnly, first, central, asCSV},
		"ODK Central, zip":         {"-", false, time.DateOnly, first, central, asZip},
		"ODK Central, no groups":   {"", false, time.DateOnly, first, central, asCSV},
		"KoboToolbox":              {"/", false, time.DateOnly, times, kobo, asKoboCSV},
		"KoboToolbox, no groups":   {"", false, time.DateOnly, times, kobo, asXLSX},
		"KoboToolbox, labels":      {"", true, time.DateOnly, times, kobo, asKoboCSV},
		"KoboToolbox, with groups": {"/", true, time.DateOnly, times, kobo, asXLSX},
		"ODK Aggregate":            {":", false, "January 2, 2006", first, []string{"meta:instanceID", "KEY"}, asCSV},
		"ODK Briefcase":            {"-", false, "Jan 2, 2006", first, central[:2], asCSV},
		"R":                        {".", false, time.DateOnly, first, []string{"meta.instanceID", "KEY"}, asCSV},
	}
}

// export lays out the answers of many in a tool's shape.
func (s shape) export(t *testing.T, f *toolForm, m *assess.Model, all []*assess.Assessment) []byte {
	t.Helper()
	rows := make([][]string, 1+len(all))
	for r := range rows {
		rows[r] = slices.Repeat([]string{"1"}, len(s.before))
	}
	rows[0] = slices.Clone(s.before)
	var groups []string
	for _, q := range f.survey {
		switch name := q["name"]; {
		case q["type"] == "begin_group" && s.labels:
			groups = append(groups, f.label(q))
		case q["type"] == "begin_group":
			groups = append(groups, name)
		case q["type"] == "end_group":
			groups = groups[:len(groups)-1]
		default:
			if s.labels {
				name = f.label(q)
			}
			if s.between != "" {
				name = strings.Join(append(slices.Clone(groups), name), s.between)
			}
			rows[0] = append(rows[0], name)
			for i, a := range all {
				rows[1+i] = append(rows[1+i], s.value(t, f, q, m, a))
			}
		}
	}
	for r := range rows[1:] {
		rows[1+r] = append(rows[1+r], slices.Repeat([]string{"1"}, len(s.after))...)
	}
	rows[0] = append(rows[0], s.after...)
	return s.file(t, rows)
}

// value is what a tool has of an answer: the name of a choice, or its label.
func (s shape) value(t *testing.T, f *toolForm, q map[string]string, m *assess.Model, a *assess.Assessment) string {
	t.Helper()
	if q["type"] == "calculate" {
		return strings.Trim(q["calculation"], "'")
	}
	v := answerTo(m, a, q["fathom_id"])
	if day, err := time.Parse(time.DateOnly, v); err == nil {
		return day.Format(s.date)
	}
	list, isChoice := strings.CutPrefix(q["type"], "select_one ")
	if v == "" || !isChoice {
		return v
	}
	for _, c := range f.choices {
		if c["list_name"] != list || c["name"] != v {
			continue
		}
		if s.labels {
			return f.label(c)
		}
		return v
	}
	t.Fatalf("%s has no choice %s", list, v)
	return ""
}

// answerTo is what somebody answers to a question of the form.
func answerTo(m *assess.Model, a *assess.Assessment, id string) string {
	s, r := a.Subject, a.Raters[0]
	if v, ok := map[string]string{"subject": s.ID, "name": s.Name, "stage": s.Stage, "sector": s.Sector, "date": a.Date,
		"rater": r.ID, "rater_name": r.Name, "role": r.Role, "member": s.Member, "": ""}[id]; ok {
		return v
	}
	id, field, _ := strings.Cut(id, "#")
	i, _ := m.Index(id)
	answer := a.Answers[i]
	isNA := answer.State == assess.NotApplicable
	switch {
	case field == "reason" && isNA, field == "note" && !isNA:
		return answer.Note
	case field != "":
		return ""
	case isNA:
		return "na"
	case answer.State == assess.Unknown:
		return "unknown"
	case answer.State == assess.Answered:
		return fmt.Sprint(answer.Level)
	}
	return ""
}

// raters answer a form each in their way, with notes that a spreadsheet would take for something else.
func raters(m *assess.Model, depth string, n int) []*assess.Assessment {
	rng := rand.New(rand.NewPCG(19, 2))
	notes := []string{"", "", "ok", "河南；“快消”", "=1+1", "'=1", "+5", "two\nlines", "a,b;c\td", `say "no"`, "*", "-"}
	var out []*assess.Assessment
	for k := range n {
		a := &assess.Assessment{Depth: depth, Date: fmt.Sprintf("2026-11-%02d", 1+k%30),
			Subject: assess.Subject{ID: "henan", Name: "河南渠道", Stage: "growth", Sector: "fmcg-distributor"},
			Raters:  []assess.Rater{{ID: fmt.Sprintf("r%d", k), Name: "李明", Role: []string{"", "field"}[k%2]}},
			Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			if !m.AskedIn(a, i) {
				continue
			}
			note := notes[rng.IntN(len(notes))]
			switch kind := rng.IntN(10); {
			case kind < 6:
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1 + rng.IntN(5), Note: note}
			case kind == 6:
				a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "none " + note}
			case kind == 7:
				a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown, Note: note}
			case note != "":
				a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Note: note}
			}
		}
		out = append(out, a)
	}
	return out
}

// TestOwnFormComesBack: our form at each depth, answered by 31 raters and exported by a tool, gives their answer files,
// in whatever shape the tool exports and whatever language its labels have.
func TestOwnFormComesBack(t *testing.T) {
	m := model()
	for _, depth := range channelteam.Rubric().Depths() {
		all := raters(m, depth, 31)
		for _, lang := range []say.Language{"zh", "en"} {
			var out bytes.Buffer
			if err := form.WriteXLSForm(&out, m, form.Options{Depth: depth, Langs: []say.Language{lang}}); err != nil {
				t.Fatal(err)
			}
			f := readForm(t, out.Bytes())
			for name, s := range shapes() {
				t.Run(fmt.Sprintf("%s/%s/%s", depth, name, lang), func(t *testing.T) {
					data := s.export(t, f, m, all)
					checkBack(t, m, data, all, slices.Concat(s.before, s.after))
				})
			}
		}
	}
}

// TestGroupsOfAFirm: the group of a part bears the name of the firm that is rated, whatever that is; a tool may part
// groups by any sign.
func TestGroupsOfAFirm(t *testing.T) {
	m := model()
	all := raters(m, "quick", 3)
	const firm = "Market view / Xinxiang: 4"
	for _, a := range all {
		a.Subject.Member = firm
	}
	for _, between := range []string{"/", ":", "-", ".", " - ", " / ", "："} {
		for _, lang := range []say.Language{"zh", "en"} {
			var out bytes.Buffer
			opt := form.Options{Depth: "quick", Langs: []say.Language{lang}, Member: firm}
			if err := form.WriteXLSForm(&out, m, opt); err != nil {
				t.Fatal(err)
			}
			s := shape{between, true, time.DateOnly, []string{"start"}, []string{"_id"}, asCSV}
			checkBack(t, m, s.export(t, readForm(t, out.Bytes()), m, all), all, []string{"start", "_id"})
		}
	}
}

func checkBack(t *testing.T, m *assess.Model, data []byte, all []*assess.Assessment, dropped []string) {
	t.Helper()
	got, err := form.Import("f", data, m, form.Defaults{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Dropped, dropped) || len(got.Respondents) != len(all) {
		t.Errorf("%d respondents, left out: %q", len(got.Respondents), got.Dropped)
	}
	for i, r := range got.Respondents { // to write every file takes long; what is the same is written the same
		if !reflect.DeepEqual(r.Assessment, all[i]) {
			t.Fatalf("rater %d:\n%s\nwant\n%s", i, written(t, r.Assessment), written(t, all[i]))
		}
	}
	if last := len(all) - 1; written(t, got.Respondents[last].Assessment) != written(t, all[last]) {
		t.Error("not the same answer file")
	}
}

// TestLabelsOnce: what people read above the questions is made once for all tables of a rubric.
func TestLabelsOnce(t *testing.T) {
	targets := form.NewTargets(assess.Compile(channelteam.Rubric()))
	if n := testing.AllocsPerRun(3, func() { targets.OfHeads([]string{"Name", "What do you think?"}) }); n > 500 {
		t.Errorf("%v allocations for one more table", n)
	}
}
