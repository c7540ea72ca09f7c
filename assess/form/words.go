package form

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// say writes a sentence in the languages of the form.
func (f *form) say(w say.Message) string { return f.join(w.In, " / ") }

// text picks a rubric's text in each language, one a paragraph; the rubric's own language where it has no other.
func (f *form) text(t rubric.Text) string { return f.join(f.textIn(t), "\n") }

// name is text on one line, or the id of what has no name.
func (f *form) name(t rubric.Text, id string) string {
	if s := f.join(f.textIn(t), " / "); s != "" {
		return s
	}
	return id
}

func (f *form) textIn(t rubric.Text) func(say.Language) string {
	return func(lang say.Language) string { return textIn(f.m.Rubric, t, lang) }
}

func textIn(r *rubric.Rubric, t rubric.Text, lang say.Language) string {
	return t.In(append([]string{string(lang)}, r.Languages...)...)
}

func (f *form) join(in func(lang say.Language) string, sep string) string {
	var out []string
	for _, lang := range f.langs {
		if s := in(lang); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, sep)
}

func notApplicable() say.Message { return say.Both("N/A", "不适用") }
func dontKnow() say.Message      { return say.Both("Don't know", "不知道") }
func unanswered() say.Message    { return say.Both("Unanswered", "未答") }

// confidences are the levels of confidence and how they are shown, in the order of the list.
func confidences() []choice {
	return []choice{{assess.LowConfidence, say.Both("low", "低")}, {assess.MediumConfidence, say.Both("medium", "中")},
		{assess.HighConfidence, say.Both("high", "高")}}
}

// choice is one value of a list: the id that stands in answer files, and its word.
type choice struct {
	id string
	say.Message
}

// level is how a level is shown in the list of answers: its number and its name.
func (f *form) level(l rubric.Level) string {
	return strings.TrimSpace(strconv.Itoa(l.Level) + " " + f.name(l.Name, ""))
}

// choices lists what can be answered on a scale.
func (f *form) choices(s *rubric.Scale) []string {
	var out []string
	for _, l := range s.Levels {
		out = append(out, f.level(l))
	}
	return append(out, f.say(notApplicable()), f.say(dontKnow()))
}

// answer is how an answer is shown. An entry that says nothing at all is marked, so that it comes back.
func (f *form) answer(a *assess.Answer, s *rubric.Scale) string {
	switch {
	case a.State == assess.Answered:
		for _, l := range s.Levels {
			if l.Level == a.Level {
				return f.level(l)
			}
		}
	case a.State == assess.NotApplicable:
		return f.say(notApplicable())
	case a.State == assess.Unknown:
		return f.say(dontKnow())
	case a.Given && a.Note == "" && a.Evidence == nil && a.Confidence == "":
		return f.say(unanswered())
	}
	return ""
}

// plain makes what people type comparable: half-width, lower case, no blanks, the straight apostrophe, no marks of ours
// against Markdown.
func plain(s string) string {
	s = withoutMarks(s)
	return strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(width.Narrow(s)), "")), "’", "'")
}

// isWord reports whether a text is a word in one language or in both.
func isWord(s string, w say.Message, more ...string) bool {
	s = plain(s)
	for _, known := range append(more, w.EN, w.ZH, w.ZH+" / "+w.EN, w.EN+" / "+w.ZH) {
		if s == plain(known) {
			return true
		}
	}
	return false
}

// isName reports whether a text is an id, its name in a language of the rubric, or all of its names together.
func isName(s, id string, t rubric.Text) bool {
	return plain(s) == plain(id) || isWord(s, say.Both(t["en"], t["zh"])) ||
		slices.ContainsFunc(sortedTexts(t), func(v string) bool { return plain(s) == plain(v) })
}

// begins reports whether a text is how an id or a name of it begins: long enough to be meant, two characters of Chinese
// or three letters.
func begins(s, id string, t rubric.Text) bool {
	s = plain(s)
	if n := utf8.RuneCountInString(s); n < 2 || n < 3 && len(s) == n {
		return false
	}
	return strings.HasPrefix(plain(id), s) ||
		slices.ContainsFunc(sortedTexts(t), func(v string) bool { return strings.HasPrefix(plain(v), s) })
}

// meant finds what a text means among n things, by one test after the other: the only one that passes.
func meant(n int, tests ...func(i int) bool) (int, bool) {
	for _, is := range tests {
		found := -1
		for i := range n {
			switch {
			case !is(i):
			case found >= 0:
				return 0, false
			default:
				found = i
			}
		}
		if found >= 0 {
			return found, true
		}
	}
	return 0, false
}

func sortedTexts(t rubric.Text) []string {
	var out []string
	for _, v := range t {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}
