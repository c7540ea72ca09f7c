package doc

import (
	"slices"
	"strconv"
	"testing"
)

func shares(ns ...int64) Profile {
	p := Profile{}
	for k, n := range ns {
		p.Shares = append(p.Shares, Share{Label: strconv.Itoa(k + 1), N: n})
	}
	return p
}

// TestCells: 10 cells for 1 : 2 : 1 are 2.5, 5 and 2.5; of equal remainders the first gets the cell.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		n    int
		p    Profile
		want []int
	}{
		{10, shares(1, 2, 1), []int{3, 5, 2}},
		{20, shares(5, 10, 5), []int{5, 10, 5}},
		{10, shares(0, 1000, 1), []int{0, 10, 0}},
		{3, shares(1, 1, 1), []int{1, 1, 1}},
		{3, shares(0, 0), []int{0, 0}},
	} {
		if got := c.p.Cells(c.n); !slices.Equal(got, c.want) {
			t.Errorf("%d cells of %+v: %v, want %v", c.n, c.p.Shares, got, c.want)
		}
	}
}

func TestStripAndSpark(t *testing.T) {
	p := shares(1, 2, 1)
	if got := p.Strip(8); got != "11222233" {
		t.Errorf("strip %q", got)
	}
	if got := shares(0, 7, 14, 1).Spark(); got != "▁▅█▂" { // 7 of 14 is half of six steps above the one that says some
		t.Errorf("spark %q", got)
	}
	p.Shares[0].Label = "<1"
	if got := p.Strip(4); got != "<223" {
		t.Errorf("below the scale: %q", got)
	}
	p.Shares[2].Label = "10"
	if got := p.Strip(4); got != p.Spark() {
		t.Errorf("a level of two signs: %q", got)
	}
}
