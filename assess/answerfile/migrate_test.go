package answerfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

const second = `format: fathom.rubric/1
id: mini
version: 2.0.0
languages: [en]
scales: {plain: [{level: 1}, {level: 2}, {level: 3}]}
parts: [{id: team}]
dimensions: [{id: work, part: team}]
practices:
  - id: alpha
    dimension: work
    criteria:
      - {id: first, was: one, core: true, name: {en: One}, levels: {1: {en: none}, 2: {en: half}, 3: {en: all}}}
      - {id: fresh, levels: {1: {en: a}, 2: {en: b}, 3: {en: c}}}
  - id: gamma
    was: beta
    dimension: work
    criteria:
      - {id: one, core: true, name: {en: One}, levels: {1: {en: none}, 2: {en: HALF}, 3: {en: all}}}
`

func newer(t *testing.T) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "second.yaml", Data: []byte(second)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const head = "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n"

// TestReadOlder: a file of version 1 that recorded its texts. One criterion was renamed and kept its text, the text of
// the other changed with its practice's name, and one entry is of a criterion that is gone.
func TestReadOlder(t *testing.T) {
	old := mini(t)
	text := old.Practices[0].Criteria[0].TextDigest()
	file := head + "  alpha/one: {level: 3, note: kept}\n  beta/one: 2\n  alpha/gone: {level: 9, note: aside}\n" +
		"texts:\n  alpha: {one: " + text + "}\n  beta: {one: " + text + "}\n"
	r := newer(t)
	a, changes, err := answerfile.ReadOlder("old.yaml", []byte(file), r)
	if err != nil {
		t.Fatal(err)
	}
	want := answerfile.Changes{From: "1.0.0", Renamed: [][2]string{{"alpha/one", "alpha/first"},
		{"beta/one", "gamma/one"}}, Removed: []string{"alpha/gone"}}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Error(diff)
	}
	if got := a.Answers[0]; got.Level != 3 || got.Note != "kept" ||
		got.Text != r.Practices[0].Criteria[0].TextDigest() {
		t.Errorf("renamed: %+v", got)
	}
	if a.Answers[1].Given {
		t.Errorf("new: %+v", a.Answers[1])
	}
	if got := a.Answers[2]; got.Level != 2 || got.Text == r.Practices[1].Criteria[0].TextDigest() {
		t.Errorf("changed text: %+v", got)
	}
	aside := []assess.Removed{{ID: "alpha/gone", Answer: assess.Answer{Given: true, State: assess.Answered, Level: 9,
		Note: "aside"}}}
	if diff := cmp.Diff(aside, a.Removed); diff != "" {
		t.Error(diff)
	}
	var out strings.Builder
	if err := answerfile.Write(&out, a, r); err != nil {
		t.Fatal(err)
	}
	back, err := answerfile.Read("back", []byte(out.String()), r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, back); diff != "" {
		t.Error(diff)
	}
}

// TestReadOlderWithoutTexts: where nobody recorded what was rated, every answer taken over is to be confirmed.
func TestReadOlderWithoutTexts(t *testing.T) {
	a, _, err := answerfile.ReadOlder("old.yaml", []byte(head+"  alpha/one: 3\n"), newer(t))
	if err != nil || a.Answers[0].Text != answerfile.Unchecked {
		t.Errorf("%v %+v", err, a)
	}
}

// TestFillTexts: the rubric that the file was made with tells which texts were rated, also where ids changed since.
// alpha/one kept its text under another id, beta/one has another now; a text that the file records stands.
func TestFillTexts(t *testing.T) {
	old, r := mini(t), newer(t)
	file := head + "  alpha/one: 3\n  beta/one: 2\n"
	for _, recorded := range []string{"", "texts: {beta: {one: abcdefgh}}\n"} {
		a, changes, err := answerfile.ReadOlder("old.yaml", []byte(file+recorded), r)
		if err != nil {
			t.Fatal(err)
		}
		changes.FillTexts(a, old, r)
		want := old.Practices[1].Criteria[0].TextDigest()
		if recorded != "" {
			want = "abcdefgh"
		}
		if got := a.Answers[2].Text; got != want || got == r.Practices[1].Criteria[0].TextDigest() {
			t.Errorf("beta/one: %q, want %q", got, want)
		}
		if got := a.Answers[0].Text; got != r.Practices[0].Criteria[0].TextDigest() {
			t.Errorf("alpha/one: %q", got)
		}
		if got := a.Answers[1]; got.Given || got.Text != "" {
			t.Errorf("fresh: %+v", got)
		}
	}
}

// TestNone: another version alone is a change, and so is an answer that moved.
func TestNone(t *testing.T) {
	for _, c := range []answerfile.Changes{{From: "1"}, {Removed: []string{"a/b"}},
		{Renamed: [][2]string{{"a/b", "a/c"}}}} {
		if c.None() {
			t.Errorf("%+v is none", c)
		}
	}
	if !(answerfile.Changes{}).None() {
		t.Error("nothing is something")
	}
}

// TestReadOlderAgreed: what a panel agreed on beside its votes is taken over, and kept aside where the criterion is
// gone.
func TestReadOlderAgreed(t *testing.T) {
	panel := strings.Replace(head, "answers:", "raters: [{id: r1, date: 2026-11-18}, {id: r2}]\nanswers:", 1)
	a, _, err := answerfile.ReadOlder("old.yaml", []byte(panel+"  alpha/one: {votes: {r1: 3, r2: na}, na: no stock}\n  alpha/gone: {votes: {r1: 9}, unknown: true}\n"), newer(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Answers[0]; got.State != assess.NotApplicable || got.Reason != "no stock" || len(got.Votes) != 2 {
		t.Errorf("%+v", got)
	}
	if len(a.Removed) != 1 || a.Removed[0].Answer.State != assess.Unknown || len(a.Removed[0].Answer.Votes) != 1 ||
		a.Raters[0].Date != "2026-11-18" {
		t.Errorf("%+v", a)
	}
	var out strings.Builder
	if err := answerfile.Write(&out, a, newer(t)); err != nil {
		t.Fatal(err)
	}
}

// TestReadOlderTwoIntoOne: where two criteria became one, the first answer has its place and the second is kept aside.
func TestReadOlderTwoIntoOne(t *testing.T) {
	r := newer(t)
	r.Practices[0].Criteria[0].Was = []string{"one", "uno"}
	a, changes, err := answerfile.ReadOlder("old.yaml", []byte(head+"  alpha/uno: 3\n  alpha/one: 2\n"), r)
	if err != nil || a.Answers[0].Level != 3 || len(a.Removed) != 1 || a.Removed[0].Answer.Level != 2 ||
		len(changes.Renamed) != 1 {
		t.Errorf("%v %+v %+v", err, a, changes)
	}
}

// TestReadOlderLevelGone: a level that the scale no longer has is kept aside, not guessed.
func TestReadOlderLevelGone(t *testing.T) {
	a, changes, err := answerfile.ReadOlder("old.yaml", []byte(head+"  alpha/one: 5\n"), newer(t))
	if err != nil || a.Answers[0].Given || len(a.Removed) != 1 || len(changes.Renamed) != 0 ||
		a.Removed[0].Answer.Level != 5 {
		t.Errorf("%v %+v %+v", err, a, changes)
	}
}

// TestReadOlderSameVersion: in the same version an unknown id is a slip of the pen, unless the file says it was asked.
func TestReadOlderSameVersion(t *testing.T) {
	same := strings.Replace(head, "1.0.0", "2.0.0", 1)
	if _, _, err := answerfile.ReadOlder("old.yaml", []byte(same+"  alpha/frst: 1\n"), newer(t)); err == nil ||
		!strings.Contains(err.Error(), "did you mean alpha/first?") {
		t.Errorf("got %v", err)
	}
	a, _, err := answerfile.ReadOlder("old.yaml", []byte(same+"  alpha/gone: 1\ntexts: {alpha: {gone: abcdefgh}}\n"), newer(t))
	if err != nil || len(a.Removed) != 1 {
		t.Errorf("%v %+v", err, a)
	}
}

func TestUnansweredKeepsItsNote(t *testing.T) {
	a := sample(assess.Answer{Given: true, State: assess.Unanswered, Note: "ask finance"}, assess.Answer{})
	if out, _ := same(t, a); !strings.Contains(out, "alpha/one: {unanswered: true, note: ask finance}") {
		t.Errorf("got\n%s", out)
	}
}

// TestReadOlderTargets: what was agreed of a practice that has another id now goes with it; what the rubric has no
// place for is told and left out.
func TestReadOlderTargets(t *testing.T) {
	r := newer(t)
	for targets, want := range map[string]struct {
		agreed map[string]float64
		gone   []string
	}{
		"{alpha: 2, beta: 3}":           {map[string]float64{"alpha": 2, "gamma": 3}, nil},
		"{beta: 3, gamma: 1}":           {map[string]float64{"gamma": 1}, []string{"beta: 3"}},
		"{alpha: 4, removed: 2}":        {nil, []string{"alpha: 4", "removed: 2"}}, // 4 is off the scale of 3
		"{alpha: 1, beta: 4, other: 1}": {map[string]float64{"alpha": 1}, []string{"beta: 4", "other: 1"}},
	} {
		file := strings.Replace(head, "answers:\n", "targets: "+targets+"\nanswers:\n", 1) + "  alpha/one: 2\n"
		a, changes, err := answerfile.ReadOlder("old.yaml", []byte(file), r)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.agreed, a.Targets); diff != "" {
			t.Errorf("%s: %s", targets, diff)
		}
		if diff := cmp.Diff(want.gone, changes.Targets); diff != "" {
			t.Errorf("%s: %s", targets, diff)
		}
	}
}

// TestReadOlderCapacity: the people there are stay when a file is taken over.
func TestReadOlderCapacity(t *testing.T) {
	r := mini(t)
	r.Version = "2.0.0"
	file := strings.Replace(head, "answers:\n", "at_once: 4\ncapacity: {BOSS: 12.5}\nanswers:\n", 1) + "  alpha/one: 2\n"
	a, _, err := answerfile.ReadOlder("old.yaml", []byte(file), r)
	if err != nil {
		t.Fatal(err)
	}
	want := assess.Capacity{PerQuarter: map[string]float64{"BOSS": 12.5}, AtOnce: 4}
	if diff := cmp.Diff(want, a.Capacity); diff != "" {
		t.Error(diff)
	}
}
