package pasted

import (
	"regexp"
	"strings"

	"fathom/assess"
	"fathom/rubric/pattern"
)

var (
	// first is the line with which YAML begins.
	first = pattern.Of(`^format:\s*["']?` + regexp.QuoteMeta(assess.Format) + `["']?\s*(#.*)?$`)
	// keyed is a line with a key of an answer file, or what may be meant to be one: no chat is cut off at it.
	keyed = pattern.Of(`^\s*(- )?["'“]?[A-Za-z0-9_./-]+["'”]?\s*[:：](\s|$)`)
	// inside may stand at the beginning of a line within YAML.
	inside = pattern.Of(`^(\s|#|- |-$|[}\]]|["']?[A-Za-z_]+["']?\s*:(\s|$))`)
)

// findYAML finds the lines of an answer file in YAML.
func findYAML(text string) (Text, bool) {
	lines := strings.SplitAfter(text, "\n")
	begin := -1
	for i, line := range lines {
		switch is := first().MatchString(strings.TrimRight(line, " \t\r\n")); {
		case is && begin >= 0:
			return Text{}, false // two of them, and which is meant?
		case is:
			begin = i
		case begin < 0 && keyed().MatchString(line):
			return Text{}, false
		}
	}
	if begin < 0 {
		return Text{}, false
	}
	end := begin
	for end < len(lines) && (strings.TrimSpace(lines[end]) == "" || inside().MatchString(lines[end])) {
		end++
	}
	for _, line := range lines[end:] {
		if keyed().MatchString(line) {
			return Text{}, false
		}
	}
	before := strings.Join(lines[:begin], "")
	out := Text{Data: append(blanked(before), strings.Join(lines[begin:end], "")...)}
	for _, line := range append(said(before), said(strings.Join(lines[end:], ""))...) {
		if !strings.HasPrefix(line, "#") { // a comment of the file
			out.Around = append(out.Around, line)
		}
	}
	return out, out.Around != nil
}
