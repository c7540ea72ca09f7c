package agreement

import (
	_ "embed"
	"strconv"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/record"
)

// stats tables the coefficients of each scale, with what they need and what they are not.
func (a *Agreement) stats(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("Coefficients", "统计系数")}
	if !p.HasStats {
		return s
	}
	if len(p.Stats) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: a.Say("Nobody gave a level, so there is nothing to compute.", "没有人打过级，无从计算。")})
		return s
	}
	if len(p.Stats) > 1 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: a.Say(
			"The criteria are rated on %d scales. Levels of different scales cannot be put together, so each scale has coefficients of its own, and there are none of the whole.",
			"这些标准用了 %d 把标尺。不同标尺的级别不能混在一起算，所以每把标尺各算一组系数，没有合在一起的数。", len(p.Stats))})
	}
	for i := range p.Stats {
		s.Blocks = append(s.Blocks, a.scaleStats(&p.Stats[i], a.Result.Assessment.IsAnonymous())...)
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: a.Say(
		"These coefficients compare disagreement with the differences between criteria: where all criteria are much alike they are low, even with good agreement. The exceptions are r_wg and a_wg, which are computed for each criterion alone. a_wg has no value where the mean is too near an end of the scale; over fewer than half of the criteria its mean would say little of the panel, and is not given.",
		"这些系数是拿分歧与标准之间的差异相比：各项水平接近时，即使意见一致，系数也会偏低。r_wg 和 a_wg 例外，它们逐条标准计算。均值太靠近标尺一端时，a_wg 无定义；有定义的标准不到一半时，它的平均说明不了什么，不给出。")})
	return s
}

// scaleStats are the coefficients of one scale.
func (a *Agreement) scaleStats(s *panel.Stats, isAnonymous bool) []doc.Block {
	t := doc.Table{Columns: []doc.Column{{Title: a.Say("Coefficient", "系数"), Flexible: true},
		{Title: a.Say("Value", "数值"), Right: true}}}
	for _, row := range a.coefficients(s) {
		value := a.Say("undefined", "无定义")
		if row.value.OK {
			value = assess.Round(row.value.Value, 3)
		}
		t.Rows = append(t.Rows, []string{row.name, value})
	}
	basis := a.Say("Criteria with levels: %d; with two levels or more: %d.", "有人打级的标准：%d 条；有两人以上打级的：%d 条。", s.Criteria, s.Shared)
	if isAnonymous {
		basis += a.Say(" ICC, W and kappa need to know who gave which level, which an anonymous panel does not tell.", "ICC、W 和 κ 要知道每一级是谁打的，匿名的合并结果里没有。")
	} else {
		basis += a.Say(" ICC, W and kappa use those on which everybody gave a level: %d.", "ICC、W 和 κ 只用每人都打了级的：%d 条。", s.Complete)
	}
	levels := s.Scale.Levels
	head := a.Say("Scale %s, levels %d to %d", "标尺 %s，%d 到 %d 级", s.Scale.ID, levels[0].Level, levels[len(levels)-1].Level)
	return []doc.Block{doc.Heading{Text: head}, t, doc.Paragraph{Text: basis}}
}

// coefficient is one line of the table, and its key in JSON.
type coefficient struct {
	key, name string
	value     number.Value
}

func (a *Agreement) coefficients(s *panel.Stats) []coefficient {
	return []coefficient{
		{"alpha_ordinal", a.Say("Krippendorff's alpha, ordinal", "Krippendorff α（定序）"), s.AlphaOrdinal},
		{"alpha_interval", a.Say("Krippendorff's alpha, interval", "Krippendorff α（定距）"), s.AlphaInterval},
		{"mean_rwg", a.Say("r_wg, mean (criteria: %d)", "r_wg 平均（%d 条标准）", s.Shared), s.MeanRWG},
		{"mean_awg", a.Say("a_wg, mean (criteria: %d of %d)", "a_wg 平均（%[2]d 条标准中的 %[1]d 条）", s.AWG, s.Shared), s.MeanAWG},
		{"icc_1_1", "ICC(1,1)", s.ICC.Single1}, {"icc_2_1", "ICC(2,1)", s.ICC.Single2},
		{"icc_3_1", "ICC(3,1)", s.ICC.Single3},
		{"icc_1_k", "ICC(1,k)", s.ICC.Mean1}, {"icc_2_k", "ICC(2,k)", s.ICC.Mean2},
		{"icc_3_k", "ICC(3,k)", s.ICC.Mean3},
		{"kendall_w", a.Say("Kendall's W", "Kendall W"), s.KendallW},
		{"kappa_linear", a.Say("Weighted kappa of two raters, linear", "两人加权 κ（线性）"), s.KappaLinear},
		{"kappa_quadratic", a.Say("Weighted kappa of two raters, quadratic", "两人加权 κ（平方）"), s.KappaQuadratic},
	}
}

// statsDoc are the coefficients as data. Those of the whole are those of its one scale, and null where there are
// several: "scales" has them for each, and over what.
func (a *Agreement) statsDoc(all []panel.Stats) map[string]any {
	doc, scales := map[string]any{}, []map[string]any{}
	for i := range all {
		s := &all[i]
		one := map[string]any{"scale": s.Scale.ID, "criteria": s.Criteria, "shared": s.Shared, "complete": s.Complete,
			"awg_criteria": s.AWG}
		for _, c := range a.coefficients(s) {
			one[c.key] = c.value
		}
		scales = append(scales, one)
	}
	whole := &panel.Stats{}
	if len(all) == 1 {
		whole = &all[0]
	}
	for _, c := range a.coefficients(whole) {
		doc[c.key] = c.value
	}
	doc["scales"] = scales
	return doc
}

//go:embed agreement.schema.json
var schema string

// Schema returns the JSON Schema of the agreement that a panel writes.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of an agreement's JSON.
const Format = "fathom.agreement/1"

// The shape of the agreement JSON.
type (
	agreementDoc struct {
		Format    string                         `json:"format"`
		Program   string                         `json:"program"`
		Rubric    record.Rubric                  `json:"rubric"`
		Subject   record.Subject                 `json:"subject"`
		Anonymous bool                           `json:"anonymous"`
		Raters    []raterDoc                     `json:"raters"`
		Agreement assess.Maybe[assess.Agreement] `json:"agreement"`
		Criteria  []itemDoc                      `json:"criteria"`
		Discuss   []string                       `json:"discuss"` // the worthiest first, whatever the time
		Confirm   []string                       `json:"confirm"` // low, weighs much, seen alike; the heaviest first
		Roles     []roleDoc                      `json:"roles"`
		Hints     []hintDoc                      `json:"hints"`
		Warnings  []record.Warning               `json:"warnings"` // only those about votes
		Silent    []string                       `json:"silent"`   // gave no answer and are not counted
		// criteria without their votes, for what an earlier panel would tell with them
		Withheld int `json:"withheld"`
		Stats    any `json:"stats,omitempty"` // the coefficients, by key: see statsDoc
	}
	raterDoc struct {
		ID   string  `json:"id"`
		Name *string `json:"name"` // null where the file says none
		Role string  `json:"role"`
		Date *string `json:"date"` // null in an anonymous panel
	}
	itemDoc struct {
		ID      string            `json:"id"`
		Levels  map[string]int    `json:"levels"` // how many voted each level
		Unknown int               `json:"unknown"`
		NA      int               `json:"na"`
		Low     assess.Maybe[int] `json:"low"`
		High    assess.Maybe[int] `json:"high"`
		Mean    number.Value      `json:"mean"`
		AD      number.Value      `json:"ad"` // in levels; null under two votes
		Verdict *string           `json:"verdict"`
		// like a vote: a level, "unknown" or "na"; null while nothing is agreed
		Agreed  any             `json:"agreed"`
		Because *string         `json:"because"` // why that was agreed
		Weight  assess.Quantity `json:"weight"`  // share of the whole
		Reasons []panel.Reason  `json:"reasons"`
		Lowest  []string        `json:"lowest"`
		Highest []string        `json:"highest"`
	}
	roleDoc struct {
		Role   string                  `json:"role"`
		Raters int                     `json:"raters"`
		Means  map[string]number.Value `json:"means"`
	}
	hintDoc struct {
		Rater string          `json:"rater"`
		Code  panel.HintCode  `json:"code"`
		N     int             `json:"n"`
		By    assess.Quantity `json:"by"`
		Scale string          `json:"scale,omitempty"` // in whose levels By is
	}
)

// document is the agreement as data.
func (a *Agreement) document(p *Panel) agreementDoc {
	assessed := a.Result.Assessment
	doc := agreementDoc{Format: Format, Program: record.Program(), Rubric: record.RubricOf(a.Rubric, a.Digest),
		Subject: record.SubjectOf(a.Result), Anonymous: assessed.IsAnonymous(),
		Raters: []raterDoc{}, Criteria: []itemDoc{}, Discuss: []string{}, Confirm: []string{}, Roles: []roleDoc{},
		Hints:    []hintDoc{},
		Warnings: []record.Warning{}, Silent: []string{}, Withheld: p.Withheld}
	for _, w := range a.voteWarnings() {
		doc.Warnings = append(doc.Warnings, record.Warning{Code: w.Code, At: w.At, Message: a.Warning(w)})
	}
	doc.Agreement = a.Result.Overall.Agreement
	for _, r := range assessed.Raters {
		doc.Raters = append(doc.Raters, raterDoc{r.ID, record.Given(r.Name), r.Role, record.Given(r.Date)})
	}
	for i := range p.Agenda.Items {
		doc.Criteria = append(doc.Criteria, a.itemDoc(&p.Agenda.Items[i]))
	}
	for _, at := range p.Agenda.Discuss {
		doc.Discuss = append(doc.Discuss, doc.Criteria[at].ID)
	}
	for _, at := range p.Agenda.Confirm {
		doc.Confirm = append(doc.Confirm, doc.Criteria[at].ID)
	}
	for _, v := range p.Roles {
		means := map[string]number.Value{}
		for i, m := range v.Means {
			means[a.ID(i)] = m
		}
		doc.Roles = append(doc.Roles, roleDoc{v.Role, v.Raters, means})
	}
	for _, r := range p.Silent {
		doc.Silent = append(doc.Silent, r.ID)
	}
	for _, h := range p.Hints {
		doc.Hints = append(doc.Hints, hintDoc{h.Rater, h.Code, h.N, assess.Quantity(h.By), h.Scale})
	}
	if p.HasStats {
		doc.Stats = a.statsDoc(p.Stats)
	}
	return doc
}

func (a *Agreement) itemDoc(it *panel.Item) itemDoc {
	i, k := a.Place(it.Criterion)
	d := itemDoc{ID: a.ID(i) + "/" + a.Rubric.Practices[i].Criteria[k].ID, Levels: map[string]int{},
		Unknown: it.Unknown, NA: it.NA, Weight: assess.Quantity(it.Weight),
		Reasons: append([]panel.Reason{}, it.Reasons...), Lowest: append([]string{}, it.Lowest...),
		Highest: append([]string{}, it.Highest...)}
	for _, v := range a.Answer(i, k).Votes {
		if v.State == assess.Answered {
			d.Levels[strconv.Itoa(v.Level)]++
		}
	}
	d.Because = record.Given(a.Answer(i, k).Reason)
	if it.State != assess.Unanswered {
		d.Agreed = record.Vote(assess.Vote{State: it.State, Level: it.Agreed.Value})
	}
	if s := it.Spread; s.N > 0 {
		verdict := string(s.Verdict)
		d.Low, d.High, d.Mean, d.Verdict = assess.Some(s.Low), assess.Some(s.High), assess.Some(s.Mean), &verdict
		if s.N > 1 {
			d.AD = assess.Some(s.AD)
		}
	}
	return d
}
