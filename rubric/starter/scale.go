package starter

import (
	"fmt"

	"fathom/rubric"
)

// Scale is the scale of so many levels, MinLevels to MaxLevels, with which a rubric from nothing begins: level 1 is the
// lowest; what each means is said in both languages.
func Scale(levels int) (out []rubric.Level) {
	for i, r := range rungs(levels) {
		step := ladder()[r]
		out = append(out, rubric.Level{Level: i + 1, Value: float64(i + 1), Name: step.name.both(),
			Meaning: step.meaning.both()})
	}
	return out
}

// Rating tells raters how to rate on such a scale, in both languages.
func Rating() rubric.Text { return rating().both() }

// Question is the question that stands for any group of practices, with the name of the group in each language.
func Question(name rubric.Text) rubric.Text {
	out := rubric.Text{}
	for lang, text := range name {
		out[lang] = fmt.Sprintf(question().in(lang), text)
	}
	return out
}

func (p pair) both() rubric.Text { return rubric.Text{"en": p.en, "zh": p.zh} }
