package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile/atomicfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/foreign"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// takingOver is one run of `fathom rubric import`.
type takingOver struct {
	*app
	output, from, encoding string
	id, title, langs       string
	sheets, columns        []string
	head, levels, previous string
	strict                 bool
}

func (a *app) rubricImport() *cobra.Command {
	c := &takingOver{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("import SOURCE", "import 来源"),
		Short: a.lang.Say("Make a rubric of a list of questions (Excel, CSV, Markdown) or of another tool's model", "把问题清单（Excel、CSV、Markdown）或别的工具的模型变成评估标准"),
		Long:  a.lang.Say("Make a rubric of a list of questions (Excel, CSV, Markdown), or of another\ntool's model. `fathom help models` says what is read, and how.", "把问题清单（Excel、CSV、Markdown）或别的工具的模型变成评估标准。\n能读什么、怎样读，见 `fathom help models`。"),
		Example: a.lang.Say(`  fathom rubric import checklist.xlsx -o checklist.yaml
  fathom rubric import list.csv --column question=Item --levels No,Partly,Yes`, `  fathom rubric import 检查表.xlsx -o 检查表.yaml
  fathom rubric import 清单.csv --column question=要点 --levels 没有、部分、全部`),
		Args: a.exactly(1, say.Both("the file to read, or - for standard input", "import 加要读的文件，或 - 表示标准输入")),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	f := cmd.Flags()
	f.StringVarP(&c.output, "output", "o", "-", a.lang.Say("write to `PATH`, a new file (default: standard output, -)", "写到这个`路径`，须是新文件（默认标准输出，即 -）"))
	kinds := strings.Join(kindsOfSource(), "|")
	f.StringVar(&c.from, "from", "", say.Both("what the source is: `%s` (default: found out)", "来源是什么：`%s`（默认看内容）", kinds).In(a.lang))
	f.StringVar(&c.langs, "langs", "", a.lang.Say("`LANGUAGES` that come over, such as zh,en; the first is that of texts that do not say theirs (default: all)", "读入哪些`语言`，如 zh,en；没注明语言的文字算第一种（默认全部）"))
	f.StringVar(&c.id, "id", "", a.lang.Say("`ID` of the rubric (default: made of the source's id or name)", "评估标准的标识 `ID`（默认取自来源的标识或文件名）"))
	f.StringVar(&c.title, "title", "", a.lang.Say("its `TITLE` (default: that of the source)", "`标题`（默认用来源的标题）"))
	f.StringVar(&c.previous, "previous", "", a.lang.Say("the rubric that was made of an earlier version of the source: `FILE`; where ids changed and texts did not, answers are kept", "由来源的旧版生成的评估标准`文件`：文字没变而标识变了的，旧答案照样算数"))
	f.BoolVar(&c.strict, "strict", false, a.lang.Say("fail (exit code 3) where anything of the source does not come over", "来源里有任何内容没读进来就算失败（退出码 3）"))
	repeatable(f, &c.sheets, "sheet", "", a.lang.Say("of a table: the `NAME` or number of the sheet; once for each", "表格：读哪张工作表，写`名称`或序号；可写多次"))
	f.StringVar(&c.head, "head", "", a.lang.Say("of a table: the number of the `ROW` that names the columns, or none", "表格：列名在第几`行`，没有就写 none"))
	repeatable(f, &c.columns, "column", "", a.lang.Say("of a table: what a column stands for, `ROLE=HEAD` or ROLE=LETTER; once for each", "表格：某一列是什么，写`用途=列名`或用途=列号；可写多次"))
	f.StringVar(&c.levels, "levels", "", a.lang.Say("of a table: how many levels, or their `NAMES`, the lowest first", "表格：分几级，或从低到高写出各级`名称`"))
	a.encodingFlag(f, &c.encoding)
	return cmd
}

func (c *takingOver) run(path string) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	if c.output != "-" {
		if err := isNew(c.output); err != nil {
			return err
		}
	}
	stop := c.working(say.Both("reading the source", "正在读取来源"))
	im, err := c.take(path, opt)
	stop()
	if err != nil {
		return withoutKinds(err)
	}
	if err := c.keep(im); err != nil {
		return err
	}
	data := im.Write()
	_, found, err := judge([]*rubricfile.Layer{rubricfile.Parse(rubricfile.File{Name: c.output, Data: data})})
	if err != nil {
		return err // more than a rubric may hold
	}
	c.tell(&im.Ledger)
	for _, note := range im.Notes {
		c.note(note)
	}
	if lost := im.Ledger.Total(foreign.Lost); c.strict && lost > 0 {
		return failure{exitInvalid, say.Both("not all of %s comes over, and --strict asks for that; nothing was written", "%s 没有全部读进来，而 --strict 要求全部；没有写入文件", shown(path)), say.Message{}}
	}
	if err := c.putOut(c.output, data); err != nil {
		return err
	}
	c.advise(found)
	return nil
}

// options reads the flags.
func (c *takingOver) options() (opt foreign.Options, err error) {
	if err := checkEncoding(c.encoding); err != nil {
		return opt, err
	}
	if c.from != "" && !slices.Contains(kindsOfSource(), c.from) {
		return opt, usageOf(say.Both("there is no source of the kind %s", "没有 %s 这种来源", c.from), c.from, kindsOfSource())
	}
	builtin, _ := channelteam.Version()
	switch {
	case c.id != "" && !rubric.ValidID(c.id):
		return opt, usage(say.Both("--id %s is no id", "--id %s 不能作标识", c.id), rubric.IDRule())
	case c.id == builtin:
		return opt, usage(say.Both("the built-in rubric is called %s", "内置的评估标准就叫 %s", builtin), say.Both("choose another id", "请换一个标识"))
	}
	opt = foreign.Options{ID: c.id, Title: strings.TrimSpace(c.title), Langs: split(c.langs),
		Table: foreign.TableOptions{Sheets: c.sheets, Head: c.head, Levels: split(c.levels)}}
	for _, lang := range opt.Langs {
		if !rubric.ValidID(lang) {
			return opt, usage(say.Both("--langs %s: %s is no language", "--langs %s：%s 不是语言", c.langs, lang), say.Both("such as zh,en", "写成 zh,en 这样"))
		}
	}
	for _, column := range c.columns {
		word, head, ok := strings.Cut(column, "=")
		name, _, _ := strings.Cut(word, ".")
		if !ok || strings.TrimSpace(head) == "" || !slices.Contains(foreign.Roles(), name) {
			roles := say.Row(foreign.Roles())
			return opt, usageOf(say.Both("--column %[1]s: want ROLE=HEAD, where ROLE is one of: %[2]s", "--column %[1]s：写成 用途=列名，用途可写：%[3]s", column, roles.EN, roles.ZH), name, foreign.Roles())
		}
		opt.Table.Columns = append(opt.Table.Columns, foreign.Choice{Role: word, Head: head})
	}
	return opt, nil
}

// keep finds the old ids of what an earlier version of the source had under others.
func (c *takingOver) keep(im *foreign.Import) error {
	if c.previous == "" {
		return nil
	}
	old, digest, err := c.rubricAt(c.previous)
	if err != nil {
		return err
	}
	next := im.Rubric.Version
	im.Rubric.ID, im.Rubric.Version = old.ID, old.Version
	if r, _, err := rubricfile.Read(rubricfile.File{Data: im.Write()}); err != nil || r.Digest() != digest {
		im.Rubric.Version = next
		im.Follow(old)
	}
	if n := im.Keep(old); n > 0 {
		c.note(say.Both("ids that changed, and the answers kept (was): %d", "标识变了、旧答案照算的（was）：%d 处", n))
	}
	return nil
}

// tell says what came over, what did not, and what was added.
func (c *takingOver) tell(l *foreign.Ledger) {
	taken, all := l.Total(foreign.Taken), l.Total(foreign.Taken)+l.Total(foreign.Lost)
	what := say.Both("cells, %[1]d of %[2]d", "%[2]d 个单元格中的 %[1]d 个", taken, all)
	if l.Unit == foreign.Values {
		what = say.Both("values, %[1]d of %[2]d", "%[2]d 个值中的 %[1]d 个", taken, all)
	}
	c.note(say.Both("came over: %[1]s: %[3]s", "读入：%[2]s：%[4]s", what.EN, what.ZH, entriesOf(l.Of(foreign.Taken)).EN, entriesOf(l.Of(foreign.Taken)).ZH))
	c.tellLost(l, say.Both("left out", "未读入"))
	if added := l.Of(foreign.Added); len(added) > 0 {
		c.note(say.Both("added, since the source does not say it: %[1]s", "来源没有、由程序补上的：%[2]s", entriesOf(added).EN, entriesOf(added).ZH))
	}
}

// tellLost says what was lost, by kind, how many, and where the first one stands.
func (a *app) tellLost(l *foreign.Ledger, how say.Message) {
	for _, e := range l.Of(foreign.Lost) {
		a.say(say.Both("%[5]s: %[1]s (%[3]d), first: %[4]s", "%[6]s：%[2]s（%[3]d 处），最先在 %[4]s", e.Kind.EN, e.Kind.ZH, e.Count, e.First, how.EN, how.ZH))
	}
}

// entriesOf lists kinds with how many there are of each.
func entriesOf(entries []foreign.Entry) say.Message {
	var en, zh []string
	for _, e := range entries {
		m := say.Both("%[1]s %[3]d", "%[2]s %[3]d", e.Kind.EN, e.Kind.ZH, e.Count)
		en, zh = append(en, m.EN), append(zh, m.ZH)
	}
	if len(en) == 0 {
		return say.Both("nothing", "无")
	}
	return say.Message{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "，")}
}

// putOut writes data to standard output or into a new file.
func (a *app) putOut(path string, data []byte) error {
	if path == "-" {
		if err := a.spare("", say.Message{}); err != nil {
			return err
		}
		if err := a.data(func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return fileError(err)
		}
		return nil
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil { // a folder is not made by a slip of the pen
		return fileError(err)
	}
	if err := a.writeAll([]atomicfile.File{{Path: path, Data: data, Mode: atomicfile.Shared}}, true); err != nil {
		return err
	}
	a.note(say.Both("wrote %s", "已写入 %s", path))
	return nil
}

// advise says what lint thinks of the new rubric, and what to do with it.
func (c *takingOver) advise(found problem.List) {
	errors, warnings := found.Count(problem.Error), found.Count(problem.Warning)
	if errors > 0 {
		isWarning := func(p problem.Problem) bool { return p.Severity == problem.Warning }
		c.list(slices.DeleteFunc(slices.Clone(found), isWarning))
	}
	if c.output == "-" {
		return
	}
	path := quoted(c.output)
	c.note(steps(c.lang.Say("next:", "接下来："), [][2]string{
		{c.lang.Say("see what lint advises (%s)", "看看检查的建议（%s）", say.Both("%[2]s", "%[1]d 条", warnings, say.Count(warnings, "1 warning", "%d warnings")).In(c.lang)), "fathom rubric lint " + path},
		{c.lang.Say("hand it out as a form", "做成表格发出去"), "fathom form export -o form.xlsx --rubric " + path},
		{c.lang.Say("answer its questions", "按它答题"), "fathom assess --rubric " + path},
	}))
}
