package main

import (
	"encoding/json"
	"fmt"
	"math"
)

// peersRollup is the roll-up of the peers; see plainjson.
type peersRollup struct {
	N         int64
	Practices map[string]struct {
		Answered int64
		Mean     *float64
		Levels   []int64
	}
	Dimensions map[string]peersSpread
	Regions    map[string]map[string]peersSpread
}

type peersSpread struct {
	N                       int64
	Mean                    *float64
	P10, P25, P50, P75, P90 *float64
}

// oursRollup is what is compared of fathom.rollup/1.
type oursRollup struct {
	Subjects  int64
	Practices []struct {
		ID     string
		N      int64
		Mean   *float64
		Levels []struct{ N int64 }
	}
	Dimensions []struct {
		ID string
		peersSpread
	}
	Groupings []struct {
		Groups []struct {
			Value      string
			Dimensions []struct {
				ID   string
				Mean *float64
			}
		}
	}
}

// sameRollup compares the numbers of two roll-ups. Counts must be equal. Means
// must be equal but for the last digits of floating point; of many different scores our quantiles keep two decimals.
func sameRollup(peers, ours []byte) error {
	var p peersRollup
	var o oursRollup
	if err := json.Unmarshal(peers, &p); err != nil {
		return fmt.Errorf("its roll-up: %w", err)
	}
	if err := json.Unmarshal(ours, &o); err != nil {
		return fmt.Errorf("our roll-up: %w", err)
	}
	if p.N != o.Subjects || len(p.Practices) != len(o.Practices) || len(p.Dimensions) != len(o.Dimensions) ||
		len(o.Groupings) != 1 {
		return fmt.Errorf("its roll-up is of %d records, %d practices and %d dimensions, ours of %d, %d and %d", p.N, len(p.Practices), len(p.Dimensions), o.Subjects, len(o.Practices), len(o.Dimensions))
	}
	for _, mine := range o.Practices {
		its := p.Practices[mine.ID]
		equal := its.Answered == mine.N && near(its.Mean, mine.Mean, 1e-9) && len(its.Levels) == len(mine.Levels)
		for k := range mine.Levels {
			equal = equal && its.Levels[k] == mine.Levels[k].N
		}
		if !equal {
			return fmt.Errorf("practice %s is %v, ours %v", mine.ID, its, mine)
		}
	}
	return o.sameScores(&p)
}

func (o *oursRollup) sameScores(p *peersRollup) error {
	for _, mine := range o.Dimensions {
		its := p.Dimensions[mine.ID]
		if its.N != mine.N || !near(its.Mean, mine.Mean, 1e-9) || !near(its.P10, mine.P10, 0.0051) ||
			!near(its.P25, mine.P25, 0.0051) ||
			!near(its.P50, mine.P50, 0.0051) || !near(its.P75, mine.P75, 0.0051) || !near(its.P90, mine.P90, 0.0051) {
			return fmt.Errorf("dimension %s is not ours", mine.ID)
		}
	}
	for _, g := range o.Groupings[0].Groups {
		for _, mine := range g.Dimensions {
			if its := p.Regions[g.Value][mine.ID]; g.Value != "" && !near(its.Mean, mine.Mean, 1e-9) {
				return fmt.Errorf("dimension %s of %s is not ours", mine.ID, g.Value)
			}
		}
	}
	return nil
}

func near(a, b *float64, within float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= within
}

// parsed checks the bound: it must have seen every record and, where ours is a roll-up, every level.
func parsed(bound, ours []byte, n int) error {
	var saw struct{ N, Answered, Points int64 }
	if err := json.Unmarshal(bound, &saw); err != nil {
		return err
	}
	want := saw
	want.N = int64(n)
	var all oursRollup
	if json.Unmarshal(ours, &all) == nil && all.Practices != nil {
		want.Answered, want.Points = 0, 0
		for _, p := range all.Practices {
			want.Answered += p.N
			for i, count := range p.Levels {
				want.Points += int64(i+1) * count.N
			}
		}
	}
	if saw != want {
		return fmt.Errorf("it saw %v, not %v", saw, want)
	}
	return nil
}
