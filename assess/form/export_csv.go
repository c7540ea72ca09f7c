package form

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"

	"fathom/assess"
	"fathom/rubric/safe"
	"fathom/rubric/strictyaml"
)

func csvHead() []string {
	return []string{colID, "part", "dimension", "practice", colQuestion, "criterion", colAnswer, colReason, colNote,
		colEvidence, colConfidence, colText}
}

// WriteCSV writes the form as CSV with a byte order mark: one row a fact, whose value is its answer, then one row a
// criterion, with its answer directly behind it. A cell that a spreadsheet would take for a formula gets an apostrophe,
// which [Import] takes off again. An assessment that would not come back the same is refused with [ErrNotKept].
func WriteCSV(w io.Writer, m *assess.Model, a *assess.Assessment, opt Options) error {
	f := newForm(m, a, opt)
	rows := [][]string{csvHead()}
	for _, fact := range append(f.meta(), f.facts()...) {
		rows = append(rows, []string{fact.key, "", "", "", "", f.say(fact.label), fact.value, "", "", "", "", ""})
	}
	for _, i := range f.asked() {
		q := f.question(i)
		rows = append(rows, []string{q.id, q.part, q.dimension, q.beside, q.asks, q.criterion, q.answer, q.reason,
			q.note, q.evidence, q.confidence, q.digest})
	}
	for _, row := range rows {
		for k := range row {
			row[k] = guard(row[k])
		}
	}
	var buf bytes.Buffer
	buf.WriteString(strictyaml.Mark)
	out := csv.NewWriter(&buf)
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return f.emit(w, buf.Bytes(), a != nil)
}

// guard marks a cell that would be a formula as text; unguard takes the mark off.
func guard(s string) string {
	if isRisky(s) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && isRisky(rest) {
		return rest
	}
	return s
}

// isRisky reports whether text begins like a formula, in half or full width, or with the mark itself.
func isRisky(s string) bool { return strings.HasPrefix(s, "'") || safe.IsFormula(s) }
