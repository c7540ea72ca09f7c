package gate

import (
	"slices"

	"fathom/assess"
)

// memo is what the rules of a checker have in common, found when the first of them asks for it.
type memo struct {
	*below
	criteria []assess.CriterionResult // of the checker's result, by index
	filled   map[filling]*assess.Result
	alike    map[*assess.Result]pair
	trials   map[trialKey]*trial
}

// below is what is known of the rubric alone.
type below struct {
	criteria  map[string][]int // below each node, by its id
	practices [][]int          // the criteria of each
	levels    map[string][]int // of each scale, upwards
	parts     []string         // of the practices
}

// filling says how what is missing is filled in for rules of scores.
type filling struct {
	unanswered, unknown bool // what is missing
	best                bool // at its best; else at its worst
}

// pair are two results that are compared like for like.
type pair struct{ then, now *assess.Result }

func newMemo(b *below) *memo {
	return &memo{below: b, filled: map[filling]*assess.Result{}, alike: map[*assess.Result]pair{},
		trials: map[trialKey]*trial{}}
}

// newBelow lists the criteria below every node: those of the whole by "overall" and by "".
func newBelow(m *assess.Model) *below {
	b := &below{map[string][]int{}, make([][]int, len(m.Rubric.Practices)), map[string][]int{}, partsOf(m.Rubric)}
	for i := range m.Len() {
		c := m.Criterion(i)
		b.practices[c.Practice] = append(b.practices[c.Practice], i)
		p := &m.Rubric.Practices[c.Practice]
		for _, id := range []string{"", string(assess.KindOverall), p.ID, p.Dimension, b.parts[c.Practice]} {
			if of := b.criteria[id]; len(of) == 0 || of[len(of)-1] != i { // nodes of two kinds may share an id
				b.criteria[id] = append(of, i)
			}
		}
		if b.levels[c.Scale] == nil {
			for _, l := range m.Rubric.Scale(c.Scale).Levels {
				b.levels[c.Scale] = append(b.levels[c.Scale], l.Level)
			}
		}
	}
	return b
}

// of checks another result by the same rules.
func (c *checker) of(res *assess.Result) *checker {
	other := *c
	other.res, other.memo = res, newMemo(c.memo.below)
	return &other
}

// criteria lays the criteria's results out by index.
func (c *checker) criteria() []assess.CriterionResult {
	if c.memo.criteria == nil {
		c.memo.criteria = criteriaOf(c.res)
	}
	return c.memo.criteria
}

func criteriaOf(res *assess.Result) (out []assess.CriterionResult) {
	for i := range res.Practices {
		out = append(out, res.Practices[i].Criteria...)
	}
	return out
}

// under lists the criteria below a node; all of them for the whole. The list is the memo's.
func (c *checker) under(at string) []int { return c.memo.below.criteria[at] }

// levels of a criterion's scale, upwards. The list is the memo's.
func (c *checker) levels(i int) []int { return c.memo.below.levels[c.m.Criterion(i).Scale] }

// filled is the result with all that is missing filled in for rules of scores. What is below a node does not depend on
// what is beside it, so that one such result is that of every node.
func (c *checker) filled(states []assess.State, best bool) *assess.Result {
	key := filling{slices.Contains(states, assess.Unanswered), slices.Contains(states, assess.Unknown), best}
	res, ok := c.memo.filled[key]
	if !ok {
		whole := Rule{Kind: MinScore, At: string(assess.KindOverall)}
		a := c.atWorst(whole, states)
		if best {
			a = c.atBest(whole, states)
		}
		res = c.evaluate(a)
		c.memo.filled[key] = res
	}
	return res
}

// alike are the baseline and a result like for like, each scored.
func (c *checker) alike(res *assess.Result) pair {
	p, ok := c.memo.alike[res]
	if !ok {
		alike := c.m.Alike(c.ctx.Baseline, res)
		p = pair{c.evaluate(alike.Of(c.ctx.Baseline.Assessment)), c.evaluate(alike.Of(res.Assessment))}
		c.memo.alike[res] = p
	}
	return p
}
