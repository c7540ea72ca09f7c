package assess

import (
	"cmp"
	"math/bits"

	"fathom/rubric"
)

// Code is an answer as a [Sheet] takes it: the zero value is none, then come don't know, not applicable, and from
// FirstLevel on the levels of the criterion's scale by their place in it.
type Code uint16

// The codes below the levels.
const (
	NoAnswer Code = iota
	DontKnow
	DoesNotApply
	FirstLevel
)

// Sheet scores one assessment after another, each by a single level a criterion, and allocates nothing once it is warm.
// It uses the scorer and the agenda that [Model.Evaluate] uses, and so gives the same numbers; what it saves is doing the
// same work again: a practice's score for each combination of answers is computed once in each stage and sector. It is for one goroutine.
type Sheet struct {
	m        *Model
	codes    []Code
	scorer   *scorer
	agenda   *agenda
	tables   []table // of the setting in force
	settings []*setting
	tablesBy [][]table        // of each setting
	notAsked map[string][]int // criteria that a depth does not ask
	focus    []int
	ready    bool // the agenda is up to date
	asked    int  // criteria
}

// table holds the scores of one practice by its answers.
type table struct {
	base    int
	entries []entry // nil: too many combinations
}

type entry struct {
	cell
	lowest  float64
	portion float64
	reached uint64
	merit   merit
	filled  bool
}

// maxEntries bounds a table, and maxSettings the settings that have tables.
const (
	maxEntries  = 4096
	maxSettings = 16
)

// NewSheet makes a sheet for the model.
func (m *Model) NewSheet() *Sheet {
	t := &Sheet{m: m, codes: make([]Code, len(m.criteria)), notAsked: map[string][]int{}}
	t.use(m.newSetting(m.Rubric.DefaultStage(), ""))
	return t
}

func (m *Model) newTable(kids span) table {
	base := 0
	for k := kids.from; k < kids.to; k++ {
		base = max(base, len(m.criteria[k].scale.Levels)+2)
	}
	size := 1
	for k := kids.from; k < kids.to; k++ {
		if size *= base; size > maxEntries {
			return table{}
		}
	}
	return table{base, make([]entry, size)}
}

// use puts a setting in force.
func (t *Sheet) use(s *setting) {
	t.tables = make([]table, len(t.m.practices))
	for i := range t.tables {
		if len(t.settings) < maxSettings {
			t.tables[i] = t.m.newTable(t.m.practices[i].criteria)
		}
	}
	t.settings, t.tablesBy = append(t.settings, s), append(t.tablesBy, t.tables)
	if t.scorer == nil {
		t.scorer = t.m.newScorer(s)
		t.agenda = newAgenda(t.scorer)
	}
	t.scorer.setting = s
}

// Codes are the answers to be scored next, in rubric order; [Sheet.Begin] clears them.
func (t *Sheet) Codes() []Code { return t.codes }

// Begin clears the answers.
func (t *Sheet) Begin() { clear(t.codes) }

// at puts a stage and a sector in force.
func (t *Sheet) at(stage, sector string) {
	if stage == "" {
		stage = t.m.Rubric.DefaultStage()
	}
	if now := t.scorer.setting; now.stage == stage && now.sector == sector {
		return
	}
	for k, s := range t.settings {
		if s.stage == stage && s.sector == sector {
			t.scorer.setting, t.tables = s, t.tablesBy[k]
			return
		}
	}
	t.use(t.m.newSetting(stage, sector))
}

// Stage is the stage in force, "" without stages.
func (t *Sheet) Stage() string { return t.scorer.stage }

// Sector is the sector in force, "" without one.
func (t *Sheet) Sector() string { return t.scorer.sector }

// Score computes every node from the answers at a stage and in a sector, "" for the rubric's default stage and for no
// sector; depth tells which of the criteria without an answer were not asked.
func (t *Sheet) Score(stage, sector, depth string) {
	t.at(stage, sector)
	t.asked = len(t.codes)
	if depth != "" && depth != "full" {
		for _, i := range t.leftOut(depth) {
			if t.codes[i] == NoAnswer {
				t.codes[i] = DoesNotApply // both are outside everything
				t.asked--
			}
		}
	}
	for i := range t.tables {
		t.practice(i)
	}
	t.scorer.scoreAbove()
	t.ready = false
}

// Evaluate computes every node of an assessment that a sheet cannot take, as votes give values between levels.
func (t *Sheet) Evaluate(a *Assessment, opt Options) {
	t.at(cmp.Or(opt.Stage, a.Subject.Stage), cmp.Or(opt.Sector, a.Subject.Sector))
	t.asked = len(t.codes)
	for i := range t.m.criteria {
		var c CriterionResult
		c.rate(&a.Answers[i], t.m.criteria[i].scale, t.m.Asked(i, a.Depth))
		t.scorer.states[i], t.scorer.values[i] = c.State, c.Value.Value
		if c.State == NotAsked {
			t.asked--
		}
	}
	t.scorer.score()
	for i := range t.tables {
		t.agenda.merits[i] = t.scorer.merit(i)
	}
	t.ready = false
}

func (t *Sheet) leftOut(depth string) []int {
	out, ok := t.notAsked[depth]
	if !ok {
		for i := range t.m.criteria {
			if !t.m.Asked(i, depth) {
				out = append(out, i)
			}
		}
		t.notAsked[depth] = out
	}
	return out
}

// practice looks the score of practice i up, or computes it.
func (t *Sheet) practice(i int) {
	s, kids := t.scorer, t.m.practices[i].criteria
	tab := &t.tables[i]
	if tab.entries == nil {
		t.compute(i)
		t.agenda.merits[i] = s.merit(i)
		return
	}
	key := 0
	for _, code := range t.codes[kids.from:kids.to] {
		key = key*tab.base + max(int(code), int(DontKnow)) - int(DontKnow)
	}
	e := &tab.entries[key]
	if !e.filled {
		t.compute(i)
		*e = entry{s.practices[i], s.lowest[i], s.portion[i], s.reached[i], s.merit(i), true}
	}
	s.practices[i], s.lowest[i], s.portion[i], s.reached[i], t.agenda.merits[i] = e.cell, e.lowest, e.portion, e.reached, e.merit
}

func (t *Sheet) compute(i int) {
	s, kids := t.scorer, t.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		s.values[k] = 0
		switch code := t.codes[k]; code {
		case NoAnswer, DontKnow:
			s.states[k] = Unanswered
		case DoesNotApply:
			s.states[k] = NotApplicable
		default:
			s.states[k], s.values[k] = Answered, t.m.criteria[k].scale.Levels[code-FirstLevel].Value
		}
	}
	s.scorePractice(i)
}

// Asked is how many criteria the assessment asked, or answered without being asked, of the [Model.Len] that there are.
func (t *Sheet) Asked() int { return t.asked }

// Overall is the worth of the whole.
func (t *Sheet) Overall() Node { return t.scorer.overall.node(t.m.overall) }

// Part is the score of a part by its place.
func (t *Sheet) Part(i int) Maybe[float64] { return t.scorer.parts[i].maybe() }

// Dimension is the score of a dimension by its place.
func (t *Sheet) Dimension(i int) Maybe[float64] { return t.scorer.dims[i].maybe() }

// Practice is the score of a practice by its place.
func (t *Sheet) Practice(i int) Maybe[float64] { return t.scorer.practices[i].maybe() }

// LevelIndex is the place of the highest level that a practice's score reaches, -1 when it reaches none or has none.
func (t *Sheet) LevelIndex(i int) int {
	scale, score := t.m.practices[i].in.scale, t.scorer.practices[i].score
	if scale == nil || !t.scorer.practices[i].scored {
		return -1
	}
	for k := len(scale.Levels) - 1; k >= 64; k-- {
		if reaches(score, scale.Levels[k].Value) {
			return k
		}
	}
	return bits.Len64(t.scorer.reached[i]) - 1
}

// Target is the target of a practice in force, in points of what applies.
func (t *Sheet) Target(i int) Maybe[float64] { return t.scorer.target(i) }

// Weakest, StageReached and Attainment are as in [Overall].
func (t *Sheet) Weakest() Maybe[int] { return t.scorer.weakest() }

// StageReached is the level that 85 % of the weight has reached.
func (t *Sheet) StageReached() Maybe[int] { return t.scorer.stageReached(t.m.overall.scale) }

// Attainment is how much of the way to the targets is done, 0 to 1.
func (t *Sheet) Attainment() Maybe[float64] { return t.scorer.attainment() }

// Focus are the practices in focus, by their places, in the order of their ranks. It is valid until the next score.
func (t *Sheet) Focus() []int {
	if !t.ready {
		t.agenda.settle()
		t.focus, t.ready = t.agenda.focus(t.focus[:0]), true
	}
	return t.focus
}

// Scales returns the scale of the whole and those of the practices, nil where there is none; see [Node.Scale].
func (m *Model) Scales() (overall *rubric.Scale, practices []*rubric.Scale) {
	for i := range m.practices {
		practices = append(practices, m.practices[i].in.scale)
	}
	return m.overall.scale, practices
}

// Pairs are the places of the practices that belong together.
func (m *Model) Pairs() [][2]int { return m.pairs }
