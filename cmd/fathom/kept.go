package main

import (
	"io"

	"fathom/reports/record"
)

// kept is what formats will write of documents of which there may be many, so that nobody has to keep these: each is
// written at once to where it waits for the others. No output is begun before all of them are known to be good.
type kept[T any] struct {
	spools  map[keptAs]*spool
	streams []record.Stream[T]
}

// keptAs tells apart what is kept: standard output may be a terminal, a file is none.
type keptAs struct {
	word     string
	isStdout bool
}

// oneByOne is a stream of documents that are written one by one.
type oneByOne[T any] func(doc T) error

func (each oneByOne[T]) Add(doc T) error { return each(doc) }
func (oneByOne[T]) End() error           { return nil }

// format is one that writes what is kept.
func (k *kept[T]) format(word string) format {
	return format{word: word, long: true, named: func(w io.Writer, path string) error {
		return k.spools[keptAs{word, path == ""}].copyTo(w)
	}}
}

// want begins to keep what a target will write.
func (k *kept[T]) want(t target, begin func(w io.Writer) record.Stream[T]) {
	as := keptAs{t.format.word, t.path == ""}
	if k.spools[as] != nil {
		return
	}
	if k.spools == nil {
		k.spools = map[keptAs]*spool{}
	}
	k.spools[as] = &spool{}
	k.streams = append(k.streams, begin(k.spools[as]))
}

func (k *kept[T]) add(doc T) error {
	for _, s := range k.streams {
		if err := s.Add(doc); err != nil {
			return err
		}
	}
	return nil
}

func (k *kept[T]) end() error {
	for _, s := range k.streams {
		if err := s.End(); err != nil {
			return err
		}
	}
	return nil
}

func (k *kept[T]) close() {
	for _, s := range k.spools {
		_ = s.Close() // all was written; what is left on the disk is not worth an error
	}
}
