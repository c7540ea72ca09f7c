package portfolio

import (
	"errors"
	"io"
	"sync"

	"fathom/assess/answerfile/quick"
)

// run is one run of a stream. Workers read batches in turn; and whoever has scored the one to be written next writes
// it, and those that wait behind it. So what was read is at hand in the cache of that processor, and nobody has to be
// woken for it.
type run struct {
	*Stream
	layout *quick.Layout
	free   chan *Batch
	over   chan struct{} // closed when nothing more is to be read and written, though the source has not ended

	reading sync.Mutex
	src     Source
	given   int // batches read so far
	ended   bool
	readErr error  // of the source
	unread  *crash // likewise

	writing sync.Mutex
	w       io.Writer
	waiting []*Batch // scored, by their numbers modulo how many there are
	written int      // batches
	out     Outcome
	halted  bool
	err     error  // why it was halted, nil at a bad record
	broken  *crash // likewise
}

func (s *Stream) begin(src Source, w io.Writer) *run {
	n := 2*s.Jobs - 1 // each has one, and all but the first one to be written have another that waits
	r := &run{Stream: s, layout: quick.NewLayout(s.Model), free: make(chan *Batch, n), over: make(chan struct{}),
		src: src, w: w, waiting: make([]*Batch, n)}
	for range n {
		r.free <- &Batch{}
	}
	return r
}

// next is the next batch of the source, nil when that has ended or the run is over.
func (r *run) next() *Batch {
	var b *Batch
	select {
	case b = <-r.free:
	case <-r.over:
		return nil
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.ended || !r.read(b) {
		r.free <- b
		return nil
	}
	b.number = r.given
	r.given++
	return b
}

// read fills a batch. False means that the source has ended.
func (r *run) read(b *Batch) bool {
	r.ended = true // also by a panic
	defer catch(&r.unread)
	b.Data, b.Docs, b.Err, b.Also = b.Data[:0], b.Docs[:0], nil, false
	err := r.src.Next(b)
	if r.ended = err != nil; r.ended && !errors.Is(err, io.EOF) {
		r.readErr = err
	}
	return !r.ended
}

// hand takes a batch that was scored, and writes what can be written.
func (r *run) hand(b *Batch) {
	r.writing.Lock()
	defer r.writing.Unlock()
	n := len(r.waiting)
	r.waiting[b.number%n] = b
	for !r.halted {
		next := r.waiting[r.written%n]
		if next == nil {
			return
		}
		r.waiting[r.written%n] = nil
		r.written++
		r.write(next)
		r.free <- next
	}
}

// write writes the next batch, which may halt the run.
func (r *run) write(b *Batch) {
	halts := true // also by a panic
	defer func() {
		if halts {
			r.halt()
		}
	}()
	defer catch(&r.broken)
	if b.broken != nil {
		r.broken = b.broken
		return
	}
	r.err = r.deliver(b)
	halts = r.err != nil || r.out.Halted
}

// halt ends a run before the source has.
func (r *run) halt() {
	r.halted = true
	close(r.over)
}

// stop ends a run from outside.
func (r *run) stop() {
	r.writing.Lock()
	defer r.writing.Unlock()
	if !r.halted {
		r.err = ErrStopped
		r.halt()
	}
}

// outcome is what came of the run, when it was halted or all workers are done.
func (r *run) outcome(workers []*worker) (Outcome, error) {
	r.writing.Lock()
	defer r.writing.Unlock()
	r.broken.pass()
	if r.halted {
		return r.out, r.err
	}
	r.unread.pass()
	out, err := r.out, r.readErr
	for _, k := range workers {
		out.Fallbacks += k.fallbacks
		out.Surprises += k.plain.Surprises
		if r.Fold != nil && err == nil {
			if out.Fold == nil {
				out.Fold = k.fold
			} else {
				err = errors.Join(err, out.Fold.Merge(k.fold))
			}
		}
	}
	return out, err
}

// deliver writes the rows of a batch and tells of its bad records.
func (r *run) deliver(b *Batch) error {
	out := &r.out
	if left := r.MostBad - out.Bad; r.MostBad > 0 && b.bad > left {
		out.TooMany = b.cut(left, r.MostBad)
	}
	if _, err := r.w.Write(b.rows); err != nil {
		return err
	}
	out.Scored += b.good
	out.Remarks.add(b.remarks)
	out.Bad += b.bad
	out.Halted = b.halted
	if r.Bad != nil && len(b.problems) > 0 {
		r.Bad(b.problems)
	}
	return nil
}
