package whatif_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/whatif"
	"fathom/reports/xlsx"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// trial is one workbook, the answers changed in it, and what the scorer makes of them.
type trial struct {
	name    string
	book    []byte
	sheets  []doc.Sheet
	want    *assess.Result
	changed int
}

// try makes a workbook of an assessment, changes one of so many answers in it, and scores the same changes.
func try(t *testing.T, name string, m *assess.Model, a *assess.Assessment, oneOf int, rng *rand.Rand) *trial {
	t.Helper()
	res := m.Score(a, assess.Options{})
	s := names.Of(res, "", "en")
	lists := doc.NewLists("en")
	out := &trial{name: name, sheets: whatif.Sheets(&s, lists)}
	var data bytes.Buffer
	if err := xlsx.Write(&data, &doc.Workbook{Lang: "en", Sheets: append(out.sheets, lists.Sheet)}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	changed, row := *a, len(out.sheets[0].Lead)+3
	changed.Answers = append([]assess.Answer(nil), a.Answers...)
	at := 0
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			if res.Practices[i].Criteria[k].State != assess.NotAsked {
				if rng.IntN(oneOf) == 0 {
					answer, cell := change(rng, m.Rubric.Scale(m.Criterion(at).Scale))
					changed.Answers[at] = answer
					if err := f.SetCellValue("What if", "E"+strconv.Itoa(row), cell); err != nil {
						t.Fatal(err)
					}
					out.changed++
				}
				row++
			}
			at++
		}
	}
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	out.book, out.want = data.Bytes(), m.Score(&changed, assess.Options{})
	return out
}

// change is an answer to pick, and how it stands in the cell.
func change(rng *rand.Rand, s *rubric.Scale) (assess.Answer, any) {
	switch rng.IntN(6) {
	case 0:
		return assess.Answer{Given: true, State: assess.NotApplicable, Note: "why"}, "not applicable"
	case 1:
		return assess.Answer{Given: true, State: assess.Unknown}, "don't know"
	}
	level := pick(rng, s.Levels...).Level
	return assess.Answer{Given: true, State: assess.Answered, Level: level}, level
}

// trials are random rubrics and files, and the built-in one.
func trials(t *testing.T, n int) []*trial {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 16))
	var out []*trial
	for i := range n {
		r := channelteam.Rubric()
		if i%10 > 0 {
			r = randomRubric(rng)
		}
		m := assess.Compile(r)
		a := randomAssessment(rng, m)
		if i%10 == 0 {
			a.Subject.Stage, a.Subject.Sector = "growth", "fmcg-distributor"
		}
		if i == 0 {
			out = append(out, partLeftOut(t, m, a))
		}
		if asked, _ := m.Score(a, assess.Options{}).Asked(); asked > 0 {
			out = append(out, try(t, fmt.Sprintf("%02d", i), m, a, pick(rng, 2, 3, 20), rng))
		}
	}
	return out
}

// check holds every score and bound of the sheet, and the attainment, against the scorer's. cell gives what stands in a
// column, from 0, and a row of the table.
func (tr *trial) check(t *testing.T, cell func(column, row int) string) int {
	t.Helper()
	row, compared := 0, 0
	same := func(what string, column int, want assess.Maybe[float64]) {
		t.Helper()
		got := cell(column, row)
		if !want.OK {
			if got != "" {
				t.Errorf("%s, %s: %q, want nothing", tr.name, what, got)
			}
			return
		}
		compared++
		v, err := strconv.ParseFloat(got, 64)
		if err != nil || math.Abs(v-want.Value) > 1e-9 {
			t.Errorf("%s, %s: %q, want %v", tr.name, what, got, want.Value)
		}
	}
	node := func(what string, n *assess.Node) {
		t.Helper()
		same(what, 3, n.Score)
		same(what+" at least", 10, n.Low)
		same(what+" at most", 11, n.High)
		level := assess.Maybe[float64]{Value: float64(n.Level.Value), OK: n.Level.OK}
		same(what+" level", 6, level)
		row++
	}
	node("overall", &tr.want.Overall.Node)
	same("attainment", 3, tr.want.Overall.Attainment)
	row++
	for i := range tr.want.Parts {
		node("part "+strconv.Itoa(i), &tr.want.Parts[i])
	}
	for i := range tr.want.Dimensions {
		node("dimension "+strconv.Itoa(i), &tr.want.Dimensions[i])
	}
	for i := range tr.want.Practices {
		node("practice "+strconv.Itoa(i), &tr.want.Practices[i].Node)
	}
	return compared
}

// partLeftOut is an assessment that asked for a part of which nothing was answered.
func partLeftOut(t *testing.T, m *assess.Model, a *assess.Assessment) *trial {
	t.Helper()
	team := *a
	team.Depth, team.Answers = "full", append([]assess.Answer(nil), a.Answers...)
	for i := range team.Answers {
		if m.Asked(i, "member") {
			team.Answers[i] = assess.Answer{}
		}
	}
	tr := try(t, "team", m, &team, 1<<40, rand.New(rand.NewPCG(1, 1)))
	if n := tr.want.Parts[1]; n.Score.OK || !n.Coverage.OK || tr.changed > 0 {
		t.Fatalf("%+v, %d changes", n, tr.changed)
	}
	return tr
}

// TestFormulasFollowTheScorer: after changes the formulas come to what the scorer says, whatever the rules are.
func TestFormulasFollowTheScorer(t *testing.T) {
	compared, changed := 0, 0
	for _, tr := range trials(t, 20) {
		f, err := excelize.OpenReader(bytes.NewReader(tr.book))
		if err != nil {
			t.Fatal(err)
		}
		changed += tr.changed
		compared += tr.check(t, func(column, row int) string {
			name, _ := excelize.CoordinatesToCellName(column+1, row+3)
			v, err := f.CalcCellValue("What-if scores", name, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatalf("%s: %s: %v", tr.name, name, err)
			}
			return v
		})
		_ = f.Close()
	}
	t.Logf("%d numbers after %d changes", compared, changed)
	if compared < 900 || changed < 100 {
		t.Errorf("only %d numbers after %d changes", compared, changed)
	}
}

// TestLibreOffice: the program that people without Excel have comes to the same.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	dir, all := t.TempDir(), trials(t, 50)
	computeAlways(t, filepath.Join(dir, "profile"))
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", dir}
	for _, tr := range all {
		path := filepath.Join(dir, tr.name+".xlsx")
		if err := os.WriteFile(path, tr.book, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	compared := 0
	for _, tr := range all {
		data, err := os.ReadFile(filepath.Join(dir, tr.name+"-What-if scores.csv"))
		if err != nil {
			t.Fatal(err)
		}
		in := csv.NewReader(bytes.NewReader(data))
		in.FieldsPerRecord = -1
		rows, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		compared += tr.check(t, func(column, row int) string { return number(rows[row+2][column]) })
	}
	t.Logf("%d numbers", compared)
	if compared < 1000 {
		t.Errorf("only %d numbers", compared)
	}
}

// computeAlways sets a profile up that trusts no number beside a formula: those are of before the change.
func computeAlways(t *testing.T, profile string) {
	t.Helper()
	const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">` +
		`<value>0</value></prop></item>
</oor:items>`
	user := filepath.Join(profile, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
}

// number reads a share as a number.
func number(s string) string {
	share, ok := strings.CutSuffix(s, "%")
	if v, err := strconv.ParseFloat(share, 64); ok && err == nil {
		return strconv.FormatFloat(v/100, 'g', -1, 64)
	}
	return s
}
