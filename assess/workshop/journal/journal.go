// Package journal keeps the events of a workshop on disk: a file beside the panel, one event a line, and an event is on
// the disk before anybody is told that it happened. Events that come at the same time share one sync.
//
// A line that was cut off at the end, as by a power failure, was never confirmed to anybody, and is dropped. Any other
// damage is a located error: nothing is guessed.
package journal

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"sync"
	"syscall"

	"fathom/assess/answerfile/disk"
	"fathom/assess/workshop"
	"fathom/rubric/problem"
)

// ErrBroken tells that the disk refused something: what was queued since the last confirmed event is lost, and nothing
// more is taken until [Journal.Repair] has put the file in order.
var ErrBroken = errors.New("journal: broken")

// ErrFull tells that a journal has reached [MaxBytes].
var ErrFull = fmt.Errorf("journal: full: %w", syscall.EFBIG)

// ErrClosed tells that the journal was closed.
var ErrClosed = errors.New("journal: closed")

// MaxBytes is the size of a journal at most: 200 people who vote on 91 criteria ten times take a third of it.
const MaxBytes = 128 << 20

// Journal is an open journal, which nobody else has. It may be used by several goroutines.
type Journal struct {
	Path string

	disk  disk.Disk
	file  disk.File
	tell  func(disk.Notice)
	state sync.Mutex
	free  *sync.Cond // nobody writes

	// under state
	busy   bool // somebody writes
	next   *batch
	events int   // that are in the file or queued
	size   int64 // that is on the disk for sure
	broken error
	closed bool
}

// batch is what one sync confirms.
type batch struct {
	data []byte
	n    int
	done bool
	err  error
}

// Append writes events and returns when they are on the disk. After an error none of them counts; see [Journal.Queue].
func (j *Journal) Append(events ...workshop.Event) error {
	waits := make([]func() error, len(events))
	for i, e := range events {
		waits[i] = j.Queue(e)
	}
	var err error
	for _, wait := range waits {
		err = cmp.Or(err, wait())
	}
	return err
}

// Queue puts an event behind those that were queued before. What it returns waits until the event is on the disk, or
// says why it is not; it must be called, since whoever waits first writes for all. The error is [ErrBroken], [ErrFull]
// or [ErrClosed].
func (j *Journal) Queue(e workshop.Event) (wait func() error) {
	j.state.Lock()
	defer j.state.Unlock()
	err := j.refuses()
	if err == nil {
		err = j.queue(e)
	}
	if err != nil {
		return func() error { return err }
	}
	b := j.next
	return func() error { return j.wait(b) }
}

func (j *Journal) refuses() error {
	switch {
	case j.closed:
		return ErrClosed
	case j.broken != nil:
		return j.broken
	}
	return nil
}

func (j *Journal) queue(e workshop.Event) error {
	line, err := lineOf(j.events+1, e)
	if err != nil {
		return err
	}
	if j.size+int64(len(j.next.data)+len(line)) > MaxBytes {
		return ErrFull
	}
	j.events++
	j.next.data = append(j.next.data, line...)
	j.next.n++
	return nil
}

// wait returns when the batch is confirmed or lost. Who finds nobody writing writes.
func (j *Journal) wait(b *batch) error {
	j.state.Lock()
	defer j.state.Unlock()
	for !b.done {
		if j.busy {
			j.free.Wait()
		} else {
			j.commit()
		}
	}
	return b.err
}

// commit writes what is queued, and syncs it. Others queue meanwhile.
func (j *Journal) commit() {
	b, at := j.next, j.size
	j.next, j.busy = &batch{}, true
	j.state.Unlock()
	_, err := j.file.WriteAt(b.data, at)
	if err == nil {
		err = j.sync()
	}
	j.state.Lock()
	j.busy, b.done = false, true
	if err == nil {
		j.size += int64(len(b.data))
	} else {
		j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
		b.err = j.broken
		j.next.done, j.next.err = true, j.broken // it stands behind what is lost
	}
	j.free.Broadcast()
}

// drain waits until nothing is queued any more.
func (j *Journal) drain() {
	for j.busy || len(j.next.data) > 0 && !j.next.done {
		if j.busy {
			j.free.Wait()
		} else {
			j.commit()
		}
	}
}

// Repair makes a broken journal usable again: it cuts off whatever was not confirmed, and returns the events that are
// on the disk. The room in memory may be ahead of them: make it anew. While the disk still refuses, the journal stays
// broken. On one that is not broken it does nothing but read.
func (j *Journal) Repair() ([]workshop.Event, error) {
	j.state.Lock()
	defer j.state.Unlock()
	j.drain()
	if j.closed {
		return nil, ErrClosed
	}
	events, whole, err := j.read(j.size)
	if err == nil && whole != j.size {
		err = damaged(j.Path, len(events)+1, io.ErrUnexpectedEOF)
	}
	if err == nil {
		err = j.settle(whole, len(events))
	}
	if err != nil {
		j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
		return nil, j.broken
	}
	j.next, j.broken = &batch{}, nil
	return events, nil
}

// Broken is why the journal takes nothing, nil where it does.
func (j *Journal) Broken() error {
	j.state.Lock()
	defer j.state.Unlock()
	return j.broken
}

// Close writes what is queued and lets go of the file, which stays.
func (j *Journal) Close() error {
	j.state.Lock()
	defer j.state.Unlock()
	return j.end()
}

// Remove removes the file, and lets go of it: the workshop is over, and the panel has all that it is to keep.
func (j *Journal) Remove() error {
	j.state.Lock()
	defer j.state.Unlock()
	if j.closed {
		return nil
	}
	err := j.disk.Remove(j.Path)
	_ = j.end() // nothing is left to be lost
	return err
}

// end writes what is queued and closes the file.
func (j *Journal) end() error {
	j.drain()
	if j.closed {
		return nil
	}
	j.closed = true
	return j.file.Close()
}

// Fault is the error of an event that does not fit those before it, with its line; see [workshop.Fold].
func (j *Journal) Fault(at int, err error) error {
	var no *workshop.Refusal
	if !errors.As(err, &no) {
		return err
	}
	return problem.List{{File: j.Path, Line: at + 1, Kind: "journal", Message: no.Message}}
}
