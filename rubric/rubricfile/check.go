package rubricfile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// check settles defaults and order, and refuses what one place says that another place contradicts.
func (d *decoder) check() {
	if d.counts(); len(d.Problems) > 0 {
		return
	}
	d.defaults()
	d.references()
	if len(d.Problems) > 0 {
		return
	}
	d.r.Share()
	d.formers()
	d.sort()
	d.cycles()
	d.staged()
	for i := range d.r.Practices {
		d.levels(&d.r.Practices[i])
	}
	d.checkTests()
}

// counts refuses a second default stage and lists without an entry.
func (d *decoder) counts() {
	r := d.r
	defaults := 0
	for _, s := range r.Stages {
		if s.Default {
			if defaults++; defaults > 1 {
				d.Problems.Add(d.places.Problem("stages/"+s.ID+"/default", "duplicate", say.Both("%s is the second default stage", "%s 是第二个默认阶段", s.ID)))
			}
		}
	}
	if len(r.Practices) > MaxPractices {
		d.Problems.Add(d.places.Problem("practices", "too-many", say.Both("%d practices; the limit is %d", "共有 %d 项，上限是 %d 项", len(r.Practices), MaxPractices)))
	}
	if len(r.Tests) > MaxTests {
		d.Problems.Add(d.places.Problem("tests", "too-many", say.Both("%d tests; the limit is %d", "共有 %d 个测试，上限是 %d 个", len(r.Tests), MaxTests)))
	}
	for key, n := range map[string]int{"parts": len(r.Parts), "dimensions": len(r.Dimensions),
		"practices": len(r.Practices), "scales": len(r.Scales)} {
		if n == 0 {
			d.Problems.Add(d.places.Problem(key, "empty", say.Both("%s is empty", "%s 是空的", key)))
		}
	}
}

func (d *decoder) defaults() {
	s := &d.r.Scoring
	for _, rule := range []*rubric.Rule{&s.Practice, &s.Dimension, &s.Part, &s.Overall} {
		if rule.Aggregate == "" {
			rule.Aggregate = rubric.Mean
		}
	}
	for i := range d.r.Practices {
		for k := range d.r.Practices[i].Criteria {
			if c := &d.r.Practices[i].Criteria[k]; c.Scale == "" && len(d.r.Scales) > 0 {
				c.Scale = d.r.Scales[0].ID
			}
		}
	}
}

// references refuses ids that nothing has.
func (d *decoder) references() {
	r := d.r
	parts := r.PartIDs()
	dims := r.DimensionIDs()
	practices := r.PracticeIDs()
	scales := r.ScaleIDs()
	owners := r.OwnerIDs()
	if of := r.Scoring.Practice.Scale; of != "" {
		d.known("scoring/practice/scale", of, scales)
	}
	for _, p := range r.Parts {
		d.stageKeys("parts/"+p.ID+"/weight", p.Weight)
	}
	for _, m := range r.Dimensions {
		d.known("dimensions/"+m.ID+"/part", m.Part, parts)
		d.stageKeys("dimensions/"+m.ID+"/weight", m.Weight)
	}
	for _, p := range r.Practices {
		path := "practices/" + p.ID
		d.known(path+"/dimension", p.Dimension, dims)
		d.stageKeys(path+"/weight", p.Weight)
		d.stageKeys(path+"/target", p.Target)
		for _, req := range p.Requires {
			d.known(path+"/requires/"+req.Practice, req.Practice, practices)
		}
		for k := range p.Criteria {
			c := &p.Criteria[k]
			d.known(path+"/criteria/"+c.ID+"/scale", c.Scale, scales)
			d.checkTicked(c, path+"/criteria/"+c.ID)
		}
		d.actionNames(&p, path, owners)
	}
	for _, s := range r.Sectors {
		for id := range s.Weights {
			d.known("sectors/"+s.ID+"/weights/"+id, id, practices)
			d.notByCriteria("sectors/"+s.ID+"/weights/"+id, id)
		}
		for _, id := range s.LeaveOut {
			d.known("sectors/"+s.ID+"/leave_out/"+id, id, d.r.CriterionIDs())
		}
	}
	for i, pair := range r.Pairs {
		d.known("pairs/"+strconv.Itoa(i), pair[0], practices)
		d.known("pairs/"+strconv.Itoa(i), pair[1], practices)
	}
	d.checkFindings()
	d.checkProfiles()
}

// notByCriteria refuses to change what a practice weighs by its criteria alone.
func (d *decoder) notByCriteria(path, id string) {
	if slices.ContainsFunc(d.r.Practices, func(p rubric.Practice) bool { return p.ID == id && p.ByCriteria }) {
		d.Problems.Add(d.places.Problem(path, "weight", say.Both(
			"%s weighs what its criteria weigh (weight: criteria); a sector cannot add to that: leave this out, or give %[1]s a number",
			"%s 的权重由各条标准决定（weight: criteria），行业不能再加减：请去掉这一行，或给 %[1]s 写一个数", id)))
	}
}

// known refuses an id that is not among the ids.
func (d *decoder) known(path, id string, ids []string) {
	if !slices.Contains(ids, id) {
		d.Problems.Add(d.places.Problem(path, "unknown-id", d.Problems.Hint(say.Both("there is no %s", "没有 %s", problem.Short(id)), id, ids)))
	}
}

func (d *decoder) stageKeys(path string, p rubric.PerStage) {
	stages := d.r.StageIDs()
	for id := range p.By {
		d.known(path+"/"+id, id, stages)
	}
}

// sort puts dimensions in the order of their parts and practices in the order of their dimensions.
func (d *decoder) sort() {
	r := d.r
	part, dim := map[string]int{}, map[string]int{}
	for i, p := range r.Parts {
		part[p.ID] = i
	}
	slices.SortStableFunc(r.Dimensions, func(a, b rubric.Dimension) int {
		return cmp.Compare(part[a.Part],
			part[b.Part])
	})
	for i, m := range r.Dimensions {
		dim[m.ID] = i
	}
	slices.SortStableFunc(r.Practices, func(a, b rubric.Practice) int {
		return cmp.Compare(dim[a.Dimension],
			dim[b.Dimension])
	})
}

// cycles refuses practices that wait for each other, and names the members of each cycle once.
func (d *decoder) cycles() {
	needs := map[string][]string{}
	for _, p := range d.r.Practices {
		for _, req := range p.Requires {
			needs[p.ID] = append(needs[p.ID], req.Practice)
		}
	}
	state := map[string]int{} // 1 on the path, 2 done
	var path []string
	var visit func(id string)
	visit = func(id string) {
		state[id] = 1
		path = append(path, id)
		for _, next := range needs[id] {
			switch state[next] {
			case 0:
				visit(next)
			case 1:
				ring := append(slices.Clone(path[slices.Index(path, next):]), next)
				d.Problems.Add(d.places.Problem("practices/"+id+"/requires/"+next, "cycle",
					say.Both("practices wait for each other: %s", "几项互为前置：%s", strings.Join(ring, " -> "))))
			}
		}
		path = path[:len(path)-1]
		state[id] = 2
	}
	for _, p := range d.r.Practices {
		if state[p.ID] == 0 {
			visit(p.ID)
		}
	}
}

// levels refuses a target, floor or requirement that is not a level of the practice's scale. A practice that sums or
// mixes scales has points, so any number will do.
func (d *decoder) levels(p *rubric.Practice) {
	path := "practices/" + p.ID
	for stage, v := range p.Target.By {
		d.onScale(path+"/target/"+stage, p, v)
	}
	if p.Target.All != nil {
		d.onScale(path+"/target", p, *p.Target.All)
	}
	if p.Floor != nil {
		d.onScale(path+"/floor", p, *p.Floor)
	}
	for _, req := range p.Requires {
		i := slices.IndexFunc(d.r.Practices, func(o rubric.Practice) bool { return o.ID == req.Practice })
		d.onScale(path+"/requires/"+req.Practice, &d.r.Practices[i], req.Level)
	}
	d.rungs(p, path)
	for _, c := range p.Criteria {
		for level := range c.Levels {
			if s := d.r.Scale(c.Scale); !s.Has(float64(level)) {
				d.offScale(path+"/criteria/"+c.ID+"/levels/"+strconv.Itoa(level), float64(level), s)
			}
		}
	}
}

// rungs refuses a rung that is no level above the lowest of the scale that the practice is read on, and criteria
// without one beside others that have one.
func (d *decoder) rungs(p *rubric.Practice, path string) {
	has := func(c rubric.Criterion) bool { return c.Rung != nil }
	if !slices.ContainsFunc(p.Criteria, has) {
		return
	}
	scale := d.r.Scale(d.r.Scoring.Practice.Scale)
	for _, c := range p.Criteria {
		at := path + "/criteria/" + c.ID
		switch {
		case scale == nil:
			d.Problems.Add(d.places.Problem(at+"/rung", "rung", say.Both("a rung is a level of the scale that practices are read on; there is none at scoring.practice.scale",
				"rung 是各项所用标尺的一级；scoring.practice.scale 没有写标尺")))
		case !has(c):
			d.Problems.Add(d.places.Problem(at, "rung", say.Both("%s has no rung, and others of %s have one: give it one", "%[2]s 的其他标准写了 rung，%[1]s 没有写：请补上",
				c.ID, p.ID)))
		case !scale.Has(float64(*c.Rung)) || *c.Rung <= scale.Levels[0].Level:
			d.Problems.Add(d.places.Problem(at+"/rung", "rung", say.Both("%[1]d is not a level of scale %[2]s above its lowest (%[3]s)", "%[1]d 不是标尺 %[2]s 最低级以上的级别（%[3]s）",
				*c.Rung, scale.ID, scale.LevelList())))
		}
	}
}

func (d *decoder) onScale(path string, p *rubric.Practice, level float64) {
	if s := d.r.LevelsOf(p); s != nil && !s.Has(level) {
		d.offScale(path, level, s)
	}
}

func (d *decoder) offScale(path string, level float64, s *rubric.Scale) {
	d.Problems.Add(d.places.Problem(path, "level", say.Both("%v is not a level of scale %s (%s)", "%v 不是标尺 %s 的级别（%s）", level, s.ID, s.LevelList())))
}
