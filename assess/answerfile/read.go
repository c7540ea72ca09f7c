package answerfile

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

var limits = strictyaml.Limits{Bytes: MaxBytes, Nodes: assess.MaxNodes, Keys: 5_000}

type node = strictyaml.Node

// Read reads one answer file against the rubric it was made for. The error is a [problem.List] with every fault.
func Read(name string, data []byte, r *rubric.Rubric) (*assess.Assessment, error) {
	return (&reader{r: r}).read(name, data)
}

// MemberPlace is the path of the firm that a file rates among the places of its answers; no criterion has such an id.
const MemberPlace = "member"

// ReadPlaces is Read that also tells where each answer stands, by the full id of its criterion, and the firm that is
// rated.
func ReadPlaces(name string, data []byte, r *rubric.Rubric) (*assess.Assessment, problem.Places, error) {
	rd := &reader{r: r, places: problem.Places{}}
	a, err := rd.read(name, data)
	return a, rd.places, err
}

// ReadJSON reads one line of a stream of assessments, the JSON form of an answer file, by the same rules; only that a
// line without `answers` is a fault: whatever wrapped or cut it, an empty score would be a lie.
func ReadJSON(name string, line int, data []byte, r *rubric.Rubric) (*assess.Assessment, error) {
	root, problems := strictyaml.ParseJSON(name, line, data, limits)
	return (&reader{r: r, line: true}).walk(root, problems)
}

func (rd *reader) read(name string, data []byte) (*assess.Assessment, error) {
	root, problems := strictyaml.Parse(name, data, limits)
	return rd.walk(root, problems)
}

func (rd *reader) walk(root *node, problems problem.List) (*assess.Assessment, error) {
	rd.a, rd.Problems, rd.texts = &assess.Assessment{}, problems, map[string]string{}
	if root != nil {
		rd.file(root)
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, err
	}
	return rd.a, nil
}

type reader struct {
	strictyaml.Decoder
	r       *rubric.Rubric
	a       *assess.Assessment
	line    bool              // of a stream
	foreign bool              // the file is for another rubric
	older   *older            // nil when the rubric's version must be the one in use
	texts   map[string]string // digests by the full id that the file uses
	places  problem.Places    // of the answers; nil: nobody asks

	index    map[string]int // full id to place
	ids      []string
	criteria []*rubric.Criterion
}

// layOut lists the criteria the file can answer.
func (rd *reader) layOut() {
	n := 0
	for i := range rd.r.Practices {
		n += len(rd.r.Practices[i].Criteria)
	}
	rd.index, rd.ids, rd.criteria = make(map[string]int, n), make([]string, 0, n), make([]*rubric.Criterion, 0, n)
	for i := range rd.r.Practices {
		p := &rd.r.Practices[i]
		for k := range p.Criteria {
			id := rubric.FullID(p.ID, p.Criteria[k].ID)
			rd.index[id] = len(rd.ids)
			rd.ids = append(rd.ids, id)
			rd.criteria = append(rd.criteria, &p.Criteria[k])
		}
	}
	rd.a.Answers = make([]assess.Answer, len(rd.ids))
}

// scaleOf is the scale of the levels of an answer; nil where any level will do: of a criterion that is gone, and in a
// file of an earlier version.
func (rd *reader) scaleOf(c *rubric.Criterion) *rubric.Scale {
	if c == nil || rd.older != nil && rd.older.From != "" {
		return nil
	}
	return rd.r.Scale(c.Scale)
}

type keys = strictyaml.Keys

// file reads the top level. Raters come before the answers, because votes name them.
func (rd *reader) file(n *node) {
	var answers, raters, texts, removed, comments, targets *node
	if rd.IsOther(n, Format) {
		return
	}
	required := []string{"format", "rubric", "subject", "date"}
	if rd.line {
		required = append(required, "answers")
	}
	rd.Object(n, keys{
		"format":   rd.Format(Format),
		"rubric":   rd.rubric,
		"subject":  rd.subject,
		"date":     rd.date(&rd.a.Date),
		"depth":    rd.depth,
		"previous": rd.text(&rd.a.Previous),
		"targets":  func(v *node) { targets = v },
		"capacity": rd.capacity,
		"at_once":  rd.atOnce,
		"comments": func(v *node) { comments = v },
		"rater":    func(v *node) { raters = rd.onlyRaters(raters, v); rd.rater(v) },
		"raters":   func(v *node) { raters = rd.onlyRaters(raters, v); rd.raters(v) },
		"answers":  func(v *node) { answers = v },
		"removed":  func(v *node) { removed = v },
		"texts":    func(v *node) { texts = v },
	}, required...)
	if rd.foreign {
		return // nothing below can be judged by this rubric
	}
	if targets != nil {
		rd.targets(targets) // behind the rubric's version, which says whether it is an older one
	}
	if comments != nil {
		rd.comments(comments)
	}
	if answers == nil && texts == nil && removed == nil && len(rd.Problems) > 0 {
		return // nothing is left to judge, and laying the rubric out for each of many bad lines takes long
	}
	rd.layOut()
	if texts != nil {
		rd.readTexts(texts)
	}
	if removed != nil {
		rd.removed(removed)
	}
	if answers != nil && answers.Kind() != strictyaml.Null {
		rd.answers(answers)
	}
}

func (rd *reader) rubric(n *node) {
	rd.Object(n, keys{
		"id": func(v *node) {
			if s, _ := v.Text(); s == rd.r.ID {
				rd.Word(v)
			} else {
				rd.foreign = true
				rd.Fault(v, "rubric", say.Both("the answers are for rubric %s; the one in use is %s; --rubric names another", "答卷用的评估标准是 %s，当前用的是 %s；可用 --rubric 指定", v.String(), rd.r.ID))
			}
		},
		"version": func(v *node) {
			s, _ := v.Text()
			if s != rd.r.Version && rd.older != nil {
				rd.older.From = cmp.Or(s, v.String())
			} else if s != rd.r.Version {
				rd.Fault(v, "rubric-version", say.Both("the answers are for version %s of the rubric; the one in use is %s; `fathom assess FILE --migrate` takes them over", "答卷对应评估标准 %s 版，当前用的是 %s 版；可用 `fathom assess 答卷 --migrate` 转换", v.String(), rd.r.Version))
			}
		},
	}, "id", "version")
}

func (rd *reader) subject(n *node) {
	s := &rd.a.Subject
	rd.Object(n, keys{
		"id":     rd.id(&s.ID),
		"name":   rd.text(&s.Name),
		"stage":  rd.oneOf(&s.Stage, rd.r.StageIDs()),
		"sector": rd.oneOf(&s.Sector, rd.r.SectorIDs()),
		"member": rd.member,
		"tags": func(v *node) {
			s.Tags = map[string]string{}
			for _, f := range rd.Fields(v) {
				rd.tag(f)
			}
		},
	}, "id")
}

// member reads the firm of the channel that is rated.
func (rd *reader) member(v *node) {
	rd.text(&rd.a.Subject.Member)(v)
	if rd.places != nil {
		rd.places[MemberPlace] = v.Place()
	}
}

// tag reads a tag. White space around its name and its value is none of theirs: "east" and "east " are one group, not
// two that print alike.
func (rd *reader) tag(f strictyaml.Field) {
	name := strings.TrimSpace(f.Name())
	if name == "" {
		rd.Fault(f.Key, "empty", say.Both("the tag has no name", "标签没有名字"))
	}
	if n := utf8.RuneCountInString(name); n > assess.MaxTag {
		rd.Fault(f.Key, "too-long", say.Both("the tag's name has %d characters; the limit is %d", "标签名有 %d 个字符，上限是 %d 个", n, assess.MaxTag))
	}
	if _, twice := rd.a.Subject.Tags[name]; twice {
		rd.Fault(f.Key, "duplicate", say.Both("the tag %s is given twice, apart from white space", "标签 %s 写了两次，只差空白", name))
	}
	var value string
	rd.text(&value)(f.Value)
	rd.a.Subject.Tags[name] = strings.TrimSpace(value)
}

func (rd *reader) date(to *string) func(*node) {
	return func(n *node) { *to, _ = rd.Date(n) }
}

func (rd *reader) depth(n *node) {
	rd.oneOf(&rd.a.Depth, rd.r.Depths())(n)
}

// capacity reads how many person-days a quarter each owner has.
func (rd *reader) capacity(n *node) {
	owners := rd.r.OwnerIDs()
	if len(owners) == 0 {
		rd.Fault(n, "unknown-owner", say.Both("the rubric has no owners; leave this out", "评估标准里没有负责人；请去掉这一项"))
		return
	}
	fields := rd.Fields(n)
	if n.Kind() == strictyaml.Mapping && len(fields) == 0 {
		rd.Fault(n, "empty", say.Both("capacity is empty; name an owner or leave it out", "capacity 是空的；请写上负责人，或去掉这一项"))
	}
	rd.a.Capacity.PerQuarter = map[string]float64{}
	for _, f := range fields {
		if !slices.Contains(owners, f.Name()) {
			rd.Fault(f.Key, "unknown-owner", rd.noOwner(f.Name(), owners))
		}
		v, ok := f.Value.Float()
		if !ok || v < 0 || v > assess.MaxCapacity {
			rd.Fault(f.Value, "number", say.Both("want person-days a quarter, a number from 0 to %d, not %s", "这里要写每季度人天数，0 到 %d 之间的数，不能写 %s", assess.MaxCapacity, f.Value.String()))
		}
		rd.a.Capacity.PerQuarter[f.Name()] = v
	}
}

// maxNamed is how many owners a message lists; more are looked up for the nearest.
const maxNamed = 30

// noOwner says that the rubric has no such owner, and whom it has.
func (rd *reader) noOwner(name string, owners []string) say.Message {
	m := say.Both("the rubric has no owner %s", "评估标准里没有 %s 这个负责人", problem.Short(name))
	if len(owners) > maxNamed {
		return rd.Problems.Hint(m, name, owners)
	}
	return m.And(problem.Alike(name)).And(say.Message{EN: "; it has " + strings.Join(owners, ", "),
		ZH: "；有的是：" + strings.Join(owners, "、")})
}

// atOnce reads how many steps an owner takes at the same time at most.
func (rd *reader) atOnce(n *node) {
	v, ok := n.Int()
	if !ok || v < 1 || v > assess.MaxAtOnce {
		rd.Fault(n, "number", say.Both("want how many steps at once, a whole number from 1 to %d, not %s", "这里要写最多同时几步，1 到 %d 之间的整数，不能写 %s", assess.MaxAtOnce, n.String()))
	}
	rd.a.Capacity.AtOnce = v
}

func (rd *reader) onlyRaters(before, now *node) *node {
	if before != nil {
		rd.Fault(now, "raters", say.Both("give rater or raters, not both", "rater 和 raters 只能写一个"))
	}
	return now
}

// rater reads one rater. Those of a panel can have a date each; whoever rates alone has the file's.
func (rd *reader) rater(n *node) {
	var r assess.Rater
	k := keys{"id": rd.id(&r.ID), "name": rd.text(&r.Name), "role": rd.text(&r.Role)}
	if rd.a.Panel {
		k["date"] = rd.date(&r.Date)
	}
	rd.Object(n, k, "id")
	for _, other := range rd.a.Raters {
		if other.ID == r.ID {
			rd.Fault(n, "duplicate", say.Both("rater %s is listed twice", "评分人 %s 重复", r.ID))
		}
	}
	rd.a.Raters = append(rd.a.Raters, r)
}

func (rd *reader) raters(n *node) {
	items := rd.Items(n)
	if n.Kind() == strictyaml.List && len(items) == 0 {
		rd.Fault(n, "empty", say.Both("raters is empty; name one or leave it out", "raters 是空的；请写上评分人，或去掉这一项"))
	}
	rd.a.Panel = true
	if len(items) > assess.MaxRaters {
		rd.Fault(n, "too-many", say.Both("%d raters; the limit is %d", "评分人有 %d 位，上限是 %d 位", len(items), assess.MaxRaters))
		return
	}
	for _, item := range items {
		rd.rater(item)
	}
}

func (rd *reader) id(to *string) func(*node) {
	return func(n *node) {
		s, ok := n.Text()
		if !ok || !rubric.ValidID(s) {
			rd.Fault(n, "id", problem.NoID(s, rubric.IDRule()))
		} else {
			rd.Word(n) // no true or false
		}
		*to = s
	}
}

// text reads free text: never empty, at most assess.MaxText characters.
func (rd *reader) text(to *string) func(*node) {
	return func(n *node) { *to, _ = rd.Prose(n, assess.MaxText) }
}

func (rd *reader) oneOf(to *string, words []string) func(*node) {
	return func(n *node) {
		if len(words) == 0 {
			rd.Fault(n, "unknown-word", say.Both("the rubric has none to choose from; leave this out", "评估标准里没有可选的值；请去掉这一项"))
			return
		}
		*to, _ = rd.OneOf(n, words)
	}
}
