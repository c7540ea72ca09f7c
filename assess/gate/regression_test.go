package gate_test

import (
	"math"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
)

// TestRegressionNotApplicable: p, which weighs 2, does not apply. q (of part x) and z (of part y) weigh 1 each: overall
// goes from (4+4)/2 to (3+4)/2. What applies now and was not answered then is missing on both sides: with p, x weighs
// 3.
func TestRegressionNotApplicable(t *testing.T) {
	m := little()
	for _, c := range []struct {
		old, new, at string
		want         float64
	}{
		{"n n 4 4", "n n 3 4", "overall", 0.5},
		{"n n 4 4", "4 4 3 4", "overall", 0.75}, // (3*4+4)/4 - (3*3+4)/4
		{"4 4 4 4", "n n 3 4", "overall", 0.5},
		{"n n 4 4", "n n 3 4", "x", 1},
		{"n n 4 4", "n n 4 5", "overall", 0}, // better
	} {
		rule := gate.Rule{Kind: gate.Regression, At: c.at, Limit: 1}
		o := gate.Check(m, filled(m, "full", c.new), []gate.Rule{rule},
			gate.Context{Baseline: filled(m, "full", c.old)})[0]
		if !o.Low.OK || math.Abs(o.Low.Value-c.want) > 1e-9 || o.High != o.Low {
			t.Errorf("%s from %q to %q: %v to %v lost, want %v", c.at, c.old, c.new, o.Low, o.High, c.want)
		}
	}
	o := gate.Check(m, filled(m, "full", "n n 3 n"), []gate.Rule{{Kind: gate.Regression, At: "y", Limit: 1}},
		gate.Context{Baseline: filled(m, "full", "4 4 4 4")})[0]
	if o.Low.OK || o.Verdict == gate.Met {
		t.Errorf("nothing of y applies: %+v", o)
	}
}

// TestRegressionRetold: an answer to another text of its criterion is not compared, as in a trend.
func TestRegressionRetold(t *testing.T) {
	m := little()
	old := filled(m, "full", "4 4 4 4")
	old.Assessment.Answers[2].Text = "another"
	rule := gate.Rule{Kind: gate.Regression, At: "overall", Limit: 1}
	o := gate.Check(m, filled(m, "full", "4 4 1 4"), []gate.Rule{rule},
		gate.Context{Baseline: m.Evaluate(old.Assessment, assess.Options{})})[0]
	if o.Low != assess.Some(0.0) {
		t.Errorf("%+v", o)
	}
}

// TestRegressionOutOfSector: the baseline named a sector, in which q weighs 3, the present file names none: both count
// as at present. By hand: (4+2)/2 = 3, then (3+2)/2 = 2.5.
func TestRegressionOutOfSector(t *testing.T) {
	m := little()
	m.Rubric.Sectors = []rubric.Sector{{ID: "trade", Weights: map[string]float64{"q": 2}}}
	old := filled(m, "full", "n n 4 2").Assessment
	old.Subject.Sector = "trade"
	rule := gate.Rule{Kind: gate.Regression, At: "overall", Limit: 0.6}
	o := gate.Check(m, filled(m, "full", "n n 3 2"), []gate.Rule{rule},
		gate.Context{Baseline: m.Evaluate(old, assess.Options{})})[0]
	if o.Low != assess.Some(0.5) || o.Verdict != gate.Met {
		t.Errorf("%+v", o)
	}
}
