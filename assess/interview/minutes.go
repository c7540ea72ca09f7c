package interview

import (
	"strings"
	"unicode"
)

// How fast people read what they have to judge: words a minute, and Chinese characters. And how long a question takes
// besides: to see the evidence, or to ask somebody, and to decide.
const (
	wordsAMinute, signsAMinute = 230.0, 350.0
	minutesAQuestion           = 0.85
)

// reading is how many minutes it takes only to read what a depth asks, to the nearest 5.
func (s *Setup) reading(depth string) int { return max(int(s.minutesOfText(depth)+2.5)/5*5, 1) }

// answering is how many minutes the questions of a depth take with a look at the evidence, in whole fives upwards.
func (s *Setup) answering(depth string) int {
	return (int(s.minutesOfText(depth)+minutesAQuestion*float64(s.questions(depth))) + 5) / 5 * 5
}

func (s *Setup) minutesOfText(depth string) float64 {
	words, signs, practice := 0, 0, -1
	for i := range s.Model.Len() {
		if !s.asks(i, depth) {
			continue
		}
		c := s.Model.Criterion(i)
		text := s.in(c.Name, "") + " " + s.in(c.Asks(), "")
		if c.Practice != practice { // what to look for is the practice's; nobody reads it again at each criterion
			practice = c.Practice
			text += " " + strings.Join(s.Model.Rubric.Practices[practice].Evidence[string(s.Lang)], " ")
		}
		for _, level := range c.Levels {
			text += " " + s.in(level, "")
		}
		w, n := counted(text)
		words, signs = words+w, signs+n
	}
	return float64(words)/wordsAMinute + float64(signs)/signsAMinute
}

// counted tells the words of a text, apart from its Chinese characters.
func counted(text string) (words, signs int) {
	rest := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			signs++
			return ' '
		}
		return r
	}, text)
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' }
	return len(strings.FieldsFunc(rest, apart)), signs
}
