package reports

import (
	"encoding/csv"
	"io"

	"fathom/assess"
	"fathom/rubric/safe"
)

// bom tells spreadsheets that the file is UTF-8.
const bom = "\uFEFF"

var csvHead = []string{"subject", "date", "kind", "id", "name", "score", "low", "high", "coverage", "weight", "level", "target", "gap", "rank", "state", "note", "target_points", "depth"}

// WriteCSV writes one row for each node and criterion of every report, under one head, after one byte order mark.
// Text that a spreadsheet would take for a formula gets a leading apostrophe.
func WriteCSV(w io.Writer, reports ...*Report) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{csvHead}
	for _, r := range reports {
		rows = append(rows, r.csv()...)
	}
	return out.WriteAll(rows)
}

func (rep *Report) csv() [][]string {
	res := rep.result
	b := rep.builder()
	ranks := map[int]string{}
	for _, p := range res.Priorities {
		ranks[p.Practice] = plain(float64(p.Rank))
	}
	rows := [][]string{b.csvRow("overall", "overall", "", &res.Overall.Node)}
	for i := range res.Parts {
		rows = append(rows, b.csvRow("part", b.r.Parts[i].ID, b.part(i), &res.Parts[i]))
	}
	for i := range res.Dimensions {
		rows = append(rows, b.csvRow("dimension", b.r.Dimensions[i].ID, b.dimension(i), &res.Dimensions[i]))
	}
	for i := range res.Practices {
		p := &res.Practices[i]
		row := b.csvRow("practice", b.id(i), b.practice(i), &p.Node)
		row[11], row[12], row[13], row[16] = full(p.Target), full(p.Gap), ranks[i], full(p.Aim)
		rows = append(rows, row)
		for k, c := range p.Criteria {
			n := assess.Node{Score: c.Value, Weight: c.Weight, Level: c.Level}
			row := b.csvRow("criterion", b.id(i)+"/"+b.r.Practices[i].Criteria[k].ID, b.criterion(i, k), &n)
			row[14], row[15] = c.State.String(), cell(b.answer(i, k).Note)
			rows = append(rows, row)
		}
	}
	return rows
}

func (b *builder) csvRow(kind, id, name string, n *assess.Node) []string {
	level := ""
	if n.Level.OK {
		level = plain(float64(n.Level.Value))
	}
	return []string{cell(b.subject()), b.res.Assessment.Date, kind, id, cell(name),
		full(n.Score), full(n.Low), full(n.High), full(n.Coverage), plain(n.Weight), level, "", "", "", "", "", "", depthWord(b.res.Assessment.Depth)}
}

// full is a number in full precision; nothing where it is undefined.
func full(v Value) string {
	if !v.OK {
		return ""
	}
	return plain(v.Value)
}

// cell makes text safe for a spreadsheet: what begins like a formula, in half or full width, is marked as text.
func cell(s string) string {
	s = safe.Text(s)
	if safe.IsFormula(s) {
		return "'" + s
	}
	return s
}
