package lint

import (
	"fmt"
	"strings"
	"unicode"

	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// This file holds thresholds to their direction: from level to level, at least 50% becomes at least 80%, and within 30
// days becomes within 10.

// threshold is a number with a bound: "80% or more", "within 30 days", "至少3次".
type threshold struct {
	value float64
	most  bool   // at most so much; else at least
	unit  string // % or a word
	text  string // as written
	about map[string]bool
}

// thresholdPattern finds a number with its unit and a bound before or behind it.
var thresholdPattern = pattern.Of(`(?i)(?:(?:` + bound("least", leastEN+"|"+overEN, leastZH+"|"+overZH) +
	`|` + bound("most", mostEN+"|"+underEN+"|within", mostZH+"|"+underZH) + `)\s?)?` +
	`(?P<number>` + number + `)\s?(?P<unit>%|(?:working |business )?[a-z]+|` + unitZH + `)?` +
	`(?:\s?(?:` + bound("up", upEN, "以上") + `|` + bound("down", downEN, "以下|以内|之内|内") + `))?`)

// unitZH are the units that have more than one character; any other is one.
const unitZH = `个{0,1}工作日|个{0,1}小时|分钟|个{0,1}月|个{0,1}季度|个百分点|\p{Han}`

// thresholdsIn lists the thresholds of a text, each with what its clause is about.
func thresholdsIn(lang, text string) (out []threshold) {
	pattern := thresholdPattern()
	for _, clause := range phrases(plain(text)) {
		all := near(pattern, clause)
		if len(all) == 0 {
			continue
		}
		about := aboutOf(lang, between(clause, all))
		for _, at := range all {
			group := groupsOf(pattern, clause, at)
			least, most := group("least")+group("up") != "", group("most")+group("down") != ""
			if least != most {
				out = append(out, threshold{quantity(group("number")), most, unitOf("", group("unit")),
					strings.TrimSpace(clause[at[0]:at[1]]), about})
			}
		}
	}
	return out
}

// between is a text with a blank in place of each match.
func between(text string, all [][]int) string {
	var b strings.Builder
	end := 0
	for _, at := range all {
		b.WriteString(text[end:at[0]] + " ")
		end = at[1]
	}
	return b.String() + text[end:]
}

// phrases cuts a text finer than clauses: at commas, colons and brackets too. The comma of 1,500 parts nothing.
func phrases(text string) (out []string) {
	for _, clause := range clauses(strings.ReplaceAll(text, ", ", ";")) {
		out = append(out, strings.FieldsFunc(clause, cutsRanges)...)
	}
	return out
}

// aboutOf are the words of a clause that say what is counted: in Chinese, which has no blanks, each two characters that
// stand side by side.
func aboutOf(lang, clause string) map[string]bool {
	out := map[string]bool{}
	if base(lang) == "zh" {
		var last rune
		for _, r := range clause {
			if unicode.Is(unicode.Han, r) && unicode.Is(unicode.Han, last) {
				out[string([]rune{last, r})] = true
			}
			last = r
		}
		return out
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(clause), func(r rune) bool { return !wordRune(r) }) {
		if len(word) > 3 {
			out[strings.TrimSuffix(word, "s")] = true
		}
	}
	return out
}

// same reports whether two thresholds bound one quantity on one side: half the words of the longer phrase stand in
// the other.
func (t *threshold) same(other *threshold) bool {
	if t.most != other.most || t.unit != other.unit {
		return false
	}
	shared := 0
	for word := range t.about {
		if other.about[word] {
			shared++
		}
	}
	return shared > 0 && 2*shared >= max(len(t.about), len(other.about))
}

// step is a threshold beside the one that a lower level has of the same.
type step struct {
	low, high   int // places of the levels
	below, here *threshold
}

// worse tells that the higher level asks for less.
func (s *step) worse() bool {
	return s.here.value != s.below.value && s.here.most == (s.here.value > s.below.value)
}

// thresholds warns where a higher level asks for less than a lower one: fewer of what it wants at least, more of what
// it wants at most. Shares that fall from level to level throughout are a measure of what is missing ("40% or more
// leave", then 25%, then 15%), and so are those of the two lowest levels.
func (l *linter) thresholds(c *rubric.Criterion, path string) {
	levels := l.r.Scale(c.Scale).Levels
	for _, lang := range l.r.Languages {
		texts := make([]string, len(levels))
		for k, level := range levels {
			texts[k] = c.Levels[level.Level][lang]
		}
		for _, s := range backward(stepsOf(lang, texts)) {
			low, high := levels[s.low].Level, levels[s.high].Level
			l.warn(fmt.Sprintf("%s/levels/%d/%s", path, high, lang), "threshold", say.Both(
				"level %d says \"%s\" and level %d \"%s\": a higher level asks for more, not for less; or say what else it counts",
				"第 %d 级写“%s”，第 %d 级写“%s”：级别越高要求越高，不能放松；如果算的不是一回事，请写清楚", low, s.below.text, high, s.here.text))
		}
	}
}

// stepsOf compares each threshold with the nearest lower level that has one of the same.
func stepsOf(lang string, texts []string) (out []step) {
	all := make([][]threshold, len(texts))
	for k, text := range texts {
		all[k] = thresholdsIn(lang, text)
		for i := range all[k] {
			if s := below(all, k, &all[k][i]); s.below != nil {
				out = append(out, s)
			}
		}
	}
	return out
}

func below(all [][]threshold, k int, here *threshold) step {
	for low := k - 1; low >= 0; low-- {
		for i := range all[low] {
			if all[low][i].same(here) {
				return step{low, k, &all[low][i], here}
			}
		}
	}
	return step{}
}

// backward are the steps that ask for less, but for those of the two lowest levels and those of a measure that falls
// throughout.
func backward(all []step) (out []step) {
	for _, s := range all {
		if s.worse() && s.high > 1 && !falls(all, &s) {
			out = append(out, s)
		}
	}
	return out
}

// falls reports whether the measure of a step falls at every one of its steps, of which there are two or more.
func falls(all []step, s *step) bool {
	steps := 0
	for i := range all {
		if all[i].here.same(s.here) {
			if !all[i].worse() {
				return false
			}
			steps++
		}
	}
	return steps > 1
}
