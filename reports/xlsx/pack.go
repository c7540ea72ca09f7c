package xlsx

import (
	"bytes"
	"io"
	"strings"

	"fathom/rubric/ooxml"
	"fathom/rubric/pattern"
)

// pack writes the workbook so that every program reads the same from it, and the same document gives the same bytes.
func (b *book) pack(w io.Writer) error {
	data, err := b.f.WriteToBuffer()
	if err != nil {
		return err
	}
	packed, err := ooxml.Pack(data.Bytes(), mended)
	if err != nil {
		return err
	}
	_, err = w.Write(packed)
	return err
}

// mended writes as we mean it what the library cannot be told: that what stands beside a formula is a number, and that
// the colour of a radar is that of its lines.
func mended(part string, text []byte) []byte {
	switch {
	case strings.HasPrefix(part, "xl/worksheets/sheet"):
		return resultOf().ReplaceAll(text, []byte("$1$2"))
	case strings.HasPrefix(part, "xl/charts/") && bytes.Contains(text, []byte("radarChart")):
		return seriesFill().ReplaceAll(text, []byte(`<spPr><a:ln w="28575">$1</a:ln></spPr><dLbls>`))
	}
	return text
}

// seriesFill is the colour of a radar's series as the library writes it: that of an area, where ours are lines. It is
// made when it is needed: at every start it would cost more than scoring.
var seriesFill = pattern.Of(`<spPr>(<a:solidFill>.{0,200}?</a:solidFill>)</spPr><dLbls>`)
