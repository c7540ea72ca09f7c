package roster_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/roster"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

func model() *assess.Model { return assess.Compile(channelteam.Rubric()) }

func read(t *testing.T, text string, opt roster.Options) *roster.List {
	t.Helper()
	l, err := roster.Read("p.csv", []byte(text), model(), opt)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return l
}

func only() cmp.Option { return cmpopts.IgnoreUnexported(roster.Person{}) }

// TestNames: names of any script, in the columns that both languages call so; the id is made of the name unless a
// column says it. Chinese as a spreadsheet of Windows saves it, too.
func TestNames(t *testing.T) {
	liming := rubric.IDFrom("李明", "r-")
	for text, want := range map[string][]assess.Rater{
		"name,role\nLi Ming,field\n":              {{ID: "li-ming", Name: "Li Ming", Role: "field"}},
		"姓名,职位\n李明,经理\n":                          {{ID: liming, Name: "李明", Role: "经理"}},
		"name,role\n\"Smith, Bob\",manager,\n":    {{ID: "smith-bob", Name: "Smith, Bob", Role: "manager"}},
		"姓名;电话;角色\n李明;1;一线\n":                     {{ID: liming, Name: "李明", Role: "一线"}},
		"\xd0\xd5\xc3\xfb\n\xc0\xee\xc3\xf7\n":    {{ID: liming, Name: "李明"}}, // GBK
		"Name\n  李明 \n\nBo\n":                     {{ID: liming, Name: "李明"}, {ID: "bo", Name: "Bo"}},
		"name,id\nWang Wei,wang1\nWang Wei,wang2": {{ID: "wang1", Name: "Wang Wei"}, {ID: "wang2", Name: "Wang Wei"}},
		"name,id\n王伟,ｗａｎｇ１\n":                     {{ID: "wang1", Name: "王伟"}},
		"姓名,评估对象\n李明,甲\n李明,乙\n":                   {{ID: liming, Name: "李明"}, {ID: liming, Name: "李明"}},
		"姓名,渠道成员\n李明,甲\n李明,乙\n":                   {{ID: liming, Name: "李明"}, {ID: liming, Name: "李明"}},
	} {
		var got []assess.Rater
		for _, p := range read(t, text, roster.Options{}).People {
			got = append(got, p.Rater)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestColumns: everything that a list can say of a person, in both languages, and what holds where it does not.
func TestColumns(t *testing.T) {
	want := roster.Person{
		Rater: assess.Rater{ID: "zhang", Name: "张三", Role: "老板"},
		Subject: assess.Subject{ID: rubric.IDFrom("新乡商贸", "s-"), Name: "新乡商贸", Stage: "growth",
			Sector: "fmcg-distributor", Member: "城北店", Tags: map[string]string{"region": "华中"}},
		Depth: "quick/member", Language: "zh", Contact: "z@x.cn; 13800138000", Due: "2026-12-05", Row: 2,
	}
	for _, text := range []string{
		"name,role,id,subject,stage,sector,partner,depth,language,e-mail,phone,due,tag:region,x\n" +
			"张三,老板,zhang,新乡商贸,growth,fmcg-distributor,城北店,quick,zh,z@x.cn,13800138000,2026-12-05,华中,1\n",
		"姓名,角色,标识,评估对象,阶段,行业,渠道成员,深度,语言,邮箱,手机,截止日期,标签：region,x\n" +
			"张三,老板,zhang,新乡商贸,成长期,快消品经销,城北店,快速,中文,z@x.cn,13800138000,2026年12月5日,华中,1\n",
	} {
		text = strings.Replace(text, "快消品经销", channelteam.Rubric().Sector("fmcg-distributor").Name["zh"], 1)
		l := read(t, text, roster.Options{})
		if diff := cmp.Diff([]roster.Person{want}, l.People, only()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"x"}, l.Dropped); diff != "" {
			t.Error(diff)
		}
	}
	opt := roster.Options{
		Subject: assess.Subject{ID: "henan", Name: "河南", Stage: "growth", Tags: map[string]string{"a": "b"}},
		Depth:   "team", Due: "2026-12-01"}
	got := read(t, "name,subject,subject id,depth,due\nA,,,,\nB,乙,,quick,2026-12-09\nC,丙,c3,,\nD,,d4,,\n", opt).People
	for i, want := range []string{"henan 河南 team 2026-12-01", rubric.IDFrom("乙", "s-") + " 乙 quick 2026-12-09",
		"c3 丙 team 2026-12-01", "d4  team 2026-12-01"} {
		p := got[i]
		if s := fmt.Sprint(p.Subject.ID, " ", p.Subject.Name, " ", p.Depth, " ", p.Due); s != want ||
			p.Subject.Stage != "growth" || p.Subject.Tags["a"] != "b" {
			t.Errorf("%s, want %s: %+v", s, want, p.Subject)
		}
	}
}

// TestPartner: of a partner that a row names the part that rates one is asked, and all only where somebody wants all.
func TestPartner(t *testing.T) {
	text := "name,partner,depth\nA,,\nA,B,\nA,C,quick\nA,D,full\nA,E,member\nA,Given,\n"
	opt := roster.Options{Depth: "quick", Subject: assess.Subject{ID: "s", Member: "Given"}}
	for i, want := range []string{"Given quick", "B quick/member", "C quick/member", "D full", "E member"} {
		l := read(t, strings.Replace(text, "A,Given,\n", "", 1), opt)
		if got := l.People[i].Subject.Member + " " + l.People[i].Depth; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if _, err := roster.Read("p.csv", []byte(text), model(), opt); err == nil || !strings.Contains(err.Error(), "p.csv:7:1: the same person as in row 2") {
		t.Error(err)
	}
}

// TestFaults: every fault with its place, and nothing is returned.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                                               "p.csv: the file is empty",
		"name\n":                                         "p.csv: nobody stands below",
		"role\nx\n":                                      "p.csv:1:1: the first row names the columns",
		"name,role\n李明,a\n,b\n":                          "p.csv:3:1: the name is missing",
		"name\n李明\n\n 李明\n":                              "p.csv:4:1: the same person as in row 2",
		"name,subject\nA,x\nA,y\nA,X\n":                  "p.csv:4:1: the same person as in row 2",
		"name,name\na,b\n":                               "p.csv:1:2: two columns say the same: name",
		"name,姓名\na,b\n":                                 "p.csv:1:2: two columns say the same",
		"name,tag:a,tag:a\na,b,c\n":                      "p.csv:1:3: two columns say the same",
		"name,id\nA,a b\n":                               "p.csv:2:2: a b: an id is",
		"name,id\nLi,li\nX,LI\n":                         "p.csv:3:1: the same person",
		"name\n\"a\n":                                    "not valid CSV",
		"name,role\nSmith, Bob,manager\n":                "p.csv:2:3: this row has more cells than the first row has columns",
		"name,stage\nA,grwth\n":                          "p.csv:2:2: grwth is not a valid word here; did you mean growth?",
		"name,depth\nA,quik\n":                           "p.csv:2:2: quik is not a valid word here; did you mean quick?",
		"name,sector\nA,?\n":                             "p.csv:2:2: ? is not a valid word here",
		"name,language\nA,fr\n":                          "p.csv:2:2: fr is not a valid word here",
		"name,partner,depth\nA,B,team\n":                 "p.csv:2:2: the row names a partner, but nothing is asked about one here",
		"name,due\nA,5.12.\n":                            "p.csv:2:2: want a date like 2026-11-20",
		"name,role,手机\nA,,1.38E+10\n":                    "p.csv:2:3: 1.38E+10 is what a spreadsheet makes of a long number",
		"name;phone\nA;1,38E+10\n":                       "p.csv:2:2: 1,38E+10 is what a spreadsheet makes of a long number",
		"name,phone\nA,1e+11\n":                          "p.csv:2:2: 1e+11 is what a spreadsheet makes of a long number",
		"name\n" + strings.Repeat("x", assess.MaxText+1): "p.csv:2:1: the text has 10001 characters",
		strings.Repeat("x,", 16385):                      "more than 16384 columns",
		"name\n" + many(roster.MaxPeople):                "p.csv:5001:1: more than 5000 rows; make several lists of it",
	} {
		l, err := roster.Read("p.csv", []byte(text), model(), roster.Options{})
		if err == nil || l != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
	}
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "p%d\n", i)
	}
	return b.String()
}

// TestContacts: what people are reached by is kept as it is, also where it looks a little like a rounded number.
func TestContacts(t *testing.T) {
	for _, contact := range []string{"+86 138 0013 8000", "13800138000", "wxid_1e+10", "E+10", "a.e+1@x.cn", "1.e+1@x.cn",
		"13E+1", "1.E+1", "1E10"} {
		if got := read(t, "name,phone\nA,"+contact+"\n", roster.Options{}).People[0].Contact; got != contact {
			t.Errorf("%s became %s", contact, got)
		}
	}
}

// TestWorkbook: a list in a workbook, with a number for a phone and a date of the spreadsheet's; a sheet behind it is
// named, and one out of view is not read.
func TestWorkbook(t *testing.T) {
	book := excelize.NewFile()
	rows := [][]any{{"姓名", "手机", "截止日期"}, {"李明", 13800138000, 46361}}
	for i := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"old", "hidden"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		_ = book.SetCellValue(name, "A1", "x")
	}
	_ = book.SetSheetVisible("hidden", false)
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	l, err := roster.Read("p.xlsx", out.Bytes(), model(), roster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := l.People[0]
	if p.Contact != "13800138000" || p.Due != "2026-12-05" || strings.Join(l.Unread, " ") != "old" {
		t.Errorf("%+v %v", p, l.Unread)
	}
	_ = book.SetCellValue("Sheet1", "C2", "soon")
	out.Reset()
	_ = book.Write(&out)
	_, err = roster.Read("p.xlsx", out.Bytes(), model(), roster.Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "p.xlsx:Sheet1!C2: want a date") {
		t.Error(err)
	}
}

// TestSameName: an accent that a Mac writes behind its letter, and what nobody can see, make no other person.
func TestSameName(t *testing.T) {
	for _, pair := range [][2]string{{"Jörg Müller", "Jo\u0308rg Mu\u0308ller"}, {"王芳", "王\u200B芳\uFEFF"}, {"Anna", "An\u00ADna"}} {
		_, err := roster.Read("p.csv", []byte("name\n"+pair[0]+"\n"+pair[1]+"\n"), model(), roster.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), "p.csv:3:1: the same person as in row 2") {
			t.Errorf("%q: %v", pair, err)
		}
	}
}
