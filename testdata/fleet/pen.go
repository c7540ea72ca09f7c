package fleet

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/answerfile"
)

// pen writes one record as JSON.
type pen struct {
	dice
	f    *Fleet
	long float64

	shuffle, spaced bool

	wrong int    // the criterion whose entry is replaced, -1 for none
	entry string // what it is replaced by
}

func (f *Fleet) pen(i int) pen {
	return pen{dice: draws(f.opt.Seed, i, layout), f: f, long: f.opt.Long, shuffle: f.opt.Shuffle, spaced: f.opt.Spaced,
		wrong: -1}
}

// member is one key of an object with what writes its value. A member without a key is left out.
type member struct {
	key   string // as JSON
	value func(dst []byte) []byte
}

func (p *pen) record(dst []byte, a *assess.Assessment) []byte {
	members := []member{
		{`"format"`, p.text(answerfile.Format)},
		{`"rubric"`, func(dst []byte) []byte {
			return p.object(dst, []member{{`"id"`, p.text(p.f.r.ID)}, {`"version"`, p.text(p.f.r.Version)}})
		}},
		{`"subject"`, func(dst []byte) []byte { return p.subject(dst, &a.Subject) }},
		{`"date"`, p.text(a.Date)},
		p.word(`"depth"`, a.Depth),
		p.raters(a),
		{`"answers"`, func(dst []byte) []byte { return p.answers(dst, a.Answers) }},
	}
	return p.blank(p.object(p.blank(dst), members))
}

func (p *pen) subject(dst []byte, s *assess.Subject) []byte {
	members := []member{
		{`"id"`, p.text(s.ID)}, p.word(`"name"`, s.Name), p.word(`"stage"`, s.Stage), p.word(`"sector"`, s.Sector),
	}
	if s.Tags != nil {
		members = append(members, member{`"tags"`, func(dst []byte) []byte {
			var tags []member
			for _, k := range slices.Sorted(maps.Keys(s.Tags)) {
				tags = append(tags, member{strconv.Quote(k), p.text(s.Tags[k])})
			}
			return p.object(dst, tags)
		}})
	}
	return p.object(dst, members)
}

func (p *pen) raters(a *assess.Assessment) member {
	one := func(r assess.Rater) func([]byte) []byte {
		return func(dst []byte) []byte {
			return p.object(dst, []member{{`"id"`, p.text(r.ID)}, p.word(`"role"`, r.Role)})
		}
	}
	switch {
	case a.Panel:
		return member{`"raters"`, func(dst []byte) []byte { return list(p, dst, a.Raters, one) }}
	case len(a.Raters) > 0:
		return member{`"rater"`, one(a.Raters[0])}
	}
	return member{}
}

func (p *pen) answers(dst []byte, answers []assess.Answer) []byte {
	members := make([]member, 0, len(answers))
	for k := range answers {
		switch {
		case k == p.wrong:
			members = append(members, member{p.f.criteria[k].key,
				func(dst []byte) []byte { return append(dst, p.entry...) }})
		case answers[k].Given:
			members = append(members, member{p.f.criteria[k].key,
				func(dst []byte) []byte { return p.answer(dst, &answers[k]) }})
		}
	}
	return p.object(dst, members)
}

func (p *pen) answer(dst []byte, a *assess.Answer) []byte {
	if a.State == assess.Answered && a.Note == "" && a.Evidence == nil && a.Confidence == "" && a.Votes == nil &&
		!p.chance(p.long) {
		return strconv.AppendInt(dst, int64(a.Level), 10)
	}
	members := make([]member, 0, 5)
	yes := func(dst []byte) []byte { return append(dst, "true"...) }
	note := a.Note
	if a.Votes != nil {
		members = append(members, member{`"votes"`, func(dst []byte) []byte { return p.votes(dst, a.Votes) }})
	}
	switch {
	case a.State == assess.Answered:
		members = append(members, member{`"level"`, number(a.Level)})
	case a.State == assess.Unknown:
		members = append(members, member{`"unknown"`, yes})
	case a.State == assess.NotApplicable:
		members, note = append(members, member{`"na"`, p.text(a.Note)}), ""
	case a.Votes == nil:
		members = append(members, member{`"unanswered"`, yes})
	}
	members = append(members, p.word(`"note"`, note))
	if a.Evidence != nil {
		members = append(members, member{`"evidence"`, func(dst []byte) []byte {
			return list(p, dst, a.Evidence,
				p.text)
		}})
	}
	return p.object(dst, append(members, p.word(`"confidence"`, a.Confidence)))
}

func (p *pen) votes(dst []byte, votes []assess.Vote) []byte {
	members := make([]member, len(votes))
	for i, v := range votes {
		members[i] = member{strconv.Quote(v.Rater), number(v.Level)}
		if v.State != assess.Answered {
			members[i].value = p.text(v.State.String())
		}
	}
	return p.object(dst, members)
}

func number(n int) func([]byte) []byte {
	return func(dst []byte) []byte { return strconv.AppendInt(dst, int64(n), 10) }
}

// word is a member that is left out when there is no text.
func (p *pen) word(key, text string) member {
	if text == "" {
		return member{}
	}
	return member{key, p.text(text)}
}

// object writes the members that have a key.
func (p *pen) object(dst []byte, members []member) []byte {
	members = slices.DeleteFunc(members, func(m member) bool { return m.key == "" })
	if p.shuffle {
		for i := len(members) - 1; i > 0; i-- {
			k := p.below(i + 1)
			members[i], members[k] = members[k], members[i]
		}
	}
	dst = p.blank(append(dst, '{'))
	for i, m := range members {
		if i > 0 {
			dst = p.mark(dst, ',')
		}
		dst = p.mark(append(dst, m.key...), ':')
		dst = m.value(dst)
	}
	return append(p.blank(dst), '}')
}

func list[T any](p *pen, dst []byte, items []T, write func(T) func([]byte) []byte) []byte {
	dst = p.blank(append(dst, '['))
	for i, item := range items {
		if i > 0 {
			dst = p.mark(dst, ',')
		}
		dst = write(item)(dst)
	}
	return append(p.blank(dst), ']')
}

func (p *pen) mark(dst []byte, c byte) []byte { return p.blank(append(p.blank(dst), c)) }

// blank writes up to two blanks where the record is spaced.
func (p *pen) blank(dst []byte) []byte {
	if p.spaced {
		return append(dst, "  "[:p.below(3)]...)
	}
	return dst
}

// text writes a string. Characters beyond ASCII are escaped in one of eight strings that have some.
func (p *pen) text(s string) func([]byte) []byte {
	return func(dst []byte) []byte {
		dst = append(dst, '"')
		escaped := strings.ContainsFunc(s, beyondASCII) && p.below(8) == 0
		for _, r := range s {
			dst = appendRune(dst, r, escaped)
		}
		return append(dst, '"')
	}
}

func beyondASCII(r rune) bool { return r >= utf8.RuneSelf }

func appendRune(dst []byte, r rune, escaped bool) []byte {
	const hex = "0123456789abcdef"
	switch {
	case r == '"' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\t':
		return append(dst, `\t`...)
	case escaped && beyondASCII(r) && r <= 0xFFFF:
		return append(dst, '\\', 'u', hex[r>>12], hex[r>>8&15], hex[r>>4&15], hex[r&15])
	}
	return utf8.AppendRune(dst, r)
}
