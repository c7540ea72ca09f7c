package names

import (
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/safe"
)

// Base names what the rubric is laid over, the nearest first; "" for a whole one.
func (n *Namer) Base() string {
	var names []string
	for x := n.Rubric.Base; x != nil; x = x.Base {
		names = append(names, strings.TrimSpace(safe.Line(x.ID+" "+x.Version)+"  "+Short(x.Digest)))
	}
	return strings.Join(names, n.Say("; ", "；"))
}

// ShortDigest is enough of the digest to tell two rubrics apart.
func (n *Namer) ShortDigest() string { return Short(n.Digest) }

// Short is enough of a digest to tell two contents apart.
func Short(digest string) string {
	if len(digest) > 19 {
		return digest[:19] + "…"
	}
	return digest
}

// Disclaimer says what scores do not prove.
func (n *Namer) Disclaimer() doc.Paragraph {
	return doc.Paragraph{Text: n.Say(
		"What scores do not prove: they describe what the raters saw. They are no forecast of results, no ranking of people, and no substitute for looking at the evidence.",
		"得分不能证明什么：它描述的是评分人看到的情况，不预测业绩，不给人排名，也不能代替查看证据。")}
}

// Edition names the rubric to the byte: its id and version, the beginning of its digest and where it is from.
func (n *Namer) Edition() string {
	return safe.Line(n.Rubric.ID+" "+n.Rubric.Version+"  "+n.ShortDigest()) + n.From()
}

// From tells, where the rubric is not the built-in one, which file or folder it was read from; else it is "".
func (n *Namer) From() string {
	if n.Rubric.From == "" {
		return ""
	}
	return n.Say(", from %s", "，出自 %s", safe.Line(n.Rubric.From))
}

// Origin tells the reader which rubric was used where it is not the built-in one; nothing else would show it. It is nil
// otherwise.
func (n *Namer) Origin() []doc.Block {
	if n.Rubric.From == "" {
		return nil
	}
	if n.Digest == "" {
		n.Digest = n.Rubric.Digest()
	}
	return []doc.Block{doc.Paragraph{Text: n.Say("Not the built-in rubric: %s.", "所用的不是内置评估标准：%s。", n.Edition())}}
}

// WithOrigin adds to a report which rubric was used.
func (n *Namer) WithOrigin(rep *doc.Report) *doc.Report {
	if blocks := n.Origin(); blocks != nil {
		rep.Sections = append(rep.Sections, doc.Section{Heading: n.Say("Rubric", "评估标准"), Blocks: blocks})
	}
	return rep
}
