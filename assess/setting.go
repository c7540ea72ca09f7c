package assess

// setting is what a stage and a sector put in force: weights, targets and floors.
type setting struct {
	stage, sector string
	weight        []float64        // of practices: the stage's, changed by the sector, never below 0
	dims, parts   []Maybe[float64] // weights that the rubric gives; undefined: the sum of the applicable children's
	targets       []Maybe[float64] // of practices, in points of all that could apply
	floors        []Maybe[float64] // likewise
	out           []int            // criteria that the sector leaves out
}

func (m *Model) newSetting(stage, sector string) *setting {
	r := m.Rubric
	maybes := make([]Maybe[float64], len(m.dims)+len(m.parts)+2*len(m.practices))
	cut := func(n int) (out []Maybe[float64]) {
		out, maybes = maybes[:n:n], maybes[n:]
		return out
	}
	t := &setting{stage: stage, sector: sector, weight: make([]float64, len(m.practices)),
		dims: cut(len(m.dims)), parts: cut(len(m.parts)), targets: cut(len(m.practices)), floors: cut(len(m.practices)),
		out: m.leftOut(sector)}
	for i := range r.Dimensions {
		t.dims[i] = at(r.Dimensions[i].Weight.At(stage))
	}
	for i := range r.Parts {
		t.parts[i] = at(r.Parts[i].Weight.At(stage))
	}
	modifier := m.modifiers(sector)
	for i := range m.practices {
		p := &r.Practices[i]
		w, ok := p.Weight.At(stage)
		if !ok {
			w = 1
		}
		t.weight[i] = max(0, w+modifier[p.ID])
		if level, ok := p.Target.At(stage); ok {
			t.targets[i] = Some(m.Points(i, level))
		}
		if p.Floor != nil {
			t.floors[i] = Some(m.Points(i, *p.Floor))
		}
	}
	return t
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
