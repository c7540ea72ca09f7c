package rubricdiff_test

import (
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/reports/markdown"
	"fathom/reports/rubricdiff"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
	"fathom/rubric/versions"
)

const small = `format: fathom.rubric/1
id: r
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - id: a
    dimension: d
    target: 2
    criteria:
      - {id: x, core: true, levels: {1: {en: one}, 2: {en: two}}}
      - {id: y, levels: {1: {en: three}, 2: {en: four}}}
      - {id: z, levels: {1: {en: five}, 2: {en: six}}}
`

// TestRubricDiffVerdict: the first sentences say in both languages what it means for answers and for scores.
func TestRubricDiffVerdict(t *testing.T) {
	parse := func(text string) *rubric.Rubric {
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, tt := range []struct {
		edit   []string
		en, zh string
	}{
		{[]string{}, "The two rubrics are the same.", "两份评估标准内容相同。"},
		{[]string{`"1"`, `"2"`}, "All 3 answers carry over as they are. Scores, gaps and priorities can be compared.", "3 条答案全部原样保留。 得分、差距和优先级都可以直接比较。"},
		{[]string{"target: 2", "target: 1"}, "All 3 answers carry over as they are. Scores can be compared; gaps and priorities cannot (changed: targets).", "3 条答案全部原样保留。 得分可以直接比较；差距和优先级不行，有变的是：目标。"},
		{[]string{"en: six", "en: seven"}, "2 of 3 answers carry over as they are, 1 is asked again because its text changed. Scores, gaps and priorities can be compared. Where the text changed,",
			"3 条旧答案中，2 条原样保留，1 条因文字有改动要再确认。 得分、差距和优先级都可以直接比较。文字改过的标准，"},
		{[]string{"id: y", "id: yy, was: y", "id: z", "id: zz, was: z"}, "1 of 3 answers carries over as it is, 2 under a new id. Scores,", "3 条旧答案中，1 条原样保留，2 条换到新标识下。 得分"},
		{[]string{"id: x, core: true", "id: xx, core: true"}, "2 of 3 answers carry over as they are, 1 has no place any more and is kept aside; 1 criterion is new (core). Scores cannot be compared directly (changed: criteria):",
			"3 条旧答案中，2 条原样保留，1 条已没有对应的标准，另存备查；新增 1 条标准（核心）。 得分不能直接比较，有变的是：标准。"},
		{[]string{"      - {id: z, levels: {1: {en: five}, 2: {en: six}}}\n", "      - {id: z, levels: {1: {en: five}, 2: {en: six}}}\n      - {id: v}\n      - {id: w}\n"},
			"All 3 answers carry over as they are; 2 criteria are new.", "3 条答案全部原样保留；新增 2 条标准。"},
		{[]string{"id: r", "id: q"}, "The ids differ: answer files for r are refused, not taken over.", "两者标识不同：r 的答卷会被拒收，不会转换。"},
	} {
		c := versions.Compare(parse(small), parse(strings.NewReplacer(tt.edit...).Replace(small)))
		for lang, want := range map[say.Language]string{"en": tt.en, "zh": tt.zh} {
			var texts []string
			for _, block := range rubricdiff.New(&c, lang).Sections[0].Blocks {
				if p, ok := block.(doc.Paragraph); ok {
					texts = append(texts, p.Text)
				}
			}
			if got := strings.Join(texts, " "); !strings.HasPrefix(got, want) {
				t.Errorf("%v, %s: %q, want %q", tt.edit, lang, got, want)
			}
		}
	}
}

// TestRubricDiffOfReworded: a text that is declared to ask the same has a group and a place in the verdict of its own;
// a text that is asked again shows what its author would have to write.
func TestRubricDiffOfReworded(t *testing.T) {
	parse := func(edit ...string) *rubric.Rubric {
		data := []byte(strings.NewReplacer(edit...).Replace(small))
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: data})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	old := parse()
	y, z := old.Practices[0].Criteria[1].TextDigest(), old.Practices[0].Criteria[2].TextDigest()
	c := versions.Compare(old, parse("id: y,", "id: y, same_as: ["+y+"],", "en: four", "en: Four", "en: six", "en: seven"))
	for lang, want := range map[say.Language][]string{
		"en": {"1 of 3 answers carries over as it is, 1 because its text was only reworded, 1 is asked again because its text changed.",
			"## Carries over: reworded, asks the same\n\n### y  a/y", "was: four", "is:  Four",
			"If it asks the same: `same_as: [" + z + "]`"},
		"zh": {"3 条旧答案中，1 条原样保留，1 条只是换了说法、照样算数，1 条因文字有改动要再确认。",
			"## 照样算数：只是换了说法\n\n### y  a/y", "如果问的是同一件事：`same_as: [" + z + "]`"},
	} {
		var b strings.Builder
		if err := markdown.Write(&b, rubricdiff.New(&c, lang)); err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer(`\`, "", "&nbsp;", " ").Replace(b.String())
		for _, text := range want {
			if !strings.Contains(got, text) {
				t.Errorf("%s: no %q in\n%s", lang, text, got)
			}
		}
		if strings.Contains(got, "same_as: ["+y) {
			t.Errorf("%s: what is declared already is asked for\n%s", lang, got)
		}
	}
}

// TestRubricDiffOfActions: what an action lifts and measures is told by the names of criteria, what it says by its
// text.
func TestRubricDiffOfActions(t *testing.T) {
	parse := func(action string) *rubric.Rubric {
		text := strings.Replace(small, "id: y,", "id: y, name: {en: Why},", 1) + "    actions: [{to: 2, effort: S, days: 1" + action + "}]\n"
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	c := versions.Compare(parse(", serves: [x], first: {en: ask}"), parse(", serves: [x, y], measures: y, first: {en: see}"))
	for lang, want := range map[say.Language][]string{
		"en": {"step to 2: criteria it lifts", "x, Why", "step to 2: what the measure is of", "step to 2: first step this week (English)"},
		"zh": {"升到 2 级：提升的标准", "x、Why", "升到 2 级：衡量的是哪条标准", "升到 2 级：本周第一步（英文）"},
	} {
		var b strings.Builder
		if err := markdown.Write(&b, rubricdiff.New(&c, lang)); err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if !strings.Contains(b.String(), markdown.Escape(text)) {
				t.Errorf("%s: no %q in\n%s", lang, text, b.String())
			}
		}
	}
}

// TestRubricDiffOfQuestions: a question that is new or put otherwise is told of a criterion whose answers stay, and so
// is what a sector leaves out.
func TestRubricDiffOfQuestions(t *testing.T) {
	parse := func(question, out string) *rubric.Rubric {
		text := strings.Replace(small, "id: y,", "id: y, name: {en: Why}"+question+",", 1) +
			"sectors: [{id: s, name: {en: Shops}" + out + "}]\n"
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	old := parse("", "")
	id := old.Practices[0].ID + "/y"
	c := versions.Compare(old, parse(", question: {en: 'Why not?'}", ", leave_out: ["+id+"], leave_out_why: {en: no stock}"))
	var b strings.Builder
	if err := markdown.Write(&b, rubricdiff.New(&c, "en")); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"All 3 answers carry over as they are", "question (English)", "new: Why not?",
		"Shops: criteria left out", "why they are left out (English)", "new: no stock"} {
		if !strings.Contains(b.String(), markdown.Escape(text)) {
			t.Errorf("no %q in\n%s", text, b.String())
		}
	}
}

// TestWhomAPartRates: a part that ceases to rate the subject, and rates a firm of the channel, is told in words.
func TestWhomAPartRates(t *testing.T) {
	parse := func(text string) *rubric.Rubric {
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	c := versions.Compare(parse(small), parse(strings.Replace(small, "{id: p}", "{id: p, of: member}", 1)))
	for lang, want := range map[say.Language]string{"en": "| Part p: whom it rates | the subject itself | a partner |",
		"zh": "| 部分“p”：评的是谁 | 评估对象自己 | 一家渠道成员 |"} {
		var out strings.Builder
		if err := markdown.Write(&out, rubricdiff.New(&c, lang)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: no %q in %s", lang, want, out.String())
		}
	}
}
