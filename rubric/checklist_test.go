package rubric_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"fathom/rubric"
)

// backups is a checklist of four things, and one that says that there are none.
func backups() *rubric.Criterion {
	items := func(ids ...string) (out []rubric.Item) {
		for _, id := range ids {
			out = append(out, rubric.Item{ID: id, Text: rubric.Text{"en": "Text of " + id}})
		}
		return out
	}
	c := &rubric.Criterion{ID: "c", Scale: "s", Items: append(items("daily", "tested", "offsite", "watched"),
		rubric.Item{ID: "none", Alone: true})}
	c.Ticked = []rubric.TickRule{{Level: 3, All: []string{"tested"}, AtLeast: 3},
		{Level: 2, AtLeast: 2}, {Level: 1, Any: []string{"daily", "offsite"}, Without: []string{"watched"}}, {Level: 0}}
	return c
}

func fourLevels() *rubric.Scale {
	s := &rubric.Scale{ID: "s"}
	for l := range 4 {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	return s
}

// TestLevelOf: level 3 wants the test and three things, 2 any two, 1 one of two alone; by hand.
func TestLevelOf(t *testing.T) {
	for _, x := range []struct {
		ticked []string
		level  int
	}{
		{nil, 0}, {[]string{"none"}, 0}, {[]string{"daily"}, 1}, {[]string{"tested"}, 0}, {[]string{"watched"}, 0},
		{[]string{"daily", "watched"}, 2}, {[]string{"daily", "offsite", "watched"}, 2},
		{[]string{"daily", "tested", "watched"}, 3}, {[]string{"daily", "tested", "offsite", "watched"}, 3},
	} {
		if got := backups().LevelOf(x.ticked); got != x.level {
			t.Errorf("%v: level %d, want %d", x.ticked, got, x.level)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, x := range []struct {
		ids, want []string
		ok        bool
	}{
		{nil, []string{}, true}, {[]string{"offsite", "daily"}, []string{"daily", "offsite"}, true},
		{[]string{"none"}, []string{"none"}, true}, {[]string{"none", "daily"}, []string{"daily", "none"}, false},
		{[]string{"weekly"}, []string{}, false},
	} {
		if got, ok := backups().Ticks(x.ids); ok != x.ok || !reflect.DeepEqual(got, x.want) {
			t.Errorf("%v: %v %t, want %v %t", x.ids, got, ok, x.want, x.ok)
		}
	}
}

// TestToward: by hand. With the test alone one more makes 2; with daily and the watch the test makes 3; at the top
// there is no way up; where nothing was to hold, that is taken back.
func TestToward(t *testing.T) {
	for _, x := range []struct {
		ticked []string
		want   rubric.Toward
		ok     bool
	}{
		{[]string{"tested"}, rubric.Toward{Level: 2, Add: []string{"daily"}}, true},
		{[]string{"daily", "watched"}, rubric.Toward{Level: 3, Add: []string{"tested"}}, true},
		{[]string{"none"}, rubric.Toward{Level: 1, Add: []string{"daily"}, Drop: []string{"none"}}, true},
		{[]string{"daily", "tested", "watched"}, rubric.Toward{}, false},
	} {
		got, ok := backups().Toward(x.ticked, fourLevels())
		if ok != x.ok || got.Level != x.want.Level || !slices.Equal(got.Add, x.want.Add) ||
			!slices.Equal(got.Drop, x.want.Drop) {
			t.Errorf("%v: %+v %t, want %+v", x.ticked, got, ok, x.want)
		}
	}
}

// TestRuleWords: what stands for a level by the numbers of the items, behind what the level means.
func TestRuleWords(t *testing.T) {
	s := fourLevels()
	s.Levels[2].Meaning = rubric.Text{"en": "Half", "zh": "一半"}
	r := &rubric.Rubric{Scales: []rubric.Scale{*s}, Practices: []rubric.Practice{{ID: "p",
		Criteria: []rubric.Criterion{*backups()}}}}
	r.Share()
	c := &r.Practices[0].Criteria[0]
	for level, want := range map[int][2]string{
		3: {"item 2 holds, and 3 or more hold", "符合第 2 项，且至少符合 3 项"}, 2: {"Half (2 or more hold)", "一半（至少符合 2 项）"},
		1: {"one or more of items 1, 3, and item 4 does not hold", "第 1、3 项中至少符合 1 项，且不符合第 4 项"},
		0: {"in every other case", "其他情况"},
	} {
		if got := c.LevelText(level); got["en"] != want[0] || got["zh"] != want[1] {
			t.Errorf("level %d: %v, want %v", level, got, want)
		}
	}
}

// TestChecklistDigest: other words of an item, or other rules, are another question; another id, or another help, is
// the same.
func TestChecklistDigest(t *testing.T) {
	was := backups().TextDigest()
	same := func(c *rubric.Criterion) bool { return c.TextDigest() == was }
	c := backups()
	c.Items[0].ID, c.Items[0].Help, c.Ticked[2].Any[0] = "nightly", rubric.Text{"en": "Look"}, "nightly"
	if !same(c) {
		t.Error("another id or help is another question")
	}
	c = backups()
	c.Items[1].Text = rubric.Text{"en": "Other"}
	if same(c) {
		t.Error("another text is the same question")
	}
	c = backups()
	c.Ticked[1].AtLeast = 1
	if same(c) {
		t.Error("another rule is the same question")
	}
}

// naive is the level of a set of items by the words of the help page: the first rule all of whose keys hold.
func naive(c *rubric.Criterion, in map[string]bool) int {
	for _, r := range c.Ticked {
		ok := true
		for _, id := range r.All {
			ok = ok && in[id]
		}
		one := len(r.Any) == 0
		for _, id := range r.Any {
			one = one || in[id]
		}
		for _, id := range r.Without {
			ok = ok && !in[id]
		}
		n := 0
		for _, it := range c.Items {
			if in[it.ID] && !it.Alone && (len(r.Of) == 0 || slices.Contains(r.Of, it.ID)) {
				n++
			}
		}
		if ok && one && n >= r.AtLeast {
			return r.Level
		}
	}
	return -1
}

// made is a random checklist of up to ten items, the last of which may stand alone.
func made(rng *rand.Rand) *rubric.Criterion {
	c := &rubric.Criterion{Scale: "s"}
	for i := range 1 + rng.IntN(10) {
		c.Items = append(c.Items, rubric.Item{ID: fmt.Sprint("i", i)})
	}
	some := func() (out []string) {
		for rng.IntN(2) == 0 {
			if id := c.Items[rng.IntN(len(c.Items))].ID; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
		return out
	}
	for range rng.IntN(4) {
		r := rubric.TickRule{Level: rng.IntN(4), All: some(), Any: some(), Without: some()}
		if rng.IntN(2) == 0 {
			r.AtLeast, r.Of = 1+rng.IntN(len(c.Items)), some()
		}
		c.Ticked = append(c.Ticked, r)
	}
	c.Items[len(c.Items)-1].Alone = len(c.Items) > 1 && rng.IntN(2) == 0
	c.Ticked = append(c.Ticked, rubric.TickRule{Level: rng.IntN(4)})
	return c
}

// subsets are all sets of items that may be ticked together.
func subsets(c *rubric.Criterion) (out [][]string) {
	for bits := range 1 << len(c.Items) {
		var ids []string
		for i := range c.Items {
			if bits>>i&1 == 1 {
				ids = append(ids, c.Items[i].ID)
			}
		}
		if ticked, ok := c.Ticks(ids); ok {
			out = append(out, ticked)
		}
	}
	return out
}

// TestEverySubset holds the level of every set, the ways that are looked at, and the nearest way up to their plain
// definitions, over all subsets of random checklists.
func TestEverySubset(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 9))
	for range 300 {
		c := made(rng)
		sets := subsets(c)
		levels, rules := map[int]bool{}, map[int]bool{}
		level := make([]int, len(sets))
		for k, ids := range sets {
			in := map[string]bool{}
			for _, id := range ids {
				in[id] = true
			}
			level[k] = c.LevelOf(ids)
			if want := naive(c, in); level[k] != want {
				t.Fatalf("%+v\n%v: level %d, want %d", c, ids, level[k], want)
			}
			levels[level[k]] = true
		}
		seen := map[int]bool{}
		if !c.EachChecked(func(s rubric.Checked) { seen[s.Level], rules[s.Rule] = true, true }) {
			continue
		}
		if !reflect.DeepEqual(seen, levels) {
			t.Fatalf("%+v\nlevels %v, want %v", c, seen, levels)
		}
		for range 20 {
			nearest(t, c, sets, level, rng.IntN(len(sets)))
		}
	}
}

// nearest compares the nearest way up with the best of all sets.
func nearest(t *testing.T, c *rubric.Criterion, sets [][]string, level []int, from int) {
	best := -1
	for k, ids := range sets {
		changes := 0
		for _, it := range c.Items {
			if slices.Contains(ids, it.ID) != slices.Contains(sets[from], it.ID) {
				changes++
			}
		}
		isAlone := len(ids) == 1 && c.Item(ids[0]).Alone
		if level[k] > level[from] && !isAlone && (best < 0 || changes < best) {
			best = changes
		}
	}
	got, ok := c.Toward(sets[from], fourLevels())
	if ok != (best >= 0) || ok && len(got.Add)+len(got.Drop) != best {
		t.Fatalf("%+v\nfrom %v: %+v %t, want %d changes", c, sets[from], got, ok, best)
	}
	if !ok {
		return
	}
	then := slices.DeleteFunc(append(slices.Clone(sets[from]), got.Add...),
		func(id string) bool { return slices.Contains(got.Drop, id) })
	if c.LevelOf(then) != got.Level || got.Level <= level[from] {
		t.Fatalf("%+v\nfrom %v: %+v makes level %d", c, sets[from], got, c.LevelOf(then))
	}
}

// TestWordsOfOneItem: any of one item is that item.
func TestWordsOfOneItem(t *testing.T) {
	c := &rubric.Criterion{Items: []rubric.Item{{ID: "a"}, {ID: "b"}},
		Ticked: []rubric.TickRule{{Level: 2, Any: []string{"a", "b"}}, {Level: 1, Any: []string{"b"}}}}
	for level, want := range map[int]rubric.Text{
		1: {"en": "item 2 holds", "zh": "符合第 2 项"},
		2: {"en": "one or more of items 1, 2", "zh": "第 1、2 项中至少符合 1 项"},
	} {
		if got := c.LevelText(level); !maps.Equal(got, want) {
			t.Errorf("level %d: %v, not %v", level, got, want)
		}
	}
}

// TestAsks: a Chinese question runs on to its items without a blank behind a full-width mark; where a question ends
// with no mark, it gets one.
func TestAsks(t *testing.T) {
	for _, c := range []struct{ lang, question, want string }{
		{"zh", "有哪些？", "有哪些？"}, {"zh", "全部都要！", "全部都要！"}, {"zh", "有哪些?", "有哪些? "}, {"zh", "符合哪几项", "符合哪几项："},
		{"zh", "有哪些？（可多选）", "有哪些？（可多选）："}, {"zh", "", ""}, {"en", "Which?", "Which? "}, {"en", "What holds", "What holds: "},
		{"en", "What holds:", "What holds: "}, {"en", "Which? ", "Which? "}, {"en", "", ""}, {"fr", "Lesquels", "Lesquels: "},
	} {
		both := func(text string) rubric.Text { return rubric.Text{c.lang: text} }
		asked := rubric.Criterion{Ticked: []rubric.TickRule{{}}, Question: both(c.question),
			Items: []rubric.Item{{Text: both("A。")}, {Text: both("B.")}}}
		between := map[string]string{"zh": "；"}[c.lang]
		if got, want := asked.Asks()[c.lang], c.want+"1. A"+cmp.Or(between, "; ")+"2. B"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
