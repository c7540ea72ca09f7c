package rubric

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

type node = strictyaml.Node

// decoder reads located nodes into a rubric and collects every fault on the way.
type decoder struct {
	r        *Rubric
	places   Places
	problems problem.List
	bytes    int // read so far
}

func (d *decoder) fault(n *node, kind string, m say.Message) { d.problems.Add(n.Problem(kind, m)) }

// keys is what a mapping may hold: each key with what to do with its value.
type keys map[string]func(n *node, path string)

// object hands each value of a mapping to its key's function, refuses unknown keys, and asks for the required ones.
func (d *decoder) object(n *node, path string, k keys, required ...string) {
	if n.Kind() != strictyaml.Mapping {
		d.problems.Add(n.WrongKind(strictyaml.Mapping))
		return
	}
	if _, known := d.places[path]; !known {
		d.places.put(path, n)
	}
	seen := map[string]bool{}
	for _, f := range n.Fields() {
		read, ok := k[f.Name()]
		if !ok {
			d.fault(f.Key, "unknown-key", d.problems.Hint(say.Both("unknown key %s", "不认识的键 %s", safe.Short(f.Name())), f.Name(), slices.Sorted(maps.Keys(k))))
			continue
		}
		seen[f.Name()] = true
		at := join(path, f.Name())
		d.places.put(at, f.Value)
		read(f.Value, at)
	}
	for _, key := range required {
		if !seen[key] {
			d.fault(n, "missing-key", say.Both("the key %s is missing", "缺少键 %s", key))
		}
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "/" + key
}

// list hands each item to read.
func (d *decoder) list(n *node, read func(item *node)) {
	if n.Kind() != strictyaml.List {
		d.problems.Add(n.WrongKind(strictyaml.List))
		return
	}
	for _, item := range n.Items() {
		read(item)
	}
}

// named reads a list of mappings that have an id; the path of each is the list's path and that id.
func (d *decoder) named(n *node, path string, read func(item *node, path string)) {
	d.list(n, func(item *node) {
		id := ""
		for _, f := range item.Fields() {
			if f.Name() == "id" {
				id, _ = f.Value.Text()
			}
		}
		at := join(path, id)
		if id != "" {
			d.unique(item, at)
		}
		read(item, at)
	})
}

// maxID is how long an identifier may be.
const maxID = 64

// ValidID tells whether s can be an identifier: a letter or underscore, then letters, digits, underscores, dots and
// dashes, 64 characters at most.
func ValidID[T ~string | ~[]byte](s T) bool { return validClause(s) && (s[0] < '0' || s[0] > '9') }

// IDRule says what [ValidID] wants.
func IDRule() say.Message {
	return say.Both("an id is a letter or _ and up to 63 letters, digits, _ . or -", "标识须以字母或 _ 开头，后接最多 63 个字母、数字、_、. 或 -")
}

// NoID is the rule that a text broke, and what in it may pass for an id without being one.
func NoID(s string, rule say.Message) say.Message {
	if short := safe.Short(s); safe.Visible(short) != short {
		rule = rule.And(say.Both("; here stands %s", "；这里写的是 %s", short))
	}
	return rule.And(problem.Alike(s))
}

// validClause is ValidID for ids that may begin with a digit, as numbered sources have them.
func validClause[T ~string | ~[]byte](s T) bool {
	if len(s) == 0 || len(s) > maxID || s[0] == '.' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-') {
			return false
		}
	}
	return true
}

// id reads an identifier: a letter or underscore, then up to 63 letters, digits, underscores, dots and dashes.
func (d *decoder) id(to *string) func(*node, string) {
	return d.word(to, ValidID[string], IDRule())
}

// clauseID is an id that may begin with a digit, as numbered sources have them.
func (d *decoder) clauseID(to *string) func(*node, string) {
	return d.word(to, validClause[string], say.Both("an id has up to 64 letters, digits, _ . or -", "标识最多 64 个字母、数字、_、. 或 -"))
}

func (d *decoder) word(to *string, valid func(string) bool, want say.Message) func(*node, string) {
	return func(n *node, _ string) {
		s, ok := n.Text()
		switch {
		case !ok:
			d.problems.Add(n.WrongKind(strictyaml.Scalar))
		case !valid(s):
			d.fault(n, "id", NoID(s, want))
		}
		*to = s
	}
}

// str reads any text.
func (d *decoder) str(to *string) func(*node, string) {
	return func(n *node, _ string) {
		s, ok := n.Text()
		if !ok || s == "" {
			d.noText(n)
		}
		*to = s
	}
}

// noText tells what stands in place of a text: something else, or a text with nothing in it.
func (d *decoder) noText(n *node) {
	if _, ok := n.Text(); ok {
		d.fault(n, "empty", say.Both("the text is empty", "文字是空的"))
		return
	}
	d.problems.Add(n.WrongKind(strictyaml.Scalar))
}

// choice reads one of a few words.
func (d *decoder) choice(words []string, set func(string)) func(*node, string) {
	return func(n *node, _ string) {
		s, ok := n.Text()
		if !ok || !slices.Contains(words, s) {
			d.fault(n, "unknown-word", d.problems.Hint(say.Both("%s is not a valid word here", "这里不能写 %s", n.String()), s, words))
			return
		}
		set(s)
	}
}

// text reads one text in the rubric's languages.
func (d *decoder) text(to *Text) func(*node, string) {
	return func(n *node, path string) {
		if n.Kind() != strictyaml.Mapping {
			d.fault(n, "type", say.Both("want a text for each language here, such as {en: ...}", "这里要按语言写文本，如 {zh: ...}"))
			return
		}
		*to = Text{}
		for _, f := range n.Fields() {
			s, ok := f.Value.Text()
			switch {
			case !d.knownLanguage(f):
			case !ok || s == "":
				d.noText(f.Value)
			default:
				(*to)[f.Name()] = s
				d.places.put(join(path, f.Name()), f.Value)
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
	d.fault(f.Key, "unknown-language", d.problems.Hint(say.Both("the rubric has no language %s", "本标准没有 %s 这种语言", lang), lang, d.r.Languages))
	return false
}

// boolean reads true or false.
func (d *decoder) boolean(to *bool) func(*node, string) {
	return func(n *node, _ string) {
		v, ok := n.Bool()
		if !ok {
			d.fault(n, "type", say.Both("want true or false, not %s", "这里只能写 true 或 false，不能写 %s", n.String()))
		}
		*to = v
	}
}

// The limits of the numbers in a rubric. Within them the products and sums of all that a rubric can hold stay far from what floating
// point can, and keep the digits by which scores are compared.
const (
	MaxNumber = 1e9    // of every number with decimals, above 0 and below
	MinWeight = 1e-9   // of a weight that is not 0
	MaxLevel  = 10_000 // of the number of a level, above 0 and below
	MaxDays   = 36_500 // that one action takes: a hundred years
)

// integer reads a whole number from low to high.
func (d *decoder) integer(to *int, low, high int) func(*node, string) {
	return func(n *node, _ string) {
		v, ok := n.Int()
		if !ok || v < low || v > high {
			d.fault(n, "number", say.Both("want a whole number from %d to %d, not %s", "这里要写 %d 到 %d 之间的整数，不能写 %s", low, high, n.String()))
		}
		*to = v
	}
}

// level reads the number of a level.
func (d *decoder) level(to *int) func(*node, string) {
	return d.integer(to, -MaxLevel, MaxLevel)
}

// number reads a plain decimal number.
func (d *decoder) number(to *float64) func(*node, string) {
	return func(n *node, _ string) { *to = d.float(n) }
}

// float reads a plain decimal number within the limits.
func (d *decoder) float(n *node) float64 {
	v := d.anyFloat(n)
	if math.Abs(v) > MaxNumber {
		d.fault(n, "number", say.Both("want a number from -%.0f to %.0f, not %s", "这里要写 -%.0f 到 %.0f 之间的数，不能写 %s", MaxNumber, MaxNumber, n.String()))
	}
	return v
}

func (d *decoder) anyFloat(n *node) float64 {
	v, ok := n.Float()
	if !ok {
		d.fault(n, "number", say.Both("want a number, not %s", "这里要写数，不能写 %s", n.String()))
	}
	return v
}

// weight reads a number that cannot be negative, nor so small that what it weighs is lost in rounding.
func (d *decoder) weight(to *float64) func(*node, string) {
	return func(n *node, _ string) { *to = d.weightOf(n) }
}

func (d *decoder) weightOf(n *node) float64 {
	v := d.notNegative(n)
	if v > 0 && v < MinWeight {
		d.fault(n, "number", say.Both("a weight is 0, or %.9f or more, not %s", "权重要么是 0，要么不小于 %.9f，不能写 %s", MinWeight, n.String()))
	}
	return v
}

func (d *decoder) notNegative(n *node) float64 {
	v := d.float(n)
	if v < 0 {
		d.fault(n, "number", say.Both("a weight cannot be negative: %v", "权重不能为负：%v", v))
	}
	return v
}

// perStage reads one number for all stages or a mapping of stage to number.
func (d *decoder) perStage(to *PerStage, read func(*node) float64) func(*node, string) {
	return func(n *node, path string) {
		if n.Kind() != strictyaml.Mapping {
			v := read(n)
			to.All = &v
			return
		}
		to.By = map[string]float64{}
		for _, f := range n.Fields() {
			to.By[f.Name()] = read(f.Value)
			d.places.put(join(path, f.Name()), f.Key)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
