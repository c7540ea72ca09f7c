// Package reports turns a result into a document that a consultant hands over.
//
//  1. [New] does all choosing, sorting, rounding and translating. Its [Report] is plain: sections of paragraphs, lists,
//     tables and bars, in the order in which such a report is read.
//  2. The writers only lay out: Markdown here, terminal, html and xlsx in packages of their own.
//  3. [Handbook] makes such a document of a rubric alone, for those who rate by it; sections within sections hold its parts,
//     dimensions, practices and criteria.
//  4. [NewRollup] makes one of a portfolio; its blocks show how scores are spread, and groups against dimensions.
//  5. JSON and CSV are for machines; they write the result itself, in full precision.
//
// Text from files is made safe when the report is built (package rubric/safe), so no writer can forget it.
package reports
