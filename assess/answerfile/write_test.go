package answerfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// hostileNotes are texts that a careless writer breaks a file with.
var hostileNotes = []string{
	"line\nline", "tab\there", `quote " and \ back`, "key: value", "# no comment", "- item", "'single'", "{a: b}", "[x]", "&a", "*a", "!t", "%d", "@x", "`x`",
	" leading", "trailing ", "yes", "null", "12", "1.5", "2026-11-20", "\x00\x1b[31m\x7f", "\u2028\u2029\ufeff", "😀 emoji", "全角，标点：“好”。", "?", "~", "<<", "=1+1",
}

// same writes an assessment, reads it back and writes that, as YAML and as JSON: the same assessment, the same bytes.
// It returns both.
func same(t *testing.T, a *assess.Assessment) (asYAML, asJSON string) {
	t.Helper()
	r := mini(t)
	var out []string
	for _, name := range []string{"back.yaml", "back.json"} {
		var once, twice bytes.Buffer
		if err := answerfile.WriteAs(&once, name, a, r); err != nil {
			t.Fatalf("%v\n%+v", err, a)
		}
		back, err := answerfile.Read(name, once.Bytes(), r)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, back); diff != "" {
			t.Error(diff)
		}
		if err := answerfile.WriteAs(&twice, name, back, r); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("not the same bytes: %v", err)
		}
		out = append(out, once.String())
	}
	if !json.Valid([]byte(out[1])) {
		t.Errorf("no JSON: %s", out[1])
	}
	return out[0], out[1]
}

func sample(answers ...assess.Answer) *assess.Assessment {
	return &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Answers: answers}
}

func TestWriteKeepsNotes(t *testing.T) {
	for _, note := range hostileNotes {
		level := assess.Answer{Given: true, State: assess.Answered, Level: 2, Note: note, Evidence: []string{note, "b"}}
		na := assess.Answer{Given: true, State: assess.NotApplicable, Note: note}
		a := sample(level, na)
		tag := strings.TrimSpace(note) // white space around it is none of a tag's
		a.Subject.Name, a.Subject.Tags = note, map[string]string{tag: tag}
		same(t, a)
		na.Reason = "why: " + note // apart from what is noted
		same(t, sample(na, na))
	}
}

// TestWriteForm: what a person opens is in rubric order, short where only a level is given, practices apart.
func TestWriteForm(t *testing.T) {
	a := sample(
		assess.Answer{Given: true, State: assess.Answered, Level: 3},
		assess.Answer{Given: true, State: assess.Answered, Level: 2, Note: "agreed: yes", Votes: []assess.Vote{
			{Rater: "r1", State: assess.Answered, Level: 3}, {Rater: "r2", State: assess.Unknown}}},
	)
	a.Panel, a.Raters = true, []assess.Rater{{ID: "r1", Role: "boss"}, {ID: "r2"}}
	want := `format: fathom.answers/1
rubric: {id: mini, version: 1.0.0}
subject: {id: s}
date: 2026-11-20
raters:
  - {id: r1, role: boss}
  - {id: r2}
answers:
  alpha/one: 3

  beta/one: {votes: {r1: 3, r2: unknown}, level: 2, note: "agreed: yes"}
`
	got, asJSON := same(t, a)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const wantJSON = `{
  "format": "fathom.answers/1",
  "rubric": {"id": "mini", "version": "1.0.0"},
  "subject": {"id": "s"},
  "date": "2026-11-20",
  "raters": [
    {"id": "r1", "role": "boss"},
    {"id": "r2"}
  ],
  "answers": {
    "alpha/one": 3,
    "beta/one": {"votes": {"r1": 3, "r2": "unknown"}, "level": 2, "note": "agreed: yes"}
  }
}
`
	if diff := cmp.Diff(wantJSON, asJSON); diff != "" {
		t.Error(diff)
	}
}

// TestWriteRefuses: what an answer file cannot say is refused, and not a byte is written.
func TestWriteRefuses(t *testing.T) {
	ok := assess.Answer{Given: true, State: assess.Answered, Level: 2}
	with := func(change func(*assess.Assessment)) *assess.Assessment {
		a := sample(ok, ok)
		change(a)
		return a
	}
	for name, a := range map[string]*assess.Assessment{
		"raters, no panel": with(func(a *assess.Assessment) { a.Raters = []assess.Rater{{ID: "r1"}, {ID: "r2"}} }),
		"not UTF-8":        with(func(a *assess.Assessment) { a.Answers[0].Note = "a\xffb" }),
		"date with a key":  with(func(a *assess.Assessment) { a.Date = "2026-11-20\ndepth: quick" }),
		"blank note":       with(func(a *assess.Assessment) { a.Answers[0].Note = "  " }),
		"long note":        with(func(a *assess.Assessment) { a.Answers[0].Note = strings.Repeat("x", assess.MaxText+1) }),
		"empty votes":      with(func(a *assess.Assessment) { a.Answers[0].Votes = []assess.Vote{} }),
		"a missing answer": with(func(a *assess.Assessment) { a.Answers = a.Answers[:1] }),
		"level off scale":  with(func(a *assess.Assessment) { a.Answers[0].Level = 9 }),
		"long tag name":    with(func(a *assess.Assessment) { a.Subject.Tags = map[string]string{strings.Repeat("\x01", 250): "v"} }),
	} {
		var out bytes.Buffer
		if err := answerfile.Write(&out, a, mini(t)); !errors.Is(err, answerfile.ErrNotKept) || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes written", name, err, out.Len())
		}
	}
}

// TestWorkshopFits: fifteen raters with every vote and a note fit the limits; so do a byte order mark and CRLF lines.
func TestWorkshopFits(t *testing.T) {
	r := channelteam.Rubric()
	a := sample()
	a.Panel = true
	for i := range 15 {
		a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprintf("rater%d", i), Role: "field"})
	}
	for range 91 {
		answer := assess.Answer{Given: true, State: assess.Answered, Level: 3, Note: "agreed after discussion"}
		for i, rater := range a.Raters {
			answer.Votes = append(answer.Votes, assess.Vote{Rater: rater.ID, State: assess.Answered, Level: 1 + i%5})
		}
		a.Answers = append(a.Answers, answer)
	}
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, r); err != nil {
		t.Fatal(err)
	}
	windows := append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(out.Bytes(), []byte("\n"), []byte("\r\n"))...)
	back, err := answerfile.Read("windows", windows, r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, back); diff != "" {
		t.Error(diff)
	}
}
