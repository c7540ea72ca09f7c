package rubricfile_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// TestSchema: the schema accepts every rubric in the tree, and refuses the faults that need no second look.
func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rubricfile.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rubric.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("rubric.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(data []byte) error {
		var v any
		if err := yaml.Unmarshal(data, &v); err != nil {
			return err
		}
		return schema.Validate(plain(v))
	}
	cases, _ := filepath.Glob("../../testdata/cases/*/rubric.yaml")
	all := channelteam.Files()
	for _, path := range slices.Concat(files(t, "ok"), files(t, "examples"), files(t, "lint"), cases) {
		all = append(all, load(t, path))
	}
	for _, f := range all {
		if err := check(f.Data); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	for _, name := range strings.Fields("unknown_key unknown_top_key missing_key quoted_number effort days person_days serves text_not_mapping wrong_format bad_id empty_criteria boolean unknown_aggregate above_lowest_on_part list too_large pair_twice") {
		if check(load(t, "../../testdata/rubrics/err/"+name+".yaml").Data) == nil {
			t.Errorf("the schema accepts %s", name)
		}
	}
}

// plain turns what YAML makes of a document into what JSON would: keys are text, numbers float64.
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
	}
	return v
}
