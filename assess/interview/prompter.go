package interview

import (
	"context"
	"errors"

	"fathom/rubric/say"
)

// ErrAborted tells that the person broke off, with Ctrl-C or by leaving a form. Every answer given before is saved.
var ErrAborted = errors.New("interview: aborted")

// Prompter puts an interview, or a form alone, to a person.
type Prompter interface {
	// Conduct asks for the facts of start.Setup, if there is one, begins the session and puts its questions until the
	// person has finished or leaves; both return nil. It returns ErrAborted after Ctrl-C, the cause of ctx when that
	// ends, the error of Begin when there can be no session, and ErrUnsaved when the person left although the last save
	// failed.
	Conduct(ctx context.Context, start Start) error
	// Fill asks the questions of a form and returns nil when all are answered. It returns ErrAborted when the person
	// leaves or the input ends before, and the cause of ctx when that ends.
	Fill(ctx context.Context, form Form) error
}

// Start says how an interview begins.
type Start struct {
	Lang  say.Language // of everything said until Setup asks for the language: "zh" or "en"
	Setup *Setup       // nil when every fact is known
	Begin func(Facts) (*Session, error)
}
