package main

import (
	"errors"
	"slices"

	"fathom/assess/actions"
	"fathom/assess/actions/plansheet"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file takes what a team wrote into a workbook over into its file of actions.

// typed reads what a team wrote into a workbook; nil where none is named.
func (p *planning) typed(targets []target) (*actions.Typed, error) {
	t := &p.team
	sides := []string{string(actions.EntrySide), string(actions.FileSide)}
	switch {
	case t.prefer != "" && !slices.Contains(sides, t.prefer):
		return nil, usageOf(say.Both("--prefer %s: unknown word", "--prefer %s：没有这个词", t.prefer), t.prefer, sides)
	case t.workbook == "" && t.prefer != "":
		return nil, usage(say.Both("--prefer is for --from-workbook", "--prefer 须和 --from-workbook 一起用"), say.Message{})
	case t.workbook == "":
		return nil, nil
	case !slices.ContainsFunc(targets, func(t target) bool { return t.format.word == "actions" }):
		return nil, usage(say.Both("--from-workbook needs the file that it goes into", "--from-workbook 要写明并入哪个文件"), say.Both("for example -f actions=actions.yaml", "例如 -f actions=actions.yaml"))
	}
	data, err := p.read(t.workbook, form.MaxBytes)
	if err != nil {
		return nil, err
	}
	entries, err := plansheet.Read(shown(t.workbook), data, p.list.Result.Assessment.Key(p.list.Rubric), p.list.Rubric)
	if err != nil {
		return nil, err
	}
	return &actions.Typed{Entries: entries, Side: actions.Side(t.prefer)}, nil
}

// took says what came out of a workbook, and where it differs from what the file said.
func (p *planning) took(typed *actions.Typed, entered *actions.Entered) {
	if typed == nil {
		return
	}
	for i := range entered.Apart {
		entered.Apart[i].Severity = problem.Warning
	}
	p.app.list(entered.Apart)
	changed := len(entered.Changed)
	p.note(say.Both("from %[1]s: %[4]s changed, %[3]d added", "来自 %[1]s：改动 %[2]d 项，新增 %[3]d 项", shown(p.team.workbook), changed,
		len(entered.Added), say.Count(changed, "1 action", "%d actions")))
}

// apart tells where workbook and file differ, and what decides it.
func (p *planning) apart(err error) error {
	var list problem.List
	differs := func(p problem.Problem) bool { return p.Kind == "conflict" }
	if !errors.As(err, &list) || !slices.ContainsFunc(list, differs) {
		return wrapFile(err)
	}
	p.app.list(list)
	return failure{exitInvalid, say.Both("workbook and file differ; nothing was written", "工作簿和清单不一致；什么都没有写入"), say.Both("--prefer workbook or --prefer file says which of them stands", "用 --prefer workbook 或 --prefer file 指明以哪边为准")}
}
