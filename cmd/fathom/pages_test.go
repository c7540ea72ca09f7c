//go:build unix

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/rubric/say"
	"fathom/rubric/width"
)

// page is a README or a help topic.
type page struct {
	name, lang string // the name is that of the file
	columns    string // of the terminal in which its commands are run: what a help page shows is indented by four
	text       string
	blocks     []block
}

// block is one block of a page: sh holds commands, console commands after "$ " and what the last one prints, text a
// screen, yaml a file that its first line names.
type block struct {
	kind, text string
	line       int
}

// pagesIn are the README and the help topics in one language.
func pagesIn(t *testing.T, lang string) []page {
	t.Helper()
	read := func(path string) string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	readme := page{name: map[string]string{"en": "README.md", "zh": "README.zh.md"}[lang], lang: lang}
	readme.text = read(filepath.Join(root, readme.name))
	readme.blocks = fenced(t, readme)
	all := []page{readme}
	for _, topic := range (&app{lang: say.Language(lang)}).topics() {
		p := page{name: topic.name + ".md", lang: lang, columns: "76",
			text: read(filepath.Join("help", lang, topic.name+".md"))}
		p.blocks = indented(p.text)
		all = append(all, p)
	}
	return all
}

// fenced are the blocks between ``` and ```, which name their kind.
func fenced(t *testing.T, p page) (out []block) {
	t.Helper()
	open := false
	for i, line := range strings.Split(p.text, "\n") {
		kind, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open:
			open = false
		case fence:
			open, out = true, append(out, block{kind: kind, line: i + 1})
		case open:
			out[len(out)-1].text += line + "\n"
		}
	}
	if open || len(out) == 0 {
		t.Fatalf("%s: a block without end, or none", p.name)
	}
	return out
}

// indented are the blocks that are indented by four behind an empty line; their kind shows in how they begin.
func indented(text string) (out []block) {
	inside, empty, before := false, "", ""
	for i, line := range strings.Split(text, "\n") {
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok && inside:
			out[len(out)-1].text += empty + code + "\n"
			empty = ""
		case ok && before == "":
			inside, empty = true, ""
			out = append(out, block{kind: kindOf(code), text: code + "\n", line: i + 1})
		case line == "":
			empty += "\n"
		default:
			inside = false
		}
		before = line
	}
	return out
}

func kindOf(first string) string {
	switch {
	case strings.HasPrefix(first, "$ "):
		return "console"
	case strings.HasPrefix(first, "# "):
		return "yaml"
	}
	return "sh"
}

// TestTwins: what is written in one language is written in the other, block for block and heading for heading; every
// help page is a topic and fits a terminal of 80 columns.
func TestTwins(t *testing.T) {
	en, zh := pagesIn(t, "en"), pagesIn(t, "zh")
	for i := range en {
		if a, b := outline(en[i]), outline(zh[i]); !slices.Equal(a, b) {
			t.Errorf("%s has %q, but in Chinese %q", en[i].name, a, b)
		}
	}
	for _, p := range slices.Concat(en[1:], zh[1:]) {
		for line := range strings.Lines(p.text) {
			if n := width.Of(strings.TrimSuffix(line, "\n")); n > helpColumns {
				t.Errorf("help/%s/%s: a line of %d: %s", p.lang, p.name, n, line)
			}
		}
	}
	for _, lang := range []string{"en", "zh"} {
		if files, err := filepath.Glob("help/" + lang + "/*"); err != nil || len(files) != len(en)-1 {
			t.Errorf("help/%s has %d files for %d topics (%v)", lang, len(files), len(en)-1, err)
		}
	}
}

// TestLinks: what a README links to is there, as GitHub names headings: small letters, without marks, - for blanks. The
// same sections are linked in both languages.
func TestLinks(t *testing.T) {
	marks := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	links := map[string]int{}
	for _, lang := range []string{"en", "zh"} {
		p := pagesIn(t, lang)[0]
		var headings []string
		for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(p.text, -1) {
			name := marks.ReplaceAllString(strings.ToLower(m[1]), "")
			headings = append(headings, strings.ReplaceAll(name, " ", "-"))
		}
		for _, m := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(p.text, -1) {
			heading, here := strings.CutPrefix(m[1], "#")
			_, err := os.Stat(filepath.Join(root, m[1]))
			if here && !slices.Contains(headings, heading) || !here && err != nil {
				t.Errorf("%s links to %s, which is not there", p.name, m[1])
			}
			if here {
				links[lang]++
			}
		}
	}
	if links["en"] != links["zh"] || links["en"] == 0 {
		t.Errorf("links to sections: %v", links)
	}
}

// glued is a number beside a Chinese character, in a text or in a format.
var glued = regexp.MustCompile(`(?:[0-9%]|%(?:\[\d\])?[.\d]*[df])\p{Han}|\p{Han}(?:[0-9]|%(?:\[\d\])?[.\d]*[df])`)

// dates are years with months, and days: they are written as one word.
var dates = regexp.MustCompile(`(?:\d+|%(?:\[\d\])?d)年(?:\d+|%(?:\[\d\])?d)月(?:(?:\d+|%(?:\[\d\])?d)日)?`)

// TestChineseSpacing: where the program and its pages speak, a blank stands between a number and a Chinese character.
// Rubrics have a style of their own, without, and so have the rooms that write or quote them, and what is printed.
func TestChineseSpacing(t *testing.T) {
	for _, dir := range packages(t) {
		if strings.HasPrefix(dir, "testdata") || dir == "rubric/starter" || dir == "rubric/lint" {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			for _, s := range literals(t, path) {
				if m := glued.FindString(dates.ReplaceAllString(s, "")); m != "" {
					t.Errorf("%s: %q in %q", path, m, s)
				}
			}
		}
	}
	for _, p := range pagesIn(t, "zh") {
		text := regexp.MustCompile("(?s)```(?:text|console)\n.*?```").ReplaceAllString(p.text, "")
		for _, line := range strings.Split(text, "\n") {
			if m := glued.FindString(dates.ReplaceAllString(line, "")); m != "" {
				t.Errorf("%s: %q in %q", p.name, m, line)
			}
		}
	}
}

// outline is the order of a page's headings, pictures and blocks.
func outline(p page) (out []string) {
	blocks := p.blocks
	lines := strings.Split(p.text, "\n")
	inside := false
	for i, line := range lines {
		if len(blocks) > 0 && blocks[0].line == i+1 {
			out, blocks = append(out, blocks[0].kind), blocks[1:]
		}
		fence := strings.HasPrefix(line, "```")
		inside = inside != fence
		switch {
		case inside || fence || strings.HasPrefix(line, "    "):
		case strings.HasPrefix(line, "# "), strings.HasPrefix(line, "## "), strings.HasPrefix(line, "### "):
			out = append(out, line[:strings.IndexByte(line, ' ')])
		case strings.HasPrefix(line, "![") || strings.HasPrefix(line, "| ---"):
			out = append(out, line[:2])
		case i > 0 && line != "" && strings.Trim(line, "-") == "":
			out = append(out, "--")
		}
	}
	return out
}
