package names_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

func read(t *testing.T, name string) *rubric.Rubric {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/ok/" + name)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestText: a text is in the language of the report, else in one that the rubric has, else it is the id; it stays on
// one line and steers no terminal.
func TestText(t *testing.T) {
	r := &rubric.Rubric{Languages: []string{"zh", "en"}, Practices: []rubric.Practice{{ID: "a"}}}
	for _, c := range []struct {
		text   rubric.Text
		en, zh string
	}{
		{rubric.Text{"zh": "目标", "en": "Goals"}, "Goals", "目标"},
		{rubric.Text{"zh": "目标"}, "目标", "目标"},
		{rubric.Text{"en": "Goals"}, "Goals", "Goals"},
		{rubric.Text{}, "a", "a"},
		{rubric.Text{"en": "two\n lines\x1b[31m"}, "two lines<U+001B>[31m", "two lines<U+001B>[31m"},
	} {
		r.Practices[0].Name = c.text
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			n := names.Namer{Language: lang, Rubric: r}
			if got := n.Practice(0); got != want {
				t.Errorf("%v in %s: %q, want %q", c.text, lang, got, want)
			}
		}
	}
}

// TestPlaces: every criterion of the built-in rubric is where the model has it, and so are dimensions and parts.
func TestPlaces(t *testing.T) {
	r := channelteam.Rubric()
	m, n := assess.Compile(r), names.Namer{Language: "en", Rubric: r}
	for at := range m.Len() {
		c := m.Criterion(at)
		i, k := n.Place(at)
		if i != c.Practice || r.Practices[i].Criteria[k].ID != c.Criterion.ID || n.FullID(at) != c.ID {
			t.Errorf("criterion %d is %d, %d: %s, want %s", at, i, k, n.FullID(at), c.ID)
		}
	}
	for i := range r.Practices {
		d := n.DimensionOf(i)
		if r.Dimensions[d].ID != r.Practices[i].Dimension || r.Parts[n.PartOf(d)].ID != r.Dimensions[d].Part {
			t.Errorf("%s is in %s", n.ID(i), r.Dimensions[d].ID)
		}
	}
}

// TestFull: a criterion stands behind its practice; a practice that is one question is named once.
func TestFull(t *testing.T) {
	r := channelteam.Rubric()
	r.Practices[1].Criteria = r.Practices[1].Criteria[:1]
	r.Practices[1].Criteria[0].Name = r.Practices[1].Name
	r.Practices[2].Criteria[0].Name = r.Practices[2].Name // one of several
	n := names.Namer{Language: "en", Rubric: r}
	for i, want := range []string{"Goals & strategy / Goal quality", n.Practice(1), n.Practice(2) + " / " + n.Practice(2)} {
		at := 0
		for _, p := range r.Practices[:i] {
			at += len(p.Criteria)
		}
		if got := n.CriterionAt(at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestShown: a score shows the level that it reaches, never the one that it comes close to.
func TestShown(t *testing.T) {
	r := read(t, "mini.yaml")
	n := names.Namer{Language: "en", Rubric: r}
	zh := names.Namer{Language: "zh", Rubric: r}
	for _, c := range []struct {
		score  float64
		en, zh string
	}{
		{1, "level 1, Low", "1 级“Low”"}, {1.5, "level 1, Low, 50% of the way to 2", "1 级“Low”，到 2 级的差距补上了 50%"},
		{1.999, "level 1, Low, 99% of the way to 2", "1 级“Low”，到 2 级的差距补上了 99%"},
		{2.004, "level 2, Mid", "2 级“Mid”"}, {3, "level 3, High", "3 级“High”"}, {0.5, "", ""},
	} {
		node := assess.At(assess.Some(c.score), &r.Scales[0])
		if en, zh := n.Shown(&node), zh.Shown(&node); en != c.en || zh != c.zh {
			t.Errorf("%g: %q, %q; want %q, %q", c.score, en, zh, c.en, c.zh)
		}
	}
	if s := n.Shown(&assess.Node{}); s != "" {
		t.Errorf("no score is %q", s)
	}
}

// TestBest: the best is the end of the scale, where points are added up the most that there can be.
func TestBest(t *testing.T) {
	scale := &read(t, "mini.yaml").Scales[0]
	for want, e := range map[string]*assess.Ends{
		"3": {Scale: scale, Top: assess.Some(2.0)}, "95": {Top: assess.Some(95.0), Decimals: 1},
		"7.25": {Top: assess.Some(7.25), Decimals: 2}, "–": {},
	} {
		if got := names.Best(e); got != want {
			t.Errorf("%+v: %s, want %s", e, got, want)
		}
	}
}

// scored names an assessment of the small rubric.
func scored(t *testing.T, lang say.Language, r *rubric.Rubric, a *assess.Assessment) *names.Scored {
	t.Helper()
	s := names.Of(assess.Compile(r).Evaluate(a, assess.Options{}), "sha256:0123456789abcdef", lang)
	return &s
}

// TestAnswerWords: a level, why there is none, or what was voted and agreed.
func TestAnswerWords(t *testing.T) {
	r := read(t, "mini.yaml")
	vote := func(level int) assess.Vote { return assess.Vote{Rater: "x", State: assess.Answered, Level: level} }
	votes := []assess.Vote{vote(3), vote(1), vote(2), {Rater: "y", State: assess.Unknown},
		{Rater: "z", State: assess.NotApplicable}, {Rater: "w", State: assess.NotApplicable}}
	for _, c := range []struct {
		answer assess.Answer
		en, zh string
	}{
		{assess.Answer{}, "not answered", "未答"},
		{assess.Answer{Given: true, State: assess.Unknown}, "don't know", "不知道"},
		{assess.Answer{Given: true, State: assess.NotApplicable, Note: "none"}, "not applicable", "不适用"},
		{assess.Answer{Given: true, State: assess.Answered, Level: 2}, "level 2", "2 级"},
		{assess.Answer{Given: true, State: assess.Unanswered, Votes: votes}, "voted 1–3, ?×1, N/A×2, not agreed yet",
			"投票 1–3、？×1、不适用×2，尚未商定"},
		{assess.Answer{Given: true, State: assess.Answered, Level: 3, Votes: votes[:1]}, "voted 3–3, agreed 3", "投票 3–3，商定 3"},
		{assess.Answer{Given: true, State: assess.NotApplicable, Votes: votes[3:4]}, "voted ?×1, agreed: not applicable",
			"投票 ？×1，商定：不适用"},
		{assess.Answer{Given: true, State: assess.Unknown, Votes: votes[3:4]}, "voted ?×1, agreed: nobody knows",
			"投票 ？×1，商定：没人知道"},
	} {
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			s := scored(t, lang, r, &assess.Assessment{Panel: len(c.answer.Votes) > 0,
				Answers: []assess.Answer{{}, c.answer}})
			if got := s.AnswerWords(1, 0); got != want {
				t.Errorf("%+v: %q, want %q", c.answer, got, want)
			}
		}
	}
}

// TestReason: why a criterion does not apply, or nobody knows, is what was agreed, without what raters noted beside it;
// where all vote that it does not apply it is what they noted, once, and never by whom.
func TestReason(t *testing.T) {
	r := read(t, "mini.yaml")
	na := assess.Vote{Rater: "ann", State: assess.NotApplicable}
	two := assess.Vote{Rater: "bob", State: assess.Answered, Level: 2}
	unknown := []assess.Vote{{Rater: "ann", State: assess.Unknown}}
	noted := "ann: No stock.\nbob: no stock"
	for _, c := range []struct {
		answer   assess.Answer
		panel    bool
		want, zh string
	}{
		{assess.Answer{State: assess.NotApplicable, Note: "no stock"}, false, "no stock", "no stock"},
		{assess.Answer{State: assess.NotApplicable, Note: "seen", Reason: "no stock"}, false, "no stock", "no stock"},
		{assess.Answer{State: assess.NotApplicable, Reason: "none", Note: noted, Votes: []assess.Vote{na, two}}, true,
			"none", "none"},
		{assess.Answer{State: assess.Unknown, Reason: "ask the depot", Note: noted, Votes: []assess.Vote{na, two}}, true,
			"ask the depot", "ask the depot"},
		{assess.Answer{State: assess.Unanswered, Note: noted + "\nann: No stock.", Votes: []assess.Vote{na}}, true,
			"No stock; no stock", "No stock；no stock"},
		{assess.Answer{State: assess.Answered, Level: 2, Reason: "seen", Votes: []assess.Vote{na, two}}, true, "", ""},
		{assess.Answer{State: assess.Unknown, Note: "asked twice"}, false, "", ""},
		{assess.Answer{State: assess.Unanswered, Note: noted, Votes: unknown}, true, "", ""},
	} {
		c.answer.Given = true
		for lang, want := range map[say.Language]string{"en": c.want, "zh": c.zh} {
			s := scored(t, lang, r, &assess.Assessment{Panel: c.panel, Raters: []assess.Rater{{ID: "ann"}, {ID: "bob"}},
				Answers: []assess.Answer{{}, c.answer}})
			if got := s.Reason(1, 0); got != want {
				t.Errorf("%s %+v: %q, want %q", lang, c.answer, got, want)
			}
		}
	}
}

// TestPoints: where points are added up, an answer says what it brings of what it could.
func TestPoints(t *testing.T) {
	r := read(t, "sums.yaml")
	r.Practices[1].Criteria[0].Weight = 4
	answer := assess.Answer{Given: true, State: assess.Answered, Level: 1} // a quarter
	s := scored(t, "en", r, &assess.Assessment{Answers: []assess.Answer{answer, answer}})
	if one, four := s.AnswerWords(0, 0), s.AnswerWords(1, 0); one != "Some: 0.25 of 1" || four != "Some: 1 of 4" {
		t.Errorf("%q of the weight 1, %q of the weight 4", one, four)
	}
}

// TestAsked: how much was asked is said wherever a score is read. The built-in rubric has 91 criteria, 31 of them core,
// 33 of the member.
func TestAsked(t *testing.T) {
	r := channelteam.Rubric()
	for depth, want := range map[string]map[say.Language]string{
		"":       {"en": "full, all 91 criteria", "zh": "完整，全部 91 条标准"},
		"quick":  {"en": "quick, 31 of 91 criteria", "zh": "快速，91 条标准中的 31 条"},
		"member": {"en": "Partners only, 33 of 91 criteria", "zh": "只问渠道成员，91 条标准中的 33 条"},
	} {
		for lang, want := range want {
			s := scored(t, lang, r, &assess.Assessment{Depth: depth, Answers: make([]assess.Answer, 91)})
			if got := s.Asked(s.Result); got != want {
				t.Errorf("%q: %q, want %q", depth, got, want)
			}
		}
	}
}

// TestAskedOfProfile: a profile is named with its id, which files use, where its name does not say it; so is the part
// where only one was asked.
func TestAskedOfProfile(t *testing.T) {
	r := channelteam.Rubric()
	r.Profiles = []rubric.Profile{{ID: "B", Name: rubric.Text{"en": "Basic", "zh": "基础"}},
		{ID: "IG2", Name: rubric.Text{"en": "IG2: larger"}}, {ID: "E"}}
	last := &r.Practices[len(r.Practices)-1]
	r.Practices[0].Criteria[0].Profiles, last.Criteria[0].Profiles = []string{"B", "E"}, []string{"B", "IG2"}
	for depth, want := range map[string][]string{
		"B": {"profile Basic (B), 2 of 91 criteria", "题组“基础（B）”，91 条标准中的 2 条", "profile Basic (B): its criteria were asked", "题组“基础（B）”：只问其中的标准",
			"Only the profile Basic (B) was asked, 2 of 91 criteria, and the numbers rest on these alone.", "只问了题组“基础（B）”，是 91 条标准中的 2 条，各项数字只以这些为据。"},
		"IG2": {"profile IG2: larger, 1 of 91 criteria", "题组“IG2: larger”，91 条标准中的 1 条", "profile IG2: larger: its criteria were asked", "题组“IG2: larger”：只问其中的标准",
			"Only the profile IG2: larger was asked, 1 of 91 criteria, and the numbers rest on it alone.", "只问了题组“IG2: larger”，是 91 条标准中的 1 条，各项数字只以这些为据。"},
		"E/team": {"profile E, Channel team only, 1 of 91 criteria", "题组“E”，只问渠道团队，91 条标准中的 1 条", "profile E, Channel team only: its criteria were asked", "题组“E”，只问渠道团队：只问其中的标准",
			"Of the profile E only Channel team was asked, 1 of 91 criteria, and the numbers rest on it alone.", "题组“E”里只问了渠道团队，是 91 条标准中的 1 条，各项数字只以这些为据。"},
	} {
		for k, lang := range []say.Language{"en", "zh"} {
			s := scored(t, lang, r, &assess.Assessment{Depth: depth, Answers: make([]assess.Answer, 91)})
			for n, got := range []string{s.Asked(s.Result), s.Depth(depth), s.AskedParagraph().Text} {
				if got != want[2*n+k] {
					t.Errorf("%s: %q, want %q", depth, got, want[2*n+k])
				}
			}
		}
	}
}

// TestLeftOut: what the sector leaves out was not asked; how many, and why, is said wherever how much was asked is. The
// built-in rubric leaves 2 of 91 criteria out for resellers of software, one of the 31 core ones and both of the
// partner's 33. An answer to one is warned of.
func TestLeftOut(t *testing.T) {
	r := channelteam.Rubric()
	why := map[say.Language]string{"en": "Licences are not stocked; hardware is ordered per deal", "zh": "许可不备货，硬件按单订货"}
	for depth, want := range map[string]map[say.Language][2]string{
		"": {"en": {"full, 89 of 91 criteria, 2 left out in this sector",
			"89 of 91 criteria were asked. 2 are left out in this sector: %s."},
			"zh": {"完整，91 条标准中的 89 条，本行业不评 2 条", "91 条标准问了 89 条。本行业不评 2 条：%s。"}},
		"quick": {"en": {"quick, 30 of 91 criteria, 1 left out in this sector",
			"A quick look: 30 of 91 criteria were asked, and the numbers rest on these alone. 1 is left out in this sector: %s."},
			"zh": {"快速，91 条标准中的 30 条，本行业不评 1 条",
				"快速评估：91 条标准只问了 30 条，各项数字只以这些为据。本行业不评 1 条：%s。"}},
		"member": {"en": {"Partners only, 31 of 91 criteria, 2 left out in this sector",
			"Only Partners was asked, 31 of 91 criteria, and the numbers rest on these alone. 2 are left out in this sector: %s."},
			"zh": {"只问渠道成员，91 条标准中的 31 条，本行业不评 2 条",
				"只问了渠道成员，是 91 条标准中的 31 条，各项数字只以这些为据。本行业不评 2 条：%s。"}},
	} {
		for lang, want := range want {
			a := &assess.Assessment{Subject: assess.Subject{Sector: "b2b-software-reseller"}, Depth: depth,
				Answers: make([]assess.Answer, 91)}
			s := scored(t, lang, r, a)
			if got := s.Asked(s.Result); got != want[0] {
				t.Errorf("%q: %q, want %q", depth, got, want[0])
			}
			if got := s.AskedParagraph().Text; got != fmt.Sprintf(want[1], why[lang]) {
				t.Errorf("%q: %q, want %q", depth, got, fmt.Sprintf(want[1], why[lang]))
			}
			stock, _ := s.Result.Model.Index("cap-inventory/stock-control")
			a.Answers[stock] = assess.Answer{Given: true, State: assess.Answered, Level: 5}
			s = scored(t, lang, r, a)
			var warned []string
			for _, w := range s.Result.Warnings {
				if w.Code == assess.AnsweredLeftOut {
					warned = append(warned, s.Warning(w))
				}
			}
			warning := map[say.Language]string{
				"en": "Inventory management / Stock control is answered, but left out in this sector, and in no number: %s",
				"zh": "库存管理能力 / 库存水平控制有答案，但本行业不评，不计入任何数字：%s"}[lang]
			if len(warned) != 1 || warned[0] != fmt.Sprintf(warning, why[lang]) {
				t.Errorf("%q: %q", depth, warned)
			}
		}
	}
}

// TestOrigin: only a rubric that is not the built-in one is named, with enough of its digest to tell it from others.
func TestOrigin(t *testing.T) {
	r := read(t, "mini.yaml")
	s := scored(t, "en", r, &assess.Assessment{Answers: make([]assess.Answer, 2)})
	if s.Origin() != nil || s.Edition() != "mini 1.0.0 sha256:0123456789ab…" {
		t.Errorf("%v, %s", s.Origin(), s.Edition())
	}
	r.From, r.Base = "own\n.yaml", &rubric.Base{ID: "frame", Version: "2",
		Base: &rubric.Base{ID: "ground", Version: "1", Digest: "sha256:f"}}
	if got, want := s.Edition(), "mini 1.0.0 sha256:0123456789ab…, from own .yaml"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := s.Base(), "frame 2; ground 1  sha256:f"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(s.Origin()) != 1 {
		t.Error("another rubric is not named")
	}
}

// TestWarnings: a warning of votes counts who said so, and on whom the score rests.
func TestWarnings(t *testing.T) {
	raters := []assess.Rater{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	na := func(id string) assess.Vote { return assess.Vote{Rater: id, State: assess.NotApplicable} }
	two := assess.Vote{Rater: "c", State: assess.Answered, Level: 2}
	for _, c := range []struct {
		votes  []assess.Vote
		en, zh string
	}{
		{[]assess.Vote{na("a"), na("b"), two},
			"Alpha / One: 2 of 3 raters say that it does not apply; the score rests on 1 of 3",
			"Alpha / One：3 位评分人中有 2 位认为不适用；得分只来自 3 人中的 1 人"},
		{[]assess.Vote{na("a"), na("b"), na("c")},
			"Alpha / One: 3 of 3 raters say that it does not apply; nobody gave a level, so it is left out",
			"Alpha / One：3 位评分人中有 3 位认为不适用；没有人打级，因此不计入"},
	} {
		a := &assess.Assessment{Panel: true, Raters: raters,
			Answers: []assess.Answer{{Given: true, State: assess.Unanswered, Votes: c.votes}, {}}}
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			s := scored(t, lang, read(t, "mini.yaml"), a)
			if got := s.Warning(assess.Warning{Code: assess.VotesNA, At: "alpha/one"}); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

// TestConcerns: every reason to discuss has words, told apart.
func TestConcerns(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		n, seen := names.Namer{Language: lang}, map[string]bool{}
		for _, c := range append(assess.Concerns(), assess.LowAndMain) {
			text := n.Concerns([]assess.Concern{c})
			if text == "" || seen[text] {
				t.Errorf("%s, %s: %q", lang, c, text)
			}
			seen[text] = true
		}
	}
	n := names.Namer{Language: "en"}
	if diff := cmp.Diff("far apart; many don't know", n.Concerns([]assess.Concern{assess.FarApart,
		assess.ManyUnknown})); diff != "" {
		t.Error(diff)
	}
}

// TestWhose: Latin letters stand off from the Chinese words that follow them, Chinese ones do not.
func TestWhose(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, c := range []struct{ name, lang, want string }{{"Nordwind GmbH", "zh", "Nordwind GmbH "},
		{"华东直营", "zh", "华东直营"}, {"河南（2）", "zh", "河南（2）"}, {"Nordwind GmbH", "en", "Nordwind GmbH"}} {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s", Name: c.name}, Answers: make([]assess.Answer, m.Len())}
		res := m.Evaluate(a, assess.Options{})
		s := names.Of(res, "", say.Language(c.lang))
		if got := s.Whose(); got != c.want {
			t.Errorf("%s, %s: %q", c.name, c.lang, got)
		}
	}
}
