package reports

import (
	"fathom/assess"
	"fathom/reports/number"
)

// json fills the shape of the result JSON.
func (b *Gap) json() resultDoc {
	res := b.res
	doc := resultDoc{
		Format:  ResultFormat,
		Rubric:  rubricDocOf(b.r, b.digest),
		Subject: b.subjectDoc(),
		Overall: overallDoc{
			boundsDoc: bounds(&res.Overall.Node), Level: res.Overall.Level,
			StageReached: res.Overall.StageReached, Attainment: res.Overall.Attainment, Agreement: res.Overall.Agreement,
		},
		Parts: []partDoc{}, Dimensions: []dimensionDoc{}, Practices: []practiceDoc{}, Priorities: []priorityDoc{}, Warnings: []warningDoc{},
	}
	if i := res.Overall.Weakest; i.OK {
		doc.Overall.Weakest = &weakestDoc{b.id(i.Value), res.Practices[i.Value].Score}
	}
	for i := range res.Parts {
		n := &res.Parts[i]
		doc.Parts = append(doc.Parts, partDoc{b.r.Parts[i].ID, bounds(n), n.Weight})
	}
	for i := range res.Dimensions {
		n, d := &res.Dimensions[i], &b.r.Dimensions[i]
		doc.Dimensions = append(doc.Dimensions, dimensionDoc{d.ID, d.Part, bounds(n), n.Weight})
	}
	for i := range res.Practices {
		doc.Practices = append(doc.Practices, b.practiceDoc(i))
	}
	for i := range res.Priorities {
		doc.Priorities = append(doc.Priorities, b.priorityDoc(&res.Priorities[i]))
	}
	doc.Plan = b.planDoc()
	for _, w := range res.Warnings {
		doc.Warnings = append(doc.Warnings, warningDoc{w.Code, w.At, b.warning(w)})
	}
	return doc
}

func (b *builder) id(i int) string { return b.r.Practices[i].ID }

func (b *builder) ids(is []int) []string {
	out := make([]string, len(is))
	for k, i := range is {
		out[k] = b.id(i)
	}
	return out
}

func bounds(n *assess.Node) boundsDoc { return boundsDoc{n.Score, n.Low, n.High, n.Coverage} }

// given is a text, or null where there is none.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (b *builder) subjectDoc() subjectDoc {
	a := b.res.Assessment
	tags := a.Subject.Tags
	if tags == nil {
		tags = map[string]string{}
	}
	return subjectDoc{a.Subject.ID, given(a.Subject.Name), given(b.res.Stage), given(b.res.Sector), a.Date, tags, depthWord(a.Depth), asked(b.res)}
}

func asked(res *assess.Result) askedDoc {
	asked, all := res.Asked()
	return askedDoc{asked, all}
}

func (b *builder) practiceDoc(i int) practiceDoc {
	p, rp := &b.res.Practices[i], &b.r.Practices[i]
	doc := practiceDoc{
		ID: rp.ID, Dimension: rp.Dimension, boundsDoc: bounds(&p.Node), Weight: p.Weight,
		Target: p.Target, TargetPoints: p.Aim, Gap: p.Gap, Level: p.Level, Criteria: make([]criterionDoc, len(p.Criteria)),
	}
	for k, c := range p.Criteria {
		a := b.answer(i, k)
		cd := criterionDoc{
			ID: rp.ID + "/" + rp.Criteria[k].ID, State: c.State.String(), Value: c.Value, Level: c.Level, Weight: c.Weight,
			Votes: map[string]any{}, Note: given(a.Note),
		}
		for _, v := range a.Votes {
			cd.Votes[v.Rater] = voteDoc(v)
		}
		if c.Agreement != assess.NoVotes {
			cd.Agreement = &c.Agreement
		}
		doc.Criteria[k] = cd
	}
	return doc
}

func voteDoc(v assess.Vote) any {
	if v.State == assess.Answered {
		return v.Level
	}
	return v.State.String()
}

func (b *builder) priorityDoc(p *assess.Priority) priorityDoc {
	doc := priorityDoc{
		Rank: p.Rank, Practice: b.id(p.Practice), Own: p.Own, Effective: p.Effective, BestRank: p.BestRank, WorstRank: p.WorstRank,
		Urgent: p.Urgent, Focus: p.Focus, Certain: p.Certain, Waiting: p.Waiting, OpenRequires: b.ids(p.OpenRequires),
	}
	if p.InheritedFrom.OK {
		doc.InheritedFrom = given(b.id(p.InheritedFrom.Value))
	}
	return doc
}

func (b *builder) planDoc() planDoc {
	plan := &b.res.Plan
	doc := planDoc{Phases: []phaseDoc{}, NotNow: []notNowDoc{}, FindOutFirst: b.ids(plan.FindOutFirst)}
	for _, ph := range plan.Phases {
		pd := phaseDoc{Days: ph.Days, Actions: []actionDoc{}, Projected: projectedDoc{ph.Projected.Overall, map[string]number.Value{}, map[string]number.Value{}}}
		for _, st := range ph.Actions {
			pd.Actions = append(pd.Actions, actionDoc{b.id(st.Practice), st.To, st.FromDay, st.ToDay, st.Action.Effort, given(st.Action.Owner)})
		}
		for i, v := range ph.Projected.Parts {
			pd.Projected.Parts[b.r.Parts[i].ID] = v
		}
		for i, v := range ph.Projected.Practices {
			pd.Projected.Practices[b.id(i)] = v
		}
		doc.Phases = append(doc.Phases, pd)
	}
	for _, n := range plan.NotNow {
		doc.NotNow = append(doc.NotNow, notNowDoc{b.id(n.Practice), n.Reason})
	}
	return doc
}
