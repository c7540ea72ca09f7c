package main

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// agreed reads the flags for agreed targets: a level of the practice's scale, or points where it has none.
func (c *assessing) agreed() error {
	for _, aim := range c.aims {
		id, word, ok := strings.Cut(aim, "=")
		if !ok {
			return usage(say.Both("--target wants ID=LEVEL, not %s", "--target 要写成 ID=级别，不能写 %s", aim),
				say.Both("for example --target roles=4", "例如 --target roles=4"))
		}
		id, err := c.practiceMeant(strings.TrimSpace(id))
		if err != nil {
			return err
		}
		word = strings.TrimSpace(word)
		i := slices.Index(c.rubric.PracticeIDs(), id)
		level, err := strconv.ParseFloat(word, 64)
		scale := c.model.PracticeScale(i)
		switch {
		case scale == nil && (err != nil || !(math.Abs(level) <= assess.MaxTarget)):
			return usage(say.Both("%s is no number of points for %s", "%s 不能作 %s 的分数", word, id), say.Message{})
		case scale != nil && (err != nil || !scale.Has(level)):
			var words []string
			for _, l := range scale.Levels {
				words = append(words, strconv.Itoa(l.Level))
			}
			return usageOf(say.Both("%s is not a level of %s", "%s 不是 %s 的级别", word, id), "", words)
		}
		if c.targets == nil {
			c.targets = map[string]float64{}
		}
		c.targets[id] = level
	}
	return nil
}

// practiceMeant is the id of a practice that a word means: an id, a name in any language, or how just one begins.
func (c *assessing) practiceMeant(word string) (string, error) {
	var found []string
	for _, id := range names.Lookup(c.model, word) {
		if c.model.KindOf(id) == assess.KindPractice {
			found = append(found, id)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", usageOf(say.Both("the rubric has no practice %s", "评估标准里没有 %s 这个事项", word), word, c.rubric.PracticeIDs())
}

// aim adds what the flags agree on to an assessment.
func (c *assessing) aim(a *assess.Assessment) {
	if c.targets == nil {
		return
	}
	all := maps.Clone(c.targets)
	for id, level := range a.Targets {
		if _, ok := all[id]; !ok {
			all[id] = level
		}
	}
	a.Targets = all
}
