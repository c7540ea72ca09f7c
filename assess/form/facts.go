package form

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// readFacts understands what is known about the respondent and the subject.
func (rd *reader) readFacts(f *filled, a *assess.Assessment) {
	fact := func(key string) located {
		cell := f.facts[key]
		if cell.isBlank() {
			cell.text = rd.defaults.Facts[key]
		}
		if cell.table == nil {
			cell.table, cell.row, cell.col = f.home.table, f.home.row, f.home.col
		}
		return cell
	}
	rd.checkMeta(f)
	a.Depth = rd.depth(fact(factDepth))
	r, s := rd.m.Rubric, &a.Subject
	s.ID, s.Name = rd.idOrName(fact(factSubject), fact(factName), rubric.SubjectPrefix)
	if s.ID == "" {
		rd.fault(fact(factName), "missing", say.Both("the subject's name is missing", "缺少评估对象名称"))
	}
	s.Stage = rd.oneOf(fact(factStage), stagesOf(r))
	s.Sector = rd.oneOf(fact(factSector), sectorsOf(r))
	s.Tags = rd.tags(f)
	s.Member = rd.text(fact(factMember))
	a.Previous = rd.text(f.facts[factPrevious])
	a.Targets = rd.readTargets(f)
	a.Capacity = rd.readCapacity(f)
	a.Comments = rd.readComments(f)
	a.Date = rd.date(fact(factDate))
	rd.rater(fact(factRater), fact(factRaterName), fact(factRole), a)
}

// checkMeta refuses a form of another rubric. CSV of other tools does not tell.
func (rd *reader) checkMeta(f *filled) {
	r := rd.m.Rubric
	if got, ok := f.facts[factFormat]; ok && got.text != Format {
		rd.fault(got, "format", say.Both("the form is of format %s, not %s", "表格的格式是 %s，不是 %s", short(got.text), Format))
	}
	if got, ok := f.facts[factRubric]; ok && strings.TrimSpace(got.text) != r.ID {
		rd.fault(got, "rubric", say.Both("the form is for rubric %s; the one in use is %s", "表格用的评估标准是 %s，当前用的是 %s", short(got.text), r.ID))
	} else if got, ok := f.facts[factVersion]; ok && strings.TrimSpace(got.text) != r.Version {
		rd.fault(got, "rubric-version", otherVersion(strings.TrimSpace(got.text), r.Version))
	}
}

// otherVersion refuses the version of a form, and tells what a spreadsheet may have made of the right one: 2026.1 or a
// date of 2026.10.
func otherVersion(got, want string) say.Message {
	_, isNoDate := time.Parse(time.DateOnly, got)
	shortened := strings.TrimRight(strings.TrimRight(want, "0"), ".")
	switch {
	case asNumber().MatchString(want) && strings.ReplaceAll(got, ",", ".") == shortened:
		return say.Both("the form is for version %[1]s of the rubric; the one in use is %[2]s. A spreadsheet takes %[2]s for a number and saves %[1]s; "+
			"give the cell the format Text, and type %[2]s again", "表格对应评估标准 %[1]s 版，当前用的是 %[2]s 版。表格软件会把 %[2]s 当成数字，存成 %[1]s；请把单元格设为“文本”格式，再重新填写 %[2]s",
			short(got), want)
	case asNumber().MatchString(want) && isNoDate == nil:
		return say.Both("the form names the date %[1]s as the version of the rubric; the one in use is %[2]s, of which a spreadsheet may make a date; "+
			"give the cell the format Text, and type %[2]s again", "表格把日期 %[1]s 写成了评估标准的版本，当前用的是 %[2]s 版，表格软件可能把它当成了日期；请把单元格设为“文本”格式，再重新填写 %[2]s",
			short(got), want)
	}
	return say.Both("the form is for version %s of the rubric; the one in use is %s", "表格对应评估标准 %s 版，当前用的是 %s 版", short(got), want)
}

// asNumber are versions that a spreadsheet takes for a number, or a date.
var asNumber = pattern.Of(`^[0-9]+\.[0-9]+$`)

func (rd *reader) depth(cell located) string {
	words := rd.m.Rubric.Depths()
	depth := strings.TrimSpace(cell.text)
	if depth != "" && !slices.Contains(words, depth) {
		rd.fault(cell, "unknown-word", problem.Hint(say.Both("%s is no depth", "没有 %s 这种深度", short(depth)), depth, words))
	}
	return depth
}

// idOrName reads who or what is meant: by its id, or by its name alone, of which the id is made. A name that stands in
// the place of the id is one.
func (rd *reader) idOrName(idCell, nameCell located, prefix string) (id, name string) {
	id, name = strings.TrimSpace(width.Narrow(idCell.text)), rd.text(nameCell)
	switch {
	case id == "" && name == "" || rubric.ValidID(id):
		return id, name
	case id == "":
		return rubric.IDFrom(name, prefix), name
	case name == "":
		name = strings.TrimSpace(rd.text(idCell))
		return rubric.IDFrom(name, prefix), name
	}
	rule := rubric.IDRule()
	rd.fault(idCell, "id", say.Message{EN: short(id) + ": " + rule.EN,
		ZH: short(id) + "：" + rule.ZH}.And(problem.Alike(id)))
	return id, name
}

func (rd *reader) rater(id, name, role located, a *assess.Assessment) {
	if id.isBlank() && name.isBlank() {
		id.text = rd.defaults.Rater
	}
	var r assess.Rater
	r.ID, r.Name = rd.idOrName(id, name, rubric.RaterPrefix)
	r.Role = rd.text(role)
	switch {
	case r.ID != "":
		a.Raters = []assess.Rater{r}
	case r.Role != "":
		rd.fault(name, "missing", say.Both("the rater has a role but no name", "评分人有角色，却没有姓名"))
	}
}

func (rd *reader) tags(f *filled) map[string]string {
	var tags map[string]string
	for _, key := range slices.Sorted(maps.Keys(f.facts)) {
		name, ok := strings.CutPrefix(key, tagPrefix)
		if name = strings.TrimSpace(name); !ok || name == "" || f.facts[key].isBlank() {
			continue
		}
		if tags == nil {
			tags = map[string]string{}
		}
		if _, twice := tags[name]; twice {
			rd.fault(f.facts[key], "duplicate", say.Both("the tag %s is given twice, apart from white space", "标签 %s 写了两次，只差空白", short(name)))
		}
		tags[name] = strings.TrimSpace(rd.text(f.facts[key]))
	}
	return tags
}

// dateSigns are what people put between the numbers of a date that begins with the year.
func dateSigns() *strings.Replacer {
	return strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-")
}

var withTime = pattern.Of(`^(\S+?)[ T]\d{1,2}:\d{2}.*$`)

// date reads a date: as text, or the serial number that a spreadsheet keeps.
func (rd *reader) date(cell located) string {
	text := strings.TrimSpace(width.Narrow(cell.text))
	if text == "" {
		rd.fault(cell, "missing", say.Both("the date is missing", "缺少日期"))
		return ""
	}
	day, wrong := dateOf(text, cell.table)
	if wrong != (say.Message{}) {
		rd.fault(cell, "date", wrong)
	}
	return day
}

// monthInWords are dates as ODK Aggregate and Briefcase write them in English and, where they run in Chinese, with the
// month before the day; and the other way round.
func monthInWords() []string {
	return []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "1" + "月" + " 2, 2006"}
}

// dateOf reads a date without blanks around it, of a workbook also as the number of days that it keeps: one from the
// years 1954 to 2119, so that no other number is taken for a date.
func dateOf(text string, of *table) (date string, wrong say.Message) {
	if of != nil && of.book != nil {
		days, err := strconv.ParseFloat(text, 64)
		if day, ok := of.book.moment(days); err == nil && ok && day.Year() >= 1954 && day.Year() < 2119 {
			return day.Format(time.DateOnly), say.Message{}
		}
	}
	written := text
	if m := withTime().FindStringSubmatch(text); m != nil {
		written = m[1]
	}
	// the year first, or the month in words: nothing else is clear
	if day, err := time.Parse("2006-1-2", dateSigns().Replace(written)); err == nil {
		return day.Format(time.DateOnly), say.Message{}
	}
	for _, layout := range monthInWords() {
		if day, err := time.Parse(layout, written); err == nil {
			return day.Format(time.DateOnly), say.Message{}
		}
	}
	return "", say.Both("want a date like 2026-11-20, not %s", "日期要写成 2026-11-20 这样，不能写 %s", short(text))
}
