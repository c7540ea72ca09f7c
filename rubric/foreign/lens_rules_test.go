package foreign

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
)

// TestConditions: the cases of conditions by hand, + for what is ticked and - for what is not; ! binds most, || least.
func TestConditions(t *testing.T) {
	for cond, want := range map[string]string{
		"a": "+a", "!a": "-a", "a && b": "+a+b", "a&&b||c": "+a+b +c", "a && (b || c)": "+a+b +a+c", "!(a && b)": "-a -b",
		"!(a || !b)": "+b-a", "!!a": "+a", "a && !a": "", "a || a && b": "+a", "(a || b) && (a || c)": "+a +b+c",
		"((a))": "+a", "a || b || !c": "+a +b -c", "\ta\n&& b ": "+a+b",
		"": "bad", "a &&": "bad", "a b": "bad", "(a": "bad", "a)": "bad", "d": "bad", "a & b": "bad", "a && && b": "bad",
		"default": "bad", "!": "bad",
	} {
		cases, ok := casesOf(cond, func(id string) bool { return len(id) == 1 && strings.Contains("abc", id) })
		var got []string
		for _, x := range cases {
			s := ""
			for _, id := range x.all {
				s += "+" + id
			}
			for _, id := range x.without {
				s += "-" + id
			}
			got = append(got, s)
		}
		if !ok {
			got = []string{"bad"}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", cond, got, want)
		}
	}
	if _, ok := casesOf(strings.Repeat("(a || b) && ", 20)+"("+strings.Repeat("!", 1001)+"c)",
		func(string) bool { return true }); !ok {
		t.Error("cases that cover each other count")
	}
	var wide []string
	for i := range 8 {
		wide = append(wide, fmt.Sprintf("(a%d || b%d)", i, i))
	}
	if _, ok := casesOf(strings.Join(wide, " && "), func(string) bool { return true }); ok {
		t.Error("256 cases are read")
	}
}

// condTree is a random condition: its text, and when it holds.
func condTree(rng *rand.Rand, depth int) (string, func(in map[string]bool) bool) {
	if depth == 0 || rng.IntN(3) == 0 {
		id := string(rune('a' + rng.IntN(5)))
		return id, func(in map[string]bool) bool { return in[id] }
	}
	x, fx := condTree(rng, depth-1)
	y, fy := condTree(rng, depth-1)
	switch rng.IntN(3) {
	case 0:
		return "!(" + x + ")", func(in map[string]bool) bool { return !fx(in) }
	case 1:
		return "(" + x + ") && (" + y + ")", func(in map[string]bool) bool { return fx(in) && fy(in) }
	}
	return "((" + x + ")||(" + y + "))", func(in map[string]bool) bool { return fx(in) || fy(in) }
}

// TestLensRules holds the checklists that are made of random lenses to the conditions themselves, for every set of
// choices; of five choices the last is "none of these" in half of them. What lint would refuse is not in them.
func TestLensRules(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 5))
	for n := range 500 {
		choices := []string{"a", "b", "c", "d", "e"}
		conds := make([]func(map[string]bool) bool, 2)
		var texts []string
		for i := range conds {
			var text string
			text, conds[i] = condTree(rng, 3)
			texts = append(texts, text)
		}
		suffix := ""
		if n%2 == 0 {
			suffix = "_no"
		}
		own := func(text string) string { return strings.ReplaceAll(text, "e", "e"+suffix) }
		lens := `{"schemaVersion": "1", "name": "L", "pillars": [{"id": "p", "name": "P", "questions": [{"id": "q", "title": "Q", "choices": [`
		for i, id := range choices {
			lens += strings.Repeat(",", min(i, 1)) + fmt.Sprintf(`{"id": %q, "title": %[1]q}`, own(id))
		}
		lens += fmt.Sprintf(`], "riskRules": [{"condition": %q, "risk": "NO_RISK"}, {"condition": %q, "risk": "HIGH_RISK"}, {"condition": "default", "risk": "MEDIUM_RISK"}]}]}]}`,
			own(texts[0]), own(texts[1]))
		im, _, err := ReadTool(FromLens, []File{{"l.json", []byte(lens)}}, Origin{}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c := &im.Rubric.Practices[0].Criteria[0]
		if !c.IsChecklist() {
			t.Fatalf("no checklist of %v", texts)
		}
		for bits := range 1 << len(choices) {
			in := map[string]bool{}
			var ids []string
			for i, id := range choices {
				if bits>>i&1 == 1 {
					in[id], ids = true, append(ids, own(id))
				}
			}
			ticked, ok := c.Ticks(ids)
			if !ok {
				continue // none of these beside others: the tool does not let that be
			}
			want := 1
			for i, level := range []int{2, 0} {
				if conds[i](in) {
					want = level
					break
				}
			}
			if got := c.LevelOf(ticked); got != want {
				t.Fatalf("%v\n%+v\n%v: level %d, want %d", texts, c.Ticked, ids, got, want)
			}
		}
		decides := map[int]bool{}
		c.EachChecked(func(s rubric.Checked) { decides[s.Rule] = true })
		for k := range c.Ticked[:len(c.Ticked)-1] {
			if !decides[k] {
				t.Fatalf("%v: rule %d of %+v never decides", texts, k, c.Ticked)
			}
		}
	}
}

// TestLensUnread: a rule that cannot be read is lost with the others of its question, and its choices are what to look
// for; of an id that comes again within a question the first stands.
func TestLensUnread(t *testing.T) {
	lens := strings.NewReplacer("c1 || c2", "c1 | c2", `"id": "c1", "title": "Yes"}]`,
		`"id": "c1", "title": "Yes"}, {"id": "c1", "title": "Again"}]`).Replace(lens)
	im := readTool(t, FromLens, 0, Options{}, File{"lens.json", []byte(lens)})
	p := sound(t, im).Practices
	if p[0].Criteria[0].IsChecklist() || !slices.Equal(p[0].Evidence["en"], []string{"1: Logs", "2: 42", "3: none"}) {
		t.Errorf("%+v", p[0])
	}
	if len(p[1].Criteria[0].Items) != 1 {
		t.Errorf("%+v", p[1])
	}
	lost := 0
	for _, e := range im.Ledger.Of(Lost) {
		if e.Kind.EN == "rule.condition" || e.Kind.EN == "rule.risk" {
			lost += e.Count
		}
	}
	if lost != 8 { // three rules that cannot be read, and one that tells nothing apart
		t.Errorf("lost %d values of rules", lost)
	}
}
