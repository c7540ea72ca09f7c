package main

import (
	"errors"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/form"
	formpage "fathom/assess/form/page"
	"fathom/assess/form/photo"
	"fathom/assess/roster"
	"fathom/assess/survey"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// importing is one run of `fathom form import`.
type importing struct {
	*app
	output, mapping, rater string
	people                 string // the list of those who were asked
	encoding               string // of text files
	replace, dry, merge    bool
	theirs                 theirs // answers of other tools

	model     *assess.Model
	list      *roster.List
	mapped    *survey.Mapping
	survey    *survey.Survey // of the files that are no form of ours
	surveyed  *survey.Result
	pictures  []string            // of QR codes
	parts     formpage.Parts      // what the QR pictures say
	older     map[string][]string // with --replace, the answer files that are there, by whose they are
	alike     alike
	problems  problem.List
	files     []newFile
	places    map[string]string // of the files by their paths in lower case, where they come from
	at        map[string]int    // of the files by keyOf, their index
	size      int               // bytes of the files
	formBytes int               // of the forms that were read
	opened    []*os.File        // tables that are read row by row
	far       progressing
}

func (a *app) formImport() *cobra.Command {
	c := &importing{app: a, places: map[string]string{}, at: map[string]int{}, alike: alike{}}
	cmd := &cobra.Command{
		Use:   a.lang.Say("import FILE...", "import 表格..."),
		Short: a.lang.Say("Read what came back, filled forms and answer files, into answer files, one a respondent", "把收回的表格和答卷导入成答卷，每位答题人一份"),
		Example: a.lang.Say(`  fathom form import li.xlsx wang.xlsx -o answers
  fathom form import rate-*.json --qr photo.jpg -o answers
  fathom form import returned --for people.csv -o - | fathom portfolio -
  fathom form import survey.csv --mapping survey.yaml -o answers
  fathom form import survey.csv --mapping survey.yaml -o - | fathom portfolio -
  fathom form import toolbox.xlsx --rubric samm.yaml -o answers`, `  fathom form import 李.xlsx 王.xlsx -o 答卷
  fathom form import rate-*.json --qr 照片.jpg -o 答卷
  fathom form import 收回 --for 名单.csv -o - | fathom portfolio -
  fathom form import 问卷结果.csv --mapping 映射.yaml -o 答卷
  fathom form import 问卷结果.csv --mapping 映射.yaml -o - | fathom portfolio -`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 || len(c.pictures) > 0 {
				return nil
			}
			return usage(say.Both("%s needs a filled form", "%s 需要一份填好的表格", cmd.CommandPath()),
				say.Both("`fathom form export -o form.xlsx` writes one to fill in", "`fathom form export -o form.xlsx` 可导出待填的表格"))
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(append(args, c.pictures...)) },
	}
	f := cmd.Flags()
	f.StringVarP(&c.output, "output", "o", ".", a.lang.Say("`FOLDER` of the answer files (default: this one), or for one respondent a file (.yaml, .json); - writes lines of JSON to standard output, for fathom portfolio", "答卷写入哪个`目录`（默认当前目录）；只有一位答题人时也可写文件名（.yaml、.json）；- 表示逐行写成 JSON 送到标准输出，供 fathom portfolio 读取"))
	f.StringVar(&c.people, "for", "", a.lang.Say("the list of `PEOPLE` who were asked: whoever is not on it is refused, and who is missing is told", "`名单`（.csv 或 .xlsx）：不在名单上的不导入，还没交的会说明"))
	repeatable(f, &c.pictures, "qr", "", a.lang.Say("`PICTURE` of the QR codes of a page, PNG or JPEG; repeatable, and those of several people may be given together", "拍下网页二维码的`图片`，PNG 或 JPEG；可重复，几个人的可以一起给"))
	f.StringVar(&c.mapping, "mapping", "", a.lang.Say("what the columns and words of another tool stand for: `FILE`", "别的工具导出的列和用词对应什么，见映射`文件`"))
	f.StringVar(&c.rater, "rater", "", a.lang.Say("`NAME` or id of the rater where a form names none", "表格没写评分人时用的`姓名`或标识"))
	f.BoolVar(&c.merge, "merge", false, a.lang.Say("put the answers of several people about one subject together, as fathom merge does: one file or line a subject", "把多人对同一对象的答卷合成一份，同 fathom merge：每个对象一份文件或一行"))
	f.BoolVar(&c.dry, "dry-run", false, a.lang.Say("show what would be written, and write nothing", "只显示会写入什么，不写文件"))
	a.encodingFlag(f, &c.encoding)
	c.theirs.flags(a, f)
	f.BoolVar(&c.replace, "replace", false, a.lang.Say("a rater's corrected form takes the place of the answer file that is there", "同一位评分人改正后的表格，代替已有的答卷"))
	return cmd
}

// run reads every form before it writes one answer file: with a problem in any of them, nothing is written.
func (c *importing) run(paths []string) error {
	if err := checkEncoding(c.encoding); err != nil {
		return err
	}
	if c.merge && (c.mapping != "" || c.replace) {
		return usage(say.Both("--merge does not go with --mapping and --replace", "--merge 不能和 --mapping、--replace 一起用"), say.Both("write the answer files into a folder, and put those of each subject together with `fathom merge`", "请先把答卷写进目录，再用 `fathom merge` 把同一对象的几份合成一份"))
	}
	if c.people != "" && c.mapping != "" {
		return usage(say.Both("--for does not go with --mapping", "--for 不能和 --mapping 一起用"), say.Both("a list is for answer files and forms of ours", "名单用于本程序的答卷和表格"))
	}
	if err := c.theirs.check(c); err != nil {
		return err
	}
	if err := c.checkOutput(); err != nil {
		return err
	}
	if err := c.load(); err != nil {
		return err
	}
	files, left, err := returnedAt(paths, c.people, c.mapping)
	if err != nil {
		return err
	}
	c.tellNoReturns(left)
	defer c.close()
	stop := sync.OnceFunc(c.watch())
	defer stop()
	for _, path := range files {
		if err := c.takeFile(path); err != nil {
			return err
		}
	}
	if err := c.takeParts(); err != nil {
		return err
	}
	if c.survey == nil {
		stop() // what is shown next stands on the same screen
	}
	return c.end()
}

// takeFile reads one file: row by row, or as a whole.
func (c *importing) takeFile(path string) error {
	if !isAnswerFile(path) {
		if streamed, err := c.stream(path); err != nil || streamed {
			return err
		}
	}
	data, err := c.read(path, photo.MaxBytes)
	if err != nil {
		return err
	}
	name := shown(path)
	if taken, err := c.takeTheirs(name, data); err != nil || taken {
		return err
	}
	if taken, err := c.takeReturned(name, data); err != nil || taken {
		return err
	}
	if c.formBytes += len(data); c.formBytes > form.MaxBytes {
		return problem.List{{File: name, Kind: "too-large", Message: say.Both("the forms together have more than %d MiB", "这些表格加起来超过 %d MiB", form.MaxBytes>>20)}}
	}
	return c.take(name, data)
}

func (c *importing) load() error {
	r, _, err := c.loadRubric()
	if err != nil {
		return err
	}
	c.model = assess.Compile(r)
	if c.people != "" {
		if c.list, err = c.peopleIn(c.people, c.model, roster.Options{Encoding: c.encoding}); err != nil {
			return err
		}
	}
	if c.mapping == "" {
		return nil
	}
	data, err := c.read(c.mapping, survey.MaxBytes)
	if err != nil {
		return err
	}
	if c.mapped, err = survey.ReadMapping(shown(c.mapping), data, c.model); err != nil {
		return err
	}
	c.survey = survey.New(c.model, c.mapped, c.rater)
	c.survey.Check = c.check(c.model)
	return nil
}

// take reads one file: a form of ours, or with a mapping a table of another tool.
func (c *importing) take(name string, data []byte) error {
	if c.survey == nil {
		return c.takeForm(name, data)
	}
	tables, err := form.ReadTables(name, data, c.encoding)
	var list problem.List
	switch {
	case errors.As(err, &list):
		c.problems.Join(list)
		return nil
	case err != nil:
		return err
	case !c.mapped.IsFor(tables):
		return c.takeForm(name, data)
	}
	c.survey.Read(name, tables)
	c.tellLeft(name, c.survey.Left)
	return nil
}

// takeForm reads a form of ours.
func (c *importing) takeForm(name string, data []byte) error {
	d := form.Defaults{Rater: c.rater, Encoding: c.encoding}
	if c.mapped != nil {
		d.Facts = c.mapped.Set
	}
	got, err := form.Import(name, data, c.model, d)
	var list problem.List
	if errors.As(err, &list) {
		c.problems.Join(list)
		return nil
	}
	if err != nil {
		return err
	}
	c.tellLeft(name, func() ([]string, []string) { return got.Dropped, got.Unread })
	if got.Empty > 0 {
		c.say(say.Both("%s: rows left out, with nothing in the columns that are read: %d", "%s：未导入的行（要读的列全是空的）：%d", name, got.Empty))
	}
	for _, respondent := range got.Respondents {
		if err := c.add(respondent); err != nil {
			return err
		}
	}
	return nil
}

// tellLeft names what nothing has read.
func (c *importing) tellLeft(name string, left func() (columns, sheets []string)) {
	columns, sheets := left()
	if len(columns) > 0 {
		c.say(say.Both("%s: columns left out: %s", "%s：未导入的列：%s", name, firstOf(columns)))
	}
	if len(sheets) > 0 {
		c.say(say.Both("%s: sheets left out: %s", "%s：未导入的工作表：%s", name, firstOf(sheets)))
	}
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
