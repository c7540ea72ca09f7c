package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// TestNumbersOfSchemas writes each number of the full documents, and each key that is one, in many ways, good and bad:
// the readers and the schemas, as an implementation of JSON Schema understands them, take and refuse the same ones.
func TestNumbersOfSchemas(t *testing.T) {
	text := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(root, "testdata/schemas", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "full-rubric.yaml", Data: text("full-rubric")})
	if err != nil {
		t.Fatal(err)
	}
	answers := func(data []byte) error { _, err := answerfile.Read("a.json", data, r); return err }
	policy := func(data []byte) error { _, err := gate.Read("p.json", data, assess.Compile(r)); return err }
	own := func(data []byte) error {
		_, _, err := rubricfile.Read(rubricfile.File{Name: "r.json", Data: data})
		return err
	}
	for _, c := range []struct {
		file   string
		schema []byte
		read   func([]byte) error
		places int // at least
	}{
		{"full-answers", answerfile.Schema(), answers, 2},
		{"full-panel", answerfile.Schema(), answers, 2},
		{"full-policy", gate.Schema(), policy, 12},
		{"full-rubric", rubricfile.Schema(), own, 25},
		{"full-stages", rubricfile.Schema(), own, 5},
		{"full-sums", rubricfile.Schema(), own, 5},
	} {
		var doc any
		if err := yaml.Unmarshal(text(c.file), &doc); err != nil {
			t.Fatal(err)
		}
		n := &numbersTest{T: t, file: c.file, doc: plain(doc), valid: compiled(t, c.schema), read: c.read}
		n.walk("", n.doc, func(v any) { n.doc = v })
		if n.places < c.places {
			t.Errorf("%s: only %d numbers", c.file, n.places)
		}
	}
}

// numbersTest is a document in which one number after another is written otherwise.
type numbersTest struct {
	*testing.T
	file   string
	doc    any
	valid  *jsonschema.Schema
	read   func([]byte) error
	places int
}

const (
	placeholder = "@@"
	tiny        = ".0000000000000000000001" // lost where a number is read as a float64
)

func (n *numbersTest) walk(at string, v any, set func(any)) {
	switch x := v.(type) {
	case float64:
		set(placeholder)
		n.number(at, x)
		set(v)
	case []any:
		for i := range x {
			n.walk(fmt.Sprint(at, "/", i), x[i], func(v any) { x[i] = v })
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(x)) {
			if value := x[key]; regexp.MustCompile(`^\d+$`).MatchString(key) {
				delete(x, key)
				x[placeholder] = value
				n.key(at, key)
				delete(x, placeholder)
				x[key] = value
			}
			n.walk(at+"/"+key, x[key], func(v any) { x[key] = v })
		}
	}
}

// number writes a number in every way.
func (n *numbersTest) number(at string, v float64) {
	n.places++
	text := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	s := text(v)
	zeros := s + ".0"
	if v != math.Trunc(v) {
		zeros = s + "0"
	}
	for _, good := range []string{s, zeros, zeros + strings.Repeat("0", 50), s + "e0", s + "E+00",
		text(v*10) + "e-1", text(v*1000) + "E-3", text(v/10) + "e1"} {
		n.compare(at, good, true)
	}
	for _, bad := range []string{strconv.Quote(s), "0" + s, "+" + s, s + ".", "." + s, s + "_0", "0x1", "１", "NaN",
		"Infinity", "true", "null", "[" + s + "]", "{}", strings.TrimSuffix(zeros, "0") + "5", s + tiny, s + "e-1",
		"-" + s, "-0", "0", "1e-12", "1e30", "1e400", "-1e400", s + "e"} {
		n.compare(at, bad, false)
	}
}

// key writes a key that is a number in every way.
func (n *numbersTest) key(at, key string) {
	n.places++
	n.compare(at+" key", strconv.Quote(key), true)
	for _, bad := range []string{"0" + key, key + ".0", key + "e0", "+" + key, " " + key, key + " ", "x", "１",
		"-" + key, "-0"} {
		n.compare(at+" key", strconv.Quote(bad), false)
	}
}

// aboutNumbers are the faults of a number as such. Others are about what the rubric has.
var aboutNumbers = regexp.MustCompile(`want a (level here|whole number|number)|(is no|-?[0-9e+]+ is no) limit|\[(syntax|number|type|id)\]`)

func (n *numbersTest) compare(at, spelled string, good bool) {
	n.Helper()
	data, err := json.Marshal(n.doc)
	if err != nil {
		n.Fatal(err)
	}
	data = bytes.Replace(data, []byte(`"`+placeholder+`"`), []byte(spelled), 1)
	var refused error
	if doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data)); err != nil {
		refused = err
	} else {
		refused = n.valid.Validate(doc)
	}
	said := n.read(data)
	var list problem.List
	if said != nil && !errors.As(said, &list) {
		n.Fatal(said)
	}
	switch {
	case good && (refused != nil || said != nil):
		n.Errorf("%s%s: %s is refused: %v; %v", n.file, at, spelled, refused, said)
	case refused != nil && said == nil && !(n.file == "full-policy" && strings.HasSuffix(spelled, tiny)):
		n.Errorf("%s%s: the reader takes %s, the schema says %v", n.file, at, spelled, refused)
	case refused == nil && said != nil && aboutNumbers.MatchString(said.Error()):
		n.Errorf("%s%s: the schema takes %s, the reader says %v", n.file, at, spelled, said)
	}
}
