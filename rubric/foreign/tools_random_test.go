package foreign

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/rubric/rubricfile"
)

// readable checks that a source is refused, or becomes a rubric that can be read.
func readable(t *testing.T, data []byte) {
	t.Helper()
	im, _, err := ReadTool("", []File{{"x.yaml", data}}, Origin{File: "x.yaml"}, Options{})
	if im == nil || err != nil {
		return
	}
	if _, _, err := rubricfile.Read(rubricfile.File{Name: "out.yaml", Data: im.Write()}); err != nil {
		t.Fatalf("%v\n%s\n%s", err, data, im.Write())
	}
}

func FuzzTool(f *testing.F) {
	for _, seed := range []string{library, activities, lens, "type: Question\nid: 1\n---\ntype: AnswerSet\nid: 2\n---\ntype: Practice\nid: 3\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readable(t, data) })
}

// TestToolsAtRandom: sources with a line or a piece of one left out, twice, or with another sign in it.
func TestToolsAtRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(24, 5))
	var model []byte
	for _, f := range samm() {
		model = append(model, f.Data...)
	}
	for _, seed := range [][]byte{[]byte(library), []byte(activities), []byte(lens), model} {
		for range 400 {
			lines := bytes.SplitAfter(seed, []byte("\n"))
			i := rnd.IntN(len(lines))
			switch line := lines[i]; rnd.IntN(3) {
			case 0:
				lines = slices.Delete(lines, i, i+1)
			case 1:
				lines = slices.Insert(lines, i, line)
			default:
				at := rnd.IntN(len(line) + 1)
				lines[i] = slices.Concat(line[:at], []byte{" -:0a{\"&*\x1b"[rnd.IntN(10)]}, line[at:])
			}
			readable(t, bytes.Join(lines, nil))
		}
	}
}
