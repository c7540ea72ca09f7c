//go:build unix

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
	dir, decks := drawnByOffice(t, "pptx", "--appendix")
	for _, deck := range decks {
		pages := pagesOf(t, filepath.Join(dir, deck))
		slides := wordsOfParts(t, filepath.Join(dir, deck), "ppt/slides/slide%d.xml")
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

// TestTextDrawn: LibreOffice draws every word of a report for Word, and numbers its pages.
func TestTextDrawn(t *testing.T) {
	t.Parallel()
	wants(t, "LibreOffice", "soffice", "--version")
	wants(t, "pdftotext", "pdftotext", "-v")
	dir, texts := drawnByOffice(t, "docx")
	for _, name := range texts {
		pages := pagesOf(t, filepath.Join(dir, name))
		all := strings.Join(pages, "\n")
		for _, w := range wordsOfParts(t, filepath.Join(dir, name), "word/document.xml")[0] {
			if !strings.Contains(all, w) {
				t.Errorf("%s shows no %q", name, w)
			}
		}
		if last := pages[len(pages)-1]; !strings.Contains(last, strconv.Itoa(len(pages))) {
			t.Errorf("%s: the last of %d pages has no number", name, len(pages))
		}
	}
}

// drawnByOffice writes the reports of the samples in both languages, and has LibreOffice print them.
func drawnByOffice(t *testing.T, format string, flags ...string) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for _, s := range samples.All() {
		for _, lang := range []string{"en", "zh"} {
			name := strings.TrimSuffix(s.Name, ".yaml") + "-" + lang + "." + format
			path := filepath.Join(dir, s.Name)
			if err := os.WriteFile(path, s.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			a := app{in: strings.NewReader(""), out: io.Discard, err: io.Discard,
				getenv: func(string) string { return "" }}
			args := []string{"report", path, "--lang", lang, "-f", format + "=" + filepath.Join(dir, name)}
			if code := a.run(append(args, flags...)); code != exitOK {
				t.Fatalf("%s: exit code %d", name, code)
			}
			names = append(names, name)
		}
	}
	cmd := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()),
		"--headless", "--convert-to", "pdf"}, names...)...)
	cmd.Dir = dir
	output(t, cmd)
	return dir, names
}

// pagesOf is the text of each page that LibreOffice printed of a file.
func pagesOf(t *testing.T, path string) []string {
	t.Helper()
	pdf := strings.TrimSuffix(path, filepath.Ext(path)) + ".pdf"
	if _, err := os.Stat(pdf); err != nil {
		t.Skipf("left out: %s in LibreOffice (its part for these is not installed)", filepath.Ext(path))
	}
	return strings.Split(strings.TrimSuffix(string(output(t, exec.Command("pdftotext", pdf, "-"))), "\f"), "\f")
}

// word is what no line breaks within: letters and digits, or one Chinese character.
var word = regexp.MustCompile(`[A-Za-z0-9.]*[A-Za-z0-9]|\p{Han}`)

// wordsOfParts are the words that stand in each part of a file whose name is of a pattern with numbers from 1 on.
func wordsOfParts(t *testing.T, path, pattern string) [][]string {
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
		name := strings.ReplaceAll(pattern, "%d", strconv.Itoa(n))
		f, err := z.Open(name)
		if err != nil {
			return out
		}
		out = append(out, wordsOf(t, f))
		if name == pattern {
			return out
		}
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

// wants leaves a test out on a machine without a tool.
func wants(t *testing.T, tool string, probe ...string) {
	t.Helper()
	if err := exec.Command(probe[0], probe[1:]...).Run(); err != nil {
		t.Skipf("left out: %s (it is not installed; .ci/run installs it)", tool)
	}
}
