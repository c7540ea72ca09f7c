// Package survey reads the answers that another tool has gathered: its export, a table with one row a respondent, by a
// mapping that says what the table means.
//
// A table goes through in this order, a file for each idea:
//
//	mapping.go   what a mapping can say; mapping_read.go reads it
//	table.go     which sheet, where the heads are, which rows are answers
//	columns.go   what each column stands for
//	people.go    who a row is, and which of a person's rows counts
//	labels.go    what a word means: a level, N/A, don't know, unanswered
//	dates.go     which day a date is
//	answers.go   the answers of a row
//	facts.go     what is said of the whole: the subject, its stage and sector, the day, tags
//	unsent.go    which line of the mapping would leave out a row that is no answers
//	skeleton.go  the mapping to begin with, written from the table at hand
//	guess.go     what a column may be; guess_heads.go knows the heads of tools, guess_fit.go tells sure guesses, and
//	             guess_rows.go finds where the heads stand
//
// Our own forms are read by package form, strictly. A table of others is read as far as the mapping uses it: what
// stands in other columns is never looked at and stays out. What is used and cannot be understood is a problem with its
// cell and the line of the mapping that would answer it, and then nothing is written.
package survey
