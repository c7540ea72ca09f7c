// Package html writes a document as one page that needs nothing else: no script, no font, no request, no picture but a
// logo that it holds itself. It opens from a mail attachment, reads on a phone, prints on A4, and says in words and
// tables all that its charts show.
//
// Every text passes html/template and, because that keeps control characters, the filter for untrusted text before it.
package html

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"fathom/reports/doc"
	"fathom/rubric/aloud"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

//go:embed *.tmpl *.css
var files embed.FS

// Write writes a document as a page, laid out by what it has: chapters where it is an edition or sections lie within
// others, its charts in front where it has figures, else its sections with the first one in front. A page that cannot
// be laid out is not written at all.
func Write(w io.Writer, rep *doc.Report) error { return WriteFor(w, rep, Print{}) }

// WriteFor is Write for a certain paper.
func WriteFor(w io.Writer, rep *doc.Report, print Print) error {
	data, layout, err := layOut(rep, print)
	if err != nil {
		return err
	}
	t, err := layout()
	if err != nil {
		return err
	}
	var b strings.Builder
	b.Grow(usual)
	if err := t.Execute(&b, data); err != nil {
		return err
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// usual is how many bytes the page of a full report has, about: a text that has room for it need not grow.
const usual = 256 << 10

// layOut chooses the layout of a document, and fills it.
func layOut(rep *doc.Report, print Print) (data any, layout func() (*template.Template, error), err error) {
	switch {
	case rep.Edition != "" || slices.ContainsFunc(rep.Sections,
		func(s doc.Section) bool { return len(s.Sections) > 0 }):
		data, err = newHandbook(rep)
		return data, handbookLayout, err
	case rep.Figures != nil:
		data, err = newPage(rep, print)
		return data, pageLayout, err
	}
	data, err = newRollup(rep, print)
	return data, rollupLayout, err
}

// The layouts, each read when the first page of its kind is written, and never again.
var (
	handbookLayout = sync.OnceValues(func() (*template.Template, error) { return prepare("handbook") })
	pageLayout     = sync.OnceValues(func() (*template.Template, error) { return prepare("page") })
	rollupLayout   = sync.OnceValues(func() (*template.Template, error) { return prepare("rollup") })
)

// prepare reads a layout of ours and its style sheets.
func prepare(layout string) (*template.Template, error) {
	var css strings.Builder
	for _, name := range []string{"style", "change", layout} {
		text, err := files.ReadFile(name + ".css")
		if errors.Is(err, fs.ErrNotExist) {
			continue // the style of every page is enough
		}
		if err != nil {
			return nil, err
		}
		css.Write(text)
	}
	return template.New(layout+".tmpl").Funcs(template.FuncMap{
		"css":    func() template.CSS { return template.CSS(css.String()) }, // ours, not from any file of a user
		"quoted": func(text string) template.CSS { return template.CSS(quoted(text)) },
		"safe":   safe.Text, "words": broken, "numberHead": numberHead, "head": head, "isMany": isMany,
	}).ParseFS(files, "blocks.tmpl", "change.tmpl", "brand.tmpl", layout+".tmpl")
}

// page is what the template lays out.
type page struct {
	Lang, Title, Date string
	Brand             *brand
	Headline          string
	Figures           doc.Figures
	Radar             radar
	Heads             words
	Lead              []section // of the first page
	Sections          []section
	Annex             []section // what is looked up
	HasHeat           bool
	Sheet             template.CSS
	Class             string
	GapScale          string // where the bars of the gap chart begin and end, in words
	IsBrief           bool   // it may fill only so many pages
	GapsAfter         int    // the section that the gap chart follows: the one with the scores

	print Print
}

// words are the few that the page itself says.
type words struct{ Level, Now, Target, Contents string }

type section struct {
	ID, Heading string
	Annex       bool
	Blocks      []block
}

// block is one block of a report: exactly one field is set besides the name of what it belongs to.
type block struct {
	Name      string
	Lead      bool // on the first page
	Heading   string
	Paragraph *doc.Paragraph
	List      *doc.List
	Table     *table
	Bars      *barTable
	Spread    *spreads
	Stacks    *stacks
	Grid      *grid
	Lanes     *lanes
	Groups    *groups
	Dumbbells *dumbbells
	Bridge    *bridge
}

type barTable struct {
	Heads doc.Bar
	Scale string // where the bars begin and end, in words
	Rows  []bar
}

// Halves reports whether a section is rows of bars alone: on paper they lie in two columns, side by side.
func (s section) Halves() bool {
	rows := 0
	for _, b := range s.Blocks {
		switch {
		case b.Bars != nil:
			rows += len(b.Bars.Rows)
		case b.Heading == "":
			return false
		}
	}
	return rows >= leastHalved
}

// leastHalved is how many rows of bars are worth two columns.
const leastHalved = 12

// IsShare reports whether the bars are shares, which have no target.
func (t *barTable) IsShare() bool { return t != nil && t.Heads.TargetLabel == "" }

// HasTargets and HasNotes report whether any row has a target, or is remarked on: without, there is no column of them.
func (t *barTable) HasTargets() bool {
	return slices.ContainsFunc(t.Rows, func(r bar) bool { return r.TargetLabel != "" })
}

func (t *barTable) HasNotes() bool {
	return slices.ContainsFunc(t.Rows, func(r bar) bool { return r.Note != "" })
}

// bar is a score drawn beside its number.
type bar struct {
	doc.Bar
	Track track
}

func newPage(rep *doc.Report, print Print) (page, error) {
	f := rep.Figures()
	f.Radar.Title, f.Radar.Description = aloud.Text(rep.Lang, f.Radar.Title), aloud.Text(rep.Lang, f.Radar.Description)
	p := page{Lang: langTag(rep), Title: rep.Title, Date: rep.Date, Figures: f, Radar: drawRadar(f.Radar),
		HasHeat: len(f.Heat.Rows) > 0, Sheet: print.sheet(rep), Class: print.Class(), print: print,
		IsBrief: rep.Pages > 0, Brand: newBrand(rep)}
	in := rep.Lang.Say
	p.Heads = words{in("Overall", "总体"), in("now", "现状"), in("target", "目标"), in("Contents", "目录")}
	p.Radar.Scale = scaleWords(rep.Lang, f.Radar.Axes)
	p.GapScale = scaleWords(rep.Lang, gapBars(f.Gaps.Rows))
	all, headline, err := newSections(rep)
	if len(all) == 0 {
		return p, err
	}
	p.Headline, p.Lead = headline, all[:1]
	for _, s := range all[1:] {
		if s.Annex {
			p.Annex = append(p.Annex, s)
		} else {
			p.Sections = append(p.Sections, s)
		}
	}
	p.GapsAfter = max(0, slices.IndexFunc(p.Sections, func(s section) bool {
		return slices.ContainsFunc(s.Blocks, func(b block) bool { return b.Bars != nil })
	}))
	return p, err
}

func gapBars(rows []doc.GapRow) []doc.Bar {
	out := make([]doc.Bar, len(rows))
	for i := range rows {
		out[i] = rows[i].Bar
	}
	return out
}

// scaleWords says from where to where bars are drawn, since a scale seldom begins at 0; rows of different scales each
// fill their own.
func scaleWords(lang say.Language, bars []doc.Bar) string {
	if len(bars) == 0 {
		return ""
	}
	least, most := bars[0].Min, bars[0].Max
	for _, b := range bars {
		if b.Min != least || b.Max != most {
			return lang.Say("Each on its own scale", "各按自己的标尺")
		}
	}
	return lang.Say("Scale %s to %s", "标尺 %s–%s", short(least), short(most))
}

// langTag is the language of a page as HTML names it.
func langTag(rep *doc.Report) string {
	if rep.Lang == "zh" {
		return "zh-Hans"
	}
	return "en"
}

// newSections prepares the sections. The first strong sentence of the first one is the page's headline.
func newSections(rep *doc.Report) (out []section, headline string, err error) {
	for i, s := range rep.Sections {
		sec := section{ID: sectionID(i), Heading: s.Heading, Annex: s.Annex}
		name := s.Heading
		for _, b := range s.Blocks {
			if lead, ok := b.(doc.Paragraph); ok && lead.Strong && i == 0 && headline == "" {
				headline = lead.Text
				continue
			}
			if h, ok := b.(doc.Heading); ok {
				name = h.Text
			}
			for _, band := range bands(b) {
				blk, err := newBlock(band, rep.Lang)
				if err != nil {
					return nil, "", err
				}
				blk.Name, blk.Lead = name, i == 0
				sec.Blocks = append(sec.Blocks, blk)
			}
		}
		if s.Annex {
			sec.Blocks = grouped(sec.Blocks, sec, rep.Lang.Say("What", "项目"))
		}
		out = append(out, sec)
	}
	return out, headline, nil
}

func sectionID(i int) string { return fmt.Sprintf("s%d", i+1) }

func newBlock(b doc.Block, lang say.Language) (block, error) {
	switch v := b.(type) {
	case doc.Heading:
		return block{Heading: v.Text}, nil
	case doc.Paragraph:
		return block{Paragraph: &v}, nil
	case doc.List:
		return block{List: &v}, nil
	case doc.Table:
		return block{Table: newTable(v)}, nil
	case doc.Bars:
		t := &barTable{Heads: v.Heads, Scale: scaleWords(lang, v.Rows)}
		for _, r := range v.Rows {
			t.Rows = append(t.Rows, bar{r, newTrack(r)})
		}
		return block{Bars: t}, nil
	case doc.Profiles:
		if v.Stacked {
			return block{Stacks: newStacks(v)}, nil
		}
		return block{Spread: newSpreads(v)}, nil
	case doc.Grid:
		return block{Grid: newGrid(v)}, nil
	case doc.Lanes:
		return block{Lanes: newLanes(v, lang)}, nil
	case doc.Dumbbells:
		return block{Dumbbells: newDumbbells(v)}, nil
	case doc.Bridge:
		return block{Bridge: newBridge(v)}, nil
	}
	return block{}, fmt.Errorf("html: no place for a %T", b)
}
