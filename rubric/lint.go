package rubric

import (
	"fmt"
	"slices"
	"strings"

	"fathom/rubric/problem"
)

// Lint judges a rubric that can be scored but perhaps should not be shipped. Errors are faults that would mislead a
// rater or a reader; warnings deserve a look. The places are those that [Read] returned.
func Lint(r *Rubric, places Places) problem.List {
	l := &linter{r: r, places: places}
	l.texts()
	l.scales()
	for i := range r.Practices {
		l.practice(&r.Practices[i])
	}
	l.weights()
	l.multiples()
	l.provenance()
	l.identity()
	l.found.Sort()
	return l.found
}

type linter struct {
	r      *Rubric
	places Places
	found  problem.List
}

func (l *linter) err(path, kind string, m problem.Message) {
	l.found.Add(l.places.Problem(path, kind, m))
}

func (l *linter) warn(path, kind string, m problem.Message) {
	p := l.places.Problem(path, kind, m)
	p.Severity = problem.Warning
	l.found.Add(p)
}

// texts checks that everything a person reads is there in every language.
func (l *linter) texts() {
	r := l.r
	l.text("title", r.Title)
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
	for _, s := range r.Scales {
		for _, v := range s.Levels {
			l.text(fmt.Sprintf("scales/%s/%d/name", s.ID, v.Level), v.Name)
			l.text(fmt.Sprintf("scales/%s/%d/meaning", s.ID, v.Level), v.Meaning)
		}
	}
}

// text reports each language that a text lacks.
func (l *linter) text(path string, t Text) {
	for _, lang := range l.r.Languages {
		if t[lang] == "" {
			what := strings.Join(strings.Split(path, "/")[max(0, strings.Count(path, "/")-1):], "/")
			l.err(path, "missing-text", problem.Say("no %[2]s text for %[1]s", "%[1]s 缺少 %[2]s 文本", what, lang))
		}
	}
}

// scales checks that a higher level is worth more.
func (l *linter) scales() {
	for _, s := range l.r.Scales {
		path := "scales/" + s.ID
		if len(s.Levels) < 2 {
			l.err(path, "scale", problem.Say("scale %s has one level; nothing can be told apart", "标尺 %s 只有一级，分不出高低", s.ID))
		}
		for k := 1; k < len(s.Levels); k++ {
			low, high := s.Levels[k-1], s.Levels[k]
			if high.Value <= low.Value {
				l.err(fmt.Sprintf("%s/%d", path, high.Level), "values", problem.Say(
					"the value of level %d (%v) is not above that of level %d (%v); values rise with levels",
					"第 %d 级的分值（%v）不高于第 %d 级（%v）；级别越高分值应越高", high.Level, high.Value, low.Level, low.Value))
			}
		}
	}
}

func (l *linter) practice(p *Practice) {
	path := "practices/" + p.ID
	l.text(path+"/name", p.Name)
	l.text(path+"/intent", p.Intent)
	for _, lang := range l.r.Languages {
		if len(p.Evidence[lang]) == 0 {
			l.warn(path+"/evidence", "missing-evidence", problem.Say("practice %[1]s names no evidence in %[2]s", "%[1]s 没有列出 %[2]s 的证据", p.ID, lang))
		}
	}
	l.core(p, path)
	for i := range p.Criteria {
		l.criterion(&p.Criteria[i], path+"/criteria/"+p.Criteria[i].ID)
	}
	l.points(p, path)
	scale, ok := l.scaleOf(p, path)
	if !ok {
		return
	}
	l.floor(p, path)
	l.requirements(p, path)
	l.actions(p, path, scale)
}

func (l *linter) core(p *Practice, path string) {
	n := 0
	for _, c := range p.Criteria {
		if c.Core {
			n++
		}
	}
	if n != 1 {
		l.err(path+"/criteria", "core", problem.Say("practice %s has %d core criteria; quick depth asks exactly one", "%s 有 %d 个核心标准；快速深度只问一个", p.ID, n))
	}
}

// scaleOf is the one scale of a practice; two are an error, and a practice that sums has points instead of levels.
func (l *linter) scaleOf(p *Practice, path string) (*Scale, bool) {
	for _, c := range p.Criteria[1:] {
		if c.Scale != p.Criteria[0].Scale {
			l.err(path+"/criteria/"+c.ID, "two-scales", problem.Say(
				"%s is rated on scale %s and its sibling %s on %s; one practice, one scale",
				"%s 用标尺 %s，而同一项里的 %s 用 %s；一项只能用一把标尺", c.ID, c.Scale, p.Criteria[0].ID, p.Criteria[0].Scale))
			return nil, false
		}
	}
	return l.r.Scale(p.Criteria[0].Scale), l.r.Scoring.Practice.Aggregate != Sum
}

func (l *linter) criterion(c *Criterion, path string) {
	l.text(path+"/name", c.Name)
	scale := l.r.Scale(c.Scale)
	said := map[string]int{}
	for _, level := range scale.Levels {
		at := fmt.Sprintf("%s/levels/%d", path, level.Level)
		text, ok := c.Levels[level.Level]
		if !ok {
			l.err(path+"/levels", "missing-level", problem.Say("%s does not describe level %d", "%s 没有写第 %d 级", c.ID, level.Level))
			continue
		}
		l.text(at, text)
		for _, lang := range l.r.Languages {
			key := lang + " " + text[lang]
			if first, twice := said[key]; twice && text[lang] != "" {
				l.err(at, "same-text", problem.Say("levels %[1]d and %[2]d have the same %[3]s text; nobody can choose between them",
					"第 %[1]d 级和第 %[2]d 级的 %[3]s 文字一样，没法区分", first, level.Level, lang))
			}
			said[key] = level.Level
		}
	}
}

// floor warns of a floor that is above what the practice is asked to reach.
func (l *linter) floor(p *Practice, path string) {
	if p.Floor == nil {
		return
	}
	for _, stage := range l.stages() {
		if target, ok := p.Target.At(stage); ok && *p.Floor > target {
			l.err(path+"/floor", "floor", problem.Say("the floor %v is above the target %v%s", "底线 %v 高于目标 %v%s", *p.Floor, target, in(stage)))
			return
		}
	}
}

// requirements warns of a prerequisite that asks for more than its practice will ever be asked to reach.
func (l *linter) requirements(p *Practice, path string) {
	for _, req := range p.Requires {
		other := &l.r.Practices[slices.IndexFunc(l.r.Practices, func(o Practice) bool { return o.ID == req.Practice })]
		best, known := 0.0, false
		for _, stage := range l.stages() {
			if target, ok := other.Target.At(stage); ok {
				best, known = max(best, target), true
			}
		}
		if known && req.Level > best {
			l.err(path+"/requires/"+req.Practice, "requires", problem.Say(
				"requires %[1]s at %[2]v, but no stage asks %[1]s for more than %[3]v", "要求 %[1]s 达到 %[2]v，但各阶段对它的目标最高只有 %[3]v", req.Practice, req.Level, best))
		}
	}
}

// stages lists the stages, or one empty stage where the rubric has none.
func (l *linter) stages() []string {
	if len(l.r.Stages) == 0 {
		return []string{""}
	}
	ids := make([]string, len(l.r.Stages))
	for i, s := range l.r.Stages {
		ids[i] = s.ID
	}
	return ids
}

func in(stage string) string {
	if stage == "" {
		return ""
	}
	return " (" + stage + ")"
}

// actions checks that there is one action for each step of the scale up to the highest target, and none for others.
func (l *linter) actions(p *Practice, path string, scale *Scale) {
	for _, a := range p.Actions {
		at := fmt.Sprintf("%s/actions/%d", path, a.To)
		l.text(at+"/text", a.Text)
		l.text(at+"/kpi", a.KPI)
		if _, ok := scale.Value(a.To); !ok || a.To == scale.Levels[0].Level {
			l.err(at, "action", problem.Say("no step leads to %[1]d on scale %[2]s", "标尺 %[2]s 上没有通往 %[1]d 的一步", a.To, scale.ID))
		}
	}
	highest := 0.0
	for _, stage := range l.stages() {
		if t, ok := p.Target.At(stage); ok {
			highest = max(highest, t)
		}
	}
	for _, level := range scale.Levels[1:] {
		has := slices.ContainsFunc(p.Actions, func(a Action) bool { return a.To == level.Level })
		if !has && float64(level.Level) <= highest {
			l.warn(path+"/actions", "missing-action", problem.Say("practice %s has no action for the step to level %d", "%s 没有写升到第 %d 级的行动", p.ID, level.Level))
		}
	}
}

// weights checks that something counts at every stage.
func (l *linter) weights() {
	for _, stage := range l.stages() {
		sum := 0.0
		for _, p := range l.r.Practices {
			w, ok := p.Weight.At(stage)
			if !ok {
				w = 1
			}
			sum += w
		}
		if sum == 0 {
			l.err("practices", "weights", problem.Say("all weights are 0%s; nothing can be scored", "权重全为 0%s，无法计分", in(stage)))
		}
	}
	for _, p := range l.r.Practices {
		sum := 0.0
		for _, c := range p.Criteria {
			sum += c.Weight
		}
		if sum == 0 {
			l.err("practices/"+p.ID+"/criteria", "weights", problem.Say("all criteria of %s have weight 0", "%s 的标准权重全为 0", p.ID))
		}
	}
}

// provenance checks that each clause of the source is scored, and that nothing unknown is named.
func (l *linter) provenance() {
	entries, clauses := map[string]bool{}, map[string]bool{}
	for _, e := range l.r.Source {
		entries[e.ID] = true
		for _, c := range e.Clauses {
			clauses[c.ID] = false
		}
	}
	for _, p := range l.r.Practices {
		for _, s := range p.Sources {
			if !entries[s] {
				l.err("practices/"+p.ID+"/sources", "unknown-source", problem.Say("the source has no entry %s", "来源里没有 %s 这一条", s))
			}
		}
		for _, c := range p.Criteria {
			for _, id := range c.Clauses {
				if _, ok := clauses[id]; !ok {
					l.err("practices/"+p.ID+"/criteria/"+c.ID+"/clauses/"+id, "unknown-clause", problem.Say("the source has no clause %s", "来源里没有 %s 这一句", id))
				}
				clauses[id] = true
			}
		}
	}
	for _, e := range l.r.Source {
		l.unscored(e, clauses)
	}
}
