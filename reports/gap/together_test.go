package gap_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/roadmap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// bothWords are what the checks below look for: each of the first group of a pattern is a score.
type bothWords struct {
	now, stands, rise, target, met, against *regexp.Regexp
	own, brings, what                       string
}

var both = map[say.Language]bothWords{
	"en": {regexp.MustCompile(`scores ([\d.]+) of 5`), regexp.MustCompile(`stands at ([\d.]+\d)`), regexp.MustCompile(`brings it to ([\d.]+\d)`),
		regexp.MustCompile(`target of ([\d.]+\d)`), regexp.MustCompile(`\(([\d.]+)\) (?:are met )?(?:about|by)`), regexp.MustCompile(`against a target of ([\d.]+\d)`),
		"below (its|their) own target", "What it brings", "What this brings:"},
	"zh": {regexp.MustCompile(`总分 ([\d.]+)（满分 5）`), regexp.MustCompile(`目前 ([\d.]+) 分`), regexp.MustCompile(`可达 ([\d.]+) 分`),
		regexp.MustCompile(`目标 ([\d.]+\d)`), regexp.MustCompile(`目标（([\d.]+) 分）`), regexp.MustCompile(`，目标 ([\d.]+\d)，差`),
		"没达到自己的目标", "带来什么", "做完以后："},
}

func found(re *regexp.Regexp, text string) (string, float64) {
	if m := re.FindStringSubmatch(text); m != nil {
		x, _ := strconv.ParseFloat(m[1], 64)
		return m[1], x
	}
	return "", 0
}

// TestReportAndPlan: the two documents tell the same scores alike, a rise never reads as a fall, and a whole that is at
// its target is not told to get to it later.
func TestReportAndPlan(t *testing.T) {
	m, there, short := assess.Compile(channelteam.Rubric()), 0, 0
	for _, a := range madeUp() {
		res := m.Evaluate(a, assess.Options{})
		if res.Overall.Provisional() || !m.Frame(res).Overall.Target.OK {
			continue
		}
		for lang, words := range both {
			page := parts(section(gap.New(res, "", lang).Doc(), pages[lang].summary))
			head := page[""][0]
			told := parts(section(roadmap.Focus(res, "", lang).Doc(), pages[lang].summary))[""][0]
			where := a.Subject.ID + " " + string(lang)
			checkAlike(t, where, words, head, told)
			isThere := assess.Reaches(res.Overall.Score.Value, m.Frame(res).Overall.Target.Value)
			isShort := func(p assess.Practice) bool { return p.InOverall && p.HasGap() }
			if isThere && slices.ContainsFunc(res.Practices, isShort) {
				there++
				if !regexp.MustCompile(words.own).MatchString(head) || words.against.MatchString(head) {
					t.Errorf("%s: the whole is at its target, practices are not: %q", where, head)
				}
			} else if !isThere {
				short++
				if !words.against.MatchString(head) {
					t.Errorf("%s: below its target: %q", where, head)
				}
			}
			_, now := found(words.now, head)
			for _, text := range append(flat(page), told) {
				then := now
				for _, re := range []*regexp.Regexp{words.rise, pages[lang].overall} {
					if s, x := found(re, text); s != "" {
						then = x
					}
				}
				if at, x := found(words.met, text); at != "" && x <= then {
					t.Errorf("%s: %v now or soon, and %s later: %q", where, then, at, text)
				}
			}
		}
	}
	if there < 10 || short < 10 {
		t.Errorf("%d at their target, %d below: the test looks at nothing", there, short)
	}
}

// checkAlike: the plan says today's score and the targets' as the report does, and what it leads to is more.
func checkAlike(t *testing.T, where string, words bothWords, head, told string) {
	t.Helper()
	score, x := found(words.now, head)
	stands, _ := found(words.stands, told)
	if score == "" || score != stands {
		t.Errorf("%s: %q in the report, %q in the plan", where, score, stands)
	}
	if rise, y := found(words.rise, told); rise != "" && y <= x {
		t.Errorf("%s: a rise from %s to %s", where, score, rise)
	}
	target, _ := found(words.target, head)
	if at, _ := found(words.met, told); at != "" && at != target {
		t.Errorf("%s: target %s in the report, %s in the plan", where, target, at)
	}
}

// TestPlanBrings: no plan holds up the text of a low level as what it brings, whatever it was asked.
func TestPlanBrings(t *testing.T) {
	m, aims := assess.Compile(channelteam.Rubric()), 0
	start, _ := plan.ParseDate("2026-11-20")
	days := roadmap.Calendar{Dates: plan.NewDates(start)}
	for n, a := range madeUp() {
		if n%3 > 0 {
			continue
		}
		res := m.Evaluate(a, assess.Options{})
		question := plan.Question{Kind: plan.Budget, Gain: plan.GainAttainment, Budget: 40}
		budget := plan.Ask(m, res, question, plan.Capacity{}, 0)
		for lang, words := range both {
			bought := roadmap.New(budget, "", days, lang)
			for _, rep := range []*doc.Report{roadmap.Focus(res, "", lang).Doc(), bought.Doc()} {
				var held []string
				for _, text := range flat(parts(section(rep, words.brings))) {
					if _, is, ok := strings.Cut(text, lang.Say(": ", "：")); ok {
						held = append(held, is)
					}
				}
				aims += checkAims(t, a.Subject.ID, lang, held, pages[lang])
			}
		}
	}
	if aims < 200 {
		t.Errorf("%d aims: the test looks at nothing", aims)
	}
}

// TestBesideWhatComesFirst: where page one says that something has to come first, it does not say without more that the
// practice begins this week.
func TestBesideWhatComesFirst(t *testing.T) {
	m, told := assess.Compile(channelteam.Rubric()), 0
	marks := map[say.Language][3]string{"en": {" first", ". This week, ", ". This week, beside that, "},
		"zh": {"须先做", "。本周，", "。本周，同时开始，"}}
	for _, a := range madeUp() {
		for lang, mark := range marks {
			rep := gap.New(m.Evaluate(a, assess.Options{}), "", lang).Doc()
			for _, text := range flat(parts(section(rep, pages[lang].summary))) {
				reason, week, begins := strings.Cut(text, mark[1])
				if begins && strings.Contains(reason, mark[0]) {
					told++
					if !strings.Contains(text, mark[2]) {
						t.Errorf("%s: first, or this week: %q", a.Subject.ID, reason+mark[1]+week)
					}
				}
			}
		}
	}
	if told < 20 {
		t.Errorf("%d lines: the test looks at nothing", told)
	}
}

// TestOneAndAll: one gap is not told as several, and all of the ratings not as so many of as many.
func TestOneAndAll(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := all(m, 4)
	set(m, a, "roles/role-definition", 1)
	a.Subject.Stage = "growth"
	res := m.Evaluate(a, assess.Options{})
	says(t, "en", inWords(t, gap.New(res, "", "en").Doc()), []string{"1 practice is still below its own target: Roles", "At level 4 or above, all 90 ratings are without evidence"},
		[]string{"the gaps that weigh most", "90 of 90", "against a target"})
	says(t, "zh", inWords(t, gap.New(res, "", "zh").Doc()), []string{"但仍有 1 项没达到自己的目标：", "评到 4 级及以上的 90 条，都没写证据"}, []string{"差距影响最大的是"})
}

// TestNoFlagInPaper: a client has no command line; only the screen of whoever asks for a plan names flags.
func TestNoFlagInPaper(t *testing.T) {
	m, screens := assess.Compile(channelteam.Rubric()), 0
	for n, a := range madeUp() {
		if n%4 > 0 {
			continue
		}
		res := m.Evaluate(a, assess.Options{})
		for lang := range both {
			way := roadmap.Focus(res, "", lang)
			for _, rep := range []*doc.Report{gap.New(res, "", lang).Doc(), way.Doc()} {
				for _, text := range words(rep.Sections...) {
					if strings.Contains(text, "--") {
						t.Errorf("%s %s: a flag in a paper: %q", a.Subject.ID, lang, text)
					}
				}
			}
			if strings.Contains(strings.Join(words(way.Screen().Sections...), "\n"), "--capacity") {
				screens++
			}
		}
	}
	if screens < 4 {
		t.Errorf("%d screens name the flag: the test looks at nothing", screens)
	}
}
