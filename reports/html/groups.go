package html

import (
	"slices"

	"fathom/reports/doc"
)

// groups is one table of several that have the same columns: the heading of each stands beside its rows.
type groups struct {
	Head    string // of the column of headings
	Columns []doc.Column
	Groups  []group
}

type group struct {
	Name string
	Rows [][]string
}

// grouped makes one table of the headed tables that follow each other and have the same columns.
func grouped(blocks []block, head string) []block {
	var out []block
	for i := 0; i < len(blocks); i++ {
		var g groups
		for i+1 < len(blocks) && blocks[i].Heading != "" && blocks[i+1].Table != nil {
			t := blocks[i+1].Table
			if g.Groups != nil && !slices.Equal(t.Columns, g.Columns) {
				break
			}
			g = groups{head, t.Columns, append(g.Groups, group{blocks[i].Heading, t.Rows})}
			i += 2
		}
		if len(g.Groups) > 0 {
			out = append(out, block{Name: blocks[i-1].Name, Groups: &g})
		}
		if i < len(blocks) {
			out = append(out, blocks[i])
		}
	}
	return out
}
