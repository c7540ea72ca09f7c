package lint

import (
	"fmt"
	"strings"

	"fathom/rubric"
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
		l.text("dimensions/"+d.ID+"/question", d.Question)
	}
	for _, s := range r.Stages {
		l.text("stages/"+s.ID+"/name", s.Name)
		l.text("stages/"+s.ID+"/meaning", s.Meaning)
	}
	for _, s := range r.Sectors {
		l.text("sectors/"+s.ID+"/name", s.Name)
		l.text("sectors/"+s.ID+"/why", s.Why)
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

// evidence checks that a rater is told what to look at, with the same numbers in all languages: item by item where the
// lists are equally long, else each list as a whole.
func (l *linter) evidence(p *rubric.Practice, path string) {
	path += "/evidence"
	first, apart := l.r.Languages[0], false
	whole := rubric.Text{}
	for _, lang := range l.r.Languages {
		if len(p.Evidence[lang]) == 0 {
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
