package main

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spool keeps what is written only when all input is known to be good: a little in memory, and what is more in a
// temporary file, so that memory does not grow with it. Where the disk takes none or no more, the rest is in memory.
type spool struct {
	head, tail bytes.Buffer
	file       *os.File // between the two; nil while there is none
	full       bool     // nothing more goes there
}

// maxHeld is how many bytes are kept in memory before the disk is asked.
const maxHeld = 4 << 20

// Write never fails.
func (s *spool) Write(p []byte) (n int, _ error) {
	if s.file == nil && !s.full && s.head.Len()+len(p) > maxHeld {
		s.open()
	}
	if s.file == nil {
		return s.head.Write(p)
	}
	if !s.full {
		var err error
		n, err = s.file.Write(p)
		s.full = err != nil
	}
	s.tail.Write(p[n:])
	return len(p), nil
}

// open makes the file, which has no name any more where the system allows that: nothing of it outlives the program.
func (s *spool) open() {
	f, err := os.CreateTemp("", "fathom-*")
	if err != nil {
		s.full = true
		return
	}
	s.file = f
	_ = os.Remove(f.Name())
}

// copyTo writes all that was kept, as often as asked.
func (s *spool) copyTo(w io.Writer) error {
	if _, err := w.Write(s.head.Bytes()); err != nil || s.file == nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(w, s.file); err != nil {
		return err
	}
	_, err := w.Write(s.tail.Bytes())
	return err
}

// Close gives the disk back.
func (s *spool) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
