package main

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/say"
)

// with evaluates the assessment with each ID=LEVEL set, and tells what that was, by names.
func (a *app) with(m *assess.Model, res *assess.Result, sets []string) (*assess.Result, []string, error) {
	as, namer := res.Assessment, names.Namer{Language: a.lang, Rubric: m.Rubric}
	var done []string
	set := map[int]bool{}
	for _, pair := range sets {
		word, level, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, nil, noPair("set", pair)
		}
		id, err := a.meant(m, strings.TrimSpace(word))
		if err != nil {
			return nil, nil, err
		}
		criteria, err := settable(m, res, id)
		if err != nil {
			return nil, nil, err
		}
		for _, i := range criteria {
			n, err := setTo(m, id, i, strings.TrimSpace(level))
			if err != nil {
				return nil, nil, err
			}
			if set[i] {
				return nil, nil, usage(say.Both("--set gives %s two levels", "--set 给 %s 写了两个级别", m.Criterion(i).ID), say.Message{})
			}
			as, set[i] = as.With(i, n), true
		}
		at := say.Both("%s is at level %s", "%s为 %s 级", namer.Of(m, id), strings.TrimSpace(level))
		if namer.Sums() && !hasOwnScale(m, id) { // points are added up there, and nobody speaks of levels
			at = say.Both("%s has %s", "%s为 %s", namer.Of(m, id), strings.TrimSpace(level))
		}
		done = append(done, at.In(a.lang))
		a.tellUnset(m, res, id)
	}
	return m.Evaluate(as, assess.Options{Stage: res.Stage, Sector: res.Sector}), done, nil
}

// tellUnset names the criteria of a practice that were not asked or do not apply, and so are not set with it.
func (a *app) tellUnset(m *assess.Model, res *assess.Result, id string) {
	_, p := m.Find(id, m.KindOf(id))
	if m.KindOf(id) != assess.KindPractice {
		return
	}
	var left []string
	for k, c := range res.Practices[p].Criteria {
		if c.State == assess.NotAsked || c.State == assess.NotApplicable {
			left = append(left, rubric.FullID(id, m.Rubric.Practices[p].Criteria[k].ID))
		}
	}
	if len(left) > 0 {
		a.note(say.Both("not set, because not asked or not applicable: %s", "没有设定，因为没有问或不适用：%s", idList(left)))
	}
}

// settable lists the criteria that ID=LEVEL sets: one, or those of a practice that are asked and apply. Of anything
// larger it says what can be set.
func settable(m *assess.Model, res *assess.Result, id string) ([]int, error) {
	if i, ok := m.Index(id); ok && m.LeavesOut(res.Sector, i) {
		return nil, usage(say.Both("%s cannot be set: sector %s leaves it out", "%s 不能设：行业 %s 不评这一条", id, res.Sector),
			say.Both("--sector sets another sector", "可用 --sector 换一个行业"))
	} else if ok {
		return []int{i}, nil
	}
	_, p := m.Find(id, assess.KindPractice)
	if m.KindOf(id) != assess.KindPractice {
		return nil, usage(say.Both("--set takes a criterion or a practice; %s is more than that", "--set 只能写标准或事项；%s 比事项大", id),
			say.Both("its practices: %s", "它的事项：%s", idList(practicesIn(m, id))))
	}
	var out []int
	for k, c := range res.Practices[p].Criteria {
		if c.State != assess.NotAsked && c.State != assess.NotApplicable {
			i, _ := m.Index(rubric.FullID(id, m.Rubric.Practices[p].Criteria[k].ID))
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return nil, usage(say.Both("nothing of %s was asked and applies", "%s 没有一条问过且适用", id), criteriaOf(m, p))
	}
	return out, nil
}

// criteriaOf names the criteria of a practice.
func criteriaOf(m *assess.Model, p int) say.Message {
	var ids []string
	for _, c := range m.Rubric.Practices[p].Criteria {
		ids = append(ids, rubric.FullID(m.Rubric.Practices[p].ID, c.ID))
	}
	return say.Both("name a criterion: %s", "请写标准的 ID：%s", idList(ids))
}

// practicesIn lists the practices of the whole, of a part or of a dimension.
func practicesIn(m *assess.Model, id string) []string {
	var out []string
	for _, p := range m.Rubric.Practices {
		_, d := m.Find(p.Dimension, assess.KindDimension)
		if slices.Contains([]string{string(assess.KindOverall), m.Rubric.Dimensions[d].Part, p.Dimension}, id) {
			out = append(out, p.ID)
		}
	}
	return out
}

func idList(ids []string) say.Message {
	return say.Message{EN: strings.Join(ids, ", "), ZH: strings.Join(ids, "、")}
}

func noPair(flag, value string) error {
	return usage(say.Both("--%s wants ID=LEVEL, not %s", "--%s 要写成 ID=级别，不能写 %s", flag, value),
		say.Both("for example --%s roles/overlap-control=3", "例如 --%s roles/overlap-control=3", flag))
}

// idLevel reads the value ID=LEVEL of a flag; others are words that the flag takes in the level's place.
func idLevel(m *assess.Model, flag, value string, others ...string) (criterion, level int, err error) {
	id, word, ok := strings.Cut(value, "=")
	if !ok {
		return 0, 0, noPair(flag, value)
	}
	i, ok := m.Index(id)
	if kind, p := m.Find(id, assess.KindPractice); !ok && kind != "" {
		return 0, 0, usage(say.Both("%s is a practice; --%s takes one criterion", "%s 是事项；--%s 一次写一条标准", id, flag), criteriaOf(m, p))
	} else if !ok {
		return 0, 0, usageOf(say.Both("the rubric has no criterion %s", "评估标准里没有 %s 这一条", id), id, m.IDs())
	}
	level, err = levelOf(m, i, word, others...)
	return i, level, err
}

// setTo is the level of criterion i when id, it or its practice, is set to a level.
func setTo(m *assess.Model, id string, i int, word string) (int, error) {
	if !hasOwnScale(m, id) {
		return levelOf(m, i, word)
	}
	_, p := m.Find(id, assess.KindPractice)
	level, err := levelOn(m.PracticeScale(p), id, word)
	if err != nil {
		return 0, err
	}
	to, asked := m.Lift(i, level)
	if !asked { // by a higher level only
		to = m.Rubric.Scale(m.Criterion(i).Scale).Levels[0].Level
	}
	return to, nil
}

// hasOwnScale reports whether an id is of a practice whose sum is read on a scale of its own.
func hasOwnScale(m *assess.Model, id string) bool {
	_, p := m.Find(id, assess.KindPractice)
	return m.KindOf(id) == assess.KindPractice && !m.SharesScale(p)
}

// levelOf reads a level of a criterion.
func levelOf(m *assess.Model, i int, word string, others ...string) (int, error) {
	return levelOn(m.Rubric.Scale(m.Criterion(i).Scale), m.Criterion(i).ID, word, others...)
}

// levelOn reads a level of a scale, that of what has an id.
func levelOn(scale *rubric.Scale, id, word string, others ...string) (int, error) {
	level, err := strconv.Atoi(word)
	if _, on := scale.Value(level); err == nil && on {
		return level, nil
	}
	var words []string
	for _, l := range scale.Levels {
		words = append(words, strconv.Itoa(l.Level))
	}
	return 0, usageOf(say.Both("%s is not a level of %s", "%s 不是 %s 的级别", word, id), "", append(words, others...))
}
