package portfolio

import "encoding/binary"

// ByDepth is the name by which [Fold.By] groups by the depth that was asked, and tagPrefix begins those that mean a tag
// whatever it is called, also one of that name.
const (
	ByDepth   = "depth"
	tagPrefix = "tag:"
)

// keyOf is the key of a record's cell: what it has of all tags, then its depth, each behind its length. It is valid
// until the next.
func (f *Fold) keyOf(rec *Record) []byte {
	f.key = f.key[:0]
	for _, name := range f.By {
		f.key = appendValue(f.key, f.by(rec, name))
	}
	f.key = appendValue(f.key, f.depth(rec).id)
	return f.key
}

func appendValue(key, value []byte) []byte {
	return append(binary.AppendUvarint(key, uint64(len(value))), value...)
}

// valuesOf takes a key apart; false when it is none.
func (f *Fold) valuesOf(key string) ([]string, bool) {
	var out []string
	for rest := []byte(key); len(rest) > 0; {
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > uint64(len(rest)-size) {
			return nil, false
		}
		out = append(out, string(rest[size:size+int(n)]))
		rest = rest[size+int(n):]
	}
	return out, len(out) == len(f.By)+1
}

// cell is the group of a key; one beyond the limit goes nowhere, and [Fold.Problem] tells.
func (f *Fold) cell(key []byte) *group {
	g, ok := f.cells[string(key)]
	if !ok {
		g = &group{dims: make([]sums, len(f.dims))}
		if len(f.cells) <= maxCells {
			f.cells[string(key)] = g
		}
	}
	return g
}
