package survey

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

//go:embed mapping.schema.json
var schema string

// Schema returns the JSON Schema of mapping files. What only the rubric can tell, it does not.
func Schema() []byte { return []byte(schema) }

// ReadMapping reads a mapping file. The error is a [problem.List] with every fault.
func ReadMapping(file string, data []byte, m *assess.Model) (*Mapping, error) {
	root, problems := strictyaml.Parse(file, data, strictyaml.Limits{Bytes: MaxBytes, Nodes: 40_000, Keys: 10_000})
	rd := &mappingReader{Decoder: strictyaml.Decoder{Problems: problems}, m: m, targets: form.NewTargets(m)}
	rd.out.places = map[string]*strictyaml.Node{}
	if root != nil && !rd.IsOther(root, Format) {
		rd.read(root)
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, err
	}
	return &rd.out, nil
}

type mappingReader struct {
	strictyaml.Decoder
	m       *assess.Model
	targets form.Targets
	out     Mapping
	raters  []*strictyaml.Node // in set: who answered every row
}

func (rd *mappingReader) read(root *strictyaml.Node) {
	out := &rd.out
	rd.Object(root, strictyaml.Keys{
		"format":     rd.Format(Format),
		"sheet":      func(n *strictyaml.Node) { out.Sheet, _ = rd.Text(n) },
		"head":       func(n *strictyaml.Node) { out.Head = rd.rows(n, true) },
		"skip":       func(n *strictyaml.Node) { out.Skip = rd.rows(n, false) },
		"dates":      func(n *strictyaml.Node) { out.Dates, _ = rd.OneOf(n, []string{dmy, mdy, ymd}) },
		"respondent": rd.respondent,
		"twice":      func(n *strictyaml.Node) { out.Twice, _ = rd.OneOf(n, []string{last, first, refused}) },
		"time":       rd.column(&out.Time),
		"submitted":  rd.submitted,
		"reason":     rd.reason,
		"columns":    rd.columns,
		"set":        rd.set,
		"labels":     func(n *strictyaml.Node) { out.Labels = rd.labels(n) },
	}, "format")
	rd.checkWho()
}

// checkWho refuses a second word on who a row is, beside respondent: nobody would read it.
func (rd *mappingReader) checkWho() {
	who := rd.out.Respondent
	if !who.Number && who.Column == "" {
		return
	}
	for _, n := range rd.raters {
		if who.Number {
			rd.Fault(n, "duplicate", say.Both("respondent says that each row is somebody; leave this out, or respondent", "respondent 已经说明每行是一个人；请删去这一项，或删去 respondent"))
		}
	}
	for _, c := range rd.out.Columns {
		named := c.To.Field == form.FactRater || c.To.Field == form.FactRaterName && who.Name != ""
		if n := rd.out.places[c.Head]; n != nil && c.To.Criterion < 0 && named {
			rd.Fault(n, "duplicate", say.Both("respondent says already who a row is; leave this line out, or respondent", "respondent 已经说明每行是谁；请删去这一行，或删去 respondent"))
		}
	}
}

// column reads the head of a column.
func (rd *mappingReader) column(to *string) func(*strictyaml.Node) {
	return func(n *strictyaml.Node) {
		head, ok := rd.Text(n)
		if head = strings.TrimSpace(head); ok && head == "" {
			rd.Fault(n, "unknown-id", say.Both("the name of the column is missing", "缺少列名"))
		}
		*to = head
		rd.out.places[head] = n
	}
}

// rows reads numbers of rows: a list, or where one may stand alone that one.
func (rd *mappingReader) rows(n *strictyaml.Node, alone bool) []int {
	items := []*strictyaml.Node{n}
	if !alone || n.Kind() == strictyaml.List {
		items = rd.Items(n)
	}
	var out []int
	for _, item := range items {
		row, ok := item.Int()
		if !ok || row < 1 {
			rd.Fault(item, "number", say.Both("want the number of a row, as the sheet counts them, not %s", "这里要写行号（表格里的行号），不能写 %s", item.String()))
			continue
		}
		out = append(out, row)
	}
	slices.Sort(out)
	return out
}

// respondent reads who a row is: the word number, or a column and how the id is made of it.
func (rd *mappingReader) respondent(n *strictyaml.Node) {
	r := &rd.out.Respondent
	if n.Kind() != strictyaml.Mapping {
		word, _ := rd.OneOf(n, []string{"number"})
		r.Number = word == "number"
		return
	}
	rd.Object(n, strictyaml.Keys{
		"column": rd.column(&r.Column),
		"name":   rd.column(&r.Name),
		"prefix": func(n *strictyaml.Node) {
			if r.Prefix, _ = rd.Word(n); !rubric.ValidID(r.Prefix) || len(r.Prefix) > maxPrefix {
				rd.Fault(n, "id", say.Both("a prefix begins with a letter, and has up to %d letters, digits, _ . or -", "前缀以字母开头，最多 %d 个字母、数字或 _ . -", maxPrefix))
			}
		},
	})
	r.Number = r.Column == ""
}

// maxPrefix leaves room in an id for what stands behind it.
const maxPrefix = 20

// submitted reads by which columns a row was sent: one, or a list.
func (rd *mappingReader) submitted(n *strictyaml.Node) {
	items := []*strictyaml.Node{n}
	if n.Kind() == strictyaml.List {
		items = rd.Items(n)
	}
	for _, item := range items {
		rd.out.Submitted = append(rd.out.Submitted, rd.sentBy(item))
	}
}

func (rd *mappingReader) sentBy(n *strictyaml.Node) (s Submitted) {
	rd.Object(n, strictyaml.Keys{
		"column": rd.column(&s.Column),
		"value": func(n *strictyaml.Node) {
			items := []*strictyaml.Node{n}
			if n.Kind() == strictyaml.List {
				items = n.Items()
			}
			for _, item := range items {
				if value, ok := rd.Text(item); ok {
					s.Values = append(s.Values, sentWord(value))
				}
			}
		},
	}, "column")
	return s
}

// sentWord is what a column says of rows that were sent, as it is compared: 2.0, as some programs write it, is 2.
func sentWord(text string) string { return form.Plain(canonical(text)) }

// reason reads why something does not apply: a text for all, or a column.
func (rd *mappingReader) reason(n *strictyaml.Node) {
	if n.Kind() == strictyaml.Mapping {
		rd.Object(n, strictyaml.Keys{"column": rd.column(&rd.out.ReasonColumn)}, "column")
		return
	}
	rd.out.Reason, _ = rd.Text(n)
}

// columns reads what each column stands for. Two columns for the same are a fault.
func (rd *mappingReader) columns(n *strictyaml.Node) {
	before := map[form.Target]string{}
	for _, f := range rd.Fields(n) {
		c := Column{Head: strings.TrimSpace(f.Name()), To: form.Target{Criterion: -1}}
		to := f.Value
		if to.Kind() == strictyaml.Mapping {
			rd.Object(to, strictyaml.Keys{
				"to":       func(n *strictyaml.Node) { c.To = rd.target(n) },
				"reversed": func(n *strictyaml.Node) { c.Reversed = rd.truth(n) },
				"labels":   func(n *strictyaml.Node) { c.Labels = rd.labels(n) },
			}, "to")
			rd.checkWords(f.Key, &c)
		} else {
			c.To = rd.target(to)
		}
		if other, twice := before[c.To]; twice && c.To.Field != "" {
			rd.Fault(f.Key, "duplicate", say.Both("the columns %s and %s stand for the same", "列 %s 和 %s 对应同一项", short(other), short(c.Head)))
		}
		before[c.To] = c.Head
		rd.out.Columns, rd.out.places[c.Head] = append(rd.out.Columns, c), f.Key
	}
}

// checkWords refuses what says nothing of a column that is no answer.
func (rd *mappingReader) checkWords(at *strictyaml.Node, c *Column) {
	isAnswer := c.To.Criterion >= 0 && c.To.Field == form.FieldAnswer
	isWord := isAnswer || c.To.Field == form.FactStage || c.To.Field == form.FactSector
	if c.To.Field != "" && (c.Reversed && !isAnswer || c.Labels != nil && !isWord) {
		rd.Fault(at, "unknown-word", say.Both("reversed is for answers to a criterion, labels for them, for stage and for sector", "reversed 只用于评估标准的答案，labels 只用于答案、stage 和 sector"))
	}
}

func (rd *mappingReader) truth(n *strictyaml.Node) bool {
	truth, ok := n.Bool()
	if !ok {
		rd.Fault(n, "type", say.Both("want true or false, not %s", "这里要写 true 或 false，不能写 %s", n.String()))
	}
	return truth
}

// target reads what a column stands for.
func (rd *mappingReader) target(n *strictyaml.Node) form.Target {
	name, ok := rd.Word(n)
	if !ok {
		return form.Target{Criterion: -1}
	}
	to, ok := rd.targets.Of(name)
	if !ok {
		words := form.Facts()
		for i := range rd.m.Len() {
			words = append(words, rd.m.Criterion(i).ID)
		}
		rd.Fault(n, "unknown-id", rd.Problems.Hint(say.Both("%s is no criterion, id#reason, #note, #evidence or #confidence, no fact and no tag:NAME", "%s 既不是评估标准的标识（可带 #reason、#note、#evidence、#confidence），也不是信息项或 tag:NAME", short(name)), name, words))
		return form.Target{Criterion: -1}
	}
	return to
}

// set reads the facts that hold for everybody.
func (rd *mappingReader) set(n *strictyaml.Node) {
	known := append(form.Facts(), form.FactDepth)
	rd.out.Set = map[string]string{}
	for _, f := range rd.Fields(n) {
		to, ok := rd.targets.Of(f.Name())
		if (!ok || to.Criterion >= 0) && f.Name() != form.FactDepth {
			rd.UnknownKey(f.Key, known)
			continue
		}
		if f.Name() == form.FactRater || f.Name() == form.FactRaterName {
			rd.raters = append(rd.raters, f.Key)
		}
		text, _ := rd.Text(f.Value)
		rd.checkSet(f, strings.TrimSpace(text))
		rd.out.Set[f.Name()] = text
	}
}

// checkSet refuses a fact that could be read in no row.
func (rd *mappingReader) checkSet(f strictyaml.Field, text string) {
	r := rd.m.Rubric
	words, ok := []string(nil), true
	switch f.Name() {
	case form.FactStage:
		words = r.StageIDs()
		_, ok = form.StageOf(r, text)
	case form.FactSector:
		words = r.SectorIDs()
		_, ok = form.SectorOf(r, text)
	case form.FactDepth:
		words, ok = r.Depths(), slices.Contains(r.Depths(), text)
	case form.FactDate:
		if _, _, isDate := readWhen(text, ""); !isDate {
			rd.Fault(f.Value, "date", say.Both("want a date like 2026-11-20, not %s", "日期要写成 2026-11-20 这样，不能写 %s", short(text)))
		}
	}
	if !ok && text != "" {
		rd.Fault(f.Value, "unknown-word", rd.Problems.Hint(say.Both("%s is none of %s", "%s 不在 %s 之中", short(text), say.Row(words)), text, words))
	}
}

// labels reads what words stand for.
func (rd *mappingReader) labels(n *strictyaml.Node) Labels {
	out := Labels{}
	for _, f := range rd.Fields(n) {
		word := form.Plain(f.Name())
		meaning := rd.meaning(f.Value)
		switch before, twice := out[word]; {
		case word == "":
			rd.Fault(f.Key, "unknown-word", say.Both("an empty cell is unanswered, and needs no label", "空单元格就是未答，不必写标签"))
		case twice && before != meaning:
			rd.Fault(f.Key, "duplicate", say.Both("%s stands there twice, apart from case, width and blanks", "%s 写了两次，只差大小写、全半角或空格", short(f.Name())))
		}
		out[word] = meaning
	}
	return out
}

// meaning reads what a label stands for. A whole number is that, however a program writes it.
func (rd *mappingReader) meaning(n *strictyaml.Node) string {
	if level, ok := n.Int(); ok {
		if rd.isLevel(level) {
			return strconv.Itoa(level)
		}
		rd.Fault(n, "level", say.Both("no scale has the level %d", "任何标尺都没有第 %d 级", level))
		return ""
	}
	word, ok := rd.Word(n)
	if level, err := strconv.Atoi(word); err == nil && rd.isLevel(level) || !ok {
		return word
	}
	r := rd.m.Rubric
	words := slices.Concat(rd.levels(), []string{labelNA, labelUnknown, labelUnanswered}, r.StageIDs(), r.SectorIDs())
	if !slices.Contains(words, word) {
		rd.Fault(n, "level", rd.Problems.Hint(say.Both("a label stands for a level, na, unknown, unanswered, a stage or a sector, not for %s", "标签可以对应级别、na、unknown、unanswered、业务阶段或行业，不能是 %s", short(word)), word, words))
	}
	return word
}

// levels are those of all scales, in order, each once.
func (rd *mappingReader) levels() (out []string) {
	var levels []int
	for _, s := range rd.m.Rubric.Scales {
		for _, l := range s.Levels {
			levels = append(levels, l.Level)
		}
	}
	slices.Sort(levels)
	for _, level := range slices.Compact(levels) {
		out = append(out, strconv.Itoa(level))
	}
	return out
}

// isLevel reports whether a scale of the rubric has a level.
func (rd *mappingReader) isLevel(level int) bool {
	return slices.ContainsFunc(rd.m.Rubric.Scales, func(s rubric.Scale) bool { return hasLevel(&s, level) })
}

func hasLevel(s *rubric.Scale, level int) bool {
	return slices.ContainsFunc(s.Levels, func(l rubric.Level) bool { return l.Level == level })
}

// short cuts a text that is quoted in a message.
func short(s string) string { return problem.Shorten(s, 40) }
