package assess

import (
	"cmp"
	"math"
	"slices"
)

// Race finds, of many ways to raise criteria, the one that brings a probe's number furthest: up, or a loss down. When
// it looks again it looks only at the nodes above what was taken since, and at what stands right below them. Of each
// other node it knows the raises that can still be first: the more a node's score the more every score above it, so
// that one of two raises is out for good if it makes no more of the node and would not win a tie. It is for one
// goroutine.
type Race struct {
	now, then *Probe // then is that of a loss, for the score before
	both      func([]Change) (then, now []Change)
	raises    func(practice int) []Raise
	fronts    [3][]front // of the practices, the dimensions and the parts
	room      []worth
}

// Raise is one way to raise criteria of one practice.
type Raise struct {
	Changes []Change // to one criterion or more
	Rank    int      // of those that bring as much the lowest goes first, and then what stands first in the rubric
}

// front lists the raises below a node of which one is the first, whatever stands beside the node.
type front struct {
	made int // as the probe counts
	list []runner
}

// runner is a raise in a front. It hides those that make clearly less of a node, but would win a tie further up.
type runner struct {
	*course
	hides *hidden
}

// hidden is a list of raises, in pieces.
type hidden struct {
	some []runner
	more *hidden
}

// course is a raise with the nodes above it as they would be.
type course struct {
	Raise
	before, after []Change // for the two probes
	now           attempt
	then          *attempt // of a loss
}

// Race begins a race for the highest number. It asks for the raises of a practice again when something of it was taken.
func (p *Probe) Race(raises func(practice int) []Raise) *Race {
	r := &Race{now: p, raises: raises}
	for height, n := range []int{len(p.m.practices), len(p.m.dims), len(p.m.parts)} {
		r.fronts[height] = make([]front, n)
	}
	return r
}

// Race begins a race for the lowest loss.
func (p *LossProbe) Race(raises func(practice int) []Raise) *Race {
	r := p.now.Race(raises)
	r.then, r.both = p.then, p.both
	return r
}

// Best is the raise that makes most of the number, if one makes more of it than it is: compared as numbers are, to
// 1e-9.
func (r *Race) Best() (Raise, bool) {
	best, found := r.number(nil), (*course)(nil)
	for open := r.contenders(); len(open) > 0; {
		numbers := make([]Maybe[float64], len(open))
		for k, e := range open {
			numbers[k] = r.number(e.course)
			if v := numbers[k]; ahead(v, best) || found != nil && !ahead(best, v) && e.precedes(found) {
				best, found = v, e.course
			}
		}
		if found == nil {
			return Raise{}, false
		}
		open = behind(open, func(k int) bool { return !ahead(best, numbers[k]) })
	}
	if found == nil {
		return Raise{}, false
	}
	return found.Raise, true
}

// behind are the raises that some of others hide.
func behind(others []runner, of func(k int) bool) (out []runner) {
	for k := range others {
		for h := others[k].hides; h != nil && of(k); h = h.more {
			out = append(out, h.some...)
		}
	}
	return out
}

func ahead(x, y Maybe[float64]) bool { return x.OK && (!y.OK || less(y.Value, x.Value)) }

// precedes tells which of two raises that bring as much goes first.
func (c *course) precedes(o *course) bool { return c.compare(o) < 0 }

func (c *course) compare(o *course) int {
	return cmp.Or(cmp.Compare(c.Rank, o.Rank), cmp.Compare(c.Changes[0].At, o.Changes[0].At))
}

// number is what the probe tells of a raise, or of none; a loss is below 0.
func (r *Race) number(c *course) Maybe[float64] {
	if c == nil {
		if r.then == nil {
			return r.now.Now()
		}
		return negative(loss(r.then.Now(), r.now.Now()))
	}
	now := r.now.told(r.now.with(&c.now, c.after), c.after)
	if r.then == nil {
		return now
	}
	return negative(loss(r.then.told(r.then.with(c.then, c.before), c.before), now))
}

func negative(x Maybe[float64]) Maybe[float64] { return Maybe[float64]{-x.Value, x.OK} }

// contenders are the raises of which one is the first.
func (r *Race) contenders() []runner {
	p := r.now
	switch {
	case p.share || p.kind == KindOverall:
		return r.below(len(r.fronts), 0)
	case p.kind == KindPart:
		return r.front(2, p.at)
	case p.kind == KindDimension:
		return r.front(1, p.at)
	case p.kind == KindPractice:
		return r.front(0, p.at)
	}
	return nil
}

// front is that of a node, by its height above the criteria and its place.
func (r *Race) front(height, at int) []runner {
	f := &r.fronts[height][at]
	if since := [...][]int{r.now.since.practices, r.now.since.dims, r.now.since.parts}; f.made < since[height][at] {
		f.made, f.list = r.now.now, r.pruned(height, r.below(height, at))
	}
	return f.list
}

// below are the fronts of the nodes right below one, joined.
func (r *Race) below(height, at int) (out []runner) {
	kids := span{0, len(r.now.m.parts)}
	switch height {
	case 0:
		return r.entries(at)
	case 1:
		kids = r.now.m.dims[at]
	case 2:
		kids = r.now.m.parts[at]
	}
	for k := kids.from; k < kids.to; k++ {
		out = append(out, r.front(height-1, k)...)
	}
	return out
}

// entries are the raises of a practice.
func (r *Race) entries(practice int) []runner {
	raises := r.raises(practice)
	out, courses := make([]runner, len(raises)), make([]course, len(raises))
	for k, raise := range raises {
		c := &courses[k]
		*c = course{Raise: raise, after: raise.Changes}
		if r.then != nil {
			c.before, c.after = r.both(raise.Changes)
			c.then = &attempt{}
			c.then.state, c.then.value = r.then.rate(c.before[0].At, &c.before[0].Answer)
		}
		c.now.state, c.now.value = r.now.rate(c.after[0].At, &c.after[0].Answer)
		out[k].course = c
	}
	return out
}

// pruned leaves out what cannot be first. Of those that clearly make less of the node than the most, the second best
// stays and hides what makes less than it does: further up, they may all come to the same.
func (r *Race) pruned(height int, all []runner) (kept []runner) {
	slices.SortFunc(all, func(a, b runner) int { return a.compare(b.course) })
	worths := r.room[:0]
	for _, e := range all {
		worths = append(worths, r.worth(height, e.course))
	}
	r.room = worths
	second := secondOf(worths)
	var at []int
	var hidden []runner
	for k, e := range all {
		over := slices.IndexFunc(at, func(f int) bool { return worths[f].covers(&worths[k]) })
		switch {
		case k == second, over < 0 && (second < 0 || !worths[second].covers(&worths[k])):
			at = append(at, k)
		case over < 0:
			hidden = append(hidden, e)
		case e.hides != nil:
			all[at[over]].hide(e)
		}
	}
	if hidden != nil {
		all[second].hide(hidden...)
	}
	for _, k := range at {
		kept = append(kept, all[k])
	}
	return kept
}

// secondOf is the place of what makes most of a node among those that clearly make less than the most; -1 if none
// does.
func secondOf(worths []worth) int {
	most, second := math.Inf(-1), -1
	for k := range worths {
		if x := worths[k].now.score; x > most {
			most = x
		}
	}
	for k := range worths {
		x := worths[k].now.score
		if less(x, most) && (second < 0 || x > worths[second].now.score) {
			second = k
		}
	}
	return second
}

// hide adds what a raise hides.
func (e *runner) hide(others ...runner) { e.hides = &hidden{others, e.hides} }

// worth is what a raise makes of a node, by the two probes.
type worth struct{ then, now cell }

func (r *Race) worth(height int, c *course) (w worth) {
	w.now = r.now.worth(height, r.now.with(&c.now, c.after), c.after)
	if r.then != nil {
		w.then = r.then.worth(height, r.then.with(c.then, c.before), c.before)
	}
	return w
}

// worth is the node of a height in a branch. To an attainment every node is worth what is done of the way to its
// targets; what changes the way itself is compared with nothing.
func (p *Probe) worth(height int, b *branch, changes []Change) cell {
	if p.share {
		before, after, same := p.doneBy(b, changes)
		if !same {
			return cell{score: math.NaN()}
		}
		return cell{score: after - before}
	}
	return [...]cell{b.practice, b.dim, b.part}[height]
}

// covers reports whether a raise makes no less of a node than another, and else the same.
func (w *worth) covers(o *worth) bool {
	a, b := &w.now, &o.now
	return a.score >= b.score && a.low >= b.low && a.high >= b.high && a.likens(b) &&
		w.then.likens(&o.then) && about(w.then.score, o.then.score) && about(w.then.low, o.then.low) &&
		about(w.then.high, o.then.high)
}

// likens reports whether two cells count alike.
func (c *cell) likens(o *cell) bool {
	return c.applicable == o.applicable && c.scored == o.scored && about(c.weight, o.weight) &&
		about(c.counted, o.counted)
}

// about reports whether two sums are one but for the order in which they were added up.
func about(a, b float64) bool { return a == b || math.Abs(a-b) <= 1e-12*math.Abs(a) }
