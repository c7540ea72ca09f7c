package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"fathom/rubric/say"
)

// helpTopics are the pages of `fathom help TOPIC` that belong to no command.
func (a *app) helpTopics() map[string]string {
	return map[string]string{
		"exit-codes":  a.lang.Say(exitCodesEN, exitCodesZH),
		"formats":     a.lang.Say(formatsEN, formatsZH),
		"environment": a.lang.Say(environmentEN, environmentZH),
	}
}

func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND or TOPIC]",
		Short: a.lang.Say("Help for a command or a topic", "查看命令或主题的帮助"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			if text, ok := a.helpTopics()[args[0]]; ok {
				_, err := fmt.Fprint(a.out, text)
				return err
			}
			cmd, rest, err := root.Find(args)
			if err != nil || cmd == root || len(rest) > 0 {
				words := []string{"exit-codes", "formats", "environment"}
				for _, c := range root.Commands() {
					words = append(words, c.Name())
				}
				return usageOf(say.Both("no help for %s", "没有关于 %s 的帮助", args[0]), args[0], words)
			}
			return cmd.Help()
		},
	}
}

const exitCodesEN = `Exit codes, the same for all commands:

  0    done; the gate is met or none was asked for
  1    the gate said no
  2    usage: an unknown flag, word or number on the command line
  3    invalid input: the message names file:line:col, what is wrong and the nearest valid word
  4    a file cannot be read or written: missing, no permission, disk full, open in another session
  70   internal error
  130, 143, 129   ended by SIGINT, SIGTERM, SIGHUP; every answer that was given is saved
`

const exitCodesZH = `退出码，所有命令一致：

  0    完成；门槛已达到，或没有设门槛
  1    未达到门槛
  2    用法错误：命令行里有不认识的参数、词或数
  3    输入有误：提示会给出“文件名、行号、列号”、错在哪里和最接近的正确写法
  4    文件无法读写：不存在、没有权限、磁盘已满或正在另一个会话中打开
  70   内部错误
  130、143、129   被 SIGINT、SIGTERM、SIGHUP 结束；已答的内容都已保存
`

const formatsEN = `Formats: -f FORMAT writes to standard output, -f FORMAT=PATH to a file; -f may be repeated.

  terminal   tables for people (the default)
  html       one page, for a browser and for paper
  pdf        that page, printed by an installed Chromium or Chrome (report only)
  xlsx       a workbook: tables and charts; report: also a plan to fill in and all answers
  markdown   the same document for a wiki or a merge request
  json       everything, one document; the schema: fathom schema result
  ndjson     the same, one line a subject; portfolio: one short line a subject, as they stream by
  csv        one row a node and a criterion, with a byte order mark for spreadsheets; portfolio: one row a subject
  rollup     the state of a roll-up, to be merged with others (portfolio only)
  junit      verdicts as test results, for CI servers (check only)
  github     the table for people, and annotations at the answers (check only)

A command offers those that fit it; an unknown word is refused with the list.
`

const formatsZH = `格式：-f 格式 写到标准输出，-f 格式=路径 写到文件；-f 可以重复。

  terminal   给人看的表格（默认）
  html       做成一个网页，可在浏览器里看，也可打印
  pdf        由本机的 Chromium 或 Chrome 打印上面的网页得到（仅 report）
  xlsx       工作簿：表格和图表；report 还有可填写的计划和全部答案
  markdown   同样的内容，便于放进维基或合并请求
  json       全部结果，一个文档；结构见 fathom schema result
  ndjson     同上，每个对象一行；portfolio 随读随写，每个对象一短行
  csv        每个节点、每条标准一行，带字节序标记，方便用表格软件打开；portfolio 每个对象一行
  rollup     汇总的中间状态，可与别的合并（仅 portfolio）
  junit      结论写成测试结果，供持续集成服务器读取（仅 check）
  github     给人看的表格，加上标在答案那一行的注解（仅 check）

各命令只提供适合它的格式；写错时会列出可用的格式。
`

const environmentEN = `Environment:

  FATHOM_LANG, LC_ALL, LC_MESSAGES, LANG   the language, unless --lang is given: the first that is set
  NO_COLOR                                 any value: no colours
  ACCESSIBLE                               1: plain lines, no bars and no redrawing, for screen readers
  FATHOM_BROWSER                           the browser that prints a PDF, where it is not found by itself
  COLUMNS                                  the width of tables, 60 to 120, where the terminal does not tell
`

const environmentZH = `环境变量：

  FATHOM_LANG、LC_ALL、LC_MESSAGES、LANG   没有 --lang 时按此顺序取第一个有值的作为语言
  NO_COLOR                                 设为任何值：不用颜色
  ACCESSIBLE                               设为 1：只用纯文本行，不画条形、不重绘，适合读屏软件
  FATHOM_BROWSER                           打印 PDF 用的浏览器，自动找不到时设置
  COLUMNS                                  终端未给出宽度时，表格的宽度（60 到 120）
`
