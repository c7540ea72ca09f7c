package answerfile_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

const jsonLine = `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"henan","name":"河南 \"一\"","tags":{"region":"华中"}},"date":"2026-11-20","depth":"full","answers":{"roles/overlap-control":{"level":2,"note":"a\nb \ud83d\ude00","evidence":["x"],"confidence":"high"},"goals-strategy/goal-quality":3,"cap-inventory/stock-control":{"na":"no stock"},"innovation/new-models":{"unknown":true}}}`

const yamlFile = `format: fathom.answers/1
rubric: {id: channel-team, version: 1.1.0}
subject: {id: henan, name: "河南 \"一\"", tags: {region: 华中}}
date: 2026-11-20
depth: full
answers:
  roles/overlap-control: {level: 2, note: "a\nb 😀", evidence: [x], confidence: high}
  goals-strategy/goal-quality: 3
  cap-inventory/stock-control: {na: no stock}
  innovation/new-models: {unknown: true}
`

// TestReadJSON: a line says what the file says.
func TestReadJSON(t *testing.T) {
	r := channelteam.Rubric()
	want, err := answerfile.Read("a.yaml", []byte(yamlFile), r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := answerfile.ReadJSON("a.ndjson", 7, []byte(jsonLine), r)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n%+v\n%+v", err, got, want)
	}
}

// BenchmarkLongLine reads a line of many values behind a long text: its time grows with the line, not with its square.
func BenchmarkLongLine(b *testing.B) {
	for _, n := range []int{15_000, 59_000} {
		many := `["` + strings.Repeat("长", n/6) + `"` + strings.Repeat(`,"x"`, n) + `]`
		line := []byte(strings.Replace(jsonLine, `["x"]`, many, 1))
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := answerfile.ReadJSON("a.ndjson", 7, line, channelteam.Rubric()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(line)), "ns/byte")
		})
	}
}

// TestReadJSONRefuses: every fault of a line is located in it, in the words of the file reader.
func TestReadJSONRefuses(t *testing.T) {
	r := channelteam.Rubric()
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{`:3,`, `:3.5,`, "a.ndjson:7:321: want a level here (1, 2, 3, 4, 5), not 3.5 [level]"},
		{`:3,`, `:3.0,`, ""}, {`:3,`, `:30e-1,`, ""}, {`:3,`, `:7e0,`, "7 is not a level of scale maturity"},
		{`:3,`, `:"3",`, `not "3"`},
		{`:3,`, `:6,`, "6 is not a level of scale maturity"},
		{`:3,`, `:null,`, "got null"},
		{`:3,`, `:03,`, "not valid JSON"},
		{`goal-quality`, `goal-qualty`, "did you mean goals-strategy/goal-quality?"},
		{`"depth"`, `"dept"`, "unknown key dept; did you mean depth?"},
		{`"answers"`, `"removed"`, "the key answers is missing"},
		{`"date":"2026-11-20",`, ``, "a.ndjson:7:1: the key date is missing"},
		{`"date"`, `"depth":"full","date"`, "depth is given twice"},
		{`1.1.0`, `0.9.0`, `the answers are for version "0.9.0"`},
		{`{"na":"no stock"}`, `{"na":true}`, "say why it does not apply"},
		{`\ud83d\ude00`, `\ud83d`, "half of a surrogate pair"},
		{`\ud83d\ude00`, "\ufffd\\ud83d", "half of a surrogate pair"},
		{`\ud83d\ude00`, `\\\ude00\ud83d`, "half of a surrogate pair"},
		{`\ud83d\ude00`, `\ufffd`, ""},
		{`\ud83d\ude00`, `\ufffd\ud83d\ude00\\ud83d`, ""},
		{`}}}`, `}}`, "the JSON ends too early"},
		{`}}}`, `}}}}`, "a.ndjson:7:413: something stands after the end"},
		{`}}}`, `}}} {}`, "after the end"},
		{`"x"`, "\"x\x00\"", "not valid JSON"},
		{`"x"`, "\"x\xff\"", "a.ndjson:7:267: the file is not UTF-8"},
		{jsonLine, "  ", "a.ndjson:7:1: the line is empty"},
		{jsonLine, `{"line":` + "0" + `}`, "the key answers is missing"},
		{jsonLine, strings.Repeat("[", 100), "nested deeper"},
		{jsonLine, "[" + strings.Repeat("[],", 100_000) + "0]", "a.ndjson:7:179999: more than 60000 values"}, // the list, and [] at 2, 5, 8, ...
		{jsonLine, "[" + strings.Repeat("0,", 200_000) + "0]", "more than 60000 values"},
		{jsonLine, `"` + strings.Repeat("x", answerfile.MaxBytes) + `"`, "more than the limit of 1048576 bytes"},
	} {
		line := strings.Replace(jsonLine, c.old, c.new, 1)
		a, err := answerfile.ReadJSON("a.ndjson", 7, []byte(line), r)
		if c.want == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		if a != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: %v, want %s", c.new[:min(len(c.new), 40)], c.old[:min(len(c.old), 40)], err, c.want)
		}
	}
}

// TestFileIsJSON: a file that is JSON by its name is written as JSON, with its keys in their order, by whatever link it
// was opened; a new one, too.
func TestFileIsJSON(t *testing.T) {
	const text = `{"answers": {"beta/one": 2, "alpha/one": {"note": "x \u003c y", "level": 1.0}},
 "date": "2026-11-20", "subject": {"name": "S", "id": "s"}, "format": "fathom.answers/1", "rubric": {"version": "1.0.0", "id": "mini"}}`
	const want = `{
  "answers": {
    "beta/one": 3,
    "alpha/one": {"note": "x < y", "level": 1}
  },
  "date": "2026-11-20",
  "depth": "quick",
  "subject": {"name": "S", "id": "s"},
  "format": "fathom.answers/1",
  "rubric": {"version": "1.0.0", "id": "mini"}
}
`
	dir := t.TempDir()
	path, link, yaml := filepath.Join(dir, "a.json"), filepath.Join(dir, "b.yaml"), filepath.Join(dir, "c.yaml")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	for _, opened := range []string{path, link, yaml} {
		if err := os.WriteFile(opened, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f := open(t, opened, answerfile.Options{})
		a, _, err := f.Load()
		if err != nil {
			t.Fatal(err)
		}
		a.Answers[1], a.Depth = level(3), "quick"
		if err := f.Save(a); err != nil {
			t.Fatal(err)
		}
		got := string(read(t, opened))
		if opened == yaml { // JSON in a file of YAML is taken, and written as YAML
			if !strings.HasPrefix(got, "format: fathom.answers/1\n") {
				t.Errorf("%s", got)
			}
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", opened, diff)
		}
		beside, err := f.SaveBeside(a)
		again, rerr := answerfile.Read(beside, read(t, beside), mini(t))
		if err != nil || rerr != nil || cmp.Diff(a, again) != "" {
			t.Errorf("%s: %v %v", beside, err, rerr)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	fresh := open(t, filepath.Join(dir, "new.json"), answerfile.Options{})
	if err := fresh.Save(sample(level(2), assess.Answer{})); err != nil {
		t.Fatal(err)
	}
	if got := string(read(t, fresh.Path)); !strings.HasPrefix(got, "{\n  \"format\": \"fathom.answers/1\",\n") || !strings.HasSuffix(got, "\n  \"answers\": {\n    \"alpha/one\": 2\n  }\n}\n") {
		t.Errorf("%s", got)
	}
}
