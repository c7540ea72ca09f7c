package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/rubric/say"
	"fathom/rubric/width"
)

// everyCommand visits the table of commands in both languages.
func everyCommand(visit func(lang string, a *app, cmd *cobra.Command)) {
	for _, lang := range []string{"en", "zh"} {
		a := &app{lang: say.Language(lang), getenv: func(string) string { return "" }}
		var walk func(*cobra.Command)
		walk = func(cmd *cobra.Command) {
			visit(lang, a, cmd)
			for _, c := range cmd.Commands() {
				walk(c)
			}
		}
		root := a.rootCommand()
		root.InitDefaultHelpCmd()
		walk(root)
	}
}

// helpOf is what `fathom COMMAND --help` prints.
func helpOf(t *testing.T, lang string, cmd *cobra.Command) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	args := append(strings.Fields(cmd.CommandPath())[1:], "--help", "--lang", lang)
	if code := a.run(args); code != exitOK || errs.Len() > 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, &errs)
	}
	return out.String()
}

// TestHelpWidth: every page of help fits a terminal of 80 columns, counted in cells, and is in its language.
func TestHelpWidth(t *testing.T) {
	seen := 0
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		text := helpOf(t, lang, cmd)
		for line := range strings.Lines(text) {
			if n := width.Of(strings.TrimSuffix(line, "\n")); n > helpColumns {
				t.Errorf("%s --help --lang %s: a line of %d: %s", cmd.CommandPath(), lang, n, line)
			}
		}
		for _, word := range []string{"[flags]", "COMMAND", "FILE", "PATH", "TOPIC", "FORMAT", "default"} {
			if (lang == "zh" || word == "[flags]") && strings.Contains(text, word) {
				t.Errorf("%s --help --lang %s says %s", cmd.CommandPath(), lang, word)
			}
		}
		seen++
	})
	if seen < 48 {
		t.Errorf("only %d pages were seen", seen)
	}
}

// TestHelpColumns: the texts of flags begin in one column, in cells. Those of the longest flags stand below them.
func TestHelpColumns(t *testing.T) {
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		var at []int
		for line := range strings.Lines(helpOf(t, lang, cmd)) {
			term := regexp.MustCompile(`^ {2,6}-.*?\S(?: {2,}|$)`).FindString(strings.TrimSuffix(line, "\n"))
			switch {
			case !strings.HasPrefix(line, " "):
				at = nil
			case term != "" && len(term) < len(line)-1:
				if at = append(at, width.Of(term)); at[0] != width.Of(term) {
					t.Errorf("%s --help --lang %s: not in column %d: %s", cmd.CommandPath(), lang, at[0], line)
				}
			}
		}
	})
}

// TestHelpOfFlags: a flag that is something without being given says so; what stands for a value is in the language of
// the page.
func TestHelpOfFlags(t *testing.T) {
	capitals := regexp.MustCompile(`[A-Z]{2,}`)
	everyCommand(func(lang string, _ *app, cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			value, text := pflag.UnquoteUsage(f)
			zero := slices.Contains([]string{"", "0", "false", "[]"}, f.DefValue)
			if word := map[string]string{"en": "default", "zh": "默认"}[lang]; !zero && !strings.Contains(text, word) {
				t.Errorf("%s, %s: --%s does not say that it is %q", cmd.CommandPath(), lang, f.Name, f.DefValue)
			}
			for _, word := range capitals.FindAllString(value, -1) {
				if lang == "zh" && word != "ID" {
					t.Errorf("%s: in Chinese --%s has a %s", cmd.CommandPath(), f.Name, word)
				}
			}
		})
	})
}
