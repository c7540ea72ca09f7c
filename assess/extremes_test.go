package assess_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// extreme is a rubric of the largest numbers that a rubric may have, or of the smallest weights: 60 practices of 20
// criteria each, in parts and dimensions that weigh what they hold, or as much as they may.
func extreme(t testing.TB, agg [4]rubric.Aggregate, weight, above string, given bool) *assess.Model {
	t.Helper()
	var b strings.Builder
	up := ""
	if given {
		up = ", weight: " + weight
	}
	fmt.Fprintf(&b, "format: fathom.rubric/1\nid: x\nversion: '1'\nlanguages: [en]\nscales:\n  s: [{level: -10000, value: -1000000000}, {level: 0, value: 0}, {level: 10000, value: 1000000000}]\n"+
		"sectors: [{id: more, weights: {p0: 1000000000}}, {id: less, weights: {p0: -1000000000}}]\nscoring: {practice: {aggregate: %s%s}, dimension: {aggregate: %s}, part: {aggregate: %s}, overall: {aggregate: %s}}\n"+
		"parts: [{id: a%s}, {id: b%s}]\ndimensions: [{id: da, part: a%s}, {id: db, part: b%s}]\npractices:\n", agg[0], above, agg[1], agg[2], agg[3], up, up, up, up)
	target := map[bool]string{true: "1000000000", false: "10000"}[agg[0] == rubric.Sum]
	for p := range 60 {
		fmt.Fprintf(&b, "  - {id: p%d, dimension: d%c, weight: %s, target: %s, floor: %s, criteria: [", p, "ab"[p/30], weight, target, target)
		for c := range 20 {
			fmt.Fprintf(&b, "{id: c%d, weight: %s}, ", c, weight)
		}
		b.WriteString("], actions: [{to: 10000, effort: S, days: 36500}]}\n")
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "x.yaml", Data: []byte(b.String())})
	if err != nil {
		t.Fatalf("%.300v", err)
	}
	return assess.Compile(r)
}

// TestExtremes: the largest and the smallest numbers that a rubric may hold, multiplied and added up on every floor,
// stay numbers, and print as such.
func TestExtremes(t *testing.T) {
	kinds := [][4]rubric.Aggregate{
		{"mean", "mean", "mean", "mean"}, {"sum", "sum", "sum", "sum"}, {"geometric", "sum", "mean", "sum"},
		{"min", "sum", "sum", "geometric"}, {"sum", "mean", "geometric", "min"},
	}
	for _, agg := range kinds {
		for _, weight := range []string{"1000000000", "0.000000001"} {
			for _, given := range []bool{true, false} {
				above := ", above_lowest: 1000000000"
				if agg[0] == rubric.Sum {
					above = ""
				}
				m := extreme(t, agg, weight, above, given)
				for _, level := range []int{-10000, 0, 10000} {
					for _, sector := range []string{"", "more", "less"} {
						a := &assess.Assessment{Subject: assess.Subject{Sector: sector},
							Answers: make([]assess.Answer, m.Len())}
						for i := range a.Answers {
							if i%7 > 0 {
								a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
							}
						}
						res := m.Evaluate(a, assess.Options{})
						finite(t, reflect.ValueOf(res).Elem(), "result")
						finite(t, reflect.ValueOf(m.Frame(res)).Elem(), "frame")
						if printed := assess.Round(res.Overall.Score.Value, 2); strings.ContainsAny(printed, "IN") {
							t.Errorf("%v of %s prints %s", agg, weight, printed)
						}
					}
				}
			}
		}
	}
}

// finite looks at every number of a value, and at none of the rubric and the answers that it was made of.
func finite(t *testing.T, v reflect.Value, at string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > 1e100 {
			t.Fatalf("%s is %v", at, x)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			finite(t, v.Field(i), at+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		for i := range v.Len() {
			finite(t, v.Index(i), fmt.Sprintf("%s[%d]", at, i))
		}
	}
}
