package change

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/say"
)

// This file shows then and now side by side: dimensions, practices, criteria.

func (c *Change) dumbbells(name string) doc.Dumbbells {
	d := doc.Dumbbells{Name: name, Change: c.Say("Change", "变化"),
		Then: doc.Moment{Word: c.Say("Then", "当时"), Date: c.trend.Old.Assessment.Date},
		Now:  doc.Moment{Word: c.Say("Now", "现在"), Date: c.trend.New.Assessment.Date},
		Ends: c.Say("Each line goes from the lowest score there can be to the highest", "每条线从最低可能得分画到最高可能得分")}
	if s := c.Result.Overall.Scale; s != nil {
		d.Ends = c.Say("Each line goes from %s to %s", "每条线从 %s 分画到 %s 分", number.Plain(s.Lowest()), number.Plain(s.Highest()))
	}
	return d
}

// dumbbell draws a change on the scale of its score, or between the least and the most that it could be.
func (c *Change) dumbbell(name string, x trend.Change, scale *rubric.Scale, ends *assess.Ends) doc.Dumbbell {
	r := doc.Dumbbell{Name: name, Then: x.Old, Now: x.New, Min: ends.Bottom.Value, Max: ends.Top.Value,
		Old: c.fine(x.Old), New: c.fine(x.New), Change: c.arrow(x.Delta())}
	if scale != nil {
		r.Min, r.Max = scale.Lowest(), scale.Highest()
	}
	return r
}

func (c *Change) changedDimensions() doc.Section {
	if c.trend.Criteria == 0 {
		return doc.Section{}
	}
	d := c.dumbbells(c.Say("Dimension", "维度"))
	for i, x := range c.trend.Dimensions {
		if !c.trend.Old.Dimensions[i].Score.OK && !c.Result.Dimensions[i].Score.OK {
			continue // not rated, then or now
		}
		d.Rows = append(d.Rows, c.dumbbell(c.Dimension(i), x, c.Result.Dimensions[i].Scale, &c.Frame().Dimensions[i]))
	}
	return doc.Section{Heading: c.Say("By dimension", "按维度"), Blocks: []doc.Block{d}}
}

// changedPractices shows the practices that moved, the largest rise first, where raters tell those that did clearly
// before the others, and names the rest.
func (c *Change) changedPractices() doc.Section {
	s := doc.Section{Heading: c.Say("By practice", "按事项")}
	var clear, others, still []int
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		switch {
		case !p.Delta().OK:
		case c.signed(p.Delta()) == c.zero():
			still = append(still, i)
		case p.Beyond():
			clear = append(clear, i)
		default:
			others = append(others, i)
		}
	}
	if len(clear) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: c.Say("Clear changes", "明确的变化")}, c.practiceDumbbells(clear))
	}
	if len(others) > 0 {
		if c.isTold() {
			s.Blocks = append(s.Blocks, doc.Heading{Text: c.Say("Changes that may be chance", "可能只是波动的变化")})
		}
		d := c.practiceDumbbells(others)
		if len(clear) > 0 {
			d.Ends = "" // the drawings above have the key
		}
		s.Blocks = append(s.Blocks, d)
	}
	if len(still) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: c.Say("Unchanged, %[2]s: %[3]s.", "没有变化的 %[1]d 项：%[3]s。", len(still),
			say.Count(len(still), "1 practice", "%d practices"), c.Practices(still))})
	}
	if len(clear)+len(others) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: c.whatIsClear()})
	}
	return s
}

// whatIsClear says how clear changes are told from others, and what a level is.
func (c *Change) whatIsClear() string {
	text := ""
	if c.HasLevels() {
		text = c.Say("A change within a level is no change in level. ", "级别以内的升降不算升降级。")
	}
	if !c.isTold() {
		return text + c.Say("No practice can be told from chance by these answers.", "凭这些答案，看不出哪一项是真有变化。")
	}
	return text + c.Say("A change is clear where the raters moved further than they differ among themselves; the more practices are looked at, the further they must have moved.",
		"评分人给出的变化超过他们之间的出入，才算明确；同时看的事项越多，要求越严。")
}

// practiceDumbbells are some practices, from the largest rise to the largest fall.
func (c *Change) practiceDumbbells(is []int) doc.Dumbbells {
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Compare(c.trend.Practices[y].Delta().Value, c.trend.Practices[x].Delta().Value)
	})
	d := c.dumbbells(c.Say("Practice", "事项"))
	if c.HasLevels() {
		d.Note = c.Say("Level", "级别")
	}
	for _, i := range is {
		p := &c.trend.Practices[i]
		row := c.dumbbell(c.Practice(i), p.Change, c.Result.Practices[i].Scale, &c.Frame().Practices[i])
		row.Note = c.levels(p)
		d.Rows = append(d.Rows, row)
	}
	return d
}

func (c *Change) levels(p *trend.PracticeChange) string {
	switch {
	case !p.OldLevel.OK || !p.NewLevel.OK:
		return number.None
	case p.OldLevel == p.NewLevel:
		return strconv.Itoa(p.NewLevel.Value)
	}
	return strconv.Itoa(p.OldLevel.Value) + " → " + strconv.Itoa(p.NewLevel.Value)
}

// criterionChange is one criterion that is compared, then and now, in points.
type criterionChange struct {
	practice, criterion int
	trend.Change
}

// criteria are all that is compared, in the order of the rubric.
func (c *Change) criteria() []criterionChange {
	var out []criterionChange
	at := 0
	for i := range c.Result.Practices {
		for k := range c.Result.Practices[i].Criteria {
			if c.trend.Alike.Compared[at] {
				old, new := &c.trend.Old.Practices[i].Criteria[k], &c.Result.Practices[i].Criteria[k]
				out = append(out, criterionChange{i, k, trend.Change{Old: c.points(old), New: c.points(new)}})
			}
			at++
		}
	}
	return out
}

// points are what a criterion brings: its value, times its weight where points are added up.
func (c *Change) points(x *assess.CriterionResult) number.Value {
	if c.Sums() && x.Value.OK {
		return assess.Some(x.Weight * x.Value.Value)
	}
	return x.Value
}

// changedCriteria lists the criteria that were rated otherwise, in the order of the rubric; nothing where each is all
// that its practice was asked, as what rose and fell by practice says the same.
func (c *Change) changedCriteria() doc.Section {
	s := doc.Section{Heading: c.Say("What changed, criterion by criterion", "逐条标准的变化")}
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("Criterion", "标准"), Flexible: true},
		{Title: c.Say("Then", "当时"), Right: true}, {Title: c.Say("Now", "现在"), Right: true},
		{Title: c.Say("Change", "变化"), Right: true}}}
	moved, digits := c.movedCriteria()
	if c.isOneEach() {
		return s
	}
	for _, x := range moved {
		t.Rows = append(t.Rows, []string{c.Full(x.practice, x.criterion),
			assess.Round(x.Old.Value, digits), assess.Round(x.New.Value, digits), c.arrow(x.Delta())})
	}
	if len(t.Rows) == 0 {
		return s
	}
	if still := c.trend.Criteria - len(moved); still > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: c.Say("%[2]s rated as before and left out.", "另有 %[1]d 条标准的打分与上次相同，这里不列。", still,
			say.Count(still, "1 more criterion is", "%d more criteria are"))})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// isOneEach reports whether no practice has two criteria that were compared.
func (c *Change) isOneEach() bool {
	seen := map[int]bool{}
	for _, x := range c.criteria() {
		if x.Delta().OK && seen[x.practice] {
			return false
		}
		seen[x.practice] = seen[x.practice] || x.Delta().OK
	}
	return true
}

// movedCriteria are those that changed, and how finely they are told: levels as they are, means with decimals.
func (c *Change) movedCriteria() (moved []criterionChange, digits int) {
	for _, x := range c.criteria() {
		if !x.Delta().OK || c.signed(x.Delta()) == c.zero() {
			continue
		}
		moved = append(moved, x)
		if x.Old.Value != math.Trunc(x.Old.Value) || x.New.Value != math.Trunc(x.New.Value) {
			digits = c.digits()
		}
	}
	return moved, digits
}
