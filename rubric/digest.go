package rubric

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// Canonical returns the rubric as canonical JSON: the same for one file and a folder, whatever the layout and comments.
func (r *Rubric) Canonical() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic("rubric: " + err.Error()) // every field is plain data with finite numbers
	}
	return data
}

// Digest names the exact content: "sha256:" and the hash of the canonical JSON in hexadecimal.
func (r *Rubric) Digest() string {
	sum := sha256.Sum256(r.Canonical())
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Outline returns the rubric without its long texts: levels' descriptors and meanings, questions of criteria, intents,
// evidence, texts of checklists, actions' texts, findings, the source, earlier texts' digests. Ids, names, weights,
// targets and steps stay, so it scores exactly like the whole.
func (r *Rubric) Outline() *Rubric {
	o := *r
	o.Rating, o.Source, o.Findings = nil, nil, nil
	o.Scales = slices.Clone(r.Scales)
	for i := range o.Scales {
		o.Scales[i].Levels = slices.Clone(o.Scales[i].Levels)
		for k := range o.Scales[i].Levels {
			o.Scales[i].Levels[k].Meaning, o.Scales[i].Levels[k].Short = nil, nil
		}
	}
	o.Practices = slices.Clone(r.Practices)
	for i := range o.Practices {
		p := &o.Practices[i]
		p.Intent, p.Evidence, p.Sources = nil, nil, nil
		p.Criteria, p.Actions = slices.Clone(p.Criteria), slices.Clone(p.Actions)
		for k := range p.Criteria {
			c := &p.Criteria[k]
			c.Question, c.Levels, c.Shared, c.Clauses, c.SameAs = nil, nil, nil, nil, nil
			c.Items = slices.Clone(c.Items)
			for n := range c.Items {
				c.Items[n].Text, c.Items[n].Help = nil, nil
			}
		}
		for k := range p.Actions {
			a := &p.Actions[k]
			a.Text, a.KPI, a.First, a.Done = nil, nil, nil, nil
		}
	}
	return &o
}
