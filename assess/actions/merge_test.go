package actions_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/answerfile/atomicfile"
	"fathom/rubric/channelteam"
	"fathom/rubric/strictyaml"
)

func henan(steps ...actions.Step) actions.Plan {
	return actions.Plan{Language: "en", Subject: assess.Subject{ID: "henan", Name: "河南"}, Start: "2026-12-01", Steps: steps}
}

// TestMergeNew: a new file, in both languages, byte for byte.
func TestMergeNew(t *testing.T) {
	p := henan(actions.Step{ID: "roles@2", Title: "职责，到 2 级：写下\n职责", Owner: "DIR", Due: "2026-12-30"},
		actions.Step{ID: "roles@3", Due: "2027-02-01", Waits: []string{"roles@2"}})
	const body = `format: fathom.actions/1
subject: {id: henan, name: 河南}
rubric: {id: channel-team, version: 1.1.0}
start: 2026-12-01
actions:
  # 职责，到 2 级：写下 职责
  - id: roles@2
    state: open
    owner: DIR
    due: 2026-12-30
    planned: 2026-12-30
  - id: roles@3
    state: open
    due: 2027-02-01
    planned: 2027-02-01
    waits: [roles@2]
`
	for lang, words := range map[string]string{"en": "# What comes of the plan.", "zh": "# 计划的落实情况。"} {
		p.Language = "en"
		if lang == "zh" {
			p.Language = "zh"
		}
		out, m, err := actions.Merge("a.yaml", nil, p, channelteam.Rubric())
		if err != nil || fmt.Sprint(m) != "{[roles@2 roles@3] [] [] []}" {
			t.Fatal(m, err)
		}
		if !strings.HasPrefix(string(out), words) || !strings.HasSuffix(string(out), body) {
			t.Errorf("%s", out)
		}
	}
}

// written is a file as a person leaves it: with an order, comments and layouts of their own.
const written = `# ours

format: fathom.actions/1   # the format
subject: {id: henan, name: 河南} # us
rubric: {version: 0.9.0, id: channel-team} # the rubric
start: 2026-10-01 # begins

actions:
  # first comes ours
  - id: hire-director   # a person

    state: doing
    note: |
      line one

      line two # no comment
    evidence:
      # why
      - a.xlsx   # a file

  - id: roles@3            # the team moved it
    state: open
    due: 2027-03-01 # agreed
    planned: 2026-12-30
  - {who: "王 芳", id: roles@2, state: open, due: 2026-12-30, planned: 2026-12-30} # in one line
  - id: incentives@2
    state: doing
    due: 2026-12-30 # work has begun
    planned: 2026-12-30
    waits: [hire-director] # own
  - id: incentives@3
    due: 2026-12-30
    planned: 2026-12-30   # left the plan
  - {id: innovation@2, state: done, done: 2026-11-30, planned: 2026-12-30}
  - {id: innovation@3, state: dropped, due: 2026-12-30, planned: 2026-12-30}
  # the last of the list
# the end
`

// TestMerge follows each rule, by hand.
func TestMerge(t *testing.T) {
	out, m, err := actions.Merge("a.yaml", []byte(written), henan(
		actions.Step{ID: "roles@2", Owner: "DIR", Due: "2027-01-15"},
		actions.Step{ID: "roles@3", Owner: "DIR", Due: "2027-02-01", Waits: []string{"roles@2"}},
		actions.Step{ID: "incentives@2", Due: "2027-02-10", Waits: []string{"roles@2", "hire-director"}},
		actions.Step{ID: "innovation@3", Due: "2027-05-10"},
		actions.Step{ID: "team-culture@2", Title: "A culture", Owner: "DIR", Due: "2027-04-01", Waits: []string{"roles@3"}},
	), channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	const want = `# ours

format: fathom.actions/1 # the format
subject: {id: henan, name: 河南} # us
rubric: {version: 1.1.0, id: channel-team} # the rubric
start: 2026-12-01 # begins
actions:
  # first comes ours
  - id: hire-director # a person
    state: doing
    note: |
      line one

      line two # no comment
    evidence:
      # why
      - a.xlsx # a file
  - id: roles@3 # the team moved it
    state: open
    due: 2027-03-01 # agreed
    planned: 2027-02-01
    waits: [roles@2]
  - {who: "王 芳", id: roles@2, state: open, due: 2027-01-15, planned: 2027-01-15} # in one line
  - id: incentives@2
    state: doing
    due: 2026-12-30 # work has begun
    planned: 2027-02-10
    waits: [hire-director, roles@2] # own
  - id: incentives@3
    due: 2026-12-30
    planned: gone # left the plan
  - {id: innovation@2, state: done, done: 2026-11-30, planned: gone}
  - {id: innovation@3, state: dropped, due: 2026-12-30, planned: 2027-05-10}
  # the last of the list

  # A culture
  - id: team-culture@2
    state: open
    owner: DIR
    due: 2027-04-01
    planned: 2027-04-01
    waits: [roles@3]
# the end
`
	if got := strings.ReplaceAll(string(out), ",}", "}"); got != want { // the library puts a comma before } #
		t.Errorf("%s", got)
	}
	if got := fmt.Sprint(m); got != "{[team-culture@2] [roles@2] [roles@3 incentives@2] [incentives@3]}" {
		t.Error(got)
	}
}

// TestMergeRefuses: a file with a fault is not written, nor one of another subject.
func TestMergeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		head + "actions: [{id: roles@3, state: done}]\n":          "a.yaml:5:32: say when",
		strings.Replace(head, "henan", "hebei", 1) + "actions:\n": "a.yaml:2:10: these are the actions of hebei; the plan is for henan [subject]",
		"not: this\n": "a.yaml:1:1: the key actions is missing",
	} {
		out, _, err := actions.Merge("a.yaml", []byte(text), henan(), channelteam.Rubric())
		if out != nil || !strings.HasPrefix(fmt.Sprint(err), want) {
			t.Errorf("%s: %v", out, err)
		}
	}
}

// TestMergeRenamed: a practice has another id in a new version of the rubric; the team's action goes on under its own.
func TestMergeRenamed(t *testing.T) {
	r := *channelteam.Rubric()
	r.Practices = slices.Clone(r.Practices)
	for i := range r.Practices {
		if r.Practices[i].ID == "roles" {
			r.Practices[i].ID, r.Practices[i].Was = "duties", []string{"roles"}
		}
	}
	out, m, err := actions.Merge("a.yaml", []byte(head+"actions:\n  - {id: roles@2, due: 2026-12-30, planned: 2026-12-30}\n"),
		henan(actions.Step{ID: "duties@2", Due: "2027-01-15"},
			actions.Step{ID: "duties@3", Due: "2027-02-15", Waits: []string{"duties@2"}}), &r)
	if err != nil || fmt.Sprint(m) != "{[duties@3] [roles@2] [] []}" || !strings.Contains(string(out), "waits: [roles@2]") {
		t.Errorf("%v %v\n%s", m, err, out)
	}
}

// random writes a file of some actions with what people write, and comments wherever they can stand.
func random(rnd *rand.Rand, ids []string) string {
	n := 0
	comment := func(indent string) string {
		if n++; rnd.IntN(3) > 0 {
			return ""
		}
		return fmt.Sprintf("%s# c%d\n", indent, n)
	}
	beside := func() string {
		if n++; rnd.IntN(3) > 0 {
			return "\n"
		}
		return fmt.Sprintf(" # c%d\n", n)
	}
	var b strings.Builder
	b.WriteString(comment("") + strings.Replace(head, "\n", beside(), 1) + comment("") + "actions:" + beside())
	for _, id := range ids {
		b.WriteString(comment("  ") + "  - id: " + id + beside())
		for _, line := range []string{"state: open", "owner: DIR", "who: 王芳", "due: 2026-12-30", "planned: 2026-12-30",
			"note: '安排: #1 \"x\"'", "note: |\n      one\n\n      # two", "evidence:\n      - a\n      - b", "waits: [talk]"} {
			key, _, _ := strings.Cut(line, ":")
			if rnd.IntN(2) == 0 && !strings.Contains(b.String()[strings.LastIndex(b.String(), "- id:"):], "    "+key+":") {
				b.WriteString(comment("    ") + "    " + line)
				if strings.Contains(line, "\n") {
					b.WriteString("\n")
				} else {
					b.WriteString(beside())
				}
			}
		}
	}
	b.WriteString(comment(""))
	return b.String()
}

// TestMergeLosesNothing: whatever was written and is planned, each comment is still there, each word that is the
// team's, in the old order; and merging the same plan again changes not a byte.
func TestMergeLosesNothing(t *testing.T) {
	rnd := rand.New(rand.NewPCG(15, 6))
	r := channelteam.Rubric()
	all := []string{"roles@2", "roles@3", "goals-strategy@2", "incentives@2", "talk", "innovation@2"}
	pick := func() []string {
		out := slices.Clone(all)
		rnd.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out[:rnd.IntN(len(out))]
	}
	for range 500 {
		text := random(rnd, pick())
		var steps []actions.Step
		for _, id := range pick() {
			if id != "talk" {
				due := fmt.Sprintf("2027-01-%02d", 1+rnd.IntN(28))
				steps = append(steps, actions.Step{ID: id, Title: "t", Owner: "DIR", Due: due})
			}
		}
		old, _, err := actions.Read("a.yaml", []byte(text), r)
		if err != nil {
			t.Fatal(err)
		}
		out, _, err := actions.Merge("a.yaml", []byte(text), henan(steps...), r)
		if err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		now, _, err := actions.Read("a.yaml", out, r)
		if err != nil {
			t.Fatal(err)
		}
		for i := range old.Actions {
			x, y := old.Actions[i], now.Actions[i]
			if x.Due != "" && x.Due != x.Planned && x.Due != y.Due {
				t.Fatalf("%s\n%s", text, out)
			}
			x.Due, x.Planned, y.Due, y.Planned = "", "", "", ""
			if !reflect.DeepEqual(x, y) {
				t.Fatalf("%+v\n%+v\n%s\n%s", x, y, text, out)
			}
		}
		left := map[string]int{}
		for _, c := range strictyaml.Comments([]byte(text)) {
			left[c.Text]++
		}
		for _, c := range strictyaml.Comments(out) {
			left[c.Text]--
		}
		for c, n := range left {
			if n > 0 {
				t.Fatalf("lost %s\n%s\n%s", c, text, out)
			}
		}
		again, m, err := actions.Merge("a.yaml", out, henan(steps...), r)
		if err != nil || string(again) != string(out) || len(m.Added)+len(m.Moved) > 0 {
			t.Fatalf("%v %v\n%s\n%s", m, err, out, again)
		}
	}
}

// TestUpdate: the file is made, then merged into; a fault leaves it as it was; a link is followed.
func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "actions.yaml"), filepath.Join(dir, "link.yaml")
	r, w := channelteam.Rubric(), atomicfile.New(nil, nil)
	if _, _, err := actions.Update(path, henan(actions.Step{ID: "roles@2", Due: "2026-12-30"}), nil, r, w); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	m, _, err := actions.Update(link, henan(actions.Step{ID: "roles@3", Due: "2026-12-30"}), nil, r, w)
	if err != nil || fmt.Sprint(m) != "{[roles@3] [] [] [roles@2]}" {
		t.Fatal(m, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no link any more", err)
	}
	if err := os.WriteFile(path, []byte("broken: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := actions.Update(path, henan(), nil, r, w); err == nil || errors.Is(err, actions.ErrChanged) {
		t.Error(err)
	}
	if data, err := os.ReadFile(path); string(data) != "broken: [" {
		t.Errorf("%s %v", data, err)
	}
}

// FuzzMerge: whatever stands in a file, it is refused, or merged without loss; merging again changes nothing.
func FuzzMerge(f *testing.F) {
	f.Add([]byte(written))
	f.Add([]byte(followed))
	f.Add([]byte(strings.ReplaceAll(written, "\n", "\r\n")))
	f.Add([]byte(`{"format": "fathom.actions/1", "subject": {"id": "henan"}, ` +
		`"rubric": {"id": "channel-team", "version": "1.1.0"}, "start": "2026-12-01", ` +
		`"actions": [{"id": "roles@2", "due": "2026-12-30", "planned": "2026-12-30"}]}`))
	f.Add([]byte(head + "actions: []\n# end\n"))
	f.Add([]byte(head + "actions:\n- &a {id: x}\n- *a\n"))
	r := channelteam.Rubric()
	p := henan(actions.Step{ID: "roles@2", Due: "2027-01-15"},
		actions.Step{ID: "roles@3", Title: "t", Due: "2027-02-15", Waits: []string{"roles@2"}})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		old, _, readErr := actions.Read("a.yaml", data, r)
		out, _, err := actions.Merge("a.yaml", data, p, r)
		if err != nil {
			if readErr == nil && old.Subject.ID == "henan" {
				t.Fatalf("%v\n%s", err, data)
			}
			return
		}
		again, m, err := actions.Merge("a.yaml", out, p, r)
		if err != nil || len(m.Added)+len(m.Moved) > 0 {
			t.Fatalf("%v %v\n%s\n%s\n%s", m, err, data, out, again)
		}
	})
}
