package foreign

import (
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// Sheet is one table of a source, with its name.
type Sheet struct {
	Name string
	Grid
	Hidden bool     // it is read only where it is asked for
	beside []string // places of lines of the file that belong to no table
}

// Grid is a table as its reader shows it. Rows and columns count from 0.
type Grid interface {
	Rows() int
	Columns(row int) int
	// Text is what a cell says, without blanks around it; what says nothing for certain is a problem.
	Text(row, column int, problems *problem.List) string
	// Look is what a cell shows, also where it says nothing for certain.
	Look(row, column int) string
	// Number is that of a row in its file, from 1.
	Number(row int) int
	// First is the cell that holds what a cell shows: another one only where cells are merged.
	First(row, column int) (int, int)
	// Problem is one of a cell.
	Problem(row, column int, kind string, m say.Message) problem.Problem
}

// where is the place of a cell, for people.
func where(g Grid, row, column int) string { return g.Problem(row, column, "", say.Message{}).Where() }

// isFilled reports whether a cell holds anything itself.
func isFilled(g Grid, row, column int) bool {
	r, c := g.First(row, column)
	return r == row && c == column && g.Look(row, column) != ""
}

// filled lists the columns of a row whose cells hold anything themselves.
func filled(g Grid, row int) (out []int) {
	for c := range g.Columns(row) {
		if isFilled(g, row, c) {
			out = append(out, c)
		}
	}
	return out
}

// plain is what people type made comparable: half-width, lower case, no blanks.
func plain(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Narrow(s)), ""))
}

// letter is what a column is called in spreadsheet programs.
func letter(c int) string {
	name := ""
	for c++; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return name
}
