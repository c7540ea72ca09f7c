package problem_test

import (
	"io/fs"
	"strings"
	"testing"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// TestProblemShows: texts in messages, names of files and causes are made visible.
func TestProblemShows(t *testing.T) {
	m := say.Both("no %s in %d", "没有 %s（%d）", "a\u200Bb", 3)
	if m.EN != "no a<U+200B>b in 3" || m.ZH != "没有 a<U+200B>b（3）" {
		t.Errorf("%+v", m)
	}
	p := problem.Problem{File: "a\u200B.yaml", Line: 1, Column: 2, Kind: "k", Message: m}
	if got := p.In("en"); got != "a<U+200B>.yaml:1:2: no a<U+200B>b in 3 [k]" {
		t.Error(got)
	}
	c := problem.Cause(&fs.PathError{Op: "open", Path: "a\u200B.yaml", Err: fs.ErrNotExist})
	if !strings.HasPrefix(c.EN, "a<U+200B>.yaml: ") || !strings.HasPrefix(c.ZH, "a<U+200B>.yaml：") {
		t.Errorf("%+v", c)
	}
}

// TestAlike: letters of another script that look like Latin are named, whole words of another script are not.
func TestAlike(t *testing.T) {
	words := []string{"practice", "roles/overlap-control"}
	for got, want := range map[string][2]string{
		"prаctice":                         {"x; the а is Cyrillic U+0430, not a; did you mean practice?", "x；其中的 а 是西里尔字母 U+0430，不是 a；是不是想写 practice？"},
		"рrасtiсе":                         {"x; the р is Cyrillic U+0440, not p; the а is Cyrillic U+0430, not a; the с is Cyrillic U+0441, not c; did you mean practice?", ""},
		"rοles/overlap–control":            {"x; the ο is Greek U+03BF, not o; the – is U+2013, not -; did you mean roles/overlap-control?", "x；其中的 ο 是希腊字母 U+03BF，不是 o；其中的 – 是 U+2013，不是 -；是不是想写 roles/overlap-control？"},
		"p\u200Bractice":                   {"x; did you mean practice?", ""},
		"р\u200Br\u200Bа\u200Bc\u200Btice": {"x; the р is Cyrillic U+0440, not p; the а is Cyrillic U+0430, not a; did you mean practice?", ""},
		"практика":                         {"x; valid: practice, roles/overlap-control", ""},
		"角色–重叠":                            {"x; valid: practice, roles/overlap-control", ""},
	} {
		m := problem.Hint(say.Message{EN: "x", ZH: "x"}, got, words)
		if m.EN != want[0] || want[1] != "" && m.ZH != want[1] {
			t.Errorf("%s: %s | %s", got, m.EN, m.ZH)
		}
	}
}

// TestHintIsShort: words of a file, however long, are quoted short and cost nothing.
func TestHintIsShort(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	m := problem.Hint(say.Message{}, "y", []string{long, "z" + long})
	if len(m.EN) > 300 || len(m.ZH) > 300 {
		t.Errorf("%d and %d bytes", len(m.EN), len(m.ZH))
	}
}

// TestKept: the first thousand are kept, the others counted, in whatever order lists are joined.
func TestKept(t *testing.T) {
	var a, b problem.List
	for i := range 1500 {
		a.Add(problem.Problem{File: "a", Line: 1500 - i, Severity: problem.Warning})
	}
	for range 700 {
		b.Add(problem.Problem{File: "b"})
	}
	if a.Total() != 1500 || len(a) != problem.MaxKept+1 || a.Count(problem.Warning) != 1500 ||
		a.Count(problem.Error) != 0 {
		t.Errorf("a: %d of %d", len(a), a.Total())
	}
	b.Join(a) // 700 and 300 are kept, 700 and 500 counted
	if b.Total() != 2200 || len(b) != problem.MaxKept+1 || b.Count(problem.Error) != 700 {
		t.Errorf("b: %d of %d, %d errors", len(b), b.Total(), b.Count(problem.Error))
	}
	a.Join(problem.List{{File: "c"}})
	if a.Count(problem.Error) == 0 {
		t.Error("an error that was only counted went as a warning")
	}
	if a.Sort(); a[0].Line != 501 || !strings.HasSuffix(a.Error(), "\nand 501 more problems") {
		t.Errorf("sorted: %d ... %.60s", a[0].Line, a.Error()[len(a.Error())-60:])
	}
	c := b.Cut(500)
	if len(c) != 501 || c.Total() != 2200 || b.Total() != 2200 {
		t.Errorf("cut: %d of %d", len(c), c.Total())
	}
	d := problem.List{{File: "d"}}.Cut(1)
	d.Join(c)
	if len(d) != 502 || d.Total() != 2201 || d[501].More != 1700 {
		t.Errorf("joined again: %d of %d", len(d), d.Total())
	}
}

// FuzzHint: no word that somebody mistyped stops a hint.
func FuzzHint(f *testing.F) {
	for _, s := range []string{"a\u200Bb", "pr\u0430ctice", "1\uFE0F\u20E3", "\u2800\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		problem.Hint(say.Message{}, s, []string{"practice", s})
	})
}
