package foreign

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file compares a rubric with what an import makes of its export: what both have came over, all else is left
// behind. So nothing is claimed that was not read back.

// valuesOf counts what of a rubric came over in what was read back of its export, value by value: each text in a
// language, number and id of the rubric's content. The stage is the one whose weights and targets were written. Weights
// that say the same in other numbers came over; so did kinds that people read in the export, and an import does not.
func valuesOf(r, back *rubric.Rubric, stage string, alsoIn ...say.Message) Ledger {
	c := &comparison{stage: stage, sameWeights: sameShares(r, back, stage), alsoIn: alsoIn}
	if sameProfiles(r, back) {
		c.alsoIn = append(slices.Clone(alsoIn), kindAsked())
	}
	c.ledger.Unit = Values
	was, now := tree(r), tree(back)
	c.pair(r, back, now)
	c.walk(was, now, nil, nil)
	return c.ledger
}

// tree is the content of a rubric as plain values.
func tree(r *rubric.Rubric) (out map[string]any) {
	if err := json.Unmarshal(r.Canonical(), &out); err != nil {
		panic("foreign: " + err.Error()) // what a rubric writes of itself is JSON
	}
	return out
}

// pair takes the only parts for the same thing, and the scales that answers are levels of, whatever they are called.
func (c *comparison) pair(r, back *rubric.Rubric, now map[string]any) {
	c.same = map[string]string{}
	if len(r.Parts) == 1 && len(back.Parts) == 1 {
		refer(now, "dimensions", "part", back.Parts[0].ID, r.Parts[0].ID)
		c.same["parts "+r.Parts[0].ID] = back.Parts[0].ID
	}
	a, b := usualScale(r), usualScale(back)
	if !slices.EqualFunc(a.Levels, b.Levels, func(x, y rubric.Level) bool {
		return x.Level == y.Level
	}) {
		return
	}
	c.same["scales "+a.ID] = b.ID
	for _, p := range listOf(now, "practices") {
		refer(p, "criteria", "scale", b.ID, a.ID)
	}
}

// usualScale is the scale of most criteria, of two the first. That of what practices add up to, or of rungs, is none.
func usualScale(r *rubric.Rubric) *rubric.Scale {
	count, usual, most := map[string]int{}, &r.Scales[0], 0
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			count[r.Practices[i].Criteria[k].Scale]++
		}
	}
	for i := range r.Scales {
		if n := count[r.Scales[i].ID]; n > most {
			usual, most = &r.Scales[i], n
		}
	}
	return usual
}

func listOf(of any, key string) []any {
	m, _ := of.(map[string]any)
	list, _ := m[key].([]any)
	return list
}

// refer makes references of the things of a list to one thing those to another.
func refer(of any, list, key, from, id string) {
	for _, v := range listOf(of, list) {
		if m, ok := v.(map[string]any); ok && m[key] == from {
			m[key] = id
		}
	}
}

// comparison is one at work.
type comparison struct {
	ledger      Ledger
	stage       string
	sameWeights bool
	alsoIn      []say.Message
	same        map[string]string      // what was read back of a thing, by its list and id, where that has another id
	shown       func(text string) bool // nil where an import was read back
}

// walk compares what stands at a path of keys; the place is of ids, for people.
func (c *comparison) walk(was, now any, keys, place []string) {
	switch v := was.(type) {
	case map[string]any:
		if by, ok := v["by"].(map[string]any); ok && len(v) == 1 {
			c.perStage(by, now, keys, place)
			return
		}
		other, _ := now.(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			at := place
			if key != "practices" && key != "criteria" {
				at = append(slices.Clip(place), key)
			}
			c.walk(v[key], other[key], append(slices.Clip(keys), key), at)
		}
	case []any:
		list, _ := now.([]any)
		for i, item := range v {
			name, same := c.counterpart(keys, item, i, list)
			c.walk(item, same, keys, append(slices.Clip(place), name))
		}
	case string:
		if v != "" {
			c.count(v, now, keys, place)
		}
	case nil:
	default:
		c.count(v, now, keys, place)
	}
}

// counterpart is what a thing of a list is called, and the same thing in another list: of the same id or level, else
// the one at the same place.
func (c *comparison) counterpart(keys []string, item any, i int, list []any) (name string, same any) {
	m, _ := item.(map[string]any)
	for _, key := range []string{"id", "level"} {
		if m[key] == nil || m["to"] != nil {
			continue
		}
		want := m[key]
		if id, there := c.same[fmt.Sprint(keys[len(keys)-1], " ", want)]; there {
			want = id
		}
		for _, other := range list {
			if o, _ := other.(map[string]any); o[key] == want {
				same = other
			}
		}
		return fmt.Sprint(m[key]), same
	}
	if i < len(list) {
		same = list[i]
	}
	return fmt.Sprint(i + 1), same
}

// perStage compares numbers of stages with those read back, which are of one stage.
func (c *comparison) perStage(by map[string]any, now any, keys, place []string) {
	other, _ := now.(map[string]any)
	for _, stage := range slices.Sorted(maps.Keys(by)) {
		at := append(slices.Clip(place), stage)
		if stage != c.stage && c.shown == nil {
			c.ledger.lost(say.Both("weights and targets of other stages", "其他阶段的权重和目标"), strings.Join(at, "/"))
			continue
		}
		c.count(by[stage], other["all"], keys, at)
	}
}

func (c *comparison) count(was, now any, keys, place []string) {
	kind := kindOfValue(keys)
	at := strings.Join(place, "/")
	if c.shown != nil && c.isShown(was, kind) || c.shown == nil && was == now ||
		c.sameWeights && kind == kindOf(roleWeight) && keys[len(keys)-1] != "weight_by_criteria" ||
		slices.Contains(c.alsoIn, kind) {
		c.ledger.took(kind, at)
	} else {
		c.ledger.lost(kind, at)
	}
}

// kindOfValue is what the values at a path of keys are called.
func kindOfValue(keys []string) say.Message {
	if kind, is := kindRare(keys); is {
		return kind
	}
	list, key := keys[0], keys[min(1, len(keys)-1)]
	switch list {
	case "practices":
		return kindInPractice(keys)
	case "dimensions":
		switch key {
		case "name":
			return kindOf(roleArea)
		case "question":
			return say.Both("questions of areas", "维度的问题")
		case "part":
			return say.Both("parts", "部分")
		}
		return weightOrID(key)
	case "scales":
		if len(keys) > 2 {
			key = keys[2]
		}
		return kindInScale(key)
	}
	for _, k := range [...]struct {
		list string
		kind say.Message
	}{
		{"title", say.Both("title", "标题")}, {"rating", say.Both("instruction for raters", "评分说明")},
		{"languages", say.Both("languages", "语言")}, {"source", say.Both("clauses of the source", "来源条款")},
		{"stages", say.Both("stages", "阶段")}, {"sectors", say.Both("sectors", "行业")}, {"owners", say.Both("owners", "负责人")},
		{"scoring", say.Both("rules of scoring", "计分规则")}, {"person_days", say.Both("person-days of efforts", "工作量的人天")},
		{"parts", say.Both("parts", "部分")}, {"pairs", say.Both("pairs", "对照的事项")}, {"findings", say.Both("findings", "交叉发现")},
	} {
		if k.list == list && (list != "parts" || key != "weight") {
			return k.kind
		}
	}
	if list == "parts" {
		return kindOf(roleWeight)
	}
	return say.Both("id and version", "标识和版本")
}

// kindInScale is what a value of a scale is called.
func kindInScale(key string) say.Message {
	switch key {
	case "name":
		return say.Both("names of levels", "级别的名称")
	case "meaning":
		return say.Both("meanings of levels", "级别的含义")
	case "short":
		return say.Both("levels in a few words", "级别的简短说法")
	}
	return say.Both("levels of the scale", "标尺的级别")
}

// kindInPractice is what a value of a practice or of its criteria is called.
func kindInPractice(keys []string) say.Message {
	key, inCriterion := keys[1], keys[1] == "criteria"
	if inCriterion {
		key = keys[2]
	}
	switch key {
	case "name":
		if inCriterion {
			return kindOf(roleName)
		}
		return kindOf(rolePractice)
	case "question":
		return kindOf(roleQuestion)
	case "levels":
		return kindOf(roleLevel)
	case "scale":
		return say.Both("scales of questions", "题目所用的标尺")
	}
	for _, k := range [...]struct {
		key  string
		kind say.Message
	}{
		{"intent", kindOf(roleIntent)}, {"evidence", kindOf(roleEvidence)}, {"target", kindOf(roleTarget)},
		{"dimension", kindOf(roleArea)}, {"core", say.Both("marks of core questions", "核心问题的标记")},
		{"was", say.Both("former ids", "旧标识")}, {"same_as", say.Both("digests of former texts", "旧文字的摘要")},
		{"sources", say.Both("references to the source", "对来源的引用")}, {"clauses", say.Both("references to the source", "对来源的引用")},
		{"floor", say.Both("floors", "底线")}, {"requires", say.Both("prerequisites", "前置要求")},
		{"actions", say.Both("actions", "行动")}, {"rung", say.Both("rungs", "阶")},
	} {
		if k.key == key {
			return k.kind
		}
	}
	return weightOrID(key)
}

func weightOrID(key string) say.Message {
	switch key {
	case "weight", "weight_by_criteria":
		return kindOf(roleWeight)
	case "id":
		return kindOf(roleID)
	}
	return say.Both("%s", "%s", key)
}

// Shown counts what of a rubric is shown in an export that nothing reads back: of its names, questions, ids and levels
// those that are found in it. What is computed of them is not in it: weights, targets, actions.
func Shown(r *rubric.Rubric, has func(text string) bool) Ledger {
	c := &comparison{shown: has}
	c.ledger.Unit = Values
	c.walk(tree(r), nil, nil, nil)
	return c.ledger
}

// isShown reports whether a value of a kind that a form shows is found in one.
func (c *comparison) isShown(v any, kind say.Message) bool {
	shows := []say.Message{kindOfValue([]string{"id"}), kindOfValue([]string{"languages"}),
		kindOfValue([]string{"title"}),
		kindOfValue([]string{"rating"}), kindOfValue([]string{"stages"}), kindOfValue([]string{"sectors"}),
		kindOfValue([]string{"parts"}), kindInScale("name"), kindInScale("level"), kindOf(roleArea),
		kindOf(rolePractice),
		kindOf(roleName), kindOf(roleQuestion), kindOf(roleID), kindOf(roleLevel), kindItems()}
	return slices.Contains(shows, kind) && c.shown(fmt.Sprint(v))
}
