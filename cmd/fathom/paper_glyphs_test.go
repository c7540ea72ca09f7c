package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"fathom/reports/pdf"
)

func runes(text string) map[rune]bool {
	out := map[rune]bool{}
	for _, r := range text {
		out[r] = true
	}
	return out
}

// TestBoxes: no font, and one that lacks a third; a rare character in a name, and radicals that stand for characters,
// are no boxes.
func TestBoxes(t *testing.T) {
	for _, c := range []struct {
		wanted, drawn string
		want          bool
	}{
		{"目标河南", "12", true}, {"目", "12", true}, {"目标河南渠道", "目河南道", true},
		{"", "12", false}, {"目标", "目标", false}, {"𠮷野", "野", false}, {"方日", "⽅⽇", false}, {"方日标", "⽅⽇1", false},
	} {
		if got := boxes(runes(c.wanted), runes(c.drawn)); got != c.want {
			t.Errorf("%s drawn with %s: %v", c.wanted, c.drawn, got)
		}
	}
}

// TestChineseOfPage: what stands in the head of a page, in its styles or in attributes is not printed.
func TestChineseOfPage(t *testing.T) {
	page := `<html lang="zh"><head><title>题</title><style>a{content:"式"}</style></head><body aria-label="签"><p>a目<b>标</b>目</p></body></html>`
	if got := chinese([]byte(page)); !maps.Equal(got, runes("目标")) {
		t.Errorf("%v", got)
	}
}

// TestPDFWithoutChineseFont prints where no font has Chinese characters: the person is told which one to install, and
// no file is left; not even of an English report on a Chinese name.
func TestPDFWithoutChineseFont(t *testing.T) {
	needsPrinter(t)
	config := filepath.Join(t.TempDir(), "fonts.conf")
	if err := os.WriteFile(config, []byte(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include><selectfont><rejectfont><pattern><patelt name="charset"><charset><int>0x6cb3</int></charset></patelt></pattern></rejectfont>
</selectfont></fontconfig>`), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FONTCONFIG_FILE", config)
	for lang, want := range map[string][]string{
		"zh": {"错误：浏览器没有找到中文字体", "提示：请安装一种中文字体再打印：Debian 和 Ubuntu 用 fonts-wqy-zenhei"},
		"en": {"error: the browser found no font for the Chinese characters", "hint: install a font and print again: fonts-wqy-zenhei on Debian"},
	} {
		path := filepath.Join(t.TempDir(), "gap.pdf")
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		code := a.run([]string{"report", filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"), "--brief", "--lang", lang, "-f", "pdf=" + path})
		_, err := os.Stat(path)
		if code != exitFile || err == nil || !strings.Contains(errs.String(), want[0]) ||
			!strings.Contains(errs.String(), want[1]) {
			t.Errorf("%s: exit code %d, %v: %s", lang, code, err, errs.String())
		}
	}
}

// TestPDFFound: with a TrueType font, words can be found: 目标 is U+76EE U+6807 in the file's own tables (poppler would
// mend them), no character is a radical, and none is drawn by a program instead of a font.
func TestPDFFound(t *testing.T) {
	needsPrinter(t)
	if list, err := exec.Command("fc-list", "WenQuanYi Zen Hei").Output(); err != nil || len(list) == 0 {
		t.Skip("left out: no WenQuanYi Zen Hei on this machine")
	}
	for _, lang := range []string{"zh", "en"} {
		path, _ := onPaper(t, filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"), "--lang", lang)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		drawn := pdf.Characters(data)
		if !drawn['\u6cb3'] || lang == "zh" && (!drawn['\u76ee'] || !drawn['\u6807']) || radicals(drawn) > 0 {
			t.Errorf("%s: %d radicals, 目 %v, 标 %v", lang, radicals(drawn), drawn['目'], drawn['标'])
		}
		fonts, err := exec.Command("pdffonts", path).Output()
		if err != nil || bytes.Contains(fonts, []byte("Type 3")) || !bytes.Contains(fonts, []byte("WenQuanYiZenHei")) {
			t.Errorf("%s: %v\n%s", lang, err, fonts)
		}
	}
}

// mostPages are those of the sample's whole report: English needs a fifth more room, and wide letters where no narrow
// font is installed.
var mostPages = map[string]int{"zh": 10, "en": 12}

// TestPDFStructure: poppler finds the title, the language, every heading of the page, in the outline and as a heading,
// and every head of a table, on no more pages than need be, each of which has its number.
func TestPDFStructure(t *testing.T) {
	needsPrinter(t)
	for lang, tag := range map[string]string{"zh": "zh-Hans", "en": "en"} {
		henan := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
		path, printed := onPaper(t, henan, "--lang", lang)
		checkPaper(t, path, []string{lang})
		if printed.Pages > mostPages[lang] {
			t.Errorf("%s: %d pages", lang, printed.Pages)
		}
		for n, text := range strings.Split(strings.TrimSuffix(poppler(t, "pdftotext", path, "-"), "\f"), "\f") {
			if number := fmt.Sprintf("%d / %d", n+1, printed.Pages); !strings.Contains(text, number) {
				t.Errorf("%s: page %d does not say %s", lang, n+1, number)
			}
		}
		heads, cells := headings(t, henan, lang)
		info := poppler(t, "pdfinfo", path)
		if !strings.Contains(info, "Title:           "+heads[0]+"\n") || !regexp.MustCompile(`Tagged: +yes`).MatchString(info) {
			t.Errorf("%s: %s", lang, info)
		}
		if data, err := os.ReadFile(path); err != nil || !bytes.Contains(data, []byte("/Lang ("+tag+")")) {
			t.Errorf("%s: not said to be %s (%v)", lang, tag, err)
		}
		if got := outlined(t, poppler(t, "pdftohtml", "-xml", "-i", "-stdout", path)); !slices.Equal(got, heads) {
			t.Errorf("%s: the outline is\n%q, the headings are\n%q", lang, got, heads)
		}
		tags := poppler(t, "pdfinfo", "-struct", path)
		if n := len(regexp.MustCompile(`(?m)^ *H[1-6] `).FindAllString(tags, -1)); n != len(heads) {
			t.Errorf("%s: %d headings of %d", lang, n, len(heads))
		}
		if n := len(regexp.MustCompile(`(?m)^ *TH\b`).FindAllString(tags, -1)); n < cells {
			t.Errorf("%s: %d heads of tables of %d", lang, n, cells)
		}
	}
}

func poppler(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return string(out)
}

// outlined are the entries of the outline that poppler found.
func outlined(t *testing.T, text string) (entries []string) {
	t.Helper()
	doc, err := xhtml.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data == "item" && n.FirstChild != nil {
			entries = append(entries, n.FirstChild.Data)
		}
	}
	return entries
}

// halved reports whether a head stands above remarks that, on paper, stand below the names of their rows.
func halved(n *xhtml.Node) bool {
	has := func(n *xhtml.Node, class string) bool {
		return slices.ContainsFunc(n.Attr, func(a xhtml.Attribute) bool { return a.Key == "class" && a.Val == class })
	}
	for above := range n.Ancestors() {
		if has(above, "halves") {
			return has(n, "rest")
		}
	}
	return false
}

// headings are those of a report's page, and how many cells of its tables are heads on paper.
func headings(t *testing.T, path, lang string) (heads []string, cells int) {
	t.Helper()
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run([]string{"report", path, "--lang", lang, "-f", "html"}); code != exitOK {
		t.Fatal(errs.String())
	}
	doc, err := xhtml.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		switch {
		case n.Data == "th" && !halved(n):
			cells++
		case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr" && n.Type == xhtml.ElementNode:
			var text strings.Builder
			for part := range n.Descendants() {
				if part.Type == xhtml.TextNode {
					fmt.Fprint(&text, part.Data)
				}
			}
			heads = append(heads, strings.Join(strings.Fields(text.String()), " "))
		}
	}
	return heads, cells
}
