package roadmap

import (
	"strings"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
)

// left names what stays short of its target, and why.
func (r *Roadmap) left() doc.Section {
	s := doc.Section{Heading: r.Say("What stays short of its target", "达不到目标的")}
	if r.plan.Question.Kind != plan.Focus && len(r.plan.Steps) == 0 {
		return s // as it is today
	}
	if items := r.byReason(r.plan.Left, r.all); len(items) > 0 {
		s.Blocks = []doc.Block{doc.List{Items: items}}
	}
	return s
}

// byReason lists practices that stay short, those with the same reason together, as so many are named.
func (r *Roadmap) byReason(left []plan.Left, named func([]plan.Left) string) []string {
	var reasons []string
	with := map[string][]plan.Left{}
	for k := range left {
		why := r.reason(&left[k])
		if with[why] == nil {
			reasons = append(reasons, why)
		}
		with[why] = append(with[why], left[k])
	}
	items := make([]string, len(reasons))
	for i, why := range reasons {
		items[i] = r.Say("%s: %s", "%s：%s", why, named(with[why]))
	}
	return items
}

// all names practices with how far they get.
func (r *Roadmap) all(left []plan.Left) string {
	names := make([]string, len(left))
	for k := range left {
		names[k] = r.leftName(&left[k])
	}
	return strings.Join(names, r.Say("; ", "；"))
}

// fewNames is how many practices a sentence names.
const fewNames = 3

// few names the first of practices, for a sentence.
func (r *Roadmap) few(left []plan.Left) string {
	var names []string
	for k := range left[:min(len(left), fewNames)] {
		names = append(names, r.Practice(left[k].Practice))
	}
	text := r.List(names)
	if n := len(left); n > fewNames {
		text = r.Say("%[1]s and %[2]d more", "%[1]s等 %[3]d 项", text, n-fewNames, n)
	}
	return text
}

func (r *Roadmap) leftWords(l *plan.Left) string {
	return r.Say("%s: %s", "%s：%s", r.leftName(l), r.reason(l))
}

// leftName is a practice that stays short, with how far it gets.
func (r *Roadmap) leftName(l *plan.Left) string {
	name := r.Practice(l.Practice)
	if target := r.Target(l.Practice); target != number.None && l.Why != plan.Unscored {
		p := &r.Result.Practices[l.Practice]
		score := number.Score(assess.Some(l.Score), p.Decimals, number.Among(&p.Node, p.Aim)...)
		if p.IsAgreed {
			return r.Say("%s, %s (%s)", "%s %s 分（%s）", name, score, r.Wants(l.Practice))
		}
		name = r.Say("%s, %s of %s", "%s %s 分（目标 %s）", name, score, target)
	}
	return name
}

func (r *Roadmap) reason(l *plan.Left) string {
	switch l.Why {
	case plan.NoAction:
		return r.Say("No action in the rubric for level %d", "评估标准里没有到 %d 级的行动", l.By)
	case plan.Blocked:
		return r.Say("%s does not get far enough for them", "前置项%s达不到要求", r.Practice(l.By))
	case plan.Later:
		return r.Say("Does not fit before the end", "在期限内排不下")
	case plan.Unscored:
		return r.Say("Nothing is answered", "没有任何答案")
	case plan.Missing:
		return r.Say("Missing answers hold them down", "缺的答案拉低了得分")
	case plan.NoPeople:
		return r.Say("Nobody has the time", "没有人有时间做")
	case plan.NoLevels:
		return r.Say("Points without levels to climb", "按分数计，没有级别可升")
	}
	return r.Say("Not part of this plan", "不在这份计划里")
}
