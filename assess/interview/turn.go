package interview

import (
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// Turn is where another is rated from here on: not the subject itself, but a firm of its channel. It is a form that
// asks which firm, or whether to leave the part out.
type Turn struct {
	s        *Session
	part     int
	canLeave bool
	leaves   bool
	member   string
}

var _ Form = (*Turn)(nil)

// Turn is the form for the stop in view, a Change.
func (s *Session) Turn() *Turn {
	part := s.partOf(s.Here().Dimension)
	return &Turn{s: s, part: part, canLeave: s.canLeave(part), member: s.a.Subject.Member}
}

// Done keeps what the person said, and goes on: to the first question of the part, or behind the part that was left
// out.
func (t *Turn) Done() error {
	if t.leaves {
		return t.s.leave(t.part)
	}
	t.s.Next()
	if !t.s.takeBack(t.part) && t.s.a.Subject.Member == t.member {
		return nil
	}
	t.s.a.Subject.Member = t.member
	return t.s.keep()
}

// Heading implements [Form].
func (t *Turn) Heading() string { return t.s.partText(t.part) }

// Language implements [Form].
func (t *Turn) Language() say.Language { return t.s.Lang }

// Len implements [Form].
func (t *Turn) Len() int {
	if t.leaves {
		return 1
	}
	return 2
}

// Field implements [Form].
func (t *Turn) Field(n int) Field {
	l := t.s.Lang
	if n == 1 {
		return Field{Title: l.Say("Which firm?", "评哪一家？"), Value: t.member,
			Help: l.Say("Its name stands on every screen and page of this part. It may stay empty.", "它的名称会出现在这一部分的每一屏、每一页。也可以留空。")}
	}
	count := t.s.count(func(stop Stop) bool { return t.s.partOf(stop.Dimension) == t.part }).Total
	f := Field{Title: l.Say("Now one partner: a firm you sell through", "下面评一家渠道成员：帮你销售的一家企业"),
		Help:    l.Say("Not your own team: %[1]s about that one firm. Take one that is typical of your main partners; to rate more, use a file for each.", "不是自己的团队：共 %[2]d 题，都问这一家。可选一家有代表性的主力渠道成员；要评几家，就一家一份答卷。", say.Count(count, "1 question", "%d questions"), count),
		Choices: []Choice{{ID: "firm", Name: l.Say("rate one firm", "评一家")}}, Value: "firm"}
	if t.canLeave {
		f.Choices = append(f.Choices, Choice{ID: "leave", Name: l.Say("leave this part out", "这一部分不评"),
			Meaning: l.Say("the score is then without it, and the report says so", "得分不含这一部分，报告里会写明")})
	}
	return f
}

// Set implements [Form].
func (t *Turn) Set(n int, value string) string {
	if n == 0 {
		t.leaves = value == "leave"
		return ""
	}
	name, err := clean(strings.Join(strings.Fields(value), " "))
	if err != nil || len([]rune(name)) > 200 {
		return t.s.Lang.Say("At most 200 characters.", "最多 200 个字符。")
	}
	t.member = name
	return ""
}

// partOf is the place of the part that a dimension is in.
func (s *Session) partOf(dimension int) int {
	r := s.model.Rubric
	if dimension >= len(r.Dimensions) {
		return -1 // the End
	}
	_, i := s.model.Find(r.Dimensions[dimension].Part, assess.KindPart)
	return i
}

// isOfMember reports whether a part rates a firm of the channel.
func (s *Session) isOfMember(part int) bool {
	return part >= 0 && s.model.Rubric.Parts[part].Of == rubric.OfMember
}

// partText names a part, with the firm that is rated in it.
func (s *Session) partText(part int) string {
	p := &s.model.Rubric.Parts[part]
	name := s.say(p.Name, p.ID)
	if s.a.Subject.Member != "" && s.isOfMember(part) {
		name = s.Lang.Say("%s: %s", "%s：%s", name, s.a.Subject.Member)
	}
	return name
}
