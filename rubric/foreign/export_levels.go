package foreign

import (
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/starter"
)

// This file names the columns of the levels of a list that is written.

// levels are those that can have a column: of the scale of most questions, by numbers that a head can have.
func (t *tabled) levels() []rubric.Level {
	return slices.DeleteFunc(slices.Clone(usualScale(t.Rubric).Levels), func(l rubric.Level) bool {
		return l.Level < 0 || l.Level > maxListLevel
	})
}

// levelColumns are those of the levels' texts; none where the scale is the one that a list without levels has.
func (t *tabled) levelColumns() (out []columnOut) {
	levels := t.levels()
	if len(levels) < 2 || t.isUsual() {
		return nil
	}
	for _, l := range levels {
		for _, lang := range t.Languages {
			out = append(out, columnOut{head: t.levelHead(l, lang), always: true,
				text: func(r listRow) string { return r.c.Levels[l.Level][lang] }})
		}
	}
	return out
}

// isUsual reports whether no question describes its levels, and they are those of a list that names none.
func (t *tabled) isUsual() bool {
	for i := range t.Practices {
		for k := range t.Practices[i].Criteria {
			if len(t.Practices[i].Criteria[k].Levels) > 0 {
				return false
			}
		}
	}
	return len(t.Scales) == 1 && slices.EqualFunc(t.Scales[0].Levels, starter.Scale(usualLevels), func(a,
		b rubric.Level) bool {
		for lang := range a.Name {
			if b.Name[lang] == "" && lang != "en" && lang != "zh" {
				return a.Name[lang] == b.Name["en"]
			}
			if a.Name[lang] != b.Name[lang] {
				return false
			}
		}
		return a.Level == b.Level && a.Value == b.Value
	})
}

// levelHead names the column of a level: by its name where that is read as the level, else by number and name, else by
// the number.
func (t *tabled) levelHead(l rubric.Level, lang string) string {
	name, number := l.Name[lang], strconv.Itoa(l.Level)
	roles := rolesByWord()
	candidates := []string{t.head(name, name, lang), t.head("Level "+number+": "+name, number+" 级："+name, lang)}
	for _, head := range candidates {
		c := columnOf(head, roles)
		c.speak(t.Languages)
		isMarked := t.plain || c.lang == lang
		if c.role == roleLevel && c.level == l.Level && nameOfLevel(c) == name && isMarked &&
			!strings.ContainsAny(head, "\n\r") {
			return head
		}
	}
	return t.head("Level "+number, number+" 级", lang)
}
