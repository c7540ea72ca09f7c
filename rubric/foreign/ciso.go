package foreign

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads libraries of CISO Assistant: a framework whose requirements are a list, each naming its parent. The
// topmost are dimensions; what requirements stand under is a practice; a requirement that is assessed is a criterion,
// or each of its questions that has a scored choice. What stands between becomes part of a practice's name.

// maxAssessed is how many requirements of a framework are assessed at most: published ones have 1,802. A rubric could
// not hold more.
const maxAssessed = 20_000

func isCISO(s *source) bool { return frameworkOf(s) != nil }

func frameworkOf(s *source) *node {
	f := at(at(s.docs[0], "objects"), "framework")
	if f == nil || at(f, "requirement_nodes") == nil {
		return nil
	}
	return f
}

// cisoReader is one library at work.
type cisoReader struct {
	*source
	*draft
	framework *node
	nodes     []*requirement
	byURN     map[string]*requirement

	dimensions map[*requirement]string    // ids
	practices  map[string]*practiceInWork // by requirement and scale
	order      []*practiceInWork
	scales     map[string]string // ids of the scales by their levels
	profiles   map[string]string // ids of the profiles by their groups
}

// requirement is one node of the tree.
type requirement struct {
	n          *node
	urn        string
	parent     *requirement
	assessable bool
	children   int
}

// practiceInWork collects the criteria of a practice.
type practiceInWork struct {
	p   rubric.Practice
	ids namer
}

func readCISO(s *source, l *Ledger, o Origin, opt Options) (*Import, error) {
	f := frameworkOf(s)
	if f == nil {
		return nil, s.wrong(say.Both("no framework with requirements is in this library: there is nothing to rate", "这个库里没有带要求的框架，没有可评的内容"))
	}
	c := &cisoReader{source: s, framework: f, byURN: map[string]*requirement{}, dimensions: map[*requirement]string{},
		practices: map[string]*practiceInWork{}, scales: map[string]string{}}
	root := s.docs[0]
	fact := say.Both("facts about the source", "来源信息")
	o.Kind = say.Both("CISO Assistant library", "CISO Assistant 的库")
	o.Version, o.Licence = s.text(root, "version", fact), s.text(root, "copyright", fact)
	o.By = s.text(root, "provider", fact)
	o.Title = s.text(f, "name", say.Both("title", "标题"))
	if o.Title == "" {
		o.Title = s.text(root, "name", say.Both("title", "标题"))
	}
	base := s.text(root, "locale", fact)
	if !rubric.ValidID(base) {
		base = "en"
	}
	id := s.text(root, "ref_id", fact)
	c.gather()
	im, d := s.begun(l, o, opt, id, "f-", c.languages(base, opt.Langs))
	c.draft = d
	if title := c.texts(f, "name", say.Both("title", "标题")); len(title) > 0 && opt.Title == "" {
		d.r.Title = d.full(title)
	}
	d.part(say.Both("practice", "事项"))
	d.r.Scales = nil
	c.groups()
	assessed := 0
	for _, r := range c.nodes {
		if !r.assessable {
			continue
		}
		if assessed++; assessed > maxAssessed {
			c.fault(r.n, "too-many", say.Both("this is one more than the %d requirements that can be assessed", "这里超过了最多 %d 条要评的要求", maxAssessed))
			break
		}
		c.add(r)
	}
	for _, w := range c.order {
		w.p.Criteria[0].Core = true
		l.added(say.Both("marks of the core question: the first of each practice", "核心问题的标记（每个事项的第一个）"))
		d.r.Practices = append(d.r.Practices, w.p)
	}
	if len(c.order) == 0 && len(s.problems) == 0 {
		return nil, s.wrong(say.Both("no requirement of this framework is assessed: there is nothing to rate", "这个框架里没有要评的要求"))
	}
	return s.done(im, d)
}

// gather reads the tree of requirements. Parents that lead back to themselves are refused.
func (c *cisoReader) gather() {
	for _, n := range items(c.framework, "requirement_nodes") {
		c.record(n, "requirement")
		r := &requirement{n: n, urn: c.source.text(n, "urn", kindOf(roleID))}
		r.assessable = look(n, "assessable") == "true"
		if v := at(n, "assessable"); v != nil {
			c.take(v, say.Both("structure", "结构"))
		}
		if c.byURN[strings.ToLower(r.urn)] == nil {
			c.byURN[strings.ToLower(r.urn)] = r
		}
		c.nodes = append(c.nodes, r)
	}
	for _, r := range c.nodes {
		if urn := c.source.text(r.n, "parent_urn", say.Both("structure", "结构")); urn != "" {
			if r.parent = c.byURN[strings.ToLower(urn)]; r.parent == nil {
				c.fault(at(r.n, "parent_urn"), "unknown-id", say.Both("there is no requirement %s", "没有 %s 这条要求", problem.Short(urn)))
				continue
			}
			r.parent.children++
		}
		if v := at(r.n, "depth"); v != nil {
			c.take(v, say.Both("structure", "结构"))
		}
	}
	c.refuseCycles()
}

// refuseCycles refuses requirements that stand under themselves, and cuts them there.
func (c *cisoReader) refuseCycles() {
	for _, r := range c.nodes {
		steps := 0
		for above := r.parent; above != nil; above = above.parent {
			if steps++; above == r || steps > len(c.nodes) {
				c.fault(r.n, "cycle", say.Both("%s stands under itself", "%s 的上级又是它自己", problem.Short(r.urn)))
				r.parent = nil
				break
			}
			if steps > strictyaml.MaxDepth {
				c.fault(r.n, "too-deep", say.Both("%s stands more than %d levels down", "%s 的层级超过 %d 层", problem.Short(r.urn), strictyaml.MaxDepth))
				r.parent = nil
				break
			}
		}
	}
}

// path are the requirements above one, the topmost first.
func (r *requirement) path() (out []*requirement) {
	for above := r.parent; above != nil; above = above.parent {
		out = append(out, above)
	}
	slices.Reverse(out)
	return out
}

// languages are those that were asked for, or that of the library and those in which every requirement is.
func (c *cisoReader) languages(base string, asked []string) []string {
	if len(asked) > 0 {
		return asked
	}
	count, total := map[string]int{}, 0
	for _, r := range c.nodes {
		if !r.assessable {
			continue
		}
		total++
		if t := at(r.n, "translations"); t != nil {
			for _, f := range t.Fields() {
				if look(f.Value, "name") != "" || look(f.Value, "description") != "" {
					count[f.Name()]++
				}
			}
		}
	}
	out := []string{base}
	for lang, n := range count {
		if n == total && lang != base && rubric.ValidID(lang) {
			out = append(out, lang)
		}
	}
	slices.Sort(out[1:])
	return out
}

// texts is a text in the languages of the rubric: the node's own, and its translations.
func (c *cisoReader) texts(n *node, key string, kind say.Message) rubric.Text {
	out := rubric.Text{}
	locale := look(c.docs[0], "locale")
	if !rubric.ValidID(locale) {
		locale = "en"
	}
	for _, lang := range c.langs {
		text := c.source.text(at(at(n, "translations"), lang), key, kind)
		if text == "" && lang == locale {
			text = c.source.text(n, key, kind)
		}
		if text != "" {
			out[lang] = text
		}
	}
	if len(out) == 0 {
		if text := c.source.text(n, key, kind); text != "" {
			out[c.langs[0]] = text
		}
	}
	return out
}

// tail is what tells a requirement apart within its framework: the last part of its urn.
func (r *requirement) tail() string { return tailOf(r.urn) }

// below is what tells a requirement apart within its practice: in a library that an export of ours wrote, whose urns
// are nested, its own part of the urn.
func (r *requirement) below() string {
	if r.parent != nil && strings.HasPrefix(r.urn, ownURN) {
		if own, ok := strings.CutPrefix(strings.ToLower(r.urn), strings.ToLower(r.parent.urn)+":"); ok && own != "" {
			return strings.ReplaceAll(r.urn[len(r.urn)-len(own):], ":", "-")
		}
	}
	return r.tail()
}

// called is the name of a requirement: its mark and its name, or what it says.
func (c *cisoReader) called(r *requirement) rubric.Text {
	name := c.texts(r.n, "name", kindOf(roleName))
	if len(name) == 0 {
		name = c.texts(r.n, "description", kindOf(roleQuestion))
	}
	mark := c.source.text(r.n, "ref_id", kindOf(roleID))
	out := rubric.Text{}
	for _, lang := range c.langs {
		text := name.In(append([]string{lang}, c.langs...)...)
		out[lang] = strings.TrimSpace(mark + " " + text)
		if strings.HasPrefix(text, mark) && text != "" {
			out[lang] = text
		}
		if out[lang] == "" {
			out[lang] = r.tail()
		}
		if len(c.langs) > 1 && name[lang] == "" && len(name) > 0 {
			c.ledger.added(say.Both("texts in another language, for want of %s", "缺 %s 文字，用另一种语言代替", lang))
		}
	}
	return out
}

// dimension is the id of the topmost requirement above another, or of itself where others stand under it.
func (c *cisoReader) dimension(r *requirement) string {
	var top *requirement
	if path := r.path(); len(path) > 0 {
		top = path[0]
	} else if r.children > 0 {
		top = r
	}
	if id, there := c.dimensions[top]; there {
		return id
	}
	d := rubric.Dimension{Part: c.r.Parts[0].ID, Name: c.r.Title}
	if top != nil {
		d.ID, d.Name = c.ids.id(top.tail(), "", "d-"), c.called(top)
	} else {
		d.ID = c.ids.id("all", "", "d-")
	}
	c.dimensions[top] = d.ID
	c.r.Dimensions = append(c.r.Dimensions, d)
	return d.ID
}

// practice is the practice of a requirement's criteria on a scale: what it stands under, or itself where that is
// nothing.
func (c *cisoReader) practice(r *requirement, scale string) *practiceInWork {
	of := r
	if r.parent != nil {
		of = r.parent
	}
	key := of.urn + "\x00" + scale
	if w := c.practices[key]; w != nil {
		return w
	}
	// the tool's score is the mean of all that is assessed, wherever it stands
	w := &practiceInWork{p: rubric.Practice{Dimension: c.dimension(r), Name: c.practiceName(of), ByCriteria: true}}
	own := of.tail()
	if scale != c.r.Scales[0].ID && (!IsOwn(of.urn) || c.hasPractice(of)) {
		own += "-" + scale
	}
	w.p.ID = c.ids.id(own, "", "p-")
	if of != r {
		if intent := c.texts(of.n, "description", kindOf(roleIntent)); len(intent) > 0 && look(of.n, "name") != "" {
			w.p.Intent = c.full(intent)
		}
	}
	c.practices[key] = w
	c.order = append(c.order, w)
	return w
}

// hasPractice reports whether there is a practice of a requirement's, on whatever scale.
func (c *cisoReader) hasPractice(of *requirement) bool {
	for key := range c.practices {
		if strings.HasPrefix(key, of.urn+"\x00") {
			return true
		}
	}
	return false
}

// practiceName is the name of a requirement behind those between it and the topmost.
func (c *cisoReader) practiceName(of *requirement) rubric.Text {
	name := c.called(of)
	path := of.path()
	for i := len(path) - 1; i > 0; i-- {
		above := c.called(path[i])
		for lang := range name {
			name[lang] = above[lang] + " / " + name[lang]
		}
	}
	return name
}
