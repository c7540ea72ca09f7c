package safe

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Screen writes data that are meant for files and programs to a terminal, line by line: what [Text] shows as <U+XXXX>
// is shown so, lest text that came from a file steer the terminal or hide something. All else stays as it is, the ends
// of lines of CSV and its byte order mark, too.
type Screen struct {
	w     io.Writer
	begun bool
	left  []byte // the beginning of a line: the next bytes tell what its characters are for
}

// NewScreen makes a screen of a terminal.
func NewScreen(w io.Writer) *Screen { return &Screen{w: w} }

// Write takes all of p. The error is the terminal's.
func (s *Screen) Write(p []byte) (int, error) {
	data := append(s.left, p...)
	whole := bytes.LastIndexByte(data, '\n') + 1
	s.left = bytes.Clone(data[whole:])
	return len(p), s.show(data[:whole])
}

// Close writes what was held back.
func (s *Screen) Close() error { return s.show(s.left) }

func (s *Screen) show(data []byte) error {
	const mark = "\uFEFF"
	var b strings.Builder
	before := ""
	if !s.begun && bytes.HasPrefix(data, []byte(mark)) {
		data, before = data[len(mark):], mark
	}
	s.begun = s.begun || len(data) > 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "<0x%02X>", data[0])
		case unsafe(r) && !bytes.HasPrefix(data, []byte("\r\n")):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.Write(data[:n])
		}
		data = data[n:]
	}
	_, err := io.WriteString(s.w, before+Visible(b.String()))
	return err
}
