package main

import (
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/survey"
	"fathom/reports/agreement"
	"fathom/reports/brand"
	"fathom/reports/change"
	"fathom/reports/gap"
	"fathom/reports/returns"
	"fathom/reports/roadmap"
	"fathom/reports/rollup"
	"fathom/reports/rubricdiff"
	"fathom/reports/verdict"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// schemaOf is the JSON Schema of a file format, by the word that asks for it.
type schemaOf struct {
	word   string
	schema func() []byte
}

// formatSchemas lists what people write first, then what the program writes.
func formatSchemas() []schemaOf {
	return []schemaOf{{"rubric", rubricfile.Schema}, {"answers", answerfile.Schema}, {"policy", gate.Schema},
		{"mapping", survey.Schema}, {"brand", brand.Schema}, {"actions", actions.Schema},
		{"result", gap.Schema}, {"verdict", verdict.Schema}, {"agreement", agreement.Schema},
		{"trend", change.Schema}, {"plan", roadmap.Schema}, {"rollup", rollup.Schema},
		{"rubric-diff", rubricdiff.Schema}, {"status", returns.Schema}}
}

func (a *app) schemaCommand() *cobra.Command {
	var words []string
	for _, s := range formatSchemas() {
		words = append(words, s.word)
	}
	return &cobra.Command{
		Use:   a.lang.Say("schema NAME", "schema 名称"),
		Short: a.lang.Say("The JSON Schema of a file format, for editors and scripts", "打印文件格式的 JSON Schema，供编辑器和脚本使用"),
		Long: a.lang.Say(`Prints the JSON Schema of a file format. With --rubric, that of answers knows
the criteria of the rubric with their levels, so that editors offer these and
refuse others. NAME is one of
%s.`, `打印文件格式的 JSON Schema。answers 加上 --rubric，就带有该评估标准的全部标准和
级别，编辑器据此补全，也据此指出写错的。名称可以是
%s。`, a.lang.List(words[:len(words)/2])+a.lang.Say(",\n", "、\n")+a.lang.List(words[len(words)/2:])),
		Example: `  fathom schema result > result.schema.json
  fathom schema answers --rubric builtin > fathom-answers.schema.json`,
		Args: a.exactly(1, say.Both("one of %s", "schema 加下面的一个词：%s", say.Row(words))),
		RunE: func(_ *cobra.Command, args []string) error {
			at := slices.Index(words, args[0])
			if at < 0 {
				return usageOf(say.Both("no schema %s", "没有 %s 的 Schema", args[0]), args[0], words)
			}
			data := formatSchemas()[at].schema()
			if args[0] == "answers" && a.rubric != "" {
				r, _, err := a.named(a.rubric)
				if err != nil {
					return err
				}
				data = answerfile.SchemaFor(r, string(a.lang))
			}
			if _, err := a.out.Write(data); err != nil {
				return fileError(err)
			}
			return nil
		},
	}
}
