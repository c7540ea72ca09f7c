package foreign

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fathom/rubric"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// grid is a table of a test: cells between bars, a row a line. What is merged says its cell in the rectangle.
type grid struct {
	rows   [][]string
	merged [][4]int // row, column, last row, last column
}

func gridOf(text string, merged ...[4]int) Sheet {
	g := &grid{merged: merged}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		var row []string
		for _, cell := range strings.Split(strings.TrimRight(line, "\n"), "|") {
			row = append(row, strings.ReplaceAll(strings.TrimSpace(cell), `\n`, "\n"))
		}
		g.rows = append(g.rows, row)
	}
	return Sheet{Name: "Sheet1", Grid: g}
}

func (g *grid) Rows() int         { return len(g.rows) }
func (g *grid) Columns(r int) int { return len(g.rows[r]) }
func (g *grid) Number(r int) int  { return r + 1 }
func (g *grid) Look(r, c int) string {
	if c >= len(g.rows[r]) {
		return ""
	}
	return g.rows[r][c]
}
func (g *grid) Text(r, c int, _ *problem.List) string { return g.Look(r, c) }
func (g *grid) First(r, c int) (int, int) {
	for _, m := range g.merged {
		if m[0] <= r && r <= m[2] && m[1] <= c && c <= m[3] {
			return m[0], m[1]
		}
	}
	return r, c
}
func (g *grid) Problem(r, c int, kind string, m say.Message) problem.Problem {
	return problem.Problem{File: "t.csv", Line: r + 1, Column: c + 1, Kind: kind, Message: m}
}

// cells counts what holds anything.
func (g *grid) cells() (n int) {
	for r := range g.rows {
		n += len(filled(g, r))
	}
	return n
}

// imported reads a table, and checks what holds for every import: the file can be read, lint has no error for it, it
// is the same twice, and what came over and what was lost is all there is.
func imported(t *testing.T, opt Options, sheets ...Sheet) *Import {
	t.Helper()
	read := func() *Import {
		im, err := ReadTable("t.csv", sheets, Origin{File: "t.csv", Digest: "sha256:0"}, opt)
		if err != nil {
			t.Fatal(err)
		}
		return im
	}
	im := read()
	sound(t, im)
	if again := read().Write(); string(again) != string(im.Write()) {
		t.Error("the same source made other bytes")
	}
	want := 0
	for _, s := range sheets {
		want += s.Grid.(*grid).cells()
	}
	if got := im.Ledger.Total(Taken) + im.Ledger.Total(Lost); got != want {
		t.Errorf("came over and lost: %d, the source holds %d", got, want)
	}
	return im
}

// sound checks that the file of a rubric is one, and that lint has no error for it.
func sound(t *testing.T, im *Import) *rubric.Rubric {
	t.Helper()
	r, places, err := rubricfile.Read(rubricfile.File{Name: "out.yaml", Data: im.Write()})
	if err != nil {
		t.Fatalf("%v\n%s", err, im.Write())
	}
	hidden := func(c rune) bool { return c != '\n' && !unicode.IsPrint(c) }
	if i := strings.IndexFunc(string(im.Write()), hidden); i >= 0 {
		t.Errorf("a character that does not show, at byte %d", i)
	}
	for _, p := range lint.Rubric(r, places) {
		if p.Severity == problem.Error {
			t.Errorf("%v", p)
		}
	}
	return r
}

// refused reads a table that is to be refused.
func refused(t *testing.T, opt Options, sheets ...Sheet) string {
	t.Helper()
	_, err := ReadTable("t.csv", sheets, Origin{File: "t.csv"}, opt)
	if err == nil {
		t.Fatal("it was read")
	}
	return err.Error()
}

// shape is a rubric in a few lines: dimension(weight): practice(weight)[criterion(weight) levels].
func shape(r *rubric.Rubric) string {
	var out []string
	weight := func(p rubric.PerStage) string {
		if p.All == nil {
			return ""
		}
		return fmt.Sprintf("*%v", *p.All)
	}
	lang := r.Languages[0]
	for _, d := range r.Dimensions {
		out = append(out, d.Name[lang]+weight(d.Weight))
		for _, p := range r.Practices {
			if p.Dimension != d.ID {
				continue
			}
			line := "  " + p.Name[lang] + weight(p.Weight)
			if p.ByCriteria {
				line += "*criteria"
			}
			for _, c := range p.Criteria {
				var texts []string
				for _, l := range r.Scales[0].Levels {
					if text := c.Levels[l.Level][lang]; text != "" {
						texts = append(texts, fmt.Sprintf("%d=%s", l.Level, text))
					}
				}
				line += fmt.Sprintf(" [%s *%v %s]", c.Name[lang], c.Weight, strings.Join(texts, " "))
			}
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func isShape(t *testing.T, r *rubric.Rubric, want string) {
	t.Helper()
	if got, want := shape(r), strings.TrimSpace(strings.ReplaceAll(want, "\t", "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func lostKinds(im *Import) (out []string) {
	for _, e := range im.Ledger.Of(Lost) {
		out = append(out, fmt.Sprintf("%s: %d, %s", e.Kind.EN, e.Count, e.First))
	}
	return out
}

func TestTable(t *testing.T) {
	for _, test := range []struct {
		name  string
		opt   Options
		sheet Sheet
		want  string
		lost  []string
	}{
		{"blank is as above", Options{}, gridOf(`
			area|question|weight
			Goals|Are they set?|3
			|Are they met?|1
			People|Who leads?|2`), `
			Goals
			  Are they set?*3 [Are they set? *1 ]
			  Are they met?*1 [Are they met? *1 ]
			People
			  Who leads?*2 [Who leads? *1 ]`, nil},
		{"title, merged cells and levels in Chinese", Options{}, gridOf(`
			门店评估||||||
			维度|序号|问题|权重|1分|3分|5分
			人员|1|有店长吗？|2|没有|兼职|专职
			|2|培训吗？|1|没有||每月
			货品|3|断货吗？|1|每周|每月|没有
			合计|||4|||`, [4]int{0, 0, 0, 6}, [4]int{2, 0, 3, 0}), `
			人员
			  有店长吗？*2 [有店长吗？ *1 1=没有 3=兼职 5=专职]
			  培训吗？*1 [培训吗？ *1 1=没有 3=3 级：介于 1 级和 5 级之间 5=每月]
			货品
			  断货吗？*1 [断货吗？ *1 1=每周 3=每月 5=没有]`, []string{"rows of totals: 2, t.csv:6:1"}},
		{"a group within each area is a practice", Options{}, gridOf(`
			一级指标|二级指标|三级指标|权重|备注
			管理|目标|目标清楚|20%|x
			||目标分解|30%|
			|会议|例会|50%|y`), `
			管理
			  目标*criteria [目标清楚 *20 ] [目标分解 *30 ]
			  会议*criteria [例会 *50 ]`, []string{"column 备注: 3, t.csv:1:5"}},
		{"weights of the areas, where only the first question of each has one", Options{}, gridOf(`
			Domain|Weight|Question
			Goals|60|Set?
			||Met?
			People|40|Led?
			||Paid?`), `
			Goals*60
			  Set? [Set? *1 ]
			  Met? [Met? *1 ]
			People*40
			  Led? [Led? *1 ]
			  Paid? [Paid? *1 ]`, nil},
		{"two columns of weights", Options{}, gridOf(`
			维度|权重|问题|权重
			目标|60|定了吗？|1
			||达成吗？|2`), `
			目标*60
			  定了吗？*1 [定了吗？ *1 ]
			  达成吗？*2 [达成吗？ *1 ]`, nil},
		{"one column", Options{}, gridOf("Question\nSet?\nMet?"), `
			t
			  Set? [Set? *1 ]
			  Met? [Met? *1 ]`, nil},
		{"one column without a name", Options{}, gridOf("定了吗？\n达成吗？"), `
			t
			  定了吗？ [定了吗？ *1 ]
			  达成吗？ [达成吗？ *1 ]`, nil},
		{"levels in one cell", Options{}, gridOf(`
			问题|评分标准
			定了吗？|1分：没有\n3分：有；\n但没写\n5分：写了
			达成吗？|1分：没有；3分：一半；5分：全部`), `
			t
			  定了吗？ [定了吗？ *1 1=没有 3=有；
			但没写 5=写了]
			  达成吗？ [达成吗？ *1 1=没有 3=一半 5=全部]`, nil},
		{"sections in rows of their own", Options{}, gridOf(`
			No.|Item|Level 0|Level 1
			A. Goals|||
			A1|Goals are set|no|yes
			B. People|||
			B1|Somebody leads|no|yes`), `
			A. Goals
			  Goals are set [Goals are set *1 0=no 1=yes]
			B. People
			  Somebody leads [Somebody leads *1 0=no 1=yes]`, nil},
		{"names of levels from the option", Options{Table: TableOptions{Levels: []string{"No", "Partly", "Yes"}}}, gridOf(`
			Item|No|Partly|Yes|Score
			Goals|none|some|all|2`), `
			t
			  Goals [Goals *1 1=none 2=some 3=all]`, []string{"column Score: 2, t.csv:1:5"}},
		{"columns that the option names", Options{Table: TableOptions{Columns: []Choice{{"question", "要点内容"}, {"none", "B"}}}}, gridOf(`
			要点内容|维度
			目标清楚|x`), `
			t
			  目标清楚 [目标清楚 *1 ]`, []string{"column 维度: 2, t.csv:1:2"}},
		{"a column that only the option knows", Options{Table: TableOptions{Columns: []Choice{{"question", "point"}}}}, gridOf(`
			Point|Weight
			Goals are set|2`), `
			t
			  Goals are set*2 [Goals are set *1 ]`, nil},
		{"no head", Options{Table: TableOptions{Head: "none", Columns: []Choice{{"question", "B"}, {"area", "A"}}}}, gridOf(`
			G|Set?
			|Met?`), `
			G
			  Set? [Set? *1 ]
			  Met? [Met? *1 ]`, nil},
		{"two rows of heads", Options{}, gridOf(`
			维度|问题|评分标准||
			||1分|2分|3分
			目标|定了吗？|a|b|c`, [4]int{0, 0, 1, 0}, [4]int{0, 1, 1, 1}, [4]int{0, 2, 0, 4}), `
			目标
			  定了吗？ [定了吗？ *1 1=a 2=b 3=c]`, []string{"text above the head of the columns: 1, t.csv:1:3"}},
		{"signs that do terminals and readers harm", Options{}, gridOf("area|question\n\x1b[31mG\u202e|=cmd|' /C calc'!A0"), `
			` + "\x1b[31mG\u202e" + `
			  =cmd [=cmd *1 ]`, []string{"column C: 1, t.csv:2:3"}},
		{"groups in rows of their own, with their weights", Options{}, gridOf(`
			一级指标|二级指标|问题|权重
			管理|||60
			|目标||30
			||定了吗？|10
			||达成吗？|20
			|会议||30
			||开吗？|30
			附录：|||`), `
			管理*60
			  目标*30 [定了吗？ *10 ] [达成吗？ *20 ]
			  会议*30 [开吗？ *30 ]`, []string{"groups without a question: 1, t.csv:8:1"}},
		{"heads again behind the break of a page", Options{}, gridOf(`
			Question|Weight
			Set?|1
			Question|Weight
			Met?|2`), `
			t
			  Set?*1 [Set? *1 ]
			  Met?*2 [Met? *1 ]`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := imported(t, test.opt, test.sheet)
			isShape(t, sound(t, im), test.want)
			if got := lostKinds(im); !slices.Equal(got, test.lost) {
				t.Errorf("lost %q, want %q", got, test.lost)
			}
		})
	}
}

func TestTableLanguages(t *testing.T) {
	both := gridOf(`
		Area|问题|Question|Level 1 (zh)|Level 1 (en)|Level 2 (zh)|Level 2 (en)
		Goals|定了吗？|Set?|没有|no|有|yes
		|达成吗？||没有|no|有|`)
	im := imported(t, Options{}, both)
	r := sound(t, im)
	if !slices.Equal(r.Languages, []string{"zh", "en"}) {
		t.Fatalf("languages %v", r.Languages)
	}
	c := r.Practices[0].Criteria[0]
	if want := (rubric.Text{"zh": "定了吗？", "en": "Set?"}); !reflect.DeepEqual(c.Name, want) {
		t.Errorf("name %v", c.Name)
	}
	if want := (rubric.Text{"zh": "有", "en": "yes"}); !reflect.DeepEqual(c.Levels[2], want) {
		t.Errorf("level 2 %v", c.Levels[2])
	}
	if got := r.Practices[1].Name["en"]; got != "达成吗？" {
		t.Errorf("stands in: %q", got)
	}
	im = imported(t, Options{Langs: []string{"en"}}, gridOf("问题|Question\n定了吗？|Set?"))
	isShape(t, sound(t, im), "t\n  Set? [Set? *1 ]")
	if got := lostKinds(im); len(got) != 1 || got[0] != "column 问题: 2, t.csv:1:1" {
		t.Errorf("lost %q", got)
	}
	if got := refused(t, Options{Langs: []string{"en", "fr"}}, gridOf("问题|Question (en)\n定了吗？|Set?")); !strings.Contains(got, "--column question.fr=HEAD") {
		t.Error(got)
	}
	r = sound(t, imported(t, Options{Langs: []string{"fr"}}, gridOf("Question|1|2\nOui?|non|si")))
	if got := r.Parts[0].Noun["fr"]; got != "question" {
		t.Errorf("noun %q: of ours we have English for other languages", got)
	}
}

// TestTableRefuses: what can be read in two ways is told with its place and the flag that settles it.
func TestTableRefuses(t *testing.T) {
	for _, test := range []struct {
		name  string
		sheet Sheet
		opt   Options
		want  []string
	}{
		{"two columns for one thing", gridOf("Question|Item\na|b"), Options{}, []string{"t.csv:1:2", "--column question=A", "--column none=B"}},
		{"no head", gridOf("foo|bar\n1|2"), Options{}, []string{"--head", "--column question=A"}},
		{"a column alone", gridOf("Checklist\nGoals are set"), Options{}, []string{"t.csv:1:1", "--head 1", "--head none --column question=A"}},
		{"a weight is missing", gridOf("area|question|weight\nA|a|1\n|b|\n|c|2"), Options{}, []string{"t.csv:3:3", "--column none=C"}},
		{"a weight is no number", gridOf("question|weight\na|high\nb|1"), Options{}, []string{"t.csv:2:2", "high", "--column none=B"}},
		{"percent and not", gridOf("question|weight\na|50%\nb|1"), Options{}, []string{"t.csv:3:2"}},
		{"a row without a question", gridOf("question|Level 1|Level 2\na|x|y\n|x|y"), Options{}, []string{"t.csv:3:2"}},
		{"no area above", gridOf("area|question\n|a\nB|b"), Options{}, []string{"t.csv:2:1", "--column none=A"}},
		{"no question at all", gridOf("area|question\nA|"), Options{}, []string{"no question"}},
		{"another number of levels", gridOf("question|Level 1|Level 2\na|x|y"), Options{Table: TableOptions{Levels: []string{"5"}}}, []string{"--levels", "1, 2"}},
		{"no such column", gridOf("question|weight\na|1"), Options{Table: TableOptions{Columns: []Choice{{"area", "Wieght"}}}},
			[]string{"Wieght", "weight"}},
		{"a target that is no level", gridOf("question|target|Level 1|Level 2\na|7|x|y"), Options{}, []string{"t.csv:2:2", "1, 2"}},
		{"a cell without levels", gridOf("question|评分标准\na|1分：x\\n2分：y\nb|see page 7"), Options{}, []string{"t.csv:3:2", "--column none=B"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := refused(t, test.opt, test.sheet)
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in %s", want, got)
				}
			}
		})
	}
	a, b := gridOf("question\na?"), gridOf("question\nb?")
	a.Name, b.Name = "One", "Two"
	if got := refused(t, Options{}, a, b); !strings.Contains(got, "One, Two") || !strings.Contains(got, "--sheet") {
		t.Error(got)
	}
	im := imported(t, Options{Table: TableOptions{Sheets: []string{"One", "2"}}}, a, b)
	isShape(t, sound(t, im), "One\n  a? [a? *1 ]\nTwo\n  b? [b? *1 ]")
	im = imported(t, Options{Table: TableOptions{Sheets: []string{"two"}}}, a, b)
	if got := lostKinds(im); len(got) != 1 || got[0] != "sheet One: 2, t.csv:1:1" {
		t.Errorf("lost %q", got)
	}
}
