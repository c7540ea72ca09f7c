package assess

import "fathom/rubric"

// setting is what a stage, a sector and what was agreed put in force: weights, targets and floors.
type setting struct {
	stage, sector string
	weight        []float64          // of practices where all counts: the stage's, with the sector's, never below 0
	dims, parts   []Maybe[float64]   // weights that the rubric gives; undefined: the sum of the applicable children's
	written       []Maybe[float64]   // targets of practices as they are written: the agreed ones, else the stage's
	targets       []Maybe[float64]   // the same, in points of all that could apply
	floors        []Maybe[float64]   // likewise
	out           []int              // criteria that the sector leaves out
	agreed        map[string]float64 // targets by practice id, of one assessment; nil where the stage's hold alone
}

// newSetting finds what is in force; agreed holds targets by practice id, nil for the stage's alone.
func (m *Model) newSetting(stage, sector string, agreed map[string]float64) *setting {
	r := m.Rubric
	maybes := make([]Maybe[float64], len(m.dims)+len(m.parts)+3*len(m.practices))
	cut := func(n int) (out []Maybe[float64]) {
		out, maybes = maybes[:n:n], maybes[n:]
		return out
	}
	t := &setting{stage: stage, sector: sector, weight: make([]float64, len(m.practices)), agreed: agreed,
		dims: cut(len(m.dims)), parts: cut(len(m.parts)), written: cut(len(m.practices)),
		targets: cut(len(m.practices)), floors: cut(len(m.practices)), out: m.leftOut(sector)}
	for i := range r.Dimensions {
		t.dims[i] = at(r.Dimensions[i].Weight.At(stage))
	}
	for i := range r.Parts {
		t.parts[i] = at(r.Parts[i].Weight.At(stage))
	}
	modifier := m.modifiers(sector)
	for i := range m.practices {
		p := &r.Practices[i]
		t.weight[i] = max(0, p.WeightAt(stage)+modifier[p.ID])
		if t.written[i] = targetOf(p, stage, agreed); t.written[i].OK {
			t.targets[i] = Some(m.Points(i, t.written[i].Value))
		}
		if p.Floor != nil {
			t.floors[i] = Some(m.Points(i, *p.Floor))
		}
	}
	return t
}

// targetOf is the target of a practice as it is written: the one that was agreed, else the stage's.
func targetOf(p *rubric.Practice, stage string, agreed map[string]float64) Maybe[float64] {
	if level, ok := agreed[p.ID]; ok {
		return Some(level)
	}
	return at(p.Target.At(stage))
}

func at(v float64, ok bool) Maybe[float64] { return Maybe[float64]{v, ok} }

func (m *Model) modifiers(sector string) map[string]float64 {
	for i := range m.Rubric.Sectors {
		if m.Rubric.Sectors[i].ID == sector {
			return m.Rubric.Sectors[i].Weights
		}
	}
	return nil
}
