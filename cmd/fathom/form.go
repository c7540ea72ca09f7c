package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
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

func (a *app) formCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "form",
		Short: a.lang.Say("The questionnaire as a spreadsheet, for people without a terminal, and back", "把问卷导出成表格，给不用终端的人填，再导回来"),
		Args:  cobra.ArbitraryArgs,
		RunE:  a.group,
	}
	cmd.AddCommand(a.formExport(), a.formImport())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

// exporting is one run of `fathom form export`.
type exporting struct {
	*app
	path, format, depth, langs string
}

func formFormats() []string { return []string{"xlsx", "xlsform", "csv"} }

func (a *app) formExport() *cobra.Command {
	e := &exporting{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("export [FILE]", "export [答卷]"),
		Short: a.lang.Say("Write the questionnaire as a spreadsheet, filled in as far as FILE is", "把问卷写成表格；给出答卷则预先填好"),
		Example: a.lang.Say(`  fathom form export -o form.xlsx --depth quick
  fathom form export henan.yaml -o form.xlsx --langs both
  fathom form export -o kobo.xlsx --format xlsform`, `  fathom form export -o 问卷.xlsx --depth quick
  fathom form export 河南.yaml -o 问卷.xlsx --langs both
  fathom form export -o kobo.xlsx --format xlsform`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(say.Both("%s takes one answer file at most", "%s 最多带一个答卷文件", cmd.CommandPath()), say.Message{})
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return e.run(args) },
	}
	f := cmd.Flags()
	f.StringVarP(&e.path, "output", "o", "-", a.lang.Say("write to `PATH` (default: standard output, -)", "写到这个`路径`（默认标准输出，即 -）"))
	f.StringVarP(&e.format, "format", "f", "", a.lang.Say("`FORMAT`: xlsx, xlsform (ODK, KoboToolbox) or csv (default: by the name of the file)", "`格式`：xlsx、xlsform（用于 ODK、KoboToolbox）或 csv（默认看文件名）"))
	f.StringVar(&e.depth, "depth", "", a.lang.Say("how much is asked: quick, full or a part's `ID`", "问多少：quick、full 或某一部分的 `ID`"))
	f.StringVar(&e.langs, "langs", "", a.lang.Say("languages of the form: `zh|en|both` (default: that of the run)", "表格的语言：`zh|en|both`（默认同界面语言）"))
	return cmd
}

func (e *exporting) run(args []string) error {
	if err := e.check(args); err != nil {
		return err
	}
	r, _, err := e.loadRubric()
	if err != nil {
		return err
	}
	if err := e.checkChoices(r); err != nil {
		return err
	}
	if err := checkDepth(e.depth, r); err != nil {
		return err
	}
	as, err := e.prefill(args, r)
	if err != nil {
		return err
	}
	if err := e.spare(strings.TrimSuffix(e.path, "-"), say.Both("give another file: -o PATH", "请换一个文件：-o 路径")); err != nil {
		return err
	}
	write := e.writer(assess.Compile(r), as)
	if e.path == "-" {
		err = e.data(write)
	} else if err = e.writeFile(e.path, atomicfile.Shared, write); err == nil {
		e.note(say.Both("wrote %s", "已写入 %s", e.path))
	}
	if errors.Is(err, form.ErrNotKept) {
		return failure{exitInvalid,
			say.Both("%s cannot be put into a form without loss: %v", "%s 放进表格会有丢失：%v", shown(args[0]), err),
			say.Both("a form holds the answers of one rater; leave FILE out for a blank one", "一份表格只放一位评分人的答案；不带答卷可导出空白表格")}
	}
	if err != nil {
		return wrapFile(err)
	}
	return nil
}

// check settles the format, and refuses what cannot be written.
func (e *exporting) check(args []string) error {
	ext := strings.ToLower(filepath.Ext(e.path))
	switch {
	case e.format != "":
	case e.path == "-", ext == ".xlsx":
		e.format = "xlsx"
	case ext == ".csv":
		e.format = "csv"
	default:
		return usage(say.Both("%s tells no format", "从 %s 看不出格式", e.path), say.Both("end the name in .xlsx or .csv, or give --format", "文件名以 .xlsx 或 .csv 结尾，或写上 --format"))
	}
	e.langs = cmp.Or(e.langs, string(e.lang))
	switch {
	case !slices.Contains(formFormats(), e.format):
		return usageOf(say.Both("unknown format %s", "没有 %s 这种格式", e.format), e.format, formFormats())
	case !slices.Contains([]string{"zh", "en", "both"}, e.langs):
		return usageOf(say.Both("--langs cannot be %s", "--langs 不能是 %s", e.langs), e.langs, []string{"zh", "en", "both"})
	case e.format == "xlsform" && len(args) > 0:
		return usage(say.Both("an XLSForm holds questions only, no answers", "XLSForm 只放题目，不放答案"), say.Both("leave the answer file out", "请去掉答卷文件"))
	case e.path == "-" && e.format != "csv" && isTerminal(e.out):
		return usage(say.Both("a workbook is not for a terminal", "工作簿不能输出到终端"), say.Both("give it a file: -o form.xlsx", "请写到文件：-o form.xlsx"))
	}
	return nil
}

// prefill reads the answer file, if there is one. --stage and --sector replace its own.
func (e *exporting) prefill(args []string, r *rubric.Rubric) (*assess.Assessment, error) {
	if len(args) == 0 {
		return nil, nil
	}
	data, err := e.read(args[0], answerfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	as, err := answerfile.Read(shown(args[0]), data, r)
	if err != nil {
		return nil, err
	}
	as.Subject.Stage, as.Subject.Sector = cmp.Or(e.stage, as.Subject.Stage), cmp.Or(e.sector, as.Subject.Sector)
	return as, nil
}

func (e *exporting) writer(m *assess.Model, as *assess.Assessment) func(io.Writer) error {
	opt := form.Options{Depth: e.depth, Langs: []say.Language{say.Language(e.langs)}, Stage: e.stage, Sector: e.sector}
	if e.langs == "both" {
		opt.Langs = []say.Language{"zh", "en"}
		if e.lang == "en" {
			opt.Langs = []say.Language{"en", "zh"}
		}
	}
	return func(w io.Writer) error {
		switch e.format {
		case "csv":
			return form.WriteCSV(w, m, as, opt)
		case "xlsform":
			return form.WriteXLSForm(w, m, opt)
		}
		return form.WriteXLSX(w, m, as, opt)
	}
}

// importing is one run of `fathom form import`.
type importing struct {
	*app
	output, mapping, rater string

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
	f.StringVar(&c.rater, "rater", "", a.lang.Say("`ID` of the rater where a form names none", "表格没写评分人时用的 `ID`"))
	return cmd
}

// run reads every form before it writes one answer file: with a problem in any of them, nothing is written.
func (c *importing) run(paths []string) error {
	if c.rater != "" && !rubric.ValidID(c.rater) {
		return usage(say.Both("--rater %s is no id", "--rater %s 不能作标识", c.rater),
			rubric.IDRule())
	}
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
		return err
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
func firstOf(names []string) string {
	const most = 20
	var out []string
	for _, name := range names[:min(len(names), most)] {
		out = append(out, problem.Shorten(name, 40))
	}
	if len(names) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
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
	c.files = append(c.files, newFile{path, r.Place, out.Bytes()})
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

// formFileName names an answer file by its subject and rater, whose ids hold letters, digits, _ . and - only.
func formFileName(as *assess.Assessment) string {
	name := as.Subject.ID
	if len(as.Raters) > 0 {
		name += "-" + as.Raters[0].ID
	}
	return interview.Unreserved(name) + ".yaml"
}

// write makes the files, all or none. None may exist.
func (c *importing) write() error {
	for _, f := range c.files {
		if _, err := os.Lstat(f.path); err == nil {
			return failure{exitFile, say.Both("%s is there already", "%s 已经存在", f.path), say.Both("nothing was written; name another place with -o", "没有写入任何文件；请用 -o 换一个位置")}
		}
	}
	var files []atomicfile.File
	for _, f := range c.files {
		files = append(files, atomicfile.File{Path: f.path, Data: f.data, Mode: atomicfile.Private})
	}
	if err := atomicfile.New(c.disk, c.notice).All(files, true); err != nil {
		return fileError(err)
	}
	for _, f := range c.files {
		c.note(say.Both("wrote %s", "已写入 %s", f.path))
	}
	return nil
}
