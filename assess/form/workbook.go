package form

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file reads the parts of a workbook as streams of XML. The library that writes workbooks is too kind a reader: it
// takes a missing text for its number, TRUE for 1 and the second of two cells for the first, and makes a copy of a text
// for each cell.

// workbook is a workbook's archive.
type workbook struct {
	file   string
	parts  map[string]*zip.File // by their names in lower case
	left   int                  // elements that may still be read, in all parts
	texts  []string             // shared by cells
	looks  []look               // by style
	is1904 bool                 // days are counted from 1904, as on old Macs
	size   int                  // bytes of the cells so far
	values bool                 // a formula stands for what it came to; else it is a problem
}

// sheet is one table of a workbook.
type sheet struct {
	name, part string
	hidden     bool
	tab        int // its place among the sheets, from 1
}

// errBroken tells that a part is not what a spreadsheet program writes.
var errBroken = errors.New("not a workbook")

// openWorkbook looks at an archive, and reads what all sheets share. The error is a [problem.List], or says that this
// is no workbook.
func openWorkbook(file string, data []byte) (*workbook, []sheet, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, errBroken
	}
	if bad := checkArchive(file, archive); bad != nil {
		return nil, nil, bad
	}
	w := &workbook{file: file, parts: map[string]*zip.File{}, left: maxElements}
	for _, part := range archive.File {
		w.parts[strings.ToLower(part.Name)] = part
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, nil, err
	}
	relations, err := w.relations(main)
	if err != nil {
		return nil, nil, err
	}
	if err := w.shared(relations); err != nil {
		return nil, nil, err
	}
	list := &sheetList{w: w, relations: relations}
	err = w.read(main, list)
	return w, list.sheets, err
}

// shared reads the texts and the styles of all sheets. There is one part of each: a second one would take the place of
// the first, or be the same part read again and again.
func (w *workbook) shared(relations []relation) error {
	readers := map[string]partReader{
		"sharedStrings": &sharedTexts{w: w},
		"styles":        newStyleSheet(w),
	}
	seen := map[string]bool{}
	for _, r := range relations {
		to, ok := readers[r.kind]
		if !ok {
			continue
		}
		if seen[r.kind] {
			return partTwice(w.file, r.kind)
		}
		seen[r.kind] = true
		if err := w.read(r.part, to); err != nil {
			return err
		}
	}
	return nil
}

func partTwice(file, part string) problem.List {
	return problem.List{fault(file, "duplicate", say.Both("the part %s of the workbook is there twice; save it again as .xlsx", "工作簿的部件 %s 重复；请重新另存为 .xlsx", short(part)))}
}

func tooManyParts(file string) problem.List {
	return problem.List{fault(file, "zip", say.Both("the workbook unpacks to more than %d MiB or %d parts", "工作簿解压后超过 %d MiB 或 %d 个部件", maxUnzipped>>20, maxParts))}
}

// checkArchive refuses bombs and macros before anything is unpacked, and parts that are there twice: programs take
// either of them.
func checkArchive(file string, archive *zip.Reader) problem.List {
	var size uint64
	seen := map[string]bool{}
	for _, part := range archive.File {
		size += min(part.UncompressedSize64, maxUnzipped+1)
		name := strings.ToLower(part.Name)
		if strings.HasSuffix(name, "vbaproject.bin") {
			return problem.List{fault(file, "macros", say.Both("the workbook holds macros; save it as .xlsx without them", "工作簿带有宏；请另存为不含宏的 .xlsx"))}
		}
		if seen[name] {
			return partTwice(file, part.Name)
		}
		seen[name] = true
	}
	if size > maxUnzipped || len(archive.File) > maxParts {
		return tooManyParts(file)
	}
	return nil
}

// reader of a part is told of its elements, in their order, by their names without a prefix.
type partReader interface {
	open(name string, attributes []xml.Attr) error
	text(data []byte)
	close(name string) error
}

// read hands the elements of a part to its reader.
func (w *workbook) read(name string, to partReader) error {
	file, ok := w.parts[strings.ToLower(name)]
	if !ok {
		return errBroken
	}
	in, err := file.Open()
	if err != nil {
		return errBroken
	}
	defer in.Close()
	d := xml.NewDecoder(&tagged{in: in})
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") {
			return in, nil
		}
		return nil, errBroken
	}
	var inside []string
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(inside) == 0:
			return nil
		case err != nil:
			return errBroken
		}
		if inside, err = w.hand(token, inside, to); err != nil {
			return err
		}
	}
}

// tagged ends a part in which a tag or a text does not end: the decoder keeps all of it, and each attribute several
// times over.
type tagged struct {
	in    io.Reader
	since int // bytes since a tag began
}

func (t *tagged) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		t.since = n - i
	} else if t.since += n; t.since > maxTag {
		return 0, errBroken
	}
	return n, err
}

// hand hands one token on. It keeps count of what is open and of how much was read.
func (w *workbook) hand(token xml.Token, inside []string, to partReader) ([]string, error) {
	switch t := token.(type) {
	case xml.StartElement:
		if w.left--; w.left < 0 {
			return nil, problem.List{fault(w.file, "too-many", say.Both("the workbook has more than %d elements", "工作簿里的元素超过 %d 个", maxElements))}
		}
		if len(inside) == maxNesting {
			return nil, errBroken
		}
		return append(inside, t.Name.Local), to.open(t.Name.Local, t.Attr)
	case xml.CharData:
		to.text(t)
	case xml.EndElement:
		last := len(inside) - 1
		if last < 0 || inside[last] != t.Name.Local {
			return nil, errBroken
		}
		return inside[:last], to.close(t.Name.Local)
	case xml.Directive: // a document type: it could only define what stands for something else
		return nil, errBroken
	}
	return inside, nil
}

func attribute(attributes []xml.Attr, name string) string {
	for _, a := range attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// noText is for parts whose texts say nothing.
type noText struct{}

func (noText) text([]byte)        {}
func (noText) close(string) error { return nil }

// relation is what a part names as belonging to it.
type relation struct{ id, kind, part string }

type relationList struct {
	noText
	file, folder string
	found        []relation
}

func (l *relationList) open(name string, a []xml.Attr) error {
	if name == "Relationship" && attribute(a, "TargetMode") != "External" {
		if len(l.found) == maxParts {
			return tooManyParts(l.file)
		}
		target := strings.ReplaceAll(attribute(a, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", l.folder, target)
		}
		l.found = append(l.found, relation{attribute(a, "Id"), path.Base(attribute(a, "Type")),
			strings.TrimPrefix(path.Clean(target), "/")})
	}
	return nil
}

// relations lists what belongs to a part; "" is the whole archive.
func (w *workbook) relations(part string) ([]relation, error) {
	folder, base := path.Split(part)
	l := &relationList{file: w.file, folder: folder}
	err := w.read(folder+"_rels/"+base+".rels", l)
	return l.found, err
}

func (w *workbook) mainPart() (string, error) {
	all, err := w.relations("")
	if i := slices.IndexFunc(all, func(r relation) bool { return r.kind == "officeDocument" }); err == nil && i >= 0 {
		return all[i].part, nil
	}
	return "", errBroken
}

// sheetList reads the list of sheets. Two of one name, or one part as two sheets, are a problem.
type sheetList struct {
	noText
	w         *workbook
	relations []relation
	named     int // of whatever kind
	sheets    []sheet
}

func (l *sheetList) open(name string, a []xml.Attr) error {
	switch name {
	case "workbookPr":
		since := attribute(a, "date1904")
		l.w.is1904 = since == "1" || since == "true"
	case "sheet":
		return l.add(a)
	}
	return nil
}

func (l *sheetList) add(a []xml.Attr) error {
	if l.named++; l.named > maxParts {
		return tooManyParts(l.w.file)
	}
	id := ""
	for _, attr := range a {
		if attr.Name.Local == "id" && attr.Name.Space != "" {
			id = attr.Value
		}
	}
	i := slices.IndexFunc(l.relations, func(r relation) bool { return r.id == id })
	if i < 0 {
		return errBroken
	}
	s := sheet{attribute(a, "name"), l.relations[i].part, strings.HasSuffix(strings.ToLower(attribute(a, "state")),
		"hidden"), l.named}
	for _, other := range l.sheets {
		if strings.EqualFold(other.name, s.name) || strings.EqualFold(other.part, s.part) {
			return problem.List{fault(l.w.file, "duplicate", say.Both("the sheet %s is there twice", "工作表 %s 重复", short(s.name)))}
		}
	}
	if l.relations[i].kind == "worksheet" { // others are drawings
		l.sheets = append(l.sheets, s)
	}
	return nil
}

// runs gathers the text of a string: of all its runs, but not how it is pronounced.
type runs struct {
	all                strings.Builder
	inText, isPhonetic bool
}

func (r *runs) open(name string) {
	switch name {
	case "rPh":
		r.isPhonetic = true
	case "t":
		r.inText = !r.isPhonetic
	}
}

func (r *runs) text(data []byte) {
	if r.inText {
		r.all.Write(data)
	}
}

func (r *runs) close(name string) {
	switch name {
	case "rPh":
		r.isPhonetic = false
	case "t":
		r.inText = false
	}
}

// take returns the text and begins the next one.
func (r *runs) take() string {
	s := unescaped(r.all.String())
	*r = runs{}
	return s
}

var escape = pattern.Of(`_x[0-9A-Fa-f]{4}_`)

// unescaped reads the characters that XML cannot hold: _x000D_ is a carriage return, and _x005F_ the line before such a
// text.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape().ReplaceAllStringFunc(s, func(e string) string {
		n, _ := strconv.ParseUint(e[2:6], 16, 32)
		return string(rune(n))
	})
}

// sharedTexts reads the texts that cells share.
type sharedTexts struct {
	w *workbook
	runs
}

func (s *sharedTexts) open(name string, _ []xml.Attr) error {
	if s.runs.open(name); name == "si" && len(s.w.texts) == maxTexts {
		return problem.List{fault(s.w.file, "too-many", say.Both("the workbook has more than %d texts", "工作簿里的文字超过 %d 段", maxTexts))}
	}
	return nil
}

func (s *sharedTexts) close(name string) error {
	if s.runs.close(name); name == "si" {
		s.w.texts = append(s.w.texts, s.take())
	}
	return nil
}
