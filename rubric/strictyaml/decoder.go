package strictyaml

import (
	"maps"
	"slices"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Decoder turns nodes into values. It keeps every fault that it meets, each at its place, so that a person can mend a
// file in one go: a value that is refused is read as far as it can be, and reading goes on. The zero value is ready
// to use; a reader of a format embeds it and adds what that format expects.
type Decoder struct{ Problems problem.List }

// Keys is what a mapping may hold: each key with what reads its value.
type Keys map[string]func(*Node)

// Fault notes what is wrong at a node.
func (d *Decoder) Fault(n *Node, kind string, m say.Message) { d.Problems.Add(n.Problem(kind, m)) }

// is notes a node that is not what is wanted.
func (d *Decoder) is(n *Node, want Kind) bool {
	if n.Kind() == want {
		return true
	}
	d.Problems.Add(n.WrongKind(want))
	return false
}

// Fields are the keys of what must be a mapping, in file order.
func (d *Decoder) Fields(n *Node) []Field {
	d.is(n, Mapping)
	return n.Fields()
}

// Items are the items of what must be a list, in file order.
func (d *Decoder) Items(n *Node) []*Node {
	d.is(n, List)
	return n.Items()
}

// Text is the text of what must be a scalar. It may be empty; ok is false where it was refused.
func (d *Decoder) Text(n *Node) (s string, ok bool) {
	s, _ = n.Text()
	return s, d.is(n, Scalar)
}

// Word is Text for what must be text to everybody who reads the file, such as an id: no true, and in JSON no number.
func (d *Decoder) Word(n *Node) (s string, ok bool) {
	s, ok = d.Text(n)
	if ok && !n.IsText() {
		d.Fault(n, "type", say.Both("%[1]s is no text here; put it in quotes: \"%[1]s\"", "%[1]s 在这里不是文本；请加上引号：\"%[1]s\"", n.String()))
		return s, false
	}
	return s, ok
}

// Object hands each value of a mapping to the reader of its key, refuses keys that have none, and asks for the
// required ones.
func (d *Decoder) Object(n *Node, keys Keys, required ...string) {
	d.Walk(n, keys, func(_ string, value *Node, read func(*Node)) { read(value) }, required...)
}

// Walk is Object for a reader that keeps in mind where it is: it is given each value with its key and what is to read
// it.
func (d *Decoder) Walk(n *Node, keys Keys, enter func(key string, value *Node, read func(*Node)), required ...string) {
	if !d.is(n, Mapping) {
		return
	}
	seen := map[string]bool{}
	for _, f := range n.Fields() {
		read, known := keys[f.Name()]
		if !known {
			d.UnknownKey(f.Key, slices.Sorted(maps.Keys(keys)))
			continue
		}
		seen[f.Name()] = true
		enter(f.Name(), f.Value, read)
	}
	for _, key := range required {
		if !seen[key] {
			d.Fault(n, "missing-key", MissingKey(key))
		}
	}
}

// UnknownKey refuses a key, and names the nearest of those that would do.
func (d *Decoder) UnknownKey(key *Node, words []string) {
	name, _ := key.Text()
	d.Fault(key, "unknown-key", d.Problems.Hint(say.Both("unknown key %s", "不认识的键 %s", problem.Short(name)), name, words))
}

// MissingKey says that a key must be there.
func MissingKey(key string) say.Message {
	return say.Both("the key %s is missing", "缺少键 %s", key)
}

// OneOf reads one of a few words, and names the nearest of them where it is none; ok is false where it was refused.
func (d *Decoder) OneOf(n *Node, words []string) (word string, ok bool) {
	word, _ = n.Text()
	if n.Kind() == Scalar && slices.Contains(words, word) {
		return d.Word(n)
	}
	d.Fault(n, "unknown-word", d.Problems.Hint(say.Both("%s is not a valid word here", "这里不能写 %s", n.String()), word, words))
	return word, false
}

// Format reads the value of the key `format`, by which a file says what it is.
func (d *Decoder) Format(want string) func(*Node) {
	return func(n *Node) {
		if s, _ := n.Text(); s != want {
			d.Fault(n, "format", say.Both("the format is %s, not %s", "格式应是 %s，不是 %s", want, n.String()))
		}
	}
}
