package portfolio

import (
	"bytes"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// layout is what the scanner knows of a rubric: the words that a line may hold, ready to be compared.
type layout struct {
	id, version []byte
	head        []byte         // how most lines begin, to the subject
	keys        [][]byte       // `"practice/criterion":` in rubric order
	index       map[string]int // full ids
	levels      []levels       // of each criterion
	stages      []string
	sectors     []string
	depths      []string

	yamlHead  []byte   // how the files begin that Fathom writes
	yamlKeys  [][]byte // `practice/criterion: `
	practices []string
	criteria  [][]string // of each practice
}

// levels maps the numbers of a scale's levels to codes.
type levels struct {
	lowest int
	codes  []assess.Code // by number less the lowest; NoAnswer for a hole
}

func newLayout(m *assess.Model) *layout {
	r := m.Rubric
	l := &layout{id: []byte(r.ID), version: []byte(r.Version), index: map[string]int{},
		practices: r.PracticeIDs(), depths: r.Depths(), stages: r.StageIDs(), sectors: r.SectorIDs()}
	scales := map[string]levels{}
	for i := range r.Scales {
		scales[r.Scales[i].ID] = levelsOf(&r.Scales[i])
	}
	l.head = []byte(`{"format":` + format + `,"rubric":{"id":"` + r.ID + `","version":"` + r.Version + `"},"subject":`)
	if !isClean(l.version) || bytes.ContainsAny(l.version, `"\`) {
		l.head = []byte("no such line")
	}
	for i := range m.Len() {
		c := m.Criterion(i)
		l.keys = append(l.keys, []byte(`"`+c.ID+`":`))
		l.index[c.ID] = i
		l.levels = append(l.levels, scales[c.Scale])
	}
	l.yamlHead = []byte("format: fathom.answers/1\nrubric: {id: " + strictyaml.Quote(r.ID) + ", version: " + strictyaml.Quote(r.Version) + "}\n")
	for i := range l.keys {
		l.yamlKeys = append(l.yamlKeys, []byte(m.Criterion(i).ID+": "))
	}
	for _, p := range r.Practices {
		var ids []string
		for _, c := range p.Criteria {
			ids = append(ids, c.ID)
		}
		l.criteria = append(l.criteria, ids)
	}
	return l
}

// widest is the most numbers between the ends of a scale that the scanner keeps a table for; it leaves wider ones alone.
const widest = 1000

func levelsOf(s *rubric.Scale) levels {
	first, last := s.Levels[0].Level, s.Levels[len(s.Levels)-1].Level
	if last-first >= widest {
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
