package doc

// Formula is how a cell is computed from others. It is made of numbers, places and functions alone: no text can be a
// part of one, so none of a file can become one.
type Formula interface{ formula() }

// Constant is a number.
type Constant float64

// Nothing is the empty text: what a cell shows that has no number.
type Nothing struct{}

// Place is a cell, or some rows of a column.
type Place struct {
	Sheet    string // name; "" for the sheet of the formula
	Column   int
	From, To int // rows, half open
}

// LeadPlace is the cell of a line above the table.
type LeadPlace struct {
	Sheet string // as in Place
	Line  int
}

// Apply is a function of others.
type Apply struct {
	Do Function
	To []Formula
}

func (Constant) formula()  {}
func (Nothing) formula()   {}
func (Place) formula()     {}
func (LeadPlace) formula() {}
func (Apply) formula()     {}

// Function is one that every spreadsheet program has, and that they agree about.
type Function uint8

// The functions. Those up to Above stand between their two arguments.
const (
	Plus Function = iota
	Minus
	Times
	Over
	Equals
	Above
	Sum   // of numbers; texts and empty cells are passed over
	Least // likewise; 0 of none
	Most  // of two or more numbers
	If
	And
	IsNumber
	Length // of a text, in characters; 0 of an empty cell
	Exp
	Ln
	Round
	Index // of a list, by place from 1 and column, which is 1
	Match // the place of something in a list: 0 for the same, 1 for the last in a rising list that is not more
)

// Of applies a function.
func (f Function) Of(to ...Formula) Formula { return Apply{f, to} }

// CellAt is the place of one cell.
func CellAt(sheet string, column, row int) Place { return Place{sheet, column, row, row + 1} }

// Computed is a cell of a formula that comes to v as things stand, shown with so many decimals.
func Computed(f Formula, v SheetCell) SheetCell {
	v.Formula = f
	return v
}
