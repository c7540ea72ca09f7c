package foreign

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// wide is a rubric with all that few exports can hold: two scales of answers, one that practices are read on, rungs,
// bands, profiles that include each other, a checklist.
const wide = `format: fathom.rubric/1
id: wide
version: 1.0.0
languages: [en, zh]
title: {en: Wide, zh: 宽}
scales:
  stage:
    - {level: 0, name: {en: None, zh: 无}, meaning: {en: none, zh: 无}}
    - {level: 1, name: {en: First, zh: 一}, meaning: {en: first, zh: 一}}
    - {level: 2, name: {en: Second, zh: 二}, meaning: {en: second, zh: 二}}
    - {level: 3, name: {en: Third, zh: 三}, meaning: {en: third, zh: 三}}
  yes:
    - {level: 0, name: {en: Not yet, zh: 否}, meaning: {en: Not yet, zh: 否}}
    - {level: 1, name: {en: Done, zh: 是}, meaning: {en: Done, zh: 是}}
  three:
    - {level: 0, name: {en: Low, zh: 低}, meaning: {en: low, zh: 低}}
    - {level: 1, name: {en: Mid, zh: 中}, meaning: {en: mid, zh: 中}}
    - {level: 2, name: {en: High, zh: 高}, meaning: {en: high, zh: 高}}
scoring:
  practice: {aggregate: staged, scale: stage, pass: 1, bands: [{id: red, from: 0, name: {en: Red, zh: 红}}]}
  dimension: {aggregate: min}
  part: {aggregate: min}
  overall: {aggregate: min}
profiles:
  - {id: basic, name: {en: basic, zh: 基础}, meaning: {en: For all, zh: 通用}}
  - {id: more, name: {en: More, zh: 更多}, includes: [basic]}
parts: [{id: p, name: {en: P, zh: 部}, noun: {en: practice, zh: 项}}]
dimensions: [{id: d, part: p, name: {en: D, zh: 维}, bands: [{id: low, from: 0, name: {en: Low, zh: 低}}]}]
practices:
  - id: a
    dimension: d
    name: {en: A, zh: 甲}
    target: 3
    criteria:
      - {id: x, name: {en: X, zh: 子}, core: true, scale: yes, rung: 1, profiles: [basic]}
      - id: y
        name: {en: Y, zh: 丑}
        scale: yes
        rung: 2
        profiles: [more]
        items: [{id: one, text: {en: One, zh: 一样}}, {id: two, text: {en: Two, zh: 两样}}]
        ticked: [{level: 1, at_least: 2}, {level: 0}]
      - {id: z, name: {en: Z, zh: 寅}, scale: yes, rung: 3}
  - id: b
    dimension: d
    name: {en: B, zh: 乙}
    criteria: [{id: x, name: {en: X of B, zh: 乙子}, core: true, scale: three, rung: 1, levels: {0: {en: no, zh: 没}, 1: {en: half, zh: 半}, 2: {en: whole, zh: 全}}}]
`

func wideRubric(t *testing.T) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "wide.yaml", Data: []byte(wide)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lostIn are how many of each kind were left behind, by its English name.
func lostIn(l *Ledger) map[string]int {
	out := map[string]int{}
	for _, e := range l.Of(Lost) {
		out[e.Kind.EN] = e.Count
	}
	return out
}

// TestWideAsList: by hand, of each profile the name and the id are one word and come over, the other name does not; of
// 7 values of the scale of the answers (its id, and of two levels number and value) the id is lost, and both scales
// else; targets are levels of the scale of practices, which no column has.
func TestWideAsList(t *testing.T) {
	r := wideRubric(t)
	list := exported(t, r, ExportOptions{File: "t.csv"})
	head := strings.Join(list.Rows[list.Head], "|")
	if !strings.Contains(head, "|Profiles|Level 0: Not yet (en)|") || strings.Contains(head, "Target") {
		t.Errorf("head %s", head)
	}
	at := 0
	for c, h := range list.Rows[list.Head] {
		if h == "Profiles" {
			at = c
		}
	}
	for i, want := range []string{"basic, more", "more", "", ""} {
		if got := list.Rows[list.Head+1+i][at]; got != want {
			t.Errorf("row %d: profiles %q, want %q", i+1, got, want)
		}
	}
	lost := lostIn(&list.Ledger)
	for kind, want := range map[string]int{"bands": 8, "rungs": 4, "targets": 1, "checklists": 6, "rules of checklists": 3, "what belongs to profiles": 0} {
		if lost[kind] != want {
			t.Errorf("%s: %d lost, want %d; all: %v", kind, lost[kind], want, lost)
		}
	}
	back := sound(t, imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: list.Rows}}))
	if !sameProfiles(r, back) || fmt.Sprint(back.ProfileIDs()) != "[basic more]" {
		t.Errorf("profiles %v", back.Profiles)
	}
}

// TestWideAsLibrary: profiles are implementation groups, the usual scale is that of most answers, and a practice on
// another keeps its id.
func TestWideAsLibrary(t *testing.T) {
	r := wideRubric(t)
	lib, err := CISO(r, ExportOptions{File: "lib.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	counts(t, r, &lib.Ledger)
	loads(t, lib.Data)
	im := readTool(t, FromCISO, 0, Options{Langs: []string{"en", "zh"}}, File{"lib.yaml", lib.Data})
	back := sound(t, im)
	if !reflect.DeepEqual(back.CriterionIDs(), r.CriterionIDs()) {
		t.Errorf("ids %v", back.CriterionIDs())
	}
	if !sameProfiles(r, back) || back.Profiles[0].Meaning["zh"] != "通用" || back.Profiles[1].Name["zh"] != "更多" {
		t.Errorf("profiles %+v", back.Profiles)
	}
	if name := back.Scale(back.Practices[0].Criteria[0].Scale).Levels[1].Name; name["zh"] != "是" {
		t.Errorf("usual scale %v", name)
	}
	lost := lostIn(&lib.Ledger)
	for kind, want := range map[string]int{"bands": 8, "rungs": 4, "checklists": 6, "rules of checklists": 3, "profiles": 0, "level texts": 0,
		"what belongs to profiles": 0} {
		if lost[kind] != want {
			t.Errorf("%s: %d lost, want %d; all: %v", kind, lost[kind], want, lost)
		}
	}
}

// TestOnlyScaleCameOver: what a rubric calls its only scale is lost in a list, and nothing else of it: names stand in
// the heads.
func TestOnlyScaleCameOver(t *testing.T) {
	r := rubricOf(t, "\n  - {id: a, dimension: d, name: {en: A}, criteria: [{id: x, name: {en: X}, core: true}, {id: y, name: {en: Y}}]}\n")
	lost := lostIn(&exported(t, r, ExportOptions{File: "t.csv"}).Ledger)
	if lost["levels of the scale"] != 1 || lost["names of levels"] != 0 {
		t.Errorf("%v", lost)
	}
}

// TestWeightByCriteria: a practice that weighs what counts in it is none of a weight that stands.
func TestWeightByCriteria(t *testing.T) {
	r := rubricOf(t, `
  - {id: a, dimension: d, name: {en: A}, weight: criteria, criteria: [{id: x, name: {en: X}, core: true}, {id: y, name: {en: Y}}]}
  - {id: b, dimension: d, name: {en: B}, weight: 2, criteria: [{id: x, name: {en: X}, core: true}]}
`)
	if lost := lostIn(&exported(t, r, ExportOptions{File: "t.csv"}).Ledger); lost["weights"] != 1 {
		t.Errorf("%v", lost)
	}
}

// TestProfilesOfList: a column names the profiles that ask a question, in any of the ways in which people list words.
func TestProfilesOfList(t *testing.T) {
	rows := rowsOf("问题|题组\n定了吗？|基础、进阶\n达成吗？|进阶\n复盘吗？|\n公开吗？|Small firms; IG1, ig1")
	im := imported(t, Options{}, Sheet{Name: "Sheet1", Grid: &grid{rows: rows}})
	r := sound(t, im)
	var names []string
	for _, p := range r.Profiles {
		names = append(names, p.Name["zh"])
	}
	if fmt.Sprint(names) != "[基础 进阶 Small firms IG1]" || r.Profiles[2].ID != "Small-firms" || r.Profiles[3].ID != "IG1" {
		t.Errorf("%+v", r.Profiles)
	}
	got := fmt.Sprint(r.ProfileAsks(r.Profiles[0].ID), r.ProfileAsks(r.Profiles[1].ID), r.ProfileAsks("IG1"))
	if got != "[true false false false] [true true false false] [false false false true]" {
		t.Error(got)
	}
	many := "Question|Profile\n"
	for i := range 65 {
		many += fmt.Sprintf("Is it %d?|p%d\n", i, i)
	}
	sheet := Sheet{Grid: gridOf(strings.TrimSpace(many)).Grid}
	_, err := ReadTable("t.csv", []Sheet{sheet}, Origin{File: "t.csv"}, Options{})
	if err == nil || !strings.Contains(err.Error(), "64 profiles") || !strings.Contains(err.Error(), "--column none=B") {
		t.Errorf("%v", err)
	}
}
