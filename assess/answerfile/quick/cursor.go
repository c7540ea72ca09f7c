package quick

import (
	"math/bits"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
)

// cursor walks over one text. It knows the grammar of JSON, strictly; where the text leaves it, bad is set for good,
// and every further step does nothing.
type cursor struct {
	data    []byte
	at      int
	decoded []byte // room for texts without their escapes
	first   bool   // nothing was read yet in the collection that was opened last
	bad     bool
	json    bool // the text is JSON, in which 3.0 is a whole number
}

// must turns the text bad unless ok.
func (c *cursor) must(ok bool) {
	if !ok {
		c.bad = true
	}
}

// peek is the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if c.at < len(c.data) {
		return c.data[c.at]
	}
	return 0
}

// blanks skips white space. Mostly there is none.
func (c *cursor) blanks() {
	if c.peek() <= ' ' {
		c.skipBlanks()
	}
}

func (c *cursor) skipBlanks() {
	for c.at < len(c.data) && c.data[c.at] <= ' ' {
		switch c.data[c.at] {
		case ' ', '\t', '\r', '\n':
			c.at++
		default:
			c.bad = true
			return
		}
	}
}

// open reads the sign that begins a collection.
func (c *cursor) open(sign byte) {
	c.blanks()
	c.must(c.peek() == sign)
	c.at++
	c.first = true
	c.blanks()
}

// more reports whether another member follows; it reads the comma, or the sign that ends the collection.
func (c *cursor) more(end byte) bool {
	if c.bad {
		return false
	}
	c.blanks()
	first := c.first
	c.first = false
	switch b := c.peek(); {
	case b == end:
		c.at++
		return false
	case first:
		return true
	case b == ',':
		c.at++
		c.blanks()
		return !c.bad
	}
	c.bad = true
	return false
}

// end reports whether the text was good and is over.
func (c *cursor) end() bool {
	c.blanks()
	return !c.bad && c.at == len(c.data)
}

// prefix reads what was predicted, if it is there.
func (c *cursor) prefix(want string) bool {
	if rest := c.data[min(c.at, len(c.data)):]; !c.bad && len(rest) >= len(want) && string(rest[:len(want)]) == want {
		c.at += len(want)
		return true
	}
	return false
}

// word reads exactly one word.
func (c *cursor) word(want string) { c.must(c.prefix(want)) }

// key reads a key, its colon and the blanks behind it.
func (c *cursor) key() []byte {
	if key := c.shortKey(); key != nil {
		return key
	}
	key := c.plain()
	c.colon()
	return key
}

// shortKey reads a key of up to seven ASCII characters with nothing between it, the colon and the value; nil for any
// other.
func (c *cursor) shortKey() []byte {
	if c.bad || len(c.data)-c.at < 11 || c.data[c.at] != '"' {
		return nil
	}
	rest := c.data[c.at+1:]
	x := eight(rest)
	stop := stops(x)
	n := bits.TrailingZeros64(stop) / 8
	if n == 8 || x&(stop-1)&highBits != 0 || rest[n] != '"' || rest[n+1] != ':' || rest[n+2] <= ' ' {
		return nil
	}
	c.at += n + 3
	return rest[:n]
}

func (c *cursor) colon() {
	c.blanks()
	c.must(c.peek() == ':')
	c.at++
	c.blanks()
}

// plain reads a string without escapes.
func (c *cursor) plain() []byte {
	s, escaped := c.quoted()
	c.must(!escaped)
	if c.bad {
		return nil
	}
	return s
}

// quoted reads a string and reports whether it has escapes, which are checked and stay as they are. In it are only
// valid UTF-8 and no control characters.
func (c *cursor) quoted() (s []byte, escaped bool) {
	if c.bad || c.peek() != '"' {
		c.bad = true
		return nil, false
	}
	from := c.at + 1
	end, ascii := textEnd(c.data, from)
	if ascii && end < len(c.data) && c.data[end] == '"' { // as most
		c.at = end + 1
		return c.data[from:end], false
	}
	for end < len(c.data) && c.data[end] == '\\' {
		n := escape(c.data[end:])
		if c.must(n > 0); c.bad {
			return nil, true
		}
		next, alike := textEnd(c.data, end+n)
		end, ascii, escaped = next, ascii && alike, true
	}
	if end >= len(c.data) || c.data[end] != '"' {
		c.bad = true
		return nil, escaped
	}
	c.at = end + 1
	s = c.data[from:end]
	c.must(ascii || utf8.Valid(s))
	return s, escaped
}

// skipText reads a text that must say something, and drops it. One of more bytes than it may have characters is the
// strict reader's.
func (c *cursor) skipText() {
	s, _ := c.quoted()
	c.must(len(s) <= assess.MaxText && !isBlank(s))
}

// text reads a text that must say something, and decodes its escapes.
func (c *cursor) text() []byte {
	s, escaped := c.quoted()
	if c.must(len(s) <= assess.MaxText && !isBlank(s)); c.bad || !escaped {
		return s
	}
	from := len(c.decoded)
	c.decoded = unescape(c.decoded, s)
	return c.decoded[from:]
}

// identifier reads an id.
func (c *cursor) identifier() []byte {
	s := c.plain()
	c.must(rubric.ValidID(s))
	return s
}

// oneOf is the one of a few words that a text must be.
func (c *cursor) oneOf(s []byte, words []string) string {
	for _, w := range words {
		if string(s) == w {
			return w
		}
	}
	c.bad = true
	return ""
}

// integer reads a whole number as the strict reader takes it, up to six digits.
func (c *cursor) integer() (n int, ok bool) {
	n, length := wholeNumber(c.data[min(c.at, len(c.data)):])
	c.at += length
	if c.json && c.peek() == '.' && length > 0 {
		c.at++
		length = c.zeros()
	}
	switch c.peek() {
	case ',', '}', ' ', '\t', '\r', '\n':
		return n, length > 0
	}
	return 0, false // a fraction, an exponent, or no JSON
}

// zeros skips the zeros of a fraction, and tells how many there are.
func (c *cursor) zeros() int {
	from := c.at
	for c.peek() == '0' {
		c.at++
	}
	return c.at - from
}

// wholeNumber reads a number of one to six digits without needless zeros or signs; without one its length is 0.
func wholeNumber(s []byte) (n, length int) {
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		length = 1
	}
	first := length
	for length < len(s) && s[length] >= '0' && s[length] <= '9' {
		n = 10*n + int(s[length]-'0')
		if length++; length-first > 6 {
			return 0, 0
		}
	}
	switch digits := length - first; {
	case digits == 0, s[first] == '0' && (digits > 1 || negative):
		return 0, 0
	case negative:
		return -n, length
	}
	return n, length
}

// isDate reports whether a text is a date like 2026-11-20 that the calendar has.
func isDate(s []byte) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	year, month, day := number(s[:4]), number(s[5:7]), number(s[8:])
	return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

// number is the value of digits, -1 when they are none.
func number(s []byte) int {
	n := 0
	for _, b := range s {
		if b < '0' || b > '9' {
			return -1
		}
		n = 10*n + int(b-'0')
	}
	return n
}

func daysIn(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}
