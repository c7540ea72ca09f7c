package channelteam

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// TestChangesAreTold: changes-1.1.0.md gives a reason for each text that is not what it was in 1.0.0, a row for each
// criterion with just the levels that changed, and a row for each practice.
func TestChangesAreTold(t *testing.T) {
	told := rowsOf(t, "changes-1.1.0.md")
	old, _, err := rubricfile.Read(Shipped("channel-team@1.0.0")...)
	if err != nil {
		t.Fatal(err)
	}
	criteria := 0
	for i := range Rubric().Practices {
		p, before := &Rubric().Practices[i], &old.Practices[i]
		if told[p.ID][1] == "" {
			t.Errorf("%s: no reason", p.ID)
		}
		for k := range p.Criteria {
			id := rubric.FullID(p.ID, p.Criteria[k].ID)
			want := strings.Join(changedTexts(&before.Criteria[k], &p.Criteria[k]), ", ")
			if row := told[id]; row[0] != want || want != "" && row[1] == "" {
				t.Errorf("%s: changed are %s; the page says %q", id, want, row)
			}
			criteria++
		}
	}
	if criteria != 91 {
		t.Errorf("%d criteria", criteria)
	}
}

// changedTexts names what is not the same of a criterion: its name, and its levels.
func changedTexts(old, now *rubric.Criterion) (out []string) {
	same := func(x, y rubric.Text) bool { return x["zh"] == y["zh"] && x["en"] == y["en"] }
	if !same(old.Name, now.Name) {
		out = append(out, "name")
	}
	for level := 1; level <= 5; level++ {
		if !same(old.Levels[level], now.Levels[level]) {
			out = append(out, strconv.Itoa(level))
		}
	}
	return out
}

// rowsOf reads the tables of a page: by the first cell of a row the others.
func rowsOf(t *testing.T, name string) map[string][2]string {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][2]string{}
	for line := range strings.Lines(string(page)) {
		if cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | "); len(cells) == 3 {
			id := strings.TrimSpace(cells[0])
			if _, twice := out[id]; twice {
				t.Errorf("%s has two rows", id)
			}
			out[id] = [2]string{strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])}
		}
	}
	return out
}
