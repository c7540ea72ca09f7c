package survey_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
)

// TestRoomOfPeople: what stays of each person while a survey is read takes little room, however long they are called.
func TestRoomOfPeople(t *testing.T) {
	// bytes of each: 41 and 21 in tables that are half to seven eighths full, as their seeds have it (97 to 111
	// in twelve runs); with the text kept it is 140
	const people, most = 28_000, 130
	var b strings.Builder
	b.WriteString("W,Q\n")
	for i := range people {
		fmt.Fprintf(&b, "a.person.with.a.long.name.%05d@mail.department.example.com,3\n", i)
	}
	mp, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+head+
		"respondent: {column: W, prefix: r}\ncolumns: {Q: "+q+"}\n"), model())
	if err != nil {
		t.Fatal(err)
	}
	st, err := form.OpenStream("f.csv", strings.NewReader(b.String()), "", survey.FirstRows(mp))
	if err != nil {
		t.Fatal(err)
	}
	before := live()
	s := survey.New(model(), mp, "")
	s.ReadStream("f.csv", st)
	got, problems := s.Result()
	if len(problems) > 0 || got.Respondents != people {
		t.Fatal(got.Respondents, problems)
	}
	if each := (live() - before) / people; each > most {
		t.Errorf("each person takes %d bytes", each)
	}
	runtime.KeepAlive(got)
}

func live() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestOneIDOfTwoTexts: two texts with one id are told with both places, however far apart.
func TestOneIDOfTwoTexts(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("W,Q\nAnna Berg,3\n")
	for i := range 90 {
		fmt.Fprintf(&b, "b%d,3\n", i)
	}
	b.WriteString("anna-berg,2\n")
	mapping := "format: fathom.mapping/1\n" + head + "respondent: {column: W}\ncolumns: {Q: " + q + "}\n"
	whole, streamed := both(t, "f.csv", b.Bytes(), []byte(mapping))
	want := "f.csv:93:1: anna-berg would have the same id, anna-berg, as the one in f.csv:2"
	if whole != streamed || !strings.Contains(streamed, want) {
		t.Errorf("want %s\n%s\n--\n%s", want, whole, streamed)
	}
}
