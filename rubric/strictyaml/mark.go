package strictyaml

import "bytes"

// Mark is the byte order mark with which some editors and shells begin a text in UTF-8.
const Mark = "\uFEFF"

// Unmarked is a text without its byte order mark. Whoever reads a file takes the mark off with it, so that it is taken
// everywhere.
func Unmarked(data []byte) []byte { return bytes.TrimPrefix(data, []byte(Mark)) }
