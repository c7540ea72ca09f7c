package web

import (
	"strconv"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// tallyView is how the votes of a round that was shown fall.
type tallyView struct {
	Hidden string // why nothing of them is shown; ""
	Rows   []row
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

// tally words the votes of a round; nil before it is shown.
func tally(r *workshop.Room, t *workshop.Tally, lang say.Language) *tallyView {
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
	v.Rows = rows(r, t, lang)
	v.Speak = speak(t, lang)
	return v
}

func rows(r *workshop.Room, t *workshop.Tally, lang say.Language) (out []row) {
	i, _, _ := r.Current()
	in := texts{r.Model().Rubric, lang}
	differ := t.Spread.N > 0 && t.Spread.High > t.Spread.Low
	for _, c := range t.Levels {
		out = append(out, row{Value: strconv.Itoa(c.Level), Name: in.level(r.Model(), i, c.Level), Count: c.Votes,
			Names: names(c.Who, lang), First: differ && c.Votes > 0 && (c.Level == t.Spread.Low || c.Level == t.Spread.High)})
	}
	for _, c := range []struct {
		workshop.Count
		name string
	}{{t.Unknown, lang.Say("Don't know", "不知道")}, {t.NA, lang.Say("Not applicable", "不适用")}} {
		if c.Votes > 0 {
			out = append(out, row{Name: c.name, Count: c.Votes, Names: names(c.Who, lang)})
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

// names puts people in a row.
func names(who []string, lang say.Language) string {
	var out []string
	for _, w := range who {
		out = append(out, safe.Line(w))
	}
	return lang.List(out)
}

// speak says who speaks first: those who differ most have seen something that the others have not.
func speak(t *workshop.Tally, lang say.Language) string {
	switch {
	case len(t.Lowest) > 0:
		return lang.Say("To speak first: lowest ", "先请发言：最低 ") + names(t.Lowest, lang) +
			lang.Say("; highest ", "；最高 ") + names(t.Highest, lang)
	case len(t.Against) > 0:
		return lang.Say("To speak first: it does not apply ", "先请发言：认为不适用 ") + names(t.Against, lang)
	case t.Spread.N > 0 && t.Spread.High > t.Spread.Low:
		return lang.Say("The votes differ: who has a reason for the lowest or the highest?", "评分不一：谁来说说最低或最高的理由？")
	}
	return ""
}
