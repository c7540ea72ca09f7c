package portfolio_test

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
)

// level is the nodes that a number is made of: those one, two or three further down.
type level struct {
	name   string
	of     *portfolio.Distribution
	has    func(k int) bool // who is in the number
	shown  []*portfolio.Distribution
	scores []func(k int) bool
}

// levels are all of them.
func (v *veiled) levels() (out []level) {
	r, rb := v.r, v.m.Rubric
	everybody := func(int) bool { return true }
	parts, dims, practices := level{"parts", &r.Overall, everybody, nil, nil},
		level{"dimensions", &r.Overall, everybody, nil, nil}, level{"practices", &r.Overall, everybody, nil, nil}
	for i := range r.Parts {
		parts.add(&r.Parts[i], func(k int) bool { return v.all[k].Parts[i].Score.OK })
	}
	for i := range r.Dimensions {
		dims.add(&r.Dimensions[i], func(k int) bool { return v.all[k].Dimensions[i].Score.OK })
	}
	for i := range r.Practices {
		practices.add(&r.Practices[i].Distribution, func(k int) bool { return v.all[k].Practices[i].Score.OK })
	}
	out = append(out, parts, dims, practices)
	for i := range r.Parts {
		in := level{rb.Parts[i].ID, &r.Parts[i], parts.scores[i], nil, nil}
		for d := range r.Dimensions {
			if rb.Dimensions[d].Part == rb.Parts[i].ID {
				in.add(&r.Dimensions[d], dims.scores[d])
			}
		}
		out = append(out, in)
	}
	for i := range r.Dimensions {
		in := level{rb.Dimensions[i].ID, &r.Dimensions[i], dims.scores[i], nil, nil}
		for p := range r.Practices {
			if rb.Practices[p].Dimension == rb.Dimensions[i].ID {
				in.add(&r.Practices[p].Distribution, practices.scores[p])
			}
		}
		out = append(out, in)
	}
	return out
}

func (l *level) add(d *portfolio.Distribution, has func(k int) bool) {
	l.shown, l.scores = append(l.shown, d), append(l.scores, has)
}

// left counts those in a number who are left when the sums of the shown nodes are taken from it: as if each were in one
// of them alone, or in all of them.
func (v *veiled) left(l *level) (alone, all int64) {
	for k := range v.all {
		if !l.has(k) {
			continue
		}
		in, seen, shown := 0, 0, 0
		for i, d := range l.shown {
			if !d.Hidden && d.N > 0 {
				shown++
			}
			if l.scores[i](k) {
				in++
				if !d.Hidden {
					seen++
				}
			}
		}
		if in != 1 || seen != 1 {
			alone++
		}
		if in != seen || seen != shown {
			all++
		}
	}
	return alone, all
}

// sums checks that no number less the sums of what it is made of is of few.
func (v *veiled) sums() {
	for _, l := range v.levels() {
		if !l.of.Hidden {
			alone, all := v.left(&l)
			v.safe("what is left of a number without its "+l.name, alone, all)
		}
	}
}

// secret reports whether some number could be solved for few: a node has few, or few are in more than one.
func (v *veiled) secret() bool {
	for _, l := range v.levels() {
		nodes, twice := int64(0), int64(0)
		for _, has := range l.scores {
			n := v.count(has)
			if v.few(n) {
				return true
			}
			nodes += min(n, 1)
		}
		for k := range v.all {
			in := 0
			for _, has := range l.scores {
				if l.has(k) && has(k) {
					in++
				}
			}
			if in > 1 {
				twice++
			}
		}
		if 0 < twice && twice <= (nodes-1)*(v.least-1) {
			return true
		}
	}
	return false
}

// TestOneBesideMany: of twelve who were asked about the team one was asked about the members, too; the whole less the
// team would be that one.
func TestOneBesideMany(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, one := range []int{1, 5} {
		c := &crowd{m: m}
		for k := range 12 {
			answers := ""
			for i := range m.Len() {
				dimension := m.Rubric.Practices[m.Criterion(i).Practice].Dimension
				if k < one || dimension[:3] != "cap" {
					answers += fmt.Sprintf("%q:%d,", m.Criterion(i).ID, 1+(k+i)%5)
				}
			}
			c.data = fmt.Appendf(c.data, `{"format":"fathom.answers/1","rubric":{"id":%q,"version":%q},"subject":{"id":"s%d"},"date":"2026-11-20","answers":{%s}}`+"\n",
				m.Rubric.ID, m.Rubric.Version, k, answers[:len(answers)-1])
		}
		r := c.fold(t, true).Rollup(5)
		if hidden := one == 1; r.Overall.Hidden || r.Parts[0].Hidden != hidden || r.Parts[1].Hidden != hidden {
			t.Errorf("%d of 12: %+v", one, r.Parts)
		}
	}
}
