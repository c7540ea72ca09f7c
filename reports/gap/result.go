package gap

import (
	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/number"
	"fathom/reports/record"
)

// json fills the shape of the result JSON.
func (g *Gap) json() resultDoc {
	res, f := g.Result, g.Frame()
	doc := resultDoc{
		Format:  Format,
		Program: record.Program(),
		Rubric:  record.RubricOf(g.Rubric, g.Digest),
		Subject: record.SubjectOf(g.Result),
		Overall: overallDoc{
			boundsDoc: bounds(&res.Overall.Node), beyondDoc: beyond(&res.Overall.Node, &f.Overall),
			Level:        res.Overall.Level,
			StageReached: res.Overall.StageReached, Attainment: res.Overall.Attainment,
			Agreement: res.Overall.Agreement, TooEarly: g.isTooEarly(),
		},
		Parts: []partDoc{}, Dimensions: []dimensionDoc{}, Practices: []practiceDoc{}, Priorities: []priorityDoc{},
		Comments: g.comments(), Warnings: []record.Warning{},
	}
	if i := res.Overall.Weakest; i.OK {
		doc.Overall.Weakest = &weakestDoc{g.ID(i.Value), res.Practices[i.Value].Score}
	}
	for i := range res.Parts {
		n := &res.Parts[i]
		doc.Parts = append(doc.Parts, partDoc{g.Rubric.Parts[i].ID, bounds(n), beyond(n, &f.Parts[i]),
			assess.Quantity(n.Weight)})
	}
	for i := range res.Dimensions {
		n, d := &res.Dimensions[i], &g.Rubric.Dimensions[i]
		doc.Dimensions = append(doc.Dimensions, dimensionDoc{d.ID, d.Part, bounds(n),
			beyond(n, &f.Dimensions[i]), assess.Quantity(n.Weight)})
	}
	for i := range res.Practices {
		doc.Practices = append(doc.Practices, g.practiceDoc(i))
	}
	for i := range res.Priorities {
		doc.Priorities = append(doc.Priorities, g.priorityDoc(&res.Priorities[i]))
	}
	doc.Plan = g.planDoc()
	for _, w := range res.Warnings {
		doc.Warnings = append(doc.Warnings, record.Warning{Code: w.Code, At: w.At, Message: g.Warning(w)})
	}
	return doc
}

func bounds(n *assess.Node) boundsDoc { return boundsDoc{n.Score, n.Low, n.High, n.Coverage} }

func (g *Gap) practiceDoc(i int) practiceDoc {
	p, rp := &g.Result.Practices[i], &g.Rubric.Practices[i]
	doc := practiceDoc{
		ID: rp.ID, Dimension: rp.Dimension, boundsDoc: bounds(&p.Node),
		beyondDoc: beyond(&p.Node, &g.Frame().Practices[i]), Weight: assess.Quantity(p.Weight),
		Target: p.Target, TargetPoints: p.Aim, TargetAgreed: p.IsAgreed, Gap: p.Gap, Level: p.Level,
		Criteria: make([]criterionDoc, len(p.Criteria)),
	}
	for k, c := range p.Criteria {
		a := g.Answer(i, k)
		cd := criterionDoc{
			ID: rp.ID + "/" + rp.Criteria[k].ID, State: c.State.String(), Value: c.Value, Level: c.Level,
			Weight: assess.Quantity(c.Weight),
			Votes:  map[string]any{}, Agreed: len(a.Votes) > 0 && a.IsAgreed(), Note: record.Given(a.Noted()),
		}
		for _, v := range a.Votes {
			cd.Votes[v.Rater] = record.Vote(v)
		}
		if c.State == assess.Answered {
			cd.Ticked = a.Ticked
		}
		if c.Agreement != assess.NoVotes {
			cd.Agreement = &c.Agreement
		}
		doc.Criteria[k] = cd
	}
	return doc
}

func (g *Gap) priorityDoc(p *assess.Priority) priorityDoc {
	doc := priorityDoc{
		Rank: p.Rank, Practice: g.ID(p.Practice), Own: assess.Quantity(p.Own),
		Effective: assess.Quantity(p.Effective), BestRank: p.BestRank,
		WorstRank: p.WorstRank,
		Urgent:    p.Urgent, Focus: p.Focus, Certain: p.Certain, Waiting: p.Waiting,
		OpenRequires: g.IDs(p.OpenRequires),
	}
	if p.InheritedFrom.OK {
		doc.InheritedFrom = record.Given(g.ID(p.InheritedFrom.Value))
	}
	return doc
}

func (g *Gap) planDoc() planDoc {
	doc := planDoc{Phases: []phaseDoc{}, NotNow: []notNowDoc{}, FindOutFirst: g.IDs(g.Result.Plan.FindOutFirst)}
	for _, ph := range plan.Begin(g.Result) {
		pd := phaseDoc{Days: ph.Days, Actions: []actionDoc{},
			Projected: projectedDoc{ph.Projected.Overall, map[string]number.Value{}, map[string]number.Value{}}}
		for _, st := range ph.Actions {
			pd.Actions = append(pd.Actions, actionDoc{g.ID(st.Practice), st.To, st.FromDay, st.ToDay, st.Action.Effort,
				assess.Quantity(g.Rubric.Work(st.Action)), record.Given(st.Action.Owner)})
		}
		for i, v := range ph.Projected.Parts {
			pd.Projected.Parts[g.Rubric.Parts[i].ID] = v
		}
		for i, v := range ph.Projected.Practices {
			pd.Projected.Practices[g.ID(i)] = v
		}
		doc.Phases = append(doc.Phases, pd)
	}
	for _, n := range g.Result.Plan.NotNow {
		doc.NotNow = append(doc.NotNow, notNowDoc{g.ID(n.Practice), n.Reason})
	}
	return doc
}
