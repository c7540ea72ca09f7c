package assess

// lay puts other answers in place until the returned function takes them back.
func (p *Probe) lay(changes []Change) (back func()) {
	states, values := make([]State, len(changes)), make([]float64, len(changes))
	for n, c := range changes {
		states[n], values[n] = p.s.states[c.At], p.s.values[c.At]
		p.s.states[c.At], p.s.values[c.At] = p.rate(c.At, &c.Answer)
	}
	return func() {
		for n, c := range changes {
			p.s.states[c.At], p.s.values[c.At] = states[n], values[n]
		}
	}
}

// attainment is that of the whole with the branch that changes make. While the same practices take part, as they do
// when an answer gives way to another level, only the way of one is another; else all is scored again.
func (p *Probe) attainment(b *branch, changes []Change) Maybe[float64] {
	before, after, same := p.doneBy(b, changes)
	if same {
		return attained(p.done+after-before, p.way)
	}
	back := p.lay(changes)
	p.s.score()
	done, way := p.s.way()
	back()
	p.s.score()
	return attained(done, way)
}

// doneBy is how much of the way one practice does as it is, and with the branch that changes make; and whether that is
// all that they change of the way. Sums that are one but for their order are the same.
func (p *Probe) doneBy(b *branch, changes []Change) (before, after float64, same bool) {
	i := p.m.criteria[changes[0].At].practice
	in, was := &p.m.practices[i], &p.s.practices[i]
	dim, part := &p.s.dims[in.dim], &p.s.parts[in.part]
	same = was.scored == b.practice.scored && was.applicable == b.practice.applicable &&
		part.scored == b.part.scored && about(p.s.portion[i], b.portion) && about(p.s.lowest[i], b.lowest) &&
		about(was.weight, b.practice.weight) && about(dim.weight, b.dim.weight) && about(part.weight, b.part.weight)
	if !same {
		return 0, 0, false
	}
	before, _ = p.s.wayOf(i, was.score)
	after, _ = p.s.wayOf(i, b.practice.score)
	return before, after, true
}
