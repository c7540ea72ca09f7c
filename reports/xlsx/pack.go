package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// pack writes the workbook so that the same report gives the same bytes: excelize leaves the order of some lists and
// the times of the parts to chance.
func (b *book) pack(w io.Writer) error {
	data, err := b.f.WriteToBuffer()
	if err != nil {
		return err
	}
	in, err := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(x, y *zip.File) int { return cmp.Compare(x.Name, y.Name) })
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := copyPart(out, f); err != nil {
			return err
		}
	}
	return out.Close()
}

const contentTypes = "[Content_Types].xml"

func copyPart(out *zip.Writer, f *zip.File) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	switch {
	case f.Name == contentTypes:
		text = sorted(text)
	case strings.HasPrefix(f.Name, "xl/worksheets/sheet"):
		text = resultOf().ReplaceAll(text, []byte("$1$2"))
	case strings.HasPrefix(f.Name, "xl/charts/") && bytes.Contains(text, []byte("radarChart")):
		text = seriesFill().ReplaceAll(text, []byte(`<spPr><a:ln w="28575">$1</a:ln></spPr><dLbls>`))
	}
	to, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = to.Write(text)
	return err
}

// seriesFill is the colour of a radar's series as excelize writes it: that of an area, where ours are lines.
var seriesFill = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<spPr>(<a:solidFill>.{0,200}?</a:solidFill>)</spPr><dLbls>`)
})

// entry is one entry of the list of content types. Like seriesFill it is made when it is needed: at every start it
// would cost more than scoring.
var entry = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<(?:Default|Override) [^>]*>(?:</(?:Default|Override)>)?`)
})

// sorted puts the entries of the list of content types in order.
func sorted(text []byte) []byte {
	all := entry().FindAll(text, -1)
	if len(all) == 0 {
		return text
	}
	first, last := entry().FindIndex(text), bytes.LastIndex(text, all[len(all)-1])+len(all[len(all)-1])
	head, tail := text[:first[0]], text[last:]
	slices.SortFunc(all, bytes.Compare)
	return slices.Concat(head, bytes.Join(all, nil), tail)
}
