package main

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// demoFolder is where the demo writes when no folder is named.
const demoFolder = "fathom-demo"

func (a *app) demoCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   a.lang.Say("demo [FOLDER]", "demo [目录]"),
		Short: a.lang.Say("Write sample assessments and their reports, and say what to open", "写出示例答卷和报告，并说明先看哪个"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) <= 1 {
				return nil
			}
			return usage(say.Both("%s takes one folder at most", "%s 最多带一个目录", cmd.CommandPath()), say.Message{})
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := demoFolder
			if len(args) == 1 {
				dir = args[0]
			}
			return a.demo(dir, force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, a.lang.Say("overwrite files that were edited", "改过的文件也覆盖"))
	return cmd
}

// demo writes the samples and the reports of each, in the language of the run: all files or none. A file that somebody
// changed is refused before anything is written, unless the user says otherwise.
func (a *app) demo(dir string, force bool) error {
	files, err := a.demoFiles(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := a.spare(f.Path, say.Both("name another folder", "请换一个目录")); err != nil {
			return err
		}
	}
	if !force {
		if err := a.unedited(dir, files); err != nil {
			return err
		}
	}
	if err := a.writeAll(files, false); err != nil {
		return err
	}
	for _, f := range files {
		if filepath.Ext(f.Path) != ".yaml" {
			a.note(say.Both("wrote %s", "已写入 %s", f.Path))
		}
	}
	first := filepath.Join(dir, samples.All()[0].Name)
	a.note(say.Both(`
Now look at the gap report:   fathom report %[1]s
why a number is what it is:   fathom explain %[1]s overall
and open the page:            %[2]s`, `
看差距报告：          fathom report %[1]s
看某个数是怎么来的：  fathom explain %[1]s overall
用浏览器打开这一页：  %[2]s`, first, strings.TrimSuffix(first, ".yaml")+".html"))
	return nil
}

// demoFiles makes the samples and their reports.
func (a *app) demoFiles(dir string) ([]atomicfile.File, error) {
	m, digest, err := a.modelOr(channelteam.Rubric)
	if err != nil {
		return nil, err
	}
	var out []atomicfile.File
	for _, s := range samples.All() {
		path := filepath.Join(dir, s.Name)
		answers, err := answerfile.Read(path, s.Data, m.Rubric)
		if err != nil {
			return nil, err
		}
		out = append(out, atomicfile.File{Path: path, Data: s.Data, Mode: atomicfile.Private})
		d := gap.New(a.evaluate(m, answers), digest, a.lang)
		reports, err := a.demoReports(strings.TrimSuffix(path, ".yaml"), d)
		if err != nil {
			return nil, err
		}
		out = append(out, reports...)
	}
	return out, nil
}

// demoReports are the reports of a sample, in files of one name.
func (a *app) demoReports(base string, d *gap.Gap) (out []atomicfile.File, _ error) {
	g := &gapReports{app: a}
	defer g.close()
	targets := []target{{g.html(), base + ".html"}, {g.xlsx(), base + ".xlsx"}, {g.markdown(), base + ".md"},
		{g.csv(), base + ".csv"}, {g.json(), base + ".json"}}
	g.want(targets, false)
	docs := []*gap.Gap{d}
	if err := cmp.Or(g.add(docs, docs), g.end()); err != nil {
		return nil, err
	}
	for _, t := range targets {
		var buf bytes.Buffer
		if err := t.write(&buf); err != nil {
			return nil, err
		}
		out = append(out, atomicfile.File{Path: t.path, Data: buf.Bytes(), Mode: atomicfile.Shared})
	}
	return out, nil
}

// unedited refuses when a file is there that is not what the demo writes, in either language.
func (a *app) unedited(dir string, files []atomicfile.File) error {
	var edited []string
	var other []atomicfile.File // in the other language; made when a file asks for it
	for i, f := range files {
		same, err := isThere(f)
		if err == nil && !same && other == nil {
			other, err = a.inOtherLanguage().demoFiles(dir)
		}
		if err == nil && !same {
			same, err = isThere(other[i])
		}
		if err != nil {
			return fileError(err)
		}
		if !same {
			edited = append(edited, filepath.Base(f.Path))
		}
	}
	if len(edited) == 0 {
		return nil
	}
	return failure{exitFile,
		say.Both("nothing was written: in %[1]s, these are not as the demo writes them, so they were edited, or come from another version: %[2]s",
			"什么也没写：%[1]s 里有文件和示例不一样，可能是改过的，或出自别的版本：%[3]s", dir, strings.Join(edited, ", "), strings.Join(edited, "、")),
		say.Both("name another folder, or add --force to overwrite them", "请换一个目录；确实要覆盖，就加 --force")}
}

// isThere reports whether a file is as the demo writes it, or not there yet.
func isThere(f atomicfile.File) (bool, error) {
	info, err := os.Stat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case info.Size() != int64(len(f.Data)):
		return false, nil
	}
	data, err := os.ReadFile(f.Path)
	return bytes.Equal(data, f.Data), err
}

// inOtherLanguage is the program as it would be run in its other language.
func (a *app) inOtherLanguage() *app {
	b := *a
	if b.lang = "zh"; a.lang == "zh" {
		b.lang = "en"
	}
	return &b
}
