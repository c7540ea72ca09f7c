// Package channelteam is the rubric that Fathom ships: 19 key elements of a channel team and 12 capabilities of a
// partner, a firm of the channel, with 91 criteria, each described at five levels in Chinese and English.
//
// The YAML files of this folder are its source, one file a dimension. The program starts from rubric.json, the same
// content in canonical form, which a test keeps in step: reading YAML would take most of the time of a short run.
package channelteam

import (
	"embed"
	"path"
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

//go:embed *.yaml
var sources embed.FS

//go:embed rubric.json
var canonical string

//go:embed outline.json
var outline string

// stamp is one line: id, version and digest, for what needs no texts.
//
//go:embed stamp.txt
var stamp string

// shipped are the versions before the present one, a folder each.
//
//go:embed shipped
var shipped embed.FS

// Rubric returns the built-in rubric.
func Rubric() *rubric.Rubric { return decode(canonical) }

// Tested returns the built-in rubric with its worked tests, as reading [Files] does, but without the places of what it
// says: it is there in a tenth of the time.
func Tested() *rubric.Rubric {
	r := Rubric()
	data, err := sources.ReadFile("tests.yaml")
	if err == nil {
		r.Tests, err = rubricfile.Tests(r, rubricfile.File{Name: "tests.yaml", Data: data})
	}
	if err != nil {
		panic("channelteam: the embedded tests are broken: " + err.Error()) // a test reads them
	}
	return r
}

// Outline returns the built-in rubric without its long texts; see [rubric.Rubric.Outline]. It is there in a fraction of
// the time, for what only scores.
func Outline() *rubric.Rubric { return decode(outline) }

func decode(text string) *rubric.Rubric {
	r, err := rubric.FromCanonical(text)
	if err != nil {
		panic("channelteam: the embedded rubric is broken: " + err.Error()) // a test reads it
	}
	return r
}

// Digest names the content of the built-in rubric.
func Digest() string { return strings.Fields(stamp)[2] }

// Files returns the YAML files of the built-in rubric in the order of their names, to read, lint or export.
func Files() []rubricfile.File { return filesIn(sources, ".") }

func filesIn(from embed.FS, folder string) []rubricfile.File {
	entries, _ := from.ReadDir(folder) // embedded: fails for a folder that is not there
	files := make([]rubricfile.File, 0, len(entries))
	for _, e := range entries {
		data, _ := from.ReadFile(path.Join(folder, e.Name()))
		files = append(files, rubricfile.File{Name: e.Name(), Data: data})
	}
	return files
}

// Versions lists every version of the rubric that was shipped, the oldest first; the last is the present one.
func Versions() []string { return []string{"1.0.0", "1.1.0"} }

// Shipped returns the YAML files of an earlier version by its name, "channel-team@1.0.0", each with that name before
// its own; nil for any other name, that of the present version too.
func Shipped(name string) []rubricfile.File {
	id, now := Version()
	of, version, _ := strings.Cut(name, "@")
	if of != id || version == now || !slices.Contains(Versions(), version) {
		return nil
	}
	files := filesIn(shipped, path.Join("shipped", version))
	for i := range files {
		files[i].Name = name + ":" + files[i].Name
	}
	return files
}

// Version returns the id and version of the built-in rubric.
func Version() (id, version string) {
	fields := strings.Fields(stamp)
	return fields[0], fields[1]
}
