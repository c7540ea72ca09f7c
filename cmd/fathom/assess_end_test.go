package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/interview"
	"fathom/reports/gap"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestEndIsShort: what somebody reads who has just answered is under 15 lines, at 60 columns as at 80: the score or
// that it is too early to say, three practices at most, and one command.
func TestEndIsShort(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	for _, name := range []string{"henan-fmcg", "nordic-reseller"} {
		data, err := os.ReadFile("../../rubric/channelteam/samples/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, few := range []bool{false, true} {
			a, err := answerfile.Read(name, data, r)
			if err != nil {
				t.Fatal(err)
			}
			if few {
				a.Answers = append(a.Answers[:4:4], make([]assess.Answer, m.Len()-4)...)
			}
			for _, lang := range []say.Language{"en", "zh"} {
				for _, cells := range []int{60, 80, 120} {
					endIsShort(t, m, a, lang, cells, few)
				}
			}
		}
	}
}

// looksAs compares a text with the one that was looked at. With -update it is written anew.
func looksAs(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("../../testdata/golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

func endIsShort(t *testing.T, m *assess.Model, a *assess.Assessment, lang say.Language, cells int, few bool) {
	t.Helper()
	var out bytes.Buffer
	res := m.Evaluate(a, assess.Options{})
	if err := terminal.Write(&out, gap.New(res, "", lang).Ending(), terminal.Options{Width: cells}); err != nil {
		t.Fatal(err)
	}
	c := &assessing{app: &app{lang: lang}, path: "henan.yaml", a: a, s: interview.New(m, a, nil)}
	out.WriteString(c.next(res, cells).In(lang) + "\n")
	text := out.String()
	if n := strings.Count(text, "\n"); n >= 15 || strings.Count(text, "  fathom ") != 1 {
		t.Errorf("%s at %d: %d lines\n%s", lang, cells, n, text)
	}
	if a.Subject.ID == "henan" && !few {
		looksAs(t, fmt.Sprintf("end-%s-%d.txt", lang, cells), text)
	}
	command, first := "  fathom report henan.yaml -f html=henan.html\n", "3. "
	if few {
		command, first = "  fathom assess henan.yaml\n", lang.Say("too early to say", "还不能下结论")
	}
	if !strings.HasSuffix(text, command) || !strings.Contains(text, first) || strings.Contains(text, "4. ") {
		t.Errorf("%s at %d:\n%s", lang, cells, text)
	}
}

// TestCommandIsNotBroken: of a long name in wide characters the command is 16 + 19 + 9 + 19 = 63 cells.
func TestCommandIsNotBroken(t *testing.T) {
	pieces := []string{"fathom report 华东-渠道-团队.yaml", "-f html=华东-渠道-团队.html"}
	one, two := "  "+strings.Join(pieces, " "), "  "+pieces[0]+" \\\n    "+pieces[1]
	for columns, want := range map[int]string{60: two, 62: two, 63: one, 80: one} {
		if got := laid(columns, pieces...); got != want {
			t.Errorf("%d: %q", columns, got)
		}
	}
}
