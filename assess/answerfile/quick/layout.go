package quick

import (
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// Layout is what the readers know of a rubric: the words that a record may hold, ready to be compared. It is safe for
// concurrent use.
type Layout struct {
	id, version []byte
	stages      []string
	sectors     []string
	depths      []string
	confidences []string
	owners      []string
	levels      []levels       // of each criterion
	index       map[string]int // full ids

	lineHead string    // how most lines begin, to the subject
	keys     []string  // `"practice/criterion":` in rubric order
	likely   []predict // the same, and what stands behind them
	reach    int       // the most bytes from a key on that are looked at before a text

	fileHead  string   // how the files begin that Fathom writes
	fileKeys  []string // `practice/criterion: `
	practices []string
	criteria  [][]string // of each practice
	starts    []int      // the place of the first criterion of each practice
	texts     [][]string // of each criterion: the digests of texts that ask what it asks now
}

// NewLayout lays a rubric out.
func NewLayout(m *assess.Model) *Layout {
	r := m.Rubric
	l := &Layout{id: []byte(r.ID), version: []byte(r.Version), index: map[string]int{}, practices: r.PracticeIDs(),
		depths: r.Depths(), stages: r.StageIDs(), sectors: r.SectorIDs(), confidences: assess.Confidences(),
		owners: r.OwnerIDs()}
	l.lineHead = `{"format":"` + assess.Format +
		`","rubric":{"id":"` + r.ID + `","version":"` + r.Version + `"},"subject":`
	if strings.ContainsFunc(r.Version, func(c rune) bool { return c < ' ' || c > '~' || c == '"' || c == '\\' }) {
		l.lineHead = "no such line"
	}
	l.fileHead = "format: " + assess.Format + "\nrubric: {id: " + strictyaml.Quote(r.ID) + ", version: " + strictyaml.Quote(r.Version) + "}\n"
	scales, short := map[string]levels{}, map[string]*digits{}
	for i := range r.Scales {
		of := levelsOf(&r.Scales[i])
		scales[r.Scales[i].ID], short[r.Scales[i].ID] = of, of.digits()
	}
	for i := range m.Len() {
		c := m.Criterion(i)
		l.keys = append(l.keys, `"`+c.ID+`":`)
		l.likely = append(l.likely, predict{phraseOf(l.keys[i]), short[c.Scale]})
		l.reach = max(l.reach, len(l.keys[i])+answerReach+window)
		l.fileKeys = append(l.fileKeys, c.ID+": ")
		l.index[c.ID] = i
		l.levels = append(l.levels, scales[c.Scale])
		l.texts = append(l.texts, c.TextDigests())
	}
	at := 0
	for _, p := range r.Practices {
		l.starts, at = append(l.starts, at), at+len(p.Criteria)
		var ids []string
		for _, c := range p.Criteria {
			ids = append(ids, c.ID)
		}
		l.criteria = append(l.criteria, ids)
	}
	return l
}

// levels maps the numbers of a scale's levels to codes.
type levels struct {
	lowest int
	codes  []assess.Code // by number less the lowest; NoAnswer for a hole
}

// maxLevels is the most numbers between the ends of a scale that a table is kept for; wider ones are left to the strict
// reader.
const maxLevels = 1000

func levelsOf(s *rubric.Scale) levels {
	first, last := s.Levels[0].Level, s.Levels[len(s.Levels)-1].Level
	if last-first >= maxLevels {
		return levels{}
	}
	l := levels{first, make([]assess.Code, last-first+1)}
	for k := range s.Levels {
		l.codes[s.Levels[k].Level-first] = assess.FirstLevel + assess.Code(k)
	}
	return l
}

// code is the code of a level, NoAnswer when the scale does not have it.
func (l *levels) code(level int) assess.Code {
	if at := level - l.lowest; at >= 0 && at < len(l.codes) {
		return l.codes[at]
	}
	return assess.NoAnswer
}

// digits maps bytes to the codes of the levels that are one digit; NoAnswer for every other byte.
type digits [256]assess.Code

func (l *levels) digits() *digits {
	var out digits
	for b := byte('0'); b <= '9'; b++ {
		out[b] = l.code(int(b - '0'))
	}
	return &out
}
