package brand_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io/fs"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/reports/brand"
	"fathom/reports/doc"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// pixels is a small PNG.
func pixels(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sized is the beginning of a PNG of a size.
func sized(width, height uint32) []byte {
	head := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)...)
	head = append(head, 8, 0, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func open(files map[string][]byte) brand.Open {
	return func(path string) ([]byte, error) {
		if data, ok := files[path]; ok {
			return data, nil
		}
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
}

const head = "format: fathom.brand/1\n"

// TestRead: what a file says is what a document prints, in both languages.
func TestRead(t *testing.T) {
	const text = head + `client: Henan Foods
author: North
confidentiality: "Confidential\u202E: the board"
version: 1.10
reference: NC-7
date: 2026-11
logo: a.png
accent: "#0B5394"
cover: true
sign_off: [Director, "Head  of sales"]
`
	picture := pixels(t)
	b, err := brand.Read("b.yaml", []byte(text), open(map[string][]byte{"a.png": picture}))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[say.Language]*doc.Brand{
		"en": {Facts: []doc.BrandFact{{Label: "Prepared for", Text: "Henan Foods"}, {Label: "Prepared by", Text: "North"},
			{Label: "Version", Text: "1.10"}, {Label: "Reference", Text: "NC-7"}, {Label: "Date", Text: "2026-11"}},
			SignOff: &doc.SignOff{Heading: "Sign-off", Role: "Role", Name: "Name", Date: "Date",
				Signature: "Signature"}},
		"zh": {Facts: []doc.BrandFact{{Label: "客户", Text: "Henan Foods"}, {Label: "编制", Text: "North"}, {Label: "版本", Text: "1.10"},
			{Label: "编号", Text: "NC-7"}, {Label: "日期", Text: "2026-11"}},
			SignOff: &doc.SignOff{Heading: "签署确认", Role: "角色", Name: "姓名", Date: "日期", Signature: "签字"}},
	} {
		want.Confidentiality, want.Accent, want.Cover = "Confidential<U+202E>: the board", "#0B5394", true
		want.Logo = &doc.Picture{Type: "image/png", Data: picture, Alt: "North"}
		want.SignOff.Roles = []string{"Director", "Head of sales"}
		if diff := cmp.Diff(want, b.Doc(lang)); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
	plain, err := brand.Read("b.yaml", []byte(head+"client: 河南\nsign_off: true\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"客户方：河南", "编制方"}, plain.Doc("zh").SignOff.Roles); diff != "" {
		t.Error(diff)
	}
	none, err := brand.Read("b.yaml", []byte(head+"sign_off: false\n"), nil)
	if err != nil || none.Doc("en").SignOff != nil {
		t.Errorf("%v, %v", none, err)
	}
}

// TestReadRefuses: every fault is told with its place, what to write instead, and its kind, in both languages.
func TestReadRefuses(t *testing.T) {
	for text, want := range map[string][2]string{
		"": {"b.yaml:1:1: the file is empty [empty]", "文件是空的"},
		"format: fathom.plan/1": {"b.yaml:1:9: the file says fathom.plan/1; want fathom.brand/1 here [format]",
			"文件写明的格式是 fathom.plan/1，这里要 fathom.brand/1"},
		head + "clent: x":                                      {"2:1: unknown key clent; did you mean client? [unknown-key]", "不认识的键 clent"},
		head + "client: \" \"":                                 {"2:9: the text is empty [empty]", "这里的文字是空的"},
		head + "author: " + strings.Repeat("字", 201):           {"2:9: the text has 201 characters; the limit is 200 [too-long]", "文字有 201 个字符，上限是 200 个"},
		head + "cover: maybe":                                  {"2:8: want true or false, not maybe [type]", "这里要写 true 或 false"},
		head + "sign_off: us":                                  {"2:11: want true, false or a list of who signs, not us [type]", "签字人名单"},
		head + "sign_off: []":                                  {"2:11: nobody signs; name who does, or write false [empty]", "名单是空的"},
		head + "sign_off: [a, {}]":                             {"2:15: want a text here, got a mapping [type]", "这里"},
		head + "sign_off: [" + strings.Repeat("a, ", 13) + "]": {"2:11: 13 sign; a page has room for 12 [too-many]", "签字人有 13 位，一页最多 12 位"},
		head + "accent: #0b5394":                               {"no colour here: put it in quotes, as in accent: \"#0b5394\"; what stands behind a bare # is a comment [colour]", "不加引号时，# 后面是注释"},
		head + "accent: 0b5394":                                {"2:9: want a colour like \"#0b5394\", not 0b5394 [colour]", "颜色要写成"},
		head + "accent: \"#fff;}\"":                            {"2:9: want a colour like", "颜色要写成"},
		head + "accent: \"#ffcc00\"": {"2:9: #ffcc00 is too light on white paper: its contrast is 1.5, and 3 is the least; take a darker one [contrast]",
			"#ffcc00 在白纸上太浅：对比度 1.5，至少要 3；请换一个深一些的"},
		head + "logo: no.png":  {"2:7: cannot read the logo no.png: it does not exist [logo]", "无法读取标志 no.png：文件或目录不存在"},
		head + "logo: [a.png]": {"2:7: want a text here, got a list [type]", "这里"},
	} {
		_, err := brand.Read("b.yaml", []byte(text), open(nil))
		list, _ := err.(problem.List)
		if len(list) != 1 || !strings.Contains(err.Error(), want[0]) || !strings.Contains(list[0].Message.ZH, want[1]) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestContrast: the colours that stand at the limit. The contrast of #949494 to white is 3.03, of #959595 2.99, as
// published checkers of WCAG have it.
func TestContrast(t *testing.T) {
	for colour, ok := range map[string]bool{"#000000": true, "#949494": true, "#959595": false, "#ffffff": false,
		"#0072b2": true, "#ff0000": true, "#00ff00": false, "#0000ff": true, "#d55e00": true, "#f0e442": false} {
		_, err := brand.Read("b.yaml", []byte(head+`accent: "`+colour+`"`), nil)
		if (err == nil) != ok {
			t.Errorf("%s: %v", colour, err)
		}
	}
}

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`

// TestLogo: pictures that are nothing else are taken.
func TestLogo(t *testing.T) {
	for name, data := range map[string]string{
		"a.png": string(pixels(t)), "a.jpg": string(pixels(t)), "wide.png": string(sized(4000, 4000)) + "rest",
		"plain.svg":  svgHead + `<path d="M0 0" fill="url(#g)" style="stroke: url('#s')"/></svg>`,
		"A.SVG":      "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- by hand -->\n" + svgHead + `<use xlink:href="#a"/><style><![CDATA[.a{fill:red}]]></style><title>on: url(x)</title></svg>` + "\n",
		"pixels.svg": svgHead + `<image href="data:image/png;base64,AAAA" width="3"/></svg>`,
	} {
		b, err := brand.Read("b.yaml", []byte(head+"logo: "+name), open(map[string][]byte{name: []byte(data)}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := "image/png"
		if strings.EqualFold(filepath.Ext(name), ".svg") {
			want = "image/svg+xml"
		}
		if b.Logo.Type != want || string(b.Logo.Data) != data {
			t.Errorf("%s: %s", name, b.Logo.Type)
		}
	}
}

// TestLogoRefused: what runs, loads, leads elsewhere or is no picture does not come into a page.
func TestLogoRefused(t *testing.T) {
	in := func(inner string) string { return svgHead + inner + "</svg>" }
	for want, all := range map[string][]string{
		"is not taken": {
			in(`<script>alert(1)</script>`), in(`<SCRIPT/>`), in(`<s:script xmlns:s="http://www.w3.org/2000/svg"/>`),
			in(`<foreignObject/>`), in(`<g><foreignobject/></g>`), in(`<iframe/>`), in(`<set attributeName="href" to="x"/>`),
			in(`<animate attributeName="fill"/>`), in(`<x xmlns="http://www.w3.org/1999/xhtml"/>`), in(`<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>`),
			in(`<g onload="x()"/>`), in(`<g OnClick="x()"/>`), in(`<g xmlns:e="e" e:onload="x"/>`),
			in(`<use href="http://x/#a"/>`), in(`<use xlink:href="//x"/>`), in(`<a href="javascript:x"/>`), in(`<image href="a.png"/>`),
			in(`<image href="data:image/svg+xml;base64,AAAA"/>`), in(`<use href=" http://x"/>`), in(`<image src="file:///etc/passwd"/>`),
			in(`<g fill="url(http://x)"/>`), in(`<g fill="URL( 'http://x#a')"/>`), in(`<g style="fill:url(//x)"/>`), in(`<g fill="u\72l(http://x)"/>`),
			in(`<g style="fill:u\72l(//x)"/>`), in(`<style>@import "http://x";</style>`), in(`<style>a{b:image-set("http://x" 1x)}</style>`),
			in(`<style><![CDATA[a{b:url(http://x)}]]></style>`), in(`<style><g/>@import "x"</style>`), in(`<style><style/>@import "x"</style>`), in(`<g xml:base="http://x"/>`),
			`<!DOCTYPE svg>` + in(""), `<!DOCTYPE svg [<!ENTITY a "b">]>` + in("&a;"), `<?xml-stylesheet href="http://x"?>` + in(""),
		},
		"well-formed": {
			"", "hello", svgHead, svgHead + "<g></svg>", in("") + in(""), in("") + "x", in("&a;"), in("<g"), in("\xff"),
			`<?xml version="1.0" encoding="gbk"?>` + in(""), in("<g a=1/>"),
		},
		"first element is not svg": {`<html><svg/></html>`, `<svg/>`, `<x xmlns="http://www.w3.org/2000/svg"/>`},
		"larger than 200 kB":       {in(strings.Repeat(" ", 200_000)), string(pixels(t)) + strings.Repeat("x", 200_000)},
	} {
		for _, data := range all {
			refused(t, "a.svg", data, want)
		}
	}
	refused(t, "a.png", string(sized(4001, 1)), "its size in pixels is 4001 by 1; the limit is 4000 by 4000")
	refused(t, "a.png", string(sized(1, math.MaxInt32)), "the limit is 4000 by 4000")
	refused(t, "a.png", "\x89PNG\r\n\x1a\n", "no whole PNG")
	refused(t, "a.png", in(""), "a logo is a PNG or an SVG")
	refused(t, "a.gif", "GIF89a", "a logo is a PNG or an SVG")
	refused(t, "/etc/passwd", "root:x:0:0", "/etc/passwd: a logo is a PNG or an SVG")
}

func refused(t *testing.T, name, data, want string) {
	t.Helper()
	b, err := brand.Read("b.yaml", []byte(head+"logo: "+name), open(map[string][]byte{name: []byte(data)}))
	if b != nil || err == nil || !strings.Contains(err.Error(), want) || !strings.HasSuffix(err.Error(), "[logo]") ||
		!strings.HasPrefix(err.Error(), "b.yaml:2:7: ") {
		t.Errorf("%.150q: %v, want %q", data, err, want)
	}
	if err != nil && strings.Contains(err.Error(), "root:x") {
		t.Errorf("what is no picture is printed: %v", err)
	}
}
