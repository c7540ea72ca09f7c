package panel_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/panel"
	"fathom/rubric/channelteam"
)

func model() *assess.Model { return assess.Compile(channelteam.Rubric()) }

// workshop reads a round of the sample workshop.
func workshop(t testing.TB, round string) []panel.Ballot {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/workshop/" + round + "/*.yaml")
	if err != nil || len(paths) != 8 {
		t.Fatalf("%d raters, %v", len(paths), err)
	}
	var out []panel.Ballot
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := answerfile.Read(path, data, channelteam.Rubric())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, panel.Ballot{File: filepath.Base(path), Assessment: a})
	}
	return out
}

// ballot is a rater's file with levels on the first criteria; 0 is no answer, -1 don't know, -2 not applicable.
func ballot(m *assess.Model, rater, role string, levels ...int) panel.Ballot {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-05-01",
		Raters: []assess.Rater{{ID: rater, Role: role}}, Answers: make([]assess.Answer, m.Len())}
	for i, l := range levels {
		switch l {
		case 0:
		case -1:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
		case -2:
			a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		default:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: l}
		}
	}
	return panel.Ballot{File: rater + ".yaml", Assessment: a}
}

func merge(t testing.TB, m *assess.Model, ballots ...panel.Ballot) *assess.Assessment {
	t.Helper()
	a, problems := panel.Merge(m, ballots)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return a
}

func file(t testing.TB, a *assess.Assessment) string {
	t.Helper()
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, channelteam.Rubric()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestMergeKeepsEveryVote: the panel of the workshop holds what each rater said, and can be written and read.
func TestMergeKeepsEveryVote(t *testing.T) {
	m, ballots := model(), workshop(t, "2026-05")
	a := merge(t, m, ballots...)
	for _, s := range ballots {
		for i, want := range s.Answers {
			at := slices.IndexFunc(a.Answers[i].Votes, func(v assess.Vote) bool { return v.Rater == s.Raters[0].ID })
			if (at >= 0) != want.Given {
				t.Fatalf("%s on %s: vote %v, answer %v", s.File, m.Criterion(i).ID, at >= 0, want.Given)
			}
			if at >= 0 && (a.Answers[i].Votes[at].State != want.State || a.Answers[i].Votes[at].Level != want.Level) {
				t.Errorf("%s on %s: %+v, want %+v", s.File, m.Criterion(i).ID, a.Answers[i].Votes[at], want)
			}
			if want.Note != "" && !strings.Contains(a.Answers[i].Note, s.Raters[0].ID+": "+want.Note) {
				t.Errorf("%s: the note %q is lost", s.File, want.Note)
			}
		}
	}
	file(t, a)
}

// TestOrderOfFiles: any order of the files gives the same bytes, of a panel and of a refusal.
func TestOrderOfFiles(t *testing.T) {
	m, ballots := model(), workshop(t, "2026-05")
	want := file(t, merge(t, m, ballots...))
	bad := workshop(t, "2026-05")
	bad[2].Subject.Stage, bad[5].Subject.ID = "mature", "other"
	_, wantProblems := panel.Merge(m, bad)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(ballots), func(i, j int) { ballots[i], ballots[j] = ballots[j], ballots[i] })
		if file(t, merge(t, m, ballots...)) != want {
			t.Fatal("the order of the files changes the panel")
		}
		r.Shuffle(len(bad), func(i, j int) { bad[i], bad[j] = bad[j], bad[i] })
		if _, problems := panel.Merge(m, bad); problems.Error() != wantProblems.Error() {
			t.Fatalf("the order of the files changes the refusal:\n%v\n%v", problems, wantProblems)
		}
	}
}

// TestLateRater: a panel takes in another rater, and gives what merging all at once gives.
func TestLateRater(t *testing.T) {
	m, ballots := model(), workshop(t, "2026-05")
	for i := range ballots {
		for k := range ballots[i].Answers {
			ballots[i].Answers[k].Note = "" // a panel's notes are one text
		}
	}
	all := merge(t, m, ballots...)
	first := panel.Ballot{File: "panel.yaml", Assessment: merge(t, m, ballots[:5]...)}
	late := merge(t, m, append([]panel.Ballot{first}, ballots[5:]...)...)
	for i := range all.Answers {
		slices.Sort(all.Answers[i].Evidence)
		slices.Sort(late.Answers[i].Evidence)
	}
	if !reflect.DeepEqual(all, late) {
		t.Error("a late rater makes another panel")
	}
}

// TestReworded: who rated an earlier text that asked the same is one panel with who rated the present one.
func TestReworded(t *testing.T) {
	m := model()
	m.Criterion(0).SameAs = []string{"abcdefgh"}
	a, b := ballot(m, "a", "", 3), ballot(m, "b", "", 3)
	a.Answers[0].Text, b.Answers[0].Text = "abcdefgh", m.Criterion(0).TextDigest()
	if got := merge(t, m, a, b).Answers[0]; len(got.Votes) != 2 || !m.Criterion(0).Means(got.Text) {
		t.Errorf("%+v", got)
	}
}

func TestRefused(t *testing.T) {
	m := model()
	change := func(f func(*assess.Assessment)) []panel.Ballot {
		s := ballot(m, "b", "", 3)
		f(s.Assessment)
		return []panel.Ballot{ballot(m, "a", "", 2), s}
	}
	text := func(rater, digest string) panel.Ballot {
		s := ballot(m, rater, "", 3)
		s.Answers[0].Text = digest
		return s
	}
	agreed := func(file, rater string, level int) panel.Ballot {
		a := merge(t, m, ballot(m, rater, "", 3))
		panel.Agree(a, 0, assess.Answered, level, "")
		return panel.Ballot{File: file, Assessment: a}
	}
	for want, ballots := range map[string][]panel.Ballot{
		"b.yaml: not the same subject: other here, s in a.yaml": change(func(a *assess.Assessment) { a.Subject.ID = "other" }),
		"not the same subject's name: B here, none in a.yaml":   change(func(a *assess.Assessment) { a.Subject.Name = "B" }),
		"not the same stage: growth here, none":                 change(func(a *assess.Assessment) { a.Subject.Stage = "growth" }),
		"not the same sector: x here":                           change(func(a *assess.Assessment) { a.Subject.Sector = "x" }),
		"not the same tags: region=x here":                      change(func(a *assess.Assessment) { a.Subject.Tags = map[string]string{"region": "x"} }),
		"the file names no rater":                               change(func(a *assess.Assessment) { a.Raters = nil }),
		"the rater a is in a.yaml as well":                      change(func(a *assess.Assessment) { a.Raters[0].ID = "a" }),
		"goals-strategy/goal-quality was rated wi":              {text("a", "aaaaaaaa"), text("b", "bbbbbbbb")},
		"another agreed answer than in p.yaml":                  {agreed("p.yaml", "a", 2), agreed("q.yaml", "b", 3)},
	} {
		if _, problems := panel.Merge(m, ballots); problems == nil || !strings.Contains(problems.Error(), want) {
			t.Errorf("%q: %v", want, problems)
		}
	}
	two := func(a *assess.Assessment) { a.Subject.Tags = map[string]string{"b": "2", "a": "1"} }
	_, problems := panel.Merge(m, change(two))
	if got := problems.In("zh"); !strings.Contains(got, "这里是 a=1、b=2，a.yaml 里是 空") {
		t.Error(got)
	}
}

// TestAgree: the agreed level scores, and the votes stay.
func TestAgree(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "a", "", 2), ballot(m, "b", "", 4))
	panel.Agree(a, 0, assess.Answered, 3, "after discussion")
	res := m.Evaluate(a, assess.Options{})
	c := res.Practices[0].Criteria[0]
	if len(a.Answers[0].Votes) != 2 || c.Value.Value != 3 || a.Answers[0].Reason != "after discussion" || a.Answers[0].Note != "" ||
		c.Agreement != assess.Discuss {
		t.Errorf("%+v %+v", a.Answers[0], c)
	}
	if ag := panel.NewAgenda(m, res); len(ag.Discuss) != 0 || ag.Items[0].Agreed.Value != 3 {
		t.Errorf("the agreed criterion is on the agenda: %+v", ag)
	}
}

// TestAgenda is worked by hand on the first four criteria: 1,5 is AD 2 (discuss); 3,3 aligned; don't know twice; 2,4 AD
// 1 (discuss).
func TestAgenda(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "a", "manager", 1, 3, -1, 2), ballot(m, "b", "field", 5, 3, -1, 4))
	ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
	var got []string
	for _, at := range ag.Discuss {
		it := ag.Items[at]
		got = append(got, fmt.Sprintf("%d %v %v>%v", it.Criterion, it.Reasons, it.Lowest, it.Highest))
	}
	want := []string{"0 [discuss] [a]>[b]", "3 [discuss] [a]>[b]", "2 [dont-know] []>[]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAgendaWeights: the weights on the agenda are shares of the whole over what was asked. The workshop's 31
// practices, one criterion each, weigh 119 together: incentives 5, roles 4, and 5/119*0.75 stands before 4/119*0.653.
func TestAgendaWeights(t *testing.T) {
	m := model()
	ag := panel.NewAgenda(m, m.Evaluate(merge(t, m, workshop(t, "2026-05")...), assess.Options{}))
	sum, at := 0.0, map[string]int{}
	for n, i := range ag.Discuss {
		at[m.Criterion(ag.Items[i].Criterion).ID] = n + 1
	}
	for _, it := range ag.Items {
		sum += it.Weight
		want := map[string]float64{"incentives/plan-fairness": 5. / 119, "roles/overlap-control": 4. / 119}
		if w, ok := want[m.Criterion(it.Criterion).ID]; ok && math.Abs(it.Weight-w) > 1e-12 {
			t.Errorf("%s weighs %v, want %v", m.Criterion(it.Criterion).ID, it.Weight, w)
		}
		if low := slices.Contains(it.Reasons, panel.LowAndMain); low && it.Weight < 1./31 {
			t.Errorf("%s is low and weighs less than the average", m.Criterion(it.Criterion).ID)
		}
	}
	if len(ag.Items) != 31 || math.Abs(sum-1) > 1e-12 {
		t.Errorf("%d criteria weigh %v", len(ag.Items), sum)
	}
	if at["incentives/plan-fairness"] != 2 || at["roles/overlap-control"] != 3 {
		t.Errorf("incentives is item %d, roles %d", at["incentives/plan-fairness"], at["roles/overlap-control"])
	}
}

// TestVotesOfAnItem: an item counts its votes of each kind.
func TestVotesOfAnItem(t *testing.T) {
	m := model()
	ag := panel.NewAgenda(m, m.Evaluate(merge(t, m, ballot(m, "a", "", -2), ballot(m, "b", "", -2),
		ballot(m, "c", "", -1), ballot(m, "d", "", 4), ballot(m, "e", "", 0, 3)), assess.Options{}))
	if it := ag.Items[0]; it.NA != 2 || it.Unknown != 1 || it.Spread.N != 1 {
		t.Errorf("%d do not apply, %d unknown, %d levels", it.NA, it.Unknown, it.Spread.N)
	}
}

// TestRoles: managers see it a level above the field, with two of each.
func TestRoles(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "a", "manager", 4), ballot(m, "b", "manager", 3), ballot(m, "c", "field", 3),
		ballot(m, "d", "field", 2))
	ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
	if !slices.Contains(ag.Items[0].Reasons, panel.RolesApart) {
		t.Errorf("%v", ag.Items[0].Reasons)
	}
	views := panel.RolesOf(m, a, 0)
	if len(views) != 2 || views[0].Role != "field" || views[0].Means[0].Value != 2.5 ||
		views[1].Means[0].Value != 3.5 || views[0].Means[1].OK {
		t.Errorf("%+v", views)
	}
	if hidden := panel.RolesOf(m, a, 3); len(hidden) != 0 {
		t.Errorf("groups of two are shown: %+v", hidden)
	}
}

// TestStats: a uniform team gets a bad alpha with good agreement, and one rater gets nothing.
func TestStats(t *testing.T) {
	m := model()
	s := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", 3, 3, 3, 2, -1), ballot(m, "b", "", 3, 3, 3, 3, 4)))[0]
	if s.Criteria != 5 || s.Shared != 4 || s.Complete != 4 || !s.AlphaOrdinal.OK || s.AlphaOrdinal.Value > 0.1 ||
		!s.KappaLinear.OK || !s.KendallW.OK {
		t.Errorf("%+v", s)
	}
	one := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", 3, 2)))[0]
	if one.AlphaOrdinal.OK || one.MeanRWG.OK || one.MeanAWG.OK || one.KendallW.OK || one.ICC.Single1.OK {
		t.Errorf("one rater: %+v", one)
	}
	if none := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", -1), ballot(m, "b", "", -1))); len(none) != 0 {
		t.Errorf("no levels: %+v", none)
	}
	// who gave no level on the scale leaves the criteria of the others complete
	with := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", 3, 2, 4), ballot(m, "b", "", 3, 3, 4),
		ballot(m, "c", "", -1, -1, -1)))[0]
	if with.Complete != 3 || !with.KappaLinear.OK {
		t.Errorf("one without a level: %+v", with)
	}
}

// TestMeanAWG: a_wg has no value where the mean is near an end, as of 1 and 4: of two levels it has one where they are
// equal or their mean is 3. Over fewer than half of the criteria it would say of a panel in sharp disagreement that it
// agrees.
func TestMeanAWG(t *testing.T) {
	m := model()
	few := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", 3, 1, 1, 1), ballot(m, "b", "", 3, 4, 4, 4)))[0]
	if few.AWG != 1 || few.Shared != 4 || few.MeanAWG.OK {
		t.Errorf("on 1 of 4: %+v", few)
	}
	half := panel.StatsOf(m, merge(t, m, ballot(m, "a", "", 3, 1, 1, 1, 5), ballot(m, "b", "", 3, 5, 4, 4)))[0]
	if half.AWG != 2 || half.Shared != 4 || !half.MeanAWG.OK || math.Abs(half.MeanAWG.Value) > 1e-12 { // (1 - 1) / 2
		t.Errorf("on 2 of 4: %+v", half)
	}
}

// TestStatsOfScales: what was voted on one scale does not move the coefficients of another, and each scale's are what
// they would be in a panel of its own.
func TestStatsOfScales(t *testing.T) {
	m := kitchen(t)
	first := func(i int) bool { return m.Criterion(i).Scale == m.Rubric.Scales[0].ID }
	r := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		both, only := make([]panel.Ballot, 3), make([]panel.Ballot, 3)
		for n := range both {
			levels, alone := make([]int, m.Len()), make([]int, m.Len())
			for i := range levels {
				scale := m.Rubric.Scale(m.Criterion(i).Scale).Levels
				levels[i] = scale[r.IntN(len(scale))].Level
				if alone[i] = -1; first(i) {
					alone[i] = levels[i]
				}
			}
			id := string(rune('a' + n))
			both[n], only[n] = ballot(m, id, "", levels...), ballot(m, id, "", alone...)
		}
		got, want := panel.StatsOf(m, merge(t, m, both...)), panel.StatsOf(m, merge(t, m, only...))
		if len(got) != 2 || len(want) != 1 || got[0] != want[0] {
			t.Fatalf("%+v\nalone: %+v", got, want)
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	m := model()
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{15, 500} {
		var ballots []panel.Ballot
		for i := range n {
			levels := make([]int, m.Len())
			for k := range levels {
				levels[k] = 1 + r.IntN(5)
			}
			ballots = append(ballots, ballot(m, fmt.Sprintf("r%03d", i), []string{"manager", "field"}[i%2], levels...))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				a := merge(b, m, ballots...)
				panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
				panel.RolesOf(m, a, 3)
				panel.HintsOf(m, a, ballots)
			}
		})
	}
}
