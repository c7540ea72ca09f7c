package form_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// locked is a person's form, quick, with the first page filled in.
func locked(t *testing.T, m *assess.Model, rater assess.Rater, lang say.Language) *bytes.Buffer {
	t.Helper()
	a := &assess.Assessment{Subject: assess.Subject{ID: rubric.IDFrom("河南渠道", "s-"), Name: "河南渠道", Stage: "growth"},
		Date: "2026-11-20", Depth: "quick", Raters: []assess.Rater{rater}, Answers: make([]assess.Answer, m.Len())}
	var out bytes.Buffer
	opt := form.Options{Langs: []say.Language{lang}, Locked: true}
	if err := form.WriteXLSX(&out, m, a, opt); err != nil {
		t.Fatal(err)
	}
	return &out
}

// TestLockedForm: nothing of the first page can be changed but a role that nobody said, and it comes back as it went
// out, name and ids, with nothing typed but one answer in the column directly behind the criterion, which stays in
// view.
func TestLockedForm(t *testing.T) {
	m := model()
	liming := assess.Rater{ID: rubric.IDFrom("李明", "r-"), Name: "李明"}
	book, err := excelize.OpenReader(locked(t, m, liming, "zh"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	open := map[string]bool{}
	for row := 5; row < 16; row++ {
		cell := "C" + string(rune('0'+row%10))
		if row > 9 {
			cell = "C1" + string(rune('0'+row-10))
		}
		id, _ := book.GetCellStyle("填写说明", cell)
		style, _ := book.GetStyle(id)
		key, _ := book.GetCellValue("填写说明", "A"+cell[1:])
		if style != nil && style.Protection != nil && !style.Protection.Locked {
			open[key] = true
		}
	}
	if diff := cmp.Diff(map[string]bool{"role": true}, open); diff != "" {
		t.Error(diff)
	}
	heads, _ := book.GetRows("问卷")
	if got := strings.Join(heads[1][:8], " "); got != "id 序号 部分 维度 事项 标准 答案 1 无章法" {
		t.Errorf("the heads are %s", got)
	}
	panes, err := book.GetPanes("问卷")
	if err != nil || panes.XSplit != 7 || !panes.Freeze {
		t.Errorf("%v, %+v", err, panes)
	}
	if err := book.SetCellValue("问卷", "G3", "3级"); err != nil {
		t.Fatal(err)
	}
	var filled bytes.Buffer
	if err := book.Write(&filled); err != nil {
		t.Fatal(err)
	}
	got, err := form.Import("f", filled.Bytes(), m, form.Defaults{})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Respondents[0].Assessment
	if a.Subject.ID != rubric.IDFrom("河南渠道", "s-") || a.Subject.Stage != "growth" || a.Date != "2026-11-20" ||
		cmp.Diff([]assess.Rater{liming}, a.Raters) != "" || a.Answers[0].Level != 3 {
		t.Errorf("%+v %+v", a.Subject, a.Raters)
	}
}

// TestNameIsEnough: an id is made of a name, and what is no id in the place of one is a name.
func TestNameIsEnough(t *testing.T) {
	for rows, want := range map[string]assess.Rater{
		"rater_name,李明\n":              {ID: rubric.IDFrom("李明", "r-"), Name: "李明"},
		"rater,李明\n":                   {ID: rubric.IDFrom("李明", "r-"), Name: "李明"},
		"rater,li\n":                   {ID: "li"},
		"rater,li\nrater_name,李明\n":    {ID: "li", Name: "李明"},
		"rater_name,Li Ming\nrole,x\n": {ID: "li-ming", Name: "Li Ming", Role: "x"},
	} {
		got, err := form.Import("f", []byte("id,answer\nname,河南\ndate,2026-11-20\n"+rows), model(), form.Defaults{})
		if err != nil {
			t.Errorf("%q: %v", rows, err)
			continue
		}
		a := got.Respondents[0].Assessment
		if diff := cmp.Diff([]assess.Rater{want}, a.Raters); diff != "" || a.Subject.ID != rubric.IDFrom("河南", "s-") {
			t.Errorf("%q: %s %+v", rows, diff, a.Subject)
		}
	}
}

// TestWordsAsTyped: what stands in a drop-down is understood however it is typed, and nothing else is.
func TestWordsAsTyped(t *testing.T) {
	m := model()
	first := func(stage, level string) (string, int, error) {
		got, err := form.Import("f", []byte("id,answer\nsubject,s\ndate,2026-11-20\nstage,"+stage+"\n"+
			m.Criterion(0).ID+",\""+level+"\"\n"), m, form.Defaults{})
		if err != nil {
			return "", 0, err
		}
		a := got.Respondents[0].Assessment
		return a.Subject.Stage, a.Answers[0].Level, nil
	}
	for _, stage := range []string{"growth", "Growth", "成长", "成长期", " 成 长 期", "ＧＲＯＷＴＨ", "gro", "成长期 / Growth"} {
		if got, _, err := first(stage, "3"); got != "growth" || err != nil {
			t.Errorf("stage %s: %q, %v", stage, got, err)
		}
	}
	for _, level := range []string{"3", "３", " 3 ", "3.0", "3 Defined", "3 defined", "3Defined", "3. Defined", "3 - Defined",
		"Defined", "defi", "3 成体系", "3成体系", "３　成体系", "成体系", "成体", "3级", "3、成体系", "3､成体系", "３。成体系",
		"第3级", "level 3", "L3", "3级 成体系", "3 成体系 / Defined"} {
		if _, got, err := first("growth", level); got != 3 || err != nil {
			t.Errorf("level %s: %d, %v", level, got, err)
		}
	}
	for _, level := range []string{"3 Managed", "3-4", "3.5", "3%", "33", "3 4", "3?", "成", "de", "l", "3-", "-", "三点五", "03"} {
		if _, _, err := first("growth", level); err == nil {
			t.Errorf("level %s is taken", level)
		}
	}
	for _, stage := range []string{"成", "gr", "growths", "期"} {
		if _, _, err := first(stage, "3"); err == nil {
			t.Errorf("stage %s is taken", stage)
		}
	}
}

// TestWordsOfLists: a word that no list has is answered with the names that the lists show, in the reader's language;
// one that is near is named.
func TestWordsOfLists(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for stage, want := range map[string]say.Message{
		"middle": {EN: "middle is not a valid word here; valid: Start-up, Growth, Mature", ZH: "这里不能写 middle；可用：起步期、成长期、成熟期"},
		"grwth":  {EN: "grwth is not a valid word here; did you mean growth?", ZH: "这里不能写 grwth；是不是想写 growth？"},
	} {
		text := "id,answer\nsubject,s\ndate,2026-11-20\nstage," + stage + "\nroles/overlap-control,3\n"
		_, err := form.Import("f.csv", []byte(text), m, form.Defaults{})
		var list problem.List
		said := func(p problem.Problem) bool { return p.Message == want }
		if !errors.As(err, &list) || !slices.ContainsFunc(list, said) {
			t.Errorf("%s: %v", stage, err)
		}
	}
}

// TestNamesOfAMac: an accent that a Mac writes behind its letter, and what nobody can see, make no other id.
func TestNamesOfAMac(t *testing.T) {
	for _, pair := range [][2]string{{"Jörg Müller", "Jo\u0308rg Mu\u0308ller"}, {"김영희", "\u1100\u1175\u11B7영희"}, {"王芳", "王\u200B芳\uFEFF"}, {"Anna", "An\u00ADna"}} {
		var ids []string
		for _, name := range pair {
			data := strings.Replace("fathom_name,fathom_date,fathom_rater_name,q_goals_strategy__goal_quality\nNAME,2026-11-20,NAME,3\n", "NAME", name, 2)
			got, err := form.Import("f.csv", []byte(data), model(), form.Defaults{})
			if err != nil {
				t.Fatal(err)
			}
			a := got.Respondents[0].Assessment
			ids = append(ids, a.Subject.ID+" "+a.Raters[0].ID)
		}
		if ids[0] != ids[1] {
			t.Errorf("%q: %q", pair, ids)
		}
	}
}
