package portfolio_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/rubricfile"
)

// TestTiesAtEveryScale: whatever a scale is worth, the most extreme subjects are those that ties are decided for, not
// those that came first: many subjects share each score, and come twice, in any order and cut into any shards.
func TestTiesAtEveryScale(t *testing.T) {
	for _, values := range [][3]string{{"1", "2", "3"}, {"-1", "-0.0", "0"}, {"1", "2.000000001", "2.0000000014"},
		{"1", "1000000", "1000000.0000000002"}, {"0", "999999999.9999999", "1000000000"},
		{"-1000000000", "-999999999", "1000000000"}} {
		for _, aggregate := range []string{"mean", "sum", "min"} {
			m := tiesModel(t, values, aggregate)
			var records [][]byte
			for k := range 300 {
				line := fmt.Appendf(nil, `{"format":"fathom.answers/1","rubric":{"id":"ties","version":"1.0.0"},`+
					`"subject":{"id":"s%02d"},"date":"2026-01-01","answers":{"a/c":%d,"a/d":%d,"b/c":%d}}`+"\n",
					k%20, 1+k%3, 1+k/3%3, 1+k/9%3)
				records = append(records, line, line)
			}
			want := stateOf(t, foldOf(t, m, bytes.Join(records, nil), 1))
			rng := rand.New(rand.NewPCG(1, 9))
			for shards := range 6 {
				rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
				if got := stateOf(t, shardsOf(t, m, records, 1+shards)); got != want {
					t.Errorf("%v, %s: %d shards and another order give another state", values, aggregate, 1+shards)
					break
				}
			}
		}
	}
}

func tiesModel(t *testing.T, values [3]string, aggregate string) *assess.Model {
	t.Helper()
	text := fmt.Sprintf(`format: fathom.rubric/1
id: ties
version: 1.0.0
languages: [en]
scales: {points: [{level: 1, value: %s}, {level: 2, value: %s}, {level: 3, value: %s}]}
scoring: {practice: {aggregate: %[4]s}, dimension: {aggregate: %[4]s}, part: {aggregate: %[4]s}, overall: {aggregate: %[4]s}}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, weight: 0.1, criteria: [{id: c, weight: 0.3}, {id: d, weight: 0.1}]}
  - {id: b, dimension: d, weight: 0.7, criteria: [{id: c, weight: 0.3}]}
`, values[0], values[1], values[2], aggregate)
	r, _, err := rubricfile.Read(rubricfile.File{Name: "ties.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// shardsOf folds records in so many shards, which are written, read back and merged, the last first.
func shardsOf(t *testing.T, m *assess.Model, records [][]byte, shards int) *portfolio.Fold {
	t.Helper()
	whole := portfolio.NewFold(m, "digest", "", "", nil, false)
	for k := range slices.Backward(make([]bool, shards)) {
		part := bytes.Join(records[k*len(records)/shards:(k+1)*len(records)/shards], nil)
		f, err := portfolio.ReadState("s", []byte(stateOf(t, foldOf(t, m, part, 1))), m, "digest")
		if err != nil {
			t.Fatal(err)
		}
		if err := whole.Merge(f); err != nil {
			t.Fatal(err)
		}
	}
	return whole
}
