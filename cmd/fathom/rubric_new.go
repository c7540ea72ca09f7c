package main

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/interview"
	"fathom/rubric/rubricfile"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/starter"
	"fathom/rubric/strictyaml"
)

// schemaName is the file beside a rubric in which editors find the JSON Schema.
const schemaName = "fathom-rubric.schema.json"

// starting is one run of `fathom rubric new`: the flags, and the plan that they and the answers make.
type starting struct {
	*app
	path, id, from, langs, levels string
	titles, nouns, dimensions     []string // each a text for all languages, or zh=TEXT, en=TEXT
	noSchema                      bool

	plan  starter.Plan
	names map[string]string // the dimensions as they were written, by language
}

func (a *app) rubricNew() *cobra.Command {
	s := &starting{app: a, names: map[string]string{}}
	cmd := &cobra.Command{
		Use:   a.lang.Say("new [FILE]", "new [文件]"),
		Short: a.lang.Say("Begin a rubric of your own: a commented file that is valid as it stands", "新建自己的评估标准：一个带注释、马上能用的文件"),
		Example: `  fathom rubric new
  fathom rubric new acme.yaml --from channel-team
  fathom rubric new service.yaml --langs zh,en --levels 4 \
    --title zh=客户服务 --title "en=Customer service"`,
		Args: a.atMostOne(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				s.path = args[0]
			}
			return s.run()
		},
	}
	f := cmd.Flags()
	f.StringVar(&s.id, "id", "", a.lang.Say("`ID` of the rubric (default: the name of FILE)", "评估标准的标识 `ID`（默认取文件名）"))
	f.StringVar(&s.from, "from", "", a.lang.Say("what it builds on: `none|channel-team` (default none)", "建立在什么之上：`none|channel-team`（默认 none，从头写）"))
	repeatable(f, &s.titles, "title", "", a.lang.Say("its `TITLE`, or zh=TITLE and en=TITLE", "`标题`，或分别写 zh=标题、en=标题"))
	f.StringVar(&s.langs, "langs", "", a.lang.Say("languages of its texts: `zh|en|zh,en` (default: that of the run)", "文字用的语言：`zh|en|zh,en`（默认同界面语言）"))
	f.StringVar(&s.levels, "levels", "", a.lang.Say("how many levels, `2-7` (default 5)", "分几级，`2-7`（默认 5）"))
	repeatable(f, &s.nouns, "noun", "", a.lang.Say("`WORD` for what is scored, such as practice; or zh=WORD and en=WORD", "打分的每一项叫什么`词`，如“事项”；或分别写 zh=词、en=词"))
	repeatable(f, &s.dimensions, "dimensions", "", a.lang.Say("first dimensions, `NAMES` with commas between; or zh=NAMES and en=NAMES", "最初的几个维度，`名称`之间用逗号隔开；或分别写 zh=名称、en=名称"))
	f.BoolVar(&s.noSchema, "no-schema", false, a.lang.Say("no schema for editors: neither the first line nor the file beside it", "不要编辑器用的 Schema：既不写首行，也不写旁边的文件"))
	return cmd
}

func (s *starting) run() error {
	if s.path != "" && s.path != "-" && !strings.Contains(filepath.Base(s.path), ".") {
		s.path += ".yaml"
	}
	if strictyaml.IsJSON(s.path) {
		return usage(say.Both("a new rubric is YAML, with remarks that JSON cannot hold", "新评估标准是 YAML，带有 JSON 写不了的说明文字"),
			say.Both("give it a name that ends in .yaml", "文件名请以 .yaml 结尾"))
	}
	if known := cmp.Or(s.path, fileOf(s.id)); known != "-" {
		if err := isNew(known); err != nil { // before anything is asked
			return err
		}
	}
	if err := s.settle(); err != nil {
		return err
	}
	if !s.noSchema {
		s.plan.Schema = "./" + schemaName
	}
	data := starter.Write(s.plan)
	if s.path == "-" {
		return s.print(data)
	}
	s.path = cmp.Or(s.path, fileOf(s.plan.ID))
	if err := s.write(data); err != nil {
		return err
	}
	s.note(s.next())
	return nil
}

// fileOf is the file of a rubric with an id, where no FILE is named.
func fileOf(id string) string {
	if id == "" {
		return ""
	}
	return interview.Unreserved(id) + ".yaml"
}

// isNew refuses a file that exists.
func isNew(path string) error {
	if _, err := os.Lstat(path); err != nil {
		return nil
	}
	return failure{exitFile, say.Both("%s is there already", "%s 已经存在", path), say.Both("nothing was written; name another file", "没有写入任何文件；请换一个文件名")}
}

func (s *starting) print(data []byte) error {
	if _, err := s.out.Write(data); err != nil {
		return fileError(err)
	}
	if !s.noSchema {
		s.note(say.Both("for the editor, put the schema beside the file: fathom schema rubric > %s", "供编辑器使用，请把 Schema 放在文件旁边：fathom schema rubric > %s", schemaName))
	}
	return nil
}

// write makes the file, and the schema beside it where there is none: both or neither.
func (s *starting) write(data []byte) error {
	if err := isNew(s.path); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Dir(s.path)); err != nil { // a folder is not made by a slip of the pen
		return fileError(err)
	}
	files := []atomicfile.File{{Path: s.path, Data: data, Mode: atomicfile.Shared}}
	if !s.noSchema {
		path := filepath.Join(filepath.Dir(s.path), schemaName)
		missing, err := s.lacksSchema(path)
		if err != nil {
			return fileError(err)
		}
		if missing {
			files = append(files, atomicfile.File{Path: path, Data: rubricfile.Schema(), Mode: atomicfile.Shared})
		}
	}
	if err := s.writeAll(files, true); err != nil {
		return err
	}
	s.note(say.Both("wrote %s", "已写入 %s", s.path))
	if len(files) > 1 {
		s.note(say.Both("wrote %s, with which editors check and complete", "已写入 %s，编辑器靠它检查和补全", files[1].Path))
	}
	return nil
}

// lacksSchema reports whether there is no schema at the path. An older one is left alone, and the person told.
func (s *starting) lacksSchema(path string) (bool, error) {
	old, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return true, nil
	case err == nil && !bytes.Equal(old, rubricfile.Schema()):
		s.note(say.Both("%[1]s is of another version; to renew it: fathom schema rubric > %[2]s", "%[1]s 是别的版本；要更新：fathom schema rubric > %[2]s", path, quoted(path)))
	}
	return false, err
}

// next lists what to do with the new file.
func (s *starting) next() say.Message {
	path := quoted(s.path)
	rows := [][2]string{
		{s.lang.Say("open it in an editor", "用编辑器打开"), safe.Line(s.path)},
		{s.lang.Say("find what is wrong", "检查有没有毛病"), "fathom rubric lint " + path},
		{s.lang.Say("answer its questions", "按它答题"), "fathom assess --rubric " + path},
		{s.lang.Say("read it as others will", "看看别人会看到什么"), "fathom rubric show --rubric " + path},
	}
	if s.plan.Base != "" {
		rows = append(rows, [2]string{s.lang.Say("see what you changed", "看改了什么"), "fathom rubric diff builtin " + path})
	}
	return steps(s.lang.Say("next:", "接下来："), rows)
}
