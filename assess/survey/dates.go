package survey

import (
	"math"
	"strconv"
	"strings"
	"time"

	"fathom/rubric/pattern"
	"fathom/rubric/width"
)

// The orders of day, month and year.
const dmy, mdy, ymd = "dmy", "mdy", "ymd"

// when is a moment as a survey tool writes it: a day, and the time where it is written. The day is the one that the
// sheet shows, in whatever zone.
type when struct {
	day     string // 2026-11-20
	seconds int    // since its beginning
	zone    *int   // seconds east of Greenwich, nil where the sheet does not say
}

// moment is a moment that takes little room, as there may be many.
type moment struct {
	shown int64 // seconds from 1970 on, as the sheet shows them; without a day the earliest
	zone  int16 // minutes east of Greenwich
}

// zoneless is the zone of a moment that says none.
const zoneless = math.MinInt16

func (w when) moment() moment {
	m := moment{math.MinInt64, zoneless}
	if day, err := time.Parse(time.DateOnly, w.day); err == nil {
		m.shown = day.Unix() + int64(w.seconds)
		if w.zone != nil {
			m.zone = int16(*w.zone / 60)
		}
	}
	return m
}

// before reports whether a moment is earlier: of two that say their zones by these, else as the sheet shows them.
func (m moment) before(o moment) bool {
	if m.zone == zoneless || o.zone == zoneless {
		return m.shown < o.shown
	}
	return m.shown-60*int64(m.zone) < o.shown-60*int64(o.zone)
}

var (
	clock = pattern.Of(`(?i)(?:^|[ T]|\b)(am|pm|noon)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(?:(z|gmt|utc)|(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?|[a-z]{3,4})?$`)

	weekday = pattern.Of(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?,? |[ (]*` + oneOf("星期", "周") + `.[)]*`)
	named   = pattern.Of(`(?i)^(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+)?([a-z]{3,9})\.?[ -]+(?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})$`)
	numbers = pattern.Of(`^(\d{1,4})([-/. ])\s?(\d{1,2})([-/. ])\s?(\d{1,4})$`)
	// a year of two digits may stand first
	twoDigits = pattern.Of(`^\d{1,2}\D.*\D\d{1,2}$`)
	compact   = pattern.Of(`^(20\d{2})([01]\d)([0-3]\d)$`)
)

// inWestern puts the Chinese words of a moment as the others are.
func inWestern() *strings.Replacer {
	return strings.NewReplacer("年", "-", "月", "-", "日", " ", "号", " ", "上午", " am ", "凌晨", " am ", "早上", " am ",
		"下午", " pm ", "晚上", " pm ", "中午", " noon ")
}

// readWhen reads a moment in the order of the mapping; what has the year first, or the month in words, is clear
// without. Where it cannot, could are the orders by which it would be a date: none means that it is none at all.
func readWhen(text, order string) (w when, could []string, ok bool) {
	text = weekday().ReplaceAllString(inWestern().Replace(width.Narrow(text)), "")
	text, at, ok := cutClock(strings.Join(strings.Fields(text), " "))
	if !ok {
		return when{}, nil, false
	}
	for _, try := range []string{ymd, dmy, mdy} {
		if _, ok := dayBy(text, try); ok {
			could = append(could, try)
		}
	}
	if _, clear := dayBy(text, ymd); clear && !twoDigits().MatchString(text) {
		order = ymd
	}
	at.day, ok = dayBy(text, order)
	return at, could, ok
}

// cutClock takes the time of day, and its zone, off the end of a date.
func cutClock(text string) (rest string, w when, ok bool) {
	at := clock().FindStringSubmatchIndex(text)
	if at == nil {
		return text, when{}, true
	}
	m := clock().FindStringSubmatch(text)
	hour, minute, second := number(m[2]), number(m[3]), number(m[4])
	half := strings.ToLower(m[1] + strings.ReplaceAll(m[5], ".", ""))
	switch {
	case half == "pm" && hour < 12, half == "noon" && hour < 3:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	w = when{seconds: hour*3600 + minute*60 + second, zone: zoneOf(m[6], m[7], m[8], m[9])}
	return strings.TrimRight(text[:at[0]], " ,T"), w, hour < 24 && minute < 60 && second < 61
}

// zoneOf reads a zone: Greenwich by a name, or hours and minutes from there. The letters of other zones are not clear.
func zoneOf(greenwich, sign, hours, minutes string) *int {
	east := number(hours)*3600 + number(minutes)*60
	switch {
	case greenwich == "" && sign == "":
		return nil
	case sign == "-":
		east = -east
	}
	return &east
}

// dayBy reads a day in one order.
func dayBy(text, order string) (string, bool) {
	if m := named().FindStringSubmatch(text); m != nil && (m[1] == "") != (m[3] == "") {
		return day(m[4], monthNamed(m[2]), m[1]+m[3])
	}
	if m := compact().FindStringSubmatch(text); m != nil && order == ymd {
		return day(m[1], m[2], m[3])
	}
	m := numbers().FindStringSubmatch(text)
	if m == nil || m[2] != m[4] {
		return "", false
	}
	switch {
	case order == ymd && (len(m[1]) == 4 || len(m[1]) == 2 && len(m[5]) <= 2):
		return day(m[1], m[3], m[5])
	case order == dmy && len(m[1]) <= 2:
		return day(m[5], m[3], m[1])
	case order == mdy && len(m[1]) <= 2:
		return day(m[5], m[1], m[3])
	}
	return "", false
}

// Of surveys that tools export; any other year is a slip, as 0202.
const firstYear, lastYear = 1980, 2049

// day puts a day together. A year of two digits is of this century: surveys are.
func day(year, month, date string) (string, bool) {
	if len(year) == 2 {
		year = "20" + year
	}
	if len(year) != 4 {
		return "", false
	}
	t, err := time.Parse("2006-1-2", year+"-"+strconv.Itoa(number(month))+"-"+strconv.Itoa(number(date)))
	return t.Format(time.DateOnly), err == nil && t.Year() >= firstYear && t.Year() <= lastYear
}

// monthNamed is the number of a month by its English name or the first three letters of that.
func monthNamed(word string) string {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); len(word) >= 3 && strings.HasPrefix(name, strings.ToLower(word)) ||
			strings.EqualFold(word, "sept") && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return "0"
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
