package intake

import (
	"bytes"
	"io"
	"os"

	"fathom/rubric/pattern"
	"fathom/rubric/strictyaml"
)

// Other is a file in a folder that holds something else than answers.
type Other struct{ Path, Format string }

// firstKey finds the format of a document of Fathom, or of the first of several: it is the first thing that they say.
var firstKey = pattern.Of(`^[\[{\s]*"format"\s*:\s*"(fathom\.[a-z-]+/\d+)"`)

const (
	answersFormat = "fathom.answers/"
	rowsFormat    = "-f ndjson" // rows have no format key: their first line begins with an id, and has what only a score has

	maxHead = 4 << 10
)

// otherFormat is the format of JSON that Fathom wrote for other programs: a report or rows beside the answers. It is ""
// for answers, and for what cannot be told: the readers say what is wrong with it.
func otherFormat(in Input) string {
	if in.Size <= 0 || !hasSuffix(in.Path, append([]string{".json"}, lineSuffixes...)) {
		return ""
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return ""
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, maxHead))
	if err != nil {
		return ""
	}
	head = strictyaml.Unmarked(head)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(line, []byte(`{"id":`)) && bytes.Contains(line, []byte(`,"stage_reached":`)) {
		return rowsFormat
	}
	if m := firstKey().FindSubmatch(head); m != nil && !bytes.HasPrefix(m[1], []byte(answersFormat)) {
		return string(m[1])
	}
	return ""
}
