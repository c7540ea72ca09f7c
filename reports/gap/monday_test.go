package gap_test

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestThisWeek: page one says of every practice to begin with whose plan begins now who does what this week, in the
// words of the rubric; nothing of it stands there twice in a brief, and no paper names a command.
func TestThisWeek(t *testing.T) {
	m, told := assess.Compile(channelteam.Rubric()), 0
	for _, a := range madeUp() {
		for lang, week := range map[say.Language]string{"en": ". This week, ", "zh": "。本周，"} {
			g := gap.New(m.Evaluate(a, assess.Options{}), "", lang)
			for _, rep := range []*doc.Report{g.Brief(), g.TwoPages()} {
				begins := strings.Count(strings.Join(words(rep.Sections...), "\n"), week)
				if want := beginning(g); begins != want {
					t.Errorf("%s, %s: %d practices begin this week, page one says %d", a.Subject.ID, lang, want, begins)
				}
				told += begins
			}
			if all := strings.Join(words(g.Doc().Sections...), "\n"); strings.Contains(all, "`") {
				t.Errorf("%s, %s: a command in a paper", a.Subject.ID, lang)
			}
		}
	}
	if told < 300 {
		t.Errorf("%d first steps: the test looks at nothing", told)
	}
}

// beginning counts the practices in focus that have a step on day 0, none while it is too early.
func beginning(g *gap.Gap) int {
	begun := map[int]bool{}
	for _, phase := range g.Result.Plan.Phases {
		for k := range phase.Actions {
			if st := &phase.Actions[k]; st.FromDay == 0 {
				begun[st.Practice] = true
			}
		}
	}
	if g.Result.Overall.Provisional() {
		return 0
	}
	return len(begun)
}

// words are the texts of paragraphs and lists.
func words(sections ...doc.Section) (out []string) {
	for _, s := range sections {
		for _, b := range s.Blocks {
			switch v := b.(type) {
			case doc.Paragraph:
				out = append(out, v.Text)
			case doc.List:
				out = append(out, v.Items...)
			}
		}
	}
	return out
}
