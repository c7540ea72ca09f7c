package pptx

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/say"
)

// Template is somebody else's presentation, on whose master slides can stand.
type Template struct{ design *design }

// ReadTemplate reads a presentation, or a template for presentations, of PowerPoint or another program. The message
// says why it cannot be used, and is empty where it can.
func ReadTemplate(data []byte) (*Template, say.Message) {
	pkg, main, wrong := kind().Read(data)
	if wrong != (say.Message{}) {
		return nil, wrong
	}
	d := &design{pkg: pkg, presentation: main}
	if d.isLong() {
		return nil, say.Both("its masters and layouts are larger than %d MiB", "它的母版和版式超过 %d MiB", maxRead>>20)
	}
	if wrong := d.choose(); wrong != (say.Message{}) {
		return nil, wrong
	}
	if wrong := d.strip(); wrong != (say.Message{}) {
		return nil, wrong
	}
	return &Template{d}, say.Message{}
}

// kind is what templates of slides are: a presentation, a template or a show.
func kind() ooxml.Kind {
	return ooxml.Kind{Ending: ".pptx", Name: say.Both("PowerPoint presentation", "PowerPoint 演示文稿"),
		Types: []string{presentationType, deck + "template.main+xml", deck + "slideshow.main+xml"}}
}

// maxRead is how many bytes the parts may have that are read, not only taken over: reading takes long.
const maxRead = 4 << 20

// isLong reports whether there is too much to read.
func (d *design) isLong() bool {
	sum, seen := len(d.presentation.Data), map[string]bool{}
	for _, name := range d.pkg.Names() {
		for _, r := range d.pkg.Find(name).Relations {
			if (r.Kind == "slideMaster" || r.Kind == "slideLayout") && !r.External && !r.Lost && !seen[r.Target] {
				seen[r.Target] = true
				sum += len(d.pkg.Find(r.Target).Data)
			}
		}
	}
	return sum > maxRead
}

// choose takes the layouts of one master that have the places that slides need: the first master of those that have the
// most of them.
func (d *design) choose() say.Message {
	masters, err := d.masters()
	if err != nil || len(masters) == 0 {
		return say.Both("its masters cannot be read", "读不出它的母版")
	}
	best := -1
	var taken *ooxml.Part
	for _, m := range masters {
		layouts, err := d.layouts(m)
		if err != nil {
			return say.Both("a master or layout of it is damaged: open and save it with PowerPoint", "它的母版或版式已损坏：请用 PowerPoint 打开后另存一次")
		}
		if len(layouts) == 0 {
			continue
		}
		cover := slices.MaxFunc(layouts, func(x, y layout) int { return cmp.Compare(x.forCover(), y.forCover()) })
		content := slices.MaxFunc(layouts, func(x, y layout) int {
			return cmp.Compare(x.forContent(d.size), y.forContent(d.size))
		})
		if worth := cover.forCover() + content.forContent(d.size); worth > best {
			best, taken, d.cover, d.content = worth, m, cover, content
		}
	}
	if best < 0 {
		return say.Both("none of its masters has a layout that can be read", "母版里没有读得出的版式")
	}
	d.makeDo(len(masters))
	return d.dip(taken)
}

// dip chooses the ink for both layouts, and says where it is not that of the template.
func (d *design) dip(master *ooxml.Part) say.Message {
	for _, l := range []*layout{&d.cover, &d.content} {
		var err error
		if l.ink, err = d.inkOf(l.part, master); err != nil {
			return say.Both("its theme cannot be read", "读不出它的主题")
		}
	}
	if d.cover.ink != (ink{}) || d.content.ink != (ink{}) {
		d.lacks = append(d.lacks, ooxml.Shortfall{Kind: "template-ground", Message: say.Both("the text colour of the template is as dark as its ground; text is in the other of its two colours", "模板的文字颜色与背景一样深，文字改用模板的另一种基本色")})
	}
	return say.Message{}
}

// masters are the masters of the presentation, in its order.
func (d *design) masters() ([]*ooxml.Part, error) {
	var p struct {
		Masters []idOf `xml:"sldMasterIdLst>sldMasterId"`
		Size    struct {
			X float64 `xml:"cx,attr"`
			Y float64 `xml:"cy,attr"`
		} `xml:"sldSz"`
	}
	if err := xml.Unmarshal(d.presentation.Data, &p); err != nil {
		return nil, err
	}
	d.size = box{0, 0, p.Size.X / point, p.Size.Y / point}
	if d.size.cx < 72 || d.size.cy < 72 {
		return nil, errors.New("no size")
	}
	return d.followAll(d.presentation, p.Masters, "slideMaster")
}

// layouts are those of a master that can be read, in its order.
func (d *design) layouts(m *ooxml.Part) ([]layout, error) {
	var list struct {
		shapes
		Layouts []idOf `xml:"sldLayoutIdLst>sldLayoutId"`
	}
	if err := xml.Unmarshal(m.Data, &list); err != nil {
		return nil, err
	}
	parts, err := d.followAll(m, list.Layouts, "slideLayout")
	if err != nil {
		return nil, err
	}
	var out []layout
	for _, part := range parts {
		l, err := readLayout(part, &list.shapes)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// idOf is what names a relation of the part that it stands in.
type idOf struct {
	ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
}

// maxFollowed is how many masters, or layouts of one, are looked at.
const maxFollowed = 300

// followAll are the parts to which relations of a kind lead, each once. One that leads nowhere is an error: no program
// opens a presentation with it.
func (d *design) followAll(from *ooxml.Part, ids []idOf, kind string) ([]*ooxml.Part, error) {
	var out []*ooxml.Part
	for _, id := range ids[:min(len(ids), maxFollowed)] {
		for _, r := range from.Relations {
			if r.ID != id.ID || r.Kind != kind {
				continue
			}
			if r.External || r.Lost {
				return nil, ooxml.ErrDamaged
			}
			if to := d.pkg.Find(r.Target); !slices.Contains(out, to) {
				out = append(out, to)
			}
		}
	}
	return out, nil
}

// forCover and forContent rate a layout by the places it has. Their names and types are no guide: other programs than
// PowerPoint write none, or one for all.
func (l *layout) forCover() int {
	worth := 0
	if l.title.isThere {
		worth += 8
	}
	if l.title.kind == "ctrTitle" {
		worth += 4
	}
	if l.body.kind == "subTitle" {
		worth += 4
	} else if l.body.isThere {
		worth++
	}
	return 10*worth - min(l.places, 9)
}

// forContent is told with forCover.
func (l *layout) forContent(size box) int {
	worth := 0
	b, title := l.body.box, l.title.box
	if l.title.isThere && l.title.kind != "ctrTitle" && title.cx > 2*title.cy {
		worth += 8
	}
	if l.body.isLarge(size) {
		worth += 8
	}
	if title.y+title.cy/2 < b.y { // above what it is about
		worth += 2
	}
	if l.footer.isThere {
		worth++
	}
	if l.number.isThere {
		worth++
	}
	return 10*worth - min(l.places, 9)
}

// isLarge reports whether a place has room for a table or a chart of a slide.
func (p *place) isLarge(size box) bool {
	return p.isThere && p.kind != "subTitle" && !p.vertical && p.box.cx >= size.cx*0.5 && p.box.cy >= size.cy*0.4
}

// makeDo places by shares of the slide what the layouts have no place for, and says so.
func (d *design) makeDo(masters int) {
	lacks := func(kind string, m say.Message) { d.lacks = append(d.lacks, ooxml.Shortfall{Kind: kind, Message: m}) }
	if masters > 1 {
		lacks("template-masters", say.Both("the template has more than one master (%d); all slides stand on one of them", "模板有 %d 个母版，所有页都用其中一个", masters))
	}
	at := func(x, y, cx, cy float64) box {
		return box{d.size.cx * x, d.size.cy * y, d.size.cx * cx, d.size.cy * cy}
	}
	if d.content.title.kind == "ctrTitle" {
		d.content.title = place{}
	}
	if !d.cover.title.isThere || !d.content.title.isThere {
		lacks("template-title", say.Both("a layout of the template has no place for a title; titles there are text boxes", "模板的版式里没有标题占位符，那里的标题写在文本框里"))
	}
	if !d.cover.title.isThere {
		d.cover.title = place{box: at(0.08, 0.25, 0.84, 0.25)}
	}
	if !d.cover.body.isThere {
		d.cover.body = place{box: at(0.08, 0.55, 0.84, 0.3)}
	}
	if !d.content.title.isThere {
		d.content.title = place{box: at(0.05, 0.05, 0.9, 0.1)}
	}
	b := &d.content.body
	if !b.isLarge(d.size) {
		lacks("template-body", say.Both("no layout of the template has a large place for content; it stands below the title", "模板的版式里没有够大的内容占位符，内容直接放在标题下方"))
		*b = place{box: at(0.05, 0.2, 0.9, 0.7)}
	}
	if low := d.content.title.box.y + d.content.title.box.cy; b.box.y < low && low < b.box.y+b.box.cy*0.5 {
		b.box = b.box.below(low - b.box.y) // beside a title that reaches into it
	}
}

// strip takes out of the presentation its slides, and what is only of use with them. What would be fetched from
// elsewhere when a slide is shown is refused.
func (d *design) strip() say.Message {
	p := d.presentation
	p.Type = presentationType
	d.pkg.Relations = []ooxml.Relation{{ID: "rId1", Kind: "officeDocument", Target: p.Name}}
	p.Relations = slices.DeleteFunc(p.Relations, func(r ooxml.Relation) bool {
		return slices.Contains([]string{"slide", "viewProps", "commentAuthors"}, r.Kind)
	})
	for _, r := range p.Relations {
		if r.Kind == "notesMaster" && !r.Lost {
			d.notesMaster = d.pkg.Find(r.Target)
		}
	}
	text, err := withSlides(p.Data, nil, nil)
	if err != nil {
		return say.Both("its presentation cannot be read", "读不出它的演示文稿部分")
	}
	p.Data = text
	for _, name := range d.pkg.Names() {
		for i := range d.pkg.Find(name).Relations {
			if r := &d.pkg.Find(name).Relations[i]; r.Kind == "slide" && !r.External {
				r.Target, r.Lost = "", true // see show
			}
		}
	}
	d.pkg.Keep()
	return d.pkg.Fetches()
}

// WriteOn writes a deck on a template, and returns what that lacks. A template is used once.
func WriteOn(w io.Writer, d *doc.Deck, t *Template) ([]ooxml.Shortfall, error) {
	if t.design.notesMaster == nil {
		t.design.addNotesMaster()
		list := el("p:notesMasterIdLst", "xmlns:p", nsSlides, "xmlns:r", nsRelations).
			Put("p:notesMasterId", "r:id", t.design.presentation.Lead("notesMaster", t.design.notesMaster))
		var err error
		if t.design.presentation.Data, err = withSlides(t.design.presentation.Data, list, nil); err != nil {
			return nil, err
		}
	}
	err := writeOn(w, d, t.design)
	return t.design.lacks, err
}
