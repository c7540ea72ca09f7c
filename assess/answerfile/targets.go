package answerfile

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file keeps the key `targets`: what was agreed to be wanted of practices, in place of the rubric's targets.

// targets reads a level, or points, for each practice that is named.
func (rd *reader) targets(n *node) {
	fields := rd.Fields(n)
	if n.Kind() == strictyaml.Mapping && len(fields) == 0 {
		rd.Fault(n, "empty", say.Both("targets is empty; name a practice or leave it out", "targets 是空的；请写上事项，或去掉这一项"))
	}
	given := map[string]bool{}
	for _, f := range fields {
		given[f.Name()] = true
	}
	out := map[string]float64{}
	for _, f := range fields {
		i := rd.aimedAt(f.Name(), given)
		switch gone := rd.older != nil && rd.older.From != ""; {
		case i >= 0:
			if level, ok := rd.target(f.Value, &rd.r.Practices[i], gone); ok {
				out[rd.r.Practices[i].ID] = level
				given[rd.r.Practices[i].ID] = true
				continue
			}
			rd.older.dropTarget(f)
		case gone:
			rd.older.dropTarget(f)
		default:
			rd.Fault(f.Key, "unknown-id", rd.Problems.Hint(say.Both("the rubric has no practice %s", "评估标准里没有 %s 这个事项",
				problem.Short(f.Name())), f.Name(), rd.r.PracticeIDs()))
		}
	}
	if len(out) > 0 {
		rd.a.Targets = out
	}
}

// aimedAt is the place of the practice with an id, or of the one that was called so in an earlier version; -1 without.
func (rd *reader) aimedAt(id string, given map[string]bool) int {
	if i := slices.Index(rd.r.PracticeIDs(), id); i >= 0 || rd.older == nil {
		return i
	}
	return slices.IndexFunc(rd.r.Practices, func(p rubric.Practice) bool {
		return slices.Contains(p.Was, id) && !given[p.ID]
	})
}

// target reads one: a level of the practice's scale, or points where it has none. It reports false where a level of an
// earlier version is gone.
func (rd *reader) target(n *node, p *rubric.Practice, older bool) (float64, bool) {
	v, ok := n.Float()
	scale := rd.r.LevelsOf(p)
	switch {
	case scale == nil && (!ok || math.Abs(v) > assess.MaxTarget):
		rd.Fault(n, "number", say.Both("want points, a number up to %d, not %s", "这里要写分数，不超过 %d 的数，不能写 %s", assess.MaxTarget, n.String()))
	case scale != nil && ok && !scale.Has(v) && older:
		return 0, false
	case scale != nil && (!ok || !scale.Has(v)):
		rd.Fault(n, "level", say.Both("%s is not a level of scale %s (%s)", "%s 不是标尺 %s 的级别（%s）", n.String(), scale.ID, scale.LevelList()))
	}
	return v, true
}

// dropTarget remembers a target that the rubric in use has no place for.
func (o *older) dropTarget(f strictyaml.Field) {
	o.Targets = append(o.Targets, f.Name()+": "+f.Value.String())
}

// writeTargets writes what was agreed, a practice a line in rubric order.
func writeTargets(out io.Writer, targets map[string]float64, r *rubric.Rubric) {
	if targets == nil {
		return
	}
	fmt.Fprintln(out, "targets:")
	for i := range r.Practices {
		if v, ok := targets[r.Practices[i].ID]; ok {
			id := strictyaml.Quote(r.Practices[i].ID)
			fmt.Fprintf(out, "  %s: %s\n", id, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
}
