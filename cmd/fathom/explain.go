package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/reports/explanation"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

func (a *app) explainCommand() *cobra.Command {
	var sets []string
	cmd := &cobra.Command{
		Use:   a.lang.Say("explain FILE ID", "explain 答卷 ID"),
		Short: a.lang.Say("The arithmetic of one number, what limits it, what would change it", "某个数是怎么算出来的、卡在哪里、怎样会变"),
		Example: `  fathom explain henan.yaml overall
  fathom explain henan.yaml roles
  fathom explain henan.yaml roles --set roles/overlap-control=3`,
		Args: a.exactly(2, say.Both("an answer file and an id: overall, a part, a dimension, a practice, or practice/criterion", "explain 答卷 ID（ID 为 overall、部分、维度、事项或“事项/标准”）")),
	}
	cmd.Flags().StringArrayVar(&sets, "set", nil, a.lang.Say("`ID=LEVEL`: what it would be; repeatable", "`ID=级别`：假如改成这一级；可重复"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		m, _, err := a.modelOr(channelteam.Rubric)
		if err != nil {
			return err
		}
		all, err := a.load(m, args[:1])
		if err != nil {
			return err
		}
		return a.explain(m, all[0].result, args[1], sets)
	}
	return cmd
}

// explain prints the number as it is and, with sets, as it would be.
func (a *app) explain(m *assess.Model, res *assess.Result, id string, sets []string) error {
	e, ok := m.Explain(res, id)
	if !ok {
		return usageOf(say.Both("the rubric has nothing with the id %s", "评估标准里没有 %s 这个标识", id), id, m.IDs())
	}
	doc := explanation.New(res, e, a.lang)
	if len(sets) > 0 {
		changed, err := with(m, res, sets)
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

// with evaluates the assessment with each ID=LEVEL set.
func with(m *assess.Model, res *assess.Result, sets []string) (*assess.Result, error) {
	as := res.Assessment
	for _, set := range sets {
		i, level, err := idLevel(m, "set", set)
		if err != nil {
			return nil, err
		}
		as = as.With(i, level)
	}
	return m.Evaluate(as, assess.Options{Stage: res.Stage, Sector: res.Sector}), nil
}

// idLevel reads the value ID=LEVEL of a flag; others are words that the flag takes in the level's place.
func idLevel(m *assess.Model, flag, value string, others ...string) (criterion, level int, err error) {
	id, word, ok := strings.Cut(value, "=")
	if !ok {
		return 0, 0, usage(say.Both("--%s wants ID=LEVEL, not %s", "--%s 要写成 ID=级别，不能写 %s", flag, value),
			say.Both("for example --%s roles/overlap-control=3", "例如 --%s roles/overlap-control=3", flag))
	}
	i, ok := m.Index(id)
	if !ok {
		return 0, 0, usageOf(say.Both("the rubric has no criterion %s", "评估标准里没有 %s 这一条", id), id, m.IDs())
	}
	level, err = strconv.Atoi(word)
	scale := m.Rubric.Scale(m.Criterion(i).Scale)
	if _, on := scale.Value(level); err != nil || !on {
		var words []string
		for _, l := range scale.Levels {
			words = append(words, strconv.Itoa(l.Level))
		}
		return 0, 0, usageOf(say.Both("%s is not a level of %s", "%s 不是 %s 的级别", word, id), "", append(words, others...))
	}
	return i, level, nil
}
