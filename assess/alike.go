package assess

// Alike says what of several results of one subject is compared like for like, under the weights of the last, the
// present one. What does not apply or was not asked there stays out on every side; what applies there and is not
// compared is missing on every side. So a practice weighs the same then and now, and as much as in the present score.
type Alike struct {
	Compared []bool // has a value in every result, given to a text that asks what the criterion asks now
	Answered []bool // has a value in every result, whatever text it was given to
	Out      []bool // does not apply, or was not asked, in the present result
}

// Alike finds what results of one subject have in common, the present one last.
func (m *Model) Alike(results ...*Result) Alike {
	al := Alike{make([]bool, m.Len()), make([]bool, m.Len()), make([]bool, m.Len())}
	for i, state := range results[len(results)-1].states() {
		al.Compared[i], al.Answered[i], al.Out[i] = true, true, state == NotApplicable || state == NotAsked
	}
	for _, res := range results {
		for i, state := range res.states() {
			al.Answered[i] = al.Answered[i] && state == Answered
			al.Compared[i] = al.Compared[i] && al.Answered[i] && m.IsPresent(i, res.Assessment.Answers[i].Text)
		}
	}
	return al
}

// OfAnyText is what is answered in every result, as if every text were still the present one.
func (al Alike) OfAnyText() Alike { return Alike{al.Answered, al.Answered, al.Out} }

// IsPresent reports whether a text that was rated asks what criterion i asks now, as far as anybody recorded it.
func (m *Model) IsPresent(i int, digest string) bool {
	return digest == "" || m.Criterion(i).Means(digest)
}

// OtherTexts are the places of the answers that were given to texts which have changed since, or may have: they are
// scored as they were given until somebody confirms them.
func (m *Model) OtherTexts(a *Assessment) []int {
	var out []int
	for i := range a.Answers {
		if answer := &a.Answers[i]; answer.Given && !m.IsPresent(i, answer.Text) {
			out = append(out, i)
		}
	}
	return out
}

// OtherTexts are those of the answers that the result rests on; see [Model.OtherTexts].
func (res *Result) OtherTexts() []int { return res.Model.OtherTexts(res.Assessment) }

// states lists the states of all criteria, in rubric order.
func (res *Result) states() []State {
	var out []State
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			out = append(out, res.Practices[i].Criteria[k].State)
		}
	}
	return out
}

// Of is an assessment as it is compared, to be scored under the present stage and sector.
func (al Alike) Of(a *Assessment) *Assessment {
	out := *a
	out.Depth, out.Answers = "", make([]Answer, len(a.Answers))
	for i := range out.Answers {
		switch {
		case al.Out[i]:
			out.Answers[i] = Answer{Given: true, State: NotApplicable}
		case al.Compared[i]:
			out.Answers[i] = a.Answers[i]
		}
	}
	return &out
}

// Count is how many criteria are compared.
func (al Alike) Count() int {
	n := 0
	for _, is := range al.Compared {
		if is {
			n++
		}
	}
	return n
}
