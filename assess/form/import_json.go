package form

import (
	"bytes"
	"strconv"
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

// This file reads JSON as a table: each object is a row, each key a column. Objects inside an object are columns with
// a slash between the keys, as form tools write their groups; a list inside is shown as its items, one a line.

// isJSON reports whether a text is JSON: a list, or an object or several.
func isJSON(text string) bool {
	const blanks = " \t\r\n"
	text = strings.TrimLeft(text, blanks)
	inside, isList := strings.CutPrefix(text, "[")
	inside = strings.TrimLeft(inside, blanks)
	isEmpty := strings.TrimRight(inside, blanks) == "]"
	return strings.HasPrefix(text, "{") || isList && (isEmpty || strings.HasPrefix(inside, "{"))
}

// spot is where a value of JSON stands, from 1.
type spot struct{ line, column uint32 }

// readJSON reads records into a table whose head are their keys, in the order in which they come up.
func readJSON(file, text string) (*table, problem.List) {
	records, beside, problems := jsonRecords(file, text)
	t := &table{file: file, beside: beside, rows: [][]string{nil}, places: []int{0}, spots: [][]spot{nil}}
	keys := map[string]int{}
	for _, record := range records {
		if record.Kind() != strictyaml.Mapping {
			problems.Add(record.WrongKind(strictyaml.Mapping))
			continue
		}
		row := &jsonRow{t: t, keys: keys}
		row.add("", record)
		t.rows, t.spots = append(t.rows, row.cells), append(t.spots, row.spots)
		t.places = append(t.places, len(t.rows)-1)
		if list := t.tooMany(len(t.rows) - 1); list != nil {
			return nil, list
		}
	}
	return t, problems
}

// jsonRecords finds the records: the items of the list that the text is, or of the one list of objects in it, as the
// interfaces of survey tools wrap them, with the keys beside it; or the objects that stand one a line.
func jsonRecords(file, text string) (records []*strictyaml.Node, beside []string, problems problem.List) {
	lim := strictyaml.Limits{Bytes: MaxBytes, Nodes: maxTexts, Keys: 20_000}
	if lines := strings.Split(strings.TrimSpace(text), "\n"); len(lines) > 1 && isLine(lines[0]) {
		var out []*strictyaml.Node
		for i, line := range strings.Split(text, "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			n, bad := strictyaml.ParseJSON(file, i+1, []byte(line), lim)
			if problems.Join(bad); n != nil {
				out = append(out, n)
			}
		}
		return out, nil, problems
	}
	root, problems := strictyaml.ParseJSON(file, 1, []byte(text), lim)
	switch {
	case root == nil:
		return nil, nil, problems
	case root.Kind() == strictyaml.List:
		return root.Items(), nil, problems
	}
	records, beside, bad := wrapped(root)
	problems.Join(bad)
	return records, beside, problems
}

// isLine reports whether a line is an object by itself.
func isLine(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "{") && strings.HasSuffix(line, "}")
}

// jsonRow is one record on its way into a table.
type jsonRow struct {
	t     *table
	keys  map[string]int // columns
	cells []string
	spots []spot
}

// add puts the values of an object in their columns.
func (r *jsonRow) add(before string, n *strictyaml.Node) {
	for _, f := range n.Fields() {
		key := before + f.Name()
		if f.Value.Kind() == strictyaml.Mapping {
			r.add(key+"/", f.Value)
			continue
		}
		c, known := r.keys[key]
		if !known {
			c = len(r.t.rows[0])
			r.keys[key], r.t.rows[0] = c, append(r.t.rows[0], key)
		}
		for len(r.cells) <= c {
			r.cells, r.spots = append(r.cells, ""), append(r.spots, spot{})
		}
		r.cells[c] = jsonText(f.Value)
		r.spots[c] = spot{uint32(f.Value.Line()), uint32(f.Value.Column())}
	}
}

// jsonText is what a value says: nothing for null, true as TRUE, which is no level.
func jsonText(n *strictyaml.Node) string {
	text, scalar := n.Text()
	switch truth, isTruth := n.Bool(); {
	case n.Kind() == strictyaml.Null:
		return ""
	case isTruth:
		return boolean(map[bool]string{true: "1", false: "0"}[truth])
	case scalar:
		if whole, ok := n.Int(); ok && !n.IsText() { // 3.0 and 3e0 are 3
			return strconv.Itoa(whole)
		}
		return text
	}
	var out bytes.Buffer
	for i, item := range n.Items() {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(jsonText(item))
	}
	return out.String()
}
