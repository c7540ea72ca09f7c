package rollup

// piece is an id in a row, ready to be written.
type piece struct {
	begins [32]byte
	text   string
}

func pieceOf(text string) piece {
	p := piece{text: text}
	copy(p.begins[:], text)
	return p
}

// append appends the piece. A short one is copied with what lies behind it: how far to copy costs more to find out than
// to copy.
func (p *piece) append(b []byte) []byte {
	n, size := len(b), len(p.text)
	if size > len(p.begins) || cap(b)-n < len(p.begins) {
		return append(b, p.text...)
	}
	*(*[len(p.begins)]byte)(b[n : n+len(p.begins)]) = p.begins
	return b[:n+size]
}
