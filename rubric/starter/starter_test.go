package starter_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/starter"
	"fathom/rubric/width"
)

// plans are all combinations of what a person can ask for.
func plans() []starter.Plan {
	var hostile []rubric.Text
	for i := range starter.MaxDimensions {
		hostile = append(hostile, rubric.Text{"en": fmt.Sprintf("%d: it's \"odd\" #{%d}", i, i), "zh": fmt.Sprintf("第%d个：“怪”，#{%d", i, i)})
	}
	var out []starter.Plan
	for _, langs := range [][]string{{"zh"}, {"en"}, {"zh", "en"}, {"en", "zh"}} {
		for _, comments := range []string{"zh", "en"} {
			p := starter.Plan{
				ID: "acme", Title: rubric.Text{"zh": "艾克米：渠道", "en": "ACME: channel"}, Languages: langs, Comments: comments,
				Schema: "./fathom-rubric.schema.json", Noun: rubric.Text{"zh": "事项", "en": "no"},
			}
			for p.Levels = starter.MinLevels; p.Levels <= starter.MaxLevels; p.Levels++ {
				for _, dims := range [][]rubric.Text{nil, {{"zh": "前台", "en": "Front desk"}}, {{"zh": "甲", "en": "A b"}, {"zh": "乙", "en": "a B"}},
					hostile} {
					p.Dimensions = dims
					out = append(out, p)
				}
			}
			if len(langs) == 2 {
				p.Base, p.BaseVersion, p.Schema = "channel-team", "1.1.0", ""
				out = append(out, p)
			}
		}
	}
	return out
}

// readPlan reads what Write makes of a plan, together with its base.
func readPlan(p starter.Plan, data []byte) (*rubric.Rubric, problem.Places, error) {
	file := rubricfile.Parse(rubricfile.File{Name: "new.yaml", Data: data})
	if p.Base != "" {
		return rubricfile.ReadLayers(rubricfile.Parse(channelteam.Files()...), file)
	}
	return rubricfile.ReadLayers(file)
}

// switchedOff is a line of an example that is commented out: the # stands before a key, or before two blanks and more.
var switchedOff = regexp.MustCompile(`(?m)^#(  |[a-z]+:)`)

// TestWrite: whatever is asked for, the file reads without a fault, lint finds nothing, its own tests come true, and
// the schema accepts it; so it does with the examples switched on. No comment is left in the other language.
func TestWrite(t *testing.T) {
	accepts := schema(t)
	for _, p := range plans() {
		data := starter.Write(p)
		name := fmt.Sprintf("%v %s, %d levels, %d dimensions, base %q", p.Languages, p.Comments, p.Levels, len(p.Dimensions), p.Base)
		for _, text := range [][]byte{data, switchedOff.ReplaceAll(data, []byte("$1"))} {
			r, places, err := readPlan(p, text)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
			for _, found := range lint.Rubric(r, places) {
				t.Errorf("%s: %v", name, found)
			}
			if missed := assess.Compile(r).RunTests(); len(missed) > 0 || len(r.Tests) == 0 && p.Base == "" {
				t.Errorf("%s: %d tests: %+v", name, len(r.Tests), missed)
			}
			if err := accepts(text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for line := range strings.Lines(string(data)) {
			comment := strings.TrimLeft(line, " ")
			if strings.HasPrefix(comment, "#en") || strings.HasPrefix(comment, "#zh") ||
				strings.HasSuffix(strings.TrimRight(line, "\n"), " ") {
				t.Errorf("%s: left over: %q", name, line)
			}
			if han := strings.ContainsFunc(comment, isHan); strings.HasPrefix(comment, "# ") &&
				!switchedOff.MatchString(comment) && !strings.Contains(comment, "yaml-language-server") &&
				han != (p.Comments == "zh") {
				t.Errorf("%s: comment %q", name, line)
			}
			if strings.HasPrefix(comment, "# ") && !switchedOff.MatchString(comment) && width.Of(line) > 121 {
				t.Errorf("%s: %d cells: %s", name, width.Of(line), line)
			}
		}
		if bytes.HasPrefix(data, []byte("# yaml-language-server: $schema=./fathom-rubric.schema.json\n")) != (p.Schema != "") {
			t.Errorf("%s: begins %.60q", name, data)
		}
	}
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// TestPlan: what was asked for is what stands in the rubric.
func TestPlan(t *testing.T) {
	p := starter.Plan{
		ID: "acme", Title: rubric.Text{"en": "ACME"}, Languages: []string{"en"}, Comments: "zh", Levels: 4,
		Noun:       rubric.Text{"en": "duty"},
		Dimensions: []rubric.Text{{"en": "Front desk"}, {"en": "后厨"}, {"en": "front-desk"}, {"en": "Stock"}, {"en": "Cash"}},
	}
	r, _, err := readPlan(p, starter.Write(p))
	if err != nil {
		t.Fatal(err)
	}
	var dims, practices, targets []string
	for _, d := range r.Dimensions {
		dims = append(dims, d.ID+"="+d.Name["en"])
	}
	for _, x := range r.Practices {
		practices = append(practices, x.ID+"="+x.Name["en"])
		targets = append(targets, fmt.Sprint(x.Target.By["build-up"], x.Target.By["steady"], len(x.Actions)))
	}
	got := fmt.Sprintln(r.ID, r.Title["en"], r.Languages, len(r.Scales[0].Levels), r.Parts[0].Noun["en"], dims,
		practices, targets)
	want := "acme ACME [en] 4 duty [front-desk=Front desk dimension-2=后厨 dimension-3=front-desk stock=Stock cash=Cash] " +
		"[rules=Written rules review=Learning from results responsibility=Clear responsibility skills=Skills rules-4=Stock: Written rules responsibility-5=Cash: Clear responsibility] " +
		"[3 4 3 3 4 3 3 4 3 3 4 3 3 4 3 3 4 3]\n"
	if got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// TestWorkedTestCanFail: the worked test of a new rubric is no decoration.
func TestWorkedTestCanFail(t *testing.T) {
	p := starter.Plan{ID: "acme", Title: rubric.Text{"en": "ACME"}, Languages: []string{"en"}, Comments: "en",
		Levels: 5, Noun: rubric.Text{"en": "duty"}}
	for _, change := range [][2]string{{"above_lowest: 1", "above_lowest: 0"}, {"weight: {build-up: 3", "weight: {build-up: 2"}} {
		text := bytes.Replace(starter.Write(p), []byte(change[0]), []byte(change[1]), 1)
		r, _, err := readPlan(p, text)
		if err != nil {
			t.Fatal(err)
		}
		if missed := assess.Compile(r).RunTests(); len(missed) == 0 {
			t.Errorf("nothing is missed with %s", change[1])
		}
	}
}

// schema returns what checks a file against the JSON Schema.
func schema(t *testing.T) func([]byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rubricfile.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rubric.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("rubric.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(data []byte) error {
		var v any
		if err := yaml.Unmarshal(data, &v); err != nil {
			return err
		}
		return s.Validate(plain(v))
	}
}

// plain turns what YAML makes of a document into what JSON would: keys are text, numbers float64.
func plain(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	case map[any]any:
		out := map[string]any{}
		for k := range x {
			out[fmt.Sprint(k)] = plain(x[k])
		}
		return out
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case int:
		return float64(x)
	}
	return v
}
