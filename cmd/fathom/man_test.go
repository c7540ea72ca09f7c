//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/reports/manpage"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// manReader is a program that shows pages of the manual.
type manReader struct {
	name string
	args []string
}

var manReaders = []manReader{
	{"man", []string{"--warnings=all", "-l"}},
	{"mandoc", []string{"-T", "utf8", "-O", "width=80"}},
}

// TestManPages: mandoc finds no fault in a page. At 80 columns no line of it is wider in man or in mandoc, and each
// Chinese text stands there as it was said, without a blank where its line was broken.
func TestManPages(t *testing.T) {
	dir := manual(t)
	for _, lang := range []string{"en", "zh"} {
		a := &app{lang: say.Language(lang)}
		for _, cmd := range allCommands(a.rootCommand()) {
			page := a.manPage(cmd)
			path := filepath.Join(dir, a.lang.Say("man1", "zh_CN/man1"), page.Name+".1")
			lintManual(t, path)
			for _, r := range manReaders {
				shown := r.show(t, path)
				for _, line := range strings.Split(shown, "\n") {
					if width.Of(line) > 80 {
						t.Errorf("%s in %s: %d columns: %s", path, r.name, width.Of(line), line)
					}
				}
				for _, text := range saidIn(page) {
					if lang == "zh" && shown != "" && !asSaid(text).MatchString(shown) {
						t.Errorf("%s in %s: not there as it was said: %s", path, r.name, text)
					}
				}
			}
		}
	}
}

// manual writes the manual as a user does.
func manual(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command(program(t, "."), "help", "--man-dir", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func lintManual(t *testing.T, path string) {
	t.Helper()
	if _, err := exec.LookPath("mandoc"); err != nil {
		return // show has said it
	}
	if out, _ := exec.Command("mandoc", "-T", "lint", "-W", "warning", path).CombinedOutput(); len(out) > 0 {
		t.Errorf("%s", out)
	}
}

// show is a page at 80 columns, without bold and underlined text.
func (r manReader) show(t *testing.T, path string) string {
	t.Helper()
	if _, err := exec.LookPath(r.name); err != nil {
		t.Logf("left out: %s (it is not installed; .ci/run installs it)", r.name)
		return ""
	}
	cmd := exec.Command(r.name, append(slices.Clone(r.args), path)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "MANWIDTH=80", "MANPAGER=cat")
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Errorf("%s %s: %v\n%s", r.name, path, err, errs.String())
	}
	return regexp.MustCompile(`.\x08`).ReplaceAllString(string(out), "")
}

// saidIn are the texts of a page, paragraph by paragraph.
func saidIn(p manpage.Page) (out []string) {
	for _, s := range p.Sections {
		out = append(out, strings.Split(s.Text, "\n\n")...)
		for _, e := range s.Entries {
			out = append(out, e.Text)
		}
	}
	return out
}

// asSaid matches a text whose lines may end anywhere, but in which no blank is added or lost.
func asSaid(text string) *regexp.Regexp {
	var b strings.Builder
	for _, r := range manpage.Join(strings.Split(strings.ReplaceAll(text, "`", ""), "\n")) {
		if r == ' ' {
			b.WriteString(`\s+`)
		} else {
			b.WriteString(regexp.QuoteMeta(string(r)) + `(?:\n +)?`)
		}
	}
	return regexp.MustCompile(b.String())
}

// TestManFindsPages: man shows the page of the reader's language, and each program's index has the descriptions.
func TestManFindsPages(t *testing.T) {
	dir := manual(t)
	for locale, want := range map[string]string{"C.UTF-8": "SYNOPSIS", "zh_CN.UTF-8": "用法"} {
		got := runManual(t, dir, locale, "man", "fathom-report") // man -M looks into no folder of a language
		if got != "" && !strings.Contains(got, "\n"+want+"\n") {
			t.Errorf("%s: no %s in\n%s", locale, want, got)
		}
	}
	// the index of mandoc 1.14.6 has question marks for Chinese; that it has the page is what can be asked of it
	runManual(t, dir, "C.UTF-8", "makewhatis", filepath.Join(dir, "zh_CN"))
	got := runManual(t, dir, "C.UTF-8", "mwhatis", "-M", filepath.Join(dir, "zh_CN"), "fathom-report")
	if got != "" && !regexp.MustCompile(`^fathom-report\(1\) - \S+\n$`).MatchString(got) {
		t.Errorf("mandoc's index says %q", got)
	}
	runManual(t, dir, "C.UTF-8", "mandb", "-q", "-c", dir)
	got = runManual(t, dir, "C.UTF-8", "whatis", "-l", "-M", dir, "-r", "^fathom-score$")
	if got != "" && !strings.Contains(got, "- One line a subject: overall score, bounds, level, first priority") {
		t.Errorf("man-db's index says %q", got)
	}
}

// runManual runs a program where the locale is there, made for this test alone; "" where it is not.
func runManual(t *testing.T, dir, locale, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("left out: %s (it is not installed; .ci/run installs it)", name)
		return ""
	}
	locales := filepath.Join(dir, "locales")
	if locale == "zh_CN.UTF-8" {
		_ = os.MkdirAll(locales, 0o777)
		define := exec.Command("localedef", "-i", "zh_CN", "-f", "UTF-8", filepath.Join(locales, locale))
		out, err := define.CombinedOutput()
		if err != nil {
			t.Logf("left out: %s in Chinese (Debian's locales are not installed; .ci/run installs them)\n%s", name, out)
			return ""
		}
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=", "LANGUAGE=", "LANG="+locale, "MANPATH="+dir, "MANWIDTH=80",
		"MANPAGER=cat")
	if locale == "zh_CN.UTF-8" {
		cmd.Env = append(cmd.Env, "LOCPATH="+locales)
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return regexp.MustCompile(`.\x08`).ReplaceAllString(string(out), "")
}
