package gap

import (
	"slices"
	"strings"

	"fathom/reports/agreement"
	"fathom/reports/doc"
)

// mostBars is how many practices the chart of gaps shows, and mostRanks how many the table of priorities; all of them
// are in the appendix.
const mostBars, mostRanks = 12, 10

// Slides is the report to present: at most twenty slides, each with what to say to it; with an appendix also all that
// is looked up rather than shown.
func (g *Gap) Slides(appendix bool) *doc.Deck {
	d := &doc.Deck{Lang: g.Language, Title: g.title(), Date: g.Result.Assessment.Date}
	d.Add(g.headlineSlide())
	if g.Result.Overall.Score.OK {
		d.Add(g.radarSlide(), g.gapSlide(), g.heatSlide())
		if !g.isTooEarly() {
			d.Add(g.prioritySlide(), g.planSlide(), g.askSlide())
		}
	}
	d.Add(first(g.agreementSlides(), 1)...)
	d.Add(g.sinceSlide(), g.memberSlide(), g.findingSlide(), g.findOutSlide(), g.methodSlide())
	if appendix {
		d.Add(g.appendixSlides()...)
	}
	return d
}

// headlineSlide says where the subject stands.
func (g *Gap) headlineSlide() doc.Slide {
	s := doc.Slide{Title: g.Say("Where we stand", "现状一览"), Most: 2, Notes: g.viewNotes()}
	points := []string{g.askedParagraph().Text}
	for _, b := range slices.Concat(g.besideTeam(), g.OtherTexts(), g.panel()) {
		points = append(points, sentences(b)...)
	}
	switch {
	case !g.Result.Overall.Score.OK:
		s.Lead = g.noScore()
	case g.isTooEarly():
		s.Lead = g.tooEarly()
		for _, b := range g.findOutInstead() {
			s.Notes = append(s.Notes, sentences(b)...)
		}
	default:
		s.Lead = g.standing()
		points = slices.DeleteFunc(append([]string{g.strongAndShort(), g.kindOfShortfall()}, points...),
			func(text string) bool { return text == "" })
		s.Notes = append(s.Notes, listed(g.Say("Strong: ", "强项："), g.scores(first(g.strong(), named)))...)
		s.Notes = append(s.Notes, listed(g.Say("Lowest: ", "最低："), g.lowestFew())...)
	}
	s.Content = []doc.Content{doc.List{Items: points}}
	if g.Result.Overall.Score.OK {
		s.Content = append(s.Content, g.overallBars())
		s.Notes = append(s.Notes, listed(g.Say("Not known: ", "还不清楚："), g.unknown())...)
	}
	return s
}

// viewNotes is what whoever hands over the report says of the whole.
func (g *Gap) viewNotes() []string {
	var out []string
	for _, b := range g.WithView(doc.Section{}).Blocks {
		out = append(out, sentences(b)...)
	}
	return out
}

// radarSlide shows the dimensions: as a radar where it can be read, and in numbers.
func (g *Gap) radarSlide() doc.Slide {
	r := g.radar()
	bars := doc.Bars{Heads: g.heads()}
	bars.Heads.Name = g.Say("Dimension", "维度")
	for d := range g.Result.Dimensions {
		if n, ends := &g.Result.Dimensions[d], &g.Frame().Dimensions[d]; n.Score.OK {
			bars.Rows = append(bars.Rows, g.bar(g.Dimension(d), 0, n, ends))
		}
	}
	s := doc.Slide{Title: g.radarTitle(), Lead: r.Description, Most: 1}
	for d := range g.Result.Dimensions {
		for _, b := range g.viewOf(d) {
			s.Notes = append(s.Notes, sentences(b)...)
		}
	}
	for i := range bars.Rows {
		s.Notes = append(s.Notes, g.inWords(&bars.Rows[i]))
	}
	if len(r.Axes) == 0 {
		s.Content = []doc.Content{bars}
		return s
	}
	numbers := bars.Table()
	for k, c := range numbers.Columns {
		if c.Title == bars.Heads.Note { // the notes have it; here there is no room
			numbers.Columns = numbers.Columns[:k]
			for i := range numbers.Rows {
				numbers.Rows[i] = numbers.Rows[i][:k]
			}
			break
		}
	}
	s.Content = []doc.Content{r, numbers}
	return s
}

// inWords says a score, and its target.
func (g *Gap) inWords(b *doc.Bar) string {
	text := g.Say("%s: score %s", "%s：得分 %s", b.Name, b.Text)
	if b.TargetLabel != "" {
		text += g.Say(", target %s", "，目标 %s", b.TargetLabel)
	}
	if b.Note != "" {
		text += g.Say(" (%s)", "（%s）", b.Note)
	}
	return text + g.Say(".", "。")
}

// gapSlide shows the widest gaps.
func (g *Gap) gapSlide() doc.Slide {
	chart := g.gapChart()
	if g.isTooEarly() || len(chart.Rows) == 0 {
		return doc.Slide{}
	}
	s := doc.Slide{Title: chart.Title, Lead: g.strongAndShort(), Most: 1}
	if n := len(chart.Rows); n > mostBars {
		s.Title = g.Say("The widest gaps to the targets: %[1]d of %[2]d", "与目标差距最大的 %[1]d 项（共 %[2]d 项）", mostBars, n)
		chart.Rows = chart.Rows[:mostBars]
	}
	for i := range chart.Rows {
		s.Notes = append(s.Notes, g.inWords(&chart.Rows[i].Bar)+g.Say(" Gap %s.", "差距 %s。", chart.Rows[i].Gap))
	}
	s.Content = []doc.Content{chart}
	return s
}

// heatSlide shows every criterion.
func (g *Gap) heatSlide() doc.Slide {
	h := g.heat()
	if len(h.Rows) == 0 {
		return doc.Slide{}
	}
	s := doc.Slide{Title: h.Title, Lead: h.Description, Most: 3, Content: []doc.Content{h}}
	if len(h.Legend) > 0 {
		levels := make([]string, len(h.Legend))
		for k, c := range h.Legend {
			levels[k] = strings.TrimSpace(c.Text + " " + c.Name)
		}
		s.Lead += g.Say(" Levels: %s.", "级别：%s。", g.List(levels))
	}
	s.Notes = append(s.Notes, s.Lead)
	if !g.isTooEarly() {
		s.Notes = append(nonEmpty(g.kindOfShortfall()), s.Notes...)
	}
	return s
}

// prioritySlide is what comes first, and why.
func (g *Gap) prioritySlide() doc.Slide {
	sec := g.priorities()
	s := doc.Slide{Title: sec.Heading, Lead: g.surelyFirst(), Most: 1}
	s.Notes = append(g.first(firstFew, true), said(sec)...)
	all := tables(sec)
	if len(all) == 0 {
		s.Lead = strings.Join(s.Notes, " ")
		return s
	}
	if g.isAimless() {
		s.Title = g.whereLowest()
	}
	if n := len(all[0].Rows); n > mostRanks {
		s.Title = g.Say("First priorities: %[1]d of %[2]d", "最优先的 %[1]d 项（共 %[2]d 项）", mostRanks, n)
		all[0].Rows = all[0].Rows[:mostRanks]
	}
	s.Content = []doc.Content{all[0]}
	return s
}

// planSlide is the first half-year as lanes.
func (g *Gap) planSlide() doc.Slide {
	s := doc.Slide{Title: g.Say("The first half-year", "前半年"), Most: 2}
	switch {
	case g.isAimless():
		return doc.Slide{}
	case len(g.road().Plan().Steps) == 0:
		s.Lead = g.noSteps()
		return s
	}
	whole, left := g.road().Whole(), g.road().Left()
	if len(left) == 0 { // else it speaks of reasons below it: see askSlide
		s.Lead = whole
	}
	s.Notes = slices.Concat([]string{whole}, left, said(g.brief()))
	for _, b := range g.road().Picture() {
		if lanes, ok := b.(doc.Lanes); ok {
			s.Content = []doc.Content{lanes}
			continue
		}
		s.Notes = append(s.Notes, sentences(b)...)
	}
	return s
}

// askSlide is what the reader is asked to decide.
func (g *Gap) askSlide() doc.Slide {
	s := doc.Slide{Most: 2}
	var points []string
	for _, b := range g.ask() {
		switch v := b.(type) {
		case doc.Heading:
			s.Title = v.Text
			continue
		case doc.Paragraph:
			if s.Lead == "" {
				s.Lead = v.Text
				continue
			}
		}
		points = append(points, sentences(b)...)
	}
	if slices.Contains(points, g.road().Whole()) {
		points = append(points, g.road().Left()...)
	}
	if len(points) > 0 {
		s.Content = []doc.Content{doc.List{Items: points}}
		s.Notes = append([]string{s.Lead}, points...)
	}
	return s
}

// agreementSlides are what to discuss in a panel, then how the roles see it; none of one rater.
func (g *Gap) agreementSlides() []doc.Slide {
	sec := agreement.Summary(g.Scored)
	words := said(sec)
	if len(words) == 0 {
		return nil
	}
	all := tables(sec)
	out := []doc.Slide{{Title: sec.Heading, Lead: words[0], Notes: words[1:], Most: 1}}
	if len(all) == 0 {
		out[0].Content = []doc.Content{doc.List{Items: words[1:]}}
	}
	for k, t := range all {
		if k > 0 {
			out = append(out, doc.Slide{Title: sec.Heading})
		}
		out[k].Content = []doc.Content{t}
	}
	return out
}

// sinceSlide is what changed since an earlier assessment.
func (g *Gap) sinceSlide() doc.Slide {
	if g.since == nil {
		return doc.Slide{}
	}
	sec := g.since.Since()
	words := said(sec)
	s := doc.Slide{Title: sec.Heading, Lead: words[0], Notes: words, Most: 1}
	for _, details := range g.since.Details() {
		for _, b := range details.Blocks {
			if d, ok := b.(doc.Dumbbells); ok && len(s.Content) == 0 && len(d.Rows) > 0 {
				s.Content = []doc.Content{d}
			}
		}
	}
	return s
}

// memberSlide is how far apart the firms are that were rated beside the team.
func (g *Gap) memberSlide() doc.Slide {
	sec := g.members()
	words, all := said(sec), tables(sec)
	if len(words) == 0 {
		return doc.Slide{}
	}
	s := doc.Slide{Title: sec.Heading, Lead: words[0], Notes: words[1:], Most: 1}
	if len(all) > 0 {
		s.Content = []doc.Content{all[0]}
	}
	return s
}

// findingSlide is what the answers say across dimensions.
func (g *Gap) findingSlide() doc.Slide {
	sec := g.findings()
	s := doc.Slide{Title: sec.Heading, Most: 2}
	for _, b := range sec.Blocks {
		if l, ok := b.(doc.List); ok {
			s.Content, s.Notes = []doc.Content{l}, l.Items
		}
	}
	return s
}

func (g *Gap) findOutSlide() doc.Slide {
	sec := g.findOut()
	s := doc.Slide{Title: sec.Heading, Most: 1}
	for _, t := range tables(sec) {
		s.Content = []doc.Content{t}
		s.Notes = g.unknown()
	}
	return s
}

// methodSlide says how scores come about, and what they do not prove.
func (g *Gap) methodSlide() doc.Slide {
	points := append([]string{g.method(), g.Disclaimer().Text}, g.warnings()...)
	return doc.Slide{Title: g.scope().Heading, Most: 1, Content: []doc.Content{doc.List{Items: points}},
		Notes: append(said(g.scope()), rows(g.scopeRows())...)}
}

// sentences are what a block says in words: none of a heading, a table or a drawing.
func sentences(b doc.Block) []string {
	switch v := b.(type) {
	case doc.Paragraph:
		return nonEmpty(v.Text)
	case doc.List:
		return v.Items
	}
	return nil
}

// said are the sentences of a section.
func said(s doc.Section) []string {
	var out []string
	for _, b := range s.Blocks {
		out = append(out, sentences(b)...)
	}
	return out
}

func tables(s doc.Section) []doc.Table {
	var out []doc.Table
	for _, b := range s.Blocks {
		if t, ok := b.(doc.Table); ok {
			out = append(out, t)
		}
	}
	return out
}

// rows are rows of a table as lines.
func rows(of [][]string) []string {
	out := make([]string, len(of))
	for i := range of {
		out[i] = strings.Join(of[i], "  ")
	}
	return out
}

// listed are items with what they are in front of the first.
func listed(lead string, items []string) []string {
	if len(items) == 0 {
		return nil
	}
	return append([]string{lead + items[0]}, items[1:]...)
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
