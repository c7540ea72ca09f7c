package gap

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// nextInLine is how many of the steps after the first half-year are told.
const nextInLine = 10

// road is the plan from here to the targets; it is found once, when something asks.
func (g *Gap) road() *roadmap.Roadmap {
	if g.way == nil {
		g.way = roadmap.Focus(g.Result, g.Digest, g.Language)
	}
	return g.way
}

// soon are the steps of a plan that are done in the first half-year, by the day on which they begin.
func (g *Gap) soon() []*plan.Step {
	var out []*plan.Step
	p := g.road().Plan()
	for k := range p.Steps {
		if p.Steps[k].ToDay <= roadmap.HalfYear {
			out = append(out, &p.Steps[k])
		}
	}
	return out
}

// roadmap is the way to the targets: the first half-year as lanes and by phase with the scores it leads to, then what
// is next in line, and what stays short.
func (g *Gap) roadmap() doc.Section {
	s := doc.Section{Heading: g.Say("Roadmap", "路线图")}
	if !g.Result.Overall.Score.OK || g.isAimless() {
		return s
	}
	if len(g.road().Plan().Steps) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.noSteps()})
		return s
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.road().Whole(), Strong: true})
	s.Blocks = append(s.Blocks, g.road().Picture()...)
	s.Blocks = append(s.Blocks, g.phases(), doc.Paragraph{Text: g.Say(
		"Projected: the whole assessment scored again with all steps so far; missing answers stay missing.",
		"预计分：把到当时为止的各步都算完成，整份答卷重新计分；缺的答案仍按缺处理。")})
	s.Blocks = append(s.Blocks, g.afterwards()...)
	if left := g.road().Left(); len(left) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: g.Say("What does not get to its target", "到最后仍达不到目标的")}, doc.List{Items: left})
	}
	return s
}

// phases are the ends of the phases of the first half-year, with the scores there.
func (g *Gap) phases() doc.Table {
	t := doc.Table{Columns: []doc.Column{
		{Title: g.Say("By day", "到第几天")}, {Title: g.Say("What is done", "完成什么"), Flexible: true}, {Title: g.Say("Overall", "总体"), Right: true}}}
	for p := range g.Result.Parts {
		if g.Result.Parts[p].Score.OK && len(g.Result.Parts) > 1 {
			t.Columns = append(t.Columns, doc.Column{Title: g.Part(p), Right: true})
		}
	}
	t.Rows = append(t.Rows, g.roadmapRow(g.Say("today", "今天"), number.None, g.Result.Overall.Score,
		func(p int) assess.Maybe[float64] { return g.Result.Parts[p].Score }))
	whole := g.road().Plan()
	for k := range whole.Phases {
		ph := &whole.Phases[k]
		if ph.Days > roadmap.HalfYear {
			break
		}
		done := make([]string, len(ph.Steps))
		for j, n := range ph.Steps {
			done[j] = g.road().Step(&whole.Steps[n])
		}
		what := number.None
		if len(done) > 0 {
			what = g.List(done)
		}
		t.Rows = append(t.Rows, g.roadmapRow(strconv.Itoa(ph.Days), what, ph.Projected.Overall,
			func(p int) assess.Maybe[float64] { return ph.Projected.Parts[p] }))
	}
	return t
}

// afterwards are the steps that are done after the first half-year, in the order in which they begin.
func (g *Gap) afterwards() []doc.Block {
	whole := g.road().Plan()
	var later []*plan.Step
	for k := range whole.Steps {
		if whole.Steps[k].ToDay > roadmap.HalfYear {
			later = append(later, &whole.Steps[k])
		}
	}
	if len(later) == 0 {
		return nil
	}
	slices.SortStableFunc(later, func(x, y *plan.Step) int { return x.FromDay - y.FromDay })
	var items []string
	for _, st := range later[:min(len(later), nextInLine)] {
		items = append(items, g.Say("%s (%s, %s)", "%s（%s，%s）", g.road().Step(st), g.road().Span(st),
			g.road().PersonDays(st.PersonDays)))
	}
	blocks := []doc.Block{doc.Heading{Text: g.Say("Next in line", "接下来轮到")}, doc.List{Items: items, Ordered: true}}
	if n := len(later) - len(items); n > 0 {
		blocks = append(blocks, doc.Paragraph{Text: g.Say("%[2]s after these.", "此后还有 %[1]d 步。", n, say.Count(n, "1 more step follows", "%d more steps follow"))})
	}
	return blocks
}
