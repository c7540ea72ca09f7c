package rollup

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Rows lays out the subjects of a portfolio, one line each, as JSON or CSV. Its methods append to a slice, allocate
// nothing else for a plain record, and may be called from several goroutines at once.
//
// Scores have up to nine decimals, as they are compared and as a roll-up counts them, so that who counts rows comes to
// its numbers; and one at least, by which readers know a column of fractions.
//
// All rows of JSON have the same keys, so that no reader finds new ones behind the rows by which it knows them: in a
// record's row those of a problem are null, and in the row of what cannot be read those of a record are.
type Rows struct {
	Lang    say.Language       // of messages
	Against *portfolio.Ranking // what percentiles are taken among; nil: none

	criteria               int
	parts, dims, practices []string // ids
	jsonParts, jsonDims    []piece  // `"id":`, with the comma before all but the first
	quoted, listed         []piece  // practices: `"id"`, and the same behind a comma
	asked                  string   // what stands between how much was asked and the score
	blank                  string   // what the row of a bad record begins with
}

// NewRows prepares the rows of a rubric's assessments.
func NewRows(m *assess.Model, lang say.Language, against *portfolio.Fold) *Rows {
	r := &Rows{Lang: lang, criteria: m.Len(), parts: m.Rubric.PartIDs(), dims: m.Rubric.DimensionIDs(),
		practices: m.Rubric.PracticeIDs()}
	if against != nil {
		r.Against = against.Ranking()
	}
	for _, id := range r.practices {
		r.quoted, r.listed = append(r.quoted, pieceOf(`"`+id+`"`)), append(r.listed, pieceOf(`,"`+id+`"`))
	}
	r.asked = `,"criteria":` + strconv.Itoa(r.criteria) + `,"overall":{"score":`
	r.jsonParts, r.jsonDims, r.blank = jsonKeys(r.parts), jsonKeys(r.dims), r.blankRow()
	return r
}

func jsonKeys(ids []string) []piece {
	out, comma := make([]piece, len(ids)), ""
	for i, id := range ids {
		out[i], comma = pieceOf(comma+`"`+id+`":`), ","
	}
	return out
}

// JSON appends a record as one line of JSON.
func (r *Rows) JSON(b []byte, rec *portfolio.Record) []byte {
	s := rec.Scores
	b = append(append(b, `{"id":"`...), rec.ID...) // an id and a date have nothing to escape
	b = appendOptional(append(b, `","name":`...), rec.Name)
	b = append(append(b, `,"date":"`...), rec.Date...)
	b = appendWord(append(b, `","stage":`...), s.Stage())
	b = appendWord(append(b, `,"sector":`...), s.Sector())
	b = appendOptional(append(b, `,"member":`...), rec.Member)
	b = append(b, `,"tags":{`...)
	for k := range rec.Tags {
		if k > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, rec.Tags[k].Name), ':')
		b = appendText(b, rec.Tags[k].Value)
	}
	b = appendWord(append(b, `},"depth":`...), rec.Depth())
	b = strconv.AppendInt(append(b, `,"asked":`...), int64(s.Asked()), 10)
	b = r.overall(append(b, r.asked...), s)
	b = append(b, `},"parts":{`...)
	for i := range r.jsonParts {
		b = appendScore(r.jsonParts[i].append(b), s.Part(i))
	}
	b = append(b, `},"dimensions":{`...)
	for i := range r.jsonDims {
		b = appendScore(r.jsonDims[i].append(b), s.Dimension(i))
	}
	b = append(b, `},"focus":[`...)
	for k, i := range s.Focus() {
		if k == 0 {
			b = r.quoted[i].append(b)
		} else {
			b = r.listed[i].append(b)
		}
	}
	return append(b, "]"+noProblem...)
}

// noProblem ends the row of a record: the keys of a problem, without one.
const noProblem = `,"error":null,"kind":null,"file":null,"line":null,"column":null,"more":null}` + "\n"

// blankRow begins the row of what cannot be read: the keys of a record, with nothing in them.
func (r *Rows) blankRow() string {
	overall := []string{"score", "low", "high", "coverage", "level", "stage_reached", "attainment", "weakest"}
	if r.Against != nil {
		overall = append(overall, "percentile")
	}
	nothing := func(ids []string) string { return `{"` + strings.Join(ids, `":null,"`) + `":null}` }
	return `{"id":null,"name":null,"date":null,"stage":null,"sector":null,"member":null,"tags":{},` +
		`"depth":null,"asked":null,"criteria":null,"overall":` + nothing(overall) + `,"parts":` + nothing(r.parts) + `,"dimensions":` +
		nothing(r.dims) + `,"focus":[]`
}

// overall appends the worth of the whole, behind the key of the score.
func (r *Rows) overall(b []byte, s *assess.Scorer) []byte {
	o := s.Overall()
	b = appendScore(b, o.Score)
	b = appendScore(append(b, `,"low":`...), o.Low)
	b = appendScore(append(b, `,"high":`...), o.High)
	b = appendScore(append(b, `,"coverage":`...), o.Coverage)
	b = appendWhole(append(b, `,"level":`...), o.Level)
	b = appendWhole(append(b, `,"stage_reached":`...), s.StageReached())
	b = appendScore(append(b, `,"attainment":`...), s.Attainment())
	b = append(b, `,"weakest":`...)
	if w := s.Weakest(); w.OK {
		b = r.quoted[w.Value].append(b)
	} else {
		b = append(b, "null"...)
	}
	if r.Against != nil {
		b = appendScore(append(b, `,"percentile":`...), r.percentile(o.Score))
	}
	return b
}

func (r *Rows) percentile(score number.Value) number.Value {
	if !score.OK {
		return number.Value{}
	}
	return r.Against.Percentile(score.Value)
}

// BadJSON appends what stands in place of a record that cannot be read: its first problem, and how many more there are.
func (r *Rows) BadJSON(b []byte, why problem.List) []byte {
	p := why[0]
	b = append(b, r.blank...)
	b = appendText(append(b, `,"error":`...), []byte(p.Message.In(r.Lang)))
	b = appendText(append(b, `,"kind":`...), []byte(p.Kind))
	b = appendText(append(b, `,"file":`...), []byte(p.File))
	at := func(n int) assess.Maybe[int] { return assess.Maybe[int]{Value: n, OK: n > 0} }
	b = appendWhole(append(b, `,"line":`...), at(p.Line))
	b = appendWhole(append(b, `,"column":`...), at(p.Column))
	b = strconv.AppendInt(append(b, `,"more":`...), int64(why.Total()-1), 10)
	return append(b, "}\n"...)
}

// CSVHead is the byte order mark and the head of the columns. The firm that is rated is called otherwise than in JSON:
// a part of the rubric may well be called member.
func (r *Rows) CSVHead() []byte {
	columns := []string{"id", "name", "date", "stage", "sector", "tags", "depth", "asked", "criteria", "score", "low",
		"high", "coverage", "level", "stage_reached", "attainment", "weakest", "focus"}
	if r.Against != nil {
		columns = append(columns, "percentile")
	}
	last := []string{"error", "subject_member"}
	taken := append(last, columns...)
	for kind, ids := range [][]string{r.parts, r.dims} {
		for _, id := range ids {
			if slices.Contains(taken, id) {
				id = []string{"part_", "dimension_"}[kind] + id // ids have no such line, and so no other is like it
			}
			taken, columns = append(taken, id), append(columns, id)
		}
	}
	return record.Head(append(columns, last...))
}

// CSV appends a record as one row.
func (r *Rows) CSV(b []byte, rec *portfolio.Record) []byte {
	s, o := rec.Scores, rec.Scores.Overall()
	b = append(appendCell(b, string(rec.ID)), ',')
	b = append(appendCell(b, string(rec.Name)), ',')
	b = append(append(b, rec.Date...), ',')
	b = append(append(b, s.Stage()...), ',')
	b = append(append(b, s.Sector()...), ',')
	b = append(appendCell(b, tagCell(rec)), ',')
	b = append(append(b, rec.Depth()...), ',')
	b = append(strconv.AppendInt(b, int64(s.Asked()), 10), ',')
	b = append(strconv.AppendInt(b, int64(r.criteria), 10), ',')
	for _, v := range []number.Value{o.Score, o.Low, o.High, o.Coverage} {
		b = append(appendNumber(b, v), ',')
	}
	for _, l := range []assess.Maybe[int]{o.Level, s.StageReached()} {
		if l.OK {
			b = strconv.AppendInt(b, int64(l.Value), 10)
		}
		b = append(b, ',')
	}
	b = append(appendNumber(b, s.Attainment()), ',')
	if w := s.Weakest(); w.OK {
		b = append(b, r.practices[w.Value]...)
	}
	b = append(b, ',')
	for k, i := range s.Focus() {
		if k > 0 {
			b = append(b, ' ')
		}
		b = append(b, r.practices[i]...)
	}
	if r.Against != nil {
		b = appendNumber(append(b, ','), r.percentile(o.Score))
	}
	for i := range r.parts {
		b = appendNumber(append(b, ','), s.Part(i))
	}
	for i := range r.dims {
		b = appendNumber(append(b, ','), s.Dimension(i))
	}
	return append(appendCell(append(b, ",,"...), string(rec.Member)), "\r\n"...)
}

// BadCSV appends a row that holds nothing but the problem.
func (r *Rows) BadCSV(b []byte, why problem.List) []byte {
	before := bytes.Count(r.CSVHead(), []byte{','}) - 1
	for range before {
		b = append(b, ',')
	}
	return append(appendCell(b, why[0].In(r.Lang)), ",\r\n"...)
}

func tagCell(rec *portfolio.Record) string {
	var b strings.Builder
	for k := range rec.Tags {
		if k > 0 {
			b.WriteString("; ")
		}
		b.Write(rec.Tags[k].Name)
		b.WriteByte('=')
		b.Write(rec.Tags[k].Value)
	}
	return b.String()
}

// appendCell appends text as a cell of CSV: harmless, on one line as the row is, and in quotes where it must be.
func appendCell(b []byte, s string) []byte {
	s = record.Cell(strings.ReplaceAll(s, "\n", " "))
	if !strings.ContainsAny(s, ",\"\r\n") && !strings.HasPrefix(s, " ") {
		return append(b, s...)
	}
	return append(append(append(b, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

// appendWord appends an id of the rubric, or null for none.
func appendWord(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendOptional(b, s []byte) []byte {
	if len(s) == 0 {
		return append(b, "null"...)
	}
	return appendText(b, s)
}

const hex = "0123456789abcdef"

// appendText appends text as a JSON string. Besides what JSON must escape it escapes U+2028 and U+2029, which end lines
// for some readers.
func appendText(b, s []byte) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		size, escaped := 1, ""
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(s[i:])
			size = n
			switch {
			case r == utf8.RuneError && n == 1:
				escaped = `\ufffd`
			case r == '\u2028' || r == '\u2029':
				escaped = `\u202` + string(hex[r&15])
			}
		case c == '"' || c == '\\':
			escaped = string([]byte{'\\', c})
		case c == '\n':
			escaped = `\n`
		case c == '\t':
			escaped = `\t`
		default:
			escaped = string([]byte{'\\', 'u', '0', '0', hex[c>>4], hex[c&15]})
		}
		if escaped != "" {
			b = append(append(b, s[from:i]...), escaped...)
			from = i + size
		}
		i += size
	}
	return append(append(b, s[from:]...), '"')
}
