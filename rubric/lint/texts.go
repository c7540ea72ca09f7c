package lint

import (
	"fmt"
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// texts checks everything a person reads in the frame of the rubric.
func (l *linter) texts() {
	r := l.r
	l.text("title", r.Title)
	if len(r.Rating) > 0 {
		l.text("rating", r.Rating)
	}
	for _, p := range r.Parts {
		l.text("parts/"+p.ID+"/name", p.Name)
		l.text("parts/"+p.ID+"/noun", p.Noun)
	}
	for _, d := range r.Dimensions {
		l.text("dimensions/"+d.ID+"/name", d.Name)
		if l.inquires {
			l.text("dimensions/"+d.ID+"/question", d.Question)
		}
	}
	for _, s := range r.Stages {
		l.text("stages/"+s.ID+"/name", s.Name)
		l.text("stages/"+s.ID+"/meaning", s.Meaning)
	}
	for _, s := range r.Sectors {
		l.text("sectors/"+s.ID+"/name", s.Name)
		l.text("sectors/"+s.ID+"/why", s.Why)
		if s.LeaveOutWhy != nil {
			l.text("sectors/"+s.ID+"/leave_out_why", s.LeaveOutWhy)
		}
	}
	for _, o := range r.Owners {
		l.text("owners/"+o.ID, o.Name)
	}
	for _, f := range r.Findings {
		l.text("findings/"+f.ID+"/text", f.Text)
	}
	for _, s := range r.Scales {
		for _, v := range s.Levels {
			l.text(fmt.Sprintf("scales/%s/%d/name", s.ID, v.Level), v.Name)
			l.text(fmt.Sprintf("scales/%s/%d/meaning", s.ID, v.Level), v.Meaning)
			if v.Short != nil {
				l.text(fmt.Sprintf("scales/%s/%d/short", s.ID, v.Level), v.Short)
			}
		}
	}
}

// unsaid warns once of what no practice and no dimension says, as in a rubric that was made of a bare list. Where one
// says it, all should.
func (l *linter) unsaid() {
	l.intends = slices.ContainsFunc(l.r.Practices, func(p rubric.Practice) bool { return len(p.Intent) > 0 })
	l.inquires = slices.ContainsFunc(l.r.Dimensions, func(d rubric.Dimension) bool { return len(d.Question) > 0 })
	if !l.intends {
		l.warn("practices", "unsaid", say.Both("no practice says what it is good for: write an intent, one sentence each", "没有一项写明有什么用：请给每项写一句 intent"))
	}
	if !l.inquires {
		l.warn("dimensions", "unsaid", say.Both("no dimension says which question it answers: write a question, one sentence each", "没有一个维度写明要回答什么问题：请给每个维度写一句 question"))
	}
}

// text reports each language that a text lacks, and numbers that are not the same in all.
func (l *linter) text(path string, t rubric.Text) {
	for _, lang := range l.r.Languages {
		if t[lang] == "" {
			what := strings.Join(strings.Split(path, "/")[max(0, strings.Count(path, "/")-1):], "/")
			l.err(path, "missing-text", say.Both("no %[2]s text for %[1]s", "%[1]s 缺少 %[2]s 文字", what, lang))
		}
	}
	l.numbers(path, t)
}

// asks reports whether some criterion of a rubric has a question.
func asks(r *rubric.Rubric) bool {
	return slices.ContainsFunc(r.Practices, func(p rubric.Practice) bool {
		return slices.ContainsFunc(p.Criteria, func(c rubric.Criterion) bool { return c.Question != nil })
	})
}

// question checks that a criterion puts its question where others do, in every language, and that it is one.
func (l *linter) question(c *rubric.Criterion, path string) {
	if c.Question == nil {
		if l.asks {
			l.warn(path, "missing-question", say.Both(
				"other criteria have a question, %[1]s has none; write one sentence here too, such as \"How are goals set?\"",
				"别的标准写了问题，%[1]s 没有：也写一句，如“目标是怎么定的？”", c.ID))
		}
		return
	}
	path += "/question"
	l.text(path, c.Question)
	for _, lang := range l.r.Languages {
		if text := strings.TrimSpace(c.Question[lang]); text != "" && !isQuestion(text) {
			l.warn(path, "no-question", say.Both(
				"\"%[1]s\" is not one question: write one sentence that ends with a question mark",
				"“%[1]s”不是一个问句：写一句话，以问号结尾", problem.Short(text)))
		}
	}
}

// isQuestion reports whether a text is one sentence with a question mark at its end, in half or full width.
func isQuestion(text string) bool {
	body := strings.TrimRight(text, "?？")
	return body != text && !strings.ContainsAny(body, "?？。！") && !strings.Contains(body, ". ")
}

// evidence checks that a rater is told what to look at, with the same numbers in all languages: item by item where the
// lists are equally long, else each list as a whole.
func (l *linter) evidence(p *rubric.Practice, path string) {
	path += "/evidence"
	first, apart := l.r.Languages[0], false
	whole := rubric.Text{}
	for _, lang := range l.r.Languages {
		if len(p.Evidence[lang]) == 0 && !allChecklists(p) {
			l.warn(path, "missing-evidence", say.Both("practice %[1]s names no evidence in %[2]s", "%[1]s 没有列出 %[2]s 的证据", p.ID, lang))
		}
		apart = apart || len(p.Evidence[lang]) != len(p.Evidence[first])
		whole[lang] = strings.Join(p.Evidence[lang], "; ")
	}
	if apart {
		l.numbers(path, whole)
		return
	}
	for i := range p.Evidence[first] {
		item := rubric.Text{}
		for _, lang := range l.r.Languages {
			item[lang] = p.Evidence[lang][i]
		}
		l.numbers(path, item)
	}
}
