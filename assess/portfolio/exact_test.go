package portfolio_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/testdata/fleet"
)

// TestQuantiles are worked by hand as spreadsheets work them (type 7): of 1, 2, 4, 4 the first quartile lies at rank
// 0.75, which is 1.75, the median at 1.5, which is 3, and the first tenth at 0.3, which is 1.3. The mean is 11/4.
func TestQuantiles(t *testing.T) {
	m := bench(t)
	var data []byte
	for k, level := range []int{4, 1, 4, 2} {
		data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"subject":{"id":"s%d"},"date":"2026-01-01","answers":{%q:%d}}`+"\n", k, m.Criterion(0).ID, level)
	}
	want := portfolio.Distribution{N: 4, Mean: assess.Some(2.75), Min: assess.Some(1.0), P10: assess.Some(1.3),
		P25: assess.Some(1.75), P50: assess.Some(3.0), P75: assess.Some(4.0),
		P90: assess.Some(4.0), Max: assess.Some(4.0), Precision: assess.Some(0.0),
		Bins: []portfolio.Bin{{Score: 1, To: 1, N: 1}, {Score: 2, To: 2, N: 1}, {Score: 4, To: 4, N: 2}}}
	if got := foldOf(t, m, data, 1).Rollup(0).Overall; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestManyScores: with more different scores than are kept one by one, means, the lowest and the highest stay exact,
// quantiles are off by no more than they say, and shards in any order give the same bytes, whether they are coarse or
// not.
func TestManyScores(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	data := lines(m, 9000, mixed())
	var overall slow
	subjects := fleet.New(m.Rubric, mixed()) // as the strict reader, which takes longer, reads the lines
	for i := range 9000 {
		overall.add(m.Evaluate(subjects.Assessment(i), assess.Options{}).Overall.Score)
	}
	whole := foldOf(t, m, data, 2)
	got := whole.Rollup(0).Overall
	if got.Precision != assess.Some(0.005) || got.Mean != overall.mean() || got.Min != overall.quantile(0) ||
		got.Max != overall.quantile(100) || got.N != int64(len(overall)) {
		t.Errorf("%+v", got)
	}
	for percent, v := range map[int]assess.Maybe[float64]{10: got.P10, 25: got.P25, 50: got.P50, 75: got.P75,
		90: got.P90} {
		if off := math.Abs(v.Value - overall.quantile(percent).Value); off > 0.005+1e-9 {
			t.Errorf("the quantile at %d %% is off by %v", percent, off)
		}
	}
	records := bytes.SplitAfter(data, []byte("\n"))
	shards := []*portfolio.Fold{}
	for _, part := range [][2]int{{0, 500}, {500, 8000}, {8000, 9000}} { // fine, coarse, fine
		f := foldOf(t, m, bytes.Join(records[part[0]:part[1]], nil), 1)
		back, err := portfolio.ReadState("s", []byte(stateOf(t, f)), m, "digest")
		if err != nil {
			t.Fatal(err)
		}
		shards = append(shards, back)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3 {
		rng.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
		merged := portfolio.NewFold(m, "digest", "", "", nil, false)
		for _, f := range shards {
			if err := merged.Merge(f); err != nil {
				t.Fatal(err)
			}
		}
		if stateOf(t, merged) != stateOf(t, whole) {
			t.Error("shards give other bytes than the whole")
		}
	}
}

// TestWideScores: points up to 10^12 are added up exactly, in no more memory than small ones take.
func TestWideScores(t *testing.T) {
	text := `format: fathom.rubric/1
id: wide
version: 1.0.0
languages: [en]
title: {en: Wide}
scales:
  points:
    - {level: 1, name: {en: none}, meaning: {en: none}, value: 0}
    - {level: 2, name: {en: some}, meaning: {en: some}, value: 1000.0005}
    - {level: 3, name: {en: most}, meaning: {en: most}, value: 1000000000}
scoring:
  practice: {aggregate: sum}
  dimension: {aggregate: sum}
  part: {aggregate: sum}
  overall: {aggregate: sum}
parts: [{id: p, name: {en: P}}]
dimensions: [{id: d, part: p, name: {en: D}}]
practices:
  - {id: a, dimension: d, name: {en: A}, criteria: [{id: c, name: {en: C}, core: true, weight: 1000, levels: {1: {en: x}, 2: {en: y}, 3: {en: z}}}]}
`
	r, _, err := rubricfile.Read(rubricfile.File{Name: "wide.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	var data []byte
	for k, level := range []int{1, 2, 2, 3} {
		data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"wide","version":"1.0.0"},"subject":{"id":"s%d"},"date":"2026-01-01","answers":{"a/c":%d}}`+"\n", k, level)
	}
	f := foldOf(t, m, data, 2)
	got := f.Rollup(0).Overall
	if got.Mean != assess.Some(1000002000001.0/4) || got.P50 != assess.Some(1000000.5) ||
		got.Max != assess.Some(1e12) || got.Min != assess.Some(0.0) || len(got.Bins) != 2 {
		t.Errorf("%+v", got)
	}
	if _, err := portfolio.ReadState("s", []byte(stateOf(t, f)), m, "digest"); err != nil || len(stateOf(t, f)) > 5000 {
		t.Errorf("%v, %d bytes of state", err, len(stateOf(t, f)))
	}
}

// TestBehindTheState: what stands behind a state is no part of it, and is not passed over.
func TestBehindTheState(t *testing.T) {
	m := bench(t)
	state := stateOf(t, foldOf(t, m, lines(m, 20, fleet.Default()), 1))
	_, err := portfolio.ReadState("s", []byte(state+state), m, "digest")
	var list problem.List
	if !errors.As(err, &list) || !strings.Contains(err.Error(), "after the end of the state") {
		t.Errorf("%v", err)
	}
}

// TestTagsAreTrimmed: white space around a tag is none of it, to the scanners as to the strict reader; twice the same
// is a fault.
func TestTagsAreTrimmed(t *testing.T) {
	m := bench(t)
	line := func(tags string) []byte {
		return fmt.Appendf(nil, `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"subject":{"id":"s","tags":%s},"date":"2026-01-01","answers":{%q:2}}`+"\n", tags, m.Criterion(0).ID)
	}
	data := slices.Concat(line(`{"region":"华中"}`), line(`{"region":"华中 "}`), line(`{"region ":"华中\u3000"}`), line(`{" region":"\t华中"}`))
	groups := foldOf(t, m, data, 1, "region").Rollup(0).Groupings[0].Groups
	if len(groups) != 1 || groups[0].Value != "华中" || groups[0].N != 4 {
		t.Errorf("%+v", groups)
	}
	s := stream(m)
	s.KeepGoing = true
	told := ""
	s.Bad = func(why problem.List) { told += why.Error() }
	if out, err := s.Run(source(line(`{"region":"a","region ":"b"}`)), &bytes.Buffer{}); err != nil || out.Bad != 1 || !strings.Contains(told, "the tag region is given twice, apart from white space") {
		t.Errorf("%+v, %v: %s", out, err, told)
	}
}

// TestDepths: subjects are counted by what was asked, and grouped by it; a tag of that name is reached all the same.
func TestDepths(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	line := func(depth, tag string) []byte {
		return fmt.Appendf(nil, `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":%q},"subject":{"id":"s","tags":{"depth":%q}},"date":"2026-01-01"%s,"answers":{"roles/overlap-control":2}}`+"\n", m.Rubric.Version, tag, depth)
	}
	data := slices.Concat(line("", "deep"), line(`,"depth":"quick"`, "flat"), line(`,"depth":"full"`, "deep"),
		line(`,"depth":"team"`, "deep"))
	f := foldOf(t, m, data, 1, portfolio.ByDepth, "tag:depth")
	r := f.Rollup(0)
	want := []portfolio.DepthCount{{Depth: "full", N: assess.Some[int64](2)},
		{Depth: "quick", N: assess.Some[int64](1)}, {Depth: "team", N: assess.Some[int64](1)}}
	if !slices.Equal(r.Depths, want) {
		t.Errorf("%+v", r.Depths)
	}
	said := ""
	for _, g := range r.Groupings {
		for _, x := range g.Groups {
			said += fmt.Sprint(g.Tag, "=", x.Value, " ", x.N, ", ")
		}
	}
	if said != "depth=full 2, depth=quick 1, depth=team 1, tag:depth=deep 3, tag:depth=flat 1, " {
		t.Error(said)
	}
}
