package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// importing is one run of `fathom form import`.
type importing struct {
	*app
	output, mapping, rater string
	replace                bool

	model    *assess.Model
	mapped   *form.Mapping
	problems problem.List
	files    []newFile
	size     int // bytes of the files
}

// maxImported is how many bytes the answer files of one import may have together: they are held until all forms are
// read.
const maxImported = 64 << 20

// newFile is an answer file that is to be written, and what it was read from.
type newFile struct {
	path, from string
	data       []byte
	as         *assess.Assessment
}

func (a *app) formImport() *cobra.Command {
	c := &importing{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("import FILE...", "import 表格..."),
		Short: a.lang.Say("Read filled workbooks and CSV into answer files, one a respondent", "把填好的工作簿和 CSV 导入成答卷，每位答题人一份"),
		Example: a.lang.Say(`  fathom form import li.xlsx wang.xlsx -o answers
  fathom form import survey.csv --mapping survey.yaml -o answers`, `  fathom form import 李.xlsx 王.xlsx -o 答卷
  fathom form import 问卷结果.csv --mapping 映射.yaml -o 答卷`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nil
			}
			return usage(say.Both("%s needs a filled form", "%s 需要一份填好的表格", cmd.CommandPath()),
				say.Both("`fathom form export -o form.xlsx` writes one to fill in", "`fathom form export -o form.xlsx` 可导出待填的表格"))
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	f := cmd.Flags()
	f.StringVarP(&c.output, "output", "o", ".", a.lang.Say("`FOLDER` of the answer files (default: this one), or for one respondent a file (.yaml, .json)", "答卷写入哪个`目录`（默认当前目录）；只有一位答题人时也可写文件名（.yaml、.json）"))
	f.StringVar(&c.mapping, "mapping", "", a.lang.Say("what the columns and words of another tool stand for: `FILE`", "别的工具导出的列和用词对应什么，见映射`文件`"))
	f.StringVar(&c.rater, "rater", "", a.lang.Say("`NAME` or id of the rater where a form names none", "表格没写评分人时用的`姓名`或标识"))
	f.BoolVar(&c.replace, "replace", false, a.lang.Say("a rater's corrected form takes the place of the answer file that is there", "同一位评分人改正后的表格，代替已有的答卷"))
	return cmd
}

// run reads every form before it writes one answer file: with a problem in any of them, nothing is written.
func (c *importing) run(paths []string) error {
	if err := c.load(); err != nil {
		return err
	}
	total := 0
	for _, path := range paths {
		data, err := c.read(path, form.MaxBytes)
		if err != nil {
			return err
		}
		if total += len(data); total > form.MaxBytes {
			return problem.List{{File: shown(path), Kind: "too-large", Message: say.Both("the forms together have more than %d MiB", "这些表格加起来超过 %d MiB", form.MaxBytes>>20)}}
		}
		if err := c.take(shown(path), data); err != nil {
			return err
		}
	}
	if err := c.problems.Err(); err != nil {
		return withoutKinds(err)
	}
	return c.write()
}

func (c *importing) load() error {
	r, _, err := c.loadRubric()
	if err != nil {
		return err
	}
	c.model = assess.Compile(r)
	if c.mapping == "" {
		return nil
	}
	data, err := c.read(c.mapping, form.MaxMapping)
	if err != nil {
		return err
	}
	c.mapped, err = form.ReadMapping(shown(c.mapping), data, c.model)
	return err
}

// take reads one form.
func (c *importing) take(name string, data []byte) error {
	got, err := form.Import(name, data, c.model, form.Defaults{Rater: c.rater}, c.mapped)
	var list problem.List
	if errors.As(err, &list) {
		c.problems.Join(list)
		return nil
	}
	if err != nil {
		return err
	}
	if len(got.Dropped) > 0 {
		c.say(say.Both("%s: columns left out: %s", "%s：未导入的列：%s", name, firstOf(got.Dropped)))
	}
	if len(got.Unread) > 0 {
		c.say(say.Both("%s: sheets left out: %s", "%s：未导入的工作表：%s", name, firstOf(got.Unread)))
	}
	for _, respondent := range got.Respondents {
		if err := c.add(respondent); err != nil {
			return err
		}
	}
	return nil
}

// firstOf lists names, each of them short, and no more than anybody reads.
func firstOf(names []string) say.Message {
	const most = 20
	var out []string
	for _, name := range names[:min(len(names), most)] {
		out = append(out, problem.Shorten(name, 40))
	}
	if len(names) > most {
		out = append(out, "…")
	}
	return say.Row(out)
}

// add makes a respondent's answer file. Two for one subject and rater are a problem.
func (c *importing) add(r form.Respondent) error {
	path, err := c.pathOf(r)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, path, r.Assessment, c.model.Rubric); err != nil {
		return failure{exitInvalid, say.Both("%s: %v", "%s：%v", r.Place, err), say.Message{}}
	}
	if out.Len() > answerfile.MaxBytes { // nothing could read it
		c.problems.Add(problem.Problem{File: r.Place, Kind: "too-large",
			Message: say.Both("the answers take %d bytes; the limit of an answer file is %d", "答案共 %d 字节，答卷文件的上限是 %d 字节", out.Len(), answerfile.MaxBytes)})
		return nil
	}
	if c.size += out.Len(); c.size > maxImported {
		return problem.List{{File: r.Place, Kind: "too-large", Message: say.Both("the answers of all forms together take more than %d MiB", "所有表格的答案合计超过 %d MiB", maxImported>>20)}}
	}
	for _, other := range c.files {
		if strings.EqualFold(other.path, path) {
			c.problems.Add(problem.Problem{File: r.Place, Kind: "duplicate", Message: say.Both("the same subject and rater as in %s", "评估对象和评分人与 %s 相同", other.from)})
			return nil
		}
	}
	c.files = append(c.files, newFile{path, r.Place, out.Bytes(), r.Assessment})
	return nil
}

// pathOf is where a respondent's answers go: into the folder, or into the one file that is named.
func (c *importing) pathOf(r form.Respondent) (string, error) {
	info, err := os.Stat(c.output)
	if !isAnswerFile(c.output) || err == nil && info.IsDir() {
		return filepath.Join(c.output, formFileName(r.Assessment)), nil
	}
	if len(c.files) > 0 {
		return "", usage(say.Both("-o %s is one file, and there are several respondents: %s and %s", "-o %s 是一个文件，但答题人不止一位：%s 和 %s", c.output, c.files[0].from, r.Place),
			say.Both("name a folder: each gets a file in it", "请改写目录，每位答题人在其中各有一份"))
	}
	return c.output, nil
}

// isAnswerFile reports whether a name is that of an answer file.
func isAnswerFile(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml" || strictyaml.IsJSON(name)
}

// formFileName names an answer file by its subject and rater, by their ids or the names of which these are made, and by
// the firm that is rated.
func formFileName(as *assess.Assessment) string {
	name := stemOf(as.Subject.ID, as.Subject.Name, rubric.SubjectPrefix)
	if len(as.Raters) > 0 {
		name += "-" + stemOf(as.Raters[0].ID, as.Raters[0].Name, rubric.RaterPrefix)
	}
	if as.Subject.Member != "" {
		name += "-" + strings.TrimSuffix(interview.FileName(as.Subject.Member), ".yaml")
	}
	return interview.Unreserved(name) + ".yaml"
}

// stemOf is an id as people would call a file: by the letters and digits of the name that it is made of.
func stemOf(id, name, prefix string) string {
	if name == "" || id != rubric.IDFrom(name, prefix) {
		return id
	}
	return strings.TrimSuffix(interview.FileName(name), ".yaml")
}

// write makes the files, all or none. One that exists is only replaced where that is asked for, and only by the same
// rater's.
func (c *importing) write() error {
	if err := c.findReplaced(); err != nil {
		return err
	}
	there := map[string]bool{}
	for _, f := range c.files {
		if _, err := os.Lstat(f.path); err != nil {
			continue
		}
		there[f.path] = true
		if !c.replace {
			return failure{exitFile, say.Both("%s is there already", "%s 已经存在", f.path), say.Both("nothing was written; --replace puts a corrected form in its place, -o names another place", "没有写入任何文件；要用改正后的表格代替它，请加 --replace；也可用 -o 换一个位置")}
		}
		release, err := c.hold(f)
		if err != nil {
			return err
		}
		defer release()
	}
	var files []atomicfile.File
	for _, f := range c.files {
		files = append(files, atomicfile.File{Path: f.path, Data: f.data, Mode: atomicfile.Private})
	}
	if err := atomicfile.New(c.disk, c.notice).All(files, !c.replace); err != nil {
		return fileError(err)
	}
	for _, f := range c.files {
		switch {
		case there[f.path]:
			c.note(say.Both("replaced %s by the answers in %s", "%s 已由 %s 里的答案代替", f.path, f.from))
		case c.replace:
			c.note(say.Both("wrote %s; there was no answer file of this rater and date to replace", "已写入 %s；没有找到这位评分人同一日期的答卷，因此没有代替任何文件", f.path))
		default:
			c.note(say.Both("wrote %s", "已写入 %s", f.path))
		}
	}
	return nil
}
