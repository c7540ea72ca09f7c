package plan

import (
	"slices"

	"fathom/assess"
)

// fitting tells which choices the people there are have room for until the end of a horizon. Person-days that suffice
// are not enough: they come week by week, an owner has so many hands, and one step waits for another.
type fitting struct {
	s     *Solver
	to    *arranger
	until int
	known map[string]bool // of choices
	work  int             // of the days that were worked off, in ways compared
}

// fitting is that of the people of a question; nil where nothing more is asked of a choice than its bounds say.
func (s *Solver) fitting(b *Bounds) *fitting {
	if b.people == nil || b.Horizon <= 0 || len(b.people.PerQuarter) == 0 && b.people.AtOnce == 0 {
		return nil
	}
	return &fitting{s: s, to: newArranger(s.m, s.res, *b.people), until: b.Horizon, known: map[string]bool{}}
}

// calendar is that of a choice.
func (f *fitting) calendar(taken []int) *calendar {
	most := make([]assess.Maybe[int], len(taken))
	for i, k := range taken {
		if k > 0 {
			most[i] = assess.Some(f.s.ladders[i].rungs[k].level)
		}
	}
	return f.to.calendar(most)
}

// holds reports whether all steps of a choice are done in time.
func (f *fitting) holds(taken []int) bool {
	key := keyOf(taken)
	if fits, ok := f.known[key]; ok {
		return fits
	}
	c := f.calendar(taken)
	steps := 0
	for _, k := range taken {
		steps += k
	}
	all := make([]bool, len(c.steps))
	for k := range all {
		all[k] = true
	}
	fits := len(c.steps) == steps
	if fits {
		f.work += workADay * f.until * steps
		fits = newCrew(c, all, f.until).open == 0
	}
	f.known[key] = fits
	return fits
}

// workADay is what working off a step on a day costs, about as long as so many ways compared.
const workADay = 8

func keyOf(taken []int) string {
	key := make([]rune, len(taken))
	for i, k := range taken {
		key[i] = rune(k)
	}
	return string(key)
}

// part is what of a choice is done in time when it is given to the people by rank.
func (f *fitting) part(taken []int) []int {
	out := make([]int, len(taken))
	c := f.calendar(taken)
	f.work += workADay * f.until * len(c.steps) * len(c.steps) / 2
	w := c.workOff(f.until)
	for k := range w.jobs {
		if j := &w.jobs[k]; j.done {
			out[j.Practice]++
		}
	}
	return out
}

// handSides are the sides of the people's hands: a step takes one of its owner's for its days at least.
func (s *Solver) handSides(b *Bounds) (out []side) {
	if b.people == nil || b.Horizon <= 0 {
		return nil
	}
	for _, owner := range s.leaders() {
		hands := b.people.hands(owner)
		if hands == 0 {
			continue
		}
		d := side{most: float64(hands * b.Horizon), scarce: true}
		for i := range s.ladders {
			use := make([]float64, len(s.ladders[i].rungs))
			for k := 1; k < len(use); k++ {
				use[k] = use[k-1]
				if a := s.ladders[i].rungs[k].action; a.Owner == owner {
					use[k] += float64(a.Days)
				}
			}
			d.use = append(d.use, use)
		}
		out = append(out, d)
	}
	return out
}

// leaders are the owners of all steps, each once, by the first practice that has one.
func (s *Solver) leaders() (out []string) {
	for i := range s.ladders {
		for _, r := range s.ladders[i].rungs[1:] {
			if !slices.Contains(out, r.action.Owner) {
				out = append(out, r.action.Owner)
			}
		}
	}
	return out
}
