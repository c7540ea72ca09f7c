package foreign

import (
	"fmt"
	"maps"
	"slices"

	"fathom/rubric"
)

// Keep notes the ids that an earlier import had for what now has others: a question whose text stands once in both, or
// one that stood under the same id of its practice. Where a source numbers anew, ids stay with the texts. It returns
// how many. Answers of the earlier one then count on.
func (im *Import) Keep(old *rubric.Rubric) (kept int) {
	r := im.Rubric
	kept = im.stick(old)
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
	im.goOn(old)
	return kept
}

// goOn takes over the ids that the earlier import knew already of what came before it.
func (im *Import) goOn(old *rubric.Rubric) {
	had := map[string][]string{} // by the full ids, and those of practices
	for i := range old.Practices {
		p := &old.Practices[i]
		had[p.ID] = p.Was
		for k := range p.Criteria {
			had[rubric.FullID(p.ID, p.Criteria[k].ID)] = p.Criteria[k].Was
		}
	}
	for i := range im.Rubric.Practices {
		p := &im.Rubric.Practices[i]
		for _, id := range append([]string{p.ID}, p.Was...) {
			p.Was = append(p.Was, had[id]...)
		}
		for k := range p.Criteria {
			c := &p.Criteria[k]
			for _, id := range rubric.FormerIDs(*p, *c) {
				c.Was = append(c.Was, had[id]...)
			}
			c.Was = unique(c.Was, c.ID, rubric.FullID(p.ID, c.ID))
		}
		p.Was = unique(p.Was, p.ID)
	}
}

// unique is a list without what stands in it twice, or is another thing.
func unique(list []string, but ...string) (out []string) {
	for _, s := range list {
		if !slices.Contains(out, s) && !slices.Contains(but, s) {
			out = append(out, s)
		}
	}
	return out
}

func hasPractice(r *rubric.Rubric, id string) bool { return slices.Contains(r.PracticeIDs(), id) }

// places are the criteria by what they ask: places of practice and criterion.
func places(r *rubric.Rubric) map[string][][2]int {
	out := map[string][][2]int{}
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			text := textOf(r, &r.Practices[i].Criteria[k])
			out[text] = append(out[text], [2]int{i, k})
		}
	}
	return out
}

// textOf is what a criterion asks.
func textOf(r *rubric.Rubric, c *rubric.Criterion) string {
	return unnumbered(c.Name.In(r.Languages...)) + "\x00" + unnumbered(c.Question.In(r.Languages...))
}

// Follow makes the rubric the next version of one with the same id, where its content is another: what answers were
// given by must differ in its version. Where the source names a version, and a new one, that stands.
func (im *Import) Follow(old *rubric.Rubric) {
	im.Rubric.ID = old.ID
	if im.Origin.Version != "" && im.Rubric.Version != old.Version {
		return
	}
	var major, minor, patch int
	im.Rubric.Version = old.Version + ".1"
	if n, err := fmt.Sscanf(old.Version+" ", "%d.%d.%d ", &major, &minor, &patch); err == nil && n == 3 {
		im.Rubric.Version = fmt.Sprintf("%d.%d.0", major, minor+1)
	}
}
