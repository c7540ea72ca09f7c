package main

import (
	"embed"

	"github.com/spf13/cobra"

	"fathom/reports/manpage"
	"fathom/rubric/say"
)

// pages are the texts of `fathom help TOPIC`, help/LANGUAGE/TOPIC.md, printed as they stand: Markdown that is plain
// text for a terminal of 80 columns, where what is indented by four is a block of commands or a file, which a test
// runs.
//
//go:embed help
var pages embed.FS

// topic is a page of help that belongs to no command.
type topic struct{ name, about string }

func (a *app) topics() []topic {
	return []topic{
		{"forms", a.lang.Say("The questionnaire as a spreadsheet or a page, out and back", "问卷做成表格或网页，发出去再收回来")},
		{"mappings", a.lang.Say("What a table of another survey tool means", "别的问卷工具导出的表格怎样读进来")},
		{"panels", a.lang.Say("Many raters: what to discuss, what stays anonymous, then and now", "多人评分：先讨论什么，什么不公开，前后怎样比")},
		{"workshops", a.lang.Say("A room of people with phones: rate, reveal, talk, agree", "现场工作坊：手机评分、同时揭晓、讨论、商定")},
		{"authoring", a.lang.Say("A rubric of your own", "写自己的评估标准")},
		{"models", a.lang.Say("Lists of questions and models of other tools, made into a rubric", "把问题清单和别的工具的模型变成评估标准")},
		{"gates", a.lang.Say("Rules for answer files, and what would meet them", "门槛：拿规则检查答卷，怎样才能达到")},
		{"plans", a.lang.Say("What to do: person-days, people, dates, follow-up, hand-off", "行动计划：人天、人手、日期、跟进和交接")},
		{"pipelines", a.lang.Say("GitHub, GitLab, pre-commit, scripts", "接到 GitHub、GitLab、pre-commit 和脚本里")},
		{"portfolios", a.lang.Say("Many assessments: rows, a roll-up, an anonymous one", "许多份评估：逐份的结果、汇总、匿名汇总")},
		{"engines", a.lang.Say("Portfolios on many machines, by the engine that you have", "一台机器不够时，用现成的引擎")},
		{"exit-codes", a.lang.Say("The numbers with which commands end", "命令结束时的退出码")},
		{"formats", a.lang.Say("What -f can write, and files as JSON", "-f 能写哪些格式；用 JSON 写的文件")},
		{"branding", a.lang.Say("Your view in the report; client, logo, cover", "报告里写上你们的看法；客户、标志、封面")},
		{"windows", a.lang.Say("Windows and macOS: names, open files, consoles, what was tried", "Windows 和 macOS：文件名、占用的文件、控制台，哪些试过")},
		{"environment", a.lang.Say("The variables that are read", "读取哪些环境变量")},
	}
}

const helpName = "help"

func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	var man bool
	var folder string
	cmd := &cobra.Command{
		Use:   helpName + a.lang.Say(" [COMMAND or TOPIC]", " [命令或主题]"),
		Short: a.lang.Say("Help for a command or a topic", "查看命令或主题的帮助"),
		RunE: func(_ *cobra.Command, args []string) error {
			if folder != "" {
				return a.writeManPages(folder)
			}
			return a.helpFor(root, args, man)
		},
	}
	cmd.Flags().BoolVar(&man, "man", false, a.lang.Say("as a page of the manual, in mdoc", "输出 mdoc 格式的手册页"))
	cmd.Flags().StringVar(&folder, "man-dir", "", a.lang.Say("write the manual, in both languages, into `FOLDER`, such as ~/.local/share/man",
		"把两种语言的手册页都写入`目录`，例如 ~/.local/share/man"))
	return cmd
}

// helpFor prints the help for a topic or a command.
func (a *app) helpFor(root *cobra.Command, args []string, man bool) error {
	var words []string
	for _, t := range a.topics() {
		switch {
		case len(args) == 0 || t.name != args[0]:
		case man:
			return usage(say.Both("%s is a topic of help, which has no page in the manual", "%s 是帮助主题，没有手册页", t.name),
				say.Both("`fathom help %s` shows it", "可用 `fathom help %s` 查看", t.name))
		default:
			return a.printTopic(t.name)
		}
		words = append(words, t.name)
	}
	cmd, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 {
		for _, c := range root.Commands() {
			words = append(words, c.Name())
		}
		return usageOf(say.Both("no help for %s", "没有关于 %s 的帮助", args[0]), args[0], words)
	}
	if man {
		return manpage.Write(a.out, a.manPage(cmd))
	}
	return cmd.Help()
}

// printTopic prints the page of a topic.
func (a *app) printTopic(topic string) error {
	text, err := pages.ReadFile("help/" + string(a.lang) + "/" + topic + ".md")
	if err != nil {
		return err
	}
	_, err = a.out.Write(text)
	return err
}
