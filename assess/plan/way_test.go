package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

// short lists the steps of a plan with their days, by the day they begin.
func short(m *assess.Model, p *plan.Plan) string {
	var out []string
	for k := range p.Steps {
		st := &p.Steps[k]
		out = append(out, fmt.Sprint(st.ID(m.Rubric), " ", st.FromDay, "-", st.ToDay))
	}
	return strings.Join(out, ", ")
}

// reasons lists what a plan leaves.
func reasons(m *assess.Model, p *plan.Plan) string {
	var out []string
	for _, l := range p.Left {
		out = append(out, fmt.Sprint(m.Rubric.Practices[l.Practice].ID, " ", l.Why, " ", l.By))
	}
	return strings.Join(out, ", ")
}

// TestLeft: why what stays short does, by hand on the rubric of the worked example.
func TestLeft(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 0, 2)
	quarter := func(id string, days float64) plan.Capacity {
		return plan.Capacity{PerQuarter: map[string]float64{id: days}}
	}
	tests := []struct {
		name        string
		plan        *plan.Plan
		steps, left string
		met         bool
	}{
		{"the whole way, with what nobody knows", plan.Way(m, res, plan.Capacity{}, 0),
			"roles@2 0-30, training@2 0-30, goals@3 0-60, data@3 0-90, innovation@3 0-60, roles@3 30-90, training@3 30-150",
			"market unscored 0", true},
		{"nobody for HR", plan.Way(m, res, quarter("HR", 0), 0),
			"roles@2 0-30, goals@3 0-60, data@3 0-90, innovation@3 0-60, roles@3 30-90",
			"training no-people 0, market unscored 0", false},
		{"nobody for DIR", plan.Way(m, res, quarter("DIR", 0), 0), "training@2 0-30, data@3 0-90, training@3 30-150",
			"roles no-people 0, goals no-people 0, market unscored 0, innovation no-people 0", false},
		{"by day 89", plan.Way(m, res, plan.Capacity{}, 89),
			"roles@2 0-30, training@2 0-30, goals@3 0-60, innovation@3 0-60",
			"roles later 0, training later 0, data later 0, market unscored 0", false},
		{"by day 60, one step at once: roles come first, and nothing else of DIR fits beside",
			plan.Way(m, res, plan.Capacity{PerQuarter: map[string]float64{"DIR": 1000}, AtOnce: 1}, 60),
			"roles@2 0-30, training@2 0-30",
			"roles later 0, goals later 0, training later 0, data later 0, market unscored 0, innovation later 0", false},
		{"goals chosen without roles", plan.Arrange(m, res, []plan.Pick{{Practice: 1, To: 3}}, plan.Capacity{}, 0), "",
			"roles not-chosen 0, goals blocked 0, training not-chosen 0, data not-chosen 0, market unscored 0, innovation not-chosen 0",
			false},
		{"goals with roles",
			plan.Arrange(m, res, []plan.Pick{{Practice: 1, To: 3}, {Practice: 0, To: 2}}, plan.Capacity{}, 0),
			"roles@2 0-30, goals@3 0-60",
			"roles not-chosen 0, training not-chosen 0, data not-chosen 0, market unscored 0, innovation not-chosen 0", false},
		{"two levels at once are two steps, without a pause",
			plan.Arrange(m, res, []plan.Pick{{Practice: 2, To: 3}}, plan.Capacity{}, 0),
			"training@2 0-30, training@3 30-150",
			"roles not-chosen 0, goals not-chosen 0, data not-chosen 0, market unscored 0, innovation not-chosen 0", false},
	}
	for _, test := range tests {
		if got := short(m, test.plan); got != test.steps {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.steps)
		}
		if got := reasons(m, test.plan); got != test.left {
			t.Errorf("%s: left\n got %s\nwant %s", test.name, got, test.left)
		}
		if test.plan.TargetsMet.OK != test.met {
			t.Errorf("%s: targets met on %v", test.name, test.plan.TargetsMet)
		}
	}
}

// TestBlocked: goals, which OPS could take on, wait for roles, which nobody can; and the gap that this leaves among the
// first five is for innovation from day 180 on.
func TestBlocked(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	goals := &m.Rubric.Practices[1]
	goals.Actions[0].Owner, m.Rubric.Practices[5].Actions[0].Owner = "OPS", "OPS"
	p := plan.Way(m, res, plan.Capacity{PerQuarter: map[string]float64{"DIR": 0}}, 0)
	const want = "training@2 0-30, data@3 0-90, market@3 0-120, training@3 30-150, innovation@3 180-240"
	if got := short(m, p); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := reasons(m, p), "roles no-people 0, goals blocked 0"; got != want {
		t.Errorf("left %s, want %s", got, want)
	}
}

// TestNoActionAndTop: a level without an action ends the steps and is named; nothing more to do is no reason.
func TestNoActionAndTop(t *testing.T) {
	m, res := worked(t, 3, 3, 3, 3, 1, 3)
	p := plan.Way(m, res, plan.Capacity{}, 0)
	if got := reasons(m, p); got != "market no-action 2" || len(p.Steps) > 0 || p.TargetsMet.OK {
		t.Errorf("%s, %v", got, p.Steps)
	}
	m, res = worked(t, 3, 3, 3, 3, 3, 3)
	p = plan.Way(m, res, plan.Capacity{}, 0)
	if len(p.Left)+len(p.Steps) > 0 || p.TargetsMet != assess.Some(0) || len(p.Phases) != 3 {
		t.Errorf("all is met: %+v", p)
	}
	m, res = worked(t, 0, 0, 0, 0, 0, 0)
	p = plan.Way(m, res, plan.Capacity{}, 0)
	if len(p.Left) != 6 || len(p.Steps) > 0 || p.TargetsMet.OK {
		t.Errorf("nothing is answered: %+v", p)
	}
}

// TestUntilCutsThePhases: the last phase ends with the plan.
func TestUntilCutsThePhases(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	for until, want := range map[int][]int{0: {30, 90, 180, 270}, 20: {20}, 30: {30}, 100: {30, 90, 100},
		200: {30, 90, 180}, 240: {30, 90, 180, 240}} {
		var got []int
		for _, ph := range plan.Way(m, res, plan.Capacity{}, until).Phases {
			got = append(got, ph.Days)
		}
		if !slices.Equal(got, want) {
			t.Errorf("until %d: %v, want %v", until, got, want)
		}
	}
}

// TestOrder: a chosen prerequisite comes first though it stands behind in the rubric and nobody ranks it.
func TestOrder(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	r := *m.Rubric
	r.Practices = slices.Clone(r.Practices)
	slices.Reverse(r.Practices) // goals before roles
	for k := range r.Practices {
		r.Practices[k].Target.All = nil
	}
	m = assess.Compile(&r)
	a := *res.Assessment
	a.Answers = slices.Clone(a.Answers)
	slices.Reverse(a.Answers)
	res = m.Evaluate(&a, assess.Options{})
	p := plan.Arrange(m, res, []plan.Pick{{Practice: 4, To: 3}, {Practice: 5, To: 3}}, plan.Capacity{}, 0)
	if got := short(m, p); got != "roles@2 0-30, goals@3 0-60, roles@3 30-90" {
		t.Error(got)
	}
}

// TestMostUrgent: after day 180 those begin that rank first and can; five are on the way, or the urgent ones.
func TestMostUrgent(t *testing.T) {
	begun, urgent := 0, 0
	trials(t, 1000, 5, func(tr trial, _ *rand.Rand) {
		p := plan.Way(tr.m, tr.res, plan.Capacity{}, 0)
		for _, ph := range p.Phases[2:] {
			b, u := tr.checkRound(p, ph.Days)
			begun, urgent = begun+b, urgent+u
		}
	})
	if begun < 1000 || urgent < 10 {
		t.Errorf("only %d begin, %d urgent", begun, urgent)
	}
}

// checkRound: whoever should begin on a day does, and nobody else.
func (tr trial) checkRound(p *plan.Plan, day int) (begun, urgent int) {
	var steps []*plan.Step
	for k := range p.Steps {
		steps = append(steps, &p.Steps[k])
	}
	now := tr.m.EvaluateUnder(tr.lifted(steps, day).Assessment, tr.res)
	course, onTheWay := tr.m.Course(now), map[int]bool{}
	for _, st := range steps {
		if st.FromDay < day && st.ToDay > day {
			onTheWay[st.Practice] = true
			course.Begin(st.Practice, st.To)
		}
	}
	for _, pr := range now.Priorities {
		next, stop := course.Next(pr.Practice)
		if onTheWay[pr.Practice] || stop.Why != "" || !pr.Urgent && (!pr.Brings() || len(onTheWay) >= 5) {
			continue
		}
		if !begins(p, &next, day) {
			tr.t.Fatalf("day %d: practice %d of rank %d does not begin", day, pr.Practice, pr.Rank)
		}
		onTheWay[pr.Practice] = true
		course.Begin(pr.Practice, next.To)
		begun++
		if pr.Urgent {
			urgent++
		}
	}
	if n := tr.beginIn(p, day); n > max(5, tr.urgent(now)) {
		tr.t.Errorf("day %d: %d are on the way", day, n)
	}
	return begun, urgent
}

// begins reports whether a step begins on a day, or as soon after it as what it waits for is done.
func begins(p *plan.Plan, next *assess.Step, day int) bool {
	return slices.ContainsFunc(chain(p, next.Practice), func(st *plan.Step) bool {
		from := day
		for _, k := range st.Waits {
			from = max(from, p.Steps[k].ToDay)
		}
		return st.From == next.StartLevel && st.To == next.To && st.FromDay == from
	})
}

// beginIn counts the practices on the way in the phase that begins on a day, until its end.
func (tr trial) beginIn(p *plan.Plan, day int) int {
	on := map[int]bool{}
	for k := range p.Steps {
		if st := &p.Steps[k]; st.FromDay < day+90 && st.ToDay > day {
			on[st.Practice] = true
		}
	}
	return len(on)
}

func (tr trial) urgent(res *assess.Result) (n int) {
	for _, pr := range res.Priorities {
		if pr.Urgent {
			n++
		}
	}
	return n
}

// TestSamples: on the built-in rubric the way ends, at the targets or with a reason for each that is short.
func TestSamples(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	for _, s := range samples.All() {
		a, err := answerfile.Read(s.Name, s.Data, r)
		if err != nil {
			t.Fatal(err)
		}
		tr := trial{t: t, m: m, res: m.Evaluate(a, assess.Options{})}
		tr.check(plan.Way(m, tr.res, tr.capacity, 0))
		tr.capacity.PerQuarter = map[string]float64{"DIR": 10, "OPS": 5, "HR": 0}
		tr.check(plan.Way(m, tr.res, tr.capacity, 0))
	}
}

// BenchmarkWay is the whole way of the samples on the built-in rubric; people slow it down.
func BenchmarkWay(b *testing.B) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	for _, s := range samples.All() {
		a, err := answerfile.Read(s.Name, s.Data, r)
		if err != nil {
			b.Fatal(err)
		}
		res := m.Evaluate(a, assess.Options{})
		few := plan.Capacity{PerQuarter: map[string]float64{}}
		for _, o := range r.Owners {
			few.PerQuarter[o.ID] = 8
		}
		for name, run := range map[string]func() *plan.Plan{
			"free":  func() *plan.Plan { return plan.Way(m, res, plan.Capacity{}, 0) },
			"few":   func() *plan.Plan { return plan.Way(m, res, few, 0) },
			"until": func() *plan.Plan { return plan.Way(m, res, few, 365) },
		} {
			b.Run(s.Name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run()
				}
			})
		}
	}
}

// TestMetByScore: base stands at 1, 5 and 5, and may be at most one above its lowest: level 2. Taken to 3 it scores
// (3+5+5)/3, held at 4, which is what dep needs: on day 180 dep begins, and does not wait for the next step of base,
// to 5.
func TestMetByScore(t *testing.T) {
	mean := rubric.Rule{Aggregate: rubric.Mean}
	one := func(id string, target float64, criteria int, actions ...rubric.Action) rubric.Practice {
		p := rubric.Practice{ID: id, Dimension: "d", Target: rubric.PerStage{All: num(target)}, Actions: actions}
		for k := range criteria {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", k), Weight: 1, Scale: "five"})
		}
		return p
	}
	dep := one("dep", 2, 1, rubric.Action{To: 2, Effort: "M", Days: 30})
	dep.Requires = []rubric.Requirement{{Practice: "base", Level: 4}}
	r := &rubric.Rubric{Scales: []rubric.Scale{scale("five", 5, 1, 0)}, Parts: []rubric.Part{{ID: "p"}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "p"}},
		Scoring: rubric.Scoring{Practice: rubric.Rule{Aggregate: rubric.Mean, AboveLowest: num(1)}, Dimension: mean,
			Part: mean, Overall: mean},
		Practices: []rubric.Practice{one("base", 5, 3, rubric.Action{To: 3, Effort: "M", Days: 90},
			rubric.Action{To: 4, Effort: "M", Days: 200},
			rubric.Action{To: 5, Effort: "M", Days: 200}), dep}}
	m, a := assess.Compile(r), &assess.Assessment{}
	for _, level := range []int{1, 5, 5, 1} {
		a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: level})
	}
	p := plan.Way(m, m.Evaluate(a, assess.Options{}), plan.Capacity{}, 0)
	if got, want := short(m, p), "base@3 0-90, base@5 180-380, dep@2 180-210"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
