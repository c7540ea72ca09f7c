package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/nativechart"
	"fathom/rubric/ooxml"
	"fathom/rubric/say"
)

// Template is somebody else's document, in whose styles and on whose pages another can stand.
type Template struct{ design *design }

// kind is what templates of documents are.
func kind() ooxml.Kind {
	return ooxml.Kind{Ending: ".docx", Name: say.Both("Word document", "Word 文档"),
		Types: []string{documentType, templateType}}
}

// maxRead is how many bytes the parts may have that are read, not only taken over: reading takes long.
const maxRead = 16 << 20

// ReadTemplate reads a document, or a template for documents, of Word or another program. The message says why it
// cannot be used, and is empty where it can.
func ReadTemplate(data []byte) (*Template, say.Message) {
	pkg, main, wrong := kind().Read(data)
	if wrong != (say.Message{}) {
		return nil, wrong
	}
	d := &design{pkg: pkg, main: main, accent: ownAccent, styles: map[string]string{}}
	read := len(main.Data)
	for _, k := range []string{"styles", "settings", "theme", "numbering"} {
		if p := d.part(k); p != nil {
			read += len(p.Data)
		}
	}
	if read > maxRead {
		return nil, say.Both("its text and styles are larger than %d MiB", "它的正文和样式超过 %d MiB", maxRead>>20)
	}
	for _, step := range []func() error{d.readSheet, d.strip, d.readSettings, d.readNumbering, d.adopt} {
		if err := step(); err != nil {
			return nil, say.Both("its styles or pages cannot be read", "读不出它的样式或页面设置")
		}
	}
	if wrong := d.pkg.Fetches(); wrong != (say.Message{}) {
		return nil, wrong
	}
	d.addLists()
	return &Template{d}, say.Message{}
}

// part is the one of a kind to which the document leads; nil without.
func (d *design) part(kind string) *ooxml.Part {
	for _, r := range d.main.Relations {
		if r.Kind == kind && !r.External && !r.Lost {
			return d.pkg.Find(r.Target)
		}
	}
	return nil
}

// readSheet takes the paper of the last section; what it has at head and foot goes on from the sections before it.
func (d *design) readSheet() error {
	dec := xml.NewDecoder(bytes.NewReader(d.main.Data))
	var heads, feet []spot
	found := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		at, ok := token.(xml.StartElement)
		if !ok || at.Name.Local != "sectPr" {
			continue
		}
		d.sheet = sheet{}
		if err := dec.DecodeElement(&d.sheet, &at); err != nil {
			return err
		}
		found = true
		heads, feet = goOn(heads, d.sheet.Heads), goOn(feet, d.sheet.Feet)
	}
	d.sheet.Heads, d.sheet.Feet = heads, feet
	if !found || d.wide() < 144 || d.sheet.Size.High < 2880 {
		own := ownSheet(false)
		d.sheet.Size, d.sheet.Margins = own.Size, own.Margins
		d.lacks = append(d.lacks, ooxml.Shortfall{Kind: "template-page", Message: say.Both("the template says no size of its pages; A4 is used", "模板没有写明纸张大小，按 A4 排版")})
	}
	return nil
}

// goOn are the spots of a section: its own, and of the kinds that it has none of those of the section before.
func goOn(before, own []spot) []spot {
	var out []spot
	for _, kind := range []string{"default", "first", "even"} {
		for _, from := range [][]spot{own, before} {
			if i := slices.IndexFunc(from, func(s spot) bool { return s.Kind == kind }); i >= 0 {
				out = append(out, from[i])
				break
			}
		}
	}
	return out
}

// strip leaves of the template what pages look like: nothing of its text, and nothing that Word would do with it.
func (d *design) strip() error {
	d.main.Type = documentType
	d.main.Relations = slices.DeleteFunc(d.main.Relations, func(r ooxml.Relation) bool {
		isSpot := func(s spot) bool { return s.ID == r.ID }
		switch r.Kind {
		case "styles", "settings", "theme", "numbering", "fontTable":
			return r.External || r.Lost
		case "header":
			return !slices.ContainsFunc(d.sheet.Heads, isSpot) || r.Lost
		case "footer":
			return !slices.ContainsFunc(d.sheet.Feet, isSpot) || r.Lost
		}
		return true
	})
	isLost := func(s spot) bool {
		return !slices.ContainsFunc(d.main.Relations, func(r ooxml.Relation) bool { return r.ID == s.ID })
	}
	d.sheet.Heads, d.sheet.Feet = slices.DeleteFunc(d.sheet.Heads, isLost), slices.DeleteFunc(d.sheet.Feet, isLost)
	d.pkg.Relations = slices.DeleteFunc(d.pkg.Relations, func(r ooxml.Relation) bool {
		return r.Target != d.main.Name && r.Kind != "custom-properties" || r.External || r.Lost
	})
	s := d.part("settings")
	if s == nil {
		s = d.pkg.Add(d.pkg.Next("word", "settings", ".xml"), settingsType, settings().Document())
		d.main.Lead("settings", s)
	}
	s.Relations = nil // what they lead to is taken out with them
	var err error
	s.Data, err = only(s.Data, kept())
	d.pkg.Keep()
	return err
}

// kept are the settings by which a document looks as it does. Others belong to the text of the template, or have Word
// do something with it, such as fetch other files.
func kept() []string {
	return []string{"mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit",
		"hyphenationZone", "doNotHyphenateCaps", "defaultTableStyle", "evenAndOddHeaders", "characterSpacingControl",
		"strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "embedTrueTypeFonts", "saveSubsetFonts",
		"compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"}
}

// only is a part with no more than some of the elements below its root.
func only(text []byte, names []string) ([]byte, error) {
	children, err := ooxml.Children(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	from := 0
	for _, c := range children {
		if !slices.Contains(names, c.Name) {
			out.Write(text[from:c.From])
			from = c.To
		}
	}
	out.Write(text[from:])
	return out.Bytes(), nil
}

// readSettings finds the style that new tables have in the template, and the colour of its theme.
func (d *design) readSettings() error {
	var set struct {
		Table named `xml:"defaultTableStyle"`
	}
	if err := xml.Unmarshal(d.part("settings").Data, &set); err != nil {
		return err
	}
	d.table = set.Table.Value
	if d.part("theme") == nil { // charts are in its colours
		d.main.Lead("theme", d.pkg.Add(d.pkg.Next("word/theme", "theme", ".xml"), themeType, nativechart.Theme(nil)))
	}
	var of struct {
		Accent named `xml:"themeElements>clrScheme>accent1>srgbClr"`
	}
	if err := xml.Unmarshal(d.part("theme").Data, &of); err != nil {
		return err
	}
	if _, err := strconv.ParseUint(of.Accent.Value, 16, 32); err == nil && len(of.Accent.Value) == 6 {
		d.accent = of.Accent.Value
	}
	return nil
}

// mostLists is more than any list has for its number.
const mostLists = 1 << 30

// readNumbering finds numbers that no list of the template has.
func (d *design) readNumbering() error {
	d.numbering = d.part("numbering")
	if d.numbering == nil {
		return nil
	}
	var of struct {
		Kinds []struct {
			ID int `xml:"abstractNumId,attr"`
		} `xml:"abstractNum"`
		Lists []struct {
			ID int `xml:"numId,attr"`
		} `xml:"num"`
	}
	if err := xml.Unmarshal(d.numbering.Data, &of); err != nil {
		return err
	}
	for _, k := range of.Kinds {
		d.abstract = max(d.abstract, k.ID+1)
	}
	for _, l := range of.Lists {
		d.count = max(d.count, l.ID)
	}
	if max(d.abstract, d.count) > mostLists {
		return errors.New("docx: numbers of lists that no program has")
	}
	return nil
}

// adopt takes the styles of the template for ours, and adds ours for those that it lacks.
func (d *design) adopt() error {
	part := d.part("styles")
	if part == nil {
		part = d.pkg.Add(d.pkg.Next("word", "styles", ".xml"), stylesType, el("w:styles", "xmlns:w", nsWord).Add(
			el("w:docDefaults")).Document())
		d.main.Lead("styles", part)
	}
	theirs, err := readStyles(part.Data)
	if err != nil {
		return err
	}
	ours, _ := readStyles(ownStyles) // embedded: they can be read
	if t := slices.IndexFunc(theirs, func(s style) bool { return s.Type == "table" && s.ID == d.table }); t < 0 {
		d.table = ""
	}
	var added [][]byte
	var lacks []string
	for i, text := range ownTexts() {
		s := &ours[i]
		if s.Type == "table" && d.table != "" || s.Type != "paragraph" && s.Default != "" || s.Name.Value == "header" {
			continue // there is one, or nothing of ours has it
		}
		if own := s.find(theirs); own != nil {
			d.styles[s.Name.Value] = own.ID
			d.hasBullets = d.hasBullets || s.Name.Value == "List Bullet" && own.Numbers != nil
			continue
		}
		id := s.ID
		for slices.ContainsFunc(theirs, func(t style) bool { return t.ID == id }) {
			id += "0"
		}
		d.styles[s.Name.Value] = id
		added = append(added, d.fitted(text, s.ID, id))
		if s.Name.Value != "footer" && !strings.HasPrefix(s.Name.Value, "Fathom") {
			lacks = append(lacks, s.Name.Value)
		}
	}
	if d.table == "" {
		d.table = d.styles["Fathom Table"]
	}
	if len(lacks) > 0 {
		d.lacks = append(d.lacks, ooxml.Shortfall{Kind: "template-style", Message: say.Both("ours stand in for styles that the template lacks: %[1]s", "模板缺的样式用自带的代替：%[2]s",
			say.Language("en").List(lacks), say.Language("zh").List(lacks))})
	}
	end := bytes.LastIndex(part.Data, []byte("</"))
	if end < 0 {
		return errors.New("docx: no styles")
	}
	part.Data = slices.Insert(part.Data, end, bytes.Join(added, nil)...)
	return nil
}

// ownTexts are our styles as they stand in their file, in its order.
func ownTexts() [][]byte {
	children, _ := ooxml.Children(ownStyles)
	var out [][]byte
	for _, c := range children {
		if c.Name == "style" {
			out = append(out, ownStyles[c.From:c.To])
		}
	}
	return out
}

// fitted is one of our styles among those of a template: under an id that is free there, based on its usual text, in
// its colour.
func (d *design) fitted(text []byte, id, free string) []byte {
	out := d.coloured(text)
	out = bytes.Replace(out, []byte(`<w:style `), []byte(`<w:style xmlns:w="`+nsWord+`" `), 1)
	out = bytes.Replace(out, []byte(`w:styleId="`+id+`"`), []byte(`w:styleId="`+free+`"`), 1)
	for _, tag := range []string{"basedOn", "next"} {
		out = bytes.Replace(out, []byte(`<w:`+tag+` w:val="Normal"/>`), on("w:"+tag, d.styles["Normal"]).Bytes(), 1)
	}
	return out
}
