package form

import (
	"errors"
	"slices"

	"fathom/rubric/problem"
)

// The sheet that tells what a workbook was made for, and the keys that tell what its other sheets are.
const (
	metaSheet = "fathom"
	colFact   = "fact"
	colValue  = "value"
)

// bookTables is what a workbook holds: of our own, the facts and the questions; of another, the first sheet in view.
type bookTables struct {
	meta   map[string]string // nil in a workbook of others
	tables []*table
	unread []string // sheets in view that were not read
}

// readBook reads the tables of a workbook. The problems say why they cannot be used.
func readBook(file string, data []byte) (*bookTables, problem.List) {
	out, problems := &bookTables{}, problem.List{}
	w, sheets, err := openWorkbook(file, data)
	if err == nil {
		err = out.read(w, sheets, &problems)
	}
	var list problem.List
	switch {
	case errors.As(err, &list):
		problems.Join(list)
	case err != nil:
		problems.Add(noWorkbook(file))
	}
	return out, problems
}

func (b *bookTables) read(w *workbook, sheets []sheet, problems *problem.List) error {
	ours := slices.ContainsFunc(sheets, func(s sheet) bool { return s.name == metaSheet })
	for _, s := range sheets {
		switch {
		case s.hidden && s.name != metaSheet:
			continue
		case !ours && len(b.tables) > 0:
			b.unread = append(b.unread, s.name)
			continue
		}
		t, bad, err := w.readSheet(s)
		switch {
		case err != nil:
			return err
		case s.name == metaSheet:
			b.meta = metaOf(t, &bad)
		case ours && !isOurs(t):
			b.unread = append(b.unread, s.name)
			continue
		default:
			b.tables = append(b.tables, t)
		}
		problems.Join(bad)
	}
	return nil
}

// isOurs tells the sheets of a form from those that somebody added.
func isOurs(t *table) bool {
	return len(t.rows) > 0 && (isLong(t.rows[0]) || t.at(0, 0) == colFact)
}

func metaOf(t *table, problems *problem.List) map[string]string {
	meta := map[string]string{}
	for i := range t.rows {
		if key := t.at(i, 0); slices.Contains(metaFacts(), key) {
			if p, bad := t.doubtful(i, 1); bad {
				problems.Add(p)
			}
			meta[key] = t.at(i, 1)
		}
	}
	return meta
}
