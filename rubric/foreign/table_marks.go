package foreign

import (
	"strings"

	"fathom/rubric/pattern"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// This file knows what stands in lists of people beside what is asked: boxes to tick, numbers before a text, and notes
// below the table.

// box is a box to tick, as signs or as Markdown and plain text draw it.
const box = `(?:[☐☑☒□■▢✓✔✗✘○●◯]|\[[ xX✓√]?\]|（ *）|\( *\))`

var (
	boxes    = pattern.Of(`^(?:\s*` + box + `\s*)+$`)
	leading  = pattern.Of(`^\s*(?:(?:[-*]\s+)?` + box + `\s*)+`)
	numbered = pattern.Of(`^\s*[(（]?(?:[0-9]{1,3}(?:[.．][0-9]{1,3})+\s+|[0-9]{1,3}(?:[.．][0-9]{1,3})*[.．、):：）]+\s*)`)
	remark   = pattern.Of(`(?i)^\s*(?:notes?|备注|注意|注|说明|填表说明|填写说明|填表人|评估人|日期|签字|签名|remarks?|date|signed|signature)(?:\s*[0-9]*)?\s*:`)
)

// isBox reports whether a cell holds nothing but boxes to tick.
func isBox(text string) bool { return boxes().MatchString(text) }

// unboxed is a text without the box that stands before it.
func unboxed(text string) string {
	if rest := leading().ReplaceAllString(text, ""); rest != "" {
		return rest
	}
	return text
}

// unnumbered is a text without the number that stands before it, which is another one with a row more above.
func unnumbered(text string) string {
	if rest := numbered().ReplaceAllString(text, ""); rest != "" {
		return rest
	}
	return text
}

// isRemark reports whether a row is a note to who fills the list in, or for a signature: it begins so, and has no
// question beside that.
func (l *list) isRemark(row int, cells []int) bool {
	if !remark().MatchString(width.Narrow(l.s.Look(row, cells[0]))) {
		return false
	}
	isQuestion, _ := l.leaf(row)
	return !isQuestion || len(cells) == 1
}

// below is the first row behind the last question that an empty one parts from the table: what stands there is none of
// it.
func (l *list) below() int {
	last := l.head
	for r := l.head + 1; r < l.s.Rows(); r++ {
		if isQuestion, _ := l.leaf(r); isQuestion {
			last = r
		}
	}
	for r := last + 1; r < l.s.Rows(); r++ {
		if r > 0 && l.s.Number(r) > l.s.Number(r-1)+1 || len(filled(l.s, r)) == 0 {
			return r
		}
	}
	return l.s.Rows()
}

func remarks() say.Message { return say.Both("notes below the table", "表格下方的文字") }

// noNumbers takes a head "No" for the answer that it is, where another one is "Yes".
func noNumbers(columns []column) {
	yes := false
	for _, c := range columns {
		yes = yes || strings.EqualFold(strings.TrimSpace(c.head), "yes")
	}
	for i := range columns {
		if yes && strings.EqualFold(strings.TrimSpace(columns[i].head), "no") && columns[i].role == roleID {
			columns[i].role = ""
		}
	}
}
