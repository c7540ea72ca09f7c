package doc

import (
	"fathom/assess"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// Workbook is a document to work on: tables of typed cells.
type Workbook struct {
	Lang   say.Language
	Title  string
	Date   string // when it was made; "" for a document of no day
	Sheets []Sheet
	Facts  []Fact // what a program that reads it back must know; out of view
}

// Fact is one thing that a workbook says of itself.
type Fact struct{ Name, Value string }

// Sheet is one table of the workbook: typed cells under a head, for writers of spreadsheets. The last Totals of its
// rows add up the others, or speak of all of them; they stay at the end however a reader sorts.
type Sheet struct {
	Name    string // at most 31 characters, without : \ / ? * [ ]
	Title   string // what the sheet shows, for a print header and for charts
	Lead    []SheetLine
	Columns []SheetColumn
	Rows    [][]SheetCell
	Totals  int
	Chart   SheetChart
	Choices []SheetChoice
}

// SheetLine stands between the title and the head: a text across the sheet; or with a column, the name of the cell that
// stands there.
type SheetLine struct {
	Text        string
	Strong      bool
	Column      int // of the cell, from 1 on; 0 for none
	Cell        SheetCell
	Entry, Date bool // as of a column
}

// SheetChoice lets the reader pick in some rows of a column from the cells of a list.
type SheetChoice struct {
	Column, From, To int // rows, half open
	Of               Place
}

// SheetColumn is one column. Heat columns hold scores of one scale, from HeatLow to HeatHigh, and are coloured by them;
// Entry columns are empty for the reader to fill in; Date ones hold dates; Hidden ones are out of view until asked for.
type SheetColumn struct {
	Title             string
	Wrap, Entry, Date bool
	Hidden            bool
	Widest            int // in characters; 0 for the usual
	Heat              bool
	HeatLow, HeatHigh float64
}

// SheetCell is a number where it has one, else a text. Decimals is how finely the number is shown; Percent shows
// shares. With a formula both are what it comes to as long as nobody changes anything, where that is known.
type SheetCell struct {
	Text     string
	Number   number.Value
	Formula  Formula
	Decimals int
	Percent  bool
	Strong   bool
}

// SheetChart asks for a chart of some rows: names in one column, series in others. Rows 0 to 0 is no chart.
type SheetChart struct {
	Kind     ChartKind
	Title    string
	From, To int   // rows, half open
	Name     int   // column
	Series   []int // columns
	Min, Max float64
	OnlyBars bool // the rows have ends of their own: no radar
	ThenNow  bool // the first series is of then, the second of now
}

// ChartKind is what a chart looks like.
type ChartKind uint8

const (
	CompareChart   ChartKind = iota // bars beside one another, and a radar where there are 3 to 10 rows
	HistogramChart                  // columns without gaps, of one series
	ShareChart                      // bars of one series of shares
	StackChart                      // series behind one another in bars that are all as long, from dark to light
)

// TextCell is a cell of text.
func TextCell(s string) SheetCell { return SheetCell{Text: s} }

// NumberCell shows a number with so many decimals, and with more where limits would else look like it.
func NumberCell(v number.Value, decimals int, limits ...float64) SheetCell {
	return SheetCell{Number: v, Decimals: number.Apart(v.Value, decimals, limits...)}
}

// WholeCell is a cell of a whole number.
func WholeCell(n int) SheetCell { return SheetCell{Number: assess.Some(float64(n))} }

// ShareCell shows a share as [number.Percent] prints it.
func ShareCell(v number.Value, limits ...float64) SheetCell {
	return SheetCell{Number: v, Percent: true, Decimals: number.Apart(100*v.Value, 0, number.Percents(limits)...)}
}

// Strong makes cells those of a row that stands out.
func Strong(cells ...SheetCell) []SheetCell {
	for i := range cells {
		cells[i].Strong = true
	}
	return cells
}

// AddTotals puts a row behind the others that adds them up; nothing below none, or beside a single one.
func (s *Sheet) AddTotals(cells ...SheetCell) {
	if len(s.Rows) > 1 {
		s.Rows, s.Totals = append(s.Rows, Strong(cells...)), s.Totals+1
	}
}

// Prose is a column of running text, at most so many characters wide; 0 for the usual width.
func Prose(title string, widest int) SheetColumn {
	return SheetColumn{Title: title, Wrap: true, Widest: widest}
}

// Heads are columns of which there is nothing to say but their titles.
func Heads(titles ...string) []SheetColumn {
	out := make([]SheetColumn, len(titles))
	for i, t := range titles {
		out[i].Title = t
	}
	return out
}
