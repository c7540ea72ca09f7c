package html

import (
	"encoding/base64"
	"html/template"

	"fathom/reports/doc"
)

// brand is whose paper a page is, ready to lay out.
type brand struct {
	doc.Brand
	Title string       // of the document, for the cover
	Logo  template.URL // the picture itself; "" without
	Alt   string
}

// newBrand prepares the brand of a document, nil without one.
func newBrand(rep *doc.Report) *brand {
	if rep.Brand == nil {
		return nil
	}
	b := &brand{Brand: *rep.Brand, Title: rep.Title}
	if p := rep.Brand.Logo; p != nil {
		// html/template takes no picture within a page by itself; letters of base64 are nothing else anywhere
		b.Logo = template.URL("data:" + p.Type + ";base64," + base64.StdEncoding.EncodeToString(p.Data))
		b.Alt = p.Alt
	}
	return b
}
