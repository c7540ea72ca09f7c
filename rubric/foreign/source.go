package foreign

import (
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// File is one file of a source: its name, for messages, and its content.
type File struct {
	Name string
	Data []byte
}

type node = strictyaml.Node

// limits of one file of another tool.
func limits() strictyaml.Limits {
	return strictyaml.Limits{Bytes: MaxBytes, Nodes: 600_000, Keys: 100_000}
}

// source is the documents of another tool, with what became of each value: a text, a number or a truth that is there.
type source struct {
	docs     []*node
	took     map[problem.Place]say.Message // by the place of a value, or of a key that is a name
	named    map[problem.Place]bool        // keys that are names, and so hold something
	records  map[problem.Place]string      // what a mapping is, for the names of what is lost
	problems problem.List
}

// newSource parses the files of a source.
func newSource(files []File) (*source, error) {
	s := &source{took: map[problem.Place]say.Message{}, named: map[problem.Place]bool{},
		records: map[problem.Place]string{}}
	for _, f := range files {
		docs, problems := strictyaml.ParseForeign(f.Name, f.Data, limits())
		s.problems.Join(problems)
		s.docs = append(s.docs, docs...)
	}
	return s, s.problems.Err()
}

func (s *source) fault(n *node, kind string, m say.Message) { s.problems.Add(n.Problem(kind, m)) }

// at is the value of a key, nil without one; where a key stands twice it is the last, as most readers take it.
func at(n *node, key string) (found *node) {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields() {
		if f.Name() == key && f.Value.Kind() != strictyaml.Null {
			found = f.Value
		}
	}
	return found
}

// items are those of a list under a key; a single value is a list of itself, as several tools write it.
func items(n *node, key string) []*node {
	v := at(n, key)
	if v == nil {
		return nil
	}
	if v.Kind() == strictyaml.List {
		return v.Items()
	}
	return []*node{v}
}

// look is the text under a key, for who does not take it over.
func look(n *node, key string) string {
	if v := at(n, key); v != nil {
		text, _ := v.Text()
		return strings.TrimSpace(text)
	}
	return ""
}

// text takes the text under a key.
func (s *source) text(n *node, key string, kind say.Message) string {
	text := look(n, key)
	if text != "" {
		s.take(at(n, key), kind)
	}
	return text
}

// firstOf is the first text that there is, or a problem at the thing that has none.
func (s *source) firstOf(n *node, texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	s.fault(n, "missing", say.Both("this has neither a name nor an id", "这里既没有名称，也没有标识"))
	return ""
}

// take notes that a value came over.
func (s *source) take(n *node, kind say.Message) {
	if _, there := s.took[n.Place()]; !there {
		s.took[n.Place()] = kind
	}
}

// name notes that a key is a name, which came over.
func (s *source) name(key *node, kind say.Message) string {
	s.named[key.Place()] = true
	s.take(key, kind)
	text, _ := key.Text()
	return strings.TrimSpace(text)
}

// record notes what a mapping is.
func (s *source) record(n *node, what string) { s.records[n.Place()] = what }

// settle counts what became of every value, each once, wherever aliases repeat it.
func (s *source) settle(l *Ledger) {
	l.Unit = Values
	seen := map[problem.Place]bool{}
	for _, doc := range s.docs {
		s.count(l, doc, nil, seen)
	}
}

// count counts the values below a node; the path is of the keys since the last record.
func (s *source) count(l *Ledger, n *node, path []string, seen map[problem.Place]bool) {
	if what, ok := s.records[n.Place()]; ok && n.Kind() == strictyaml.Mapping {
		path = []string{what}
	}
	switch n.Kind() {
	case strictyaml.Mapping:
		for _, f := range n.Fields() {
			key := path
			if s.named[f.Key.Place()] {
				s.one(l, f.Key, path, seen)
			} else {
				key = append(path[:len(path):len(path)], f.Name())
			}
			s.count(l, f.Value, key, seen)
		}
	case strictyaml.List:
		for _, item := range n.Items() {
			s.count(l, item, path, seen)
		}
	case strictyaml.Scalar:
		if text, _ := n.Text(); strings.TrimSpace(text) != "" {
			s.one(l, n, path, seen)
		}
	}
}

func (s *source) one(l *Ledger, n *node, path []string, seen map[problem.Place]bool) {
	if seen[n.Place()] {
		return
	}
	seen[n.Place()] = true
	if kind, ok := s.took[n.Place()]; ok {
		l.took(kind, whereOf(n))
		return
	}
	name := strings.Join(path[max(0, len(path)-2):], ".")
	l.lost(say.Both("%s", "%s", problem.Short(name)), whereOf(n))
}

func whereOf(n *node) string { return n.Problem("", say.Message{}).Where() }
