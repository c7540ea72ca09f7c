package portfolio

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"fathom/assess"
	"fathom/rubric/problem"
)

// StateFormat is the format of a fold on disk.
const StateFormat = "fathom.fold/1"

// MaxState is how large the state of a fold may be, in bytes.
const MaxState = 64 << 20

// state is a fold as JSON. Lists are in rubric order.
type state struct {
	Format    string                  `json:"format"`
	Digest    string                  `json:"digest"`
	Stage     string                  `json:"stage"`
	Sector    string                  `json:"sector"`
	By        []string                `json:"by"`
	Anonymous bool                    `json:"anonymous"`
	Subjects  int64                   `json:"subjects"`
	Bad       int64                   `json:"bad"`
	Overall   distState               `json:"overall"`
	Parts     []distState             `json:"parts"`
	Dims      []distState             `json:"dimensions"`
	Practices []practiceState         `json:"practices"`
	Pairs     [][5]int64              `json:"pairs"`  // n, sums of first and second, lower, higher
	Groups    []map[string]groupState `json:"groups"` // as by
	Low       []Subject               `json:"low"`
	High      []Subject               `json:"high"`
}

// distState is a dist: the sum in millionths, the number of the first bin, and the bins; -n stands for n empty ones.
type distState struct {
	Sum  int64   `json:"sum"`
	From int     `json:"from"`
	Bins []int64 `json:"bins"`
}

type practiceState struct {
	distState
	Levels  []int64 `json:"levels"`
	Below   int64   `json:"below"`
	Target  int64   `json:"target"`
	Reached int64   `json:"reached"`
	Focus   int64   `json:"focus"`
}

// groupState holds n and sum of the whole, then those of each dimension.
type groupState struct {
	N    int64      `json:"n"`
	Sums [][2]int64 `json:"sums"`
}

// WriteState writes the fold, so that it can be merged elsewhere. Equal folds write equal bytes.
func (f *Fold) WriteState(w io.Writer) error {
	s := state{Format: StateFormat, Digest: f.Digest, Stage: f.Stage, Sector: f.Sector, By: orEmpty(f.By), Anonymous: f.Anonymous,
		Subjects: f.Subjects, Bad: f.Bad, Overall: f.overall.state(), Pairs: [][5]int64{}, Groups: []map[string]groupState{},
		Low: orEmpty(f.low), High: orEmpty(f.high)}
	for i := range f.parts {
		s.Parts = append(s.Parts, f.parts[i].state())
	}
	for i := range f.dims {
		s.Dims = append(s.Dims, f.dims[i].state())
	}
	for i := range f.practices {
		p := &f.practices[i]
		s.Practices = append(s.Practices, practiceState{p.dist.state(), orEmpty(p.levels), p.below, p.target, p.reached, p.focus})
	}
	for _, p := range f.pairs {
		s.Pairs = append(s.Pairs, [5]int64{p.n, p.first, p.second, p.lower, p.higher})
	}
	for k := range f.groups {
		all := map[string]groupState{}
		for value, g := range f.groups[k] {
			all[value] = g.state()
		}
		s.Groups = append(s.Groups, all)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(s)
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (d *dist) state() distState {
	from, bins := d.trimmed()
	s := distState{Sum: d.sum, From: from, Bins: []int64{}}
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
	if len(bins) == 0 {
		s.From = 0
	}
	return s
}

func (g *group) state() groupState {
	s := groupState{g.n, [][2]int64{{g.overall.n, g.overall.sum}}}
	for _, d := range g.dims {
		s.Sums = append(s.Sums, [2]int64{d.n, d.sum})
	}
	return s
}

// ReadState reads what [Fold.WriteState] wrote, for the rubric with the digest. The error is a [problem.List].
func ReadState(file string, data []byte, m *assess.Model, digest string) (*Fold, error) {
	fail := func(m problem.Message) (*Fold, error) {
		return nil, problem.List{{File: file, Kind: "state", Message: m}}
	}
	var s state
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return fail(problem.Message{EN: "this is no state of a roll-up: " + err.Error(), ZH: "这不是汇总的中间状态，或者文件不完整"})
	}
	switch {
	case s.Format != StateFormat:
		return fail(problem.Say("the format is %s, not %s", "格式应是 %s，不是 %s", StateFormat, s.Format))
	case s.Digest != digest:
		return fail(problem.Say("it was made with another rubric: %s; the one in use is %s", "它用的是另一份评估标准：%s；当前用的是 %s", s.Digest, digest))
	}
	f := NewFold(m, digest, s.Stage, s.Sector, s.By, s.Anonymous)
	if err := f.load(&s); err != nil {
		return fail(problem.Say("the state is damaged: its lists and counts do not fit together", "中间状态已损坏：里面的列表和计数对不上"))
	}
	return f, nil
}

// load fills an empty fold, whose shape the state must have.
func (f *Fold) load(s *state) error {
	if len(s.Parts) != len(f.parts) || len(s.Dims) != len(f.dims) || len(s.Practices) != len(f.practices) || len(s.Pairs) != len(f.pairs) ||
		len(s.Groups) != len(f.groups) || len(s.Low) > mostExtreme || len(s.High) > mostExtreme || s.Anonymous && len(s.Low)+len(s.High) > 0 || s.Subjects < 0 || s.Bad < 0 {
		return errShape
	}
	f.Subjects, f.Bad, f.low, f.high = s.Subjects, s.Bad, s.Low, s.High
	err := f.overall.load(&s.Overall, s.Subjects)
	for i := range f.parts {
		err = first(err, f.parts[i].load(&s.Parts[i], s.Subjects))
	}
	for i := range f.dims {
		err = first(err, f.dims[i].load(&s.Dims[i], s.Subjects))
	}
	for i := range f.practices {
		err = first(err, f.practices[i].loadPractice(&s.Practices[i], s.Subjects))
	}
	for k, p := range s.Pairs {
		f.pairs[k] = pair{p[0], p[1], p[2], p[3], p[4]}
	}
	for k := range f.groups {
		err = first(err, f.loadGroups(k, s.Groups[k]))
	}
	return err
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// mostBins bounds what a damaged state can make a dist take.
const mostBins = 1 << 20

func (d *dist) load(s *distState, most int64) error {
	d.sum, d.from, d.bins = s.Sum, s.From, nil
	for _, n := range s.Bins {
		switch {
		case n < 0 && n > -mostBins && len(d.bins) < mostBins:
			d.bins = append(d.bins, make([]int64, -n)...)
		case n > 0 && n <= most:
			d.bins = append(d.bins, n)
			d.n += n
		default:
			return errShape
		}
	}
	if d.n > most {
		return errShape
	}
	return nil
}

func (p *practice) loadPractice(s *practiceState, most int64) error {
	if len(s.Levels) != len(p.levels) {
		return errShape
	}
	for _, n := range append([]int64{s.Below, s.Target, s.Reached, s.Focus}, s.Levels...) {
		if n < 0 || n > most {
			return errShape
		}
	}
	copy(p.levels, s.Levels)
	p.below, p.target, p.reached, p.focus = s.Below, s.Target, s.Reached, s.Focus
	return p.dist.load(&s.distState, most)
}

func (f *Fold) loadGroups(k int, all map[string]groupState) error {
	for _, value := range slices.Sorted(maps.Keys(all)) {
		s := all[value]
		g := f.group(k, []byte(value))
		if len(s.Sums) != 1+len(g.dims) || s.N < 0 || s.N > f.Subjects {
			return errShape
		}
		g.n, g.overall = s.N, sums{s.Sums[0][0], s.Sums[0][1]}
		for i := range g.dims {
			g.dims[i] = sums{s.Sums[1+i][0], s.Sums[1+i][1]}
		}
	}
	return nil
}
