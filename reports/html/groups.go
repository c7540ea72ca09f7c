package html

import (
	"fmt"
	"slices"

	"fathom/reports/doc"
)

// groups is one table of several that have the same columns: the heading of each stands beside its rows.
type groups struct {
	ID      string // the ids of its heads begin with it
	Head    string // of the column of headings
	Columns []doc.Column
	Groups  []group
}

type group struct {
	Name string
	Rows [][]cell
}

// grouped makes, of what a section holds, one named
// table of the headed tables that follow each other and have the same columns.
func grouped(blocks []block, sec section, head string) []block {
	var out []block
	for len(blocks) > 0 {
		var g groups
		for len(blocks) > 1 && blocks[0].Heading != "" && blocks[1].Table != nil {
			t := blocks[1].Table
			if g.Groups != nil && !slices.Equal(t.Columns, g.Columns) {
				break
			}
			id := fmt.Sprintf("%st%d", sec.ID, len(out))
			under(id, len(g.Groups), t.Rows)
			g = groups{id, head, t.Columns, append(g.Groups, group{blocks[0].Heading, t.Rows})}
			blocks = blocks[2:]
		}
		if len(g.Groups) > 0 {
			out = append(out, block{Name: sec.Heading, Groups: &g})
			continue
		}
		out, blocks = append(out, blocks[0]), blocks[1:]
	}
	return out
}
