package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"fathom/rubric/problem"
	"fathom/testdata"
)

// demoFolder is where the demo writes when no folder is named.
const demoFolder = "fathom-demo"

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.t("demo [FOLDER]", "demo [目录]"),
		Short: a.t("Write sample assessments and their reports, and say what to open", "写出示例答卷和报告，并说明先看哪个"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) <= 1 {
				return nil
			}
			return usage(problem.Say("%s takes one folder at most", "%s 最多带一个目录", cmd.CommandPath()), problem.Message{})
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := demoFolder
			if len(args) == 1 {
				dir = args[0]
			}
			return a.demo(dir)
		},
	}
}

// demo writes the samples, then the reports of each, in the language of the run.
func (a *app) demo(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fileError(err)
	}
	for _, s := range testdata.Samples() {
		path := filepath.Join(dir, s.Name)
		if err := os.WriteFile(path, s.Data, 0o600); err != nil {
			return fileError(err)
		}
		all, err := a.evaluate([]string{path})
		if err != nil {
			return err
		}
		base := strings.TrimSuffix(path, ".yaml")
		if err := a.emit([]target{{a.htmlFormat(), base + ".html"}, {a.xlsxFormat(), base + ".xlsx"}, {a.markdownFormat(), base + ".md"}, {a.csvFormat(), base + ".csv"}, {a.jsonFormat(), base + ".json"}}, all); err != nil {
			return err
		}
	}
	first := filepath.Join(dir, testdata.Samples()[0].Name)
	a.note(problem.Say(`
Now look at the gap report:   fathom report %[1]s
why a number is what it is:   fathom explain %[1]s overall
and open the page:            %[2]s`, `
看差距报告：          fathom report %[1]s
看某个数是怎么来的：  fathom explain %[1]s overall
用浏览器打开这一页：  %[2]s`, first, strings.TrimSuffix(first, ".yaml")+".html"))
	return nil
}
