package assess

import "slices"

// Spread tells how far the levels that a panel voted are apart.
type Spread struct {
	N         int // how many levels; the rest is defined from 1 on
	Low, High int
	Mean, AD  float64 // in levels
	Verdict   Verdict // NoVotes for none
}

// SpreadOf judges levels on a scale of nLevels levels by their average deviation from the mean:
//
//	AD = sum|x - mean| / n      (Burke, Finkelstein and Dusig 1999)
//
// They need discussion when AD is above a sixth of the number of levels, to one decimal (0.8 on five levels;
// Burke and Dunlap 2002); else a check when two of them are 2 or more levels apart. The comparison is exact, in whole
// numbers: AD = sum|n*x - S| / n^2 with S the sum of the levels.
func SpreadOf(levels []int, nLevels int) Spread {
	n := len(levels)
	if n == 0 {
		return Spread{}
	}
	sum, dev := 0, 0
	for _, x := range levels {
		sum += x
	}
	for _, x := range levels {
		dev += abs(n*x - sum)
	}
	s := Spread{N: n, Low: slices.Min(levels), High: slices.Max(levels), Mean: float64(sum) / float64(n),
		AD: float64(dev) / float64(n*n)}
	switch {
	case n == 1:
		s.Verdict = SingleRater
	case 10*dev > adTenths(nLevels)*n*n:
		s.Verdict = Discuss
	case s.High-s.Low >= 2:
		s.Verdict = Check
	default:
		s.Verdict = Aligned
	}
	return s
}

// ADLimit is the average deviation, in levels, above which votes on a scale of nLevels levels need discussion.
func ADLimit(nLevels int) float64 { return float64(adTenths(nLevels)) / 10 }

// adTenths is the limit for AD in tenths of a level: a sixth of the number of levels, to one decimal.
func adTenths(nLevels int) int { return (10*nLevels + 3) / 6 }

func abs(x int) int { return max(x, -x) }
