package lint

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// This file spares patterns of numbers most of their work. They would try a hundred words at each character, but every
// match has a digit, and before its first one no more than a letter or a word that bounds it.

const (
	digits = "0123456789"
	blanks = " \t\n\f\r"
	// no shorter than a word that bounds a number, in bytes: "no fewer than"
	beforeNumber = 16
)

// bounds are all words that bound a number behind them, in upper case: the patterns, like this, take ſ for an s.
var bounds = sync.OnceValue(func() []string {
	return strings.Split(strings.ToUpper(strings.Join([]string{leastEN, leastZH, mostEN, mostZH, underEN, underZH,
		overEN, overZH, "within", "between"}, "|")), "|")
})

// near lists all matches of a pattern like [regexp.Regexp.FindAllStringSubmatchIndex]. The pattern takes every digit,
// and before the first one of a match nothing but a letter or one of bounds and blanks.
func near(p *regexp.Regexp, text string) (out [][]int) {
	for at := 0; ; {
		digit := strings.IndexAny(text[at:], digits)
		if digit < 0 {
			return out
		}
		m := matchFrom(p, text, beginning(text, at, at+digit))
		if m[0] < at {
			m = matchFrom(p, text, at)
		}
		out = append(out, m)
		at = m[1]
	}
}

// beginning is from where on a match can begin that has its first digit at digit, or one character before: whether a
// word begins there, the character before it tells. What stands before at belongs to the match before.
func beginning(text string, at, digit int) int {
	end := len(strings.TrimRight(text[:digit], blanks))
	if n := boundAtEnd(text[:end]); n > 0 {
		return max(back(text, end, n+1), back(text, at, 1))
	}
	if r, size := utf8.DecodeLastRuneInString(text[at:digit]); unicode.Is(unicode.Latin, r) {
		return digit - size
	}
	return digit
}

// boundAtEnd is how many characters the longest of bounds has in which a text ends, 0 where it ends in none.
func boundAtEnd(text string) (characters int) {
	from := max(len(text)-beforeNumber, 0)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	end := strings.ToUpper(text[from:])
	for _, word := range bounds() {
		if strings.HasSuffix(end, word) {
			characters = max(characters, utf8.RuneCountInString(word))
		}
	}
	return characters
}

// back is where the last n characters of text[:end] begin, or the text does.
func back(text string, end, n int) int {
	for range n {
		_, size := utf8.DecodeLastRuneInString(text[:end])
		end -= size
	}
	return end
}

// matchFrom is the first match in what follows from, which has a digit.
func matchFrom(p *regexp.Regexp, text string, from int) []int {
	m := p.FindStringSubmatchIndex(text[from:])
	for i := range m {
		if m[i] >= 0 {
			m[i] += from
		}
	}
	return m
}
