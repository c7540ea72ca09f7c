package interview

import (
	"context"
	"errors"
)

// ErrAborted tells that the person broke off with Ctrl-C. Every answer given before is saved.
var ErrAborted = errors.New("interview: aborted")

// Prompter puts an interview to a person.
type Prompter interface {
	// Conduct asks for the facts of start.Setup, if there is one, begins the session and puts its questions until the
	// person has finished or leaves; both return nil. It returns ErrAborted after Ctrl-C, the cause of ctx when that ends,
	// the error of Begin when there can be no session, and ErrUnsaved when the person left although the last save failed.
	Conduct(ctx context.Context, start Start) error
}

// Start says how an interview begins.
type Start struct {
	Lang  string // of everything said until Setup asks for the language: "zh" or "en"
	Setup *Setup // nil when every fact is known
	Begin func(Facts) (*Session, error)
}
