package roadmap_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/roadmap"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// asked is one question about the rubric of testdata/small.yaml, with the levels of roles, goals, stock and brand; 0 is
// no answer.
type asked struct {
	levels   [4]int
	question plan.Question
	people   plan.Capacity
	until    int
	start    string // of the plan, "" where nobody says when
	not      string
}

// today is where most of the cases stand: (1 + 2 + 1 + 2) / 4 = 1.5, of the way to the targets (0 + 1 + 0) / 6 = 17 %.
// Its steps are roles@2 (3 person-days, 30 days), roles@3 (15, 60 days), goals@3 (15, 60 days; beside roles@2, and done
// after it) and stock@2 (1, 30 days); stock has no way to its target.
var today = [4]int{1, 2, 1, 2}

func (a *asked) ask(t *testing.T) (*plan.Answer, roadmap.Calendar) {
	t.Helper()
	data, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "small.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	as := &assess.Assessment{Date: "2027-01-04", Subject: assess.Subject{ID: "acme", Name: "-Acme"}}
	for _, level := range a.levels {
		as.Answers = append(as.Answers, assess.Answer{Given: level > 0, State: assess.Answered, Level: level})
	}
	if a.question.Kind == "" {
		a.question.Kind = plan.Focus
	}
	calendar := roadmap.Calendar{Dates: a.dates(t), Dated: a.start != ""}
	return plan.Ask(m, m.Evaluate(as, assess.Options{}), a.question, a.people, a.until), calendar
}

func (a *asked) dates(t *testing.T) *plan.Dates {
	t.Helper()
	from := a.start
	if from == "" {
		from = "2027-01-04"
	}
	start, wrong := plan.ParseDate(from)
	var not []plan.Range
	if a.not != "" {
		var r plan.Range
		r, wrong = plan.ParseRange(a.not)
		not = append(not, r)
	}
	if wrong.EN != "" {
		t.Fatal(wrong.EN)
	}
	return plan.NewDates(start, not...)
}

// in is the document of the answer in a language.
func (a *asked) in(t *testing.T, lang say.Language) *roadmap.Roadmap {
	t.Helper()
	answer, calendar := a.ask(t)
	return roadmap.New(answer, "sha256:"+strings.Repeat("0", 64), calendar, lang)
}

// section is what the document says under a heading, a line for each paragraph, item and row; nothing where there is no
// such section.
func section(rep *doc.Report, heading string) (out []string) {
	for _, s := range rep.Sections {
		if s.Heading != heading {
			continue
		}
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case doc.Paragraph:
				out = append(out, b.Text)
			case doc.List:
				out = append(out, b.Items...)
			case doc.Table:
				for _, row := range b.Rows {
					out = append(out, strings.Join(row, "|"))
				}
			}
		}
	}
	return out
}

// wants compares a section in both languages.
func (a *asked) wants(t *testing.T, heading, kopf string, en, zh []string) {
	t.Helper()
	for lang, c := range map[say.Language]struct {
		heading string
		want    []string
	}{"en": {heading, en}, "zh": {kopf, zh}} {
		if got := section(a.in(t, lang).Doc(), c.heading); !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n\t%s\nwant\n\t%s", lang, strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
		}
	}
}

func budget(days float64, gain plan.Gain) plan.Question {
	return plan.Question{Kind: plan.Budget, Budget: days, Gain: gain}
}

func reach(goals ...plan.Goal) plan.Question { return plan.Question{Kind: plan.Reach, Goals: goals} }

func score(at string, value float64) plan.Goal {
	return plan.Goal{Kind: plan.GoalScore, At: at, Value: value}
}

// oneByOne is a day of work every day, and one step at a time.
var oneByOne = plan.Capacity{PerQuarter: map[string]float64{"DIR": 91}, AtOnce: 1}

// noDirector has no time for what the director leads.
var noDirector = plan.Capacity{PerQuarter: map[string]float64{"DIR": 0}}

func TestSummary(t *testing.T) {
	for name, c := range map[string]struct {
		asked
		en, zh []string
	}{
		"nothing scored": {
			asked: asked{},
			en:    []string{"Nothing is scored yet, so there is nothing to plan from."},
			zh:    []string{"还没有得分，无从计划。"},
		},
		"focus": {
			asked: asked{levels: today},
			en:    []string{"-Acme stands at 1.5; by day 90 the plan brings it to 2.5. 1 practice does not get to its target: see what stays short."},
			zh:    []string{"-Acme 目前 1.5 分；到第 90 天可达 2.5 分。有 1 项到最后仍达不到目标，见“达不到目标的”。"},
		},
		"focus, targets met later": {
			asked: asked{levels: [4]int{1, 2, 3, 2}},
			en:    []string{"-Acme stands at 2.0; by day 90 the plan brings it to 2.8. All targets are met about April 2027."},
			zh:    []string{"-Acme 目前 2.0 分；到第 90 天可达 2.8 分。全部目标约在2027年4月达成。"},
		},
		"focus, on dates": {
			asked: asked{levels: [4]int{1, 2, 3, 2}, start: "2027-01-04", not: "2027-02-10..2027-02-24"},
			en:    []string{"-Acme stands at 2.0; by 2027-04-18 the plan brings it to 2.8. All targets are met about April 2027."},
			zh:    []string{"-Acme 目前 2.0 分；到2027年4月18日可达 2.8 分。全部目标约在2027年4月达成。"},
		},
		"focus, an end": {
			asked: asked{levels: today, until: 30},
			en:    []string{"-Acme stands at 1.5; by day 30 the plan brings it to 2.0. 3 practices do not get to their targets: see what stays short."},
			zh:    []string{"-Acme 目前 1.5 分；到第 30 天可达 2.0 分。有 3 项到最后仍达不到目标，见“达不到目标的”。"},
		},
		"focus, all at target": {
			asked: asked{levels: [4]int{3, 3, 3, 2}},
			en:    []string{"-Acme stands at 2.8, and every target is met: there is nothing to plan."},
			zh:    []string{"-Acme 目前 2.8 分，目标都已达到，没有要安排的行动。"},
		},
		"focus, no action": {
			asked: asked{levels: [4]int{3, 3, 2, 2}},
			en:    []string{"-Acme stands at 2.5, and none of the rubric's actions can be planned."},
			zh:    []string{"-Acme 目前 2.5 分，评估标准里没有能安排的行动。"},
		},
		"focus, half answered": {
			asked: asked{levels: [4]int{1, 2, 0, 0}},
			en: []string{"-Acme stands at 1.5; by day 90 the plan brings it to 3.0. The targets of all practices that have a score are met about April 2027.",
				"Only 50% is answered: find out the rest before this plan is agreed."},
			zh: []string{"-Acme 目前 1.5 分；到第 90 天可达 3.0 分。有得分事项的目标约在2027年4月达成。",
				"只答了 50%；计划定下来之前，请先把其余的弄清楚。"},
		},
		"focus, one unanswered": {
			asked: asked{levels: [4]int{3, 0, 3, 2}},
			en: []string{"-Acme stands at 2.7, and every practice that has a score is at its target: there is nothing to plan.",
				"Only 75% is answered: find out the rest before this plan is agreed."},
			zh: []string{"-Acme 目前 2.7 分，有得分的事项都已达到目标，没有要安排的行动。",
				"只答了 75%；计划定下来之前，请先把其余的弄清楚。"},
		},
		"budget": {
			asked: asked{levels: today, question: budget(4, "")},
			en: []string{"With 4 person-days, -Acme gets to an overall score of 2.0, from 1.5 today; target attainment goes from 17% to 50%: 2 steps, done by day 30.",
				"No other choice of steps brings more: this is proved."},
			zh: []string{"投入 4 人天，-Acme 的总分可从现在的 1.5 到 2.0，目标达成度从 17% 到 50%：共 2 步，第 30 天前完成。",
				"没有别的选法能带来更多，已经证明。"},
		},
		"budget, one step": {
			asked: asked{levels: today, question: budget(1, "")},
			en: []string{"With 1 person-day, -Acme gets to an overall score of 1.8, from 1.5 today; target attainment goes from 17% to 33%: 1 step, done by day 30.",
				"No other choice of steps brings more: this is proved.",
				"One more person-week (5 person-days) would add up to 16.7 percentage points of target attainment."},
			zh: []string{"投入 1 人天，-Acme 的总分可从现在的 1.5 到 1.8，目标达成度从 17% 到 33%：共 1 步，第 30 天前完成。",
				"没有别的选法能带来更多，已经证明。",
				"再多投入一人周（5 人天），目标达成度最多可再高 16.7 个百分点。"},
		},
		"budget, too little": {
			asked: asked{levels: today, question: budget(0.5, "")},
			en: []string{"So little work does not finish any step that would bring more.",
				"One more person-week (5 person-days) would add up to 33.3 percentage points of target attainment."},
			zh: []string{"这些投入不够做完任何一步有用的行动。",
				"再多投入一人周（5 人天），目标达成度最多可再高 33.3 个百分点。"},
		},
		"budget for levels": {
			asked: asked{levels: today, question: budget(1, plan.GainLevels)},
			en: []string{"With 1 person-day, -Acme gets to an overall score of 1.8, from 1.5 today; target attainment goes from 17% to 33%: 1 step, done by day 30.",
				"No other choice of steps brings more: this is proved."},
			zh: []string{"投入 1 人天，-Acme 的总分可从现在的 1.5 到 1.8，目标达成度从 17% 到 33%：共 1 步，第 30 天前完成。",
				"没有别的选法能带来更多，已经证明。"},
		},
		"budget, one by one: there is room for one of two": {
			asked: asked{levels: today, question: budget(4, ""), people: oneByOne, until: 30},
			en: []string{"With 1 person-day, -Acme gets to an overall score of 1.8, from 1.5 today; target attainment goes from 17% to 33%: 1 step, done by day 30.",
				"No other choice of steps brings more: this is proved."},
			zh: []string{"投入 1 人天，-Acme 的总分可从现在的 1.5 到 1.8，目标达成度从 17% 到 33%：共 1 步，第 30 天前完成。",
				"没有别的选法能带来更多，已经证明。"},
		},
		"reach": {
			asked: asked{levels: today, question: reach(score("overall", 2))},
			en: []string{"Overall at 2: 4 person-days, in 2 steps and 2 practices, done by day 30.",
				"No cheaper way exists: this is proved."},
			zh: []string{"总分达到 2 分：需投入 4 人天，共 2 步、2 个事项，第 30 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, one step": {
			asked: asked{levels: today, question: reach(score("overall", 1.75))},
			en: []string{"Overall at 1.75: 1 person-day, in 1 step and 1 practice, done by day 30.",
				"No cheaper way exists: this is proved."},
			zh: []string{"总分达到 1.75 分：需投入 1 人天，共 1 步、1 个事项，第 30 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, there": {
			asked: asked{levels: today, question: reach(score("overall", 1.5))},
			en:    []string{"Overall at 1.5: reached today."},
			zh:    []string{"总分达到 1.5 分：今天已达到。"},
		},
		"reach, a level": {
			asked: asked{levels: today, question: reach(plan.Goal{Kind: plan.GoalLevel, At: "roles", Value: 2})},
			en: []string{"Roles at level 2: 3 person-days, in 1 step and 1 practice, done by day 30.",
				"No cheaper way exists: this is proved."},
			zh: []string{"职责达到 2 级：需投入 3 人天，共 1 步、1 个事项，第 30 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, an attainment": {
			asked: asked{levels: today, question: reach(plan.Goal{Kind: plan.GoalAttainment, Value: 0.5})},
			en: []string{"Target attainment of 50%: 4 person-days, in 2 steps and 2 practices, done by day 30.",
				"No cheaper way exists: this is proved."},
			zh: []string{"目标达成度 50%：需投入 4 人天，共 2 步、2 个事项，第 30 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, too far": {
			asked: asked{levels: today, question: reach(score("overall", 2.75))},
			en: []string{"Overall at 2.75 is out of reach with the rubric's actions: 2.50 is the most (No action in the rubric for level 3: Stock, Brand). As far as it goes: 34 person-days, in 4 steps and 3 practices, done by day 90.",
				"No cheaper way exists: this is proved."},
			zh: []string{"靠评估标准里的行动，做不到“总分达到 2.75 分”，最多到 2.50（评估标准里没有到 3 级的行动：库存、品牌）。能做到的部分：需投入 34 人天，共 4 步、3 个事项，第 90 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, targets": {
			asked: asked{levels: today, question: reach(plan.Goal{Kind: plan.GoalTargets})},
			en: []string{"Not every target can be reached with the rubric's actions (No action in the rubric for level 3: Stock). As far as it goes: 34 person-days, in 4 steps and 3 practices, done by day 90.",
				"No cheaper way exists: this is proved."},
			zh: []string{"靠评估标准里的行动，不是每个目标都能达到（评估标准里没有到 3 级的行动：库存）。能做到的部分：需投入 34 人天，共 4 步、3 个事项，第 90 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, several": {
			asked: asked{levels: today, question: reach(score("overall", 1.5), score("roles", 2), score("brand", 1),
				score("roles", 3), score("stock", 2), plan.Goal{Kind: plan.GoalLevel, At: "roles", Value: 3})},
			en: []string{"Roles at 3, Stock at 2: 19 person-days, in 3 steps and 2 practices, done by day 90.",
				"No cheaper way exists: this is proved."},
			zh: []string{"职责达到 3 分、库存达到 2 分：需投入 19 人天，共 3 步、2 个事项，第 90 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, several there": {
			asked: asked{levels: today, question: reach(score("overall", 1), score("brand", 2), score("overall", 1.5))},
			en:    []string{"Overall at 1.5, Brand at 2: reached today."},
			zh:    []string{"总分达到 1.5 分、品牌达到 2 分：今天已达到。"},
		},
		"reach, several too far": {
			asked: asked{levels: today, question: reach(score("stock", 2.5), score("stock", 3), score("brand", 2))},
			en: []string{"Stock at 3 is out of reach with the rubric's actions: 2.00 is the most (No action in the rubric for level 3: Stock). As far as it goes: 1 person-day, in 1 step and 1 practice, done by day 30.",
				"No cheaper way exists: this is proved."},
			zh: []string{"靠评估标准里的行动，做不到“库存达到 3 分”，最多到 2.00（评估标准里没有到 3 级的行动：库存）。能做到的部分：需投入 1 人天，共 1 步、1 个事项，第 30 天前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, by a day": {
			asked: asked{levels: today, question: reach(score("overall", 2.5)), until: 60, start: "2027-01-04"},
			en: []string{"Overall at 2.5 is out of reach with the rubric's actions by 2027-03-04: 2.25 is the most (Does not fit before the end: Roles; No action in the rubric for level 3: Stock, Brand). As far as it goes: 19 person-days, in 3 steps and 3 practices, done by 2027-03-04.",
				"No cheaper way exists: this is proved."},
			zh: []string{"靠评估标准里的行动在2027年3月4日前，做不到“总分达到 2.5 分”，最多到 2.25（在期限内排不下：职责；评估标准里没有到 3 级的行动：库存、品牌）。能做到的部分：需投入 19 人天，共 3 步、3 个事项，2027年3月4日前完成。",
				"没有更省的走法，已经证明。"},
		},
		"reach, no room": {
			asked: asked{levels: today, question: reach(score("overall", 2)), people: oneByOne, until: 30},
			en: []string{"Towards the aim (Overall at 2): 3 person-days, in 1 step and 1 practice, done by day 30.",
				"The aim is not reached by then. 1 more step would not be done by day 30 with the people there are: Stock to level 2.",
				"Whether other steps would fit the calendar better is not proved."},
			zh: []string{"朝“总分达到 2 分”走：需投入 3 人天，共 1 步、1 个事项，第 30 天前完成。",
				"到时达不到要求。另有 1 步按现有人手在第 30 天前做不完：库存到 2 级。",
				"换成别的步骤能不能更好地排进时间表，没有证明。"},
		},
		"reach, nobody": {
			asked: asked{levels: today, question: reach(score("goals", 3)), people: noDirector},
			en:    []string{"Goals at 3 is out of reach with the rubric's actions and the people there are (Roles does not get far enough for them: Goals)."},
			zh:    []string{"靠评估标准里的行动和现有的人手，做不到“目标达到 3 分”（前置项职责达不到要求：目标）。"},
		},
	} {
		t.Run(name, func(t *testing.T) { c.wants(t, "Summary", "摘要", c.en, c.zh) })
	}
}

// TestNoRoomCounts: as many steps as are counted are named, also two of one practice.
func TestNoRoomCounts(t *testing.T) {
	a := asked{levels: today, question: reach(score("roles", 3))}
	answer, calendar := a.ask(t)
	answer.NoRoom, answer.Until = slices.Clone(answer.Plan.Steps), 30
	for lang, want := range map[say.Language]string{
		"en": "2 more steps would not be done by day 30 with the people there are: Roles to level 2, Roles to level 3.",
		"zh": "另有 2 步按现有人手在第 30 天前做不完：职责到 2 级、职责到 3 级。",
	} {
		got := strings.Join(section(roadmap.New(answer, "", calendar, lang).Doc(), lang.Say("Summary", "摘要")), "\n")
		if !strings.Contains(got, want) {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}
