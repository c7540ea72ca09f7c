package lint

import (
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// core checks that quick depth finds its one question.
func (l *linter) core(p *rubric.Practice, path string) {
	n := 0
	for _, c := range p.Criteria {
		if c.Core {
			n++
		}
	}
	if n != 1 {
		l.err(path+"/criteria", "core", say.Both("practice %s has %d core criteria; quick depth asks exactly one", "%s 有 %d 条核心标准；深度 quick 每项恰好问一条", p.ID, n))
	}
}

// unanchored warns, once a practice, of criteria that describe no level: raters then have the words of the scale alone
// to choose by.
func (l *linter) unanchored(p *rubric.Practice, path string) {
	n := 0
	for k := range p.Criteria {
		if p.Criteria[k].Unanchored(l.r.Scale(p.Criteria[k].Scale)) {
			n++
		}
	}
	if n > 0 {
		l.warn(path+"/criteria", "unanchored", say.Both(
			"criteria of %[1]s without level texts: %[2]d of %[3]d; raters see what the levels of the scale mean, and would agree better on what can be seen to be done",
			"%[1]s 的 %[3]d 条标准里有 %[2]d 条没有写各级描述，评分人只看到标尺各级的含义；写清各级看得到什么，评分才更一致", p.ID, n, len(p.Criteria)))
	}
}

// sameAs warns of a text that is declared to ask the same as itself: whoever wrote that took the wrong digest.
func (l *linter) sameAs(c *rubric.Criterion, path string) {
	if len(c.SameAs) == 0 {
		return
	}
	if k := slices.Index(c.SameAs, c.TextDigest()); k >= 0 {
		l.warn(fmt.Sprintf("%s/same_as/%d", path, k), "same-as", say.Both(
			"%s is the digest of the present text of %s and says nothing; same_as names earlier texts: `fathom rubric diff OLD NEW` prints theirs",
			"%s 就是 %s 现在文字的摘要，写了等于没写；same_as 要写旧文字的摘要：`fathom rubric diff 旧标准 新标准` 会列出来", c.SameAs[k], c.ID))
	}
}

// scaleOf is the one scale of a practice; two are an error, and nil.
func (l *linter) scaleOf(p *rubric.Practice, path string) *rubric.Scale {
	for _, c := range p.Criteria[1:] {
		if c.Scale != p.Criteria[0].Scale {
			l.err(path+"/criteria/"+c.ID, "two-scales", say.Both(
				"%s is rated on scale %s and its sibling %s on %s; one practice, one scale",
				"%s 用标尺 %s，而同一项里的 %s 用 %s；一项只能用一把标尺", c.ID, c.Scale, p.Criteria[0].ID, p.Criteria[0].Scale))
			return nil
		}
	}
	return l.r.Scale(p.Criteria[0].Scale)
}

// levelHoles warns where the numbers of the levels skip one.
func (l *linter) levelHoles(s *rubric.Scale, path string) {
	for k := 1; k < len(s.Levels); k++ {
		low, high := s.Levels[k-1].Level, s.Levels[k].Level
		if high-low > 1 {
			l.warn(fmt.Sprintf("%s/%d", path, high), "level-hole", say.Both(
				"the levels go from %d to %d: no step leads to %d, and raters at %[1]d and %[2]d count as %[4]d levels apart",
				"级别从 %d 跳到 %d：没有一步通往 %d，打 %[1]d 和打 %[2]d 的人算作相差 %[4]d 级", low, high, low+1, high-low))
		}
	}
}

// actions checks that there is one action for each step of the scale up to the highest target, and none for others.
func (l *linter) actions(p *rubric.Practice, path string, scale *rubric.Scale) {
	for _, a := range p.Actions {
		at := fmt.Sprintf("%s/actions/%d", path, a.To)
		l.text(at+"/text", a.Text)
		l.text(at+"/kpi", a.KPI)
		if _, ok := scale.Value(a.To); !ok || a.To == scale.Levels[0].Level {
			l.err(at, "action", say.Both("no step leads to %[1]d on scale %[2]s", "标尺 %[2]s 上没有通往 %[1]d 的一步", a.To, scale.ID))
		}
	}
	highest, wanted := l.highestTarget(p)
	for _, level := range scale.Levels[1:] {
		if wanted && !leadsTo(p, level.Level) && float64(level.Level) <= highest {
			l.warn(path+"/actions", "missing-action", say.Both("practice %s has no action for the step to level %d", "%s 没有写升到第 %d 级的行动", p.ID, level.Level))
		}
	}
}

// leadsTo reports whether a practice has an action for the step to a level.
func leadsTo(p *rubric.Practice, level int) bool {
	return slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return a.To == level })
}

// idle warns of what is there and does nothing: a dimension or a part without a practice, a scale that no criterion
// names. A base's scales may be more than what an overlay keeps needs; owners wait for actions.
func (l *linter) idle() {
	used := map[string]bool{"scales/" + l.r.Scoring.Practice.Scale: true}
	for _, p := range l.r.Practices {
		used["dimensions/"+p.Dimension] = true
		for _, c := range p.Criteria {
			used["scales/"+c.Scale] = true
		}
	}
	for _, d := range l.r.Dimensions {
		if used["dimensions/"+d.ID] {
			used["parts/"+d.Part] = true
		}
	}
	empty := func(path string) {
		if !used[path] {
			l.warn(path, "idle", say.Both("there is no practice in it: it is listed and never scored", "里面一项也没有：会列出来，但永远没有得分"))
		}
	}
	for _, p := range l.r.Parts {
		empty("parts/" + p.ID)
	}
	for _, d := range l.r.Dimensions {
		empty("dimensions/" + d.ID)
	}
	l.spare(used)
}

// members warns where parts that rate a member of the channel leave something unsaid: whose channel it is, where no
// part rates the subject, and which firm each of several is about, as answers name one.
func (l *linter) members() {
	of := l.r.MemberParts()
	if len(of) > 0 && len(of) == len(l.r.Parts) {
		l.warn("parts/"+of[0], "no-own-part", say.Both(
			"every part rates a partner, and none the subject itself: no team can stand beside its firms; leave `of` out where the subject is rated",
			"每一部分评的都是渠道成员，没有一部分评对象自己：报告里没有团队可以和各家放在一起；评对象自己的部分不要写 `of`"))
	}
	for _, id := range of[min(1, len(of)):] {
		l.warn("parts/"+id, "two-members", say.Both(
			"%s and %s both rate a partner, and answers name one: one file would rate the same firm in both; if they are of different firms, give each a file of its own (--depth %[2]s)",
			"%s 和 %s 评的都是渠道成员，而一份答卷只写一家：两部分会算作同一家；如果是不同的企业，请各用一份答卷（--depth %[2]s）", of[0], id))
	}
}

// spare warns of scales that nothing names.
func (l *linter) spare(used map[string]bool) {
	if l.r.Base != nil {
		return
	}
	for _, s := range l.r.Scales {
		if path := "scales/" + s.ID; !used[path] {
			l.warn(path, "idle", say.Both("no criterion is rated on the scale %s", "没有标准用标尺 %s 打分", s.ID))
		}
	}
}

// provenance checks that each clause of the source is scored, and that nothing unknown is named.
func (l *linter) provenance() {
	entries, clauses := map[string]bool{}, map[string]bool{}
	for _, e := range l.r.Source {
		entries[e.ID] = true
		for _, c := range e.Clauses {
			clauses[c.ID] = false
		}
	}
	for _, p := range l.r.Practices {
		for _, s := range p.Sources {
			if !entries[s] {
				l.err("practices/"+p.ID+"/sources", "unknown-source", say.Both("the source has no entry %s", "来源里没有 %s 这一条", s))
			}
		}
		for _, c := range p.Criteria {
			for _, id := range c.Clauses {
				if _, ok := clauses[id]; !ok {
					l.err("practices/"+p.ID+"/criteria/"+c.ID+"/clauses/"+id, "unknown-clause", say.Both("the source has no clause %s", "来源里没有 %s 这一句", id))
				}
				clauses[id] = true
			}
		}
	}
	for _, e := range l.r.Source {
		l.unscored(e, clauses)
	}
}
