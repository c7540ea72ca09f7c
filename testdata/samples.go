// Package testdata holds the sample assessments that the demo writes and the tests read.
package testdata

import "embed"

//go:embed answers/*.yaml
var answers embed.FS

// Sample is one answer file.
type Sample struct {
	Name string // the file's name
	Data []byte
}

// Samples returns the sample answer files: a consumer-goods network in Chinese, a software-reseller channel in
// English, and a half-finished self-assessment.
func Samples() []Sample {
	entries, _ := answers.ReadDir("answers") // embedded: cannot fail
	var out []Sample
	for _, e := range entries {
		data, _ := answers.ReadFile("answers/" + e.Name())
		out = append(out, Sample{e.Name(), data})
	}
	return out
}
