package reports

import (
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
)

// scorecard shows every dimension and practice of the parts that are assessed.
func (b *builder) scorecard() doc.Section {
	s := doc.Section{Heading: b.Say("Scorecard", "记分卡")}
	for p := range b.Result.Parts {
		if !b.Result.Parts[p].Score.OK {
			if b.Result.Parts[p].Coverage.OK {
				s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("%s: not assessed.", "%s：未评估。", b.Part(p))})
			}
			continue
		}
		if len(b.Result.Parts) > 1 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: b.Part(p)})
		}
		bars := doc.Bars{Heads: b.heads()}
		for d := range b.Result.Dimensions {
			if b.PartOf(d) != p {
				continue
			}
			bars.Rows = append(bars.Rows, b.bar(b.Dimension(d), 0, &b.Result.Dimensions[d], &b.Frame().Dimensions[d]))
			for i := range b.Result.Practices {
				if b.DimensionOf(i) == d {
					bars.Rows = append(bars.Rows, b.practiceBar(i))
				}
			}
		}
		s.Blocks = append(s.Blocks, bars)
	}
	return s
}

func (b *builder) practiceBar(i int) doc.Bar {
	p := &b.Result.Practices[i]
	bar := b.bar(b.Practice(i), 1, &p.Node, &b.Frame().Practices[i])
	bar.Text = b.PracticeScore(i)
	if p.Target.OK {
		bar.Target, bar.TargetLabel = p.Aim, b.Target(i)
	}
	if p.Aim.OK && p.Scale == nil && number.Less(p.Aim.Value, p.Target.Value) {
		share := b.Say("target %s counts as %s: so much of it applies and was asked", "目标 %s 按适用且问到的部分折算为 %s", number.Plain(p.Target.Value), bar.TargetLabel)
		bar.Note = strings.TrimPrefix(bar.Note+b.Say("; ", "；")+share, b.Say("; ", "；"))
	}
	if p.Weight == 0 && p.Coverage.OK {
		bar.Note = strings.TrimSpace(b.Say("weight 0: does not count", "权重为 0，不计入"))
	}
	return bar
}

// findings say for each dimension what holds it up, what holds it down, and the facts that decided.
func (b *builder) findings() doc.Section {
	s := doc.Section{Heading: b.Say("Findings", "发现")}
	for d := range b.Result.Dimensions {
		if !b.Result.Dimensions[d].Score.OK {
			continue
		}
		low, high := -1, -1
		for i := range b.Result.Practices {
			if b.DimensionOf(i) != d || !b.Result.Practices[i].Score.OK {
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

func (b *builder) finding(d, low, high int) []doc.Block {
	n := &b.Result.Dimensions[d]
	head := b.Say("%s  %s", "%s  %s", b.Dimension(d), number.NodeScore(n, b.Frame().Dimensions[d].Target))
	if shown := b.Shown(n); shown != "" {
		head += b.Say(" (%s)", "（%s）", shown)
	}
	blocks := []doc.Block{doc.Heading{Text: head}}
	if low != high {
		blocks = append(blocks, doc.Paragraph{Text: b.Say("Strongest: %s, %s. Weakest: %s, %s.", "最强：%s %s。最弱：%s %s。",
			b.Practice(high), b.against(high, b.Result.Practices[low].Score), b.Practice(low), b.against(low, b.Result.Practices[high].Score))})
	}
	var facts []string
	for i := range b.Result.Practices {
		if b.DimensionOf(i) == d {
			facts = append(facts, b.facts(i)...)
		}
	}
	if len(facts) > 0 {
		blocks = append(blocks, doc.List{Items: facts})
	}
	return blocks
}

// facts are the notes on the lowest answers of a practice, two at most: what a reader asks about first.
func (b *builder) facts(i int) []string {
	p := &b.Result.Practices[i]
	if !p.Score.OK {
		return nil
	}
	var out []string
	for k, c := range p.Criteria {
		a := b.Answer(i, k)
		if c.State == assess.Answered && a.Note != "" && c.Value.Value <= p.Score.Value+assess.Tolerance && len(out) < 2 {
			out = append(out, b.Say("%s (%s, %s): %s", "%s（%s，%s）：%s", b.Practice(i), b.Criterion(i, k), b.AnswerWords(i, k), safe.Line(a.Note)))
		}
	}
	return out
}
