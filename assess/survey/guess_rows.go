package survey

import (
	"strings"

	"fathom/assess/form"
	"fathom/rubric/pattern"
)

// This file guesses where the heads of a table stand, for a person to confirm.

// fullest finds the sheet with the most rows, -1 for none.
func fullest(sheets []form.Cells) int {
	found := -1
	for i := range sheets {
		if n := sheets[i].Rows(); n > 0 && (found < 0 || n > sheets[found].Rows()) {
			found = i
		}
	}
	return found
}

// headRows guesses the rows of heads, and the rows below them that are no answers: the first row that is as wide as
// the table, two of them where heads stand above heads, and what Qualtrics and LimeSurvey put below.
func headRows(s *form.Cells) (head, skip []int) {
	const far = 15
	if s.Rows() == 0 || s.Number(0) == 0 { // the keys of JSON
		return nil, nil
	}
	first, widest := 0, 0
	for row := range min(s.Rows(), far) {
		widest = max(widest, filled(s, row))
	}
	for first < s.Rows()-1 && filled(s, first)*2 < widest {
		first++
	}
	below := func(n int) int { return min(first+n, s.Rows()-1) }
	switch {
	case isImportID(s, below(2)):
		skip = []int{s.Number(below(1)), s.Number(below(2))}
	case isImportID(s, below(1)):
		skip = []int{s.Number(below(1))}
	case areHeadsOfCodes(s, first, below(1)):
		skip = []int{s.Number(below(1))}
	case areCodes(s, first, below(1)):
		return []int{s.Number(below(1))}, nil
	case isUnderHead(s, first, below(1)):
		return []int{s.Number(first), s.Number(below(1))}, nil
	}
	if first > 0 {
		head = []int{s.Number(first)}
	}
	return head, skip
}

// areCodes tells the second row of a LimeSurvey VV file: the codes of the questions, which stand above them in words.
func areCodes(s *form.Cells, head, row int) bool {
	seen := map[string]bool{}
	for c := range s.Columns(row) {
		code := s.Look(row, c)
		if !isCode().MatchString(code) || seen[code] {
			return false
		}
		seen[code] = true
	}
	return row > head && len(seen) > 3 && !isCode().MatchString(s.Look(head, s.Columns(row)-1))
}

// areHeadsOfCodes tells what stands below the codes of a LimeSurvey file: the questions in words, no number among them,
// and what the tool calls its own columns.
func areHeadsOfCodes(s *form.Cells, head, row int) bool {
	tools := 0
	for c := range max(s.Columns(head), s.Columns(row)) {
		code, text := s.Look(head, c), s.Look(row, c)
		if !isCode().MatchString(code) || text == "" || strings.ContainsAny(text[:1], "0123456789") {
			return false
		}
		if isTool(text) && text != code {
			tools++
		}
	}
	return row > head && tools > 1
}

var isCode = pattern.Of(`^[A-Za-z][A-Za-z0-9_\[\]-]*$`)

// filled counts the cells of a row with something in them.
func filled(s *form.Cells, row int) (n int) {
	for c := range s.Columns(row) {
		if s.Look(row, c) != "" {
			n++
		}
	}
	return n
}

// isUnderHead tells the second row of SurveyMonkey: words where the first row has none, nothing where there is one for
// a single column, and no number anywhere.
func isUnderHead(s *form.Cells, head, row int) bool {
	words, blanks := 0, 0
	for c := range max(s.Columns(head), s.Columns(row)) {
		above, text := s.Look(head, c), s.Look(row, c)
		switch {
		case strings.ContainsAny(text[:min(len(text), 1)], "0123456789"):
			return false
		case above == "" && text != "":
			words++
		case above != "" && text == "":
			blanks++
		}
	}
	return row > head && words > 0 && blanks > 0
}

// importID begins the cells of the third head row of Qualtrics.
const importID = `{"ImportId"`

// isImportID tells the third head row of Qualtrics.
func isImportID(s *form.Cells, row int) bool {
	return s.Columns(row) > 0 && strings.HasPrefix(s.Look(row, 0), importID)
}
