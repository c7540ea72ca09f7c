package plan

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fathom/assess"
	"fathom/rubric/say"
)

// Dates tells on which date a day of the plan is. Days are counted from a start and pass over the dates that are
// excluded, such as holidays: on those nobody works and no day of the plan begins. All dates are midnight UTC.
type Dates struct {
	start time.Time
	not   []Range // sorted, apart, and none before the start
}

// Range is from one date to another, both included.
type Range struct{ From, To time.Time }

// NewDates counts from a start, or from the first date after it that is not excluded. The ranges may overlap and stand
// in any order; those that end before they begin exclude nothing.
func NewDates(start time.Time, not ...Range) *Dates {
	d := &Dates{start: midnight(start)}
	for _, r := range not {
		r = Range{midnight(r.From), midnight(r.To)}
		if r.From.Before(d.start) {
			r.From = d.start
		}
		if !r.To.Before(r.From) {
			d.not = append(d.not, r)
		}
	}
	slices.SortFunc(d.not, func(a, b Range) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To))
	})
	d.merge()
	return d
}

// merge joins ranges that overlap or follow one another.
func (d *Dates) merge() {
	var out []Range
	for _, r := range d.not {
		if last := len(out) - 1; last >= 0 && !r.From.After(nextDay(out[last].To)) {
			if r.To.After(out[last].To) {
				out[last].To = r.To
			}
			continue
		}
		out = append(out, r)
	}
	d.not = out
}

// Not are the excluded ranges: merged, sorted, and none before the start.
func (d *Dates) Not() []Range { return slices.Clone(d.not) }

// Date is the date of a day of the plan, from 0 on.
func (d *Dates) Date(day int) time.Time {
	date := d.start.AddDate(0, 0, day)
	for _, r := range d.not {
		if r.From.After(date) {
			break
		}
		date = date.AddDate(0, 0, r.length())
	}
	return date
}

// Day is how many days of the plan are over when a date begins: the day of the plan that it is, or for one that is
// excluded, the next; 0 before the start.
func (d *Dates) Day(date time.Time) int {
	date = midnight(date)
	day := max(0, daysFrom(d.start, date))
	for _, r := range d.not {
		if !r.From.Before(date) {
			break
		}
		day -= min(r.length(), daysFrom(r.From, date))
	}
	return day
}

// Through is how many days of the plan are over when a date ends: what is done by the start of that day is done on this
// date at the latest.
func (d *Dates) Through(date time.Time) int { return d.Day(nextDay(midnight(date))) }

// Span is the first and the last date on which something is worked on from the start of one day to the start of
// another, at least one date.
func (d *Dates) Span(fromDay, toDay int) Range {
	return Range{d.Date(fromDay), d.Date(max(fromDay, toDay-1))}
}

func (r *Range) length() int { return daysFrom(r.From, r.To) + 1 }

func nextDay(date time.Time) time.Time { return date.AddDate(0, 0, 1) }

func daysFrom(from, to time.Time) int { return int((to.Unix() - from.Unix()) / (24 * 60 * 60)) }

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// ParseDate reads a date such as 2027-02-10, from [assess.FirstDay] to [assess.LastDay]. wrong says what is wrong with
// it; it is empty when nothing is.
func ParseDate(s string) (date time.Time, wrong say.Message) {
	date, err := time.Parse(time.DateOnly, s)
	switch {
	case err != nil:
		return time.Time{}, say.Both("want a date like 2027-02-10, not %s", "日期要写成 2027-02-10 这样，不能写 %s", s)
	case !assess.IsPlanDay(s):
		return time.Time{}, say.Both("want a date from %s to %s, not %s", "日期要在 %s 到 %s 之间，不能写 %s", assess.FirstDay, assess.LastDay, s)
	}
	return date, say.Message{}
}

// ParseRange reads a range of dates such as 2027-02-10..2027-02-24, both included, or one date.
func ParseRange(s string) (r Range, wrong say.Message) {
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	var wrongTo say.Message
	r.From, wrong = ParseDate(from)
	r.To, wrongTo = ParseDate(to)
	switch {
	case !isDate(from) || !isDate(to):
		return Range{}, say.Both("want two dates like 2027-02-10..2027-02-24, first and last day, or one date, not %s",
			"起止日期要写成 2027-02-10..2027-02-24 这样（含首尾两天），也可以只写一个日期，不能写 %s", s)
	case wrong != say.Message{}:
		return Range{}, wrong
	case wrongTo != say.Message{}:
		return Range{}, wrongTo
	case r.To.Before(r.From):
		return Range{}, say.Both("ends before it begins: %s is after %s", "结束早于开始：%s 晚于 %s", from, to)
	}
	return r, say.Message{}
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
