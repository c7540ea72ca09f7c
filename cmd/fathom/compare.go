package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/trend"
	"fathom/reports/change"
	"fathom/reports/docx"
	"fathom/reports/followup"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// comparing is one run of `fathom compare`.
type comparing struct {
	*app
	formats *formats
	old     string // --old-rubric
	actions string // --actions
	paper   paper
	brand   branding
	print   html.Print     // --paper
	change  *change.Change // what changed
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
		"旧答卷当时用的评估标准`路径`：按它列出当时报告的得分，并单列标准改动的影响；答卷有多份时，除最后一份外，写明该版本的都按它计"))
	cmd.Flags().StringVar(&c.actions, "actions", "", a.lang.Say("the team's `FILE` of actions: which of the done ones lifted their level", "团队的行动清单`文件`：已完成的行动里，哪些使级别上升了"))
	c.paper.flag(cmd, a)
	c.brand.flag(cmd, a.lang)
	return cmd
}

func (c *comparing) offered() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, c.change.Doc(), c.terminalOptions(w))
		}},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, c.brand.on(c.change.Doc())) }},
		{word: "html", write: func(w io.Writer) error { return html.WriteFor(w, c.brand.on(c.change.Doc()), c.print) }},
		{word: "pdf", binary: true, write: func(w io.Writer) error {
			return c.writePDF(w, c.brand.on(c.change.Doc()), c.print)
		}},
		{word: "docx", binary: true, write: func(w io.Writer) error {
			return docx.Write(w, c.brand.on(c.change.Doc()), c.print.Letter)
		}},
		{word: "xlsx", binary: true, write: func(w io.Writer) error { return xlsx.Write(w, c.change.Workbook()) }},
		{word: "json", write: func(w io.Writer) error { return c.change.WriteJSON(w) }},
		{word: "csv", write: func(w io.Writer) error { return c.change.WriteCSV(w) }},
	}
}

func (c *comparing) run(paths []string) error {
	targets, m, digest, err := c.begin(c.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	if c.print, err = c.paper.print(targets); err != nil {
		return err
	}
	if err := c.brand.read(c.app); err != nil {
		return err
	}
	t, files, err := c.history(m, paths, c.old)
	if err != nil {
		return err
	}
	c.noteVersions(t, files)
	c.change = change.New(t, digest, c.lang)
	if c.actions != "" {
		file, err := c.teamFileOf(c.actions, t.New.Result)
		if err != nil {
			return err
		}
		n := names.Namer{Language: c.lang, Rubric: m.Rubric, Digest: digest}
		c.change.With(followup.Lifts(&n, actions.LiftedBy(file, t.Old.Result, t.New.Result)))
	}
	return c.emit(targets)
}

// noteVersions says how a file that another version of the rubric was used for can be shown as it was reported, and of
// those that name the version in use what their numbers do not show.
func (a *app) noteVersions(t *trend.History, files []trend.File) {
	for i, l := range t.Series {
		if l.IsPresent() {
			a.caution(files[i].Name, l.Result)
		}
	}
	if t.Old.Own != nil {
		return
	}
	path := "PATH"
	if name := t.Old.Rubric.ID + "@" + t.Old.Version; channelteam.Shipped(name) != nil {
		path = name
	}
	a.note(say.Both("hint: the earlier file was made with version %[1]s of the rubric and is scored by %[2]s; `fathom compare --old-rubric %[3]s` shows what version %[1]s reported",
		"提示：早先的答卷用的是评估标准 %[1]s 版，这里按 %[2]s 版计分；要看当时报告的得分，请用 `fathom compare --old-rubric %[3]s` 给出 %[1]s 版", t.Old.Version, t.Old.Rubric.Version, path))
}

// history reads the files of one subject, the oldest first, and compares the last with the first. The path of the
// rubric that the first was made with may be "".
func (a *app) history(m *assess.Model, paths []string, oldRubric string) (*trend.History, []trend.File, error) {
	old, err := a.oldModel(oldRubric)
	if err != nil {
		return nil, nil, err
	}
	files := make([]trend.File, len(paths))
	for i, path := range paths {
		data, err := a.read(path, answerfile.MaxBytes)
		if err != nil {
			return nil, nil, err
		}
		files[i] = trend.File{Name: shown(path), Data: data}
	}
	h, err := trend.Reader{Model: m, Old: old, Shipped: channelteam.Versions(), Options: a.options()}.Read(files)
	return h, files, err
}

// oldModel is the model of the rubric of --old-rubric, or nil.
func (a *app) oldModel(path string) (*assess.Model, error) {
	if path == "" {
		return nil, nil
	}
	r, _, err := a.named(path)
	if err != nil {
		return nil, err
	}
	err = a.checkChoices(r)
	var f failure
	if errors.As(err, &f) {
		f.message = say.Message{EN: "--old-rubric: " + f.message.EN, ZH: "--old-rubric：" + f.message.ZH}
		return nil, f
	}
	return assess.Compile(r), err
}
