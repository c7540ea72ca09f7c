package answerfile

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
)

//go:embed answers.schema.json
var schema string

// Schema returns the JSON Schema of the format, a copy for the caller to keep.
func Schema() []byte { return []byte(schema) }

// part is a JSON Schema, or a part of one.
type part = map[string]any

// schemaID is the $id of the schema of any answers.
const schemaID = "urn:fathom:answers:1"

func titleFor(r *rubric.Rubric) string { return fmt.Sprintf("Fathom answers: %s %s", r.ID, r.Version) }

// IsSchemaFor reports whether text is a schema that holds for the answers to a rubric: that of any answers, or the one
// of this rubric and version. By that of another an editor would call right answers wrong.
func IsSchemaFor(text []byte, r *rubric.Rubric) bool {
	var s struct {
		ID    string `json:"$id"`
		Title string `json:"title"`
	}
	return json.Unmarshal(text, &s) == nil && (s.ID == schemaID || s.ID == schemaID+":"+r.ID && s.Title == titleFor(r))
}

// SchemaFor returns the JSON Schema of the answers to a rubric: the format's, which besides knows the criteria with
// their levels and everything else that has an id there, so that editors offer these and refuse others. What a
// criterion asks is told in the language, or in the rubric's own.
func SchemaFor(r *rubric.Rubric, lang string) []byte {
	var s part
	if err := json.Unmarshal([]byte(schema), &s); err != nil {
		panic("answerfile: " + err.Error()) // it is ours, and a test reads it
	}
	s["$id"], s["title"] = schemaID+":"+r.ID, titleFor(r)
	keys, defs := within(s, "properties"), within(s, "$defs")
	about := within(keys, "rubric", "properties")
	about["id"], about["version"] = part{"const": r.ID}, part{"enum": spellings(r.Version)}
	subject := within(keys, "subject", "properties")
	subject["stage"], subject["sector"] = oneOf(r.StageIDs()), oneOf(r.SectorIDs())
	within(keys, "depth")["enum"] = r.Depths()
	only(keys, "targets", r.PracticeIDs())
	only(keys, "capacity", r.OwnerIDs())
	only(keys, "comments", assess.CommentIDs(r))
	answers, targets := part{}, within(keys, "targets", "properties")
	for i := range r.Practices {
		p := &r.Practices[i]
		if scale := r.LevelsOf(p); scale != nil {
			targets[p.ID] = part{"$ref": "#/$defs/level-" + scale.ID}
		}
		for k := range p.Criteria {
			c := &p.Criteria[k]
			answers[rubric.FullID(p.ID, c.ID)] = part{"$ref": "#/$defs/answer-" + answerTo(defs, p, c),
				"description": asked(r, p, c, lang)}
		}
	}
	for i := range r.Scales {
		scale := &r.Scales[i]
		defs["answer-"+scale.ID], defs["level-"+scale.ID] = answerOn(scale.ID, nil), levelOf(scale)
	}
	keys["answers"] = part{"anyOf": []any{part{"type": "null"},
		part{"type": "object", "additionalProperties": false, "properties": answers}}}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		panic("answerfile: " + err.Error()) // maps and texts can be written
	}
	return out.Bytes()
}

// within is what stands at a path of a schema.
func within(s part, path ...string) part {
	for _, key := range path {
		s = s[key].(part)
	}
	return s
}

// spellings are the values that a version has as YAML: 1.0 without quotes is a number.
func spellings(version string) []any {
	out := []any{version}
	if x, err := strconv.ParseFloat(version, 64); err == nil {
		out = append(out, x)
	}
	return out
}

// oneOf allows one of the ids; without any, nothing.
func oneOf(ids []string) any {
	if len(ids) == 0 {
		return false
	}
	return part{"enum": ids}
}

// only allows no other keys than the ids, each with what any had.
func only(keys part, name string, ids []string) {
	s, known := within(keys, name), part{}
	for _, id := range ids {
		known[id] = s["additionalProperties"]
	}
	s["properties"], s["additionalProperties"] = known, false
}

// answerTo is the name of the schema of the answers to a criterion: its scale's or, where things are ticked, its own.
func answerTo(defs part, p *rubric.Practice, c *rubric.Criterion) string {
	if !c.IsChecklist() {
		return c.Scale
	}
	name := rubric.FullID(p.ID, c.ID)
	defs["answer-"+name] = answerOn(c.Scale, c.ItemIDs())
	return strings.ReplaceAll(name, "/", "~1")
}

// answerOn is an answer on a scale; items, those of a checklist, can be ticked.
func answerOn(scale string, items []string) (answer part) {
	var of part
	if err := json.Unmarshal([]byte(schema), &of); err != nil {
		panic("answerfile: " + err.Error())
	}
	text, err := json.Marshal(within(of, "$defs", "answer"))
	if err == nil {
		text = bytes.ReplaceAll(text, []byte(`"#/$defs/level"`), []byte(`"#/$defs/level-`+scale+`"`))
		err = json.Unmarshal(text, &answer)
	}
	if err != nil {
		panic("answerfile: " + err.Error())
	}
	long := within(answer["anyOf"].([]any)[1].(part), "properties")
	if items == nil {
		delete(long, "items")
	} else {
		within(long, "items")["items"] = part{"enum": items}
	}
	return answer
}

// levelOf is a level of a scale.
func levelOf(scale *rubric.Scale) part {
	levels := make([]int, len(scale.Levels))
	for i := range scale.Levels {
		levels[i] = scale.Levels[i].Level
	}
	return part{"enum": levels}
}

// asked tells what a criterion asks: its names, its question, and what each level is.
func asked(r *rubric.Rubric, p *rubric.Practice, c *rubric.Criterion, lang string) string {
	in := func(t rubric.Text) string { return t.In(lang) }
	lines := []string{strings.Trim(in(p.Name)+" / "+in(c.Name), " /"), in(c.Question)}
	for i := range c.Items {
		lines = append(lines, c.Items[i].ID+": "+in(c.Items[i].Text))
	}
	for _, level := range r.Scale(c.Scale).Levels {
		text := in(level.Name)
		if at := in(c.LevelText(level.Level)); at != "" {
			text += ": " + at
		}
		lines = append(lines, fmt.Sprintf("%d %s", level.Level, text))
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}
