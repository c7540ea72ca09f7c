package main

import (
	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/names"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// caution says beside a file's numbers what they do not show: how many answers are scored that were given to other
// texts than the rubric has now, and which are in no number, as the sector leaves them out.
func (a *app) caution(name string, res *assess.Result) {
	for _, m := range a.cautions(name, res) {
		a.note(m)
	}
}

// cautions are what caution says.
func (a *app) cautions(name string, res *assess.Result) (out []say.Message) {
	if n := len(otherTexts(res)); n > 0 {
		out = append(out, say.Both("warning: %[1]s: %[3]s given to texts that have changed or may have, and scored as before; `fathom assess FILE` asks again",
			"警告：%[1]s：有 %[2]d 条答案对应的文字已有改动或可能有改动，还没有再确认，这里仍按原答案计分；`fathom assess 答卷` 会再问一遍",
			name, n, say.Count(n, "1 answer was", "%d answers were")))
	}
	n := names.Of(res, "", a.lang)
	for _, w := range res.Warnings {
		if w.Code == assess.AnsweredLeftOut {
			text := n.Warning(w)
			out = append(out, say.Both("warning: %[1]s: %[2]s", "警告：%[1]s：%[2]s", name, text))
		}
	}
	return out
}

// otherTexts are the answers of a result to other texts than the rubric has now; an outline has no texts, so that the
// whole rubric is asked there.
func otherTexts(res *assess.Result) []int {
	id, version := channelteam.Version()
	for i := range res.Assessment.Answers {
		if res.Assessment.Answers[i].Text == "" {
			continue
		}
		m := res.Model
		if m.Rubric.ID == id && m.Rubric.Version == version && m.Criterion(0).Levels == nil {
			m = assess.Compile(channelteam.Rubric())
		}
		return m.OtherTexts(res.Assessment)
	}
	return nil
}

// cautionMany says the same of many assessments, by how many they are.
func (a *app) cautionMany(of int, r portfolio.Remarks) {
	if n := r.OtherTexts; n > 0 {
		a.note(say.Both("warning: in %[1]d of %[3]s answers were given to texts that have changed or may have, and scored as before; `fathom assess FILE` asks again",
			"警告：%[2]d 份评估中有 %[1]d 份含对应文字已有改动或可能有改动的答案，还没有再确认，这里仍按原答案计分；`fathom assess 答卷` 会再问一遍",
			n, of, say.Count(of, "1 assessment", "%d assessments")))
	}
	if n := r.Overruled; n > 0 {
		a.note(say.Both("warning: in %[1]d of %[3]s criteria were answered that the sector leaves out; those answers are in no number",
			"警告：%[2]d 份评估中有 %[1]d 份回答了本行业不评的标准，这些答案不计入任何数字",
			n, of, say.Count(of, "1 assessment", "%d assessments")))
	}
}
