// Package rollup is the report on a portfolio, to read, as a workbook and as JSON; and the rows of its subjects.
package rollup

import (
	"math"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// Rollup is the report on a portfolio.
type Rollup struct {
	names.Namer
	all   *portfolio.Rollup
	frame *assess.Frame // what the scores lie between
}

// New prepares the report on a portfolio in a language, "zh" or "en": where the subjects stand, how far apart they are,
// what most of them lack, how groups and pairs of practices compare, who is at the ends, and how it was counted. What a
// small portfolio does not have is left out.
func New(r *portfolio.Rollup, lang say.Language) *Rollup {
	return &Rollup{Namer: names.Namer{Language: lang, Rubric: r.Model.Rubric, Digest: r.Digest}, all: r,
		frame: r.Model.Ends(r.Stage, r.Sector)}
}

// Doc is the report to read.
func (b *Rollup) Doc() *doc.Report {
	r, rep := b.all, doc.New(b.Language, b.title())
	if r.Overall.N == 0 { // also of a roll-up that withholds everything
		rep.Sections = []doc.Section{{Heading: b.Say("Summary", "摘要"), Blocks: b.nothing()}}
		return rep
	}
	rep.Add(b.standing(), b.distribution(), b.byNode(), b.byPractice(), b.common())
	for k := range r.Groupings {
		rep.Add(b.grouping(k))
	}
	rep.Add(b.pairs(), b.ends(), b.notes())
	return rep
}

func (b *Rollup) title() string {
	name := b.Named(b.Rubric.Title, b.Rubric.ID)
	if b.all.Withheld {
		return b.Say("%s: roll-up", "%s：汇总", name)
	}
	return b.Say("%[1]s: roll-up of %[3]s", "%[1]s：%[2]s 个对象的汇总", name, number.Count(b.all.Subjects), number.Counting(b.all.Subjects, "1 subject", "%s subjects"))
}

// fewest is from how many scores up shares of a hundred are spoken of.
const fewest = 10

// isRanked reports whether a distribution is large enough for percentiles, and for a drawing.
func isRanked(d *portfolio.Distribution) bool { return d.N >= fewest }

// counted is with how many decimals scores of a node are counted; below 0 they are counted in tens, hundreds and so on.
func counted(n *assess.Ends) int { return portfolio.Decimals(n.Bottom.Value, n.Top.Value) }

// places is with how many decimals scores of a node are shown: as finely as they are counted.
func places(n *assess.Ends) int { return max(counted(n), 0) }

// at prints a score of a node.
func at(v number.Value, n *assess.Ends) string { return number.Score(v, places(n)) }

// fromTo prints two scores of a node, once where they are alike.
func fromTo(low, high number.Value, n *assess.Ends) string {
	from, to := at(low, n), at(high, n)
	if from == to {
		return from
	}
	return from + "–" + to
}

// ends are the lowest and the highest score that a node can have.
func ends(n *assess.Ends) (low, high float64) {
	if n.Scale != nil {
		return n.Scale.Lowest(), n.Scale.Highest()
	}
	return n.Bottom.Value, n.Top.Value
}

// reach is from where to where the scores of a node are drawn: its ends, and beyond them what subjects of other stages
// and sectors reach where points are added up.
func reach(d *portfolio.Distribution, n *assess.Ends) (low, high float64) {
	low, high = ends(n)
	if d.Min.OK && d.Max.OK {
		low, high = min(low, d.Min.Value), max(high, d.Max.Value)
	}
	return low, high
}

// classes counts scores in classes of equal width, at most so many between two scores of a node. The class that would
// hold nothing but the end of the scale is one with the class before it.
func classes(d *portfolio.Distribution, n *assess.Ends, from, to float64, most int) []doc.Share {
	per := math.Pow10(counted(n))
	bin := func(x float64) int { return int(math.Round(x * per)) }
	low, high := reach(d, n)
	if high <= low {
		return nil
	}
	first, last, end := bin(from), bin(to), bin(high)
	width := portfolio.ClassWidth(first, last, most)
	start := floorDiv(first, width) * width
	k := (last-start)/width + 1
	if last == end && width > 1 && k > 1 && (end-start)%width == 0 {
		k--
	}
	out := make([]doc.Share, k)
	for i := range out {
		x := start + i*width
		top := x + width - 1
		if i == k-1 {
			top = min(max(top, last), max(end, x))
		}
		out[i].Label = fromTo(assess.Some(float64(x)/per), assess.Some(float64(top)/per), n)
		out[i].Position = assess.Between(assess.Some((float64(x)+float64(width)/2)/per), low, high).Value
	}
	class := func(x float64) int { return min(max((bin(x)-start)/width, 0), k-1) }
	for _, s := range d.Bins { // one that reaches over several classes is drawn as if it were spread evenly
		from, to := class(s.Score), class(max(s.Score, s.To))
		for i := from; i <= to; i++ {
			out[i].N += s.N*int64(i+1-from)/int64(to+1-from) - s.N*int64(i-from)/int64(to+1-from)
		}
	}
	return out
}

func floorDiv(x, y int) int { return int(math.Floor(float64(x) / float64(y))) }
