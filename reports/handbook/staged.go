package handbook

import "fathom/rubric"

// stagedRule says how a staged practice comes to its level.
func (b *builder) stagedRule(r rubric.Rule) string {
	return b.Say(
		"the highest level of the scale %s up to which every criterion reaches its level %d; the rung of a criterion says which level asks for it. What does not apply or was not asked holds nothing up, and a level on which nothing counts is passed over. Until all is answered, it is the level of what is answered; the lower bound is what is held whatever the rest may be.",
		"按标尺 %s 从低到高，各条标准都达到自己的第 %d 级，最高做到哪一级就是哪一级；每条标准写明自己属于哪一级。不适用和没问到的不挡路，没有计分标准的级别跳过。没答全时，按已答的算；区间的下端是无论其余怎么答都站得住的级别。",
		r.Scale, *r.Pass)
}

// rung is the level of its practice that asks for the k-th criterion; "" where none does.
func (b *builder) rung(i, k int) string {
	p := &b.Rubric.Practices[i]
	if l := b.Rubric.RungOf(p, &p.Criteria[k]); l != nil {
		return b.levelTitle(*l)
	}
	return ""
}
