package gap

import (
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric"
)

// This file tells of each node, beside its score, how much of the points that there are it has, and the band it is in.

// beyondDoc is that as data. The share is of the maximum, 1 for all of it; below 0 where points are.
type beyondDoc struct {
	Maximum  number.Value `json:"maximum"` // the most that what applies and was asked can bring, of points
	Share    number.Value `json:"share"`
	Band     *string      `json:"band"` // by its id, as the next two: what the score, and its bounds, are called
	LowBand  *string      `json:"low_band"`
	HighBand *string      `json:"high_band"`
}

func beyond(n *assess.Node, ends *assess.Ends) beyondDoc {
	out := beyondDoc{Share: ends.OfMaximum(n.Score), Band: bandID(n.BandOf(n.Score)), LowBand: bandID(n.BandOf(n.Low)),
		HighBand: bandID(n.BandOf(n.High))}
	if ends.Points {
		out.Maximum = ends.Top
	}
	return out
}

func bandID(b *rubric.Band) *string {
	if b == nil {
		return nil
	}
	return &b.ID
}

// beyondCells is that in the last columns of CSV.
func (g *Gap) beyondCells(n *assess.Node, ends *assess.Ends) []string {
	d := beyond(n, ends)
	out := []string{record.Full(d.Maximum), record.Full(d.Share)}
	for _, id := range []*string{d.Band, d.LowBand, d.HighBand} {
		if id == nil || g.isTooEarly() {
			out = append(out, "")
			continue
		}
		out = append(out, *id)
	}
	return out
}

// band is what a node's score is called; "" while it is too early to say where the subject stands.
func (g *Gap) band(n *assess.Node) string {
	if g.isTooEarly() {
		return ""
	}
	return g.Band(n)
}

// remark is what stands beside the bar of a score: its band, its share, and what else there is to say.
func (g *Gap) remark(n *assess.Node, ends *assess.Ends, further string) string {
	var out []string
	for _, s := range []string{g.band(n), g.Share(ends, n.Score), further} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, g.Say("; ", "；"))
}

// beyondColumns are the columns of a sheet for it, where the rubric has any, and beyondSheet what stands in them.
func (g *Gap) beyondColumns() (out []doc.SheetColumn) {
	if g.HasPoints() {
		out = append(out, doc.Heads(g.Say("Maximum", "满分"), g.Say("Of the maximum", "占满分"))...)
	}
	if g.Rubric.HasBands() {
		out = append(out, doc.Heads(g.Say("Band", "分段"))...)
	}
	return out
}

func (g *Gap) beyondSheet(n *assess.Node, ends *assess.Ends) (out []doc.SheetCell) {
	d := beyond(n, ends)
	if g.HasPoints() {
		out = append(out, doc.NumberCell(d.Maximum, n.Decimals), doc.ShareCell(d.Share))
	}
	if g.Rubric.HasBands() {
		out = append(out, doc.TextCell(g.band(n)))
	}
	return out
}
