package returns_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/assess"
	"fathom/assess/roster"
	"fathom/reports/doc"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/returns"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// hostile is a name that harms who prints it as it is.
const hostile = "=cmd|'/c calc'!A1\x1b[31m\u202E<img src=x>"

// sample is a list of four: one has answered, one in part and is late, one sent another firm's, one nothing. Beside
// them there are a return of nobody and a file that cannot be read.
func sample(t *testing.T, lang say.Language) *returns.Returns {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	list := "name,subject,contact,due,language\n李明,河南,微信 lm,2026-12-05,zh\n" +
		"Bo,河南," + hostile + ",2026-12-01,en\nAnna,甲,,2026-12-04,\n" + hostile + ",河南,,,zh\n"
	l, err := roster.Read("p.csv", []byte(list), m, roster.Options{Depth: "quick"})
	if err != nil {
		t.Fatal(err)
	}
	back := func(p int, missing int) roster.Return {
		who := l.People[p]
		a := &assess.Assessment{Subject: who.Subject, Date: "2026-11-30", Depth: "quick",
			Raters: []assess.Rater{who.Rater}, Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			if m.AskedIn(a, i) && missing == 0 {
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
			} else if m.AskedIn(a, i) {
				missing--
			}
		}
		return roster.Return{File: who.Rater.ID + ".json", Assessment: a}
	}
	other := back(2, 0)
	other.Assessment.Subject = assess.Subject{ID: "other", Name: hostile}
	nobody := back(0, 0)
	nobody.File, nobody.Assessment.Raters = "x.json", []assess.Rater{{ID: "lm", Name: "李明"}}
	return &returns.Returns{Namer: names.Namer{Language: lang, Rubric: m.Rubric},
		Status: roster.StatusOn(l, []roster.Return{back(0, 0), back(1, 10), other, nobody}, "2026-12-03", m),
		Unread: []problem.Problem{{File: hostile, Line: 2, Message: say.Both("broken", "坏了")}}}
}

// TestReminders: kind, short, in the person's language, with the questions that are open and the day; nothing to who
// has answered, or has sent what must be looked at first.
func TestReminders(t *testing.T) {
	r := sample(t, "zh")
	if a, c := r.Reminder(&r.People[0]), r.Reminder(&r.People[2]); a != "" || c != "" {
		t.Errorf("%q %q", a, c)
	}
	const bo = "Hello Bo,\n\nThank you for your answers to the questionnaire “Channel team maturity” (河南). " +
		"They have arrived. Still open: 10 of 31. It was due on 1 December 2026. " +
		"Could you fill in the rest and send it again in the next few days?\n\nStill open:\n1. "
	if got := r.Reminder(&r.People[1]); !strings.HasPrefix(got, bo) || strings.Count(got, "\n") != 16 ||
		!strings.Contains(got, "\n8. ") || !strings.Contains(got, "\nand 2 more\n") {
		t.Error(got)
	}
	const last = `=cmd|'/c calc'!A1<U+001B>[31m<U+202E><img src=x>，您好！

前些时候发给您的“渠道团队成熟度”问卷（河南），还没有收到您的答卷。方便的时候请发给我。

如果您已经发过来了，请忽略这条消息。谢谢！
`
	if got := r.Reminder(&r.People[3]); got != last {
		t.Error(got)
	}
	p := r.People[3]
	for _, c := range []struct {
		due        string
		left, late int
		want       string
	}{{"2026-12-03", 0, 0, "请在今天之内发给我。"}, {"2026-12-05", 2, 0, "请在 2026 年 12 月 5 日前发给我。"},
		{"2026-12-01", -1, 2, "原定 2026 年 12 月 1 日前交，这两天方便的话请发给我。"}} {
		p.Due, p.Left, p.Late = c.due, c.left, c.late
		if got := r.Reminder(&p); !strings.Contains(got, c.want) {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestDoc: everybody and every file stands in the document once, in both languages, and nothing that steers a terminal.
func TestDoc(t *testing.T) {
	for lang, wants := range map[say.Language][]string{
		"en": {"Of the 4 people on the list, 1 answered everything, 1 in part, 1 not yet; 2 are late.",
			"| Bo | 河南 | 21/31 |", "| 2026-12-01, 2 days late |", "about =cmd", "but was asked about 甲",
			"| x.json | 李明 (lm) | 河南 | 李明 (", ") in row 2 |", "| broken |", "| 李明 | 河南 | 31/31 | 2026-11-30 |"},
		"zh": {"名单上 4 人：答完 1 人，答了一部分 1 人，还没交 1 人；其中逾期 2 人。", "| 2026-12-01，逾期 2 天 |", "发出的是甲", "| 坏了 |"},
	} {
		r := sample(t, lang)
		r.People[2].Late = 1
		var out bytes.Buffer
		if err := markdown.Write(&out, r.Doc()); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", lang, want, out.String())
			}
		}
		if strings.ContainsAny(out.String(), "\x1b\u202e") {
			t.Error("it steers the terminal")
		}
		for _, s := range r.Doc().Sections {
			for _, b := range s.Blocks {
				if table, ok := b.(doc.Table); ok && len(table.Rows) == 0 {
					t.Errorf("%s is empty", s.Heading)
				}
			}
		}
	}
}

// TestJSON: the document is as its schema says, and what counts stands in it.
func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := sample(t, "en").WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(out.String(), `"digest": ""`, `"digest": "sha256:`+strings.Repeat("0", 64)+`"`, 1)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(returns.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("status", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("status")
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(doc); err != nil {
		t.Error(err)
	}
	for _, want := range []string{`"complete": 1`, `"partial": 1`, `"waiting": 1`, `"unusable": 1`, `"near": 2`, `"answered": 21`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// TestCSV: a row for each person, each return of nobody and each file that cannot be read; no formula, and as many
// cells in each.
func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := sample(t, "en").WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(out.String()), "\r\n")
	if len(rows) != 1+4+1+1 {
		t.Fatal(out.String())
	}
	for _, row := range rows[1:] {
		if strings.Contains(","+row, ",=") || strings.Contains(row, ",\"=") ||
			strings.Count(row, ",") < strings.Count(rows[0], ",") {
			t.Error(row)
		}
	}
	if !strings.HasPrefix(rows[2], "3,bo,Bo,,") || !strings.Contains(rows[2], ",partial,2,31,21,") ||
		!strings.Contains(rows[5], ",stranger,") || !strings.Contains(rows[6], ",unread,") {
		t.Error(out.String())
	}
}

// TestNamesakes: of two people with one name, everything says which; who stands twice, for two subjects, is one person.
func TestNamesakes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	of := func(list string) *returns.Returns {
		l, err := roster.Read("p.csv", []byte(list), m, roster.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return &returns.Returns{Namer: names.Namer{Language: "zh", Rubric: m.Rubric},
			Status: roster.StatusOn(l, nil, "2026-12-03", m)}
	}
	for list, want := range map[string][]string{
		"name,id\n李伟,l1\n李伟,l2\nBo,\n":            {"李伟（l1）", "李伟（l2）", "Bo"},
		"name,id\nBo,b1\nAnna,\nBo,b2\n":          {"Bo（b1）", "Anna", "Bo（b2）"},
		"name,id,subject\n李伟,l1,甲\n李伟,l1,乙\n":     {"李伟（甲）", "李伟（乙）"},
		"name,id,subject\n李伟,l1,甲\n李伟,l2,甲\n":     {"李伟（l1）", "李伟（l2）"},
		"name,id,subject\n李伟,l1,甲\n李伟,l2,乙\nA,,乙": {"李伟（l1）（甲）", "李伟（l2）（乙）", "A（乙）"},
	} {
		r := of(list)
		var out bytes.Buffer
		if err := markdown.Write(&out, r.Doc()); err != nil {
			t.Fatal(err)
		}
		for i := range r.People {
			if got := r.Who(&r.People[i]); got != want[i] {
				t.Errorf("%q: %s, want %s", list, got, want[i])
			}
			person, _, _ := strings.Cut(want[i], "（甲")
			person, _, _ = strings.Cut(person, "（乙")
			if !strings.Contains(out.String(), "| "+person+" |") {
				t.Errorf("%q: no %s in %s", list, person, out.String())
			}
		}
	}
}
