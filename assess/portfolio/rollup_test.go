package portfolio_test

import (
	"bytes"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
)

// slow are the scores of one node, to compute with in the obvious way.
type slow []float64

func (s *slow) add(v assess.Maybe[float64]) {
	if v.OK {
		*s = append(*s, v.Value)
	}
}

// mean is the number of floating point nearest to the exact mean of the scores, each rounded to a billionth: there is
// one, so that two who compute it cannot differ by a last bit.
func (s slow) mean() assess.Maybe[float64] {
	sum := new(big.Rat)
	for _, x := range s {
		sum.Add(sum, billionth(x))
	}
	if len(s) == 0 {
		return assess.Maybe[float64]{}
	}
	out, _ := sum.Quo(sum, new(big.Rat).SetInt64(int64(len(s)))).Float64()
	return assess.Some(out)
}

func billionth(x float64) *big.Rat { return big.NewRat(int64(math.RoundToEven(x*1e9)), 1e9) }

// quantile is of type 7: at h = (n-1)*percent/100, between the scores of rank floor(h) and the next.
func (s slow) quantile(percent int) assess.Maybe[float64] {
	if len(s) == 0 {
		return assess.Maybe[float64]{}
	}
	rising := slices.Sorted(slices.Values(s))
	h := big.NewRat(int64((len(s)-1)*percent), 100)
	at := new(big.Int).Quo(h.Num(), h.Denom()).Int64()
	x, y := billionth(rising[at]), billionth(rising[min(at+1, int64(len(s)-1))])
	h.Sub(h, new(big.Rat).SetInt64(at))
	out, _ := x.Add(x, h.Mul(h, y.Sub(y, x))).Float64()
	return assess.Some(out)
}

func (s slow) check(t *testing.T, what string, got portfolio.Distribution) {
	t.Helper()
	if got.N != int64(len(s)) || got.Mean != s.mean() || got.Min != s.quantile(0) || got.P10 != s.quantile(10) ||
		got.P25 != s.quantile(25) ||
		got.P50 != s.quantile(50) || got.P75 != s.quantile(75) || got.P90 != s.quantile(90) ||
		got.Max != s.quantile(100) || got.Precision != assess.Some(0.0) {
		t.Errorf("%s: %+v, want n %d, mean %v, quartiles %v %v %v", what, got, len(s), s.mean(), s.quantile(25), s.quantile(50), s.quantile(75))
	}
}

// evaluated evaluates every line on its own, strictly.
func evaluated(t *testing.T, m *assess.Model, data []byte) (out []*assess.Result) {
	t.Helper()
	for i, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		a, err := answerfile.ReadJSON("data", i+1, line, m.Rubric)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m.Evaluate(a, assess.Options{}))
	}
	return out
}

// TestRollup: the numbers of a roll-up are those of a slow, obvious computation, to the last bit.
func TestRollup(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	data := lines(m, 1000, mixed())
	all := evaluated(t, m, data)
	got := foldOf(t, m, data, 2, "region").Rollup(0)
	var overall slow
	dims, practices := make([]slow, len(m.Rubric.Dimensions)), make([]slow, len(m.Rubric.Practices))
	for _, res := range all {
		overall.add(res.Overall.Score)
		for i := range dims {
			dims[i].add(res.Dimensions[i].Score)
		}
		for i := range practices {
			practices[i].add(res.Practices[i].Score)
		}
	}
	overall.check(t, "overall", got.Overall)
	for i := range dims {
		dims[i].check(t, m.Rubric.Dimensions[i].ID, got.Dimensions[i])
	}
	for i := range practices {
		practices[i].check(t, m.Rubric.Practices[i].ID, got.Practices[i].Distribution)
		checkPractice(t, all, i, got.Practices[i])
	}
	checkGroups(t, all, got)
	checkPairs(t, m, all, got)
	checkExtremes(t, all, got)
}

func checkPractice(t *testing.T, all []*assess.Result, i int, got portfolio.PracticeRollup) {
	t.Helper()
	levels, focus, target, reached := make([]portfolio.Count, 5), assess.Some[int64](0), 0, 0
	for k := range levels {
		levels[k].OK = true
	}
	for _, res := range all {
		p := &res.Practices[i]
		if p.Level.OK {
			levels[p.Level.Value-1].Value++
		}
		if p.Gap.OK {
			target++
			if p.Gap.Value < 5e-7 {
				reached++
			}
		}
		for _, pr := range res.Priorities {
			if pr.Practice == i && pr.Focus {
				focus.Value++
			}
		}
	}
	if !slices.Equal(got.Levels, levels) || got.Below != assess.Some[int64](0) || got.Focus != focus ||
		got.AtTarget != assess.Some(float64(reached)/float64(target)) {
		t.Errorf("practice %d: %+v, want levels %v, focus %v, %d of %d at target", i, got, levels, focus, reached, target)
	}
}

func checkGroups(t *testing.T, all []*assess.Result, got *portfolio.Rollup) {
	t.Helper()
	overall, dims, n := map[string]*slow{}, map[string][]slow{}, map[string]int64{}
	for _, res := range all {
		region := res.Assessment.Subject.Tags["region"]
		if overall[region] == nil {
			overall[region], dims[region] = &slow{}, make([]slow, len(res.Dimensions))
		}
		n[region]++
		overall[region].add(res.Overall.Score)
		for i := range res.Dimensions {
			dims[region][i].add(res.Dimensions[i].Score)
		}
	}
	groups := got.Groupings[0].Groups
	if len(groups) != len(n) || len(n) < 9 {
		t.Fatalf("%d groups, want %d", len(groups), len(n))
	}
	for k, g := range groups {
		if k > 0 && groups[k-1].Value >= g.Value || g.N != n[g.Value] || g.Overall != overall[g.Value].mean() {
			t.Errorf("group %d: %+v", k, g)
		}
		for i := range g.Dimensions {
			if g.Dimensions[i] != dims[g.Value][i].mean() {
				t.Errorf("group %s, dimension %d: %v", g.Value, i, g.Dimensions[i])
			}
		}
	}
}

func checkPairs(t *testing.T, m *assess.Model, all []*assess.Result, got *portfolio.Rollup) {
	t.Helper()
	for k, p := range m.Pairs() {
		var first, second slow
		lower, higher := int64(0), int64(0)
		for _, res := range all {
			a, b := res.Practices[p[0]].Score, res.Practices[p[1]].Score
			if !a.OK || !b.OK {
				continue
			}
			first, second = append(first, a.Value), append(second, b.Value)
			switch {
			case b.Value <= a.Value-1+1e-7:
				lower++
			case b.Value >= a.Value+1-1e-7:
				higher++
			}
		}
		if g := got.Pairs[k]; g.N != int64(len(first)) || g.MeanFirst != first.mean() ||
			g.MeanSecond != second.mean() || g.Lower != assess.Some(lower) || g.Higher != assess.Some(higher) {
			t.Errorf("pair %d: %+v, want n %d, %d lower, %d higher", k, g, len(first), lower, higher)
		}
	}
}

func checkExtremes(t *testing.T, all []*assess.Result, got *portfolio.Rollup) {
	t.Helper()
	type subject struct {
		id    string
		score float64
	}
	var subjects []subject
	for _, res := range all {
		subjects = append(subjects, subject{res.Assessment.Subject.ID, res.Overall.Score.Value})
	}
	slices.SortFunc(subjects, func(a, b subject) int {
		if a.score != b.score {
			return map[bool]int{true: -1, false: 1}[a.score < b.score]
		}
		return strings.Compare(a.id, b.id)
	})
	if len(got.Low) != 10 || len(got.High) != 10 {
		t.Fatalf("%d lowest, %d highest", len(got.Low), len(got.High))
	}
	for k, s := range got.Low {
		if s.ID != subjects[k].id || s.Score != subjects[k].score || !s.Percentile.OK {
			t.Errorf("lowest %d: %+v, want %v", k, s, subjects[k])
		}
	}
	if top := subjects[len(subjects)-1].score; got.High[0].Score != top {
		t.Errorf("highest %v, want %v", got.High[0].Score, top)
	}
}
