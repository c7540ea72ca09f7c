package html

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// TestBroken: long words get places to break, behind their signs where they have some, and never inside a character;
// everything else is as it was.
func TestBroken(t *testing.T) {
	for text, want := range map[string]string{
		"internationalisation":  "internationalisation",
		"a <b> c":               "a <b> c",
		strings.Repeat("长", 50): strings.Repeat("长", 50),
		"see https://example.com/sites/Sales?id=4 now": "see https:<wbr>//example.<wbr>com/<wbr>sites/<wbr>Sales?<wbr>id=4 now",
		"Zusammenarbeitsvereinbarungen":                "Zusammenarbe<wbr>itsvereinbar<wbr>ungen",
		"按照Zusammenarbeitsvereinbarungen来做":            "按照Zusammenarbe<wbr>itsvereinbar<wbr>ungen来做",
		"<b>aaaaaaaaaaaaaaaaaaaaaaaaa":                 "&lt;b&gt;aaaaaaaaa<wbr>aaaaaaaaaaaa<wbr>aaaa",
		"aaaaaaaaaaae\u0301aaaaaaaaaaaaa":              "aaaaaaaaaaae\u0301<wbr>aaaaaaaaaaaa<wbr>a",
	} {
		got := broken(text)
		if _, isSafe := got.(template.HTML); isSafe != strings.Contains(want, "<wbr>") || fmt.Sprint(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestIsWide: no letter is thought to be wider or narrower than it is.
func TestIsWide(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		if got, want := isWide(r), r >= 0x2e80 && width.Of(string(r)) == 2; got != want {
			t.Errorf("%U: %v, want %v", r, got, want)
		}
	}
}

// TestKind: what is short stays in one line, what is long may take several.
func TestKind(t *testing.T) {
	long := strings.Repeat("name ", 6)
	for _, c := range []struct {
		column     doc.Column
		text, want string
	}{
		{doc.Column{Right: true}, "3.2", "number"}, {doc.Column{Right: true}, long, "number long"},
		{doc.Column{}, "2026-11-20 to 2027-01-15", "short"}, {doc.Column{}, long, "short long"},
		{doc.Column{Flexible: true}, long, ""},
	} {
		if got := kind(c.column, c.text); got != c.want {
			t.Errorf("%+v, %q: %q", c.column, c.text, got)
		}
	}
	for head, want := range map[string]string{"Attainment": "number", "渠道覆盖": "number", "渠道覆盖能力": "number long"} {
		if got := numberHead(head); got != want {
			t.Errorf("%s: %q", head, got)
		}
	}
}
