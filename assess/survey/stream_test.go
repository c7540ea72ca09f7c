package survey_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/problem"
	"fathom/rubric/rubrictest"
)

// both reads a table as a whole and as a stream by one mapping, and returns what each gave as text.
func both(t *testing.T, name string, data, mapping []byte) (whole, streamed string) {
	t.Helper()
	mp, err := survey.ReadMapping("m.yaml", mapping, model())
	if err != nil {
		t.Fatalf("%v\n%s", err, mapping)
	}
	tables, err := form.ReadTables(name, data, "")
	one := survey.New(model(), mp, "")
	if err == nil {
		one.Read(name, tables)
	}
	whole = outcome(t, one, err)
	st, err := form.OpenStream(name, bytes.NewReader(data), "", survey.FirstRows(mp))
	if st == nil && err == nil {
		return whole, whole // no CSV
	}
	two := survey.New(model(), mp, "")
	if err == nil {
		two.ReadStream(name, st)
	}
	return whole, outcome(t, two, err)
}

// unreadable marks the outcome of a file that is no table.
const unreadable = "\nno table"

func outcome(t *testing.T, s *survey.Survey, err error) string {
	t.Helper()
	if err != nil {
		return err.Error() + unreadable
	}
	got, problems := s.Result()
	var out strings.Builder
	fmt.Fprintln(&out, got.Respondents, got.Dropped, got.Unread, got.Skipped, got.NotSubmitted, got.Empty,
		got.Repeated, got.RepeatedAt, got.Numbered, got.RaterUsed)
	problems.Sort()
	fmt.Fprintln(&out, problems.In("en"))
	for _, u := range got.Unknown {
		fmt.Fprintln(&out, u.Text, u.Count)
	}
	if len(problems) > 0 {
		return out.String()
	}
	for _, r := range all(t, got) {
		fmt.Fprintf(&out, "%s %+v\n", r.Place, *r.Assessment)
	}
	return out.String()
}

// TestStreamIsWhole: a table that is read a row at a time gives what it gives as a whole: the exports of all tools, and
// random tables with faults in them, longer than the rows that stay at hand.
func TestStreamIsWhole(t *testing.T) {
	for name, s := range shapes() {
		data, err := os.ReadFile(filepath.Join("../../testdata/surveys", name))
		if err != nil {
			t.Fatal(err)
		}
		tables, err := form.ReadTables(name, data, "")
		if err != nil {
			t.Fatal(err)
		}
		text, err := survey.Skeleton(name, tables, model(), "en")
		if err != nil {
			t.Fatal(err)
		}
		if whole, streamed := both(t, name, data, edit(t, string(text), s.edits)); whole != streamed {
			t.Errorf("%s:\n%s\n%s", name, whole, streamed)
		}
	}
	rng := rand.New(rand.NewPCG(19, 6))
	good, faulty := 0, 0
	for range rubrictest.Cases(400) {
		data, mapping := randomTable(rng), randomMapping(rng)
		whole, streamed := both(t, "f.csv", []byte(data), []byte(mapping))
		const came = "Answers:"
		if strings.HasSuffix(whole, unreadable) { // a stream tells that beside what stands before it
			whole = strings.TrimSuffix(whole, unreadable)
			if !strings.Contains(streamed, came) {
				faulty++
				continue
			}
		}
		if whole != streamed {
			t.Fatalf("%s\n%s\n--\n%s\n--\n%s", mapping, data, whole, streamed)
		}
		if strings.Contains(whole, came) {
			good++
		} else {
			faulty++
		}
	}
	if least := rubrictest.Cases(50); good < least || faulty < least {
		t.Errorf("%d tables came in, %d did not: neither says much", good, faulty)
	}
}

func randomTable(rng *rand.Rand) string {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	var b strings.Builder
	end, sep := pick("\n", "\r\n"), pick(",", ";", "\t")
	b.WriteString(pick("", "", "\uFEFF", "A title"+end, "sep="+sep+end, end))
	row := func(cells ...string) { b.WriteString(strings.Join(cells, sep) + end) }
	row("W", "Q", "R", "D", "T", "S", "", "X")
	words := []string{"1", "2", "3 - Defined", "4", "5", "不知道", "N/A", "", "Perhaps"}[:rng.IntN(2)+8]
	for range rng.IntN(90) {
		who := pick("anna", "bo", "王芳", "\"Li,\n; Lei\"", "'=x", "8") + fmt.Sprint(rng.IntN(900))
		if strings.HasPrefix(who, "\"") {
			who = "\"Li,\n; Lei\""
		}
		row(who, pick(words...), pick(words...), pick("2026-11-20", "2026/11/2 下午2:02"), pick("2026-11-20 10:00", "2026-11-21", ""),
			pick("yes", "yes", "yes", ""), pick("", "", "", "hidden"), "\"a \"\"b\"\"\"")
		if rng.IntN(60) == 0 {
			b.WriteString(pick(end, sep+sep+end, "a,b;c"+end, "1"+strings.Repeat(sep+"2", 9)+end, "\"open"))
		}
	}
	return b.String()
}

func randomMapping(rng *rand.Rand) string {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	return "format: fathom.mapping/1\nset: {subject: x}\nreason: n\n" + pick("", "twice: last\n", "twice: first\n", "twice: last\ntime: T\n") +
		pick("", "submitted: {column: S}\n") + pick("", "skip: [3]\n", "skip: [50, 4]\n") +
		pick("respondent: {column: W, prefix: r}\n", "respondent: number\n", "") +
		"columns: {Q: " + q + ", R: " + role + ", D: date" + pick("", ", X: \"tag:x\"") + "}\n"
}

// TestStreamTellsChange: a file that changed between the two readings gives an error, not other answers.
func TestStreamTellsChange(t *testing.T) {
	mp, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+head+"columns: {Q: "+q+", W: rater}\n"), model())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("W,Q\n")
	for i := range 100 {
		fmt.Fprintf(&b, "a%02d,3\n", i)
	}
	for name, change := range map[string]func([]byte){
		"a person":  func(data []byte) { copy(data[len(data)-6:], "b") },
		"an answer": func(data []byte) { copy(data[len(data)-2:], "x") },
		"a row":     func(data []byte) { copy(data[len(data)-6:], "\n\n\n\n\n\n") },
	} {
		data := []byte(b.String())
		st, err := form.OpenStream("f.csv", bytes.NewReader(data), "", survey.FirstRows(mp))
		if err != nil {
			t.Fatal(err)
		}
		s := survey.New(model(), mp, "")
		s.ReadStream("f.csv", st)
		got, problems := s.Result()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		change(data)
		var last error
		for _, err := range got.Each() {
			last = err
		}
		if list, _ := last.(problem.List); len(list) != 1 || list[0].Kind != "changed" {
			t.Errorf("%s: %v", name, last)
		}
	}
}

// TestStreamTellsUnsent: what a message proposes for rows that were never sent, or are no answers, is seen in the whole
// table, also where it is read a row at a time: the column that tells stands far below the first rows.
func TestStreamTellsUnsent(t *testing.T) {
	for _, c := range []struct{ first, last, line string }{
		{"a0,2026-11-20,3,2\na1,,3,2\n", "z,2026-11-20,3,0\n", `submitted: {column: m_complete, value: "2"}`},
		{"a0,2026-11-20,3,2\na1,[not completed],3,2\n", "z,2026-11-20,3,0\n", `submitted: {column: m_complete, value: "2"}`},
		{"a0,2026-11-20,3,2\na1,,3,2\n", "", "submitted: {column: D}"},
		{"a0,2026-11-20,3,2\n", "Total,,300,\n", "skip: [103], where this row sums up the others"},
		{"a0,2026-11-20,3,2\n", "Total,2026-11-20,Sum,\n", "skip: [103], where this row sums up the others"},
		{"", "z,2026-11-20,3,2\n", "skip: 200 is beyond the last row, 103"},
	} {
		var b strings.Builder
		b.WriteString("W,D,Q,m_complete\n" + c.first)
		for i := strings.Count(c.first, "\n"); i < 101; i++ {
			fmt.Fprintf(&b, "b%d,2026-11-2%d 10:00:00+0%d:00,3,2\n", i, i%3, i%9)
		}
		b.WriteString(c.last)
		mapping := "format: fathom.mapping/1\nset: {subject: x}\ncolumns: {Q: " + q + ", W: rater, D: date}\n"
		if c.first == "" {
			mapping += "skip: [3, 200]\n"
		}
		whole, streamed := both(t, "f.csv", []byte(b.String()), []byte(mapping))
		if whole != streamed || !strings.Contains(streamed, c.line) {
			t.Errorf("%q %q: want %s\n%s\n--\n%s", c.first, c.last, c.line, whole, streamed)
		}
	}
}

// TestStreamOfOneWord: a word in many cells of one row may be that of a second head; in many rows it is not.
func TestStreamOfOneWord(t *testing.T) {
	for data, want := range map[string]bool{
		"W,Q,R\na,Select,Select\nb,3,3\n":                                    true,
		"W,Q,R\na,Select,3\nb,3,Select\n":                                    false,
		"W,Q,R\na,Select,Select\n" + strings.Repeat("b,Select,Select\n", 40): false,
	} {
		mapping := "format: fathom.mapping/1\n" + head + "columns: {W: rater, Q: " + q + ", R: " + role + "}\n"
		whole, streamed := both(t, "f.csv", []byte(data), []byte(mapping))
		if whole != streamed || strings.Contains(streamed, "skip: [2]") != want {
			t.Errorf("%q: want %t\n%s\n--\n%s", data, want, whole, streamed)
		}
	}
}

// TestStreamInZones: of two moments with zones the later one counts, in whatever order they come.
func TestStreamInZones(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 7))
	for range rubrictest.Cases(100) {
		var b strings.Builder
		b.WriteString("W,D,Q\n")
		for i := range 80 {
			fmt.Fprintf(&b, "w%d,2026-11-%d %02d:%02d:00 GMT%+d,%d\n", i%7, 20+rng.IntN(2), rng.IntN(24), rng.IntN(60),
				rng.IntN(23)-11, 1+rng.IntN(5))
		}
		mapping := "format: fathom.mapping/1\nset: {subject: x}\ntwice: last\ncolumns: {Q: " + q + ", W: rater, D: date}\n"
		if whole, streamed := both(t, "f.csv", []byte(b.String()), []byte(mapping)); whole != streamed ||
			!strings.Contains(whole, "Answers:") {
			t.Fatalf("%s\n--\n%s", whole, streamed)
		}
	}
}
