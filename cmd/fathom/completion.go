package main

import (
	"github.com/spf13/cobra"

	"fathom/rubric/say"
)

func (a *app) completionCommand() *cobra.Command {
	words := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:     "completion bash|zsh|fish|powershell",
		Short:   a.lang.Say("Completion script for a shell", "生成命令行补全脚本"),
		Example: "  source <(fathom completion bash)",
		Args:    a.exactly(1, say.Both("the name of a shell", "completion 加 bash、zsh、fish 或 powershell")),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.out, true)
			case "zsh":
				return root.GenZshCompletion(a.out)
			case "fish":
				return root.GenFishCompletion(a.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.out)
			}
			return usageOf(say.Both("no completion for %s", "不支持 %s 的补全", args[0]), args[0], words)
		},
	}
}
