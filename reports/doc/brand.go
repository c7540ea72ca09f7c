package doc

import (
	"bytes"
	"image/png"
)

// Brand is whose paper a document is: what stands on its cover and on each of its pages.
type Brand struct {
	Facts           []BrandFact // who it is for, who made it, which version of what day
	Confidentiality string      // what every page says of who may read it; "" for nothing
	Logo            *Picture
	Accent          string // a colour, #rrggbb; "" for the document's own
	Cover           bool   // on paper the first page is nothing else
	SignOff         *SignOff
}

// BrandFact is a text with what it is.
type BrandFact struct{ Label, Text string }

// Picture is an image that stands by itself: it needs no other file.
type Picture struct {
	Type string // image/png or image/svg+xml
	Data []byte
	Alt  string // what it shows, for those who do not see it
}

// Within is how large the picture is in a room of some width and height; ok is false of one that is no PNG: few
// programs show others in their documents.
func (p *Picture) Within(wide, high float64) (cx, cy float64, ok bool) {
	if p == nil || p.Type != "image/png" {
		return 0, 0, false
	}
	size, err := png.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || size.Width == 0 || size.Height == 0 {
		return 0, 0, false
	}
	shape := float64(size.Width) / float64(size.Height)
	cy = min(high, wide/shape)
	return cy * shape, cy, true
}

// SignOff is a table to sign: a line for each role, to be filled in by hand.
type SignOff struct {
	Heading                     string
	Role, Name, Date, Signature string // the heads of its columns
	Roles                       []string
}
