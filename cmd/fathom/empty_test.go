package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wordsFor are as many arguments as a command wants.
func wordsFor(t *testing.T, cmd *cobra.Command) (words []string) {
	t.Helper()
	for cmd.Args != nil && cmd.Args(cmd, words) != nil {
		if words = append(words, "x"); len(words) > 3 {
			t.Fatalf("%s takes no number of words", cmd.CommandPath())
		}
	}
	return words
}

// TestEmptyValues: a variable that is not set must not turn off a rule, choose a format or leave out a comparison: no
// flag of a command takes an empty value, and the message says what it takes. Nothing is written.
func TestEmptyValues(t *testing.T) {
	t.Chdir(t.TempDir())
	seen := 0
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal != "" { // it is on or off
				return
			}
			for _, value := range []string{"", " ", "\u3000"} {
				var out, errs bytes.Buffer
				a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
				args := append(strings.Fields(cmd.CommandPath())[1:], "--"+f.Name+"="+value, "--lang", lang)
				code := a.run(append(args, wordsFor(t, cmd)...))
				if said := errs.String(); code != exitUsage || out.Len() > 0 || !strings.Contains(said, "--"+f.Name+" ") {
					t.Errorf("%q: exit code %d\n%s%.200s", args, code, said, &out)
				}
			}
			seen++
		})
	})
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("%v (%v) was written", left, err)
	}
	if seen < 80 {
		t.Errorf("only %d flags were seen", seen)
	}
}

// TestNoGoInErrors: what is no number, or no switch, is refused in the person's words, not in those of Go's parsers.
func TestNoGoInErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	numbers := 0
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			values := []string{"abc", "60.5", "1e2", "99999999999999999999"}
			if f.NoOptDefVal != "" {
				values = []string{"7"}
			}
			for _, value := range values {
				var out, errs bytes.Buffer
				a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
				args := append(strings.Fields(cmd.CommandPath())[1:], "--"+f.Name+"="+value, "--lang", lang)
				code := a.run(append(args, wordsFor(t, cmd)...))
				said := errs.String()
				if f.Value.Type() == "int" {
					numbers++
					if code != exitUsage || !strings.Contains(said, "--"+f.Name+" ") {
						t.Errorf("%q: exit code %d\n%s", args, code, said)
					}
				}
				for _, word := range []string{"strconv", "parsing", "invalid syntax", "out of range"} {
					if strings.Contains(said, word) {
						t.Errorf("%q: %s", args, said)
					}
				}
			}
		})
	})
	if numbers < 2*4*5 {
		t.Errorf("only %d numbers were tried", numbers)
	}
}

// TestNoFormat: a path alone is no format.
func TestNoFormat(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"en", "error: no format is named; valid: terminal, json, ndjson, csv\n"},
		{"zh", "错误：没有写明格式；可用：terminal、json、ndjson、csv\n"},
	} {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		code := a.run([]string{"score", "x", "-f", "=x", "--lang", c.lang})
		if code != exitUsage || errs.String() != c.want {
			t.Errorf("exit code %d: %s", code, &errs)
		}
	}
}

// TestEmptyRubric: the flags of all commands may be empty, which is what pipelines hand on when nothing is set.
func TestEmptyRubric(t *testing.T) {
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run([]string{"rubric", "show", "--rubric", "", "--stage=", "--sector="}); code != exitOK {
		t.Errorf("exit code %d: %s", code, &errs)
	}
}

// TestEmptyWords: a name that a script left empty is neither the folder in which it runs nor a file that is missing: it
// is a slip of the command line, and nothing is written.
func TestEmptyWords(t *testing.T) {
	t.Chdir(t.TempDir())
	seen := 0
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		for _, value := range []string{"", " ", "\u3000"} {
			words := wordsFor(t, cmd)
			if cmd.HasSubCommands() || cmd.Args != nil && cmd.Args(cmd, append(words[:0:0], words...)) != nil {
				continue
			}
			if len(words) == 0 && (cmd.Args == nil || cmd.Args(cmd, []string{value}) != nil) {
				continue // it takes none
			}
			if words = append(words, value); cmd.Args(cmd, words) != nil {
				words = words[1:]
			}
			var out, errs bytes.Buffer
			a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
			args := append(append(strings.Fields(cmd.CommandPath())[1:], "--lang", lang), words...)
			want := map[string]string{"en": "error: " + cmd.CommandPath() + " was given an empty name\n",
				"zh": "错误：给 " + cmd.CommandPath() + " 的名称中有一个是空的\n"}[lang]
			if code := a.run(args); code != exitUsage || out.Len() > 0 || !strings.HasPrefix(errs.String(), want) {
				t.Errorf("%q: exit code %d\n%s%.200s", args, code, &errs, &out)
			}
			seen++
		}
	})
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("%v (%v) was written", left, err)
	}
	if seen < 60 {
		t.Errorf("only %d were seen", seen)
	}
}

// TestNoPath: a file whose name a script left empty is not standard output.
func TestNoPath(t *testing.T) {
	for _, c := range []struct{ lang, want string }{
		{"en", "error: no file is named behind -f json=\nhint: -f json alone writes to standard output\n"},
		{"zh", "错误：-f json= 后面没有写文件名\n提示：只写 -f json 就是写到标准输出\n"},
	} {
		for _, command := range []string{"score", "portfolio"} {
			for _, value := range []string{"json=", "json= "} {
				var out, errs bytes.Buffer
				a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
				code := a.run([]string{command, "-", "-f", value, "--lang", c.lang})
				if code != exitUsage || errs.String() != c.want || out.Len() > 0 {
					t.Errorf("%s -f %q: exit code %d: %s", command, value, code, &errs)
				}
			}
		}
	}
}
