package assess

import (
	"math"
	"math/bits"
)

// share85 is the weight that must have reached a level before the whole is said to have reached it: "fully achieved"
// begins above 85 % in ISO/IEC 33020.
const share85 = 0.85

// verdict is what is said of the whole beyond its score.
type verdict struct {
	weakest, stage Maybe[int]
	attainment     Maybe[float64]
}

// judge finds the verdict on what was evaluated.
func (s *evaluation) judge(res *Result) {
	all, of := make([]outcome, len(s.practices)), make([]*outcome, len(s.practices))
	for i := range all {
		o := &all[i]
		o.cell, o.levels, of[i] = s.practices[i], s.levels[i], o
		o.judge(s, i)
	}
	v := s.verdict(of)
	res.Overall.Weakest, res.Overall.StageReached, res.Overall.Attainment = v.weakest, v.stage, v.attainment
}

// verdict finds the verdict on the outcomes of all practices, of which it needs the levels and what each adds to it.
//
// The weakest practice is the one with the lowest score in the overall score; ties go to rubric order.
func (s *evaluation) verdict(of []*outcome) verdict {
	var room [16]float64
	// weight by the number of levels reached
	reached := append(room[:0], make([]float64, s.m.overall.levels()+1)...)
	weakest, lowest, weight, done, way := -1, uint64(math.MaxUint64), 0.0, 0.0, 0.0
	for p, dims := range s.m.parts {
		for d := dims.from; d < dims.to; d++ {
			if !s.isUp(p, d) {
				continue
			}
			kids := s.m.dims[d]
			for k, o := range of[kids.from:kids.to] {
				if o.order < lowest {
					weakest, lowest = kids.from+k, o.order
				}
				reached[o.levels] += o.share
				weight, done, way = weight+o.share, done+o.done, way+o.way
			}
		}
	}
	return verdict{Maybe[int]{max(weakest, 0), weakest >= 0}, s.stageReached(reached, weight), attained(done, way)}
}

// stageReached is the highest level L such that for every level l up to L at least 85 % of the practice weight scores
// l or more, of the weights by the number of levels reached. A practice without a score counts for the lowest level
// only.
func (s *evaluation) stageReached(reached []float64, all float64) Maybe[int] {
	var out Maybe[int]
	scale := s.m.overall.scale
	if scale == nil || !s.overall.scored {
		return out
	}
	for k := len(reached) - 2; k > 0; k-- {
		reached[k] += reached[k+1]
	}
	for k := range scale.Levels {
		if less(reached[k+1], share85*all) {
			break
		}
		out = Some(scale.Levels[k].Level)
	}
	return out
}

// levelsReached is how many levels of the scale of the whole practice i reaches, from the lowest up to the first that
// it does not reach.
func (s *evaluation) levelsReached(i int) int {
	scale := s.m.overall.scale
	switch {
	case scale == nil:
		return 0
	case !s.practices[i].scored:
		return 1
	}
	n := bits.TrailingZeros64(^s.reached[i])
	for n >= 64 && n < len(scale.Levels) && reaches(s.practices[i].score, scale.Levels[n].Value) {
		n++
	}
	return n
}

// attainment is how much of the way to the targets is done:
//
//	sum(w*(min(x,t)-m)) / sum(w*(t-m))
//
// over practices with a score x and a target t, m the lowest score the practice can have. A surplus never pays for a
// gap elsewhere. It is undefined where there is no way to go: every target at or below the lowest score there can be.
func (s *evaluation) attainment() Maybe[float64] { return attained(s.way()) }

func attained(done, way float64) Maybe[float64] {
	if round(way) <= 0 {
		return Maybe[float64]{}
	}
	return Some(done / way)
}

// way adds up how much of the way to the targets is done, and how long it is.
func (s *evaluation) way() (done, way float64) {
	for i := range s.practices {
		d, w := s.wayOf(i, s.practices[i].score)
		done += d
		way += w
	}
	return done, way
}

// wayOf is the way of practice i and how much of it is done at a score; nothing where it does not count, or has no
// score or target. There is no way to a target that is no higher than the lowest score that it can have.
func (s *evaluation) wayOf(i int, score float64) (done, way float64) {
	if !s.counts[i] {
		return 0, 0
	}
	return s.wayIf(i, score)
}

// wayIf is the way of practice i if it counts.
func (s *evaluation) wayIf(i int, score float64) (done, way float64) {
	p, target := &s.practices[i], s.target(i)
	if !p.scored || !target.OK {
		return 0, 0
	}
	t := target.Value
	from := min(s.lowest[i], t)
	return p.weight * (min(score, t) - from), p.weight * (t - from)
}
