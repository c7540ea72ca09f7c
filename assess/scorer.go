package assess

import (
	"cmp"
	"math"
	"slices"

	"fathom/rubric"
)

// Code is an answer as a [Scorer] takes it: the zero value is none, then come don't know, not applicable, and from
// FirstLevel on the levels of the criterion's scale by their place in it.
type Code uint16

// The codes below the levels.
const (
	NoAnswer Code = iota
	DontKnow
	DoesNotApply
	FirstLevel

	// Voted stands behind all levels: the votes of a panel tell, see [Ballot]
	Voted Code = math.MaxUint16
)

// Scorer scores one assessment after another, each by a single level a criterion, and allocates nothing once it is
// warm. It uses the evaluation and the ranking that [Model.Evaluate] uses, and so gives the same numbers; what it saves
// is doing the same work again: a practice's score for each combination of answers is computed once, and what a stage
// and a sector make of each score. It is for one goroutine.
type Scorer struct {
	m        *Model
	eval     *evaluation
	ranking  *ranking
	codes    []Code     // to be scored
	own      []Code     // room for codes of which some were left out, or counted
	voted    []float64  // the values of those that are Voted
	now      []*outcome // of each practice
	numbers  []uint16   // of these among the outcomes; see Outcomes
	alone    []outcome  // room for those that are not among them
	tables   []table    // of each practice
	pooled   []numbered[pooled]
	outcomes []numbered[outcome]
	known    [][]uint16 // outcomes by practice and what it pools, in the setting in force, 0: not known yet; see use
	settings []*setting
	knownBy  [][][]uint16     // of each setting
	notAsked map[string][]int // criteria that a depth does not ask
	focus    []int
	ready    bool // the focus is up to date
	verdict  verdict
	judged   bool // the verdict is up to date
	asked    int  // criteria

	overruled int // answers to criteria that the sector leaves out
}

// NewScorer makes a scorer for the model.
func (m *Model) NewScorer() *Scorer {
	n := len(m.practices)
	s := &Scorer{m: m, own: make([]Code, len(m.criteria)), voted: make([]float64, len(m.criteria)),
		notAsked: map[string][]int{}, now: make([]*outcome, n), numbers: make([]uint16, n), alone: make([]outcome, n),
		tables: make([]table, n), pooled: make([]numbered[pooled], n), outcomes: make([]numbered[outcome], n)}
	for i := range s.tables {
		s.tables[i] = m.newTable(m.practices[i].criteria)
	}
	s.use(m.newSetting(m.Rubric.DefaultStage(), "", nil))
	return s
}

// use puts a setting in force.
func (s *Scorer) use(set *setting) {
	s.known = make([][]uint16, len(s.m.practices))
	for i := range s.known {
		if len(s.settings) < maxSettings {
			s.known[i] = make([]uint16, 1)
		}
	}
	s.settings, s.knownBy = append(s.settings, set), append(s.knownBy, s.known)
	if s.eval == nil {
		s.eval = s.m.newEvaluation(set)
		s.ranking = newRanking(s.eval)
	}
	s.eval.setting = set
}

// at puts a stage and a sector in force.
func (s *Scorer) at(stage, sector string) {
	if stage == "" {
		stage = s.m.Rubric.DefaultStage()
	}
	if now := s.eval.setting; now.stage == stage && now.sector == sector && len(now.agreed) == 0 {
		return
	}
	for k, set := range s.settings {
		if set.stage == stage && set.sector == sector {
			s.eval.setting, s.known = set, s.knownBy[k]
			return
		}
	}
	s.use(s.m.newSetting(stage, sector, nil))
}

// Stage is the stage in force, "" without stages.
func (s *Scorer) Stage() string { return s.eval.stage }

// Sector is the sector in force, "" without one.
func (s *Scorer) Sector() string { return s.eval.sector }

// Score computes every node from one code for each criterion, in rubric order, at a stage and in a sector, "" for the
// rubric's default stage and for no sector; depth tells which of the criteria without an answer were not asked.
func (s *Scorer) Score(codes []Code, stage, sector, depth string) {
	s.at(stage, sector)
	s.codes, s.asked = codes, len(codes)
	s.leaveOut(depth)
	s.practices()
	s.eval.scoreAbove()
	s.ready, s.judged = false, false
}

// leaveOut makes of what the sector leaves out, and of what the depth does not ask and nobody answered, what does not
// apply: all are outside everything.
func (s *Scorer) leaveOut(depth string) {
	s.overruled = 0
	notAsked := s.unasked(depth)
	if len(notAsked)+len(s.eval.out) == 0 {
		return
	}
	copy(s.own, s.codes)
	s.codes = s.own
	for _, i := range s.eval.out {
		if s.codes[i] == DontKnow || s.codes[i] >= FirstLevel {
			s.overruled++
		}
		s.codes[i] = DoesNotApply
		s.asked--
	}
	for _, i := range notAsked {
		if s.codes[i] == NoAnswer {
			s.codes[i] = DoesNotApply
			s.asked--
		}
	}
}

// unasked lists the criteria that a depth does not ask.
func (s *Scorer) unasked(depth string) []int {
	if depth == "" || depth == FullDepth {
		return nil
	}
	out, ok := s.notAsked[depth]
	if !ok {
		for i := range s.m.criteria {
			if !s.m.Asked(i, depth) {
				out = append(out, i)
			}
		}
		s.notAsked[depth] = out
	}
	return out
}

// Evaluate computes every node of an assessment that no codes can tell, as votes give values between levels.
func (s *Scorer) Evaluate(a *Assessment, opt Options) {
	s.at(cmp.Or(opt.Stage, a.Subject.Stage), cmp.Or(opt.Sector, a.Subject.Sector))
	s.overruled = 0
	for _, i := range s.eval.out {
		var c CriterionResult
		if c.rate(&a.Answers[i], s.m.criteria[i].scale, true); a.Answers[i].Given && c.State != NotApplicable {
			s.overruled++
		}
	}
	a, _ = s.m.applied(a, s.eval.sector, nil)
	if len(a.Targets) > 0 { // no tables: they hold what depends on targets
		s.eval.setting = s.m.newSetting(s.Stage(), s.Sector(), a.Targets)
	}
	s.asked = len(s.m.criteria)
	for i := range s.m.criteria {
		var c CriterionResult
		c.rate(&a.Answers[i], s.m.criteria[i].scale, s.m.Asked(i, a.Depth))
		s.eval.states[i], s.eval.values[i] = c.State, c.Value.Value
		if c.State == NotAsked || slices.Contains(s.eval.out, i) {
			s.asked--
		}
	}
	s.eval.score()
	for i := range s.alone {
		s.keepAlone(i)
	}
	s.ready, s.judged = false, false
}

// practices looks up what the answers to the practices come to, or computes it.
func (s *Scorer) practices() {
	n := len(s.tables)
	codes, now, numbers, outcomes, cells := s.codes, s.now[:n], s.numbers[:n], s.outcomes[:n], s.eval.practices[:n]
	all := s.known[:n]
	for i := range s.tables {
		tab, known := &s.tables[i], all[i]
		key, at := tab.key(codes), uint16(0)
		if key < len(tab.pooled) {
			if pooled := int(tab.pooled[key]); pooled < len(known) {
				at = known[pooled]
			}
		}
		if at == 0 {
			s.practice(i, key)
			continue
		}
		of := &outcomes[i].list[at-1]
		now[i], numbers[i] = of, at
		cells[i] = of.cell // by itself, or it is copied twice
	}
}

// practice computes practice i, and keeps it for others with the same answers if there is a place for them: there is
// none for values between levels, too many answers, or too many settings.
func (s *Scorer) practice(i, key int) {
	s.compute(i)
	if tab := &s.tables[i]; key < len(tab.pooled) && s.known[i] != nil {
		tab.pooled[key] = s.pooled[i].number(s.eval.pooled(i))
		if at := s.outcomeOf(i, int(tab.pooled[key])); at > 0 {
			s.now[i], s.numbers[i] = &s.outcomes[i].list[at-1], at
			return
		}
	}
	s.keepAlone(i)
}

// outcomeOf is the number of what was computed of practice i, by the number of what it pools; 0 when there is none.
func (s *Scorer) outcomeOf(i, pooled int) uint16 {
	known := s.known[i]
	if pooled == 0 {
		return 0
	}
	if more := pooled + 1 - len(known); more > 0 {
		known = append(known, make([]uint16, more)...)
		s.known[i] = known
	}
	if known[pooled] == 0 {
		known[pooled] = s.outcomes[i].number(s.eval.outcome(i))
	}
	return known[pooled]
}

// keepAlone keeps what was computed of practice i for this assessment alone.
func (s *Scorer) keepAlone(i int) {
	s.alone[i] = s.eval.outcome(i)
	s.now[i], s.numbers[i] = &s.alone[i], 0
}

// Outcomes has a number for each practice: where two assessments of this scorer have the same, its answers came to the
// same in both, to the same score, level and target. 0 is no such number. It is valid until the next score.
func (s *Scorer) Outcomes() []uint16 { return s.numbers }

func (s *Scorer) compute(i int) {
	kids := s.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		if code := s.codes[k]; code == Voted {
			s.eval.states[k], s.eval.values[k] = Answered, s.voted[k]
		} else {
			s.eval.states[k], s.eval.values[k] = s.m.rated(k, code)
		}
	}
	s.eval.scorePractice(i)
}

// Asked is how many criteria the assessment asked, or answered without being asked, of the [Model.Len] that there are;
// what the sector leaves out is none of them.
func (s *Scorer) Asked() int { return s.asked }

// LeavesOut reports whether the sector in force leaves a criterion out.
func (s *Scorer) LeavesOut(i int) bool { return slices.Contains(s.eval.out, i) }

// Overruled is how many answers the sector leaves out, so that they are in no number; one that only keeps a note is
// among them, as codes do not tell it from a don't-know.
func (s *Scorer) Overruled() int { return s.overruled }

// Overall is the worth of the whole.
func (s *Scorer) Overall() Node { return s.eval.overall.node(s.m.overall) }

// Whole is the score of the whole alone.
func (s *Scorer) Whole() Maybe[float64] { return s.eval.overall.maybe() }

// Part is the score of a part by its place.
func (s *Scorer) Part(i int) Maybe[float64] { return s.eval.parts[i].maybe() }

// Dimension is the score of a dimension by its place.
func (s *Scorer) Dimension(i int) Maybe[float64] { return s.eval.dims[i].maybe() }

// Practice is the score of a practice by its place.
func (s *Scorer) Practice(i int) Maybe[float64] { return s.eval.practices[i].maybe() }

// LevelIndex is the place of the highest level that a practice's score reaches, -1 when it reaches none or has none.
func (s *Scorer) LevelIndex(i int) int {
	return s.now[i].level
}

// Target is that of a practice by its place, the agreed one or else the stage's, in points of the score; see
// [Practice].Aim.
func (s *Scorer) Target(i int) Maybe[float64] { return s.now[i].target }

// IsAgreed reports whether the target of a practice is the assessment's own; see [Assessment.Targets].
func (s *Scorer) IsAgreed(i int) bool {
	_, is := s.eval.agreed[s.m.Rubric.Practices[i].ID]
	return is
}

// Weakest is the practice with the lowest score, by its place; see [Overall].
func (s *Scorer) Weakest() Maybe[int] { return s.judge().weakest }

// StageReached is the level that 85 % of the weight has reached.
func (s *Scorer) StageReached() Maybe[int] { return s.judge().stage }

// Attainment is how much of the way to the targets is done, 0 to 1.
func (s *Scorer) Attainment() Maybe[float64] { return s.judge().attainment }

func (s *Scorer) judge() *verdict {
	if !s.judged {
		s.verdict, s.judged = s.eval.verdict(s.now), true
	}
	return &s.verdict
}

// Focus are the practices in focus, by their places, in the order of their ranks. It is valid until the next score.
func (s *Scorer) Focus() []int {
	if !s.ready {
		s.focus, s.ready = s.inFocus(s.focus[:0]), true
	}
	return s.focus
}

func (s *Scorer) inFocus(top []int) []int {
	if len(s.m.required) == 0 && len(s.now) <= maxPlaced {
		if keys := s.highest(); keys[focusRanks-1]>>63 == 0 { // else more may be urgent
			for _, key := range keys {
				if key > 0 {
					top = append(top, placeIn(key))
				}
			}
			return top
		}
	}
	for i, of := range s.now {
		s.ranking.standings[i] = &of.standing
	}
	s.ranking.settle()
	return s.ranking.focus(top)
}

// highest are the highest keys of the practices, the highest first. Each key sinks as far as it goes, by steps that are
// the same for all: guessing where it will stop costs more.
func (s *Scorer) highest() [focusRanks]uint64 {
	var a, b, c, d, e uint64
	for _, of := range s.now {
		x := of.key
		a, x = max(a, x), min(a, x)
		b, x = max(b, x), min(b, x)
		c, x = max(c, x), min(c, x)
		d, x = max(d, x), min(d, x)
		e = max(e, x)
	}
	return [focusRanks]uint64{a, b, c, d, e}
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
