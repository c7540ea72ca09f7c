// Package rubricdiff says what changed between two versions of a rubric, and what it means for old answers and for
// scores.
package rubricdiff

import (
	"strings"

	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/versions"
)

// builder words what changed between two versions of a rubric. Its own side is the new one.
type builder struct {
	side
	then *side // the old one
	c    *versions.Changes
}

// side names what one of the two rubrics holds.
type side struct{ names.Namer }

// New is what changed between two rubrics as a document: first what it means for old answers and for scores, then the
// criteria by what becomes of their answers, then everything else. [Summary] is the same without the texts.
func New(c *versions.Changes, lang say.Language) *doc.Report {
	b := newBuilder(c, lang)
	rep := b.report()
	if !c.Empty() {
		rep.Add(b.meaning(), b.confirm(), b.reworded(), b.renamed(), b.aside(), b.added(), b.otherwise(),
			b.practiceNodes(), b.frame())
	}
	return rep
}

func newBuilder(c *versions.Changes, lang say.Language) *builder {
	of := func(r *rubric.Rubric) side { return side{names.Namer{Language: lang, Rubric: r}} }
	then := of(c.Old)
	return &builder{of(c.New), &then, c}
}

// report has the title alone, or that there is no difference.
func (b *builder) report() *doc.Report {
	rep := doc.New(b.Language, b.Say("What changed: %s", "改了什么：%s", b.versions()))
	if b.c.Empty() {
		rep.Sections = []doc.Section{{Heading: b.Say("No difference", "没有差别"), Blocks: []doc.Block{doc.Paragraph{Text: b.Say("The two rubrics are the same.", "两份评估标准内容相同。")}}}}
	}
	return rep
}

func (b *builder) versions() string {
	old, new := b.c.Old, b.c.New
	v := [4]string{safe.Line(old.ID), safe.Line(old.Version), safe.Line(new.ID), safe.Line(new.Version)}
	switch {
	case !b.c.SameID():
		return v[0] + " " + v[1] + " → " + v[2] + " " + v[3]
	case old.Version == new.Version:
		return v[0] + " " + v[1]
	}
	return v[0] + " " + v[1] + " → " + v[3]
}

// meaning is the verdict: what it means for old answers, what for scores, and what to know besides.
func (b *builder) meaning() doc.Section {
	s := doc.Section{Heading: b.Say("What it means", "意味着什么")}
	if !b.c.SameID() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: b.Say(
			"The ids differ: answer files for %[1]s are refused, not taken over. If the new rubric had the id %[1]s, this would become of them:",
			"两者标识不同：%[1]s 的答卷会被拒收，不会转换。假如新标准的标识也是 %[1]s，旧答案会是这样：", b.c.Old.ID)})
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: b.answers()},
		doc.Paragraph{Strong: true, Text: b.scores()})
	if notes := b.notes(); len(notes) > 0 {
		s.Blocks = append(s.Blocks, doc.List{Items: notes})
	}
	return s
}

// answers says what becomes of the old answers.
func (b *builder) answers() string {
	c := b.c
	kept, renamed, reworded, confirm := c.Count(versions.Kept), c.Count(versions.Renamed),
		c.Count(versions.Reworded), c.Count(versions.Confirm)
	aside, added := c.Count(versions.Aside), c.Count(versions.Added)
	total := kept + renamed + reworded + confirm + aside
	text := b.Say("%[2]s", "%[1]d 条答案全部原样保留", total, say.Count(total, "The one answer carries over as it is", "All %d answers carry over as they are"))
	if kept < total {
		parts := []string{b.Say("%[1]d of %[3]s %[4]s", "%[2]d 条旧答案中，%[1]d 条原样保留", kept, total,
			say.Count(total, "1 answer", "%d answers"), say.Agree(kept, "carries over as it is", "carry over as they are"))}
		part := func(n int, text string) {
			if n > 0 {
				parts = append(parts, text)
			}
		}
		part(renamed, b.Say("%d under a new id", "%d 条换到新标识下", renamed))
		part(reworded, b.Say("%[2]s", "%[1]d 条只是换了说法、照样算数", reworded,
			say.Count(reworded, "1 because its text was only reworded", "%d because their text was only reworded")))
		part(confirm, b.Say("%[2]s", "%[1]d 条因文字有改动要再确认", confirm,
			say.Count(confirm, "1 is asked again because its text changed", "%d are asked again because their text changed")))
		part(aside, b.Say("%[2]s", "%[1]d 条已没有对应的标准，另存备查", aside,
			say.Count(aside, "1 has no place any more and is kept aside", "%d have no place any more and are kept aside")))
		text = strings.Join(parts, b.Say(", ", "，"))
	}
	return text + b.fresh(added) + b.Say(".", "。")
}

// fresh says how many criteria nobody has answered.
func (b *builder) fresh(added int) string {
	core := 0
	for i := range b.c.Criteria {
		if x := &b.c.Criteria[i]; x.Fate == versions.Added && x.New.Core {
			core++
		}
	}
	if added == 0 {
		return ""
	}
	text := b.Say("; %[2]s new", "；新增 %[1]d 条标准", added, say.Count(added, "1 criterion is", "%d criteria are"))
	switch {
	case core > 0 && added == 1:
		text += b.Say(" (core)", "（核心）")
	case core > 0:
		text += b.Say(" (%d of them core)", "（其中核心 %d 条）", core)
	}
	return text
}

// scores says whether numbers can be compared.
func (b *builder) scores() string {
	scores, gaps := b.c.ScoreReasons(), b.c.GapReasons()
	text := b.Say("Scores, gaps and priorities can be compared.", "得分、差距和优先级都可以直接比较。")
	switch {
	case len(scores) > 0:
		text = b.Say("Scores cannot be compared directly (changed: %s): compare like for like with `fathom compare`.",
			"得分不能直接比较，有变的是：%s。请用 `fathom compare` 做同口径比较。", b.reasons(append(scores, gaps...)))
	case len(gaps) > 0:
		text = b.Say("Scores can be compared; gaps and priorities cannot (changed: %s).", "得分可以直接比较；差距和优先级不行，有变的是：%s。", b.reasons(gaps))
	}
	if b.c.Recalled() {
		text += b.Say(" The bands changed: the same score may be called otherwise.", "得分的分段有变：同样的得分，名称可能不同。")
	}
	if b.c.Count(versions.Confirm) > 0 {
		text += b.Say(" Where the text changed, the same level may mean something else; `fathom compare` leaves such criteria out.",
			"文字改过的标准，同一级别的含义可能不同；`fathom compare` 不计这些标准。")
	}
	return text
}

func (b *builder) reasons(all []versions.Reason) string {
	var out []string
	for _, r := range all {
		out = append(out, b.reason(r))
	}
	return b.List(out)
}

func (b *builder) reason(r versions.Reason) string {
	switch r {
	case versions.ByCriteria:
		return b.Say("criteria", "标准")
	case versions.ByStructure:
		return b.Say("grouping", "归属")
	case versions.ByScales:
		return b.Say("scales", "标尺")
	case versions.ByWeights:
		return b.Say("weights", "权重")
	case versions.ByScoring:
		return b.Say("scoring rules", "计分规则")
	case versions.ByStage:
		return b.Say("default stage", "默认阶段")
	case versions.ByTargets:
		return b.Say("targets", "目标")
	case versions.ByFloors:
		return b.Say("floors", "底线")
	case versions.ByRequires:
		return b.Say("prerequisites", "前置条件")
	}
	return string(r)
}

// notes are what else a person with old answers should know.
func (b *builder) notes() []string {
	var out []string
	add := func(is bool, text string) {
		if is {
			out = append(out, text)
		}
	}
	out = append(out, b.levelsGone()...)
	for _, k := range []struct{ kind, en, zh string }{{"stage", "the stage %s", "阶段 %s"}, {"sector", "the sector %s", "行业 %s"}, {"profile", "the profile %s", "题组 %s"}, {"part", "the depth %s", "深度 %s"}} {
		for _, id := range b.c.Gone(k.kind) {
			out = append(out, b.Say("Files that name "+k.en+" are refused until that word is changed in them.", "写着"+k.zh+" 的答卷会被拒收，须先在文件里改掉。", id))
		}
	}
	n := b.byLanguage()
	languages, gone := b.c.Languages()
	add(n > 0 && len(languages) > 0, b.Say("New language: %s. For %d of the criteria asked again, that is the only reason.", "新增语言：%s。要再确认的标准中，有 %d 条只是因为语言有增减。", b.List(languages), n))
	add(n > 0 && len(languages) == 0, b.Say("Language left out: %s. For %d of the criteria asked again, that is the only reason.", "去掉的语言：%s。要再确认的标准中，有 %d 条只是因为语言有增减。", b.List(gone), n))
	core := 0
	for i := range b.c.Criteria {
		for _, f := range b.c.Criteria[i].Fields {
			if f.Path == "core" {
				core++
			}
		}
	}
	add(core > 0, b.Say("Other criteria are core: depth quick asks others than before.", "核心标准有变：深度 quick 问的题与以前不同。"))
	changed := b.c.Profiles()
	add(len(changed) > 0, b.Say("Profiles that ask other criteria than before: %s.", "有的题组问的题与以前不同：%s。", b.List(changed)))
	add(b.c.Form, b.Say("What is asked, scored and read is the same; the files differ in other things, such as earlier ids or the order of lists.", "提问、计分和阅读的内容都相同；差别只在别处，如曾用标识或列表的顺序。"))
	add(b.c.SameID() && b.c.Old.Version != b.c.New.Version, b.Say("This holds for files that record the texts they were rated by, as questionnaire and spreadsheet do, and for those made with an earlier built-in rubric; in others, every answer is asked again.",
		"以上对记录了评分文字的答卷（问卷和电子表格都会记录）和按内置标准早先版本填的答卷成立；其他答卷，每条答案都要再确认。"))
	return out
}

// byLanguage counts the criteria that are asked again only because a language is new or gone.
func (b *builder) byLanguage() int {
	n := 0
	b.of(versions.Confirm, func(x *versions.CriterionChange) {
		if len(b.texts("criterion", x.Fields)) == 0 {
			n++
		}
	})
	return n
}

// levelsGone says which given levels no longer exist, once for all criteria that lost the same ones.
func (b *builder) levelsGone() []string {
	var order []string
	count := map[string]int{}
	for i := range b.c.Criteria {
		x := &b.c.Criteria[i]
		if len(x.LevelsGone) == 0 {
			continue
		}
		levels := b.List(numerals(x.LevelsGone))
		if count[levels]++; count[levels] == 1 {
			order = append(order, levels)
		}
	}
	var out []string
	for _, levels := range order {
		criteria := say.Count(count[levels], "1 criterion", "%d criteria")
		if b.c.SameID() && b.c.Old.Version == b.c.New.Version {
			out = append(out, b.Say("Files with answers at level %[1]s of %[3]s are refused: the scale has no such level any more, and the version is the same.",
				"%[2]d 条标准已没有 %[1]s 级，而版本号相同：选了这些级别的答卷会被拒收。", levels, count[levels], criteria))
			continue
		}
		out = append(out, b.Say("Answers at level %[1]s of %[3]s are kept aside: the scale has no such level any more.",
			"%[2]d 条标准已没有 %[1]s 级：选了这些级别的答案另存备查。", levels, count[levels], criteria))
	}
	return out
}
