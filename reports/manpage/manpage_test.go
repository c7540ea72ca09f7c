package manpage

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWrite: a page in English, worked by hand.
func TestWrite(t *testing.T) {
	got := page(t, Page{Name: "fathom-report", About: "The gap report", Program: "fathom 1.2.3",
		Date: "2026-11-02T23:30:00-05:00", Sections: []Section{
			{Head: "SYNOPSIS", Usage: []Usage{{"fathom report", "[OPTION] ... FILE..."}, {"fathom help", "[WORD|TOPIC]"}}},
			{Head: "DESCRIPTION", Text: "It's a report. It says\n`what to do` by --full-page.\n\nMore.\n\n  .kept as it\n  stands"},
			{Head: "OPTIONS", Entries: []Entry{{"-f, --format FORMAT[=PATH]", "how"}, {"--no-color", "plain"}, {"Nm", ""}}},
			{Head: "SEE ALSO", Pages: []string{"fathom", "fathom-plan"}},
		}})
	want := `.Dd November 3, 2026
.Dt FATHOM-REPORT 1
.Os fathom 1.2.3
.Sh NAME
.Nm fathom-report
.Nd The gap report
.Sh SYNOPSIS
.Nm fathom report
.Op Ar OPTION
.Ar ...
.Ar FILE...
.br
.Nm fathom help
.Op Ar WORD|TOPIC
.Sh DESCRIPTION
It\(aqs a report.
It says \fBwhat to do\fR by \%\-\-full\-page.
.Pp
More.
.Bd -literal -compact
\&.kept as it
stands
.Ed
.Sh OPTIONS
.Bl -tag -width Ds
.It Fl f , Fl Fl format Ar FORMAT[=PATH]
how
.It Fl Fl no\-color
plain
.It Sy \&Nm
.El
.Sh SEE ALSO
.Xr fathom 1 ,
.Xr fathom-plan 1
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestChineseIsBroken: 72 cells are 36 Chinese characters, and 64 are 32 in a list; a full stop does not begin a line.
func TestChineseIsBroken(t *testing.T) {
	got := page(t, Page{Name: "x", About: "页", Sections: []Section{{Head: "说明",
		Text:    strings.Repeat("渠", 36) + "。" + strings.Repeat("道", 3) + "\n用 `fathom\nplan`",
		Entries: []Entry{{"答卷", strings.Repeat("级", 33)}}}}})
	want := `.Sh 说明
` + strings.Repeat("渠", 35) + `
.br
渠。道道道用 \fBfathom plan\fR
.Bl -tag -width Ds
.It Sy 答卷
` + strings.Repeat("级", 32) + `
.br
级
.El
`
	if _, body, _ := strings.Cut(got, ".Nd 页\n"); body != want {
		t.Error(cmp.Diff(want, body))
	}
}

// TestFold: a command that is too wide goes on below, with a backslash; one that cannot be broken stays.
func TestFold(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"fathom plan x", []string{"fathom plan x"}},
		{"fathom plan one two", []string{`fathom plan \`, "    one two"}},
		{"fathomplanonetwothree", []string{"fathomplanonetwothree"}},
		{"答卷一 答卷二 答卷三", []string{`答卷一 \`, `    答卷二 \`, "    答卷三"}},
	} {
		if diff := cmp.Diff(c.want, fold(c.line, 14)); diff != "" {
			t.Errorf("%s: %s", c.line, diff)
		}
	}
}

// TestJoin: lines of a paragraph become one, with a blank only where words meet.
func TestJoin(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{[]string{"one", "  two"}, "one two"},
		{[]string{"已保", "存"}, "已保存"},
		{[]string{"允许，", "--max"}, "允许，--max"},
		{[]string{"用", "--max", "写明"}, "用 --max 写明"},
		{[]string{"", "a"}, "a"},
	} {
		if got := Join(c.lines); got != c.want {
			t.Errorf("%q: %q, want %q", c.lines, got, c.want)
		}
	}
}

// TestNoDate: a build that does not know its date says none.
func TestNoDate(t *testing.T) {
	if got := page(t, Page{Name: "x"}); !strings.HasPrefix(got, ".Dd\n.Dt X 1\n") {
		t.Error(got)
	}
}

func page(t *testing.T, p Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNothingIsARequest: whatever a text begins with, or has after a sentence, no line of it is an order to roff, and
// none of its backslashes an escape.
func TestNothingIsARequest(t *testing.T) {
	ours := regexp.MustCompile(`^\.(?:Dd|Dt|Os|Sh|Nm|Nd|Op|Ar|Pp|Bl|It|El|Bd|Ed|Xr|br)( |$)`)
	escape := regexp.MustCompile(`\\(?:[e&\-%]|f[BR]|\([a-z]{2})`)
	for _, bad := range []string{".sy id", "'sy id", "a. .sy id", "a! 'sy id", `\X'x'`, "渠。\n.sy id", "`.sy`", "\x00.sy"} {
		text := strings.ReplaceAll(bad, "\n", " ")
		got := page(t, Page{Name: "x", About: text, Program: text, Sections: []Section{{Head: "H", Text: bad, Code: bad,
			Entries: []Entry{{text, bad}, {"--x " + text, ""}}, Usage: []Usage{{text, text}}}}})
		for _, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
			if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !ours.MatchString(line) {
				t.Errorf("%q: a request: %s", bad, line)
			}
			if strings.Contains(escape.ReplaceAllString(line, ""), `\`) {
				t.Errorf("%q: an escape: %s", bad, line)
			}
		}
	}
}
