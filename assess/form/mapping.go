package form

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// MappingFormat is the value of the `format` key of a mapping file.
const MappingFormat = "fathom.mapping/1"

// MaxMapping is the size of a mapping file in bytes at most.
const MaxMapping = 1 << 20

// Mapping tells what the columns and words of another tool's export stand for.
type Mapping struct {
	Columns map[string]string // head of a column to a criterion's full id, id#note and the like, or a fact
	Set     map[string]string // facts that hold for every respondent
	Labels  map[string]string // words to levels, na or unknown

	order []string // of Columns
}

// ReadMapping reads a mapping file:
//
//	format: fathom.mapping/1
//	columns: {"Q1 Goals": goals-strategy/goal-quality, "Why?": goals-strategy/goal-quality#note, Role: role}
//	set: {subject: henan, date: 2026-11-20}
//	labels: {Fully: 5, No idea: unknown, Not for us: na}
//
// The error is a [problem.List] with every fault.
func ReadMapping(file string, data []byte, m *assess.Model) (*Mapping, error) {
	root, problems := strictyaml.Parse(file, data, strictyaml.Limits{Bytes: MaxMapping, Nodes: 20_000, Keys: 2_000})
	rd := &mappingReader{Decoder: strictyaml.Decoder{Problems: problems}, m: m, names: targetNames(m)}
	if root != nil {
		rd.read(root)
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, err
	}
	return &rd.out, nil
}

type mappingReader struct {
	strictyaml.Decoder
	m     *assess.Model
	names map[string]target
	out   Mapping
}

func (rd *mappingReader) read(root *strictyaml.Node) {
	if rd.IsOther(root, MappingFormat) {
		return
	}
	format := false
	for _, f := range root.Fields() {
		switch f.Name() {
		case "format":
			format = true
			rd.Format(MappingFormat)(f.Value)
		case "columns":
			rd.out.Columns = rd.pairs(f.Value, rd.Text, rd.checkColumn)
			for _, column := range f.Value.Fields() {
				rd.out.order = append(rd.out.order, strings.TrimSpace(column.Name()))
			}
		case "set":
			rd.out.Set = rd.pairs(f.Value, rd.Text, rd.checkSet)
		case "labels":
			rd.out.Labels = rd.pairs(f.Value, rd.level, rd.checkLabel)
		default:
			rd.UnknownKey(f.Key, []string{"format", "columns", "set", "labels"})
		}
	}
	if !format {
		rd.Fault(root, "missing-key", strictyaml.MissingKey("format"))
	}
}

// pairs reads a mapping of text to what read takes for text.
func (rd *mappingReader) pairs(n *strictyaml.Node, read func(*strictyaml.Node) (string, bool),
	check func(strictyaml.Field, string)) map[string]string {
	out := map[string]string{}
	for _, f := range rd.Fields(n) {
		s, ok := read(f.Value)
		if !ok {
			continue
		}
		check(f, s)
		out[strings.TrimSpace(f.Name())] = s
	}
	return out
}

// level reads the text of what a label stands for. A whole number is that, however a program writes it.
func (rd *mappingReader) level(n *strictyaml.Node) (string, bool) {
	if level, ok := n.Int(); ok {
		return strconv.Itoa(level), true
	}
	return rd.Text(n)
}

func (rd *mappingReader) checkColumn(f strictyaml.Field, to string) {
	if _, ok := rd.names[to]; ok {
		return
	}
	words := personFacts()
	for i := range rd.m.Len() {
		words = append(words, rd.m.Criterion(i).ID)
	}
	rd.Fault(f.Value, "unknown-id", rd.Problems.Hint(say.Both("%s is no criterion, id#reason, #note, #evidence or #confidence, and no fact", "%s 既不是评估标准的标识（可带 #reason、#note、#evidence、#confidence），也不是信息项", short(to)), to, words))
}

func (rd *mappingReader) checkSet(f strictyaml.Field, _ string) {
	known := append(personFacts(), factDepth)
	if !slices.Contains(known, f.Name()) {
		rd.Fault(f.Key, "unknown-key", problem.Hint(say.Both("%s cannot be set", "%s 不能设定", short(f.Name())), f.Name(), known))
	}
}

func (rd *mappingReader) checkLabel(f strictyaml.Field, to string) {
	level := func(s rubric.Scale) bool {
		return slices.ContainsFunc(s.Levels, func(l rubric.Level) bool {
			return levelName(l.Level) == strings.Replace(to, "-", "m", 1)
		})
	}
	if to != "na" && to != "unknown" && !slices.ContainsFunc(rd.m.Rubric.Scales, level) {
		rd.Fault(f.Value, "level", say.Both("a label stands for a level, na or unknown, not for %s", "标签只能对应级别、na 或 unknown，不能是 %s", short(to)))
	}
}
