package answerfile_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

var update = flag.Bool("update", false, "rewrite the expected messages; read them before you commit")

const dir = "../../testdata"

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("nothing matches %s: %v", pattern, err)
	}
	return names
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mini is the small rubric that the refused files are made for.
func mini(t testing.TB) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "mini.yaml", Data: read(t, dir+"/rubrics/ok/mini.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReadRefuses walks the pairs of file and expected message; nothing may be returned to score.
func TestReadRefuses(t *testing.T) {
	r := mini(t)
	for _, path := range glob(t, "answers/err/*.yaml") {
		a, err := answerfile.Read(filepath.Base(path), read(t, path), r)
		list, ok := err.(problem.List)
		if !ok || a != nil {
			t.Errorf("%s: read without a fault (%v)", path, err)
			continue
		}
		for _, p := range list {
			if p.Line == 0 || p.Column == 0 || p.Message.ZH == "" || p.Message.ZH == p.Message.EN {
				t.Errorf("%s: not located or not in Chinese: %+v", path, p)
			}
		}
		out := strings.TrimSuffix(path, ".yaml") + ".out"
		text := list.Error() + "\n"
		if *update {
			if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if want := string(read(t, out)); text != want {
			t.Errorf("%s:\ngot\n%swant\n%s", path, text, want)
		}
	}
}

// TestReadPlaces: an answer stands where its id does, in block and flow style; what has no answer has no place.
func TestReadPlaces(t *testing.T) {
	head := "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\n"
	for text, want := range map[string]problem.Places{
		"answers:\n\n  beta/one: 2\n  alpha/one:\n    level: 1\n": {"beta/one": {File: "x", Line: 7, Column: 3}, "alpha/one": {File: "x", Line: 8, Column: 3}},
		"answers: {alpha/one: 1,\n beta/one: 2}\n":                {"alpha/one": {File: "x", Line: 5, Column: 11}, "beta/one": {File: "x", Line: 6, Column: 2}},
		"answers: {beta/one: {na: not ours}}\n":                   {"beta/one": {File: "x", Line: 5, Column: 11}},
		"answers:\n":                                              {},
		"":                                                        {},
	} {
		_, got, err := answerfile.ReadPlaces("x", []byte(head+text), mini(t))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", text, err, diff)
		}
	}
}

func TestReadStates(t *testing.T) {
	text := `format: fathom.answers/1
rubric: {id: mini, version: 1.0.0}
subject: {id: s, tags: {b: x, a: "1.10"}}
date: 2026-11-20
depth: quick
raters: [{id: r1, role: boss, date: 2026-11-18}, {id: r2}]
answers:
  beta/one: {votes: {r2: unknown, r1: 3}, level: 2, note: "agreed: \"yes\"", evidence: [a, b], confidence: low}
  alpha/one: {votes: {r2: na}}
`
	got, err := answerfile.Read("x", []byte(text), mini(t))
	if err != nil {
		t.Fatal(err)
	}
	want := &assess.Assessment{
		Subject: assess.Subject{ID: "s", Tags: map[string]string{"a": "1.10", "b": "x"}},
		Date:    "2026-11-20", Depth: "quick", Panel: true,
		Raters: []assess.Rater{{ID: "r1", Role: "boss", Date: "2026-11-18"}, {ID: "r2"}},
		Answers: []assess.Answer{
			{Given: true, State: assess.Unanswered, Votes: []assess.Vote{{Rater: "r2", State: assess.NotApplicable}}},
			{Given: true, State: assess.Answered, Level: 2, Note: `agreed: "yes"`, Evidence: []string{"a", "b"}, Confidence: "low",
				Votes: []assess.Vote{{Rater: "r1", State: assess.Answered, Level: 3},
					{Rater: "r2", State: assess.Unknown}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReadAgreed: what a panel agreed on stands beside the votes, also that a criterion does not apply or that nobody
// knows; the same votes without it are not agreed.
func TestReadAgreed(t *testing.T) {
	votes := []assess.Vote{{Rater: "r1", State: assess.Answered, Level: 3}, {Rater: "r2", State: assess.NotApplicable}}
	for entry, want := range map[string]assess.Answer{
		"":                                  {State: assess.Unanswered},
		", note: later":                     {State: assess.Unanswered, Note: "later"},
		", level: 2":                        {State: assess.Answered, Level: 2},
		", na: no stock":                    {State: assess.NotApplicable, Reason: "no stock"},
		", na: \"a\\nb\", confidence: high": {State: assess.NotApplicable, Reason: "a\nb", Confidence: "high"},
		", unknown: true":                   {State: assess.Unknown},
		", unknown: true, note: ask":        {State: assess.Unknown, Note: "ask"},
		", na: no stock, note: \"r1: odd\"": {State: assess.NotApplicable, Reason: "no stock", Note: "r1: odd"},
		", level: 2, agreed: seen":          {State: assess.Answered, Level: 2, Reason: "seen"},
		", unknown: true, agreed: ask":      {State: assess.Unknown, Reason: "ask"},
		", agreed: so far":                  {State: assess.Unanswered, Reason: "so far"}, // while it is discussed
	} {
		text := "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\nraters: [{id: r1}, {id: r2, date: 2026-01-02}]\n" +
			"answers:\n  alpha/one: {votes: {r1: 3, r2: na}" + entry + "}\n"
		got, err := answerfile.Read("x", []byte(text), mini(t))
		if err != nil {
			t.Errorf("%s: %v", entry, err)
			continue
		}
		want.Given, want.Votes = true, votes
		if diff := cmp.Diff(want, got.Answers[0]); diff != "" ||
			got.Answers[0].IsAgreed() != (want.State != assess.Unanswered) {
			t.Errorf("%s: %s", entry, diff)
		}
		var v any
		if err := yaml.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if err := compiled(t).Validate(plain(v)); err != nil {
			t.Errorf("%s: the schema refuses it: %v", entry, err)
		}
		if again, _ := same(t, got); strings.Replace(again, "\n  - {id: r1}\n  - {id: r2, date: 2026-01-02}", " [{id: r1}, {id: r2, date: 2026-01-02}]", 1) != text {
			t.Errorf("%s: written as\n%s", entry, again)
		}
	}
}

// TestHostile refuses what only an attack contains.
func TestHostile(t *testing.T) {
	var ids strings.Builder
	for i := range 48_000 {
		fmt.Fprintf(&ids, "  practice-%d/criterion: 1\n", i)
	}
	var raters strings.Builder
	for i := range assess.MaxRaters {
		fmt.Fprintf(&raters, "{id: someone-with-a-name-%d},", i)
	}
	r := mini(t)
	for name, text := range map[string]string{
		"aliases":         "a: &a [x]\nb: [" + strings.Repeat("*a,", 300_000) + "]\n",
		"brackets":        "a: " + strings.Repeat("[", 100_000),
		"brackets, lines": "a: " + strings.Repeat("[\n", 100_000),
		"ids":             "answers:\n" + ids.String(),
		"unknown voters":  "raters: [" + strings.Repeat("{id: someone-with-a-name},", 9000) + "]\nanswers: {alpha/one: {votes: {" + manyKeys(4990) + "}}}\n",
		"equal ids":       "answers:\n" + strings.Repeat("  alpha/one: 1\n", 48_000),
		"too large":       strings.Repeat("#", answerfile.MaxBytes+1),
	} {
		if _, err := answerfile.Read(name, []byte(text), r); err == nil {
			t.Errorf("%s: accepted", name)
		} else if n := len(err.Error()); n > 10_000_000 {
			t.Errorf("%s: %d bytes of messages", name, n)
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "someone-with-n-%d: 1, ", i)
	}
	return b.String()
}

// compiled is the schema of answer files.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(answerfile.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("answers.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("answers.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestSchema: the schema accepts every sample, and refuses what it can see of the refused files.
func TestSchema(t *testing.T) {
	schema := compiled(t)
	check := func(path string) error {
		var v any
		if err := yaml.Unmarshal(read(t, path), &v); err != nil {
			return err
		}
		return schema.Validate(plain(v))
	}
	for _, path := range append(glob(t, "../rubric/channelteam/samples/*.yaml"), glob(t, "cases/*/answers.yaml")...) {
		if err := check(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	// what a schema cannot see, because it needs the rubric, the raters, the calendar or how the text is written
	unseen := strings.Fields("alias bad_date bad_depth bad_rater_date bad_sector bad_stage empty_tag long_tag merge na_no octal " +
		"other_rubric other_version outside_scale rater_twice second_document tag unknown_id unknown_rater vote_outside_scale votes_without_raters")
	var accepted []string
	for _, path := range glob(t, "answers/err/*.yaml") {
		if check(path) == nil {
			accepted = append(accepted, strings.TrimSuffix(filepath.Base(path), ".yaml"))
		}
	}
	if diff := cmp.Diff(unseen, accepted); diff != "" {
		t.Errorf("refused files that the schema accepts: %s", diff)
	}
}

// plain turns what YAML makes of a document into what JSON would: dates back into text, numbers into float64.
func plain(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case int:
		return float64(x)
	case interface{ Format(string) string }:
		return x.Format("2006-01-02")
	}
	return v
}

func BenchmarkRead(b *testing.B) {
	r := channelteam.Rubric()
	data := read(b, "../../rubric/channelteam/samples/henan-fmcg.yaml")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := answerfile.Read("henan", data, r); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzRead: no input makes the reader panic or hang, and what it reads can be read again to the same.
func FuzzRead(f *testing.F) {
	for _, path := range append(glob(f, "answers/err/*.yaml"), glob(f, "cases/*/answers.yaml")...) {
		f.Add(read(f, path))
	}
	r := mini(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := answerfile.Read("f", data, r)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := answerfile.Write(&out, a, r); err != nil {
			t.Fatal(err)
		}
		again, err := answerfile.Read("g", out.Bytes(), r)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, out.Bytes())
		}
		if diff := cmp.Diff(a, again); diff != "" {
			t.Errorf("%s\n%s", diff, out.Bytes())
		}
		var twice bytes.Buffer
		if err := answerfile.Write(&twice, again, r); err != nil || !bytes.Equal(out.Bytes(), twice.Bytes()) {
			t.Errorf("writing is not stable: %v\n%s\n%s", err, out.Bytes(), twice.Bytes())
		}
	})
}
