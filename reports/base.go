package reports

import (
	"strings"

	"fathom/rubric"
	"fathom/rubric/safe"
)

// rubricDocOf names a rubric as data, and what it is laid over.
func rubricDocOf(r *rubric.Rubric, digest string) rubricDoc {
	return rubricDoc{r.ID, r.Version, digest, baseDocOf(r.Base)}
}

func baseDocOf(b *rubric.Base) *baseDoc {
	if b == nil {
		return nil
	}
	doc := &baseDoc{ID: b.ID, Version: b.Version, Base: baseDocOf(b.Base)}
	if b.Digest != "" {
		doc.Digest = &b.Digest
	}
	return doc
}

// base names what the rubric is laid over, the nearest first; "" for a whole one.
func (b *builder) base() string {
	var names []string
	for x := b.r.Base; x != nil; x = x.Base {
		names = append(names, strings.TrimSpace(safe.Line(x.ID+" "+x.Version)+"  "+short(x.Digest)))
	}
	return strings.Join(names, b.Say("; ", "；"))
}

// shortDigest is enough of the digest to tell two rubrics apart.
func (b *builder) shortDigest() string { return short(b.digest) }

func short(digest string) string {
	if len(digest) > 19 {
		return digest[:19] + "…"
	}
	return digest
}
