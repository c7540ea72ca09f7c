// Package lint judges rubrics that can be scored but perhaps should not be shipped.
//
// It asks in turn: is everything there, and said whom it is about (structure.go), does every profile ask something of
// its own (profiles.go), can every level, target and prerequisite be reached (reach.go), has every score one name
// (score_bands.go), is the work of every action told and possible (work.go), do the actions lift every criterion and
// say how to begin and to end (tags.go), does every weight count (weights.go), is every scale of the size of those
// beside it (mixed.go), do the languages say the same (texts.go), does each level differ from the one before in kind
// (steps.go), without a hole between their ranges (bands.go) and without a range (ranges.go) or a lack (lacking.go)
// that shuts out who does better, does each ask for more than those below (thresholds.go), in words that two raters
// read alike (vague.go), and does each rule of a checklist lead somewhere (checklist.go)?
package lint

import (
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Rubric judges a rubric. Errors are faults that would mislead a rater or a reader; warnings deserve a look. The
// places are those that the reader of its file returned.
func Rubric(r *rubric.Rubric, places problem.Places) problem.List {
	l := &linter{r: r, places: places, estimated: isEstimated(r), tagKeys: inUse(r), asks: asks(r)}
	l.unsaid()
	l.texts()
	for i := range r.Scales {
		l.scale(&r.Scales[i])
	}
	l.aboveLowest()
	l.usualWork()
	for i := range r.Practices {
		l.practice(&r.Practices[i])
	}
	l.weights()
	l.forgotten()
	l.multiples()
	l.scoreBands()
	l.mixed()
	l.idle()
	l.members()
	l.profiles()
	l.provenance()
	l.identity()
	return l.all()
}

// MaxFindings is how many findings [Rubric] tells, errors before warnings. The others are counted.
const MaxFindings = 500

type linter struct {
	r         *rubric.Rubric
	places    problem.Places
	errors    problem.List
	warnings  problem.List
	estimated bool               // some action says its person-days
	tagKeys   []key              // that some action has
	asks      bool               // some criterion has a question
	intends   bool               // some practice says what it is good for
	inquires  bool               // some dimension says which question it answers
	found     map[string][]found // the numbers of a text, by the text
}

// all are the findings in the order of their places.
func (l *linter) all() problem.List {
	l.errors.Sort()
	l.warnings.Sort()
	found := l.errors.Cut(MaxFindings)
	found.Join(l.warnings.Cut(max(MaxFindings-len(found), 0)))
	found.Sort()
	return found
}

func (l *linter) err(path, kind string, m say.Message) {
	l.errors.Add(l.places.Problem(path, kind, m))
}

func (l *linter) warn(path, kind string, m say.Message) {
	p := l.places.Problem(path, kind, m)
	p.Severity = problem.Warning
	l.warnings.Add(p)
}

// scale judges one scale and what its levels are called.
func (l *linter) scale(s *rubric.Scale) {
	path := "scales/" + s.ID
	l.values(s, path)
	l.geometric(s, path)
	l.levelHoles(s, path)
	l.closedMeanings(s, path)
	for k := 1; k < len(s.Levels); k++ {
		low, high := &s.Levels[k-1], &s.Levels[k]
		at := fmt.Sprintf("%s/%d", path, high.Level)
		l.bands(at+"/name", low.Level, high.Level, low.Name, high.Name)
		l.bands(at+"/meaning", low.Level, high.Level, low.Meaning, high.Meaning)
	}
}

func (l *linter) practice(p *rubric.Practice) {
	path := "practices/" + p.ID
	l.text(path+"/name", p.Name)
	if l.intends {
		l.text(path+"/intent", p.Intent)
	}
	l.evidence(p, path)
	l.core(p, path)
	l.unanchored(p, path)
	for i := range p.Criteria {
		l.criterion(&p.Criteria[i], path+"/criteria/"+p.Criteria[i].ID)
	}
	scale := l.scaleOf(p, path)
	if scale == nil {
		return
	}
	l.criterionWeights(p, path, scale)
	l.twice(p, path)
	l.targets(p, path)
	l.floor(p, path)
	l.requirements(p, path)
	own := l.r.LevelsOf(p)
	if own == nil {
		l.idleActions(p, path)
		return
	}
	l.readOn(p, own)
	l.unasked(p, path, own)
	l.actions(p, path, own)
	l.work(p, path)
	l.tags(p, path)
}

// criterion judges what the levels of a criterion say, each and next to the one before.
func (l *linter) criterion(c *rubric.Criterion, path string) {
	l.text(path+"/name", c.Name)
	l.question(c, path)
	l.sameTexts(c, path)
	l.sameAs(c, path)
	l.closed(c, path)
	l.lacking(c, path)
	l.thresholds(c, path)
	l.checklist(c, path)
	levels := l.r.Scale(c.Scale).Levels
	if c.Unanchored(l.r.Scale(c.Scale)) {
		return // said of the practice; see unanchored
	}
	for k := range levels {
		high := levels[k].Level
		text, ok := c.Levels[high]
		if !ok && c.IsChecklist() {
			continue // its rules say when it is this level
		}
		if !ok {
			l.err(path+"/levels", "missing-level", say.Both("%s does not describe level %d", "%s 没有写第 %d 级", c.ID, high))
			continue
		}
		at := fmt.Sprintf("%s/levels/%d", path, high)
		l.text(at, text)
		l.anchor(at, high, text)
		if k > 0 {
			low := levels[k-1].Level
			l.bands(at, low, high, c.Levels[low], text)
			l.degrees(at, low, high, c.Levels[low], text)
		}
	}
}

// sums reports whether practices add points up.
func (l *linter) sums() bool { return l.r.Scoring.Practice.Aggregate == rubric.Sum }

// in names a stage behind a sentence.
func in(stage string) say.Message {
	if stage == "" {
		return say.Message{}
	}
	return say.Message{EN: " at the stage " + stage, ZH: "（阶段 " + stage + "）"}
}

// find returns the practice with an id that reading has checked.
func (l *linter) find(id string) *rubric.Practice {
	return &l.r.Practices[slices.IndexFunc(l.r.Practices, func(p rubric.Practice) bool { return p.ID == id })]
}
