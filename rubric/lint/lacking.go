package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file finds levels that say what they lack. A level holds with all that the levels below ask for, so that "There
// is a plan, but not by quarter" fails whoever has one by quarter, at this level and with it at every higher one.

// lack is how a language says that something is missing.
type lack struct {
	signs []string       // one of them stands in every text that says so, in lower case
	said  *regexp.Regexp // its group is what comes behind the denial
	bound string         // what may: "but no more than 5 days" is a bound and lacks nothing
}

var lacks = sync.OnceValue(func() map[string]lack {
	return map[string]lack{
		"en": {[]string{"but ", "not yet"}, regexp.MustCompile(`(?i)\bbut (?:without|never|nobody|nothing)\b|\bbut not? (\w+)|\bnot yet\b`),
			" more fewer less later longer earlier higher lower only "},
		"zh": {[]string{"但", "尚", "还"}, regexp.MustCompile(`但[还尚仍却]{0,1}[没未]|但[还尚仍却]{0,1}(?P<bound>不.)|尚未|还没`), "不超 不少 不多 不低 不高 不晚 不早 不迟 不限 不仅"},
	}
})

// in returns where a text says what is missing, "" where it does not.
func (k lack) in(text string) string {
	lower := strings.ToLower(text)
	if !slices.ContainsFunc(k.signs, func(s string) bool { return strings.Contains(lower, s) }) {
		return "" // a pattern takes longer to see it
	}
	for _, m := range k.said.FindAllStringSubmatch(text, -1) {
		word := strings.ToLower(m[1])
		if len(word) < 2 || !strings.Contains(k.bound, word) {
			return m[0]
		}
	}
	return ""
}

// lacking warns where a level between the lowest and the highest says what it lacks.
func (l *linter) lacking(c *rubric.Criterion, path string) {
	levels, words := l.r.Scale(c.Scale).Levels, lacks()
	for _, lang := range l.r.Languages {
		k, known := words[lang]
		if !known || len(levels) < 3 {
			continue
		}
		for _, level := range levels[1 : len(levels)-1] {
			if said := k.in(c.Levels[level.Level][lang]); said != "" {
				l.warn(fmt.Sprintf("%s/levels/%d/%s", path, level.Level, lang), "lacking", say.Both(
					"level %[1]d says what it lacks (\"%[2]s\"), so that who does better fails it: leave that out, or write \"even if\"",
					"第 %[1]d 级写了还缺什么（“%[2]s”），做得更好的反而不算：把它去掉，或改写成“哪怕……”", level.Level, said))
			}
		}
	}
}
