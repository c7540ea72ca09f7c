package foreign

import (
	"slices"
	"testing"
)

// TestListsOfPeople: lists as people have them, with notes, boxes and numbers, become what they ask.
func TestListsOfPeople(t *testing.T) {
	for _, test := range []struct {
		name  string
		opt   Options
		sheet Sheet
		want  string
		lost  []string
	}{
		{"notes below an empty row, for signatures", Options{}, gridOf("维度|问题|权重\n目标|定了吗？|3\n||\n说明：||\n1. 如实填写||\n填表人：||日期："), `
			目标
			  定了吗？*3 [定了吗？ *1 ]`, []string{"notes below the table: 4, t.csv:4:1"}},
		{"a note right below the list", Options{}, gridOf("Question\nSet?\nNote: be honest"), `
			t
			  Set? [Set? *1 ]`, []string{"notes below the table: 1, t.csv:3:1"}},
		{"answers to tick are levels, and no ids", Options{Table: TableOptions{Levels: []string{"No", "Partly", "Yes"}}},
			gridOf("Item|Yes|No|Partly\nGoals|☐|[ ]|□\nPlans|☐|☐|☐"), `
			t
			  Goals [Goals *1 ]
			  Plans [Plans *1 ]`, []string{"boxes to tick: 6, t.csv:2:2"}},
		{"a box before the text", Options{}, gridOf("Item\n[ ] Goals are set\n☐ Plans are made\n- [x] All know"), `
			t
			  Goals are set [Goals are set *1 ]
			  Plans are made [Plans are made *1 ]
			  All know [All know *1 ]`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := imported(t, test.opt, test.sheet)
			isShape(t, sound(t, im), test.want)
			if got := lostKinds(im); !slices.Equal(got, test.lost) {
				t.Errorf("lost %q, want %q", got, test.lost)
			}
		})
	}
	cover, list := gridOf("Review 2026\nAnn"), gridOf("Question|Weight\nSet?|1")
	cover.Name = "Cover"
	isShape(t, sound(t, imported(t, Options{}, cover, list)), "t\n  Set?*1 [Set? *1 ]")
}

// TestNumberedTexts: the number before a text is none of its id, and a row more changes no other.
func TestNumberedTexts(t *testing.T) {
	old := imported(t, Options{}, gridOf("Question\n1. Are goals set?\n2. Are they met?")).Rubric
	im := imported(t, Options{}, gridOf("Question\n1. Who leads?\n2. Are goals set?\n3. Are they met?"))
	if got := im.Rubric.PracticeIDs()[1:]; !slices.Equal(got, old.PracticeIDs()) || got[0] != "are-goals-set" {
		t.Errorf("ids %q, before %q", got, old.PracticeIDs())
	}
	for text, want := range map[string]string{"1.1 Set?": "Set?", "(2) Met?": "Met?", "3、定了吗？": "定了吗？", "4） 有吗？": "有吗？", "3 years of data": "3 years of data", "5.": "5."} {
		if got := unnumbered(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMarkdownLinks: a link is its words and where it leads.
func TestMarkdownLinks(t *testing.T) {
	if got := plainText("See the [plan](https://wiki/plan) and **act**"); got != "See the plan (https://wiki/plan) and act" {
		t.Error(got)
	}
}
