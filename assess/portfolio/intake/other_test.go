package intake_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess/portfolio/intake"
)

// TestOthers: what Fathom wrote beside the answers is left out of a folder and named; what is named itself is read, and
// so is everything that might be answers.
func TestOthers(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"a.json":         `{"format": "fathom.answers/1"}`,
		"b.json":         "\xef\xbb\xbf{\n  \"format\": \"fathom.result/1\",\n",
		"c.json":         "[\n  {\n    \"format\": \"fathom.verdict/1\"",
		"d.json":         `{"rubric": {}, "format": "fathom.result/1"}`, // not as we write it
		"e.json":         `{"format": "other/1"}`,
		"f.ndjson":       `{"format":"fathom.result/1","rubric":{}}` + "\n",
		"g.ndjson":       `{"id":"henan","name":"x","score":2.4,"stage_reached":2}` + "\n",
		"h.ndjson":       `{"id":"henan","answers":{}}` + "\n",
		"i.jsonl":        `{"format":"fathom.answers/1"}` + "\n" + `{"format":"fathom.result/1"}`,
		"j.yaml":         `{"format": "fathom.result/1"}`, // YAML is what people write: a fault there is told
		"k.json":         "",
		"sub/state.json": `{"format":"fathom.fold/1","digest":""}`,
	})
	inputs, others, err := intake.Find([]string{dir, filepath.Join(dir, "b.json")})
	if err != nil {
		t.Fatal(err)
	}
	var read []string
	for _, in := range inputs {
		read = append(read, filepath.Base(in.Path))
	}
	if diff := cmp.Diff([]string{"a.json", "d.json", "e.json", "h.ndjson", "i.jsonl", "j.yaml", "k.json", "b.json"},
		read); diff != "" {
		t.Error(diff)
	}
	var left []string
	for _, o := range others {
		left = append(left, filepath.Base(o.Path)+" "+o.Format)
	}
	if diff := cmp.Diff([]string{"b.json fathom.result/1", "c.json fathom.verdict/1", "f.ndjson fathom.result/1", "g.ndjson -f ndjson", "state.json fathom.fold/1"}, left); diff != "" {
		t.Error(diff)
	}
}
