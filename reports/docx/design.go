package docx

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/nativechart"
	"fathom/rubric/ooxml"
)

//go:embed styles.xml
var ownStyles []byte

// The content types of a document's parts.
const (
	office = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	documentType  = office + "document.main+xml"
	templateType  = office + "template.main+xml"
	stylesType    = office + "styles+xml"
	settingsType  = office + "settings+xml"
	numberingType = office + "numbering+xml"
	themeType     = "application/vnd.openxmlformats-officedocument.theme+xml"
)

// ownAccent is the colour of our styles.
const ownAccent = "0072B2"

// design is what a document stands on: a package whose document is empty, its styles and its paper.
type design struct {
	pkg    *ooxml.Package
	main   *ooxml.Part
	isOwn  bool
	styles map[string]string // ids by the names of ours
	table  string            // the id of the style of tables
	accent string            // the colour for programs that know no theme
	sheet  sheet
	lacks  []ooxml.Shortfall

	hasBullets      bool   // the style of lists with bullets has them
	bullets         string // the number of a list with bullets; "" where its style has them
	numbering       *ooxml.Part
	abstract, count int // the first numbers that no list has
	lists           []*ooxml.Element
}

// ownDesign is our own one, in the colour of a brand.
func ownDesign(b *doc.Brand, letter bool) *design {
	pkg := ooxml.NewPackage()
	d := &design{pkg: pkg, isOwn: true, sheet: ownSheet(letter), accent: ownAccent, table: "FathomTable",
		styles: map[string]string{}}
	if b != nil && b.Accent != "" {
		d.accent = b.Accent[1:]
	}
	d.main = pkg.Add("word/document.xml", documentType, nil)
	pkg.Lead("officeDocument", d.main)
	d.main.Lead("styles", pkg.Add("word/styles.xml", stylesType, d.coloured(ownStyles)))
	d.main.Lead("settings", pkg.Add("word/settings.xml", settingsType, settings().Document()))
	d.main.Lead("theme", pkg.Add("word/theme/theme1.xml", themeType, nativechart.Theme(b)))
	ours, _ := readStyles(ownStyles) // embedded: it can be read
	for _, s := range ours {
		d.styles[s.Name.Value] = s.ID
	}
	d.styles["Normal"] = ""
	d.addLists()
	return d
}

// coloured are styles of ours in the accent of the document, for programs that know no themes.
func (d *design) coloured(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte(ownAccent), []byte(d.accent))
}

// settings are those of a document of ours: as Word lays out today, Chinese by Chinese rules.
func settings() *ooxml.Element {
	mode := el("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word",
		"w:val", "15")
	scheme := el("w:clrSchemeMapping")
	for _, pair := range [][2]string{{"bg1", "light1"}, {"t1", "dark1"}, {"bg2", "light2"}, {"t2", "dark2"},
		{"accent1", "accent1"}, {"accent2", "accent2"}, {"accent3", "accent3"}, {"accent4", "accent4"},
		{"accent5", "accent5"}, {"accent6", "accent6"}, {"hyperlink", "hyperlink"},
		{"followedHyperlink", "followedHyperlink"}} {
		scheme.With("w:"+pair[0], pair[1])
	}
	return el("w:settings", "xmlns:w", nsWord).Add(el("w:zoom", "w:percent", "100"), on("w:defaultTabStop", "720"),
		on("w:characterSpacingControl", "compressPunctuation"), el("w:compat").Add(mode),
		el("w:themeFontLang", "w:val", "en-US", "w:eastAsia", "zh-CN"), scheme, on("w:decimalSymbol", "."),
		on("w:listSeparator", ","))
}

// style is what is read of one: what it is for, and its name, which is English for those that every Word has.
type style struct {
	Type    string  `xml:"type,attr"`
	ID      string  `xml:"styleId,attr"`
	Default string  `xml:"default,attr"`
	Name    named   `xml:"name"`
	Numbers *toggle `xml:"pPr>numPr"`
}

// named is an element that says a value.
type named struct {
	Value string `xml:"val,attr"`
}

func readStyles(text []byte) ([]style, error) {
	var list struct {
		All []style `xml:"style"`
	}
	err := xml.Unmarshal(text, &list)
	return list.All, err
}

// find is the style of theirs that stands for one of ours: of its type, and of its name in any case, else of its id.
func (s *style) find(theirs []style) *style {
	for _, same := range []func(*style) bool{
		func(t *style) bool { return s.Default == "1" && (t.Default == "1" || t.Default == "true") },
		func(t *style) bool { return strings.EqualFold(t.Name.Value, s.Name.Value) },
		func(t *style) bool { return t.ID == s.ID },
	} {
		for i := range theirs {
			if theirs[i].Type == s.Type && same(&theirs[i]) {
				return &theirs[i]
			}
		}
	}
	return nil
}

// addLists prepares what numbers lists.
func (d *design) addLists() {
	sign := el("w:rPr").Put("w:rFonts", "w:ascii", "Arial", "w:hAnsi", "Arial", "w:cs", "Arial")
	d.lists = append(d.lists, kindOfList(d.abstract, "bullet", "•", sign),
		kindOfList(d.abstract+1, "decimal", "%1.", nil))
	if !d.hasBullets {
		d.bullets = d.newList(d.abstract)
	}
}

func kindOfList(id int, format, text string, sign *ooxml.Element) *ooxml.Element {
	level := el("w:lvl", "w:ilvl", "0").Add(on("w:start", "1"), on("w:numFmt", format), on("w:lvlText", text),
		on("w:lvlJc", "left"), el("w:pPr").Add(el("w:ind", "w:left", "397", "w:hanging", "397")), sign)
	return el("w:abstractNum", "xmlns:w", nsWord, "w:abstractNumId", strconv.Itoa(id)).Add(
		on("w:multiLevelType", "hybridMultilevel"), level)
}

// newList is the number of one more list, which begins with 1.
func (d *design) newList(kind int) string {
	d.count++
	id := strconv.Itoa(d.count)
	d.lists = append(d.lists, el("w:num", "xmlns:w", nsWord, "w:numId", id).Add(
		on("w:abstractNumId", strconv.Itoa(kind)),
		el("w:lvlOverride", "w:ilvl", "0").Add(on("w:startOverride", "1"))))
	return id
}

func (d *design) numbered() string { return d.newList(d.abstract + 1) }

// number writes what numbers the lists, behind what a template has of it.
func (d *design) number() error {
	if d.numbering == nil {
		all := el("w:numbering", "xmlns:w", nsWord).Add(d.lists...)
		d.main.Lead("numbering", d.pkg.Add("word/numbering.xml", numberingType, all.Document()))
		return nil
	}
	text := d.numbering.Data
	children, err := ooxml.Children(text)
	if err != nil {
		return err
	}
	end := bytes.LastIndex(text, []byte("</"))
	kinds, lists := end, end
	for _, c := range slices.Backward(children) {
		switch c.Name {
		case "numIdMacAtCleanup":
			kinds, lists = c.From, c.From
		case "num":
			kinds = c.From
		}
	}
	var out bytes.Buffer
	out.Write(text[:kinds])
	out.Write(d.lists[0].Bytes())
	out.Write(d.lists[1].Bytes())
	out.Write(text[kinds:lists])
	for _, l := range d.lists[2:] {
		out.Write(l.Bytes())
	}
	out.Write(text[lists:])
	d.numbering.Data = out.Bytes()
	return nil
}
