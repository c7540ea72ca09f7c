package portfolio

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"

	"fathom/assess"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// StateFormat is the format of a fold on disk.
const StateFormat = "fathom.fold/2"

// MaxState is how large the state of a fold may be, in bytes.
const MaxState = 32 << 20

// budget is how large a state may be as text, and how much memory, in bytes, what is read of it may take in all. The
// writer is held to what the reader is: no state is written that would be refused.
type budget struct{ text, memory int }

// ofAny is the budget of all states.
var ofAny = budget{text: MaxState, memory: 64 << 20}

// state is a fold as JSON. Lists are in rubric order.
type state struct {
	Format    string                  `json:"format"`
	Digest    string                  `json:"digest"`
	Stage     string                  `json:"stage"`
	Sector    string                  `json:"sector"`
	By        []string                `json:"by"`
	Anonymous bool                    `json:"anonymous"`
	Least     int                     `json:"min_group"` // of an anonymous fold
	Subjects  int64                   `json:"subjects"`
	Bad       int64                   `json:"bad"`
	Depths    []int64                 `json:"depths"` // subjects, as the rubric's depths
	Overall   distState               `json:"overall"`
	Parts     []distState             `json:"parts"`
	Dims      []distState             `json:"dimensions"`
	Practices []practiceState         `json:"practices"`
	Pairs     []pairState             `json:"pairs"`
	Groups    []map[string]groupState `json:"groups"` // as by
	Cells     []cellState             `json:"cells"`  // of an anonymous fold, by their values
	Low       []Subject               `json:"low"`
	High      []Subject               `json:"high"`
	Checksum  string                  `json:"checksum"` // see sum
}

// distState is a dist in units: either the different scores, rising, each with how often it occurs; or, once it is
// coarse, the number of the first bin, and the bins, where -n stands for n empty ones.
type distState struct {
	Sum    total      `json:"sum"`
	Low    int64      `json:"low"`
	High   int64      `json:"high"`
	Scores [][2]int64 `json:"scores"`
	Coarse bool       `json:"coarse"`
	From   int        `json:"from"`
	Bins   []int64    `json:"bins"`
}

type practiceState struct {
	distState
	Levels  []int64 `json:"levels"`
	Below   int64   `json:"below"`
	Target  int64   `json:"target"`
	Reached int64   `json:"reached"`
	Agreed  int64   `json:"agreed"`
	Focus   int64   `json:"focus"`
}

type pairState struct {
	N      int64 `json:"n"`
	First  total `json:"first"`
	Second total `json:"second"`
	Lower  int64 `json:"lower"`
	Higher int64 `json:"higher"`
}

// groupState holds the sums of the whole, then those of each dimension.
type groupState struct {
	N    int64      `json:"n"`
	Sums []sumState `json:"sums"`
}

type sumState struct {
	N   int64 `json:"n"`
	Sum total `json:"sum"`
}

// cellState is the group of what its subjects have of each tag, and of their depth.
type cellState struct {
	Values []string `json:"values"`
	groupState
}

// ReadState reads what [Fold.State] made, for the rubric with the digest. The error is a [problem.List].
func ReadState(file string, data []byte, m *assess.Model, digest string) (*Fold, error) {
	return ofAny.read(file, data, m, digest)
}

func (b budget) read(file string, data []byte, m *assess.Model, digest string) (*Fold, error) {
	fail := func(m say.Message) (*Fold, error) {
		return nil, problem.List{{File: file, Kind: "state", Message: m}}
	}
	if len(data) > b.text {
		return fail(say.Both("the state has more than the limit of %d bytes", "中间状态超过 %d 字节的上限", b.text))
	}
	data = strictyaml.Unmarked(data)
	if is := formatOf(data); is == "fathom.fold/1" {
		return fail(say.Both("the state was written by an earlier version, which kept rounded scores; make it again from the answers",
			"这个中间状态由早先的版本写出，其中的得分是舍入过的；请用答卷重新生成"))
	} else if is != "" && is != StateFormat {
		return fail(problem.OtherFormat(is, StateFormat))
	}
	if err := b.checkText(file, data); err != nil {
		return nil, err
	}
	var s state
	if err := json.Unmarshal(data, &s); err != nil {
		return fail(say.Both("this is no state of a roll-up, or a damaged one", "这不是汇总的中间状态，或者文件不完整"))
	}
	switch {
	case s.Format != StateFormat:
		return fail(problem.OtherFormat(s.Format, StateFormat))
	case s.Digest != digest:
		return fail(say.Both("it was made with another rubric: %s; the one in use is %s", "它用的是另一份评估标准：%s；当前用的是 %s", s.Digest, digest))
	}
	if is, err := s.sum(); err != nil || is != s.Checksum {
		return fail(say.Both("the state is damaged: it is not what its checksum says was written", "中间状态已损坏：内容与写出时的校验和不符"))
	}
	if !knows(m, &s) {
		return fail(say.Both("the state is damaged: it names a stage or a sector that the rubric does not have", "中间状态已损坏：其中的阶段或行业不在评估标准里"))
	}
	f := NewFold(m, digest, s.Stage, s.Sector, s.By, s.Anonymous)
	if err := cmp.Or(f.load(&s), f.agrees()); err != nil {
		return fail(say.Both("the state is damaged: its lists and counts do not fit together", "中间状态已损坏：里面的列表和计数对不上"))
	}
	return f, nil
}

// load fills an empty fold, whose shape the state must have.
func (f *Fold) load(s *state) error {
	if len(s.Parts) != len(f.parts) || len(s.Dims) != len(f.dims) || len(s.Practices) != len(f.practices) ||
		len(s.Pairs) != len(f.pairs) ||
		len(s.Groups) != len(f.groups) || len(s.Depths) != len(f.depths) || len(s.Low) > maxExtreme ||
		len(s.High) > maxExtreme ||
		s.Anonymous && len(s.Low)+len(s.High) > 0 || !s.Anonymous && len(s.Cells)+s.Least > 0 || s.Subjects < 0 ||
		s.Bad < 0 || s.Least < 0 ||
		s.Subjects > maxTimes || s.Bad > maxTimes {
		return errShape
	}
	f.Subjects, f.Bad, f.Least, f.low, f.high = s.Subjects, s.Bad, s.Least, s.Low, s.High
	err := f.loadDepths(s.Depths)
	err = cmp.Or(err, f.overall.load(&s.Overall, s.Subjects))
	for i := range f.parts {
		err = cmp.Or(err, f.parts[i].load(&s.Parts[i], s.Subjects))
	}
	for i := range f.dims {
		err = cmp.Or(err, f.dims[i].load(&s.Dims[i], s.Subjects))
	}
	for i := range f.practices {
		err = cmp.Or(err, f.practices[i].loadPractice(&s.Practices[i], s.Subjects))
	}
	for k, p := range s.Pairs {
		f.pairs[k] = pair{p.N, p.First, p.Second, p.Lower, p.Higher}
		if p.Lower < 0 || p.Higher < 0 || p.Lower+p.Higher > p.N || p.N > s.Subjects {
			return errShape
		}
	}
	for k := range f.groups {
		err = cmp.Or(err, f.loadGroups(k, s.Groups[k]))
	}
	return cmp.Or(err, f.loadCells(s.Cells))
}

// loadDepths fills in how many were asked how much: each subject at one depth.
func (f *Fold) loadDepths(counts []int64) error {
	left := f.Subjects
	for k, n := range counts {
		if n < 0 || n > left {
			return errShape
		}
		f.depths[k].n = n
		left -= n
	}
	if left != 0 {
		return errShape
	}
	return nil
}

// maxBins bounds what a damaged state can make a dist take.
const maxBins = 1 << 20

func (d *dist) load(s *distState, most int64) error {
	var err error
	if s.Coarse {
		err = d.loadBins(s)
	} else {
		err = d.loadScores(s.Scores)
	}
	if err != nil || d.n > most || d.sum != s.Sum || d.low != s.Low || d.high != s.High ||
		s.Coarse == (len(s.Bins) == 0) || s.Coarse && len(s.Scores) > 0 || !s.Coarse && s.From != 0 {
		return errShape
	}
	return nil
}

func (d *dist) loadScores(scores [][2]int64) error {
	for k, x := range scores {
		if x[1] <= 0 || x[1] > maxTimes || k > 0 && x[0] <= scores[k-1][0] || !d.exact.add(x[0], x[1]) {
			return errShape
		}
	}
	d.settle()
	return nil
}

// maxTimes bounds how often a score can occur in a damaged state, so that no count overflows.
const maxTimes = math.MaxInt64 / (4 * maxBins)

func (d *dist) loadBins(s *distState) error {
	d.coarse = true
	d.from, d.bins, d.sum, d.low, d.high = s.From, nil, s.Sum, s.Low, s.High
	room, err := binsOf(s.Bins)
	if err != nil || room != d.bin(s.High)-s.From+1 || s.From != d.bin(s.Low) {
		return errShape // before there is room for them
	}
	d.bins = make([]int64, 0, room)
	for _, n := range s.Bins {
		if n < 0 {
			d.bins = d.bins[:len(d.bins)-int(n)]
			continue
		}
		d.bins = append(d.bins, n)
		d.n += n
	}
	return nil
}

func (p *practice) loadPractice(s *practiceState, most int64) error {
	if len(s.Levels) != len(p.levels) {
		return errShape
	}
	for _, n := range append([]int64{s.Below, s.Target, s.Reached, s.Agreed, s.Focus}, s.Levels...) {
		if n < 0 || n > most {
			return errShape
		}
	}
	copy(p.levels, s.Levels)
	p.below, p.target, p.reached, p.agreed, p.focus = s.Below, s.Target, s.Reached, s.Agreed, s.Focus
	return p.dist.load(&s.distState, most)
}

func (f *Fold) loadGroups(k int, all map[string]groupState) error {
	for _, value := range slices.Sorted(maps.Keys(all)) {
		s := all[value]
		if err := f.loadGroup(f.group(k, []byte(value)), &s); err != nil {
			return err
		}
	}
	return nil
}

func (f *Fold) loadGroup(g *group, s *groupState) error {
	if len(s.Sums) != 1+len(g.dims) || s.N < 0 || s.N > f.Subjects {
		return errShape
	}
	for _, x := range s.Sums {
		if x.N < 0 || x.N > s.N {
			return errShape
		}
	}
	g.n, g.overall = s.N, sums{s.Sums[0].N, s.Sums[0].Sum}
	for i, x := range s.Sums[1:] {
		g.dims[i] = sums{x.N, x.Sum}
	}
	return nil
}

// loadCells fills in the cells of an anonymous fold, which are of all its subjects.
func (f *Fold) loadCells(cells []cellState) error {
	left := f.Subjects
	for _, c := range cells {
		if len(c.Values) != len(f.By)+1 || c.N < 0 || c.N > left {
			return errShape
		}
		var key []byte
		for _, value := range c.Values {
			key = appendValue(key, []byte(value))
		}
		if err := f.loadGroup(f.cell(key), &c.groupState); err != nil {
			return err
		}
		left -= c.N
	}
	if f.Anonymous && left != 0 {
		return errShape
	}
	return nil
}
