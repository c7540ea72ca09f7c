package assess

import (
	"slices"

	"fathom/rubric"
)

// Kind is the kind of a node of the rubric.
type Kind string

// The kinds, from the top.
const (
	KindOverall   Kind = "overall"
	KindPart      Kind = "part"
	KindDimension Kind = "dimension"
	KindPractice  Kind = "practice"
	KindCriterion Kind = "criterion"
)

// Explanation is the arithmetic of one number.
type Explanation struct {
	Kind  Kind
	ID    string // "overall" for the whole
	Index int    // among the nodes of its kind; a criterion's place among all
	Node  Node   // of a criterion: value, weight and level only
	Rule  rubric.Rule
	Terms []Term // the children; for a criterion its votes are in the assessment
	// Plain is what the rule makes of the terms that have a score; undefined when none has. The node's score is another
	// number where above_lowest caps it, or where its bounds hold it.
	Plain  Maybe[float64]
	Capped Maybe[float64] // Plain under the cap; undefined when the cap does not bind
	Weight float64        // of the terms that count, scored or not
	// Limits are the terms that hold the number down most: the lowest score among those that count; in a sum, the most
	// points lost; in a staged practice, what does not pass on the first rung that does not hold.
	Limits []int
	// Step is what one more level on this node itself would make of the overall score; undefined at the top of its
	// scale.
	Step Maybe[float64]
}

// Term is one child in the arithmetic.
type Term struct {
	ID    string
	Index int // among the nodes of its kind
	State State
	Node
	Share   float64        // of the weight that is scored, 0 to 1; 0 when it takes no part
	Lost    float64        // weight times what it brings lies below the most it could bring, in points; see Lets
	Raised  Maybe[float64] // the explained node's score with this child one level higher
	Overall Maybe[float64] // the overall score then
}

// Explain shows how the number with the given id is made: "overall", a part, a dimension, a practice, or a criterion's
// full id. It returns false when the rubric has no such id.
func (m *Model) Explain(res *Result, id string) (*Explanation, bool) {
	kind, i := m.Find(id, anyKind()...)
	if i < 0 {
		return nil, false
	}
	e := &Explanation{ID: id, Kind: kind, Index: i, Node: m.nodeOf(res, kind, i), Rule: m.rule(kind)}
	m.terms(e, res)
	e.limit(m)
	if e.Kind != KindOverall {
		if up := m.lift(res, e.Kind, e.Index); up != nil {
			e.Step = up.Overall.Score
		}
	}
	return e, true
}

// IDs lists everything Explain knows, from the top, for hints.
func (m *Model) IDs() []string {
	ids := slices.Concat([]string{string(KindOverall)}, m.Rubric.PartIDs(), m.Rubric.DimensionIDs(),
		m.Rubric.PracticeIDs())
	for i := range m.criteria {
		ids = append(ids, m.criteria[i].id)
	}
	return ids
}

// KindOf is the kind of the node that an id means to Explain; "" for none.
func (m *Model) KindOf(id string) Kind {
	kind, _ := m.Find(id, anyKind()...)
	return kind
}

// anyKind lists the kinds in the order in which an id is looked for where none is named.
func anyKind() []Kind {
	return []Kind{KindOverall, KindCriterion, KindPractice, KindDimension, KindPart}
}

// nodeOf is the worth of a node; of a criterion as [Explanation] has it.
func (m *Model) nodeOf(res *Result, kind Kind, i int) Node {
	if kind == KindCriterion {
		return m.criterionTerm(res, i).Node
	}
	return *res.Node(kind, i)
}

// rule is that by which nodes of a kind are scored; of a criterion there is none.
func (m *Model) rule(kind Kind) rubric.Rule {
	s := &m.Rubric.Scoring
	return map[Kind]rubric.Rule{KindOverall: s.Overall, KindPart: s.Part, KindDimension: s.Dimension,
		KindPractice: s.Practice}[kind]
}

// terms lists the children with their share of the scored weight and what one more level on each would add.
func (m *Model) terms(e *Explanation, res *Result) {
	switch e.Kind {
	case KindOverall:
		for i := range res.Parts {
			e.Terms = append(e.Terms, Term{ID: m.Rubric.Parts[i].ID, Index: i, Node: res.Parts[i]})
		}
	case KindPart:
		for i := m.parts[e.Index].from; i < m.parts[e.Index].to; i++ {
			e.Terms = append(e.Terms, Term{ID: m.Rubric.Dimensions[i].ID, Index: i, Node: res.Dimensions[i]})
		}
	case KindDimension:
		for i := m.dims[e.Index].from; i < m.dims[e.Index].to; i++ {
			e.Terms = append(e.Terms, Term{ID: m.Rubric.Practices[i].ID, Index: i, Node: res.Practices[i].Node})
		}
	case KindPractice:
		for i := m.practices[e.Index].criteria.from; i < m.practices[e.Index].criteria.to; i++ {
			e.Terms = append(e.Terms, m.criterionTerm(res, i))
		}
	case KindCriterion:
		return
	}
	total, tops := 0.0, m.tops(e, res)
	for _, t := range e.Terms {
		if t.Score.OK {
			total += t.Counted
		}
	}
	for k := range e.Terms {
		t := &e.Terms[k]
		if t.Score.OK && total > 0 {
			t.Share, t.Lost = t.Counted/total, t.Counted*(tops[t.Index]-m.brings(e, t))
		}
		if up := m.lift(res, childKind(e.Kind), t.Index); up != nil {
			t.Raised, t.Overall = m.nodeOf(up, e.Kind, e.Index).Score, up.Overall.Score
		}
	}
}

// tops are the highest scores that the children could have, by their index.
func (m *Model) tops(e *Explanation, res *Result) map[int]float64 {
	f := m.Frame(res)
	ends := map[Kind][]Ends{KindOverall: f.Parts, KindPart: f.Dimensions, KindDimension: f.Practices}[e.Kind]
	tops := map[int]float64{}
	for _, t := range e.Terms {
		if e.Kind == KindPractice {
			tops[t.Index] = m.Lets(t.Index, m.criteria[t.Index].highest)
		} else {
			tops[t.Index] = ends[t.Index].Top.Value
		}
	}
	return tops
}

func childKind(k Kind) Kind {
	return map[Kind]Kind{KindOverall: KindPart, KindPart: KindDimension, KindDimension: KindPractice,
		KindPractice: KindCriterion}[k]
}

func (m *Model) criterionTerm(res *Result, i int) Term {
	c := &m.criteria[i]
	r := &res.Practices[c.practice].Criteria[i-m.practices[c.practice].criteria.from]
	t := Term{ID: c.id, Index: i, State: r.State, Node: Node{Score: r.Value, Weight: c.weight, Counted: c.weight,
		Scale: c.scale, Decimals: Decimals(c.scale)}}
	t.showLevel()
	return t
}

// criteriaOf is the range of criteria under a node.
func (m *Model) criteriaOf(k Kind, i int) span {
	switch k {
	case KindCriterion:
		return span{i, i + 1}
	case KindPractice:
		return m.practices[i].criteria
	case KindDimension:
		return m.unite(KindPractice, m.dims[i])
	case KindPart:
		return m.unite(KindDimension, m.parts[i])
	}
	return span{0, len(m.criteria)}
}

func (m *Model) unite(k Kind, kids span) span {
	if kids.from == kids.to {
		return span{}
	}
	return span{m.criteriaOf(k, kids.from).from, m.criteriaOf(k, kids.to-1).to}
}

// brings is what a term brings to the explained node: its score, but in a staged practice.
func (m *Model) brings(e *Explanation, t *Term) float64 {
	if e.Kind != KindPractice {
		return t.Score.Value
	}
	return m.Lets(t.Index, t.Score.Value)
}

// lift evaluates the assessment with every practice under a node one level higher (as a step of the plan would make
// it), or the criterion where it is one; nil when nothing under it can rise. A practice without levels rises by one
// level of each of its criteria.
func (m *Model) lift(res *Result, kind Kind, at int) *Result {
	a := res.Assessment.clone()
	changed, kids := false, m.criteriaOf(kind, at)
	for i := kids.from; i < kids.to; i++ {
		c := &m.criteria[i]
		t := m.criterionTerm(res, i)
		next := t.Next
		if p := &res.Practices[c.practice].Node; kind != KindCriterion && p.Scale != nil {
			next = p.Next
			if p.Next.OK {
				next.Value, next.OK = m.Lift(i, p.Next.Value)
			}
		}
		if next.OK && a.raise(i, next.Value, t, c.scale) {
			changed = true
		}
	}
	if !changed {
		return nil
	}
	return m.Evaluate(a, Options{Stage: res.Stage, Sector: res.Sector})
}

// raise sets an answered criterion that is below a level to that level, without its votes.
func (a *Assessment) raise(i, level int, now Term, scale *rubric.Scale) bool {
	v, ok := scale.Value(level)
	if !ok || now.State != Answered || !less(now.Score.Value, v) {
		return false
	}
	a.Answers[i] = Answer{Given: true, State: Answered, Level: level}
	return true
}

func (a *Assessment) clone() *Assessment {
	b := *a
	b.Answers = slices.Clone(a.Answers)
	return &b
}

// With returns a copy of the assessment in which criterion i is answered with a level, whatever it was before.
func (a *Assessment) With(i, level int) *Assessment {
	b := a.clone()
	b.Answers[i] = Answer{Given: true, State: Answered, Level: level}
	return b
}

// counts reports whether a term counts in the number: it applies and has a weight. Of the whole, only what is assessed
// does.
func (e *Explanation) counts(t *Term) bool {
	if t.Weight == 0 || e.Kind == KindOverall && e.Node.Score.OK && !t.Score.OK {
		return false
	}
	return t.Coverage.OK || t.State == Answered || t.State == Unknown || t.State == Unanswered
}

// Held reports whether the bounds hold the number: it is the lowest (or the highest) that it can be once every missing
// answer is known, and what is answered alone would make it less (or more).
func (e *Explanation) Held() (low, high bool) {
	if !e.Plain.OK || !e.Node.Score.OK {
		return false, false
	}
	made := e.Plain.Value
	if e.Capped.OK {
		made = e.Capped.Value
	}
	return less(made, e.Node.Score.Value), less(e.Node.Score.Value, made)
}

// limit names the terms that hold the number down, and what the rule makes of them before a cap or the bounds take
// hold.
func (e *Explanation) limit(m *Model) {
	known := newPool(foldOf(&e.Rule))
	most := 0.0
	for k := range e.Terms {
		t := &e.Terms[k]
		if e.counts(t) {
			e.Weight += t.Weight
		}
		most = max(most, t.Lost)
		if t.Share > 0 {
			known.add(t.Counted, m.brings(e, t))
		}
	}
	if known.n == 0 {
		return
	}
	for k := range e.Terms {
		t := &e.Terms[k]
		held := !less(known.lowest, m.brings(e, t))
		switch e.Rule.Aggregate {
		case rubric.Sum:
			held = less(0, most) && !less(t.Lost, most)
		case rubric.Staged:
			held = held && less(0, t.Lost)
		}
		if t.Share > 0 && held {
			e.Limits = append(e.Limits, k)
		}
	}
	if e.Kind == KindPractice {
		e.Weight = m.practices[e.Index].asIf(e.Weight)
	}
	e.Plain = Some(known.value(e.Weight))
	if under := capped(&known, e.Weight, &e.Rule); less(under, e.Plain.Value) {
		e.Capped = Some(under)
	}
}
