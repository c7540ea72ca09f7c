package handoff_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fathom/assess/actions"
	"fathom/reports/handoff"
	"fathom/reports/names"
)

// What these tests read by the standard was read by hand, too. Of the goldens of both languages ical.js 2.2.1,
// node-ical 0.27.2, ical 0.8.0 and ts-ics 2.4.6 (npm), and vobject 0.9.6.1 and icalendar 4.0.3 (Python) give the same
// ids, days, titles, texts, categories and states, sign for sign; libical 3.0.16 finds no error, its check of iTIP
// included.

// property is one line of a calendar, read by the words of RFC 5545 and by nothing of the writer's.
type property struct{ name, params, value string }

// properties reads a calendar strictly: lines end in CR LF, have 75 octets at most, and are whole characters each.
func properties(t testing.TB, file string) []property {
	t.Helper()
	if !strings.HasSuffix(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") ||
		strings.Count(file, "\r") != strings.Count(file, "\r\n") {
		t.Fatalf("a line does not end in CR LF: %q", file)
	}
	for _, line := range strings.Split(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || line == "" {
			t.Fatalf("a line of %d octets: %q", len(line), line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r < 0x20 && r != '\t' || r == 0x7F }) {
			t.Fatalf("a control character: %q", line)
		}
	}
	var out []property
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n") {
		head, value, ok := strings.Cut(line, ":")
		name, params, _ := strings.Cut(head, ";")
		if !ok || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
			t.Fatalf("no property: %q", line)
		}
		out = append(out, property{name, params, value})
	}
	return out
}

// plainText undoes the escapes of a text. Nothing but the four known ones may be there, and no bare comma or semicolon.
func plainText(t testing.TB, value string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ',' || c == ';':
			t.Fatalf("bare %c: %q", c, value)
		case c != '\\':
			b.WriteByte(c)
		default:
			i++
			if i == len(value) || !strings.ContainsRune(`\,;n`, rune(value[i])) {
				t.Fatalf("no escape: %q", value)
			}
			b.WriteString(strings.Replace(value[i:i+1], "n", "\n", 1))
		}
	}
	return b.String()
}

// event is what importers need of an event.
type event map[string]property

func events(t testing.TB, file string) []event {
	t.Helper()
	all := properties(t, file)
	last := len(all) - 1
	if all[0] != (property{"BEGIN", "", "VCALENDAR"}) || all[last] != (property{"END", "", "VCALENDAR"}) {
		t.Fatalf("no calendar: %v", all)
	}
	var out []event
	var now event
	for _, p := range all {
		switch {
		case p.name == "METHOD":
			t.Fatal("a METHOD asks for an ORGANIZER")
		case p.name == "BEGIN" && p.value == "VEVENT":
			now = event{}
		case p.name == "END" && p.value == "VEVENT":
			out = append(out, now)
			now = nil
		case now != nil:
			if _, twice := now[p.name]; twice {
				t.Fatalf("%s twice", p.name)
			}
			now[p.name] = p
		}
	}
	return out
}

// TestICS: the rules that readers break calendars on, and the content read back.
func TestICS(t *testing.T) {
	for _, file := range []string{"", team} {
		l := list(t, "zh", file)
		var tasks []handoff.Task
		for _, task := range l.Tasks {
			if task.Due != "" {
				tasks = append(tasks, task)
			}
		}
		all := events(t, write(t, "ics", l))
		if len(all) != len(tasks) || len(all) == 0 {
			t.Fatalf("%d events, want %d", len(all), len(tasks))
		}
		seen := map[string]bool{}
		for i, e := range all {
			task := tasks[i]
			if uid := plainText(t, e["UID"].value); uid != task.UID || seen[uid] {
				t.Errorf("UID %s, want %s, once", uid, task.UID)
			}
			seen[task.UID] = true
			if e["DTSTAMP"].value != "20261120T000000Z" {
				t.Error(e["DTSTAMP"])
			}
			from, errFrom := time.Parse("20060102", e["DTSTART"].value)
			to, errTo := time.Parse("20060102", e["DTEND"].value)
			if errFrom != nil || errTo != nil || e["DTSTART"].params+e["DTEND"].params != "VALUE=DATEVALUE=DATE" ||
				from.Format(time.DateOnly) != task.Start || to.AddDate(0, 0, -1).Format(time.DateOnly) != task.Due {
				t.Errorf("%v %v, want %s to %s", e["DTSTART"], e["DTEND"], task.Start, task.Due)
			}
			if got := plainText(t, e["SUMMARY"].value); got != task.Title {
				t.Errorf("%q, want %q", got, task.Title)
			}
			text := plainText(t, e["DESCRIPTION"].value)
			for _, want := range []string{task.What, task.Measure, task.Who, task.Owner} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in %q", want, text)
				}
			}
			if cancelled := e["STATUS"].value == "CANCELLED"; cancelled != (task.State == actions.Dropped) {
				t.Errorf("%s is %s and %v", task.ID, task.State, e["STATUS"])
			}
			for _, bad := range []string{"DURATION", "RRULE", "RELATED-TO", "ATTENDEE", "ORGANIZER"} {
				if _, ok := e[bad]; ok {
					t.Errorf("%s in an event", bad)
				}
			}
		}
	}
}

// FuzzICS: whatever a text is, lines are whole, and unfolding and unescaping gives the text back.
func FuzzICS(f *testing.F) {
	for _, s := range []string{"", "渠道", strings.Repeat("渠", 300), strings.Repeat("a", 75), "a,b;c\\d\ne", "\\n",
		"👩\u200D💻" + strings.Repeat("é", 80),
		"\x00\x07\r\n\r", "BEGIN:VALARM\r\nEND:VALARM", "\xff\xfe", " \t ", "\u2028\u0085", "x\r\n y"} {
		f.Add(s)
	}
	res := henan(f)
	f.Fuzz(func(t *testing.T, s string) {
		l := &handoff.List{Scored: names.Of(res, "", "en"), Tasks: []handoff.Task{{ID: "a", UID: "u", Title: s,
			Start: "2026-12-01", Due: "2026-12-01", Owner: s}}}
		all := events(t, write(t, "ics", l))
		if len(all) != 1 {
			t.Fatalf("%d events of %q", len(all), s)
		}
		want := strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\n' || r == 0x7F {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(s, "\uFFFD"))
		if got := plainText(t, all[0]["SUMMARY"].value); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// TestICSFolds: every length around the fold, of characters of one to four octets.
func TestICSFolds(t *testing.T) {
	res := henan(t)
	for _, sign := range []string{"a", "é", "渠", "𠮷", ",", "\\"} {
		for n := range 160 {
			title := strings.Repeat("x", n%5) + strings.Repeat(sign, n)
			l := &handoff.List{Scored: names.Of(res, "", "en"), Tasks: []handoff.Task{{UID: "u", Title: title,
				Start: "2026-12-01", Due: "2026-12-01"}}}
			if got := plainText(t, events(t, write(t, "ics", l))[0]["SUMMARY"].value); got != title {
				t.Fatalf("%q, want %q", got, title)
			}
		}
	}
}

// TestICSCategories: a comma in a role's name parts no categories, whatever the reader thinks of escapes.
func TestICSCategories(t *testing.T) {
	l := list(t, "en", "")
	l.Tasks = l.Tasks[:1]
	l.Tasks[0].Owner, l.Tasks[0].Area = "Sales, north", "People"
	e := events(t, write(t, "ics", l))[0]
	if e["CATEGORIES"].value != "Sales / north,People" {
		t.Error(e["CATEGORIES"])
	}
	if keys := []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}; slices.ContainsFunc(keys,
		func(k string) bool { return e[k].value == "" }) {
		t.Error(e)
	}
}
