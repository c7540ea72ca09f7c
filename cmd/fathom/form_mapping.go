package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/say"
)

// formMapping writes the mapping to begin with for another tool's table.
func (a *app) formMapping() *cobra.Command {
	output, encoding := "", ""
	cmd := &cobra.Command{
		Use:   a.lang.Say("mapping FILE", "mapping 表格"),
		Short: a.lang.Say("Write a mapping for another tool's table: its columns, its words, and guesses to confirm", "为别的工具导出的表格起草映射：有哪些列和用词，并猜出对应什么，供您核对"),
		Example: a.lang.Say(`  fathom form mapping survey.csv -o mapping.yaml
  fathom form import survey.csv --mapping mapping.yaml --dry-run`, `  fathom form mapping 问卷结果.csv -o 映射.yaml
  fathom form import 问卷结果.csv --mapping 映射.yaml --dry-run`),
		Args: a.exactly(1, say.Both("the table that another tool exported", "mapping 加别的工具导出的表格")),
		RunE: func(_ *cobra.Command, args []string) error { return a.writeMapping(args[0], output, encoding) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "-", a.lang.Say("write to `PATH` (default: standard output, -)", "写到这个`路径`（默认标准输出，即 -）"))
	a.encodingFlag(cmd.Flags(), &encoding)
	return cmd
}

func (a *app) writeMapping(path, output, encoding string) error {
	r, _, err := a.loadRubric()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(output); err == nil && output != "-" {
		return failure{exitFile, say.Both("%s is there already", "%s 已经存在", output), say.Both("it may be the work of a person; give another file: -o PATH", "里面可能有人工核对的内容；请换一个文件：-o 路径")}
	}
	if err := checkEncoding(encoding); err != nil {
		return err
	}
	tables, err := a.beginning(path, encoding)
	if err != nil {
		return err
	}
	if form.IsForm(tables) {
		a.say(say.Both("%s is a form of ours, which needs no mapping", "%s 是本程序的表格，不需要映射", shown(path)))
	}
	text, err := survey.Skeleton(shown(path), tables, assess.Compile(r), a.lang)
	if err != nil {
		return withoutKinds(err)
	}
	write := func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}
	if output == "-" {
		return a.data(write)
	}
	if err := a.writeFile(output, atomicfile.Shared, write); err != nil {
		return wrapFile(err)
	}
	a.note(say.Both("wrote %s", "已写入 %s", output))
	return nil
}

// beginning reads the tables of a file, of a long one of CSV as many rows as there may be in a workbook.
func (a *app) beginning(path, encoding string) ([]form.Cells, error) {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		f, err := os.Open(path)
		if err != nil {
			return nil, fileError(err)
		}
		defer f.Close()
		st, err := form.OpenStream(shown(path), f, encoding, form.MaxRows)
		if err != nil {
			return nil, withoutKinds(wrapFile(err))
		}
		if st != nil {
			a.remember(shown(path), f)
			if st.IsLonger() {
				a.say(say.Both("%s: only the first %d rows were looked at", "%s：只看了前 %d 行", shown(path), form.MaxRows))
			}
			return []form.Cells{st.Beginning()}, nil
		}
	}
	data, err := a.read(path, form.MaxBytes)
	if err != nil {
		return nil, err
	}
	tables, err := form.ReadTables(shown(path), data, encoding)
	return tables, withoutKinds(err)
}
