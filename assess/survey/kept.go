package survey

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// personKey tells apart who answered about what: a digest, as there may be many.
type personKey [16]byte

func keyOf(a *assess.Assessment) (key personKey) {
	text := a.Subject.ID + "\n" + canonical(a.Subject.Member) + "\n"
	if len(a.Raters) > 0 {
		text += a.Raters[0].ID
	}
	return personKey(digest(strings.ToLower(text))[:len(key)])
}

func digest(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// spot is where a row stands.
type spot struct {
	file int32
	row  int32 // by index, in a stream by its number
}

func (rd *fileReader) spotOf(row int) spot {
	if rd.t.stream != nil {
		row = rd.t.Number(row)
	}
	return spot{int32(rd.place), int32(row)}
}

// keptRow is the row of somebody that counts.
type keptRow struct {
	shown int64 // of its moment
	spot
	number int32 // among the file's rows of answers, from 0
	zone   int16 // of its moment, beside it here as that takes no room
}

func (k keptRow) moment() moment { return moment{k.shown, k.zone} }

// take keeps one row of each person, by the mapping's word; of all files.
func (rd *fileReader) take(row int, a *assess.Assessment, at when) {
	key, m := keyOf(a), at.moment()
	now := keptRow{m.shown, rd.spotOf(row), int32(len(rd.counts) - 1), m.zone}
	other, twice := rd.kept[key]
	switch which := rd.mapping.Twice; {
	case !twice:
	case which == last || which == first:
		earlier := m.before(other.moment())
		if which == last && earlier || which == first && !earlier {
			rd.repeated(rd.t.Place(row))
			return
		}
		rd.repeated(rd.placeOf(other.spot))
		rd.files[other.file].counts[other.number] = false
	case len(a.Raters) == 0:
		rd.doubles.Add(rd.t.Problem(row, 0, "duplicate", say.Both("the same subject as in %s, and nothing says who answered; in the mapping: respondent: number, or respondent: {column: …}", "评估对象与 %s 相同，又没有写是谁答的；请在映射里写 respondent: number，或 respondent: {column: …}", rd.placeOf(other.spot))))
		return
	default:
		rd.doubles.Add(rd.t.Problem(row, 0, "duplicate", say.Both("the same subject and rater as in %s; in the mapping: twice: last (or first), or respondent: number where they are several people", "评估对象和评分人与 %s 相同；请在映射里写 twice: last（或 first）；如果是不同的人，写 respondent: number", rd.placeOf(other.spot))))
		return
	}
	rd.kept[key], rd.counts[now.number] = now, true
}

// repeated notes a row of somebody of whom another one counts.
func (s *Survey) repeated(place string) {
	s.out.Repeated++
	if len(s.out.RepeatedAt) < maxKept {
		s.out.RepeatedAt = append(s.out.RepeatedAt, place)
	}
}

// placeOf is where a row stands, for people.
func (s *Survey) placeOf(at spot) string {
	t := s.files[at.file].t
	if t.stream != nil {
		return fmt.Sprintf("%s:%d", t.file, at.row)
	}
	return t.Place(int(at.row))
}

// Each gives out the respondents, in the order of the rows that count. The error is a [problem.List]: a file that is
// not any more what it was.
func (r *Result) Each() iter.Seq2[form.Respondent, error] {
	return func(yield func(form.Respondent, error) bool) {
		for _, rd := range r.survey.files {
			for respondent, err := range rd.again() {
				if !yield(respondent, err) || err != nil {
					return
				}
			}
		}
	}
}

// again reads a file for the second time.
func (rd *fileReader) again() iter.Seq2[form.Respondent, error] {
	return func(yield func(form.Respondent, error) bool) {
		number := 0
		for row, bad := range rd.t.all() {
			if bad == nil && !rd.t.isAnswers(row) {
				continue
			}
			rd.Rows.Add(1)
			counts := number < len(rd.counts) && rd.counts[number]
			number++
			if bad == nil && number <= len(rd.counts) && !counts {
				continue
			}
			a, same := rd.sameAgain(row, number)
			if bad != nil || !same {
				yield(form.Respondent{}, rd.changed())
				return
			}
			if !yield(rd.t.Respondent(row, a), nil) {
				return
			}
		}
		if number != len(rd.counts) {
			yield(form.Respondent{}, rd.changed())
		}
	}
}

// sameAgain understands a row for the second time, and reports whether it is who it was.
func (rd *fileReader) sameAgain(row, number int) (*assess.Assessment, bool) {
	faults, notUnderstood := rd.problems.Total(), rd.notUnderstood
	a, _ := rd.respondent(row, rd.before+number, make([]assess.Answer, rd.m.Len()))
	if a == nil || rd.problems.Total() > faults || rd.notUnderstood > notUnderstood {
		return nil, false
	}
	k, known := rd.kept[keyOf(a)]
	return a, known && int(k.file) == rd.place && int(k.number) == number-1
}

func (rd *fileReader) changed() problem.List {
	return problem.List{{File: rd.t.file, Kind: "changed", Message: say.Both("the file changed while it was read", "读取过程中文件被改动了")}}
}
