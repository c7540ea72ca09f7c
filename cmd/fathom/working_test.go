//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fathom/rubric/say"
	"fathom/rubric/width"
)

// TestWorking: whatever takes longer than a second says on a terminal what it is, in either language, and takes it back
// before anything else is said; nothing with -q, and nothing where what is said does not go to a terminal.
func TestWorking(t *testing.T) {
	fathom, file := program(t, "."), filepath.Join(answers(t), "henan-fmcg.yaml")
	for name, c := range map[string]struct {
		args  []string // SLOW is a pipe to which nobody writes for a while
		shown string
	}{
		"PDF":                   {[]string{"report", file, "-f", "pdf=gap.pdf"}, "printing the PDF, 1 s"},
		"PDF, Chinese":          {[]string{"plan", file, "-f", "pdf=plan.pdf", "--lang", "zh"}, "正在打印 PDF，已用 1 秒"},
		"PDF, quiet":            {[]string{"-q", "report", file, "-f", "pdf=gap.pdf"}, ""},
		"forms":                 {[]string{"form", "import", "SLOW"}, "reading what came back, 1 s"},
		"forms, Chinese":        {[]string{"form", "import", "SLOW", "--lang", "zh"}, "正在读取收回的答卷，已用 1 秒"},
		"another tool":          {[]string{"rubric", "import", "SLOW"}, "reading the source, 1 s"},
		"another tool, Chinese": {[]string{"rubric", "import", "SLOW", "--lang", "zh"}, "正在读取来源，已用 1 秒"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			slow, browser := filepath.Join(dir, "slow.xlsx"), filepath.Join(dir, "browser")
			if err := syscall.Mkfifo(slow, 0o600); err != nil {
				t.Skipf("no named pipe: %v", err)
			}
			if err := os.WriteFile(browser, []byte("#!/bin/sh\nsleep 3\nexit 1\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			line := []string{"-C", dir, fathom}
			for _, arg := range c.args {
				line = append(line, strings.ReplaceAll(arg, "SLOW", slow))
			}
			s := startSession(t, "/usr/bin/env", []string{"LANG=C.UTF-8", "FATHOM_BROWSER=" + browser}, line...)
			if c.shown != "" {
				s.wants(c.shown)
			}
			if !strings.Contains(name, "PDF") {
				feed, err := os.OpenFile(slow, os.O_WRONLY, 0)
				if err != nil {
					t.Fatal(err)
				}
				_ = feed.Close()
			}
			code := s.ends()
			screen := ""
			for line := range strings.Lines(s.printed()) {
				parts := strings.Split(line, "\r\x1b[K")
				screen += parts[len(parts)-1]
			}
			if code == exitOK || strings.Contains(screen, "1 s") || strings.Contains(screen, "已用") ||
				c.shown == "" && strings.Contains(s.printed(), "\x1b[K") {
				t.Errorf("exit code %d, the screen says %q of %q", code, screen, s.printed())
			}
		})
	}
}

// TestWorkingIsBrief: a narrow screen shows what is being done without the time, and a wide one both.
func TestWorkingIsBrief(t *testing.T) {
	a := app{lang: "zh"}
	lines := a.sinceWhen(say.Both("printing the PDF", "正在打印 PDF"), 150*time.Second)
	if len(lines) != 2 || lines[0] != "正在打印 PDF，已用 3 分钟" || width.Of(lines[1]) != width.Of("正在打印 PDF") {
		t.Errorf("%q", lines)
	}
}
