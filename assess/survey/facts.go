package survey

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// fact is what a row, or else the mapping, says of something.
func (rd *fileReader) fact(row int, key string) string {
	if text := rd.text(row, rd.c.fact(key)); text != "" {
		return text
	}
	return strings.TrimSpace(rd.set.of[key])
}

// facts reads what is known about the subject and the day, and returns the moment by which rows of one person are told
// apart.
func (rd *fileReader) facts(row int, a *assess.Assessment) when {
	r, s := rd.m.Rubric, &a.Subject
	s.ID, s.Name = rd.subject(row)
	s.Stage = rd.word(row, form.FactStage, r.StageIDs(), form.StageOf)
	s.Sector = rd.word(row, form.FactSector, r.SectorIDs(), form.SectorOf)
	if s.Member = rd.fact(row, form.FactMember); s.Member != "" {
		rd.keepMember(row, s.Member)
	}
	s.Tags = rd.tags(row)
	a.Depth = rd.set.of[form.FactDepth]
	at := rd.date(row, rd.c.fact(form.FactDate), rd.set.of[form.FactDate])
	if a.Date = at.day; a.Date == "" && rd.c.fact(form.FactDate) < 0 && rd.set.of[form.FactDate] == "" {
		rd.once(row, "missing", say.Both("the date is missing; in the mapping: set: {date: 2026-11-20}, or columns: {HEAD: date}", "缺少日期；请在映射里写 set: {date: 2026-11-20}，或 columns: {\"表头\": date}"))
	}
	if rd.c.time >= 0 && rd.t.Look(row, rd.c.time) != "" {
		at = rd.date(row, rd.c.time, "")
	}
	return at
}

// subject is what is rated: by its id, or by its name, of which the id is made.
func (rd *fileReader) subject(row int) (id, name string) {
	id, name = strings.TrimSpace(rubric.Seen(rd.fact(row, form.FactSubject))), rd.fact(row, form.FactName)
	text, column := id, rd.c.fact(form.FactSubject)
	switch {
	case id == "" && name == "":
		rd.once(row, "missing", say.Both("nothing says what is rated; in the mapping: set: {subject: ID} or {name: NAME}", "没有写评估对象；请在映射里写 set: {subject: 标识} 或 {name: 名称}"))
		return "", ""
	case id == "":
		text, column = name, rd.c.fact(form.FactName)
	case name == "" && !rubric.ValidID(id):
		name = id
	}
	if id = text; !rubric.ValidID(id) || column == rd.c.fact(form.FactName) {
		id = rubric.IDFrom(text, rubric.SubjectPrefix)
	}
	if column < 0 { // the mapping says it, of everybody alike
		return id, name
	}
	if before, same := rd.add(rd.subjects, row, id, text); !same {
		rd.fault(row, column, "id", say.Both("%s would have the same id, %s, as the one in %s; write them alike in the table where they are one, else give them ids of their own: columns: {HEAD: subject}", "%s 的标识会是 %s，与 %s 的相同；如果是同一个对象，请在表格里写成一样；否则另加一列标识：columns: {\"表头\": subject}", short(text), id, before))
	}
	return id, name
}

// keepMember refuses two firms of which one id would be made.
func (rd *fileReader) keepMember(row int, member string) {
	column := rd.c.fact(form.FactMember)
	if column < 0 {
		return
	}
	id := rubric.IDFrom(member, rubric.MemberPrefix)
	if before, same := rd.add(rd.members, row, id, member); !same {
		rd.fault(row, column, "id", say.Both("%s would have the same id, %s, as the one in %s; in the table, write them alike where they are one firm, else so that more than signs tells them apart", "%s 的标识会是 %s，与 %s 的相同；如果是同一家企业，请在表格里写成一样；否则请让名称不只差在符号上", short(member), id, before))
	}
}

// word reads a stage or a sector: by a label, or as the rubric calls it.
func (rd *fileReader) word(row int, key string, ids []string,
	find func(*rubric.Rubric, string) (string, bool)) string {
	text := rd.fact(row, key)
	if text == "" {
		return ""
	}
	if id, ok := rd.ids[[2]string{key, text}]; ok {
		return id
	}
	labels := []Labels{rd.mapping.Labels}
	if named := rd.c.named[form.Target{Criterion: -1, Field: key}]; named != nil {
		labels = []Labels{named.Labels, rd.mapping.Labels}
	}
	word, byLabel := labelled(text, labels)
	if byLabel && word == labelUnanswered {
		return ""
	}
	if !byLabel {
		word = text
	}
	id, ok := find(rd.m.Rubric, word)
	if !ok {
		rd.fault(row, max(rd.c.fact(key), 0), "unknown-word", say.Both("%s is none of %s; in the mapping: labels: {%s: ID}", "%s 不在 %s 之中；请在映射里写 labels: {%s: 标识}", short(text), say.Row(ids), quote(text)))
	} else {
		keep(rd.ids, [2]string{key, strings.Clone(text)}, id)
	}
	return id
}

// tags are those of the row and those that hold for everybody.
func (rd *fileReader) tags(row int) (tags map[string]string) {
	for _, key := range rd.c.tags {
		text := rd.fact(row, key)
		if text == "" {
			continue
		}
		if tags == nil {
			tags = map[string]string{}
		}
		tags[strings.TrimSpace(strings.TrimPrefix(key, form.TagPrefix))] = text
	}
	return tags
}

// date reads the moment of a cell, or the day that holds for everybody.
func (rd *fileReader) date(row, column int, set string) when {
	text := rd.text(row, column)
	if text == "" {
		text = set
	}
	if text == "" {
		if column >= 0 {
			rd.ifUnsent(row, column, "missing", say.Both("the date is missing; in the mapping: ", "缺少日期；请在映射里写："),
				say.Both("set: {date: 2026-11-20} for rows without", "set: {date: 2026-11-20}（用于没有日期的行）").And(rd.noAnswers(row)))
		}
		return when{}
	}
	if at, ok := rd.whens[text]; ok {
		return at
	}
	at, could, ok := readWhen(text, rd.mapping.Dates)
	if ok && at.day != noDay {
		keep(rd.whens, strings.Clone(text), at)
		return at
	}
	if ok || slices.Contains(unsentWords(), form.Plain(text)) {
		rd.noDay(row, max(column, 0), text, ok)
		return when{}
	}
	if rd.t.IsSheet() && column >= 0 { // the number that a spreadsheet keeps
		var ignored problem.List
		if day := rd.t.Date(row, column, &ignored); len(ignored) == 0 {
			return when{day: day}
		}
	}
	m := say.Both("%s is no date; want one like 2026-11-20", "%s 不是日期；要写成 2026-11-20 这样", short(text))
	if len(could) > 0 {
		m = say.Both("%[1]s: which is the day, which the month? In the mapping: %[2]s", "%[1]s：哪个是日，哪个是月？请在映射里写 %[3]s", short(text), "dates: "+strings.Join(could, ", or dates: "), "dates: "+strings.Join(could, " 或 dates: "))
	}
	rd.fault(row, max(column, 0), "date", m.And(rd.noAnswers(row)))
	return when{}
}
