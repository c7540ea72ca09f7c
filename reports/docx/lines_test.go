package docx_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// This file reads documents again.

// line is one paragraph of a part: its style, where it stands, and its words.
type line struct {
	style, text string
	inTable     bool
}

// linesOf reads the paragraphs of a part, and whatever is wrong with its runs.
func linesOf(t testing.TB, text string) []line {
	t.Helper()
	var out []line
	dec, tables, runs, langs := xml.NewDecoder(strings.NewReader(text)), 0, 0, 0
	inText, isNew := false, false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			switch v.Name.Local {
			case "tbl":
				tables++
			case "p":
				out = append(out, line{inTable: tables > 0})
			case "pStyle":
				out[len(out)-1].style = valueOf(v)
			case "r":
				isNew = true
			case "t":
				inText = true
				if isNew {
					runs++
				}
				isNew = false
			case "br":
				out[len(out)-1].text += "\n"
			case "lang":
				langs++
			}
		case xml.EndElement:
			inText = false
			if v.Name.Local == "tbl" {
				tables--
			}
		case xml.CharData:
			if inText {
				out[len(out)-1].text += string(v)
			}
		}
	}
	if langs < runs {
		t.Errorf("%d texts, and %d say their language", runs, langs)
	}
	return out
}

func valueOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}
