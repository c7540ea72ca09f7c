package portfolio

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// sum is the checksum of a state: the SHA-256 of it as it is written, with an empty checksum. It tells of what a disk
// or a hand changed, however the file is laid out.
func (s state) sum() (string, error) {
	s.Checksum = ""
	h := sha256.New()
	err := encode(h, &s)
	return fmt.Sprintf("sha256:%x", h.Sum(nil)), err
}

func encode(w io.Writer, s *state) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(s)
}

// State is the fold as a file of that name, so that it can be merged elsewhere. Equal folds make equal bytes. A fold
// that is larger than what [ReadState] takes is a [problem.List].
func (f *Fold) State(file string) ([]byte, error) { return ofAny.write(file, f) }

func (b budget) write(file string, f *Fold) ([]byte, error) {
	tooLarge := problem.List{{File: file, Kind: "too-large", Message: b.tooLarge(f)}}
	if f.takes() > b.memory {
		return nil, tooLarge
	}
	s, err := f.sealed()
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := encode(&text, s); err != nil {
		return nil, err
	}
	if text.Len() > b.text || b.checkText(file, text.Bytes()) != nil {
		return nil, tooLarge
	}
	return text.Bytes(), nil
}

// takes is how much memory the groups of a state take at least: enough to refuse what is far too large before it is
// made.
func (f *Fold) takes() int {
	groups := len(f.cells)
	for _, all := range f.groups {
		groups += len(all)
	}
	return groups * (1 + len(f.dims)) * int(reflect.TypeFor[sumState]().Size())
}

// tooLarge tells why there is no state, and what would make one.
func (b budget) tooLarge(f *Fold) say.Message {
	m := say.Both("the roll-up is too large for a state: it could not be read back (at most %d MiB of text, and %d MiB of memory)",
		"汇总太大，存不成中间状态：写出来也读不回去（上限为 %d MiB 的文本、%d MiB 的内存）", b.text>>20, b.memory>>20)
	if len(f.By) > 0 {
		m = m.And(say.Both("; group (--by) by fewer tags, or by tags with fewer values", "；请少用几个 --by，或换取值较少的标签"))
	}
	return m
}

// sealed is the fold as a state with its checksum.
func (f *Fold) sealed() (*state, error) {
	f.settle()
	s := state{Format: StateFormat, Digest: f.Digest, Stage: f.Stage, Sector: f.Sector, By: orEmpty(f.By),
		Anonymous: f.Anonymous,
		Least:     f.Least, Subjects: f.Subjects, Bad: f.Bad, Overall: f.overall.state(), Pairs: []pairState{},
		Groups: []map[string]groupState{}, Cells: []cellState{},
		Low: orEmpty(f.low), High: orEmpty(f.high)}
	for _, d := range f.depths {
		s.Depths = append(s.Depths, d.n)
	}
	for i := range f.parts {
		s.Parts = append(s.Parts, f.parts[i].state())
	}
	for i := range f.dims {
		s.Dims = append(s.Dims, f.dims[i].state())
	}
	for i := range f.practices {
		p := &f.practices[i]
		s.Practices = append(s.Practices, practiceState{p.dist.state(), orEmpty(p.levels), p.below, p.target, p.reached,
			p.agreed, p.focus})
	}
	for _, p := range f.pairs {
		s.Pairs = append(s.Pairs, pairState{p.n, p.first, p.second, p.lower, p.higher})
	}
	for k := range f.groups {
		all := map[string]groupState{}
		for value, g := range f.groups[k] {
			all[value] = g.state()
		}
		s.Groups = append(s.Groups, all)
	}
	for _, key := range slices.Sorted(maps.Keys(f.cells)) {
		values, _ := f.valuesOf(key)
		s.Cells = append(s.Cells, cellState{values, f.cells[key].state()})
	}
	var err error
	s.Checksum, err = s.sum()
	return &s, err
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (d *dist) state() distState {
	s := distState{Sum: d.sum, Low: d.low, High: d.high, Scores: [][2]int64{}, Coarse: d.coarse, Bins: []int64{}}
	if !d.coarse {
		for _, x := range d.exact.rising() {
			s.Scores = append(s.Scores, [2]int64{x.score, x.n})
		}
		return s
	}
	from, bins := d.trimmed()
	s.From = from
	for k, n := range bins {
		switch last := len(s.Bins) - 1; {
		case n > 0:
			s.Bins = append(s.Bins, n)
		case k > 0 && s.Bins[last] < 0:
			s.Bins[last]--
		default:
			s.Bins = append(s.Bins, -1)
		}
	}
	return s
}

func (g *group) state() groupState {
	s := groupState{g.n, []sumState{stateOf(g.overall)}}
	for _, d := range g.dims {
		s.Sums = append(s.Sums, stateOf(d))
	}
	return s
}

func stateOf(s sums) sumState { return sumState{s.n, s.sum} }
