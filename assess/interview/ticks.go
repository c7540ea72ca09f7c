package interview

import (
	"errors"
	"slices"

	"fathom/assess"
)

// This file is about questions that are answered by ticking what holds.

// What ticking refuses. Nothing is changed then.
var (
	ErrItem  = errors.New("interview: no such item")
	ErrAlone = errors.New("interview: an item that stands alone is ticked beside others")
)

// Item is one thing to tick.
type Item struct {
	Text, Help string
	Alone      bool // it says that none of the others holds
	Ticked     bool // so far
}

// items are what can be ticked at a criterion; none where it has no checklist, and for a panel, whose votes are levels.
func (s *Session) items(i int) []Item {
	if s.IsConsensus() {
		return nil
	}
	c, ticked := s.model.Criterion(i), s.seen(i).Ticked
	var out []Item
	for k := range c.Items {
		it := &c.Items[k]
		out = append(out, Item{s.say(it.Text, it.ID), s.text(it.Help), it.Alone, slices.Contains(ticked, it.ID)})
	}
	return out
}

// ticking makes an answer of places of the checklist in view, from 0.
func (s *Session) ticking(places []int) (a assess.Answer, err error) {
	c := s.model.Criterion(s.Here().Criterion)
	ids := []string{}
	for _, k := range places {
		if k < 0 || k >= len(c.Items) {
			return a, ErrItem
		}
		ids = append(ids, c.Items[k].ID)
	}
	if !a.Tick(c.Criterion, ids) {
		return a, ErrAlone
	}
	return a, nil
}

// Tick answers the question in view with what holds of its checklist, by their places from 0, and goes on: the others
// do not hold.
func (s *Session) Tick(places []int) error {
	ticked, err := s.ticking(places)
	if err != nil {
		return err
	}
	return s.settle(func(a *assess.Answer) {
		s.rate(a, assess.Answered, ticked.Level)
		a.Ticked = ticked.Ticked
	})
}

// Means says which level it would be to tick these, "" where they cannot be ticked together.
func (s *Session) Means(places []int) string {
	a, err := s.ticking(places)
	if err != nil {
		return ""
	}
	return s.levelText(s.scale(s.Here().Criterion), a.Level)
}

// tickedText says behind a level how much was ticked for it; "" where the level itself was given.
func (s *Session) tickedText(i int, a *assess.Answer) string {
	if a.Ticked == nil {
		return ""
	}
	c, of, n := s.model.Criterion(i), 0, 0
	for k := range c.Items {
		if it := &c.Items[k]; !it.Alone {
			of++
			if slices.Contains(a.Ticked, it.ID) {
				n++
			}
		}
	}
	return s.Lang.Say(" (%d of %d hold)", "（符合 %d/%d 项）", n, of)
}
