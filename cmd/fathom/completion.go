package main

import (
	_ "embed"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"fathom/rubric/say"
)

// shells are those that have a script.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: a.lang.Say("Completion script for a shell", "生成命令行补全脚本"),
		Long:  a.lang.Say(completionEN, completionZH),
		Example: a.lang.Say(completionExamples, `  source <(fathom completion bash)      # 写进 ~/.bashrc
  source <(fathom completion zsh)       # 写进 ~/.zshrc，放在 compinit 之后
  fathom completion fish | source       # 写进 ~/.config/fish/config.fish`),
		Args: a.exactly(1, say.Both("the name of a shell", "completion 加 bash、zsh、fish 或 powershell")),
		RunE: func(cmd *cobra.Command, args []string) error {
			script, err := completionScript(cmd.Root(), args[0])
			if err != nil {
				return usageOf(say.Both("no completion for %s", "不支持 %s 的补全", args[0]), args[0], shells())
			}
			_, err = io.WriteString(a.out, script)
			return err
		},
	}
}

const completionEN = `Prints the script with which a shell completes command lines: commands, flags
and formats; ids of practices, criteria, stages, sectors, dimensions, parts and
depths of the rubric in use, with their names; files of answers, rubrics,
policies. Put --rubric before the word that is to be completed.`

const completionZH = `打印脚本，让 shell 能补全命令行：命令、参数和格式；当前评估标准的事项、标准、阶
段、行业、维度、部分和深度的标识，并显示名称；答卷、评估标准、门槛规则等文件。
--rubric 要写在待补全的词前面。`

const completionExamples = `  source <(fathom completion bash)      # in ~/.bashrc
  source <(fathom completion zsh)       # in ~/.zshrc, behind compinit
  fathom completion fish | source       # in ~/.config/fish/config.fish`

// bashWords are functions for bash where the package bash-completion is not installed.
//
//go:embed completion.bash
var bashWords string

// completionScript is the script of a shell, as cobra writes it, with three mends: bash needs no package; in zsh and
// fish `roles/overlap-control=` is no flag because of its dash; and fish is told where the options of a command of its
// own end, without which it prints an error behind --format=.
func completionScript(root *cobra.Command, shell string) (string, error) {
	var b strings.Builder
	var err error
	switch shell {
	case "bash":
		err = root.GenBashCompletionV2(&b, true)
		b.WriteString(bashWords)
	case "zsh":
		err = root.GenZshCompletion(&b)
	case "fish":
		err = root.GenFishCompletion(&b, true)
	case "powershell":
		err = root.GenPowerShellCompletionWithDesc(&b)
	default:
		err = errors.ErrUnsupported
	}
	mends := strings.NewReplacer("'-.*='", "'^-[^=]*='", `string split --max 1 \t $`, `string split --max 1 -- \t $`)
	return mends.Replace(b.String()), err
}
