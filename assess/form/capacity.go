package form

import (
	"math"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// This file carries the people there are for the plan: facts of a prefilled form, an owner each.

// capacityPrefix begins the key of an owner's person-days.
const capacityPrefix = "capacity:"

// factAtOnce is the key of how many steps an owner takes at once.
const factAtOnce = "at_once"

// capacityFacts lists the keys for a rubric.
func capacityFacts(r *rubric.Rubric) []string {
	out := []string{factAtOnce}
	for _, id := range r.OwnerIDs() {
		out = append(out, capacityPrefix+id)
	}
	return out
}

// capacity lists what the assessment says, in rubric order.
func (f *form) capacity() []fact {
	var out []fact
	r, c := f.m.Rubric, &f.a.Capacity
	for i := range r.Owners {
		o := &r.Owners[i]
		if days, ok := c.PerQuarter[o.ID]; ok {
			out = append(out, fact{key: capacityPrefix + o.ID, value: strconv.FormatFloat(days, 'f', -1, 64),
				label: say.Both("Person-days a quarter for the plan: %s", "每季度可用于计划的人天：%s", f.name(o.Name, o.ID))})
		}
	}
	if c.AtOnce != 0 {
		out = append(out, fact{key: factAtOnce, value: strconv.Itoa(c.AtOnce),
			label: say.Both("Steps at once for one owner, at most", "每位负责人最多同时做几步")})
	}
	return out
}

// readCapacity understands what capacity lists.
func (rd *reader) readCapacity(f *filled) assess.Capacity {
	var c assess.Capacity
	for _, id := range rd.m.Rubric.OwnerIDs() {
		if cell := f.facts[capacityPrefix+id]; !cell.isBlank() {
			if c.PerQuarter == nil {
				c.PerQuarter = map[string]float64{}
			}
			c.PerQuarter[id] = rd.amount(cell, 0, assess.MaxCapacity)
		}
	}
	cell := f.facts[factAtOnce]
	if cell.isBlank() {
		return c
	}
	steps := rd.amount(cell, 1, assess.MaxAtOnce)
	if steps != math.Trunc(steps) {
		rd.fault(cell, "number", say.Both("want a whole number, not %s", "这里要写整数，不能写 %s", short(cell.text)))
	}
	c.AtOnce = int(steps)
	return c
}

// amount reads a number from low to high.
func (rd *reader) amount(cell located, low, high float64) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(width.Narrow(cell.text)), 64)
	if err != nil || !(v >= low && v <= high) {
		rd.fault(cell, "number", say.Both("want a number from %v to %v, not %s", "这里要写 %v 到 %v 之间的数，不能写 %s", low, high, short(cell.text)))
		return low
	}
	return v
}
