package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/change"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/say"
)

// comparing is one run of `fathom compare`.
type comparing struct {
	*app
	formats *formats
	old     string         // --old-rubric
	change  *change.Change // what changed
	report  *gap.Gap       // the gap report of the last, with what changed
}

func (a *app) compareCommand() *cobra.Command {
	c := &comparing{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("compare OLD NEW...", "compare 旧答卷 新答卷..."),
		Short: a.lang.Say("Then and now, like for like: what really changed", "前后对比（同口径）：真正变了什么"),
		Example: a.lang.Say(`  fathom compare may.yaml november.yaml
  fathom compare may.yaml november.yaml -f html=change.html -f xlsx=change.xlsx
  fathom compare may.yaml november.yaml --rubric v2.yaml --old-rubric v1.yaml`, `  fathom compare 五月.yaml 十一月.yaml
  fathom compare 五月.yaml 十一月.yaml -f html=变化.html -f xlsx=变化.xlsx
  fathom compare 五月.yaml 十一月.yaml --rubric v2.yaml --old-rubric v1.yaml`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) >= 2 {
				return nil
			}
			return usage(say.Both("%s needs two answer files or more, the oldest first", "%s 需要两份或更多答卷，旧的在前", cmd.CommandPath()), say.Message{})
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.formats = a.formatFlag(cmd, c.offered())
	cmd.Flags().StringVar(&c.old, "old-rubric", "", a.lang.Say(
		"the rubric `PATH` that OLD was made with: its score as it was reported, and what the rubric changed; of more files, all but the last that name its version go by it",
		"旧答卷当时用的评估标准 `PATH`：按它列出当时报告的得分，并单列标准改动的影响；答卷有多份时，除最后一份外，写明该版本的都按它计"))
	return cmd
}

func (c *comparing) offered() []format {
	of := func(word string, binary bool, write func(io.Writer) error) format {
		return format{word: word, binary: binary, write: func(w io.Writer, _ []scored) error { return write(w) }}
	}
	return []format{
		of("terminal", false, func(w io.Writer) error { return terminal.Write(w, c.change.Doc(), c.terminalOptions(w)) }),
		of("markdown", false, func(w io.Writer) error { return markdown.Write(w, c.change.Doc()) }),
		of("html", false, func(w io.Writer) error { return html.Write(w, c.report.Doc()) }),
		of("xlsx", true, func(w io.Writer) error { return xlsx.Write(w, c.report.Workbook()) }),
		of("json", false, func(w io.Writer) error { return c.change.WriteJSON(w) }),
		of("csv", false, func(w io.Writer) error { return c.change.WriteCSV(w) }),
	}
}

func (c *comparing) run(paths []string) error {
	targets, r, digest, err := c.begin(c.formats)
	if err != nil {
		return err
	}
	t, err := c.trendOf(paths, r, c.old)
	if err != nil {
		return err
	}
	c.noteVersions(t)
	c.change, c.report = change.New(t, digest, c.lang), gap.Against(t.New.Result, t, digest, c.lang)
	return c.emit(targets, nil)
}

// noteVersions says how a file that another version of the rubric was used for can be shown as it was reported.
func (a *app) noteVersions(t *change.Trend) {
	if t.Old.Own == nil {
		a.note(say.Both("hint: the earlier file was made with version %[1]s of the rubric and is scored by %[2]s; `fathom compare --old-rubric PATH` shows what version %[1]s reported",
			"提示：早先的答卷用的是评估标准 %[1]s 版，这里按 %[2]s 版计分；要看当时报告的得分，请用 `fathom compare --old-rubric PATH` 给出 %[1]s 版", t.Old.Version, t.Old.Rubric.Version))
	}
}
