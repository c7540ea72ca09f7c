package gap

import (
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
)

// scorecard shows every dimension and practice of the parts that are assessed.
func (g *Gap) scorecard() doc.Section {
	s := doc.Section{Heading: g.Say("Scorecard", "记分卡")}
	for p := range g.Result.Parts {
		if !g.Result.Parts[p].Score.OK {
			if g.Result.Parts[p].Coverage.OK {
				s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("%s.", "%s。", g.withoutScore(p))})
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
	if why := g.WhyNot(i); why != "" {
		bar.Note = g.Say("does not apply: %s", "不适用：%s", why)
		bar.Target, bar.TargetLabel = number.Value{}, ""
	} else if p.Target.OK {
		bar.Target, bar.TargetLabel = p.Aim, g.Target(i)
	}
	if p.Aim.OK && p.Scale == nil && number.Less(p.Aim.Value, p.Target.Value) {
		share := g.Say("target %s counts as %s: so much of it applies and was asked", "目标 %s 按适用且问到的部分折算为 %s", number.Plain(p.Target.Value), bar.TargetLabel)
		bar.Note = strings.TrimPrefix(bar.Note+g.Say("; ", "；")+share, g.Say("; ", "；"))
	}
	if p.IsAgreed {
		bar.Note = strings.TrimPrefix(bar.Note+g.Say("; ", "；")+g.Say("agreed target", "约定目标"), g.Say("; ", "；"))
	}
	if p.Weight == 0 && p.Coverage.OK {
		bar.Note = strings.TrimSpace(g.Say("weight 0: does not count", "权重为 0，不计入"))
	}
	return bar
}
