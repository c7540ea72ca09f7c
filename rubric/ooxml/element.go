package ooxml

import (
	"bytes"
	"encoding/xml"
)

// Element is a piece of XML in the making. Texts and values of attributes are escaped when they are written, so that
// none of them can be taken for markup.
type Element struct {
	name     string
	attrs    []string // names and values by turns
	children []*Element
	text     string
}

// New is an element with attributes, names and values by turns; an attribute of no value is left out.
func New(name string, attrs ...string) *Element { return (&Element{name: name}).With(attrs...) }

// With adds attributes, as [New] does.
func (e *Element) With(attrs ...string) *Element {
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			e.attrs = append(e.attrs, attrs[i], attrs[i+1])
		}
	}
	return e
}

// Add puts elements into this one, behind those that it has; nil is none.
func (e *Element) Add(children ...*Element) *Element {
	for _, c := range children {
		if c != nil {
			e.children = append(e.children, c)
		}
	}
	return e
}

// Put puts one element of a name and attributes into this one.
func (e *Element) Put(name string, attrs ...string) *Element { return e.Add(New(name, attrs...)) }

// Text makes a text what stands in the element.
func (e *Element) Text(text string) *Element {
	e.text = text
	return e
}

// WithEmpty adds an attribute without a value.
func (e *Element) WithEmpty(name string) *Element {
	e.attrs = append(e.attrs, name, "")
	return e
}

// Bytes is the element within others.
func (e *Element) Bytes() []byte {
	var b bytes.Buffer
	e.write(&b)
	return b.Bytes()
}

// Document is the element as a part of a package.
func (e *Element) Document() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	e.write(&b)
	return b.Bytes()
}

func (e *Element) write(b *bytes.Buffer) {
	b.WriteString("<" + e.name)
	for i := 0; i < len(e.attrs); i += 2 {
		b.WriteString(" " + e.attrs[i] + `="`)
		escape(b, e.attrs[i+1])
		b.WriteByte('"')
	}
	if e.text == "" && len(e.children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	escape(b, e.text)
	for _, c := range e.children {
		c.write(b)
	}
	b.WriteString("</" + e.name + ">")
}

// escape writes a text; a buffer takes everything.
func escape(b *bytes.Buffer, text string) { _ = xml.EscapeText(b, []byte(text)) }
