package agreement

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"fathom/reports/record"
)

// WriteJSON writes an agreement report as one JSON document of format [Format].
func (a *Agreement) WriteJSON(w io.Writer) error {
	return record.Write(w, a.document(a.panel))
}

// WriteCSV writes a row a criterion with votes.
func (a *Agreement) WriteCSV(w io.Writer) error {
	doc := a.document(a.panel)
	rows := [][]string{{"id", "votes", "unknown", "na", "low", "high", "mean", "ad", "verdict", "agreed", "weight",
		"discuss", "reasons"}}
	place := map[string]int{}
	for n, id := range doc.Discuss {
		place[id] = n + 1
	}
	for _, d := range doc.Criteria {
		votes := 0
		for _, n := range d.Levels {
			votes += n
		}
		verdict, discuss, agreed := "", "", ""
		if d.Agreed != nil {
			agreed = fmt.Sprint(d.Agreed)
		}
		if d.Verdict != nil {
			verdict = *d.Verdict
		}
		if n := place[d.ID]; n > 0 {
			discuss = strconv.Itoa(n)
		}
		var reasons []string
		for _, r := range d.Reasons {
			reasons = append(reasons, string(r))
		}
		rows = append(rows, []string{d.ID, strconv.Itoa(votes), strconv.Itoa(d.Unknown), strconv.Itoa(d.NA),
			record.Whole(d.Low), record.Whole(d.High),
			record.Full(d.Mean), record.Full(d.AD), verdict, agreed, record.Quantity(d.Weight), discuss,
			strings.Join(reasons, " ")})
	}
	return record.WriteCSV(w, rows)
}
