package fleet

import (
	"fmt"
	"slices"

	"fathom/assess"
)

// draw makes one record.
type draw struct {
	dice
	f *Fleet
}

func (d *draw) assessment(i int) *assess.Assessment {
	opt := &d.f.opt
	a := &assess.Assessment{Subject: assess.Subject{ID: ID(i)}}
	bare, panel := d.chance(opt.Bare), d.chance(opt.Panels)
	d.subject(&a.Subject)
	a.Date = fmt.Sprintf("2026-%02d-%02d", 1+d.below(12), 1+d.below(28))
	a.Depth = "full"
	a.Raters = []assess.Rater{{ID: fmt.Sprintf("r%d", 1+d.below(99)), Role: d.word(roles)}}
	if bare {
		a.Subject, a.Depth, a.Raters = assess.Subject{ID: ID(i)}, "", nil
	}
	if panel {
		a.Panel, a.Raters = true, d.panel()
	}
	a.Answers = make([]assess.Answer, len(d.f.criteria))
	maturity := d.part()
	for k := range a.Answers {
		d.answer(&a.Answers[k], &d.f.criteria[k], maturity)
		if panel {
			d.votes(&a.Answers[k], &d.f.criteria[k], a.Raters)
		}
	}
	return a
}

func (d *draw) subject(s *assess.Subject) {
	s.Name = d.word(places) + " " + d.word(trades)
	if stages := d.f.r.Stages; len(stages) > 0 {
		s.Stage = stages[d.below(len(stages))].ID
	}
	if sectors := d.f.r.Sectors; len(sectors) > 0 {
		s.Sector = sectors[d.below(len(sectors))].ID
	}
	s.Tags = map[string]string{"region": d.word(regions), "tier": d.word(tiers)}
}

func (d *draw) panel() []assess.Rater {
	raters := make([]assess.Rater, 3+d.below(5))
	for i := range raters {
		raters[i] = assess.Rater{ID: fmt.Sprintf("r%d", i+1), Role: d.word(roles)}
	}
	return raters
}

func (d *draw) answer(a *assess.Answer, c *criterion, maturity float64) {
	opt := &d.f.opt
	a.Given = true
	kind, noEntry := d.part(), d.chance(0.75)
	level, reason := d.level(c, maturity), d.word(reasons)
	switch {
	case kind < opt.NA:
		a.State, a.Note = assess.NotApplicable, reason
		return
	case kind < opt.NA+opt.Unknown:
		a.State = assess.Unknown
	case kind < opt.NA+opt.Unknown+opt.Unanswered:
		a.State, a.Given = assess.Unanswered, true
		if noEntry {
			*a = assess.Answer{}
		}
		return
	default:
		a.State, a.Level = assess.Answered, level
	}
	d.beside(a)
}

// beside adds what may stand beside an answer.
func (d *draw) beside(a *assess.Answer) {
	opt := &d.f.opt
	if d.chance(opt.Notes) {
		a.Note = d.note(d.chance(opt.Awkward))
	}
	if d.chance(opt.Evidence) {
		a.Evidence = []string{d.word(sources), d.word(sources)}[:1+d.below(2)]
	}
	if d.chance(opt.Confidence) {
		a.Confidence = d.word(sure)
	}
}

func (d *draw) note(isAwkward bool) string {
	if isAwkward {
		return d.word(awkward)
	}
	return d.word(findings) + d.word(remarks)
}

// level draws a level: by the shares that were asked for, else around the subject's own maturity.
func (d *draw) level(c *criterion, maturity float64) int {
	x := d.part()
	if c.share != nil {
		k, _ := slices.BinarySearch(c.share, x)
		return c.levels[min(k, len(c.share)-1)]
	}
	x = 0.15 + 0.7*maturity + 0.6*(x+d.part()-1)
	return c.levels[min(max(int(x*float64(len(c.levels))), 0), len(c.levels)-1)]
}

// votes turns an answered criterion into a panel's: votes about the level, and in half the cases the level agreed on.
func (d *draw) votes(a *assess.Answer, c *criterion, raters []assess.Rater) {
	if a.State != assess.Answered {
		return
	}
	at := slices.Index(c.levels, a.Level)
	for _, r := range raters {
		v := assess.Vote{Rater: r.ID, State: assess.Answered}
		switch roll := d.below(20); {
		case roll == 0 && len(a.Votes) > 0: // no vote; but there is always one
			continue
		case roll == 1:
			v.State = assess.Unknown
		case roll == 2:
			v.State = assess.NotApplicable
		default:
			v.Level = c.levels[min(max(at+d.below(3)-1, 0), len(c.levels)-1)]
		}
		a.Votes = append(a.Votes, v)
	}
	if d.chance(0.5) {
		a.State, a.Level = assess.Unanswered, 0
	}
}
