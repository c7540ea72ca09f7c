package form

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"

	"fathom/rubric/pattern"
)

// look is how a style shows the number in a cell.
type look struct {
	percent bool   // as hundredths
	layout  string // as a date or a time of day, by package time; "" as a number
}

// styleSheet reads the looks of the styles.
type styleSheet struct {
	noText
	w       *workbook
	formats map[string]look // by the id of the number format
	inCells bool
}

func newStyleSheet(w *workbook) *styleSheet {
	s := &styleSheet{w: w, formats: map[string]look{"9": {percent: true}, "10": {percent: true}}}
	for layout, ids := range builtInDates() {
		for _, id := range ids {
			s.formats[strconv.Itoa(id)] = look{layout: layout}
		}
	}
	return s
}

// The layouts in which dates come in: they begin with the year in every language.
const (
	withoutTime = time.DateOnly
	onlyTime    = "15:04"
	onlySeconds = "15:04:05"
)

// builtInDates are the number formats that a workbook need not spell out, by ECMA-376, 18.8.30: those of all languages,
// and those of Chinese.
func builtInDates() map[string][]int {
	return map[string][]int{
		withoutTime: {14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58},
		onlyTime:    {18, 20, 32, 34, 55},
		onlySeconds: {19, 21, 33, 35, 45, 47, 56}, withoutTime + " " + onlyTime: {22}}
}

// literal is what a number format shows as it is, or leaves blank.
var literal = pattern.Of(`"[^"]*"|\\.|[_*].|\[[^\]]*\]`)

// elapsed is a time that may exceed a day: a number of hours.
var elapsed = pattern.Of(`(?i)\[(h+|m+|s+)\]`)

// halfDay are the signs of a format for the half of the day.
func halfDay() *strings.Replacer {
	return strings.NewReplacer("am/pm", "", "a/p", "", "上午/下午", "")
}

// lookOf understands a number format.
func lookOf(code string) look {
	signs := literal().ReplaceAllString(code, "")
	if strings.Contains(signs, "%") || elapsed().MatchString(code) {
		return look{percent: strings.Contains(signs, "%")}
	}
	signs, _, _ = strings.Cut(halfDay().Replace(strings.ToLower(signs)), ";")
	layout := ""
	switch {
	case strings.Contains(signs, "s"):
		layout = onlySeconds
	case strings.Contains(signs, "h"):
		layout = onlyTime
	}
	if strings.ContainsAny(signs, "yd") || layout == "" && strings.Contains(signs, "m") {
		layout = strings.TrimSpace(withoutTime + " " + layout)
	}
	return look{layout: layout}
}

func (s *styleSheet) open(name string, a []xml.Attr) error {
	switch {
	case name == "numFmt":
		s.formats[attribute(a, "numFmtId")] = lookOf(attribute(a, "formatCode"))
	case name == "cellXfs":
		s.inCells = true
	case name == "xf" && s.inCells:
		s.w.looks = append(s.w.looks, s.formats[attribute(a, "numFmtId")])
	}
	return nil
}

func (s *styleSheet) close(name string) error {
	if name == "cellXfs" {
		s.inCells = false
	}
	return nil
}

// look is that of a style by its number.
func (w *workbook) look(style string) look {
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(w.looks) {
		return w.looks[n]
	}
	return look{}
}

// days1904 is how many days later the count of days begins where it begins in 1904.
const days1904 = 1462

// moment is the point in time that a number of days stands for, to the millisecond; ok is false where a sheet shows no
// date for it: below 0, beyond the year 9999, and 29 February 1900, which is counted but never was.
func (w *workbook) moment(days float64) (at time.Time, ok bool) {
	first := 0.0 // 30 December 1899
	switch {
	case w.is1904:
		days += days1904
	case days < 60:
		first = 1
	case days < 61:
		return at, false
	}
	if !(days >= 0) || days >= 2_958_466 {
		return at, false
	}
	whole, rest := math.Modf(days + first)
	ms := min(math.Round(rest*24*60*60*1000), 24*60*60*1000-1)
	at = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(whole))
	return at.Add(time.Duration(ms) * time.Millisecond), true
}

// shownDate is a number of days as the sheet shows it; ok is false where it shows none.
func (w *workbook) shownDate(days float64, layout string) (shown string, ok bool) {
	at, ok := w.moment(days)
	if layout == "" || !ok || strings.HasPrefix(layout, withoutTime) && days < 1 && !w.is1904 {
		return "", false
	}
	return at.Format(layout), true
}

// isoDate is the text of a cell that holds a date as text, as the sheet shows it.
func isoDate(value, layout string) string {
	value = strings.TrimSpace(value)
	for _, written := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04",
		time.DateOnly} {
		at, err := time.Parse(written, value)
		if err != nil {
			continue
		}
		if layout == "" {
			layout = withoutTime
			if at.Hour()+at.Minute()+at.Second() > 0 {
				layout += " " + onlySeconds
			}
		}
		return at.Format(layout)
	}
	return value
}
