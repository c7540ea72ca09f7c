package main

import (
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/plan"
	"fathom/reports/followup"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// planTeam is what a team does with a plan, as the flags say it.
type planTeam struct{ actions, status, now, workbook, prefer string }

func (t *planTeam) flags(cmd *cobra.Command, in say.Language) {
	f := cmd.Flags()
	f.StringVar(&t.actions, "actions", "", in.Say("the team's `FILE` of actions: who, days and states for what is handed off", "团队的行动清单`文件`：交接时用其中的人、日期和状态"))
	f.StringVar(&t.status, "status", "", in.Say("no plan: what of a `FILE` of actions is done, late, next (needs --now)", "不做计划：看行动清单`文件`里已完成、逾期和接下来的（须用 --now）"))
	f.StringVar(&t.workbook, "from-workbook", "", in.Say("who, due dates, status and remarks out of the plan's sheet of a `FILE` (.xlsx) into -f actions=PATH", "把工作簿 `文件`（.xlsx）计划表里填的人、期限、进展和备注并入 -f actions=路径"))
	f.StringVar(&t.prefer, "prefer", "", in.Say("where workbook and file differ, the `SIDE` that stands: workbook or file", "工作簿和清单不一致时以哪`边`为准：写 workbook 或 file"))
	f.StringVar(&t.now, "now", "", in.Say("`DATE` for --status; the clock is never asked", "用于 --status 的`日期`；从不读系统时钟"))
}

// file is the team's file, nil where none is named.
func (t *planTeam) file(a *app, res *assess.Result) (*actions.File, error) {
	if t.actions == "" {
		return nil, nil
	}
	return a.teamFileOf(t.actions, res)
}

// teamFileOf is teamFile for a subject: the actions of another one are refused.
func (a *app) teamFileOf(path string, res *assess.Result) (*actions.File, error) {
	f, err := a.teamFile(path, res.Model)
	if err != nil {
		return nil, err
	}
	if id := res.Assessment.Key(res.Rubric); f.Subject.ID != id {
		return nil, failure{exitInvalid, say.Both("%s holds the actions of %s; the answers are those of %s", "%s 是 %s 的行动清单，答卷是 %s 的", shown(path), f.Subject.ID, id), say.Message{}}
	}
	return f, nil
}

// teamFile reads a file of actions, and warns of what it keeps without knowing it.
func (a *app) teamFile(path string, m *assess.Model) (*actions.File, error) {
	data, err := a.read(path, actions.MaxBytes)
	if err != nil {
		return nil, err
	}
	f, warnings, err := actions.Read(shown(path), data, m.Rubric)
	if err != nil {
		return nil, err
	}
	a.list(warnings)
	return f, nil
}

// alone refuses what asks for a plan, beside --status: it makes none.
func (p *planning) alone(cmd *cobra.Command) (err error) {
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if err == nil && f.Changed && !slices.Contains([]string{"status", "now", "format"}, f.Name) {
			err = usage(say.Both("--status makes no plan, so it does not go with --%s", "--status 不做计划，不能和 --%s 一起用", f.Name), say.Message{})
		}
	})
	return err
}

// follow tells where the actions of a file stand.
func (p *planning) follow() error {
	p.formats.offered = slices.DeleteFunc(p.formats.offered, func(f format) bool {
		return f.word != "terminal" && f.word != "markdown"
	})
	targets, m, digest, err := p.begin(p.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	_, wrong := plan.ParseDate(p.team.now)
	switch {
	case p.team.now == "":
		return usage(say.Both("--status needs --now with a date such as 2027-02-10", "--status 须用 --now 给出 2027-02-10 这样的日期"), say.Message{})
	case wrong != say.Message{}:
		return wrongDate("--now", wrong)
	}
	file, err := p.teamFile(p.team.status, m)
	if err != nil {
		return err
	}
	rep := followup.New(names.Namer{Language: p.lang, Rubric: m.Rubric, Digest: digest}, file,
		actions.StatusOn(file, p.team.now, m.Rubric))
	for i := range targets {
		write := func(w io.Writer) error { return terminal.Write(w, rep, p.terminalOptions(w)) }
		if targets[i].format.word == "markdown" {
			write = func(w io.Writer) error { return markdown.Write(w, rep) }
		}
		targets[i].format.write = write
	}
	return p.emit(targets)
}

// handOver writes every target. A file of actions that is there is gone on with, and what changed in it is said.
func (p *planning) handOver(targets []target) error {
	if err := p.spareAll(targets); err != nil {
		return err
	}
	typed, err := p.typed(targets)
	if err != nil {
		return err
	}
	p.fromBook = typed
	var others []target
	for _, t := range targets {
		if t.format.word != "actions" || t.path == "" || isDevice(t.path) {
			others = append(others, t)
			continue
		}
		merged, entered, err := actions.Update(t.path, p.list.Actions(), typed, p.list.Rubric, p.writer())
		if errors.Is(err, actions.ErrChanged) || errors.Is(err, actions.ErrLost) {
			return failure{exitFile, say.Both("%s was changed by somebody else meanwhile, or cannot be kept whole; it is as it was", "%s 其间被别人改过，或无法完整保留；它原样未动", t.path), say.Message{}}
		}
		if err != nil {
			return p.apart(err)
		}
		p.note(say.Both("wrote %s: %d added, %d moved, %d kept where the team has them, %d no longer in the plan", "已写入 %s：新增 %d 项，改期 %d 项，保留团队所定 %d 项，计划里已没有 %d 项", t.path,
			len(merged.Added), len(merged.Moved), len(merged.Kept), len(merged.Gone)))
		p.took(typed, &entered)
	}
	return p.emit(others)
}

// writeActions writes a new file of actions.
func (p *planning) writeActions(w io.Writer) error {
	data, _, entered, err := actions.MergeTyped("", nil, p.list.Actions(), p.fromBook, p.list.Rubric)
	if err != nil {
		return err
	}
	p.took(p.fromBook, &entered)
	_, err = w.Write(data)
	return err
}
