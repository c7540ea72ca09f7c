package assess

import (
	"math"

	"fathom/rubric"
)

// round9 rounds to 1e-9. Scores, thresholds and priorities are compared after it, so that sums of thirds do not flip
// a tie from one machine to the next.
func round9(x float64) float64 { return math.Round(x*1e9) / 1e9 }

func less(a, b float64) bool    { return round9(a) < round9(b) }
func reaches(a, b float64) bool { return round9(a) >= round9(b) }

// pool aggregates the children of one node as they are added.
type pool struct {
	agg    rubric.Aggregate
	n      int
	weight float64 // sum(w)
	sum    float64 // sum(w*x), or sum(w*ln x) for the geometric mean
	lowest float64
	zero   bool // a value of 0 makes the geometric mean 0
}

func (p *pool) add(w, x float64) {
	if p.n == 0 || x < p.lowest {
		p.lowest = x
	}
	p.n++
	p.weight += w
	switch {
	case p.agg != rubric.Geometric:
		p.sum += w * x
	case x <= 0:
		p.zero = true
	default:
		p.sum += w * math.Log(x)
	}
}

// value aggregates what was added:
//
//	mean       sum(w*x) / sum(w)
//	sum        W * sum(w*x) / sum(w), W the applicable weight: missing children are taken to be like the others
//	min        the lowest x
//	geometric  exp(sum(w*ln x) / sum(w)), 0 when any x is 0
func (p *pool) value(applicable float64) float64 {
	switch p.agg {
	case rubric.Min:
		return p.lowest
	case rubric.Sum:
		return applicable * p.sum / p.weight
	case rubric.Geometric:
		if p.zero {
			return 0
		}
		return math.Exp(p.sum / p.weight)
	}
	return p.sum / p.weight
}

// tally gathers a node's children: what is answered, and the bounds with every missing answer at its worst and best.
type tally struct {
	known, low, high pool
	weight           float64 // applicable
	covered          float64 // sum(w*coverage)
}

func newTally(agg rubric.Aggregate) tally {
	p := pool{agg: agg}
	return tally{known: p, low: p, high: p}
}

// child adds a node below. A child of weight 0, or with nothing applicable, takes no part.
func (t *tally) child(n *Node) {
	if n.Weight == 0 || !n.Coverage.OK {
		return
	}
	if n.Score.OK {
		t.known.add(n.Weight, n.Score.Value)
	}
	t.low.add(n.Weight, n.Low.Value)
	t.high.add(n.Weight, n.High.Value)
	t.weight += n.Weight
	t.covered += n.Weight * n.Coverage.Value
}

// node closes the tally. The score is held within its bounds.
func (t *tally) node(n *Node, in measure) {
	n.Scale, n.Decimals = in.scale, in.decimals
	if t.weight == 0 {
		return
	}
	n.Coverage = Some(t.covered / t.weight)
	n.Low, n.High = Some(t.low.value(t.weight)), Some(t.high.value(t.weight))
	if t.known.n > 0 {
		n.Score = Some(t.known.value(t.weight))
		n.hold()
	}
}

func (n *Node) hold() {
	n.Score.Value = min(max(n.Score.Value, n.Low.Value), n.High.Value)
	n.showLevel()
}

// showLevel finds the highest level whose value the score reaches, and the way to the next one. A score of 2.6 is
// level 2, 60 % of the way to 3; it is never called level 3.
func (n *Node) showLevel() {
	if n.Scale == nil || !n.Score.OK {
		return
	}
	levels := n.Scale.Levels
	for i := len(levels) - 1; i >= 0; i-- {
		if !reaches(n.Score.Value, levels[i].Value) {
			continue
		}
		n.Level = Some(levels[i].Level)
		if i+1 < len(levels) {
			n.Next = Some(levels[i+1].Level)
			n.Progress = max(0, (n.Score.Value-levels[i].Value)/(levels[i+1].Value-levels[i].Value))
		}
		return
	}
}
