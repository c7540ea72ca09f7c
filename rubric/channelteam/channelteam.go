// Package channelteam is the rubric that Fathom ships: 19 key elements of a channel team and 12 capabilities of a
// channel member, with 91 criteria, each described at five levels in Chinese and English.
//
// The YAML files of this folder are its source, one file a dimension. The program starts from rubric.json, the same
// content in canonical form, which a test keeps in step: reading YAML would take most of the time of a short run.
package channelteam

import (
	"embed"
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

// Rubric returns the built-in rubric.
func Rubric() *rubric.Rubric { return decode(canonical) }

// Outline returns the built-in rubric without its long texts; see [rubric.Rubric.Outline]. It is there in a fraction of
// the time, for what only scores.
func Outline() *rubric.Rubric { return decode(outline) }

func decode(text string) *rubric.Rubric {
	r, err := rubric.FromCanonical([]byte(text))
	if err != nil {
		panic("channelteam: the embedded rubric is broken: " + err.Error()) // a test reads it
	}
	return r
}

// Digest names the content of the built-in rubric.
func Digest() string { return strings.Fields(stamp)[2] }

// Files returns the YAML files of the built-in rubric in the order of their names, to read, lint or export.
func Files() []rubricfile.File {
	entries, _ := sources.ReadDir(".") // embedded: cannot fail
	files := make([]rubricfile.File, 0, len(entries))
	for _, e := range entries {
		data, _ := sources.ReadFile(e.Name())
		files = append(files, rubricfile.File{Name: e.Name(), Data: data})
	}
	return files
}

// Versions lists every version of the rubric that was shipped, the oldest first; the last is the present one.
func Versions() []string { return []string{"1.0.0"} }

// Version returns the id and version of the built-in rubric.
func Version() (id, version string) {
	fields := strings.Fields(stamp)
	return fields[0], fields[1]
}
