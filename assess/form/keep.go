package form

import (
	"fmt"
	"io"
	"reflect"

	"fathom/assess"
)

// emit writes a finished form. A prefilled one is read back first: what would be lost or changed is refused.
func (f *form) emit(w io.Writer, data []byte, prefilled bool) error {
	if prefilled {
		if err := f.isKept(data); err != nil {
			return err
		}
	}
	_, err := w.Write(data)
	return err
}

func (f *form) isKept(data []byte) error {
	if f.a.Panel || len(f.a.Removed) > 0 {
		return fmt.Errorf("%w: a form has one rater and no removed answers", ErrNotKept)
	}
	back, err := Import("written", data, f.m, Defaults{})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotKept, err)
	}
	if len(back.Respondents) != 1 {
		return fmt.Errorf("%w: respondents that would be read back: %d", ErrNotKept, len(back.Respondents))
	}
	return differs(f.m, f.a, back.Respondents[0].Assessment)
}

// differs names the first thing that did not come back.
func differs(m *assess.Model, a, back *assess.Assessment) error {
	for i := range a.Answers {
		want := a.Answers[i]
		if !want.Given {
			want.Text = "" // of a question that nobody answered
		}
		if !reflect.DeepEqual(want, back.Answers[i]) {
			return fmt.Errorf("%w: the answer to %s would come back changed", ErrNotKept, m.Criterion(i).ID)
		}
	}
	head, got := *a, *back
	head.Answers, got.Answers = nil, nil
	if !reflect.DeepEqual(head, got) {
		return fmt.Errorf("%w: its subject, date or rater would come back changed", ErrNotKept)
	}
	return nil
}
