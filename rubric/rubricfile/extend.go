package rubricfile

import (
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Reference is the rubric that another one extends, as the file names it, and where it does.
type Reference struct {
	Name    string // an id or a path
	Version string // the only one that it may have, "" for any
	problem.Place
}

// pinned takes a reference apart: "base.yaml@1.2.0" is base.yaml, and only its version 1.2.0. An @ before a slash
// belongs to a path, so that a folder kit@acme is written kit@acme/.
func pinned(text string) (name, version string) {
	if i := strings.LastIndexByte(text, '@'); i > 0 && !strings.ContainsAny(text[i:], `/\`) {
		return text[:i], text[i+1:]
	}
	return text, ""
}

// Extends tells which rubric the layer extends, if it does: `extends: NAME`, or `extends: NAME@VERSION` where what it
// says holds for that version alone. Such files say only what is different:
//
//   - a mapping changes the keys that it names, down to single languages and stages;
//   - an item of a list (a practice by its id, an action by its level `to`, ...) changes the item with the same id, is
//     added when there is none, and with `ignore: true` leaves it out, with all that lies below it;
//   - every other value, and a list of plain values, stands in place of the earlier one.
//
// A criterion whose name, levels or checklist are said keeps nothing of the base's `same_as`, which was not said of the
// new text.
// What the base says about things that are left out (requirements, sectors' weights, pairs; texts in a language that is
// not listed any more) goes with them; the base's tests do not hold for another rubric and are not taken over.
func (l *Layer) Extends() (Reference, bool) {
	d := &decoder{places: problem.Places{}}
	for _, s := range d.gather(l)["extends"] {
		text, _ := s.value.Text()
		name, version := pinned(text)
		return Reference{name, version, s.value.Place()}, true
	}
	return Reference{}, false
}

// Merged returns the layers' rubric as one YAML document, comments included: what [ReadLayers] reads of one file.
func Merged(layers ...*Layer) ([]byte, error) {
	_, top, err := read(layers)
	if err != nil {
		return nil, err
	}
	var fields []strictyaml.Field
	for _, key := range topOrder {
		if s := top[key]; len(s) > 0 && key != "extends" {
			fields = append(fields, strictyaml.Field{Key: s[0].key, Value: oneOf(s)})
		}
	}
	return strictyaml.Encode(strictyaml.NewMapping(fields[0].Key, fields))
}

// notExtended refuses a base that is itself to be laid over another.
func (d *decoder) notExtended(top map[string][]section) {
	for _, s := range top["extends"] {
		d.Fault(s.key, "extends", say.Both("%s, which this extends, was not given", "没有给出它所扩展的 %s", s.value.String()))
	}
}

// overlay lays one layer over another.
type overlay struct {
	*decoder
	files   []File
	ignored map[string]bool // ids that were left out, by list and id: "practices/roles"
	stages  []*node         // the ids of the stages
}

// layOver lays a layer over a rubric.
func (d *decoder) layOver(base map[string][]section, layer *Layer) map[string][]section {
	o := &overlay{decoder: d, files: layer.Files, ignored: map[string]bool{}}
	delete(d.places, "") // what is missing is missing in the overlay
	over := d.gather(layer)
	d.base(base, over["extends"])
	if len(over["format"]) == 0 && len(d.Problems) == 0 {
		d.Problems.Add(d.places.Problem("", "missing-key", strictyaml.MissingKey("format")))
	}
	out := map[string][]section{}
	for key, s := range base {
		if key != "tests" {
			out[key] = s
		}
	}
	for _, key := range append([]string{"stages"}, topOrder...) { // stages first: weights name them
		if s, ok := over[key]; ok {
			out[key] = o.sections(key, base[key], s)
			delete(over, key)
		}
		if key == "stages" {
			o.stages = idsIn(out[key])
		}
	}
	for key, s := range over {
		out[key] = s // unknown: refused later
	}
	o.leaveOutLanguages(base, out)
	return o.prune(out)
}

// base notes what is extended, and refuses what is no rubric, or not the version that is asked for.
func (d *decoder) base(top map[string][]section, extends []section) {
	b := &rubric.Base{Base: d.r.Base, Digest: digestOf(top)}
	for _, s := range top["format"] {
		d.topKeys()["format"](s.value)
	}
	if s := top["id"]; len(s) > 0 {
		b.ID, _ = s[0].value.Text()
	}
	if s := top["version"]; len(s) > 0 {
		b.Version, _ = s[0].value.Text()
	}
	for _, s := range extends {
		text, _ := s.value.Text()
		if b.Name, b.Pin = pinned(text); b.Pin != "" && b.Pin != b.Version {
			d.Fault(s.value, "moved-base", say.Both(
				"this was written for version %[2]s of %[1]s, and what is found is version %[3]s: see what changed with `fathom rubric diff`, then write %[1]s@%[3]s",
				"这里是按 %[1]s 的 %[2]s 版写的，现在找到的却是 %[3]s 版：先用 `fathom rubric diff` 看清改了什么，再写成 %[1]s@%[3]s", b.Name, b.Pin, b.Version))
		}
	}
	d.r.Base = b
}

// digestOf names the content of what is extended, "" where it is no rubric without what is laid over it.
func digestOf(top map[string][]section) string {
	d := &decoder{r: &rubric.Rubric{}, places: problem.Places{}}
	if d.rubric(top); len(d.Problems) == 0 {
		d.check()
	}
	if len(d.Problems) > 0 {
		return ""
	}
	return d.r.Digest()
}

// sections lays the sections of one key over those of the base. A key that may stand only once stays to be counted.
func (o *overlay) sections(key string, base, over []section) []section {
	if !slices.Contains(joined, key) && len(over) > 1 {
		return over
	}
	if len(base) == 0 {
		o.noneIgnored(oneOf(over))
		return over
	}
	return []section{{over[0].key, o.merge(key, oneOf(base), oneOf(over))}}
}

// oneOf joins the sections of one key into one node.
func oneOf(s []section) *node {
	if len(s) == 1 {
		return s[0].value
	}
	var fields []strictyaml.Field
	var items []*node
	for _, one := range s {
		fields = append(fields, one.value.Fields()...)
		items = append(items, one.value.Items()...)
	}
	if s[0].value.Kind() == strictyaml.Mapping {
		return strictyaml.NewMapping(s[0].value, fields)
	}
	return strictyaml.NewList(s[0].value, items)
}

// merge lays one value over another; path is where both stand, without the ids on the way.
func (o *overlay) merge(path string, base, over *node) *node {
	if base.Kind() == strictyaml.Mapping && over.Kind() == strictyaml.Mapping {
		return o.mapping(path, base, over)
	}
	// rules of a checklist are one whole: two may lead to one level, and the first that holds counts
	if base.Kind() == strictyaml.List && over.Kind() == strictyaml.List && keyOf(over) != "" && last(path) != "ticked" {
		return o.list(path, base, over)
	}
	if key := last(path); over.Kind() == strictyaml.Mapping && isNumber(base) && (key == "weight" || key == "target") {
		return o.mapping(path, o.forStages(base), over)
	}
	o.noneIgnored(over)
	return over
}

func (o *overlay) mapping(path string, base, over *node) *node {
	if len(over.Fields()) == 0 {
		o.Fault(over, "empty", say.Both("nothing is said here: write what is to be different, or leave the key out", "这里什么也没写：请写上要改的内容，或去掉这个键"))
	}
	fields := slices.Clone(base.Fields())
	at := make(map[string]int, len(fields))
	for i, f := range fields {
		at[f.Name()] = i
	}
	said := map[string]*node{}
	for _, f := range over.Fields() {
		if first := said[f.Name()]; first != nil { // in another file of the overlay
			o.Fault(f.Key, "duplicate", say.Both("%s is already given in %s:%d", "%s 已经写在 %s 第 %d 行", problem.Short(join(path, f.Name())), first.File(), first.Line()))
			continue
		}
		said[f.Name()] = f.Key
		k, there := at[f.Name()]
		if !there {
			o.noneIgnored(f.Value)
			fields = append(fields, f)
			continue
		}
		fields[k] = strictyaml.Field{Key: f.Key, Value: o.merge(join(path, f.Name()), fields[k].Value, f.Value)}
	}
	return strictyaml.NewMapping(base, fields)
}

func isNumber(n *node) bool {
	_, ok := n.Float()
	return ok
}

// forStages spells one number out for every stage.
func (o *overlay) forStages(n *node) *node {
	fields := make([]strictyaml.Field, len(o.stages))
	for i, id := range o.stages {
		fields[i] = strictyaml.Field{Key: id, Value: n}
	}
	return strictyaml.NewMapping(n, fields)
}

// keyOf is the key by which the items of a list are told apart, "" for a list of plain values. One item that has it is
// enough: the others lack it.
func keyOf(list *node) string {
	for _, key := range []string{"id", "to", "practice", "level"} {
		if slices.ContainsFunc(list.Items(), func(item *node) bool { return item.Value(key) != nil }) {
			return key
		}
	}
	return ""
}

func (o *overlay) list(path string, base, over *node) *node {
	l := &laid{overlay: o, path: path, key: keyOf(over), items: slices.Clone(base.Items()), at: map[string]int{}}
	for i, item := range l.items {
		if id := nameOf(item, l.key); id != "" {
			l.at[id] = i
			l.ids = append(l.ids, id)
		}
	}
	said := map[string]*node{}
	for _, item := range over.Items() {
		id := nameOf(item, l.key)
		if first := said[id]; first != nil {
			o.Fault(item, "duplicate", say.Both("%s is already given in %s:%d", "%s 已经写在 %s 第 %d 行", problem.Short(join(last(path), id)), first.File(), first.Line()))
			continue
		}
		l.lay(id, item)
		if id != "" {
			said[id] = item
		}
	}
	return strictyaml.NewList(base, slices.DeleteFunc(l.items, func(item *node) bool { return item == nil }))
}

// nameOf is what tells an item apart: its id, or the number of a level, however that is written.
func nameOf(item *node, key string) string {
	if v := item.Value(key); v != nil {
		if n, ok := v.Int(); ok {
			return strconv.Itoa(n)
		}
	}
	return textOf(item, key)
}

// laid is a list while another one is laid over it.
type laid struct {
	*overlay
	path, key string
	items     []*node        // nil: left out
	at        map[string]int // where an id stands in items
	ids       []string       // of the base
}

// lay lays one item over the one with the same id.
func (l *laid) lay(id string, item *node) {
	k, there := l.at[id]
	switch ignored := id != "" && l.isIgnored(item, l.key); {
	case ignored && l.key == "level":
		l.Fault(item.Value("ignore"), "ignore", say.Both("a level cannot be ignored: criteria, targets and actions name it; add another scale, and give it to the criteria",
			"级别不能忽略：标准、目标和行动都用到它；请另加一把标尺，让标准改用它"))
	case ignored && there:
		l.ignored[join(l.path, id)] = true
		if clauses := l.items[k].Value("clauses"); l.path == "source" && clauses != nil {
			for _, c := range clauses.Items() {
				l.ignored["source/clauses/"+textOf(c, "id")] = true
			}
		}
		l.items[k] = nil
	case ignored:
		l.Fault(item.Value(l.key), "unknown-id", l.Problems.Hint(say.Both("there is no %s to ignore", "没有可忽略的 %s", problem.Short(id)), id, l.ids))
	case there:
		l.items[k] = l.merge(l.path, newText(l.path, l.items[k], item), item)
	default:
		l.noneIgnored(item)
		l.items = append(l.items, item)
	}
}

// newText is a criterion of the base without its `same_as`, which was said of its text, where what is laid over it says
// another name, level or checklist; else the item of the base as it is.
func newText(path string, base, over *node) *node {
	says := func(key string) bool { return over.Value(key) != nil }
	if last(path) != "criteria" || !slices.ContainsFunc([]string{"name", "levels", "items", "ticked"}, says) {
		return base
	}
	return strictyaml.NewMapping(base, slices.DeleteFunc(slices.Clone(base.Fields()),
		func(f strictyaml.Field) bool { return f.Name() == "same_as" }))
}

// isIgnored reports whether an item says that it is left out, and refuses to say more than that.
func (o *overlay) isIgnored(item *node, key string) bool {
	v := item.Value("ignore")
	if v == nil {
		return false
	}
	if on, ok := v.Bool(); !ok || !on {
		o.Fault(v, "type", say.Both("write %s, or leave it out", "要么写 %s，要么不写", v.Entry("ignore", true)))
	}
	for _, f := range item.Fields() {
		if f.Name() != "ignore" && f.Name() != key {
			o.Fault(f.Key, "ignore", say.Both("what is ignored says nothing else; leave %s out", "忽略的条目不要再写别的内容；请去掉 %s", problem.Short(f.Name())))
		}
	}
	return true
}

// noneIgnored refuses `ignore` in what the base does not have.
func (o *overlay) noneIgnored(n *node) {
	for _, f := range n.Fields() {
		if f.Name() == "ignore" {
			o.Fault(f.Key, "ignore", say.Both("there is nothing here to ignore: the base does not have it", "这里没有可忽略的内容：被扩展的标准里没有它"))
			continue
		}
		o.noneIgnored(f.Value)
	}
	for _, item := range n.Items() {
		o.noneIgnored(item)
	}
}
