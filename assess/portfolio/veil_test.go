package portfolio_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubrictest"
)

// veiled checks what a roll-up shows, from the subjects themselves.
type veiled struct {
	*testing.T
	*crowd
	least int64
	r     *portfolio.Rollup
	what  string
}

func (v *veiled) few(n int64) bool { return n > 0 && n < v.least }

func (v *veiled) safe(what string, counts ...int64) {
	v.Helper()
	for _, n := range counts {
		if v.few(n) {
			v.Errorf("%s: %s tells of %d subjects, the least are %d", v.what, what, n, v.least)
		}
	}
}

// TestNothingOfFew is by brute force over small portfolios: whatever an anonymous roll-up shows is of no fewer subjects
// than the least, and so is every difference of two numbers that are shown, one of a part of the subjects of the other.
// And whatever is hidden would have told of fewer.
func TestNothingOfFew(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(12, 3))
	hidden, shown := 0, 0
	for n := range rubrictest.Cases(250) {
		c := newCrowd(t, m, rng)
		by := [][]string{nil, {"region"}, {"region", "city"}, {"city", "region", "size"},
			{"depth", "region"}}[rng.IntN(5)]
		least, stage := 1+rng.IntN(6), []string{"", "mature"}[n%2]
		v := &veiled{t, c, int64(least), c.stagedFold(t, stage, by...).Rollup(least), fmt.Sprintf("portfolio %d of stage %q, by %v", n, stage, by)}
		if v.r.Withheld != (v.few(int64(len(c.all))) || len(c.all) == 0 && least > 1) {
			t.Fatalf("%s: withheld %v of %d subjects, least %d", v.what, v.r.Withheld, len(c.all), least)
		}
		if v.r.Withheld {
			v.nothing()
			continue
		}
		v.nodes()
		v.sums()
		v.pairs()
		v.groups()
		for i := range v.r.Practices {
			if v.r.Practices[i].Hidden {
				hidden++
			} else {
				shown++
			}
		}
	}
	if least := rubrictest.Cases(500); hidden < least || shown < least {
		t.Errorf("%d practices hidden, %d shown: that proves nothing", hidden, shown)
	}
}

// nothing wants nothing but that the subjects are too few.
func (v *veiled) nothing() {
	want := &portfolio.Rollup{Model: v.m, Digest: "digest", Stage: v.r.Stage, Anonymous: true, Withheld: true,
		MinGroup: int(v.least), Overall: portfolio.Distribution{Hidden: true}}
	for range v.r.Parts {
		want.Parts = append(want.Parts, want.Overall)
	}
	for range v.r.Dimensions {
		want.Dimensions = append(want.Dimensions, want.Overall)
	}
	for range v.r.Practices {
		want.Practices = append(want.Practices, portfolio.PracticeRollup{Distribution: want.Overall,
			Levels: make([]portfolio.Count, 5)})
	}
	for _, p := range v.m.Pairs() {
		want.Pairs = append(want.Pairs, portfolio.PairRollup{First: p[0], Second: p[1], Hidden: true})
	}
	if !reflect.DeepEqual(v.r, want) {
		v.Errorf("%s: of too few subjects there is %+v", v.what, v.r)
	}
}

// node checks one distribution against those above it, and that one is hidden only for a reason.
func (v *veiled) node(name string, d *portfolio.Distribution, n int64, above ...*portfolio.Distribution) {
	v.Helper()
	reason := v.few(n)
	for _, a := range above {
		if !a.Hidden {
			reason = reason || v.few(a.N-n)
		}
	}
	if d.Hidden {
		if !reason && !v.secret() || !reflect.DeepEqual(*d, portfolio.Distribution{Hidden: true}) {
			v.Errorf("%s: %s of %d is hidden: %+v", v.what, name, n, d)
		}
		return
	}
	if d.N != n || reason || d.Mean.OK != (n > 0) || d.P50.OK != (n > 0) || d.Max.OK != (n > 0) {
		v.Errorf("%s: %s of %d is shown: %+v", v.what, name, n, d)
	}
	sum := int64(0)
	for _, b := range d.Bins {
		v.safe(name+"'s bin", b.N)
		sum += b.N
	}
	if sum != n {
		v.Errorf("%s: the bins of %s hold %d of %d", v.what, name, sum, n)
	}
}

func (v *veiled) nodes() {
	r, rb := v.r, v.m.Rubric
	v.node("the whole", &r.Overall, int64(len(v.all)))
	for i := range r.Parts {
		v.node(rb.Parts[i].ID, &r.Parts[i], v.count(func(k int) bool { return v.all[k].Parts[i].Score.OK }), &r.Overall)
	}
	part := func(d int) *portfolio.Distribution {
		return &r.Parts[slices.Index(rb.PartIDs(), rb.Dimensions[d].Part)]
	}
	for i := range r.Dimensions {
		scored := v.count(func(k int) bool { return v.all[k].Dimensions[i].Score.OK })
		v.node(rb.Dimensions[i].ID, &r.Dimensions[i], scored, &r.Overall, part(i))
	}
	for i := range r.Practices {
		p, d := &r.Practices[i], slices.Index(rb.DimensionIDs(), rb.Practices[i].Dimension)
		v.node(rb.Practices[i].ID, &p.Distribution, v.count(func(k int) bool { return v.all[k].Practices[i].Score.OK }),
			&r.Overall, part(d), &r.Dimensions[d])
		v.practice(i, p)
	}
	if o := r.Outliers; o.Low.OK && o.High.OK {
		v.safe("outliers", o.Low.Value, o.High.Value)
	}
	v.whole()
	if len(r.Low)+len(r.High) > 0 {
		v.Errorf("%s: subjects are named", v.what)
	}
}

func (v *veiled) practice(i int, p *portfolio.PracticeRollup) {
	if p.Hidden {
		if p.Below.OK || p.Focus.OK || p.AtTarget.OK || slices.ContainsFunc(p.Levels,
			func(c portfolio.Count) bool { return c.OK }) {
			v.Errorf("%s: hidden practice %d: %+v", v.what, i, p)
		}
		return
	}
	rest := p.N
	for _, c := range append([]portfolio.Count{p.Below}, p.Levels...) {
		v.safe("a level", c.Value)
		if rest -= c.Value; !c.OK && c.Value != 0 {
			v.Errorf("%s: a hidden level has a number", v.what)
		}
	}
	v.safe("the levels that are not shown", rest)
	v.scores(i, p)
	if p.Focus.OK {
		v.safe("the focus", p.Focus.Value, p.N-p.Focus.Value)
	}
	if p.AtTarget.OK {
		reached := int64(p.AtTarget.Value*float64(p.N) + 0.5)
		v.safe("the share at target", reached, p.N-reached)
	}
}

func (v *veiled) pairs() {
	for k := range v.r.Pairs {
		p := &v.r.Pairs[k]
		if p.Hidden {
			if p.N != 0 || p.MeanFirst.OK || p.Lower.OK {
				v.Errorf("%s: hidden pair %+v", v.what, p)
			}
			continue
		}
		for _, o := range v.r.Pairs[:k] {
			if !o.Hidden && (o.First == p.First || o.Second == p.Second || o.First == p.Second || o.Second == p.First) {
				v.safe("two pairs with one practice", max(o.N-p.N, p.N-o.N))
			}
		}
		v.safe("a pair", p.N, v.r.Overall.N-p.N, p.Lower.Value, p.Higher.Value)
		for _, i := range []int{p.First, p.Second} {
			if !v.r.Practices[i].Hidden {
				v.safe("a practice and its pair", v.r.Practices[i].N-p.N)
			}
		}
	}
}

// pieces are how many subjects of some are in the same of all groups that are shown; a group may be added to them.
func (v *veiled) pieces(of func(k int) bool, shown func(group *portfolio.Group) bool,
	more ...[2]string) map[string]int64 {
	out := map[string]int64{}
	for k := range v.all {
		if !of(k) {
			continue
		}
		in := ""
		for _, g := range v.r.Groupings {
			for i := range g.Groups {
				if v.value(k, g.Tag) == g.Groups[i].Value && shown(&g.Groups[i]) {
					in += g.Tag + "=" + g.Groups[i].Value + ";"
				}
			}
		}
		for _, d := range v.r.Depths {
			if d.N.OK && d.Depth == v.value(k, portfolio.ByDepth) {
				in += d.Depth
			}
		}
		for _, m := range more {
			if v.value(k, m[0]) == m[1] {
				in += "!" + m[1]
			}
		}
		out[in]++
	}
	return out
}

func (v *veiled) tells(pieces map[string]int64) bool {
	for _, n := range pieces {
		if v.few(n) {
			return true
		}
	}
	return false
}

func (v *veiled) groups() {
	everybody, every := func(int) bool { return true }, func(*portfolio.Group) bool { return true }
	if v.tells(v.pieces(everybody, every)) {
		v.Errorf("%s: groups tell of few: %v", v.what, v.pieces(everybody, every))
	}
	for d := range v.r.Dimensions {
		has := func(k int) bool { return v.all[k].Dimensions[d].Score.OK }
		saved := v.r.Depths
		v.r.Depths = nil // they have no means
		p := v.pieces(has, func(g *portfolio.Group) bool { return g.Dimensions[d].OK })
		if v.r.Dimensions[d].Hidden {
			delete(p, "") // in no group: without a number of all there is nothing to subtract from
		}
		if v.tells(p) {
			v.Errorf("%s: the means of dimension %d tell of few: %v", v.what, d, p)
		}
		v.r.Depths = saved
	}
	for _, g := range v.r.Groupings {
		values, shown := map[string]bool{}, map[string]bool{}
		for k := range v.all {
			values[v.value(k, g.Tag)] = true
		}
		sum := int64(0)
		for _, x := range g.Groups {
			shown[x.Value] = true
			sum += x.N
			v.safe("a group", x.N)
			for d := range x.Dimensions {
				n := v.count(func(k int) bool {
					return v.value(k, g.Tag) == x.Value &&
						v.all[k].Dimensions[d].Score.OK
				})
				if x.Dimensions[d].OK {
					v.safe("a mean of a group", n, x.N-n)
				}
			}
		}
		if sum+g.Hidden != int64(len(v.all)) {
			v.Errorf("%s: %d of %d are in groups by %s", v.what, sum+g.Hidden, len(v.all), g.Tag)
		}
		for value := range values {
			if !shown[value] && !v.tells(v.pieces(everybody, every, [2]string{g.Tag, value})) {
				v.Errorf("%s: %s=%s is hidden without a reason", v.what, g.Tag, value)
			}
		}
	}
}

// TestVeilOfOne: with a least group of one an anonymous roll-up is the roll-up of those with a score, without their
// names.
func TestVeilOfOne(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		c := newCrowd(t, m, rng)
		var scored []byte
		for _, line := range strings.SplitAfter(string(c.data), "\n") {
			if line != "" && evaluated(t, m, []byte(line))[0].Overall.Score.OK {
				scored = append(scored, line...)
			}
		}
		c.data = scored
		got, want := c.fold(t, true, "region", "size").Rollup(1), c.fold(t, false, "region", "size").Rollup(1)
		want.Anonymous, want.Low, want.High = true, got.Low, got.High
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	}
}

// TestVeilShows: where every number is of enough subjects and no two differ by few, nothing is hidden.
func TestVeilShows(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	var data []byte
	for k := range 60 {
		answers := map[string]int{}
		for i := range m.Len() {
			answers[m.Criterion(i).ID] = 1 + k%5
		}
		line, _ := json.Marshal(map[string]any{"format": "fathom.answers/1",
			"rubric": map[string]string{"id": m.Rubric.ID, "version": m.Rubric.Version},
			"subject": map[string]any{"id": fmt.Sprint("s", k),
				"tags": map[string]string{"region": fmt.Sprint(k % 3), "size": fmt.Sprint(k % 2)}},
			"date": "2026-11-20", "answers": answers})
		data = append(append(data, line...), '\n')
	}
	c := &crowd{m: m, data: data}
	got, want := c.fold(t, true, "region", "size").Rollup(5), c.fold(t, false, "region", "size").Rollup(5)
	for _, d := range [][]portfolio.Distribution{{got.Overall}, got.Parts, got.Dimensions} {
		for i := range d {
			if d[i].Hidden {
				t.Errorf("%+v is hidden", d[i])
			}
		}
	}
	want.Anonymous, want.Low, want.High = true, got.Low, got.High
	strip := func(r *portfolio.Rollup) { // bins are put together
		r.Overall.Bins = nil
		for _, d := range [][]portfolio.Distribution{r.Parts, r.Dimensions} {
			for i := range d {
				d[i].Bins = nil
			}
		}
		for i := range r.Practices {
			r.Practices[i].Bins = nil
		}
	}
	strip(got)
	strip(want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// TestLeastIsKept: a state carries the least group that was promised, and a merge keeps the larger of two.
func TestLeastIsKept(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	c := newCrowd(t, m, rand.New(rand.NewPCG(1, 2)))
	a, b := c.fold(t, true, "region", "city"), c.fold(t, true, "region", "city")
	a.Least, b.Least = 5, 8
	back, err := portfolio.ReadState("s", []byte(stateOf(t, a)), m, "digest")
	if err != nil || stateOf(t, back) != stateOf(t, a) {
		t.Fatalf("%v", err)
	}
	if err := back.Merge(b); err != nil || back.Least != 8 || back.Rollup(2).MinGroup != 8 {
		t.Errorf("%v, least %d", err, back.Least)
	}
}
