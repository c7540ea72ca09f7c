package rollup

import (
	"strings"

	"fathom/assess/portfolio"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/say"
)

// askedAt is how many criteria a depth asks.
func (b *Rollup) askedAt(depth string) (n int) {
	for i := range b.all.Model.Len() {
		if b.all.Model.Asked(i, depth) {
			n++
		}
	}
	return n
}

// depths says how much the subjects were asked, unless all were asked everything.
func (b *Rollup) depths() string {
	switch all := b.all.Depths; {
	case len(all) == 0 || len(all) == 1 && all[0].Depth == "full":
		return ""
	case len(all) == 1:
		return b.Say("All subjects were asked only %s.", "所有对象都只问到%s。", b.depthWords(all[0].Depth)) + b.core()
	default:
		var parts []string
		for _, d := range all {
			parts = append(parts, b.depthCount(&d))
		}
		text := b.Say("Subjects were not all asked the same: ", "各对象问到的范围不同：") + strings.Join(parts, b.Say(", ", "，")) + b.Say(".", "。")
		return text + b.core() + b.Say(" What was not asked is in no score: compare only those who were asked the same.", "没问的不计入得分：只宜在范围相同的对象之间比较。")
	}
}

// core says what quick scores rest on, where there are any.
func (b *Rollup) core() string {
	for _, d := range b.all.Depths {
		if d.Depth == "quick" {
			return b.Say(" A quick score rests on the core criterion of each practice alone.", "快速评估的得分只依据每项的核心标准。")
		}
	}
	return ""
}

// depthCount is how many were asked how much.
func (b *Rollup) depthCount(d *portfolio.DepthCount) string {
	n := b.Say("some", "一部分对象")
	if d.N.OK {
		n = b.Say("%s", "%s 个对象", number.Count(d.N.Value))
	}
	if d.Depth == "full" {
		return b.Say("%s everything", "%s问到全部标准", n)
	}
	return b.Say("%s only %s", "%s只问到%s", n, b.depthWords(d.Depth))
}

// depthWords names what a depth asks, with how much that is.
func (b *Rollup) depthWords(depth string) string {
	asked, all := b.askedAt(depth), b.all.Model.Len()
	if depth == "quick" {
		return b.Say("the core criteria (%d of %d)", "核心标准（%[2]d 条中的 %[1]d 条）", asked, all)
	}
	return b.Say("%[3]s (%[1]d of %[4]s)", "%[3]s（%[2]d 条标准中的 %[1]d 条）", asked, all, b.partNamed(depth), say.Count(all, "1 criterion", "%d criteria"))
}

// partNamed is the name of the part or profile that a depth asks alone, with what it asks of it.
func (b *Rollup) partNamed(depth string) string {
	d := b.Rubric.DepthOf(depth)
	switch {
	case b.Rubric.Profile(d.Choice) != nil && d.Part == "":
		return b.Say("the profile %s", "题组“%s”", b.Profile(d.Choice))
	case b.Rubric.Profile(d.Choice) != nil:
		return b.Say("%[2]s of the profile %[1]s", "题组“%[1]s”的%[2]s", b.Profile(d.Choice), b.partNamed(d.Part))
	case d.Choice == rubric.QuickDepth:
		return b.Say("the core criteria of %s", "%s的核心标准", b.partNamed(d.Part))
	}
	for k := range b.Rubric.Parts {
		if b.Rubric.Parts[k].ID == d.Part {
			return b.Part(k)
		}
	}
	return depth
}

// kinds says that teams and firms of their channels are in one mean, where they are, and where to read them apart.
func (b *Rollup) kinds() string {
	var teams, firms int64
	known := true
	kinds := map[bool]bool{}
	for _, d := range b.all.Depths {
		ofFirm := b.Rubric.RatesMember(d.Depth)
		kinds[ofFirm], known = true, known && d.N.OK
		if ofFirm {
			firms += d.N.Value
		} else {
			teams += d.N.Value
		}
	}
	if len(kinds) < 2 {
		return ""
	}
	text := b.Say("Teams and firms of their channels are in this mean together", "这个平均分里既有团队，也有单独评的渠道成员")
	if known {
		text += b.Say(": %[3]s a team, %[4]s one firm alone", "：评团队的 %[1]d 份，只评一家渠道成员的 %[2]d 份", teams, firms,
			number.Counting(teams, "1 file rates", "%s files rate"), number.Counting(firms, "1 file rates", "%s files rate"))
	}
	if apart := b.partMeans(); len(apart) > 1 {
		return text + b.Say(". Read them apart: %s.", "。请分开看：%s。", b.List(apart))
	}
	return text + b.Say(".", "。")
}

// partMeans are the parts with their means, those that are shown.
func (b *Rollup) partMeans() []string {
	var out []string
	for k := range b.all.Parts {
		if d := &b.all.Parts[k]; !d.Hidden && d.Mean.OK {
			out = append(out, b.Say("%s %s", "%s %s 分", b.Part(k), at(d.Mean, &b.frame.Parts[k])))
		}
	}
	return out
}

// depthGroup names a group by depth.
func (b *Rollup) depthGroup(depth string) string {
	switch depth {
	case "full":
		return b.Say("full", "完整")
	case "quick":
		return b.Say("quick", "快速")
	}
	return b.Say("only %s", "只有%s", b.partNamed(depth))
}
