package foreign

// This file is what a review of a workload needs to find again what was made of a lens.

// LensQuestion is the full id of the criterion that is made of a question of a lens, but for those whose id comes
// again: these have a number behind that of the practice.
func LensQuestion(id string) (practice, criterion string) { return asID(id, "q-"), ratingID }

// LensRisk is the level of a risk by the word that a review has for it: HIGH, MEDIUM or NONE.
func LensRisk(word string) (level int, ok bool) {
	level, ok = map[string]int{"HIGH": 0, "MEDIUM": 1, "NONE": 2}[word]
	return level, ok
}
