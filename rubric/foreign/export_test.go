package foreign

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// exported writes a rubric as a list, and checks that the ledger counts all that it holds.
func exported(t *testing.T, r *rubric.Rubric, opt ExportOptions) *List {
	t.Helper()
	list, err := Table(r, opt)
	if err != nil {
		t.Fatal(err)
	}
	counts(t, r, &list.Ledger)
	return list
}

// counts checks a ledger against another count of what a rubric holds.
func counts(t *testing.T, r *rubric.Rubric, l *Ledger) {
	t.Helper()
	var all any
	if err := json.Unmarshal(r.Canonical(), &all); err != nil {
		t.Fatal(err)
	}
	if got, want := l.Total(Taken)+l.Total(Lost), leavesOf(all); got != want {
		t.Errorf("came over and left behind: %d, the rubric holds %d", got, want)
	}
}

func leavesOf(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for _, kid := range v {
			n += leavesOf(kid)
		}
	case []any:
		for _, kid := range v {
			n += leavesOf(kid)
		}
	case nil:
	default:
		if v != "" {
			n++
		}
	}
	return n
}

// rowsOf are the rows of a table in the notation of gridOf.
func rowsOf(text string) (rows [][]string) { return gridOf(text).Grid.(*grid).rows }

// TestListKeepsCells: a list that is imported and exported again has the same cells.
func TestListKeepsCells(t *testing.T) {
	for _, text := range []string{
		"Question\nSet?\nMet?",
		"问题\n定了吗？\n达成吗？",
		"Area|Question|Weight\nGoals|Set?|3\nGoals|Met?|1.5\nPeople|Who leads?|2",
		"My list|||\nArea|Question|Target|Evidence\nGoals|=1+1|2|Plan\\nMinutes\nGoals|-1 is not it|3|\nPeople|'quoted|1|@home",
		"维度|问题|1分|3分|5分\n人员|有店长吗？|没有|兼职|专职\n人员|培训吗？|没有|偶尔|每月",
		"维度|维度权重|事项|问题|权重|1 级：没有|2 级：部分（一半）|3 级：做到\n管理|60|目标|目标清楚|20|a|b|c\n管理||目标|目标分解|30|d|e|f\n人|40|会议|例会|50|g|h|i",
		"Area (zh)|Area (en)|Question (zh)|Question (en)|Level 1 (zh)|Level 1 (en)|Level 2 (zh)|Level 2 (en)\n目标|Goals|定了吗？|Set?|没有|no|有|yes",
		"Area (sv)|Question (sv)\nMål|Finns mål?",
		"Question (en)|Question (uk)|Level 1: No (en)|Level 1: Ні (uk)|Level 2 (en)|Level 2 (uk)\nSet?|Є ціль?|none|немає|some|є",
		"Area|Practice|Practice weight|Practice description|Name|Question|Level 0: None|Level 1: All (or nearly)\nG|P|2|why|N|Is it?|x|y\nG|P|||M||z|w",
		"Area|Area ID|ID|Question\nGoals|G-1|A.1|Set?\nGoals|G-1|A.2|Met?",
	} {
		rows := rowsOf(text)
		im := imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: rows}})
		list := exported(t, sound(t, im), ExportOptions{File: "t.csv"})
		if !reflect.DeepEqual(list.Rows, rows) {
			t.Errorf("\n%q, want\n%q", list.Rows, rows)
		}
		if lost := list.Ledger.Of(Lost); len(lost) > 0 && !slices.ContainsFunc(lost,
			func(e Entry) bool { return e.Kind.EN != "parts" }) {
			t.Errorf("%+v", lost)
		}
	}
}

// randomList is a list as an export writes it: every combination of columns, with texts that look like other things.
func randomList(rnd *rand.Rand) [][]string {
	words := []string{"=SUM(A1)", "-1", "+x", "@y", "'z", "Total risk", "Level 3", "1 = none", "a, b", "two\nlines", "“x”", "x|y", "Is it? ", "50%", "100", "(x)",
		"ＡＢＣ"}
	n := 0
	text := func() string {
		n++
		return strings.TrimSpace(fmt.Sprint(words[rnd.IntN(len(words))], " ", n))
	}
	langs := [][]string{{"en"}, {"zh", "en"}, {"sv"}}[rnd.IntN(3)]
	zh := rnd.IntN(2) == 0 && len(langs) == 1 && langs[0] == "en"
	if zh {
		langs = []string{"zh"}
		words = []string{"=甲", "-乙", "有吗？", "3分以上", "合计数", "（空）", "两\n行"}
	}
	has := func() bool { return rnd.IntN(2) == 0 }
	grouped, named, weights, targets, evidence, described, areaWeights := has(), has(), has(), has(), has(), has(),
		has()
	var head []string
	heads := func(en, word string) {
		for _, lang := range langs {
			switch {
			case zh:
				head = append(head, word)
			case slices.Equal(langs, []string{"en"}):
				head = append(head, en)
			default:
				head = append(head, en+" ("+lang+")")
			}
		}
	}
	fact := func(is bool, en, word string) {
		if is && zh {
			head = append(head, word)
		} else if is {
			head = append(head, en)
		}
	}
	practiceWeights := grouped && has()
	heads("Area", "维度")
	fact(areaWeights, "Area weight", "维度权重")
	if grouped {
		heads("Practice", "事项")
		fact(practiceWeights, "Practice weight", "事项权重")
		if described {
			heads("Practice description", "事项说明")
		}
	}
	if named {
		heads("Name", "名称")
	}
	heads("Question", "问题")
	if !grouped && described {
		heads("Description", "说明")
	}
	fact(weights, "Weight", "权重")
	levels := []int{1, 2, 3}
	fact(targets, "Target", "目标")
	if evidence {
		heads("Evidence", "证据")
	}
	for _, l := range levels {
		heads(fmt.Sprintf("Level %d", l), fmt.Sprintf("%d分", l))
	}
	rows := [][]string{head}
	each := func(s func() string) (out []string) {
		for range langs {
			out = append(out, s())
		}
		return out
	}
	blank := func() string { return "" }
	number := func() string { return fmt.Sprint(2 + rnd.IntN(9)) }
	for range 1 + rnd.IntN(3) {
		area, first := each(text), true
		for range 1 + rnd.IntN(3) {
			practice := each(text)
			of := 1
			if grouped {
				of += rnd.IntN(3)
			}
			for k := range of {
				row := slices.Clone(area)
				if areaWeights {
					row = append(row, map[bool]string{true: number(), false: ""}[first])
				}
				if grouped {
					row = append(row, practice...)
					if practiceWeights {
						row = append(row, map[bool]string{true: number(), false: ""}[k == 0])
					}
					if described && k == 0 {
						row = append(row, each(text)...)
					} else if described {
						row = append(row, each(blank)...)
					}
				}
				if named {
					row = append(row, each(text)...)
				}
				row = append(row, each(text)...)
				if !grouped && described {
					row = append(row, each(text)...)
				}
				if weights {
					row = append(row, number())
				}
				if targets {
					row = append(row, map[bool]string{true: fmt.Sprint(levels[rnd.IntN(3)]), false: ""}[k == 0])
				}
				if evidence && k == 0 {
					row = append(row, each(func() string { return "plan " + text() + "\nminutes" })...)
				} else if evidence {
					row = append(row, each(blank)...)
				}
				for range levels {
					row = append(row, each(text)...)
				}
				rows, first = append(rows, row), false
			}
		}
	}
	return rows
}

// TestListsAtRandom: lists of all kinds of columns come back cell by cell, and the rubric that comes of the export is
// the one that the export was made of.
func TestListsAtRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(24, 4))
	for range 120 {
		rows := randomList(rnd)
		im := imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: rows}})
		r := sound(t, im)
		list := exported(t, r, ExportOptions{File: "t.csv"})
		if !reflect.DeepEqual(list.Rows, rows) {
			t.Fatalf("\n%q, want\n%q", list.Rows, rows)
		}
		for _, ids := range []bool{false, true} {
			list := exported(t, r, ExportOptions{File: "t.csv", IDs: ids})
			again := sound(t, imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: list.Rows}}))
			if again.Digest() != r.Digest() {
				t.Fatalf("ids %v: another rubric comes of %q", ids, list.Rows)
			}
		}
	}
}

// sameContent checks that what was read back has the criteria of a rubric: ids, names, questions, level texts, weights.
func sameContent(t *testing.T, r, back *rubric.Rubric, stage string) {
	t.Helper()
	if !slices.Equal(r.CriterionIDs(), back.CriterionIDs()) {
		t.Fatalf("ids %v", back.CriterionIDs())
	}
	for i := range r.Practices {
		p, q := &r.Practices[i], &back.Practices[i]
		if !sameText(p.Name, q.Name) || !sameText(p.Intent, q.Intent) || p.Dimension != q.Dimension ||
			!reflect.DeepEqual(p.Evidence, q.Evidence) {
			t.Errorf("%s: %+v", p.ID, q)
		}
		for k := range p.Criteria {
			c, d := &p.Criteria[k], &q.Criteria[k]
			if !sameText(c.Name, d.Name) || !sameText(c.Question, d.Question) || !reflect.DeepEqual(c.Levels,
				d.Levels) {
				t.Errorf("%s/%s: %+v, want %+v", p.ID, c.ID, d, c)
			}
		}
	}
	if !sameShares(r, back, stage) {
		t.Error("other weights")
	}
}

// TestBuiltInAsList: the built-in rubric comes back of its list, at each stage.
func TestBuiltInAsList(t *testing.T) {
	r := channelteam.Rubric()
	for _, stage := range []string{"", "startup", "growth", "mature"} {
		list := exported(t, r, ExportOptions{File: "t.csv", Stage: stage})
		back := sound(t, imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: list.Rows}}))
		if stage == "" {
			stage = "growth"
		}
		sameContent(t, r, back, stage)
		for i := range r.Practices {
			p, q := &r.Practices[i], &back.Practices[i]
			target, _ := p.Target.At(stage)
			if got, _ := q.Target.At(stage); p.WeightAt(stage) != q.WeightAt(stage) || got != target {
				t.Errorf("%s %s: weight %v, target %v", stage, p.ID, q.WeightAt(stage), got)
			}
		}
		for _, e := range list.Ledger.Of(Lost) {
			if e.Kind == kindOf(roleWeight) || e.Kind == kindOf(roleID) || e.Kind == kindOf(roleLevel) {
				t.Errorf("%+v", e)
			}
		}
	}
}
