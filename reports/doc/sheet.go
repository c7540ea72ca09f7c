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
}

// Sheet is one table of the workbook: typed cells under a head, for writers of spreadsheets.
type Sheet struct {
	Name    string // at most 31 characters, without : \ / ? * [ ]
	Title   string // what the sheet shows, for a print header and for charts
	Columns []SheetColumn
	Rows    [][]SheetCell
	Chart   SheetChart
}

// SheetColumn is one column. Heat columns hold scores of one scale, from HeatLow to HeatHigh, and are coloured by them;
// Entry columns are empty for the reader to fill in, Date ones with a date.
type SheetColumn struct {
	Title             string
	Wrap, Entry, Date bool
	Widest            int // in characters; 0 for the usual
	Heat              bool
	HeatLow, HeatHigh float64
}

// SheetCell is a number where it has one, else a text. Decimals is how finely the number is shown; Percent shows
// shares.
type SheetCell struct {
	Text     string
	Number   number.Value
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
