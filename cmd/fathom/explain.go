package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/reports/explanation"
	"fathom/reports/names"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

func (a *app) explainCommand() *cobra.Command {
	var sets []string
	cmd := &cobra.Command{
		Use:   a.lang.Say("explain FILE [ID]", "explain 答卷 [ID]"),
		Short: a.lang.Say("The arithmetic of one number, what limits it, what would change it", "某个数是怎么算出来的、卡在哪里、怎样会变"),
		Example: a.lang.Say(`  fathom explain henan.yaml
  fathom explain henan.yaml "Roles & responsibilities"
  fathom explain henan.yaml roles --set roles/overlap-control=3
  fathom explain henan.yaml --set roles=4`, `  fathom explain 河南.yaml
  fathom explain 河南.yaml 岗位职责
  fathom explain 河南.yaml roles --set roles/overlap-control=3
  fathom explain 河南.yaml --set roles=4`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 || len(args) == 2 {
				return nil
			}
			return usage(say.Both("%s takes an answer file and an id or a name; without one it explains the overall score", "%s 的用法是：答卷，再加一个 ID 或名称；不写就解释总分", cmd.CommandPath()),
				say.Both("a name of several words stands in quotes", "名称里有空格或 & 时要加引号"))
		},
	}
	repeatable(cmd.Flags(), &sets, "set", "", a.lang.Say("`ID=LEVEL`: what it would be; a practice sets its criteria; repeatable", "`ID=级别`：假如改成这一级；写事项则它的各条标准都改；可重复"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		m, _, err := a.modelOr(channelteam.Rubric)
		if err != nil {
			return err
		}
		all, err := a.load(m, args[:1])
		if err != nil {
			return err
		}
		id := string(assess.KindOverall)
		if len(args) == 2 {
			if id, err = a.meant(m, args[1]); err != nil {
				return err
			}
		}
		return a.explain(m, all[0].result, id, sets)
	}
	return cmd
}

// meant is the id of what a word means: an id, a name in any language, or the beginning of just one.
func (a *app) meant(m *assess.Model, word string) (string, error) {
	ids := names.Lookup(m, word)
	switch {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) == 0:
		return "", usageOf(say.Both("the rubric has nothing called %s", "评估标准里没有叫 %s 的", word), word, m.IDs())
	}
	return "", usage(say.Both("%s can mean %s", "%s 可以指：%s", word, say.Message{EN: named(m, ids, "en"), ZH: named(m, ids, "zh")}),
		say.Both("write one of these ids", "请写其中一个 ID"))
}

// named lists ids with their names, a few of them.
func named(m *assess.Model, ids []string, lang say.Language) string {
	const few = 8
	called := &names.Namer{Language: lang, Rubric: m.Rubric}
	var out []string
	for _, id := range ids[:min(len(ids), few)] {
		out = append(out, lang.Say("%s (%s)", "%s（%s）", id, called.Of(m, id)))
	}
	if more := len(ids) - few; more > 0 {
		out = append(out, lang.Say("%d more", "另有 %d 个", more))
	}
	return lang.List(out)
}

// explain prints the number as it is and, with sets, as it would be.
func (a *app) explain(m *assess.Model, res *assess.Result, id string, sets []string) error {
	e, _ := m.Explain(res, id)
	doc := explanation.New(res, e, a.lang)
	if len(sets) > 0 {
		changed, sets, err := a.with(m, res, sets)
		if err != nil {
			return err
		}
		after, _ := m.Explain(changed, id)
		doc = explanation.WhatIf(res, changed, e, after, sets, a.lang)
	}
	return a.write(func(w io.Writer) error { return terminal.Write(w, doc, a.terminalOptions(w)) })
}

// write writes to standard output.
func (a *app) write(to func(io.Writer) error) error {
	if err := a.spare("", say.Message{}); err != nil {
		return err
	}
	if err := to(a.out); err != nil {
		return fileError(err)
	}
	return nil
}
