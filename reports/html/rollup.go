package html

import (
	"html/template"

	"fathom/reports/doc"
)

// rollup is what its template lays out.
type rollup struct {
	Lang, Title, Headline string
	Date                  string
	Brand                 *brand
	Emblem                *multiple // the distribution of the whole, nil without one
	Lead                  section
	Sections              []section
	Sheet                 template.CSS
	Class                 string
}

func newRollup(rep *doc.Report, print Print) (rollup, error) {
	all, headline, err := newSections(rep)
	p := rollup{Lang: langTag(rep), Title: rep.Title, Headline: headline, Date: rep.Date, Brand: newBrand(rep),
		Sheet: print.sheet(rep), Class: print.Class()}
	if len(all) > 0 {
		p.Lead, p.Sections = all[0], all[1:]
	}
	for _, s := range all {
		for _, blk := range s.Blocks {
			if m := blk.Spread; m != nil && len(m.Multiples) > 0 && p.Emblem == nil {
				p.Emblem, m.Multiples = &m.Multiples[0], m.Multiples[1:]
			}
		}
	}
	return p, err
}

// spreads are small histograms, and their numbers in a table.
type spreads struct {
	doc.Profiles
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
	doc.Profiles
	Keys []key
	Rows []stack
}

// key is a level with its colour.
type key struct{ Class, Label string }

type stack struct {
	doc.Profile
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
	doc.Grid
	Rows []gridRow
}

type gridRow struct {
	Name  string
	Cells []heatCell
}

// The drawing of a histogram: as long as a track, and so high.
const spreadHeight = 70.0

func newSpreads(p doc.Profiles) *spreads {
	out := &spreads{Profiles: p}
	for _, r := range p.Rows {
		if len(r.Shares) > 0 {
			out.Multiples = append(out.Multiples, newMultiple(r))
		}
	}
	return out
}

func newMultiple(r doc.Profile) multiple {
	m := multiple{Name: r.Name, Low: short(r.Min), High: short(r.Max),
		Mean: newTrack(doc.Bar{Score: r.Score, Min: r.Min, Max: r.Max}).Score}
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
			m.Columns = append(m.Columns, column{round(width*float64(k) + 0.5), round(spreadHeight - h),
				round(width - 1), round(h)})
		}
	}
	return m
}

func newStacks(p doc.Profiles) *stacks {
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

// Rest is how many columns the table of stacks has beside the names.
func (s stacks) Rest() int {
	n := len(s.Keys) + len(s.Measures)
	if s.Has() {
		n++
	}
	return n
}

func newGrid(g doc.Grid) *grid {
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
