package portfolio_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/rubrictest"
	"fathom/testdata/fleet"
)

var wholeNumber = regexp.MustCompile(`-?\d+`)

// TestStateBelieved damages one number of a state at random, and mends the checksum. Without the mending everything is
// refused; with it what is believed still says what can be: scores of the scale, means between the lowest and the
// highest, shares of what is there.
func TestStateBelieved(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(10, 13))
	anonymous := portfolio.NewFold(m, "digest", "", "", []string{"region"}, true)
	s := stream(m)
	s.Fold = func() *portfolio.Fold { return anonymous }
	out, err := s.Run(source(lines(m, 60, mixed())), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	for name, state := range map[string]string{
		"few":       stateOf(t, foldOf(t, m, lines(m, 30, fleet.Default()), 1, "region")),
		"coarse":    stateOf(t, foldOf(t, m, lines(m, 9000, mixed()), 2)),
		"anonymous": stateOf(t, out.Fold),
	} {
		at := wholeNumber.FindAllStringIndex(state, -1)
		refused, tried := 0, 0
		for range rubrictest.Cases(80) {
			where := at[rng.IntN(len(at))]
			old := state[where[0]:where[1]]
			text := state[:where[0]] + damaged(rng, old) + state[where[1]:]
			_, err := portfolio.ReadState("s", []byte(text), m, "digest")
			switch {
			case err == nil && portfolio.Resealed(t, text) != state: // else it is another way to write the same number
				t.Fatalf("%s: believed without its checksum: %s at %d", name, old, where[0])
			case err == nil, !strings.Contains(err.Error(), "checksum"):
				continue
			}
			tried++
			if f, err := portfolio.ReadState("s", []byte(portfolio.Resealed(t, text)), m, "digest"); err != nil {
				refused++
			} else {
				possible(t, f, state[max(0, where[0]-60):where[1]])
			}
		}
		if tried < rubrictest.Cases(50) || 10*refused < 8*tried {
			t.Errorf("%s: of %d only %d refused by their numbers", name, tried, refused)
		}
	}
}

func damaged(rng *rand.Rand, number string) string {
	switch rng.IntN(6) {
	case 0:
		return "0"
	case 1:
		return "-1" + strings.TrimPrefix(number, "-")
	case 2:
		return number + "0"
	case 3:
		return "9000000000000000000"
	case 4:
		return number[:len(number)-1] + string(rune('0'+rng.IntN(10)))
	}
	return "-4500000000000000"
}

// possible reports whether a roll-up says what can be of the built-in rubric, on a scale from 1 to 5.
func possible(t *testing.T, f *portfolio.Fold, where string) {
	t.Helper()
	r := f.Rollup(0)
	nodes := append([]portfolio.Distribution{r.Overall}, append(r.Parts, r.Dimensions...)...)
	for i := range r.Practices {
		nodes = append(nodes, r.Practices[i].Distribution)
		for _, n := range r.Practices[i].Levels {
			if n.Value < 0 || n.Value > r.Subjects {
				t.Errorf("%s: %d subjects at a level", where, n.Value)
			}
		}
	}
	for _, d := range nodes {
		for _, x := range []assess.Maybe[float64]{d.Mean, d.Min, d.P10, d.P50, d.P90, d.Max} {
			if x.OK && (x.Value < 1 || x.Value > 5) || d.N > r.Subjects && !d.Hidden {
				t.Errorf("%s: %v of %d", where, x.Value, d.N)
			}
		}
	}
	for _, g := range r.Groupings {
		for _, x := range g.Groups {
			if x.Overall.OK && (x.Overall.Value < 1 || x.Overall.Value > 5) {
				t.Errorf("%s: group %v", where, x.Overall.Value)
			}
		}
	}
	if r.Subjects > 1e13 || r.Bad > 1e13 {
		t.Errorf("%s: %d subjects, %d bad", where, r.Subjects, r.Bad)
	}
}

// TestExtremeScores: points added up from the largest weights and values that a rubric may have are counted, published
// and read back.
func TestExtremeScores(t *testing.T) {
	text := `format: fathom.rubric/1
id: most
version: 1.0.0
languages: [en]
scales: {points: [{level: 1, value: -1000000000}, {level: 2, value: 1000000000}]}
scoring: {practice: {aggregate: sum}, dimension: {aggregate: sum}, part: {aggregate: sum}, overall: {aggregate: sum}}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, weight: 1000000000, criteria: [{id: c, weight: 1000000000}, {id: e, weight: 1000000000}]}
  - {id: b, dimension: d, weight: 1000000000, criteria: [{id: c, weight: 1000000000}]}
`
	r, _, err := rubricfile.Read(rubricfile.File{Name: "most.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	var data []byte
	for k, levels := range [][3]int{{1, 1, 1}, {2, 1, 2}, {2, 2, 2}} {
		data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"most","version":"1.0.0"},"subject":{"id":"s%d"},"date":"2026-01-01","answers":{"a/c":%d,"a/e":%d,"b/c":%d}}`+"\n",
			k, levels[0], levels[1], levels[2])
	}
	// a practice is worth 1e18 for each criterion, the dimension 1e9 of that, and weighs 2e9: it is worth that of the
	// part, and again of the whole
	f := foldOf(t, m, data, 1)
	got := f.Rollup(0).Overall
	want := 3e27 * 2e9 * 2e9
	near := func(x assess.Maybe[float64], y float64) bool { return x.OK && math.Abs(x.Value-y) <= want*1e-9 }
	if !near(got.Min, -want) || !near(got.Max, want) || !near(got.Mean, want/9) {
		t.Errorf("%+v, want up to %v", got, want)
	}
	if _, err := portfolio.ReadState("s", []byte(stateOf(t, f)), m, "digest"); err != nil {
		t.Error(err)
	}
}
