package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"

	"fathom/assess"
)

// appendRow appends the row of one record: what the portfolio command writes for it.
func appendRow(dst []byte, res *assess.Result) []byte {
	s, o := &res.Assessment.Subject, &res.Overall
	dst = appendText(append(dst, `{"id":`...), s.ID)
	dst = appendText(append(dst, `,"name":`...), s.Name)
	dst = appendText(append(dst, `,"date":`...), res.Assessment.Date)
	dst = appendText(append(dst, `,"stage":`...), res.Stage)
	dst = appendText(append(dst, `,"sector":`...), res.Sector)
	dst = appendText(append(dst, `,"member":`...), s.Member)
	dst = append(dst, `,"tags":{`...)
	for i, k := range slices.Sorted(maps.Keys(s.Tags)) {
		dst = appendText(append(appendText(comma(dst, i), k), ':'), s.Tags[k])
	}
	dst = appendText(append(dst, `},"depth":`...), cmp.Or(res.Assessment.Depth, "full"))
	dst = appendAsked(dst, res)
	dst = appendScore(append(dst, `,"overall":{"score":`...), o.Score)
	dst = appendScore(append(dst, `,"low":`...), o.Low)
	dst = appendScore(append(dst, `,"high":`...), o.High)
	dst = appendScore(append(dst, `,"coverage":`...), o.Coverage)
	dst = appendInt(append(dst, `,"level":`...), o.Level)
	dst = appendInt(append(dst, `,"stage_reached":`...), o.StageReached)
	dst = appendScore(append(dst, `,"attainment":`...), o.Attainment)
	weakest := ""
	if o.Weakest.OK {
		weakest = res.Rubric.Practices[o.Weakest.Value].ID
	}
	dst = appendText(append(dst, `,"weakest":`...), weakest)
	dst = append(dst, `},"parts":{`...)
	for i := range res.Parts {
		dst = appendScore(append(appendText(comma(dst, i), res.Rubric.Parts[i].ID), ':'), res.Parts[i].Score)
	}
	dst = append(dst, `},"dimensions":{`...)
	for i := range res.Dimensions {
		dst = appendScore(append(appendText(comma(dst, i), res.Rubric.Dimensions[i].ID), ':'), res.Dimensions[i].Score)
	}
	dst = append(appendFocus(append(dst, `},"focus":[`...), res), ']')
	return append(dst, `,"error":null,"kind":null,"file":null,"line":null,"column":null,"more":null}`+"\n"...)
}

func appendAsked(dst []byte, res *assess.Result) []byte {
	asked, all := int64(0), int64(0)
	for i := range res.Practices {
		for _, c := range res.Practices[i].Criteria {
			if all++; c.State != assess.NotAsked {
				asked++
			}
		}
	}
	dst = strconv.AppendInt(append(dst, `,"asked":`...), asked, 10)
	return strconv.AppendInt(append(dst, `,"criteria":`...), all, 10)
}

func appendFocus(dst []byte, res *assess.Result) []byte {
	n := 0
	for i := range res.Priorities {
		if p := &res.Priorities[i]; p.Focus {
			dst = appendText(comma(dst, n), res.Rubric.Practices[p.Practice].ID)
			n++
		}
	}
	return dst
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}

// units is a score in billionths, in which scores are compared.
func units(x float64) int64 { return int64(math.RoundToEven(x * 1e9)) }

func appendScore(dst []byte, x assess.Maybe[float64]) []byte {
	if !x.OK {
		return append(dst, "null"...)
	}
	dst = strconv.AppendFloat(dst, float64(units(x.Value))/1e9, 'f', -1, 64)
	if units(x.Value)%1e9 == 0 { // a quantity that may have a fraction always shows one
		return append(dst, ".0"...)
	}
	return dst
}

func appendInt(dst []byte, x assess.Maybe[int]) []byte {
	if !x.OK {
		return append(dst, "null"...)
	}
	return strconv.AppendInt(dst, int64(x.Value), 10)
}

// appendText appends a JSON string, null for no text.
func appendText(dst []byte, s string) []byte {
	if s == "" {
		return append(dst, "null"...)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string into a buffer: cannot fail
	return append(dst, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
