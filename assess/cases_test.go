package assess_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/rubricfile"
)

// load reads a case's rubric and answers.
func load(t testing.TB, dir string) (*assess.Model, *assess.Assessment) {
	t.Helper()
	data := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "rubric.yaml", Data: data("rubric.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	a, err := answerfile.Read("answers.yaml", data("answers.yaml"), r)
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r), a
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9 }

// TestCasesOverall checks the twenty results of an independent implementation; reports checks every other number of
// them, through the result JSON.
func TestCasesOverall(t *testing.T) {
	dirs, _ := filepath.Glob("../testdata/cases/[0-9]*")
	if len(dirs) != 20 {
		t.Fatalf("%d cases, want 20", len(dirs))
	}
	for _, dir := range dirs {
		m, a := load(t, dir)
		res := m.Evaluate(a, assess.Options{})
		b, err := os.ReadFile(filepath.Join(dir, "result.json"))
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Overall struct{ Score, Low, High *float64 }
		}
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(err)
		}
		for name, pair := range map[string]struct {
			got  assess.Maybe[float64]
			want *float64
		}{"score": {res.Overall.Score, want.Overall.Score}, "low": {res.Overall.Low, want.Overall.Low},
			"high": {res.Overall.High, want.Overall.High}} {
			if pair.got.OK != (pair.want != nil) || pair.got.OK && !near(pair.got.Value, *pair.want) {
				t.Errorf("%s: %s = %v, want %v", dir, name, pair.got, pair.want)
			}
		}
	}
}
