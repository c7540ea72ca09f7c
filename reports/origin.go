package reports

import (
	"fathom/rubric/safe"
)

// edition names the rubric to the byte: its id and version, the beginning of its digest and where it is from.
func (b *builder) edition() string {
	return safe.Line(b.r.ID+" "+b.r.Version+"  "+b.shortDigest()) + b.from()
}

// from tells, where the rubric is not the built-in one, which file or folder it was read from; else it is "".
func (b *builder) from() string {
	if b.r.From == "" {
		return ""
	}
	return b.Say(", from %s", "，出自 %s", safe.Line(b.r.From))
}

// origin tells the reader which rubric was used where it is not the built-in one; nothing else would show it. It is nil otherwise.
func (b *builder) origin() []Block {
	if b.r.From == "" {
		return nil
	}
	if b.digest == "" {
		b.digest = b.r.Digest()
	}
	return []Block{Paragraph{Text: b.Say("Not the built-in rubric: %s.", "所用的不是内置评估标准：%s。", b.edition())}}
}

// withOrigin adds to a report which rubric was used.
func (rep *Report) withOrigin(b *builder) *Report {
	if blocks := b.origin(); blocks != nil {
		rep.Sections = append(rep.Sections, Section{Heading: b.Say("Rubric", "评估标准"), Blocks: blocks})
	}
	return rep
}
