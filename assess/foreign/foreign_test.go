package foreign

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	models "fathom/rubric/foreign"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// modelOf is the rubric that is made of another tool's model, with changes in its text, pairs of old and new.
func modelOf(t *testing.T, kind string, changes []string, docs ...string) *assess.Model {
	t.Helper()
	var files []models.File
	for _, doc := range docs {
		files = append(files, models.File{Name: "model.yaml", Data: []byte(doc)})
	}
	im, known, err := models.ReadTool(kind, files, models.Origin{File: "model.yaml"}, models.Options{})
	if err != nil || !known {
		t.Fatal(err, known)
	}
	text := strings.NewReplacer(changes...).Replace(string(im.Write()))
	r, _, err := rubricfile.Read(rubricfile.File{Name: "rubric.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// read reads a file, which is recognised.
func read(t *testing.T, kind, name, data string, m *assess.Model, facts Facts) *Result {
	t.Helper()
	in := Input{Name: name, Data: []byte(data)}
	if got := KindOf(in); got != kind {
		t.Errorf("%s is taken for %q", name, got)
	}
	out, err := Read(kind, in, m, facts)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// refused checks that a file is refused with just these problems: place, and words of the message.
func refused(t *testing.T, kind, name, data string, m *assess.Model, facts Facts, want ...string) {
	t.Helper()
	out, err := Read(kind, Input{Name: name, Data: []byte(data)}, m, facts)
	var list problem.List
	if !errors.As(err, &list) || out != nil {
		t.Fatalf("error %v, result %v", err, out)
	}
	if len(list) != len(want) {
		t.Fatalf("%d problems, want %d:\n%v", len(list), len(want), list)
	}
	for i, p := range list {
		place, words, _ := strings.Cut(want[i], " ")
		if text := p.In("en"); p.Where() != place || !strings.Contains(text, words) {
			t.Errorf("got %s\nwant at %s: %s", text, place, words)
		}
	}
}

// counts checks the ledger: how many of each kind had a fate, and where the first of what is lost stands.
func counts(t *testing.T, l *models.Ledger, fate models.Fate, want map[string]int, firsts ...string) {
	t.Helper()
	got := map[string]int{}
	for _, e := range l.Of(fate) {
		got[e.Kind.EN] += e.Count
		if fate == models.Lost && !slices.Contains(firsts, e.First) {
			t.Errorf("%s is first at %s", e.Kind.EN, e.First)
		}
	}
	if len(got) != len(want) {
		t.Errorf("fate %v: %v, want %v", fate, got, want)
	}
	for kind, n := range want {
		if got[kind] != n {
			t.Errorf("fate %v: %d %s, want %d; all: %v", fate, got[kind], kind, n, got)
		}
	}
}

// score is the score of the whole by somebody's answers.
func score(m *assess.Model, a *assess.Assessment) float64 {
	return m.Evaluate(a, assess.Options{}).Overall.Score.Value
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// at is the place of a criterion.
func at(t *testing.T, m *assess.Model, id string) int {
	t.Helper()
	i, ok := m.Index(id)
	if !ok {
		t.Fatalf("no criterion %s", id)
	}
	return i
}

// TestDamaged: whatever stands in a file, it is read or refused with places, and never both.
func TestDamaged(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	audit := modelOf(t, models.FromCISO, nil, library(ownScores))
	activities := modelOf(t, models.FromDSOMM, nil, activityModel)
	rows := table("urn:x:risk:req_node:toy:a.1;A.1;One;compliant;;done;50;x", ";a.2;Two;not_applicable;;;;")
	signs := []string{"", ";", "\n", "\"", "{", "]", ": ", "- ", "'", "\x00", "&a ", "*a", "~", "0", "not_applicable", "urn"}
	for range 300 {
		name, data, m := "audit.csv", rows, audit
		if rng.IntN(2) == 0 {
			name, data, m = "p.yaml", teamProgress, activities
		}
		for range 1 + rng.IntN(3) {
			from := rng.IntN(len(data))
			data = data[:from] + signs[rng.IntN(len(signs))] + data[min(len(data), from+rng.IntN(5)):]
		}
		for _, kind := range Kinds() {
			KindOf(Input{Name: name, Data: []byte(data)})
			out, err := Read(kind, Input{Name: name, Data: []byte(data)}, m, said())
			var list problem.List
			if (out == nil) == (err == nil) || err != nil && !errors.As(err, &list) {
				t.Fatalf("%s: %v, %v of %q", kind, out, err, data)
			}
		}
	}
}
