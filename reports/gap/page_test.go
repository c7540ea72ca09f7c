package gap_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// madeUp are sixty assessments: half quick and half full, low, middle and high, at three stages; every fifth has little
// answered, and every sixth is a panel of four raters who differ.
func madeUp() []*assess.Assessment {
	m := assess.Compile(channelteam.Rubric())
	var out []*assess.Assessment
	for n := range 60 {
		r := rand.New(rand.NewPCG(uint64(n), 7))
		a := &assess.Assessment{Subject: assess.Subject{ID: fmt.Sprintf("s%d", n), Name: "North",
			Stage: []string{"startup", "growth", "mature"}[n%3]}, Date: "2026-11-20",
			Depth:   []string{"quick", "full"}[n/3%2],
			Answers: make([]assess.Answer, m.Len())}
		mean, share := []float64{1.8, 2.4, 3.2}[n/6%3], 0.99
		if n%5 == 4 {
			share = 0.5
		}
		level := func() int { return min(max(int(mean+r.NormFloat64()*0.8+0.5), 1), 5) }
		if a.Panel = n%6 == 5; a.Panel {
			for k := range 4 {
				a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprintf("r%d", k),
					Role: []string{"field", "office"}[k/2]})
			}
		}
		for i := range a.Answers {
			switch {
			case !m.Asked(i, a.Depth) || r.Float64() > share:
			case a.Panel:
				answer := assess.Answer{Given: true, State: assess.Unanswered}
				for _, rater := range a.Raters {
					answer.Votes = append(answer.Votes, assess.Vote{Rater: rater.ID, State: assess.Answered,
						Level: level()})
				}
				a.Answers[i] = answer
			default:
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level()}
			}
		}
		out = append(out, a)
	}
	return out
}

// parts are the texts of a section's paragraphs and items, below the headings that they stand under.
func parts(s *doc.Section) map[string][]string {
	out, heading := map[string][]string{}, ""
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			heading = b.Text
		case doc.Paragraph:
			out[heading] = append(out[heading], b.Text)
		case doc.List:
			out[heading] = append(out[heading], b.Items...)
		}
	}
	return out
}

func section(rep *doc.Report, heading string) *doc.Section {
	for i := range rep.Sections {
		if rep.Sections[i].Heading == heading {
			return &rep.Sections[i]
		}
	}
	return &doc.Section{}
}

// lowTexts are what levels 1 and 2 say of any criterion: what is there, and what is missing.
func lowTexts(r *rubric.Rubric, lang say.Language) map[string]bool {
	out := map[string]bool{}
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			out[c.Levels[1].In(string(lang))], out[c.Levels[2].In(string(lang))] = true, true
		}
	}
	return out
}

// pageWords are what the checks below look for.
type pageWords struct {
	summary, decide, next string
	overall               *regexp.Regexp // what the plan leads to
	now                   string         // how a text of where something stands begins
	scoreAndLevel         *regexp.Regexp
	ranking               []string
}

var pages = map[say.Language]pageWords{
	"en": {"Summary", "What to decide", "What good looks like next", regexp.MustCompile(`Overall by day 180: ([\d.]+);`), "Now, ",
		regexp.MustCompile(`(?:scores|mean of the votes) ([\d.]+)\b.*?level (\d)`),
		[]string{"Strong in", "tronges", "weakest", "weak spot", "weigh most", "first five", "certain", "Rank", "is ahead of"}},
	"zh": {"摘要", "请您决定", "下一步做到什么样", regexp.MustCompile(`到第 180 天，总分 ([\d.]+) 分`), "现在，",
		regexp.MustCompile(`(?:总分|均值) ([\d.]+).*?(\d) 级`), []string{"强项是", "最强", "最弱", "短板", "影响最大", "前五", "稳居", "名次", "前面"}},
}

// TestSixtyPages: no ask without an effect, no aim that is a text of a low level, no paragraph in which score and level
// contradict each other, no word of rank where less than 80 % is answered.
func TestSixtyPages(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	asks, aims, early, told := 0, 0, 0, 0
	for _, a := range madeUp() {
		res := m.Evaluate(a, assess.Options{})
		for lang, words := range pages {
			rep := gap.New(res, "", lang).Doc()
			where := a.Subject.ID + " " + string(lang)
			summary := parts(section(rep, words.summary))
			if res.Overall.Provisional() {
				early++
				checkEarly(t, where, rep, words)
			}
			if ask, ok := summary[words.decide]; ok {
				asks++
				checkAsk(t, where, ask, words, summary[""][0])
			}
			held := append(flat(parts(section(rep, words.next))), summary[words.decide]...)
			aims += checkAims(t, where, lang, held, words)
			told += checkScores(t, where, rep, words)
		}
	}
	if asks < 60 || aims < 200 || early < 10 || told < 60 {
		t.Errorf("only %d asks, %d aims, %d early ones, %d scores with a level: the test looks at nothing", asks, aims, early, told)
	}
}

func flat(all map[string][]string) []string {
	var out []string
	for _, texts := range all {
		out = append(out, texts...)
	}
	return out
}

// checkEarly: too little is answered for a level, a rank or a decision.
func checkEarly(t *testing.T, where string, rep *doc.Report, words pageWords) {
	t.Helper()
	if len(section(rep, words.next).Blocks) > 0 {
		t.Errorf("%s: aims for what is not known", where)
	}
	for _, s := range rep.Sections {
		for heading, texts := range parts(&s) {
			for _, text := range append(texts, heading) {
				for _, word := range words.ranking {
					if strings.Contains(text, word) {
						t.Errorf("%s: %q in %q", where, word, text)
					}
				}
				if words.scoreAndLevel.MatchString(text) || heading == words.decide {
					t.Errorf("%s: %q is told although too little is known", where, text)
				}
			}
		}
	}
}

// checkAsk: what is asked for brings something, and its number is not today's.
func checkAsk(t *testing.T, where string, ask []string, words pageWords, headline string) {
	t.Helper()
	if len(ask) < 3 {
		t.Errorf("%s: an ask that brings nothing: %q", where, ask)
	}
	today := words.scoreAndLevel.FindStringSubmatch(headline)
	for _, text := range ask {
		if then := words.overall.FindStringSubmatch(text); then != nil && (today == nil || then[1] == today[1]) {
			t.Errorf("%s: asks for %q, and today it is %q", where, text, headline)
		}
	}
}

// checkAims counts what is held up, and finds what must not be.
func checkAims(t *testing.T, where string, lang say.Language, texts []string, words pageWords) int {
	t.Helper()
	low, aims := lowTexts(channelteam.Rubric(), lang), 0
	for _, text := range texts {
		if strings.HasPrefix(text, words.now) {
			continue
		}
		aims++
		for bad := range low {
			if strings.HasSuffix(text, bad) {
				t.Errorf("%s: a low level as an aim: %q", where, text)
			}
		}
	}
	return aims
}

// checkScores: where a score and a level stand together, the score has reached that level and not the next. It counts
// them.
func checkScores(t *testing.T, where string, rep *doc.Report, words pageWords) int {
	t.Helper()
	found := 0
	for _, s := range rep.Sections {
		for _, text := range flat(parts(&s)) {
			if strings.Contains(text, "%!") || strings.Contains(text, "%[") {
				t.Errorf("%s: %q was not laid out", where, text)
			}
			if pair := words.scoreAndLevel.FindStringSubmatch(text); pair != nil {
				found++
				score, _ := strconv.ParseFloat(pair[1], 64)
				if level, _ := strconv.Atoi(pair[2]); int(score) != level {
					t.Errorf("%s: score and level differ in %q", where, text)
				}
			}
		}
	}
	return found
}

// TestStrongAndShort: what has reached its target is strong, what is furthest above it first, then what weighs more;
// gaps go by gap times weight.
func TestStrongAndShort(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := all(m, 3)
	set(m, a, "roles/role-definition", 4)
	set(m, a, "roles/overlap-control", 4)
	res := m.Evaluate(a, assess.Options{})
	says(t, "three", inWords(t, gap.New(res, "", "en").Doc()), []string{"Strong in Roles &amp; responsibilities, "}, nil)
	low := m.Evaluate(all(m, 1), assess.Options{})
	says(t, "one", inWords(t, gap.New(low, "", "en").Doc()), []string{"Nothing is at its target yet; the gaps that weigh most are in",
		"stand at level 1: left to single people.", "All 91 criteria below target stand at level 1"}, []string{"What is strong", "has reached"})
	says(t, "one", inWords(t, gap.New(low, "", "zh").Doc()), []string{"还没有一项达到目标", "停在 1 级：各凭个人，没有章法。"}, nil)
	high := m.Evaluate(all(m, 5), assess.Options{})
	says(t, "five", inWords(t, gap.New(high, "", "en").Doc()), []string{"scores 5.0 of 5", "Every target is reached."},
		[]string{"What to decide", "gaps that weigh", "below target"})
}

func all(m *assess.Model, level int) *assess.Assessment {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
	}
	return a
}

func set(m *assess.Model, a *assess.Assessment, id string, level int) {
	at, ok := m.Index(id)
	if !ok {
		panic(id)
	}
	a.Answers[at] = assess.Answer{Given: true, State: assess.Answered, Level: level}
}

// TestTooEarly: three answers of a quick round say nothing yet.
func TestTooEarly(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: assess.Subject{ID: "s", Name: "North"}, Depth: "quick",
		Answers: make([]assess.Answer, m.Len())}
	for _, id := range []string{"goals-strategy/goal-quality", "roles/overlap-control", "cap-finance/fund-use"} {
		set(m, a, id, 3)
	}
	res := m.Evaluate(a, assess.Options{})
	asked := 0
	for i := range m.Len() {
		if m.Asked(i, "quick") || a.Answers[i].Given {
			asked++
		}
	}
	says(t, "en", inWords(t, gap.New(res, "", "en").Doc()),
		[]string{fmt.Sprintf("**3 of %d questions are answered: too early to say where North stands.**", asked), "What to find out first"},
		[]string{"level 3, ", "## Priorities", "What to decide"})
	says(t, "zh", inWords(t, gap.New(res, "", "zh").Doc()), []string{fmt.Sprintf("**North：%d 题只答了 3 题，还不能下结论。**", asked)}, nil)
}

// TestPanelOnPageOne: how many raters there are, on how much they agree, what is open, and that scores are provisional
// until then.
func TestPanelOnPageOne(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := all(m, 2)
	a.Panel = true
	for k := range 4 {
		a.Raters = append(a.Raters, assess.Rater{ID: "r" + strconv.Itoa(k)})
	}
	for i := range a.Answers {
		levels := []int{2, 2, 2, 2}
		if i < 10 {
			levels = []int{1, 1, 3, 4} // mean 2.25, lower median 1
		}
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered}
		for k, l := range levels {
			a.Answers[i].Votes = append(a.Answers[i].Votes, assess.Vote{Rater: "r" + strconv.Itoa(k),
				State: assess.Answered, Level: l})
		}
	}
	a.Answers[0].Note = "r0: 只有 PPT\nr1: not seen: anything"
	res := m.Evaluate(a, assess.Options{})
	open := 0
	for _, topic := range m.Topics(res) {
		if topic.Open() {
			open++
		}
	}
	n := m.Len()
	text := inWords(t, gap.New(res, "", "en").Doc())
	says(t, "en", text, []string{fmt.Sprintf("4 raters agree on %d of %d criteria. %d are still to be discussed, as votes lie apart. Until then all scores here are provisional.",
		n-10, n, open), fmt.Sprintf("First settle the %d criteria still to be discussed. Approve", open), "mean of the votes 2.3, so level 2 is reached"},
		[]string{"r0: ", "r1: "})
	says(t, "zh", inWords(t, gap.New(res, "", "zh").Doc()), []string{"4 位评分人在", "讨论之前，这里的各项得分都是暂定的", "各票均值 2.3，达到 2 级"}, nil)
	for i := range 3 { // the first ten lie apart; the rest agrees anyway
		a.Answers[i].State, a.Answers[i].Level = assess.Answered, 2
	}
	a.Answers[n-1].State, a.Answers[n-1].Level = assess.Answered, 2
	res = m.Evaluate(a, assess.Options{})
	says(t, "en", inWords(t, gap.New(res, "", "en").Doc()), []string{
		fmt.Sprintf("4 raters agree on %d of %d criteria. They settled 3 others in discussion. %d are still", n-10, n, open-3)}, nil)
	says(t, "zh", inWords(t, gap.New(res, "", "zh").Doc()), []string{
		fmt.Sprintf("%d 条上意见一致。另有 3 条讨论后已商定。还有 %d 条待讨论", n-10, open-3)}, nil)
	if got := lines(text, "not seen: anything"); !slices.ContainsFunc(got, func(s string) bool { return !strings.Contains(s, "PPT") }) {
		t.Errorf("two notes run together: %q", got)
	}
	says(t, "names", inWords(t, gap.New(res, "", "en").WithNames().Doc()), []string{"r0: 只有 PPT", "r1: not seen: anything"}, nil)
	says(t, "csv", written(t, gap.WriteCSV, gap.New(res, "", "en")), []string{"只有 PPT"}, []string{"r0: "})
}

// lines are those of a text that have a word.
func lines(text, word string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return !strings.Contains(s, word) })
}

// TestOthersPeople: the team's board is not asked to decide on the people of a firm in the channel.
func TestOthersPeople(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := all(m, 4)
	for _, id := range []string{"stock-control", "availability", "overstock"} {
		set(m, a, "cap-inventory/"+id, 1)
	}
	res := m.Evaluate(a, assess.Options{})
	says(t, "en", inWords(t, gap.New(res, "", "en").Doc()), []string{"Agree the plan for the first 180 days", "To be agreed with Partners, who decide on their own people: Partner's warehouse manager"},
		[]string{"Approve", "your own people"})
}

// TestOwnParts: two parts of one firm are its own, whoever works on the second: only where pairs set its practices
// beside those of the first does it look at somebody else.
func TestOwnParts(t *testing.T) {
	r := *channelteam.Rubric()
	r.Pairs = nil
	m := assess.Compile(&r)
	a := all(m, 4)
	for _, id := range []string{"stock-control", "availability", "overstock"} {
		set(m, a, "cap-inventory/"+id, 1)
	}
	says(t, "en", inWords(t, gap.New(m.Evaluate(a, assess.Options{}), "", "en").Doc()), []string{"Approve the plan for the first 180 days",
		"from your own people: Partner's warehouse manager"}, []string{"who decide on their own people"})
}

// TestNumberThatStays: where the plan does not change the printed score, what it brings is told in words alone.
func TestNumberThatStays(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := all(m, 3)
	at := 0
	for _, p := range m.Rubric.Practices {
		target, _ := p.Target.At("growth")
		for range p.Criteria {
			a.Answers[at].Level = int(target)
			at++
		}
	}
	for _, c := range []string{"goal-quality", "strategy-definition", "line-of-sight"} {
		set(m, a, "goals-strategy/"+c, 2) // of 4, and the director has no time
	}
	a.Capacity.PerQuarter = map[string]float64{"DIR": 0}
	set(m, a, "innovation/encouragement", 2) // a third of a point, of a weight of 2 in all: 3.3 before and after
	rep := gap.New(m.Evaluate(a, assess.Options{}), "", "en").Doc()
	summary := parts(section(rep, "Summary"))
	ask := strings.Join(summary["What to decide"], "\n")
	says(t, "ask", summary[""][0], []string{"scores 3.3 of 5"}, nil)
	says(t, "ask", ask, []string{"Innovation climate, by day"}, []string{"3.3", "Overall"})
}
