package foreign

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	models "fathom/rubric/foreign"
)

// sammModel is a model of one practice: two questions at level 1, one at level 2.
func sammModel() []string {
	return []string{
		"{type: Function, id: f, model: TOY15, name: Build, order: 1}",
		"{type: Practice, id: p, function: f, shortName: SB, name: Secure build, shortDescription: Build it well, order: 1}",
		"{type: Stream, id: sb, practice: p, letter: B, order: 2, name: Second}",
		"{type: Stream, id: sa, practice: p, letter: A, order: 1, name: First}",
		"{type: MaturityLevel, id: m1, number: 1, description: Begun}",
		"{type: MaturityLevel, id: m2, number: 2, description: Kept}",
		"{type: PracticeLevel, id: l1, practice: p, maturityLevel: m1}",
		"{type: PracticeLevel, id: l2, practice: p, maturityLevel: m2}",
		"{type: Activity, id: a1, stream: sa, level: l1, title: Write}", "{type: Activity, id: b1, stream: sb, level: l1, title: Keep}",
		"{type: Activity, id: a2, stream: sa, level: l2, title: Test}",
		"{type: AnswerSet, id: s, values: [{text: 'No', value: 0}, {text: Half, value: 0.5}, {text: All, value: 1}]}",
		"{type: Question, id: q1, activity: a1, answerSet: s, text: 'Is it written?', order: 1}",
		"{type: Question, id: q2, activity: b1, answerSet: s, text: 'Is it kept?', order: 1}",
		"{type: Question, id: q3, activity: a2, answerSet: s, text: 'Is it tested?', order: 1}",
	}
}

// toolboxCells are the cells of a small workbook, by sheet and cell; "=" begins a formula that nothing has computed.
// Its words are not those of the model, and the two sets have the same words for other worth.
func toolboxCells(changes map[string]string) map[string]string {
	cells := map[string]string{
		"Interview!B10": "Organization:", "Interview!D10": "Acme",
		"Interview!B11": "Team/Application:", "Interview!D11": "Shop",
		"Interview!B12": "Interview Date:", "Interview!D12": "2026-11-20",
		"Interview!B13": "Team Lead: ", "Interview!D13": "Ann Lee",
		"Interview!B14": "Contributors:", "Interview!D14": "Bob",
		"Interview!D17": "Secure build", "Interview!F17": "Answer", "Interview!I17": "Interview Notes",
		"Interview!A18": "B-SB-A-1-1", "Interview!F18": "Partly", "Interview!G18": "0.5", "Interview!I18": "on paper",
		"Interview!D19": "You have it",
		"Interview!A20": "B-SB-A-2-1", "Interview!F20": "Nope", "Interview!G20": "0",
		"Interview!A22": "B-SB-B-1-1", "Interview!F22": "Partly", "Interview!G22": "1",
		"Interview!A24": "B-XX-A-1-1", "Interview!F24": "Partly", "Interview!I24": "elsewhere",
		"Roadmap!F16": "Current", "Roadmap!J16": "Phase 1", "Roadmap!N16": "Phase 2",
		"Roadmap!F17": "Answer", "Roadmap!J17": "Answer", "Roadmap!N17": "Answer",
		"imp-questions!A1": "ID", "imp-questions!B1": "Question", "imp-questions!C1": "Answer Option",
		"imp-answers!A1": "ANS_SET_CODE", "imp-answers!B1": "A", "imp-answers!C1": "B", "imp-answers!D1": "C",
		"imp-answers!E1": "A_W", "imp-answers!F1": "B_W", "imp-answers!G1": "C_W",
		"imp-answers!A2": "0", "imp-answers!B2": "Nope", "imp-answers!C2": "Partly", "imp-answers!D2": "Fully",
		"imp-answers!E2": "0", "imp-answers!F2": "0.5", "imp-answers!G2": "1",
		"imp-answers!A3": "7", "imp-answers!B3": "Nope", "imp-answers!C3": "Hardly", "imp-answers!D3": "Partly",
		"imp-answers!E3": "0", "imp-answers!F3": "0.5", "imp-answers!G3": "1",
		"Benchmark!B9": "Scope", "Benchmark!C9": "Team", "Benchmark!D9": "Choose the scope",
		"Benchmark!B10": "Score", "Benchmark!C10": "0.75", "Benchmark!D10": "Automatic from the Scorecard Sheet",
	}
	for i, q := range []string{"B-SB-A-1-1 0", "B-SB-A-2-1 0", "B-SB-B-1-1 7", "B-XX-A-1-1 0"} {
		code, set, _ := strings.Cut(q, " ")
		row := string(rune('2' + i))
		cells["imp-questions!A"+row], cells["imp-questions!C"+row] = code, set
	}
	for row, phases := range map[string][]string{"18": {"B-SB-A-1-1", "Partly", "Partly"},
		"19": {"B-SB-A-2-1", "Partly", "Partly"}, "20": {"B-SB-B-1-1", "Partly", "Partly"},
		"21": {"B-XX-A-1-1", "0", "0"}} {
		cells["Roadmap!A"+row], cells["Roadmap!J"+row], cells["Roadmap!N"+row] = phases[0], phases[1], phases[2]
	}
	maps.Copy(cells, changes)
	return cells
}

func workbook(t *testing.T, cells map[string]string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, at := range slices.Sorted(maps.Keys(cells)) {
		text := cells[at]
		sheet, cell, _ := strings.Cut(at, "!")
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		var err error
		if formula, ok := strings.CutPrefix(text, "="); ok {
			err = f.SetCellFormula(sheet, cell, formula)
		} else {
			err = f.SetCellStr(sheet, cell, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, hidden := range []string{questionSheet, answerSheet} {
		if err := f.SetSheetVisible(hidden, false); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestToolbox: by hand, the interview is 0.5*0.5 + 0.5*1 + 1*0 = 0.75, since Partly is worth 0.5 in one set and 1 in
// the other; phase 1 has 0.5 of the second level more, 1.25; phase 2 changes nothing and has no file.
func TestToolbox(t *testing.T) {
	m := modelOf(t, models.FromSAMM, nil, sammModel()...)
	out := read(t, FromToolbox, "box.xlsx", workbook(t, toolboxCells(nil)), m, Facts{})
	if len(out.Respondents) != 2 {
		t.Fatalf("%d answer files", len(out.Respondents))
	}
	now, then := out.Respondents[0].Assessment, out.Respondents[1].Assessment
	if got := score(m, now); !near(got, 0.75) {
		t.Errorf("interview: %v", got)
	}
	if got := score(m, then); !near(got, 1.25) {
		t.Errorf("phase 1: %v", got)
	}
	if now.Subject.Name != "Acme, Shop" || then.Subject.ID != now.Subject.ID ||
		then.Raters[0].Name != "Ann Lee, Phase 1" || now.Date != "2026-11-20" || now.Raters[0].Name != "Ann Lee" {
		t.Errorf("%+v, %+v, %s, %v", now.Subject, then.Subject, now.Date, now.Raters)
	}
	i := at(t, m, "SB/A1")
	if now.Answers[i].Note != "on paper" {
		t.Errorf("note %q", now.Answers[i].Note)
	}
	counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 3, "answers of Phase 1": 3, "answers of Phase 2": 3,
		"notes": 1, "facts (who, when)": 4})
	counts(t, &out.Ledger, models.Lost, map[string]int{"answers to questions that the rubric does not have": 1, "notes": 1,
		"contributors": 1, "facts for the benchmark": 1}, "box.xlsx:Interview!F24", "box.xlsx:Interview!D14", "box.xlsx:Benchmark!C9")

	facts := Facts{Subject: "Us", Date: "2026-12-01", Rater: "Zoe"}
	said := read(t, FromToolbox, "box.xlsx", workbook(t, toolboxCells(nil)), m, facts)
	for k, want := range []string{"Zoe", "Zoe, Phase 1"} {
		as := said.Respondents[k].Assessment
		if as.Subject.Name != facts.Subject || as.Date != facts.Date || as.Raters[0].Name != want {
			t.Errorf("%+v %s %v", as.Subject, as.Date, as.Raters)
		}
	}
}

// TestToolboxByItsOwnWords: the words of the model say nothing about those of a workbook. Half is an answer in the
// model and none there, and is never read as the answer that is nearest.
func TestToolboxByItsOwnWords(t *testing.T) {
	m := modelOf(t, models.FromSAMM, nil, sammModel()...)
	refuse := func(facts Facts, changes map[string]string, want ...string) {
		t.Helper()
		refused(t, FromToolbox, "box.xlsx", workbook(t, toolboxCells(changes)), m, facts, want...)
	}
	refuse(Facts{}, map[string]string{"Interview!F18": "Half"}, "box.xlsx:Interview!F18 Half is none of the answers to this question, which are: Nope, Partly, Fully")
	refuse(Facts{}, map[string]string{"Interview!F18": "partly"}, "box.xlsx:Interview!F18 none of the answers")
	refuse(Facts{}, map[string]string{"Interview!F18": "0"}, "box.xlsx:Interview!F18 none of the answers")
	refuse(Facts{}, map[string]string{"Roadmap!J19": "=A1", "Roadmap!J20": "=A2"}, "box.xlsx:Roadmap!J19 a formula that nothing has computed")
	refuse(Facts{}, map[string]string{"imp-answers!F2": "0.7", "Interview!G18": ""},
		"box.xlsx:Interview!F18 no level that is worth 0.7", "box.xlsx:Roadmap!J18 0.7", "box.xlsx:Roadmap!N18 0.7", "box.xlsx:Roadmap!J19 0.7",
		"box.xlsx:Roadmap!N19 0.7")
	nobody := map[string]string{"Interview!D10": "", "Interview!D11": "", "Interview!D12": "", "Interview!D13": ""}
	refuse(Facts{}, nobody,
		"box.xlsx the file does not say when; --date", "box.xlsx who answered; --rater", "box.xlsx who was assessed; --subject")
	refuse(Facts{}, map[string]string{"imp-questions!C1": "Set"}, "box.xlsx the sheet imp-questions has no column Answer Option")
	refuse(Facts{}, map[string]string{"imp-answers!F2": "half"}, "box.xlsx:imp-answers!F2 want what this answer is worth")
	refuse(Facts{}, map[string]string{"Interview!A24": "B-SB-A-1-1"}, "box.xlsx:Interview!F24 a second answer to B-SB-A-1-1")
	refuse(Facts{}, map[string]string{"Interview!F17": "Reply"}, "box.xlsx the sheet Interview has no column Answer")
	refuse(Facts{}, map[string]string{"imp-questions!A2": "B-SB-A-9-1"}, "box.xlsx:Interview!A18 has no answers for B-SB-A-1-1",
		"box.xlsx:Roadmap!A18 no answers", "box.xlsx:Roadmap!A18 no answers")
}

// TestToolboxDisagrees: real workbooks have formulas that look up the answers of another question. What holds is the
// caller's to say.
func TestToolboxDisagrees(t *testing.T) {
	m := modelOf(t, models.FromSAMM, nil, sammModel()...)
	book := workbook(t, toolboxCells(map[string]string{"Interview!G18": "0"}))
	refused(t, FromToolbox, "box.xlsx", book, m, Facts{}, "box.xlsx:Interview!F18 --prefer words takes 0.5, --prefer numbers 0")
	for prefer, want := range map[Preference]float64{Words: 0.75, Numbers: 0.5} {
		out := read(t, FromToolbox, "box.xlsx", book, m, Facts{Prefer: prefer})
		if got := score(m, out.Respondents[0].Assessment); !near(got, want) {
			t.Errorf("%s: %v, want %v", prefer, got, want)
		}
	}
}

// TestToolboxLeftOpen: what nobody answered is open, also where the workbook refers to a blank cell; a plan that nobody
// touched and no program computed is none.
func TestToolboxLeftOpen(t *testing.T) {
	m := modelOf(t, models.FromSAMM, nil, sammModel()...)
	changes := map[string]string{"Interview!F20": "", "Interview!G20": "", "Roadmap!J19": "0", "Roadmap!N19": "0"}
	out := read(t, FromToolbox, "box.xlsx", workbook(t, toolboxCells(changes)), m, Facts{})
	i := at(t, m, "SB/A2")
	if len(out.Respondents) != 1 || out.Respondents[0].Assessment.Answers[i].Given {
		t.Errorf("%d files, %+v", len(out.Respondents), out.Respondents[0].Assessment.Answers[i])
	}
	for _, row := range []string{"18", "19", "20", "21"} {
		for _, column := range []string{"A", "J", "N"} {
			changes["Roadmap!"+column+row] = "=X1"
		}
	}
	out = read(t, FromToolbox, "box.xlsx", workbook(t, toolboxCells(changes)), m, Facts{})
	if len(out.Respondents) != 1 {
		t.Errorf("%d answer files of a plan without numbers", len(out.Respondents))
	}
}
