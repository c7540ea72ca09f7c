// Package portfoliotest makes small portfolios for tests: of every size, always the same, and with every kind of score.
package portfoliotest

import (
	"fmt"
	"strings"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// regions are the values of the tag "region" in a sample. The last one is rare, and some subjects have no region.
var regions = []string{"华东", "华中", "North", "South", "West"}

// Rollup is the roll-up of n subjects rated by the built-in rubric, in groups by region, of which those under five are
// not shown.
func Rollup(n int) *portfolio.Rollup { return Fold(n, false).Rollup(5) }

// Fold gathers n subjects rated by the built-in rubric; an anonymous fold names none.
func Fold(n int, anonymous bool) *portfolio.Fold { return FoldOf(channelteam.Rubric(), n, anonymous) }

// FoldOf gathers n subjects rated by any rubric.
func FoldOf(r *rubric.Rubric, n int, anonymous bool) *portfolio.Fold {
	m := assess.Compile(r)
	f := portfolio.NewFold(m, r.Digest(), "", "", []string{"region"}, anonymous)
	scorer := m.NewScorer()
	for k := range n {
		a := subject(m, k)
		scorer.Evaluate(a, assess.Options{})
		rec := &portfolio.Record{Scores: scorer}
		rec.Take(a)
		f.Add(rec)
	}
	return f
}

// subject answers every criterion: levels around one that belongs to the subject, some a little higher or lower, none
// of them by chance. Every seventh has no answer on the members.
func subject(m *assess.Model, k int) *assess.Assessment {
	a := &assess.Assessment{Date: "2026-11-20", Answers: make([]assess.Answer, m.Len())}
	a.Subject = assess.Subject{ID: fmt.Sprintf("s%04d", k), Tags: map[string]string{}}
	if n := len(m.Rubric.Stages); n > 0 {
		a.Subject.Stage = m.Rubric.Stages[k%n].ID
	}
	if k%2 == 0 {
		a.Subject.Name = fmt.Sprintf("渠道 %d", k)
	}
	switch at := mix(k, 1) % 100; {
	case at < 95:
		a.Subject.Tags["region"] = regions[at%4]
	case at < 96:
		a.Subject.Tags["region"] = regions[4]
	}
	for i := range a.Answers {
		c := m.Criterion(i)
		if k%7 == 6 && strings.HasPrefix(m.Rubric.Practices[c.Practice].Dimension, "cap-") {
			continue
		}
		levels := m.Rubric.Scale(c.Scale).Levels
		of := (mix(k, 2)%30 + mix(k, 3)%30 + mix(c.Practice, 4)%16 + mix(k, 100+i)%24) / 20
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: levels[min(of, len(levels)-1)].Level}
	}
	return a
}

// mix spreads two numbers, always the same way.
func mix(a, b int) int {
	x := uint64(a+1)*0x9E3779B97F4A7C15 ^ uint64(b+1)*0xBF58476D1CE4E5B9
	x ^= x >> 31
	x *= 0x94D049BB133111EB
	return int(x >> 33)
}
