package gap

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
)

// TestTogether: what comes one after another is held as long as [Beside] may put it together, and comes back once and
// in its order.
func TestTogether(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 9))
	kinds := []*Gap{rate(nord, "quick/team", "2026-05-20", 3), rate(firmOf("A"), "quick/member", "2026-05-20", 3),
		rate(firmOf("B"), "member", "2026-05-21", 2),
		rate(assess.Subject{ID: "x", Name: "Nord AB"}, "member", "2026-05-20", 3),
		rate(assess.Subject{ID: "x", Name: "X"}, "member", "2026-05-20", 3),
		rate(firmOf("A"), "quick/member", "2026-05-22", 3)}
	joined, apart := 0, 0
	for range 2000 {
		var all, out []*Gap
		var held Together
		for range 1 + rng.IntN(6) {
			g := *kinds[min(rng.IntN(8), len(kinds)-1)]
			all = append(all, &g)
			out = append(out, held.Add(&g)...)
		}
		if !slices.Equal(append(slices.Clone(out), held.Held...), all) {
			t.Fatalf("%d of %d come back", len(out)+len(held.Held), len(all))
		}
		docs, twice := Beside(all)
		switch is := twice != nil || len(docs) < len(all); {
		case is && out != nil:
			t.Fatalf("%d of %d were let go", len(out), len(all))
		case is:
			joined++
		case out != nil:
			apart++
		}
	}
	if joined < 100 || apart < 100 {
		t.Errorf("%d put together, %d apart", joined, apart)
	}
}

// TestFirmNames: a firm is known by its name whatever its letters and blanks, as strings.EqualFold has it.
func TestFirmNames(t *testing.T) {
	names := []string{"", "Able", " ABLE ", "able", "\u212Aelvin", "kelvin", "KELVIN", "\u017Fet", "SET", "Straße",
		"STRASSE", "新乡 商贸", "新乡  商贸", "新乡商贸", "ς", "Σ", "σ"}
	for _, a := range names {
		for _, b := range names {
			x, y := rate(firmOf(a), "member", "").firmName(), rate(firmOf(b), "member", "").firmName()
			want := strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
			if (x == y) != want {
				t.Errorf("%q and %q: %q and %q", a, b, x, y)
			}
		}
	}
}
