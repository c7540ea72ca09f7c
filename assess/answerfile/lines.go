package answerfile

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
)

// Lines writes assessments as lines of JSON, as `fathom portfolio` reads them: each the JSON form of an answer file
// without its line breaks. It is for one goroutine.
type Lines struct {
	r    *rubric.Rubric
	head []byte   // what every line begins with
	keys [][]byte // of the answers, by criterion

	line bytes.Buffer
	text *json.Encoder // to the line
}

// NewLines begins lines of one rubric.
func NewLines(r *rubric.Rubric) *Lines {
	l := &Lines{r: r}
	l.text = json.NewEncoder(&l.line)
	l.text.SetEscapeHTML(false)
	take := func() []byte { return slices.Clone(l.line.Bytes()) }
	l.line.WriteString(`{"format":"` + Format + `","rubric":{`)
	l.pairs("id", r.ID, "version", r.Version)
	l.line.WriteString(`},"subject":{`)
	l.head = take()
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			l.line.Reset()
			l.string(rubric.FullID(p.ID, c.ID))
			l.line.WriteByte(':')
			l.keys = append(l.keys, take())
		}
	}
	return l
}

// Line makes the line of an assessment, with its line break; it is valid until the next one is made. It says what
// [WriteAs] writes, which writes what is not as plain as a questionnaire: panels, targets, capacities and the like. The
// error is [ErrNotKept]; what a plain one says is checked only by who reads the line.
func (l *Lines) Line(a *assess.Assessment) ([]byte, error) {
	l.line.Reset()
	if isPlain(a) && len(a.Answers) == len(l.keys) {
		l.plain(a)
		return l.line.Bytes(), nil
	}
	data, err := encode(true, nil, a, l.r)
	if err == nil {
		err = json.Compact(&l.line, data)
		l.line.WriteByte('\n')
	}
	return l.line.Bytes(), err
}

// Check reports with [ErrNotKept] what no answer file can say.
func Check(a *assess.Assessment, r *rubric.Rubric) error { return Write(io.Discard, a, r) }

// isPlain reports whether nothing but a questionnaire of one person is to be written.
func isPlain(a *assess.Assessment) bool {
	if a.Panel || len(a.Raters) > 1 || a.Targets != nil || a.Capacity.PerQuarter != nil || a.Capacity.AtOnce != 0 ||
		a.Comments != nil || a.Removed != nil || a.Previous != "" || len(a.Raters) == 1 && a.Raters[0].Date != "" {
		return false
	}
	return !slices.ContainsFunc(a.Answers, func(x assess.Answer) bool {
		return x.Text != "" || x.Votes != nil || x.Reason != ""
	})
}

func (l *Lines) plain(a *assess.Assessment) {
	l.line.Write(l.head)
	s := &a.Subject
	l.pairs("id", s.ID, "name", s.Name, "stage", s.Stage, "sector", s.Sector, "member", s.Member)
	if s.Tags != nil {
		var tags []string
		for _, key := range slices.Sorted(maps.Keys(s.Tags)) {
			tags = append(tags, key, s.Tags[key])
		}
		l.line.WriteString(`,"tags":{`)
		l.pairs(tags...)
		l.line.WriteByte('}')
	}
	l.line.WriteString("},")
	l.pairs("date", a.Date, "depth", a.Depth)
	if len(a.Raters) == 1 {
		l.line.WriteString(`,"rater":{`)
		l.pairs("id", a.Raters[0].ID, "name", a.Raters[0].Name, "role", a.Raters[0].Role)
		l.line.WriteByte('}')
	}
	l.line.WriteString(`,"answers":{`)
	first := true
	for i := range a.Answers {
		if !a.Answers[i].Given {
			continue
		}
		if !first {
			l.line.WriteByte(',')
		}
		first = false
		l.line.Write(l.keys[i])
		l.answer(&a.Answers[i])
	}
	l.line.WriteString("}}\n")
}

// answer writes one answer: the level alone where nothing else is said.
func (l *Lines) answer(a *assess.Answer) {
	bare := a.Note == "" && a.Evidence == nil && a.Confidence == ""
	note := a.Note
	switch a.State {
	case assess.Answered:
		if bare {
			l.line.Write(strconv.AppendInt(l.line.AvailableBuffer(), int64(a.Level), 10))
			return
		}
		l.line.WriteString(`{"level":`)
		l.line.Write(strconv.AppendInt(l.line.AvailableBuffer(), int64(a.Level), 10))
	case assess.Unknown:
		l.line.WriteString(`{"unknown":true`)
	case assess.NotApplicable:
		l.line.WriteString(`{"na":`)
		l.string(a.Note)
		note = ""
	default:
		l.line.WriteString(`{"unanswered":true`)
	}
	if note != "" {
		l.line.WriteByte(',')
		l.pairs("note", note)
	}
	for i, text := range a.Evidence {
		l.line.WriteString([]string{`,"evidence":[`, ","}[min(i, 1)])
		l.string(text)
	}
	if a.Evidence != nil {
		l.line.WriteByte(']')
	}
	if a.Confidence != "" {
		l.line.WriteByte(',')
		l.pairs("confidence", a.Confidence)
	}
	l.line.WriteByte('}')
}

// pairs writes keys and texts, leaving out those without a text.
func (l *Lines) pairs(pairs ...string) {
	first := true
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		if !first {
			l.line.WriteByte(',')
		}
		first = false
		l.string(pairs[i])
		l.line.WriteByte(':')
		l.string(pairs[i+1])
	}
}

// string writes a text: by itself where nothing in it is written otherwise.
func (l *Lines) string(s string) {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == '"' || s[i] == '\\' {
			_ = l.text.Encode(s) // neither a string nor a buffer fails
			l.line.Truncate(l.line.Len() - 1)
			return
		}
	}
	l.line.WriteByte('"')
	l.line.WriteString(s)
	l.line.WriteByte('"')
}
