package lineprompt_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/assess/interview/lineprompt"
	"fathom/rubric/channelteam"
)

// cut is an input that is broken off: behind its line the session is asked to end, and then the input ends.
type cut struct {
	line string
	stop func()
}

func (c *cut) Read(p []byte) (int, error) {
	if c.line == "" {
		c.stop()
		return 0, io.EOF
	}
	n := copy(p, c.line)
	c.line = c.line[n:]
	return n, nil
}

// TestAskedToEnd: whoever asks the session to end is told so, also where the input ends at the same time: a signal to
// all programs of a pipeline ends them both.
func TestAskedToEnd(t *testing.T) {
	m, cause := assess.Compile(channelteam.Rubric()), errors.New("a signal")
	for range 100 {
		ctx, stop := context.WithCancelCause(t.Context())
		in := &cut{"3\n", func() { stop(cause) }}
		a := &assess.Assessment{Depth: "quick", Answers: make([]assess.Answer, m.Len())}
		err := lineprompt.Prompter{In: in, Out: io.Discard}.Conduct(ctx,
			interview.Start{Lang: "en", Begin: func(interview.Facts) (*interview.Session, error) {
				return interview.New(m, a, func(*assess.Assessment) error { return nil }), nil
			}})
		if !errors.Is(err, cause) {
			t.Fatalf("ended with %v", err)
		}
	}
}
