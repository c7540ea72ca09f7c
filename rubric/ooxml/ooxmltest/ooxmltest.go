// Package ooxmltest reads Office files again, for tests of what writes them.
package ooxmltest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// Parts are the files of an archive.
func Parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		out[f.Name] = string(text)
	}
	return out
}

// Closed checks that a package hangs together.
func Closed(t testing.TB, all map[string]string) {
	t.Helper()
	led := map[string]bool{}
	for name, text := range all {
		if path.Ext(name) != ".xml" && path.Ext(name) != ".rels" {
			continue
		}
		if err := xml.Unmarshal([]byte(text), new(any)); err != nil && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
		if path.Ext(name) != ".rels" {
			continue
		}
		for _, r := range relsOf(t, text) {
			led[r] = true
			if _, ok := all[r]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, r)
			}
		}
	}
	for name := range all {
		if name == "[Content_Types].xml" || path.Ext(name) == ".rels" {
			continue
		}
		if !led[name] {
			t.Errorf("nothing leads to %s", name)
		}
		if !strings.Contains(all["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("nobody says what %s is", name)
		}
	}
}

func relsOf(t testing.TB, text string) []string {
	t.Helper()
	var rels struct {
		All []struct {
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(text), &rels); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rels.All {
		if r.Mode == "External" {
			t.Errorf("a way out of the package: %s", r.Target)
		}
		out = append(out, strings.TrimPrefix(r.Target, "/"))
	}
	return out
}

// Archive packs files, in the order of their names.
func Archive(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
