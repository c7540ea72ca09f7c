package portfolio

import (
	"encoding/json"
	"reflect"
	"strconv"

	"fathom/rubric/say"
)

// plain is what a value in a state is that is neither an object nor a list.
type plain int

const (
	isText   plain = iota
	isTruth        // true or false
	isWhole        // a whole number of 64 bits
	isSum          // one of 127 bits
	isNumber       // any number that floating point has
)

// plainOf is what a type of Go is.
func plainOf(k reflect.Kind) plain {
	switch k {
	case reflect.Bool:
		return isTruth
	case reflect.Int, reflect.Int64:
		return isWhole
	case reflect.Float64:
		return isNumber
	}
	return isText
}

// maxDigits is how long a number is at most: a sum has 127 bits.
const maxDigits = 40

// isWord tells the bytes of numbers and truth values.
var isWord = func() (is [256]bool) {
	for _, c := range []byte("+-.0123456789Eaeflnrstu") {
		is[c] = true
	}
	return is
}()

// word goes over a number or a truth value.
func (w *walker) word(p plain) bool {
	w.next()
	begin := w.at
	for w.at < len(w.data) && isWord[w.data[w.at]] {
		w.at++
	}
	switch n := w.at - begin; {
	case n == 0, string(w.data[begin:w.at]) == "null":
		return w.noState(begin, say.Both("a value is expected here", "这里应有值"))
	case n > maxDigits:
		return w.noState(begin, say.Both("the number has more than %d digits", "数字超过 %d 位", maxDigits))
	}
	if said := w.data[begin:w.at]; !p.reads(said) {
		return w.noState(begin, p.wanted(string(said)))
	}
	return true
}

// reads reports whether what is said can be read as such a value.
func (p plain) reads(said []byte) bool {
	if !json.Valid(said) {
		return false
	}
	var err error
	switch p {
	case isTruth:
		return string(said) == "true" || string(said) == "false"
	case isWhole:
		_, err = strconv.ParseInt(string(said), 10, 64)
	case isSum:
		err = new(total).UnmarshalJSON(said)
	case isNumber:
		_, err = strconv.ParseFloat(string(said), 64)
	}
	return err == nil
}

// wanted tells what should have been said instead. So many digits are within the bits, whatever they are.
func (p plain) wanted(said string) say.Message {
	switch p {
	case isTruth:
		return say.Both("true or false is expected here, not %s", "这里应是 true 或 false，不能是 %s", said)
	case isNumber:
		return say.Both("a number is expected here, not %s", "这里应是数，不能是 %s", said)
	}
	if p == isSum {
		return say.Both("a whole number of 37 digits at most is expected here, not %s", "这里应是不超过 37 位的整数，不能是 %s", said)
	}
	return say.Both("a whole number of 18 digits at most is expected here, not %s", "这里应是不超过 18 位的整数，不能是 %s", said)
}
