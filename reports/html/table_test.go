package html

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"fathom/reports/doc"
)

// TestTable: each cell has the class, the head and the ids of the heads of its own place, and harmless text.
func TestTable(t *testing.T) {
	long := strings.Repeat("a", 30)
	of := newTable(doc.Table{
		Columns: []doc.Column{{Title: "rank", Right: true}, {Title: "who\x1b"}, {Title: "what", Flexible: true}},
		Rows:    [][]string{{"1", "A", "<b>"}, {"2", long, "x\x07"}},
	})
	under("s5t0", 3, of.Rows)
	broken := template.HTML(strings.Repeat("a", 12) + "<wbr>" + strings.Repeat("a", 12) + "<wbr>aaaaaa")
	want := [][]cell{
		{{"1", "number", "rank", "s5t0g3 s5t0g3r0 s5t0c0"}, {"A", "short", "who<U+001B>", "s5t0g3 s5t0g3r0 s5t0c1"},
			{"<b>", "", "what", "s5t0g3 s5t0g3r0 s5t0c2"}},
		{{"2", "number", "rank", "s5t0g3 s5t0g3r1 s5t0c0"}, {broken, "short long", "who<U+001B>", "s5t0g3 s5t0g3r1 s5t0c1"},
			{"x<U+0007>", "", "what", "s5t0g3 s5t0g3r1 s5t0c2"}},
	}
	if got := fmt.Sprintf("%#v", of.Rows); got != fmt.Sprintf("%#v", want) {
		t.Errorf("%s\nwant %#v", got, want)
	}
	plain := newTable(doc.Table{Columns: []doc.Column{{Title: "who"}}, Rows: [][]string{{"A"}}})
	if c := plain.Rows[0][0].Class; c != "" {
		t.Errorf("a name that is no number has the class %s", c)
	}
}
