package assess

// Share is one criterion's share of the whole, and how much of it is answered. The four parts add up to Weight. All are
// 0 to 1.
type Share struct {
	Weight                                       float64
	Answered, Unanswered, Unknown, NotApplicable float64
}

// Basis says of what shares are taken.
type Basis uint8

// The bases.
const (
	// Counting is what the overall score is made of. Unanswered and Unknown, over all criteria, are then what the
	// coverage of the overall score lacks (of one rater; a panel's shares count votes, its coverage does not).
	Counting Basis = iota
	// EveryPart takes in the parts that are not assessed, as if something in them were answered.
	EveryPart
	// WithNA takes in what does not apply, as if it applied and were answered. Only here NotApplicable is above 0.
	WithNA
)

// Shares are the criteria's shares of the whole, in rubric order. A criterion's is the product of the evaluation's own
// weights on its way up, each divided by the sum of those beside it that count: in its practice, its dimension, its
// part and the whole. What does not apply, was not asked, has weight 0 or stands below what has, has none. The others'
// add up to 1.
//
// Where a panel has agreed on nothing, its votes split the share: n are the raters of the panel who voted at all (on a
// criterion that was not asked, those who voted on it), and those who say that it does not apply leave it to the
// others. A vote for a level is answered, a don't-know unknown, and a vote that is not there unanswered. WithNA splits
// it over all n.
func (m *Model) Shares(res *Result, over Basis) []Share {
	s := m.newEvaluation(m.newSetting(res.Stage, res.Sector, res.Assessment.Targets))
	out := make([]Share, len(m.criteria))
	voters := len(res.Assessment.Voters())
	for i, state := range res.states() {
		asked := m.Asked(i, res.Assessment.Depth)
		out[i] = split(&res.Assessment.Answers[i], state, voters, asked)
		s.states[i], s.values[i] = state, m.criteria[i].lowest
		switch na := out[i].NotApplicable; {
		case over == WithNA && na > 0:
			s.states[i] = Answered
		case state == NotApplicable && na < 1:
			s.states[i] = Unanswered // one rater's word is not that of all
		}
	}
	s.score()
	for i, w := range s.shares(over != Counting) {
		out[i].spread(w, over == WithNA)
	}
	return out
}

// Total adds shares up.
func Total(shares []Share) Share {
	var t Share
	for _, s := range shares {
		t.Weight += s.Weight
		t.Answered += s.Answered
		t.Unanswered += s.Unanswered
		t.Unknown += s.Unknown
		t.NotApplicable += s.NotApplicable
	}
	return t
}

// split tells what part of an answer is in which state.
func split(a *Answer, state State, voters int, asked bool) Share {
	b := a.Poll()
	if !asked {
		voters = b.N()
	}
	if voters > 0 && !a.IsAgreed() {
		n := float64(voters)
		return Share{1, float64(len(b.Levels)) / n, float64(max(0, voters-b.N())) / n, float64(b.Unknown) / n,
			float64(b.NA) / n}
	}
	switch state {
	case Answered:
		return Share{Weight: 1, Answered: 1}
	case Unknown:
		return Share{Weight: 1, Unknown: 1}
	case NotApplicable:
		return Share{Weight: 1, NotApplicable: 1}
	}
	return Share{Weight: 1, Unanswered: 1}
}

// spread makes the parts of an answer parts of a weight.
func (s *Share) spread(weight float64, withNA bool) {
	by := weight
	if !withNA {
		if s.NotApplicable < 1 {
			by = weight / (1 - s.NotApplicable)
		}
		s.NotApplicable = 0
	}
	*s = Share{weight, by * s.Answered, by * s.Unanswered, by * s.Unknown, by * s.NotApplicable}
}

// shares are the criteria's shares of what was scored; of every part, or of those that the overall score is made of.
func (s *evaluation) shares(everyPart bool) []float64 {
	out, m := make([]float64, len(s.m.criteria)), s.m
	weigh := func(c *cell) float64 {
		if !c.applicable {
			return 0
		}
		return c.weight
	}
	part := func(p int) float64 {
		if !everyPart && s.overall.scored && !s.parts[p].scored {
			return 0
		}
		return weigh(&s.parts[p])
	}
	criterion := func(k int) float64 {
		if s.states[k] == NotApplicable || s.states[k] == NotAsked {
			return 0
		}
		return m.criteria[k].weight
	}
	divide(span{0, len(m.parts)}, 1, part, func(p int, share float64) {
		divide(m.parts[p], share, func(d int) float64 { return weigh(&s.dims[d]) }, func(d int, share float64) {
			divide(m.dims[d], share, func(i int) float64 { return weigh(&s.practices[i]) }, func(i int, share float64) {
				divide(m.practices[i].criteria, share, criterion, func(k int, share float64) { out[k] = share })
			})
		})
	})
	return out
}

// divide shares something out among children by their weights.
func divide(kids span, whole float64, weight func(int) float64, to func(int, float64)) {
	sum := 0.0
	for k := kids.from; k < kids.to; k++ {
		sum += weight(k)
	}
	for k := kids.from; k < kids.to; k++ {
		if w := weight(k); w > 0 {
			to(k, whole*w/sum)
		}
	}
}
