package assess_test

import (
	"testing"

	"fathom/assess"
	"fathom/rubric/rubricfile"
)

const worked = `
format: fathom.rubric/1
id: w
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, weight: 2, target: 4, criteria: [{id: x}, {id: y, weight: 2}]}
  - {id: b, dimension: d, weight: 1, target: 4, criteria: [{id: x}]}
tests:
`

// TestRunTestsFillsIn: what a test does not name is at its level for all. a = (1*1 + 2*4) / 3 = 3, b = 4.
func TestRunTestsFillsIn(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "w.yaml", Data: []byte(worked + "  - {name: t, all: 4, answers: {a/x: 1}, expect: {a: 3, b: 4}}\n")})
	if err != nil {
		t.Fatal(err)
	}
	if got := assess.Compile(r).RunTests(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestRunTests: hand-worked. a = (1*1 + 2*2) / 3 = 1.6667; d = (2*1.6667 + 1*3) / 3 = 2.1111; a has the greater gap and
// weight.
func TestRunTests(t *testing.T) {
	for text, misses := range map[string]int{
		"expect: {a: 1.667, b: 3, d: 2.11, overall: 2.1111}, first: [a, b]": 0,
		"expect: {a: 1.66}":                 1, // 1.67, rounded
		"expect: {a: 1.67, d: 2.112}":       1,
		"expect: {a: 2}":                    1, // a whole number is no wide gate
		"expect: {a: null}":                 1,
		"first: [b]":                        1,
		"first: [a, b, a]":                  -1, // none comes twice
		"expect: {a: 1, b: 1}, first: [b]":  3,
		"stage: none, expect: {overall: 1}": -1,
	} {
		answers := "answers: {a/x: 1, a/y: 2, b/x: 3}, "
		r, _, err := rubricfile.Read(rubricfile.File{Name: "w.yaml", Data: []byte(worked + "  - {name: t, " + answers + text + "}\n")})
		if (err != nil) != (misses < 0) {
			t.Errorf("%s: %v", text, err)
		}
		if err != nil {
			continue
		}
		if got := assess.Compile(r).RunTests(); len(got) != misses {
			t.Errorf("%s: %d misses, want %d: %+v", text, len(got), misses, got)
		}
	}
}
