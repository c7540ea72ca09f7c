package plan_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fathom/assess/plan"
	"fathom/rubric/say"
)

func date(t *testing.T, s string) time.Time {
	t.Helper()
	d, wrong := plan.ParseDate(s)
	if wrong != (say.Message{}) {
		t.Fatalf("%s: %s", s, wrong.EN)
	}
	return d
}

func dates(t *testing.T, start string, not ...string) *plan.Dates {
	t.Helper()
	var ranges []plan.Range
	for _, s := range not {
		r, wrong := plan.ParseRange(s)
		if wrong != (say.Message{}) {
			t.Fatalf("%s: %s", s, wrong.EN)
		}
		ranges = append(ranges, r)
	}
	return plan.NewDates(date(t, start), ranges...)
}

// TestDates: worked by hand on a calendar.
func TestDates(t *testing.T) {
	tests := []struct {
		name, start string
		not         []string
		day         int
		want        string
	}{
		{"the start", "2027-01-04", nil, 0, "2027-01-04"},
		{"no leap day in 2027", "2027-02-28", nil, 1, "2027-03-01"},
		{"the leap day of 2028", "2028-02-28", nil, 1, "2028-02-29"},
		{"2100 has none", "2100-02-28", nil, 1, "2100-03-01"},
		{"a leap day that is excluded", "2028-02-28", []string{"2028-02-29"}, 1, "2028-03-01"},
		{"the last day before a holiday", "2027-02-01", []string{"2027-02-10..2027-02-24"}, 8, "2027-02-09"},
		{"the first after it, 15 dates later", "2027-02-01", []string{"2027-02-10..2027-02-24"}, 9, "2027-02-25"},
		{"starts in a holiday", "2027-02-12", []string{"2027-02-10..2027-02-24"}, 0, "2027-02-25"},
		{"and counts from its end", "2027-02-12", []string{"2027-02-10..2027-02-24"}, 30, "2027-03-27"},
		{"a holiday before the start", "2027-03-01", []string{"2027-02-10..2027-02-24"}, 1, "2027-03-02"},
		{"two that overlap, the later first", "2027-05-01", []string{"2027-05-04..2027-05-08", "2027-05-02..2027-05-05"},
			1, "2027-05-09"},
		{"two that touch", "2027-05-01", []string{"2027-05-02..2027-05-03", "2027-05-04"}, 1, "2027-05-05"},
		{"one in another", "2027-05-01", []string{"2027-05-02..2027-05-09", "2027-05-04..2027-05-05"}, 1, "2027-05-10"},
		{"one after another", "2027-05-01", []string{"2027-05-02", "2027-05-04"}, 2, "2027-05-05"},
		{"over the turn of the year", "2027-12-31", []string{"2028-01-01..2028-01-03"}, 1, "2028-01-04"},
	}
	for _, test := range tests {
		d := dates(t, test.start, test.not...)
		if got := d.Date(test.day).Format(time.DateOnly); got != test.want {
			t.Errorf("%s: day %d is %s, want %s", test.name, test.day, got, test.want)
		}
		if got := d.Day(d.Date(test.day)); got != test.day {
			t.Errorf("%s: back from day %d: %d", test.name, test.day, got)
		}
	}
}

// TestSpan: a step from day 8 to day 10 is worked on on two days, the second one after the holiday. What has to be done
// on the last day before it has nine days.
func TestSpan(t *testing.T) {
	d := dates(t, "2027-02-01", "2027-02-10..2027-02-24")
	s := d.Span(8, 10)
	if got := s.From.Format(time.DateOnly) + ".." + s.To.Format(time.DateOnly); got != "2027-02-09..2027-02-25" {
		t.Errorf("worked on %s", got)
	}
	for date, want := range map[string]int{"2027-01-31": 0, "2027-02-01": 1, "2027-02-09": 9, "2027-02-10": 9,
		"2027-02-24": 9, "2027-02-25": 10} {
		if got := d.Through(dates(t, date).Date(0)); got != want {
			t.Errorf("through %s: %d days, want %d", date, got, want)
		}
	}
}

// TestDatesCounted: against counting one date after another.
func TestDatesCounted(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		start := time.Date(2027+rng.IntN(3), 1, 1+rng.IntN(365), 0, 0, 0, 0, time.UTC)
		var not []plan.Range
		for range rng.IntN(6) {
			from := start.AddDate(0, 0, rng.IntN(80)-20)
			not = append(not, plan.Range{From: from, To: from.AddDate(0, 0, rng.IntN(15)-1)})
		}
		d := plan.NewDates(start, not...)
		excluded := func(at time.Time) bool {
			for _, r := range not {
				if !at.Before(r.From) && !at.After(r.To) {
					return true
				}
			}
			return false
		}
		day := 0
		for at := start; day < 100; at = at.AddDate(0, 0, 1) {
			if got := d.Day(at); got != day {
				t.Fatalf("from %v without %v: %v is day %d, want %d", start, not, at, got, day)
			}
			if excluded(at) {
				continue
			}
			if got := d.Date(day); !got.Equal(at) {
				t.Fatalf("from %v without %v: day %d is %v, want %v", start, not, day, got, at)
			}
			day++
		}
	}
}

// TestParseDates: what cannot be read is said in both languages, with what to write instead.
func TestParseDates(t *testing.T) {
	for _, s := range []string{"", "2027-02-29", "2027-2-1", "10.02.2027", "2027-02-10..", "..2027-02-10",
		"2027-02-10-2027-02-24", "2027-02-10..2027-02-24..2027-03-01", "2027-02-10...2027-02-24"} {
		if _, wrong := plan.ParseRange(s); !strings.Contains(wrong.EN, "2027-02-10..2027-02-24") ||
			!strings.Contains(wrong.ZH, "2027-02-10..2027-02-24") {
			t.Errorf("%q: %v", s, wrong)
		}
	}
	if _, wrong := plan.ParseDate("2027-02-30"); wrong.EN == "" || wrong.ZH == "" {
		t.Error("30 February is a date")
	}
	for _, s := range []string{"1899-12-31", "3000-01-01", "9999-12-31"} {
		const want = "want a date from 1900-01-01 to 2999-12-31, not "
		_, wrong := plan.ParseDate(s)
		_, from := plan.ParseRange(s + "..2999-12-31")
		_, to := plan.ParseRange("1900-01-01.." + s)
		if wrong.EN != want+s || from != wrong || to != wrong {
			t.Errorf("%s: %v, %v, %v", s, wrong, from, to)
		}
	}
	if _, wrong := plan.ParseRange("1900-01-01..2999-12-31"); wrong != (say.Message{}) {
		t.Error(wrong)
	}
	_, wrong := plan.ParseRange("2027-02-24..2027-02-10")
	if want := "ends before it begins: 2027-02-24 is after 2027-02-10"; wrong.EN != want {
		t.Errorf("%q, want %q", wrong.EN, want)
	}
	if r, wrong := plan.ParseRange("2027-02-10"); wrong.EN != "" || !r.From.Equal(r.To) {
		t.Error("one date is no range of one date")
	}
}
