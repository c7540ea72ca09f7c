package lint

import (
	"fathom/rubric"
	"fathom/rubric/say"
)

// named are the bands of a node, or those that several nodes have, and between what its scores lie.
type named struct {
	path  string
	bands []rubric.Band
	rubric.Span
}

// scoreBands judges the names that nodes have for their scores: that every score has just one, and every name a score.
func (l *linter) scoreBands() {
	r, spans := l.r, l.r.Spans()
	l.named(&named{"scoring/overall/bands", r.Scoring.Overall.Bands, spans.Overall})
	l.ofKind("scoring/part/bands", r.Scoring.Part.Bands, spans.Parts, func(i int) (string, []rubric.Band) {
		return "parts/" + r.Parts[i].ID, r.Parts[i].Bands
	})
	l.ofKind("scoring/dimension/bands", r.Scoring.Dimension.Bands, spans.Dimensions,
		func(i int) (string, []rubric.Band) { return "dimensions/" + r.Dimensions[i].ID, r.Dimensions[i].Bands })
	l.ofKind("scoring/practice/bands", r.Scoring.Practice.Bands, spans.Practices,
		func(i int) (string, []rubric.Band) { return "practices/" + r.Practices[i].ID, r.Practices[i].Bands })
}

// ofKind judges the own bands of each node of a kind, and those of all others by what lies between the ends of any.
func (l *linter) ofKind(path string, all []rubric.Band, spans []rubric.Span, own func(i int) (string, []rubric.Band)) {
	others := 0
	shared := named{path: path, bands: all}
	for i, s := range spans {
		at, bands := own(i)
		if len(bands) > 0 {
			l.named(&named{at + "/bands", bands, s})
			continue
		}
		if others == 0 {
			shared.Span = s
		}
		shared.Low, shared.High = min(shared.Low, s.Low), max(shared.High, s.High)
		others++
	}
	if others == 0 && len(all) > 0 {
		l.err(path, "bands", say.Both("nothing has these bands: all have their own", "没有哪里用到这些分段：都有自己的"))
		return
	}
	l.named(&shared)
}

// named judges the bands of one list.
func (l *linter) named(n *named) {
	if len(n.bands) == 0 {
		return
	}
	if len(n.bands) == 1 {
		l.err(n.path, "bands", say.Both("one band for all scores; nothing can be told apart", "所有得分只有一段，分不出高低"))
	}
	for k := range n.bands {
		l.text(n.path+"/"+n.bands[k].ID+"/name", n.bands[k].Name)
		if k > 0 && alike(n.bands[k-1].From, n.bands[k].From) {
			low, high := &n.bands[k-1], &n.bands[k]
			l.err(n.path+"/"+high.ID, "bands", say.Both("%[1]s and %[2]s both begin at %[3]v: such a score would be in both",
				"%[1]s 和 %[2]s 都从 %[3]v 开始，有重叠", low.ID, high.ID, high.From))
		}
		l.namedAlike(n, k)
	}
	l.reachedBands(n)
}

// namedAlike finds a band that is called as one before it.
func (l *linter) namedAlike(n *named, k int) {
	b := &n.bands[k]
	for _, lang := range l.r.Languages {
		for i := range n.bands[:k] {
			if name := b.Name[lang]; name != "" && name == n.bands[i].Name[lang] {
				l.err(n.path+"/"+b.ID+"/name", "bands", say.Both("%[1]s and %[2]s are both called %[3]s", "%[1]s 和 %[2]s 都叫“%[3]s”",
					n.bands[i].ID, b.ID, name))
				return
			}
		}
	}
}

// reachedBands finds scores without a band, and bands without a score.
func (l *linter) reachedBands(n *named) {
	if first := &n.bands[0]; !alike(n.Low, first.From) {
		l.err(n.path+"/"+first.ID, "bands", say.Both(
			"scores go down to %[1]v, and the first band begins at %[2]v: those below it have no name; begin it at %[1]v",
			"得分最低是 %[1]v，而第一段从 %[2]v 开始，更低的得分没有名称；请从 %[1]v 开始", tidy(n.Low), first.From))
	}
	for k := range n.bands {
		b := &n.bands[k]
		over := k+1 < len(n.bands) && alike(n.Low, n.bands[k+1].From)
		if !alike(n.High, b.From) || over {
			l.err(n.path+"/"+b.ID, "bands", say.Both("no score is ever in %[1]s: scores are %[2]v to %[3]v",
				"永远不会有得分落在 %[1]s：得分在 %[2]v 到 %[3]v 之间", b.ID, tidy(n.Low), tidy(n.High)))
		}
	}
}
