package assess_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// example reads a rubric and an answer file of another field.
func example(t testing.TB, name, answers string) (*assess.Model, *assess.Assessment) {
	t.Helper()
	read := func(path string) []byte {
		data, err := os.ReadFile(filepath.Join("../testdata/rubrics/examples", path))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: name, Data: read(name)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	if answers != "" {
		if a, err = answerfile.Read(answers, read(answers), r); err != nil {
			t.Fatal(err)
		}
	}
	return m, a
}

func ends(e assess.Ends) string {
	show := func(v assess.Maybe[float64]) string {
		if !v.OK {
			return "-"
		}
		return assess.Round(v.Value, 4)
	}
	return fmt.Sprintf("%s %s %s", show(e.Bottom), show(e.Top), show(e.Target))
}

// TestEndsOfSums: what points lie between depends on what applies. The kitchen has 60 points, 3 of them for a freezer
// that this one does not have: of the 10 points of its station, 7 are left, and of the station's target of 9, 6.3. The
// targets of the seven stations add up to 6.3+6 + 9+9 + 7+6+6.5 = 49.8.
func TestEndsOfSums(t *testing.T) {
	m, a := example(t, "kitchen-hygiene.yaml", "answers/riverside-2026-03.yaml")
	res := m.Evaluate(a, assess.Options{})
	f := m.Frame(res)
	for _, c := range []struct {
		what, want string
		got        assess.Ends
	}{
		{"overall", "0.0000 97.0000 81.8000", f.Overall},
		{"kitchen", "0.0000 57.0000 49.8000", f.Parts[0]},
		{"routines", "0.0000 40.0000 32.0000", f.Parts[1]},
		{"storage", "0.0000 14.0000 12.3000", f.Dimensions[0]},
		{"cold-chain", "0.0000 7.0000 6.3000", f.Practices[0]},
	} {
		if got := ends(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	// dry-store has 5.25 of 7
	if s := f.Practices[1].Share(res.Practices[1].Score); !s.OK || math.Abs(s.Value-0.75) > 1e-12 {
		t.Errorf("share %v", s)
	}
	if s := (&assess.Ends{}).Share(assess.Some(1.0)); s.OK {
		t.Errorf("a share of nothing: %v", s)
	}
}

// TestEndsOfWhatIsAssessed: like the overall score, its ends are those of the parts that have one.
func TestEndsOfWhatIsAssessed(t *testing.T) {
	m, a := example(t, "kitchen-hygiene.yaml", "")
	if f := m.Frame(m.Evaluate(a, assess.Options{})); ends(f.Overall) != "0.0000 100.0000 84.5000" {
		t.Errorf("nothing answered: %s", ends(f.Overall))
	}
	f := m.Frame(m.Evaluate(a.With(0, 1), assess.Options{}))
	if ends(f.Overall) != "0.0000 60.0000 52.5000" || ends(f.Parts[1]) != "0.0000 40.0000 32.0000" {
		t.Errorf("one part: %s, the other %s", ends(f.Overall), ends(f.Parts[1]))
	}
}

// TestEndsWithoutTarget: what stands above a practice without a target has none; a practice that does not count takes
// none away.
func TestEndsWithoutTarget(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1, target: 4}, {id: "b", criteria: 1, weight: 1}},
		[]spec{{id: "c", criteria: 1, weight: 3, target: 2}})
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	f := m.Frame(m.Evaluate(a.With(0, 3), assess.Options{}))
	if ends(f.Overall) != "1.0000 5.0000 -" || ends(f.Dimensions[0]) != "1.0000 5.0000 -" || ends(f.Dimensions[1]) != "1.0000 5.0000 2.0000" {
		t.Errorf("%s, %s, %s", ends(f.Overall), ends(f.Dimensions[0]), ends(f.Dimensions[1]))
	}
	r.Practices[1].Weight = rubric.PerStage{All: num(0)}
	m = assess.Compile(r)
	if f := m.Frame(m.Evaluate(a.With(0, 3), assess.Options{})); ends(f.Overall) != "1.0000 5.0000 2.5000" { // (1*4 + 3*2) / 4
		t.Errorf("weight 0: %s", ends(f.Overall))
	}
}

// TestEndsOfOneScale: on one scale throughout they are the scale's, whatever is answered.
func TestEndsOfOneScale(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	f := m.Frame(m.Evaluate(a.With(3, 2).With(80, 4), assess.Options{}))
	for _, e := range append(append(append(f.Practices, f.Dimensions...), f.Parts...), f.Overall) {
		if e.Bottom.Value != 1 || e.Top.Value != 5 || !e.Target.OK {
			t.Errorf("%s", ends(e))
		}
	}
}

// TestDecimals: sums are printed as finely as their points, means of two fine scales as finely as those.
func TestDecimals(t *testing.T) {
	kitchen, a := example(t, "kitchen-hygiene.yaml", "")
	if res := kitchen.Evaluate(a, assess.Options{}); res.Overall.Decimals != 1 || res.Practices[0].Decimals != 1 {
		t.Errorf("halves: %d, %d", res.Overall.Decimals, res.Practices[0].Decimals)
	}
	house, b := example(t, "hausrundgang.yaml", "")
	if res := house.Evaluate(b, assess.Options{}); res.Overall.Scale != nil || res.Overall.Decimals != 2 ||
		res.Parts[0].Scale == nil {
		t.Errorf("two scales from 0 to 1: %d", res.Overall.Decimals)
	}
	quarters, c := example(t, "../ok/sums.yaml", "")
	if res := quarters.Evaluate(c, assess.Options{}); res.Practices[0].Decimals != 2 || res.Overall.Decimals != 2 {
		t.Errorf("quarters: %d", res.Overall.Decimals)
	}
}

// TestExplainSums: one more level on what has no level is one more on each of its criteria, and what limits a sum is
// where most points are lost.
func TestExplainSums(t *testing.T) {
	m, a := example(t, "kitchen-hygiene.yaml", "answers/riverside-2026-03.yaml")
	e, _ := m.Explain(m.Evaluate(a, assess.Options{}), "storage")
	// cold-chain: fridge +2.5, logger +1; dry-store: dates +1.5 of six points known in seven, so +1.75
	for k, want := range []float64{3.5, 1.75} {
		if t0 := e.Terms[k]; !t0.Raised.OK || math.Abs(t0.Raised.Value-e.Node.Score.Value-want) > 1e-9 {
			t.Errorf("%s: %v, want %v more than %v", t0.ID, t0.Raised, want, e.Node.Score.Value)
		}
	}
	if len(e.Limits) != 1 || e.Limits[0] != 0 || e.Terms[0].Lost != 4.5 || math.Abs(e.Terms[1].Lost-1.75) > 1e-9 ||
		e.Weight != 2 {
		t.Errorf("limits %v, lost %v and %v", e.Limits, e.Terms[0].Lost, e.Terms[1].Lost)
	}
	if e, _ = m.Explain(m.Evaluate(a, assess.Options{}), "dry-store"); e.Weight != 7 {
		t.Errorf("weight %v", e.Weight)
	}
}

// TestScaleOf: nodes of any kind, with and without one scale.
func TestScaleOf(t *testing.T) {
	m, _ := example(t, "hausrundgang.yaml", "")
	for id, want := range map[string]string{"overall": "", "wege": "weg", "auskunft": "uebung", "drinnen": "weg",
		"vorher": "uebung", "vorher/angaben": "uebung", "nothing": ""} {
		got := ""
		if s := m.ScaleOf(id); s != nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
