package rubric

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// This file reads the canonical form. Every start of the program begins with it, so it is not read by encoding/json,
// which takes any JSON: of a form that we wrote ourselves the layout and the order of the keys are known, and a text
// without escapes is a piece of the whole and needs no memory of its own.

// FromCanonical reads what Canonical wrote, and refuses any other JSON. The rubric's texts are parts of text.
func FromCanonical(text string) (*Rubric, error) {
	c := canonical{rest: text, keys: map[reflect.Type][]string{}}
	r := new(Rubric)
	if c.value(reflect.ValueOf(r).Elem()); c.wrong || c.rest != "" {
		return nil, fmt.Errorf("not in canonical form at byte %d", len(text)-len(c.rest))
	}
	r.Share()
	return r, nil
}

// canonical is a canonical form that is being read. Once something is wrong, nothing more is taken from it.
type canonical struct {
	rest  string                    // what is still to be read
	wrong bool                      // rest does not begin with what must stand there
	keys  map[reflect.Type][]string // of structs, by field
}

// value reads one value into v, which can be set.
func (c *canonical) value(v reflect.Value) {
	if c.has("null") {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		c.object(v)
	case reflect.Map:
		c.mapping(v)
	case reflect.Slice:
		c.list(v)
	case reflect.Array:
		n := 0
		c.series('[', ']', func() { c.element(v, n); n++ })
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		c.value(v.Elem())
	case reflect.String:
		v.SetString(c.text())
	default:
		c.plain(v)
	}
}

// object reads a struct, whose keys stand in the order of its fields.
func (c *canonical) object(v reflect.Value) {
	keys, known := c.keys[v.Type()]
	if !known {
		for f := range v.Type().Fields() {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			keys = append(keys, key)
		}
		c.keys[v.Type()] = keys
	}
	i := 0
	c.series('{', '}', func() {
		key := c.key()
		for i < len(keys) && keys[i] != key {
			i++
		}
		c.element(v, i)
	})
}

// element reads field or element i of v, which may have none of that number.
func (c *canonical) element(v reflect.Value, i int) {
	switch isStruct := v.Kind() == reflect.Struct; {
	case isStruct && i < v.NumField():
		c.value(v.Field(i))
	case !isStruct && i < v.Len():
		c.value(v.Index(i))
	default:
		c.wrong = true
	}
}

// mapping reads a map, whose keys are texts or whole numbers. Most are texts by language, which need no reflection.
func (c *canonical) mapping(v reflect.Value) {
	if t, is := v.Addr().Interface().(*Text); is {
		*t = Text{}
		c.series('{', '}', func() { key := c.key(); (*t)[key] = c.text() })
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	c.series('{', '}', func() {
		key := reflect.New(v.Type().Key()).Elem()
		if name := c.key(); key.Kind() == reflect.String {
			key.SetString(name)
		} else {
			c.number(name, key)
		}
		value := reflect.New(v.Type().Elem()).Elem()
		c.value(value)
		v.SetMapIndex(key, value)
	})
}

// list reads a slice.
func (c *canonical) list(v reflect.Value) {
	v.Grow(4)
	c.series('[', ']', func() {
		v.Grow(1)
		v.SetLen(v.Len() + 1)
		c.value(v.Index(v.Len() - 1))
	})
}

// series reads what stands between two brackets, item by item.
func (c *canonical) series(open, end byte, item func()) {
	c.want(open)
	if c.is(end) {
		c.want(end)
		return
	}
	for !c.wrong {
		item()
		if !c.is(',') {
			break
		}
		c.want(',')
	}
	c.want(end)
}

// key reads the name of what follows.
func (c *canonical) key() string {
	s := c.text()
	c.want(':')
	return s
}

// text reads a quoted text. Its escapes are those that Go has too.
func (c *canonical) text() string {
	if end := strings.IndexByte(c.rest[min(1, len(c.rest)):], '"'); c.is('"') && end >= 0 {
		if s := c.rest[1 : 1+end]; strings.IndexByte(s, '\\') < 0 {
			c.rest = c.rest[end+2:]
			return s
		}
	}
	quoted, err := strconv.QuotedPrefix(c.rest)
	if err != nil || !c.is('"') {
		c.wrong = true
		return ""
	}
	c.rest = c.rest[len(quoted):]
	s, _ := strconv.Unquote(quoted) // it is quoted
	return s
}

// plain reads a number or a truth.
func (c *canonical) plain(v reflect.Value) {
	if end := strings.IndexAny(c.rest, ",}]"); end > 0 {
		word := c.rest[:end]
		c.rest = c.rest[end:]
		c.number(word, v)
		return
	}
	c.wrong = true
}

// number sets v to what a word says.
func (c *canonical) number(word string, v reflect.Value) {
	var err error
	switch v.Kind() {
	case reflect.Bool:
		var b bool
		b, err = strconv.ParseBool(word)
		v.SetBool(b)
	case reflect.Int:
		var n int64
		n, err = strconv.ParseInt(word, 10, 64)
		v.SetInt(n)
	case reflect.Float64:
		var x float64
		x, err = strconv.ParseFloat(word, 64)
		v.SetFloat(x)
	default:
		panic("rubric: the canonical form cannot hold " + v.Type().String())
	}
	c.wrong = c.wrong || err != nil
}

func (c *canonical) is(b byte) bool { return !c.wrong && c.rest != "" && c.rest[0] == b }

// want takes one byte that must be there.
func (c *canonical) want(b byte) {
	if !c.is(b) {
		c.wrong = true
		return
	}
	c.rest = c.rest[1:]
}

// has takes a word if it is there.
func (c *canonical) has(word string) bool {
	rest, is := strings.CutPrefix(c.rest, word)
	if is && !c.wrong {
		c.rest = rest
	}
	return is && !c.wrong
}
