package record

import (
	"bytes"
	"encoding/json"
	"testing"

	"fathom/assess"
)

// TestQuantity: what can have a fraction is written with one, in a table and in JSON; what is undefined is nothing.
func TestQuantity(t *testing.T) {
	for x, want := range map[float64]string{0: "0.0", 3: "3.0", -2: "-2.0", 2.5: "2.5", 0.8462: "0.8462",
		1e15: "1000000000000000.0"} {
		if got := Quantity(x); got != want {
			t.Errorf("%v is %s, want %s", x, got, want)
		}
		for _, v := range []any{assess.Quantity(x), assess.Some(x)} {
			if got, err := json.Marshal(v); err != nil || string(got) != want {
				t.Errorf("%v in JSON is %s, %v, want %s", x, got, err, want)
			}
		}
	}
	if got, err := json.Marshal(assess.Some(3)); err != nil || string(got) != "3" {
		t.Errorf("a whole number is %s, %v", got, err)
	}
	if got, err := json.Marshal(assess.Quantity(1e21)); err != nil || string(got) != "1e+21" {
		t.Errorf("%s, %v", got, err)
	}
	if got := Full(assess.Maybe[float64]{}); got != "" {
		t.Errorf("undefined is %q", got)
	}
}

// TestHeadTellsQuotes: all names but the first stand in quotes.
func TestHeadTellsQuotes(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, [][]string{{"id", "name", "score"}, {"a", "x, y", "3.0"}}); err != nil {
		t.Fatal(err)
	}
	if want := BOM + "id,\"name\",\"score\"\r\na,\"x, y\",3.0\r\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
