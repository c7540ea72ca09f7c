package explanation

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
)

// called says how much of the points that there are a number makes, and what the rubric calls it.
func (b *builder) called(e *assess.Explanation) (out []doc.Block) {
	add := func(text string) { out = append(out, doc.Paragraph{Text: text}) }
	ends, n := b.ends(e), &e.Node
	if ends == nil || !n.Score.OK {
		return nil
	}
	if share := number.OfMaximum(ends, n.Score); share != "" {
		add(b.Say("%[1]s of %[2]s points, the most that what applies and was asked can bring: %[3]s.", "适用且问到的部分满分 %[2]s 分，得 %[1]s 分，占 %[3]s。",
			fineNode(n), number.Exact(ends.Top.Value), share))
	}
	if in := b.Band(n); in != "" {
		add(b.Say("Called %s: %s.", "属于%s：%s。", in, b.reach(n)))
	}
	return out
}

// reach says between which scores the band of a node lies; the upper one is no longer in it.
func (b *builder) reach(n *assess.Node) string {
	bands := n.Bands.All()
	for k := range bands {
		switch {
		case &bands[k] != n.BandOf(n.Score):
		case k+1 == len(bands):
			return b.Say("from %s up", "%s 分起", number.Exact(bands[k].From))
		case k == 0:
			return b.Say("below %s", "不到 %s 分", number.Exact(bands[1].From))
		default:
			return b.Say("from %s to below %s", "%s 分起，不到 %s 分", number.Exact(bands[k].From), number.Exact(bands[k+1].From))
		}
	}
	return ""
}

// ends are those of what is explained; nil of a criterion.
func (b *builder) ends(e *assess.Explanation) *assess.Ends {
	f := b.Frame()
	switch e.Kind {
	case assess.KindOverall:
		return &f.Overall
	case assess.KindPart:
		return &f.Parts[e.Index]
	case assess.KindDimension:
		return &f.Dimensions[e.Index]
	case assess.KindPractice:
		return &f.Practices[e.Index]
	}
	return nil
}
