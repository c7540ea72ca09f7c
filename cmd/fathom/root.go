package main

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// rootCommand wires the table of commands. One file per verb; nothing registers itself.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "fathom",
		Short:         a.lang.Say("Sound a sales channel: how mature, where the gap is, what to do first", "测一测销售渠道有多深：成熟度如何、差距在哪、先做什么"),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE:          a.start,

		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if a.completing { // the word that is being typed is empty as yet
				return nil
			}
			return cmp.Or(noEmptyName(cmd, args), notEmpty(cmd))
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	a.commonFlags(root.PersistentFlags())
	root.AddCommand(
		a.assessCommand(), a.scoreCommand(), a.reportCommand(), a.planCommand(), a.explainCommand(), a.mergeCommand(),
		a.workshopCommand(),
		a.compareCommand(), a.checkCommand(), a.portfolioCommand(), a.formCommand(), a.rubricCommand(),
		a.schemaCommand(), a.demoCommand(), a.completionCommand(), a.versionCommand(),
	)
	root.SetHelpCommand(a.helpCommand(root))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _, _ = io.WriteString(a.out, a.helpPage(cmd)) })
	root.SetFlagErrorFunc(a.flagError)
	if a.completing {
		a.completable(root)
	}
	return root
}

func (a *app) commonFlags(f *pflag.FlagSet) {
	f.StringVar(&a.rubric, "rubric", "", a.lang.Say("rubric, a file or a folder: `PATH` (default: the built-in one)", "评估标准的`路径`，文件或目录（默认用内置标准）"))
	f.Var(langFlag{a}, "lang", a.lang.Say("language of texts: `zh|en`", "语言：`zh|en`"))
	f.StringVar(&a.stage, "stage", "", a.lang.Say("business stage `ID`, instead of the file's", "业务阶段 `ID`，代替文件里的"))
	f.StringVar(&a.sector, "sector", "", a.lang.Say("sector `ID`, instead of the file's", "行业 `ID`，代替文件里的"))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.lang.Say("say nothing but data and errors", "只输出数据和错误"))
	f.BoolVar(&a.noColor, "no-color", false, a.lang.Say("no colours (also: NO_COLOR)", "不用颜色（也可设 NO_COLOR）"))
	f.BoolVar(&a.noInput, "no-input", false, a.lang.Say("never ask anything", "不提任何问题"))
	f.BoolP("help", "h", false, a.lang.Say("help for the command", "显示该命令的帮助"))
}

// notEmpty refuses a flag of the command without a value: what a script left empty by mistake must not turn off a rule
// of a gate, or choose something silently. --rubric, --stage and --sector may be empty, which is as if they were not
// given: pipelines hand on what nobody set.
func notEmpty(cmd *cobra.Command) (err error) {
	own := cmd.LocalNonPersistentFlags()
	cmd.Flags().Visit(func(f *pflag.Flag) {
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		if own.Lookup(f.Name) != nil && slices.ContainsFunc(values, isBlank) {
			value, text := pflag.UnquoteUsage(f)
			err = usage(say.Both("--%s is empty", "--%s 是空的", f.Name), say.Both("--%s %s: %s", "--%s %s：%s", f.Name, value, text))
		}
	})
	return err
}

// noEmptyName refuses an empty word: what a script left empty by mistake is not the folder in which it runs, nor a file
// that is missing. A shell that completes hands on the word that is still to be typed, and that is empty at first.
func noEmptyName(cmd *cobra.Command, args []string) error {
	if cmd.Name() == cobra.ShellCompRequestCmd || cmd.HasSubCommands() || !slices.ContainsFunc(args, isBlank) {
		return nil
	}
	return usage(say.Both("%s was given an empty name", "给 %s 的名称中有一个是空的", cmd.CommandPath()),
		say.Both("is a variable of a script not set? `%s --help` says what stands where", "是不是脚本里有变量没有赋值？`%s --help` 可查看用法", cmd.CommandPath()))
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// langFlag accepts the two languages and nothing else.
type langFlag struct{ *app }

func (l langFlag) String() string { return "" }
func (l langFlag) Type() string   { return "zh|en" }
func (l langFlag) Set(s string) error {
	if s != "zh" && s != "en" {
		return errors.New("zh|en")
	}
	l.lang, l.langGiven = say.Language(s), true
	return nil
}

// group is what a command with subcommands does by itself: show its help, or refuse an unknown word.
func (a *app) group(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usageOf(say.Both("unknown command %[1]s for %[2]s", "%[2]s 没有 %[1]s 这个命令", args[0], cmd.CommandPath()), args[0], names)
}

// flagError tells what is wrong with a flag, in the person's language and with the nearest flag.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	hint := say.Both("`%s --help` lists the flags", "`%s --help` 可查看全部参数", cmd.CommandPath())
	var missing *pflag.NotExistError
	var value *pflag.InvalidValueError
	var required *pflag.ValueRequiredError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &syntax):
		return failure{exitUsage, say.Both("%s is no flag", "%s 不是参数", syntax.GetSpecifiedFlag()), hint}
	case errors.As(err, &missing):
		return failure{exitUsage, a.unknownFlag(cmd, missing.GetSpecifiedName()), hint}
	case errors.As(err, &value):
		return failure{exitUsage, badValue(value), hint}
	case errors.As(err, &required):
		return failure{exitUsage, say.Both("--%s needs a value", "--%s 需要一个值", required.GetFlag().Name), hint}
	}
	return failure{exitUsage, say.Both("the flags cannot be read", "参数写法有误，无法识别"), hint}
}

// badValue says what a flag wants in place of the value that it was given: parsers speak of Go.
func badValue(err *pflag.InvalidValueError) say.Message {
	name, got := err.GetFlag().Name, err.GetValue()
	var number *strconv.NumError
	switch isNumber := errors.As(err, &number); {
	case isNumber && errors.Is(number, strconv.ErrRange):
		return say.Both("--%s %s is too large", "--%s %s 太大", name, got)
	case err.GetFlag().Value.Type() == "bool":
		return say.Both("--%s takes no value, not %q", "--%s 后面不写值，不能写 %q", name, got)
	case isNumber:
		return say.Both("--%s wants a whole number, such as 45, not %q", "--%s 要写整数，例如 45，不能写 %q", name, got)
	}
	return say.Both("--%s cannot be %q: %v", "--%s 不能是 %q：%v", name, got, errors.Unwrap(err))
}

func (a *app) unknownFlag(cmd *cobra.Command, got string) say.Message {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	m := say.Both("unknown flag %s", "没有 %s 这个参数", dashed(got))
	if near := problem.Nearest(strings.TrimLeft(got, "-"), names); near != "" && len(got) > 1 {
		return say.Message{EN: m.EN + "; did you mean --" + near + "?", ZH: m.ZH + "；是不是想写 --" + near + "？"}
	}
	return m
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// files is the Args rule of commands that read answer files.
func (a *app) files(min int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= min {
			return nil
		}
		return usage(
			say.Both("%s needs an answer file", "%s 需要一个答卷文件", cmd.CommandPath()),
			say.Both("`fathom demo` writes one to try: %s fathom-demo/henan-fmcg.yaml", "`fathom demo` 会生成一份示例：%s fathom-demo/henan-fmcg.yaml", cmd.CommandPath()))
	}
}

// exactly is the Args rule of commands with a fixed number of words, which what names.
func (a *app) exactly(n int, what say.Message) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage(say.Both("%[1]s takes %[2]s, not %[5]s", "%[1]s 的用法是：%[4]s（现在给了 %[3]d 个词）", cmd.CommandPath(), what.EN, len(args), what.ZH,
			say.Count(len(args), "1 word", "%d words")), say.Message{})
	}
}
