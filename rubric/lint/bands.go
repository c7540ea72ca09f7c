package lint

import (
	"math"
	"regexp"
	"strings"

	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// band is a range of numbers that a level claims for itself: "50–79%", "2.5 to 3.4", "5至10天"; or, of percentages, one
// that is open to a side: "under 50%", "80%以上".
type band struct {
	low, high float64 // both included; an open side is infinite
	whole     bool    // written without decimals
	text      string  // as written
}

// bandPattern finds a closed range, a percentage with its bound before or behind, or any other number with its unit.
var bandPattern = pattern.Of(`(?i)` +
	`(?:(?P<between>between)\s+)?(?P<from>` + number + `)\s?%?(?P<to>\s?[-–—−~～至到]\s?|\s+to\s+|\s+and\s+)(?P<till>` + number + `)(?:\s?(?P<unit>%|[a-z]+|\p{Han}))?` +
	`|(?:(?:` + bound("least", leastEN, leastZH) + `|` + bound("most", mostEN, mostZH) +
	`|` + bound("under", underEN, underZH) + `|` + bound("over", overEN, overZH) + `)\s?)?` +
	`(?P<limit>` + number + `)\s?%(?:\s?(?:` + bound("up", upEN, "以上") +
	`|` + bound("down", downEN, "以下|以内") + `))?` +
	`|` + number + `(?:\s?(?P<of>%|[a-z]+|\p{Han}))?`)

// The words before and behind a number that bound it.
const (
	leastEN, leastZH = "at least|no less than|no fewer than|not less than|not below", ">=|≥|不低于|不少于|不小于|至少"
	mostEN, mostZH   = "at most|no more than|not more than|not above|up to", "<=|≤|不超过|不高于|不多于|至多|最多"
	underEN, underZH = "under|below|less than|fewer than", "<|不到|低于|少于|小于|不足"
	overEN, overZH   = "over|above|more than", ">|超过|高于|多于|大于"
	upEN, downEN     = "or more|or higher|or above|and above", "or less|or fewer|and below"
)

// bound is a group of words that open a range to one side, in English and in Chinese.
func bound(name, en, zh string) string {
	return `(?P<` + name + `>\b(?:` + en + `)|` + zh + `)`
}

// found is what bandPattern finds: a range, nil for another number, and its unit.
type found struct {
	unit string
	*band
}

// numbersIn lists what bandPattern finds in a text. A match goes over none of the marks at which the text is cut.
func numbersIn(text string) (out []found) {
	for _, piece := range strings.FieldsFunc(plain(text), cutsRanges) {
		for _, at := range near(bandPattern(), piece) {
			unit, b := readBand(piece[at[0]:at[1]], groupsOf(bandPattern(), piece, at))
			out = append(out, found{unit, b})
		}
	}
	return out
}

// cutsRanges reports whether a range goes no further than a mark.
func cutsRanges(r rune) bool {
	switch r {
	case ';', ':', '(', ')', '；', '：', '，', '、', '。', '！', '？', '（', '）':
		return true
	}
	return false
}

// numbersOf is numbersIn, once a text: a level is held to its own words, to the level below and to the one above.
func (l *linter) numbersOf(text string) []found {
	out, known := l.found[text]
	if !known {
		out = numbersIn(text)
		if l.found == nil {
			l.found = map[string][]found{}
		}
		l.found[text] = out
	}
	return out
}

// bandsIn lists the ranges of a text by their unit. Where a text has another number of the unit, nobody can tell by
// which the level is cut, and the unit has nil.
func bandsIn(all []found) map[string]*band {
	out := map[string]*band{}
	for _, f := range all {
		if _, twice := out[f.unit]; twice {
			f.band = nil
		}
		out[f.unit] = f.band
	}
	return out
}

// groupsOf returns what a named group of a match holds, "" where it takes no part.
func groupsOf(pattern *regexp.Regexp, text string, at []int) func(name string) string {
	return func(name string) string {
		i := 2 * pattern.SubexpIndex(name)
		return text[max(at[i], 0):max(at[i+1], 0)]
	}
}

// readBand reads a match by its groups: its unit, and its range where it is one.
func readBand(text string, group func(string) string) (unit string, b *band) {
	b = &band{low: math.Inf(-1), high: math.Inf(1), text: clip(text)}
	b.whole = !strings.Contains(text, ".")
	switch {
	case group("from") != "":
		from, till := quantity(group("from")), quantity(group("till"))
		b.low, b.high = from, till
		if from > till || strings.EqualFold(strings.TrimSpace(group("to")), "and") && group("between") == "" {
			b = nil // a date such as 2026-11, or two numbers
		}
		return unitOf(text, group("unit")), b
	case group("limit") != "":
		return "%", b.open(quantity(group("limit")), group)
	}
	return unitOf("", group("of")), nil
}

// unitOf is the unit of a range: a percent sign at either end, else the word behind without its plural s.
func unitOf(text, behind string) string {
	if strings.Contains(text, "%") {
		return "%"
	}
	return strings.TrimSuffix(strings.ToLower(behind), "s")
}

// open bounds a band on one side; a number without a bound is no band.
func (b *band) open(limit float64, group func(string) string) *band {
	beyond := 0.0 // what excludes the limit itself among whole numbers
	if b.whole {
		beyond = 1
	}
	switch {
	case group("least")+group("up") != "":
		b.low = limit
	case group("most")+group("down") != "":
		b.high = limit
	case group("under") != "":
		b.high = limit - beyond
	case group("over") != "":
		b.low = limit + beyond
	default:
		return nil
	}
	return b
}

// bands compares the ranges that two neighbouring levels claim in the same unit. Whole numbers may step by one, because
// percentages and counts are whole; decimals must meet.
func (l *linter) bands(path string, low, high int, below, above rubric.Text) {
	for _, lang := range l.r.Languages {
		theirs := bandsIn(l.numbersOf(above[lang]))
		for unit, a := range bandsIn(l.numbersOf(below[lang])) {
			if b := theirs[unit]; a != nil && b != nil && a.rivals(b) {
				l.meet(path+"/"+lang, low, high, a, b)
			}
		}
	}
}

// meet finds the hole or the overlap of two ranges. A hole wider than both says that they measure two things.
func (l *linter) meet(path string, low, high int, a, b *band) {
	first, second := a, b
	if b.low < a.low {
		first, second = b, a // a falling scale: fewer days are better
	}
	step, lost := nothing, (first.high+second.low)/2
	if a.whole && b.whole {
		step, lost = 1, first.high+1
	}
	switch gap := second.low - first.high; {
	case gap > step && gap-step <= max(a.width(), b.width())+step:
		l.warn(path, "band", say.Both("levels %d (%s) and %d (%s) leave a hole: %v is in neither",
			"第 %d 级（%s）和第 %d 级（%s）之间有空档：%v 哪一级都不算", low, a.text, high, b.text, tidy(lost)))
	case gap < 0:
		l.warn(path, "band", say.Both("levels %d (%s) and %d (%s) overlap: %v is in both",
			"第 %d 级（%s）和第 %d 级（%s）有重叠：%v 两级都算", low, a.text, high, b.text, tidy(second.low)))
	}
}

// rivals reports whether two ranges can cut one quantity: a range that repeats the other is a circumstance of both
// levels, and an open one that holds the other builds on it (50% or more, then 80% or more).
func (b *band) rivals(other *band) bool {
	if b.closed() && other.closed() {
		return b.low != other.low || b.high != other.high
	}
	return !b.within(other) && !other.within(b)
}

func (b *band) within(other *band) bool { return b.low >= other.low && b.high <= other.high }

func (b *band) closed() bool { return !math.IsInf(b.high-b.low, 1) }

// width is how far a closed range goes; 0 for an open one.
func (b *band) width() float64 {
	if !b.closed() {
		return 0
	}
	return b.high - b.low
}
