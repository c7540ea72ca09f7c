package form

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric/say"
)

// This file knows our own XLSForm again in the tables that form tools make of it. They head a column by the name of
// the question, with the names of its groups before it, parted by / (KoboToolbox), - (ODK Central), : (ODK Aggregate),
// a dot or nothing; or by what people read above the question, in one of the form's languages.

// noField is the field of what our form shows and nobody answers.
const noField = ""

// ratingNote is the name of the note that tells how to rate.
const ratingNote = "fathom_rating"

// questionOf finds a question of our form by the head of its column, in whatever case: SPSS writes capitals.
func (rd *reader) questionOf(head string) (target, bool) {
	name := strings.ToLower(lastName(head))
	to, ok := rd.names[name]
	switch {
	case name == ratingNote:
		return target{-1, noField}, true
	case ok && (to.criterion >= 0 || name == factQuestion(to.field)):
		return to, true
	}
	return target{}, false
}

// lastName is what stands behind the last sign that no name of a question has.
func lastName(head string) string {
	head = strings.TrimSpace(head)
	return head[strings.LastIndexFunc(head, isNoName)+1:]
}

func isNoName(r rune) bool {
	return r >= utf8.RuneSelf || r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// isMade reports whether a tool made a table of our own form: such a form tells in each row what it was made for.
func isMade(heads []string) bool {
	return slices.ContainsFunc(heads, func(head string) bool {
		return strings.EqualFold(lastName(head), factQuestion(factRubric))
	})
}

// readLabels knows the heads of our own form by what people read above its questions.
type readLabels struct {
	labels map[string]target // in each language, made plain
	groups []string          // above groups of questions, made plain
	parts  []string          // above groups of these
}

// labelsOf makes them when they are first asked for: once, however many tables there are.
func labelsOf(m *assess.Model) func() *readLabels {
	return sync.OnceValue(func() *readLabels { return newReadLabels(m) })
}

func newReadLabels(m *assess.Model) *readLabels {
	o := &readLabels{labels: map[string]target{}}
	for _, lang := range m.Rubric.Languages {
		f := newForm(m, nil, Options{Langs: []say.Language{say.Language(lang)}})
		for to, label := range f.labels() {
			o.labels[plain(label)] = to
		}
		if note := plain(f.text(m.Rubric.Rating)); note != "" {
			o.labels[note] = target{-1, noField}
		}
		for _, d := range m.Rubric.Dimensions {
			_, part := f.partOf(d.ID)
			o.groups, o.parts = append(o.groups, plain(f.dimension(d.ID))), append(o.parts, plain(part))
		}
	}
	return o
}

// find tells what the columns of a table stand for, by their heads. The label of a fact is anybody's word, as "Date":
// it counts only beside labels of criteria.
func (o *readLabels) find(heads []string) map[int]target {
	found, ours := map[int]target{}, false
	for c, head := range heads {
		if to, ok := o.of(head); ok {
			found[c], ours = to, ours || to.criterion >= 0
		}
	}
	if !ours {
		return nil
	}
	return found
}

// of finds what people read above a question, alone or behind its group, which may stand behind its part: each with a
// sign or a few behind it.
func (o *readLabels) of(head string) (target, bool) {
	head = plain(head)
	if to, ok := o.labels[head]; ok {
		return to, true
	}
	for _, group := range o.groups {
		for at, rest := 0, head; ; {
			i := strings.Index(rest, group)
			if i < 0 {
				break
			}
			at, rest = at+i+len(group), rest[i+len(group):]
			if to, ok := o.behind(rest); ok && o.isPart(head[:at-len(group)]) {
				return to, true
			}
		}
	}
	return target{}, false
}

// behind finds a label behind a group and the signs that part them.
func (o *readLabels) behind(rest string) (target, bool) {
	for range 3 {
		if to, ok := o.labels[rest]; ok {
			return to, true
		}
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	return target{}, false
}

// isPart reports whether what stands before a group is nothing, or names a part; the firm that is rated may follow.
func (o *readLabels) isPart(before string) bool {
	return before == "" || slices.ContainsFunc(o.parts, func(part string) bool {
		return strings.HasPrefix(before, part)
	})
}

// labels are what people read above the questions of a form in one language. No two are alike, whatever depth is asked:
// KoboToolbox heads the columns of an export by them.
func (f *form) labels() map[target]string {
	out := map[target]string{}
	for _, fact := range f.facts() {
		out[target{-1, fact.key}] = f.say(fact.label)
	}
	for i, name := range f.shortNames() {
		behind := f.say(say.Both(" (", "（")) + name + f.say(say.Both(")", "）"))
		out[target{i, colAnswer}] = f.label(f.title(i))
		out[target{i, colReason}] = f.say(say.Both("Why does it not apply?", "为什么不适用？")) + behind
		out[target{i, colNote}] = f.say(say.Both("Note", "备注")) + behind
	}
	f.tellApart(out)
	return out
}

// label names what is asked, as one reads it aloud: the question behind its names, or the names alone.
func (f *form) label(q question) string {
	comma, colon := f.say(say.Both(", ", "，")), f.colon()
	if q.asks == "" {
		return q.practice + colon + q.criterion
	}
	return q.practice + comma + q.criterion + colon + q.asks
}

func (f *form) colon() string { return f.say(say.Both(": ", "：")) }

// shortNames names the criteria, those that are called alike with their practice.
func (f *form) shortNames() []string {
	names, called := make([]string, f.m.Len()), map[string]int{}
	for i := range names {
		names[i] = f.title(i).criterion
		called[plain(names[i])]++
	}
	for i := range names {
		if called[plain(names[i])] > 1 {
			names[i] = f.title(i).practice + f.colon() + names[i]
		}
	}
	return names
}

// tellApart puts what they stand for in brackets behind labels that are alike.
func (f *form) tellApart(labels map[target]string) {
	alike, plainly := map[string]int{}, map[target]string{}
	for to, label := range labels {
		plainly[to] = plain(label)
		alike[plainly[to]]++
	}
	for to, label := range labels {
		switch {
		case alike[plainly[to]] == 1:
		case to.criterion < 0:
			labels[to] = label + " [" + factQuestion(to.field) + "]"
		case to.field == colAnswer:
			labels[to] = label + " [" + f.m.Criterion(to.criterion).ID + "]"
		default:
			labels[to] = label + " [" + f.m.Criterion(to.criterion).ID + "#" + to.field + "]"
		}
	}
}
