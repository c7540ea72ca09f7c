package record

import (
	"bytes"
	"io"
)

// List writes one document after another as one: the document itself, or an array where there may be several. Nobody
// has to keep them. The errors are those of its writer.
type List struct {
	w       io.Writer
	several bool
	begun   bool
}

// NewList begins a list of documents.
func NewList(w io.Writer, several bool) *List { return &List{w: w, several: several} }

// Add writes a document.
func (l *List) Add(doc any) error {
	if !l.several {
		return Write(l.w, doc)
	}
	var b bytes.Buffer
	b.WriteString(l.sign() + "\n  ")
	if err := WriteWithin(&b, doc, "  "); err != nil {
		return err
	}
	_, err := l.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// sign is what stands before a member of an array.
func (l *List) sign() string {
	if l.begun {
		return ","
	}
	l.begun = true
	return "["
}

// End ends the list, once, behind the last.
func (l *List) End() error {
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
