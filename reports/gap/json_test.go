package gap_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/gap"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// report builds the report of an answer file.
func report(t testing.TB, r *rubric.Rubric, name string, data []byte, lang say.Language) *gap.Gap {
	t.Helper()
	a, err := answerfile.Read(name, data, r)
	if err != nil {
		t.Fatal(err)
	}
	return gap.New(assess.Compile(r).Evaluate(a, assess.Options{}), r.Digest(), lang)
}

// sampled are the reports of the sample answer files.
func sampled(t testing.TB, lang say.Language) []*gap.Gap {
	t.Helper()
	r := channelteam.Rubric()
	var out []*gap.Gap
	for _, s := range samples.All() {
		out = append(out, report(t, r, s.Name, s.Data, lang))
	}
	return out
}

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(gap.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("result.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("result.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	if err := s.Validate(doc); err != nil {
		t.Error(err)
	}
}

// TestCases compares every number and key with the results of an independent implementation. Its files leave out the
// digest, the warnings and newer keys.
func TestCases(t *testing.T) {
	dirs, _ := filepath.Glob("../../testdata/cases/[0-9]*")
	if len(dirs) != 20 {
		t.Fatalf("%d cases, want 20", len(dirs))
	}
	s := schema(t)
	for _, dir := range dirs {
		r, _, err := rubricfile.Read(rubricfile.File{Name: dir, Data: readFile(t, filepath.Join(dir, "rubric.yaml"))})
		if err != nil {
			t.Fatal(err)
		}
		rep := report(t, r, dir, readFile(t, filepath.Join(dir, "answers.yaml")), "en")
		var buf bytes.Buffer
		if err := gap.WriteJSON(&buf, rep); err != nil {
			t.Fatal(err)
		}
		validate(t, s, buf.Bytes())
		var got, want map[string]any
		if err := json.Unmarshal(buf.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(readFile(t, filepath.Join(dir, "result.json")), &want); err != nil {
			t.Fatal(err)
		}
		withoutNewer(t, got)
		got["warnings"] = []any{}
		compare(t, filepath.Base(dir), got, want)
	}
}

// withoutBeyond takes out the bands, of which the cases have none, and the share, which is the score by the maximum.
func withoutBeyond(t *testing.T, n map[string]any) {
	t.Helper()
	most, has := n["maximum"].(float64)
	score, scored := n["score"].(float64)
	share, is := n["share"].(float64)
	if is != (has && scored && most > 0) || is && math.Abs(share*most-score) > 1e-9 {
		t.Errorf("%v: %v of %v are %v", n["id"], n["score"], n["maximum"], n["share"])
	}
	for _, key := range []string{"band", "low_band", "high_band"} {
		if band, ok := n[key]; !ok || band != nil {
			t.Errorf("%v: %s %v", n["id"], key, band)
		}
		delete(n, key)
	}
	delete(n, "maximum")
	delete(n, "share")
}

// withoutNewer takes out what the cases do not have: the digest, and what results have said since.
func withoutNewer(t *testing.T, got map[string]any) {
	t.Helper()
	delete(got["rubric"].(map[string]any), "digest")
	if said, ok := got["comments"].(map[string]any); !ok || len(said) > 0 {
		t.Errorf("comments: %v", got["comments"]) // none of the cases has any
	}
	delete(got, "comments")
	if program, ok := got["program"].(string); !ok || !strings.HasPrefix(program, "fathom ") {
		t.Errorf("program: %v", got["program"])
	}
	delete(got, "program")
	delete(got["overall"].(map[string]any), "too_early")
	for _, key := range []string{"depth", "asked", "left_out", "criteria", "member", "digest"} {
		delete(got["subject"].(map[string]any), key)
	}
	for _, p := range got["practices"].([]any) {
		delete(p.(map[string]any), "target_points")
		if p.(map[string]any)["target_agreed"] != false {
			t.Errorf("%v is agreed", p.(map[string]any)["id"]) // none of the cases agrees on any
		}
		delete(p.(map[string]any), "target_agreed")
		for _, item := range p.(map[string]any)["criteria"].([]any) {
			c := item.(map[string]any)
			if isAgreed, ok := c["agreed"].(bool); !ok || isAgreed && len(c["votes"].(map[string]any)) == 0 {
				t.Errorf("%v: agreed %v of votes %v", c["id"], c["agreed"], c["votes"])
			}
			delete(c, "agreed")
		}
	}
	nodes := slices.Concat([]any{got["overall"]}, got["parts"].([]any), got["dimensions"].([]any),
		got["practices"].([]any))
	for _, n := range nodes {
		withoutBeyond(t, n.(map[string]any))
	}
	usual := map[any]float64{"S": 3, "M": 15, "L": 40} // none of the cases says person-days
	for _, ph := range got["plan"].(map[string]any)["phases"].([]any) {
		for _, item := range ph.(map[string]any)["actions"].([]any) {
			a := item.(map[string]any)
			if a["person_days"] != usual[a["effort"]] {
				t.Errorf("%v person-days for %v", a["person_days"], a["effort"])
			}
			delete(a, "person_days")
		}
	}
}

// compare finds every difference: keys on either side, lengths, words, and numbers beyond 1e-9.
func compare(t *testing.T, path string, got, want any) {
	t.Helper()
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for k := range w {
			if _, ok := g[k]; !ok {
				t.Errorf("%s.%s is missing", path, k)
			}
		}
		for k := range g {
			if _, ok := w[k]; !ok {
				t.Errorf("%s.%s is too much", path, k)
			}
			compare(t, path+"."+k, g[k], w[k])
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			t.Errorf("%s has %d entries, want %d: %v, want %v", path, len(g), len(w), got, want)
			return
		}
		for i := range w {
			compare(t, fmt.Sprintf("%s[%d]", path, i), g[i], w[i])
		}
	case float64:
		if g, ok := got.(float64); !ok || math.Abs(g-w) > 1e-9 {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	default:
		if got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

// TestSchema holds every JSON document against the schema: one result, several, and lines.
func TestSchema(t *testing.T) {
	s := schema(t)
	for _, lang := range []say.Language{"zh", "en"} {
		all := sampled(t, lang)
		var one, many, lines bytes.Buffer
		for _, err := range []error{gap.WriteJSON(&one, all[0]), gap.WriteJSON(&many, all...),
			gap.WriteNDJSON(&lines, all...)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		validate(t, s, one.Bytes())
		validate(t, s, many.Bytes())
		rows := bytes.Split(bytes.TrimSpace(lines.Bytes()), []byte("\n"))
		if len(rows) != len(all) {
			t.Errorf("%d lines for %d reports", len(rows), len(all))
		}
		for _, row := range rows {
			validate(t, s, row)
		}
	}
	bad := []byte(`{"format": "fathom.result/1"}`)
	doc, _ := jsonschema.UnmarshalJSON(bytes.NewReader(bad))
	if s.Validate(doc) == nil {
		t.Error("the schema accepts a document without anything in it")
	}
}

// TestWarningCodesInSchema: the schema of results lists every warning code, and no other.
func TestWarningCodesInSchema(t *testing.T) {
	var want strings.Builder
	for _, code := range assess.WarningCodes() {
		fmt.Fprintf(&want, "%q,", code)
	}
	flat := strings.Join(strings.Fields(string(gap.Schema())), "")
	if list := `"code":{"enum":[` + strings.TrimSuffix(want.String(), ",") + "]}"; !strings.Contains(flat, list) {
		t.Errorf("the schema has not %s", list)
	}
}
