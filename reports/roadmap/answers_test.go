package roadmap_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// brief are the words of a brief: its paragraphs and its items.
func brief(a *plan.Answer, calendar roadmap.Calendar, lang say.Language) string {
	var out []string
	for _, b := range roadmap.New(a, "sha256:1", calendar, lang).Brief() {
		switch b := b.(type) {
		case doc.Paragraph:
			out = append(out, b.Text)
		case doc.List:
			out = append(out, b.Items...)
		}
	}
	return strings.Join(out, "\n")
}

// TestAnswers: a way that holds whatever is missing says so, and what to ask first; where it takes answers, these are
// named with their levels, in a panel with its votes, and no steps.
func TestAnswers(t *testing.T) {
	q := asked{levels: today, question: plan.Question{Kind: plan.Reach,
		Goals: []plan.Goal{{Kind: plan.GoalScore, At: "roles", Value: 2}}}}
	a, calendar := q.ask(t)
	a.Missing = []int{3, 0}
	for lang, want := range map[say.Language]string{
		"en": "This holds whatever the missing answers (2 criteria) turn out to be: until then, each counts as the lowest level. With them, less may do; ask first about Brand / Known, Roles / Written.",
		"zh": "缺的答案（2 条标准）不管补成什么，这都成立：没补上的，一律按最低级算。补上以后，也许不必做这么多；最该先问的是：",
	} {
		if got := brief(a, calendar, lang); !strings.Contains(got, want) {
			t.Errorf("%s", got)
		}
	}
	a.Choice.Short = []plan.Short{{Goal: q.question.Goals[0]}}
	a.Needed = []plan.Needed{{Criterion: 3, Level: assess.Some(3)}, {Criterion: 0},
		{Criterion: 1, Level: assess.Some(2)}}
	voted := []assess.Vote{{Rater: "r1", State: assess.Answered, Level: 1}}
	a.Now.Assessment.Answers[1] = assess.Answer{Given: true, State: assess.Unanswered, Votes: voted}
	a.Now.Assessment.Answers[3] = assess.Answer{Given: true, State: assess.Unknown, Votes: voted} // as agreed
	for lang, want := range map[say.Language][]string{
		"en": {"Steps alone do not get there: until it is answered, what is missing counts as the lowest level.",
			"These answers are needed first:", "With them, fewer steps may do, or none.",
			" is out of reach with the rubric's actions while answers are missing",
			"Brand / Known, at least level 3", "Roles / Written", "Goals / Set, each missing vote at least level 2"},
		"zh": {"只靠行动到不了：还没有答案的，一律按最低级算。先要补上这些答案：", "（至少 3 级）", "（缺的票至少 2 级）"},
	} {
		got := brief(a, calendar, lang)
		for _, text := range want {
			if !strings.Contains(got, text) {
				t.Errorf("%s: no %q in\n%s", lang, text, got)
			}
		}
		if strings.Contains(got, "person-days") || strings.Contains(got, "人天") {
			t.Errorf("steps are told: %s", got)
		}
	}
}

// TestOtherAsMany: a way that takes as much work as the first says so, and how sure it is.
func TestOtherAsMany(t *testing.T) {
	q := asked{levels: today, question: plan.Question{Kind: plan.Reach,
		Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 1.75}}}}
	a, calendar := q.ask(t)
	a.Other.PersonDays, a.Other.Proof = a.Plan.PersonDays, plan.Proof{Bound: 0.5}
	for lang, want := range map[say.Language]string{
		"en": "With as many (1 person-day), and at most half of the work the same: Roles to level 2.\n" +
			"None so different can take less than 0.5.",
		"zh": "投入一样多（1 人天），与上面相同的工作最多一半：职责到 2 级。\n这样不同的走法，都不会少于 0.5。",
	} {
		if got := brief(a, calendar, lang); !strings.Contains(got, want) {
			t.Errorf("%s", got)
		}
	}
}

// TestAimsAsJudged: a goal that holds today only as far as missing answers are good is told with those that do not.
func TestAimsAsJudged(t *testing.T) {
	q := asked{levels: [4]int{2, 2, 1, 2}, question: plan.Question{Kind: plan.Reach,
		Goals: []plan.Goal{{Kind: plan.GoalScore, At: "roles", Value: 2},
			{Kind: plan.GoalScore, At: "stock", Value: 2}}}}
	a, calendar := q.ask(t)
	for judged, want := range map[bool]string{false: "Stock at 2: ", true: "Roles at 2, Stock at 2: "} {
		a.Plan.Question.Judged = nil
		if judged {
			worst := *a.Now.Assessment
			worst.Answers = slices.Clone(worst.Answers)
			for i := range worst.Answers {
				worst.Answers[i].Level = 1
			}
			a.Plan.Question.Judged = &worst
		}
		if got := brief(a, calendar, "en"); !strings.HasPrefix(got, want) {
			t.Errorf("judged: %v\n%s", judged, got)
		}
	}
}
