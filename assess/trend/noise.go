package trend

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"fathom/assess"
)

// view is one practice's change as raters saw it, each by the own scores.
type view struct {
	ok     bool
	mean   float64 // of the change, in points
	span   float64 // from the lowest score to the highest, in points
	factor float64 // of the standard error: √(1/n), of two groups √(1/n + 1/m)
	spread float64 // the sum of squares around the means, in spans
	df     float64 // how many of the squares are free
}

// noise gives every practice the interval of its change. A handful of votes on one practice says little of how far
// raters differ, and nothing where all happen to agree; so that the spread is taken from all practices together, in
// shares of their scales, and each has to stand out among all of them (Dunn 1961, Multiple comparisons among means):
//
//	d ± t(1 - .05/2k, Σdf) s factor, s² = Σspread / Σdf, of k practices
func (t *Trend) noise(views []view) {
	spread, df, k := 0., 0., 0.
	for _, v := range views {
		if v.ok {
			spread, df, k = spread+v.spread, df+v.df, k+1
		}
	}
	if df == 0 {
		return
	}
	s := math.Sqrt(spread / df)
	for i, v := range views {
		if v.ok {
			t.Practices[i].Interval = assess.Some(interval(v.mean, s*v.span*v.factor, df, chance/k))
		}
	}
}

// pairedViews are the changes as the same raters saw them.
func pairedViews(t *Trend, same []pair) []view {
	return views(t, func(i int, v *view) {
		var all []float64
		for _, p := range same {
			if d := (Change{p.old.Practices[i].Score, p.new.Practices[i].Score}).Delta(); d.OK {
				all = append(all, d.Value)
			}
		}
		v.take(all, 1)
	})
}

// otherViews are the changes between two groups of raters.
func otherViews(t *Trend, then, now []*assess.Result) []view {
	return views(t, func(i int, v *view) {
		old, new := practiceScores(then, i), practiceScores(now, i)
		if len(old) > 0 && len(new) > 0 {
			v.take(old, -1)
			v.take(new, 1)
		}
	})
}

func practiceScores(all []*assess.Result, i int) []float64 {
	var out []float64
	for _, res := range all {
		if s := res.Practices[i].Score; s.OK {
			out = append(out, s.Value)
		}
	}
	return out
}

// views looks at each practice that is compared and whose score can differ.
func views(t *Trend, look func(i int, v *view)) []view {
	out, ends := make([]view, len(t.Practices)), t.New.Model.Frame(t.New.Result)
	for i := range out {
		v, e := &out[i], ends.Practices[i]
		if v.span = e.Top.Value - e.Bottom.Value; t.Practices[i].Delta().OK && v.span > assess.Tolerance {
			look(i, v)
			v.factor = math.Sqrt(v.factor)
		}
	}
	return out
}

// take adds a group, whose mean counts with a sign.
func (v *view) take(group []float64, sign float64) {
	if len(group) == 0 {
		return
	}
	n := float64(len(group))
	mean := stat.Mean(group, nil)
	v.ok, v.mean, v.factor, v.df = true, v.mean+sign*mean, v.factor+1/n, v.df+n-1
	for _, x := range group {
		v.spread += (x - mean) * (x - mean) / (v.span * v.span)
	}
}
