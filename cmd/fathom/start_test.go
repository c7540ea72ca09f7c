//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"fathom/rubric/say"
)

// startAlone starts the program with nothing but its name, and flags that are common to all commands, in a folder with
// the samples.
func startAlone(t *testing.T, env []string, files []string, flags ...string) *session {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(answers(t), name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return startSession(t, "/usr/bin/env", env, append([]string{"-C", dir, program(t, ".")}, flags...)...)
}

// TestStart: who types the name alone on a terminal is offered the ways in, in the language of the run, and is told the
// command that does the same.
func TestStart(t *testing.T) {
	two := []string{"henan-fmcg.yaml", "nordic-reseller.yaml"}
	for name, c := range map[string]struct {
		env, files, flags []string
		asks, keys, then  string
		code              int
	}{
		"report":     {nil, two, nil, "on one of 2 answer files here", "3\r2\r", "fathom report nordic-reseller.yaml", exitOK},
		"one file":   {nil, two[:1], []string{"--lang", "zh"}, "答卷是这里的 henan-fmcg.yaml", "3\r", "下次可直接输入：fathom report henan-fmcg.yaml", exitOK},
		"demo":       {nil, nil, nil, "write sample answers and their reports", "2\r", "fathom demo", exitOK},
		"q":          {nil, two, nil, "q: leave", "q", "`fathom --help` lists all commands", exitInterrupt},
		"escape":     {nil, two, nil, "What would you like", "\x1b", "`fathom --help` lists all commands", exitInterrupt},
		"Ctrl-C":     {nil, two, []string{"--lang", "zh"}, "您想做什么？", "\x03", "`fathom --help` 可查看全部命令", exitInterrupt},
		"lines":      {[]string{"ACCESSIBLE=1"}, two, nil, "q leaves", "4\n3\n1\n", "fathom report henan-fmcg.yaml", exitOK},
		"lines, q":   {[]string{"TERM=dumb"}, two, nil, "q leaves", "q\n", "`fathom --help` lists all commands", exitInterrupt},
		"asks never": {nil, two, []string{"--no-input"}, "Usage:", "", "Help topics", exitOK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startAlone(t, append([]string{"LANG=C.UTF-8"}, c.env...), c.files, c.flags...)
			s.wants(c.asks)
			s.types(c.keys)
			s.wants(c.then)
			if code := s.ends(); code != c.code || strings.Contains(s.printed(), "error: ") {
				t.Errorf("exit code %d, %q", code, s.printed())
			}
		})
	}
}

// TestStartIsTold: the help and the README name what the program alone offers, in both languages.
func TestStartIsTold(t *testing.T) {
	for lang, name := range map[say.Language]string{"en": "README.md", "zh": "README.zh.md"} {
		readme, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		a := app{lang: lang, getenv: func(string) string { return "" }}
		help := a.helpPage(a.rootCommand())
		offered := (&welcome{app: &a, files: []string{"a.yaml"}}).Field(0).Choices
		if len(offered) != 3 {
			t.Errorf("%s: %v", lang, offered)
		}
		for _, c := range offered {
			way := strings.ToLower(c.Name)
			if !strings.Contains(help, way) || !strings.Contains(string(readme), way) {
				t.Errorf("the help or %s does not say that `fathom` alone offers to %q", name, way)
			}
		}
	}
}

// TestWaitToClose: the window of a double-click waits for Enter, but not for who broke off, nor where it is being
// closed or the session ends: Windows waits seconds for a program that it has asked to go.
func TestWaitToClose(t *testing.T) {
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = keys.Close(), tty.Close() })
	for code, waits := range map[int]bool{exitOK: true, exitFile: true, exitInternal: true, exitInterrupt: false,
		exitTerminate: false, exitHangup: false} {
		var said bytes.Buffer
		a, done := app{in: tty, out: tty, err: &said, lang: "en"}, make(chan bool)
		go func() { a.waitToClose(code); close(done) }()
		if waits {
			select {
			case <-done:
				t.Errorf("%d: the window has gone", code)
			case <-time.After(50 * time.Millisecond):
			}
			_, _ = io.WriteString(keys, "\r")
		}
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			t.Fatalf("%d: the window stays", code)
		}
		if strings.Contains(said.String(), "Enter closes this window.") != waits {
			t.Errorf("%d: %q", code, said.String())
		}
	}
}

// TestStartHandsOver: the questions behind the first one get every line that is typed, in plain lines, too.
func TestStartHandsOver(t *testing.T) {
	t.Parallel()
	s := startAlone(t, []string{"ACCESSIBLE=1", "LANG=C.UTF-8"}, nil, "--lang", "en")
	s.wants("q leaves")
	s.types("1\n")
	s.wants("the same at once: fathom assess")
	s.wants("What is being assessed?")
	s.types("Acme\n")
	s.wants("stage")
	s.types("\x04")
	if code := s.ends(); code != exitOK {
		t.Errorf("exit code %d, %q", code, s.printed())
	}
}

// TestStartRates: rating goes on to its own questions.
func TestStartRates(t *testing.T) {
	t.Parallel()
	s := startAlone(t, []string{"LANG=C.UTF-8"}, nil, "--lang", "en")
	s.wants("q: leave")
	s.types("\r")
	s.wants("the same at once: fathom assess")
	s.wants("What is being assessed?")
	s.types("\x03")
	if code := s.ends(); code != exitInterrupt {
		t.Errorf("exit code %d, %q", code, s.printed())
	}
}

// TestStartElsewhere: without a terminal there is nobody to ask, and the help is shown as ever.
func TestStartElsewhere(t *testing.T) {
	p := startPiped(t, program(t, "."), t.TempDir())
	_ = p.in.Close()
	if code := p.ends(); code != exitOK {
		t.Errorf("exit code %d", code)
	}
}
