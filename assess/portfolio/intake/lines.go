package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"fathom/assess/portfolio"
)

// lines reads a file in pieces that end where lines end.
type lines struct {
	r       io.Reader
	name    string
	line    int // number of the next line
	largest int
	eager   bool
	close   func()

	carry []byte // what was read behind the last end of a line
	err   error  // what ended the reading
}

// peek reads the beginning into carry, so that it can be looked at.
func (l *lines) peek() error {
	l.carry = make([]byte, 512)
	n, err := io.ReadFull(l.r, l.carry)
	l.carry = l.carry[:n]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil // short, or cut: the next read tells
	}
	return err
}

// next fills a batch with the next lines. More tells whether there are any; the error is io.EOF behind the last ones, or why
// the reading ended.
func (l *lines) next(b *portfolio.Batch) (more bool, err error) {
	b.File, b.Line = l.name, l.line
	b.Data = append(b.Data, l.carry...)
	l.carry = l.carry[:0]
	end := bytes.LastIndexByte(b.Data, '\n') + 1
	for l.err == nil && !(end > 0 && (l.eager || len(b.Data) >= batchBytes)) {
		if end == 0 && len(b.Data) > l.largest {
			return l.tooLong(b)
		}
		from := len(b.Data)
		l.read(b)
		if at := bytes.LastIndexByte(b.Data[from:], '\n'); at >= 0 {
			end = from + at + 1
		}
	}
	if errors.Is(l.err, io.EOF) {
		end = len(b.Data) // the last line may have no end
	}
	l.carry = append(l.carry, b.Data[end:]...)
	b.Data = b.Data[:end]
	l.line += bytes.Count(b.Data, []byte("\n"))
	if end > 0 {
		return true, nil
	}
	return false, l.err
}

// read appends what the next read gives.
func (l *lines) read(b *portfolio.Batch) {
	b.Data = slices.Grow(b.Data, batchBytes/4)
	room := b.Data[len(b.Data):cap(b.Data)]
	if !l.eager {
		room = room[:min(len(room), max(batchBytes-len(b.Data), batchBytes/4))]
	}
	n, err := l.r.Read(room)
	b.Data = b.Data[:len(b.Data)+n]
	l.err = err
}

// tooLong drops the rest of a line over the limit.
func (l *lines) tooLong(b *portfolio.Batch) (bool, error) {
	large := tooLarge{l.line, l.largest}
	l.line++
	for l.err == nil {
		b.Data = b.Data[:0]
		l.read(b)
		if at := bytes.IndexByte(b.Data, '\n'); at >= 0 {
			l.carry = append(l.carry, b.Data[at+1:]...)
			break
		}
	}
	b.Data = b.Data[:0]
	b.Err = (&Source{}).trouble(l.name, large)
	return true, nil
}

// whole reads one answer file into the batch.
func (l *lines) whole(b *portfolio.Batch) error {
	from := len(b.Data)
	b.Data = append(b.Data, l.carry...)
	for l.err == nil && len(b.Data)-from <= l.largest {
		l.read(b)
	}
	size := len(b.Data) - from
	switch {
	case size > l.largest:
		b.Data = b.Data[:from]
		return tooLarge{0, l.largest}
	case l.err != nil && !errors.Is(l.err, io.EOF):
		b.Data = b.Data[:from]
		return l.err
	}
	b.Docs = append(b.Docs, portfolio.Doc{Name: l.name, Size: size})
	return nil
}
