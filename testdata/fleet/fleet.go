// Package fleet makes up portfolios: any number of assessments against any rubric, for tests and benchmarks.
//
// A record depends on the seed and its number alone. The first thousand of a million are therefore the thousand, and a
// record can be made without those before it. What a record says and how it is written come from separate draws, so two
// fleets that differ only in Shuffle, Spaced or Long hold the same assessments.
//
// Every good line is JSON that is YAML too: the one-file reader accepts it, and reads what [Fleet.Assessment] holds.
// Two forms of JSON that this YAML does not know are left out: a slash is never escaped, and characters beyond U+FFFF
// are written as themselves, not as a pair of \u escapes.
package fleet

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
)

// Options say what a fleet is like. Shares are from 0 to 1. The zero value is plain: every criterion is answered, by
// its level alone.
type Options struct {
	Seed uint64

	// Of answers, in this order; the rest are levels.
	NA         float64 // not applicable, with a reason
	Unknown    float64
	Unanswered float64 // no entry, or one in four times an entry that says so

	Levels []float64 // how often a scale's levels come, from the lowest; nil gives every subject a maturity of its own

	// Of the answers with a level, or unknown.
	Notes      float64
	Awkward    float64 // of the notes: quotes, escapes, other scripts, and text that looks like an answer
	Evidence   float64
	Confidence float64

	// Of records.
	Panels float64 // several raters with votes, some agreed on and some not
	Bare   float64 // only what a record must have: no name, stage, sector, tags, depth or rater
	Bad    float64 // refused by the reader; see Fault

	// How it is written.
	Shuffle bool    // the keys of every object in random order
	Spaced  bool    // blanks around every mark
	Long    float64 // of the answers that are a level alone: {"level":3} in place of 3
}

// Default is the data of the benchmark: 5 % not applicable, 30 % of the answers with a note, a fifth of these awkward.
// On the rubric of testdata/bench a record has 1.6 kB in the mean.
func Default() Options { return Options{Seed: 1, NA: 0.05, Notes: 0.3, Awkward: 0.2} }

// Fleet makes records. It is safe for concurrent use.
type Fleet struct {
	opt      Options
	r        *rubric.Rubric
	criteria []criterion
}

type criterion struct {
	id     string
	key    string // the id as a JSON string
	levels []int  // rising
	share  []float64
}

// New makes a fleet of assessments against a rubric.
func New(r *rubric.Rubric, opt Options) *Fleet {
	f := &Fleet{opt: opt, r: r}
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			id := rubric.FullID(p.ID, c.ID)
			it := criterion{id: id, key: `"` + id + `"`}
			for _, l := range r.Scale(c.Scale).Levels {
				it.levels = append(it.levels, l.Level)
			}
			it.share = shares(opt.Levels, len(it.levels))
			f.criteria = append(f.criteria, it)
		}
	}
	return f
}

// shares cuts weights to the levels there are and adds them up to 1, each with those before it; nil when none is left.
func shares(weights []float64, levels int) []float64 {
	var out []float64
	sum := 0.0
	for _, w := range weights[:min(levels, len(weights))] {
		sum += w
		out = append(out, sum)
	}
	if sum == 0 {
		return nil
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// ID is the subject of record i, counted from 0: d0000001 is the first.
func ID(i int) string { return fmt.Sprintf("d%07d", i+1) }

// Append appends record i as one line, without its line end.
func (f *Fleet) Append(dst []byte, i int) []byte {
	if fault := f.fault(i); fault != nil {
		return fault.append(f, dst, i)
	}
	p := f.pen(i)
	return p.record(dst, f.Assessment(i))
}

// Fault names what is wrong with record i, "" for a good one.
func (f *Fleet) Fault(i int) string {
	if fault := f.fault(i); fault != nil {
		return fault.name
	}
	return ""
}

// WriteFolder writes the first n records into a folder, which must exist, as the answer files that the program itself
// writes. A bad record is its line.
func (f *Fleet) WriteFolder(dir string, n int) error {
	for i := range n {
		var out bytes.Buffer
		if f.Fault(i) != "" {
			out.Write(append(f.Append(nil, i), '\n'))
		} else if err := answerfile.Write(&out, f.Assessment(i), f.r); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, ID(i)+".yaml"), out.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Assessment is what record i says, whether it is written well or badly.
func (f *Fleet) Assessment(i int) *assess.Assessment {
	d := draw{draws(f.opt.Seed, i, content), f}
	return d.assessment(i)
}
