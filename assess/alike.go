package assess

// Shared marks the criteria that have a value in every result: what can be compared like for like.
func Shared(all ...*Result) []bool {
	var out []bool
	for p := range all[0].Practices {
		for k := range all[0].Practices[p].Criteria {
			every := true
			for _, res := range all {
				every = every && res.Practices[p].Criteria[k].Value.OK
			}
			out = append(out, every)
		}
	}
	return out
}

// Only returns the assessment with the marked answers alone.
func (a *Assessment) Only(marked []bool) *Assessment {
	out := *a
	out.Answers = make([]Answer, len(a.Answers))
	for i := range marked {
		if marked[i] {
			out.Answers[i] = a.Answers[i]
		}
	}
	return &out
}

// Alike returns the assessment with what can be compared alone. Where points are added up, the rest does not apply: a sum takes
// what is missing to be like the others, and would count points that were never compared.
func (m *Model) Alike(a *Assessment, shared []bool) *Assessment {
	out := a.Only(shared)
	for i := range out.Answers {
		if !shared[i] && m.Rubric.Scoring.Sums() {
			out.Answers[i] = Answer{Given: true, State: NotApplicable}
		}
	}
	return out
}
