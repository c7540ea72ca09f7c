package survey_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

var model = sync.OnceValue(func() *assess.Model { return assess.Compile(channelteam.Rubric()) })

// read imports files by a mapping, whose first line is left out here.
func read(t *testing.T, mapping string, files ...string) (*survey.Result, problem.List) {
	t.Helper()
	mp, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+mapping), model())
	if err != nil {
		t.Fatalf("%s\n%v", mapping, err)
	}
	s := survey.New(model(), mp, "")
	for i, data := range files {
		name := fmt.Sprintf("f%d.csv", i+1)
		tables, err := form.ReadTables(name, []byte(data), "")
		if err != nil {
			t.Fatal(err)
		}
		s.Read(name, tables)
	}
	return s.Result()
}

// all are the respondents that an import gives out.
func all(t *testing.T, got *survey.Result) (out []form.Respondent) {
	t.Helper()
	for r, err := range got.Each() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	if len(out) != got.Respondents {
		t.Fatalf("%d respondents, and %d are given out", got.Respondents, len(out))
	}
	return out
}

// lines are the respondents of an import: who, when, and the level of q or the state of it.
func lines(t *testing.T, mapping string, files ...string) (out []string) {
	t.Helper()
	got, problems := read(t, mapping, files...)
	if len(problems) > 0 {
		t.Fatalf("%s\n%v", mapping, problems)
	}
	for _, r := range all(t, got) {
		var file bytes.Buffer
		if err := answerfile.WriteAs(&file, "a.yaml", r.Assessment, model().Rubric); err != nil {
			t.Error(err)
		}
		line := r.Assessment.Date
		if len(r.Assessment.Raters) > 0 {
			line = r.Assessment.Raters[0].ID + " " + line
			if name := r.Assessment.Raters[0].Name; name != "" {
				line = name + " " + line
			}
		}
		out = append(out, line+" "+said(r.Assessment))
	}
	return out
}

// said is the first answer that was given.
func said(as *assess.Assessment) string {
	a := as.Answers[slices.IndexFunc(as.Answers, func(a assess.Answer) bool { return a.Given })]
	if a.State == assess.Answered {
		return fmt.Sprint(a.Level)
	}
	return strings.TrimSpace(fmt.Sprint(a.State, " ", a.Note))
}

const (
	q    = "goals-strategy/goal-quality"
	role = "roles/role-definition"
	head = "set: {subject: x, date: 2026-11-20}\n"
)

// level is what one cell of the criterion q comes to by a mapping: its line in the answer file, or the fault.
func level(t *testing.T, mapping, cell string) string {
	t.Helper()
	got, problems := read(t, head+"columns: {Q: "+q+"}\n"+mapping, "Q,R\n\""+strings.ReplaceAll(cell, `"`, `""`)+"\",x\n")
	switch {
	case len(problems) > 0:
		return problems[0].Kind
	case got.Respondents == 0:
		return "empty"
	}
	return said(all(t, got)[0].Assessment)
}

// TestLevels: what a cell means, by hand.
func TestLevels(t *testing.T) {
	const labels = "labels: {Fully agree: 5, 完全同意（5）: 4, NA: unanswered, (空): unanswered, Not for us: na, No idea: unknown, 6: 4, \"7\": 5}\n"
	for cell, want := range map[string]string{
		// as people write a level
		"3": "3", "3.0": "3", "３": "3", "3分": "3", "3级": "3", "第3级": "3", "level 3": "3",
		"Man": "level", "Def": "level", "Manag": "level", "成体": "level", "managed": "4", "成体系": "3", "3、成体系": "3", "３、成体系": "3", "3 - Defined": "3",
		"3. Slightly agree": "3", "3.Slightly agree": "3", "3) yes": "3", "(3) yes": "3", "（3）成体系": "3", "3: yes": "3", "3–yes": "3", "3分：还行": "3",
		"3 (agree)": "3", "3分（良好）": "3", "3; x": "3", "3, x": "3", "3 = agree": "3", "Defined": "3",
		// another number than the one at the start, another level's name, a unit
		"3.5": "level", "3,5": "level", "3-4": "level", "3 - 4": "level", "3/5": "level", "3 / 5": "level",
		"3%": "level", "3 %": "level", "3 - Leading": "level",
		"3、起步":    "level",
		"3 years": "level", "3 (4)": "level", "3, 4": "level", "3;4": "level", "3年": "level", "3rd": "level", "30": "level", "10 - yes": "level", "1–2 times": "level",
		"3 (of 7)": "level", "3 (out of 7)": "level", "3 - 3 of 7": "level", "3分（满分7分）": "level", "1 = low, 5 = high": "level",
		"1（低）5（高）": "level", "3 (of 5)": "3", "3分（满分5分）": "3", "3 - more than 4 visits": "3",
		"3、5": "level", "2+": "level", ">3": "level",
		// by the mapping's labels, whatever case, width and blanks
		"fully AGREE": "5", " Fully  agree ": "5", "ＦＵＬＬＹ agree": "5", "完全同意(5)": "4", "6": "4", "6. Slightly agree": "4", "7 - Agree": "5",
		// the four states
		"NA": "empty", "n a": "empty", "（空）": "empty", "": "empty", "Not for us": "na Not for us", "not for US": "na not for US", "no idea": "unknown", "?": "unknown", "？": "unknown",
		"Don't know": "unknown", "不知道": "unknown", "Unanswered": "empty", "N/A": "no-reason",
		"不适用": "no-reason", "Perhaps": "level", "TRUE": "level",
	} {
		if got := level(t, labels, cell); got != want {
			t.Errorf("%q is %s, want %s", cell, got, want)
		}
	}
	// without a label NA is left to a person: it is one thing here and another there
	if got := level(t, "reason: none\n", "NA"); got != "level" {
		t.Error(got)
	}
	if got := level(t, "reason: not applicable (survey)\n", "n/a"); got != "na not applicable (survey)" {
		t.Error(got)
	}
	if got := level(t, "reason: {column: R}\nlabels: {NA: na}\n", "NA"); got != "na x" {
		t.Error(got)
	}
}

// TestReversed: the far end of the scale stands for the near one; a label of the column itself is meant as it stands.
func TestReversed(t *testing.T) {
	const mapping = head + "columns: {Q: {to: " + q + ", reversed: true, labels: {low: 1, 6: 4}}}\nlabels: {low: 5, none: 2}\n"
	got := lines(t, mapping, "Q\n4\nlow\nnone\n5 - yes\n6. Agree\n")
	if want := []string{"r1 2026-11-20 2", "r2 2026-11-20 1", "r3 2026-11-20 4", "r4 2026-11-20 1", "r5 2026-11-20 4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPeople: ids are stable, and another text has another one.
func TestPeople(t *testing.T) {
	const columns = head + "columns: {Q: " + q + ", W: rater}\n"
	for _, c := range []struct {
		mapping string
		cells   []string
		want    []string
	}{
		{columns, []string{"anna", "8", "9.0", "王芳", "Anna Berg", "3f2a-1"},
			[]string{"anna", "r-8", "r-9", "王芳 r-peyjaek", "Anna Berg anna-berg", "r-3f2a-1"}},
		{columns, []string{"ann@example.com", "a.b@x.com", "a_b@x.com"},
			[]string{"r-", "r-", "r-"}},
		{head + "respondent: {column: W, prefix: p}\ncolumns: {Q: " + q + "}\n", []string{"8", "p8", "anna"}, []string{"p8", "pp8", "panna"}},
		{head + "respondent: {column: W, name: W}\ncolumns: {Q: " + q + "}\n", []string{"王芳"}, []string{"王芳 r-peyjaek"}},
		{head + "respondent: {column: W}\ncolumns: {Q: " + q + "}\n", []string{"王芳"}, []string{"r-peyjaek"}},
		{head + "respondent: number\ncolumns: {Q: " + q + "}\n", []string{"王芳", "", "x"}, []string{"r1", "r2", "r3"}},
		{head + "respondent: {prefix: p}\ncolumns: {Q: " + q + "}\n", []string{"王芳", "x"}, []string{"p1", "p2"}},
		{head + "columns: {Q: " + q + "}\n", []string{"x", "x"}, []string{"r1", "r2"}},
	} {
		got := lines(t, c.mapping, "W,Q\n"+strings.Join(c.cells, ",3\n")+",3\n")
		seen := map[string]bool{}
		for i := range c.cells {
			if i >= len(got) || !strings.HasPrefix(got[i], c.want[i]) || seen[got[i]] {
				t.Errorf("%s %q: %q, want %q", c.mapping, c.cells, got, c.want)
				break
			}
			seen[got[i]] = true
		}
	}
	// in another file, written otherwise
	one, two := lines(t, columns, "W,Q\nann@example.com,3\n"), lines(t, columns, "Q,W\n3, Ann@Example.com \n")
	if _, a, _ := strings.Cut(one[0], " "); !strings.HasSuffix(two[0], a) {
		t.Errorf("%q is %q", one, two)
	}
	// over two files, numbers go on
	if got := lines(t, head+"columns: {Q: "+q+"}\n", "Q\n1\n2\n", "Q\n3\n"); got[2] != "r3 2026-11-20 3" {
		t.Errorf("%q", got)
	}
}

// TestContactsStayOut: an address or a phone number is neither a name nor part of an id, unless it is asked for.
func TestContactsStayOut(t *testing.T) {
	for _, contact := range []string{"ann@example.com", "13912345678", "139-1234-5678", "+86 139 1234 5678", "+8613912345678",
		"555-123-4567", "+1 555.123.4567"} {
		for _, mapping := range []string{"columns: {Q: " + q + ", W: rater}\n", "respondent: {column: W, prefix: r}\ncolumns: {Q: " + q + "}\n", "respondent: {column: W}\ncolumns: {Q: " + q + "}\n"} {
			got := lines(t, head+mapping, "W,Q\n"+contact+",3\n")
			if len(got) != 1 || !regexp.MustCompile(`^r-?[a-z2-7]{12} 2026-11-20 3$`).MatchString(got[0]) {
				t.Errorf("%s %s: %q", mapping, contact, got)
			}
		}
		if got := lines(t, head+"respondent: {column: W, name: W}\ncolumns: {Q: "+q+"}\n", "W,Q\n"+contact+",3\n"); !strings.HasPrefix(got[0], contact+" r-") {
			t.Errorf("%q", got)
		}
	}
	// mere digits are a phone number, or an address, by their head
	for name, want := range map[string]string{"手机号": `^r-[a-z2-7]{12} `, "Phone": `^r-[a-z2-7]{12} `, "IP": `^r-[a-z2-7]{12} `, "Respondent ID": "^r-5551234567 "} {
		if got := lines(t, head+"columns: {Q: "+q+", "+name+": rater}\n", name+",Q\n5551234567,3\n"); !regexp.MustCompile(want).MatchString(got[0]) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, id := range []string{"114567890123", "8", "2026-11-20", "3f2a-1"} { // no phone
		if got := lines(t, head+"columns: {Q: "+q+", W: rater}\n", "W,Q\n"+id+",3\n"); !strings.HasPrefix(got[0], "r-"+id+" ") {
			t.Errorf("%q", got)
		}
	}
}

// TestTwice: which row of a person counts.
func TestTwice(t *testing.T) {
	const columns = "set: {subject: x}\ncolumns: {Q: " + q + ", W: rater, D: date, T: \"tag:t\"}\n"
	const data = "W,Q,D,T\nanna,2,2026-11-01 10:00,3\nbo,3,2026-11-01,\nAnna,4,2026-11-01 上午9:30,1\n"
	for mapping, want := range map[string][]string{
		"twice: last\n":          {"anna 2026-11-01 2", "bo 2026-11-01 3"},
		"twice: first\n":         {"bo 2026-11-01 3", "Anna 2026-11-01 4"},
		"twice: last\ntime: D\n": {"anna 2026-11-01 2", "bo 2026-11-01 3"},
	} {
		if got := lines(t, columns+mapping, data); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", mapping, got, want)
		}
	}
	got, problems := read(t, columns, data)
	if len(problems) != 1 || problems[0].Line != 4 || !strings.Contains(problems[0].Message.EN, "twice: last") {
		t.Errorf("%+v %v", got, problems)
	}
	for mapping, want := range map[string]string{"twice: last\n": "f1.csv:4", "twice: first\n": "f1.csv:2"} {
		if got, _ := read(t, columns+mapping, data); !slices.Equal(got.RepeatedAt, []string{want}) {
			t.Errorf("%s: %q, want %s", mapping, got.RepeatedAt, want)
		}
	}
	// without any time the order of the rows tells
	if got := lines(t, head+"twice: last\ncolumns: {Q: "+q+", W: rater}\n", "W,Q\na1,1\na1,2\n", "W,Q\na1,3\n"); !slices.Equal(got, []string{"a1 2026-11-20 3"}) {
		t.Errorf("%q", got)
	}
}

// TestRaterOfTheCommand: who the command names is the rater where a row names nobody; where each says who it is, the
// result tells that it was not used.
func TestRaterOfTheCommand(t *testing.T) {
	for mapping, want := range map[string]string{
		"columns: {Q: " + q + "}\n":                          "zed used",
		"columns: {Q: " + q + ", W: rater}\n":                "anna",
		"respondent: {column: W}\ncolumns: {Q: " + q + "}\n": "anna",
		"respondent: number\ncolumns: {Q: " + q + "}\n":      "r1",
		"respondent: {column: N}\ncolumns: {Q: " + q + "}\n": "zed used",
	} {
		mp, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+head+mapping), model())
		if err != nil {
			t.Fatal(err)
		}
		tables, err := form.ReadTables("f.csv", []byte("W,Q,N\nanna,3,\n"), "")
		if err != nil {
			t.Fatal(err)
		}
		s := survey.New(model(), mp, "zed")
		s.Read("f.csv", tables)
		result, problems := s.Result()
		if len(problems) > 0 || result.Respondents != 1 {
			t.Fatal(mapping, problems)
		}
		got := all(t, result)[0].Assessment.Raters[0].ID
		if result.RaterUsed {
			got += " used"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", mapping, got, want)
		}
	}
}

// TestAccents: a name, a head and a word are the same with an accent on its letter and behind it, as a Mac writes it.
func TestAccents(t *testing.T) {
	const apart = "e\u0301"
	got := lines(t, "set: {subject: x, date: 2026-11-20}\ntwice: last\ncolumns: {Qualité: "+q+", W: rater}\nlabels: {Avancé: 4}\n",
		"W,Qualit"+apart+"\nJos"+apart+",3\nJosé,Avanc"+apart+"\n")
	if len(got) != 1 || !strings.HasSuffix(got[0], " 4") {
		t.Errorf("%q", got)
	}
	got = lines(t, "twice: last\nset: {date: 2026-11-20}\nrespondent: {column: W}\ncolumns: {Q: "+q+", F: name}\n",
		"W,F,Q\na1,José,3\na1,Jos"+apart+",4\n")
	if len(got) != 1 || !strings.HasSuffix(got[0], " 4") {
		t.Errorf("%q", got)
	}
}

// TestTwiceInZones: of two moments with zones the later one is that which came later, whatever the clocks showed.
func TestTwiceInZones(t *testing.T) {
	const columns = "set: {subject: x}\ntwice: last\ncolumns: {Q: " + q + ", W: rater, D: date}\n"
	for _, c := range []struct{ one, other, want string }{
		{"2026-11-21T10:00:00+08:00", "2026-11-21T03:00:00Z", "2"},
		{"2026-11-21T03:00:00Z", "2026-11-21T10:00:00+08:00", "1"},
		{"2026-11-21 10:00:00 GMT+8", "2026-11-20 23:30:00 GMT-0330", "2"},
		{"2026-11-20 23:30:00 UTC-03:30", "2026-11-21 10:00:00 UTC+8", "1"},
		{"2026-11-21T10:00:00+08:00", "2026-11-21T03:00:00", "1"}, // one does not say: as the sheet shows it
	} {
		got := lines(t, columns, "W,D,Q\nbo,"+c.one+",1\nbo,"+c.other+",2\n")
		if len(got) != 1 || !strings.HasSuffix(got[0], c.want) {
			t.Errorf("%s, %s: %q, want %s", c.one, c.other, got, c.want)
		}
	}
}

// TestDates: every spelling, by hand; no guess where day and month could be either.
func TestDates(t *testing.T) {
	for order, dates := range map[string]map[string]string{
		"": {"2026/11/20 下午2:02": "2026-11-20", "2026-11-20T14:02:11.5+08:00": "2026-11-20", "2026年11月20日 星期五": "2026-11-20", "20261120": "2026-11-20",
			"2026/11/20 2:02:11 PM GMT+8": "2026-11-20", "2026.1.2": "2026-01-02", "20 Nov 2026": "2026-11-20", "Nov 20, 2026 2:02 pm": "2026-11-20", "Friday, November 20, 2026": "2026-11-20",
			"20-Nov-2026 14:02": "2026-11-20", "2026/11/20下午2:02": "2026-11-20",
			"8/21/2019": "", "21.08.2019": "", "1/2/2026": "", "2026-13-01": "", "yesterday": "", "2026-11-20 25:00": "", "20": ""},
		"mdy": {"8/21/2019 13:10:31": "2019-08-21", "8/21/19": "2019-08-21", "1/2/2026 1:05 PM": "2026-01-02", "21/8/2019": "", "2026-11-20": "2026-11-20"},
		"dmy": {"21.08.2019": "2019-08-21", "21. 08. 2019": "2019-08-21", "20/11/2026 14:02": "2026-11-20", "1-2-2026": "2026-02-01", "8/21/2019": ""},
		"ymd": {"26/11/20": "2026-11-20", "26-11-10 9:30": "2026-11-10", "26年11月10日": "2026-11-10",
			"2026/1/2": "2026-01-02", "26/13/01": "", "1/2/2026": ""},
	} {
		for date, want := range dates {
			mapping := "set: {subject: x}\ncolumns: {Q: " + q + ", D: date}\n"
			if order != "" {
				mapping += "dates: " + order + "\n"
			}
			got, problems := read(t, mapping, "D,Q\n\""+date+"\",3\n")
			switch {
			case want == "" && (len(problems) != 1 || problems[0].Kind != "date"):
				t.Errorf("%s %q: %v", order, date, problems)
			case want != "" && (len(problems) > 0 || all(t, got)[0].Assessment.Date != want):
				t.Errorf("%s %q: %v", order, date, problems)
			}
		}
	}
	_, problems := read(t, "set: {subject: x}\ncolumns: {Q: "+q+", D: date}\n", "D,Q\n1/2/2026,3\n21.08.2019,3\n26-11-10,3\n1/2/03,3\n")
	for i, could := range []string{"dmy, or dates: mdy", "dmy", "ymd, or dates: dmy", "dmy, or dates: mdy"} {
		if len(problems) != 4 || !strings.HasSuffix(problems[i].Message.EN, " dates: "+could) {
			t.Error(could, problems)
		}
	}
}
