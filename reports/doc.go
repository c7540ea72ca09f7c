// Package reports turns a result, a panel, a comparison, a portfolio or a rubric into a document that a consultant hands over.
//
// Each document does all choosing, sorting, rounding and wording when it is built, and offers what it can be: Doc for those who read
// ([doc.Report]), Workbook for those who work on it ([doc.Workbook]), JSON and CSV for programs, in full precision. Writers know
// [fathom/reports/doc] alone. Text from files is made safe when a document is built ([safe.Line]), so no writer can forget it.
package reports
