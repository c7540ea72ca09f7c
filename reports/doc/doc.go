// Package doc is what writers know: a document as headings, paragraphs, lists, tables and drawings, and a workbook as
// sheets of typed cells. It is plain data in one language, already chosen, sorted, rounded and made safe; a writer only
// lays it out. The one thing made on demand are the charts of a page, which most writers do not print.
package doc
