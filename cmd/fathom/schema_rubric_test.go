package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// TestIDsOfSchemas: readers resolve what a schema refers to against its $id, and some fail on one that is not absolute.
func TestIDsOfSchemas(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range formatSchemas() {
		var s struct {
			ID string `json:"$id"`
		}
		if err := json.Unmarshal(f.schema(), &s); err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`^urn:fathom:[a-z-]+:\d+$`).MatchString(s.ID) || seen[s.ID] {
			t.Errorf("the schema of %s has the $id %s", f.word, s.ID)
		}
		seen[s.ID] = true
	}
}

// TestSchemasOfDocuments holds what the commands write against the schema that `fathom schema` prints for it.
func TestSchemasOfDocuments(t *testing.T) {
	henan, folder := root+"/rubric/channelteam/samples/henan-fmcg.yaml", root+"/testdata/workshop"
	may, nov := folder+"/2026-05/", folder+"/2026-11/"
	for word, commands := range map[string][]string{
		"verdict": {"check " + henan + " --min-overall 5", "check " + may + "chen.yaml " + may + "li.yaml --min-overall 1"},
		"agreement": {"merge " + may + "chen.yaml " + may + "li.yaml " + may + "wang.yaml --stats",
			"merge " + may + "chen.yaml " + may + "li.yaml"},
		"trend":       {"compare " + may + "chen.yaml " + nov + "chen.yaml"},
		"rubric-diff": {"rubric diff channel-team@1.0.0 builtin", "rubric diff builtin builtin"},
		"plan":        {"plan " + henan}, "rollup": {"portfolio " + root + "/testdata/workshop/2026-05"}, "result": {"score " + henan},
	} {
		at := slices.IndexFunc(formatSchemas(), func(s schemaOf) bool { return s.word == word })
		valid := compiled(t, formatSchemas()[at].schema())
		for _, command := range commands {
			var out, errs bytes.Buffer
			a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
			a.run(append(strings.Fields(command), "-f", "json", "--lang", "en"))
			doc, err := jsonschema.UnmarshalJSON(&out)
			if err != nil {
				t.Fatalf("%s: %v, %s", command, err, &errs)
			}
			if err := valid.Validate(doc); err != nil {
				t.Errorf("%s: %v", command, err)
			}
		}
	}
}

// TestSchemaOfARubric: of every word of a rubric, and of words that it does not have, the schema of its answers takes
// those that the reader takes, and no others.
func TestSchemaOfARubric(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "testdata/schemas/full-rubric.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	full, _, err := rubricfile.Read(rubricfile.File{Name: "full-rubric.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*rubric.Rubric{full, channelteam.Rubric()} {
		h := &heldSchema{t, r, compiled(t, answerfile.SchemaFor(r, "en")), map[bool]int{}}
		h.words()
		h.levels()
		if h.seen[true] < 20 || h.seen[false] < 20 {
			t.Errorf("%s: %v compared", r.ID, h.seen)
		}
	}
}

// heldSchema is the schema of the answers to a rubric, held against the reader.
type heldSchema struct {
	*testing.T
	r     *rubric.Rubric
	valid *jsonschema.Schema
	seen  map[bool]int // how many documents are right
}

// with compares on a document with one key set at a path.
func (h *heldSchema) with(value any, path ...string) {
	h.Helper()
	doc := map[string]any{"format": answerfile.Format, "rubric": map[string]any{"id": h.r.ID, "version": h.r.Version},
		"subject": map[string]any{"id": "s"}, "date": "2026-11-20", "answers": map[string]any{}}
	at := doc
	for _, key := range path[:len(path)-1] {
		if at[key] == nil {
			at[key] = map[string]any{}
		}
		at = at[key].(map[string]any)
	}
	at[path[len(path)-1]] = value
	text, err := json.Marshal(doc)
	if err != nil {
		h.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		h.Fatal(err)
	}
	refused := h.valid.Validate(parsed)
	_, said := answerfile.Read("a.json", text, h.r)
	if (refused == nil) != (said == nil) {
		h.Errorf("%s: %v: the schema says %v, the reader %v", h.r.ID, path, refused, said)
	}
	h.seen[said == nil]++
}

// words compares on what has an id.
func (h *heldSchema) words() {
	for path, ids := range map[string][]string{"rubric/id": {h.r.ID}, "rubric/version": {h.r.Version},
		"subject/stage": h.r.StageIDs(), "subject/sector": h.r.SectorIDs(), "depth": h.r.Depths()} {
		for _, id := range append(slices.Clone(ids), "zzz", "1.0.1") {
			h.with(id, strings.Split(path, "/")...)
		}
	}
	for key, ids := range map[string][]string{"capacity": h.r.OwnerIDs(), "comments": assess.CommentIDs(h.r)} {
		for _, id := range append(slices.Clone(ids), "zzz", "summary/x") {
			h.with(map[string]any{"capacity": 2, "comments": "x"}[key], key, id)
		}
	}
	for i := range h.r.Practices {
		p := &h.r.Practices[i]
		for _, level := range h.r.Scale(p.Criteria[0].Scale).Levels {
			h.with(level.Level, "targets", p.ID)
		}
		h.with(-7, "targets", p.ID)
		h.with(2.5, "targets", p.ID)
	}
	h.with(1, "targets", "zzz")
}

// levels compares on each criterion at each level from below its scale to above it, in each way to write one.
func (h *heldSchema) levels() {
	for i := range h.r.Practices {
		for k := range h.r.Practices[i].Criteria {
			c := &h.r.Practices[i].Criteria[k]
			id := rubric.FullID(h.r.Practices[i].ID, c.ID)
			levels := h.r.Scale(c.Scale).Levels
			for level := levels[0].Level - 1; level <= levels[len(levels)-1].Level+1; level++ {
				h.with(level, "answers", id)
				h.with(map[string]any{"level": level, "note": "n"}, "answers", id)
			}
			h.with(map[string]any{"na": "none"}, "answers", id)
			h.with(1, "answers", id+"x")
		}
	}
}

// TestSchemaTellsWhatIsAsked: what editors show beside a criterion is what the questionnaire asks, in the language.
func TestSchemaTellsWhatIsAsked(t *testing.T) {
	for lang, want := range map[string]string{"en": "Roles & responsibilities / No gaps, no overlaps\n", "zh": "\n3 "} {
		var s map[string]any
		if err := json.Unmarshal(answerfile.SchemaFor(channelteam.Rubric(), lang), &s); err != nil {
			t.Fatal(err)
		}
		either := s["properties"].(map[string]any)["answers"].(map[string]any)["anyOf"].([]any)
		criteria := either[1].(map[string]any)["properties"].(map[string]any)
		told := fmt.Sprint(criteria["roles/overlap-control"].(map[string]any)["description"])
		if len(slices.Collect(maps.Keys(criteria))) != 91 || !strings.Contains(told, want) || strings.Count(told,
			"\n") != 6 {
			t.Errorf("%s: %d criteria, %s", lang, len(criteria), told)
		}
	}
}
