package foreign

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/starter"
	"fathom/rubric/width"
)

// levelLine is a line of a cell that has the texts of all levels: 1分：没有, Level 2 - partly, 3. done.
var levelLine = pattern.Of(`(?i)^[\s\-*•·]*(?:` + `第|level|lvl|lv|l|score` + `)?[\s.:_\-]*(?:([0-9]{1,2})|([` +
	numerals + `]))\s*(` + `分|级|星|档|points?|pts?` + `)?\s*[:\-–—.、,)=\s]\s*(\S.*)$`)

// allLevels reads the texts of all levels in one cell, a line each. A line that names no level belongs to the one
// above.
func (l *list) allLevels(it *item, c int, text string) {
	lang, last := l.columns[c].lang, -1
	if !strings.Contains(text, "\n") {
		text = strings.NewReplacer("；", "\n", ";", "\n").Replace(text)
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		m := levelLine().FindStringSubmatch(width.Narrow(line))
		switch {
		case m != nil && (m[1] != "" || m[3] != ""):
			if last, _ = strconv.Atoi(m[1]); m[1] == "" {
				last = slices.Index([]rune(numerals), []rune(m[2])[0])
			}
			at := strings.Index(width.Narrow(line), m[4])
			it.level(last, lang, strings.TrimSpace(string([]rune(line)[len([]rune(width.Narrow(line)[:at])):])))
		case last >= 0:
			it.level(last, lang, it.levels[last][lang]+"\n"+line)
		default:
			l.problems.Add(l.s.Problem(it.row, c, "levels", say.Both("no line here begins with a level, such as 1: or Level 1: ; write it so, or leave the column out: --column none=%s", "这里没有一行以级别开头（如“1 分：”）；请这样写，或不读这一列：--column none=%s", letter(c))))
			return
		}
	}
}

// settleLevels finds the scale: the levels of the columns or cells, of the option, or the ladder of ours.
func (t *table) settleLevels(lists []*list) {
	names := map[int]rubric.Text{}
	var numbers []int
	for _, l := range lists {
		for _, col := range l.columns {
			if col.role == roleLevel {
				numbers = append(numbers, col.level)
				if names[col.level] == nil {
					names[col.level] = rubric.Text{}
				}
				names[col.level][col.lang] = nameOfLevel(col)
				t.bare[col.level] = t.bare[col.level] || col.name == ""
			}
		}
		for _, it := range l.items {
			for level := range it.levels {
				numbers = append(numbers, level)
			}
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	count, given := t.levelOption()
	switch {
	case len(t.problems) > 0:
	case len(numbers) == 1:
		t.fault("levels", say.Both("there is one level only, %d; nothing can be told apart", "只有一个级别（%d），分不出高低", numbers[0]))
	case len(numbers) > 0 && count > 0 && count != len(numbers):
		t.fault("levels", say.Both("--levels asks for %d, and the table has other levels: %s", "--levels 写了 %d 级，而表里的级别是：%s", count, joined(numbers)))
	case len(numbers) > 0:
		t.scaleOf(numbers, names, given)
	case len(given) > 0:
		for i := range given {
			numbers = append(numbers, i+1)
		}
		t.scaleOf(numbers, names, given)
	default:
		t.ladder = true
		t.levels = starter.Scale(cmp.Or(count, usualLevels))
	}
}

// usualLevels is how many levels a list has that names none.
const usualLevels = 5

func joined(numbers []int) say.Message {
	var out []string
	for _, n := range numbers {
		out = append(out, strconv.Itoa(n))
	}
	return say.Row(out)
}

// levelOption is how many levels the options ask for, 0 for no word of it, and their names where they have some.
func (t *table) levelOption() (count int, names []string) {
	given := t.opt.Table.Levels
	switch len(given) {
	case 0:
		return 0, nil
	case 1:
		n, err := strconv.Atoi(given[0])
		if err != nil || n < starter.MinLevels || n > starter.MaxLevels {
			t.fault("levels", say.Both("--levels %s: want a number from %d to %d, or the names of the levels, the lowest first, with commas between", "--levels %s：请写 %d 到 %d 之间的数，或从低到高写出各级名称，用逗号隔开", problem.Short(given[0]), starter.MinLevels, starter.MaxLevels))
		}
		return n, nil
	}
	return len(given), given
}

// scaleOf makes the scale of the list's own levels.
func (t *table) scaleOf(numbers []int, names map[int]rubric.Text, given []string) {
	for i, n := range numbers {
		level := rubric.Level{Level: n, Value: float64(n), Name: rubric.Text{}}
		for lang, name := range names[n] {
			if name != "" {
				level.Name[lang] = name
			}
		}
		if len(level.Name) == 0 && i < len(given) {
			level.Name[t.langs[0]] = strings.TrimSpace(given[i])
		}
		t.levels = append(t.levels, level)
	}
}

// nameOfLevel is what a level is called in the head of its column, "" where that is its number alone.
func nameOfLevel(c column) string {
	if c.name != "" {
		return c.name
	}
	word, _ := cutLanguage(c.head, nil)
	if word = strings.TrimSpace(word); strings.Trim(width.Narrow(word), "0123456789") == "" {
		return ""
	}
	return word
}
