package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/reports/agreement"
	"fathom/reports/change"
	"fathom/reports/gap"
	"fathom/reports/returns"
	"fathom/reports/roadmap"
	"fathom/reports/rollup"
	"fathom/reports/rubricdiff"
	"fathom/reports/verdict"
)

// TestSchemasOfTypes walks the types that are written as JSON beside their schemas: every key of one is in the other,
// required where it is always written, and of the same types, null among them; nothing else is allowed. Descriptions,
// patterns, words and bounds stand in no type: they are the schema's own, and the documents of the tests are held
// against them.
func TestSchemasOfTypes(t *testing.T) {
	exports := exportsOf(t)
	for _, doc := range []struct {
		dir, name string
		schema    []byte
		at        string // of the document in the schema's $defs, "" for the whole
	}{
		{"reports/gap", "resultDoc", gap.Schema(), "result"},
		{"reports/rollup", "rollupDoc", rollup.Schema(), ""},
		{"reports/roadmap", "planDoc", roadmap.Schema(), ""},
		{"reports/verdict", "gateDoc", verdict.Schema(), "verdict"},
		{"reports/agreement", "agreementDoc", agreement.Schema(), ""},
		{"reports/change", "trendDoc", change.Schema(), ""},
		{"reports/rubricdiff", "diffDoc", rubricdiff.Schema(), ""},
		{"reports/returns", "statusDoc", returns.Schema(), ""},
	} {
		s := schema{}
		if err := json.Unmarshal(doc.schema, &s); err != nil {
			t.Fatal(err)
		}
		c := comparison{T: t, root: s}
		if doc.at != "" {
			s = s.sub("$defs").sub(doc.at)
		}
		c.same(doc.name, s, typeOf(t, exports, doc.dir, doc.name))
		if c.keys < 40 {
			t.Errorf("%s: only %d keys compared", doc.name, c.keys)
		}
	}
}

// typeOf is a type of a package, exported or not, as its source has it.
func typeOf(t *testing.T, exports map[string]string, dir, name string) types.Type {
	t.Helper()
	pkg, err := build.ImportDir(filepath.Join(root, dir), 0)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range pkg.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(root, dir, path), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "gc",
		func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	checked, err := config.Check("fathom/"+dir, fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	obj := checked.Scope().Lookup(name)
	if obj == nil {
		t.Fatalf("%s has no type %s", dir, name)
	}
	return obj.Type()
}

// schema is a JSON Schema, or a part of one.
type schema map[string]any

func (s schema) sub(key string) schema {
	m, _ := s[key].(map[string]any)
	return m
}

// comparison is a walk through a type and its schema.
type comparison struct {
	*testing.T
	root schema
	seen []string // types that are being walked, with where they stand in the schema
	keys int
}

// same compares a type, as it is written, with a schema.
func (c *comparison) same(path string, s schema, typ types.Type) {
	want, kind := jsonTypes(typ)
	got, s := c.allowed(s)
	if kind == nil { // any: the schema alone says what it is
		return
	}
	if isBareFloat(typ) {
		c.Errorf("%s is a float64, written without a point where it is whole; assess.Quantity has one always", path)
	}
	if !slices.Equal(got, want) {
		c.Errorf("%s is written as %v, and the schema says %v", path, want, got)
	}
	switch k := kind.(type) {
	case *types.Struct:
		if id := fmt.Sprintf("%s %p", typ, s); !slices.Contains(c.seen, id) { // a type within itself ends
			c.seen = append(c.seen, id)
			c.object(path, s, k)
		}
	case *types.Map:
		if values := s.sub("additionalProperties"); values == nil {
			c.Errorf("%s: the schema says nothing of what the keys hold", path)
		} else {
			c.same(path+"/*", values, k.Elem())
		}
	case *types.Slice:
		if items := s.sub("items"); items == nil {
			c.Errorf("%s: the schema says nothing of the items", path)
		} else {
			c.same(path+"/0", items, k.Elem())
		}
	}
}

// isBareFloat reports whether a number that can have a fraction is written as Go does. [assess.Maybe] and
// [assess.Quantity] write it as a column of fractions needs it.
func isBareFloat(typ types.Type) bool {
	if p, ok := typ.(*types.Pointer); ok {
		typ = p.Elem()
	}
	basic, ok := typ.(*types.Basic)
	return ok && basic.Info()&types.IsFloat != 0
}

// object compares the keys of a struct with those of a schema.
func (c *comparison) object(path string, s schema, k *types.Struct) {
	all, always := keysOf(k)
	properties := s.sub("properties")
	if a, b := slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(properties)); !slices.Equal(a, b) {
		c.Errorf("%s has the keys %v, in the schema %v", path, a, b)
	}
	var required []string
	list, _ := s["required"].([]any)
	for _, key := range list {
		required = append(required, key.(string))
	}
	slices.Sort(required)
	if !slices.Equal(required, always) {
		c.Errorf("%s always has %v, and the schema requires %v", path, always, required)
	}
	if s["additionalProperties"] != false {
		c.Errorf("%s: the schema allows other keys", path)
	}
	for key, typ := range all {
		c.keys++
		if properties[key] != nil {
			c.same(path+"/"+key, properties.sub(key), typ)
		}
	}
}

// keysOf are the keys that a struct is written with, those of what it embeds among them, and which of them are always
// there.
func keysOf(k *types.Struct) (all map[string]types.Type, always []string) {
	all = map[string]types.Type{}
	for i := range k.NumFields() {
		name, options, _ := strings.Cut(reflect.StructTag(k.Tag(i)).Get("json"), ",")
		if k.Field(i).Embedded() && name == "" {
			inner, there := keysOf(k.Field(i).Type().Underlying().(*types.Struct))
			maps.Copy(all, inner)
			always = append(always, there...)
			continue
		}
		all[name] = k.Field(i).Type()
		if !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero") {
			always = append(always, name)
		} else if p, ok := all[name].(*types.Pointer); ok {
			all[name] = p.Elem() // never null: then it is not written
		}
	}
	slices.Sort(always)
	return all, always
}

// jsonTypes are the types of JSON that a type of Go can be written as, sorted, and what it is made of; nil for any.
func jsonTypes(typ types.Type) (words []string, kind types.Type) {
	if named, ok := typ.(*types.Named); ok && named.Obj().Name() == "Maybe" {
		words, kind = jsonTypes(named.TypeArgs().At(0))
		return append(words, "null"), kind
	}
	if a, ok := typ.(*types.Alias); ok {
		return jsonTypes(types.Unalias(a))
	}
	switch k := typ.Underlying().(type) {
	case *types.Pointer:
		words, kind = jsonTypes(k.Elem())
		return append(words, "null"), kind
	case *types.Struct:
		return []string{"object"}, k
	case *types.Map:
		return []string{"object"}, k
	case *types.Slice:
		return []string{"array"}, k
	case *types.Basic:
		switch {
		case k.Info()&types.IsBoolean != 0:
			return []string{"boolean"}, k
		case k.Info()&types.IsInteger != 0:
			return []string{"integer"}, k
		case k.Info()&types.IsFloat != 0:
			return []string{"number"}, k
		}
		return []string{"string"}, k
	}
	return nil, nil
}

// allowed are the types that a schema allows, null last, and the schema of what is not null.
func (c *comparison) allowed(s schema) (words []string, of schema) {
	if ref, ok := s["$ref"].(string); ok {
		s = c.root.sub("$defs").sub(strings.TrimPrefix(ref, "#/$defs/"))
	}
	of = s
	either, _ := s["anyOf"].([]any)
	for _, one := range either {
		inner, what := c.allowed(one.(map[string]any))
		if words = append(words, inner...); !slices.Equal(inner, []string{"null"}) {
			of = what
		}
	}
	switch x := s["type"].(type) {
	case string:
		words = append(words, x)
	case []any:
		for _, word := range x {
			words = append(words, word.(string))
		}
	}
	if s["type"] == nil {
		words = append(words, typesOf(s)...)
	}
	slices.SortFunc(words, func(a, b string) int {
		if (a == "null") != (b == "null") {
			return map[bool]int{true: 1, false: -1}[a == "null"]
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(words), of
}

// typesOf are the types of the values that a schema lists.
func typesOf(s schema) (words []string) {
	values, _ := s["enum"].([]any)
	if constant, ok := s["const"]; ok {
		values = append(values, constant)
	}
	for _, v := range values {
		switch v.(type) {
		case nil:
			words = append(words, "null")
		case string:
			words = append(words, "string")
		default:
			words = append(words, fmt.Sprintf("%T", v))
		}
	}
	return words
}
