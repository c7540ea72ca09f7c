package pptx_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
)

// This file reads decks again.

// shape is what is read of a slide again.
type shape struct {
	XMLName xml.Name
	Props   struct {
		ID   string `xml:"id,attr"`
		Name string `xml:"name,attr"`
		Alt  string `xml:"descr,attr"`
	}
	Place struct {
		Type string `xml:"type,attr"`
	}
	Lines []string // its paragraphs, or those of its cells
}

// slideOf reads the shapes of a slide, and whatever is wrong with its texts.
func slideOf(t *testing.T, name, text string) (out []shape) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(text))
	ids := map[string]bool{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			of := map[string]string{}
			for _, a := range v.Attr {
				of[a.Name.Local] = a.Value
			}
			switch v.Name.Local {
			case "cNvPr":
				if ids[of["id"]] {
					t.Errorf("%s: the id %s is there twice", name, of["id"])
				}
				ids[of["id"]] = true
				s := shape{}
				s.Props.ID, s.Props.Name, s.Props.Alt = of["id"], of["name"], of["descr"]
				out = append(out, s)
			case "ph":
				out[len(out)-1].Place.Type = of["type"]
			case "tbl", "chart":
				out[len(out)-1].XMLName = v.Name
			case "tblPr":
				if of["firstRow"] != "1" {
					t.Errorf("%s: a table without a head", name)
				}
			case "p":
				out[len(out)-1].Lines = append(out[len(out)-1].Lines, "")
			case "rPr", "endParaRPr":
				if of["lang"] != "en-US" && of["lang"] != "zh-CN" {
					t.Errorf("%s: a text in the language %q", name, of["lang"])
				}
				if n, err := strconv.Atoi(of["sz"]); of["sz"] != "" && (err != nil || n < 1100) {
					t.Errorf("%s: text of %s", name, of["sz"])
				}
			}
		case xml.CharData:
			if n := len(out); n > 0 && len(out[n-1].Lines) > 0 {
				out[n-1].Lines[len(out[n-1].Lines)-1] += string(v)
			}
		}
	}
}

// slides are those of a deck, in their order.
func slides(t *testing.T, all map[string]string) [][]shape {
	t.Helper()
	var out [][]shape
	for n := 1; ; n++ {
		name := "ppt/slides/slide" + strconv.Itoa(n) + ".xml"
		text, ok := all[name]
		if !ok {
			return out
		}
		out = append(out, slideOf(t, name, text))
	}
}

// texts are all paragraphs of a deck, of slides and notes.
func texts(t *testing.T, all map[string]string) []string {
	t.Helper()
	var out []string
	for name, text := range all {
		if strings.HasPrefix(name, "ppt/slides/slide") || strings.HasPrefix(name, "ppt/notesSlides/notesSlide") {
			for _, s := range slideOf(t, name, text) {
				out = append(out, s.Lines...)
			}
		}
	}
	return out
}
