package rubricfile

import (
	"math"
	"slices"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

type node = strictyaml.Node

// decoder reads located nodes into a rubric and collects every fault on the way.
type decoder struct {
	strictyaml.Decoder
	r      *rubric.Rubric
	places problem.Places
	path   string // of what is being read: the keys and ids that lead to it
	bytes  int    // read so far
}

type keys = strictyaml.Keys

// object reads a mapping, and notes its place and that of each value.
func (d *decoder) object(n *node, k keys, required ...string) {
	if _, known := d.places[d.path]; !known && n.Kind() == strictyaml.Mapping {
		d.places[d.path] = n.Place()
	}
	d.Walk(n, k, d.value, required...)
}

func (d *decoder) value(key string, n *node, read func(*node)) {
	path := join(d.path, key)
	d.places[path] = n.Place()
	d.at(path, n, read)
}

// under reads what stands under an id.
func (d *decoder) under(id string, n *node, read func(*node)) { d.at(join(d.path, id), n, read) }

func (d *decoder) at(path string, n *node, read func(*node)) {
	outer := d.path
	d.path = path
	read(n)
	d.path = outer
}

// note tells where a key or an id stands.
func (d *decoder) note(step string, n *node) { d.places[join(d.path, step)] = n.Place() }

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "/" + key
}

// named reads a list of mappings that have an id; the path of each is the list's path and that id.
func (d *decoder) named(n *node, read func(item *node)) {
	for _, item := range d.Items(n) {
		id := textOf(item, "id")
		if id != "" {
			d.unique(item, id)
		}
		d.under(id, item, read)
	}
}

// unique notes where an id stands the first time and refuses it the second.
func (d *decoder) unique(n *node, id string) {
	path := join(d.path, id)
	if first, twice := d.places[path]; twice {
		d.Fault(n, "duplicate", say.Both("%s is already given in %s:%d", "%s 已经写在 %s 第 %d 行", path, first.File, first.Line))
		return
	}
	d.places[path] = n.Place()
}

// id reads an identifier: a letter or underscore, then up to 63 letters, digits, underscores, dots and dashes.
func (d *decoder) id(to *string) func(*node) {
	return d.word(to, rubric.ValidID[string], rubric.IDRule())
}

// clauseID is an id that may begin with a digit, as numbered sources have them.
func (d *decoder) clauseID(to *string) func(*node) {
	return d.word(to, rubric.ValidClauseID[string], say.Both("an id has up to 64 letters, digits, _ . or -", "标识最多 64 个字母、数字、_、. 或 -"))
}

func (d *decoder) word(to *string, valid func(string) bool, want say.Message) func(*node) {
	return func(n *node) {
		s, ok := d.Word(n)
		if ok && !valid(s) {
			d.Fault(n, "id", problem.NoID(s, want))
		}
		*to = s
	}
}

// str reads any text that is not empty.
func (d *decoder) str(to *string) func(*node) {
	return func(n *node) { *to = d.filled(n) }
}

// filled is the text of a node, which must not be empty.
func (d *decoder) filled(n *node) string {
	s, ok := d.Word(n)
	if ok && s == "" {
		d.Fault(n, "empty", say.Both("the text is empty", "文字是空的"))
	}
	return s
}

// choice reads one of a few words.
func (d *decoder) choice(words []string, set func(string)) func(*node) {
	return func(n *node) {
		if s, ok := d.OneOf(n, words); ok {
			set(s)
		}
	}
}

// textOfEach asks for a text in the rubric's languages.
func textOfEach(json bool) say.Message {
	if json {
		return say.Both(`want a text for each language here, such as {"en": "..."}`, `这里要按语言写文本，如 {"zh": "..."}`)
	}
	return say.Both("want a text for each language here, such as {en: ...}", "这里要按语言写文本，如 {zh: ...}")
}

// text reads one text in the rubric's languages.
func (d *decoder) text(to *rubric.Text) func(*node) {
	return func(n *node) {
		if n.Kind() != strictyaml.Mapping {
			d.Fault(n, "type", textOfEach(n.InJSON()))
			return
		}
		*to = rubric.Text{}
		if len(n.Fields()) == 0 {
			d.Fault(n, "empty", say.Both("the text is in no language; write it, or leave its key out", "这里没有写任何语言的文字；请写上，或去掉这个键"))
		}
		for _, f := range n.Fields() {
			if !d.knownLanguage(f) {
				continue
			}
			if s := d.filled(f.Value); s != "" {
				(*to)[f.Name()] = s
				d.note(f.Name(), f.Value)
			}
		}
	}
}

// knownLanguage refuses a language that the rubric does not list.
func (d *decoder) knownLanguage(f strictyaml.Field) bool {
	lang := f.Name()
	if slices.Contains(d.r.Languages, lang) {
		return true
	}
	d.Fault(f.Key, "unknown-language", d.Problems.Hint(say.Both("the rubric has no language %s", "本标准没有 %s 这种语言", lang), lang, d.r.Languages))
	return false
}

// boolean reads true or false.
func (d *decoder) boolean(to *bool) func(*node) {
	return func(n *node) {
		v, ok := n.Bool()
		if !ok {
			d.Fault(n, "type", say.Both("want true or false, not %s", "这里只能写 true 或 false，不能写 %s", n.String()))
		}
		*to = v
	}
}

// The limits of the numbers in a rubric. Within them the products and sums of all that a rubric can hold stay far from
// what floating point can, and keep the digits by which scores are compared.
const (
	MaxNumber = 1e9    // of every number with decimals, above 0 and below
	MinWeight = 1e-9   // of a weight that is not 0
	MaxLevel  = 10_000 // of the number of a level, above 0 and below
	MaxDays   = 36_500 // that one action takes: a hundred years

	MinPersonDays = 0.1 // of one action, less than an hour
	MaxPersonDays = 10_000
)

// integer reads a whole number from low to high.
func (d *decoder) integer(to *int, low, high int) func(*node) {
	return func(n *node) {
		v, ok := n.Int()
		if !ok || v < low || v > high {
			d.Fault(n, "number", say.Both("want a whole number from %d to %d, not %s", "这里要写 %d 到 %d 之间的整数，不能写 %s", low, high, n.String()))
		}
		*to = v
	}
}

// level reads the number of a level.
func (d *decoder) level(to *int) func(*node) {
	return d.integer(to, -MaxLevel, MaxLevel)
}

// levelTo reads the number of a level that can be left out.
func (d *decoder) levelTo(to **int) func(*node) {
	return func(n *node) {
		*to = new(int)
		d.level(*to)(n)
	}
}

// number reads a plain decimal number.
func (d *decoder) number(to *float64) func(*node) {
	return func(n *node) { *to = d.float(n) }
}

// float reads a plain decimal number within the limits.
func (d *decoder) float(n *node) float64 {
	v := d.anyFloat(n)
	if math.Abs(v) > MaxNumber {
		d.Fault(n, "number", say.Both("want a number from -%.0f to %.0f, not %s", "这里要写 -%.0f 到 %.0f 之间的数，不能写 %s", MaxNumber, MaxNumber, n.String()))
	}
	return v
}

func (d *decoder) anyFloat(n *node) float64 {
	v, ok := n.Float()
	if !ok {
		d.Fault(n, "number", say.Both("want a number, not %s", "这里要写数，不能写 %s", n.String()))
	}
	return v
}

// weight reads a number that cannot be negative, nor so small that what it weighs is lost in rounding.
func (d *decoder) weight(to *float64) func(*node) {
	return func(n *node) { *to = d.weightOf(n) }
}

func (d *decoder) weightOf(n *node) float64 {
	v := d.notNegative(n)
	if v > 0 && v < MinWeight {
		d.Fault(n, "number", say.Both("a weight is 0, or %.9f or more, not %s", "权重要么是 0，要么不小于 %.9f，不能写 %s", MinWeight, n.String()))
	}
	return v
}

func (d *decoder) notNegative(n *node) float64 {
	v := d.float(n)
	if v < 0 {
		d.Fault(n, "number", say.Both("a weight cannot be negative: %v", "权重不能为负：%v", v))
	}
	return v
}

// perStage reads one number for all stages or a mapping of stage to number.
func (d *decoder) perStage(to *rubric.PerStage, read func(*node) float64) func(*node) {
	return func(n *node) {
		if n.Kind() != strictyaml.Mapping {
			v := read(n)
			to.All = &v
			return
		}
		to.By = map[string]float64{}
		for _, f := range n.Fields() {
			to.By[f.Name()] = read(f.Value)
			d.note(f.Name(), f.Key)
		}
	}
}

// textOf is the text of a key, or "".
func textOf(n *node, key string) string {
	if v := n.Value(key); v != nil {
		s, _ := v.Text()
		return s
	}
	return ""
}

// numberOf is the whole number of a key, or 0.
func numberOf(n *node, key string) int {
	if v := n.Value(key); v != nil {
		i, _ := v.Int()
		return i
	}
	return 0
}
