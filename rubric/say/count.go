package say

import "fmt"

// Count words a number of things in English: one when n is 1, else many, in which %d stands for n, as in Count(n, "1
// answer", "%d answers"). A verb that goes with the number stands inside both texts. It is for the English sentence of
// [Both] alone, which names its arguments then: the other languages of the tool do not change words by number.
func Count(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// Agree picks the English word that goes with a number which stands elsewhere in the sentence: Agree(n, "is", "are").
func Agree(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}
