package gate

import (
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
	case MaxUnanswered:
		return c.share(res, assess.Unanswered)
	case MaxUnknown:
		return c.share(res, assess.Unknown)
	case MaxNA:
		return c.share(res, assess.NotApplicable)
	case MaxAge:
		return age(res.Assessment.OldestVote(), c.ctx.Now), nil
	case Evidence:
		return c.unproved(res, int(r.Limit))
	case Regression:
		return c.regression(r.At, res), nil
	case MaxDiscuss:
		return c.discuss(res)
	}
	return assess.Maybe[float64]{}, nil
}

// node finds a node by its id; what does not exist has no score.
func (c *checker) node(id string, res *assess.Result) *assess.Node {
	if id == "overall" {
		return &res.Overall.Node
	}
	r := c.m.Rubric
	for i := range r.Parts {
		if r.Parts[i].ID == id {
			return &res.Parts[i]
		}
	}
	for i := range r.Dimensions {
		if r.Dimensions[i].ID == id {
			return &res.Dimensions[i]
		}
	}
	for i := range r.Practices {
		if r.Practices[i].ID == id {
			return &res.Practices[i].Node
		}
	}
	return &assess.Node{}
}

// share is the weight of the criteria in a state among all that are asked; for unanswered and don't know, among the
// applicable ones.
func (c *checker) share(res *assess.Result, state assess.State) (assess.Maybe[float64], []int) {
	in, all, at := 0.0, 0.0, 0
	weights := res.CriterionWeights()
	var named []int
	for i := range res.Practices {
		for _, cr := range res.Practices[i].Criteria {
			if cr.State == state {
				in += weights[at]
				named = append(named, at)
			}
			if cr.State != assess.NotAsked && (state == assess.NotApplicable || cr.State != assess.NotApplicable) {
				all += weights[at]
			}
			at++
		}
	}
	if all <= 0 {
		return assess.Maybe[float64]{}, named
	}
	return assess.Some(in / all), named
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

// regression is how far a node lies below the baseline, over what is answered both times and under the present weights. Above
// it, 0.
func (c *checker) regression(at string, res *assess.Result) assess.Maybe[float64] {
	if c.ctx.Baseline == nil {
		return assess.Maybe[float64]{}
	}
	both := assess.Shared(c.ctx.Baseline, res)
	old := c.node(at, c.evaluate(c.m.Alike(c.ctx.Baseline.Assessment, both))).Score
	new := c.node(at, c.evaluate(c.m.Alike(res.Assessment, both))).Score
	if !old.OK || !new.OK {
		return assess.Maybe[float64]{}
	}
	return assess.Some(max(0, old.Value-new.Value))
}

// discuss counts the criteria whose votes are far apart and on which nothing is agreed.
func (c *checker) discuss(res *assess.Result) (assess.Maybe[float64], []int) {
	if !res.Assessment.Panel {
		return assess.Maybe[float64]{}, nil
	}
	var named []int
	at := 0
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			if res.Practices[i].Criteria[k].Agreement == assess.Discuss && res.Assessment.Answers[at].State != assess.Answered {
				named = append(named, at)
			}
			at++
		}
	}
	return assess.Some(float64(len(named))), named
}
