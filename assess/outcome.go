package assess

import (
	"math"
	"math/bits"
)

// outcome is what the answers to one practice come to in one setting. Many answers come to the same.
type outcome struct {
	cell
	standing
	portion float64
	target  Maybe[float64]
	level   int // see Scorer.LevelIndex
	levels  int // see evaluation.levelsReached
	// what the practice adds to the verdict if its dimension counts; nothing where it takes no part
	share     float64 // its weight
	done, way float64 // see evaluation.wayIf
	order     uint64  // of two outcomes the one with the lower score has the lower; the highest without a score
}

// outcome gathers what was computed of practice i.
func (s *evaluation) outcome(i int) outcome {
	o := outcome{cell: s.practices[i], standing: s.standing(i), portion: s.portion[i], target: s.target(i),
		level: s.levelIndex(i), levels: s.levels[i]}
	o.judge(s, i)
	return o
}

// judge adds what a verdict needs beside the levels.
func (o *outcome) judge(s *evaluation, i int) {
	o.order = math.MaxUint64
	if !o.takesPart() {
		return
	}
	o.share = o.weight
	o.done, o.way = s.wayIf(i, o.score)
	if o.scored {
		o.order = inOrder(round(o.score))
	}
}

// inOrder is a number whose order among such numbers is that of x.
func inOrder(x rounded) uint64 {
	b := math.Float64bits(float64(x) + 0) // no negative zero
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

// levelIndex is the place of the highest level that the score of practice i reaches, -1 when it reaches none or has
// none.
func (s *evaluation) levelIndex(i int) int {
	scale, p := s.m.practices[i].in.scale, &s.practices[i]
	if scale == nil || !p.scored {
		return -1
	}
	for k := len(scale.Levels) - 1; k >= 64; k-- {
		if reaches(p.score, scale.Levels[k].Value) {
			return k
		}
	}
	return bits.Len64(s.reached[i]) - 1
}

// pooled is what the answers to one practice come to in every setting: what a setting adds is a weight, a target and a
// floor.
type pooled struct {
	cell
	portion, lowest float64
}

// pooled gathers what was computed of practice i.
func (s *evaluation) pooled(i int) pooled {
	p := pooled{s.practices[i], s.portion[i], s.lowest[i]}
	if !s.m.Rubric.Practices[i].ByCriteria {
		p.weight, p.counted = 0, 0
	}
	if !p.applicable {
		p.lowest = 0
	}
	return p
}

// numbered are different things, each with a number from 1 up.
type numbered[T comparable] struct {
	list []T
	at   map[T]uint16 // numbers
}

// number is that of a thing; 0 when there is no room for it.
func (o *numbered[T]) number(of T) uint16 {
	if at, ok := o.at[of]; ok {
		return at
	}
	if len(o.list) == math.MaxUint16 {
		return 0
	}
	if o.at == nil {
		o.at = map[T]uint16{}
	}
	o.list = append(o.list, of)
	at := uint16(len(o.list))
	o.at[of] = at
	return at
}

// table tells what one practice pools by its answers.
type table struct {
	kids   span // criteria
	base   int
	pooled []uint16 // by its number, 0: not known yet; nil: too many combinations
}

// maxPlaces bounds a table, and maxSettings the settings for which outcomes are kept.
const (
	maxPlaces   = 4096
	maxSettings = 16
)

func (m *Model) newTable(kids span) table {
	base := 0
	for k := kids.from; k < kids.to; k++ {
		base = max(base, len(m.criteria[k].scale.Levels)+2)
	}
	size := 1
	for k := kids.from; k < kids.to; k++ {
		if size *= base; size > maxPlaces {
			return table{kids: kids}
		}
	}
	return table{kids, base, make([]uint16, size)}
}

// key is the place in the table of what all answers say of the practice; none and don't know are one. With what votes
// tell it lies behind the table, which is so much smaller than that code.
func (t *table) key(codes []Code) int {
	key := 0
	for _, code := range codes[t.kids.from:t.kids.to] {
		key = key*t.base + max(int(code), int(DontKnow)) - int(DontKnow)
	}
	return key
}
