package doc

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/reports/number"
)

// Profiles shows how the scores of many subjects are spread, a row a node: a drawing of how many lie where, and numbers
// beside it.
type Profiles struct {
	Name, Drawing string   // heads of the names and of the drawings
	Measures      []string // heads of the numbers, the most telling first: a narrow writer leaves out the last
	Stacked       bool     // shares lie behind one another in one bar; else they stand side by side, as a histogram
	Rows          []Profile
}

// Profile is one row.
type Profile struct {
	Name     string
	Level    int          // nesting: 0 is the outermost
	Shares   []Share      // rising; none where there is nothing to draw
	Measures []string     // as the heads; none in a row that only names what is below it
	Score    number.Value // the mean, in points
	Min, Max float64      // the ends of the scale
}

// Share is how many subjects lie at one level, or in one class of scores.
type Share struct {
	Label    string
	N        int64
	Position float64 // on the scale, 0 to 1; -1 below it
	Hidden   bool    // the number is not shown; it is part of a share that puts such ones together
}

// Grid shows groups against nodes: a number in each cell, to be coloured by where it lies on its scale.
type Grid struct {
	Corner  string // head of the names
	Columns []string
	Rows    []GridRow
}

// GridRow is one group.
type GridRow struct {
	Name  string
	Cells []GridCell
}

// GridCell is one number; Position is where it lies on its scale, 0 to 1, undefined where it is no score.
type GridCell struct {
	Text     string
	Position number.Value
}

func (Profiles) block() {}
func (Grid) block()     {}

// Has reports whether any row has something to draw.
func (p Profiles) Has() bool {
	return slices.ContainsFunc(p.Rows, func(r Profile) bool { return len(r.Shares) > 0 })
}

// Labels are the labels of the shares where all rows that have any have the same; else none.
func (p Profiles) Labels() []string {
	var labels []string
	for _, r := range p.Rows {
		var own []string
		for _, s := range r.Shares {
			own = append(own, s.Label)
		}
		if labels == nil {
			labels = own
		}
		if own != nil && !slices.Equal(own, labels) {
			return nil
		}
	}
	return labels
}

// Total counts the subjects of a row.
func (p Profile) Total() int64 {
	sum := int64(0)
	for _, s := range p.Shares {
		sum += s.N
	}
	return sum
}

// Percent prints the k-th share of a row; a few are not none, and nearly all are not all.
func (p Profile) Percent(k int) string {
	if p.Shares[k].Hidden {
		return number.None
	}
	return number.Portion(p.Shares[k].N, p.Total())
}

// Spoken says the shares in words: "1 12%, 2 88%".
func (p Profile) Spoken(comma string) string {
	var out []string
	for k, s := range p.Shares {
		out = append(out, s.Label+" "+p.Percent(k))
	}
	return strings.Join(out, comma)
}

var heights = []rune("▁▂▃▄▅▆▇█")

// Spark draws the shares as a small histogram, a cell each: the lowest sign is none, the highest the most of the row.
func (p Profile) Spark() string {
	most := int64(0)
	for _, s := range p.Shares {
		most = max(most, s.N)
	}
	var b strings.Builder
	for _, s := range p.Shares {
		h := 0
		if s.N > 0 {
			h = 1 + int(math.Round(float64(s.N)/float64(most)*float64(len(heights)-2)))
		}
		b.WriteRune(heights[h])
	}
	return b.String()
}

// Strip draws the shares behind one another in n cells, each cell the sign of its share: 1122223334. Where a label is
// longer than a sign it draws a histogram.
func (p Profile) Strip(n int) string {
	if slices.ContainsFunc(p.Shares, func(s Share) bool {
		return utf8.RuneCountInString(s.Label) > 1 &&
			s.Label[0] != '<'
	}) {
		return p.Spark()
	}
	var b strings.Builder
	for k, cells := range p.Cells(n) {
		b.WriteString(strings.Repeat(p.Shares[k].Label[:1], cells))
	}
	return b.String()
}

// Cells splits n cells among the shares, the remaining ones to the largest remainders.
func (p Profile) Cells(n int) []int {
	out, rests, left, total := make([]int, len(p.Shares)), make([]float64, len(p.Shares)), n, p.Total()
	if total == 0 {
		return out
	}
	for k, s := range p.Shares {
		exact := float64(n) * float64(s.N) / float64(total)
		out[k] = int(exact)
		rests[k] = exact - float64(out[k])
		left -= out[k]
	}
	for ; left > 0; left-- {
		at := 0
		for k := range rests {
			if rests[k] > rests[at]+assess.Tolerance {
				at = k
			}
		}
		out[at]++
		rests[at] = -1
	}
	return out
}

// Table is the profiles as a table, for writers that draw nothing else: levels as percentages, a histogram as a line of
// signs.
func (p Profiles) Table() Table {
	t := Table{Columns: []Column{{Title: p.Name, Flexible: true}}}
	labels := p.Labels()
	switch {
	case !p.Has():
	case p.Stacked && labels != nil:
		for _, l := range labels {
			t.Columns = append(t.Columns, Column{Title: l, Right: true})
		}
	default:
		t.Columns = append(t.Columns, Column{Title: p.Drawing})
	}
	drawn := len(t.Columns)
	for _, m := range p.Measures {
		t.Columns = append(t.Columns, Column{Title: m, Right: true})
	}
	for _, r := range p.Rows {
		row := make([]string, len(t.Columns))
		row[0] = r.Name
		switch {
		case len(r.Shares) == 0:
		case p.Stacked && labels != nil:
			for k := range labels {
				row[1+k] = r.Percent(k)
			}
		case p.Stacked:
			row[1] = r.Spoken(" · ")
		default:
			row[1] = r.Spark()
		}
		copy(row[drawn:], r.Measures)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Table is the grid as a table.
func (g Grid) Table() Table {
	t := Table{Columns: []Column{{Title: g.Corner, Flexible: true}}}
	for _, c := range g.Columns {
		t.Columns = append(t.Columns, Column{Title: c, Right: true})
	}
	for _, r := range g.Rows {
		row := []string{r.Name}
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
