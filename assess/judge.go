package assess

import "fathom/rubric"

// share85 is the weight that must have reached a level before the whole is said to have reached it: "fully achieved"
// begins above 85 % in ISO/IEC 33020.
const share85 = 0.85

// judge finds what is said of the whole beyond its score: the weakest practice, the stage reached and the attainment.
func (m *Model) judge(res *Result, s *scorer) {
	res.Overall.Weakest = weakest(res.Practices)
	res.Overall.StageReached = stageReached(m.overall.scale, res)
	res.Overall.Attainment = m.attainment(res, s)
}

// weakest is the practice with the lowest score in the overall score; ties go to rubric order.
func weakest(ps []Practice) Maybe[int] {
	var out Maybe[int]
	for i := range ps {
		if ps[i].InOverall && ps[i].Score.OK && (!out.OK || less(ps[i].Score.Value, ps[out.Value].Score.Value)) {
			out = Some(i)
		}
	}
	return out
}

// stageReached is the highest level L such that for every level l up to L at least 85 % of the practice weight scores
// l or more. A practice without a score counts for the lowest level only.
func stageReached(scale *rubric.Scale, res *Result) Maybe[int] {
	var out Maybe[int]
	if scale == nil || !res.Overall.Score.OK {
		return out
	}
	for k, level := range scale.Levels {
		var reached, all float64
		for i := range res.Practices {
			p := &res.Practices[i]
			if !p.InOverall {
				continue
			}
			all += p.Weight
			if p.Score.OK && reaches(p.Score.Value, level.Value) || !p.Score.OK && k == 0 {
				reached += p.Weight
			}
		}
		if less(reached, share85*all) {
			break
		}
		out = Some(level.Level)
	}
	return out
}

// attainment is how much of the way to the targets is done:
//
//	sum(w*(min(x,t)-m)) / sum(w*(t-m))
//
// over practices with a score x and a target t, m the lowest score the practice can have. A surplus never pays for a
// gap elsewhere.
func (m *Model) attainment(res *Result, s *scorer) Maybe[float64] {
	var done, way float64
	for i := range res.Practices {
		p := &res.Practices[i]
		if !p.InOverall || !p.Score.OK || !p.Target.OK {
			continue
		}
		t := m.Points(i, p.Target.Value)
		done += p.Weight * (min(p.Score.Value, t) - s.lowest[i])
		way += p.Weight * (t - s.lowest[i])
	}
	if round9(way) == 0 {
		return Maybe[float64]{}
	}
	return Some(done / way)
}
