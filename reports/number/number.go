// Package number prints numbers as people read them: told apart from the limits that they are compared with, a share
// never as all or none where it is not, an undefined one as a dash.
package number

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
)

// Value is a number that can be undefined; then it is printed as a dash and written as null.
type Value = assess.Maybe[float64]

// None stands for an undefined number.
const None = "–"

// Told prints a number beside others that it is compared with (limits, targets, levels): with so many decimals, and
// with more where it would read as one of them, or lie on its other side. 2.98 is not printed as 3.0 where 3 is wanted.
func Told(x float64, decimals int, limits ...float64) string {
	return assess.Round(x, Apart(x, decimals, limits...))
}

// MaxDecimals is how finely numbers are told apart: what is closer is one number.
const MaxDecimals = 9

// Apart is how many decimals tell a number apart from limits: so many at least that a limit which it does not meet
// exactly, rounded likewise, is another number, and on the same side.
func Apart(x float64, decimals int, limits ...float64) int {
	for ; decimals < MaxDecimals; decimals++ {
		blurs := func(limit float64) bool {
			a, b := Rounded(x, decimals), Rounded(limit, decimals)
			return assess.Rounded(x) != assess.Rounded(limit) && cmp.Compare(a, b) != cmp.Compare(x, limit)
		}
		if !slices.ContainsFunc(limits, blurs) {
			break
		}
	}
	return decimals
}

// Places is how many decimals tell on which side of its limits (levels, a target, a floor) a number is: so many at
// least that one which falls short of a limit reads as less. One that reaches a limit may read as it.
func Places(x float64, decimals int, limits ...float64) int {
	for ; decimals < MaxDecimals; decimals++ {
		blurs := func(limit float64) bool {
			return Less(x, limit) && !Less(Rounded(x, decimals), Rounded(limit, decimals))
		}
		if !slices.ContainsFunc(limits, blurs) {
			break
		}
	}
	return decimals
}

// Less compares numbers as scoring does.
func Less(a, b float64) bool { return !assess.Reaches(a, b) }

// Rounded is a number as it is printed.
func Rounded(x float64, decimals int) float64 {
	v, _ := strconv.ParseFloat(assess.Round(x, decimals), 64)
	return v
}

// LevelValues are the values at which a scale's levels begin: a score is compared with them wherever it is shown.
func LevelValues(s *rubric.Scale) []float64 {
	if s == nil {
		return nil
	}
	out := make([]float64, len(s.Levels))
	for i := range s.Levels {
		out[i] = s.Levels[i].Value
	}
	return out
}

// Among are the limits of a node's numbers: the levels of its scale, where its bands begin, and further ones where they
// are defined.
func Among(n *assess.Node, further ...Value) []float64 {
	limits := LevelValues(n.Scale)
	for _, b := range n.Bands.All() {
		limits = append(limits, b.From)
	}
	return append(limits, Beside(further...)...)
}

// Beside are limits that may be undefined.
func Beside(all ...Value) []float64 {
	var limits []float64
	for _, v := range all {
		if v.OK {
			limits = append(limits, v.Value)
		}
	}
	return limits
}

// Score prints a number as finely as scores of its kind are, told apart from limits, or a dash.
func Score(v Value, decimals int, limits ...float64) string {
	if !v.OK {
		return None
	}
	return Told(v.Value, decimals, limits...)
}

// NodePlaces is how finely the score of a node, and what it is to reach, are printed: on their sides of one another and
// of the levels of its scale.
func NodePlaces(n *assess.Node, wanted ...Value) int {
	if !n.Score.OK {
		return n.Decimals
	}
	return Places(n.Score.Value, n.Decimals, Among(n, wanted...)...)
}

// NodeScore prints the score of a node beside what it is to reach.
func NodeScore(n *assess.Node, wanted ...Value) string {
	return Score(n.Score, NodePlaces(n, wanted...))
}

// NodeWanted prints a target of a node as finely as its score stands beside it, without noughts that say nothing.
func NodeWanted(n *assess.Node, wanted Value) string {
	if wanted.OK && Rounded(wanted.Value, n.Decimals) == assess.Rounded(wanted.Value) {
		return Score(wanted, n.Decimals)
	}
	return Score(wanted, NodePlaces(n, wanted))
}

// Points prints a score as finely as its node does, whole ones without decimals.
func Points(v float64, decimals int) string {
	return strings.TrimSuffix(strings.TrimRight(assess.Round(v, decimals), "0"), ".")
}

// Percent prints a share as a whole percentage; of none, of all and of limits (shares) it is told apart.
func Percent(v Value, limits ...float64) string {
	if !v.OK {
		return None
	}
	return Told(100*v.Value, 0, Percents(limits)...) + "%"
}

// OfMaximum prints points below their maximum as a share of it, "57%"; "" where there is none, and below 0: nobody says
// that something is at minus 18 percent.
func OfMaximum(e *assess.Ends, points Value) string {
	share := e.OfMaximum(points)
	if !share.OK || Less(share.Value, 0) {
		return ""
	}
	return Percent(share)
}

// Percents are what percentages are told apart from: none, all, and limits that are shares.
func Percents(limits []float64) []float64 {
	out := []float64{0, 100}
	for _, l := range limits {
		out = append(out, 100*l)
	}
	return out
}

// Answered prints how much of a node is answered. Below 80 % it is provisional.
func Answered(n *assess.Node) string { return Percent(n.Coverage, assess.ProvisionalBelow) }

// Plain prints a number as short as it can be: 3, 0.5.
func Plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Count prints a number of subjects, with a comma before every three digits.
func Count(n int64) string {
	s := strconv.FormatInt(n, 10)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// Counting words a large number of things in English, as say.Count does: %s in many stands for the number, as [Count]
// writes it.
func Counting(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, Count(n))
}

// Exact prints a limit without the noise of binary fractions.
func Exact(x float64) string {
	if text := strings.TrimRight(strings.TrimRight(assess.Round(x, 9), "0"), "."); text != "" {
		return text
	}
	return "0"
}

// Portion prints n of all as a whole percentage, with a sign where that would say none or all and it is not so.
func Portion(n, all int64) string {
	if all == 0 {
		return None
	}
	share := float64(n) / float64(all)
	text := assess.Round(100*share, 0) + "%"
	switch {
	case n > 0 && text == "0%":
		return "<1%"
	case n < all && text == "100%":
		return ">99%"
	}
	return text
}

// Sign rounds half away from zero, so that up and down look alike; zero has no sign.
func Sign(x float64, digits int) string {
	text := assess.Round(math.Abs(x), digits)
	switch {
	case text == assess.Round(0, digits):
		return text
	case x < 0:
		return "−" + text
	}
	return "+" + text
}

// Bounds prints what a score could be if the missing answers were all worst or all best.
func Bounds(n *assess.Node) string {
	if !n.Low.OK {
		return None
	}
	low := Score(n.Low, n.Decimals, Among(n, n.High)...)
	if !Less(n.Low.Value, n.High.Value) {
		return low
	}
	return low + "–" + Score(n.High, n.Decimals, Among(n, n.Low)...)
}
