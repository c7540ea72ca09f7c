package handbook

import (
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// bandRules say what the scores of all nodes of a kind are called.
func (b *builder) bandRules() (out []string) {
	s := &b.Rubric.Scoring
	for _, of := range []struct {
		bands []rubric.Band
		what  string
	}{
		{s.Practice.Bands, b.Say("The score of a practice is called", "事项得分的分段")},
		{s.Dimension.Bands, b.Say("The score of a dimension is called", "维度得分的分段")},
		{s.Part.Bands, b.Say("The score of a part is called", "部分得分的分段")},
		{s.Overall.Bands, b.Say("The overall score is called", "总分的分段")},
	} {
		if len(of.bands) > 0 {
			out = append(out, b.Say("%s: %s.", "%s：%s。", of.what, b.bands(of.bands)))
		}
	}
	return out
}

// bands lists names with the scores that they are for: "red below 40, amber from 40, green from 70".
func (b *builder) bands(of []rubric.Band) string {
	out := []string{b.Say("%s below %s", "“%s”不到 %s", b.BandName(&of[0]), number.Plain(of[min(1, len(of)-1)].From))}
	if len(of) == 1 {
		out = nil
	}
	for k := min(1, len(of)-1); k < len(of); k++ {
		out = append(out, b.Say("%s from %s", "“%s”从 %s 起", b.BandName(&of[k]), number.Plain(of[k].From)))
	}
	return strings.Join(out, b.Say(", ", "，"))
}

// ownBands say what a node's scores are called, where it has names of its own.
func (b *builder) ownBands(of []rubric.Band) []doc.Block {
	if len(of) == 0 {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: b.Say("Its score is called: %s", "得分的分段：%s", b.bands(of))}}
}
