package main

import (
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
)

// On Windows no shell makes names of a pattern such as *.yaml: programs are given it as it stands and do that
// themselves. Elsewhere the shell has done it, and a * that is still there belongs to a name.
func (a *app) readPatterns(root *cobra.Command) {
	if runtime.GOOS == "windows" {
		spreadWords(root, filepath.Glob)
	}
}

// spreadWords has a command and all below it take the names in place of a pattern. What a flag is given is left alone:
// it may be any text.
func spreadWords(cmd *cobra.Command, glob func(string) ([]string, error)) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(c *cobra.Command, words []string) error { return check(c, spread(words, glob)) }
	}
	if run := cmd.RunE; run != nil {
		cmd.RunE = func(c *cobra.Command, words []string) error { return run(c, spread(words, glob)) }
	}
	for _, below := range cmd.Commands() {
		spreadWords(below, glob)
	}
}

// spread puts the names that fit a pattern in its place, in their order. A pattern that nothing fits stays, and is told
// as a name that no file has.
func spread(words []string, glob func(string) ([]string, error)) []string {
	var out []string
	for _, word := range words {
		var names []string
		if pattern, ok := patternOf(word); ok {
			names, _ = glob(pattern)
		}
		if names = unhidden(names, word); len(names) > 0 {
			out = append(out, names...)
		} else {
			out = append(out, word)
		}
	}
	return out
}

// unhidden leaves out the names that begin with a dot, as shells do, unless the pattern says it.
func unhidden(names []string, pattern string) []string {
	if strings.HasPrefix(lastPart(pattern), ".") {
		return names
	}
	var out []string
	for _, name := range names {
		if !strings.HasPrefix(lastPart(name), ".") {
			out = append(out, name)
		}
	}
	return out
}

func lastPart(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// patternOf is what [filepath.Glob] is to look for, and whether the word is a pattern at all. Capitals and small
// letters are the same to Windows, and a [ is a letter as any other. \\?\ and \\.\ begin paths, not patterns.
func patternOf(word string) (pattern string, is bool) {
	rest := strings.TrimPrefix(strings.TrimPrefix(word, `\\?\`), `\\.\`)
	if !strings.ContainsAny(rest, "*?") {
		return word, false
	}
	var b strings.Builder
	b.WriteString(word[:len(word)-len(rest)])
	for len(rest) > 0 {
		end := strings.IndexAny(rest, `/\`) + 1
		if end == 0 {
			end = len(rest)
		}
		writePart(&b, rest[:end])
		rest = rest[end:]
	}
	return b.String(), true
}

// writePart writes one part of a path as a pattern.
func writePart(b *strings.Builder, part string) {
	any := strings.ContainsAny(part, "*?")
	for _, r := range part {
		small, capital := unicode.ToLower(r), unicode.ToUpper(r)
		switch {
		case r == '[':
			b.WriteString("[[]")
		case any && small != capital:
			b.WriteString("[" + string(small) + string(capital) + "]")
		default:
			b.WriteRune(r)
		}
	}
}
