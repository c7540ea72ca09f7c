package pptx

import (
	"cmp"
	"embed"
	"encoding/xml"

	"fathom/reports/doc"
	"fathom/reports/nativechart"
	"fathom/rubric/ooxml"
)

//go:embed master/*.xml
var master embed.FS

// The content types of a deck's parts.
const (
	office = "application/vnd.openxmlformats-officedocument."
	deck   = office + "presentationml."

	presentationType = deck + "presentation.main+xml"
	masterType       = deck + "slideMaster+xml"
	layoutType       = deck + "slideLayout+xml"
	slideType        = deck + "slide+xml"
	notesMasterType  = deck + "notesMaster+xml"
	notesType        = deck + "notesSlide+xml"
	themeType        = office + "theme+xml"
)

// design is what slides stand on: a package with a presentation, and two of the layouts of one of its masters.
type design struct {
	pkg            *ooxml.Package
	presentation   *ooxml.Part
	notesMaster    *ooxml.Part
	cover, content layout
	size           box
	lacks          []ooxml.Shortfall
}

// layout is a slide's layout, and where it has what: a place without a box has none.
type layout struct {
	part                        *ooxml.Part
	title, body, footer, number place
	places                      int // all that it has
	ink                         ink
}

// place is a placeholder of a layout; what a slide puts into it names it by its type and index.
type place struct {
	kind, index string
	box         box
	isThere     bool
	vertical    bool    // its lines run from top to bottom
	size        float64 // of its text, in points; 0 where it is not said
}

// ownDesign is our own master, in the colour of a brand.
func ownDesign(b *doc.Brand) (*design, error) {
	pkg := ooxml.NewPackage()
	var err error
	add := func(name, contentType, file string) *ooxml.Part {
		data, e := master.ReadFile("master/" + file)
		if e != nil {
			err = e
		}
		return pkg.Add(name, contentType, data)
	}
	m := add("ppt/slideMasters/slideMaster1.xml", masterType, "slideMaster.xml")
	one := add("ppt/slideLayouts/slideLayout1.xml", layoutType, "slideLayout1.xml")
	two := add("ppt/slideLayouts/slideLayout2.xml", layoutType, "slideLayout2.xml")
	theme := pkg.Add("ppt/theme/theme1.xml", themeType, nativechart.Theme(b))
	for _, l := range []*ooxml.Part{one, two} {
		m.Lead("slideLayout", l)
		l.Lead("slideMaster", m)
	}
	m.Lead("theme", theme)
	p := pkg.Add("ppt/presentation.xml", presentationType, nil)
	pkg.Lead("officeDocument", p)
	d := &design{pkg: pkg, presentation: p}
	masters := el("p:sldMasterIdLst").Put("p:sldMasterId", "id", "2147483648", "r:id", p.Lead("slideMaster", m))
	d.addNotesMaster()
	p.Data = el("p:presentation", "xmlns:a", nsDrawing, "xmlns:r", nsRelations, "xmlns:p", nsSlides).
		Add(masters, el("p:notesMasterIdLst").Put("p:notesMasterId", "r:id", p.Lead("notesMaster", d.notesMaster))).
		Put("p:sldSz", "cx", "12192000", "cy", "6858000").Put("p:notesSz", "cx", "6858000", "cy", "9144000").
		Add(textStyle()).Document()
	if err != nil {
		return nil, err
	}
	var inherited shapes
	if err := xml.Unmarshal(m.Data, &inherited); err != nil {
		return nil, err
	}
	if d.cover, err = readLayout(one, &inherited); err != nil {
		return nil, err
	}
	d.content, err = readLayout(two, &inherited)
	return d, err
}

// textStyle is how text looks that is in no place of a layout: in the fonts of the theme.
func textStyle() *ooxml.Element {
	run := el("a:defRPr", "sz", "1800").Add(filled("tx1"), el("a:latin", "typeface", "+mn-lt"),
		el("a:ea", "typeface", "+mn-ea"), el("a:cs", "typeface", "+mn-cs"))
	return el("p:defaultTextStyle").Add(el("a:lvl1pPr", "algn", "l").Add(run))
}

// addNotesMaster adds our own master of notes, which has a theme of its own.
func (d *design) addNotesMaster() {
	text, _ := master.ReadFile("master/notesMaster.xml") // embedded: it is there
	d.notesMaster = d.pkg.Add(d.pkg.Next("ppt/notesMasters", "notesMaster", ".xml"), notesMasterType, text)
	d.notesMaster.Lead("theme", d.pkg.Add(d.pkg.Next("ppt/theme", "theme", ".xml"), themeType, nativechart.Theme(nil)))
}

// shapes are what is read of a layout or a master: its placeholders, and how large a master's titles are.
type shapes struct {
	Shapes []struct {
		Place *struct {
			Type  string `xml:"type,attr"`
			Index string `xml:"idx,attr"`
			Lines string `xml:"orient,attr"`
		} `xml:"nvSpPr>nvPr>ph"`
		At *struct {
			X float64 `xml:"x,attr"`
			Y float64 `xml:"y,attr"`
		} `xml:"spPr>xfrm>off"`
		Size *struct {
			X float64 `xml:"cx,attr"`
			Y float64 `xml:"cy,attr"`
		} `xml:"spPr>xfrm>ext"`
		Text textSize `xml:"txBody>lstStyle>lvl1pPr>defRPr"`
	} `xml:"cSld>spTree>sp"`
	Titles textSize `xml:"txStyles>titleStyle>lvl1pPr>defRPr"`
}

// textSize is the size of text, in hundredths of points; 0 where it is not said.
type textSize struct {
	Size float64 `xml:"sz,attr"`
}

// readLayout finds the places of a layout; one that says not where it is is where its master has it.
func readLayout(part *ooxml.Part, of *shapes) (layout, error) {
	out := layout{part: part}
	var own shapes
	if err := xml.Unmarshal(part.Data, &own); err != nil {
		return out, err
	}
	places, inherited := own.places(), of.places()
	out.places = len(places)
	for i := range places {
		p := &places[i]
		for _, from := range inherited {
			if likeOf(from.kind) == likeOf(p.kind) {
				p.inherit(&from)
			}
		}
		to := map[string]*place{"title": &out.title, "body": &out.body, "ftr": &out.footer,
			"sldNum": &out.number}[likeOf(p.kind)]
		if to != nil && !to.isThere && p.box != (box{}) {
			*to = *p
		}
	}
	return out, nil
}

// inherit takes from a place of the master what one of a layout does not say.
func (p *place) inherit(from *place) {
	if p.box == (box{}) {
		p.box = from.box
	}
	p.size = cmp.Or(p.size, from.size)
}

func (s *shapes) places() []place {
	var out []place
	for _, sp := range s.Shapes {
		if sp.Place == nil {
			continue
		}
		p := place{kind: sp.Place.Type, index: sp.Place.Index, isThere: true, size: sp.Text.Size / 100,
			vertical: sp.Place.Lines == "vert"}
		if likeOf(p.kind) == "title" {
			p.size = cmp.Or(p.size, s.Titles.Size/100)
		}
		if sp.At != nil && sp.Size != nil {
			p.box = box{sp.At.X / point, sp.At.Y / point, sp.Size.X / point, sp.Size.Y / point}
		}
		out = append(out, p)
	}
	return out
}

// likeOf is the kind of a master's placeholder that one of a layout inherits from.
func likeOf(kind string) string {
	switch kind {
	case "ctrTitle":
		return "title"
	case "", "obj", "subTitle":
		return "body"
	}
	return kind
}
