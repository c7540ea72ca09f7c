package agreement_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/reports/agreement"
	"fathom/reports/doc"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// mini is a rubric of two practices of one criterion each, on a scale from 1 to 3, all of one weight.
func mini(t *testing.T) *assess.Model {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/ok/mini.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "mini.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// three raters are far apart on the first criterion: 1, 2 and 3 lie two thirds of a level from their mean, and half a
// level is the limit of three levels. On the second, two say 2 and one does not know; they agreed on 2.
func three(raters ...string) *assess.Assessment {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s", Name: "Team\nA"}, Date: "2026-11-20", Panel: true,
		Answers: []assess.Answer{{Given: true, State: assess.Unanswered},
			{Given: true, State: assess.Answered, Level: 2}}}
	for i, id := range raters {
		a.Raters = append(a.Raters, assess.Rater{ID: id})
		a.Answers[0].Votes = append(a.Answers[0].Votes, assess.Vote{Rater: id, State: assess.Answered, Level: i + 1})
		second := assess.Vote{Rater: id, State: assess.Answered, Level: 2}
		if i == 2 {
			second = assess.Vote{Rater: id, State: assess.Unknown}
		}
		a.Answers[1].Votes = append(a.Answers[1].Votes, second)
	}
	return a
}

// report is that on an assessment; more is what is said besides.
func report(m *assess.Model, a *assess.Assessment, lang say.Language, more agreement.Panel) *agreement.Agreement {
	res := m.Evaluate(a, assess.Options{})
	more.Agenda = panel.NewAgenda(m, res)
	return agreement.New(res, &more, "sha256:1", lang)
}

// section is the section with a heading, in blocks of text, a row a line.
func section(rep *doc.Report, heading string) (out []string) {
	for _, s := range rep.Sections {
		if s.Heading != heading {
			continue
		}
		for _, b := range s.Blocks {
			switch v := b.(type) {
			case doc.Paragraph:
				out = append(out, v.Text)
			case doc.List:
				out = append(out, v.Items...)
			case doc.Table:
				for _, row := range v.Rows {
					out = append(out, strings.Join(row, " | "))
				}
			}
		}
	}
	return out
}

func wants(t *testing.T, rep *doc.Report, heading string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, section(rep, heading)); diff != "" {
		t.Errorf("%s, %s: %s", rep.Title, heading, diff)
	}
}

// TestDoc: one of two criteria is aligned, and people are a third of a level from the mean: two thirds and nothing,
// halved.
func TestDoc(t *testing.T) {
	m := mini(t)
	rep := report(m, three("ann", "bob", "cy"), "en", agreement.Panel{Silent: []assess.Rater{{ID: "dee"}}}).Doc()
	if rep.Title != "Agreement: Team A" {
		t.Errorf("the title is %q", rep.Title)
	}
	wants(t, rep, "In short",
		"3 raters; on 1 of 2 criteria their levels lie close together; on average people are 0.3 levels from the group's view.",
		"dee gave no answer and is not counted.",
		"Of 2 criteria with votes, 1 to discuss, 0 to confirm, 1 agreed after discussion, 0 with nothing to do. Where nothing is agreed, the score is the mean of the votes.")
	wants(t, rep, "To discuss, in this order",
		"1 | Alpha / One | 1 2 3 | far apart | 1: ann; 3: cy")
	wants(t, rep, "All votes", "Alpha / One | 1 2 3 | 0.7 | to discuss | –",
		"Beta / One | 2 2, 1 don't know | 0.0 | agreed | 2",
		"Votes: the level that each rater gave, the lowest first. Apart: how many levels a vote is from the mean of the votes, on average. Next: to discuss, where votes or roles lie apart, where a third do not know, or where some say that it does not apply and others rate it; to confirm, where all see it alike, but low, and it weighs much; agreed, after a discussion; – where there is nothing to do.")

	open := three("ann", "bob", "cy")
	open.Answers[1].State = assess.Unanswered
	if text := section(report(m, open, "en", agreement.Panel{}).Doc(), "In short")[1]; !strings.HasPrefix(text,
		"Of 2 criteria with votes, 2 to discuss, 0 to confirm, 0 agreed") {
		t.Errorf("with nothing agreed: %s", text)
	}

	rep = report(m, three("ann", "bob", "cy"), "zh", agreement.Panel{}).Doc()
	wants(t, rep, "概要", "3 位评分人；2 条标准中有 1 条评级接近；每人平均偏离小组看法 0.3 级。",
		"有票的标准共 2 条：待讨论 1 条，待确认 0 条，讨论后已商定 1 条，其余 0 条无须处理。尚未商定的，以各票均值计分。")
	wants(t, rep, "按这个顺序讨论", "1 | Alpha / One | 1 2 3 | 分歧大 | 1 级：ann；3 级：cy")
}

// TestSpeakers: three people are named, of four only two.
func TestSpeakers(t *testing.T) {
	m, a := mini(t), three("ann", "bob", "cy")
	for i, id := range []string{"dee", "eve", "fay", "gus", "hal"} {
		a.Raters = append(a.Raters, assess.Rater{ID: id})
		level := 1 + 2*(i/3) // three more at 1, two more at 3
		a.Answers[0].Votes = append(a.Answers[0].Votes, assess.Vote{Rater: id, State: assess.Answered, Level: level})
	}
	wants(t, report(m, a, "en", agreement.Panel{}).Doc(), "To discuss, in this order",
		"1 | Alpha / One | 1 1 1 1 2 3 3 3 | far apart | 1: ann, dee and others (4 in all); 3: cy, gus, hal")
}

// TestAgainstSpeakFirst: whoever says that it does not apply opens, before those who gave it a level; the counts of the
// summary add up to the criteria with votes, and the table says the same of each as the lists.
func TestAgainstSpeakFirst(t *testing.T) {
	m, a := mini(t), three("ann", "bob", "cy")
	a.Answers[0].Votes = []assess.Vote{{Rater: "ann", State: assess.Answered, Level: 3},
		{Rater: "bob", State: assess.NotApplicable}, {Rater: "cy", State: assess.Answered, Level: 3}}
	wants(t, report(m, a, "en", agreement.Panel{}).Doc(), "To discuss, in this order",
		"1 | Alpha / One | 3 3, 1 N/A | do not agree whether it applies | N/A: bob; 3: ann, cy")
	a.Answers[0].Votes[0].Level = 2
	rep := report(m, a, "zh", agreement.Panel{}).Doc()
	wants(t, rep, "按这个顺序讨论", "1 | Alpha / One | 2 3，1 人不适用 | 对是否适用看法不一 | 不适用：bob；2 级：ann；3 级：cy")
	wants(t, rep, "全部投票", "Alpha / One | 2 3，1 人不适用 | 0.5 | 待讨论 | –", "Beta / One | 2 2，1 人不知道 | 0.0 | 已商定 | 2",
		"各票：每人所评的级别，从低到高。平均偏离：各票与均值平均相差几级。下一步：各票或各角色差得多、三分之一的人不知道、或者有人认为不适用而有人打了级别的，待讨论；看法一致但分低、权重大的，待确认；讨论过的，已商定；无须处理的写作 –。")
}

// TestAnonymous: nobody is asked to speak first, and who reads is told what is kept back.
func TestAnonymous(t *testing.T) {
	rep := report(mini(t), three("anonymous-1", "anonymous-2", "anonymous-3"), "en",
		agreement.Panel{Withheld: 1, Group: 3}).Doc()
	wants(t, rep, "To discuss, in this order", "1 | Alpha / One | 1 2 3 | far apart")
	all := strings.Join(section(rep, "In short"), "\n")
	for _, want := range []string{"Anonymous: votes belong to nobody",
		"Votes kept back on 1 criterion: put beside an earlier panel, they would show what fewer than 3 people said."} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	for _, s := range rep.Sections {
		if text := strings.Join(section(rep, s.Heading), "\n"); strings.Contains(text, "anonymous-") {
			t.Errorf("%s names a rater:\n%s", s.Heading, text)
		}
	}
}

// TestSummary: a gap report names no rater of a named panel either, and says nothing where there is no panel.
func TestSummary(t *testing.T) {
	m := mini(t)
	of := func(a *assess.Assessment) *doc.Report {
		g := report(m, a, "en", agreement.Panel{})
		return doc.New("en", "", agreement.Summary(g.Scored))
	}
	text := strings.Join(section(of(three("ann", "bob", "cy")), "Agreement of the raters"), "\n")
	if !strings.Contains(text, "Alpha / One") || strings.Contains(text, "ann") {
		t.Errorf("the summary is\n%s", text)
	}
	alone := three("ann")
	alone.Panel = false
	if s := of(alone).Sections[0]; len(s.Blocks) > 0 {
		t.Errorf("one rater has an agreement: %+v", s)
	}
}

// TestRoles: a role stands in the table with its size; a practice does where two roles of two raters or more are a
// level apart, which 0.9 is not, and one rater makes no role.
func TestRoles(t *testing.T) {
	means := func(x, y float64) []assess.Maybe[float64] {
		return []assess.Maybe[float64]{assess.Some(x), assess.Some(y)}
	}
	roles := []panel.RoleView{{Role: "field", Raters: 2, Means: means(1.5, 1.6)},
		{Role: "", Raters: 3, Means: means(2.5, 2.5)},
		{Role: "lone", Raters: 1, Means: means(1.5, 1)}}
	rep := report(mini(t), three("ann", "bob", "cy"), "en", agreement.Panel{Roles: roles}).Doc()
	wants(t, rep, "As the roles see it", "Alpha | 1.5 | 2.5 | 1.5",
		"Only where two roles of two raters or more are a level or more apart.")
	for _, s := range rep.Sections {
		if s.Heading == "As the roles see it" {
			if c := s.Blocks[0].(doc.Table).Columns; c[1].Title != "field (2)" || c[2].Title != "no role (3)" {
				t.Errorf("the columns are %+v", c)
			}
		}
	}
	roles[0].Means[0] = assess.Some(1.6)
	wants(t, report(mini(t), three("ann", "bob", "cy"), "en", agreement.Panel{Roles: roles}).Doc(), "As the roles see it",
		"No practice divides two roles, of two raters or more each, by a level or more.")
}

// TestHints: every hint is a sentence, in both languages; a scale is named only where votes are on several.
func TestHints(t *testing.T) {
	var hints []panel.Hint
	for _, code := range panel.HintCodes() {
		hints = append(hints, panel.Hint{Rater: "ann", Code: code, N: 1, By: 0.75, Scale: "plain"})
	}
	for lang, want := range map[say.Language][]string{
		"en": {"ann gave the same level 1 times in a row.", "ann rates 0.8 levels above the others, over 1 criteria.",
			"ann rates 0.8 levels below the others, over 1 criteria.",
			"ann names no evidence for 1 answer at the middle of the scale or above.",
			"ann rates 2 levels or more above the assessor on 1 criterion.", "These are hints. They change no number."},
		"zh": {"ann 连续 1 次给了同一级。", "ann 比其他人平均高 0.8 级（共 1 条）。", "ann 比其他人平均低 0.8 级（共 1 条）。",
			"ann 有 1 条打在标尺中间或以上，却没有写证据。", "ann 有 1 条比评估师高出两级或更多。", "以上只是提示，不影响任何数字。"},
	} {
		rep := report(mini(t), three("ann", "bob", "cy"), lang, agreement.Panel{Hints: hints}).Doc()
		wants(t, rep, lang.Say("Worth a question", "可以问一问"), want...)
	}
}

// TestData: the same numbers in JSON and CSV, unrounded.
func TestData(t *testing.T) {
	rep := report(mini(t), three("ann", "bob", "cy"), "en", agreement.Panel{})
	var out bytes.Buffer
	if err := rep.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format   string
		Criteria []struct {
			ID              string
			Levels          map[string]int
			Unknown         int
			Mean, AD        float64
			Verdict         string
			Agreed          any
			Weight          float64
			Reasons         []string
			Lowest, Highest []string
		}
		Discuss []string
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Criteria) != 2 || got.Format != agreement.Format || cmp.Diff([]string{"alpha/one"}, got.Discuss) != "" {
		t.Fatalf("%+v", got)
	}
	x, y := got.Criteria[0], got.Criteria[1]
	if x.ID != "alpha/one" || x.Levels["1"]+x.Levels["2"]+x.Levels["3"] != 3 || x.Mean != 2 || x.AD != 2.0/3 ||
		x.Verdict != "discuss" || x.Agreed != nil || x.Weight != 0.5 || x.Lowest[0] != "ann" || x.Highest[0] != "cy" {
		t.Errorf("%+v", x)
	}
	if y.Levels["2"] != 2 || y.Unknown != 1 || y.AD != 0 || y.Agreed != 2.0 || len(y.Lowest) != 0 {
		t.Errorf("%+v", y)
	}
	out.Reset()
	if err := rep.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	want := "\uFEFF" + `id,"votes","unknown","na","low","high","mean","ad","verdict","agreed","weight","discuss","reasons"` + "\r\n" +
		"alpha/one,3,0,0,1,3,2.0,0.6666666666666666,discuss,,0.5,1,discuss\r\n" +
		"beta/one,2,1,0,2,2,2.0,0.0,aligned,2,0.5,,dont-know\r\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestAgreedOn: the table of all votes says what was agreed in words, and an agreed criterion is on no list.
func TestAgreedOn(t *testing.T) {
	for _, c := range []struct {
		state  assess.State
		en, zh string
	}{
		{assess.NotApplicable, "Alpha / One | 1 2 3 | 0.7 | agreed | N/A", "Alpha / One | 1 2 3 | 0.7 | 已商定 | 不适用"},
		{assess.Unknown, "Alpha / One | 1 2 3 | 0.7 | agreed | nobody knows", "Alpha / One | 1 2 3 | 0.7 | 已商定 | 没人知道"},
	} {
		a := three("ann", "bob", "cy")
		a.Answers[0].State = c.state
		en := report(mini(t), a, "en", agreement.Panel{}).Doc()
		zh := report(mini(t), a, "zh", agreement.Panel{}).Doc()
		if got := section(en, "All votes")[0]; got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got := section(zh, "全部投票")[0]; got != c.zh {
			t.Errorf("%q, want %q", got, c.zh)
		}
		if listed := section(en, "To discuss, in this order"); len(listed) > 0 {
			t.Errorf("%v: %v", c.state, listed)
		}
	}
}

// TestTimeBox: of three to discuss, two fit into twelve minutes, and what is left for later is told with the time for
// all; in twenty minutes one of two is confirmed.
func TestTimeBox(t *testing.T) {
	m := mini(t)
	a := three("ann", "bob", "cy")
	a.Answers[1].State = assess.Unanswered
	rep := func(minutes int) *doc.Report {
		return report(m, a, "en", agreement.Panel{Minutes: minutes}).Doc()
	}
	wants(t, rep(11), "To discuss, in this order", "1 | Alpha / One | 1 2 3 | far apart | 1: ann; 3: cy")
	wants(t, rep(11), "Time", "About 6 minutes for one to discuss, 2 for one to confirm: 6 minutes for these. "+
		"Left for later: 1 to discuss. `--minutes 12` lists all.")
	wants(t, rep(12), "Time", "About 6 minutes for one to discuss, 2 for one to confirm: 12 minutes for these.")
	wants(t, rep(0), "Time", "About 6 minutes for one to discuss, 2 for one to confirm: 12 minutes for these.")
}

// TestVotes: up to twelve levels are listed, of more it is said how many there are.
func TestVotes(t *testing.T) {
	m := mini(t)
	for n, want := range map[int]string{12: "1 1 1 1 2 2 2 2 3 3 3 3", 13: "5 at 1, 4 at 2, 4 at 3"} {
		a := three()
		for i := range n {
			id := "r" + strings.Repeat("x", i)
			a.Raters = append(a.Raters, assess.Rater{ID: id})
			a.Answers[0].Votes = append(a.Answers[0].Votes, assess.Vote{Rater: id, State: assess.Answered,
				Level: 1 + i%3})
		}
		if got := section(report(m, a, "en", agreement.Panel{}).Doc(), "All votes")[0]; !strings.Contains(got, "| "+want+" |") {
			t.Errorf("%d votes: %s", n, got)
		}
	}
}

// TestSharedHints: what is true of every rater is said once; of all but one, of each.
func TestSharedHints(t *testing.T) {
	m := mini(t)
	var hints []panel.Hint
	for i, id := range []string{"ann", "bob", "cy"} {
		hints = append(hints, panel.Hint{Rater: id, Code: panel.NoEvidence, N: 5 + i})
	}
	hints = append(hints, panel.Hint{Rater: "cy", Code: panel.SelfAbove, N: 2})
	rep := report(m, three("ann", "bob", "cy"), "en", agreement.Panel{Hints: hints}).Doc()
	wants(t, rep, "Worth a question",
		"All 3 raters name no evidence for answers at the middle of the scale or above, 5 to 7 each: ask for it in the room.",
		"cy rates 2 levels or more above the assessor on 2 criteria.", "These are hints. They change no number.")
	if got := section(report(m, three("ann", "bob", "cy"), "en", agreement.Panel{Hints: hints[1:]}).Doc(),
		"Worth a question"); len(got) != 4 {
		t.Errorf("two of three: %q", got)
	}
}
