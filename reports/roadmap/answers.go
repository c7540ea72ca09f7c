package roadmap

import (
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// This file says what missing answers do to an aim that is judged whatever they turn out to be.

// answers names those that the aim needs; or, where steps lead there without them, those that would help most.
func (r *Roadmap) answers() []doc.Block {
	if len(r.answer.Needed) > 0 {
		items := make([]string, len(r.answer.Needed))
		for k := range items {
			items[k] = r.needed(&r.answer.Needed[k])
		}
		return []doc.Block{doc.Paragraph{Text: r.Say("Steps alone do not get there: until it is answered, what is missing counts as the lowest level. These answers are needed first:", "只靠行动到不了：还没有答案的，一律按最低级算。先要补上这些答案：")},
			doc.List{Items: items}, doc.Paragraph{Text: r.Say("With them, fewer steps may do, or none.", "补上以后，要做的步骤也许会少，也许一步都不必做。")}}
	}
	n := len(r.answer.Missing)
	if n == 0 || !r.answer.Reached() {
		return nil
	}
	var most []string
	for _, i := range r.answer.Missing[:min(n, fewNames)] {
		most = append(most, r.CriterionAt(i))
	}
	text := r.Say("This holds whatever the missing answers (%[1]s) turn out to be: until then, each counts as the lowest level. With them, less may do; ask first about %[3]s.", "缺的答案（%[2]d 条标准）不管补成什么，这都成立：没补上的，一律按最低级算。补上以后，也许不必做这么多；最该先问的是：%[3]s。",
		say.Count(n, "1 criterion", "%d criteria"), n, r.List(most))
	return []doc.Block{doc.Paragraph{Text: text}}
}

// needed is an answer with the level that it must have.
func (r *Roadmap) needed(n *plan.Needed) string {
	name := r.CriterionAt(n.Criterion)
	if !n.Level.OK {
		return name
	}
	i, k := r.Place(n.Criterion)
	s := r.Rubric.Scale(r.Rubric.Practices[i].Criteria[k].Scale)
	a := &r.Result.Assessment.Answers[n.Criterion]
	byVotes := len(a.Votes) > 0 && !a.IsAgreed() // of what the panel agreed not to know, no vote is missing
	switch {
	case byVotes && names.OwnValues(s):
		return r.Say("%s, each missing vote at least %s", "%s（缺的票至少“%s”）", name, r.Level(s, n.Level.Value))
	case byVotes:
		return r.Say("%s, each missing vote at least level %d", "%s（缺的票至少 %d 级）", name, n.Level.Value)
	case names.OwnValues(s):
		return r.Say("%s, at least %s", "%s（至少“%s”）", name, r.Level(s, n.Level.Value))
	}
	return r.Say("%s, at least level %d", "%s（至少 %d 级）", name, n.Level.Value)
}
