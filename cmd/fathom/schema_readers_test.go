package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"gopkg.in/yaml.v3"

	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/survey"
	"fathom/reports/brand"
	"fathom/rubric/rubricfile"
)

// TestSchemasOfReaders holds the readers of what people write against the schemas. They have no types to walk, so
// documents with every key of the schema are changed at every place: a key is left out, one that nobody knows is put
// in, a value becomes one of each other type, a word stands in a list twice. What the schema refuses the reader
// refuses; what the reader refuses for its shape the schema refuses, too.
func TestSchemasOfReaders(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata/schemas"))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		schema []byte
		files  []string
	}{
		"answers": {answerfile.Schema(), []string{"full-answers.yaml", "full-panel.yaml"}},
		"actions": {actions.Schema(), []string{"full-actions.yaml"}},
		"brand":   {brand.Schema(), []string{"full-brand.yaml"}},
		"mapping": {survey.Schema(), []string{"full-mapping.yaml"}},
		"policy":  {gate.Schema(), []string{"full-policy.yaml"}},
		"rubric": {rubricfile.Schema(), []string{"full-rubric.yaml", "full-sums.yaml", "full-stages.yaml",
			"full-overlay.yaml"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := schema{}
			if err := json.Unmarshal(c.schema, &s); err != nil {
				t.Fatal(err)
			}
			r := &readerTest{T: t, keys: s.keys(), valid: compiled(t, c.schema), path: filepath.Join(dir, name+".json"),
				seen: map[string]bool{}}
			for _, file := range c.files {
				data, err := os.ReadFile(filepath.Join(root, "testdata/schemas", file))
				if err != nil {
					t.Fatal(err)
				}
				var doc any
				if err := yaml.Unmarshal(data, &doc); err != nil {
					t.Fatal(err)
				}
				r.doc = plain(doc)
				r.compare("as it is")
				r.change(nil, r.doc, func(v any) { r.doc = v })
			}
			for _, key := range r.keys {
				if !r.seen[key] {
					t.Errorf("no document has the key %s of the schema", key)
				}
			}
		})
	}
}

// readerTest is a document that is changed, place by place.
type readerTest struct {
	*testing.T
	valid *jsonschema.Schema
	path  string
	doc   any
	keys  []string        // of the schema
	seen  map[string]bool // keys and places
}

// change makes every change at a place and below it, one at a time; set puts another value there. Of the items of a
// list, and of keys that are numbers, the first with something at a place stands for all.
func (r *readerTest) change(at []string, v any, set func(any)) {
	place := regexp.MustCompile(`/\d+`).ReplaceAllString("/"+strings.Join(at, "/"), "/#")
	first := !r.seen[place]
	r.seen[place] = true
	for _, other := range []any{"x", 3.5, true, nil, []any{}, map[string]any{}} {
		if first {
			set(other)
			r.compare(fmt.Sprintf("%s is %v", place, other))
		}
	}
	set(v)
	switch x := v.(type) {
	case map[string]any:
		if first && x["ignore"] == nil { // what is left out is not read
			r.unknown(at, x)
		}
		for _, key := range slices.Sorted(maps.Keys(x)) {
			r.seen[key] = true
			value := x[key]
			if delete(x, key); first {
				r.compare(place + " without " + key)
			}
			x[key] = value
			r.change(append(slices.Clip(at), key), value, func(v any) { x[key] = v })
		}
	case []any:
		if first && len(x) > 0 {
			r.twice(place, x, set)
			set(v)
		}
		for i := range x {
			r.change(append(slices.Clip(at), fmt.Sprint(i)), x[i], func(v any) { x[i] = v })
		}
	}
}

// twice has a word in a list twice: the schema refuses that where the reader does, and nowhere else. Of mappings the
// reader refuses the same id twice, which a schema cannot say.
func (r *readerTest) twice(place string, x []any, set func(any)) {
	if _, isWord := x[0].(string); !isWord {
		return
	}
	set(append(slices.Clone(x), x[0]))
	if said, refused := r.check(); (refused != nil) != strings.Contains(said, "error: ") {
		r.Errorf("%s has %v twice: the schema says %v, the reader %q", place, x[0], refused, said)
	}
}

// unknown puts all keys of the schema into a mapping, and one that is none: the reader and the schema know the same
// ones there.
func (r *readerTest) unknown(at []string, x map[string]any) {
	mine := slices.Collect(maps.Keys(x))
	for _, key := range append(r.keys, "zzz") {
		if _, ok := x[key]; !ok && key != "extends" && key != "ignore" { // these two change how all else is read
			x[key] = "x"
		}
	}
	said, refused := r.check()
	var reader, others []string
	for _, m := range regexp.MustCompile(`unknown key (\w+)`).FindAllStringSubmatch(said, -1) {
		reader = append(reader, m[1])
	}
	var invalid *jsonschema.ValidationError
	if errors.As(refused, &invalid) {
		others = additional(invalid, at)
	}
	slices.Sort(reader)
	if !slices.Equal(reader, others) {
		r.Errorf("%s: the reader does not know %v, the schema not %v", strings.Join(at, "/"), reader, others)
	}
	maps.DeleteFunc(x, func(key string, _ any) bool { return !slices.Contains(mine, key) })
}

// additional are the keys that a schema refuses at a place.
func additional(err *jsonschema.ValidationError, at []string) (out []string) {
	if k, ok := err.ErrorKind.(*kind.AdditionalProperties); ok && slices.Equal(err.InstanceLocation, at) {
		out = k.Properties
	}
	for _, cause := range err.Causes {
		out = append(out, additional(cause, at)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofShape are the faults that a schema sees as well.
var ofShape = regexp.MustCompile(`\[(unknown-key|missing-key|type|number|format)\]`)

func (r *readerTest) compare(change string) {
	said, refused := r.check()
	switch {
	case refused != nil && !strings.Contains(said, "error: "):
		r.Errorf("%s: the reader takes it, the schema says %v", change, refused)
	case refused == nil && ofShape.MatchString(said):
		r.Errorf("%s: the schema takes it, the reader says %s", change, said)
	}
}

// check is what the reader and the schema say of the document as it now is.
func (r *readerTest) check() (reader string, schema error) {
	data, err := json.Marshal(r.doc)
	if err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(r.path, data, 0o600); err != nil {
		r.Fatal(err)
	}
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	a.run([]string{"check", "--lint", r.path, "--lang", "en", "--rubric",
		filepath.Join(root, "testdata/schemas/full-rubric.yaml")})
	said := errs.String()
	// the schema is of one file, which may be one of a folder and have some of the keys
	if strings.HasSuffix(r.path, "rubric.json") {
		said = regexp.MustCompile(`error: \S+:1:1: the key \w+ is missing \[missing-key\]\n`).ReplaceAllString(said, "")
	}
	return said, r.valid.Validate(r.doc)
}

func compiled(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// keys are all keys that a schema gives a name.
func (s schema) keys() (out []string) {
	for word, v := range s {
		inner, ok := v.(map[string]any)
		switch {
		case word == "properties":
			for key, p := range inner {
				m, _ := p.(map[string]any)
				out = append(append(out, key), schema(m).keys()...)
			}
		case word == "$defs":
			for _, p := range inner {
				out = append(out, schema(p.(map[string]any)).keys()...)
			}
		case ok:
			out = append(out, schema(inner).keys()...)
		default:
			list, _ := v.([]any)
			for _, p := range list {
				m, _ := p.(map[string]any)
				out = append(out, schema(m).keys()...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// plain turns what YAML makes of a document into what JSON would.
func plain(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	case map[any]any:
		out := map[string]any{}
		for k := range x {
			out[fmt.Sprint(k)] = plain(x[k])
		}
		return out
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case int:
		return float64(x)
	case time.Time:
		return x.Format(time.DateOnly)
	}
	return v
}
