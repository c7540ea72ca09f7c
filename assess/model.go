package assess

import (
	"cmp"
	"math"
	"slices"

	"fathom/rubric"
)

// Model is a rubric laid out by index, ready to evaluate any number of assessments. It is safe for concurrent use.
type Model struct {
	Rubric *rubric.Rubric

	criteria  []criterion
	practices []practice
	dims      []span // of practices
	parts     []span // of dimensions
	partIn    []measure
	dimIn     []measure
	overall   measure
	required  []int                   // practices that others require, behind all that require them
	index     map[Kind]map[string]int // by id
	pairs     [][2]int                // of practices
	asks      map[string][]bool       // by profile: whether it asks each criterion
}

// span is a half-open range of children.
type span struct{ from, to int }

type criterion struct {
	id              string
	practice        int
	weight          float64
	core            bool
	scale           *rubric.Scale
	lowest, highest float64
	rung            *int    // see Lift; nil for none
	hurdle          *hurdle // nil but in a staged practice
}

type practice struct {
	criteria  span
	dim, part int
	in        measure
	whole     float64 // the weight of all its criteria where it adds points up and has no scale, else 0
	onScale   float64 // the same where it adds points up and has one
	ownScale  bool    // its levels are not those of its criteria
	requires  []requirement
	// what requires it, and how many points of it, which rise
	requiredBy []requirement
}

// measure is what a node's numbers are told in.
type measure struct {
	scale    *rubric.Scale // nil where it sums or mixes scales, or stands above a node that does
	decimals int           // how finely they are printed
	bands    Bands         // names for its scores
}

// levels is how many levels the scale has.
func (m *measure) levels() int {
	if m.scale == nil {
		return 0
	}
	return len(m.scale.Levels)
}

type requirement struct {
	practice int
	points   float64 // of all that could apply; see evaluation.required
}

// Compile lays out a rubric that [fathom/rubric/rubricfile.Read] accepted. The rubric must not change afterwards.
func Compile(r *rubric.Rubric) *Model {
	m := &Model{Rubric: r}
	m.layOut()
	m.layOutProfiles()
	m.indexIDs()
	m.resolveMeasures()
	m.resolveBands()
	m.resolveRequirements()
	return m
}

func (m *Model) layOut() {
	r := m.Rubric
	m.practices = make([]practice, len(r.Practices))
	for i, p := range r.Practices {
		from := len(m.criteria)
		for k := range p.Criteria {
			c := &p.Criteria[k]
			scale := r.Scale(c.Scale)
			m.criteria = append(m.criteria, criterion{rubric.FullID(p.ID, c.ID), i, c.Weight, c.Core, scale,
				scale.Lowest(), scale.Highest(), c.Rung, hurdleOf(r, c)})
		}
		m.practices[i].criteria = span{from, len(m.criteria)}
	}
	m.dims = make([]span, len(r.Dimensions))
	next := 0
	for d, dim := range r.Dimensions {
		from := next
		for next < len(r.Practices) && r.Practices[next].Dimension == dim.ID {
			m.practices[next].dim = d
			next++
		}
		m.dims[d] = span{from, next}
	}
	m.layOutParts()
}

func (m *Model) layOutParts() {
	m.parts = make([]span, len(m.Rubric.Parts))
	next := 0
	for p, part := range m.Rubric.Parts {
		from := next
		for next < len(m.dims) && m.Rubric.Dimensions[next].Part == part.ID {
			for k := m.dims[next].from; k < m.dims[next].to; k++ {
				m.practices[k].part = p
			}
			next++
		}
		m.parts[p] = span{from, next}
	}
}

// resolveMeasures finds the one scale of each node, or none, and how finely its numbers are printed.
func (m *Model) resolveMeasures() {
	s := m.Rubric.Scoring
	for i := range m.practices {
		p := &m.practices[i]
		p.in = common(s.Practice.Aggregate, p.criteria, func(k int) measure {
			c := &m.criteria[k]
			if s.Practice.Aggregate == rubric.Sum {
				return measure{scale: c.scale, decimals: pointDecimals(c)}
			}
			return measure{scale: c.scale, decimals: Decimals(c.scale)}
		})
		switch scale, whole := m.Rubric.Scale(s.Practice.Scale), m.Rubric.Practices[i].Whole(); {
		case s.Practice.Aggregate == rubric.Staged:
			p.ownScale, p.in = true, measure{scale: scale, decimals: Decimals(scale)}
		case s.Practice.Aggregate != rubric.Sum:
		case scale != nil:
			p.onScale, p.ownScale, p.in.scale = whole, true, scale
			p.in.decimals = max(p.in.decimals, Decimals(scale))
		default:
			p.whole = whole
		}
	}
	m.dimIn = make([]measure, len(m.dims))
	for d, kids := range m.dims {
		m.dimIn[d] = common(s.Dimension.Aggregate, kids, func(k int) measure { return m.practices[k].in })
	}
	m.partIn = make([]measure, len(m.parts))
	for p, kids := range m.parts {
		m.partIn[p] = common(s.Part.Aggregate, kids, func(k int) measure { return m.dimIn[k] })
	}
	m.overall = common(s.Overall.Aggregate, span{0, len(m.parts)}, func(k int) measure { return m.partIn[k] })
}

// common is the measure of a node above others: their scale where it is one and nothing is added up, and the finest
// decimals.
func common(agg rubric.Aggregate, kids span, in func(int) measure) measure {
	if kids.from == kids.to {
		return measure{decimals: Decimals(nil)}
	}
	out := in(kids.from)
	for k := kids.from + 1; k < kids.to; k++ {
		kid := in(k)
		out.decimals = max(out.decimals, kid.decimals)
		if kid.scale != out.scale {
			out.scale = nil
		}
	}
	if agg == rubric.Sum {
		out.scale = nil
	}
	return out
}

// resolveRequirements turns the ids of requirements and pairs into indexes and sorts the practices so that
// prerequisites come first.
func (m *Model) resolveRequirements() {
	byID := m.index[KindPractice]
	for i, p := range m.Rubric.Practices {
		for _, req := range p.Requires {
			k := byID[req.Practice]
			points := m.Points(k, req.Level)
			m.practices[i].requires = append(m.practices[i].requires, requirement{k, points})
			m.practices[k].requiredBy = append(m.practices[k].requiredBy, requirement{i, points})
		}
	}
	for _, p := range m.Rubric.Pairs {
		m.pairs = append(m.pairs, [2]int{byID[p[0]], byID[p[1]]})
	}
	done := make([]bool, len(m.practices))
	var visit func(int)
	visit = func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		for _, req := range m.practices[i].requires {
			visit(req.practice)
		}
		if by := m.practices[i].requiredBy; len(by) > 0 {
			slices.SortStableFunc(by, func(a, b requirement) int { return cmp.Compare(a.points, b.points) })
			m.required = append(m.required, i)
		}
	}
	for i := range m.practices {
		visit(i)
	}
	slices.Reverse(m.required)
}

// Points turns a level that the rubric names for practice i into points. Where the practice has no scale, targets,
// floors and requirements are points already.
func (m *Model) Points(i int, level float64) float64 {
	s := m.practices[i].in.scale
	if s == nil || level != math.Trunc(level) {
		return level
	}
	if v, ok := s.Value(int(level)); ok {
		return v
	}
	return level
}

// ScaleOf is the scale of a node, by its id; nil where it has points instead of levels, or does not exist.
func (m *Model) ScaleOf(id string) *rubric.Scale {
	switch kind, i := m.Find(id, anyKind()...); kind {
	case KindOverall:
		return m.overall.scale
	case KindPart:
		return m.partIn[i].scale
	case KindDimension:
		return m.dimIn[i].scale
	case KindPractice:
		return m.practices[i].in.scale
	case KindCriterion:
		return m.criteria[i].scale
	}
	return nil
}

// PracticeScale is the scale of the score of practice i; nil where it has points instead of levels.
func (m *Model) PracticeScale(i int) *rubric.Scale { return m.practices[i].in.scale }

// indexIDs lists the nodes by their ids, so that nobody has to look for one.
func (m *Model) indexIDs() {
	r := m.Rubric
	m.index = map[Kind]map[string]int{KindOverall: {string(KindOverall): 0},
		KindCriterion: make(map[string]int, len(m.criteria))}
	for i := range m.criteria {
		m.index[KindCriterion][m.criteria[i].id] = i
	}
	for kind, ids := range map[Kind][]string{KindPart: r.PartIDs(), KindDimension: r.DimensionIDs(),
		KindPractice: r.PracticeIDs()} {
		m.index[kind] = make(map[string]int, len(ids))
		for i, id := range ids {
			m.index[kind][id] = i
		}
	}
}

// Find is the place of the node with an id among the nodes of its kind, the first of the given kinds that has it: nodes
// of two kinds may share an id. Without one the kind is "" and the place -1. The whole is "overall"; a criterion has
// its full id.
func (m *Model) Find(id string, kinds ...Kind) (Kind, int) {
	for _, kind := range kinds {
		if i, ok := m.index[kind][id]; ok {
			return kind, i
		}
	}
	return "", -1
}

// Len is the number of criteria, and of answers in an assessment.
func (m *Model) Len() int { return len(m.criteria) }

// Criterion returns the i-th criterion in rubric order.
func (m *Model) Criterion(i int) Criterion {
	c := &m.criteria[i]
	p := &m.Rubric.Practices[c.practice]
	return Criterion{c.id, c.practice, &p.Criteria[i-m.practices[c.practice].criteria.from]}
}

// Index returns the place of a criterion's full id among the answers.
func (m *Model) Index(id string) (int, bool) {
	i, ok := m.index[KindCriterion][id]
	return i, ok
}
