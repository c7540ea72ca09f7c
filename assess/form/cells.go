package form

import (
	"errors"
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// Cells is a sheet of a workbook that is no form, or a table of CSV or JSON, read by the rules and limits of forms. A
// formula stands for what it came to when the workbook was saved. Rows and columns count from 0.
type Cells struct {
	Name   string
	Hidden bool
	t      *table
}

// ReadCells reads the sheets of a workbook. The error is a [problem.List].
func ReadCells(file string, data []byte) ([]Cells, error) {
	if len(data) > MaxBytes {
		return nil, problem.List{tooLarge(file)}
	}
	var out []Cells
	var problems problem.List
	w, sheets, err := openWorkbook(file, data)
	for i := 0; err == nil && i < len(sheets); i++ {
		w.values = true
		var t *table
		var bad problem.List
		if t, bad, err = w.readSheet(sheets[i]); err == nil {
			out = append(out, Cells{sheets[i].name, sheets[i].hidden, t})
			problems.Join(bad)
		}
	}
	var list problem.List
	switch {
	case errors.As(err, &list):
		problems.Join(list)
	case err != nil:
		problems.Add(noWorkbook(file))
	}
	return out, problems.Err()
}

// Rows is how many rows hold anything.
func (c *Cells) Rows() int { return len(c.t.rows) }

// Columns is how many cells a row has.
func (c *Cells) Columns(row int) int { return len(c.t.rows[row]) }

// IsHidden reports whether a row of a workbook is hidden.
func (c *Cells) IsHidden(row int) bool { return c.t.veiled[c.t.places[row]] }

// IsBlank reports whether nothing stands in a row: not even a cell that says nothing for certain.
func (c *Cells) IsBlank(row int) bool { return c.t.isBlank(row) }

// Text is what a cell says, without blanks around it; "" beyond the end of its row. A cell that says nothing for
// certain, as an error, is a problem.
func (c *Cells) Text(row, column int, problems *problem.List) string {
	if p, bad := c.t.doubtful(row, column); bad {
		problems.Add(p)
		return ""
	}
	return c.Look(row, column)
}

// Look is what a cell shows, for who only looks around: also where it says nothing for certain.
func (c *Cells) Look(row, column int) string {
	return strings.TrimSpace(strings.ReplaceAll(c.t.at(row, column), "\r\n", "\n"))
}

// Date is the date of a cell, "" for an empty one; else a problem.
func (c *Cells) Date(row, column int, problems *problem.List) string {
	text := width.Narrow(c.Text(row, column, problems))
	if text == "" {
		return ""
	}
	day, wrong := dateOf(text, c.t)
	if wrong != (say.Message{}) {
		problems.Add(c.Problem(row, column, "date", wrong))
	}
	return day
}

// Problem is one of a cell.
func (c *Cells) Problem(row, column int, kind string, m say.Message) problem.Problem {
	return c.t.problem(row, column, kind, m)
}

// IsWord reports whether a text is a word in one language or in both, however it is written.
func IsWord(s string, w say.Message, more ...string) bool { return isWord(s, w, more...) }

func tooLarge(file string) problem.Problem {
	return fault(file, "too-large", say.Both("the file has more than %d MiB", "文件超过 %d MiB", MaxBytes>>20))
}

func noWorkbook(file string) problem.Problem {
	return fault(file, "workbook", say.Both("not a workbook that can be read; save it as .xlsx", "不是可以读取的工作簿；请另存为 .xlsx"))
}
