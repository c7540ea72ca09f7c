package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fathom/rubric/channelteam/samples"
)

// TestSlidesDrawn: LibreOffice draws a page for each slide, and every word of every title, sentence and cell of a slide
// is on its page: nothing is cut, or behind something else.
func TestSlidesDrawn(t *testing.T) {
	t.Parallel()
	wants(t, "LibreOffice", "soffice", "--version")
	wants(t, "pdftotext", "pdftotext", "-v")
	dir := t.TempDir()
	var decks []string
	for _, s := range samples.All() {
		for _, lang := range []string{"en", "zh"} {
			name := strings.TrimSuffix(s.Name, ".yaml") + "-" + lang + ".pptx"
			path := filepath.Join(dir, s.Name)
			if err := os.WriteFile(path, s.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			a := app{in: strings.NewReader(""), out: io.Discard, err: io.Discard,
				getenv: func(string) string { return "" }}
			if code := a.run([]string{"report", path, "--lang", lang, "--appendix", "-f",
				"pptx=" + filepath.Join(dir, name)}); code != exitOK {
				t.Fatalf("%s: exit code %d", name, code)
			}
			decks = append(decks, name)
		}
	}
	cmd := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()),
		"--headless", "--convert-to", "pdf"}, decks...)...)
	cmd.Dir = dir
	output(t, cmd)
	for _, deck := range decks {
		pdf := filepath.Join(dir, strings.TrimSuffix(deck, ".pptx")+".pdf")
		if _, err := os.Stat(pdf); err != nil {
			t.Skip("left out: slides in LibreOffice (its part for presentations is not installed)")
		}
		pages := strings.Split(strings.TrimSuffix(string(output(t, exec.Command("pdftotext", pdf, "-"))), "\f"), "\f")
		slides := wordsOfSlides(t, filepath.Join(dir, deck))
		if len(pages) != len(slides) {
			t.Errorf("%s: %d pages of %d slides", deck, len(pages), len(slides))
			continue
		}
		for i, words := range slides {
			for _, w := range words {
				if !strings.Contains(pages[i], w) {
					t.Errorf("%s: slide %d shows no %q", deck, i+1, w)
				}
			}
		}
	}
}

// word is what no line breaks within: letters and digits, or one Chinese character.
var word = regexp.MustCompile(`[A-Za-z0-9.]*[A-Za-z0-9]|\p{Han}`)

// wordsOfSlides are the words that stand on each slide of a deck.
func wordsOfSlides(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for n := 1; ; n++ {
		f, err := z.Open("ppt/slides/slide" + strconv.Itoa(n) + ".xml")
		if err != nil {
			return out
		}
		out = append(out, wordsOf(t, f))
	}
}

func wordsOf(t *testing.T, slide io.Reader) (words []string) {
	t.Helper()
	dec, isText := xml.NewDecoder(slide), false
	for {
		token, err := dec.Token()
		switch v := token.(type) {
		case xml.StartElement:
			isText = v.Name.Local == "t"
		case xml.EndElement:
			isText = false
		case xml.CharData:
			if isText {
				words = append(words, word.FindAllString(string(v), -1)...)
			}
		}
		if errors.Is(err, io.EOF) {
			return words
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
