package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"fathom/reports/markdown"
	"fathom/reports/rubricdiff"
	"fathom/reports/terminal"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/versions"
)

// builtin is the word for the built-in rubric where a path is wanted.
const builtin = "builtin"

// diffing is one run of `fathom rubric diff`.
type diffing struct {
	*app
	formats  *formats
	full     bool // --full
	changes  versions.Changes
	old, new string // digests
}

func (a *app) rubricDiff() *cobra.Command {
	d := &diffing{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("diff OLD NEW", "diff 旧标准 新标准"),
		Short: a.lang.Say("What changed between two rubrics for people who answered the old one", "两版评估标准差在哪里：旧答卷还能用多少，得分还能不能比"),
		Long: a.lang.Say(`What changed between two rubrics for people who answered the old one: which
answers carry over, which are asked again, and whether scores can still be
compared. OLD and NEW are files or folders; "builtin" (or its id) is the
built-in rubric, channel-team@1.0.0 an earlier version of it.`,
			`两版评估标准差在哪里：旧答卷还能用多少、哪些要再确认，得分还能不能直接比较。
旧标准和新标准是文件或目录；写 builtin（或内置标准的标识）表示内置标准，
写 channel-team@1.0.0 表示它早先的版本。`),
		Example: a.lang.Say("  fathom rubric diff channel-team@1.0.0 builtin\n  fathom rubric diff builtin my-rubric\n  fathom rubric diff v1.yaml v2.yaml -f markdown=changes.md",
			"  fathom rubric diff channel-team@1.0.0 builtin\n  fathom rubric diff builtin 我的标准\n  fathom rubric diff v1.yaml v2.yaml -f markdown=变更.md"),
		Args: a.exactly(2, say.Both("the old and the new rubric", "diff 加旧标准和新标准")),
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args[0], args[1]) },
	}
	d.formats = a.formatFlag(cmd, d.offered())
	cmd.Flags().BoolVar(&d.full, "full", false, a.lang.Say("every text, then and now, on the terminal", "在终端里显示每条文字的前后对照"))
	return cmd
}

func (d *diffing) offered() []format {
	return []format{
		{word: "terminal", write: d.writeTerminal},
		{word: "markdown", write: func(w io.Writer) error {
			return markdown.Write(w,
				rubricdiff.New(&d.changes, d.lang))
		}},
		{word: "json", write: func(w io.Writer) error { return rubricdiff.WriteJSON(w, &d.changes, d.old, d.new) }},
	}
}

// writeTerminal writes the summary, or everything where that was asked for: between two versions of a whole rubric that
// is thousands of lines.
func (d *diffing) writeTerminal(w io.Writer) error {
	if d.full {
		return terminal.Write(w, rubricdiff.New(&d.changes, d.lang), d.terminalOptions(w))
	}
	if err := terminal.Write(w, rubricdiff.Summary(&d.changes, d.lang), d.terminalOptions(w)); err != nil {
		return err
	}
	if !d.changes.Empty() {
		d.note(say.Both("every text, then and now: --full, or -f markdown=FILE, json", "逐条文字的前后对照：加 --full，或 -f markdown=文件，也可用 json"))
	}
	return nil
}

func (d *diffing) run(old, new string) error {
	targets, err := d.formats.targets()
	if err != nil {
		return err
	}
	switch {
	case d.rubric != "":
		return usage(say.Both("diff takes both rubrics as words, not with --rubric", "diff 的两份标准直接写在后面，不用 --rubric"), say.Message{})
	case old == "-" && new == "-":
		return usage(say.Both("only one of the two can be standard input", "两份标准中只有一份可以来自标准输入"), say.Message{})
	}
	if err := d.compare(old, new); err != nil {
		return err
	}
	if c := &d.changes; c.Indistinct() {
		d.say(say.Both("warning: both are %s %s, but their content differs: results cannot be told apart; give the new one another version",
			"警告：两份都是 %s %s，内容却不同：结果会无法区分；请给新标准换一个版本号", c.New.ID, c.New.Version))
		d.note(say.Both("hint: files of the same version are read strictly: an answer to what is gone can be refused instead of kept aside",
			"提示：版本号相同的答卷按现行标准严格检查：答到已去掉的标准或级别，可能被拒收，而不是另存备查"))
	}
	return d.emit(targets)
}

// compare reads both rubrics, and tells the problems of both at once.
func (d *diffing) compare(old, new string) error {
	var problems problem.List
	read := func(word string) (*rubric.Rubric, string, error) {
		r, digest, err := d.named(word)
		var list problem.List
		if errors.As(err, &list) {
			problems.Join(list)
			err = nil
		}
		return r, digest, err
	}
	then, oldDigest, err := read(old)
	if err != nil {
		return err
	}
	today, newDigest, err := read(new)
	if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return err
	}
	d.changes, d.old, d.new = versions.Compare(then, today), oldDigest, newDigest
	return nil
}

// named reads the rubric at a path, or takes the built-in one for its word where there is no such path.
func (a *app) named(word string) (*rubric.Rubric, string, error) {
	id, _ := channelteam.Version()
	_, err := os.Stat(word)
	if word != "-" && errors.Is(err, fs.ErrNotExist) && channelteam.Shipped(word) == nil {
		if word == builtin || word == id {
			return channelteam.Rubric(), channelteam.Digest(), nil
		}
		cause := problem.Cause(err)
		m := say.Message{EN: "cannot read " + cause.EN, ZH: "无法读取 " + cause.ZH}
		if words := []string{builtin, id}; problem.Nearest(word, words) != "" {
			m = problem.Hint(m, word, words)
		}
		return nil, "", failure{exitFile, m, say.Both("give a file or a folder, or %s for the built-in rubric", "请给出文件或目录；内置标准写 %s", builtin)}
	}
	return a.rubricAt(word)
}
