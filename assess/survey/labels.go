package survey

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// meaning is what a word of an answer stands for.
type meaning struct {
	state   assess.State
	level   int
	byLabel bool // the mapping says so
}

// understand finds what a word means on a scale. The labels go first: those of the column, then those of all. Then come
// the words for the four states, and last the levels, by number or name. A bare NA is left to the labels: it is "not
// applicable" to some tools and "no answer" to others; own says that the column is of our own form, whose word it is.
func understand(text string, scale *rubric.Scale, labels []Labels, own bool) (meaning, bool) {
	if word, ok := labelled(text, labels); ok {
		return meant(word, scale)
	}
	switch {
	case form.Plain(text) == labelNA && !own:
		return meaning{}, false
	case form.IsNA(text):
		return meaning{state: assess.NotApplicable}, true
	case form.IsUnknown(text), form.Plain(text) == "?":
		return meaning{state: assess.Unknown}, true
	case form.IsUnanswered(text):
		return meaning{state: assess.Unanswered}, true
	}
	if level, ok := form.LevelOf(text, scale); ok {
		return meaning{state: assess.Answered, level: level}, true
	}
	number, ok := numberAtStart(text, scale)
	if !ok {
		return meaning{}, false
	}
	if word, ok := labelled(number, labels); ok {
		return meant(word, scale)
	}
	level, err := strconv.Atoi(number)
	return meaning{state: assess.Answered, level: level}, err == nil && hasLevel(scale, level)
}

func labelled(text string, labels []Labels) (string, bool) {
	for _, l := range labels {
		if word, ok := l.of(text); ok {
			return word, true
		}
	}
	return "", false
}

// meant reads the word of a label. A stage or a sector is no answer.
func meant(word string, scale *rubric.Scale) (meaning, bool) {
	switch word {
	case labelNA:
		return meaning{state: assess.NotApplicable, byLabel: true}, true
	case labelUnknown:
		return meaning{state: assess.Unknown, byLabel: true}, true
	case labelUnanswered:
		return meaning{state: assess.Unanswered, byLabel: true}, true
	}
	level, err := strconv.Atoi(word)
	return meaning{assess.Answered, level, true}, err == nil && hasLevel(scale, level)
}

// oneOf is the pattern of any of some patterns.
func oneOf(patterns ...string) string { return "(?:" + strings.Join(patterns, "|") + ")" }

// beginning is a number at the start of a label, in brackets or behind "level", with what parts it from the rest: 3、
// 3. 3) 3: 3 - 3 = (3) 3分 3级. A mere blank does not: 3 years are no level.
var beginning = pattern.Of(`^[(\[]?\s*` + oneOf("第", `level\s*`, "l") + `?(-?(?:0|[1-9][0-9]*))(?:\.0+)?\s*(?:[()\[\]､:;|=_–—]+|-+\s|\.\s*|,\s|[分级星档]+(?:\s|[()\[\]､:;,.|=_–—-]|$)|$)\s*[-–—:.｡]*\s*(.*)$`)

// numberAtStart finds the number at the start of a label. Nothing may stand behind it that makes another number of it,
// as in 3.5, 3-4 or 3/5, nor the name of another level. A full-width 、 is narrow here.
func numberAtStart(text string, scale *rubric.Scale) (string, bool) {
	m := beginning().FindStringSubmatch(strings.ToLower(strings.TrimSpace(width.Narrow(text))))
	if m == nil || m[2] != "" && (m[2][0] >= '0' && m[2][0] <= '9' || m[2][0] == '%') {
		return "", false
	}
	if isOfOtherScale(m[2], scale) {
		return "", false
	}
	other := func(l rubric.Level) bool {
		return strconv.Itoa(l.Level) != m[1] && slices.ContainsFunc(namesOf(l.Name), func(name string) bool {
			return form.Plain(name) == form.Plain(m[2])
		})
	}
	return m[1], !slices.ContainsFunc(scale.Levels, other)
}

// otherScale finds words behind a number that tell of the scale it is on: (of 7), (out of 7), /7, 满分7分; or of more
// numbers of it, as in 1 = low, 5 = high.
var otherScale = pattern.Of(oneOf(`\bof`, "/", "满分", "共") + `\s*([0-9]+)|[0-9]\s*[=:(]`)

// isOfOtherScale reports whether what stands behind a number makes it one of another scale.
func isOfOtherScale(rest string, scale *rubric.Scale) bool {
	m := otherScale().FindStringSubmatch(rest)
	return m != nil && m[1] != strconv.Itoa(scale.Levels[len(scale.Levels)-1].Level)
}

func namesOf(t rubric.Text) (out []string) {
	for _, name := range t {
		out = append(out, name)
	}
	return out
}

// reversedLevel is the level as far from the other end of the scale.
func reversedLevel(level int, scale *rubric.Scale) int {
	for i, l := range scale.Levels {
		if l.Level == level {
			return scale.Levels[len(scale.Levels)-1-i].Level
		}
	}
	return level
}

// Unknown is a word of answers that nothing explains.
type Unknown struct {
	Text  string
	Count int // cells

	cells     []problem.Problem // the first ones, without a message yet
	row       int               // the number of the first one's row
	spread    bool              // the word is in other rows, too
	noAnswers say.Message       // what may be done with the row where it is no answers
	scale     *rubric.Scale
}

// unknownKey tells words apart.
type unknownKey struct {
	text  string
	scale *rubric.Scale
}

// maxCells is how many cells with a word are named each; of more only the first is, with their number.
const maxCells = 10

// unknown keeps a word for one message, however many cells have it. Of a column that is no answer at all every cell may
// be another word: beyond what is shown, they are only counted, and it is nil.
func (rd *fileReader) unknown(row, column int, text string, scale *rubric.Scale) *Unknown {
	key := unknownKey{form.Plain(text), scale}
	u := rd.unknowns[key]
	switch {
	case u == nil && len(rd.words) == maxKept:
		rd.notUnderstood++
		rd.fault(row, column, "level", notALevel(text, scale))
		return nil
	case u == nil:
		u = &Unknown{Text: strings.Clone(text), row: rd.t.Number(row), noAnswers: rd.noAnswers(row), scale: scale}
		rd.words, rd.unknowns[key] = append(rd.words, u), u
	}
	rd.count(u, row, column)
	return u
}

// count adds a cell to those with a word.
func (rd *fileReader) count(u *Unknown, row, column int) {
	rd.notUnderstood++
	u.spread = u.spread || rd.t.Number(row) != u.row
	if u.Count++; u.Count <= maxCells {
		u.cells = append(u.cells, rd.t.Problem(row, column, "level", say.Message{}))
	}
}

func notALevel(text string, scale *rubric.Scale) say.Message {
	return say.Both("%s is not a level here (%s), N/A or don't know", "%s 不是这里的级别（%s）、不适用或不知道", short(text), scale.LevelList())
}

// tellUnknown makes the messages.
func (rd *fileReader) tellUnknown() {
	for _, u := range rd.words {
		m := notALevel(u.Text, u.scale)
		if u.Count > maxCells {
			u.cells = u.cells[:1]
			m = m.And(say.Both(", in %[2]s", "，共 %[1]d 格", u.Count, say.Count(u.Count, "1 cell", "%d cells")))
		}
		m = m.And(say.Both("; in the mapping: labels: {%[1]s: LEVEL}, or na, unknown, unanswered", "；请在映射里写 labels: {%[1]s: 级别}，或 na、unknown、unanswered", quote(u.Text)))
		if !u.spread {
			m = m.And(u.noAnswers)
		}
		for _, cell := range u.cells {
			cell.Message = m
			rd.problems.Add(cell)
		}
		rd.out.Unknown = append(rd.out.Unknown, *u)
	}
}
