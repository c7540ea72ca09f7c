package rollup

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/record"
)

// TestNumbersOfRows: a number stands as it is compared, to nine decimals, with one at least, and is read back as that.
func TestNumbersOfRows(t *testing.T) {
	for x, want := range map[float64]string{
		1: "1.0", 0: "0.0", 204.0 / 63: "3.238095238", 12.0 / 18: "0.666666667", 0.0625: "0.0625", -1.5: "-1.5",
		1e-10:       "0.0",
		0.000000001: "0.000000001", 9999.9999999999: "10000.0", 12345.678: "12345.678", 5e15: "5000000000000000.0",
		-20_000: "-20000.0", -1e-10: "0.0",
	} {
		if got := string(appendNumber(nil, assess.Some(x))); got != want {
			t.Errorf("%v stands as %s, want %s", x, got, want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		x := (random.Float64() - 0.3) * math.Pow10(random.IntN(12)-4)
		text := string(appendNumber(nil, assess.Some(x)))
		back, err := strconv.ParseFloat(text, 64)
		if err != nil || back != assess.Rounded(x) || !strings.Contains(text, ".") {
			t.Fatalf("%v stands as %s, and is read as %v", x, text, back)
		}
	}
}

// TestColumnsAreDifferent: no two columns of rows have one name, whatever a rubric calls its parts and dimensions.
func TestColumnsAreDifferent(t *testing.T) {
	r := &Rows{parts: []string{"team", "member", "score"}, dims: []string{"team", "error", "work"}}
	want := record.BOM + `id,"name","date","stage","sector","tags","depth","asked","criteria","score","low",` +
		`"high","coverage","level","stage_reached","attainment","weakest","focus","team","member","part_score","dimension_team","dimension_error","work",` +
		`"error","subject_member"` + "\r\n"
	if got := string(r.CSVHead()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
