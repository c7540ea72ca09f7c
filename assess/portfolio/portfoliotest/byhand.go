package portfoliotest

import (
	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
)

// ByHand is a roll-up of twenty subjects whose numbers are worked out by hand: five score 2, ten 2.5 and five 3.5, so
// that the mean is 52.5 / 20, the quartiles are 2 and 2.5, and the fences are 1.25 and 3.25, above which the last five
// lie. Only the first practice, its dimension and its part have scores.
func ByHand() *portfolio.Rollup {
	r := channelteam.Rubric()
	d := portfolio.Distribution{N: 20, Mean: assess.Some(2.625), Min: assess.Some(2.0), P10: assess.Some(2.0),
		P25: assess.Some(2.0),
		P50: assess.Some(2.5), P75: assess.Some(2.5), P90: assess.Some(3.5), Max: assess.Some(3.5),
		Precision: assess.Some(0.0), Bins: []portfolio.Bin{{Score: 2, To: 2, N: 5}, {Score: 2.5, To: 2.5, N: 10},
			{Score: 3.5, To: 3.5, N: 5}}}
	all := &portfolio.Rollup{Model: assess.Compile(r), Digest: channelteam.Digest(), Subjects: 21, Bad: 2, MinGroup: 5,
		Overall:    d,
		Parts:      make([]portfolio.Distribution, len(r.Parts)),
		Dimensions: make([]portfolio.Distribution, len(r.Dimensions)),
		Practices:  make([]portfolio.PracticeRollup, len(r.Practices))}
	all.Parts[0], all.Dimensions[0] = d, d
	for i := range all.Practices {
		all.Practices[i].Levels = counts(0, 0, 0, 0, 0)
		all.Practices[i].Below, all.Practices[i].Focus = assess.Some[int64](0), assess.Some[int64](0)
	}
	all.Practices[0] = portfolio.PracticeRollup{Distribution: d, Levels: counts(0, 15, 5, 0, 0),
		Below: assess.Some[int64](0), AtTarget: assess.Some(0.25), Focus: assess.Some[int64](14)}
	all.Weakest, all.Strongest, all.Focus = []int{0}, []int{0}, []int{0}
	all.Pairs = []portfolio.PairRollup{{First: 0, Second: len(r.Practices) - 1, N: 16, MeanFirst: assess.Some(2.5),
		MeanSecond: assess.Some(2.125), Lower: assess.Some[int64](4), Higher: assess.Some[int64](1)}}
	means := make([]assess.Maybe[float64], len(r.Dimensions))
	means[0] = assess.Some(2.75)
	all.Groupings = []portfolio.Grouping{{Tag: "region", Hidden: 8,
		Groups: []portfolio.Group{{Value: "华东", N: 13, Overall: assess.Some(2.71), Dimensions: means}}}}
	for k, id := range []string{"low-1", "low-2"} {
		all.Low = append(all.Low, portfolio.Placed{Subject: portfolio.Subject{ID: id, Date: "2026-11-20", Score: 2},
			Percentile: assess.Some(12.5)})
		all.High = append(all.High, portfolio.Placed{Subject: portfolio.Subject{ID: []string{"high-1", "high-2"}[k],
			Name: "河南", Date: "2026-11-20", Score: 3.5}, Percentile: assess.Some(87.5)})
	}
	all.Outliers = portfolio.Outliers{LowFence: assess.Some(1.25), HighFence: assess.Some(3.25),
		Low: assess.Some[int64](0), High: assess.Some[int64](5)}
	return all
}

func counts(list ...int64) (out []portfolio.Count) {
	for _, n := range list {
		out = append(out, assess.Some(n))
	}
	return out
}

// Depths is how many subjects were asked everything, the core criteria and the first part of the built-in rubric.
func Depths(full, quick, team int64) (out []portfolio.DepthCount) {
	for k, n := range []int64{full, quick, team} {
		if n > 0 {
			out = append(out, portfolio.DepthCount{Depth: []string{"full", "quick", "team"}[k], N: assess.Some(n)})
		}
	}
	return out
}

// Hostile are values of tags, names and ids that would like to be more than text.
func Hostile() []string {
	return []string{"=1+1", "@SUM(1)", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "a|b", "\x1b[31mred", "\u202egnp.exe", "::error ::x",
		"two\nlines", "![x](http://e.com)", "{{.}}"}
}

// With puts a text wherever a record can bring one.
func With(r *portfolio.Rollup, text string) *portfolio.Rollup {
	for k := range r.Groupings {
		g := &r.Groupings[k]
		g.Tag = text
		for i := range g.Groups {
			g.Groups[i].Value = text
		}
	}
	for _, list := range [][]portfolio.Placed{r.Low, r.High} {
		for i := range list {
			list[i].ID, list[i].Name, list[i].Date = text, text, text
		}
	}
	return r
}
