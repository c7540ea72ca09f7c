// Package huhprompt puts an interview to a person on the whole screen of a terminal: a card for each question, a
// summary after each dimension, and small dialogs for notes and reasons.
//
// One program runs from the first fact to the last answer, so nothing typed ahead is lost between two questions. Its
// model owns the position, the header, the keys and the saving; huh supplies the fields. The cards are a field of ours:
// huh's own select would choose the first level by itself and scrolls by options instead of lines.
package huhprompt

import (
	"context"
	"errors"
	"io"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess/interview"
	_ "fathom/assess/interview/huhprompt/background" // keeps the terminal from being asked
)

// Prompter draws on Out and reads keys from In; both are a terminal.
type Prompter struct {
	In    io.Reader
	Out   io.Writer
	Color bool // use bold and faint text
}

// Conduct implements [interview.Prompter]. Whatever ends it, a text that was being typed is kept as a note.
func (p Prompter) Conduct(ctx context.Context, start interview.Start) error {
	return p.run(ctx, newModel(start, style{p.Color}))
}

// Fill implements [interview.Prompter]. Esc at the first question leaves, at the others it goes back.
func (p Prompter) Fill(ctx context.Context, form interview.Form) error {
	return p.run(ctx, newForm(form, style{p.Color}))
}

func (p Prompter) run(ctx context.Context, m *model) error {
	program := tea.NewProgram(m, tea.WithInput(p.In), tea.WithOutput(p.Out), tea.WithAltScreen(),
		tea.WithoutSignalHandler())
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		select {
		case <-ctx.Done():
			program.Send(leave{context.Cause(ctx)})
		case <-ended:
		}
	}()
	_, err := program.Run()
	m.keepDraft()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return errors.Join(m.result, err)
}

// leave asks the program to end with a result.
type leave struct{ err error }
