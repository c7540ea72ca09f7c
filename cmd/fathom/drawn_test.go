package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// TestDrawnInScreen: GNU screen under a Chinese, Japanese or Korean locale gets rules and bars of ASCII; every other
// terminal, and screen under another locale, those that are easier to read.
func TestDrawnInScreen(t *testing.T) {
	dir := t.TempDir()
	inFolder(t, 0, "demo", dir)
	for _, c := range []struct {
		env   map[string]string
		ascii bool
	}{
		{map[string]string{"STY": "1.x", "LANG": "zh_CN.UTF-8"}, true},
		{map[string]string{"STY": "1.x", "LC_CTYPE": "ja_JP.UTF-8", "LANG": "C"}, true},
		{map[string]string{"STY": "1.x", "LC_ALL": "ko_KR.UTF-8", "LC_CTYPE": "en_US.UTF-8"}, true},
		{map[string]string{"STY": "1.x", "LC_ALL": "en_US.UTF-8", "LC_CTYPE": "zh_CN.UTF-8"}, false},
		{map[string]string{"STY": "1.x", "LANG": "en_US.UTF-8"}, false},
		{map[string]string{"STY": "1.x"}, false},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, false},
	} {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs,
			getenv: func(name string) string { return c.env[name] }}
		if code := a.run([]string{"report", filepath.Join(dir, "henan-fmcg.yaml")}); code != 0 {
			t.Fatalf("%d %s", code, &errs)
		}
		if strings.Contains(out.String(), "\n  ====") != c.ascii || strings.ContainsAny(out.String(), "═█") == c.ascii {
			t.Errorf("%v: ASCII is %t, want %t\n%.300s", c.env, !c.ascii, c.ascii, &out)
		}
		longest := 0
		for _, line := range strings.Split(out.String(), "\n") {
			longest = max(longest, displaywidth.String(line))
		}
		if want := map[bool]int{true: 76, false: 80}[c.ascii]; longest > want || longest < want-3 {
			t.Errorf("%v: lines of %d cells, want %d", c.env, longest, want)
		}
	}
}

// TestSaidAloud: for who listens, signs that Mandarin voices skip are words, in a report and where questions are asked.
func TestSaidAloud(t *testing.T) {
	dir := t.TempDir()
	inFolder(t, 0, "demo", dir)
	answers := filepath.Join(dir, "henan-fmcg.yaml")
	for _, args := range [][]string{{"report", answers, "--full"}, {"score", answers},
		{"assess", answers, "--accessible"}} {
		for lang, want := range map[string]string{"zh": "百分之", "en": "at least 8"} {
			if args[0] == "assess" {
				args = append(args[:3:3], "--new-round", "-o", filepath.Join(dir, lang+".yaml"))
			}
			var out, errs bytes.Buffer
			a := app{in: strings.NewReader("q\n"), out: &out, err: &errs, getenv: func(name string) string {
				return map[string]string{"ACCESSIBLE": "1"}[name]
			}}
			if code := a.run(append(args, "--lang", lang)); code != 0 {
				t.Fatalf("%v: %d %s", args, code, &errs)
			}
			if i := strings.IndexAny(out.String(), "→≥≤"); i >= 0 {
				t.Errorf("%v in %s: %.60s", args, lang, out.String()[i:])
			}
			if args[0] == "report" && !strings.Contains(out.String(), want) {
				t.Errorf("%v in %s: no %s", args, lang, want)
			}
			if lang == "zh" && strings.Contains(out.String(), "2.3") {
				t.Errorf("%v: a number with a point", args)
			}
		}
	}
}
