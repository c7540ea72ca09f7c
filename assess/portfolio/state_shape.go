package portfolio

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"sync"
	"unicode/utf8"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file holds the text of a state against the shape of one before anything is made of it, so that a few bytes
// cannot take much memory or time: what [Fold.State] writes has every field, once, spelled so, and numbers of a
// bounded length.

// begins is how a state begins that [Fold.State] wrote.
var begins = pattern.Of(`^\{\s*"format"\s*:\s*"(fathom\.fold/[^"\\]{0,20})"`)

// maxHead is how far, in bytes, the format may stand behind the first that is not blank.
const maxHead = 1 << 10

// formatOf is the version of the format that a state says at its beginning; "" where it does not.
func formatOf(data []byte) string {
	head := bytes.TrimLeft(data, blanks)
	if is := begins().FindSubmatch(head[:min(len(head), maxHead)]); is != nil {
		return string(is[1])
	}
	return ""
}

// blanks may stand before a state and between its parts.
const blanks = " \n\t\r"

// shape is what stands at a place of a state: an object with fields, an object with names that are anybody's, a list;
// else a plain value.
type shape struct {
	fields map[string]*shape
	named  *shape // what stands under each name
	items  *shape
	plain  plain
	runs   bool // the items are bins: see distState
	bytes  int  // of memory that one takes
}

// shapeOfState is made when a state is first read, not at every start of the program.
var shapeOfState = sync.OnceValue(func() *shape { return shapeOf(reflect.TypeFor[state]()) })

// perName is what a name in a map takes beside its own bytes and its value.
const perName = 64

// shapeOf is the shape of a type as JSON writes it.
func shapeOf(t reflect.Type) *shape {
	s := &shape{bytes: int(t.Size())}
	switch {
	case t == reflect.TypeFor[total]():
		s.plain = isSum
	case t.Kind() == reflect.Struct:
		s.fields = map[string]*shape{}
		for _, f := range reflect.VisibleFields(t) {
			if name := f.Tag.Get("json"); name != "" {
				s.fields[name] = shapeOf(f.Type)
			}
		}
		if bins, has := s.fields["bins"]; has {
			bins.runs = true
			bins.items.bytes = 16 // in the list, and in the bins that are made of it
		}
	case t.Kind() == reflect.Map:
		s.named = shapeOf(t.Elem())
		s.named.bytes += perName
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array:
		s.items = shapeOf(t.Elem())
	default:
		s.plain = plainOf(t.Kind())
	}
	return s
}

// checkText refuses what is no state, at the place where it ceases to be one.
func (b budget) checkText(file string, data []byte) error {
	w := walker{data: data, taken: len(data) / 2, most: b.memory} // what is read beside it has less room
	if !w.value(shapeOfState()) || !w.ends() {
		line, column := place(data, w.at)
		return problem.List{{File: file, Line: line, Column: column, Kind: "state", Message: w.why}}
	}
	return nil
}

// place is where a byte stands, both counted from 1, the column in characters.
func place(data []byte, at int) (line, column int) {
	before := data[:min(at, len(data))]
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

// walker goes over a text. Its methods return false where it cannot go on, with at the place and why.
type walker struct {
	data  []byte
	at    int
	taken int // bytes of memory so far
	most  int // of them
	why   say.Message
}

func (w *walker) fail(at int, why say.Message) bool {
	w.at, w.why = at, why
	return false
}

// noState refuses what no state has.
func (w *walker) noState(at int, why say.Message) bool {
	return w.fail(at, say.Message{EN: "this is no state of a roll-up, or a damaged one: ", ZH: "这不是汇总的中间状态，或者文件不完整："}.And(why))
}

func (w *walker) value(s *shape) bool {
	if !w.take(s.bytes) {
		return false
	}
	switch {
	case s.fields != nil || s.named != nil:
		return w.object(s)
	case s.items != nil:
		return w.list(s)
	case s.plain == isText:
		_, ok := w.text(true)
		return ok
	}
	return w.word(s.plain)
}

// take counts memory.
func (w *walker) take(n int) bool {
	if w.taken += n; n > w.most || w.taken > w.most {
		return w.fail(w.at, say.Both("the state would take more than the limit of %d MiB of memory", "读取这个中间状态要占用的内存超过 %d MiB 的上限", w.most>>20))
	}
	return true
}

// next is the next byte behind white space, 0 at the end.
func (w *walker) next() byte {
	for ; w.at < len(w.data); w.at++ {
		if c := w.data[w.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

// sign goes past a sign that must stand next.
func (w *walker) sign(sign byte) bool {
	if w.next() != sign {
		return w.noState(w.at, say.Both("%s is expected here", "这里应是 %s", string(sign)))
	}
	w.at++
	return true
}

// object goes over an object, whose keys stand in it once, and all that it must have.
func (w *walker) object(s *shape) bool {
	w.next()
	begin := w.at
	seen := map[string]bool{}
	if !w.each('{', '}', func() bool { return w.field(s, seen) }) {
		return false
	}
	if missing := missingOf(s, seen); missing != "" {
		return w.noState(begin, say.Both("%s is missing here", "这里缺少 %s", missing))
	}
	return true
}

// missingOf is the first field, by name, that was not seen; "" without any.
func missingOf(s *shape, seen map[string]bool) string {
	first := ""
	for name := range s.fields {
		if !seen[name] && (first == "" || name < first) {
			first = name
		}
	}
	return first
}

// field goes over a key and its value.
func (w *walker) field(s *shape, seen map[string]bool) bool {
	w.next()
	at := w.at
	key, ok := w.text(s.named != nil)
	if !ok {
		return false
	}
	of := s.named
	if s.fields != nil {
		of = s.fields[key]
	}
	switch {
	case of == nil:
		return w.noState(at, say.Both("unknown field %s", "没有 %s 这个字段", problem.Short(key)))
	case seen[key]:
		return w.noState(at, say.Both("%s is given twice", "%s 写了两次", problem.Short(key)))
	}
	seen[key] = true
	return w.sign(':') && w.value(of)
}

func (w *walker) list(s *shape) bool {
	return w.each('[', ']', func() bool {
		if !s.runs {
			return w.value(s.items)
		}
		first := w.next()
		begin := w.at
		return w.value(s.items) && (first != '-' || w.run(string(w.data[begin:w.at])))
	})
}

// run counts the empty bins that a negative number stands for.
func (w *walker) run(number string) bool {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n >= 0 {
		return true // what is no whole number is told by who reads it
	}
	return w.take(8 * int(-max(n, int64(-w.most))))
}

// each goes over what stands between two signs, parted by commas.
func (w *walker) each(first, last byte, one func() bool) bool {
	if !w.sign(first) {
		return false
	}
	if w.next() == last {
		w.at++
		return true
	}
	for one() {
		if w.next() != ',' {
			return w.sign(last)
		}
		w.at++
	}
	return false
}

// text goes over a string and returns what it says. One that is kept takes its bytes twice: there, and where the
// checksum is made.
func (w *walker) text(kept bool) (string, bool) {
	if !w.sign('"') {
		return "", false
	}
	begin := w.at - 1
	plain := true
	for ; w.at < len(w.data) && w.data[w.at] != '"'; w.at++ {
		plain = plain && w.data[w.at] != '\\' && w.data[w.at] >= ' ' && w.data[w.at] < utf8.RuneSelf
		if w.data[w.at] == '\\' {
			w.at++
		}
	}
	if w.at >= len(w.data) {
		return "", w.noState(begin, say.Both("the text has no end", "字符串没有写完"))
	}
	w.at++
	said := w.data[begin:w.at]
	if kept && !w.take(2*len(said)) {
		return "", false
	}
	if plain {
		return string(said[1 : len(said)-1]), true
	}
	var out string
	if err := json.Unmarshal(said, &out); err != nil {
		return "", w.noState(begin, say.Both("the text cannot be read", "字符串读不出来"))
	}
	return out, true
}

// ends tells whether nothing stands behind the state.
func (w *walker) ends() bool {
	if w.next(); w.at < len(w.data) {
		return w.fail(w.at, say.Both("something stands after the end of the state; give --merge the files one by one", "中间状态结束之后还有内容；请把各个文件分别交给 --merge"))
	}
	return true
}
