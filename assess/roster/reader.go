package roster

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// The columns of a list.
const (
	colName, colRole, colID         = "name", "role", "id"
	colSubject, colSubjectID        = "subject", "subject id"
	colMember, colStage             = "partner", "stage"
	colSector, colDepth             = "sector", "depth"
	colLanguage, colContact, colDue = "language", "contact", "due"
)

// column is one that a list may have, and what people call it, as [form.Plain] makes it comparable.
type column struct {
	key   string
	words []string
}

func columns() []column {
	return []column{
		{colName, []string{"name", "yourname", "姓名", "名字", "您的姓名", "rater", "评分人"}},
		{colRole, []string{"role", "yourrole", "角色", "您的角色", "职务", "职位", "岗位", "title", "position"}},
		{colID, []string{"id", "raterid", "标识", "评分人标识"}},
		{colSubject, []string{"subject", "subjectname", "评估对象", "评估对象名称"}},
		{colSubjectID, []string{"subjectid", "评估对象标识"}},
		{colMember, []string{"partner", "member", "firm", "渠道成员", "伙伴"}},
		{colStage, []string{"stage", "阶段", "业务阶段"}},
		{colSector, []string{"sector", "行业"}},
		{colDepth, []string{"depth", "深度", "答题范围"}},
		{colLanguage, []string{"language", "lang", "语言"}},
		{colContact, []string{"contact", "email", "e-mail", "mail", "phone", "mobile", "wechat", "联系方式", "邮箱",
			"电子邮件", "电话", "手机", "手机号", "微信", "微信号"}},
		{colDue, []string{"due", "duedate", "dueby", "deadline", "截止", "截止日期", "期限"}},
	}
}

// reader reads one list.
type reader struct {
	file     string
	m        *assess.Model
	opt      Options
	t        *form.Cells
	columns  map[string]int // by our words
	contacts []int
	tags     map[string]int // by name
	rows     map[string]int // rows of the list, from 1, by the keys of their people
	problems problem.List
	out      List
}

func (rd *reader) fault(row, col int, kind string, m say.Message) {
	rd.problems.Add(rd.t.Problem(row, col, kind, m))
}

// head finds the columns by the words in the first row, and reports whether there is one of names.
func (rd *reader) head() bool {
	for c := range rd.t.Columns(0) {
		rd.column(c, rd.t.Text(0, c, &rd.problems))
	}
	if _, ok := rd.columns[colName]; !ok {
		rd.fault(0, 0, "columns", say.Both("the first row names the columns: name, and others where you like, as role, subject, contact, due", "第一行要写列名：姓名；需要时再加角色、评估对象、联系方式、截止日期等"))
		return false
	}
	return true
}

func (rd *reader) column(c int, head string) {
	if head == "" {
		return
	}
	if tag, ok := tagOf(head); ok {
		if rd.tags == nil {
			rd.tags = map[string]int{}
		}
		rd.once(rd.tags, tag, c, head)
		return
	}
	at := slices.IndexFunc(columns(), func(k column) bool { return slices.Contains(k.words, form.Plain(head)) })
	switch {
	case at < 0:
		rd.out.Dropped = append(rd.out.Dropped, head)
	case columns()[at].key == colContact:
		rd.contacts = append(rd.contacts, c)
	default:
		rd.once(rd.columns, columns()[at].key, c, head)
	}
}

// once notes a column that a list has only one of.
func (rd *reader) once(in map[string]int, key string, c int, head string) {
	if _, twice := in[key]; twice {
		rd.fault(0, c, "duplicate", say.Both("two columns say the same: %s", "两列是同一项：%s", problem.Short(head)))
		return
	}
	in[key] = c
}

// tagOf is the name of the tag in a head that begins so: tag:region, 标签：区域.
func tagOf(head string) (name string, ok bool) {
	before, name, found := strings.Cut(strings.ReplaceAll(head, "：", ":"), ":")
	before, name = form.Plain(before), strings.TrimSpace(name)
	return name, found && name != "" && (before == "tag" || before == "标签")
}

// text is a cell on one line, and its column, "" and 0 where the list has no such one.
func (rd *reader) text(row int, key string) (string, int) {
	col, ok := rd.columns[key]
	if !ok {
		return "", 0
	}
	return rd.cell(row, col, assess.MaxText), col
}

func (rd *reader) cell(row, col, most int) string {
	text := strings.Join(strings.Fields(rd.t.Text(row, col, &rd.problems)), " ")
	if n := utf8.RuneCountInString(text); n > most {
		rd.fault(row, col, "too-long", say.Both("the text has %d characters; the limit is %d", "文字有 %d 个字符，上限是 %d 个", n, most))
	}
	return text
}

// person reads one row.
func (rd *reader) person(row int) {
	if rd.isWider(row) {
		return
	}
	p := Person{Row: rd.t.Number(row), at: rd.t.Problem(row, rd.columns[colName], "", say.Message{})}
	var col int
	if p.Rater.Name, col = rd.text(row, colName); p.Rater.Name == "" {
		rd.fault(row, col, "missing", say.Both("the name is missing", "缺少姓名"))
		return
	}
	p.Rater.Role, _ = rd.text(row, colRole)
	p.Rater.ID = rd.id(row, colID, p.Rater.Name, rubric.RaterPrefix)
	rd.subject(row, &p.Subject)
	p.Depth = cmp.Or(rd.depth(row), rd.opt.Depth)
	rd.ofMember(row, &p)
	p.Language = rd.language(row)
	p.Contact = rd.contact(row)
	if c, ok := rd.columns[colDue]; ok {
		p.Due = rd.t.Date(row, c, &rd.problems)
	}
	p.Due = cmp.Or(p.Due, rd.opt.Due)
	if first, twice := rd.rows[p.Key()]; twice {
		rd.fault(row, col, "duplicate", say.Both("the same person as in row %[1]d; where they are two, a column id tells them apart", "与第 %[1]d 行是同一个人；如果是两个人，请加一列 id 区分", first))
		return
	}
	rd.rows[p.Key()] = p.Row
	rd.out.People = append(rd.out.People, p)
}

// isWider refuses a row that has more than the head has columns.
func (rd *reader) isWider(row int) bool {
	for c := rd.t.Columns(0); c < rd.t.Columns(row); c++ {
		if rd.t.Look(row, c) != "" {
			rd.fault(row, c, "columns", say.Both("this row has more cells than the first row has columns; a name with a comma in it stands in quotes: \"Smith, Bob\"", "这一行的格数比表头多；姓名里有逗号时要加引号：\"Smith, Bob\""))
			return true
		}
	}
	return false
}

// id is the one that a row gives, else one made of a name; "" without both.
func (rd *reader) id(row int, key, name, prefix string) string {
	id, col := rd.text(row, key)
	id = width.Narrow(id)
	switch {
	case id != "" && !rubric.ValidID(id):
		rule := rubric.IDRule()
		rd.fault(row, col, "id", say.Message{EN: problem.Short(id) + ": " + rule.EN,
			ZH: problem.Short(id) + "：" + rule.ZH}.And(problem.Alike(id)))
	case id == "" && name != "":
		return rubric.IDFrom(name, prefix)
	}
	return id
}

// subject reads what is rated. What a row does not say is as the options have it: but no name of theirs goes with an id
// of the row.
func (rd *reader) subject(row int, s *assess.Subject) {
	*s = rd.opt.Subject
	name, _ := rd.text(row, colSubject)
	if id := rd.id(row, colSubjectID, name, rubric.SubjectPrefix); id != "" && id != s.ID {
		s.ID, s.Name = id, name
	}
	s.Name = cmp.Or(name, s.Name)
	if member, _ := rd.text(row, colMember); member != "" {
		s.Member = member
	}
	s.Stage = cmp.Or(rd.word(row, colStage, form.StageOf, rd.m.Rubric.StageIDs()), s.Stage)
	s.Sector = cmp.Or(rd.word(row, colSector, form.SectorOf, rd.m.Rubric.SectorIDs()), s.Sector)
	s.Tags = rd.readTags(row)
}

func (rd *reader) readTags(row int) map[string]string {
	tags := maps.Clone(rd.opt.Subject.Tags)
	for name, c := range rd.tags {
		if value := rd.cell(row, c, assess.MaxText); value != "" {
			if tags == nil {
				tags = map[string]string{}
			}
			tags[name] = value
		}
	}
	return tags
}

// word reads something of the rubric by its id or name.
func (rd *reader) word(row int, key string, of func(*rubric.Rubric, string) (string, bool), ids []string) string {
	text, col := rd.text(row, key)
	if text == "" {
		return ""
	}
	id, ok := of(rd.m.Rubric, text)
	if !ok {
		rd.unknown(row, col, text, ids)
	}
	return id
}

func (rd *reader) unknown(row, col int, text string, words []string) {
	rd.fault(row, col, "unknown-word", rd.problems.Hint(say.Both("%s is not a valid word here", "这里不能写 %s", problem.Short(text)), text, words))
}

func (rd *reader) depth(row int) string {
	text, col := rd.text(row, colDepth)
	words := rd.m.Rubric.Depths()
	for _, d := range words {
		if strings.EqualFold(width.Narrow(text), d) {
			return d
		}
	}
	switch {
	case text == "":
	case form.IsWord(text, say.Both("quick", "快速")):
		return "quick"
	case form.IsWord(text, say.Both("full", "完整")):
		return "full"
	default:
		rd.unknown(row, col, text, words)
	}
	return ""
}

// ofMember settles what is asked about the firm that a row names.
func (rd *reader) ofMember(row int, p *Person) {
	if p.Subject.Member == rd.opt.Subject.Member {
		return // also none, or settled by who gave it
	}
	depth, ok := rd.m.Rubric.MemberDepth(p.Depth)
	switch {
	case !ok:
		rd.fault(row, rd.columns[colMember], "unknown-word", say.Both("the row names a partner, but nothing is asked about one here", "这一行写了渠道成员，但这里不评渠道成员"))
	case depth == "":
		rd.fault(row, rd.columns[colMember], "unknown-word", say.Both("several parts of the rubric rate a partner; say in the column depth which is asked", "评估标准里有几个部分都评渠道成员；请在“深度”一列写明问哪一个"))
	default:
		p.Depth = depth
	}
}

func (rd *reader) language(row int) say.Language {
	text, col := rd.text(row, colLanguage)
	switch {
	case text == "":
	case form.IsWord(text, say.Both("zh", "中文"), "chinese", "zh-cn", "zh_cn", "汉语"):
		return "zh"
	case form.IsWord(text, say.Both("en", "英文"), "english", "英语"):
		return "en"
	default:
		rd.unknown(row, col, text, []string{"zh", "en"})
	}
	return ""
}

func (rd *reader) contact(row int) string {
	var all []string
	for _, c := range rd.contacts {
		text := rd.cell(row, c, assess.MaxText)
		if isRounded(text) {
			rd.fault(row, c, "rounded", say.Both("%s is what a spreadsheet makes of a long number, without its last digits; write the number again, in a column formatted as text", "%s 是表格软件把长号码写成的科学计数，后几位已经丢了；请把这一列设为文本格式，重新填写号码", text))
		}
		if text != "" {
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}

// isRounded reports whether a text is a number as spreadsheets write one that is too long for its cell: 1.38E+10. Such
// a telephone number reaches nobody.
func isRounded(text string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(width.Narrow(text)), "E+")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	first, rest, point := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	return ok && digits(exponent) && len(first) == 1 && digits(first) && (!point || digits(rest))
}
