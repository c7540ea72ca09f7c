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
)

// TestPanelAddsUp: of the criteria that a panel voted on, those on which it agrees and the others that are still to be
// discussed are no more than there are, as page one tells them.
func TestPanelAddsUp(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	told := regexp.MustCompile(`agree on (\d+) of (\d+) criteria.* to be discussed: (\d+) of those on which they agree, ` +
		`as many do not know, and (\d+) others?, as their votes lie apart\.`)
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
		if of[0]+of[3] > of[1] || of[2] > of[0] || of[2]+of[3] != open {
			t.Errorf("%s: %s", a.Subject.ID, fmt.Sprint(of, open))
		}
	}
	if seen < 3 {
		t.Errorf("%d panels: the test looks at nothing\n", seen)
	}
}
