package lint

import (
	"fmt"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file finds ranges that shut out who does better. A level holds with all that the levels below ask for, so that a
// text which says "50–79%" fails whoever has 90%: levels nest only where each opens its range to the better side.

// closed warns of the closed ranges among the levels of a criterion. A share is one wherever it stands above the lowest
// level, from which nobody falls. Of other units it is one where two levels have different ranges: "3–7 written goals"
// is a form that a plan has, "5–10 days" above "11–20 days" is a scale.
func (l *linter) closed(c *rubric.Criterion, path string) {
	levels := l.r.Scale(c.Scale).Levels
	for _, lang := range l.r.Languages {
		first, grades := map[string]found{}, map[string]bool{"%": true}
		for _, level := range levels {
			for _, b := range closedIn(l.numbersOf(c.Levels[level.Level][lang])) {
				if before, twice := first[b.unit]; twice && (before.low != b.low || before.high != b.high) {
					grades[b.unit] = true
				}
				first[b.unit] = b
			}
		}
		for _, level := range levels[1:] {
			l.shut(fmt.Sprintf("%s/levels/%d/%s", path, level.Level, lang), level.Level, c.Levels[level.Level][lang],
				grades)
		}
	}
}

// closedMeanings is closed for what the levels of a scale mean, which stands in where a criterion says nothing.
func (l *linter) closedMeanings(s *rubric.Scale, path string) {
	for _, level := range s.Levels[1:] {
		for _, lang := range l.r.Languages {
			l.shut(fmt.Sprintf("%s/%d/meaning/%s", path, level.Level, lang), level.Level, level.Meaning[lang],
				map[string]bool{"%": true})
		}
	}
}

// shut warns of the ranges of one text whose unit grades.
func (l *linter) shut(path string, level int, text string, grades map[string]bool) {
	for _, b := range closedIn(l.numbersOf(text)) {
		if grades[b.unit] {
			l.warn(path, "closed-range", say.Both(
				"level %[1]d says %[2]s, so that who does better fails it: leave the better end open, as in \"%[3]v%[4]s or more\" or \"%[5]v%[4]s or less\"",
				"第 %[1]d 级写的是 %[2]s，做得更好的反而不算：好的那一头不要封口，如“%[3]v%[4]s以上”或“不超过%[5]v%[4]s”",
				level, b.text, tidy(b.low), sign(b.unit), tidy(b.high)))
		}
	}
}

// sign is a unit as it stands right behind a number in both languages.
func sign(unit string) string {
	if unit == "%" {
		return unit
	}
	return ""
}

// closedIn lists the closed ranges of what was found in a text.
func closedIn(all []found) (out []found) {
	for _, f := range all {
		if f.band != nil && f.closed() {
			out = append(out, f)
		}
	}
	return out
}
