package rubric

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/rubric/say"
)

// This file says the rules of a checklist in words, by the numbers of its items: what stands in the place of a level
// that such a criterion does not describe itself.

// ruleText says when a level is reached, behind what the level means on the scale.
func (c *Criterion) ruleText(level int) Text {
	rule, meaning := c.ruleWords(level), c.Shared[level]
	if len(meaning) == 0 {
		return Text{"en": rule.EN, "zh": rule.ZH}
	}
	out := Text{}
	for lang, text := range meaning {
		if lang == "zh" {
			out[lang] = text + "（" + rule.ZH + "）"
		} else {
			out[lang] = text + " (" + rule.EN + ")"
		}
	}
	return out
}

func (c *Criterion) ruleWords(level int) say.Message {
	var en, zh []string
	numbered, rest := !c.isDescending(), false
	for k := range c.Ticked {
		t := &c.Ticked[k]
		switch {
		case t.Level != level:
			continue
		case t.IsRest():
			rest = true
			continue
		}
		m := c.conditions(t)
		if numbered {
			m = say.Both("rule %[1]d: %[2]s", "规则 %[1]d：%[2]s", k+1, m)
		}
		en, zh = append(en, m.EN), append(zh, m.ZH)
	}
	words := say.Message{EN: strings.Join(en, "; or "), ZH: strings.Join(zh, "；或")}
	switch {
	case len(en) == 0 && rest:
		return say.Both("in every other case", "其他情况")
	case len(en) == 0:
		return say.Both("nothing that is ticked leads here", "怎么勾选都不会到这一级")
	case rest:
		words = words.And(say.Both("; or in every other case", "；或其他情况"))
	}
	return words
}

// isDescending reports whether the rules go from the highest level down, as people read them.
func (c *Criterion) isDescending() bool {
	return slices.IsSortedFunc(c.Ticked, func(a, b TickRule) int { return b.Level - a.Level })
}

// conditions says what a rule asks for.
func (c *Criterion) conditions(t *TickRule) say.Message {
	var en, zh []string
	add := func(m say.Message) { en, zh = append(en, m.EN), append(zh, m.ZH) }
	switch all := c.numbers(t.All); {
	case len(t.All) == 1:
		add(say.Both("item %s holds", "符合第 %s 项", all))
	case len(t.All) > 1:
		add(say.Both("items %s all hold", "第 %s 项都符合", all))
	}
	switch any := c.numbers(t.Any); {
	case len(t.Any) == 1:
		add(say.Both("item %s holds", "符合第 %s 项", any))
	case len(t.Any) > 1:
		add(say.Both("one or more of items %s", "第 %s 项中至少符合 1 项", any))
	}
	switch {
	case t.AtLeast > 0 && len(t.Of) > 0:
		add(say.Both("%[1]d or more of items %[2]s", "第 %[2]s 项中至少符合 %[1]d 项", t.AtLeast, c.numbers(t.Of)))
	case t.AtLeast > 0:
		add(say.Both("%d or more hold", "至少符合 %d 项", t.AtLeast))
	}
	switch without := c.numbers(t.Without); {
	case len(t.Without) == 1:
		add(say.Both("item %s does not hold", "不符合第 %s 项", without))
	case len(t.Without) > 1:
		add(say.Both("none of items %s", "第 %s 项都不符合", without))
	}
	return say.Message{EN: strings.Join(en, ", and "), ZH: strings.Join(zh, "，且")}
}

// numbers names items by their places, from 1: 1–3, 5.
func (c *Criterion) numbers(ids []string) say.Message {
	var runs []string
	for i := 0; i < len(c.Items); i++ {
		from := i
		for i < len(c.Items) && slices.Contains(ids, c.Items[i].ID) {
			i++
		}
		switch n := strconv.Itoa(from + 1); {
		case i-from == 1:
			runs = append(runs, n)
		case i-from == 2:
			runs = append(runs, n, strconv.Itoa(i))
		case i > from:
			runs = append(runs, n+"–"+strconv.Itoa(i))
		}
	}
	return say.Row(runs)
}

// Asks is the question of a criterion, and behind it the numbered items of its checklist, on one line: for those who
// are asked for a level where nothing can be ticked.
func (c *Criterion) Asks() Text {
	if !c.IsChecklist() {
		return c.Question
	}
	out := Text{}
	for lang, text := range c.Question {
		out[lang] = withMark(lang, text)
	}
	for i := range c.Items {
		for lang, text := range c.Items[i].Text {
			before := ""
			if i > 0 {
				before = say.Language(lang).Say("; ", "；")
			}
			out[lang] += before + strconv.Itoa(i+1) + ". " + strings.TrimRight(text, ".。;； ")
		}
	}
	return out
}

// withMark is a question as it stands before the first of its items: it ends with a mark, and a full-width one has no
// blank behind it.
func withMark(lang, question string) string {
	question = strings.TrimSpace(question)
	last, _ := utf8.DecodeLastRuneInString(question)
	switch {
	case question == "" || strings.ContainsRune("？。：！；", last):
		return question
	case strings.ContainsRune("?.:!;…", last):
		return question + " "
	}
	return question + say.Language(lang).Say(": ", "：")
}
