package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// Child is an element right below the root of a part, and where it stands in it, in bytes.
type Child struct {
	Name     string // without its namespace
	From, To int
}

// Children are those of the root of a part. The error is that of a part which is no XML.
func Children(text []byte) ([]Child, error) {
	var out []Child
	dec := xml.NewDecoder(bytes.NewReader(text))
	depth := 0
	for {
		from := int(dec.InputOffset())
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 1 {
				out = append(out, Child{Name: t.Name.Local, From: from})
			}
			depth++
		case xml.EndElement:
			if depth--; depth == 1 && len(out) > 0 {
				out[len(out)-1].To = int(dec.InputOffset())
			}
		}
	}
}
