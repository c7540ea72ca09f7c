package strictyaml

import (
	"math"
	"strconv"
	"strings"

	"fathom/rubric/pattern"
)

// This file knows how numbers are written. In YAML that is as people write them: not 010, .5, 1e3 or 1_000, and a whole
// number without decimals. In JSON, which programs write, 3, 3.0 and 3e0 are one number, as they are to a JSON Schema.

var (
	integer = pattern.Of(`^-?(0|[1-9][0-9]*)$`)
	decimal = pattern.Of(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	power   = pattern.Of(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?[eE][-+]?[0-9]+$`)
)

// Decimal returns a plainly written number as digits with a point at most: 2.50 as it stands, and 2.5e1 in JSON as 25.
func (n *Node) Decimal() (string, bool) {
	s, ok := n.plain()
	switch {
	case ok && decimal().MatchString(s):
		return s, true
	case ok && n.doc.json && !n.key && power().MatchString(s):
		return spelledOut(s)
	}
	return "", false
}

// Int returns a whole number: in YAML not 3.0, 010, 0x3, "3" or 1_000; in JSON also 3.0 and 3e0. The number of a key
// may stand in quotes.
func (n *Node) Int() (int, bool) {
	s, ok := n.Decimal()
	if whole, fraction, _ := strings.Cut(s, "."); n.doc.json && !n.key && strings.Trim(fraction, "0") == "" {
		s = whole
	}
	if !ok || !integer().MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseInt(s, 10, 32)
	return int(v), err == nil
}

// Float returns a finite number. What is so small that it would be read as 0 is none.
func (n *Node) Float() (float64, bool) {
	s, ok := n.Decimal()
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	lost := v == 0 && strings.ContainsAny(s, "123456789")
	return v + 0, err == nil && !math.IsInf(v, 0) && !lost // -0 is 0
}

// maxDigits is how many digits a power of ten may add to a number: all that a float64 can hold.
const maxDigits = 330

// spelledOut writes a number with an exponent without it.
func spelledOut(s string) (string, bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if strings.Trim(digits, "0") == "" {
		return "0", true
	}
	shift, err := strconv.Atoi(exponent)
	if err != nil || shift < -maxDigits || shift > maxDigits {
		return "", false
	}
	point := len(whole) + shift // in digits
	digits = strings.Repeat("0", max(0, 1-point)) + digits + strings.Repeat("0", max(0, point-len(digits)))
	point = max(point, 1)
	whole, fraction = strings.TrimLeft(digits[:point], "0"), strings.TrimRight(digits[point:], "0")
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction, true
}
