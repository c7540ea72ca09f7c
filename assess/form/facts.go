package form

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/rubric"
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
	s.Member = rd.text(f.facts[factMember])
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
		rd.fault(got, "rubric-version", say.Both("the form is for version %s of the rubric; the one in use is %s", "表格对应评估标准 %s 版，当前用的是 %s 版", short(got.text), r.Version))
	}
}

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

var withTime = regexp.MustCompile(`^(\S+?)[ T]\d{1,2}:\d{2}.*$`)

// date reads a date: as text, or the serial number that a spreadsheet keeps.
func (rd *reader) date(cell located) string {
	text := strings.TrimSpace(width.Narrow(cell.text))
	if text == "" {
		rd.fault(cell, "missing", say.Both("the date is missing", "缺少日期"))
		return ""
	}
	day, wrong := dateOf(text, cell.table != nil && cell.table.sheet != "")
	if wrong != (say.Message{}) {
		rd.fault(cell, "date", wrong)
	}
	return day
}

// dateOf reads a date without blanks around it, of a workbook also as the number of days that it keeps.
func dateOf(text string, inWorkbook bool) (date string, wrong say.Message) {
	if inWorkbook {
		if serial, err := strconv.ParseFloat(text, 64); err == nil && serial >= 20_000 && serial < 80_000 {
			if day, err := excelize.ExcelDateToTime(serial, false); err == nil {
				return day.Format(time.DateOnly), say.Message{}
			}
		}
	}
	written := text
	if m := withTime.FindStringSubmatch(text); m != nil {
		written = m[1]
	}
	// the year first: nothing else is clear
	if day, err := time.Parse("2006-1-2", dateSigns().Replace(written)); err == nil {
		return day.Format(time.DateOnly), say.Message{}
	}
	return "", say.Both("want a date like 2026-11-20, not %s", "日期要写成 2026-11-20 这样，不能写 %s", short(text))
}
