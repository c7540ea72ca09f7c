package rubricfile

import (
	"bytes"
	"slices"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Format is the value of the `format` key that this package reads.
const Format = "fathom.rubric/1"

// MaxBytes is how large a rubric may be, all its files and those of what it extends together.
const MaxBytes = 4 << 20

// MaxFiles is how many files the folder of a rubric may have.
const MaxFiles = 1000

// MaxPractices is how many practices a rubric may have: more than any workshop can rate.
const MaxPractices = 1000

// MaxTests is how many tests a rubric may carry: each scores the whole of it, and more than anybody works by hand.
const MaxTests = 200

// limits for one file of a rubric.
var limits = strictyaml.Limits{Bytes: MaxBytes, Nodes: 200_000, Keys: 5_000}

// File is one file of a rubric: its name, for messages, and its content.
type File struct {
	Name string
	Data []byte
}

// Layer is the files of one rubric, parsed once: of a whole one, or of what is laid over another.
type Layer struct {
	Files []File
	trees []tree // of the files; the last are missing where all are too large
}

// tree is what one file holds, nil where it cannot be parsed.
type tree struct {
	root     *node
	problems problem.List
}

// Parse parses one file, or the files of a folder that together are one rubric. What is wrong with them is told by
// whoever reads the layer.
func Parse(files ...File) *Layer {
	l, size := &Layer{Files: files}, 0
	for _, f := range files {
		if size += len(f.Data); size > MaxBytes {
			break
		}
		var t tree
		if len(files) == 1 || len(bytes.TrimSpace(f.Data)) > 0 {
			t.root, t.problems = strictyaml.Parse(f.Name, f.Data, limits)
		}
		l.trees = append(l.trees, t)
	}
	return l
}

// Read reads one file, or the files of a folder that together are one rubric: lists and mappings are joined in the
// order of the files, every other key stands in one file only.
//
// It refuses what cannot be scored. The error is a [problem.List] that holds every fault at once, located and sorted;
// with any fault the rubric is nil. The places are for [fathom/rubric/lint].
func Read(files ...File) (*rubric.Rubric, problem.Places, error) { return ReadLayers(Parse(files...)) }

// ReadLayers reads a rubric that extends another. The first layer is a whole rubric, and each later one is laid over
// what stands before it; see [Layer.Extends] for what it can say. Every piece keeps the place of the file that it comes
// from.
func ReadLayers(layers ...*Layer) (*rubric.Rubric, problem.Places, error) {
	d, _, err := read(layers)
	if err != nil {
		return nil, nil, err
	}
	return d.r, d.places, nil
}

// perValue is how many bytes a value takes in a rubric's files, about: places that have room for all need not grow.
const perValue = 40

func sizeOf(layers []*Layer) (size int) {
	for _, l := range layers {
		for _, f := range l.Files {
			size += len(f.Data)
		}
	}
	return min(size, MaxBytes)
}

// read is ReadLayers that also returns the merged top level.
func read(layers []*Layer) (*decoder, map[string][]section, error) {
	d := &decoder{r: &rubric.Rubric{}, places: make(problem.Places, sizeOf(layers)/perValue)}
	top := d.gather(layers[0])
	d.notExtended(top)
	for _, over := range layers[1:] {
		top = d.layOver(top, over)
	}
	if len(d.Problems) == 0 {
		d.rubric(top)
	}
	if len(d.Problems) == 0 {
		d.check()
	}
	return d, top, d.Problems.Err()
}

// FormatOf is the value of a file's `format` key, whatever the format: "" without one, as in most files of a rubric's
// folder, and where the file cannot be parsed.
func FormatOf(data []byte) string {
	root, _ := strictyaml.Parse("", data, limits)
	if root == nil {
		return ""
	}
	return textOf(root, "format")
}

// IsPart reports whether a file of JSON in a rubric's folder is one of the rubric's: it has this format, or without any
// a key by which a rubric says something of its own; or it cannot be read, so that somebody is told. Others stand there
// for other programs.
func IsPart(f File) bool {
	root, _ := strictyaml.Parse(f.Name, f.Data, limits)
	if root == nil {
		return true
	}
	format := textOf(root, "format")
	return format == Format || format == "" && slices.ContainsFunc(root.Fields(), func(f strictyaml.Field) bool {
		return slices.Contains(append([]string{"languages", "rating", "scoring"}, joined...), f.Name())
	})
}

// section is one top-level key of one file.
type section struct{ key, value *node }

// gather gathers the top-level keys of a layer's files.
func (d *decoder) gather(l *Layer) map[string][]section {
	top := map[string][]section{}
	for i, f := range l.Files {
		if d.bytes > MaxBytes {
			return nil // told already
		}
		if d.bytes += len(f.Data); d.bytes > MaxBytes {
			d.Problems.Add(problem.Problem{File: f.Name, Kind: "too-large", Message: say.Both("the rubric is larger than the limit of %d bytes", "评估标准超过上限 %d 字节", MaxBytes)})
			return nil
		}
		n := l.trees[i].root
		d.Problems.Join(l.trees[i].problems)
		if n == nil {
			continue
		}
		if _, ok := d.places[""]; !ok {
			d.places[""] = n.Place()
		}
		if n.Kind() != strictyaml.Mapping {
			d.Problems.Add(n.WrongKind(strictyaml.Mapping))
		}
		if d.IsOther(n, Format) {
			continue
		}
		for _, field := range n.Fields() {
			top[field.Name()] = append(top[field.Name()], section{field.Key, field.Value})
		}
	}
	return top
}

// joined are the keys that several files may add to.
var joined = []string{"source", "scales", "stages", "sectors", "owners", "profiles", "parts", "dimensions", "practices",
	"pairs", "findings", "tests"}

// topOrder are the keys of the top level in the order in which they are read and written.
var topOrder = append([]string{"format", "extends", "id", "version", "languages", "title", "rating", "scoring",
	"person_days"},
	joined...)

// rubric decodes the top level. Languages come first: every text is checked against them.
func (d *decoder) rubric(top map[string][]section) {
	read := d.topKeys()
	for key, at := range top {
		if !slices.Contains(topOrder, key) {
			for _, s := range at {
				d.UnknownKey(s.key, topOrder)
			}
		}
	}
	for _, key := range topOrder {
		for i, s := range top[key] {
			if i > 0 && !slices.Contains(joined, key) {
				first := top[key][0].key
				d.Fault(s.key, "duplicate", say.Both("%s is already given in %s:%d", "%s 已经写在 %s 第 %d 行", problem.Short(key), first.File(), first.Line()))
				continue
			}
			if _, known := d.places[key]; !known {
				d.places[key] = s.value.Place()
			}
			d.under(key, s.value, read[key])
		}
	}
	for _, key := range []string{"format", "id", "version", "languages", "scales", "parts", "dimensions", "practices"} {
		if len(top[key]) == 0 {
			d.Problems.Add(d.places.Problem("", "missing-key", strictyaml.MissingKey(key)))
		}
	}
}

func (d *decoder) topKeys() keys {
	r := d.r
	return keys{
		"format":      d.choice([]string{Format}, func(string) {}),
		"extends":     func(*node) {}, // laid over its base before
		"id":          d.id(&r.ID),
		"version":     d.str(&r.Version),
		"languages":   d.languages,
		"title":       d.text(&r.Title),
		"rating":      d.text(&r.Rating),
		"scoring":     d.scoring,
		"person_days": d.personDays,
		"source":      d.source,
		"scales":      d.scales,
		"stages":      d.stages,
		"sectors":     d.sectors,
		"owners":      d.owners,
		"profiles":    d.profiles,
		"parts":       d.parts,
		"dimensions":  d.dimensions,
		"practices":   d.practices,
		"pairs":       d.pairs,
		"findings":    d.findings,
		"tests":       d.tests,
	}
}

func (d *decoder) languages(n *node) {
	for _, item := range d.Items(n) {
		var lang string
		d.id(&lang)(item)
		d.unique(item, lang)
		d.r.Languages = append(d.r.Languages, lang)
	}
	if len(n.Items()) == 0 {
		d.Fault(n, "languages", say.Both("name at least one language", "至少要写一种语言"))
	}
}
