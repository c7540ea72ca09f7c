package form

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// This file carries the firm that is rated, the file of the round before and the agreed targets: facts that not every
// form has.

// targetPrefix begins the key of a target; the practice's id follows.
const targetPrefix = "target:"

// factPrevious is the key of the file of the round before.
const factPrevious = "previous"

// factMember is the key of the firm that is rated in the parts that are of one.
const factMember = "member"

// targetFacts lists the keys for a rubric, that of the round before among them.
func targetFacts(r *rubric.Rubric) []string {
	out := []string{factPrevious, factMember}
	for _, id := range r.PracticeIDs() {
		out = append(out, targetPrefix+id)
	}
	return out
}

// member is the firm that is rated, where it has a name or the form asks of a firm.
func (f *form) member() []fact {
	if f.a.Subject.Member == "" && !f.asksOfMember() {
		return nil
	}
	return []fact{{key: factMember, value: f.a.Subject.Member, label: say.Both("Channel member that is rated", "被评的渠道成员"),
		help: say.Both("the one firm that all questions of that part are about; may stay empty", "那一部分的题目都问这一家；可留空")}}
}

// asksOfMember reports whether a question is about a firm of the channel.
func (f *form) asksOfMember() bool {
	return slices.ContainsFunc(f.asked(), func(i int) bool {
		return f.partOf(f.m.Rubric.Practices[f.m.Criterion(i).Practice].Dimension).Of == rubric.OfMember
	})
}

// targets lists what the assessment says, the agreed targets in rubric order.
func (f *form) targets() []fact {
	var out []fact
	if f.a.Previous != "" {
		out = append(out, fact{key: factPrevious, value: f.a.Previous, label: say.Both("File of the round before", "上一轮的答卷")})
	}
	for i := range f.m.Rubric.Practices {
		p := &f.m.Rubric.Practices[i]
		if v, ok := f.a.Targets[p.ID]; ok {
			out = append(out, fact{key: targetPrefix + p.ID, value: strconv.FormatFloat(v, 'f', -1, 64),
				label: say.Both("Agreed target: %s", "约定目标：%s", f.name(p.Name, p.ID))})
		}
	}
	return out
}

// readTargets understands what targets lists.
func (rd *reader) readTargets(f *filled) map[string]float64 {
	var out map[string]float64
	r := rd.m.Rubric
	for i := range r.Practices {
		cell := f.facts[targetPrefix+r.Practices[i].ID]
		if cell.isBlank() {
			continue
		}
		if out == nil {
			out = map[string]float64{}
		}
		out[r.Practices[i].ID] = rd.target(cell, r.LevelsOf(&r.Practices[i]))
	}
	return out
}

// target reads a level of a scale, or points where there is none.
func (rd *reader) target(cell located, scale *rubric.Scale) float64 {
	if scale == nil {
		return rd.amount(cell, -assess.MaxTarget, assess.MaxTarget)
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(width.Narrow(cell.text)), 64)
	if err != nil || !scale.Has(v) {
		rd.fault(cell, "level", say.Both("%s is not a level of scale %s (%s)", "%s 不是标尺 %s 的级别（%s）", short(cell.text), scale.ID, scale.LevelList()))
	}
	return v
}
