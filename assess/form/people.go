package form

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// peopleColumns are the words for the columns of a list of people, ours first.
func peopleColumns() map[string][]string {
	return map[string][]string{
		factName: {"name", "姓名", "名字", "rater", "评分人"},
		factRole: {"role", "角色", "职务", "职位", "岗位", "title", "position"},
		colID:    {"id", "标识"},
	}
}

// ReadPeople reads a list of raters, one a row: CSV with the columns name, role and id, of which only the name is
// needed; an id is made of it. The encoding is how the file is written, "" to find it out. The other columns are
// returned by their heads. The error is a [problem.List].
func ReadPeople(file string, data []byte, encoding string) (people []assess.Rater, dropped []string, err error) {
	if len(data) > MaxBytes {
		return nil, nil, problem.List{tooLarge(file)}
	}
	t, bad := readCSV(file, data, encoding)
	if len(bad) > 0 {
		return nil, nil, bad
	}
	if len(t.rows) == 0 {
		return nil, nil, problem.List{fault(file, "columns", say.Both("the file is empty", "文件是空的"))}
	}
	p := &peopleReader{t: t, columns: map[string]int{}}
	p.head()
	for _, row := range t.body() {
		p.person(row)
	}
	if len(p.people) == 0 && p.problems == nil {
		p.problems.Add(fault(file, "columns", say.Both("nobody stands below the head", "表头下面没有任何人")))
	}
	return p.people, p.dropped, p.problems.Err()
}

type peopleReader struct {
	t        *table
	columns  map[string]int // by our words
	people   []assess.Rater
	places   []int // rows
	dropped  []string
	problems problem.List
}

// head finds the columns by the words in the first row.
func (p *peopleReader) head() {
	p.t.unguard()
	p.t.keyed(0)
	for c, cell := range p.t.rows[0] {
		known := ""
		for key, words := range peopleColumns() {
			if slices.Contains(words, plain(cell)) {
				known = key
			}
		}
		switch _, twice := p.columns[known]; {
		case strings.TrimSpace(cell) == "":
		case known == "":
			p.dropped = append(p.dropped, strings.TrimSpace(cell))
		case twice:
			p.problems.Add(p.t.problem(0, c, "duplicate", say.Both("two columns say the same: %s", "两列是同一项：%s", short(cell))))
		default:
			p.columns[known] = c
		}
	}
	if _, ok := p.columns[factName]; !ok {
		p.problems.Add(p.t.problem(0, 0, "columns", say.Both("the first row names the columns: name, and role where you like", "第一行要写列名：姓名，需要时再加角色")))
		p.t.filled = nil
	}
}

func (p *peopleReader) at(row int, key string) (text string, col int) {
	col, ok := p.columns[key]
	if !ok {
		return "", 0
	}
	return strings.Join(strings.Fields(p.t.at(row, col)), " "), col
}

// person reads one row.
func (p *peopleReader) person(row int) {
	r := assess.Rater{}
	var col int
	heads, cells := len(p.t.rows[0]), p.t.rows[row]
	if beyond := cells[min(heads, len(cells)):]; strings.TrimSpace(strings.Join(beyond, "")) != "" {
		p.problems.Add(p.t.problem(row, heads, "columns", say.Both("this row has more cells than the first row has columns; a name with a comma in it stands in quotes: \"Smith, Bob\"", "这一行的格数比表头多；姓名里有逗号时要加引号：\"Smith, Bob\"")))
		return
	}
	r.Role, _ = p.at(row, factRole)
	if r.Name, col = p.at(row, factName); r.Name == "" {
		p.problems.Add(p.t.problem(row, col, "missing", say.Both("the name is missing", "缺少姓名")))
		return
	}
	if len(p.people) == assess.MaxRaters {
		p.problems.Add(p.t.problem(row, col, "too-many", say.Both("more than %d people", "超过 %d 人", assess.MaxRaters)))
		p.t.filled = nil
		return
	}
	given, idCol := p.at(row, colID)
	if r.ID = given; r.ID == "" {
		r.ID = rubric.IDFrom(r.Name, rubric.RaterPrefix)
	} else if !rubric.ValidID(r.ID) {
		rule := rubric.IDRule()
		p.problems.Add(p.t.problem(row, idCol, "id", say.Message{EN: short(given) + ": " + rule.EN,
			ZH: short(given) + "：" + rule.ZH}))
	}
	same := func(o assess.Rater) bool { return strings.EqualFold(o.ID, r.ID) }
	if i := slices.IndexFunc(p.people, same); i >= 0 {
		p.problems.Add(p.t.problem(row, col, "duplicate", say.Both("the same person as in row %[1]d; where they are two, a column id tells them apart", "与第 %[1]d 行是同一个人；如果是两个人，请加一列 id 区分", p.places[i])))
		return
	}
	p.people, p.places = append(p.people, r), append(p.places, p.t.places[row])
}
