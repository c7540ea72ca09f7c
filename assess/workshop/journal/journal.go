// Package journal keeps the events of a workshop on disk: a file beside the panel, one event a line, and an event is on
// the disk before anybody is told that it happened. Events that come at the same time share one sync.
//
// On the disk means where a restart looks for it. A file that somebody removed, renamed or emptied meanwhile takes what
// is written to it as before, and no restart would find it: so each sync is followed by a look whether the name still
// leads to the file. Where it does not nothing is confirmed, and [Journal.Repair] writes all events anew.
//
// A line that was cut off at the end, as by a power failure, was never confirmed to anybody, and is dropped. Any other
// damage is a located error: nothing is guessed.
package journal

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
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

// reserve is what is left of MaxBytes when a journal calls itself full: some thousand events more.
const reserve = 8 << 20

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
	events int              // that are in the file or queued
	kept   []workshop.Event // that are on the disk for sure
	size   int64            // of those in the file
	broken error
	closed bool
}

// batch is what one sync confirms.
type batch struct {
	data   []byte
	events []workshop.Event
	done   bool
	err    error
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

// Full is [ErrFull] when the journal is so long that there should be no more events but the few that end a workshop,
// else nil.
func (j *Journal) Full() error {
	j.state.Lock()
	defer j.state.Unlock()
	if j.size+int64(len(j.next.data)) > MaxBytes-reserve {
		return ErrFull
	}
	return nil
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
	j.next.events = append(j.next.events, e)
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
	err := j.write(b.data, at)
	j.state.Lock()
	j.busy, b.done = false, true
	if err == nil {
		j.size += int64(len(b.data))
		j.kept = append(j.kept, b.events...)
	} else {
		j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
		b.err = j.broken
		j.next.done, j.next.err = true, j.broken // it stands behind what is lost
	}
	j.free.Broadcast()
}

// write writes at the end of the file, which is there, and syncs it. It is an error when somebody has changed or
// removed the file.
func (j *Journal) write(data []byte, at int64) error {
	info, err := j.file.Stat()
	switch {
	case err != nil:
		return err
	case info.Size() < at: // what is written behind the end would make a hole
		return j.fault(problem.ErrChanged)
	}
	if _, err := j.file.WriteAt(data, at); err != nil {
		return err
	}
	if err := j.sync(); err != nil {
		return err
	}
	return j.isFound(info)
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
// on the disk. A file that is gone, or that has lost something, it writes anew; but not over one that somebody else has
// put there. The room in memory may be ahead of the events: make it anew. While the disk still refuses, the journal
// stays broken. On one that is not broken it does nothing but look.
func (j *Journal) Repair() ([]workshop.Event, error) {
	j.state.Lock()
	defer j.state.Unlock()
	j.drain()
	if j.closed {
		return nil, ErrClosed
	}
	var err error
	if j.isWhole() {
		err = j.settle(j.size, len(j.kept))
	} else {
		err = j.renew()
	}
	if err != nil {
		j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
		return nil, j.broken
	}
	j.next, j.broken = &batch{}, nil
	return slices.Clone(j.kept), nil
}

// Broken is why the journal takes nothing, nil where it does.
func (j *Journal) Broken() error {
	j.state.Lock()
	defer j.state.Unlock()
	return j.broken
}

// Close writes what is queued and lets go of the file, which stays; one that somebody removed is written anew.
func (j *Journal) Close() error {
	j.state.Lock()
	defer j.state.Unlock()
	j.drain()
	var err error
	if info, serr := j.file.Stat(); !j.closed && serr == nil && j.isFound(info) != nil {
		err = j.renew()
	}
	return cmp.Or(err, j.end())
}

// Remove removes the file, and lets go of it: the workshop is over, and the panel has all that it is to keep.
func (j *Journal) Remove() error {
	j.state.Lock()
	defer j.state.Unlock()
	if j.closed {
		return nil
	}
	j.drain()
	info, err := j.file.Stat()
	if err != nil || j.isFound(info) == nil { // else it is gone, or another file has its name
		err = j.disk.Remove(j.Path)
	}
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
