package names

import (
	"strings"

	"fathom/assess"
	"fathom/rubric/say"
)

// Warning words one warning.
func (s *Scored) Warning(w assess.Warning) string {
	at := s.Node(w.At)
	switch w.Code {
	case assess.NothingAnswered:
		if !s.Result.Overall.Coverage.OK {
			return s.Say("nothing of what was asked applies and counts", "问到的没有一条适用且计分")
		}
		return s.Say("nothing is answered yet", "还没有任何答案")
	case assess.NotAssessed:
		return s.Say("%s is not assessed: it has no answer", "%s未评估：没有任何答案", at)
	case assess.LowCoverage:
		return s.Say("%s is provisional: less than 80%% is answered", "%s是暂定分：已答不到 80%%", at)
	case assess.Blocked:
		return s.Say("%s cannot go on in this plan: %s does not reach the level it needs", "%s在本计划内无法推进：%s达不到所需级别", at, s.Node(w.By))
	case assess.NoAction:
		return s.Say("the rubric has no action that lifts %s to level %s", "评估标准里没有把%s提升到 %s 级的行动", at, w.By)
	case assess.AnsweredLeftOut:
		i, _ := s.Result.Model.Index(w.At)
		return s.Say("%s is answered, but left out in this sector, and in no number%s", "%s有答案，但本行业不评，不计入任何数字%s", s.CriterionAt(i), s.whyLeftOut())
	case assess.VotesNA, assess.VotesUnknown:
		return s.voteWarning(w)
	}
	return string(w.Code)
}

// voteWarning words such a warning: how many said so, and on whom the score rests.
func (s *Scored) voteWarning(w assess.Warning) string {
	at, _ := s.Result.Model.Index(w.At)
	i, k := s.Place(at)
	votes := s.Answer(i, k).Poll()
	raters := len(s.Result.Assessment.Voters())
	of := say.Count(raters, "1 rater", "%d raters")
	text := s.Say("%[1]s: %[2]d of %[4]s %[5]s that it does not apply", "%[1]s：%[3]d 位评分人中有 %[2]d 位认为不适用", s.CriterionAt(at), votes.NA, raters, of, say.Agree(votes.NA, "says", "say"))
	if w.Code == assess.VotesUnknown {
		text = s.Say("%[1]s: %[2]d of %[4]s %[5]s not know", "%[1]s：%[3]d 位评分人中有 %[2]d 位不知道", s.CriterionAt(at), votes.Unknown, raters, of, say.Agree(votes.Unknown, "does", "do"))
	}
	switch {
	case len(votes.Levels) > 0:
		return text + s.Say("; the score rests on %d of %[2]d", "；得分只来自 %[2]d 人中的 %[1]d 人", len(votes.Levels), raters)
	case s.Result.Practices[i].Criteria[k].State == assess.NotApplicable:
		return text + s.Say("; nobody gave a level, so it is left out", "；没有人打级，因此不计入")
	}
	return text + s.Say("; nobody gave a level, so the answer is missing", "；没有人打级，因此算缺答")
}

// Concerns words why criteria are to be discussed.
func (n *Namer) Concerns(why []assess.Concern) string {
	var out []string
	for _, r := range why {
		switch r {
		case assess.FarApart:
			out = append(out, n.Say("far apart", "分歧大"))
		case assess.TwoLevels:
			out = append(out, n.Say("two levels apart", "差两级以上"))
		case assess.Applies:
			out = append(out, n.Say("do not agree whether it applies", "对是否适用看法不一"))
		case assess.RolesApart:
			out = append(out, n.Say("roles differ", "角色看法不同"))
		case assess.ManyUnknown:
			out = append(out, n.Say("many don't know", "多人不知道"))
		case assess.LowAndMain:
			out = append(out, n.Say("low but weighty", "分低权重大"))
		}
	}
	return strings.Join(out, n.Say("; ", "；"))
}

// VotedScales is on how many scales two raters or more gave levels of the same criterion.
func (s *Scored) VotedScales() int {
	scales := map[string]bool{}
	for i := range s.Result.Practices {
		for k := range s.Result.Practices[i].Criteria {
			if len(s.Answer(i, k).Poll().Levels) > 1 {
				scales[s.Rubric.Practices[i].Criteria[k].Scale] = true
			}
		}
	}
	return len(scales)
}

// AcrossScales says on how many scales the levels are that a mean deviation puts together.
func (s *Scored) AcrossScales() string {
	n := s.VotedScales()
	if n < 2 {
		return ""
	}
	return s.Say(" (levels of %d scales together)", "（%d 把标尺的级别合在一起算）", n)
}
