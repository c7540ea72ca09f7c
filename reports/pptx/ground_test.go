package pptx_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"fathom/reports/pptx"
	"fathom/rubric/ooxml/ooxmltest"
	"fathom/rubric/say"
)

// theme has black for text and white for paper, as themes have.
const theme = `<d:theme xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/main"><d:themeElements><d:clrScheme>
<d:dk1><d:sysClr val="windowText" lastClr="000000"/></d:dk1><d:lt1><d:srgbClr val="FFFFFF"/></d:lt1>
<d:dk2><d:srgbClr val="101820"/></d:dk2>
<d:lt2><d:srgbClr val="EEEEEE"/></d:lt2></d:clrScheme></d:themeElements></d:theme>`

// grounded is the template with a theme, a map of its colours, and a ground behind its master and a layout.
func grounded(t *testing.T, master, layout string) map[string]string {
	files := corporate(t)
	put := func(name, before, text string) {
		if !strings.Contains(files[name], before) {
			t.Fatalf("%s: no %s", name, before)
		}
		files[name] = strings.Replace(files[name], before, text+before, 1)
	}
	files["ppt/theme/t.xml"] = theme
	put("ppt/slideMasters/_rels/one.xml.rels", "</Relationships>", `<Relationship Id="th" `+
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="../theme/t.xml"/>`)
	put("ppt/slideMasters/one.xml", "<q:sldLayoutIdLst>", `<q:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"/>`)
	put("ppt/slideMasters/one.xml", "<q:spTree>", master)
	put("ppt/slideLayouts/b.xml", "<q:spTree>", layout)
	return files
}

// TestGround: text that would be as dark as the ground of its layout is in the colour of the paper, also in a chart and
// a table, and this is said; elsewhere it stays as the template has it.
func TestGround(t *testing.T) {
	solid := func(colour string) string {
		return `<q:bg><q:bgPr><d:solidFill>` + colour + `</d:solidFill></q:bgPr></q:bg>`
	}
	scheme := func(name string) string { return `<d:schemeClr val="` + name + `"/>` }
	// The cover's layout says nothing of its ground: "light over dark" is dark there.
	for name, c := range map[string]struct {
		master, layout string
		light          bool
	}{
		"none":            {"", "", false},
		"paper":           {solid(scheme("bg1")), "", false},
		"dark layout":     {"", solid(`<d:srgbClr val="101820"/>`), true},
		"dark master":     {`<q:bg><q:bgRef idx="1001">` + scheme("tx2") + `</q:bgRef></q:bg>`, "", true},
		"light over dark": {solid(scheme("tx1")), solid(scheme("bg2")), false},
		"dark to light": {"", `<q:bg><q:bgPr><d:gradFill><d:gsLst><d:gs pos="0"><d:srgbClr val="000000"/></d:gs>` +
			`<d:gs pos="100000"><d:srgbClr val="FFFFFF"/></d:gs></d:gsLst></d:gradFill></q:bgPr></q:bg>`, false},
		"darkened": {"", solid(`<d:schemeClr val="bg1"><d:lumMod val="15000"/></d:schemeClr>`), true},
		"lightened": {"", solid(`<d:schemeClr val="tx1"><d:lumMod val="10000"/>` +
			`<d:lumOff val="90000"/></d:schemeClr>`), false},
		"of no known kind": {"", `<q:bg><q:bgPr><d:blipFill/></q:bgPr></q:bg>`, false},
	} {
		made, wrong := pptx.ReadTemplate(ooxmltest.Archive(t, grounded(t, c.master, c.layout)))
		if wrong != (say.Message{}) {
			t.Fatal(name, wrong)
		}
		var b bytes.Buffer
		lacks, err := pptx.WriteOn(&b, sampleDeck(t, 0, "en", true), made)
		if err != nil || strings.Contains(kinds(lacks), "template-ground") != (c.light || name == "light over dark") {
			t.Errorf("%s: %v, and lacks %s", name, err, kinds(lacks))
		}
		runs, light := 0, 0
		for part, text := range ooxmltest.Parts(t, b.Bytes()) {
			if part == "ppt/slides/slide1.xml" || !strings.HasPrefix(part, "ppt/slides/slide") &&
				!strings.HasPrefix(part, "ppt/charts/chart") {
				continue // the cover stands on another layout
			}
			for _, run := range regexp.MustCompile(`(?s)<a:(rPr|defRPr) .*?</a:(r|pPr)>`).FindAllString(text, -1) {
				if !strings.Contains(run, `srgbClr`) { // on a ground of its own
					runs++
					light += strings.Count(run, `<a:schemeClr val="bg1"/>`)
				}
			}
		}
		if want := map[bool]int{true: runs}[c.light]; runs == 0 || light != want {
			t.Errorf("%s: %d of %d texts are in the colour of the paper, want %d", name, light, runs, want)
		}
	}
}
