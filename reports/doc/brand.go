package doc

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

// SignOff is a table to sign: a line for each role, to be filled in by hand.
type SignOff struct {
	Heading                     string
	Role, Name, Date, Signature string // the heads of its columns
	Roles                       []string
}
