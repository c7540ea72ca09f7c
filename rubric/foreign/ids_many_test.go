package foreign

import (
	"fmt"
	"strings"
	"testing"
)

// TestManyOfOneID: what stands very often under one id is told apart by numbers, without a search from the first one
// each time; numbers that ids have themselves are passed over.
func TestManyOfOneID(t *testing.T) {
	var n namer
	for _, id := range []string{"b-3", "B-2"} {
		n.id(id, "", "x-")
	}
	var got []string
	for range 4 {
		got = append(got, n.id("b", "", "x-"))
	}
	if fmt.Sprint(got) != "[b b-4 b-5 b-6]" {
		t.Error(got)
	}
	allocs := testing.AllocsPerRun(1, func() {
		var n namer
		for range 3000 {
			n.id("same", "", "x-")
		}
	})
	if allocs > 100_000 { // of a search from 2 on there would be millions
		t.Errorf("%v allocations", allocs)
	}
}

// TestTooManyAssessed: more requirements than a rubric could hold are refused where they stand.
func TestTooManyAssessed(t *testing.T) {
	var b strings.Builder
	b.WriteString("objects:\n  framework:\n    ref_id: big\n    requirement_nodes:\n    - {urn: r, assessable: false, name: R}\n")
	for i := range maxAssessed + 1 {
		fmt.Fprintf(&b, "    - {urn: n%d, parent_urn: r, assessable: true, name: N}\n", i)
	}
	got, want := refusedTool(t, FromCISO, b.String()), fmt.Sprintf("m.yaml:%d:", maxAssessed+6)
	if !strings.Contains(got, want) || !strings.Contains(got, "20000") {
		t.Errorf("%s, want at %s", got, want)
	}
}
