package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// look is how a cell looks; cells that look the same share one style.
type look struct {
	title, lead, head, strong, wrap, entry bool
	number, percent, date                  bool
	decimals                               int
}

const (
	ink  = "1B1F24"
	line = "D3D8DD"
	band = "E3E7EB"
	fill = "FFF8DC" // where something is to be filled in
)

func (b *book) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	id, err := b.f.NewStyle(b.newStyle(l))
	b.do(err)
	b.styles[l] = id
	return id
}

func (b *book) newStyle(l look) *excelize.Style {
	s := &excelize.Style{Font: b.font(l), Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.wrap || l.head}}
	switch {
	case l.percent:
		s.CustomNumFmt = format(digits(l.decimals) + "%")
	case l.date:
		s.CustomNumFmt = format("yyyy-mm-dd")
	case l.number:
		s.CustomNumFmt = format(digits(l.decimals))
	default:
		s.CustomNumFmt = format("@") // text stays text when somebody edits it
	}
	if l.title || l.lead {
		return s
	}
	if l.number || l.percent {
		s.Alignment.Horizontal = "right"
	} else {
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 1
	}
	s.Border = []excelize.Border{{Type: "bottom", Color: line, Style: 1}}
	if l.head {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{band}}
	}
	if l.entry {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		if !l.date {
			s.CustomNumFmt = format("General")
		}
	}
	return s
}

func (b *book) font(l look) *excelize.Font {
	f := &excelize.Font{Family: b.family(), Size: 10.5, Color: ink, Bold: l.head || l.title || l.strong}
	if l.title {
		f.Size = 15
	}
	return f
}

// family names a font that has the signs of the language.
func (b *book) family() string { return b.lang.Say("Calibri", "Microsoft YaHei") }

func format(code string) *string { return &code }

// digits is the code of a number with so many decimals.
func digits(decimals int) string {
	if decimals == 0 {
		return "0"
	}
	return "0." + strings.Repeat("0", decimals)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
