package survey

import (
	"strconv"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// This file finds heads that name another scale than the rubric's: (1-10), 0 to 4, of 10, 满分10分.

var (
	// questionCode begins a head with the number of a question, as in 1-2. or Q1-3 or 3 of 12:
	questionCode = pattern.Of(`(?i)^\s*[A-Za-z]*[0-9]+(?:(?:[-._/]| of )[0-9]+)*[.､:)\s]`)
	fromTo       = pattern.Of(`(?i)(?:^|[^A-Za-z0-9.])((-?[0-9]+)\s*` +
		oneOf(`[-–—~]`, `\.{2,3}`, "…", "to", "至", "到") + `\s*([0-9]+))(?:$|[^0-9-])`)
	upTo = pattern.Of(`(?i)(?:^|[^0-9\s])\s*(` +
		oneOf(`(?:out )?\bof`, "/", `\bmax(?:imum|\.)?:?`, "满分", "满分为", "满分是") + `\s*([0-9]+))|(([0-9]+)` + oneOf(`\s*[分级]制`, "点量表", `\s*-?\s*points?\b`) + `)`)
	inPercent = pattern.Of(`(?i)%|\bper ?cent|百分`)
)

// on notes the scale that a head or what stands below it names, apart from the text by which it was guessed, where it
// is not the criterion's: its numbers are other levels, and a person says which.
func (g guess) on(m *assess.Model, found string, texts ...string) guess {
	scale := m.Rubric.Scale(m.Criterion(g.Criterion).Scale)
	for _, text := range texts {
		text = width.Narrow(text)
		text = text[len(questionCode().FindString(text)):]
		if other := otherScaleIn(without(text, found), scale); other != "" && g.scale == "" {
			g.scale, g.fits = other, min(g.fits, partly)
		}
	}
	return g
}

// without is a text without a name in it, that is compared as key does; the signs around it stay.
func without(text, name string) string {
	before, _, ok := around(text, name)
	if !ok {
		return text
	}
	rest := text[len(before):]
	for i := range rest {
		if key(rest[:i]) == name {
			return before + rest[i:]
		}
	}
	return before
}

// otherScaleIn finds the words in a text that name a scale with other levels; "" for none.
func otherScaleIn(text string, scale *rubric.Scale) string {
	lowest, highest := scale.Levels[0].Level, scale.Levels[len(scale.Levels)-1].Level
	for _, m := range fromTo().FindAllStringSubmatch(text, -1) {
		from, to := number(m[2]), number(m[3])
		if isScale(from, to) && (from != lowest || to != highest) {
			return m[1]
		}
	}
	for _, m := range upTo().FindAllStringSubmatch(text, -1) {
		if to := m[2] + m[4]; to != strconv.Itoa(highest) {
			return m[1] + m[3]
		}
	}
	return inPercent().FindString(text)
}

// isScale tells the ends of a scale from dates, years and times: one of them is 1 or less, and none is beyond 100.
func isScale(from, to int) bool { return min(from, to) <= 1 && max(from, to) <= 100 && from != to }

// doubted is why something is guessed, with what speaks against it.
func (g guess) doubted(why say.Message) say.Message {
	if g.scale != "" {
		why = why.And(say.Both(", but on another scale: %s", "，但用的是另一种标尺：%s", g.scale))
	}
	return why.And(say.Both("; ", "；"))
}
