package doc

import (
	"fathom/reports/number"
	"fathom/rubric/say"
)

// Lists is a sheet of what can be picked on the others.
type Lists struct{ Sheet Sheet }

// The columns of the sheet.
const (
	ChoiceColumn = 1 // what is picked
	PointsColumn = 3
)

// Choice is one thing to pick, with what it means and what it is worth.
type Choice struct {
	Pick   SheetCell
	Means  string
	Points number.Value
}

// NewLists is a sheet without lists.
func NewLists(in say.Language) *Lists {
	return &Lists{Sheet{Name: in.Say("Lists", "选项"), Title: in.Say("What can be picked on the other sheets", "其他工作表里可选的内容"),
		Columns: Heads(in.Say("For", "用于"), in.Say("Choice", "选项"), in.Say("Meaning", "含义"), in.Say("Points", "分值"))}}
}

// Add adds a list, and returns the place of its choices.
func (l *Lists) Add(what string, choices ...Choice) Place {
	from := len(l.Sheet.Rows)
	for _, c := range choices {
		l.Sheet.Rows = append(l.Sheet.Rows, []SheetCell{TextCell(what), c.Pick, TextCell(c.Means),
			{Number: c.Points, Decimals: 2}})
	}
	return Place{l.Sheet.Name, ChoiceColumn, from, len(l.Sheet.Rows)}
}

// Beside is another column of a list.
func (p Place) Beside(column int) Place {
	p.Column = column
	return p
}

// First is the beginning of a list, of so many rows.
func (p Place) First(n int) Place {
	p.To = p.From + n
	return p
}
