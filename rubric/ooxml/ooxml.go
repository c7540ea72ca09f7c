// Package ooxml packs what Office programs open: archives of XML, such as workbooks. Libraries write them so that Excel
// is content; other readers look for the one spelling that Excel itself has, and take everything else for nothing, so
// [Pack] packs what a library wrote anew. A [Package] is made here: its parts, what each is, what leads from one to
// another; an [Element] is the XML in it. Bytes in, bytes out: no file and no clock.
package ooxml

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"time"
)

// Edit changes a part of the archive, by its name, before it is packed; it returns what stands there then.
type Edit func(name string, text []byte) []byte

// Pack packs an archive anew, so that all readers take the same from it, and the same content gives the same bytes: the
// list of content types first and in order, the other parts by their names, all of one time; properties of the document
// with the prefix that they have in Excel, and without a day that nobody gave; switches as 1 and 0. Edits come first.
// The error is that of an archive which cannot be read.
func Pack(data []byte, edits ...Edit) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("ooxml: %w", err)
	}
	files := make([]file, len(in.File))
	for i, f := range in.File {
		if files[i], err = unpack(f, edits); err != nil {
			return nil, fmt.Errorf("ooxml: %s: %w", f.Name, err)
		}
	}
	return archive(files)
}

// file is one of an archive.
type file struct {
	name string
	text []byte
}

// archive packs files.
func archive(files []file) ([]byte, error) {
	slices.SortStableFunc(files, func(x, y file) int {
		return cmp.Or(cmp.Compare(rank(x.name), rank(y.name)), cmp.Compare(x.name, y.name))
	})
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range files {
		to, err := out.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: made()})
		if err != nil {
			return nil, fmt.Errorf("ooxml: %w", err)
		}
		if _, err := to.Write(common(f.name, f.text)); err != nil {
			return nil, fmt.Errorf("ooxml: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("ooxml: %w", err)
	}
	return buf.Bytes(), nil
}

// The parts that are known by their names.
const (
	contentTypes   = "[Content_Types].xml"
	coreProperties = "docProps/core.xml"
)

// rank puts the list of content types first: by it programs see what the archive is.
func rank(name string) int {
	if name == contentTypes {
		return 0
	}
	return 1
}

// made is when all parts were made: the first day that an archive can name.
func made() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// unpack reads one file of an archive, and edits it.
func unpack(f *zip.File, edits []Edit) (file, error) {
	from, err := f.Open()
	if err != nil {
		return file{}, err
	}
	defer from.Close()
	text, err := io.ReadAll(from)
	if err != nil {
		return file{}, err
	}
	for _, edit := range edits {
		text = edit(f.Name, text)
	}
	return file{f.Name, text}, nil
}

// common spells a part as every reader takes it. What is no XML stays as it is.
func common(name string, text []byte) []byte {
	switch path.Ext(name) {
	case ".xml", ".rels":
	default:
		return text
	}
	switch name {
	case contentTypes:
		text = inOrder(text)
	case coreProperties:
		text = unborn().ReplaceAll(eachTag(text, prefixed), nil)
	}
	return switches(text)
}
