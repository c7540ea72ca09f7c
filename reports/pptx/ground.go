package pptx

import (
	"cmp"
	"encoding/xml"
	"math"
	"strconv"

	"fathom/rubric/ooxml"
)

// apart is how far the brightness of a text is from that of its ground at least, of 1: the 125 of 255 that W3C's
// Techniques For Accessibility Evaluation And Repair Tools ask for (checkpoint 2.2).
const apart = 125.0 / 255

// ink is the colour for texts on a layout, as the theme calls it: "" where that of the template can be read.
type ink struct{ text, title string }

// inkOf is the ink of a layout of a master: the colour of the paper where the ground is as dark as the text would be.
// A ground is known where it is a colour or a gradient, not where it is a picture.
func (d *design) inkOf(l, master *ooxml.Part) (ink, error) {
	var own, under grounds
	var theme palette
	if err := cmp.Or(xml.Unmarshal(l.Data, &own), xml.Unmarshal(master.Data, &under)); err != nil {
		return ink{}, err
	}
	for _, r := range master.Relations {
		if r.Kind == "theme" && !r.External && !r.Lost {
			if err := xml.Unmarshal(d.pkg.Find(r.Target).Data, &theme); err != nil {
				return ink{}, err
			}
		}
	}
	theme.mapped = append(under.Map.All, own.Override.All...)
	behind := own.Behind
	if behind == nil {
		behind = under.Behind
	}
	ground, ok := theme.ground(behind)
	isClear := func(p paint) bool {
		is, known := theme.brightness(p)
		return known && math.Abs(is-ground) >= apart
	}
	if !ok || isClear(paint{Scheme: shade{Is: "tx1"}}) || !isClear(paint{Scheme: shade{Is: "bg1"}}) {
		return ink{}, nil
	}
	out := ink{text: "bg1", title: "bg1"}
	if isClear(cmp.Or(own.title(), under.title(), under.Titles)) {
		out.title = ""
	}
	return out, nil
}

// grounds are what is read of a layout or a master to know what stands behind its text, and in which colours.
type grounds struct {
	Behind   *ground `xml:"cSld>bg"`
	Map      attrs   `xml:"clrMap"`
	Override attrs   `xml:"clrMapOvr>overrideClrMapping"`
	Titles   paint   `xml:"txStyles>titleStyle>lvl1pPr>defRPr>solidFill"`
	Shapes   []struct {
		Place struct {
			Type string `xml:"type,attr"`
		} `xml:"nvSpPr>nvPr>ph"`
		Fill paint `xml:"txBody>lstStyle>lvl1pPr>defRPr>solidFill"`
	} `xml:"cSld>spTree>sp"`
}

// ground is what stands behind all: one colour, several that go over into each other, or one for a style of the theme.
type ground struct {
	Fill  paint   `xml:"bgPr>solidFill"`
	Stops []paint `xml:"bgPr>gradFill>gsLst>gs"`
	Style paint   `xml:"bgRef"`
}

type attrs struct {
	All []xml.Attr `xml:",any,attr"`
}

// title is the colour that the place for a title has of its own.
func (g *grounds) title() paint {
	for _, s := range g.Shapes {
		if likeOf(s.Place.Type) == "title" {
			return s.Fill
		}
	}
	return paint{}
}

// paint is a colour as it is written: its own, or one of the theme.
type paint struct {
	Own    shade `xml:"srgbClr"`
	System struct {
		Last string `xml:"lastClr,attr"`
	} `xml:"sysClr"`
	Scheme shade `xml:"schemeClr"`
}

// shade is a colour, and how much of its lightness is kept and what is added, in thousandths of a per cent.
type shade struct {
	Is    string  `xml:"val,attr"`
	Keeps percent `xml:"lumMod"`
	Adds  percent `xml:"lumOff"`
}

type percent struct {
	Of float64 `xml:"val,attr"`
}

// palette are the colours of a theme, and how a master, and then its layout, call them.
type palette struct {
	Colours struct {
		All []struct {
			XMLName xml.Name
			paint
		} `xml:",any"`
	} `xml:"themeElements>clrScheme"`
	mapped []xml.Attr
}

// ground is how bright the ground is, on the whole.
func (p *palette) ground(g *ground) (bright float64, ok bool) {
	if g == nil {
		return 0, false
	}
	all := g.Stops
	if len(all) == 0 {
		all = []paint{cmp.Or(g.Fill, g.Style)}
	}
	for _, stop := range all {
		is, known := p.brightness(stop)
		if !known {
			return 0, false
		}
		bright += is / float64(len(all))
	}
	return bright, true
}

// brightness is how bright a colour is, from 0 to 1, by the rule of apart.
func (p *palette) brightness(of paint) (bright float64, ok bool) {
	hex := cmp.Or(of.Own.Is, of.System.Last)
	if name := of.Scheme.Is; name != "" {
		for _, m := range p.mapped {
			if m.Name.Local == of.Scheme.Is {
				name = m.Value
			}
		}
		for _, c := range p.Colours.All {
			if c.XMLName.Local == name {
				hex = cmp.Or(c.Own.Is, c.System.Last)
			}
		}
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	if err != nil || len(hex) != 6 {
		return 0, false
	}
	bright = (0.299*float64(n>>16) + 0.587*float64(n>>8&255) + 0.114*float64(n&255)) / 255
	s := cmp.Or(of.Own, of.Scheme)
	return min(1, bright*cmp.Or(s.Keeps.Of, 100_000)/100_000+s.Adds.Of/100_000), true
}
