package record

import (
	"bytes"
	"io"
)

// Stream takes documents one after another, so that nobody has to keep them. The errors are those of its writer.
type Stream[T any] interface {
	Add(doc T) error
	End() error // once, behind the last
}

// WriteAll writes documents to a stream, and ends it.
func WriteAll[T any](s Stream[T], docs []T) error {
	for _, d := range docs {
		if err := s.Add(d); err != nil {
			return err
		}
	}
	return s.End()
}

// NewList writes documents as one of JSON: the document itself, or an array where there may be several. What of each
// is written, of tells.
func NewList[T any](w io.Writer, several bool, of func(doc T) any) Stream[T] {
	return &list[T]{w: w, several: several, of: of}
}

type list[T any] struct {
	w       io.Writer
	several bool
	of      func(doc T) any
	begun   bool
}

func (l *list[T]) Add(doc T) error {
	if !l.several {
		return Write(l.w, l.of(doc))
	}
	var b bytes.Buffer
	b.WriteString(l.sign() + "\n  ")
	if err := WriteWithin(&b, l.of(doc), "  "); err != nil {
		return err
	}
	_, err := l.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// sign is what stands before a member of an array.
func (l *list[T]) sign() string {
	if l.begun {
		return ","
	}
	l.begun = true
	return "["
}

func (l *list[T]) End() error {
	if !l.several {
		return nil
	}
	end := "\n]\n"
	if !l.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(l.w, end)
	return err
}
