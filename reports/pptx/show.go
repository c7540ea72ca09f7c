package pptx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"fathom/rubric/ooxml"
)

// show makes slides those that the presentation shows, and the only ones that it has.
func (d *design) show(slides []*ooxml.Part) error {
	list := el("p:sldIdLst", "xmlns:p", nsSlides, "xmlns:r", nsRelations)
	for i, s := range slides {
		list.Put("p:sldId", "id", strconv.Itoa(256+i), "r:id", d.presentation.Lead("slide", s))
	}
	var err error
	d.presentation.Data, err = withSlides(d.presentation.Data, list)
	return err
}

// withSlides puts a list of slides into a presentation, where the list of its own was or had been, and takes out what
// tells of its own slides: sections and shows.
func withSlides(text []byte, list *ooxml.Element) ([]byte, error) {
	children, err := childrenOf(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	from, done := 0, false
	put := func(at int) {
		out.Write(text[from:at])
		from = at
		if !done {
			out.Write(list.Bytes())
			done = true
		}
	}
	for _, c := range children {
		switch c.name {
		case "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst":
		case "sldIdLst", "custShowLst", "extLst":
			put(c.from)
			from = c.to
		default:
			put(c.from)
		}
	}
	out.Write(text[from:])
	if !done {
		return nil, errors.New("pptx: the presentation has no size of its slides")
	}
	return out.Bytes(), nil
}

// child is an element right below the root of a part, and where it stands in it.
type child struct {
	name     string
	from, to int
}

func childrenOf(text []byte) ([]child, error) {
	var out []child
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
				out = append(out, child{name: t.Name.Local, from: from})
			}
			depth++
		case xml.EndElement:
			if depth--; depth == 1 {
				out[len(out)-1].to = int(dec.InputOffset())
			}
		}
	}
}
