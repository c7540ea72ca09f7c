package reports

import (
	"fmt"
	"strings"

	"fathom/assess"
	"fathom/rubric/safe"
)

// scorecard shows every dimension and practice of the parts that are assessed.
func (b *builder) scorecard() Section {
	s := Section{Heading: b.Say("Scorecard", "记分卡")}
	for p := range b.res.Parts {
		if !b.res.Parts[p].Score.OK {
			if b.res.Parts[p].Coverage.OK {
				s.Blocks = append(s.Blocks, Paragraph{Text: b.Say("%s: not assessed.", "%s：未评估。", b.part(p))})
			}
			continue
		}
		if len(b.res.Parts) > 1 {
			s.Blocks = append(s.Blocks, Heading{b.part(p)})
		}
		bars := Bars{Heads: b.heads()}
		for d := range b.res.Dimensions {
			if b.partOf(d) != p {
				continue
			}
			bars.Rows = append(bars.Rows, b.bar(b.dimension(d), 0, &b.res.Dimensions[d], &b.frame().Dimensions[d]))
			for i := range b.res.Practices {
				if b.dimensionOf(i) == d {
					bars.Rows = append(bars.Rows, b.practiceBar(i))
				}
			}
		}
		s.Blocks = append(s.Blocks, bars)
	}
	return s
}

func (b *builder) practiceBar(i int) Bar {
	p := &b.res.Practices[i]
	bar := b.bar(b.practice(i), 1, &p.Node, &b.frame().Practices[i])
	bar.Text = b.practiceScore(i)
	if p.Target.OK {
		bar.Target, bar.TargetLabel = p.Aim, b.target(i)
	}
	if p.Aim.OK && p.Scale == nil && less(p.Aim.Value, p.Target.Value) {
		share := b.Say("target %s counts as %s: so much of it applies and was asked", "目标 %s 按适用且问到的部分折算为 %s", plain(p.Target.Value), bar.TargetLabel)
		bar.Note = strings.TrimPrefix(bar.Note+b.Say("; ", "；")+share, b.Say("; ", "；"))
	}
	if p.Weight == 0 && p.Coverage.OK {
		bar.Note = strings.TrimSpace(b.Say("weight 0: does not count", "权重为 0，不计入"))
	}
	return bar
}

// findings say for each dimension what holds it up, what holds it down, and the facts that decided.
func (b *builder) findings() Section {
	s := Section{Heading: b.Say("Findings", "发现")}
	for d := range b.res.Dimensions {
		if !b.res.Dimensions[d].Score.OK {
			continue
		}
		low, high := -1, -1
		for i := range b.res.Practices {
			if b.dimensionOf(i) != d || !b.res.Practices[i].Score.OK {
				continue
			}
			v := b.share(i)
			if low < 0 || v < b.share(low)-assess.Tolerance {
				low = i
			}
			if high < 0 || v > b.share(high)+assess.Tolerance {
				high = i
			}
		}
		s.Blocks = append(s.Blocks, b.finding(d, low, high)...)
	}
	return s
}

func (b *builder) finding(d, low, high int) []Block {
	n := &b.res.Dimensions[d]
	head := b.Say("%s  %s", "%s  %s", b.dimension(d), nodeScore(n, b.frame().Dimensions[d].Target))
	if shown := b.shown(n); shown != "" {
		head += b.Say(" (%s)", "（%s）", shown)
	}
	blocks := []Block{Heading{head}}
	if low != high {
		blocks = append(blocks, Paragraph{Text: b.Say("Strongest: %s, %s. Weakest: %s, %s.", "最强：%s %s。最弱：%s %s。",
			b.practice(high), b.against(high, b.res.Practices[low].Score), b.practice(low), b.against(low, b.res.Practices[high].Score))})
	}
	var facts []string
	for i := range b.res.Practices {
		if b.dimensionOf(i) == d {
			facts = append(facts, b.facts(i)...)
		}
	}
	if len(facts) > 0 {
		blocks = append(blocks, List{Items: facts})
	}
	return blocks
}

// facts are the notes on the lowest answers of a practice, two at most: what a reader asks about first.
func (b *builder) facts(i int) []string {
	p := &b.res.Practices[i]
	if !p.Score.OK {
		return nil
	}
	var out []string
	for k, c := range p.Criteria {
		a := b.answer(i, k)
		if c.State == assess.Answered && a.Note != "" && c.Value.Value <= p.Score.Value+assess.Tolerance && len(out) < 2 {
			out = append(out, b.Say("%s (%s, %s): %s", "%s（%s，%s）：%s", b.practice(i), b.criterion(i, k), b.answerWords(i, k), safe.Line(a.Note)))
		}
	}
	return out
}

// answer is what the file says about the k-th criterion of practice i.
func (b *builder) answer(i, k int) *assess.Answer {
	at := k
	for j := range i {
		at += len(b.r.Practices[j].Criteria)
	}
	return &b.res.Assessment.Answers[at]
}

// state names what kind of answer there is.
func (b *builder) state(s assess.State) string {
	switch s {
	case assess.NotAsked:
		return b.Say("not asked", "未问")
	case assess.Unanswered:
		return b.Say("not answered", "未答")
	case assess.Unknown:
		return b.Say("don't know", "不知道")
	case assess.NotApplicable:
		return b.Say("not applicable", "不适用")
	}
	return b.Say("answered", "已答")
}

// answerWords says what was answered: a level, the votes behind it, or why there is none.
func (b *builder) answerWords(i, k int) string {
	c := &b.res.Practices[i].Criteria[k]
	a := b.answer(i, k)
	if len(a.Votes) > 0 {
		return b.votedWords(i, k)
	}
	if c.State != assess.Answered {
		return b.state(c.State)
	}
	words := b.rated(i, k)
	if b.sums() {
		words += b.worth(i, k)
	}
	return words
}

// votedWords says how far the votes are apart, who gave none, and what was agreed.
func (b *builder) votedWords(i, k int) string {
	c, a := &b.res.Practices[i].Criteria[k], b.answer(i, k)
	var voted []string
	if low, high, n := spread(a.Votes); n > 0 {
		voted = append(voted, fmt.Sprintf("%d–%d", low, high))
	}
	votes := a.Poll()
	if votes.Unknown > 0 {
		voted = append(voted, b.Say("?×%d", "？×%d", votes.Unknown))
	}
	if votes.NA > 0 {
		voted = append(voted, b.Say("N/A×%d", "不适用×%d", votes.NA))
	}
	agreed := b.Say("not agreed yet", "尚未商定")
	switch a.State {
	case assess.Answered:
		agreed = b.Say("agreed %d", "商定 %d", a.Level)
	case assess.NotApplicable:
		agreed = b.Say("agreed: not applicable", "商定：不适用")
	case assess.Unknown:
		agreed = b.Say("agreed: nobody knows", "商定：没人知道")
	}
	words := b.Say("voted %s, %s", "投票 %s，%s", b.List(voted), agreed)
	if b.sums() && c.State == assess.Answered {
		words += b.worth(i, k)
	}
	return words
}

// rated names the level of an answer. Where points are added up, its name says enough.
func (b *builder) rated(i, k int) string {
	s, level := b.r.Scale(b.r.Practices[i].Criteria[k].Scale), b.res.Practices[i].Criteria[k].Level.Value
	if name := b.levelName(s, level); b.sums() && name != "" {
		return name
	}
	return b.grade(s, level)
}

// worth are the points that an answer brings to its practice, of those it could.
func (b *builder) worth(i, k int) string {
	c := &b.res.Practices[i].Criteria[k]
	most := b.r.Scale(b.r.Practices[i].Criteria[k].Scale).Highest()
	return b.Say(": %s of %s", "：%s 分，满分 %s", points(c.Weight*c.Value.Value, 2), points(c.Weight*most, 2))
}

func spread(votes []assess.Vote) (low, high, n int) {
	for _, v := range votes {
		if v.State != assess.Answered {
			continue
		}
		if n == 0 || v.Level < low {
			low = v.Level
		}
		if n == 0 || v.Level > high {
			high = v.Level
		}
		n++
	}
	return low, high, n
}
