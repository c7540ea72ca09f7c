package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"fathom/assess/portfolio"
	"fathom/rubric/strictyaml"
)

// lines reads a file in pieces that end where lines end.
type lines struct {
	r       io.Reader
	name    string
	line    int // number of the next line
	largest int
	eager   bool
	any     bool // a line was there, or something that should have been one
	skips   bool // the rest of a line over the limit is still to be read
	close   func()

	carry []byte // what was read behind the last end of a line
	err   error  // what ended the reading
}

// peek reads into carry until it tells how the input begins.
func (l *lines) peek() error {
	l.carry = make([]byte, 0, 512)
	for l.err == nil && len(l.carry) < cap(l.carry) && len(blankTrimmed(l.carry)) == 0 {
		n, err := l.r.Read(l.carry[len(l.carry):cap(l.carry)])
		l.carry, l.err = l.carry[:len(l.carry)+n], err
	}
	if len(l.carry) > 0 || errors.Is(l.err, io.EOF) {
		return nil // who reads on will meet the error
	}
	return l.err
}

// next fills a batch with the next lines. More reports whether there are any; the error is io.EOF behind the last ones,
// or why the reading ended.
func (l *lines) next(b *portfolio.Batch) (more bool, err error) {
	b.File, b.Line = l.name, l.line
	if l.skips {
		l.skip(b)
	}
	b.Data = append(b.Data, l.carry...)
	l.carry = l.carry[:0]
	end := bytes.LastIndexByte(b.Data, '\n') + 1
	for l.err == nil && !(end > 0 && (l.eager || len(b.Data) >= batchBytes)) {
		if end == 0 && len(b.Data) > l.largest {
			l.skips = true // when somebody wants more
			return l.refuse(b)
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
	if n := lengthOfFirst(b.Data[:end]); n > l.largest {
		l.carry = append(l.carry, b.Data[min(n+1, len(b.Data)):]...)
		return l.refuse(b)
	}
	count := bytes.Count(b.Data[:end], []byte("\n"))
	if count >= batchLines { // seldom: short lines
		end = endOfLines(b.Data[:end], batchLines)
		count = bytes.Count(b.Data[:end], []byte("\n"))
	}
	l.carry = append(l.carry, b.Data[end:]...)
	b.Data = b.Data[:end]
	if l.line == 1 {
		b.Data = strictyaml.Unmarked(b.Data)
	}
	l.line += count
	l.any = l.any || len(b.Data) > 0
	if end > 0 {
		return true, nil
	}
	return false, l.err
}

// endOfLines is where the first n lines end.
func endOfLines(data []byte, n int) int {
	end := 0
	for ; n > 0; n-- {
		at := bytes.IndexByte(data[end:], '\n')
		if at < 0 {
			return len(data)
		}
		end += at + 1
	}
	return end
}

// read appends what the next read gives. A batch has the room that most need from the first read on: growing there
// would take as much again.
func (l *lines) read(b *portfolio.Batch) {
	b.Data = slices.Grow(b.Data, max(batchBytes+batchBytes/4-len(b.Data), batchBytes/4))
	room := b.Data[len(b.Data):cap(b.Data)]
	room = room[:min(len(room), max(batchBytes-len(b.Data), batchBytes/4))]
	n, err := l.r.Read(room)
	b.Data = b.Data[:len(b.Data)+n]
	l.err = err
}

// lengthOfFirst is the length of the first line. No other line of a batch can be over the limit: a batch ends with the
// read that completes a line behind its first 256 KiB.
func lengthOfFirst(data []byte) int {
	if n := bytes.IndexByte(data, '\n'); n >= 0 {
		return n
	}
	return len(data)
}

// maxSkipped is how much of a line over the limit, in bytes, is passed over to find its end: a small archive holds one
// that has none for long.
const maxSkipped = 256 << 20

// skip passes over the rest of a line over the limit, up to what is behind its end. A line that has none ends the file.
func (l *lines) skip(b *portfolio.Batch) {
	l.skips = false
	for skipped := 0; l.err == nil; skipped += len(b.Data) {
		if skipped > maxSkipped {
			l.err = endless{l.line - 1}
			break
		}
		b.Data = b.Data[:0]
		l.read(b)
		if at := bytes.IndexByte(b.Data, '\n'); at >= 0 {
			l.carry = append(l.carry, b.Data[at+1:]...)
			break
		}
	}
	b.Data = b.Data[:0]
}

// refuse answers the next line, which is over the limit.
func (l *lines) refuse(b *portfolio.Batch) (bool, error) {
	b.Data, b.Err = b.Data[:0], trouble(l.name, tooLarge{l.line, l.largest})
	l.line++
	l.any = true
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
