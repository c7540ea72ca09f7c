package names

import (
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// This file says what is wanted, and who wants it: the rubric, or who agreed on something else for this assessment.

// Target prints the target of practice i as its score is told, a dash without one; [Scored.Floor] its floor.
func (s *Scored) Target(i int) string {
	p := &s.Result.Practices[i]
	if !p.Target.OK {
		return number.None
	}
	return s.wanted(i, p.Target.Value, p.Aim)
}

// Wants is the target of practice i, which has one, with its name: "target 4", or "agreed target 4".
func (s *Scored) Wants(i int) string {
	if s.Result.Practices[i].IsAgreed {
		return s.Say("agreed target %s", "约定目标 %s", s.Target(i))
	}
	return s.Say("target %s", "目标 %s", s.Target(i))
}

// AgreedTargets lists the agreed targets, each behind its practice; "" where all are the rubric's.
func (s *Scored) AgreedTargets() string {
	var out []string
	for i := range s.Result.Practices {
		if p := &s.Result.Practices[i]; p.IsAgreed {
			out = append(out, s.Practice(i)+" "+number.Plain(p.Target.Value))
		}
	}
	return s.List(out)
}

// Agreed are the agreed targets in one sentence, for documents that compare with targets; none where all are the
// rubric's.
func (s *Scored) Agreed() []doc.Block {
	if all := s.AgreedTargets(); all != "" {
		return []doc.Block{doc.Paragraph{Text: s.Say("Agreed targets: %s.", "约定目标：%s。", all)}}
	}
	return nil
}

// TargetFrom says where the target of practice i comes from.
func (s *Scored) TargetFrom(i int) string {
	if s.Result.Practices[i].IsAgreed {
		return s.Say("agreed", "约定")
	}
	return s.ofRubric(s.byStage(func(p *rubric.Practice) rubric.PerStage { return p.Target }))
}

// TargetsFrom says where the targets come from.
func (s *Scored) TargetsFrom() string {
	has, others := false, false
	for i := range s.Result.Practices {
		p := &s.Result.Practices[i]
		has, others = has || p.Target.OK, others || p.Target.OK && !p.IsAgreed
	}
	theirs := s.ofRubric(s.byStage(func(p *rubric.Practice) rubric.PerStage { return p.Target }))
	switch all := s.AgreedTargets(); {
	case !has:
		return number.None
	case all == "":
		return theirs
	case !others:
		return s.Say("agreed: %s", "约定：%s", all)
	default:
		return s.Say("agreed: %s; the others: %s", "约定：%s；其余：%s", all, theirs)
	}
}

// WeightsFrom says where the weights come from.
func (s *Scored) WeightsFrom() string {
	from := s.byStage(func(p *rubric.Practice) rubric.PerStage { return p.Weight })
	for i := range s.Rubric.Sectors {
		if x := &s.Rubric.Sectors[i]; x.ID == s.Result.Sector && len(x.Weights) > 0 {
			from = append(from, s.Say("sector %s", "行业“%s”", s.Sector(x.ID)))
		}
	}
	return s.ofRubric(from)
}

// byStage names the stage where it decides what the practices have.
func (s *Scored) byStage(of func(*rubric.Practice) rubric.PerStage) []string {
	for i := range s.Rubric.Practices {
		if of(&s.Rubric.Practices[i]).By != nil {
			return []string{s.Say("stage %s", "阶段“%s”", s.Stage(s.Result.Stage))}
		}
	}
	return nil
}

// ofRubric says that the rubric gives something, by what of the assessment.
func (s *Scored) ofRubric(by []string) string {
	edition := safe.Line(s.Rubric.ID + " " + s.Rubric.Version)
	if len(by) == 0 {
		return s.Say("rubric %s", "评估标准 %s", edition)
	}
	return s.Say("rubric %s, by %s", "评估标准 %s，按%s", edition, s.List(by))
}
