package reports

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// builder words one result in one language.
type builder struct {
	say.Language
	res    *assess.Result
	r      *rubric.Rubric
	digest string
	trend  *Trend        // nil without an earlier assessment
	ends   *assess.Frame // see frame
}

// text is a rubric's text in the report's language, else in the rubric's first.
func (b *builder) text(t rubric.Text) string {
	return safe.Line(t.In(append([]string{string(b.Language)}, b.r.Languages...)...))
}

// named is a text, or the id where the rubric has none.
func (b *builder) named(t rubric.Text, id string) string {
	if s := b.text(t); s != "" {
		return s
	}
	return id
}

func (b *builder) practice(i int) string {
	return b.named(b.r.Practices[i].Name, b.r.Practices[i].ID)
}

func (b *builder) dimension(i int) string {
	return b.named(b.r.Dimensions[i].Name, b.r.Dimensions[i].ID)
}
func (b *builder) part(i int) string { return b.named(b.r.Parts[i].Name, b.r.Parts[i].ID) }

func (b *builder) criterion(i, k int) string {
	c := &b.r.Practices[i].Criteria[k]
	return b.named(c.Name, c.ID)
}

func (b *builder) owner(id string) string {
	if id == "" {
		return none
	}
	for _, o := range b.r.Owners {
		if o.ID == id {
			return b.named(o.Name, id)
		}
	}
	return id
}

func (b *builder) subject() string {
	s := &b.res.Assessment.Subject
	if s.Name != "" {
		return safe.Line(s.Name)
	}
	return s.ID
}

// frame is what the scores lie between; it is found once, when something asks.
func (b *builder) frame() *assess.Frame {
	if b.ends == nil {
		b.ends = b.res.Model.Frame(b.res)
	}
	return b.ends
}

// sums tells whether practices add points up: their criteria are then told in points.
func (b *builder) sums() bool { return b.r.Scoring.Practice.Aggregate == rubric.Sum }

// level names a level: "level 2, Emerging".
func (b *builder) level(s *rubric.Scale, level int) string {
	if name := b.levelName(s, level); name != "" {
		return b.Say("level %d, %s", "%d 级“%s”", level, name)
	}
	return b.Say("level %d", "%d 级", level)
}

// grade names a level briefly: by its number where that is what counts, with its name where levels have values of their own.
func (b *builder) grade(s *rubric.Scale, level int) string {
	if ownValues(s) {
		return b.level(s, level)
	}
	return b.Say("level %d", "%d 级", level)
}

// ownValues tells whether the values of a scale are other numbers than its levels.
func ownValues(s *rubric.Scale) bool {
	return slices.ContainsFunc(s.Levels, func(l rubric.Level) bool { return l.Value != float64(l.Level) })
}

// levelName is a level's name, "" where it has none.
func (b *builder) levelName(s *rubric.Scale, level int) string {
	for _, l := range s.Levels {
		if l.Level == level {
			return b.text(l.Name)
		}
	}
	return ""
}

// shown is the level of a node with the way to the next one; a score of 2.6 is never called level 3.
func (b *builder) shown(n *assess.Node) string {
	way := min(int(100*n.Progress+0.5), 99)
	switch {
	case !n.Level.OK:
		return ""
	case !n.Next.OK, way == 0:
		return b.level(n.Scale, n.Level.Value)
	}
	return b.Say("%s, %d%% of the way to %d", "%s，往 %[3]d 级的路走了 %[2]d%%", b.level(n.Scale, n.Level.Value), way, n.Next.Value)
}

// target prints the target of practice i as its score is told, a dash without one; floor its floor.
func (b *builder) target(i int) string {
	p := &b.res.Practices[i]
	if !p.Target.OK {
		return none
	}
	return b.wanted(i, p.Target.Value, p.Aim)
}

func (b *builder) floor(i int) string {
	return b.wanted(i, *b.r.Practices[i].Floor, b.res.Practices[i].Floor)
}

// wanted prints what the rubric asks of practice i: as it is written where that is what counts, else in points, told apart from the
// score.
func (b *builder) wanted(i int, written float64, counts Value) string {
	if p := &b.res.Practices[i]; counts.OK && counts.Value != written {
		return told(counts.Value, p.Decimals, beside(p.Score)...)
	}
	return plain(written)
}

// practiceScore prints the score of practice i, told apart from the levels, from its target and its floor, and from further limits.
func (b *builder) practiceScore(i int, further ...Value) string {
	p := &b.res.Practices[i]
	return nodeScore(&p.Node, append(further, p.Aim, p.Floor)...)
}

// partOf finds the part that a dimension belongs to, and dimensionOf the dimension of a practice.
func (b *builder) partOf(d int) int {
	for p := range b.r.Parts {
		if b.r.Parts[p].ID == b.r.Dimensions[d].Part {
			return p
		}
	}
	return 0
}

func (b *builder) dimensionOf(i int) int {
	for d := range b.r.Dimensions {
		if b.r.Dimensions[d].ID == b.r.Practices[i].Dimension {
			return d
		}
	}
	return 0
}

// list joins names as the language does.

func (b *builder) practices(is []int) string {
	names := make([]string, len(is))
	for k, i := range is {
		names[k] = b.practice(i)
	}
	return b.List(names)
}
