package intake

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"fathom/assess/portfolio"
	"fathom/rubric/problem"
)

// Source reads inputs one after another as batches.
type Source struct {
	Stdin        io.Reader
	LineBuffered bool         // hand every line on as soon as it is there
	Largest      int          // bytes of one line or one answer file, at most; 512 KiB or more
	Read         atomic.Int64 // bytes read so far, compressed ones as they are
	// names of the files of lines that were read to their end and had none, of a source that came to its own
	Empty []string

	inputs  []Input
	current *lines
	pending error  // of the input after the files of the last batch
	from    string // the input of the pending error
}

// NewSource makes a source of inputs that [Find] found.
func NewSource(inputs []Input, largest int) *Source {
	return &Source{inputs: inputs, Largest: largest}
}

// batchBytes is how much of the input makes a batch, batchFiles how many answer files at most, and batchLines how many
// lines: what is told of lines without anything in them may be a hundred times their size.
const (
	batchBytes = 256 << 10
	batchFiles = 256
	batchLines = 4096
)

// Next fills a batch with lines, or with answer files.
func (s *Source) Next(b *portfolio.Batch) error {
	for {
		if s.pending != nil {
			b.Also = errors.As(s.pending, new(endless)) // its line was refused before
			b.Err, s.pending = trouble(s.from, s.pending), nil
			return nil
		}
		if s.current != nil {
			more, err := s.current.next(b)
			if more || err == nil {
				s.pend(s.current.name, err)
				return nil
			}
			if errors.Is(err, io.EOF) && !s.current.any {
				s.Empty = append(s.Empty, s.current.name)
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
		if file, _ := in.isFile(); len(b.Docs) > 0 && !file { // lines, as far as the name tells: not into this batch
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
	if in.odd {
		return &fs.PathError{Op: "open", Path: in.Path, Err: problem.ErrNoFile}
	}
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
	l := &lines{r: r, name: in.Name, line: 1, largest: s.Largest, eager: s.LineBuffered,
		close: func() { done(); raw.Close() }}
	file, known := in.isFile()
	if !known {
		if err := l.peek(); err != nil {
			l.close()
			return err
		}
		file = beginsFile(l.carry)
	}
	if !file {
		l.r = &ending{r: io.MultiReader(bytes.NewReader(l.carry), r)}
		l.carry, l.err = nil, nil // who reads on will meet the error again
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
