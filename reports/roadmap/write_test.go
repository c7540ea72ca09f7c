package roadmap_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/roadmap"
	"fathom/reports/xlsx"
)

// TestJSON: every kind of answer is as the schema says, and as the plan is.
func TestJSON(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(roadmap.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("plan.schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("plan.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		asked
		want string // of the document, the keys that matter for the case
	}{
		"focus": {asked{levels: today}, `{"question": {"gain": null, "goals": [], "kind": "focus", "person_days": null, "save": null},
			"start": null, "until": null, "person_days": 34, "proof": null, "no_room": [], "short": [], "other": null}`},
		"dates":          {asked{levels: today, start: "2027-01-04"}, `{"start": "2027-01-04"}`},
		"nothing scored": {asked{}, `{"steps": [], "person_days": 0, "targets_met": null, "now": {"overall": null, "attainment": null}}`},
		"budget": {asked{levels: today, question: budget(4, plan.GainOverall)}, `{"question": {"gain": "overall", "goals": [],
			"kind": "budget", "person_days": 4, "save": null}, "person_days": 4, "proof": {"optimal": true, "bound": 2, "nodes": 0}}`},
		"capacity": {asked{levels: today, question: budget(0, ""), people: oneByOne}, `{"until": 180, "loads": [
			{"owner": "DIR", "person_days": 19, "at_once": 1, "peak_day": 0, "per_week": 1.75, "over": false, "capacity": 91},
			{"owner": null, "person_days": 15, "at_once": 1, "peak_day": 30, "per_week": 1.75, "over": false, "capacity": null}]}`},
		"reach": {asked{levels: today, question: reach(score("overall", 2.75))}, `{"question": {"gain": null, "goals": [
			{"kind": "score", "at": "overall", "value": 2.75}], "kind": "reach", "person_days": null, "save": "person-days"}}`},
		"a role": {asked{levels: today, question: plan.Question{Kind: plan.Reach, Goals: []plan.Goal{{Kind: plan.GoalTargets}},
			Cost: plan.CostOwner, Owner: "HR"}}, `{"question": {"gain": null, "goals": [{"kind": "targets", "at": null, "value": 0}],
			"kind": "reach", "person_days": null, "save": "HR"}}`},
		"no room": {asked{levels: today, question: reach(score("overall", 2)), people: oneByOne, until: 30},
			`{"until": 30, "no_room": ["stock@2"]}`},
		"another way": {asked{levels: today, question: reach(score("overall", 1.75))},
			`{"other": {"person_days": 3, "steps": ["roles@2"], "proof": {"optimal": true, "bound": 3, "nodes": 0}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := test.in(t, "en").WriteJSON(&out); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%#v", err)
			}
			var got, want map[string]any
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(test.want), &want); err != nil {
				t.Fatal(err)
			}
			for key, value := range want {
				if a, b := compact(t, got[key]), compact(t, value); a != b {
					t.Errorf("%s: got %s, want %s", key, a, b)
				}
			}
		})
	}
}

// compact is a value in one line; how much work a search was is its own affair.
func compact(t *testing.T, v any) string {
	t.Helper()
	if m, ok := v.(map[string]any); ok {
		delete(m, "nodes")
		if proof, ok := m["proof"].(map[string]any); ok {
			delete(proof, "nodes")
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCSV: a row for each step; what begins like a formula is text.
func TestCSV(t *testing.T) {
	a := asked{levels: today, start: "2027-01-04"}
	var out bytes.Buffer
	if err := a.in(t, "en").WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(row, "|"))
	}
	want := []string{
		"subject|number|id|practice|name|from|to|action|measure|owner|owner_name|effort|person_days|from_day|to_day|start|due|waits|also|member",
		"'-Acme|1|roles@2|roles|Roles|1|2|'=List the roles|'+Roles|DIR|Director|S|3.0|0|30|2027-01-04|2027-02-02|||",
		"'-Acme|2|stock@2|stock|Stock|1|2|Count|Counted|DIR|Director|S|1.0|0|30|2027-01-04|2027-02-02|||",
		"'-Acme|3|goals@3|goals|Goals|2|3|Set goals|Set|DIR|Director|M|15.0|0|60|2027-01-04|2027-03-04|||",
		"'-Acme|4|roles@3|roles|Roles|2|3|Write the rest|All||nobody yet|M|15.0|30|90|2027-02-03|2027-04-03|roles@2||",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWorkbook: the sheets in both languages, numbers as numbers, and no cell that is a formula.
func TestWorkbook(t *testing.T) {
	a := asked{levels: today}
	for lang, names := range map[string]string{"en": "Steps Milestones People Lists", "zh": "步骤 里程碑 人员 选项"} {
		book := a.in(t, "en").Workbook()
		if lang == "zh" {
			book = a.in(t, "zh").Workbook()
		}
		var got []string
		for _, s := range book.Sheets {
			got = append(got, s.Name)
			for _, row := range s.Rows {
				if len(row) != len(s.Columns) {
					t.Errorf("%s: %d cells in %d columns", s.Name, len(row), len(s.Columns))
				}
			}
		}
		if strings.Join(got, " ") != names {
			t.Errorf("sheets %v, want %s", got, names)
		}
		if err := xlsx.Write(&bytes.Buffer{}, book); err != nil {
			t.Error(err)
		}
	}
	sheets := a.in(t, "en").Workbook().Sheets
	if days := column(sheets[0], "Person-days"); days != 3+1+15+15 {
		t.Errorf("the steps have %v person-days", days)
	}
	for _, s := range sheets[1:3] {
		last := s.Rows[len(s.Rows)-1]
		at := slices.IndexFunc(s.Columns, func(c doc.SheetColumn) bool { return c.Title == "Person-days" })
		if s.Totals != 1 || last[0].Text != "All together" || !last[0].Strong || last[at].Number.Value != 3+1+15+15 {
			t.Errorf("%s: at the end %v", s.Name, last)
		}
		s.Rows = s.Rows[:len(s.Rows)-1]
		if days := column(s, "Person-days"); days != 3+1+15+15 {
			t.Errorf("%s: %v person-days", s.Name, days)
		}
	}
	if last := sheets[1].Rows[len(sheets[1].Rows)-1]; last[1].Number.Value != 4 { // steps
		t.Errorf("at the end of the milestones %v", last)
	}
}

// column adds the numbers of a column up.
func column(s doc.Sheet, title string) (sum float64) {
	for i, c := range s.Columns {
		for _, row := range s.Rows {
			if c.Title == title {
				sum += row[i].Number.Value
			}
		}
	}
	return sum
}

// TestBrief is what another document tells of a way.
func TestBrief(t *testing.T) {
	a := asked{levels: today, question: reach(score("overall", 2.5))}
	r := a.in(t, "en")
	if got, want := r.Line(), "Roles to level 3 (18 person-days), Stock to level 2 (1 person-day), Goals to level 3 (15 person-days)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var list doc.List
	for _, b := range r.Brief() {
		if l, ok := b.(doc.List); ok {
			list = l
		}
	}
	if got := strings.Join(list.Items, ", "); got != r.Line() {
		t.Errorf("the list says %s", got)
	}
}
