package answerfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// TestFileNamesItsSchema: where a schema is named, the first line of what is saved names it to editors, once; comments
// stay in their order below, a line that somebody wrote for the editor stays as it is, and so does everything where no
// schema is named, and JSON.
func TestFileNamesItsSchema(t *testing.T) {
	const line = "# yaml-language-server: $schema=./s.json\n"
	bare := "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\n" +
		"answers:\n  alpha/one: 2\n"
	own := "# yaml-language-server: $schema=../mine.json\n"
	for name, c := range map[string]struct{ file, schema, before, want string }{
		"new":        {"a.yaml", "s.json", bare, line + "\n" + bare},
		"commented":  {"a.yaml", "s.json", "# one\n# two\n\n" + bare, line + "# one\n# two\n\n" + bare},
		"its own":    {"a.yaml", "s.json", own + bare, own + bare},
		"below":      {"a.yaml", "s.json", "# one\n\n" + own + bare, "# one\n\n" + own + bare},
		"none":       {"a.yaml", "", "# one\n\n" + bare, "# one\n\n" + bare},
		"no comment": {"a.yaml", "", bare, bare},
		"there":      {"a.yaml", "", line + "\n" + bare, line + "\n" + bare},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
			t.Fatal(err)
		}
		f := open(t, path, answerfile.Options{Schema: c.schema})
		for range 3 {
			a, _, err := f.Load()
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Save(a); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(read(t, path))); diff != "" {
				t.Fatalf("%s: %s", name, diff)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "a.json")
	f := open(t, path, answerfile.Options{Schema: "s.json"})
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Answers: make([]assess.Answer, 2)}
	if err := f.Save(a); err != nil || bytes.Contains(read(t, path), []byte("schema")) {
		t.Errorf("%v: %s", err, read(t, path))
	}
}

// TestSchemaOfAnother: a schema holds for the answers to its own rubric and version, that of any answers for all.
func TestSchemaOfAnother(t *testing.T) {
	mine := channelteam.Rubric()
	newer, other := *mine, *mine
	newer.Version, other.ID = "9.0.0", "other"
	for name, c := range map[string]struct {
		text []byte
		want bool
	}{
		"any":        {answerfile.Schema(), true},
		"mine":       {answerfile.SchemaFor(mine, "en"), true},
		"in Chinese": {answerfile.SchemaFor(mine, "zh"), true},
		"newer":      {answerfile.SchemaFor(&newer, "en"), false},
		"other":      {answerfile.SchemaFor(&other, "en"), false},
		"empty":      {nil, false}, "somebody's": {[]byte("{}"), false},
	} {
		if got := answerfile.IsSchemaFor(c.text, mine); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
