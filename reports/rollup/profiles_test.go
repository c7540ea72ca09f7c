package rollup

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric"
)

func TestPercentile(t *testing.T) {
	for x, want := range map[float64]string{0.04: "<0.1", 0.05: "0.1", 50: "50.0", 99.96: ">99.9"} {
		if got := percentile(assess.Some(x)); got != want {
			t.Errorf("%g is %s, want %s", x, got, want)
		}
	}
}

func fiveLevels() *assess.Ends {
	s := &rubric.Scale{}
	for l := 1; l <= 5; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	return &assess.Ends{Scale: s, Bottom: assess.Some(1.0), Top: assess.Some(5.0)}
}

func dist(scores ...float64) *portfolio.Distribution {
	d := &portfolio.Distribution{N: int64(len(scores))}
	for _, x := range scores {
		d.Bins = append(d.Bins, portfolio.Bin{Score: x, N: 1})
	}
	return d
}

// TestClasses: classes begin at whole steps, hold what is printed as their labels say, and the end of the scale has
// none of its own.
func TestClasses(t *testing.T) {
	n := fiveLevels()
	got := classes(dist(1, 1.99, 2, 4.99, 5), n, 1, 5, 9) // half a point wide
	if len(got) != 8 || got[0].Label != "1.00–1.49" || got[2].Label != "2.00–2.49" || got[7].Label != "4.50–5.00" {
		t.Fatalf("%+v", got)
	}
	for k, want := range []int64{1, 1, 1, 0, 0, 0, 0, 2} {
		if got[k].N != want {
			t.Errorf("%s holds %d, want %d", got[k].Label, got[k].N, want)
		}
	}
	if got[0].Position < 0.06 || got[0].Position > 0.0626 { // 1.25 lies at a sixteenth
		t.Errorf("the first class lies at %v", got[0].Position)
	}
	if got := classes(dist(2.5), n, 2.5, 2.5, 10); len(got) != 1 || got[0].Label != "2.50" || got[0].N != 1 {
		t.Errorf("one score: %+v", got)
	}
	if got := classes(dist(1.8, 3.4), n, 1.8, 3.4, 10); got[0].Label != "1.80–1.99" ||
		got[len(got)-1].Label != "3.40–3.59" {
		t.Errorf("from 1.8 to 3.4: %+v", got)
	}
	if got := classes(dist(0), &assess.Ends{}, 0, 0, 10); got != nil {
		t.Errorf("without a scale: %+v", got)
	}
}

// TestClassesHoldAll: whatever the width, every score is in a class, and no class is lost.
func TestClassesHoldAll(t *testing.T) {
	n := fiveLevels()
	var all []float64
	for x := 100; x <= 500; x++ {
		all = append(all, float64(x)/100)
	}
	for from := 0; from < 400; from += 7 {
		for to := from; to <= 400; to += 11 {
			for most := 2; most <= 21; most += 4 {
				cs, sum := classes(dist(all[from:to+1]...), n, all[from], all[to], most), int64(0)
				for _, c := range cs {
					sum += c.N
				}
				if sum != int64(to+1-from) || len(cs) > most {
					t.Fatalf("%g to %g in %d: %d scores in %d classes", all[from], all[to], most, sum, len(cs))
				}
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	for span, want := range map[float64]int{1: 2, 4: 2, 100: 2, 101: 1, 1000: 1, 1001: 0} {
		if got := places(&assess.Ends{Bottom: assess.Some(0.0), Top: assess.Some(span)}); got != want {
			t.Errorf("a span of %g has %d decimals, want %d", span, got, want)
		}
	}
}

// TestLargest: of many groups the largest, in the order they stand in.
func TestLargest(t *testing.T) {
	var groups []portfolio.Group
	for k := range 2 * mostGroups {
		groups = append(groups, portfolio.Group{Value: string(rune('a' + k)), N: int64(k % 2 * (k + 1))})
	}
	got := largest(groups)
	if len(got) != mostGroups || got[0].Value != "b" || !slices.IsSortedFunc(got,
		func(x, y portfolio.Group) int { return int(x.N - y.N) }) {
		t.Errorf("%+v", got)
	}
}

// TestClassesBeyond: where points are added up, subjects of another stage can reach more than the node itself could;
// their classes go as far as they do.
func TestClassesBeyond(t *testing.T) {
	n := &assess.Ends{Bottom: assess.Some(0.0), Top: assess.Some(30.0)}
	d := dist(20, 95, 180)
	d.Min, d.Max = assess.Some(20.0), assess.Some(180.0)
	low, high := reach(d, n)
	if low != 0 || high != 180 {
		t.Fatalf("from %v to %v", low, high)
	}
	got := classes(d, n, low, high, 10)
	if len(got) != 9 || got[0].Label != "0.00–19.99" || got[1].N != 1 || got[4].N != 1 ||
		got[8].Label != "160.00–180.00" || got[8].N != 1 {
		t.Errorf("%+v", got)
	}
	if p := got[4].Position; p != 0.5 { // 80 to 100, of 0 to 180
		t.Errorf("the middle class lies at %v", p)
	}
}
