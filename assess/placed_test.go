package assess

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPlaced: the greater priority has the greater key, wherever the practices stand; of equals the first has it; and
// keys give the places back.
func TestPlaced(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	key := func(x float64, i int) uint64 { return placed(rankKey(true, false, round(x)), i) }
	for range 100_000 {
		x := math.Exp(40*r.Float64() - 20)
		next := x
		for round(next) == round(x) { // the next one that is told from it
			next = math.Nextafter(next, math.Inf(1)) + max(1e-10, x*1e-15)
		}
		i, j := r.IntN(maxPlaced), r.IntN(maxPlaced)
		if round(x) > 0 && key(x, i) >= key(next, j) {
			t.Fatalf("%v at %d is not below %v at %d", x, i, next, j)
		}
		if round(x) > 0 && i < j && key(x, i) <= key(x, j) {
			t.Fatalf("%v at %d is not before the same at %d", x, i, j)
		}
		if round(x) > 0 && placeIn(key(x, i)) != i {
			t.Fatalf("the key of place %d has place %d", i, placeIn(key(x, i)))
		}
	}
	if placed(0, 3) != 0 {
		t.Error("what cannot be in focus has a key")
	}
}

// TestFarLess: what is told to be far less is less by rounding, too, at the border as well.
func TestFarLess(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	far := 0
	for range 1_000_000 {
		a := (2*r.Float64() - 1) * math.Pow(10, float64(r.IntN(9)-3))
		b := a + 4*Tolerance*r.Float64()
		if farLess(a, b) {
			far++
			if round(a) >= round(b) {
				t.Fatalf("%v and %v", a, b)
			}
		}
	}
	if far == 0 {
		t.Error("none was far less")
	}
}
