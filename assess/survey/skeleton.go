package survey

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Skeleton writes the mapping to begin with for a file: where the answers seem to stand, each column with what it
// holds, and guesses of what it is, shown as guesses. Lines that begin with # say nothing until a person takes the #
// away. What tells who somebody is is not shown. The error is a [problem.List].
func Skeleton(file string, sheets []form.Cells, m *assess.Model, lang say.Language) ([]byte, error) {
	mp := &Mapping{}
	i := fullest(sheets)
	if i < 0 {
		return nil, problem.List{{File: file, Kind: "columns", Message: say.Both("the file is empty", "文件是空的")}}
	}
	if mp.Head, mp.Skip = headRows(&sheets[i]); sheets[i].IsSheet() && i > 0 {
		mp.Sheet = sheets[i].Name
	}
	t, bad := choose(file, sheets, mp)
	if bad != nil {
		return nil, bad
	}
	s := &skeleton{m: m, lang: lang, t: t, mp: mp, guesser: newGuesser(m)}
	for row := range t.Rows() {
		if t.isAnswers(row) {
			s.rows = append(s.rows, row)
		}
	}
	s.look()
	s.write()
	return []byte(s.out.String()), nil
}

// skeleton is one mapping at work.
type skeleton struct {
	m    *assess.Model
	lang say.Language
	t    *table
	rows []int // of answers, by index
	mp   *Mapping
	out  strings.Builder

	guesser  *guesser
	captions []int            // rows that say more of the columns, by index
	guesses  map[int]guess    // by column
	values   map[int][]string // the distinct ones
	words    []string         // of answers, that nothing explains
	saysNA   bool

	person, date int      // columns, -1 for none
	sent         []sentBy // the columns by which rows were sent, if some were not
}

// look gathers what the columns hold and guesses what they are.
func (s *skeleton) look() {
	t, words := s.t, heads()
	s.guesses, s.values = map[int]guess{}, map[int][]string{}
	for c := range t.heads {
		s.values[c] = s.distinct(c)
	}
	s.person, s.date = t.called(words["person"], s.isFull), t.called(words["date"], s.hasDays)
	s.sent = t.findSent()
	for row := range t.last + 2 {
		if row < t.Rows() && row != t.last && !slices.Contains(s.rows, row) && filled(t.Cells, row) > 1 {
			s.captions = append(s.captions, row)
		}
	}
	s.drop()
	for c, head := range t.heads {
		if head == "" || isPersonal(head) || c == s.person || c == s.date || s.isSent(c) {
			continue
		}
		found, ok := s.guesser.criterion(head, s.caption(c))
		if ok && (found.fits >= whole || !isTool(head) && !s.areDays(c)) {
			s.guesses[c] = found
		}
	}
	shareTails(s.guesses)
	settle(s.guesses)
	for c := range t.heads {
		if found, ok := s.guesses[c]; ok && found.Field == form.FieldAnswer {
			s.understand(c, found.Criterion, found.weakly)
		}
	}
}

// isSent reports whether a column tells which rows were sent.
func (s *skeleton) isSent(c int) bool {
	return slices.ContainsFunc(s.sent, func(by sentBy) bool { return by.column == c })
}

// drop forgets a column by whose head alone it would be the person or the day: numbers of rows, and a day that is none.
func (s *skeleton) drop() {
	isNumber := func(v string) bool { return strings.Trim(v, "0123456789") == "" }
	if s.person >= 0 && s.t.heads[s.person] == "#" && isNumber(strings.Join(s.values[s.person], "")) {
		s.person = -1
	}
	if s.date >= 0 && s.isDayless(s.date) {
		s.date = -1
	} else if s.date < 0 {
		s.date = s.soleDays()
	}
}

// isFull reports whether a column has something in every row of answers.
func (s *skeleton) isFull(c int) bool {
	return !slices.ContainsFunc(s.rows, func(row int) bool { return s.t.Look(row, c) == "" })
}

// isDayless reports whether a column has the day that LimeSurvey writes where it keeps none.
func (s *skeleton) isDayless(c int) bool {
	return slices.ContainsFunc(s.values[c], func(v string) bool { return strings.HasPrefix(v, noDay) })
}

func (s *skeleton) distinct(c int) (out []string) {
	seen := map[string]bool{}
	for _, row := range s.rows {
		if text := s.t.Look(row, c); text != "" && !seen[text] {
			seen[text] = true
			out = append(out, text)
		}
	}
	return out
}

// caption is what else is written of a column: in second heads, or above codes.
func (s *skeleton) caption(c int) (text string) {
	for _, row := range s.captions {
		more := s.t.Look(row, c)
		if !strings.HasPrefix(more, importID) && !strings.Contains(key(s.t.heads[c]), key(more)) {
			text += " " + more
		}
	}
	return strings.TrimSpace(text)
}

// understand gathers the words of a column of answers that a person has to explain: later, where it is only a weak
// guess.
func (s *skeleton) understand(c, criterion int, weakly bool) {
	scale := s.m.Rubric.Scale(s.m.Criterion(criterion).Scale)
	for _, text := range s.values[c] {
		m, ok := understand(text, scale, nil, false)
		s.saysNA = s.saysNA || m.state == assess.NotApplicable
		same := func(word string) bool { return form.Plain(word) == form.Plain(text) }
		if !ok && !weakly && !slices.ContainsFunc(s.words, same) {
			s.words = append(s.words, text)
		}
	}
}

// line writes one line; comment stands at its end.
func (s *skeleton) line(text string, comment say.Message) {
	s.out.WriteString(text)
	if comment != (say.Message{}) {
		s.out.WriteString("   # " + safe.Line(comment.In(s.lang)))
	}
	s.out.WriteByte('\n')
}

func (s *skeleton) note(m say.Message) { s.line("# "+safe.Line(m.In(s.lang)), say.Message{}) }

func (s *skeleton) write() {
	s.note(say.Both("%[2]s: %[3]s, %[4]s. What follows a # says nothing.",
		"%[2]s：%[1]d 行、%[5]d 列。# 后面的不起作用。", len(s.rows), s.t.file,
		say.Count(len(s.rows), "1 row", "%d rows"), say.Count(len(s.t.heads), "1 column", "%d columns"), len(s.t.heads)))
	s.note(say.Both("Check the guesses; take the # away where a line is right: `fathom help mappings`", "请核对各处猜测；哪一行对，就去掉它的 #：`fathom help mappings`"))
	s.line("format: "+Format, say.Message{})
	if s.mp.Sheet != "" {
		s.line("sheet: "+strictyaml.Quote(s.mp.Sheet), say.Both("the one with the most rows", "行数最多的一张"))
	}
	if s.mp.Head != nil {
		s.line("head: "+alone(s.mp.Head), say.Both("the row of the heads", "表头所在的行"))
	}
	if s.mp.Skip != nil {
		s.line("skip: "+list(s.mp.Skip), say.Both("more rows of heads", "也是表头的行"))
	}
	s.writeWho()
	s.writeWhat()
	s.writeColumns()
	s.writeLabels()
}

// list writes numbers of rows.
func list(rows []int) string { return strings.ReplaceAll(fmt.Sprint(rows), " ", ", ") }

// alone writes one number by itself.
func alone(rows []int) string {
	if len(rows) == 1 {
		return strings.Trim(list(rows), "[]")
	}
	return list(rows)
}

// writeWho writes who a row is, and which rows count.
func (s *skeleton) writeWho() {
	switch {
	case s.person < 0:
		s.line("respondent: number", say.Both("or {column: HEAD}", "也可写 {column: 列名}"))
	default:
		s.line("respondent: {column: "+strictyaml.Quote(s.t.headOf(s.person))+", prefix: r}", say.Both("or number", "也可写 number"))
		s.writeTwice()
	}
	if s.sent == nil {
		return
	}
	s.line(s.t.submittedLine(s.sent), say.Both("some rows were never sent, or are trials", "有些行从未提交，或只是试答"))
}

// writeTwice writes which row of a person counts. Only an address is surely one person: two may share a name, and a
// number may be that of a case.
func (s *skeleton) writeTwice() {
	seen := map[string]bool{}
	repeated, unsure := false, false
	for _, row := range s.rows {
		text := strings.ToLower(canonical(s.t.Look(row, s.person)))
		if seen[text] && text != "" {
			repeated, unsure = true, unsure || !strings.Contains(text, "@")
		}
		seen[text] = true
	}
	switch {
	case !repeated:
		return
	case !unsure:
		s.line("twice: last", say.Both("somebody is there more than once", "有人答了不止一次"))
		return
	}
	s.line("#twice: last", say.Both("if equal cells are one person who answered again; else name a column that tells them apart",
		"相同的内容如果是同一个人重复作答，就去掉 #；否则请换一列来区分"))
}

// writeWhat writes the subject and the day.
func (s *skeleton) writeWhat() {
	date := ", date: " + s.lang.Say("YYYY-MM-DD", "年-月-日")
	if s.date >= 0 {
		date = ""
		s.writeDates()
	}
	name := s.lang.Say("Henan channel", "河南渠道")
	s.line("#set: {name: "+name+date+"}", say.Both("what was rated, for everybody", "评估对象，每份答卷相同"))
}

// writeDates writes in which order days and months stand, if that must be said.
func (s *skeleton) writeDates() {
	orders := []string{dmy, mdy, ymd}
	unclear := false
	for _, text := range s.values[s.date] {
		if _, could, ok := readWhen(text, ""); !ok && len(could) > 0 {
			unclear = true
			orders = slices.DeleteFunc(orders, func(o string) bool { return !slices.Contains(could, o) })
		}
	}
	switch {
	case unclear && len(orders) == 0:
		s.note(say.Both("no order of day and month fits every date: both 13/11 and 11/13 are there; make them alike in the table", "没有哪种日、月顺序读得通所有日期（既有 13/11 又有 11/13）；请先在表格里改成一致"))
	case unclear && len(orders) == 1:
		s.line("dates: "+orders[0], say.Both("no other order fits every date", "只有这个顺序读得通所有日期"))
	case unclear:
		s.line("#dates: dmy", say.Both("or mdy: the dates could be either", "也可能是 mdy：两种都读得通"))
	}
}

func (s *skeleton) writeColumns() {
	active := s.date >= 0
	for _, found := range s.guesses {
		active = active || !found.weakly
	}
	off := "#"
	if active {
		off = ""
	}
	s.line(off+"columns:", say.Both("a criterion, a fact or tag:NAME", "对应标准的标识、信息项或 tag:NAME"))
	for c, head := range s.t.heads {
		if head == "" && len(s.values[c]) == 0 {
			continue
		}
		name := strictyaml.Quote(s.t.headOf(c))
		found, ok := s.guesses[c]
		switch {
		case c == s.date:
			s.line("  "+name+": date", s.whyDays().And(s.holds(c)))
		case ok && !found.weakly:
			s.line("  "+name+": "+strictyaml.Quote(s.guesser.name(found.Target)), s.why(found).And(s.holds(c)))
		case ok:
			s.line("  #"+name+": "+strictyaml.Quote(s.guesser.name(found.Target)), s.why(found).And(s.holds(c)))
		case s.date < 0 && s.isDayless(c):
			s.line("  #"+name+": date", say.Both("LimeSurvey kept no days, write one in set; ", "LimeSurvey 没有保留日期，请写在 set 里；").And(s.holds(c)))
		case s.date < 0 && s.areDays(c) && !isPersonal(head):
			s.line("  #"+name+": date", say.Both("perhaps, by the dates in it; ", "可能是，里面都是日期；").And(s.holds(c)))
		default:
			s.line("  #"+name+": "+s.lang.Say("ID", "标识"), s.holds(c))
		}
	}
}

// whyDays tells where only what is in a column says that it is the day.
func (s *skeleton) whyDays() say.Message {
	if slices.ContainsFunc(heads()["date"], func(word string) bool { return isCalled(s.t.heads[s.date], word) }) {
		return say.Message{}
	}
	return say.Both("guess, by the dates in it; ", "按里面的日期猜的；")
}

// why tells how something was guessed.
func (s *skeleton) why(g guess) say.Message {
	switch g.by {
	case byOwnName:
		return say.Message{}
	case byName:
		return g.doubted(say.Both("guess, by the name", "按名称猜的"))
	case byQuestion:
		return g.doubted(say.Both("guess, by the question", "按问题猜的"))
	}
	return g.doubted(say.Both("perhaps, only alike", "可能是，只是相似"))
}

// holds tells what a column has: its values where they are few and tell nothing of anybody.
func (s *skeleton) holds(c int) say.Message {
	const most, long = 8, 24
	values := s.values[c]
	caption := short(s.caption(c))
	if caption != "" {
		caption += s.lang.Say("; ", "；")
	}
	n := say.Both("%[3]s%[2]s", "%[3]s%[1]d 个不同的值", len(values), say.Count(len(values), "1 value", "%d values"), caption)
	isLong := func(v string) bool { return utf8.RuneCountInString(v) > long || strings.ContainsAny(v, "@\n") }
	if len(values) == 0 {
		return say.Both("empty", "空列")
	}
	if len(values) > most || isPersonal(s.t.heads[c]) || slices.ContainsFunc(values, isLong) || c == s.person {
		return n
	}
	return n.And(say.Both(": %s", "：%s", strings.Join(values, " | ")))
}

// writeLabels writes the words that a person has to explain. What is commonly meant by one is written as a guess.
func (s *skeleton) writeLabels() {
	if s.saysNA {
		s.line("reason: "+strictyaml.Quote(s.lang.Say("not applicable in the survey", "问卷中选了不适用")), say.Both("of N/A; or {column: HEAD}", "不适用的理由；也可写 {column: 列名}"))
	}
	if len(s.words) == 0 {
		return
	}
	off := "#"
	known := stateWords()
	isKnown := func(word string) bool {
		_, ok := known.of(word)
		return ok
	}
	if slices.ContainsFunc(s.words, isKnown) {
		off = ""
	}
	s.line(off+"labels:", say.Both("a level (%s), na, unknown or unanswered", "对应级别（%s）、na、unknown 或 unanswered", s.m.Rubric.Scale(s.m.Criterion(0).Scale).LevelList()))
	for _, w := range s.words {
		if meaning, ok := known.of(w); ok {
			s.line("  "+strictyaml.Quote(w)+": "+meaning, say.Both("guess", "猜的"))
			continue
		}
		s.line("  #"+strictyaml.Quote(w)+": "+s.lang.Say("LEVEL", "级别"), say.Message{})
	}
}
