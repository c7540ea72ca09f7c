package rubricfile

import _ "embed"

//go:embed rubric.schema.json
var schema string

// Schema returns the JSON Schema of the rubric format. It describes one file; a folder's files together have its keys.
func Schema() []byte { return []byte(schema) }
