package form

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads CSV of any length a row at a time, in memory that does not grow with it.

// maxRow is how many bytes one row may take in a table without a limit of rows: a quotation mark that is never closed
// makes one row of all that follows. So much of a file is looked at to find out how it is written.
const maxRow = 2 << 20

// Stream is a table of CSV that is read a row at a time, as often as it is asked for. Its [Cells] are the first rows,
// and behind them the one row that is read at present.
type Stream struct {
	Cells
	src  io.ReadSeeker
	enc  encoding.Encoding
	name string // of the encoding, where somebody said it

	mac   bool // its lines end in CR alone
	skip  int  // bytes of the text before the table
	sep   rune
	typed bool // the cells are as people typed them
	first int  // rows that stay
}

// OpenStream begins to read a file; its first rows stay at hand. It is nil for what is no CSV, as a workbook or JSON:
// see [ReadTables]. The encoding is that of a text, as in [Defaults]. The error is a [problem.List], or of the file.
func OpenStream(file string, src io.ReadSeeker, encoding string, first int) (*Stream, error) {
	begin, line, err := sample(src)
	if err != nil {
		return nil, err
	}
	s := &Stream{Cells: Cells{t: &table{file: file}}, src: src, name: encoding, first: first}
	if line == 0 && (bytes.HasPrefix(begin, []byte("PK\x03\x04")) || refused(file, begin) != nil) {
		return nil, nil
	}
	var bad problem.List
	if s.enc, bad = writtenIn(file, begin, encoding); bad != nil {
		return nil, moved(bad, line)
	}
	text, err := s.text()
	if err != nil {
		return nil, err
	}
	s.mac = endsInCR(text) // also before a fault, whose line is told
	if text, err = s.text(); err != nil {
		return nil, err
	}
	peeked, err := text.Peek(text.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if isJSON(string(peeked)) || refused(file, peeked) != nil {
		return nil, nil
	}
	s.skip, s.sep = partedBy(string(peeked))
	return s, s.begin()
}

// sample is the part of a file that shows how it is written, where it first has anything but ASCII, and how many lines
// there are before. It is the whole file where that is not longer.
func sample(src io.ReadSeeker) (data []byte, line int, err error) {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, 0, err
	}
	data = make([]byte, maxRow)
	for kept := 0; ; {
		n, err := io.ReadFull(src, data[kept:])
		data := data[:kept+n]
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return data, line, nil
		case err != nil:
			return nil, 0, err
		}
		end := bytes.LastIndexAny(data, "\r\n") + 1
		if end == 0 || !isPlainASCII(data) { // what is cut off may end in half a character
			if end > 0 && bytes.IndexByte(data, 0) < 0 {
				data = data[:end]
			}
			return data, line, nil
		}
		line += strings.Count(lineEnds(string(data[:end])), "\n")
		kept = copy(data, data[end:])
	}
}

func isPlainASCII(data []byte) bool {
	for _, b := range data {
		if b == 0 || b >= 0x80 {
			return false
		}
	}
	return true
}

// moved puts problems of a part of a file where they stand in the whole.
func moved(list problem.List, lines int) problem.List {
	for i := range list {
		if list[i].Line > 0 {
			list[i].Line += lines
		}
	}
	return list
}

// text is the whole file as UTF-8, from its beginning.
func (s *Stream) text() (*bufio.Reader, error) {
	if _, err := s.src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	c := &checked{s: s, in: transform.NewReader(s.src, encoding.UTF8Validator), line: 1}
	if s.enc != unicode.UTF8 {
		c.in = s.enc.NewDecoder().Reader(s.src)
	}
	if s.mac {
		c.in = transform.NewReader(c.in, macLines{})
	}
	text := bufio.NewReaderSize(c, 64<<10)
	if mark, _ := text.Peek(len(strictyaml.Mark)); string(mark) == strictyaml.Mark {
		_, _ = text.Discard(len(mark))
	}
	return text, nil
}

// checked is a text that fails where it is not of its encoding, with the line.
type checked struct {
	s    *Stream
	in   io.Reader
	line int
	last int // characters of that line so far
	tail [2]byte
	bad  bool // once found, that stays
	zero bool // and it is a byte of zero
}

func (c *checked) Read(p []byte) (int, error) {
	if c.bad {
		return 0, c.fault()
	}
	n, err := c.in.Read(p)
	got := p[:n]
	if at := c.wrong(got); at >= 0 {
		c.bad, c.zero, got = true, got[at] == 0, got[:at]
	}
	c.bad = c.bad || errors.Is(err, encoding.ErrInvalidUTF8)
	c.count(got)
	if c.bad {
		err = c.fault()
	}
	return len(got), err
}

// count moves on to where a text ends. A mark at its beginning is no character of the first line.
func (c *checked) count(got []byte) {
	if c.line == 1 && c.last == 0 {
		got = bytes.TrimPrefix(got, []byte(strictyaml.Mark))
	}
	if end := bytes.LastIndexByte(got, '\n') + 1; end > 0 {
		c.line, c.last, got = c.line+bytes.Count(got[:end], []byte("\n")), 0, got[end:]
	}
	for _, b := range got {
		if utf8.RuneStart(b) {
			c.last++
		}
	}
}

// wrong is where a text has a sign that is in none, or that stands for bytes which are no character; -1 without one.
func (c *checked) wrong(got []byte) int {
	at := bytes.IndexByte(got, 0)
	if c.s.enc == unicode.UTF8 {
		return at
	}
	const broken = "\uFFFD"
	joined := append(c.tail[:len(c.tail):len(c.tail)], got[:min(len(got), len(broken)-1)]...)
	switch i := bytes.Index(got, []byte(broken)); {
	case bytes.Contains(joined, []byte(broken)):
		return 0
	case i >= 0 && (at < 0 || i < at):
		at = i
	}
	joined = append(c.tail[:len(c.tail):len(c.tail)], got[max(0, len(got)-len(c.tail)):]...)
	copy(c.tail[:], joined[len(joined)-len(c.tail):])
	return at
}

func (c *checked) fault() error {
	if c.zero {
		return problem.List{zeroByte(c.s.t.file, c.line, c.last+1)}
	}
	if c.s.enc == unicode.UTF8 {
		return problem.List{notUTF8(c.s.t.file, c.line)}
	}
	p := notOf(c.s.t.file, c.s.name)
	p.Line = c.line
	return problem.List{p}
}

// bounded is a text whose rows are bounded: left are the bytes that the present one may still take.
type bounded struct {
	in   io.Reader
	left int
}

var errLongRow = errors.New("form: a row is too long")

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLongRow
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}

// begin reads the rows that stay.
func (s *Stream) begin() error {
	var all problem.List
	for _, bad := range s.read() {
		if all.Join(bad); len(s.t.rows) > s.first || bad != nil {
			break
		}
	}
	return all.Err()
}

// All reads the table and yields the place of each row in turn, by which [Cells] shows it until the next one. A row
// with a fault is yielded with it; after one that keeps others from being read there are none.
func (s *Stream) All() iter.Seq2[int, problem.List] { return s.read() }

func (s *Stream) read() iter.Seq2[int, problem.List] {
	return func(yield func(int, problem.List) bool) {
		text, err := s.text()
		if err == nil {
			_, err = text.Discard(s.skip)
		}
		if err != nil {
			yield(0, s.asList(err))
			return
		}
		row := &bounded{in: text, left: maxRow}
		in := newRecords(s.t.file, row, s.sep)
		in.bound, in.ReuseRecord = row, true
		for at := 0; ; at++ {
			record, place, bad := in.next()
			if row.left <= 0 && bad != nil {
				bad = problem.List{s.longRow(in)}
			}
			if bad != nil {
				yield(0, bad)
				return
			}
			if record == nil || !yield(s.put(at, record, place)) {
				return
			}
		}
	}
}

func (s *Stream) longRow(in *records) problem.Problem {
	p := fault(s.t.file, "too-large", say.Both("the row that begins here takes more than %d MiB; is a quotation mark missing?", "从这里开始的一行超过 %d MiB；是不是少了引号？", maxRow>>20))
	if n := len(s.t.places); n > 0 {
		p.Line, p.Column = s.t.places[n-1]+1, 1
	}
	return p
}

// asList is an error of reading as a problem of the file.
func (s *Stream) asList(err error) problem.List {
	var list problem.List
	if errors.As(err, &list) {
		return list
	}
	return problem.List{fault(s.t.file, "file", say.Both("it cannot be read: %v", "无法读取：%v", err))}
}

// put puts a row in its place: its own among the first ones, else the last.
func (s *Stream) put(at int, record []string, place int) (int, problem.List) {
	at = min(at, s.first)
	if at == len(s.t.rows) {
		s.t.rows, s.t.places = append(s.t.rows, nil), append(s.t.places, 0)
	}
	if at < s.first {
		record = slices.Clone(record)
	}
	if at == 0 {
		s.typed = isMade(record)
	}
	s.t.rows[at], s.t.places[at] = record, place
	if len(record) > MaxColumns {
		return at, problem.List{s.t.problem(at, MaxColumns, "too-many", tooManyColumns())}
	}
	bad := s.t.checkRow(at, s.sep)
	if !s.typed {
		for i := range record {
			record[i] = unguard(record[i])
		}
	}
	return at, bad
}

// IsLonger reports whether there are more rows than those that stay at hand.
func (s *Stream) IsLonger() bool { return len(s.t.rows) > s.first }

// Beginning is the table as far as it stays at hand.
func (s *Stream) Beginning() Cells {
	t := *s.t
	n := min(len(t.rows), s.first)
	t.rows, t.places = t.rows[:n], t.places[:n]
	return Cells{t: &t}
}
