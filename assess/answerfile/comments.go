package answerfile

import (
	"maps"
	"slices"
	"strings"

	"fathom/rubric/strictyaml"
)

// comments are what a person wrote into an answer file, by the entry it stands at: "" for the file, "date" for a key at
// the top, "answers/roles/overlap-control" for an entry.
type comments map[string][]strictyaml.Comment

func commentsOf(data []byte) comments {
	out := comments{}
	for _, c := range strictyaml.Comments(data) {
		at := ""
		if len(c.Path) > 0 {
			at = c.Path[0]
		}
		if len(c.Path) > 1 && isSection(at) {
			at += "/" + c.Path[1]
		}
		if c.Place == strictyaml.Beside && strings.Join(c.Path, "/") != at {
			c.Place = strictyaml.Above // stood inside what is one line now
		}
		if at == "texts" && strings.Contains(textsComment, c.Text+"\n") {
			continue // Write writes it
		}
		out[at] = append(out[at], c)
	}
	return out
}

// modeline begins the comment by which editors find the schema of a file.
const modeline = "# yaml-language-server: $schema="

// naming are the comments with one that names a schema for editors, before all others: the language server looks for it
// in the first line. One that is there stays as it is. "": none is asked for.
func (c comments) naming(schema string) comments {
	named := func(x strictyaml.Comment) bool {
		return strings.HasPrefix(x.Text, strings.TrimSuffix(modeline, "$schema="))
	}
	for _, list := range c {
		if slices.ContainsFunc(list, named) {
			return c
		}
	}
	if schema == "" {
		return c
	}
	out := comments{}
	maps.Copy(out, c)
	out[""] = append([]strictyaml.Comment{{Place: strictyaml.Above, Text: modeline + "./" + schema}}, c[""]...)
	return out
}

// isSection reports whether a key holds entries that are lines of their own.
func isSection(key string) bool {
	return slices.Contains([]string{"answers", "removed", "texts", "targets", "capacity", "comments"}, key)
}

// into puts the comments where they stood in what Write wrote. Those whose entry is gone come at the end.
func (c comments) into(data []byte) []byte {
	if len(c) == 0 {
		return data
	}
	var out strings.Builder
	left := map[string]bool{}
	for at := range c {
		left[at] = at != ""
	}
	c.lines(&out, "", "", strictyaml.Above)
	section := ""
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "   ") { // of a text of several lines
			out.WriteString(line + "\n")
			continue
		}
		key, _, _ := strings.Cut(strings.TrimLeft(line, " "), ": ")
		key = strings.TrimSuffix(key, ":")
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if indent == "" && key != "" {
			section = key
		} else {
			key = section + "/" + key
		}
		left[key] = false
		c.lines(&out, key, indent, strictyaml.Above)
		out.WriteString(line)
		for _, f := range c[key] {
			if f.Place == strictyaml.Beside {
				out.WriteString("  " + f.Text)
			}
		}
		out.WriteByte('\n')
		c.lines(&out, key, indent, strictyaml.Below)
	}
	c.lines(&out, "", "", strictyaml.Below)
	c.orphans(&out, left)
	return []byte(out.String())
}

func (c comments) lines(out *strings.Builder, at, indent string, place strictyaml.Place) {
	set := false
	for _, f := range c[at] {
		if f.Place == place {
			if at == "" && place == strictyaml.Below && !set {
				out.WriteByte('\n')
			}
			out.WriteString(indent + f.Text + "\n")
			set = true
		}
	}
	if set && at == "" && place == strictyaml.Above {
		out.WriteByte('\n') // a blank line keeps it the file's
	}
}

// orphans writes the comments of entries that are not in the file any more, in the order of their keys.
func (c comments) orphans(out *strings.Builder, left map[string]bool) {
	for _, at := range sortedKeys(left) {
		for _, f := range c[at] {
			if left[at] {
				out.WriteString(f.Text + "\n")
			}
		}
	}
}
