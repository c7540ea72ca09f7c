package safe

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// Screen writes data that are meant for files and programs to a terminal: what [Text] shows as <U+XXXX> is shown so, lest text that
// came from a file steer the terminal. All else stays as it is, the ends of lines of CSV and its byte order mark, too.
type Screen struct {
	w     io.Writer
	begun bool
	left  []byte // the beginning of a character, or a carriage return: the next bytes tell what it is
}

// NewScreen makes a screen of a terminal.
func NewScreen(w io.Writer) *Screen { return &Screen{w: w} }

// Write takes all of p. The error is the terminal's.
func (s *Screen) Write(p []byte) (int, error) {
	data := append(s.left, p...)
	whole := len(data)
	switch {
	case !complete(data):
		whole = lastStart(data)
	case bytes.HasSuffix(data, []byte("\r")):
		whole--
	}
	s.left = bytes.Clone(data[whole:])
	return len(p), s.show(data[:whole])
}

// Close writes what was held back.
func (s *Screen) Close() error { return s.show(s.left) }

func (s *Screen) show(data []byte) error {
	var b bytes.Buffer
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "<0x%02X>", data[0])
		case unsafe(r) && !bytes.HasPrefix(data, []byte("\r\n")) && (r != 0xFEFF || s.begun):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.Write(data[:n])
		}
		data, s.begun = data[n:], true
	}
	_, err := s.w.Write(b.Bytes())
	return err
}

// lastStart is where the last character begins.
func lastStart(data []byte) int {
	for i := len(data) - 1; i >= 0 && i >= len(data)-utf8.UTFMax; i-- {
		if utf8.RuneStart(data[i]) {
			return i
		}
	}
	return len(data)
}

// complete tells whether data end with a whole character, or with what can be none.
func complete(data []byte) bool { return utf8.FullRune(data[lastStart(data):]) || len(data) == 0 }
