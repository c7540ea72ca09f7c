// Package brand knows whose paper a document is: the client, the author, what is confidential, a logo and a colour, by
// a file of its own beside the answers. It is strict as all readers are, and more so with the logo: a picture in a page
// that people open from a mail must be nothing but a picture.
package brand

import (
	_ "embed"

	"fathom/reports/doc"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Format is the value of the key `format` of a brand file.
const Format = "fathom.brand/1"

// What a file may hold at most.
const (
	MaxBytes = 64 << 10
	MaxText  = 200     // characters of a text: it stands on a cover, or in a line at the foot of a page
	MaxRoles = 12      // who signs
	MaxLogo  = 200_000 // bytes of a logo
	MaxSide  = 4000    // pixels of a logo, each way
)

// MinContrast is the least contrast to white that a colour may have: what WCAG 2.1 (success criterion 1.4.11) asks of
// what is no running text. It goes from 1 to 21.
const MinContrast = 3.0

// Brand is what a file says. Texts are "" where it says nothing.
type Brand struct {
	Client, Author, Confidentiality string
	Version, Reference, Date        string
	Accent                          string // #rrggbb
	Logo                            *Logo  // nil without
	Cover                           bool
	SignOff                         bool
	Roles                           []string // who signs; empty for the client and the author
}

// Logo is a picture that was found to be one.
type Logo struct {
	Type string // image/png or image/svg+xml
	Data []byte
}

//go:embed brand.schema.json
var schema string

// Schema returns the JSON Schema of the format, a copy for the caller to keep.
func Schema() []byte { return []byte(schema) }

// Doc words the brand for a document, its texts made safe.
func (b *Brand) Doc(lang say.Language) *doc.Brand {
	out := &doc.Brand{Confidentiality: safe.Line(b.Confidentiality), Accent: b.Accent, Cover: b.Cover}
	for _, f := range []doc.BrandFact{
		{Label: lang.Say("Prepared for", "客户"), Text: b.Client}, {Label: lang.Say("Prepared by", "编制"), Text: b.Author},
		{Label: lang.Say("Version", "版本"), Text: b.Version}, {Label: lang.Say("Reference", "编号"), Text: b.Reference},
		{Label: lang.Say("Date", "日期"), Text: b.Date},
	} {
		if f.Text = safe.Line(f.Text); f.Text != "" {
			out.Facts = append(out.Facts, f)
		}
	}
	if b.Logo != nil {
		out.Logo = &doc.Picture{Type: b.Logo.Type, Data: b.Logo.Data, Alt: safe.Line(b.Author)}
		if out.Logo.Alt == "" {
			out.Logo.Alt = lang.Say("Logo", "标志")
		}
	}
	if b.SignOff {
		out.SignOff = &doc.SignOff{Heading: lang.Say("Sign-off", "签署确认"), Role: lang.Say("Role", "角色"),
			Name: lang.Say("Name", "姓名"), Date: lang.Say("Date", "日期"),
			Signature: lang.Say("Signature", "签字"), Roles: b.roles(lang)}
	}
	return out
}

// roles are those who sign.
func (b *Brand) roles(lang say.Language) []string {
	if len(b.Roles) > 0 {
		out := make([]string, len(b.Roles))
		for i, r := range b.Roles {
			out[i] = safe.Line(r)
		}
		return out
	}
	out := []string{lang.Say("For the client", "客户方"), lang.Say("For the author", "编制方")}
	for i, who := range []string{b.Client, b.Author} {
		if who = safe.Line(who); who != "" {
			out[i] += lang.Say(": %s", "：%s", who)
		}
	}
	return out
}
