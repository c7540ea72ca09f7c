package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile/atomicfile"
	"fathom/reports/manpage"
	"fathom/rubric/pattern"
	"fathom/rubric/release"
	"fathom/rubric/say"
)

// manPage is the page of the manual of a command; it is made of what its help is made of.
func (a *app) manPage(cmd *cobra.Command) manpage.Page {
	b := release.This()
	p := manpage.Page{Name: manName(cmd), About: cmd.Short, Program: "fathom " + b.Version, Date: b.Date}
	add := func(en, zh string, s manpage.Section) {
		s.Head = a.lang.Say(en, zh)
		if s.Text != "" || len(s.Usage)+len(s.Entries)+len(s.Code)+len(s.Pages) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	add("SYNOPSIS", "用法", manpage.Section{Usage: a.manUsage(cmd)})
	add("DESCRIPTION", "说明", manpage.Section{Text: a.manText(cmd)})
	add("COMMANDS", "命令", manpage.Section{Entries: manEntries(commandsOf(cmd))})
	add("OPTIONS", "参数", manpage.Section{Entries: manEntries(flagsOf(cmd.LocalFlags()))})
	add("COMMON OPTIONS", "通用参数", manpage.Section{Entries: manEntries(flagsOf(cmd.InheritedFlags()))})
	if !cmd.HasParent() {
		add("ENVIRONMENT", "环境变量", manpage.Section{Entries: a.manTopic("environment")})
		add("FILES", "文件", manpage.Section{Entries: a.manFiles()})
	}
	add("EXIT STATUS", "退出码", manpage.Section{Entries: a.manTopic("exit-codes")})
	add("EXAMPLES", "示例", manpage.Section{Code: a.manExample(cmd)})
	if !cmd.HasParent() {
		add("HELP TOPICS", "帮助主题", manpage.Section{Entries: a.manTopics()})
	}
	add("SEE ALSO", "另见", manpage.Section{Pages: manRelated(cmd)})
	return p
}

// manName is what a page is called: fathom-rubric-show.
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func (a *app) manUsage(cmd *cobra.Command) []manpage.Usage {
	command, option := a.lang.Say("COMMAND", "命令"), a.lang.Say("[OPTION] ...", "[参数] ...")
	switch {
	case !cmd.HasParent():
		return []manpage.Usage{{Command: "fathom", Words: command + " " + option},
			{Command: "fathom help", Words: a.lang.Say("[COMMAND|TOPIC]", "[命令|主题]")}}
	case cmd.HasAvailableSubCommands():
		return []manpage.Usage{{Command: cmd.CommandPath(), Words: command + " " + option}}
	}
	_, words, _ := strings.Cut(cmd.Use, " ")
	return []manpage.Usage{{Command: cmd.CommandPath(), Words: option + " " + words}}
}

// manText is what a page says at length: without what its first line says already.
func (a *app) manText(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return a.lang.Say(`Fathom sounds a sales channel: how mature is the team that manages it, how
capable are the firms you sell through, where is the gap, and what to do first.
It works on files alone: no server, no account, no network; only
fathom workshop lets the phones in a room reach it, while it runs.

Begin with fathom demo, which writes samples and their reports, with
fathom assess, which asks the questions, or with fathom report on an answer
file that is there. Alone on a terminal, fathom asks which of these it shall be.`, `Fathom 给销售渠道测深浅：管渠道的团队有多成熟，经销的伙伴有多强，差距在哪里，
先做什么。它只处理文件：没有服务器，不用账号，不连网络；只有 fathom workshop
在运行时允许会场里的手机访问。

可以先用 fathom demo 生成示例和报告，用 fathom assess 开始答题，或者用
fathom report 看已有答卷的报告。在终端里只输入 fathom，会问您想做哪一样。`)
	}
	if cmd.Long == "" {
		return cmd.Short + a.lang.Say(".", "。")
	}
	return strings.TrimPrefix(cmd.Long, cmd.Short+"\n\n")
}

func manEntries(list []entry) (out []manpage.Entry) {
	for _, e := range list {
		out = append(out, manpage.Entry{Term: strings.TrimSpace(e.term), Text: e.text})
	}
	return out
}

func (a *app) manTopics() (out []manpage.Entry) {
	for _, t := range a.topics() {
		out = append(out, manpage.Entry{Term: "fathom help " + t.name, Text: t.about})
	}
	return out
}

func (a *app) manFiles() []manpage.Entry {
	return []manpage.Entry{
		{Term: "NAME.yaml, NAME.json", Text: a.lang.Say("answers, rubrics, rules and lists: whatever is named on the command line; no other file is read",
			"答卷、评估标准、规则、名单：只读命令行里写明的文件")},
		{Term: demoFolder, Text: a.lang.Say("where fathom demo writes its samples", "fathom demo 写示例的目录")},
		{Term: ".fathom-NAME.*, NAME.*.fathom-tmp", Text: a.lang.Say("what is being written, beside the file that it becomes; what a crash left may be removed",
			"正在写的内容，写完才换成正式的文件；程序意外中断后留下的可以删除")},
	}
}

func (a *app) manExample(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return "  fathom demo\n  fathom report " + demoFolder + "/henan-fmcg.yaml\n  fathom report --help"
	}
	return cmd.Example
}

// manRelated are the pages above a command and below it, by name.
func manRelated(cmd *cobra.Command) (out []string) {
	if p := cmd.Parent(); p != nil {
		if out = append(out, manName(p)); p.HasParent() {
			out = append(out, "fathom")
		}
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, manName(c))
		}
	}
	slices.Sort(out)
	return out
}

// explained is a line of a topic that begins what it explains: indented by two, with the text behind two blanks at
// least, or below it.
var explained = pattern.Of(`^ {2}(\S.*?)(?: {2,}(.*))?$`)

// manTopic is the list in a page of help.
func (a *app) manTopic(topic string) (out []manpage.Entry) {
	text, err := pages.ReadFile("help/" + string(a.lang) + "/" + topic + ".md")
	if err != nil {
		return nil
	}
	for _, line := range strings.Split(string(text), "\n") {
		if m := explained().FindStringSubmatch(line); m != nil {
			out = append(out, manpage.Entry{Term: m[1], Text: m[2]})
		} else if strings.HasPrefix(line, "  ") && len(out) > 0 {
			last := &out[len(out)-1]
			last.Text = manpage.Join([]string{last.Text, line})
		}
	}
	return out
}

// writeManPages writes the pages of all commands into a folder in which man looks for them, in both languages.
func (a *app) writeManPages(dir string) error {
	var files []atomicfile.File
	for _, in := range []app{*a, *a.inOtherLanguage()} { // copies: a tree of commands sets its flags anew
		folder := filepath.Join(dir, in.lang.Say("man1", "zh_CN/man1"))
		for _, cmd := range allCommands(in.rootCommand()) {
			var b bytes.Buffer
			page := in.manPage(cmd)
			if err := manpage.Write(&b, page); err != nil {
				return err
			}
			files = append(files, atomicfile.File{Path: filepath.Join(folder, page.Name+".1"), Data: b.Bytes(),
				Mode: atomicfile.Shared})
		}
	}
	if err := a.writeAll(files, false); err != nil {
		return err
	}
	a.note(say.Both("the manual is in %[1]s; `MANPATH=%[1]s man fathom` shows it",
		"手册已写入 %[1]s；可用 `MANPATH=%[1]s man fathom` 查看", dir))
	return nil
}

// allCommands are a command and those below it.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, allCommands(c)...)
		}
	}
	return out
}
