package interview

import (
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// Card is all that a person needs to answer one question, in the language of the session.
type Card struct {
	Number, Total                         int
	Part, Dimension, Practice, Name, Full string // Full is the criterion's full id; Part is "" where there is one part
	Question                              string // what the levels answer, "" where the rubric does not say
	Member                                string // the firm that is rated; "" where it is the subject, or has no name
	Intent                                string
	Evidence                              []string // what to look for
	Levels                                []Level
	Items                                 []Item        // to be ticked in place of a level; none: a level is asked
	Answer                                assess.Answer // so far
	Settled                               bool          // answered, don't know or not applicable
	Changed                               bool          // the text changed after the answer: look again
	Talk                                  *Talk         // what a panel voted; nil without votes
	Before, BeforeNote                    string        // the answer of the round before, and its note; "" without
}

// Title is the criterion's name and its question, on one line.
func (c *Card) Title(lang say.Language) string {
	if c.Question == "" {
		return c.Name
	}
	return c.Name + lang.Say(": ", "：") + c.Question
}

// NotApplicable reports whether the criterion does not apply, so that its note is the reason.
func (c *Card) NotApplicable() bool { return c.Answer.Given && c.Answer.State == assess.NotApplicable }

// Level is one choice.
type Level struct {
	Level      int
	Name, Text string
	Votes      int // of a panel
}

// Card describes the question in view.
func (s *Session) Card() Card {
	i := s.Here().Criterion
	r := s.model.Rubric
	c := s.model.Criterion(i)
	p := &r.Practices[c.Practice]
	dim := &r.Dimensions[s.Here().Dimension]
	card := Card{
		Number: s.numbers[i], Total: s.Progress().Total, Full: c.ID,
		Part: s.partName(dim.Part), Dimension: s.say(dim.Name, dim.ID), Practice: r.WithRung(p, c.Criterion,
			s.say(p.Name, p.ID), s.text),
		Name:     s.say(c.Name, c.Criterion.ID),
		Question: s.text(c.Question), Intent: s.text(p.Intent), Evidence: s.evidence(p),
		Answer: s.seen(i), Settled: s.isSettled(i),
		Changed: s.isChanged(i), Talk: s.talk(i), Items: s.items(i),
	}
	if len(card.Items) == 0 {
		card.Question = s.text(c.Asks())
	}
	card.Before, card.BeforeNote = s.before(i)
	if s.isOfMember(s.partOf(s.Here().Dimension)) {
		card.Member = s.a.Subject.Member
	}
	for _, l := range s.scale(i).Levels {
		votes := 0
		for _, v := range card.Answer.Votes {
			if v.State == assess.Answered && v.Level == l.Level {
				votes++
			}
		}
		card.Levels = append(card.Levels, Level{l.Level, s.text(l.Name), s.text(c.LevelText(l.Level)), votes})
	}
	return card
}

func (s *Session) partName(id string) string {
	if len(s.model.Rubric.Parts) == 1 {
		return ""
	}
	_, i := s.model.Find(id, assess.KindPart)
	return s.say(s.model.Rubric.Parts[i].Name, id)
}

func (s *Session) evidence(p *rubric.Practice) []string {
	for _, lang := range append([]string{string(s.Lang)}, s.model.Rubric.Languages...) {
		if e := p.Evidence[lang]; len(e) > 0 {
			return e
		}
	}
	return nil
}

// Rating tells how to rate, "" where the rubric does not say.
func (s *Session) Rating() string { return s.text(s.model.Rubric.Rating) }

// text returns a text in the session's language, or in the first that there is.
func (s *Session) text(t rubric.Text) string {
	return t.In(append([]string{string(s.Lang)}, s.model.Rubric.Languages...)...)
}

// say is text, or the id of what has no name.
func (s *Session) say(t rubric.Text, id string) string {
	if name := s.text(t); name != "" {
		return name
	}
	return id
}

// Review is what the person sees at the end of a dimension, or of everything: each answer, and what is missing.
type Review struct {
	Title    string
	Question string // what the dimension asks, "" at the end
	Rows     []Row
	Progress Progress
	Scores   []Score // none while the session is blind, or nothing is answered
}

// Row is one question with its answer.
type Row struct {
	Stop             int // where to go to change it
	Practice, Name   string
	Answer           string
	Noted            bool // there is a note besides the answer
	Open, First, New bool // New: first row of its dimension; First: of its practice
	Dimension        string
}

// Full names the question behind its practice, with mark between them, and once where both are called the same, as in
// a list of questions.
func (r *Row) Full(mark string) string {
	if r.Practice == r.Name {
		return r.Name
	}
	return r.Practice + mark + r.Name
}

// Score is a number with its name.
type Score struct {
	Name  string
	Text  string // in points, as reports print it
	Level string // the level reached, "" without one
}

// Review sums up the dimension in view, or everything at the End.
func (s *Session) Review() Review {
	here := s.Here()
	v := Review{Title: s.Lang.Say("All answers", "全部回答"), Progress: s.Progress()}
	if here.Kind != End {
		dim := &s.model.Rubric.Dimensions[here.Dimension]
		v.Title, v.Question, v.Progress = s.say(dim.Name, dim.ID), s.text(dim.Question), s.ProgressOf(here.Dimension)
		if part := s.partOf(here.Dimension); s.isOfMember(part) {
			v.Title += " · " + s.partText(part)
		}
	}
	v.Rows = s.Rows(func(stop Stop) bool { return here.Kind == End || stop.Dimension == here.Dimension })
	if here.Kind == End || !s.Blind {
		v.Scores = s.scores(here)
	}
	return v
}

// Rows lists the questions that in accepts.
func (s *Session) Rows(in func(Stop) bool) []Row {
	var rows []Row
	practice, dimension := -1, -1
	for n, stop := range s.stops {
		if stop.Kind != Question || !in(stop) {
			continue
		}
		c := s.model.Criterion(stop.Criterion)
		p, d := &s.model.Rubric.Practices[c.Practice], &s.model.Rubric.Dimensions[stop.Dimension]
		rows = append(rows, Row{
			Stop: n, Practice: s.say(p.Name, p.ID), Name: s.say(c.Name, c.Criterion.ID), Dimension: s.say(d.Name, d.ID),
			Answer: s.AnswerText(stop.Criterion), Open: s.Open(n), First: c.Practice != practice,
			New: stop.Dimension != dimension, Noted: s.isNoted(stop.Criterion),
		})
		practice, dimension = c.Practice, stop.Dimension
	}
	return rows
}

// isNoted reports whether there is a note besides the answer: the reason of what does not apply is none.
func (s *Session) isNoted(i int) bool { return s.a.Answers[i].Given && s.a.Answers[i].Remark() != "" }

// AnswerText says a criterion's answer in a few words.
func (s *Session) AnswerText(i int) string {
	a := &s.a.Answers[i]
	if s.isChanged(i) && s.isSettled(i) {
		return s.Lang.Say("text changed: ", "文字有改动：") + s.stateText(i, a)
	}
	return s.stateText(i, a)
}

func (s *Session) stateText(i int, a *assess.Answer) string {
	switch {
	case a.State == assess.Unanswered && len(a.Votes) > 0:
		return s.Lang.Say("%[2]s, not agreed", "%[1]d 票，未商定", len(a.Votes), say.Count(len(a.Votes), "1 vote", "%d votes"))
	case !a.Given || a.State == assess.Unanswered:
		return s.Lang.Say("open", "未答")
	case a.State == assess.Unknown:
		return s.Lang.Say("don't know", "不知道")
	case a.State == assess.NotApplicable:
		return s.Lang.Say("not applicable", "不适用")
	}
	return s.levelText(s.scale(i), a.Level) + s.tickedText(i, a)
}

func (s *Session) levelText(scale *rubric.Scale, level int) string {
	for _, l := range scale.Levels {
		if l.Level == level && s.text(l.Name) != "" {
			return strconv.Itoa(level) + " " + s.text(l.Name)
		}
	}
	return s.Lang.Say("level %d", "%d 级", level)
}

// reached names the level that a score reaches, so that its number is not taken for another score.
func (s *Session) reached(scale *rubric.Scale, level int) string {
	for _, l := range scale.Levels {
		if name := s.text(l.Name); l.Level == level && name != "" {
			return s.Lang.Say("level %d, %s", "%d 级“%s”", level, name)
		}
	}
	return s.Lang.Say("level %d", "%d 级", level)
}

// scores evaluates what is answered so far: the dimension, or the overall score and the parts.
func (s *Session) scores(here Stop) []Score {
	res := s.model.Evaluate(s.a, assess.Options{})
	ends := s.model.Frame(res)
	if here.Kind == Summary {
		return s.scored(nil, s.Lang.Say("Score", "得分"), &res.Dimensions[here.Dimension], &ends.Dimensions[here.Dimension])
	}
	if res.Overall.Score.OK && res.TooEarly() {
		return []Score{{Name: s.Lang.Say("Overall", "总分"), Text: s.Lang.Say("too early to say", "还不能下结论")}}
	}
	out := s.scored(nil, s.Lang.Say("Overall", "总分"), &res.Overall.Node, &ends.Overall)
	if len(res.Parts) > 1 {
		for i, p := range s.model.Rubric.Parts {
			out = s.scored(out, s.say(p.Name, p.ID), &res.Parts[i], &ends.Parts[i])
		}
	}
	return out
}

// scored adds a node that has a score; one without levels says what it could have at most.
func (s *Session) scored(to []Score, name string, n *assess.Node, ends *assess.Ends) []Score {
	if !n.Score.OK {
		return to
	}
	score := Score{Name: name, Text: assess.Round(n.Score.Value, n.Decimals)}
	if n.Scale == nil {
		score.Text = s.Lang.Say("%s of %s", "%s（满分 %s）", score.Text, strings.TrimSuffix(assess.Round(ends.Top.Value, n.Decimals), ".0"))
	}
	if n.Level.OK && n.Scale != nil {
		score.Level = s.reached(n.Scale, n.Level.Value)
	}
	return append(to, score)
}
