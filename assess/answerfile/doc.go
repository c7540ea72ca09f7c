// Package answerfile reads and writes answers on disk: YAML that a person can edit.
//
// Reading is strict. Every fault of a file is reported at once with its place, and nothing is returned when there is
// one: an answer is never silently dropped, guessed or scored.
package answerfile

import _ "embed"

// Format is the value of the `format` key that this package reads and writes.
const Format = "fathom.answers/1"

// The limits of an answer file. What exceeds one is refused with a problem that names it.
const (
	MaxBytes = 1 << 20 // of the file
	MaxNote  = 10_000  // characters in one note, reason or other free text
)

//go:embed answers.schema.json
var schema string

// Schema returns the JSON Schema of the format.
func Schema() []byte { return []byte(schema) }
