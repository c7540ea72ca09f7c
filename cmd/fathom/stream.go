package main

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"fathom/rubric/say"
)

// streamLong is streamFile for what takes long enough to be broken off: a signal then leaves what was there, and
// nothing beside it. Fill ends when stop tells of one, or its next write fails. What goes to a device or a pipe has no
// file to clean away: a signal ends the process as usual.
func (a *app) streamLong(path string, mode fs.FileMode, fill func(w io.Writer, stop <-chan struct{}) error) error {
	if isDevice(path) {
		return writeThrough(path, func(w io.Writer) error { return fill(w, nil) })
	}
	ctx, _, done := untilSignal()
	defer done()
	// who hears no more of what is told, as behind 2>&1 | head, shall not end the process in the midst of a file: while
	// the signal is taken, writing there is an error, which nobody asks for
	unheard := make(chan os.Signal, 1)
	signal.Notify(unheard, syscall.SIGPIPE)
	defer signal.Stop(unheard)
	err := a.streamFile(path, mode, func(w io.Writer) error {
		err := fill(breakable{w, ctx}, ctx.Done())
		return cmp.Or(context.Cause(ctx), err)
	})
	if code, broken := brokenOff(err); broken {
		return failure{code, say.Both("interrupted; %s was not written", "已中断；%s 没有写入", path), say.Message{}}
	}
	if code, broken := brokenOff(done()); broken && err == nil { // it came too late for this file
		return failure{code, say.Both("interrupted; %s was written, nothing after it", "已中断；%s 已写入，其余没有写入", path),
			say.Message{}}
	}
	return err
}

// streamAll is streamLong for what writes all the time.
func (a *app) streamAll(path string, mode fs.FileMode, write func(io.Writer) error) error {
	return a.streamLong(path, mode, func(w io.Writer, _ <-chan struct{}) error { return write(w) })
}

// breakable is a writer that fails once a context is over.
type breakable struct {
	io.Writer
	ctx context.Context
}

func (b breakable) Write(p []byte) (int, error) {
	if err := context.Cause(b.ctx); err != nil {
		return 0, err
	}
	return b.Writer.Write(p)
}
