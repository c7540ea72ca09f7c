package assess_test

import (
	"testing"

	"fathom/assess"
)

// judged holds the weakest practice and the level reached against their definitions.
func judged(t *testing.T, res *assess.Result) {
	t.Helper()
	var weakest, reached assess.Maybe[int]
	for i := range res.Practices {
		p := &res.Practices[i]
		if p.InOverall && p.Score.OK && (!weakest.OK ||
			assess.Rounded(p.Score.Value) < assess.Rounded(res.Practices[weakest.Value].Score.Value)) {
			weakest = assess.Some(i)
		}
	}
	if scale := res.Overall.Scale; scale != nil && res.Overall.Score.OK {
		for k := range scale.Levels {
			if have, all := weightAt(res, k); !assess.Reaches(have, 0.85*all) {
				break
			}
			reached = assess.Some(scale.Levels[k].Level)
		}
	}
	if res.Overall.Weakest != weakest || res.Overall.StageReached != reached {
		t.Fatalf("weakest %v, level reached %v, want %v and %v", res.Overall.Weakest, res.Overall.StageReached, weakest,
			reached)
	}
}

// weightAt is the weight that reaches all levels up to one, by its place, and that of all practices; without a score a
// practice is at the lowest.
func weightAt(res *assess.Result, k int) (have, all float64) {
	for i := range res.Practices {
		p := &res.Practices[i]
		if !p.InOverall {
			continue
		}
		all += p.Weight
		reaches := p.Score.OK || k == 0
		for l := 0; l <= k && p.Score.OK; l++ {
			reaches = reaches && assess.Reaches(p.Score.Value, res.Overall.Scale.Levels[l].Value)
		}
		if reaches {
			have += p.Weight
		}
	}
	return have, all
}
