package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"strconv"
	"unicode/utf16"

	"fathom/rubric/pattern"
)

var (
	toUnicode = pattern.Of(`/ToUnicode (\d+) 0 R`)
	mapping   = pattern.Of(`(?m)^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?: <([0-9A-Fa-f]+)>)?\r?$`)
)

// Characters are those that the glyphs of a file's fonts stand for, by the tables that its readers copy and search
// with. A character that the browser had no glyph for is not among them, though its empty box is on the paper.
func Characters(file []byte) map[rune]bool {
	at, end, _ := offsets(file)
	found := map[rune]bool{}
	for _, offset := range at {
		object, _, _ := bytes.Cut(file[offset:end], []byte("endobj"))
		object, _, _ = bytes.Cut(object, []byte("stream"))
		for _, m := range toUnicode().FindAllSubmatch(object, -1) {
			number, _ := strconv.Atoi(string(m[1]))
			if from, ok := at[number]; ok {
				mapped(inflated(file[from:end]), found)
			}
		}
	}
	return found
}

// inflated is the stream of the object that a text begins with; none where it is not packed as Chromium does it.
func inflated(object []byte) []byte {
	_, packed, _ := bytes.Cut(object, []byte("stream"))
	r, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(packed, "\r\n")))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return text
}

// mapped adds what the lines of a table stand for: `<glyph> <text>`, or `<first> <last> <text of the first>`.
func mapped(table []byte, found map[rune]bool) {
	_, table, _ = bytes.Cut(table, []byte("endcodespacerange"))
	for _, m := range mapping().FindAllSubmatch(table, -1) {
		text, more := m[2], 0
		if len(m[3]) > 0 {
			first, err1 := strconv.ParseUint(string(m[1]), 16, 16)
			last, err2 := strconv.ParseUint(string(m[2]), 16, 16)
			if err1 != nil || err2 != nil {
				continue
			}
			text, more = m[3], int(last)-int(first)
		}
		runes := decoded(text)
		for _, r := range runes {
			found[r] = true
		}
		for i := 1; i <= more && len(runes) > 0; i++ {
			found[runes[len(runes)-1]+rune(i)] = true
		}
	}
}

// decoded is a text of a table: UTF-16 in hexadecimal digits.
func decoded(digits []byte) []rune {
	data, err := hex.DecodeString(string(digits))
	if err != nil {
		return nil
	}
	var units []uint16
	for k := 0; k+1 < len(data); k += 2 {
		units = append(units, uint16(data[k])<<8|uint16(data[k+1]))
	}
	return utf16.Decode(units)
}
