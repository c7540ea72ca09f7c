package assess_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/rubrictest"
)

// tree makes a rubric at random: up to three parts of up to three dimensions, practices and criteria each, with weights
// of all of them (0 among them, or none where none need be), a stage that changes weights, a sector, and any
// aggregates.
func tree(rng *rand.Rand) *assess.Model {
	kinds := []rubric.Aggregate{rubric.Mean, rubric.Sum, rubric.Min, rubric.Geometric}
	rule := func() rubric.Rule { return rubric.Rule{Aggregate: kinds[rng.IntN(len(kinds))]} }
	weight := func() float64 { return []float64{0, 1, 1, 2, 3, 0.7}[rng.IntN(6)] }
	given := func() rubric.PerStage {
		switch rng.IntN(3) {
		case 0:
			return rubric.PerStage{}
		case 1:
			return rubric.PerStage{All: num(weight())}
		}
		return rubric.PerStage{By: map[string]float64{"early": weight(), "late": weight()}}
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scoring: rubric.Scoring{Practice: rule(), Dimension: rule(),
		Part: rule(), Overall: rule()},
		Stages: []rubric.Stage{{ID: "early", Default: true}, {ID: "late"}}}
	s := rubric.Scale{ID: "three"}
	for l := 1; l <= 3; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{s}
	sector := rubric.Sector{ID: "here", Weights: map[string]float64{}}
	for p := range 1 + rng.IntN(3) {
		part := fmt.Sprint("p", p)
		r.Parts = append(r.Parts, rubric.Part{ID: part, Weight: given()})
		for d := range 1 + rng.IntN(3) {
			dim := fmt.Sprint(part, "d", d)
			r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: dim, Part: part, Weight: given()})
			for k := range 1 + rng.IntN(3) {
				pr := rubric.Practice{ID: fmt.Sprint(dim, "k", k), Dimension: dim, Weight: given(),
					ByCriteria: rng.IntN(4) == 0}
				if rng.IntN(3) == 0 {
					sector.Weights[pr.ID] = float64(rng.IntN(4) - 2)
				}
				for c := range 1 + rng.IntN(3) {
					pr.Criteria = append(pr.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c), Weight: weight(),
						Scale: "three", Core: c == 0})
				}
				r.Practices = append(r.Practices, pr)
			}
		}
	}
	r.Sectors = []rubric.Sector{sector}
	return assess.Compile(rubrictest.Own(rng, r, 2))
}

// TestSharesAreTheCoverage: over random rubrics and files of one rater, what is unanswered and not known is exactly
// what the coverage of the overall score lacks, and the shares add up to 1.
func TestSharesAreTheCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	seen := map[string]int{}
	for range 3000 {
		m := tree(rng)
		a := random(m, rng)
		a.Depth = []string{"", "full", "quick", m.Rubric.Parts[0].ID}[rng.IntN(4)]
		a.Subject.Stage, a.Subject.Sector = []string{"", "late"}[rng.IntN(2)], []string{"", "here"}[rng.IntN(2)]
		if p := rng.IntN(4); p < len(m.Rubric.Parts) { // a part that nobody has begun
			for i := range a.Answers {
				if strings.HasPrefix(m.Criterion(i).ID, m.Rubric.Parts[p].ID) {
					a.Answers[i] = assess.Answer{}
				}
			}
		}
		res := m.Evaluate(a, assess.Options{})
		got, coverage := assess.Total(m.Shares(res, assess.Counting)), res.Overall.Coverage
		if !coverage.OK {
			seen["nothing applies"]++
			if got != (assess.Share{}) {
				t.Fatalf("shares of nothing: %+v", got)
			}
			continue
		}
		if math.Abs(got.Unanswered+got.Unknown-(1-coverage.Value)) > 1e-12 || math.Abs(got.Weight-1) > 1e-12 ||
			math.Abs(got.Answered-coverage.Value) > 1e-12 {
			t.Fatalf("%+v, and the coverage is %v", got, coverage.Value)
		}
		for _, w := range res.Warnings {
			seen[string(w.Code)]++
		}
		seen["some missing"] += int(math.Ceil(1 - coverage.Value))
	}
	for _, want := range []string{"nothing applies", "some missing", string(assess.NotAssessed), string(assess.NothingAnswered)} {
		if seen[want] < 20 {
			t.Errorf("%s: only %d cases", want, seen[want])
		}
	}
}

// TestShareOfOne: a criterion's share is what the coverage loses without its answer alone, where everything else is
// answered.
func TestShareOfOne(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	tried := 0
	for range 400 {
		m := tree(rng)
		a := random(m, rng)
		for i := range a.Answers {
			if a.Answers[i].State != assess.NotApplicable {
				a.Answers[i] = level(2)
			}
		}
		full := m.Evaluate(a, assess.Options{})
		for i, s := range m.Shares(full, assess.Counting) {
			if a.Answers[i].State == assess.NotApplicable {
				if s != (assess.Share{}) {
					t.Fatalf("what does not apply has a share: %+v", s)
				}
				continue
			}
			less := *a
			less.Answers = append([]assess.Answer(nil), a.Answers...)
			less.Answers[i] = assess.Answer{}
			res := m.Evaluate(&less, assess.Options{})
			if part := partOf(m, i); res.Parts[part].Score.OK != full.Parts[part].Score.OK {
				continue // the only one of its part: without it the part is not assessed
			}
			if !full.Overall.Coverage.OK {
				continue
			}
			tried++
			if lost := full.Overall.Coverage.Value - res.Overall.Coverage.Value; math.Abs(lost-s.Weight) > 1e-12 ||
				s.Answered != s.Weight {
				t.Fatalf("%s: share %+v, the coverage loses %v", m.Criterion(i).ID, s, lost)
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d criteria", tried)
	}
}

func partOf(m *assess.Model, i int) int {
	id := m.Criterion(i).ID
	for p := range m.Rubric.Parts {
		if strings.HasPrefix(id, m.Rubric.Parts[p].ID) {
			return p
		}
	}
	return -1
}

// shares writes shares down, in rubric order: "weight=answered/unanswered/unknown/na", in 24ths.
func shares(all []assess.Share) string {
	var out []string
	for _, s := range all {
		out = append(out, fmt.Sprintf("%.6g=%.6g/%.6g/%.6g/%.6g", 24*s.Weight, 24*s.Answered, 24*s.Unanswered,
			24*s.Unknown, 24*s.NotApplicable))
	}
	return strings.Join(out, " ")
}

// TestSharesByHand: practice a (weight 2, criteria c0, c1 and c2) and b (weight 1, c0), and c (weight 1, c0) in a
// dimension of its own. The case is the second: at quick depth a/c0 and b/c0 weigh 2 and 1, however many
// criteria a has.
func TestSharesByHand(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 3, weight: 2}, {id: "b", criteria: 1, weight: 1}},
		[]spec{{id: "c", criteria: 1, weight: 1}})
	m := assess.Compile(r)
	for _, c := range []struct {
		depth   string
		over    assess.Basis
		answers []assess.Answer
		want    string
	}{
		{"full", assess.Counting, []assess.Answer{level(3), {}, unknown, level(1), {}}, "4=4/0/0/0 4=0/4/0/0 4=0/0/4/0 6=6/0/0/0 6=0/6/0/0"},
		{"quick", assess.Counting, []assess.Answer{{}, {}, {}, level(1), level(1)}, "12=0/12/0/0 0=0/0/0/0 0=0/0/0/0 6=6/0/0/0 6=6/0/0/0"},
		{"full", assess.Counting, []assess.Answer{level(3), na, na, level(1), na}, "16=16/0/0/0 0=0/0/0/0 0=0/0/0/0 8=8/0/0/0 0=0/0/0/0"},
		// as if it applied: of a a third each, and c in its place
		{"full", assess.WithNA, []assess.Answer{level(3), na, na, level(1), na}, "4=4/0/0/0 4=0/0/0/4 4=0/0/0/4 6=6/0/0/0 6=0/0/0/6"},
		{"full", assess.WithNA, []assess.Answer{na, na, na, na, na}, "4=0/0/0/4 4=0/0/0/4 4=0/0/0/4 6=0/0/0/6 6=0/0/0/6"},
		{"full", assess.WithNA, []assess.Answer{level(3), {}, unknown, na, {}}, "4=4/0/0/0 4=0/4/0/0 4=0/0/4/0 6=0/0/0/6 6=0/6/0/0"},
	} {
		a := &assess.Assessment{Depth: c.depth, Answers: c.answers}
		if got := shares(m.Shares(m.Evaluate(a, assess.Options{}), c.over)); got != c.want {
			t.Errorf("%s, %d: %s, want %s", c.depth, c.over, got, c.want)
		}
	}
}

// TestSharesOfParts: a part that nobody has begun is outside the whole, as it is for the coverage, but inside every
// part.
func TestSharesOfParts(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 2}, {id: "b", criteria: 1, weight: 1}},
		[]spec{{id: "c", criteria: 1, weight: 1}})
	r.Parts = append(r.Parts, rubric.Part{ID: "other", Weight: rubric.PerStage{All: num(5)}})
	r.Dimensions[1].Part = "other" // weighs 5 beside 3
	m := assess.Compile(r)
	for over, want := range map[assess.Basis]string{
		assess.Counting:  "16=16/0/0/0 8=0/8/0/0 0=0/0/0/0",
		assess.EveryPart: "6=6/0/0/0 3=0/3/0/0 15=0/15/0/0",
	} {
		if got := shares(m.Shares(m.Evaluate(&assess.Assessment{Answers: []assess.Answer{level(3), {}, {}}},
			assess.Options{}), over)); got != want {
			t.Errorf("%d: %s, want %s", over, got, want)
		}
	}
}

// votes makes an answer of a line like "3 ? n -": a vote of each rater, - for none.
func votes(line string) assess.Answer {
	a := assess.Answer{}
	for r, word := range strings.Fields(line) {
		v := assess.Vote{Rater: fmt.Sprint("r", r)}
		switch word {
		case "-":
			continue
		case "?":
			v.State = assess.Unknown
		case "n":
			v.State = assess.NotApplicable
		default:
			v.State, v.Level = assess.Answered, int(word[0]-'0')
		}
		a.Given, a.State, a.Votes = true, assess.Unanswered, append(a.Votes, v)
	}
	return a
}

// TestSharesOfVotes: two criteria of one practice, 12 of 24 each; the raters are those who voted on either.
func TestSharesOfVotes(t *testing.T) {
	six := []assess.Rater{{ID: "r0"}, {ID: "r1"}, {ID: "r2"}, {ID: "r3"}, {ID: "r4"}, {ID: "r5"}}
	m := assess.Compile(build(means(), []spec{{id: "a", criteria: 2, weight: 1}}))
	agreed := func(line string, to assess.Answer) assess.Answer {
		to.Votes = votes(line).Votes
		return to
	}
	for _, c := range []struct {
		one, other assess.Answer
		over       assess.Basis
		want       string
	}{
		{votes("3 ? ? ? ? ?"), votes("3 3 3 3 3 3"), assess.Counting, "12=2/0/10/0 12=12/0/0/0"},
		{votes("3 - - - - -"), votes("3 3 3 3 3 3"), assess.Counting, "12=2/10/0/0 12=12/0/0/0"},
		{votes("3 - ? n n n"), votes("3 3 3 3 3 3"), assess.Counting, "12=4/4/4/0 12=12/0/0/0"}, // three of them are left
		{votes("3 - ? n n n"), votes("3 3 3 3 3 3"), assess.WithNA, "12=2/2/2/6 12=12/0/0/0"},
		{votes("n n n n n 5"), votes("3 3 3 3 3 3"), assess.Counting, "12=12/0/0/0 12=12/0/0/0"},
		{votes("n n n n n 5"), votes("3 3 3 3 3 3"), assess.WithNA, "12=2/0/0/10 12=12/0/0/0"},
		{votes("n n n n n n"), votes("3 3 3 3 3 3"), assess.Counting, "0=0/0/0/0 24=24/0/0/0"},
		{votes("n n n n n n"), votes("3 3 3 3 3 3"), assess.WithNA, "12=0/0/0/12 12=12/0/0/0"},
		{votes("n - - - - -"), votes("3 3 3 3 3 3"), assess.Counting, "12=0/12/0/0 12=12/0/0/0"}, // five have not said that it does not apply
		{votes(""), votes("3 3"), assess.Counting, "12=0/12/0/0 12=12/0/0/0"},
		{votes("3 -"), votes("3 -"), assess.Counting, "12=12/0/0/0 12=12/0/0/0"}, // who never voted is no rater
		{agreed("3 ? ? ? ? ?", level(2)), votes("3 3 3 3 3 ?"), assess.Counting, "12=12/0/0/0 12=10/0/2/0"},
	} {
		a := &assess.Assessment{Panel: true, Answers: []assess.Answer{c.one, c.other}, Raters: six}
		if got := shares(m.Shares(m.Evaluate(a, assess.Options{}), c.over)); got != c.want {
			t.Errorf("%+v, %d: %s, want %s", c.one.Votes, c.over, got, c.want)
		}
	}
}

// TestSharesNotAsked: who was not asked owes no vote; an entry there counts for those who made it.
func TestSharesNotAsked(t *testing.T) {
	m := assess.Compile(build(means(), []spec{{id: "a", criteria: 2, weight: 1}}))
	a := &assess.Assessment{Panel: true, Depth: "quick", Answers: []assess.Answer{votes("3 3 3 3"), votes("- ? 3 -")},
		Raters: []assess.Rater{{ID: "r0"}, {ID: "r1"}, {ID: "r2"}, {ID: "r3"}}}
	if got := shares(m.Shares(m.Evaluate(a, assess.Options{}), assess.Counting)); got != "12=12/0/0/0 12=6/0/6/0" {
		t.Error(got)
	}
}
