// Package starter makes the file with which a person begins an own rubric: valid as it stands, small enough to read in
// one sitting, each key explained where it stands.
//
// Its two templates are whole.yaml, a rubric from nothing, and overlay.yaml, one that builds on the built-in rubric. In
// both a comment stands in two languages, in lines that begin with #en and #zh; [Write] leaves one of them. The texts
// that depend on the number of levels are in texts.go.
package starter

import (
	_ "embed"
	"strings"
	"text/template"

	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

//go:embed whole.yaml
var whole string

//go:embed overlay.yaml
var overlay string

// How many levels and dimensions a rubric from nothing may begin with.
const (
	MinLevels, MaxLevels = 2, 7
	MaxDimensions        = 12
)

// Plan says what the new rubric is to be like.
type Plan struct {
	ID          string      // see rubric.ValidID
	Title       rubric.Text // in each of Languages
	Languages   []string    // of the texts: "zh", "en" or both; the first stands in for the other
	Comments    string      // the language of the comments: "zh" or "en"
	Schema      string      // where editors find the JSON Schema, as seen from the file; "" leaves the line out
	Base        string      // id of the rubric it builds on, "" for none; the fields below its version are for none
	BaseVersion string      // "" for any

	Levels     int           // of the scale, MinLevels to MaxLevels
	Noun       rubric.Text   // what a practice is called
	Dimensions []rubric.Text // their names, up to MaxDimensions; nil for two examples
}

// Write returns the file for a plan. A plan outside its ranges is a mistake of the caller.
func Write(p Plan) []byte {
	text := overlay
	if p.Base == "" {
		text = whole
	}
	t := template.Must(template.New("rubric").Funcs(p.words()).Parse(text))
	var out strings.Builder
	if err := t.Execute(&out, p.view()); err != nil {
		panic("starter: " + err.Error()) // the templates are ours, and a test runs them
	}
	return []byte(p.comments(out.String()))
}

// comments leaves the comments of one language without the mark of that language, and no blank at the end of a line.
func (p Plan) comments(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		rest := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(rest)]
		switch {
		case strings.HasPrefix(rest, "#"+p.Comments+" "):
			out.WriteString(indent + "#" + rest[len("#en"):])
		case strings.HasPrefix(rest, "#en "), strings.HasPrefix(rest, "#zh "):
		default:
			out.WriteString(strings.TrimRight(line, " \n") + "\n")
		}
	}
	return out.String()
}

// words are what the templates may call.
func (p Plan) words() template.FuncMap {
	return template.FuncMap{
		"join":  strings.Join,
		"text":  p.text,
		"lines": p.lines,
		"line":  func(en, zh string) string { return p.flow(p.say(en, zh)) },
		"say":   func(indent int, en, zh string) string { return p.text(indent, p.say(en, zh)) },
		"words": func(en, zh string) string { return strictyaml.Quote(pair{en, zh}.in(p.Comments)) },
		"evidence": func(lang, en, zh string) string {
			return "[" + strictyaml.Quote(pair{en, zh}.in(lang)) + "]"
		},
	}
}

// say is a text of ours in the languages of the rubric.
func (p Plan) say(en, zh string) rubric.Text { return p.of(pair{en, zh}) }

func (p Plan) of(s pair) rubric.Text {
	t := rubric.Text{}
	for _, lang := range p.Languages {
		t[lang] = s.in(lang)
	}
	return t
}

// longest is how many bytes a text may have on one line; a longer one gets a line for each language.
const longest = 100

// text writes a text as YAML, on the line of its key or on lines of its own below, so far indented.
func (p Plan) text(indent int, t rubric.Text) string {
	if flow := p.flow(t); len(flow) <= longest {
		return flow
	}
	return p.lines(indent, t)
}

func (p Plan) flow(t rubric.Text) string {
	texts := make([]string, len(p.Languages))
	for i, lang := range p.Languages {
		texts[i] = lang + ": " + strictyaml.Quote(t[lang])
	}
	return "{" + strings.Join(texts, ", ") + "}"
}

func (p Plan) lines(indent int, t rubric.Text) string {
	var out strings.Builder
	for _, lang := range p.Languages {
		out.WriteString("\n" + strings.Repeat(" ", indent) + lang + ": " + strictyaml.Quote(t[lang]))
	}
	return out.String()
}
