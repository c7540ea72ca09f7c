package main

import (
	"maps"
	"slices"
	"strconv"

	"fathom/assess"
)

// rollup is what is said of all records together:
//
//	{"n":2,"practices":{"roles":{"answered":2,"mean":2.5,"levels":[0,1,1,0,0],"na":0}},
//	 "dimensions":{"people":{"n":2,"mean":2.5,"p10":2,"p25":2,"p50":2,"p75":3,"p90":3}},
//	 "regions":{"east":{"people":{"n":2,"mean":2.5}}}}
//
// Everything is counted in whole numbers, so the order of the records does not matter: a practice's score is a whole
// level here, a dimension's is taken in billionths, as its row shows it. A mean is one division of the two whole
// sums. A quantile is of type 7: between the scores of rank h and the next, h being (n-1)*q. Regions are the values of
// the tag region, sorted.
type rollup struct {
	m         *assess.Model
	n         int64
	practices []tally
	dims      []map[int64]int64 // how often each score occurs, in billionths
	regions   map[string][]cell // by dimension
}

type tally struct {
	levels []int64 // how often, from the lowest
	na     int64
}

type cell struct{ n, sum int64 }

func newRollup(m *assess.Model) *rollup {
	r := &rollup{m: m, practices: make([]tally, len(m.Rubric.Practices)),
		dims: make([]map[int64]int64, len(m.Rubric.Dimensions)), regions: map[string][]cell{}}
	for i := range r.practices {
		r.practices[i].levels = make([]int64, len(m.Rubric.Scales[0].Levels))
	}
	for i := range r.dims {
		r.dims[i] = map[int64]int64{}
	}
	return r
}

func (r *rollup) count(res *assess.Result) {
	r.n++
	for i := range res.Practices {
		p := &res.Practices[i]
		switch {
		case p.Level.OK:
			r.practices[i].levels[p.Level.Value-res.Rubric.Scales[0].Levels[0].Level]++
		case !p.Coverage.OK:
			r.practices[i].na++
		}
	}
	var cells []cell
	if region := res.Assessment.Subject.Tags["region"]; region != "" {
		cells = r.region(region)
	}
	for d := range res.Dimensions {
		if s := res.Dimensions[d].Score; s.OK {
			r.dims[d][units(s.Value)]++
			if cells != nil {
				cells[d].n++
				cells[d].sum += units(s.Value)
			}
		}
	}
}

func (r *rollup) region(name string) []cell {
	if r.regions[name] == nil {
		r.regions[name] = make([]cell, len(r.dims))
	}
	return r.regions[name]
}

// add takes another worker's counts in.
func (r *rollup) add(o *rollup) {
	r.n += o.n
	for i := range r.practices {
		r.practices[i].na += o.practices[i].na
		for k, n := range o.practices[i].levels {
			r.practices[i].levels[k] += n
		}
	}
	for d := range r.dims {
		for score, n := range o.dims[d] {
			r.dims[d][score] += n
		}
	}
	for name, cells := range o.regions {
		mine := r.region(name)
		for d := range cells {
			mine[d].n += cells[d].n
			mine[d].sum += cells[d].sum
		}
	}
}

func (r *rollup) json() []byte {
	dst := strconv.AppendInt([]byte(`{"n":`), r.n, 10)
	dst = append(dst, `,"practices":{`...)
	for i := range r.practices {
		dst = appendText(comma(dst, i), r.m.Rubric.Practices[i].ID)
		dst = r.practice(append(dst, ':'), i)
	}
	dst = append(dst, `},"dimensions":{`...)
	for d := range r.dims {
		dst = appendText(comma(dst, d), r.m.Rubric.Dimensions[d].ID)
		dst = appendSpread(append(dst, ':'), r.dims[d])
	}
	dst = append(dst, `},"regions":{`...)
	for i, name := range slices.Sorted(maps.Keys(r.regions)) {
		dst = append(appendText(comma(dst, i), name), ":{"...)
		for d, c := range r.regions[name] {
			dst = appendText(comma(dst, d), r.m.Rubric.Dimensions[d].ID)
			dst = append(appendMean(append(dst, ':'), c.n, c.sum), '}')
		}
		dst = append(dst, '}')
	}
	return append(dst, "}}\n"...)
}

func (r *rollup) practice(dst []byte, i int) []byte {
	var n, sum int64
	for k, count := range r.practices[i].levels {
		n += count
		sum += count * int64(r.m.Rubric.Scales[0].Levels[k].Level)
	}
	dst = strconv.AppendInt(append(dst, `{"answered":`...), n, 10)
	dst = appendQuotient(append(dst, `,"mean":`...), sum, n)
	dst = append(dst, `,"levels":[`...)
	for k, count := range r.practices[i].levels {
		dst = strconv.AppendInt(comma(dst, k), count, 10)
	}
	dst = strconv.AppendInt(append(dst, `],"na":`...), r.practices[i].na, 10)
	return append(dst, '}')
}

func appendSpread(dst []byte, scores map[int64]int64) []byte {
	var n, sum int64
	for score, count := range scores {
		n += count
		sum += score * count
	}
	dst = appendMean(dst, n, sum)
	rising := slices.Sorted(maps.Keys(scores))
	for _, percent := range []int64{10, 25, 50, 75, 90} {
		dst = strconv.AppendInt(append(dst, `,"p`...), percent, 10)
		dst = append(dst, `":`...)
		if n == 0 {
			dst = append(dst, "null"...)
			continue
		}
		h := (n - 1) * percent
		first, second := ranked(rising, scores, h/100), ranked(rising, scores, min(h/100+1, n-1))
		dst = strconv.AppendFloat(dst, (float64(first)+float64(second-first)*float64(h%100)/100)/1e9, 'f', -1, 64)
	}
	return append(dst, '}')
}

// ranked is the score of a rank, counted from 0.
func ranked(rising []int64, scores map[int64]int64, rank int64) int64 {
	for _, score := range rising {
		if rank -= scores[score]; rank < 0 {
			return score
		}
	}
	return 0
}

// appendMean appends the beginning of an object with a number of scores and the mean of their sum in billionths.
func appendMean(dst []byte, n, sum int64) []byte {
	dst = strconv.AppendInt(append(dst, `{"n":`...), n, 10)
	return appendQuotient(append(dst, `,"mean":`...), sum, n*1_000_000_000)
}

func appendQuotient(dst []byte, a, b int64) []byte {
	if b == 0 {
		return append(dst, "null"...)
	}
	return strconv.AppendFloat(dst, float64(a)/float64(b), 'f', -1, 64)
}
