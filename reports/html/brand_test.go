package html_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/reports/html"
)

// branded is a small document on somebody's paper.
func branded(change func(*doc.Brand)) *doc.Report {
	rep := doc.New("en", "Plan: x", doc.Section{Heading: "Summary", Blocks: []doc.Block{doc.Paragraph{Text: "It is so.", Strong: true}}})
	rep.Brand = &doc.Brand{Facts: []doc.BrandFact{{Label: "Prepared for", Text: "Henan"}}, Confidentiality: "Confidential",
		Logo:   &doc.Picture{Type: "image/png", Data: []byte("\x89PNG\xff\xfe<"), Alt: "North"},
		Accent: "#0b5394", Cover: true,
		SignOff: &doc.SignOff{Heading: "Sign-off", Role: "Role", Name: "Name", Date: "Date",
			Signature: "Signature", Roles: []string{"Director", "Head"}}}
	change(rep.Brand)
	return rep
}

func written(t *testing.T, rep *doc.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, rep); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBrand: in both layouts the page has the cover, the picture within itself, the colour, the line on each page and a
// table to sign; only a page with a picture may show one.
func TestBrand(t *testing.T) {
	for name, figures := range map[string]func() doc.Figures{"plan": nil,
		"report": func() doc.Figures { return doc.Figures{} }} {
		rep := branded(func(*doc.Brand) {})
		rep.Figures = figures
		page := written(t, rep)
		for _, want := range []string{
			"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">", `<section class="cover whole"`, `<img src="data:image/png;base64,iVBOR//&#43;PA==" alt="North">`,
			`<p class="title" aria-hidden="true">Plan: x</p>`, "<div><dt>Prepared for</dt><dd>Henan</dd></div>", `<p class="confidential">Confidential</p>`,
			":root{--accent:#0b5394}", "color-mix(in srgb,#0b5394 55%,white)", `@page{@bottom-left{content:"Confidential";`,
			`<th scope="row">Head</th><td></td><td></td><td></td>`, "<title>Plan: x</title>", "It is so.",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
		at := strings.Index(page, `class="sign-off"`)
		if at < strings.Index(page, "It is so.") || at > strings.Index(page, "</main>") {
			t.Errorf("%s: what is to be signed is not the end of it", name)
		}
		rep.Brand = nil
		plain := written(t, rep)
		for _, none := range []string{"img", "cover", "--accent", "sign-off", "@bottom-left"} {
			if strings.Contains(plain, none) {
				t.Errorf("%s: %s without a brand", name, none)
			}
		}
	}
}

// TestBrandLittle: what a brand does not say leaves no empty box.
func TestBrandLittle(t *testing.T) {
	page := written(t, branded(func(b *doc.Brand) { *b = doc.Brand{Accent: "#0b5394"} }))
	for _, none := range []string{"<img", "img-src", "<dl>", "class=\"cover", "class=\"sign-off",
		"class=\"confidential", "@bottom-left"} {
		if strings.Contains(page, none) {
			t.Errorf("%s stands there", none)
		}
	}
}

// TestBrandHarmless: no text of a brand ends a style, a string or a tag, loads anything or hides a direction.
func TestBrandHarmless(t *testing.T) {
	tags := func(page string) string {
		page = strings.ReplaceAll(page, "<wbr>", "") // in long words
		return strings.Join(regexp.MustCompile(`<[a-zA-Z/!][^\s>]*`).FindAllString(page, -1), "")
	}
	clean := tags(written(t, branded(func(*doc.Brand) {})))
	for _, harm := range []string{`</style><script>x</script>`, `"}@import url(http://x);{`, "a\\\";} @import 'x'; b{c:\"", `<img src=http://x>`,
		"x\u202Ey\u2066", "a\nb", `'"><svg onload=x>`, "*/}/*", "<!--", "\\", "]]>", "url(javascript:x)",
		"Confidential: for the board", "保密：仅限董事会"} {
		page := written(t, branded(func(b *doc.Brand) {
			b.Confidentiality, b.Facts[0], b.Logo.Alt = harm, doc.BrandFact{Label: harm, Text: harm}, harm
			b.SignOff.Heading, b.SignOff.Roles[0] = harm, harm
		}))
		if tags(page) != clean {
			t.Errorf("%q makes other tags", harm)
		}
		if strings.ContainsAny(page, "\u202e\u2066") {
			t.Errorf("%q: a direction", harm)
		}
		if strings.Contains(page, "ZgotmplZ") {
			t.Errorf("%q is not printed", harm)
		}
		rule := page[strings.Index(page, "@bottom-left{content:"):]
		rule = rule[:strings.Index(rule, "</style>")]
		if !regexp.MustCompile(`^@bottom-left\{content:"([^"\\\n]|\\[0-9a-f]+ ?|\\\\)*";width:80%;font:8pt var\(--type\);color:#51585f\}\}$`).MatchString(rule) {
			t.Errorf("%q breaks out of %q", harm, rule)
		}
	}
	for _, accent := range []string{"red;}*{x:y", "#fff</style>", "url(http://x)", `expression("x")`} {
		page := written(t, branded(func(b *doc.Brand) { b.Accent = accent }))
		if strings.Contains(page, accent) || !strings.Contains(page, "ZgotmplZ") {
			t.Errorf("the colour %q is taken", accent)
		}
	}
}
