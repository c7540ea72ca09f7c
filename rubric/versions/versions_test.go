package versions_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/versions"
)

const first = `format: fathom.rubric/1
id: mini
version: "1"
languages: [zh, en]
title: {zh: 小, en: Mini}
scales:
  plain: [{level: 1, name: {en: Low}}, {level: 2}, {level: 3}]
  other: [{level: 1}, {level: 2}, {level: 3}]
stages: [{id: early, default: true}, {id: late}]
sectors: [{id: retail, weights: {alpha: 1}}]
owners: {BOSS: {en: Boss}}
scoring: {practice: {aggregate: mean, above_lowest: 1}}
parts: [{id: team}, {id: member}]
dimensions: [{id: work, part: team, question: {en: Why}}, {id: rest, part: team}, {id: far, part: member}]
practices:
  - id: alpha
    dimension: work
    name: {en: Alpha}
    intent: {en: Be first}
    weight: {early: 2, late: 3}
    target: 3
    floor: 2
    evidence: {en: [a file, a list]}
    criteria:
      - {id: one, core: true, name: {en: One}, clauses: [1a], levels: {1: {zh: 无, en: none}, 2: {en: some}, 3: {en: all}}}
      - {id: two, levels: {1: {en: not}, 2: {en: half}, 3: {en: full}}}
    actions: [{to: 2, effort: S, days: 10, owner: BOSS, text: {en: start}, kpi: {en: started}}]
  - id: beta
    dimension: rest
    weight: 4
    requires: [{practice: alpha, level: 2}]
    criteria:
      - {id: three, core: true, levels: {1: {en: a}, 2: {en: b}, 3: {en: c}}}
  - id: gamma
    dimension: far
    criteria:
      - {id: four, core: true, scale: other, levels: {1: {en: d}, 2: {en: e}, 3: {en: f}}}
`

func parse(t *testing.T, text string) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return r
}

// told is everything a comparison says, a line each.
func told(c versions.Changes) []string {
	var out []string
	fields := func(of string, list []versions.Field) {
		for _, f := range list {
			out = append(out, fmt.Sprintf("%s %s: %v -> %v", of, f.Path, f.Old, f.New))
		}
	}
	for _, x := range c.Criteria {
		if x.Same() {
			continue
		}
		line := fmt.Sprintf("%s %s>%s", x.Fate, x.Was, x.ID)
		for _, add := range []struct {
			is   bool
			text string
		}{{x.Moved, " moved"}, {x.TakenBy != "", " taken by " + x.TakenBy}, {x.LooksLike != "", " like " + x.LooksLike},
			{x.LevelsGone != nil, fmt.Sprint(" gone ", x.LevelsGone)}, {x.Revalued, " revalued"}} {
			if add.is {
				line += add.text
			}
		}
		out = append(out, line)
		fields("  "+x.ID, x.Fields)
	}
	for _, n := range c.Nodes {
		if n.Was != n.ID {
			out = append(out, fmt.Sprintf("%s %s>%s", n.Kind, n.Was, n.ID))
		}
		fields(n.Kind+" "+n.ID, n.Fields)
	}
	if c.Form {
		out = append(out, "form")
	}
	for _, reason := range append(c.ScoreReasons(), c.GapReasons()...) {
		out = append(out, "by "+string(reason))
	}
	return out
}

// TestCompare makes one change at a time: what is said is all that changed, and what it does to scores.
func TestCompare(t *testing.T) {
	lines := func(s ...string) []string { return s }
	for _, tt := range []struct {
		name string
		edit []string // old and new text, in pairs
		want []string
	}{
		{"nothing", nil, nil},
		{"one text", lines("en: some", "en: any"), lines("confirm alpha/one>alpha/one", "  alpha/one levels/2/en: some -> any")},
		{"a name", lines("{en: One}", "{en: Uno}"), lines("confirm alpha/one>alpha/one", "  alpha/one name/en: One -> Uno")},
		{"a text more", lines("{en: some}", "{en: some, zh: 有}"), lines("confirm alpha/one>alpha/one", "  alpha/one levels/2/zh: <nil> -> 有")},
		{"a text less", lines("zh: 无, ", ""), lines("confirm alpha/one>alpha/one", "  alpha/one levels/1/zh: 无 -> <nil>")},
		{"renamed", lines("id: two", "id: deux, was: two"), lines("renamed alpha/two>alpha/deux")},
		{"renamed with another text", lines("id: two", "id: deux, was: two", "half", "part"), lines("confirm alpha/two>alpha/deux", "  alpha/deux levels/2/en: half -> part")},
		{"renamed without was", lines("id: two", "id: deux"), lines("added >alpha/deux", "aside alpha/two> like alpha/deux", "by criteria")},
		{"moved", lines("id: four", "id: four, was: beta/three", "      - {id: three, core: true, levels: {1: {en: a}, 2: {en: b}, 3: {en: c}}}", "      - {id: five, levels: {1: {en: x}}}"),
			lines("added >beta/five", "aside beta/three> taken by gamma/four", "by criteria")},
		{"moved to a free place", lines("{id: two,", "{id: three, was: beta/three, core: false,", "{id: three, core: true, levels", "{id: five, core: true, levels"),
			lines("confirm beta/three>alpha/three moved", "  alpha/three core: true -> false", "  alpha/three levels/1/en: a -> not", "  alpha/three levels/2/en: b -> half", "  alpha/three levels/3/en: c -> full",
				"added >beta/five", "aside alpha/two>", "by criteria")},
		{"criteria in another order", lines("      - {id: two, levels: {1: {en: not}, 2: {en: half}, 3: {en: full}}}\n", "", "      - {id: one", "      - {id: two, levels: {1: {en: not}, 2: {en: half}, 3: {en: full}}}\n      - {id: one"),
			lines("rubric mini order/criteria: [alpha/one alpha/two beta/three gamma/four] -> [alpha/two alpha/one beta/three gamma/four]")},
		{"practice renamed", lines("id: alpha", "id: omega\n    was: alpha", "practice: alpha", "practice: omega", "{alpha: 1}", "{omega: 1}"),
			lines("renamed alpha/one>omega/one", "renamed alpha/two>omega/two", "practice alpha>omega")},
		{"weight of a criterion", lines("{id: two,", "{id: two, weight: 2,"), lines("kept alpha/two>alpha/two", "  alpha/two weight: 1 -> 2", "by weights")},
		{"core and clauses", lines("core: true, name: {en: One}, clauses: [1a]", "name: {en: One}, clauses: [1a, 1b]", "{id: two,", "{id: two, core: true,"),
			lines("kept alpha/one>alpha/one", "  alpha/one core: true -> false", "  alpha/one clauses: [1a] -> [1a 1b]", "kept alpha/two>alpha/two", "  alpha/two core: false -> true")},
		{"a level gone", lines("other: [{level: 1}, {level: 2}, {level: 3}]", "other: [{level: 1}, {level: 2}]", "2: {en: e}, 3: {en: f}", "2: {en: e}"),
			lines("confirm gamma/four>gamma/four gone [3] revalued", "  gamma/four levels/3/en: f -> <nil>", "scale other 3/value: 3 -> <nil>", "by scales")},
		{"another value", lines("other: [{level: 1}", "other: [{level: 1, value: 0.5}"), lines("kept gamma/four>gamma/four revalued", "scale other 1/value: 1 -> 0.5", "by scales")},
		{"another scale alike", lines("scale: other", "scale: plain"), lines("kept gamma/four>gamma/four", "  gamma/four scale: other -> plain")},
		{"name of a level", lines("{en: Low}", "{en: Bottom}"), lines("scale plain 1/name/en: Low -> Bottom")},
		{"own texts instead of the scale's", lines("{level: 2}, {level: 3}]\n  other", "{level: 2, meaning: {en: some}}, {level: 3}]\n  other", "2: {en: some}, ", ""),
			lines("scale plain 2/meaning/en: <nil> -> some")},
		{"other words of the scale", lines("{level: 2}, {level: 3}]\n  other", "{level: 2, meaning: {en: any}}, {level: 3}]\n  other", "2: {en: some}, ", ""),
			lines("confirm alpha/one>alpha/one", "  alpha/one levels/2/en: some -> any", "scale plain 2/meaning/en: <nil> -> any")},
		{"weights by stage", lines("late: 3", "late: 4"), lines("practice alpha weight/late: 3 -> 4", "by weights")},
		{"one weight for all stages", lines("weight: 4", "weight: 5"), lines("practice beta weight: 4 -> 5", "by weights")},
		{"one weight spelt out", lines("weight: 4", "weight: {early: 4, late: 4}"), lines("form")},
		{"the default weight spelt out", lines("    dimension: far", "    dimension: far\n    weight: 1"), lines("form")},
		{"weight of its criteria", lines("weight: 4", "weight: criteria"), lines("practice beta weight: 4 -> criteria", "by weights")},
		{"target", lines("target: 3", "target: {early: 2, late: 3}"), lines("practice alpha target/early: 3 -> 2", "by targets")},
		{"floor", lines("    floor: 2\n", ""), lines("practice alpha floor: 2 -> <nil>", "by floors")},
		{"prerequisite", lines("practice: alpha, level: 2", "practice: alpha, level: 3"), lines("practice beta requires/alpha: 2 -> 3", "by requires")},
		{"dimension", lines("dimension: rest", "dimension: work"), lines("practice beta dimension: rest -> work", "by structure")},
		{"part", lines("{id: rest, part: team}", "{id: rest, part: member}"), lines("dimension rest part: team -> member", "by structure")},
		{"whom a part rates", lines("{id: team}, {id: member}", "{id: team}, {id: member, of: member}"), lines("part member of:  -> member")},
		{"practice texts", lines("{en: Alpha}", "{en: A}", "Be first", "Be best", "[a file, a list]", "[a file]"),
			lines("practice alpha name/en: Alpha -> A", "practice alpha intent/en: Be first -> Be best", "practice alpha evidence/en: [a file a list] -> [a file]")},
		{"action", lines("effort: S, days: 10, owner: BOSS, text: {en: start}", "effort: M, days: 20, text: {en: begin}"),
			lines("practice alpha actions/2/effort: S -> M", "practice alpha actions/2/days: 10 -> 20", "practice alpha actions/2/text/en: start -> begin", "practice alpha actions/2/owner: BOSS -> <nil>")},
		{"person-days", lines("days: 10,", "days: 10, person_days: 2.5,", "owners:", "person_days: {M: 12}\nowners:"),
			lines("rubric mini person_days/M: <nil> -> 12", "practice alpha actions/2/person_days: <nil> -> 2.5")},
		{"what an action lifts", lines("text: {en: start}", "serves: [one, two], measures: one, text: {en: start}", "kpi: {en: started}", "kpi: {en: started}, first: {en: ask}, done: {en: a list}"),
			lines("practice alpha actions/2/serves: <nil> -> [alpha/one alpha/two]", "practice alpha actions/2/measures: <nil> -> alpha/one", "practice alpha actions/2/first/en: <nil> -> ask", "practice alpha actions/2/done/en: <nil> -> a list")},
		{"scoring", lines("above_lowest: 1", "above_lowest: 2"), lines("rubric mini scoring/practice/above_lowest: 1 -> 2", "by scoring")},
		{"aggregate", lines("aggregate: mean", "aggregate: min"), lines("rubric mini scoring/practice/aggregate: mean -> min", "by scoring")},
		{"sum on a scale", lines("{aggregate: mean, above_lowest: 1}", "{aggregate: sum, start: 9, scale: other}", "{id: four, core: true,", "{id: four, rung: 2, core: true,"),
			lines("kept gamma/four>gamma/four", "  gamma/four rung: <nil> -> 2", "rubric mini scoring/practice/aggregate: mean -> sum", "rubric mini scoring/practice/start: <nil> -> 9",
				"rubric mini scoring/practice/scale: <nil> -> other", "rubric mini scoring/practice/above_lowest: 1 -> <nil>", "by scoring")},
		{"profiles", lines("stages: [", "profiles: [{id: small, name: {en: Small}}, {id: large, includes: [small]}]\nstages: [", "{id: four, core: true,", "{id: four, profiles: [small], core: true,"),
			lines("kept gamma/four>gamma/four", "  gamma/four profiles: <nil> -> [small]", "profile >small", "profile >large")},
		{"bands", lines("above_lowest: 1}", "above_lowest: 1, bands: [{id: low, from: 1, name: {en: Low}}]}", "    floor: 2", "    floor: 2\n    bands: [{id: red, from: 2}]"),
			lines("rubric mini scoring/practice/bands/low/from: <nil> -> 1", "rubric mini scoring/practice/bands/low/name/en: <nil> -> Low",
				"practice alpha bands/red/from: <nil> -> 2")},
		{"default stage", lines("{id: early, default: true}, {id: late}", "{id: early}, {id: late, default: true}"), lines("rubric mini default_stage: early -> late", "by stage")},
		{"stage more", lines("{id: late}", "{id: late}, {id: end}"), lines("stage >end")},
		{"sector", lines("weights: {alpha: 1}", "weights: {alpha: 2}"), lines("sector retail weights/alpha: 1 -> 2", "by weights")},
		{"sector gone", lines("sectors: [{id: retail, weights: {alpha: 1}}]\n", ""), lines("sector retail>")},
		{"owner", lines("{en: Boss}", "{en: Chief}"), lines("owner BOSS name/en: Boss -> Chief")},
		{"question", lines("Why", "How"), lines("dimension work question/en: Why -> How")},
		{"weight of a dimension", lines("{id: far, part: member}", "{id: far, part: member, weight: 2}"), lines("dimension far weight: <nil> -> 2", "by weights")},
		{"version, id, title", lines(`"1"`, `"2"`, "id: mini", "id: maxi", "en: Mini", "en: Maxi"),
			lines("rubric mini>maxi", "rubric maxi id: mini -> maxi", "rubric maxi version: 1 -> 2", "rubric maxi title/en: Mini -> Maxi")},
		{"language", lines("[zh, en]", "[zh, en, de]"), lines("rubric mini languages: [zh en] -> [zh en de]")},
		{"order of dimensions", lines("{id: work, part: team, question: {en: Why}}, {id: rest, part: team}", "{id: rest, part: team}, {id: work, part: team, question: {en: Why}}"),
			lines("rubric mini order/dimensions: [work rest far] -> [rest work far]", "rubric mini order/practices: [alpha beta gamma] -> [beta alpha gamma]",
				"rubric mini order/criteria: [alpha/one alpha/two beta/three gamma/four] -> [beta/three alpha/one alpha/two gamma/four]")},
	} {
		old, text := parse(t, first), first
		for i := 0; i < len(tt.edit); i += 2 {
			if strings.Count(text, tt.edit[i]) != 1 {
				t.Fatalf("%s: %q stands %d times", tt.name, tt.edit[i], strings.Count(text, tt.edit[i]))
			}
			text = strings.Replace(text, tt.edit[i], tt.edit[i+1], 1)
		}
		c := versions.Compare(old, parse(t, text))
		if c.Form && c.Indistinct() {
			t.Errorf("%s: a difference in form needs no other version", tt.name)
		}
		if diff := cmp.Diff(tt.want, told(c)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if c.Empty() != (tt.edit == nil) {
			t.Errorf("%s: Empty() = %v", tt.name, c.Empty())
		}
	}
}

// TestCompareSame: a rubric is the same as itself, and as what its canonical form says.
func TestCompareSame(t *testing.T) {
	built := channelteam.Rubric()
	read, _, err := rubricfile.Read(channelteam.Files()...)
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]*rubric.Rubric{"itself": {built, built}, "its files": {built, read},
		"mini": {parse(t, first), parse(t, first)}} {
		c := versions.Compare(pair[0], pair[1])
		if !c.Empty() || c.Indistinct() || len(told(c)) > 0 || c.Count(versions.Kept) != len(c.Criteria) ||
			len(c.Criteria) == 0 {
			t.Errorf("%s: %v", name, told(c))
		}
	}
}

// TestCompareStages: where no stage is shared, numbers are compared at the stage that a file without one is scored at.
func TestCompareStages(t *testing.T) {
	old := strings.NewReplacer("stages: [{id: early, default: true}, {id: late}]\n", "", "{early: 2, late: 3}", "2").Replace(first)
	c := versions.Compare(parse(t, old), parse(t, first))
	want := []string{"rubric mini default_stage: <nil> -> early", "stage >early", "stage >late", "by stage"}
	if diff := cmp.Diff(want, told(c)); diff != "" {
		t.Error(diff)
	}
}

// TestCompareMeaning: what is refused, what cannot be told apart, and the languages.
func TestCompareMeaning(t *testing.T) {
	edited := strings.NewReplacer("{id: early, default: true}, ", "", "{early: 2, late: 3}", "3", "[zh, en]", "[en, de]", "{zh: 小, en: Mini}", "{en: Mini}", "{zh: 无, en: none}", "{en: none}").Replace(first)
	c := versions.Compare(parse(t, first), parse(t, edited))
	added, gone := c.Languages()
	if !c.Indistinct() || !c.SameID() || !slices.Equal(c.Gone("stage"), []string{"early"}) || c.Gone("part") != nil ||
		!slices.Equal(added, []string{"de"}) || !slices.Equal(gone, []string{"zh"}) {
		t.Errorf("%v %v %v %v %v", c.Indistinct(), c.SameID(), c.Gone("stage"), added, gone)
	}
	if c := versions.Compare(parse(t, first), parse(t, strings.Replace(first, `"1"`, `"2"`, 1))); c.Indistinct() ||
		c.Empty() {
		t.Error("another version is no difference, or not told apart")
	}
}

// TestCompareServed: an action that names a renamed criterion is the same action; one that names another is not.
func TestCompareServed(t *testing.T) {
	tag := func(text, tags string) string {
		return strings.Replace(text, "text: {en: start}", tags+"text: {en: start}", 1)
	}
	old := parse(t, tag(first, "serves: [two], measures: two, "))
	renamed := strings.Replace(first, "{id: two,", "{id: deux, was: two,", 1)
	for tags, want := range map[string][]string{
		"serves: [deux], measures: deux, ": {"renamed alpha/two>alpha/deux"},
		"serves: [deux, one], ": {"renamed alpha/two>alpha/deux",
			"practice alpha actions/2/serves: [alpha/deux] -> [alpha/deux alpha/one]",
			"practice alpha actions/2/measures: alpha/deux -> <nil>"},
		"serves: [one], measures: one, ": {"renamed alpha/two>alpha/deux",
			"practice alpha actions/2/serves: [alpha/deux] -> [alpha/one]",
			"practice alpha actions/2/measures: alpha/deux -> alpha/one"},
	} {
		if diff := cmp.Diff(want, told(versions.Compare(old, parse(t, tag(renamed, tags))))); diff != "" {
			t.Errorf("%s: %s", tags, diff)
		}
	}
}

// TestCompareQuestion: a question that is new or put otherwise is told, and no answer has to be confirmed for it.
func TestCompareQuestion(t *testing.T) {
	asked := strings.Replace(first, "name: {en: One}", "name: {en: One}, question: {en: 'How much?'}", 1)
	other := strings.Replace(asked, "How much?", "How much of it?", 1)
	for _, c := range []struct{ then, now, want string }{
		{first, asked, "  alpha/one question/en: <nil> -> How much?"},
		{asked, other, "  alpha/one question/en: How much? -> How much of it?"},
	} {
		got := told(versions.Compare(parse(t, c.then), parse(t, c.now)))
		if want := []string{"kept alpha/one>alpha/one", c.want}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
