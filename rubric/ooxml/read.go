package ooxml

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"path"
	"strings"
)

// What makes a file one that is not read.
var (
	ErrNoPackage = errors.New("no Office file")
	ErrEncrypted = errors.New("protected by a password, or of an old kind")
	ErrLarge     = errors.New("too much in it")
	ErrMacros    = errors.New("has macros")
	ErrDoctype   = errors.New("declares what XML of an Office file must not")
	ErrDamaged   = errors.New("damaged")
)

// MaxUnpacked is how many bytes a package may have once it is unpacked, MaxXML how many of them may be XML, maxListed
// how many may list parts and relations, which takes longest to read, and maxParts how many parts there may be.
const MaxUnpacked, MaxXML, maxListed, maxParts = 256 << 20, 32 << 20, 4 << 20, 10_000

// Read reads a package that somebody else made, and refuses what could harm whoever opens what is made of it: macros,
// declarations of entities, archives that unpack to much more than they are. The error is, or wraps, one of those
// above.
func Read(data []byte) (*Package, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return nil, ErrEncrypted
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrNoPackage
	}
	files, err := unpackAll(z.File)
	if err != nil {
		return nil, err
	}
	types, err := readTypes(files[contentTypes])
	if err != nil {
		return nil, err
	}
	p := NewPackage()
	for name, text := range files {
		if isRelations(name) || name == contentTypes {
			continue
		}
		if p.Add(name, types.of(name), text); isMacro(types.of(name)) {
			return nil, ErrMacros
		}
	}
	if p.Part.Relations, err = p.readRelations("", files[relationsOf("")]); err != nil {
		return nil, err
	}
	for name, part := range p.parts {
		if part.Relations, err = p.readRelations(name, files[relationsOf(name)]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func isRelations(name string) bool { return path.Ext(name) == ".rels" }

// isMacro reports whether a part of a type is, or may hold, a program.
func isMacro(contentType string) bool {
	of := strings.ToLower(contentType)
	return strings.Contains(of, "macroenabled") || strings.Contains(of, "vbaproject") || strings.Contains(of, "activex")
}

// unpackAll unpacks files, up to a limit for all of them together: what an archive says of itself need not be true.
func unpackAll(all []*zip.File) (map[string][]byte, error) {
	if len(all) > maxParts || claims(all) {
		return nil, ErrLarge
	}
	out := map[string][]byte{}
	rooms := []*room{{MaxUnpacked, func(string) bool { return true }}, {MaxXML, isXML}, {maxListed, isList}}
	for _, f := range all {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		name := path.Clean(strings.TrimPrefix(f.Name, "/"))
		if _, twice := out[name]; twice || strings.HasPrefix(name, "..") {
			return nil, fmt.Errorf("%w: %s", ErrDamaged, name)
		}
		text, err := unpackOne(f, name, rooms)
		if err != nil {
			return nil, err
		}
		if isXML(name) && declares(text) {
			return nil, ErrDoctype
		}
		out[name] = text
	}
	return out, nil
}

// room is how many bytes are left for files of a kind.
type room struct {
	left int64
	of   func(name string) bool
}

func isList(name string) bool { return isRelations(name) || name == contentTypes }

// claims reports whether files are too large by what the archive says of them.
func claims(all []*zip.File) bool {
	said := uint64(0)
	for _, f := range all {
		said += min(f.UncompressedSize64, MaxUnpacked+1)
	}
	return said > MaxUnpacked
}

// declares reports whether XML has a declaration of its document type, also where its characters have two bytes.
func declares(text []byte) bool {
	if bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, nil)
	}
	return bytes.Contains(text, []byte("<!DOCTYPE"))
}

func isXML(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return ending == ".xml" || ending == ".rels" || ending == ".vml"
}

// unpackOne unpacks a file as far as there is room for what it is.
func unpackOne(f *zip.File, name string, rooms []*room) ([]byte, error) {
	left := int64(math.MaxInt64 - 1)
	for _, r := range rooms {
		if r.of(name) {
			left = min(left, r.left)
		}
	}
	from, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, f.Name)
	}
	defer from.Close()
	text, err := io.ReadAll(io.LimitReader(from, left+1))
	switch {
	case int64(len(text)) > left:
		return nil, ErrLarge
	case err != nil:
		return nil, fmt.Errorf("%w: %s", ErrDamaged, f.Name)
	}
	for _, r := range rooms {
		if r.of(name) {
			r.left -= int64(len(text))
		}
	}
	return text, nil
}

// typeList says what parts are: by their names, else by their endings, both in small letters.
type typeList struct{ named, endings map[string]string }

func readTypes(text []byte) (*typeList, error) {
	if text == nil {
		return nil, ErrNoPackage
	}
	var list struct {
		Defaults []struct {
			Ending string `xml:"Extension,attr"`
			Type   string `xml:"ContentType,attr"`
		} `xml:"Default"`
		Named []struct {
			Part string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := xml.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, contentTypes)
	}
	out := &typeList{map[string]string{}, map[string]string{}}
	for _, d := range list.Defaults {
		out.endings[strings.ToLower(d.Ending)] = d.Type
	}
	for _, n := range list.Named {
		out.named[strings.ToLower(strings.TrimPrefix(n.Part, "/"))] = n.Type
	}
	return out, nil
}

func (t *typeList) of(name string) string {
	name = strings.ToLower(name)
	return cmp.Or(t.named[name], t.named[strings.TrimPrefix(address(name), "/")],
		t.endings[strings.TrimPrefix(path.Ext(name), ".")], "application/octet-stream")
}

// readRelations reads what leads from a part. What leads to no part of the package is kept as it stands.
func (p *Package) readRelations(from string, text []byte) ([]Relation, error) {
	if text == nil {
		return nil, nil
	}
	var list struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, relationsOf(from))
	}
	var out []Relation
	for _, r := range list.All {
		kind, isOffice := strings.CutPrefix(r.Type, officeRelations)
		one := Relation{ID: r.ID, Kind: kind, Target: r.Target, External: r.Mode == "External"}
		if !isOffice {
			one.Type, one.Kind = r.Type, ""
		}
		if !one.External {
			one.Target = p.within(from, r.Target)
			one.Lost = p.parts[one.Target] == nil
		}
		out = append(out, one)
	}
	return out, nil
}

// within is the name of a part to which another leads by a path of its own. Names are written as addresses are, though
// not by everybody.
func (p *Package) within(from, target string) string {
	name := absolute(from, target)
	if plain, err := url.PathUnescape(target); err == nil && p.parts[name] == nil {
		if other := absolute(from, plain); p.parts[other] != nil {
			return other
		}
	}
	return name
}

func absolute(from, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/"+path.Dir(from), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}
