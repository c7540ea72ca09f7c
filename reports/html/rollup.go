package html

import (
	"io"

	"fathom/reports"
)

// WriteRollup writes the report on a portfolio as one page under the same rules as [Write]: nothing runs, nothing is fetched.
func WriteRollup(w io.Writer, rep *reports.Report) error {
	return write(w, newRollup(rep), []string{"style.css", "rollup.css"}, "rollup.tmpl", "page.tmpl")
}

// rollup is what its template lays out.
type rollup struct {
	Lang, Title, Headline string
	Emblem                *multiple // the distribution of the whole, "" without one
	Lead                  rollupSection
	Sections              []rollupSection
}

type rollupSection struct {
	Heading string
	Blocks  []rollupBlock
}

// rollupBlock is a block of any page, or one that only this page has.
type rollupBlock struct {
	block
	Spread *spreads
	Stacks *stacks
	Grid   *grid
}

// spreads are small histograms, and their numbers in a table.
type spreads struct {
	reports.Profiles
	Multiples []multiple
}

// multiple is one histogram.
type multiple struct {
	Name, Text, Low, High string
	Columns               []column
	Mean                  float64
}

// column is one class of a histogram.
type column struct{ X, Y, Width, Height float64 }

// stacks are bars of levels in a table.
type stacks struct {
	reports.Profiles
	Keys []key
	Rows []stack
}

// key is a level with its colour.
type key struct{ Class, Label string }

type stack struct {
	reports.Profile
	Pieces   []piece
	Percents []string
}

// piece is one level of a bar.
type piece struct {
	Class    string
	X, Width float64
}

// grid is a heat map of groups.
type grid struct {
	reports.Grid
	Rows []gridRow
}

type gridRow struct {
	Name  string
	Cells []heatCell
}

func newRollup(rep *reports.Report) rollup {
	p := rollup{Lang: langTag(rep), Title: rep.Title}
	for i, s := range rep.Sections {
		out := rollupSection{Heading: s.Heading}
		name := s.Heading
		for _, b := range s.Blocks {
			if lead, ok := b.(reports.Paragraph); ok && lead.Strong && p.Headline == "" {
				p.Headline = lead.Text
				continue
			}
			if h, ok := b.(reports.Heading); ok {
				name = h.Text
			}
			blk := newRollupBlock(b)
			blk.Name, blk.Lead = name, i == 0
			if blk.Spread != nil && p.Emblem == nil && len(blk.Spread.Multiples) > 0 {
				p.Emblem, blk.Spread.Multiples = &blk.Spread.Multiples[0], blk.Spread.Multiples[1:]
			}
			out.Blocks = append(out.Blocks, blk)
		}
		if i == 0 {
			p.Lead = out
		} else {
			p.Sections = append(p.Sections, out)
		}
	}
	return p
}

func newRollupBlock(b reports.Block) rollupBlock {
	switch v := b.(type) {
	case reports.Profiles:
		if v.Stacked {
			return rollupBlock{Stacks: newStacks(v)}
		}
		return rollupBlock{Spread: newSpreads(v)}
	case reports.Grid:
		return rollupBlock{Grid: newGrid(v)}
	}
	return rollupBlock{block: newBlock(b)}
}

// The drawing of a histogram: as long as a track, and so high.
const spreadHeight = 70.0

func newSpreads(p reports.Profiles) *spreads {
	out := &spreads{Profiles: p}
	for _, r := range p.Rows {
		if len(r.Shares) > 0 {
			out.Multiples = append(out.Multiples, newMultiple(r))
		}
	}
	return out
}

func newMultiple(r reports.Profile) multiple {
	m := multiple{Name: r.Name, Low: short(r.Min), High: short(r.Max), Mean: newTrack(reports.Bar{Score: r.Score, Min: r.Min, Max: r.Max}).Score}
	if len(r.Measures) > 0 {
		m.Text = r.Measures[0]
	}
	most := int64(1)
	for _, s := range r.Shares {
		most = max(most, s.N)
	}
	width := trackLength / float64(len(r.Shares))
	for k, s := range r.Shares {
		if s.N > 0 {
			h := max(spreadHeight*float64(s.N)/float64(most), 1) // one of many can be seen, too
			m.Columns = append(m.Columns, column{round(width*float64(k) + 0.5), round(spreadHeight - h), round(width - 1), round(h)})
		}
	}
	return m
}

func newStacks(p reports.Profiles) *stacks {
	out := &stacks{Profiles: p}
	labels := p.Labels()
	for _, r := range p.Rows {
		s := stack{Profile: r}
		x := 0.0
		for k, share := range r.Shares {
			width := trackLength * float64(share.N) / float64(max(r.Total(), 1))
			if share.N > 0 {
				s.Pieces = append(s.Pieces, piece{"f" + step(share.Position), round(x), round(width)})
			}
			x += width
			if labels != nil {
				s.Percents = append(s.Percents, r.Percent(k))
			}
			if labels != nil && len(out.Keys) < len(labels) {
				out.Keys = append(out.Keys, key{"h" + step(share.Position), share.Label})
			}
		}
		out.Rows = append(out.Rows, s)
	}
	return out
}

// Columns is how many columns the table of stacks has.
func (s stacks) Columns() int {
	n := 1 + len(s.Keys) + len(s.Measures)
	if s.Has() {
		n++
	}
	return n
}

func newGrid(g reports.Grid) *grid {
	out := &grid{Grid: g}
	for _, r := range g.Rows {
		row := gridRow{Name: r.Name}
		for _, c := range r.Cells {
			class := "plain"
			if c.Position.OK {
				class = "h" + step(c.Position.Value)
			}
			row.Cells = append(row.Cells, heatCell{Class: class, Digit: c.Text})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
