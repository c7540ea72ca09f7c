package portfolio

import "fathom/assess"

// This file counts what practices come to while records stream by, and works it out in the end: few outcomes come again
// and again, and a count is the quickest thing to keep.

// counts are how often the practices came to each outcome of one scorer.
type counts struct {
	of    *assess.Scorer
	times [][]int64   // by practice, by the number of the outcome
	seen  [][]outcome // likewise
}

// outcome is what a fold needs of an outcome.
type outcome struct {
	units           int64 // the score
	level           int
	target, reached bool
	known, scored   bool
}

// addPractices counts the outcomes of one record.
func (f *Fold) addPractices(s *assess.Scorer) {
	if f.counts.of != s {
		f.workOut()
		f.counts = counts{s, make([][]int64, len(f.practices)), make([][]outcome, len(f.practices))}
	}
	for i, at := range s.Outcomes() {
		if times := f.counts.times[i]; at > 0 && int(at) < len(times) && times[at] > 0 {
			times[at]++
		} else {
			f.addPractice(i, int(at), s)
		}
	}
}

// addPractice counts an outcome that was not counted yet, or has no number.
func (f *Fold) addPractice(i, at int, s *assess.Scorer) {
	p, c := &f.practices[i], &f.counts
	if at == 0 {
		if of := p.outcome(i, s); of.scored {
			p.addOutcome(of, 1)
			if s.IsAgreed(i) {
				p.agreed++
			}
		}
		return
	}
	for at >= len(c.times[i]) {
		c.times[i], c.seen[i] = append(c.times[i], 0), append(c.seen[i], outcome{})
	}
	c.times[i][at]++
	if of := &c.seen[i][at]; !of.known {
		*of = p.outcome(i, s)
	}
}

// outcome is that of the practice in the record that was scored last.
func (p *practice) outcome(i int, s *assess.Scorer) outcome {
	of, x, target := outcome{level: s.LevelIndex(i), known: true}, s.Practice(i), s.Target(i)
	if x.OK {
		of.units, of.scored = p.count(x.Value), true
		of.target, of.reached = target.OK, target.OK && assess.Reaches(x.Value, target.Value)
	}
	return of
}

// workOut adds to the practices what was counted.
func (f *Fold) workOut() {
	for i, times := range f.counts.times {
		for at, n := range times {
			if of := f.counts.seen[i][at]; n > 0 && of.scored {
				f.practices[i].addOutcome(of, n)
			}
		}
		clear(times)
	}
}

// addOutcome adds n scores.
func (p *practice) addOutcome(of outcome, n int64) {
	p.addTimes(of.units, n)
	switch {
	case of.level >= 0 && of.level < len(p.levels):
		p.levels[of.level] += n
	case p.levels != nil:
		p.below += n
	}
	if of.target {
		p.target += n
		if of.reached {
			p.reached += n
		}
	}
}
