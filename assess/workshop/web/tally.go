package web

import (
	"strconv"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// tallyView is how the votes of a round that was shown fall.
type tallyView struct {
	Hidden string // why nothing of them is shown; ""
	Rows   []row
	Bare   bool   // there are no names
	Speak  string // who speaks first; "" where there is no need
}

// row is one answer, and how many gave it.
type row struct {
	Value, Name string
	Count       int
	Share       int // of the longest bar, 0 to 100
	Names       string
	First       bool // they speak first
}

// everyName is for tally where a page can be scrolled.
const everyName = assess.MaxRaters

// tally words the votes of a round, with so many names in a row at most; nil before it is shown.
func tally(r *workshop.Room, t *workshop.Tally, lang say.Language, most int) *tallyView {
	if t == nil {
		return nil
	}
	v := &tallyView{}
	switch t.Hidden {
	case workshop.TooFew:
		v.Hidden = lang.Say("Fewer than three gave a level: the votes stay hidden.", "给出级别的不足三人，票数不显示。")
		return v
	case workshop.TooClose:
		v.Hidden = lang.Say("Too few changed since the round before: the votes stay hidden.", "与上一轮相比，改动的人太少，票数不显示。")
		return v
	}
	who := crowd{lang, most}
	v.Rows, v.Bare = rows(r, t, who), r.Anonymous()
	v.Speak = who.speak(t)
	return v
}

func rows(r *workshop.Room, t *workshop.Tally, who crowd) (out []row) {
	i, _, _ := r.Current()
	in, lang := texts{r.Model().Rubric, who.lang}, who.lang
	differ := t.Spread.N > 0 && t.Spread.High > t.Spread.Low
	for _, c := range t.Levels {
		out = append(out, row{Value: strconv.Itoa(c.Level), Name: in.level(r.Model(), i, c.Level), Count: c.Votes,
			Names: who.names(c.Who),
			First: differ && c.Votes > 0 && (c.Level == t.Spread.Low || c.Level == t.Spread.High)})
	}
	for _, c := range []struct {
		workshop.Count
		name string
	}{{t.Unknown, lang.Say("Don't know", "不知道")}, {t.NA, lang.Say("Not applicable", "不适用")}} {
		if c.Votes > 0 {
			out = append(out, row{Name: c.name, Count: c.Votes, Names: who.names(c.Who)})
		}
	}
	most := 1
	for _, x := range out {
		most = max(most, x.Count)
	}
	for k := range out {
		out[k].Share = 100 * out[k].Count / most
	}
	return out
}

// crowd names people, so many at most.
type crowd struct {
	lang say.Language
	most int
}

// names puts people in a row.
func (c crowd) names(who []string) string {
	var out []string
	for _, w := range who[:min(len(who), c.most)] {
		out = append(out, safe.Line(w))
	}
	more := len(who) - len(out)
	if more == 0 {
		return c.lang.List(out)
	}
	return c.lang.List(out) + c.lang.Say(" and %[1]d more", "等 %[2]d 人", more, len(who))
}

// speak says who speaks first: those who differ most have seen something that the others have not.
func (c crowd) speak(t *workshop.Tally) string {
	lang := c.lang
	switch {
	case len(t.Lowest) > 0:
		return lang.Say("To speak first: %s (lowest); %s (highest)", "先请发言：%s（最低）；%s（最高）", c.names(t.Lowest), c.names(t.Highest))
	case len(t.Against) > 0:
		return lang.Say("To speak first: %s (does not apply)", "先请发言：%s（认为不适用）", c.names(t.Against))
	case t.Spread.N > 0 && t.Spread.High > t.Spread.Low:
		return lang.Say("The votes differ: who has a reason for the lowest or the highest?", "评分不一：谁来说说最低或最高的理由？")
	}
	return ""
}
