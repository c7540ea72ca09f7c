// Package finding reads an assessment across its dimensions: what its answers say beside each other, and what they say
// about themselves. It finds; the words are the reports'.
package finding

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/rubric"
)

// Finding is one thing to say. What is not named for its kind is zero.
type Finding struct {
	Kind     Kind
	Rule     int      // of Ruled: index into Rubric.Findings
	Practice int      // of Ahead, Behind, Plateau, Uneven and RolesApart
	Other    int      // of Ahead and Behind: the practice of the other part
	Level    int      // of Plateau: where all its criteria stand; of Unproved: the level from which ratings count
	High     int      // of Uneven: its highest criterion, by its place in the practice; Low likewise
	Low      int      // of Uneven
	Roles    [2]Role  // of RolesApart: who sees it lowest and who highest
	Count    int      // of Unproved: ratings without evidence
	Of       int      // of Unproved: of so many
	By       float64  // how far apart, in steps of the scale; 0 for Ruled, Plateau and Unproved
	At       []string // of Ruled: ids of the practices and criteria whose answers meet the rule
}

// Role is how the raters of one role see a practice.
type Role struct {
	Name string
	Mean float64 // level
}

// Kind is a rule by which something is found.
type Kind string

// The kinds, in the order in which they are told.
const (
	// a rule of the rubric holds: its `findings`
	Ruled Kind = "ruled"
	// the rubric's `pairs`: the first practice stands a level or more above its counterpart in the other part, or
	// below; the higher one at the middle of its scale at least, or at its target
	Ahead  Kind = "ahead"
	Behind Kind = "behind"
	// every criterion stands at one level of the upper half of the scale, below the target: what the scale's levels ask
	// for next is missing throughout. On the built-in scale: written and running, but not measured.
	Plateau Kind = "plateau"
	// two criteria of a practice are two levels or more apart
	Uneven Kind = "uneven"
	// two roles of a panel, each of the smallest group or more, are a level or more apart in a practice's mean
	RolesApart Kind = "roles-apart"
	// most ratings of the upper half of the scale have neither a note nor evidence: a rating is worth its proof, as the
	// rubric's way of rating says
	Unproved Kind = "unproved"
)

// minProof is how many high ratings there are before their evidence is asked for.
const minProof = 3

// All finds what there is to say, the kinds in their order, and within one what lies furthest apart first. Scores that
// are provisional say nothing; answers that stand beside each other do, where all that is named was asked and answered.
func All(m *assess.Model, res *assess.Result) []Finding {
	f := &finder{m: m, res: res}
	f.ruled()
	if !res.TooEarly() {
		f.pairs()
		f.plateaus()
		f.uneven()
		f.roles()
	}
	f.unproved()
	return f.found
}

type finder struct {
	m     *assess.Model
	res   *assess.Result
	found []Finding
}

// add adds findings of one kind, the widest first.
func (f *finder) add(found []Finding) {
	slices.SortStableFunc(found, func(x, y Finding) int { return cmp.Compare(y.By, x.By) })
	f.found = append(f.found, found...)
}

// Reached is the highest level of a scale whose value a criterion's value reaches: of votes, as their mean counts.
func Reached(s *rubric.Scale, c *assess.CriterionResult) (int, bool) {
	at, best := 0, false
	for _, l := range s.Levels {
		if c.State == assess.Answered && c.Value.OK && assess.Reaches(c.Value.Value, l.Value) {
			at, best = l.Level, true
		}
	}
	return at, best
}

// ruled finds the rules of the rubric that hold.
func (f *finder) ruled() {
	for i := range f.res.Rubric.Findings {
		rule := &f.res.Rubric.Findings[i]
		var at []string
		for k := range rule.If {
			if level, ok := f.levelOf(rule.If[k].At); ok && rule.If[k].Holds(level) {
				at = append(at, rule.If[k].At)
			}
		}
		if len(at) == len(rule.If) {
			f.found = append(f.found, Finding{Kind: Ruled, Rule: i, At: at})
		}
	}
}

// isWhole reports whether every criterion of practice i that applies was asked and is answered.
func (f *finder) isWhole(i int) bool {
	return !slices.ContainsFunc(f.res.Practices[i].Criteria, func(c assess.CriterionResult) bool {
		return c.State != assess.Answered && c.State != assess.NotApplicable
	})
}

// levelOf is the level of a criterion, or the one that a practice has reached of which nothing is open.
func (f *finder) levelOf(id string) (int, bool) {
	if at, ok := f.m.Index(id); ok {
		c := f.m.Criterion(at)
		p := &f.res.Rubric.Practices[c.Practice]
		k := slices.IndexFunc(p.Criteria, func(x rubric.Criterion) bool { return rubric.FullID(p.ID, x.ID) == id })
		return Reached(f.res.Rubric.Scale(p.Criteria[k].Scale), &f.res.Practices[c.Practice].Criteria[k])
	}
	for i := range f.res.Practices {
		if f.res.Rubric.Practices[i].ID == id {
			n := &f.res.Practices[i].Node
			return n.Level.Value, n.Level.OK && f.isWhole(i)
		}
	}
	return 0, false
}

// step is how far apart two neighbouring levels of a scale are on average, in points; 0 where there are none.
func step(s *rubric.Scale) float64 {
	if s == nil || len(s.Levels) < 2 {
		return 0
	}
	return (s.Highest() - s.Lowest()) / float64(len(s.Levels)-1)
}

// isHigh reports whether a level is in the upper half of its scale: of five, the third and those above it.
func isHigh(s *rubric.Scale, level int) bool {
	at := slices.IndexFunc(s.Levels, func(l rubric.Level) bool { return l.Level == level })
	return at >= len(s.Levels)/2
}

// pairs compares the practices of two parts that belong together.
func (f *finder) pairs() {
	var ahead, behind []Finding
	for _, pair := range f.m.Pairs() {
		x, y := &f.res.Practices[pair[0]], &f.res.Practices[pair[1]]
		by := step(x.Scale)
		if by == 0 || x.Scale != y.Scale || !isSure(x) || !isSure(y) {
			continue
		}
		apart := Finding{Practice: pair[0], Other: pair[1], By: (x.Score.Value - y.Score.Value) / by}
		switch {
		case apart.By >= 1-assess.Tolerance && leads(x):
			apart.Kind = Ahead
			ahead = append(ahead, apart)
		case apart.By <= -1+assess.Tolerance && leads(y):
			apart.Kind, apart.By = Behind, -apart.By
			behind = append(behind, apart)
		}
	}
	f.add(ahead)
	f.add(behind)
}

// leads reports whether there is something to learn from a practice, or to bring to others: it stands at the middle of
// its scale or above, or at its target.
func leads(p *assess.Practice) bool {
	middle := (p.Scale.Lowest() + p.Scale.Highest()) / 2
	return assess.Reaches(p.Score.Value, middle) || p.Aim.OK && assess.Reaches(p.Score.Value, p.Aim.Value)
}

func isSure(p *assess.Practice) bool { return p.Score.OK && p.Weight > 0 && !p.Provisional() }

// plateaus finds practices all of whose criteria stand at one level, and short of the target.
func (f *finder) plateaus() {
	var out []Finding
	for i := range f.res.Practices {
		p := &f.res.Practices[i]
		if !isSure(p) || p.Scale == nil || !f.m.SharesScale(i) || !p.HasGap() || !f.isWhole(i) {
			continue
		}
		low, high, n := f.ends(i)
		if n > 0 && low.level == high.level && isHigh(p.Scale, low.level) {
			out = append(out, Finding{Kind: Plateau, Practice: i, Level: low.level})
		}
	}
	f.add(out)
}

// end is the lowest or the highest criterion of a practice.
type end struct{ at, level int }

// ends are the ends of practice i, by level, and how many of its criteria have one.
func (f *finder) ends(i int) (low, high end, n int) {
	for k := range f.res.Practices[i].Criteria {
		c := &f.res.Practices[i].Criteria[k]
		level, ok := Reached(f.res.Practices[i].Scale, c)
		if !ok || c.Weight == 0 {
			continue
		}
		if n == 0 || level < low.level {
			low = end{k, level}
		}
		if n == 0 || level > high.level {
			high = end{k, level}
		}
		n++
	}
	return low, high, n
}

// uneven finds practices with a weak spot.
func (f *finder) uneven() {
	var out []Finding
	for i := range f.res.Practices {
		p := &f.res.Practices[i]
		if !isSure(p) || p.Scale == nil || !f.m.SharesScale(i) {
			continue
		}
		if low, high, n := f.ends(i); n > 1 && high.level-low.level >= 2 {
			out = append(out, Finding{Kind: Uneven, Practice: i, Low: low.at, High: high.at,
				By: float64(high.level - low.level)})
		}
	}
	f.add(out)
}

// roles finds what two roles see differently.
func (f *finder) roles() {
	a := f.res.Assessment
	if !a.Panel || a.IsAnonymous() {
		return
	}
	var out []Finding
	views := panel.RolesOf(f.m, a, panel.MinGroup)
	for i := range f.res.Practices {
		if f.res.Practices[i].Scale == nil {
			continue
		}
		var seen []Role
		for _, v := range views {
			if mean := v.Means[i]; mean.OK && v.Role != "" {
				seen = append(seen, Role{v.Role, mean.Value})
			}
		}
		if len(seen) < 2 {
			continue
		}
		by := func(x, y Role) int { return cmp.Compare(x.Mean, y.Mean) }
		low, high := slices.MinFunc(seen, by), slices.MaxFunc(seen, by)
		if high.Mean-low.Mean >= 1-assess.Tolerance {
			out = append(out, Finding{Kind: RolesApart, Practice: i, Roles: [2]Role{low, high},
				By: high.Mean - low.Mean})
		}
	}
	f.add(out)
}

// unproved counts the high ratings that name no evidence, where all criteria are on one scale
// and told by their levels.
func (f *finder) unproved() {
	if len(f.res.Rubric.Scales) != 1 || f.res.Rubric.Scoring.Practice.Aggregate == rubric.Sum {
		return
	}
	levels := f.res.Rubric.Scales[0].Levels
	from := levels[min(len(levels)/2+1, len(levels)-1)].Level
	found, at := Finding{Kind: Unproved, Level: from}, 0
	for i := range f.res.Practices {
		for k := range f.res.Practices[i].Criteria {
			level, ok := Reached(&f.res.Rubric.Scales[0], &f.res.Practices[i].Criteria[k])
			if ok && level >= from {
				found.Of++
				if a := &f.res.Assessment.Answers[at]; a.Noted() == "" && len(a.Evidence) == 0 {
					found.Count++
				}
			}
			at++
		}
	}
	if found.Of >= minProof && 2*found.Count > found.Of {
		f.found = append(f.found, found)
	}
}
