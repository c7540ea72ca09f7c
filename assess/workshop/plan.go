package workshop

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/assess/panel"
)

// Plan is what to rate in which order: places in Model.Criteria.
type Plan struct {
	Planned []int // for which there is time
	Spare   []int // if there is time
	// why a criterion is worth the time, by its place; only where the panel had votes before
	Why map[int][]panel.Reason
}

// planOf makes the plan. Where the panel has votes, it is the agenda as merging prints it: to discuss, then to confirm;
// all else that is asked stands behind. Where it has none, the core criteria come first, by weight, then the
// others by weight. What is agreed on already is left out. Minutes above 0 cut the plan, at [ItemSeconds] each.
func (r *Room) planOf(minutes int) Plan {
	a := r.subject()
	res := r.model.Evaluate(a, assess.Options{})
	p := Plan{Why: map[int][]panel.Reason{}}
	var order []int
	if slices.ContainsFunc(a.Answers, func(x assess.Answer) bool { return len(x.Votes) > 0 }) {
		ag := panel.NewAgenda(r.model, res)
		for _, k := range slices.Concat(ag.Discuss, ag.Confirm) {
			if i := ag.Items[k].Criterion; r.items[i].asked {
				order = append(order, i)
				p.Why[i] = ag.Items[k].Reasons
			}
		}
		p.Spare = r.rest(res, order)
	} else {
		order = r.rest(res, nil)
	}
	n := len(order)
	if minutes > 0 && minutes <= n*ItemSeconds/60 { // else there is time for all
		n = minutes * 60 / ItemSeconds
	}
	p.Planned, p.Spare = order[:n:n], append(order[n:len(order):len(order)], p.Spare...)
	return p
}

// rest are the criteria that are asked and not agreed on, but those that stand elsewhere: core criteria first, then by
// weight, then in rubric order.
func (r *Room) rest(res *assess.Result, elsewhere []int) []int {
	var out []int
	for i := range r.items {
		if r.items[i].asked && !r.start.Known.Answers[i].IsAgreed() && !slices.Contains(elsewhere, i) {
			out = append(out, i)
		}
	}
	shares := r.model.Shares(res, assess.EveryPart)
	slices.SortStableFunc(out, func(x, y int) int {
		return cmp.Or(core(r.model, x)-core(r.model, y),
			cmp.Compare(ranked(shares[y].Weight), ranked(shares[x].Weight)))
	})
	return out
}

// core is 0 for a core criterion and 1 for another.
func core(m *assess.Model, i int) int {
	if m.Criterion(i).Core {
		return 0
	}
	return 1
}

// ranked keeps sums of thirds from deciding a tie.
func ranked(x float64) int64 { return int64(x/assess.Tolerance + 0.5) }

// Plan is what to rate in which order.
func (r *Room) Plan() Plan { return r.plan }

// Next is the criterion that is up after this one, onwards in the plan and round to its beginning; ok is false where
// none is left. What was skipped comes last.
func (r *Room) Next() (criterion int, ok bool) {
	all := slices.Concat(r.plan.Planned, r.plan.Spare)
	here := slices.Index(all, r.at) + 1
	all = slices.Concat(all[here:], all[:here])
	for _, skipped := range []bool{false, true} {
		for _, i := range all {
			if it := &r.items[i]; i != r.at && it.skipped == skipped && it.isUp() {
				return i, true
			}
		}
	}
	return 0, false
}

// isUp reports whether nobody has seen votes on the criterion yet.
func (it *item) isUp() bool {
	return !slices.ContainsFunc(it.rounds, func(b *box) bool { return b.open })
}
