package gap_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestPanelAddsUp: of the criteria that a panel voted on, those on which it agrees and the others that are still to be
// discussed are no more than there are, as page one tells them.
func TestPanelAddsUp(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	told := regexp.MustCompile(`agree on (\d+) of (\d+) criteria\. (\d+) (?:is|are) still to be discussed: .*` +
		`; (\d+) of these (?:is|are) among those on which they agree\.`)
	seen := 0
	for _, a := range madeUp() {
		if !a.Panel {
			continue
		}
		res := m.Evaluate(a, assess.Options{})
		page := strings.Join(words(gap.New(res, "", "en").Doc().Sections[0]), "\n")
		n := told.FindStringSubmatch(page)
		if n == nil {
			continue
		}
		seen++
		var of [4]int
		for k := range of {
			of[k], _ = strconv.Atoi(n[k+1])
		}
		open := len(panel.NewAgenda(m, res).Discuss)
		if of[0]+of[2]-of[3] > of[1] || of[3] > of[0] || of[3] > of[2] || of[2] != open {
			t.Errorf("%s: %s", a.Subject.ID, fmt.Sprint(of, open))
		}
	}
	if seen < 3 {
		t.Errorf("%d panels: the test looks at nothing\n", seen)
	}
}

// TestWhyToDiscuss: page one gives the agenda's own reasons. Of six raters, three of the head office and three of the
// field: one criterion on which they are far apart, and three on which the levels agree: the roles are a level apart;
// one says that it does not apply; a third does not know.
func TestWhyToDiscuss(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Depth: "quick", Panel: true,
		Answers: make([]assess.Answer, m.Len())}
	for k, role := range []string{"hq", "hq", "hq", "field", "field", "field"} {
		a.Raters = append(a.Raters, assess.Rater{ID: "r" + strconv.Itoa(k), Role: role})
	}
	odd := []string{"115515", "222333", "33333n", "2222??"}
	for i := range a.Answers {
		if !m.Asked(i, "quick") {
			continue
		}
		votes := "333333"
		if len(odd) > 0 {
			votes, odd = odd[0], odd[1:]
		}
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered}
		for k, c := range votes {
			v := assess.Vote{Rater: "r" + strconv.Itoa(k), State: assess.Answered, Level: int(c - '0')}
			switch c {
			case 'n':
				v.State, v.Level = assess.NotApplicable, 0
			case '?':
				v.State, v.Level = assess.Unknown, 0
			}
			a.Answers[i].Votes = append(a.Answers[i].Votes, v)
		}
		a.Answers[i].Reason = "not here"
	}
	res := m.Evaluate(a, assess.Options{})
	for lang, want := range map[say.Language]string{
		"en": "4 are still to be discussed: 1 as votes lie apart, 1 as roles differ, 1 as not all find that it applies, " +
			"1 as many do not know; 3 of these are among those on which they agree.",
		"zh": "还有 4 条待讨论：分歧大的 1 条，角色看法不同的 1 条，对是否适用看法不一的 1 条，多人不知道的 1 条；其中 3 条在意见一致的里面。",
	} {
		if page := strings.Join(words(gap.New(res, "", lang).Doc().Sections[0]), "\n"); !strings.Contains(page, want) {
			t.Errorf("no %q in\n%.1500s", want, page)
		}
	}
}
