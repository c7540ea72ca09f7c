package form

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/rubric/problem"
)

// The sheet that tells what a workbook was made for, and the keys that tell what its other sheets are.
const (
	metaSheet = "fathom"
	colFact   = "fact"
	colValue  = "value"
)

// openBook opens a workbook after looking at its archive. The problems say why it cannot be opened.
func openBook(file string, data []byte) (book *excelize.File, refs []string, problems problem.List) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, problem.List{notABook(file)}
	}
	if bad := checkArchive(file, archive); bad != nil {
		return nil, nil, bad
	}
	defer func() { // a part that no spreadsheet program wrote may trip the library
		if x := recover(); x != nil {
			book, refs, problems = nil, nil, problem.List{notABook(file)}
		}
	}()
	if refs, err = formulaCells(archive); err != nil {
		return nil, nil, problem.List{notABook(file)}
	}
	book, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, nil, problem.List{notABook(file)}
	}
	return book, refs, nil
}

func notABook(file string) problem.Problem {
	return fault(file, "workbook", problem.Say("not a workbook that can be read; save it as .xlsx", "不是可以读取的工作簿；请另存为 .xlsx"))
}

// checkArchive refuses bombs and macros before anything is unpacked.
func checkArchive(file string, archive *zip.Reader) problem.List {
	var size uint64
	for _, part := range archive.File {
		size += min(part.UncompressedSize64, maxUnzipped+1)
		if strings.HasSuffix(strings.ToLower(part.Name), "vbaproject.bin") {
			return problem.List{fault(file, "macros", problem.Say("the workbook holds macros; save it as .xlsx without them", "工作簿带有宏；请另存为不含宏的 .xlsx"))}
		}
	}
	if size > maxUnzipped || len(archive.File) > maxParts {
		return problem.List{fault(file, "zip", problem.Say("the workbook unpacks to more than %d MiB or %d parts", "工作簿解压后超过 %d MiB 或 %d 个部件", maxUnzipped>>20, maxParts))}
	}
	return nil
}

// formulaCells lists the cells of all sheets that hold a formula. It reads the archive, because asking the library cell
// by cell takes time that grows with the square of the sheet.
func formulaCells(archive *zip.Reader) ([]string, error) {
	var refs []string
	for _, part := range archive.File {
		if !strings.HasPrefix(strings.ToLower(part.Name), "xl/worksheets/") || !strings.HasSuffix(strings.ToLower(part.Name), ".xml") {
			continue
		}
		in, err := part.Open()
		if err != nil {
			return nil, err
		}
		refs = appendFormulas(refs, in)
		if err := in.Close(); err != nil {
			return nil, err
		}
	}
	slices.Sort(refs)
	return slices.Compact(refs), nil
}

// appendFormulas reads one sheet to its end, or to where it is broken: the library says what is wrong with it.
func appendFormulas(refs []string, sheet io.Reader) []string {
	d, ref := xml.NewDecoder(sheet), ""
	for {
		token, err := d.Token()
		if err != nil {
			return refs
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Local == "c":
			ref = attribute(start, "r")
		case start.Name.Local == "f" && len(refs) < maxParts:
			refs = append(refs, ref)
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readSheet reads a sheet into a table, and refuses its formulas.
func readSheet(file, sheet string, book *excelize.File, refs []string) (*table, problem.List) {
	t := &table{file: file, sheet: sheet}
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, problem.List{notABook(file)}
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns()
		if err != nil {
			return nil, problem.List{notABook(file)}
		}
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		if len(row) == 0 {
			continue
		}
		t.rows, t.places = append(t.rows, row), append(t.places, n)
		if list := t.tooMany(len(t.rows) - 1); list != nil {
			return nil, list
		}
	}
	return t, formulas(file, sheet, book, refs)
}

func formulas(file, sheet string, book *excelize.File, refs []string) problem.List {
	var problems problem.List
	for _, ref := range refs {
		if ref == "" {
			problems.Add(notABook(file))
			continue
		}
		if formula, err := book.GetCellFormula(sheet, ref); err == nil && formula != "" {
			problems.Add(fault(file+":"+sheet+"!"+ref, "formula", problem.Say("a formula; type the value itself", "这里是公式；请直接填写值")))
		}
	}
	return problems
}

// readBook reads the tables of a workbook: of our own, the facts and the questions; of another, the first sheet in view.
func readBook(file string, data []byte) (meta map[string]string, tables []*table, problems problem.List) {
	book, refs, problems := openBook(file, data)
	if problems != nil {
		return nil, nil, problems
	}
	defer book.Close()
	defer func() {
		if x := recover(); x != nil {
			meta, tables, problems = nil, nil, problem.List{notABook(file)}
		}
	}()
	ours := slices.Contains(book.GetSheetList(), metaSheet)
	for _, sheet := range book.GetSheetList() {
		visible, err := book.GetSheetVisible(sheet)
		if err != nil || !visible && sheet != metaSheet || !ours && len(tables) > 0 {
			continue
		}
		t, bad := readSheet(file, sheet, book, refs)
		switch {
		case sheet == metaSheet && t != nil:
			meta = metaOf(t)
		case t == nil || !ours || isOurs(t):
			problems.Join(bad)
			if t != nil {
				tables = append(tables, t)
			}
		}
	}
	return meta, tables, problems
}

// isOurs tells the sheets of a form from those that somebody added.
func isOurs(t *table) bool {
	return len(t.rows) > 0 && (isLong(t.rows[0]) || t.at(0, 0) == colFact)
}

func metaOf(t *table) map[string]string {
	meta := map[string]string{}
	for i := range t.rows {
		if key := t.at(i, 0); slices.Contains(metaFacts(), key) {
			meta[key] = t.at(i, 1)
		}
	}
	return meta
}
