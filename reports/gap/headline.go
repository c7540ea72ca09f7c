package gap

import (
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/finding"
	"fathom/assess/panel"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/say"
)

// named is how many strong practices, and how many gaps, a headline names.
const named = 3

// isTooEarly reports whether too little is answered to say where the subject stands.
func (g *Gap) isTooEarly() bool { return g.Result.TooEarly() }

// whole is the overall score with what it can become once everything that was asked is answered.
func (g *Gap) whole() *assess.Node {
	n := g.Result.Possible()
	return &n
}

// level is the one of a node, and none while it is too early to say where the subject stands; ranked and begin are the
// priorities and the phases of the plan likewise.
func (g *Gap) level(n *assess.Node) assess.Maybe[int] {
	if g.isTooEarly() {
		return assess.Maybe[int]{}
	}
	return n.Level
}

func (g *Gap) ranked() []assess.Priority {
	if g.isTooEarly() {
		return nil
	}
	return g.Result.Priorities
}

func (g *Gap) begin() []assess.Phase {
	if g.isTooEarly() {
		return nil
	}
	return plan.Begin(g.Result)
}

// headline says in three sentences at most where the subject stands, in what it is strong and short, and what kind of
// shortfall it is.
func (g *Gap) headline() string {
	if g.isTooEarly() {
		return g.tooEarly()
	}
	sentences := []string{g.standing()}
	for _, s := range []string{g.strongAndShort(), g.kindOfShortfall()} {
		if s != "" {
			sentences = append(sentences, s)
		}
	}
	return strings.Join(sentences, g.Say(" ", ""))
}

// tooEarly says how little is answered, and nothing else.
func (g *Gap) tooEarly() string {
	counts := g.counts()
	done := counts[assess.Answered]
	all := done + counts[assess.Unknown] + counts[assess.Unanswered]
	if t := g.ofWhole(); g.Result.Assessment.Panel && !g.Result.Overall.Provisional() && !g.Result.LacksPart() {
		return g.Say("Only %[1]s of the votes are in: too early to say where %[2]s stands.", "%[2]s：选票只收到 %[1]s，还不能下结论。", number.Percent(assess.Some(t.Answered), assess.ProvisionalBelow), g.Whom())
	}
	share := ""
	if !number.Less(float64(done)/float64(max(all, 1)), assess.ProvisionalBelow) { // those that are missing weigh more
		share = g.Say(" (%s of the weight)", "（占权重 %s）", number.Answered(g.whole()))
	}
	return g.Say("%[1]d of %[5]s %[6]s answered%[3]s: too early to say where %[4]s stands.", "%[4]s：%[2]d 题只答了 %[1]d 题%[3]s，还不能下结论。",
		done, all, share, g.Whom(), say.Count(all, "1 question", "%d questions"), say.Agree(done, "is", "are"))
}

// standing is the score against the target, the level and the attainment.
func (g *Gap) standing() string {
	o, target := &g.Result.Overall, g.Frame().Overall.Target
	score := g.Overall(o.Score)
	text := g.Say("%s scores %s of %s", "%s：总分 %s（满分 %s）", g.Whom(), score, g.Most(&g.Frame().Overall, o.Score))
	if target.OK {
		text += g.beside(score, g.OverallTarget())
	}
	if o.Level.OK {
		text += g.Say(": %s", "；处于 %s", g.Level(o.Scale, o.Level.Value))
	}
	if in := g.Band(g.whole()); in != "" && o.Level.OK {
		text += g.Say("; %s", "；属于%s", in)
	} else if in != "" {
		text += g.Say(": %s", "；属于%s", in)
	}
	if o.Attainment.OK {
		text += g.Say("; target attainment %s", "，目标达成度 %s", number.Percent(o.Attainment))
	}
	return text + g.Say(".", "。")
}

// beside says how the whole stands to its target, as both are printed.
func (g *Gap) beside(score, wanted string) string {
	x, errX := strconv.ParseFloat(score, 64)
	y, errY := strconv.ParseFloat(wanted, 64)
	switch {
	case errX != nil || errY != nil:
		return ""
	case x == y:
		return g.Say(", on target", "，达到目标")
	case x > y:
		return g.Say(", above its target of %s", "，高于目标 %s", wanted)
	}
	return g.Say(" against a target of %[1]s", "，目标 %[1]s，差 %[2]s", wanted, assess.Round(y-x, g.OverallPlaces()))
}

// isThere reports whether the whole has reached its target, as a whole can while practices have not.
func (g *Gap) isThere() bool {
	now, target := g.Result.Overall.Score, g.Frame().Overall.Target
	return now.OK && target.OK && !number.Less(now.Value, target.Value)
}

// strongAndShort names what is strong and where the gaps weigh most; without any target, what is strong and where
// scores are lowest.
func (g *Gap) strongAndShort() string {
	strong, gaps := first(g.strong(), named), first(g.widest(), named)
	switch {
	case !g.HasTargets():
		return g.highAndLow(strong, g.weak())
	case len(gaps) == 0:
		return g.noGap()
	case len(strong) == 0:
		return g.Say("Nothing is at its target yet; %s.", "还没有一项达到目标；%s。", g.gapsIn(gaps))
	}
	return g.Say("Strong in %s; %s.", "强项是%s；%s。", g.Practices(strong), g.gapsIn(gaps))
}

// highAndLow names what is strong and what is lowest; "" where nothing is lower than the rest.
func (g *Gap) highAndLow(high, low []int) string {
	names := g.Practices(first(low, named))
	if more := len(low) - named; more > 0 {
		names = g.Say("%[1]s and %[2]d more", "%[1]s等 %[3]d 项", names, more, len(low))
	}
	switch {
	case len(low) == 0:
		return ""
	case len(high) == 0:
		return g.Say("Scores are lowest in %s.", "得分最低的是%s。", names)
	}
	return g.Say("Strong in %s; scores are lowest in %s.", "强项是%s；得分最低的是%s。", g.Practices(high), names)
}

// gapsIn names the widest gaps; where the whole is at its target, it says that practices are not.
func (g *Gap) gapsIn(widest []int) string {
	n, names := len(g.widest()), g.Practices(widest)
	switch {
	case g.isThere() && n == 1:
		return g.Say("1 practice is still below its own target: %s", "但仍有 1 项没达到自己的目标：%s", names)
	case g.isThere():
		return g.Say("%[3]s still below their own targets, most of all %[2]s", "但仍有 %[1]d 项没达到自己的目标，差距影响最大的是%[2]s", n, names,
			say.Count(n, "1 practice is", "%d practices are"))
	case n == 1:
		return g.Say("the only gap is in %s", "有差距的只有%s", names)
	}
	return g.Say("the gaps that weigh most are in %s", "差距影响最大的是%s", names)
}

func first[T any](all []T, n int) []T { return all[:min(len(all), n)] }

// kindOfShortfall says what most criteria that keep a practice below its target have in common: they stand at one
// level, which says what is short. "" where they do not.
func (g *Gap) kindOfShortfall() string {
	below, at := 0, map[*rubric.Scale]map[int]int{}
	for i := range g.Result.Practices {
		p := &g.Result.Practices[i]
		if !p.InOverall || !p.HasGap() || p.Scale == nil || !g.Result.Model.SharesScale(i) {
			continue
		}
		for k := range p.Criteria {
			level, ok := finding.Reached(p.Scale, &p.Criteria[k])
			if !ok || p.Criteria[k].Weight == 0 || !number.Less(p.Criteria[k].Value.Value, p.Aim.Value) {
				continue
			}
			if at[p.Scale] == nil {
				at[p.Scale] = map[int]int{}
			}
			at[p.Scale][level]++
			below++
		}
	}
	for scale, levels := range at { // one of them has more than half, or none
		for level, n := range levels {
			if words := g.shortAt(scale, level); 2*n > below && words != "" && below > 1 {
				if n == below {
					return g.Say("All %[4]s below target stand at level %[2]d: %[3]s.", "低于目标的 %[1]d 条标准都停在 %[2]d 级：%[3]s。",
						n, level, words, say.Count(n, "1 criterion", "%d criteria"))
				}
				return g.Say("%[1]d of the %[5]s below target stand at level %[3]d: %[4]s.", "低于目标的 %[2]d 条标准中，有 %[1]d 条停在 %[3]d 级：%[4]s。",
					n, below, level, words, say.Count(below, "1 criterion", "%d criteria"))
			}
		}
	}
	return ""
}

// shortAt says in a few words what is short at a level, "" where the rubric does not.
func (g *Gap) shortAt(scale *rubric.Scale, level int) string {
	for _, l := range scale.Levels {
		if l.Level == level {
			return g.Text(l.Short)
		}
	}
	return ""
}

// panel says of several raters how far they agree, and what the scores are worth; nil of one.
func (g *Gap) panel() []doc.Block {
	if !g.Result.Assessment.Panel {
		return nil
	}
	raters, agenda := len(g.Result.Assessment.Voters()), panel.NewAgenda(g.Result.Model, g.Result)
	text := g.Say("%[2]s.", "%[1]d 位评分人。", raters, say.Count(raters, "1 rater", "%d raters"))
	if v := g.Result.Overall.Agreement; v.OK {
		aligned := int(float64(v.Value.Aligned)*float64(v.Value.Criteria) + 0.5)
		text = g.Say("%[4]s agree on %[2]d of %[5]s.", "%[1]d 位评分人在 %[3]d 条标准中的 %[2]d 条上意见一致。", raters, aligned, v.Value.Criteria,
			say.Count(raters, "1 rater", "%d raters"), say.Count(v.Value.Criteria, "1 criterion", "%d criteria"))
	}
	text += g.settled(agenda)
	if len(agenda.Discuss) == 0 {
		return []doc.Block{doc.Paragraph{Text: text + g.Say(" Nothing is left to discuss.", "没有待讨论的了。"), Strong: true}}
	}
	text += g.toDiscuss(agenda) + g.Say(" Until then all scores here are provisional. Where nothing is agreed, the score is the mean of the votes, and a level is named only where the mean reaches it.",
		"讨论之前，这里的各项得分都是暂定的。尚未商定的按各票均值计分，均值达到哪一级，才说是哪一级。")
	return []doc.Block{doc.Paragraph{Text: text, Strong: true}}
}

// settled says of how many criteria the votes lie apart, and yet something is agreed; "" of none.
func (g *Gap) settled(agenda *panel.Agenda) string {
	n := 0
	for _, it := range agenda.Items {
		apart := it.Spread.Verdict == assess.Check || it.Spread.Verdict == assess.Discuss
		if apart && it.State != assess.Unanswered {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return g.Say(" They settled %[2]s in discussion.", "另有 %[1]d 条讨论后已商定。", n, say.Count(n, "1 other", "%d others"))
}

// toDiscuss says how many criteria are, why, each by the first of its reasons, and how many of them are among those of
// which the levels agree.
func (g *Gap) toDiscuss(agenda *panel.Agenda) string {
	open, agreed, by := len(agenda.Discuss), 0, map[panel.Reason]int{}
	for _, n := range agenda.Discuss {
		it := &agenda.Items[n]
		if it.Spread.Verdict == assess.Aligned {
			agreed++
		}
		by[it.Reasons[0]]++
	}
	by[panel.FarApart] += by[panel.TwoLevels]
	var why []string
	for _, r := range []struct {
		reason panel.Reason
		words  say.Message
	}{
		{panel.FarApart, say.Both("as votes lie apart", "分歧大")},
		{panel.RolesApart, say.Both("as roles differ", "角色看法不同")},
		{panel.Applies, say.Both("as not all find that it applies", "对是否适用看法不一")},
		{panel.DontKnow, say.Both("as many do not know", "多人不知道")},
	} {
		if n := by[r.reason]; n > 0 && n == open {
			why = append(why, r.words.In(g.Language))
		} else if n > 0 {
			why = append(why, g.Say("%[1]d %[2]s", "%[2]s的 %[1]d 条", n, r.words.In(g.Language)))
		}
	}
	text := g.Say(" %[2]s still to be discussed%[4]s %[3]s", "还有 %[1]d 条待讨论：%[3]s", open, say.Count(open, "1 is", "%d are"),
		strings.Join(why, g.Say(", ", "，")), say.Agree(len(why), ",", ":"))
	if agreed > 0 {
		text += g.Say("; %[2]s among those on which they agree", "；其中 %[1]d 条在意见一致的里面", agreed, say.Count(agreed, "1 of these is", "%d of these are"))
	}
	return text + g.Say(".", "。")
}

// open counts the criteria of a panel that are to be discussed and not agreed.
func (g *Gap) open() int {
	if !g.Result.Assessment.Panel {
		return 0
	}
	return len(panel.NewAgenda(g.Result.Model, g.Result).Discuss)
}
