package rubricdiff

import (
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
	"fathom/rubric/versions"
)

// This file lists what differs between two rubrics: criteria by what becomes of their answers, then node by node. Short
// values stand in one table; texts, which no column is wide enough for, stand under each other as they were and as they
// are.

// criterionName is a criterion's name, or its id, from the side that has it.
func (b *builder) criterionName(x *versions.CriterionChange) string {
	if x.New != nil {
		return b.Named(x.New.Name, x.New.ID)
	}
	return b.then.Named(x.Old.Name, x.Old.ID)
}

// of visits the criteria with a fate.
func (b *builder) of(f versions.Fate, visit func(*versions.CriterionChange)) {
	for i := range b.c.Criteria {
		if x := &b.c.Criteria[i]; x.Fate == f {
			visit(x)
		}
	}
}

func (b *builder) confirm() doc.Section {
	s := doc.Section{Heading: b.Say("Asked again: the text changed", "须再确认：文字有改动")}
	var byLanguage []string
	b.of(versions.Confirm, func(x *versions.CriterionChange) {
		declare := "`same_as: [" + strings.Join(x.Declare(), ", ") + "]`"
		texts := b.texts("criterion", x.Fields)
		if len(texts) == 0 {
			byLanguage = append(byLanguage, b.Say("%s: %s", "%s：%s", b.criterionHead(x), declare))
			return
		}
		s.Blocks = append(append(s.Blocks, doc.Heading{Text: b.criterionHead(x)}), texts...)
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("If it asks the same: %s", "如果问的是同一件事：%s", declare)})
	})
	if len(byLanguage) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: b.Say("Only a language is new or left out", "只是语言有增减")},
			doc.List{Items: byLanguage})
	}
	if len(s.Blocks) > 0 {
		s.Blocks = slices.Insert(s.Blocks, 0, doc.Block(doc.Paragraph{Text: b.Say(
			"Where a text only puts the same in other words, its author can say so: with the `same_as` line shown here, written at the criterion of the new rubric, old answers carry over. Where any level asks more or less than before, do not write it.",
			"如果文字只是换了说法，作者可以写明：把这里列出的 `same_as` 那一行写到新标准的这条标准里，旧答案就照样算数。只要有一级的要求高了或低了，就不要写。")}))
	}
	return s
}

// reworded lists the criteria of which the author declares that they ask the same, with both texts to judge it by.
func (b *builder) reworded() doc.Section {
	s := doc.Section{Heading: b.Say("Carries over: reworded, asks the same", "照样算数：只是换了说法")}
	b.of(versions.Reworded, func(x *versions.CriterionChange) {
		s.Blocks = append(append(s.Blocks, doc.Heading{Text: b.criterionHead(x)}), b.texts("criterion", x.Fields)...)
	})
	return s
}

// criterionHead names a criterion with its id, and where it comes from.
func (b *builder) criterionHead(x *versions.CriterionChange) string {
	head := b.criterionName(x) + "  " + x.ID
	if x.Was != x.ID {
		head += b.Say("  (was %s%s)", "  （原为 %s%s）", x.Was, b.movedWord(x))
	}
	return head
}

func (b *builder) movedWord(x *versions.CriterionChange) string {
	if !x.Moved {
		return ""
	}
	return b.Say("; moved to another practice", "；移到了另一事项")
}

func (b *builder) renamed() doc.Section {
	var items []string
	for i := range b.c.Criteria {
		x := &b.c.Criteria[i]
		if x.Was == x.ID || x.Was == "" || x.ID == "" {
			continue
		}
		item := b.Say("%s: %s, was %s%s", "%s：%s，原为 %s%s", b.criterionName(x), x.ID, x.Was, b.movedWord(x))
		if x.Fate == versions.Confirm {
			item += b.Say("; its text changed too", "；文字也有改动")
		}
		if x.Fate == versions.Reworded {
			item += b.Say("; reworded, asks the same", "；只是换了说法")
		}
		items = append(items, item)
	}
	return b.listed(b.Say("Under a new id", "换了标识"), items)
}

func (b *builder) aside() doc.Section {
	var items []string
	b.of(versions.Aside, func(x *versions.CriterionChange) {
		item := b.Say("%s: %s", "%s：%s", b.criterionName(x), x.Was)
		switch {
		case x.TakenBy != "":
			item += b.Say("; its place is taken by the answer to %s", "；位置已由 %s 的答案占用", x.TakenBy)
		case x.LooksLike != "":
			item += b.Say("; %[1]s is new and has the same levels: if it was renamed, `was: %[2]s` there keeps the answer",
				"；新增的 %[1]s 各级文字与它相同：若只是改名，在那里写上 `was: %[2]s` 就能保留答案", x.LooksLike, x.Was)
		}
		items = append(items, item)
	})
	return b.listed(b.Say("Kept aside under removed: no longer asked", "不再提问：答案另存于 removed"), items)
}

func (b *builder) added() doc.Section {
	var items []string
	b.of(versions.Added, func(x *versions.CriterionChange) {
		item := b.Say("%s: %s", "%s：%s", b.criterionName(x), x.ID)
		if x.New.Core {
			item += b.Say(" (core)", "（核心）")
		}
		items = append(items, item)
	})
	return b.listed(b.Say("New: to be answered", "新增：待作答"), items)
}

func (b *builder) listed(heading string, items []string) doc.Section {
	s := doc.Section{Heading: heading}
	if len(items) > 0 {
		s.Blocks = []doc.Block{doc.List{Items: items}}
	}
	return s
}

// otherwise tells what else changed about criteria: short values in a table, and the questions of those whose answers
// stay, since what is rated is still the same.
func (b *builder) otherwise() doc.Section {
	s := doc.Section{Heading: b.Say("Criteria: other changes", "标准：其他改动")}
	t := b.wasIs()
	for i := range b.c.Criteria {
		x := &b.c.Criteria[i]
		t.Rows = append(t.Rows, b.rows(b.criterionName(x), "criterion", x.Fields)...)
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	for i := range b.c.Criteria {
		x := &b.c.Criteria[i]
		isShown := x.Fate == versions.Confirm || x.Fate == versions.Reworded // with all its texts, above
		if texts := b.texts("criterion", x.Fields); !isShown && len(texts) > 0 {
			s.Blocks = append(append(s.Blocks, doc.Heading{Text: b.criterionHead(x)}), texts...)
		}
	}
	return s
}

func (b *builder) wasIs() doc.Table {
	return doc.Table{Columns: []doc.Column{{Title: b.Say("What", "项目"), Flexible: true},
		{Title: b.Say("Was", "原来"), Flexible: true}, {Title: b.Say("Is", "现在"), Flexible: true}}}
}

func (b *builder) practiceNodes() doc.Section {
	return b.nodes(b.Say("Practices", "事项"), func(kind string) bool { return kind == "practice" })
}

func (b *builder) frame() doc.Section {
	return b.nodes(b.Say("Everything else", "其他"), func(kind string) bool { return kind != "practice" })
}

// nodes shows what changed about some kinds of nodes.
func (b *builder) nodes(heading string, in func(kind string) bool) doc.Section {
	s := doc.Section{Heading: heading}
	var items []string
	var texts []doc.Block
	t := b.wasIs()
	for _, n := range b.c.Nodes {
		if !in(n.Kind) {
			continue
		}
		name := b.node(n)
		switch {
		case n.Was == "":
			items = append(items, b.Say("new: %s", "新增：%s", withID(name, n.ID)))
		case n.ID == "":
			items = append(items, b.Say("gone: %s", "去掉：%s", withID(name, n.Was)))
		case n.Was != n.ID && n.Kind != "rubric":
			items = append(items, b.Say("new id: %s, was %s", "换了标识：%s，原为 %s", withID(name, n.ID), n.Was))
		}
		for _, f := range n.Fields {
			if kind, is := strings.CutPrefix(f.Path, "order/"); is {
				items = append(items, b.orderWords(kind))
			}
		}
		t.Rows = append(t.Rows, b.rows(name, n.Kind, n.Fields)...)
		if blocks := b.texts(n.Kind, n.Fields); len(blocks) > 0 {
			texts = append(append(texts, doc.Heading{Text: withID(name, n.ID)}), blocks...)
		}
	}
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, doc.List{Items: items})
	}
	if len(t.Rows) > 0 && len(items) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: b.Say("Values", "数值与选项")})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	s.Blocks = append(s.Blocks, texts...)
	return s
}

func withID(name, id string) string {
	if name == id {
		return name
	}
	return name + "  " + id
}

// rows are the short values among fields: numbers, words, ids.
func (b *builder) rows(name, kind string, fields []versions.Field) [][]string {
	var out [][]string
	for _, f := range fields {
		l := b.label(kind, f.Path)
		if l.text || isOrder(f) {
			continue
		}
		was, is := b.value(b.then, l.names, f.Old), b.value(&b.side, l.names, f.New)
		if was == is { // two ids with one name
			was, is = b.value(b.then, "", f.Old), b.value(&b.side, "", f.New)
		}
		out = append(out, []string{b.Say("%s: %s", "%s：%s", name, l.words), was, is})
	}
	return out
}

// isOrder tells that a field is the order of a list, which is told and not shown.
func isOrder(f versions.Field) bool { return strings.HasPrefix(f.Path, "order/") }

// texts shows texts as they were and as they are. What only has a language more or less is not shown: every text has.
func (b *builder) texts(kind string, fields []versions.Field) []doc.Block {
	added, gone := b.c.Languages()
	var out []doc.Block
	for _, f := range fields {
		l := b.label(kind, f.Path)
		if !l.text || isOrder(f) || slices.Contains(added, l.lang) || slices.Contains(gone, l.lang) {
			continue
		}
		out = append(out, doc.Paragraph{Text: l.words}, doc.List{Items: b.wasAndIs(f)})
	}
	return out
}

// wasAndIs is a text then and now; of a list, what is gone and what is new.
func (b *builder) wasAndIs(f versions.Field) []string {
	old, new := lines(f.Old), lines(f.New)
	if f.Path == "pairs" {
		old, new = b.pairNames(old), b.pairNames(new)
	}
	_, isText := f.Old.(string)
	if _, both := f.New.(string); both && isText {
		return []string{b.Say("was: %s", "原来：%s", old[0]), b.Say("is:  %s", "现在：%s", new[0])}
	}
	var out []string
	for _, s := range old {
		if !slices.Contains(new, s) {
			out = append(out, b.Say("gone: %s", "去掉：%s", s))
		}
	}
	for _, s := range new {
		if !slices.Contains(old, s) {
			out = append(out, b.Say("new: %s", "新增：%s", s))
		}
	}
	if len(out) == 0 {
		out = append(out, b.Say("in another order", "顺序有变"))
	}
	return out
}

// pairNames turns "one + other" into the names of the two practices.
func (b *builder) pairNames(pairs []string) []string {
	out := make([]string, len(pairs))
	for i, pair := range pairs {
		one, other, _ := strings.Cut(pair, " + ")
		out[i] = b.practiceName(one) + " ↔ " + b.practiceName(other)
	}
	return out
}

// lines are the texts of a value, each safe on one line.
func lines(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, safe.Line(v))
	case []string:
		for _, s := range v {
			out = append(out, safe.Line(s))
		}
	}
	return out
}

// value prints a field's value. Ids of what has a name are shown by it.
func (b *builder) value(of *side, kind string, v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return b.Say("yes", "是")
		}
		return b.Say("no", "否")
	case int:
		return strconv.Itoa(v)
	case float64:
		return number.Plain(v)
	case string:
		if kind == "criterion" {
			return b.servedName(v)
		}
		return of.nameOf(kind, v)
	case []string:
		list := lines(v)
		if kind == "criterion" {
			for i := range list {
				list[i] = b.servedName(v[i])
			}
		}
		return b.List(list)
	}
	return number.None
}

func numerals(levels []int) []string {
	out := make([]string, len(levels))
	for i, l := range levels {
		out[i] = strconv.Itoa(l)
	}
	return out
}
