package intake

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"fathom/assess/portfolio"
	"fathom/rubric/problem"
)

// Source reads inputs one after another as batches.
type Source struct {
	Stdin        io.Reader
	LineBuffered bool         // hand every line on as soon as it is there
	Largest      int          // bytes of one line or one answer file, at most
	Read         atomic.Int64 // bytes read so far, compressed ones as they are

	inputs  []Input
	current *lines
	pending error  // of the input after the files of the last batch
	from    string // the input of the pending error
}

// NewSource makes a source of inputs that [Find] found.
func NewSource(inputs []Input, largest int) *Source {
	return &Source{inputs: inputs, Largest: largest}
}

// batchBytes is how much of the input makes a batch, and batchFiles how many answer files at most.
const (
	batchBytes = 256 << 10
	batchFiles = 256
)

// Next fills a batch with lines, or with answer files.
func (s *Source) Next(b *portfolio.Batch) error {
	for {
		if s.pending != nil {
			b.Err, s.pending = s.trouble(s.from, s.pending), nil
			return nil
		}
		if s.current != nil {
			more, err := s.current.next(b)
			if more || err == nil {
				s.pend(s.current.name, err)
				return nil
			}
			s.current.close()
			s.current = nil
			if !errors.Is(err, io.EOF) {
				s.pend(b.File, err)
				continue
			}
		}
		if len(s.inputs) == 0 {
			return io.EOF
		}
		if s.files(b); len(b.Docs) > 0 {
			return nil
		}
	}
}

// pend keeps an error for the next batch.
func (s *Source) pend(from string, err error) {
	if err != nil && !errors.Is(err, io.EOF) {
		s.from, s.pending = from, err
	}
}

// files gathers answer files until a batch is full, or opens the next file of lines.
func (s *Source) files(b *portfolio.Batch) {
	for len(s.inputs) > 0 && len(b.Docs) < batchFiles && len(b.Data) < batchBytes {
		in := s.inputs[0]
		if len(b.Docs) > 0 && !in.isFile([]byte("{")) { // lines, as far as the name tells: not into this batch
			return
		}
		s.inputs = s.inputs[1:]
		if err := s.open(in, b); err != nil {
			s.pend(in.Name, err)
			return
		}
		if s.current != nil {
			return
		}
	}
}

// open reads an answer file into the batch, or begins a file of lines.
func (s *Source) open(in Input, b *portfolio.Batch) error {
	var raw io.ReadCloser = io.NopCloser(s.Stdin)
	if in.Path != "-" {
		f, err := os.Open(in.Path)
		if err != nil {
			return err
		}
		raw = f
	}
	r, done, err := decompress(&counter{raw, &s.Read})
	if err != nil {
		return errors.Join(err, raw.Close())
	}
	l := &lines{r: r, name: in.Name, line: 1, largest: s.Largest, eager: s.LineBuffered, close: func() { done(); raw.Close() }}
	if in.Path != "-" {
		if err := l.peek(); err != nil {
			l.close()
			return err
		}
	}
	if !in.isFile(l.carry) {
		s.current = l
		return nil
	}
	defer l.close()
	return l.whole(b)
}

// counter counts what is read.
type counter struct {
	io.Reader
	n *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// tooLarge is a line or a file over the limit.
type tooLarge struct{ line, limit int }

func (e tooLarge) Error() string {
	return fmt.Sprintf("line %d has more than %d bytes", e.line, e.limit)
}

// trouble tells what is wrong with an input.
func (s *Source) trouble(name string, err error) error {
	at := problem.Problem{File: name, Kind: "unreadable", Message: cause(err)}
	var large tooLarge
	switch {
	case errors.As(err, &large) && large.line == 0:
		at.Kind, at.Message = "too-large", problem.Say("the file has more than the limit of %d bytes", "文件超过上限 %d 字节", large.limit)
	case errors.As(err, &large):
		at.Line, at.Column, at.Kind = large.line, 1, "too-large"
		at.Message = problem.Say("the line has more than the limit of %d bytes", "这一行超过上限 %d 字节", large.limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		at.Kind, at.Message = "truncated", problem.Say("the compressed data end too early; the file is cut", "压缩数据没有写完，文件被截断")
	}
	return problem.List{at}
}

// cause is why a file cannot be read, without its name, which stands before it.
func cause(err error) problem.Message {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	m := problem.Cause(err)
	return problem.Message{EN: "cannot be read: " + m.EN, ZH: "无法读取：" + m.ZH}
}
