package lint

import (
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges checklists: whether every rule can hold, every level be reached, and more that holds never makes it
// less.

func (l *linter) checklist(c *rubric.Criterion, path string) {
	if !c.IsChecklist() {
		return
	}
	for i := range c.Items {
		l.text(path+"/items/"+c.Items[i].ID+"/text", c.Items[i].Text)
	}
	l.aloneInRules(c, path)
	w := watched{level: map[int]bool{}, rule: map[int]bool{}}
	if !c.EachChecked(func(s rubric.Checked) { w.level[s.Level], w.rule[s.Rule] = true, true }) {
		return
	}
	l.idleRules(c, path, w)
	for _, level := range l.r.Scale(c.Scale).Levels {
		if !w.level[level.Level] {
			l.warn(path+"/ticked", "level-unticked", say.Both("nothing that is ticked at %s makes level %d",
				"%s 怎么勾选都得不到第 %d 级", c.ID, level.Level))
		}
	}
	l.falling(c, path)
}

// watched are the levels and the rules that some way to tick leads to.
type watched struct{ level, rule map[int]bool }

// idleRules refuses rules that never decide: no way to tick comes to them. The last, which catches the rest, may find
// none left.
func (l *linter) idleRules(c *rubric.Criterion, path string, w watched) {
	for k := range c.Ticked {
		if w.rule[k] || k == len(c.Ticked)-1 && c.Ticked[k].IsRest() {
			continue
		}
		l.err(fmt.Sprintf("%s/ticked/%d", path, k), "rule-never", say.Both(
			"rule %d never decides: nothing can be ticked so that it holds and none before it does; change it, or leave it out",
			"第 %d 条规则永远用不上：没有一种勾选能让它成立、而前面的规则都不成立；请修改或去掉", k+1))
	}
}

// aloneInRules warns of rules that name an item which stands alone: nothing else is ticked then, so that what such a
// rule asks for besides is idle, or cannot be.
func (l *linter) aloneInRules(c *rubric.Criterion, path string) {
	for i := range c.Items {
		id := c.Items[i].ID
		if !c.Items[i].Alone {
			continue
		}
		for k := range c.Ticked {
			t := &c.Ticked[k]
			if slices.Contains(slices.Concat(t.All, t.Any, t.Of, t.Without), id) {
				l.warn(fmt.Sprintf("%s/ticked/%d", path, k), "alone-in-rule", say.Both(
					"in rule %[1]d there is %[2]s, which stands alone: it says that no other item holds, and rules read better by those",
					"第 %d 条规则写到了只能单独勾选的 %s：它的意思是其他各项都不符合，规则按其他各项来写更清楚", k+1, id))
			}
		}
	}
}

// falling warns where one thing more that holds makes a level worth less.
func (l *linter) falling(c *rubric.Criterion, path string) {
	scale, found := l.r.Scale(c.Scale), false
	c.EachChecked(func(s rubric.Checked) {
		if found {
			return
		}
		now, _ := scale.Value(s.Level)
		for i := range c.Items {
			it := &c.Items[i]
			if it.Alone || slices.Contains(s.Ticked, it.ID) || isAlone(c, s.Ticked) {
				continue
			}
			more := c.LevelOf(append(slices.Clone(s.Ticked), it.ID))
			if v, _ := scale.Value(more); v < now {
				found = true
				l.warn(path+"/ticked", "falling", say.Both(
					"ticking %[2]s besides makes the level of %[1]s fall from %[3]d to %[4]d; if that is meant, its text should say what is wrong",
					"多勾选 %[2]s，%[1]s 反而从 %[3]d 级降到 %[4]d 级；如果确实如此，这一项的文字应写成不好的情形",
					c.ID, it.ID, s.Level, more).And(besides(s.Ticked)))
				return
			}
		}
	})
}

func isAlone(c *rubric.Criterion, ticked []string) bool {
	return len(ticked) == 1 && c.Item(ticked[0]).Alone
}

// besides names what else is ticked.
func besides(ticked []string) say.Message {
	if len(ticked) == 0 {
		return say.Both(" (where nothing else is ticked)", "（其他都没有勾选时）")
	}
	return say.Both(" (beside %s)", "（同时勾选了 %s 时）", say.Row(ticked))
}

// allChecklists reports whether every criterion of a practice says itself what is to be seen.
func allChecklists(p *rubric.Practice) bool {
	return !slices.ContainsFunc(p.Criteria, func(c rubric.Criterion) bool { return !c.IsChecklist() })
}
