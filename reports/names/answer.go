package names

import (
	"fmt"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// Anchors shows where the weakest criterion stands and what the next level says, in the rubric's own words.
func (s *Scored) Anchors(i, k int) doc.List {
	c := &s.Rubric.Practices[i].Criteria[k]
	scale := s.Rubric.Scale(c.Scale)
	now := s.Result.Practices[i].Criteria[k].Level.Value
	items := []string{s.Say("Now, %s, %s: %s", "现在，%s %s：%s", s.Within(i, k), s.Anchor(i, k, now), s.Text(c.LevelText(now)))}
	at := slices.IndexFunc(scale.Levels, func(l rubric.Level) bool { return l.Level == now })
	if at >= 0 && at+1 < len(scale.Levels) {
		next := scale.Levels[at+1].Level
		items = append(items, s.Say("Next, %s: %s", "下一步，%s：%s", s.Anchor(i, k, next), s.Text(c.LevelText(next))))
	}
	return doc.List{Items: items}
}

// Anchor names a level of a criterion, with its points where they are added up.
func (s *Scored) Anchor(i, k, level int) string {
	c := &s.Rubric.Practices[i].Criteria[k]
	scale := s.Rubric.Scale(c.Scale)
	if name := s.LevelName(scale, level); s.Sums() && name != "" {
		return s.Say("%s, %s of %s points", "“%s”（%s 分，满分 %s）", name, number.Points(c.Weight*s.LevelValue(i, k, level), 2),
			number.Points(c.Weight*scale.Highest(), 2))
	}
	return s.Grade(scale, level)
}

// Answer is what the file says about the k-th criterion of practice i.
func (s *Scored) Answer(i, k int) *assess.Answer {
	return &s.Result.Assessment.Answers[s.place(i, k)]
}

// place is that of the k-th criterion of practice i among all.
func (s *Scored) place(i, k int) int {
	for j := range i {
		k += len(s.Rubric.Practices[j].Criteria)
	}
	return k
}

// State names what kind of answer there is.
func (n *Namer) State(s assess.State) string {
	switch s {
	case assess.NotAsked:
		return n.Say("not asked", "未问")
	case assess.Unanswered:
		return n.Say("not answered", "未答")
	case assess.Unknown:
		return n.Say("don't know", "不知道")
	case assess.NotApplicable:
		return n.Say("not applicable", "不适用")
	}
	return n.Say("answered", "已答")
}

// AnswerWords says what was answered: a level, the votes behind it, or why there is none.
func (s *Scored) AnswerWords(i, k int) string {
	c := &s.Result.Practices[i].Criteria[k]
	a := s.Answer(i, k)
	if len(a.Votes) > 0 {
		return s.votedWords(i, k)
	}
	if c.State != assess.Answered {
		return s.State(c.State)
	}
	words := s.Rated(i, k)
	if s.Sums() {
		words += s.worth(i, k)
	}
	return words
}

// WhyNot says why nothing of practice i applies, by the reasons that were given, each once; "" where something does, or
// nobody gave one.
func (s *Scored) WhyNot(i int) string {
	var reasons []string
	for k := range s.Result.Practices[i].Criteria {
		switch s.Result.Practices[i].Criteria[k].State {
		case assess.NotAsked:
		case assess.NotApplicable:
			if why := strings.TrimRight(s.Reason(i, k), ".。"); why != "" && !slices.Contains(reasons, why) {
				reasons = append(reasons, why)
			}
		default:
			return ""
		}
	}
	return strings.Join(reasons, s.Say("; ", "；"))
}

// Reason is why a criterion does not apply, or why a panel agrees that nobody knows, on one line; "" where it has a
// level, or nobody said. Where every vote says that it does not apply, and nothing is agreed, it is what the raters
// noted, each text once and without their names.
func (s *Scored) Reason(i, k int) string {
	a := s.Answer(i, k)
	switch state := s.Result.Practices[i].Criteria[k].State; {
	case state != assess.NotApplicable && state != assess.Unknown:
		return ""
	case a.IsAgreed():
		return safe.Line(a.Why())
	case state == assess.Unknown:
		return ""
	}
	var said []string
	for line := range strings.SplitSeq(a.Note, "\n") {
		_, text := s.Result.Assessment.Signed(line)
		if text = strings.TrimRight(safe.Line(text), ".。"); text != "" && !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	return strings.Join(said, s.Say("; ", "；"))
}

// votedWords says how far the votes are apart, who gave none, and what was agreed.
func (s *Scored) votedWords(i, k int) string {
	c, a := &s.Result.Practices[i].Criteria[k], s.Answer(i, k)
	var voted []string
	if low, high, n := spread(a.Votes); n > 0 {
		voted = append(voted, fmt.Sprintf("%d–%d", low, high))
	}
	votes := a.Poll()
	if votes.Unknown > 0 {
		voted = append(voted, s.Say("?×%d", "？×%d", votes.Unknown))
	}
	if votes.NA > 0 {
		voted = append(voted, s.Say("N/A×%d", "不适用×%d", votes.NA))
	}
	agreed := s.Say("not agreed yet", "尚未商定")
	switch a.State {
	case assess.Answered:
		agreed = s.Say("agreed %d", "商定 %d", a.Level)
	case assess.NotApplicable:
		agreed = s.Say("agreed: not applicable", "商定：不适用")
	case assess.Unknown:
		agreed = s.Say("agreed: nobody knows", "商定：没人知道")
	}
	words := s.Say("voted %s, %s", "投票 %s，%s", s.List(voted), agreed)
	if s.Sums() && c.State == assess.Answered {
		words += s.worth(i, k)
	}
	return words
}

// Rated names the level of an answer. Where points are added up, its name says enough.
func (s *Scored) Rated(i, k int) string {
	scale, level := s.Rubric.Scale(s.Rubric.Practices[i].Criteria[k].Scale),
		s.Result.Practices[i].Criteria[k].Level.Value
	if name := s.LevelName(scale, level); s.Sums() && name != "" {
		return name
	}
	return s.Grade(scale, level)
}

// worth are the points that an answer brings to its practice, of those it could.
func (s *Scored) worth(i, k int) string {
	c := &s.Result.Practices[i].Criteria[k]
	most := s.Rubric.Scale(s.Rubric.Practices[i].Criteria[k].Scale).Highest()
	return s.Say(": %s of %s", "：%s 分，满分 %s", number.Points(c.Weight*c.Value.Value, 2), number.Points(c.Weight*most, 2))
}

func spread(votes []assess.Vote) (low, high, n int) {
	for _, v := range votes {
		if v.State != assess.Answered {
			continue
		}
		if n == 0 || v.Level < low {
			low = v.Level
		}
		if n == 0 || v.Level > high {
			high = v.Level
		}
		n++
	}
	return low, high, n
}

// LiftTo is the level that a step of practice i to a level asks of its k-th criterion; false where it asks nothing.
func (s *Scored) LiftTo(i, k, level int) (to int, asked bool) {
	return s.Result.Model.Lift(s.place(i, k), level)
}

// Lets is what a value of the k-th criterion of practice i brings to it; see [assess.Model.Lets].
func (s *Scored) Lets(i, k int, value float64) float64 {
	return s.Result.Model.Lets(s.place(i, k), value)
}

// LevelValue is the value of a level of the k-th criterion of practice i.
func (s *Scored) LevelValue(i, k, level int) float64 {
	v, _ := s.Rubric.Scale(s.Rubric.Practices[i].Criteria[k].Scale).Value(level)
	return v
}
