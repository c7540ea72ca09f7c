package gap

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/finding"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// ofAKind is how many findings of one kind are told; they are sorted by how much there is to them.
const ofAKind = 3

// findings are what the answers say across dimensions.
func (g *Gap) findings() doc.Section {
	s := doc.Section{Heading: g.Say("Findings", "发现")}
	var items []string
	told := map[finding.Kind]int{}
	all := finding.All(g.Result.Model, g.Result)
	for k := range all {
		f := &all[k]
		if f.Kind == finding.Plateau {
			if told[f.Kind]++; told[f.Kind] == 1 {
				items = append(items, g.plateaus(all)...)
			}
			continue
		}
		if told[f.Kind]++; told[f.Kind] <= ofAKind || f.Kind == finding.Ruled {
			items = append(items, g.finding(f))
		}
	}
	if len(items) > 0 {
		s.Blocks = []doc.Block{doc.List{Items: items}}
	}
	for d := range g.Result.Dimensions {
		if view := g.viewOf(d); len(view) > 0 {
			s.Blocks = append(append(s.Blocks, doc.Heading{Text: g.Dimension(d)}), view...)
		}
	}
	return s
}

// finding words one finding, with the answers that it rests on.
func (g *Gap) finding(f *finding.Finding) string {
	switch f.Kind {
	case finding.Ruled:
		return g.Text(g.Rubric.Findings[f.Rule].Text) + g.Say(" (%s)", "（%s）", g.restsOn(f.At))
	case finding.Ahead:
		return g.Say("%[1]s: %[3]s. %[2]s: only %[4]s. What is done on one side has not arrived on the other.", "%[5]s走在%[6]s前面：%[3]s，而%[4]s。一边在做的，还没有带到另一边。",
			g.partOfPractice(f.Practice), g.partOfPractice(f.Other), g.scored(f.Practice), g.scored(f.Other),
			g.PartyWords(g.PartOf(g.DimensionOf(f.Practice))), g.PartyWords(g.PartOf(g.DimensionOf(f.Other))))
	case finding.Behind:
		return g.Say("%[2]s: %[4]s. %[1]s: only %[3]s. Learn from what works there.", "%[6]s走在%[5]s前面：%[4]s，而%[3]s。那边行得通的做法可以拿来用。",
			g.partOfPractice(f.Practice), g.partOfPractice(f.Other), g.scored(f.Practice), g.scored(f.Other),
			g.PartyWords(g.PartOf(g.DimensionOf(f.Practice))), g.PartyWords(g.PartOf(g.DimensionOf(f.Other))))
	case finding.Uneven:
		return g.Say("%[1]s has a weak spot: %[2]s stands at %[3]s, %[4]s only at %[5]s. Mend that one first.", "%[1]s有一处短板：%[2]s已到 %[3]s，%[4]s只有 %[5]s。先补这一条。", g.Practice(f.Practice),
			g.Within(f.Practice, f.High), g.grade(f.Practice, f.High), g.Within(f.Practice, f.Low),
			g.grade(f.Practice, f.Low))
	case finding.RolesApart:
		low, high := f.Roles[0], f.Roles[1]
		return g.Say("%[1]s looks different from different places: %[2]s %[3]s, %[4]s %[5]s. Ask why before anything is decided there.", "对“%[1]s”，不同角色看法差得远：%[4]s %[5]s，%[2]s %[3]s。先问清原因，再定这一项。",
			g.Practice(f.Practice), safe.Line(low.Name), assess.Round(low.Mean, 1), safe.Line(high.Name),
			assess.Round(high.Mean, 1))
	}
	if g.isTooEarly() {
		return g.Say("At level %[3]d or above, %[1]d of %[4]s without evidence: look at the proof before these ratings are shown to anybody.", "评到 %[3]d 级及以上的 %[2]d 条里，有 %[1]d 条没写证据：对外讲这些评分之前，先看证据。",
			f.Count, f.Of, f.Level, say.Count(f.Of, "1 rating is", "%d ratings are"))
	}
	if f.Count == f.Of {
		return g.Say("At level %[1]d or above, all %[2]s without evidence: look at the proof before these strengths are shown to anybody.", "评到 %[1]d 级及以上的 %[3]d 条，都没写证据：对外讲这些强项之前，先看证据。",
			f.Level, say.Count(f.Of, "1 rating is", "%d ratings are"), f.Of)
	}
	return g.Say("At level %[3]d or above, %[1]d of %[4]s without evidence: look at the proof before these strengths are shown to anybody.", "评到 %[3]d 级及以上的 %[2]d 条里，有 %[1]d 条没写证据：对外讲这些强项之前，先看证据。",
		f.Count, f.Of, f.Level, say.Count(f.Of, "1 rating is", "%d ratings are"))
}

// plateaus put the practices all of whose criteria stand at one level together, where the scale says what is short
// there.
func (g *Gap) plateaus(all []finding.Finding) []string {
	var out []string
	var levels []int
	for k := range all {
		if all[k].Kind == finding.Plateau && !slices.Contains(levels, all[k].Level) {
			levels = append(levels, all[k].Level)
		}
	}
	for _, level := range levels {
		var is []int
		words := ""
		for k := range all {
			if f := &all[k]; f.Kind == finding.Plateau && f.Level == level {
				is = append(is, f.Practice)
				words = g.shortAt(g.Result.Practices[f.Practice].Scale, level)
			}
		}
		if words != "" {
			out = append(out, g.Say("Throughout at level %[1]d (%[2]s): %[3]s.", "整项都停在 %[1]d 级（%[2]s）：%[3]s。", level, words, g.Practices(is)))
		}
	}
	return out
}

// grade is the level on which a criterion stands, as its value counts.
func (g *Gap) grade(i, k int) string {
	scale := g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale)
	level, _ := finding.Reached(scale, &g.Result.Practices[i].Criteria[k])
	return g.Grade(scale, level)
}

// scored is a practice with its score.
func (g *Gap) scored(i int) string { return g.Say("%s %s", "%s %s", g.Practice(i), g.PracticeScore(i)) }

func (g *Gap) partOfPractice(i int) string { return g.Part(g.PartOf(g.DimensionOf(i))) }

// restsOn names answers with what they are.
func (g *Gap) restsOn(ids []string) string {
	var out []string
	for _, id := range ids {
		if at, ok := g.Result.Model.Index(id); ok {
			i, k := g.Place(at)
			out = append(out, g.Say("%s, %s", "%s %s", g.Within(i, k), g.grade(i, k)))
			continue
		}
		for i := range g.Rubric.Practices {
			if g.ID(i) == id {
				out = append(out, g.scored(i))
			}
		}
	}
	return strings.Join(out, g.Say("; ", "；"))
}

// notes are what the raters wrote on the lowest answers, by dimension: what a reader asks about first.
func (g *Gap) notes() doc.Section {
	s := doc.Section{Heading: g.Say("What the raters noted", "评分时记下的情况")}
	for d := range g.Result.Dimensions {
		var facts []string
		for i := range g.Result.Practices {
			if g.DimensionOf(i) == d {
				facts = append(facts, g.facts(i)...)
			}
		}
		if len(facts) == 0 {
			continue
		}
		head := g.Say("%s  %s", "%s  %s", g.dimension(d), number.NodeScore(&g.Result.Dimensions[d], g.Frame().Dimensions[d].Target))
		s.Blocks = append(s.Blocks, doc.Heading{Text: head}, doc.List{Items: facts[:min(len(facts), noted)]})
	}
	return s
}

// noted is how many notes are told of a dimension; the others stand in the appendix.
const noted = 4

// facts are the notes on the lowest answers of a practice, two at most, one a line.
func (g *Gap) facts(i int) []string {
	p := &g.Result.Practices[i]
	if !p.Score.OK {
		return nil
	}
	var out []string
	for k, c := range p.Criteria {
		if c.State != assess.Answered || number.Less(p.Score.Value, c.Value.Value) {
			continue
		}
		for _, note := range g.notesOn(i, k) {
			if len(out) < 2 {
				out = append(out, g.Say("%s (%s, %s): %s", "%s（%s，%s）：%s", g.Practice(i), g.Within(i, k),
					g.AnswerWords(i, k), note))
			}
		}
	}
	return out
}

// notesOn are the notes on a criterion, one of each rater. Their names stand there only where it was asked for.
func (g *Gap) notesOn(i, k int) []string {
	var out []string
	if why := safe.Line(g.Answer(i, k).Reason); why != "" && g.Answer(i, k).Votes == nil {
		out = append(out, why)
	} else if why != "" {
		out = append(out, g.Say("Agreed: ", "商定：")+why)
	}
	for _, line := range strings.Split(g.Answer(i, k).Note, "\n") {
		if line = safe.Line(g.unnamed(line)); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// unnamed is a line of a note without the rater's id that a merged panel puts before it, or with the name in its place.
func (g *Gap) unnamed(line string) string {
	by, text := g.Result.Assessment.Signed(line)
	if by != nil && g.names {
		return by.Called() + g.Say(": ", "：") + text
	}
	return text
}

// note is all that was noted on a criterion, on one line.
func (g *Gap) note(i, k int) string { return strings.Join(g.notesOn(i, k), g.Say("; ", "；")) }

// noteCell is all that was noted on a criterion, as it was written, a line for each rater of a panel.
func (g *Gap) noteCell(i, k int) string {
	lines := strings.Split(g.Answer(i, k).Noted(), "\n")
	for n := range lines {
		lines[n] = g.unnamed(lines[n])
	}
	return strings.Join(lines, "\n")
}

// dimension names a dimension, with the firm that is rated in it where it is of a member of the channel.
func (g *Gap) dimension(d int) string {
	if firm := g.Member(); firm != "" && g.Rubric.Parts[g.PartOf(d)].Of == rubric.OfMember {
		return g.Say("%s, %s", "%s（%s）", g.Dimension(d), firm)
	}
	return g.Dimension(d)
}
