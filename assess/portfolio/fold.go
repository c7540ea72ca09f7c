package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric/say"
)

// Fold gathers what a roll-up needs of any number of assessments, in whole numbers: adding and merging in any order
// gives the same fold. Its size depends on the rubric and on the values of the tags, not on the number of assessments.
type Fold struct {
	Digest        string   // of the rubric
	Stage, Sector string   // in force for all, "" for each subject's own
	By            []string // names of the tags that make groups
	Anonymous     bool     // no subject is named, and who has no overall score is not counted
	Least         int      // of an anonymous roll-up: it is not to be published with groups of fewer subjects
	Subjects, Bad int64    // records that were scored, and that could not be read

	model     *assess.Model
	overall   dist
	parts     []dist
	dims      []dist
	practices []practice
	pairs     []pair
	depths    []depth               // that the rubric has
	groups    []map[string]*group   // by value, for each tag of By
	cells     map[string]*group     // of an anonymous fold: by what subjects have of all tags, and the depth
	key       []byte                // room for one of these
	low, high []Subject             // the lowest and the highest, the most extreme first
	counts    counts                // of practices, not worked out yet
	scores    []assess.Maybe[int64] // of the dimensions of one record, in units
}

// practice is what is gathered of one practice.
type practice struct {
	dist
	levels          []int64 // scores by the level they reach; none for a practice without levels
	below           int64   // scores that reach no level
	target, reached int64   // scores with a target, and those that reach it
	agreed          int64   // scores whose target is the subject's own, not the stage's
	focus           int64   // subjects in whose focus it is
}

// pair is what is gathered of two practices that belong together.
type pair struct {
	n             int64 // subjects with both scores
	first, second total // the sums of these, in the units of their practices
	lower, higher int64 // the second is a point or more below the first, or above it
}

// depth is how many subjects were asked so much.
type depth struct {
	id []byte // one of the words of Rubric.Depths
	n  int64
}

// group is what is gathered of the subjects with one value of a tag.
type group struct {
	n       int64
	overall sums
	dims    []sums
}

// Subject is one assessed subject with its overall score.
type Subject struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"` // "" without one
	Date  string  `json:"date"`
	Score float64 `json:"score"`
}

// maxExtreme is how many subjects are kept at each end, maxGroups how many values a tag may have, and maxCells how many
// combinations of values all tags.
const (
	maxExtreme = 10
	maxGroups  = 10_000
	maxCells   = 20_000
)

// NewFold makes an empty fold.
func NewFold(m *assess.Model, digest, stage, sector string, by []string, anonymous bool) *Fold {
	f := &Fold{Digest: digest, Stage: stage, Sector: sector, By: by, Anonymous: anonymous, model: m}
	ends := m.Ends(stage, sector)
	between := func(e *assess.Ends) dist { return newDist(e.Bottom.Value, e.Top.Value) }
	f.overall = between(&ends.Overall)
	for i := range ends.Parts {
		f.parts = append(f.parts, between(&ends.Parts[i]))
	}
	for i := range ends.Dimensions {
		f.dims = append(f.dims, between(&ends.Dimensions[i]))
	}
	f.scores = make([]assess.Maybe[int64], len(f.dims))
	_, scales := m.Scales()
	for i := range ends.Practices {
		p := practice{dist: between(&ends.Practices[i])}
		if scales[i] != nil {
			p.levels = make([]int64, len(scales[i].Levels))
		}
		f.practices = append(f.practices, p)
	}
	f.pairs = make([]pair, len(m.Pairs()))
	for _, id := range m.Rubric.Depths() {
		f.depths = append(f.depths, depth{id: []byte(id)})
	}
	for range by {
		f.groups = append(f.groups, map[string]*group{})
	}
	if anonymous {
		f.cells = map[string]*group{}
	}
	return f
}

// Add gathers one scored record.
func (f *Fold) Add(rec *Record) {
	s := rec.Scores
	overall, units := s.Whole(), assess.Maybe[int64]{}
	if f.Anonymous && !overall.OK {
		return // who is counted without a score could be told by subtracting those who have one
	}
	f.Subjects++
	asked := f.depth(rec)
	asked.n++
	if overall.OK {
		units = assess.Some(f.overall.count(overall.Value))
		f.overall.add(units.Value)
		f.extremes(rec, overall.Value)
	}
	f.addNodes(s)
	for _, i := range s.Focus() {
		f.practices[i].focus++
	}
	for k, p := range f.model.Pairs() {
		f.addPair(k, s.Practice(p[0]), s.Practice(p[1]))
	}
	for k, name := range f.By {
		f.group(k, f.by(rec, name)).add(units, f.scores)
	}
	if f.Anonymous {
		f.cell(f.keyOf(rec)).add(units, f.scores)
	}
}

func (f *Fold) addNodes(s *assess.Scorer) {
	for i := range f.parts {
		if x := s.Part(i); x.OK {
			f.parts[i].add(f.parts[i].count(x.Value))
		}
	}
	for i := range f.dims {
		f.scores[i] = assess.Maybe[int64]{}
		if x := s.Dimension(i); x.OK {
			f.scores[i] = assess.Some(f.dims[i].count(x.Value))
			f.dims[i].add(f.scores[i].Value)
		}
	}
	f.addPractices(s)
}

// depth is the one that a record was asked at.
func (f *Fold) depth(rec *Record) *depth {
	asked := rec.Depth()
	for k := range f.depths {
		if string(f.depths[k].id) == asked {
			return &f.depths[k]
		}
	}
	return &f.depths[0] // full
}

// addPair gathers the scores of two practices, when there are both.
func (f *Fold) addPair(k int, first, second assess.Maybe[float64]) {
	if !first.OK || !second.OK {
		return
	}
	p, of := &f.pairs[k], f.model.Pairs()[k]
	p.n++
	p.first.add(f.practices[of[0]].count(first.Value))
	p.second.add(f.practices[of[1]].count(second.Value))
	switch apart := assess.Rounded(second.Value - first.Value); {
	case apart <= -1:
		p.lower++
	case apart >= 1:
		p.higher++
	}
}

// by is what a subject has of a name by which subjects are grouped: the depth, or the value of a tag, nil without it.
func (f *Fold) by(rec *Record, name string) []byte {
	if name == ByDepth {
		return f.depth(rec).id
	}
	return rec.Tag(strings.TrimPrefix(name, tagPrefix))
}

// group is the group of a value; a value beyond the limit goes nowhere, and [Fold.Problem] tells.
func (f *Fold) group(k int, value []byte) *group {
	g, ok := f.groups[k][string(value)]
	if !ok {
		g = &group{dims: make([]sums, len(f.dims))}
		if len(f.groups[k]) <= maxGroups {
			f.groups[k][string(value)] = g
		}
	}
	return g
}

// add adds the scores of a record, in units, to a group.
func (g *group) add(overall assess.Maybe[int64], dims []assess.Maybe[int64]) {
	g.n++
	if overall.OK {
		g.overall.add(overall.Value)
	}
	for i := range dims {
		if dims[i].OK {
			g.dims[i].add(dims[i].Value)
		}
	}
}

// Problem tells that the fold cannot be published: a tag has more values than groups are kept.
func (f *Fold) Problem() (say.Message, bool) {
	for k, name := range f.By {
		if len(f.groups[k]) > maxGroups {
			return say.Both("the tag %s has more than %d values; group by one with fewer", "标签 %s 的取值超过 %d 个；请换一个取值较少的标签分组", name, maxGroups), true
		}
	}
	if len(f.cells) > maxCells {
		return say.Both("the tags have more than %d combinations of values; an anonymous roll-up needs fewer of them, or fewer tags",
			"这些标签的取值组合超过 %d 种；匿名汇总请换取值较少的标签，或少用几个标签", maxCells), true
	}
	return say.Message{}, false
}

// extremes keeps the subject if it is among the lowest or the highest.
func (f *Fold) extremes(rec *Record, score float64) {
	if f.Anonymous {
		return
	}
	at := assess.Rounded(score)
	if n := len(f.low); n < maxExtreme || rec.beats(f.low[n-1], assess.Rounded(f.low[n-1].Score)-at) {
		f.low = keep(f.low, f.subject(rec, score), fromBelow)
	}
	if n := len(f.high); n < maxExtreme || rec.beats(f.high[n-1], at-assess.Rounded(f.high[n-1].Score)) {
		f.high = keep(f.high, f.subject(rec, score), fromAbove)
	}
}

// beats reports whether the record may be more extreme than the last of a list, by so much.
func (r *Record) beats(last Subject, by float64) bool {
	return by > 0 || by == 0 && string(r.ID) <= last.ID
}

// subject is who the record is about: a firm alone by its own name, behind that of the team in whose channel it is.
func (f *Fold) subject(r *Record, score float64) Subject {
	name := string(r.Name)
	if len(r.Member) > 0 && f.model.Rubric.RatesMember(r.Depth()) {
		name = assess.WhoOf(cmp.Or(name, string(r.ID)), string(r.Member))
	}
	return Subject{string(r.ID), name, string(r.Date), score}
}

// fromBelow and fromAbove order subjects by their score, which is compared as scores are; of equals the id, the date
// and the name decide.
func fromBelow(a, b Subject) int {
	return cmp.Or(cmp.Compare(assess.Rounded(a.Score), assess.Rounded(b.Score)), a.compare(b))
}

func fromAbove(a, b Subject) int {
	return cmp.Or(cmp.Compare(assess.Rounded(b.Score), assess.Rounded(a.Score)), a.compare(b))
}

func (s Subject) compare(o Subject) int {
	return cmp.Or(cmp.Compare(s.ID, o.ID), cmp.Compare(s.Date, o.Date), cmp.Compare(s.Name, o.Name),
		cmp.Compare(s.Score, o.Score))
}

// keep inserts a subject into an ordered list of the most extreme.
func keep(list []Subject, s Subject, order func(a, b Subject) int) []Subject {
	at, _ := slices.BinarySearchFunc(list, s, order)
	list = slices.Insert(list, at, s)
	return list[:min(len(list), maxExtreme)]
}

// settle brings up to date what is computed from the counts.
func (f *Fold) settle() {
	f.workOut()
	f.overall.settle()
	for i := range f.parts {
		f.parts[i].settle()
	}
	for i := range f.dims {
		f.dims[i].settle()
	}
	for i := range f.practices {
		f.practices[i].settle()
	}
}

// Merge adds what another fold gathered. Folds of another rubric, stage, sector or grouping are refused.
func (f *Fold) Merge(o *Fold) error {
	if f.Digest != o.Digest || f.Stage != o.Stage || f.Sector != o.Sector || f.Anonymous != o.Anonymous ||
		!slices.Equal(f.By, o.By) {
		return fmt.Errorf("%w: rubric, stage, sector, groups or names differ", errShape)
	}
	o.workOut()
	f.Subjects += o.Subjects
	f.Bad += o.Bad
	f.Least = max(f.Least, o.Least)
	for k := range f.depths {
		f.depths[k].n += o.depths[k].n
	}
	err := f.overall.merge(&o.overall)
	for i := range f.parts {
		err = cmp.Or(err, f.parts[i].merge(&o.parts[i]))
	}
	for i := range f.dims {
		err = cmp.Or(err, f.dims[i].merge(&o.dims[i]))
	}
	for i := range f.practices {
		err = cmp.Or(err, f.practices[i].mergePractice(&o.practices[i]))
	}
	for k := range f.pairs {
		f.pairs[k].merge(&o.pairs[k])
	}
	for k := range f.groups {
		for value, g := range o.groups[k] {
			f.group(k, []byte(value)).merge(g)
		}
	}
	for key, g := range o.cells {
		f.cell([]byte(key)).merge(g)
	}
	for _, s := range o.low {
		f.low = keep(f.low, s, fromBelow)
	}
	for _, s := range o.high {
		f.high = keep(f.high, s, fromAbove)
	}
	return err
}

func (p *practice) mergePractice(o *practice) error {
	for k := range p.levels {
		p.levels[k] += o.levels[k]
	}
	p.below += o.below
	p.target += o.target
	p.reached += o.reached
	p.agreed += o.agreed
	p.focus += o.focus
	return p.merge(&o.dist)
}

func (p *pair) merge(o *pair) {
	p.n += o.n
	p.first.merge(o.first)
	p.second.merge(o.second)
	p.lower += o.lower
	p.higher += o.higher
}

func (g *group) merge(o *group) {
	g.n += o.n
	g.overall.merge(&o.overall)
	for i := range g.dims {
		g.dims[i].merge(&o.dims[i])
	}
}
