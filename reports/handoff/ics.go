package handoff

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"fathom/assess/actions"
)

// WriteICS writes a calendar of all-day events (RFC 5545), one for each task that has days; Outlook, Google and Apple
// import it. An event ends on the day after its last one, as the standard has it, and has no DURATION, which some
// readers take for a day less. Its UID stays the same in every later calendar of the subject, so that importing that
// one moves the event; what the team dropped is cancelled. The days are free, not busy. DTSTAMP is the assessment's
// date: the same plan gives the same bytes.
func WriteICS(w io.Writer, l *List) error {
	c := &calendar{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Fathom//Plan//"+strings.ToUpper(string(l.Language)))
	c.line("CALSCALE", "GREGORIAN")
	c.line("X-WR-CALNAME", text(l.Name()))
	for i := range l.Tasks {
		if t := &l.Tasks[i]; t.Due != "" {
			c.event(l, t)
		}
	}
	c.line("END", "VCALENDAR")
	_, err := io.WriteString(w, c.b.String())
	return err
}

type calendar struct{ b strings.Builder }

// commas takes them out of a category: many readers part categories at a comma, escaped or not.
var commas = strings.NewReplacer(", ", " / ", ",", " / ")

func (c *calendar) event(l *List, t *Task) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", text(t.UID))
	c.line("DTSTAMP", date(l.Result.Assessment.Date)+"T000000Z")
	c.line("DTSTART;VALUE=DATE", date(t.Start))
	c.line("DTEND;VALUE=DATE", date(nextDay(t.Due)))
	c.line("SUMMARY", text(t.Title))
	c.line("DESCRIPTION", text(strings.Join(l.facts(t), "\n")))
	var categories []string
	for _, name := range []string{t.Owner, t.Area} {
		if name != "" {
			categories = append(categories, text(commas.Replace(name)))
		}
	}
	if len(categories) > 0 {
		c.line("CATEGORIES", strings.Join(categories, ","))
	}
	status := "CONFIRMED"
	if t.State == actions.Dropped {
		status = "CANCELLED"
	}
	c.line("STATUS", status)
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

// date is a day as calendars write it.
func date(day string) string { return strings.ReplaceAll(day, "-", "") }

// text writes a text as a value: what parts values is escaped, and control characters that no value may have are
// blanks.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' || r == 0x7F {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// maxOctets is how long a line of a calendar may be, without its end.
const maxOctets = 75

// line writes a property. A long one is folded: each further line begins with a blank, which counts, and no character
// is cut in two.
func (c *calendar) line(name, value string) {
	rest, indent := name+":"+value, ""
	for len(indent)+len(rest) > maxOctets {
		at := maxOctets - len(indent)
		for !utf8.RuneStart(rest[at]) {
			at--
		}
		c.b.WriteString(indent + rest[:at] + "\r\n")
		rest, indent = rest[at:], " "
	}
	c.b.WriteString(indent + rest + "\r\n")
}

// nextDay is the date after one; "" after none.
func nextDay(date string) string {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return d.AddDate(0, 0, 1).Format(time.DateOnly)
}
