package gap

import (
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
)

// scorecard shows every dimension and practice of the parts that are assessed.
func (g *Gap) scorecard() doc.Section {
	s := doc.Section{Heading: g.Say("Scorecard", "记分卡")}
	for p := range g.Result.Parts {
		if !g.Result.Parts[p].Score.OK {
			if g.Result.Parts[p].Coverage.OK {
				s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("%s: not assessed.", "%s：未评估。", g.Part(p))})
			}
			continue
		}
		if len(g.Result.Parts) > 1 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: g.Part(p)})
		}
		bars := doc.Bars{Heads: g.heads()}
		for d := range g.Result.Dimensions {
			if g.PartOf(d) != p {
				continue
			}
			bars.Rows = append(bars.Rows, g.bar(g.Dimension(d), 0, &g.Result.Dimensions[d], &g.Frame().Dimensions[d]))
			for i := range g.Result.Practices {
				if g.DimensionOf(i) == d {
					bars.Rows = append(bars.Rows, g.practiceBar(i))
				}
			}
		}
		s.Blocks = append(s.Blocks, bars)
	}
	return s
}

func (g *Gap) practiceBar(i int) doc.Bar {
	p := &g.Result.Practices[i]
	bar := g.bar(g.Practice(i), 1, &p.Node, &g.Frame().Practices[i])
	bar.Text = g.PracticeScore(i)
	if p.Target.OK {
		bar.Target, bar.TargetLabel = p.Aim, g.Target(i)
	}
	if p.Aim.OK && p.Scale == nil && number.Less(p.Aim.Value, p.Target.Value) {
		share := g.Say("target %s counts as %s: so much of it applies and was asked", "目标 %s 按适用且问到的部分折算为 %s", number.Plain(p.Target.Value), bar.TargetLabel)
		bar.Note = strings.TrimPrefix(bar.Note+g.Say("; ", "；")+share, g.Say("; ", "；"))
	}
	if p.Weight == 0 && p.Coverage.OK {
		bar.Note = strings.TrimSpace(g.Say("weight 0: does not count", "权重为 0，不计入"))
	}
	return bar
}

// findings say for each dimension what holds it up, what holds it down, and the facts that decided.
func (g *Gap) findings() doc.Section {
	s := doc.Section{Heading: g.Say("Findings", "发现")}
	for d := range g.Result.Dimensions {
		if !g.Result.Dimensions[d].Score.OK {
			s.Blocks = append(s.Blocks, g.viewAlone(d)...)
			continue
		}
		low, high := -1, -1
		for i := range g.Result.Practices {
			if g.DimensionOf(i) != d || !g.Result.Practices[i].Score.OK {
				continue
			}
			v := g.share(i)
			if low < 0 || v < g.share(low)-assess.Tolerance {
				low = i
			}
			if high < 0 || v > g.share(high)+assess.Tolerance {
				high = i
			}
		}
		s.Blocks = append(append(s.Blocks, g.finding(d, low, high)...), g.viewOf(d)...)
	}
	return s
}

func (g *Gap) finding(d, low, high int) []doc.Block {
	n := &g.Result.Dimensions[d]
	head := g.Say("%s  %s", "%s  %s", g.Dimension(d), number.NodeScore(n, g.Frame().Dimensions[d].Target))
	if shown := g.Shown(n); shown != "" {
		head += g.Say(" (%s)", "（%s）", shown)
	}
	blocks := []doc.Block{doc.Heading{Text: head}}
	if low != high {
		blocks = append(blocks, doc.Paragraph{Text: g.Say("Strongest: %s, %s. Weakest: %s, %s.", "最强：%s %s。最弱：%s %s。",
			g.Practice(high), g.against(high, g.Result.Practices[low].Score), g.Practice(low),
			g.against(low, g.Result.Practices[high].Score))})
	}
	var facts []string
	for i := range g.Result.Practices {
		if g.DimensionOf(i) == d {
			facts = append(facts, g.facts(i)...)
		}
	}
	if len(facts) > 0 {
		blocks = append(blocks, doc.List{Items: facts})
	}
	return blocks
}

// facts are the notes on the lowest answers of a practice, two at most: what a reader asks about first.
func (g *Gap) facts(i int) []string {
	p := &g.Result.Practices[i]
	if !p.Score.OK {
		return nil
	}
	var out []string
	for k, c := range p.Criteria {
		a := g.Answer(i, k)
		if c.State == assess.Answered && a.Note != "" && !number.Less(p.Score.Value, c.Value.Value) &&
			len(out) < 2 {
			out = append(out, g.Say("%s (%s, %s): %s", "%s（%s，%s）：%s", g.Practice(i), g.Criterion(i, k), g.AnswerWords(i, k),
				safe.Line(a.Note)))
		}
	}
	return out
}
