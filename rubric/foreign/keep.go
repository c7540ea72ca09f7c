package foreign

import (
	"maps"
	"slices"

	"fathom/rubric"
)

// Keep notes the ids that an earlier import had for what now has others: a question whose text stands once in both, or
// one that stood under the same id of its practice. It returns how many. Answers of the earlier one then count on.
func (im *Import) Keep(old *rubric.Rubric) (kept int) {
	r := im.Rubric
	now, before := places(r), places(old)
	have := map[string]bool{}
	for _, id := range r.CriterionIDs() {
		have[id] = true
	}
	was := map[string]string{} // practices, by their ids now
	for _, text := range slices.Sorted(maps.Keys(now)) {
		at, then := now[text], before[text]
		if len(at) != 1 || len(then) != 1 {
			continue
		}
		p := &r.Practices[at[0][0]]
		c := &p.Criteria[at[0][1]]
		q := &old.Practices[then[0][0]]
		former := rubric.FullID(q.ID, q.Criteria[then[0][1]].ID)
		if have[former] || former == rubric.FullID(p.ID, c.ID) {
			continue
		}
		kept++
		if q.ID != p.ID && c.ID == q.Criteria[then[0][1]].ID && len(p.Criteria) == 1 && !hasPractice(r, q.ID) {
			was[p.ID] = q.ID
			continue
		}
		c.Was = append(c.Was, former)
	}
	for i := range r.Practices {
		if former, ok := was[r.Practices[i].ID]; ok {
			r.Practices[i].Was = append(r.Practices[i].Was, former)
		}
	}
	return kept
}

func hasPractice(r *rubric.Rubric, id string) bool { return slices.Contains(r.PracticeIDs(), id) }

// places are the criteria by what they ask: places of practice and criterion.
func places(r *rubric.Rubric) map[string][][2]int {
	out := map[string][][2]int{}
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			c := &r.Practices[i].Criteria[k]
			text := c.Name.In(r.Languages...) + "\x00" + c.Question.In(r.Languages...)
			out[text] = append(out[text], [2]int{i, k})
		}
	}
	return out
}
