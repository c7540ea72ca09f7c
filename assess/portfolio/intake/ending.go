package intake

import (
	"bytes"
	"io"
)

// ending is a file of lines without the empty ones at its end, which many programs and editors leave there. One that
// stands between others is a line of the file.
type ending struct {
	r      io.Reader
	err    error  // what ended the reading
	inLine bool   // the last byte that was found belongs to a line which goes on
	held   []byte // empty lines, of which it is not known yet whether they are the last ones
	next   []byte // what was held and what follows it
}

// maxHeld is how many bytes of empty lines may be the end of a file. More of them are lines.
const maxHeld = 4 << 10

// Read implements [io.Reader].
func (e *ending) Read(p []byte) (int, error) {
	for len(e.next) == 0 && e.err == nil {
		n, err := e.r.Read(p)
		e.err = err
		end := e.endOfText(p[:n])
		rest := p[end:n]
		switch {
		case end > 0 && len(e.held) == 0:
			e.held = append(e.held, rest...)
			return end, nil
		case end > 0:
			e.next = append(e.held, p[:end]...)
			e.held = bytes.Clone(rest)
		default:
			e.held = append(e.held, rest...)
		}
		if len(e.held) > maxHeld {
			e.inLine = e.held[len(e.held)-1] != '\n'
			e.next, e.held = append(e.next, e.held...), nil
		}
	}
	if len(e.next) == 0 {
		return 0, e.err
	}
	n := copy(p, e.next)
	e.next = e.next[n:]
	return n, nil
}

// endOfText is where the last line that is not empty ends in what was read, or goes on behind it.
func (e *ending) endOfText(data []byte) int {
	text := len(bytes.TrimRight(data, "\r\n"))
	if text == 0 && !e.inLine {
		return 0
	}
	end := len(data)
	if at := bytes.IndexByte(data[text:], '\n'); at >= 0 {
		end = text + at + 1
	}
	if end > 0 {
		e.inLine = data[end-1] != '\n'
	}
	return end
}
