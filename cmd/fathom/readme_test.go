package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme: every block of output in the README is what the program prints.
func TestReadme(t *testing.T) {
	nordic, henan := filepath.Join(root, "testdata/answers/nordic-reseller.yaml"), filepath.Join(root, "testdata/answers/henan-fmcg.yaml")
	may, november := filepath.Join(t.TempDir(), "may.yaml"), filepath.Join(t.TempDir(), "november.yaml")
	merge := func(round string, more ...string) []string {
		raters, err := filepath.Glob(filepath.Join(root, "testdata/workshop", round, "*.yaml"))
		if err != nil || len(raters) != 8 {
			t.Fatalf("%d raters, %v", len(raters), err)
		}
		return append(append([]string{"merge"}, raters...), more...)
	}
	check := func(lang string) []string {
		return []string{"check", nordic, "--min-overall", "2.5", "--min", "roles=3.5", "--max-unanswered", "0.1", "--lang", lang}
	}
	for name, commands := range map[string][][]string{
		"README.md": {merge("2026-05", "--lang", "en", "-f", "terminal", "-f", "yaml="+may), merge("2026-11", "-f", "yaml="+november),
			{"compare", may, november, "--lang", "en"}, check("en"), {"report", nordic, "--lang", "en"}, {"explain", nordic, "roles", "--lang", "en"}, {"help", "exit-codes", "--lang", "en"}},
		"README.zh.md": {merge("2026-05", "--lang", "zh", "-f", "terminal", "-f", "yaml="+may), merge("2026-11", "-f", "yaml="+november),
			{"compare", may, november, "--lang", "zh"}, check("zh"), {"report", henan, "--lang", "zh"}, {"help", "exit-codes", "--lang", "zh"}},
	} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		var printed string
		for _, args := range commands {
			var out, errs bytes.Buffer
			a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
			if code := a.run(args); code != exitOK && code != exitGate {
				t.Fatalf("%v: exit code %d\n%s", args, code, &errs)
			}
			printed += out.String()
		}
		for _, lang := range []string{"en", "zh"} {
			screens, err := os.ReadFile(filepath.Join(root, "testdata/golden/screens-"+lang+"-80.txt"))
			if err != nil {
				t.Fatal(err)
			}
			printed += string(screens)
		}
		blocks := strings.Split(string(text), "```")
		shown := 0
		for i := 1; i < len(blocks); i += 2 {
			block := strings.Trim(blocks[i], "\n")
			if _, output, ok := strings.Cut(block, "\n\n"); ok && strings.HasPrefix(block, "$ ") {
				block = output
			}
			if !strings.Contains(block, "▌") && !strings.Contains(block, "130") && !strings.Contains(block, "1/31") {
				continue
			}
			shown++
			if !strings.Contains(printed, block) {
				t.Errorf("%s shows what the program does not print:\n%s", name, block)
			}
		}
		if shown < len(commands)-1 { // the second round only makes a file
			t.Errorf("%s shows %d blocks of output, want %d or more", name, shown, len(commands))
		}
	}
}
