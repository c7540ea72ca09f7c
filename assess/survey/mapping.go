package survey

import (
	"fathom/assess/form"
	"fathom/rubric/strictyaml"
)

// Format is the value of the `format` key of a mapping file.
const Format = "fathom.mapping/1"

// MaxBytes is the size of a mapping file at most.
const MaxBytes = 1 << 20

// Mapping tells what a table of another tool means. The zero value is a table whose heads stand in its first row.
type Mapping struct {
	// where: the sheet by its name or number, "" for the first in view; the numbers of the rows with the heads, none
	// for the first row; and of those to leave out
	Sheet string
	Head  []int
	Skip  []int

	Dates string // the order of day, month and year: dmy, mdy or ymd; "" where only what is clear is read

	Respondent Who
	Twice      string      // which row of a person counts: last, first or error; "" is error
	Time       string      // the column that tells which is last; "" for the column of the date, else the order of rows
	Submitted  []Submitted // a row counts where all of them hold

	Reason       string // why something does not apply where the row does not say; "" for the words of the cell
	ReasonColumn string // the column that says it

	Columns []Column
	Set     map[string]string // facts that hold for every respondent
	Labels  Labels            // what words mean in every column

	places map[string]*strictyaml.Node // where the columns are named, for messages
}

// Who tells who a row is: the text of a column, from which an id is made, or its number.
type Who struct {
	Number bool
	Column string
	Prefix string // what begins every id; "" where only ids begin with r- that could not be ids else
	Name   string // the column with the name that is kept; "" for none
}

// Submitted tells which rows were sent: those with one of the values in the column, or without any with anything in it.
type Submitted struct {
	Column string
	Values []string // by sentWord
}

// Column is what one column stands for.
type Column struct {
	Head     string // as it stands in the table, or "column H"
	To       form.Target
	Reversed bool   // a high level in the survey is a low one here, but for the labels of the column
	Labels   Labels // what words mean in this column
}

// Labels are words with what they mean: a level, na, unknown, unanswered, or a stage or sector; by [form.Plain].
type Labels map[string]string

// The states that a label can stand for besides a level.
const (
	labelNA, labelUnknown, labelUnanswered = "na", "unknown", "unanswered"
)

// of finds what a word means, whatever its case, width and blanks.
func (l Labels) of(text string) (meaning string, ok bool) {
	meaning, ok = l[form.Plain(text)]
	return meaning, ok
}

// IsFor reports whether the mapping is about a file: one that is no form of ours, or of which it names the columns that
// would make it one.
func (mp *Mapping) IsFor(tables []form.Cells) bool {
	return !form.IsForm(tables) || mp.names("id") || mp.names("answer")
}

// named are the heads that the columns and the respondents have in the mapping.
func (mp *Mapping) named() (heads []string) {
	for i := range mp.Columns {
		heads = append(heads, mp.Columns[i].Head)
	}
	if mp.Respondent.Column != "" {
		heads = append(heads, mp.Respondent.Column)
	}
	return heads
}

// names reports whether the mapping uses a column of this head.
func (mp *Mapping) names(head string) bool {
	_, ok := mp.places[head]
	return ok
}
