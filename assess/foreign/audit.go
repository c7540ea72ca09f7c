package foreign

import (
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file finds what an audit of CISO Assistant says of each requirement: in the table that it exports as CSV or
// Excel, and in the JSON of its interface, in which the requirement may be an object of its own.

// value is what a file says of one thing, and where.
type value struct {
	text string
	at   problem.Problem
}

func (v value) where() string { return v.at.Where() }

// fault is a problem at the value.
func (v value) fault(kind string, m message) problem.Problem {
	p := v.at
	p.Kind, p.Message = kind, m
	return p
}

// audited is what an audit says of one requirement, by the names that the table has for it.
type audited map[string]value

// auditNames are other names of the same, in the table with two kinds of score and in JSON.
func auditNames() map[string]string {
	return map[string]string{"result": "compliance_result", "implementation_score": "score",
		"observation": "observations", "status": "requirement_progress"}
}

func isAudit(s *source) bool {
	if len(s.tables) > 0 {
		t := &s.tables[0]
		return columnOf(t, 0, "compliance_result") >= 0 && (columnOf(t, 0, "urn") >= 0 || columnOf(t, 0, "ref_id") >= 0)
	}
	for _, n := range requirementsIn(s) {
		hasResult, hasRequirement := false, false
		for _, f := range n.Fields() {
			hasResult = hasResult || f.Name() == "result" || f.Name() == "compliance_result"
			hasRequirement = hasRequirement || f.Name() == "requirement" || f.Name() == "urn"
		}
		if hasResult && hasRequirement {
			return true
		}
	}
	return false
}

// requirementsIn are the objects of JSON that are each about a requirement: the list, or that in the object.
func requirementsIn(s *source) []*strictyaml.Node {
	if len(s.docs) == 0 {
		return nil
	}
	root := s.docs[0]
	if root.Kind() == strictyaml.List {
		return root.Items()
	}
	for _, f := range root.Fields() {
		if f.Name() == "results" || f.Name() == "requirement_assessments" {
			return f.Value.Items()
		}
	}
	return nil
}

// auditedIn are the requirements of a file.
func (rd *reading) auditedIn() (out []audited) {
	if len(rd.tables) > 0 {
		return rd.rows()
	}
	for _, n := range requirementsIn(rd.source) {
		a := audited{}
		rd.object(a, n)
		out = append(out, a)
	}
	return out
}

// rows are those of the table.
func (rd *reading) rows() (out []audited) {
	t := &rd.tables[0]
	for row := 1; row < t.Rows(); row++ {
		a := audited{}
		for c := range t.Columns(0) {
			a.put(t.Look(0, c), value{t.Text(row, c, &rd.problems), t.Problem(row, c, "", message{})})
		}
		out = append(out, a)
	}
	return out
}

// object reads the fields of an object, and those of the requirement in it.
func (rd *reading) object(a audited, n *strictyaml.Node) {
	for _, f := range n.Fields() {
		switch f.Value.Kind() {
		case strictyaml.Scalar:
			text, _ := f.Value.Text()
			a.put(f.Name(), value{text, f.Value.Problem("", message{})})
		case strictyaml.Mapping:
			if f.Name() == "requirement" {
				rd.object(a, f.Value)
				continue
			}
			fallthrough
		case strictyaml.List:
			if f.Name() == "answers" && len(f.Value.Fields())+len(f.Value.Items()) > 0 {
				a["other answers"] = value{f.Name(), f.Key.Problem("", message{})}
			}
		}
	}
}

// put notes what stands under a name, if anything does.
func (a audited) put(name string, v value) {
	if other, ok := auditNames()[name]; ok {
		name = other
	}
	if _, there := a[name]; v.text != "" && !there {
		a[name] = v
	}
}

// left are what an audit says and a rubric has no place for, by the names of the table.
func left() map[string]message {
	return map[string]message{
		"extended_result":      say.Both("extended results", "扩展结论"),
		"requirement_progress": say.Both("progress of requirements", "各要求的办理进度"),
		"documentation_score":  say.Both("documentation scores", "文档得分"),
		"other answers":        say.Both("answers to the questions of requirements", "要求下各问题的答案"),
	}
}
