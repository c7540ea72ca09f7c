package ooxml

import "fathom/rubric/safe"

// About is what a package says of itself.
type About struct {
	Title, Language string
	Day             string   // when it was made, as 2026-11-20; "" for no day
	Counted         *Element // what is counted in it, such as its slides; nil for nothing
}

// Describe adds the properties of the document; the same ones are the same bytes.
func (p *Package) Describe(a About) {
	core := New("cp:coreProperties", "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").Add(New("dc:title").Text(safe.Line(a.Title)),
		New("dc:creator").Text("Fathom"), New("cp:lastModifiedBy").Text("Fathom"))
	if a.Day != "" {
		for _, when := range []string{"dcterms:created", "dcterms:modified"} {
			core.Add(New(when, "xsi:type", "dcterms:W3CDTF").Text(a.Day + "T00:00:00Z"))
		}
	}
	core.Add(New("dc:language").Text(a.Language))
	p.LeadBy(CoreProperties, p.Add(coreProperties, "application/vnd.openxmlformats-package.core-properties+xml",
		core.Document()))
	app := New("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties").Add(
		New("Application").Text("Fathom"), a.Counted)
	p.Lead("extended-properties", p.Add("docProps/app.xml",
		"application/vnd.openxmlformats-officedocument.extended-properties+xml", app.Document()))
}
