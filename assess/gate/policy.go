package gate

import (
	_ "embed"
	"math"
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Format is the value of the `format` key of a policy file.
const Format = "fathom.policy/1"

//go:embed policy.schema.json
var schema string

// Schema returns the JSON Schema of policy files. What only the rubric can tell, it does not.
func Schema() []byte { return []byte(schema) }

// MaxBytes is the size of a policy file at most.
const MaxBytes = 1 << 20

// every are the words that stand for every node of a kind where an id may stand.
func every() []string { return []string{"parts", "dimensions", "practices"} }

// Refusal says why a rule cannot be: what is wrong, the word that is, and the words that would do ("" and none for a
// number).
type Refusal struct {
	say.Message
	Got   string
	Words []string
}

// maxLimit is the largest limit of a rule, in whatever it counts: beyond it numbers have no decimals any more.
const maxLimit = 1e15

// NewRules makes the rules of one demand. At is a node's id, or parts, dimensions or practices for each of them; ""
// where the kind has no node. It refuses what no result could be compared with.
func NewRules(m *assess.Model, kind Kind, at string, limit float64) ([]Rule, *Refusal) {
	belowZero := kind == MinScore || kind == MinLevel || kind == Evidence // what scales have decides
	if !(math.Abs(limit) <= maxLimit) || limit < 0 && !belowZero {
		return nil, &Refusal{Message: say.Both("%v is no limit for %s", "%v 不能作 %s 的界限", limit, string(kind))}
	}
	switch kind {
	case MinAttainment, MaxUnanswered, MaxUnknown, MaxNA:
		if limit > 1 {
			return nil, &Refusal{Message: say.Both("%v is no share; it is 0 to 1, 0.1 for 10 %%", "%v 不是比例；比例为 0 到 1，10%% 写作 0.1", limit)}
		}
	case MinRaters:
		if limit < 1 || limit != math.Trunc(limit) {
			return nil, &Refusal{Message: say.Both("%v is no number of raters", "评分人数不能是 %v", limit)}
		}
	case Floor:
		return floors(m), nil
	case Evidence:
		if !isLevel(m.Rubric.Scales, limit) {
			return nil, &Refusal{Message: say.Both("%v is not a level", "%v 不是级别", limit)}
		}
	case MinScore, MinLevel, Regression:
		return nodeRules(m, kind, at, limit)
	}
	return []Rule{{Kind: kind, Limit: limit}}, nil
}

// floors makes a rule of every floor of the rubric.
func floors(m *assess.Model) []Rule {
	var out []Rule
	for i, p := range m.Rubric.Practices {
		if p.Floor != nil {
			out = append(out, Rule{Kind: Floor, At: p.ID, Limit: m.Points(i, *p.Floor), Each: true})
		}
	}
	return out
}

func isLevel(scales []rubric.Scale, limit float64) bool {
	return slices.ContainsFunc(scales, func(s rubric.Scale) bool { return s.Has(limit) })
}

func nodeRules(m *assess.Model, kind Kind, at string, limit float64) ([]Rule, *Refusal) {
	ids, ok := nodesOf(m.Rubric, at)
	if !ok {
		return nil, noNode(m.Rubric, at)
	}
	if kind == MinLevel {
		if refused := noLevel(m, ids, limit); refused != nil {
			return nil, refused
		}
	}
	low, high, bounded := bounds(m.Rubric)
	if kind == MinScore && bounded && (limit < low || limit > high) {
		return nil, &Refusal{Message: say.Both("%v is no score here; scores are %v to %v", "这里没有 %v 分；得分在 %v 到 %v 之间", limit, low, high)}
	}
	var out []Rule
	for _, id := range ids {
		out = append(out, Rule{Kind: kind, At: id, Limit: limit, Each: slices.Contains(every(), at)})
	}
	return out, nil
}

func noNode(r *rubric.Rubric, at string) *Refusal {
	return &Refusal{say.Both("the rubric has no part, dimension or practice %s", "评估标准里没有 %s 这个部分、维度或事项", at), at, nodeWords(r)}
}

// noLevel refuses a level that one of the nodes cannot have.
func noLevel(m *assess.Model, ids []string, limit float64) *Refusal {
	for _, id := range ids {
		switch s := m.ScaleOf(id); {
		case s == nil:
			return &Refusal{Message: say.Both("%s has points and no level; ask for a score", "%s 只有分数，没有级别；请改用得分要求", id)}
		case !isLevel([]rubric.Scale{*s}, limit):
			return &Refusal{Message: say.Both("%v is not a level of %s (%s)", "%[2]s 没有 %[1]v 这个级别（%[3]s）", limit, id, s.LevelList())}
		}
	}
	return nil
}

// bounds are the ends of the scores where nothing sums.
func bounds(r *rubric.Rubric) (low, high float64, ok bool) {
	if r.Scoring.Sums() {
		return 0, 0, false
	}
	low, high = r.Scales[0].Lowest(), r.Scales[0].Highest()
	for i := range r.Scales {
		low, high = min(low, r.Scales[i].Lowest()), max(high, r.Scales[i].Highest())
	}
	return low, high, true
}

// nodesOf resolves an id, or a word for every node of a kind.
func nodesOf(r *rubric.Rubric, at string) ([]string, bool) {
	parts, dimensions, practices := r.PartIDs(), r.DimensionIDs(), r.PracticeIDs()
	switch at {
	case "overall":
		return []string{at}, true
	case "parts":
		return parts, true
	case "dimensions":
		return dimensions, true
	case "practices":
		return practices, true
	}
	return []string{at}, slices.Contains(slices.Concat(parts, dimensions, practices), at)
}

func nodeWords(r *rubric.Rubric) []string {
	words := append([]string{"overall"}, every()...)
	for _, kind := range every() {
		ids, _ := nodesOf(r, kind)
		words = append(words, ids...)
	}
	return words
}

// Read reads a policy file:
//
//	format: fathom.policy/1
//	min_score: {overall: 3, team: 2.8, practices: 2}   # points; practices: each of them
//	min_level: {overall: 2}
//	min_band: {overall: amber}                         # by the id that the rubric gives it; a higher one will do
//	min_attainment: 0.6
//	floors: true
//	max_unanswered: 0.1                                # shares of the weight
//	max_unknown: 0.1
//	max_na: 0.2
//	max_age_days: 365
//	evidence_from: 3
//	max_regression: {overall: 0.1, practices: 0.5}
//	max_discuss: 3
//	min_raters: 5
//
// What may be missing is said by max_unanswered and max_unknown; without them a rule must hold whatever the missing
// answers turn out to be (see the package). The error is a [fathom/rubric/problem.List] with every fault.
func Read(file string, data []byte, m *assess.Model) ([]Rule, error) {
	root, problems := strictyaml.Parse(file, data, strictyaml.Limits{Bytes: MaxBytes, Nodes: 5_000, Keys: 500})
	rd := &reader{Decoder: strictyaml.Decoder{Problems: problems}, m: m}
	if root != nil {
		rd.read(root)
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, err
	}
	return rd.rules, nil
}

type reader struct {
	strictyaml.Decoder
	m     *assess.Model
	rules []Rule
	asked bool // for floors, which the rubric may not have
}

func (rd *reader) read(root *strictyaml.Node) {
	keys := strictyaml.Keys{"format": rd.Format(Format), "floors": rd.floors, "min_band": rd.minBand}
	for key, kind := range map[string]Kind{
		"min_attainment": MinAttainment, "max_unanswered": MaxUnanswered, "max_unknown": MaxUnknown, "max_na": MaxNA,
		"max_age_days": MaxAge, "evidence_from": Evidence, "max_discuss": MaxDiscuss, "min_raters": MinRaters,
	} {
		keys[key] = func(n *strictyaml.Node) { rd.rule(kind, "", n, n) }
	}
	for key, kind := range map[string]Kind{"min_score": MinScore, "min_level": MinLevel, "max_regression": Regression} {
		keys[key] = func(n *strictyaml.Node) {
			for _, node := range rd.Fields(n) {
				rd.rule(kind, node.Name(), node.Key, node.Value)
			}
		}
	}
	if rd.IsOther(root, Format) {
		return
	}
	rd.Object(root, keys, "format")
	switch {
	case len(rd.rules) > 0 || len(rd.Problems) > 0:
	case rd.asked:
		rd.Fault(root, "no-rule", say.Both("the policy asks for the floors of the rubric alone, which has none; it needs another rule, such as %s", "规则文件只要求评估标准里的底线，而这份标准没有底线；要另加一条规则，如 %s", root.Entry("min_attainment", 0.6)))
	default:
		rd.Fault(root, "no-rule", say.Both("the policy has no rule; it needs one, such as %s", "规则文件里一条规则也没有；至少要有一条，如 %s", root.Entry("floors", true)))
	}
}

func (rd *reader) floors(n *strictyaml.Node) {
	on, ok := n.Bool()
	if !ok {
		rd.Fault(n, "type", say.Both("want true or false, not %s", "要写 true 或 false，不能写 %s", n.String()))
	}
	if rd.asked = on; on {
		rd.rules = append(rd.rules, floors(rd.m)...)
	}
}

func (rd *reader) rule(kind Kind, at string, place, value *strictyaml.Node) {
	limit, ok := value.Float()
	if !ok {
		rd.Fault(value, "type", say.Both("want a number, not %s", "要写数字，不能写 %s", value.String()))
		return
	}
	rules, refused := NewRules(rd.m, kind, at, limit)
	switch {
	case refused == nil:
		rd.rules = append(rd.rules, rules...)
	case refused.Words != nil:
		rd.Fault(place, "unknown-id", rd.Problems.Hint(refused.Message, refused.Got, refused.Words))
	default:
		rd.Fault(value, "limit", refused.Message)
	}
}
