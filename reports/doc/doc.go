// Package doc is what writers know: a document as headings, paragraphs, lists, tables and drawings, and a workbook as
// sheets of typed cells. It is plain data in one language, already chosen, sorted, rounded and made safe; a writer only
// lays it out.
package doc
