package main

import (
	"github.com/spf13/cobra"

	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/survey"
	"fathom/reports/brand"
	"fathom/reports/gap"
	"fathom/reports/roadmap"
	"fathom/reports/rollup"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

func (a *app) schemaCommand() *cobra.Command {
	words := []string{"rubric", "answers", "result", "policy", "rollup", "plan", "actions", "brand", "mapping"}
	return &cobra.Command{
		Use:     "schema rubric|answers|result|policy|rollup|plan|actions|brand|mapping",
		Short:   a.lang.Say("The JSON Schema of a file format, for editors and scripts", "打印文件格式的 JSON Schema，供编辑器和脚本使用"),
		Example: "  fathom schema answers > answers.schema.json",
		Args:    a.exactly(1, say.Both("one of rubric, answers, result, policy, rollup, plan, actions, brand, mapping", "schema 加 rubric、answers、result、policy、rollup、plan、actions、brand 或 mapping")),
		RunE: func(_ *cobra.Command, args []string) error {
			schemas := map[string]func() []byte{"rubric": rubricfile.Schema, "answers": answerfile.Schema,
				"result": gap.Schema, "policy": gate.Schema, "rollup": rollup.Schema, "plan": roadmap.Schema,
				"actions": actions.Schema, "brand": brand.Schema,
				"mapping": survey.Schema}
			schema, ok := schemas[args[0]]
			if !ok {
				return usageOf(say.Both("no schema %s", "没有 %s 的 Schema", args[0]), args[0], words)
			}
			if _, err := a.out.Write(schema()); err != nil {
				return fileError(err)
			}
			return nil
		},
	}
}
