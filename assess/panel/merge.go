// Package panel brings several raters of one subject together: one assessment that keeps every vote, where they
// disagree, what is worth discussing first, and what may be shown when the raters were promised anonymity.
//
// Nothing is averaged away: a criterion keeps its votes, and the level the panel agreed on stands beside them.
package panel

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Ballot is one file to merge: a rater's, or a panel's.
type Ballot struct {
	File string
	*assess.Assessment
}

// Merge puts raters' assessments of one subject into one panel: raters by id, their votes in that order, their notes
// one a line behind the rater's id, why a panel agreed apart from them, their evidence without repetitions. The date is
// the latest of theirs, and each rater keeps the own one; the depth is theirs, of several the one that asks all that
// the others do, else full. Who gave no answer is no rater of the panel: see [Silent]. Confidence stays where all who
// gave one say the same. What an earlier version of the rubric asked is left in the raters' files. Agreed targets are
// joined, a practice at a time, and so are capacity and the comments. A panel among the ballots adds its votes and
// what it
// agreed on. The order of the ballots makes no difference.
//
// The list says why the ballots do not belong together; then there is no panel. Its kinds are differs, rater,
// too-many, duplicate, anonymous, agreed and no-votes.
func Merge(m *assess.Model, ballots []Ballot) (*assess.Assessment, problem.List) {
	ballots = slices.SortedStableFunc(slices.Values(ballots),
		func(x, y Ballot) int { return cmp.Compare(x.File, y.File) })
	g := &merger{m: m, ballots: ballots}
	g.compare()
	g.collect()
	g.targets()
	g.people()
	g.comments()
	if g.problems == nil {
		g.fill()
	}
	if g.problems != nil {
		return nil, g.problems
	}
	return g.out, nil
}

type merger struct {
	m        *assess.Model
	ballots  []Ballot
	problems problem.List
	out      *assess.Assessment
	depths   []string // of those who answered
}

func (g *merger) fault(file, kind string, m say.Message) {
	g.problems.Add(problem.Problem{File: file, Kind: kind, Message: m})
}

// compare refuses ballots that are not about the same thing as the first.
func (g *merger) compare() {
	first := g.ballots[0]
	for _, s := range g.ballots[1:] {
		for _, f := range []struct{ what, want, got say.Message }{
			{say.Both("subject", "评估对象"), value(first.Subject.ID), value(s.Subject.ID)},
			{say.Both("subject's name", "评估对象名称"), value(first.Subject.Name), value(s.Subject.Name)},
			{say.Both("stage", "业务阶段"), value(first.Subject.Stage), value(s.Subject.Stage)},
			{say.Both("sector", "行业"), value(first.Subject.Sector), value(s.Subject.Sector)},
			{say.Both("partner", "渠道成员"), value(first.Subject.Member), value(s.Subject.Member)},
			{say.Both("tags", "标签"), tags(first.Subject.Tags), tags(s.Subject.Tags)},
		} {
			if f.want != f.got {
				g.fault(s.File, "differs", say.Message{
					EN: "not the same " + f.what.EN + ": " + f.got.EN + " here, " + f.want.EN + " in " + first.File,
					ZH: f.what.ZH + "不同：这里是 " + f.got.ZH + "，" + first.File + " 里是 " + f.want.ZH,
				})
			}
		}
	}
}

func tags(t map[string]string) say.Message {
	if len(t) == 0 {
		return value("")
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(t)) {
		out = append(out, k+"="+t[k])
	}
	return say.Row(out)
}

// value quotes a value that may be missing.
func value(s string) say.Message {
	if s == "" {
		return say.Both("none", "空")
	}
	return say.Both("%s", "%s", s)
}

// collect lists the raters by id. Everybody rates once; who gave no answer is left out, and so are the date and depth
// of that file.
func (g *merger) collect() {
	first := g.ballots[0]
	g.out = &assess.Assessment{Subject: first.Subject, Panel: true, Answers: make([]assess.Answer, g.m.Len())}
	in, silent := map[string]string{}, map[string]bool{}
	for _, r := range Silent(g.ballots) {
		silent[r.ID] = true
	}
	for _, s := range g.ballots {
		if s.IsAnonymous() && len(g.ballots) > 1 {
			g.fault(s.File, "anonymous", say.Both("an anonymous panel takes in nobody: its votes belong to no person", "匿名的合并答卷不能再并入别人：它的票不属于任何人"))
			continue
		}
		if len(s.Raters) == 0 {
			g.fault(s.File, "rater", say.Both("the file names no rater; a panel must know whose votes they are", "文件没有写评分人；合并须知道每张票是谁投的"))
		}
		g.join(s, in, silent)
	}
	if depths := slices.Compact(g.depths); len(depths) == 1 {
		g.out.Depth = depths[0]
	} else if len(depths) > 1 {
		g.out.Depth = cmp.Or(g.m.Widest(depths...), assess.FullDepth)
	}
	if len(g.out.Raters) == 0 && g.problems == nil {
		g.fault(first.File, "no-votes", say.Both("nobody gave an answer, so there is no panel", "没有任何人作答，无法合并"))
	}
	if len(g.out.Raters) > assess.MaxRaters {
		g.fault(first.File, "too-many", say.Both("%d raters; a panel has at most %d", "评分人有 %d 位，合并上限是 %d 位", len(g.out.Raters), assess.MaxRaters))
	}
	slices.SortFunc(g.out.Raters, func(x, y assess.Rater) int { return cmp.Compare(x.ID, y.ID) })
}

// join takes the raters of one ballot in; in tells in which file each was before.
func (g *merger) join(s Ballot, in map[string]string, silent map[string]bool) {
	before := len(g.out.Raters)
	for _, r := range s.Raters {
		if file, twice := in[r.ID]; twice {
			g.fault(s.File, "duplicate", say.Both("the rater %s is in %s as well", "评分人 %s 在 %s 里也有", r.ID, file))
			continue
		}
		in[r.ID] = s.File
		if !s.IsAnonymous() {
			r.Date = cmp.Or(r.Date, s.Date)
		}
		if !silent[r.ID] {
			g.out.Raters = append(g.out.Raters, r)
		}
	}
	if len(g.out.Raters) == before {
		return
	}
	g.depths = append(g.depths, s.Depth)
	g.out.Date = max(g.out.Date, s.Date)
}

// Silent lists the raters of the ballots who gave no answer at all, by id: whoever only opened the file, or left a
// note, has not rated.
func Silent(ballots []Ballot) []assess.Rater {
	var out []assess.Rater
	for _, s := range ballots {
		var voters []assess.Rater
		switch {
		case s.Panel:
			voters = s.Voters()
		case slices.ContainsFunc(s.Answers, func(a assess.Answer) bool { return a.IsAgreed() }):
			voters = s.Raters
		}
		for _, r := range s.Raters {
			if !slices.Contains(voters, r) {
				out = append(out, r)
			}
		}
	}
	slices.SortFunc(out, func(x, y assess.Rater) int { return cmp.Compare(x.ID, y.ID) })
	return out
}

// fill puts the answers to each criterion together.
func (g *merger) fill() {
	byRater := slices.SortedStableFunc(slices.Values(g.ballots),
		func(x, y Ballot) int { return cmp.Compare(x.Raters[0].ID, y.Raters[0].ID) })
	for i := range g.out.Answers {
		c := &collector{file: "", a: &g.out.Answers[i]}
		for _, s := range byRater {
			if a := &s.Answers[i]; a.Given {
				g.add(c, s, a, i)
			}
		}
		slices.SortFunc(c.a.Votes, compareRaters)
		c.a.Reason, _ = fitted(c.reasons)
		c.a.Note, _ = fitted(c.notes)
		if c.a.State == assess.NotApplicable {
			c.a.RuleOut(c.a.Reason) // stands as in a file, also where nobody voted
		}
	}
}

func compareRaters(x, y assess.Vote) int { return cmp.Compare(x.Rater, y.Rater) }

// collector is one criterion's answer in the making.
type collector struct {
	a       *assess.Answer
	reasons []string // beside what was agreed: they stand first
	notes   []string
	file    string // whose agreed answer it holds
	mixed   bool   // confidences differ
}

// add puts one file's answer to criterion i to the others.
func (g *merger) add(c *collector, s Ballot, a *assess.Answer, i int) {
	criterion := g.m.Criterion(i)
	id := criterion.ID
	if !c.a.Given {
		c.a.Given, c.a.State = true, assess.Unanswered
	}
	switch {
	case !s.Panel && a.State != assess.Unanswered:
		c.a.Votes = append(c.a.Votes, assess.Vote{Rater: s.Raters[0].ID, State: a.State, Level: a.Level})
	case !s.Panel: // only a note
	case a.State == assess.Unanswered:
		c.a.Votes = append(c.a.Votes, a.Votes...)
	case c.file != "" && (c.a.State != a.State || c.a.Level != a.Level):
		g.fault(s.File, "agreed", say.Both("%s: another agreed answer than in %s", "%s：商定的答案与 %s 不同", id, c.file))
	default:
		c.file, c.a.State, c.a.Level = s.File, a.State, a.Level
		c.a.Votes = append(c.a.Votes, a.Votes...)
	}
	c.remark(s, a)
	isAlike := c.a.Text == a.Text || criterion.Means(c.a.Text) && criterion.Means(a.Text)
	if c.a.Text != "" && a.Text != "" && !isAlike {
		g.fault(s.File, "differs", say.Both("%s was rated with another text than by the others", "%s 评分时的标准文字与其他人不同", id))
	}
	c.a.Text = cmp.Or(c.a.Text, a.Text)
}

// remark keeps what was written beside the answer.
func (c *collector) remark(s Ballot, a *assess.Answer) {
	if s.Panel {
		if why := a.Why(); why != "" && !slices.Contains(c.reasons, why) {
			c.reasons = append(c.reasons, why)
		}
		if note := a.Remark(); note != "" {
			c.notes = append(c.notes, note)
		}
	} else {
		for _, said := range []string{a.Reason, a.Note} { // the first: why it does not apply
			if said != "" {
				c.notes = append(c.notes, s.Raters[0].ID+": "+said)
			}
		}
	}
	for _, e := range a.Evidence {
		if !slices.Contains(c.a.Evidence, e) {
			c.a.Evidence = append(c.a.Evidence, e)
		}
	}
	switch {
	case a.Confidence == "" || c.mixed:
	case c.a.Confidence == "":
		c.a.Confidence = a.Confidence
	case c.a.Confidence != a.Confidence:
		c.a.Confidence, c.mixed = "", true
	}
}

// Agree records what a panel agreed on beside the votes on criterion i: a level, that it does not apply, or that nobody
// knows. The reason takes the place of an earlier one; not applicable needs one. Beside votes it stands by itself, and
// so it does where the criterion does not apply; else first in the note.
func Agree(a *assess.Assessment, i int, state assess.State, level int, reason string) {
	answer := &a.Answers[i]
	answer.Given = true
	if state == assess.NotApplicable {
		answer.RuleOut(reason)
		return
	}
	if state != assess.Answered {
		level = 0
	}
	answer.Note, answer.Reason = answer.Remark(), ""
	answer.State, answer.Level, answer.Ticked = state, level, nil
	switch {
	case answer.Votes != nil:
		answer.Reason = reason
	case reason != "":
		answer.Note = strings.TrimSuffix(reason+"\n"+answer.Note, "\n")
	}
}
