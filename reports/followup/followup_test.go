package followup_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/reports/doc"
	"fathom/reports/followup"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

var update = flag.Bool("update", false, "rewrite the expected pages; read them before you commit")

// followed is a file in which every case stands once, for 2027-02-01.
const followed = `format: fathom.actions/1
subject: {id: henan, name: 河南快消渠道}
rubric: {id: channel-team, version: 1.1.0}
start: 2026-12-01
actions:
  - {id: roles@2, state: done, owner: DIR, due: 2026-12-30, done: 2026-12-30}
  - {id: goals-strategy@2, state: done, owner: DIR, who: 王芳, due: 2026-12-30, done: 2027-01-04}
  - {id: roles@3, state: open, owner: HR, due: 2027-01-29, waits: [goals-strategy@3]}
  - {id: goals-strategy@3, state: doing, owner: REG, due: 2027-02-01}
  - {id: incentives@2, owner: OPS, due: 2027-02-20, waits: [roles@3, goals-strategy@3]}
  - {id: hire-director, who: "李雷 ::set-env"}
  - {id: innovation@2, state: dropped, note: "改到明年"}
  - {id: innovation@3, planned: gone, due: 2027-02-15}
  - {id: process-opt@2, owner: OPS, due: 2027-02-25, waits: [innovation@2]}
  - {id: walk, owner: OPS, due: 2027-06-01}
`

func read(t *testing.T, text string) *actions.File {
	t.Helper()
	f, _, err := actions.Read("a.yaml", []byte(text), channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// lifts is one of each outcome.
func lifts(f *actions.File) (out []actions.Lift) {
	for i, o := range []actions.Outcome{actions.Lifted, actions.Not, actions.Already, actions.Earlier, actions.TooLate,
		actions.NoLevel} {
		out = append(out, actions.Lift{Action: &f.Actions[i%2], Old: assess.Some(1), New: assess.Some(2), Outcome: o})
	}
	out[1].New, out[2].Old, out[3].Old = assess.Some(1), assess.Some(2), assess.Some(2)
	out[4].New, out[5].Old, out[5].New = assess.Some(1), assess.Maybe[int]{}, assess.Maybe[int]{}
	return out
}

// TestGolden: every case of a status and of what came of it, in both languages, as the terminal and Markdown show it.
func TestGolden(t *testing.T) {
	f := read(t, followed)
	for _, lang := range []say.Language{"en", "zh"} {
		n := names.Namer{Language: lang, Rubric: channelteam.Rubric()}
		rep := followup.New(n, f, actions.StatusOn(f, "2027-02-01", n.Rubric))
		rep.Add(followup.Lifts(&n, lifts(f)))
		var page, text bytes.Buffer
		if err := terminal.Write(&page, rep, terminal.Options{Width: 80, Plain: false}); err != nil {
			t.Fatal(err)
		}
		if err := markdown.Write(&text, rep); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "status-"+string(lang)+".txt")
		if *update {
			if err := os.WriteFile(path, page.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || page.String() != string(want) {
			t.Errorf("%s differs from what is shown now: %v", path, err)
		}
		if strings.Contains(page.String()+text.String(), "::") {
			t.Errorf("%s: a command of a CI log", lang)
		}
	}
}

// TestNothing: a file without actions, and a comparison without done ones, say so or nothing.
func TestNothing(t *testing.T) {
	n := names.Namer{Language: "en", Rubric: channelteam.Rubric()}
	f := read(t, followed[:strings.Index(followed, "  - ")])
	rep := followup.New(n, f, actions.StatusOn(f, "2027-02-01", n.Rubric))
	if len(rep.Sections) != 1 || rep.Sections[0].Blocks[0].(doc.Paragraph).Text != "There are no actions in the file." {
		t.Errorf("%+v", rep.Sections)
	}
	if s := followup.Lifts(&n, nil); s.Heading != "" || s.Blocks != nil {
		t.Errorf("%+v", s)
	}
}
