package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	theiranswers "fathom/assess/foreign"
	"fathom/rubric/foreign"
	"fathom/rubric/say"
)

// This file imports answers that were given in other tools.

// theirs is what an import was told of answers of other tools, and what became of them.
type theirs struct {
	from, subject, date, prefer string
	strict                      bool

	files   int // that were read
	settled int // of them, those that know a preference
	lost    int // of what stands in them
	first   string
}

func (t *theirs) flags(a *app, f *pflag.FlagSet) {
	kinds := strings.Join(theiranswers.Kinds(), "|")
	f.StringVar(&t.from, "from", "", say.Both("answers of another tool: `%s` (default: found out); see fathom help models", "别的工具里的答案：`%s`（默认看内容），见 fathom help models", kinds).In(a.lang))
	f.StringVar(&t.subject, "subject", "", a.lang.Say("of another tool's answers: the `NAME` of who was assessed, where the file says none or another one", "别的工具的答案：评的是谁，写`名称`，用于文件没写或要改时"))
	f.StringVar(&t.date, "date", "", a.lang.Say("of another tool's answers: the `DATE`, YYYY-MM-DD, where the file says none or another one", "别的工具的答案：`日期`（YYYY-MM-DD），用于文件没写或要改时"))
	f.StringVar(&t.prefer, "prefer", "", a.lang.Say("of a workbook's answers: what holds where words and computed number disagree, `words|numbers`", "工作簿里的答案：文字和算出的数不一致时以哪个为准，`words|numbers`"))
	f.BoolVar(&t.strict, "strict", false, a.lang.Say("of another tool's answers: fail (exit code 3) where any does not come over", "别的工具的答案：有任何内容没读进来就算失败（退出码 3）"))
}

// check refuses flags that say nothing.
func (t *theirs) check(c *importing) error {
	kinds := theiranswers.Kinds()
	_, bad := time.Parse(time.DateOnly, t.date)
	switch {
	case t.from != "" && !slices.Contains(kinds, t.from):
		return usageOf(say.Both("there are no answers of the kind %s", "没有 %s 这种答案", t.from), t.from, kinds)
	case t.prefer != "" && !slices.Contains(theiranswers.Preferences(), t.prefer):
		return usageOf(say.Both("--prefer %s: want words or numbers", "--prefer %s：请写 words 或 numbers", t.prefer), t.prefer, theiranswers.Preferences())
	case t.prefer != "" && t.from != "" && !theiranswers.KnowsPreference(t.from):
		return t.noPreference()
	case t.date != "" && bad != nil:
		return usage(say.Both("--date %s is no date", "--date %s 不是日期", t.date), say.Both("such as 2026-11-20", "写成 2026-11-20 这样"))
	case t.from != "" && c.mapping != "":
		return usage(say.Both("--from does not go with --mapping", "--from 不能和 --mapping 一起用"), say.Both("a mapping is for tables of survey tools", "映射用于调查工具的表格"))
	}
	return nil
}

// noPreference refuses a preference where no file has words and computed numbers, one of which could hold.
func (t *theirs) noPreference() error {
	knowsNone := func(kind string) bool { return !theiranswers.KnowsPreference(kind) }
	kinds := slices.DeleteFunc(theiranswers.Kinds(), knowsNone)
	return usage(say.Both("--prefer is for --from %s, and none of these files is such a workbook",
		"--prefer 只用于 --from %s，这些文件里没有这种工作簿", say.Row(kinds)),
		say.Both("leave --prefer out", "去掉 --prefer"))
}

// takeTheirs reads the answers of another tool: of the kind that was named, else where the content leaves no doubt.
func (c *importing) takeTheirs(name string, data []byte) (taken bool, err error) {
	in := theiranswers.Input{Name: name, Data: data, Encoding: c.encoding}
	kind := c.theirs.from
	if kind == "" && c.mapping == "" {
		kind = theiranswers.KindOf(in)
	}
	if kind == "" {
		return false, nil
	}
	facts := theiranswers.Facts{Subject: c.theirs.subject, Date: c.theirs.date, Rater: c.rater,
		Prefer: theiranswers.Preference(c.theirs.prefer)}
	c.theirs.files++
	if theiranswers.KnowsPreference(kind) {
		c.theirs.settled++
	}
	got, err := theiranswers.Read(kind, in, c.model, facts)
	if err != nil {
		return true, c.join(err)
	}
	c.tellTheirs(name, &got.Ledger)
	for _, r := range got.Respondents {
		if err := c.add(r); err != nil {
			return true, err
		}
	}
	return true, nil
}

// tellTheirs says what came over of a file, and what did not.
func (c *importing) tellTheirs(name string, l *foreign.Ledger) {
	taken, lost := l.Total(foreign.Taken), l.Total(foreign.Lost)
	if taken+lost == 0 {
		return
	}
	c.note(say.Both("%[1]s: came over, %[2]d of %[3]d: %[4]s", "%[1]s：读入 %[3]d 处中的 %[2]d 处：%[5]s", name, taken, taken+lost, entriesOf(l.Of(foreign.Taken)).EN, entriesOf(l.Of(foreign.Taken)).ZH))
	c.tellLost(l, say.Both("left out", "未读入"))
	if added := l.Of(foreign.Added); len(added) > 0 {
		c.note(say.Both("%[1]s: beside that: %[2]s", "%[1]s：此外：%[3]s", name, entriesOf(added).EN, entriesOf(added).ZH))
	}
	c.theirs.lost += lost
	c.theirs.first = cmp.Or(c.theirs.first, name)
}

// hint is what may be wrong where answers of other tools were read, and none is to a question of the rubric.
func (t *theirs) hint() say.Message {
	if t.lost == 0 {
		return say.Message{}
	}
	return say.Both("answers of another tool are read with the rubric that was made of its model: --rubric names it", "别的工具的答案，要用由那个模型生成的评估标准来读：用 --rubric 写明")
}

// end refuses flags for answers of other tools where none were read, and with --strict what did not come over.
func (t *theirs) end() error {
	switch {
	case t.files == 0 && (t.subject != "" || t.date != "" || t.strict):
		return usage(say.Both("--subject, --date and --strict are for answers of other tools, and none of these files holds any", "--subject、--date 和 --strict 用于别的工具的答案，这些文件里没有"), say.Both("what is read: %s; see `fathom help models`", "能读的有：%s；见 `fathom help models`", say.Row(theiranswers.Kinds())))
	case t.prefer != "" && t.settled == 0:
		return t.noPreference()
	case t.strict && t.lost > 0:
		return failure{exitInvalid, say.Both("not all of %s comes over, and --strict asks for that; nothing was written", "%s 没有全部读进来，而 --strict 要求全部；没有写入文件", t.first), say.Message{}}
	}
	return nil
}
