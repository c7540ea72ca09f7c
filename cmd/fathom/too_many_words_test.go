package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// takes is the sentence that says how many words a command takes.
var takes = regexp.MustCompile(`^error: fathom [a-z ]+ takes (.*), not 4 words\n|^错误：fathom [a-z ]+ 的用法是：(.*)（现在给了 4 个词）\n`)

// TestTooManyWords: a command with more words than it takes says what it takes, in one sentence.
func TestTooManyWords(t *testing.T) {
	said := 0
	var walk func(cmd *cobra.Command, lang string)
	walk = func(cmd *cobra.Command, lang string) {
		for _, c := range cmd.Commands() {
			walk(c, lang)
		}
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		a.run(append(strings.Fields(cmd.CommandPath())[1:], "a", "b", "c", "d", "--lang", lang))
		found := takes.FindStringSubmatch(errs.String())
		if found == nil {
			return
		}
		said++
		if what := found[1] + found[2]; strings.Contains(what, " needs ") || strings.Contains(what, "需要") {
			t.Errorf("%s: %s", cmd.CommandPath(), errs.String())
		}
	}
	for _, lang := range []string{"en", "zh"} {
		walk((&app{lang: "en"}).rootCommand(), lang)
	}
	if said < 16 {
		t.Errorf("only %d times the sentence was looked at", said)
	}
}
