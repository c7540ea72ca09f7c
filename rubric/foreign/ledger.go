package foreign

import "fathom/rubric/say"

// Ledger counts what became of a source. The zero value is ready to use.
type Ledger struct {
	Unit    Unit
	entries []*Entry
}

// Unit is what is counted in a source: cells of a table, values of a file.
type Unit int

// The units.
const (
	Cells Unit = iota
	Values
)

// Fate is what became of something.
type Fate int

// The fates. What is Added is in the rubric and not in the source.
const (
	Taken Fate = iota
	Lost
	Added
)

// Entry is how many of one kind had one fate.
type Entry struct {
	Fate  Fate
	Kind  say.Message // in the plural, or the name of a key or column
	Count int
	First string // where the first one stands; "" of what was added
}

// Of are the entries of one fate, in the order in which the first of each was met.
func (l *Ledger) Of(f Fate) (out []Entry) {
	for _, e := range l.entries {
		if e.Fate == f && e.Count > 0 {
			out = append(out, *e)
		}
	}
	return out
}

// Total is how many had a fate.
func (l *Ledger) Total(f Fate) (n int) {
	for _, e := range l.Of(f) {
		n += e.Count
	}
	return n
}

// count notes so many more of a kind. The place is only that of the first.
func (l *Ledger) count(f Fate, kind say.Message, n int, where string) {
	for _, e := range l.entries {
		if e.Fate == f && e.Kind == kind {
			e.Count += n
			return
		}
	}
	if n > 0 {
		l.entries = append(l.entries, &Entry{f, kind, n, where})
	}
}

func (l *Ledger) took(kind say.Message, where string) { l.count(Taken, kind, 1, where) }
func (l *Ledger) lost(kind say.Message, where string) { l.count(Lost, kind, 1, where) }
func (l *Ledger) added(kind say.Message)              { l.count(Added, kind, 1, "") }
