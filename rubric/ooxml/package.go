package ooxml

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Package is an Office file: parts, what each of them is, and what leads from one to another. Its own relations lead to
// where a program begins to read.
type Package struct {
	Part
	parts map[string]*Part
}

// Part is one file of a package.
type Part struct {
	Name      string // within the archive, without a slash in front
	Type      string // content type
	Data      []byte
	Relations []Relation
}

// Relation leads from a part to another, or out of the package.
type Relation struct {
	ID     string
	Kind   string // the last word of its type, such as slide
	Target string // the name of a part; of an External one, where it leads
	Type   string // the whole type, where it is not one of an Office document; else ""

	External bool
	Lost     bool // was read, and leads to no part
}

// The namespaces of relations.
const (
	officeRelations  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"

	// CoreProperties is the type of what leads to the properties of the document.
	CoreProperties = packageRelations + "/metadata/core-properties"
)

// NewPackage is a package without parts.
func NewPackage() *Package { return &Package{parts: map[string]*Part{}} }

// Add adds a part, or replaces the one of its name.
func (p *Package) Add(name, contentType string, data []byte) *Part {
	part := &Part{Name: name, Type: contentType, Data: data}
	p.parts[name] = part
	return part
}

// Find is the part of a name; nil where there is none.
func (p *Package) Find(name string) *Part { return p.parts[name] }

// Names are those of all parts, in order.
func (p *Package) Names() []string { return slices.Sorted(maps.Keys(p.parts)) }

// Lead makes a relation of an Office document's kind to another part, and returns its id.
func (p *Part) Lead(kind string, to *Part) string {
	return p.relate(Relation{Kind: kind, Target: to.Name})
}

// LeadBy is the same with the whole type of the relation.
func (p *Part) LeadBy(relationType string, to *Part) string {
	return p.relate(Relation{Type: relationType, Target: to.Name})
}

func (p *Part) relate(r Relation) string {
	last := 0
	for _, have := range p.Relations { // ids of others may be other words
		if n, err := strconv.Atoi(strings.TrimPrefix(have.ID, "rId")); err == nil {
			last = max(last, n)
		}
	}
	r.ID = "rId" + strconv.Itoa(last+1)
	p.Relations = append(p.Relations, r)
	return r.ID
}

// Next is a name that no part has: a folder, a word, a number from 1 on, and an ending such as .xml.
func (p *Package) Next(folder, word, ending string) string {
	for n := 1; ; n++ {
		if name := folder + "/" + word + strconv.Itoa(n) + ending; p.parts[name] == nil {
			return name
		}
	}
}

// Keep drops all parts to which nothing leads.
func (p *Package) Keep() {
	seen := map[string]bool{}
	var visit func(*Part)
	visit = func(from *Part) {
		for _, r := range from.Relations {
			if to := p.parts[r.Target]; !r.External && to != nil && !seen[r.Target] {
				seen[r.Target] = true
				visit(to)
			}
		}
	}
	visit(&p.Part)
	maps.DeleteFunc(p.parts, func(name string, _ *Part) bool { return !seen[name] })
}

// Bytes is the package as an archive: the same package is the same bytes. The error is that of a relation that leads
// nowhere.
func (p *Package) Bytes() ([]byte, error) {
	files := []file{{contentTypes, p.types().Document()}, {relationsOf(""), p.Part.relations().Document()}}
	for _, name := range p.Names() {
		part := p.parts[name]
		for _, r := range part.Relations {
			if !r.External && !r.Lost && p.parts[r.Target] == nil {
				return nil, fmt.Errorf("ooxml: %s leads to %s, which is not there", name, r.Target)
			}
		}
		files = append(files, file{name, part.Data})
		if len(part.Relations) > 0 {
			files = append(files, file{relationsOf(name), part.relations().Document()})
		}
	}
	return archive(files)
}

// relationsOf is where the relations of a part stand.
func relationsOf(name string) string {
	dir, base := path.Split(name)
	return dir + "_rels/" + base + ".rels"
}

// types lists what the parts are.
func (p *Package) types() *Element {
	list := New("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	list.Put("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	list.Put("Default", "Extension", "xml", "ContentType", "application/xml")
	for _, name := range p.Names() {
		list.Put("Override", "PartName", address(name), "ContentType", p.parts[name].Type)
	}
	return list
}

// address is the name of a part where it is written as an address.
func address(name string) string { return "/" + strings.ReplaceAll(name, " ", "%20") }

func (p *Part) relations() *Element {
	list := New("Relationships", "xmlns", packageRelations)
	for _, r := range p.Relations {
		target, mode := address(r.Target), ""
		if r.External {
			target, mode = r.Target, "External"
		}
		list.Put("Relationship", "Id", r.ID, "Type", cmp.Or(r.Type, officeRelations+r.Kind), "Target", target,
			"TargetMode", mode)
	}
	return list
}
