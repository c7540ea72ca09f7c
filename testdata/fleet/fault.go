package fleet

import (
	"bytes"
	"strconv"
)

// fault is one way in which a record is bad. Either its entry stands in place of one criterion's, or edit spoils the
// line.
type fault struct {
	name  string
	entry func(c *criterion) string
	edit  func(d *dice, line []byte) []byte
}

// fault returns what is wrong with record i, nil for a good one.
func (f *Fleet) fault(i int) *fault {
	d := draws(f.opt.Seed, i, badness)
	if !d.chance(f.opt.Bad) {
		return nil
	}
	all := faults()
	return &all[d.below(len(all))]
}

// append writes record i, spoiled. It is never shuffled or spaced.
func (ft *fault) append(f *Fleet, dst []byte, i int) []byte {
	d := draws(f.opt.Seed, i, badness)
	d.next() // the chance
	d.next() // which fault
	p := f.pen(i)
	p.shuffle, p.spaced = false, false
	if ft.entry != nil {
		p.wrong = d.below(len(f.criteria))
		p.entry = ft.entry(&f.criteria[p.wrong])
	}
	line := p.record(nil, f.Assessment(i))
	if ft.edit != nil {
		line = ft.edit(&d, line)
	}
	return append(dst, line...)
}

// Faults names the ways in which a record can be bad, in a fixed order.
func Faults() []string {
	var names []string
	for _, ft := range faults() {
		names = append(names, ft.name)
	}
	return names
}

func faults() []fault {
	entry := func(text string) func(*criterion) string { return func(*criterion) string { return text } }
	replace := func(old, by string) func(*dice, []byte) []byte {
		return func(_ *dice, line []byte) []byte { return bytes.Replace(line, []byte(old), []byte(by), 1) }
	}
	lowest := func(before, after string) func(*criterion) string {
		return func(c *criterion) string { return before + strconv.Itoa(c.levels[0]) + after }
	}
	return []fault{
		{name: "cut", edit: func(d *dice, line []byte) []byte { return line[:1+d.below(len(line)-1)] }},
		{name: "no object", edit: func(*dice, []byte) []byte { return []byte("id;name;region;score") }},
		{name: "null", edit: func(*dice, []byte) []byte { return []byte("null") }},
		{name: "list", edit: func(_ *dice, line []byte) []byte { return append(append([]byte{'['}, line...), ']') }},
		{name: "two documents", edit: func(_ *dice, line []byte) []byte { return append(line, line...) }},
		{name: "something after", edit: func(_ *dice, line []byte) []byte { return append(line, '}') }},
		{name: "format", edit: replace(`"format":"fathom.answers/1"`, `"format":"fathom.answers/9"`)},
		{name: "no format", edit: replace(`"format":"fathom.answers/1",`, ``)},
		{name: "rubric", edit: replace(`"rubric":{"id":"`, `"rubric":{"id":"other-`)},
		{name: "version", edit: replace(`"version":"`, `"version":"9.`)},
		{name: "subject id", edit: replace(`"subject":{"id":"d`, `"subject":{"id":"d d`)},
		{name: "subject twice", edit: replace(`"subject":{`, `"subject":{"id":"twice",`)},
		{name: "date", edit: replace(`"date":"2026-`, `"date":"2026-9`)},
		{name: "unknown key", edit: replace(`"date":`, `"colour":"red","date":`)},
		{name: "unknown criterion", edit: replace(`"answers":{`, `"answers":{"no-such/criterion":3,`)},
		{name: "criterion twice", edit: func(_ *dice, line []byte) []byte {
			from := bytes.Index(line, []byte(`"answers":{`)) + len(`"answers":{`)
			key := line[from : from+bytes.IndexByte(line[from:], ':')]
			return bytes.Replace(line, []byte(`"answers":{`), []byte(`"answers":{`+string(key)+`:{"unknown":true},`), 1)
		}, entry: entry(`{"unknown":true}`)},
		{name: "level too high", entry: func(c *criterion) string { return strconv.Itoa(c.levels[len(c.levels)-1] + 1) }},
		{name: "long level too high", entry: func(c *criterion) string {
			return `{"note":"high","level":` + strconv.Itoa(c.levels[len(c.levels)-1]+1) + `}`
		}},
		{name: "level in quotes", entry: lowest(`"`, `"`)},
		{name: "level with a fraction", entry: lowest(``, `.5`)},
		{name: "level with an exponent", entry: lowest(``, `.5e0`)},
		{name: "level with a leading zero", entry: lowest(`0`, ``)},
		{name: "level with a plus", entry: lowest(`+`, ``)},
		{name: "level without a digit", entry: entry(`-`)},
		{name: "level true", entry: entry(`true`)},
		{name: "level null", entry: entry(`null`)},
		{name: "level list", entry: lowest(`[`, `]`)},
		{name: "empty entry", entry: entry(`{}`)},
		{name: "note alone", entry: entry(`{"note":"level 3"}`)},
		{name: "level and na", entry: lowest(`{"level":`, `,"na":"none"}`)},
		{name: "level twice", entry: lowest(`{"level":1,"level":`, `}`)},
		{name: "na without a reason", entry: entry(`{"na":""}`)},
		{name: "na true", entry: entry(`{"na":true}`)},
		{name: "unknown false", entry: entry(`{"unknown":false}`)},
		{name: "unknown key in an entry", entry: lowest(`{"level":`, `,"colour":"red"}`)},
		{name: "confidence", entry: lowest(`{"level":`, `,"confidence":"sure"}`)},
		{name: "evidence no list", entry: lowest(`{"level":`, `,"evidence":"a file"}`)},
		{name: "vote of nobody", entry: entry(`{"votes":{"nobody":1}}`)},
		{name: "not UTF-8", entry: lowest(`{"level":`, `,"note":"caf`+"\xe9"+`"}`)},
		{name: "control character", entry: lowest(`{"level":`, `,"note":"bell `+"\x07"+`"}`)},
		{name: "unknown escape", entry: lowest(`{"level":`, `,"note":"\q"}`)},
		{name: "half an escape", entry: lowest(`{"level":`, `,"note":"\u12"}`)},
	}
}
