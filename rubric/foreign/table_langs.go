package foreign

import (
	"slices"
	"strings"
	"unicode"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// isText reports whether the cells of a column are texts in a language.
func isText(r role) bool {
	return slices.Contains([]role{roleArea, rolePractice, roleName, roleQuestion, roleIntent, roleEvidence, roleLevel,
		roleLevels, rolePracticeIntent}, r)
}

// settleLanguages gives every column of texts its language: the one that its head says, else the one of the list, or
// where two columns stand for the same, the one that its cells are in.
func (l *list) settleLanguages() {
	var said []string
	for _, col := range l.columns {
		if (col.role == roleName || col.role == roleQuestion) && col.lang != "" {
			said = append(said, col.lang)
		}
	}
	for c := range l.columns {
		l.columns[c].speak(said)
	}
	base := l.baseLanguage()
	var twins []int
	for c := range l.columns {
		if l.columns[c].lang == "" && l.twins(c) > 0 {
			twins = append(twins, c)
		}
	}
	for c := range l.columns {
		col := &l.columns[c]
		switch {
		case !isText(col.role) || col.lang != "":
		case slices.Contains(twins, c):
			col.lang = l.languageOf(c)
		default:
			col.lang = base
		}
	}
	have := l.leafLanguages(base)
	if want := l.opt.Langs; len(want) > 0 {
		for _, lang := range want {
			if !slices.Contains(have, lang) {
				m := say.Both("--langs %[1]s: no column has the questions in it; the head of such a column ends in (%[1]s), or say which it is: --column question.%[1]s=HEAD", "--langs %[1]s：没有这种语言的问题列；列名要以（%[1]s）结尾，或写明是哪一列：--column question.%[1]s=列名", problem.Short(lang))
				l.problems.Add(problem.Problem{File: l.file, Kind: "columns", Message: m})
			}
		}
		have = want
	}
	for c := range l.columns {
		if col := &l.columns[c]; isText(col.role) && !slices.Contains(have, col.lang) {
			col.role = ""
		}
	}
	for _, lang := range have {
		if !slices.Contains(l.langs, lang) {
			l.langs = append(l.langs, lang)
		}
	}
}

// speak takes what ends the head of a level for its language where the questions are in it: "Level 1 (uk)" may be a
// level that is called uk.
func (c *column) speak(langs []string) {
	for _, lang := range langs {
		for _, mark := range []string{"(" + lang + ")", "（" + lang + "）"} {
			head, ok := strings.CutSuffix(c.head, mark)
			if level, name, isLevel := levelOf(head); ok && isLevel && c.role == roleLevel && c.lang == "" {
				c.head, c.level, c.name, c.lang = strings.TrimSpace(head), level, name, lang
			}
		}
	}
}

// leafLanguages are those in which the questions stand, the one of the list first.
func (l *list) leafLanguages(base string) (out []string) {
	for _, col := range l.columns {
		if (col.role == roleName || col.role == roleQuestion) && !slices.Contains(out, col.lang) {
			out = append(out, col.lang)
		}
	}
	if i := slices.Index(out, base); i > 0 {
		out = slices.Insert(slices.Delete(out, i, i+1), 0, base)
	}
	return out
}

// baseLanguage is the language of the texts whose columns do not say theirs.
func (l *list) baseLanguage() string {
	if len(l.opt.Langs) > 0 {
		return l.opt.Langs[0]
	}
	marked := ""
	for _, r := range []role{roleQuestion, roleName} {
		for c, col := range l.columns {
			switch {
			case col.role != r:
			case col.lang == "":
				return l.languageOf(c)
			case marked == "":
				marked = col.lang
			}
		}
	}
	return marked
}

// twins is how many other columns stand for the same without saying their language.
func (l *list) twins(c int) (n int) {
	for other, col := range l.columns {
		if other != c && col.role == l.columns[c].role && col.level == l.columns[c].level && col.lang == "" {
			n++
		}
	}
	return n
}

// languageOf is the language of most cells of a column: Chinese where they have its characters, else English.
func (l *list) languageOf(c int) string {
	han, others := 0, 0
	for r := l.head + 1; r < l.s.Rows(); r++ {
		text := l.s.Look(r, c)
		switch {
		case !isFilled(l.s, r, c):
		case strings.ContainsFunc(text, func(x rune) bool { return unicode.Is(unicode.Han, x) }):
			han++
		case strings.ContainsFunc(text, unicode.IsLetter):
			others++
		}
	}
	if han >= others && han > 0 {
		return "zh"
	}
	return "en"
}
