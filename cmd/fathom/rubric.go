package main

import (
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile/atomicfile"
	"fathom/reports/handbook"
	"fathom/reports/terminal"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

func (a *app) rubricCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rubric",
		Short: a.lang.Say("Begin, show, check, compare, trace or export a rubric", "新建、查看、检查、对比、溯源或导出评估标准"),
		Args:  cobra.ArbitraryArgs,
		RunE:  a.group,
	}
	cmd.AddCommand(a.rubricNew(), a.rubricImport(), a.rubricShow(), a.rubricLint(), a.rubricCoverage(),
		a.rubricExport(), a.rubricDiff())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

// atMostOne is the Args rule of commands with one optional word.
func (a *app) atMostOne() cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= 1 {
			return nil
		}
		return usage(say.Both("%s takes one word at most", "%s 最多带一个词", cmd.CommandPath()), say.Message{})
	}
}

// sources reads the rubric from its files, because lint and export need their places and texts.
func (a *app) sources(args []string) ([]*rubricfile.Layer, error) {
	switch {
	case len(args) == 1:
		return a.layers(args[0])
	case a.rubric != "":
		return a.layers(a.rubric)
	}
	return []*rubricfile.Layer{rubricfile.Parse(channelteam.Files()...)}, nil
}

func (a *app) rubricLint() *cobra.Command {
	var strict bool
	cmd := &cobra.Command{
		Use:   a.lang.Say("lint [FILE or FOLDER]", "lint [文件或目录]"),
		Short: a.lang.Say("Find what should not be shipped in a rubric", "检查评估标准：交出去之前该改的毛病"),
		Args:  a.atMostOne(),
	}
	cmd.Flags().BoolVar(&strict, "strict", false, a.lang.Say("warnings fail too", "有警告也算不通过"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		r, found, err := a.judged(args)
		if err != nil {
			return err
		}
		errors, warnings := found.Count(problem.Error), found.Count(problem.Warning)
		if errors > 0 || strict && warnings > 0 {
			return found
		}
		a.list(found)
		a.note(say.Both("%[1]s %[2]s: no error, %[4]s", "%[1]s %[2]s：没有错误，警告 %[3]d 条", r.ID, r.Version, warnings, say.Count(warnings, "1 warning", "%d warnings")))
		return nil
	}
	return cmd
}

// judged judges the rubric that is named, else the built-in one. Of that nothing has to be told as a rule: only where
// something is wrong are its files read, in which that has a place.
func (a *app) judged(args []string) (*rubric.Rubric, problem.List, error) {
	if len(args) == 0 && a.rubric == "" {
		if r := channelteam.Tested(); len(findings(r, nil)) == 0 {
			return r, nil, nil
		}
	}
	layers, err := a.sources(args)
	if err != nil {
		return nil, nil, err
	}
	return judge(layers)
}

func (a *app) rubricCoverage() *cobra.Command {
	return &cobra.Command{
		Use:   "coverage",
		Short: a.lang.Say("Entry by entry and clause by clause, where the source is scored", "逐条逐句列出来源在哪里计分"),
		Args:  a.exactly(0, say.Both("no arguments", "不带参数")),
		RunE: func(*cobra.Command, []string) error {
			r, _, err := a.loadRubric()
			if err != nil {
				return err
			}
			doc := handbook.Coverage(r, a.lang)
			return a.write(func(w io.Writer) error { return terminal.Write(w, doc, a.terminalOptions(w)) })
		},
	}
}

// export writes the files into a new or empty folder, all or none; it never overwrites.
func (a *app) export(dir string, files []rubricfile.File) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return failure{exitFile, say.Both("the folder %s is not empty", "目录 %s 不是空的", dir), say.Both("name a new folder", "请换一个新目录")}
	}
	var out []atomicfile.File
	for _, f := range files {
		path := filepath.Join(dir, filepath.Base(f.Name))
		out = append(out, atomicfile.File{Path: path, Data: f.Data, Mode: atomicfile.Shared})
	}
	if err := a.writeAll(out, true); err != nil {
		return err
	}
	if len(files) == 1 {
		a.note(say.Both("wrote %s; use it with --rubric %s", "已写入 %s；用 --rubric %s 启用", filepath.Join(dir, filepath.Base(files[0].Name)), dir))
		return nil
	}
	a.note(say.Both("wrote %d files to %s; use them with --rubric %[2]s", "已把 %d 个文件写入 %s；用 --rubric %[2]s 启用", len(files), dir))
	return nil
}
