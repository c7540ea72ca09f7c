// Package samples holds three assessments by the built-in rubric: the demo writes them, and the tests read them.
package samples

import "embed"

//go:embed *.yaml
var answers embed.FS

// Sample is one answer file.
type Sample struct {
	Name string // the file's name
	Data []byte
}

// All returns the sample answer files by name: a consumer-goods network in Chinese, a software-reseller channel in
// English, and a half-finished self-assessment.
func All() []Sample {
	entries, _ := answers.ReadDir(".") // embedded: cannot fail
	out := make([]Sample, len(entries))
	for i, e := range entries {
		data, _ := answers.ReadFile(e.Name())
		out[i] = Sample{e.Name(), data}
	}
	return out
}
