package survey_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/assess/survey"
)

// who are the people of an import with the subjects and firms that they rate.
func who(t *testing.T, mapping, data string) (out []string) {
	t.Helper()
	got, problems := read(t, mapping, data)
	if len(problems) > 0 {
		t.Fatalf("%s\n%v", mapping, problems)
	}
	for _, r := range all(t, got) {
		a := r.Assessment
		rater := ""
		if len(a.Raters) > 0 {
			rater = a.Raters[0].ID
		}
		out = append(out, strings.TrimSpace(rater+" "+a.Subject.ID+" "+a.Subject.Member))
	}
	return out
}

// TestFirms: the same person may rate several firms of a channel; which row counts is asked of each firm.
func TestFirms(t *testing.T) {
	const columns = "set: {subject: x}\ncolumns: {Q: " + q + ", Firm: member, D: date}\n"
	const data = "W,Firm,D,Q\nanna,North,2026-11-01,3\nanna,South,2026-11-02,5\nbo,North,2026-11-03,2\nAnna,NORTH,2026-11-04,4\n"
	want := []string{"anna x South", "bo x North", "Anna x NORTH"}
	if got := who(t, columns+"respondent: {column: W}\ntwice: last\n", data); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, problems := read(t, columns+"respondent: {column: W}\n", data)
	if len(problems) != 1 || problems[0].Line != 5 || !strings.Contains(problems[0].Message.EN, "as in f1.csv:2;") {
		t.Error(problems)
	}
	// nobody says who rates, and the firms are by themselves
	if got := who(t, "columns: {Q: "+q+", Firm: member, T: subject, D: date}\n", "T,Firm,D,Q\nx,North,2026-11-01,3\nx,South,2026-11-01,3\n"); !slices.Equal(got, []string{"x North", "x South"}) {
		t.Errorf("%q", got)
	}
}

// TestOneIDOfTwo: subjects and firms whose texts differ in more than case, width and blanks are not made one.
func TestOneIDOfTwo(t *testing.T) {
	const columns = "set: {date: 2026-11-20}\nrespondent: number\n"
	for to, more := range map[string]string{"name": "", "subject": "", "member": "set: {subject: x, date: 2026-11-20}\n"} {
		mapping := strings.Replace(columns, "set: {date: 2026-11-20}\n", more, 1)
		if more == "" {
			mapping = columns
		}
		mapping += "columns: {F: " + to + ", Q: " + q + "}\n"
		for _, pair := range [][2]string{{"A/B", "A-B"}, {"A B", "A-B"}, {"C++", "C"}, {"Nord (Ost)", "Nord Ost"}} {
			_, problems := read(t, mapping, "F,Q\n"+pair[0]+",3\n"+pair[1]+",4\n")
			if len(problems) != 1 || problems[0].Kind != "id" || problems[0].Line != 3 || problems[0].Column != 1 {
				t.Errorf("%s: %q: %v", to, pair, problems)
			}
		}
		for _, pair := range [][2]string{{"Nord GmbH", " nord  GMBH"}, {"Mu\u0308ller", "Müller"}, {"A/B", "A/C"}, {"河南", "河北"},
			{"Nord\u200B", "Nord"}} {
			got := who(t, mapping, "F,Q\n"+pair[0]+",3\n"+pair[1]+",4\n")
			isOne := strings.Fields(got[0])[1] == strings.Fields(got[1])[1]
			if to != "member" && isOne != isSame(pair) {
				t.Errorf("%s: %q: %q", to, pair, got)
			}
		}
	}
}

// isSame reports whether two names are meant to be one, by hand.
func isSame(pair [2]string) bool { return !strings.HasSuffix(pair[1], "C") && pair[1] != "河北" }

// TestUnseen: what nobody can see makes no other person, and no other subject.
func TestUnseen(t *testing.T) {
	const columns = "set: {date: 2026-11-20}\ncolumns: {Q: " + q + ", W: rater, F: name}\ntwice: last\n"
	for _, unseen := range []string{"\u200B", "\uFEFF", "\u200E", "\u00AD", "\u2060", "\uFE0F"} {
		for _, name := range []string{"anna", "王芳", "ann@example.com"} {
			got := who(t, columns, "W,F,Q\n"+name+",河南,3\n"+name+unseen+",河"+unseen+"南,4\n")
			if len(got) != 1 {
				t.Errorf("%q %q: %q", name, unseen, got)
			}
		}
	}
}

// TestLastRowSums: a sum in the last rows whose numbers happen to be levels is nobody's answer.
func TestLastRowSums(t *testing.T) {
	for _, columns := range []string{"columns: {Q: " + q + ", W: rater}\n", "respondent: {column: W, prefix: r}\ncolumns: {Q: " + q + "}\n",
		"respondent: {column: W, name: W}\ncolumns: {Q: " + q + "}\n", "columns: {Q: " + q + ", W: rater_name}\n"} {
		columns := head + columns
		for data, rows := range map[string][]int{
			"anna,3\nTotal,2\n":              {3},
			"anna,3\n合计,2\n平均,4\n":           {3, 4},
			"anna,3\nGrand total:,2\n,\n":    {3},
			"anna,3\nTotal,2\nSource: us,\n": {3},
			"Total,2\nanna,3\n":              nil, // a name like others
			"anna,3\nN,2\n":                  nil, // an initial
			"anna,3\nTotalis,2\n":            nil,
			"Total,2\n":                      nil, // of nobody
		} {
			_, problems := read(t, columns, "W,Q\n"+data)
			var got []int
			for _, p := range problems {
				if p.Column != 1 || !strings.Contains(p.Message.EN, "respondent: number") {
					t.Errorf("%q: %v", data, p)
				}
				got = append(got, p.Line)
			}
			if !slices.Equal(got, rows) {
				t.Errorf("%s%q: rows %v, want %v", columns, data, got, rows)
			}
		}
	}
	// the lines that are proposed work
	const data = "W,Q\nanna,3\nTotal,2\n"
	if got := lines(t, head+"columns: {Q: "+q+", W: rater}\nskip: [3]\n", data); !slices.Equal(got, []string{"anna 2026-11-20 3"}) {
		t.Errorf("%q", got)
	}
	if got := lines(t, head+"columns: {Q: "+q+"}\nrespondent: number\n", data); len(got) != 2 {
		t.Errorf("%q", got)
	}
	// what is rated
	_, problems := read(t, "set: {date: 2026-11-20}\ncolumns: {Q: "+q+", W: name}\n", data)
	if len(problems) != 1 || problems[0].Line != 3 || !strings.Contains(problems[0].Message.EN, "skip: [3]") {
		t.Error(problems)
	}
	// one message for one row
	if _, problems := read(t, "set: {subject: x}\ncolumns: {Q: "+q+", W: rater, D: date}\n", "W,D,Q\nanna,2026-11-20,3\nTotal,,3\n"); len(problems) != 1 {
		t.Error(problems)
	}
}

// TestNumberedNamesNobody: a rater for everybody, where each row is somebody, is read by nothing.
func TestNumberedNamesNobody(t *testing.T) {
	for _, set := range []string{"rater: li", "rater_name: 李"} {
		for _, respondent := range []string{"number", "{prefix: p}"} {
			if fault := mappingFault(t, "respondent: "+respondent+"\nset: {subject: x, "+set+"}\n"); !strings.HasPrefix(fault, "m.yaml:3:19: respondent") {
				t.Errorf("%s, %s: %s", set, respondent, fault)
			}
		}
		if fault := mappingFault(t, "respondent: {column: W}\nset: {subject: x, "+set+"}\n"); fault != "" {
			t.Error(fault) // of rows that name nobody
		}
	}
}

// mappingFault is what is wrong with a mapping, "" for nothing.
func mappingFault(t *testing.T, mapping string) string {
	t.Helper()
	_, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+mapping), model())
	if err == nil {
		return ""
	}
	return err.Error()
}
