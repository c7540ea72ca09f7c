package gap_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// commented rates one practice and says something of the whole, a part, the dimension that has it, its practice, and a
// dimension and a practice of which nothing is known.
const commented = `format: fathom.answers/1
rubric: {id: channel-team, version: 1.1.0}
subject: {id: s}
date: 2026-11-20
comments:
  summary: "They know what to do.\n\n  Now it must <b>run</b>: =1+1 \u202Ex [l](http://x)"
  team: Small.
  people: "Two leave.\n::add-mask::x"
  roles: Nobody decides.
  culture: Not seen yet.
  innovation: Nor this.
answers: {roles/role-definition: 3}
`

func voiced(t *testing.T, lang say.Language) *gap.Gap {
	t.Helper()
	return report(t, channelteam.Rubric(), "a.yaml", []byte(commented), lang)
}

// TestView: what is said stands where it is about something: of the whole and its parts on the first page before the
// first other heading, the rest beside the findings, each line a paragraph, none lost where nothing is scored.
func TestView(t *testing.T) {
	for lang, want := range map[say.Language][2]string{
		"en": {"Our view|They know what to do.|Now it must <b>run</b>: =1+1 <U+202E>x [l](http://x)|Channel team: Small.|What ",
			"Our view: Two leave.|:<U+003A>add-mask:<U+003A>x|Our view on Roles & responsibilities: Nobody decides.|"},
		"zh": {"我们的看法|They know what to do.|Now it must <b>run</b>: =1+1 <U+202E>x [l](http://x)|渠道团队：Small.|",
			"我们的看法：Two leave.|:<U+003A>add-mask:<U+003A>x|我们对“角色与职责”的看法：Nobody decides.|"},
	} {
		g := voiced(t, lang)
		rep := g.Doc()
		for _, r := range []*doc.Report{rep, g.Brief(), g.TwoPages()} {
			if text := texts(r.Sections[0].Blocks); !strings.Contains(text, want[0]) {
				t.Errorf("%s: no %q in %q", lang, want[0], text)
			}
		}
		all := ""
		for _, s := range rep.Sections {
			all += s.Heading + "|" + texts(s.Blocks)
		}
		if !strings.Contains(all, want[1]) {
			t.Errorf("%s: no %q in %q", lang, want[1], all)
		}
		for _, once := range []string{"They know", "Small.", "Two leave.", "Nobody decides.", "Not seen yet.", "Nor this."} {
			if n := strings.Count(all, once); n != 1 {
				t.Errorf("%s: %q stands %d times", lang, once, n)
			}
		}
	}
}

// texts are the headings and paragraphs of a section, a stroke behind each.
func texts(blocks []doc.Block) string {
	var b strings.Builder
	for _, blk := range blocks {
		switch v := blk.(type) {
		case doc.Heading:
			b.WriteString(v.Text + "|")
		case doc.Paragraph:
			b.WriteString(v.Text + "|")
		}
	}
	return b.String()
}

// TestViewFormats: every format prints it, and none lets it do harm.
func TestViewFormats(t *testing.T) {
	g := voiced(t, "en")
	for name, write := range map[string]func(*bytes.Buffer) error{
		"terminal": func(b *bytes.Buffer) error { return terminal.Write(b, g.Doc(), terminal.Options{Width: 80}) },
		"markdown": func(b *bytes.Buffer) error { return markdown.Write(b, g.Doc()) },
		"html":     func(b *bytes.Buffer) error { return html.Write(b, g.Doc()) },
		"xlsx":     func(b *bytes.Buffer) error { return xlsx.Write(b, g.Workbook()) },
		"json":     func(b *bytes.Buffer) error { return gap.WriteJSON(b, g) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if name == "xlsx" {
			out = unzipped(t, b.Bytes())
		}
		for _, text := range []string{"They know what to do.", "Small.", "Two leave.", "Nobody decides.", "Not seen yet.", "Nor this."} {
			if !strings.Contains(out, text) {
				t.Errorf("%s: no %q", name, text)
			}
		}
		harms := map[string][]string{"terminal": {"\u202e", "\n::"}, "markdown": {"\u202e", "<b>run", "[l](", "\n::"},
			"html": {"\u202e", "<b>run"}, "xlsx": {"\u202e", "<b>run", "<f>1+1", "<f>=1"}}
		for _, harm := range harms[name] {
			if strings.Contains(out, harm) {
				t.Errorf("%s: %q", name, harm)
			}
		}
	}
}

func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestViewData: the result says it word for word, by id, as its schema wants.
func TestViewData(t *testing.T) {
	var b bytes.Buffer
	if err := gap.WriteJSON(&b, voiced(t, "en")); err != nil {
		t.Fatal(err)
	}
	validate(t, schema(t), b.Bytes())
	var got struct{ Comments map[string]string }
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Comments) != 6 || got.Comments["people"] != "Two leave.\n::add-mask::x" {
		t.Errorf("%q", got.Comments)
	}
}
