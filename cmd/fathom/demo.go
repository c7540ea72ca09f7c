package main

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
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

// demo writes the samples and the reports of each, in the language of the run: all files or none.
func (a *app) demo(dir string) error {
	var files []atomicfile.File
	for _, s := range testdata.Samples() {
		of, err := a.sampleFiles(filepath.Join(dir, s.Name), s.Data)
		if err != nil {
			return err
		}
		files = append(files, of...)
	}
	if err := a.writer().All(files, false); err != nil {
		return fileError(err)
	}
	for _, f := range files {
		if filepath.Ext(f.Path) != ".yaml" {
			a.note(problem.Say("wrote %s", "已写入 %s", f.Path))
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

// sampleFiles are a sample and its reports.
func (a *app) sampleFiles(path string, data []byte) ([]atomicfile.File, error) {
	r, digest, err := a.loadRubric()
	if err != nil {
		return nil, err
	}
	if err := a.checkChoices(r); err != nil {
		return nil, err
	}
	as, err := answerfile.Read(path, data, r)
	if err != nil {
		return nil, err
	}
	m := assess.Compile(r)
	all := []scored{{m, m.Evaluate(as, assess.Options{Stage: a.stage, Sector: a.sector}), digest}}
	files := []atomicfile.File{{Path: path, Data: data, Mode: 0o600}}
	base := strings.TrimSuffix(path, ".yaml")
	for _, t := range []target{{a.htmlFormat(), base + ".html"}, {a.xlsxFormat(), base + ".xlsx"}, {a.markdownFormat(), base + ".md"}, {a.csvFormat(), base + ".csv"}, {a.jsonFormat(), base + ".json"}} {
		var out bytes.Buffer
		if err := t.format.write(&out, all); err != nil {
			return nil, err
		}
		files = append(files, atomicfile.File{Path: t.path, Data: out.Bytes(), Mode: 0o600})
	}
	return files, nil
}
