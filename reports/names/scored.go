package names

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Scored names what a result holds.
type Scored struct {
	Namer
	Result *assess.Result
	ends   *assess.Frame // see Frame
}

// Of names a result in a language. The digest names the rubric's exact content.
func Of(res *assess.Result, digest string, lang say.Language) Scored {
	return Scored{Namer: Namer{lang, res.Rubric, digest}, Result: res}
}

// Subject names who was assessed where many may stand in a row: "Nord AB", of a firm of its channel "Nord AB · Rocket".
func (s *Scored) Subject() string { return safe.Line(s.Result.Assessment.Who(s.Rubric)) }

// Team is whose channel it is: the subject's name, else its id.
func (s *Scored) Team() string { return safe.Line(s.Result.Assessment.Subject.Team()) }

// Firm is the firm of the channel that was assessed, and nothing else; "" where that was the subject itself.
func (s *Scored) Firm() string { return safe.Line(s.Result.Assessment.Firm(s.Rubric)) }

// Heading names who was assessed at the head of a document, of a firm with what it is: "Rocket (partner of
// Nord AB)".
func (s *Scored) Heading() string {
	if firm := s.Firm(); firm != "" {
		return s.Say("%[1]s (partner of %[2]s)", "%[1]s（%[3]s的渠道成员）", firm, s.Team(), s.standing(s.Team()))
	}
	return s.Subject()
}

// Whom names who was assessed within a sentence: the firm alone, as the document's head says whose it is.
func (s *Scored) Whom() string { return cmp.Or(s.Firm(), s.Subject()) }

// Part names a part, with the firm that is rated in it where it is of a member of the channel.
func (s *Scored) Part(i int) string {
	name := s.Namer.Part(i)
	if firm := s.Member(); firm != "" && s.Rubric.Parts[i].Of == rubric.OfMember {
		name = s.Say("%s: %s", "%s：%s", name, firm)
	}
	return name
}

// Party is who is rated in a part: the firm where it is one with a name, else what the part is called. PartyWords is it
// before Chinese words that go on without a mark.
func (s *Scored) Party(part int) string {
	if firm := s.Member(); s.Rubric.Parts[part].Of == rubric.OfMember && firm != "" {
		return firm
	}
	return s.Part(part)
}

// PartyWords implements what Party says.
func (s *Scored) PartyWords(part int) string { return s.standing(s.Party(part)) }

// Whose is Whom before Chinese words that go on without a mark.
func (s *Scored) Whose() string { return s.standing(s.Whom()) }

// standing lets a name that ends in Latin letters stand off from the Chinese words behind it.
func (s *Scored) standing(name string) string {
	if last, _ := utf8.DecodeLastRuneInString(name); last < utf8.RuneSelf && last != utf8.RuneError {
		return name + s.Say("", " ")
	}
	return name
}

// Member is the firm that is rated in the parts that are of a member of the channel; "" where nobody said.
func (s *Scored) Member() string { return safe.Line(s.Result.Assessment.Subject.Member) }

// Frame is what the scores lie between; it is found once, when something asks.
func (s *Scored) Frame() *assess.Frame {
	if s.ends == nil {
		s.ends = s.Result.Model.Frame(s.Result)
	}
	return s.ends
}

// Floor prints the floor of practice i, which has one.
func (s *Scored) Floor(i int) string {
	return s.wanted(i, *s.Rubric.Practices[i].Floor, s.Result.Practices[i].Floor)
}

// wanted prints what the rubric asks of practice i: as it is written where that is what counts, else in points, told
// apart from the score.
func (s *Scored) wanted(i int, written float64, counts number.Value) string {
	if p := &s.Result.Practices[i]; counts.OK && counts.Value != written {
		return number.Score(counts, number.NodePlaces(&p.Node, p.Aim, p.Floor))
	}
	return number.Plain(written)
}

// PracticeScore prints the score of practice i, told apart from the levels, from its target and its floor, and from
// further limits.
func (s *Scored) PracticeScore(i int, further ...number.Value) string {
	p := &s.Result.Practices[i]
	return number.NodeScore(&p.Node, append(further, p.Aim, p.Floor)...)
}

// Overall prints an overall score: today's as [Scored.OverallTarget] is printed beside it, another, such as one that a
// plan leads to, as finely, or finer where it would read as a level that it does not reach.
func (s *Scored) Overall(v number.Value) string {
	if !v.OK {
		return number.None
	}
	return number.Score(v, number.Places(v.Value, s.OverallPlaces(), number.Among(&s.Result.Overall.Node)...))
}

// OverallTarget prints the overall score if every practice were exactly at its target, a dash without targets.
func (s *Scored) OverallTarget() string {
	return number.NodeWanted(&s.Result.Overall.Node, s.Frame().Overall.Target)
}

// OverallPlaces is how finely overall scores are told, in every document of a result.
func (s *Scored) OverallPlaces() int {
	return number.NodePlaces(&s.Result.Overall.Node, s.Frame().Overall.Target)
}

// Best is the highest score there can be.
func Best(e *assess.Ends) string {
	switch {
	case e.Scale != nil:
		return number.Plain(e.Scale.Highest())
	case e.Top.OK:
		return number.Points(e.Top.Value, e.Decimals)
	}
	return number.None
}

// ScoreColumn is a column of scores, coloured by their scale where they have one.
func ScoreColumn(title string, scale *rubric.Scale) doc.SheetColumn {
	c := doc.SheetColumn{Title: title}
	if scale != nil && scale.Highest() > scale.Lowest() {
		c.Heat, c.HeatLow, c.HeatHigh = true, scale.Lowest(), scale.Highest()
	}
	return c
}

// HasLevels reports whether any practice has levels.
func (s *Scored) HasLevels() bool {
	return slices.ContainsFunc(s.Result.Practices, func(p assess.Practice) bool { return p.Scale != nil })
}

// Comparable reports whether the practices' scores are on one scale.
func (s *Scored) Comparable() bool {
	for i := range s.Result.Practices {
		if scale := s.Result.Practices[i].Scale; scale == nil || scale != s.Result.Practices[0].Scale {
			return false
		}
	}
	return true
}
