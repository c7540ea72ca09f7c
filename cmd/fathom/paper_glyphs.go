package main

import (
	"bytes"
	"unicode"

	"fathom/reports/pdf"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// chineseFonts are packages of one TrueType font with Chinese characters.
func chineseFonts() say.Message {
	return say.Both("fonts-wqy-zenhei on Debian and Ubuntu, wqy-zenhei-fonts on Fedora, font-wqy-zenhei on Alpine",
		"Debian 和 Ubuntu 用 fonts-wqy-zenhei，Fedora 用 wqy-zenhei-fonts，Alpine 用 font-wqy-zenhei")
}

// checkGlyphs refuses a print on which Chinese characters are boxes. Of a file whose fonts cannot be read nothing is
// said.
func checkGlyphs(page, file []byte) error {
	drawn := pdf.Characters(file)
	if len(drawn) == 0 || !boxes(chinese(page), drawn) {
		return nil
	}
	fonts := chineseFonts()
	return failure{exitFile, say.Both("the browser found no font for the Chinese characters, which would be empty boxes; the PDF was not written",
		"浏览器没有找到中文字体，打印出来的汉字会是空方框；PDF 没有写入"),
		say.Both("install a font and print again: %[1]s", "请安装一种中文字体再打印：%[2]s", fonts.EN, fonts.ZH)}
}

// cautionRadicals says when Chinese words cannot be found in a print by every reader.
func (a *app) cautionRadicals(file []byte) {
	if radicals(pdf.Characters(file)) == 0 {
		return
	}
	fonts := chineseFonts()
	a.note(say.Both("warning: some readers will not find Chinese words in the PDF, as the Chinese font here is not TrueType; to mend that, install one (%[1]s) and print again",
		"警告：这里的中文字体不是 TrueType 字体，有些阅读器在这份 PDF 里会搜不到中文词；要避免这一点，请安装一种（%[2]s）再打印", fonts.EN, fonts.ZH))
}

// Of the characters on a page as many may lack a glyph: a rare one in a name is in few fonts.
const (
	rareCharacters = 1
	rareShare      = 5 // one in five
)

// boxes reports whether so many of the wanted characters were not drawn that there is no font for them.
func boxes(wanted, drawn map[rune]bool) bool {
	missing := -radicals(drawn) // each is read for a character that looks alike
	for r := range wanted {
		if !drawn[r] {
			missing++
		}
	}
	return missing > 0 && (missing == len(wanted) || missing > max(len(wanted)/rareShare, rareCharacters))
}

// texts are those of a page that we wrote: no mark of an element stands in a text or an attribute.
var texts = pattern.Of(`>([^<]+)<`)

// chinese are the Chinese characters in the body of a page.
func chinese(page []byte) map[rune]bool {
	_, body, _ := bytes.Cut(page, []byte("<body"))
	found := map[rune]bool{}
	for _, m := range texts().FindAllSubmatch(body, -1) {
		for _, r := range string(m[1]) {
			if unicode.Is(unicode.Han, r) {
				found[r] = true
			}
		}
	}
	return found
}

// radicals is how many of the characters are parts of characters, from the two blocks that Unicode has for them: no
// text of ours or of anybody's holds these, but tables of some fonts do.
func radicals(drawn map[rune]bool) (n int) {
	for r := range drawn {
		if r >= 0x2e80 && r <= 0x2fdf {
			n++
		}
	}
	return n
}
