package main

import (
	"cmp"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	formpage "fathom/assess/form/page"
	"fathom/rubric"
	"fathom/rubric/say"
)

func (a *app) formCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "form",
		Short: a.lang.Say("The questionnaire as a spreadsheet or a page, for people without a terminal, and back", "把问卷导出成表格或网页，给不用终端的人填，再导回来"),
		Args:  cobra.ArbitraryArgs,
		RunE:  a.group,
	}
	cmd.AddCommand(a.formExport(), a.formImport(), a.formStatus(), a.formMapping())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

// encodingFlag asks how text files are written that do not tell.
func (a *app) encodingFlag(f *pflag.FlagSet, to *string) {
	f.StringVar(to, "encoding", "", a.lang.Say("`ENCODING` of CSV that is neither UTF-8, UTF-16 nor clearly Chinese: gb18030, windows-1252, big5, shift_jis ...",
		"CSV 既不是 UTF-8、UTF-16，又看不出是中文时，写明它的`编码`：gb18030、windows-1252、big5、shift_jis 等"))
}

func checkEncoding(name string) error {
	if name == "" || form.KnowsEncoding(name) {
		return nil
	}
	return usageOf(say.Both("there is no encoding %s", "没有 %s 这种编码", name), name, form.Encodings())
}

// exporting is one run of `fathom form export`.
type exporting struct {
	*app
	path, format, depth, langs string
	people, name, date         string // forms for people: their list, and what the first page says
	member                     string // the firm that is rated
	encoding                   string // of that list
}

func formFormats() []string { return []string{"xlsx", "html", "xlsform", "csv"} }

func (a *app) formExport() *cobra.Command {
	e := &exporting{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("export [FILE]", "export [答卷]"),
		Short: a.lang.Say("Write the questionnaire as a spreadsheet or a page, filled in as far as FILE is", "把问卷写成表格或网页；给出答卷则预先填好"),
		Example: a.lang.Say(`  fathom form export -o form.xlsx --depth quick
  fathom form export -f html=rate.html --depth quick
  fathom form export henan.yaml -o form.xlsx --langs both
  fathom form export --for people.csv --name Henan -o forms --depth quick
  fathom form export -o kobo.xlsx --format xlsform`, `  fathom form export -o 问卷.xlsx --depth quick
  fathom form export -f html=问卷.html --depth quick
  fathom form export 河南.yaml -o 问卷.xlsx --langs both
  fathom form export --for 名单.csv --name 河南渠道 -o 表格 --depth quick
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
	f.StringVarP(&e.format, "format", "f", "", a.lang.Say("`FORMAT[=PATH]`: xlsx, html (a page for phones, which needs no network), xlsform (ODK, KoboToolbox) or csv (default: by the name of the file)", "`格式[=路径]`：xlsx、html（手机上填的网页，不需要联网）、xlsform（用于 ODK、KoboToolbox）或 csv（默认看文件名）"))
	a.depthFlag(cmd, &e.depth, say.Both("how much is asked: %s", "问多少：%s", depthWords()))
	f.StringVar(&e.people, "for", "", a.lang.Say("a workbook, or with -f html a page, for each person in `PEOPLE.csv` (columns name, role), into the folder -o; with -f html=FILE one page for all to choose from, in which everybody sees the names of the others", "为`名单.csv`（列：姓名、角色）里的每个人各写一个工作簿（加 -f html 则是网页），放进 -o 的目录；写 -f html=文件 则合成一个网页，打开后自己选名字，因此每个人都看得到其他人的名字"))
	a.encodingFlag(f, &e.encoding)
	f.StringVar(&e.name, "name", "", a.lang.Say("with --for or a page: `NAME` of what is rated", "与 --for 或网页同用：评估对象`名称`"))
	f.StringVar(&e.date, "date", "", a.lang.Say("with --for or a page: `DATE` of the rating (default: today; on a page the day of the first answer)", "与 --for 或网页同用：评分`日期`（默认今天；网页则是答第一题的那天）"))
	f.StringVar(&e.member, "member", "", a.lang.Say("`NAME` of the partner that is rated; in a blank form, that part alone is asked", "被评的渠道成员`名称`；空白表格只问这一部分"))
	f.StringVar(&e.langs, "langs", "", a.lang.Say("languages of the form: `zh|en|both` (default: that of the run; both on a page, where they can be switched)", "表格的语言：`zh|en|both`（默认同界面语言；网页默认两种，可随时切换）"))
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
	if err := e.ofMember(r, as); err != nil {
		return err
	}
	m := assess.Compile(r)
	switch {
	case e.people != "" && e.format == "html":
		return e.writePages(m, as)
	case e.people != "":
		return e.writePeople(m, as)
	case e.format == "html":
		err = e.writeOne(e.pageFor(m, e.pageHead(as, m)))
	default:
		err = e.writeOne(e.writer(m, as))
	}
	if errors.Is(err, form.ErrNotKept) || errors.Is(err, formpage.ErrNotKept) {
		return failure{exitInvalid,
			say.Both("%s cannot be put into a form without loss: %v", "%s 放进表格会有丢失：%v", shown(args[0]), err),
			say.Both("a form holds the answers of one rater, as levels and not as ticks; leave FILE out for a blank one",
				"一份表格只放一位评分人的答案，只记级别，不记勾选；不带答卷可导出空白表格")}
	}
	if err != nil {
		return wrapFile(err)
	}
	return nil
}

// writeOne writes one form, where -o says.
func (e *exporting) writeOne(write func(io.Writer) error) error {
	if err := e.spare(strings.TrimSuffix(e.path, "-"), say.Both("give another file: -o PATH", "请换一个文件：-o 路径")); err != nil {
		return err
	}
	if e.path == "-" {
		return e.data(write)
	}
	err := e.writeFile(e.path, atomicfile.Shared, write)
	if err == nil {
		e.note(say.Both("wrote %s", "已写入 %s", e.path))
	}
	return err
}

// check settles the format, and refuses what cannot be written.
func (e *exporting) check(args []string) error {
	if err := e.splitFormat(); err != nil {
		return err
	}
	if err := e.checkPeople(); err != nil {
		return err
	}
	ext := strings.ToLower(filepath.Ext(e.path))
	switch {
	case e.format != "":
	case isPage(e.path):
		e.format = "html"
	case e.path == "-", ext == ".xlsx":
		e.format = "xlsx"
	case ext == ".csv":
		e.format = "csv"
	default:
		return usage(say.Both("%s tells no format", "从 %s 看不出格式", e.path), say.Both("end the name in .xlsx, .html or .csv, or give --format", "文件名以 .xlsx、.html 或 .csv 结尾，或写上 --format"))
	}
	if e.langs == "" && e.format == "html" {
		e.langs = "both"
	}
	e.langs = cmp.Or(e.langs, string(e.lang))
	switch {
	case !slices.Contains(formFormats(), e.format):
		return usageOf(say.Both("unknown format %s", "没有 %s 这种格式", e.format), e.format, formFormats())
	case !slices.Contains([]string{"zh", "en", "both"}, e.langs):
		return usageOf(say.Both("--langs cannot be %s", "--langs 不能是 %s", e.langs), e.langs, []string{"zh", "en", "both"})
	case e.format == "xlsform" && len(args) > 0:
		return usage(say.Both("an XLSForm holds questions only, no answers", "XLSForm 只放题目，不放答案"), say.Both("leave the answer file out", "请去掉答卷文件"))
	case e.path == "-" && e.format != "csv" && e.format != "html" && isTerminal(e.out):
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
	opt := form.Options{Depth: e.depth, Langs: e.languages(), Stage: e.stage, Sector: e.sector, Member: e.member,
		Locked: e.people != ""}
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
