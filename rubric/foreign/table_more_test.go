package foreign

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/rubric/rubricfile"
)

// TestWordsOfRoles: no word stands for two things.
func TestWordsOfRoles(t *testing.T) {
	seen := map[string]role{}
	for r, words := range roleWords() {
		for _, word := range strings.Fields(words) {
			if other, twice := seen[word]; twice {
				t.Errorf("%s is %s and %s", word, r, other)
			}
			if plain(word) != word {
				t.Errorf("%s is not plain", word)
			}
			seen[word] = r
			if _, _, level := levelOf(word); level {
				t.Errorf("%s is a level, too", word)
			}
		}
	}
}

func TestLevelHeads(t *testing.T) {
	for head, want := range map[string]string{
		"1": "1 ", "3分": "3 ", "3 分": "3 ", "Level 4": "4 ", "L2": "2 ", "三级": "3 ", "第二级": "2 ", "5分（优秀）": "5 优秀", "０分": "0 ",
		"2 - Managed": "2 Managed", "Level 3: Defined": "3 Defined", "3分部分落实": "3 部分落实", "Score 1": "1 ",
		"一级（初始）": "1 初始",
		"一级指标":   "", "一": "", "2024": "", "Q1": "", "权重": "", "Level": "", "1级指标体系说明": "1 指标体系说明", "golden": "", "10%": "",
	} {
		got := ""
		if level, name, ok := levelOf(head); ok {
			got = fmt.Sprintf("%d %s", level, name)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
	for head, want := range map[string][2]string{
		"Question (en)": {"Question", "en"}, "问题_中文": {"问题", "zh"}, "问题（英文）": {"问题", "en"}, "golden": {"golden", ""},
		"English": {"English", ""}, "name": {"name", ""}, "Question_EN": {"Question", "en"}, "Domain": {"Domain", ""},
		"item": {"item", ""},
	} {
		if word, lang := cutLanguage(head, rolesByWord()); word != want[0] || lang != want[1] {
			t.Errorf("%s: %q %q", head, word, lang)
		}
	}
}

// TestTablesAtRandom: whatever stands in a table, it is refused with a place, or every cell is counted and the rubric
// is sound.
func TestTablesAtRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(24, 2))
	words := []string{"", "", "", "area", "question", "weight", "权重", "1分", "2分", "x", "y?", "3", "50%", "合计", "维度", "二级指标", "id", "level 1", "level 2",
		"\x1b[31m", "\u202eabc", "=1+2", "a very long text that goes on and on and on and on, and ends here", "A1"}
	read := 0
	for range 5000 {
		g := &grid{}
		wide := 1 + rnd.IntN(5)
		g.rows = append(g.rows, slices.Clone([]string{"question", "area", "weight", "level 1", "level 2"}[:wide]))
		for range 1 + rnd.IntN(5) {
			var row []string
			for range wide {
				row = append(row, words[rnd.IntN(len(words))])
			}
			g.rows = append(g.rows, row)
		}
		if rnd.IntN(2) == 0 {
			r, c := rnd.IntN(len(g.rows)), rnd.IntN(wide)
			g.merged = [][4]int{{r, c, min(r+rnd.IntN(3), len(g.rows)-1), min(c+rnd.IntN(2), wide-1)}}
		}
		im, err := ReadTable("t.csv", []Sheet{{Name: "S", Grid: g}}, Origin{File: "t.csv"}, Options{})
		if err != nil {
			continue
		}
		read++
		if got, want := im.Ledger.Total(Taken)+im.Ledger.Total(Lost), g.cells(); got != want {
			t.Fatalf("%q %v: counted %d of %d: %+v", g.rows, g.merged, got, want, im.Ledger.entries)
		}
		if _, _, err := rubricfile.Read(rubricfile.File{Name: "out.yaml", Data: im.Write()}); err != nil {
			t.Fatalf("%q: %v\n%s", g.rows, err, im.Write())
		}
	}
	if read < 250 {
		t.Errorf("only %d were read", read)
	}
}

// TestKeep: a newer version of a list keeps the answers: a row more changes no id, and where an id changed and the
// text did not, the old one stands in was.
func TestKeep(t *testing.T) {
	old := sound(t, imported(t, Options{}, gridOf("area|question\nG|How are goals set?\n|目标达成了吗？")))
	more := imported(t, Options{}, gridOf("area|question\nG|Who leads?\n|How are goals set?\n|目标达成了吗？"))
	for _, id := range old.CriterionIDs() {
		if !slices.Contains(more.Rubric.CriterionIDs(), id) {
			t.Errorf("%s is gone", id)
		}
	}
	if n := more.Keep(old); n != 0 {
		t.Errorf("%d kept", n)
	}
	coded := imported(t, Options{}, gridOf("id|area|question\nG-2|G|目标达成了吗？\nG-1||How are goals set?"))
	if n := coded.Keep(old); n != 2 {
		t.Errorf("%d kept, want 2", n)
	}
	r := sound(t, coded)
	if got := fmt.Sprint(r.Practices[0].Was, r.Practices[1].Was); got != fmt.Sprintf("[%s] [how-are-goals-set]", old.Practices[1].ID) {
		t.Errorf("was %s", got)
	}
	again := imported(t, Options{}, gridOf("id|area|question\nX-2|G|目标达成了吗？\nG-1||How are goals set?"))
	if n := again.Keep(r); n != 1 {
		t.Errorf("%d kept, want 1", n)
	}
	got := fmt.Sprint(again.Rubric.Practices[0].Was, again.Rubric.Practices[1].Was)
	if got != fmt.Sprintf("[G-2 %s] [how-are-goals-set]", old.Practices[1].ID) {
		t.Errorf("was %s", got)
	}
	sound(t, again)
}

// TestTableTooLong: what is more than a rubric can have is told at the question that is one too many.
func TestTableTooLong(t *testing.T) {
	text := "question"
	for i := range rubricfile.MaxPractices + 5 {
		text += fmt.Sprintf("\nQuestion %d?", i)
	}
	if got := refused(t, Options{}, gridOf(text)); !strings.Contains(got, "t.csv:1002:1: this is one more than the 1000") {
		t.Error(got)
	}
}
