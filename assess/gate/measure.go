package gate

import (
	"slices"
	"time"

	"fathom/assess"
)

// measure finds what a rule compares, and the criteria that it names.
func (c *checker) measure(r Rule, res *assess.Result) (was assess.Maybe[float64], criteria []int) {
	switch r.Kind {
	case MinScore, Floor:
		return c.node(r.At, res).Score, nil
	case MinLevel:
		if l := c.node(r.At, res).Level; l.OK {
			return assess.Some(float64(l.Value)), nil
		}
	case MinAttainment:
		return res.Overall.Attainment, nil
	case MaxUnanswered, MaxUnknown, MaxNA:
		return c.share(r.Kind, res)
	case MaxAge:
		return age(res.Assessment.OldestVote(), c.ctx.Now), nil
	case Evidence:
		return c.unproved(res, int(r.Limit))
	case Regression:
		return c.regression(r.At, res), nil
	case MaxDiscuss:
		return c.discuss(res)
	case MinRaters:
		return assess.Some(float64(raters(res.Assessment))), nil
	}
	return assess.Maybe[float64]{}, nil
}

// node finds a node by its id; what does not exist has no score.
func (c *checker) node(id string, res *assess.Result) *assess.Node {
	kind, i := c.m.Find(id, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	if i < 0 {
		return &assess.Node{}
	}
	return res.Node(kind, i)
}

// share is the weight of what is in a state, as a share of the whole; see [assess.Model.Shares]. It names the criteria.
func (c *checker) share(k Kind, res *assess.Result) (assess.Maybe[float64], []int) {
	shares := c.m.Shares(res, c.basis(k))
	var named []int
	for i := range shares {
		if c.part(k, &shares[i]) > 0 {
			named = append(named, i)
		}
	}
	total := assess.Total(shares)
	if total.Weight <= 0 {
		return assess.Maybe[float64]{}, nil
	}
	return assess.Some(c.part(k, &total)), named
}

// basis is of what the shares of a rule are.
func (c *checker) basis(k Kind) assess.Basis {
	if k == MaxNA {
		return assess.WithNA
	}
	return c.over
}

// part is the part of a share that a rule limits.
func (c *checker) part(k Kind, s *assess.Share) float64 {
	switch k {
	case MaxUnanswered:
		return s.Unanswered
	case MaxUnknown:
		return s.Unknown
	}
	return s.NotApplicable
}

func age(date, now string) assess.Maybe[float64] {
	from, errFrom := time.Parse(time.DateOnly, date)
	to, errTo := time.Parse(time.DateOnly, now)
	if errFrom != nil || errTo != nil {
		return assess.Maybe[float64]{}
	}
	return assess.Some(to.Sub(from).Hours() / 24)
}

// unproved counts criteria at a level or above that name no evidence.
func (c *checker) unproved(res *assess.Result, from int) (assess.Maybe[float64], []int) {
	var named []int
	at := 0
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			level := res.Practices[i].Criteria[k].Level
			if level.OK && level.Value >= from && len(res.Assessment.Answers[at].Evidence) == 0 {
				named = append(named, at)
			}
			at++
		}
	}
	return assess.Some(float64(len(named))), named
}

// regression is how far a node lies below the baseline, like for like. Above it, 0.
func (c *checker) regression(at string, res *assess.Result) assess.Maybe[float64] {
	if c.ctx.Baseline == nil {
		return assess.Maybe[float64]{}
	}
	alike := c.alike(res)
	old, new := c.node(at, alike.then).Score, c.node(at, alike.now).Score
	if !old.OK || !new.OK {
		return assess.Maybe[float64]{}
	}
	return assess.Some(max(0, old.Value-new.Value))
}

// discuss counts the criteria that are still to be discussed, as [assess.Topic] has it.
func (c *checker) discuss(res *assess.Result) (assess.Maybe[float64], []int) {
	if !res.Assessment.Panel {
		return assess.Maybe[float64]{}, nil
	}
	var named []int
	for i, t := range c.m.Topics(res) {
		if t.Open() {
			named = append(named, i)
		}
	}
	return assess.Some(float64(len(named))), named
}

// raters counts those whose answers are there: of a panel who voted at all, else the one who answered.
func raters(a *assess.Assessment) int {
	if a.Panel {
		return len(a.Voters())
	}
	if slices.ContainsFunc(a.Answers, func(x assess.Answer) bool { return x.IsAgreed() }) {
		return 1
	}
	return 0
}
