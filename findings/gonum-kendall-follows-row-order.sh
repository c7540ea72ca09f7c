#!/usr/bin/env bash
# Go module gonum.org/v1/gonum v0.17.0: stat.Kendall counts a tie as an order, whichever the rows happen to be in, so that the same pairs of
# ratings in another order give another tau. Its description names tau-a, by which a tied pair counts nothing. Levels 1 to 5 are full of
# ties: of two raters who know nothing of each other (each of 11, 12, 21, 22 once) it makes 0.67, 0 or -0.67, and of one who rates
# all alike, against 1 to 4, 1 or -1. Guessed: 0 for both, by tau-a and tau-b (or NaN), and never a matter of the order of rows.
# Seen: 0.667, 0.000, -0.667; 1.000, -1.000; by the definition 0.000 each time; without ties both are 1.000.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"

	"gonum.org/v1/gonum/stat"
)

// tauA counts by the definition: pairs in the same order less those in the opposite one, by all pairs.
func tauA(x, y []float64) float64 {
	sum, pairs := 0.0, 0.0
	for i := range x {
		for j := range i {
			if way := (x[i] - x[j]) * (y[i] - y[j]); way > 0 {
				sum++
			} else if way < 0 {
				sum--
			}
			pairs++
		}
	}
	return sum / pairs
}

func main() {
	for _, two := range [][2][]float64{
		{{1, 1, 2, 2}, {1, 2, 1, 2}},
		{{2, 2, 1, 1}, {1, 2, 1, 2}},
		{{2, 2, 1, 1}, {2, 1, 2, 1}},
		{{3, 3, 3, 3}, {1, 2, 3, 4}},
		{{3, 3, 3, 3}, {4, 3, 2, 1}},
		{{1, 2, 3, 4}, {2, 3, 4, 5}},
	} {
		fmt.Printf("%v %v %.3f %.3f\n", two[0], two[1], stat.Kendall(two[0], two[1], nil), tauA(two[0], two[1]))
	}
}
G
go mod init finding >/dev/null 2>&1
go get gonum.org/v1/gonum@v0.17.0 >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
[ "$seen" = '[1 1 2 2] [1 2 1 2] 0.667 0.000
[2 2 1 1] [1 2 1 2] 0.000 0.000
[2 2 1 1] [2 1 2 1] -0.667 0.000
[3 3 3 3] [1 2 3 4] 1.000 0.000
[3 3 3 3] [4 3 2 1] -1.000 0.000
[1 2 3 4] [2 3 4 5] 1.000 1.000' ]
