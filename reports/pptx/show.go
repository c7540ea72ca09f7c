package pptx

import (
	"bytes"
	"errors"
	"slices"
	"strconv"

	"fathom/rubric/ooxml"
)

// show makes slides those that the presentation shows, and the only ones that it has. Where a master of a template led
// to a slide of its own, it leads to the first of these.
func (d *design) show(slides []*ooxml.Part) error {
	for _, name := range d.pkg.Names() {
		for i := range d.pkg.Find(name).Relations {
			if r := &d.pkg.Find(name).Relations[i]; r.Kind == "slide" && r.Lost {
				r.Target, r.Lost = slides[0].Name, false
			}
		}
	}
	list := el("p:sldIdLst", "xmlns:p", nsSlides, "xmlns:r", nsRelations)
	for i, s := range slides {
		list.Put("p:sldId", "id", strconv.Itoa(256+i), "r:id", d.presentation.Lead("slide", s))
	}
	var err error
	d.presentation.Data, err = withSlides(d.presentation.Data, nil, list)
	return err
}

// withSlides puts lists of masters of notes and of slides into a presentation, where such lists stand; nil is none. It
// takes out what there is of slides: their list, sections, and shows.
func withSlides(text []byte, notes, list *ooxml.Element) ([]byte, error) {
	children, err := ooxml.Children(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	from := 0
	put := func(what **ooxml.Element, at int) {
		out.Write(text[from:at])
		from = at
		if *what != nil {
			out.Write((*what).Bytes())
			*what = nil
		}
	}
	for _, c := range children {
		switch c.Name {
		case "sldMasterIdLst":
			continue
		case "notesMasterIdLst", "handoutMasterIdLst":
			put(&notes, c.From)
			continue
		}
		put(&notes, c.From)
		put(&list, c.From)
		if slices.Contains([]string{"sldIdLst", "custShowLst", "extLst"}, c.Name) {
			from = c.To
		}
	}
	out.Write(text[from:])
	if notes != nil || list != nil {
		return nil, errors.New("pptx: the presentation has no size of its slides")
	}
	return out.Bytes(), nil
}
