package rubrictest

import "os"

// Cases is how many of n random cases a test tries: all where FATHOM_CASES is set, as CI does, and a third elsewhere,
// at least one. How often a test wants to have met each kind of case is counted in the same way.
func Cases(n int) int {
	if os.Getenv("FATHOM_CASES") != "" {
		return n
	}
	return max(1, n/3)
}
