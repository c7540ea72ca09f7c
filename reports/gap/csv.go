package gap

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/record"
)

var csvHead = []string{"subject", "date", "kind", "id", "name", "score", "low", "high", "coverage", "weight", "level",
	"target", "gap", "rank", "state", "note", "target_points", "depth", "target_agreed", "evidence", "confidence",
	"tags", "member", "maximum", "share", "band", "low_band", "high_band"}

// csv are the rows of a report.
func (g *Gap) csv() [][]string {
	res := g.Result
	ranks := map[int]string{}
	for _, p := range g.ranked() {
		ranks[p.Practice] = strconv.Itoa(p.Rank)
	}
	overall := g.csvRow("overall", "overall", "", &res.Overall.Node, &g.Frame().Overall)
	overall[9] = "" // nothing is above it that it could weigh in
	rows := [][]string{overall}
	for i := range res.Parts {
		rows = append(rows, g.csvRow("part", g.Rubric.Parts[i].ID, g.Part(i), &res.Parts[i], &g.Frame().Parts[i]))
	}
	for i := range res.Dimensions {
		rows = append(rows, g.csvRow("dimension", g.Rubric.Dimensions[i].ID, g.Dimension(i), &res.Dimensions[i],
			&g.Frame().Dimensions[i]))
	}
	for i := range res.Practices {
		p := &res.Practices[i]
		row := g.csvRow("practice", g.ID(i), g.Practice(i), &p.Node, &g.Frame().Practices[i])
		row[11], row[12], row[13], row[16] = record.Full(p.Target), record.Full(p.Gap), ranks[i], record.Full(p.Aim)
		row[18] = strconv.FormatBool(p.IsAgreed)
		rows = append(rows, row)
		for k, c := range p.Criteria {
			n := assess.Node{Score: c.Value, Weight: c.Weight, Level: c.Level}
			row := g.csvRow("criterion", g.ID(i)+"/"+g.Rubric.Practices[i].Criteria[k].ID, g.Criterion(i, k), &n,
				&assess.Ends{})
			a := g.Answer(i, k)
			row[14], row[15] = c.State.String(), record.Cell(g.noteCell(i, k))
			row[19], row[20] = record.Cell(strings.Join(a.Evidence, "\n")), a.Confidence
			rows = append(rows, row)
		}
	}
	return rows
}

func (g *Gap) csvRow(kind, id, name string, n *assess.Node, ends *assess.Ends) []string {
	reached := n.Level
	if kind != "criterion" {
		reached = g.level(n)
	}
	return append([]string{record.Cell(g.Team()), g.Result.Assessment.Date, kind, id, record.Cell(name),
		record.Full(n.Score), record.Full(n.Low), record.Full(n.High), record.Full(n.Coverage),
		record.Quantity(n.Weight),
		record.Whole(reached), "", "", "", "", "", "", record.Depth(g.Result.Assessment.Depth), "", "", "",
		record.Cell(tagged(g.Result.Assessment.Subject.Tags)), record.Cell(g.Member())}, g.beyondCells(n, ends)...)
}

// tagged writes tags in one cell, by their names.
func tagged(tags map[string]string) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		out = append(out, name+": "+tags[name])
	}
	return strings.Join(out, "; ")
}
