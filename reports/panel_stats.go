package reports

import (
	"strconv"

	"fathom/assess"
	"fathom/assess/panel"
)

// stats tables the coefficients, with what they need and what they are not.
func (b *builder) stats(p *Panel) Section {
	s := Section{Heading: b.say("Coefficients", "统计系数")}
	if p.Stats == nil {
		return s
	}
	t := Table{Columns: []Column{{Title: b.say("Coefficient", "系数"), Flexible: true}, {Title: b.say("Value", "数值"), Right: true}}}
	for _, row := range b.coefficients(p.Stats) {
		value := b.say("undefined", "无定义")
		if row.value.OK {
			value = assess.Round(row.value.Value, 3)
		}
		t.Rows = append(t.Rows, []string{row.name, value})
	}
	s.Blocks = append(s.Blocks, t, Paragraph{Text: b.sayf(
		"%d criteria with votes; ICC, W and kappa use the %d on which everybody gave a level. These coefficients compare disagreement with the differences between criteria: where all criteria are much alike they are low, even with good agreement.",
		"有票的标准 %d 条；ICC、W 和 κ 只用每人都打了级的 %d 条。这些系数是拿分歧与标准之间的差异相比：各项水平接近时，即使意见一致，系数也会偏低。", p.Stats.Criteria, p.Stats.Complete)})
	return s
}

// coefficient is one line of the table, and its key in JSON.
type coefficient struct {
	key, name string
	value     Value
}

func (b *builder) coefficients(s *panel.Stats) []coefficient {
	return []coefficient{
		{"alpha_ordinal", b.say("Krippendorff's alpha, ordinal", "Krippendorff α（定序）"), s.AlphaOrdinal},
		{"alpha_interval", b.say("Krippendorff's alpha, interval", "Krippendorff α（定距）"), s.AlphaInterval},
		{"mean_rwg", b.say("r_wg, mean over the criteria", "r_wg（各标准平均）"), s.MeanRWG},
		{"mean_awg", b.say("a_wg, mean over the criteria", "a_wg（各标准平均）"), s.MeanAWG},
		{"icc_1_1", "ICC(1,1)", s.ICC.Single1}, {"icc_2_1", "ICC(2,1)", s.ICC.Single2}, {"icc_3_1", "ICC(3,1)", s.ICC.Single3},
		{"icc_1_k", "ICC(1,k)", s.ICC.Mean1}, {"icc_2_k", "ICC(2,k)", s.ICC.Mean2}, {"icc_3_k", "ICC(3,k)", s.ICC.Mean3},
		{"kendall_w", b.say("Kendall's W", "Kendall W"), s.KendallW},
		{"kappa_linear", b.say("Weighted kappa of two raters, linear", "两人加权 κ（线性）"), s.KappaLinear},
		{"kappa_quadratic", b.say("Weighted kappa of two raters, quadratic", "两人加权 κ（平方）"), s.KappaQuadratic},
	}
}

// AgreementFormat is the value of the `format` key of an agreement's JSON.
const AgreementFormat = "fathom.agreement/1"

// The shape of the agreement JSON.
type (
	agreementDoc struct {
		Format    string                          `json:"format"`
		Rubric    rubricDoc                       `json:"rubric"`
		Subject   subjectDoc                      `json:"subject"`
		Anonymous bool                            `json:"anonymous"`
		Raters    []raterDoc                      `json:"raters"`
		Agreement assess.Maybe[*assess.Agreement] `json:"agreement"`
		Criteria  []itemDoc                       `json:"criteria"`
		Discuss   []string                        `json:"discuss"` // the worthiest first
		Roles     []roleDoc                       `json:"roles"`
		Hints     []hintDoc                       `json:"hints"`
		Warnings  []warningDoc                    `json:"warnings"` // only those about votes
		Silent    []string                        `json:"silent"`   // gave no answer and are not counted
		Withheld  int                             `json:"withheld"` // criteria without their votes, for what an earlier panel would tell with them
		Stats     map[string]Value                `json:"stats,omitempty"`
	}
	raterDoc struct {
		ID   string  `json:"id"`
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
		Mean    Value             `json:"mean"`
		AD      Value             `json:"ad"` // in levels; null under two votes
		Verdict *string           `json:"verdict"`
		Agreed  any               `json:"agreed"` // like a vote: a level, "unknown" or "na"; null while nothing is agreed
		Weight  float64           `json:"weight"` // share of the whole
		Reasons []panel.Reason    `json:"reasons"`
		Lowest  []string          `json:"lowest"`
		Highest []string          `json:"highest"`
	}
	roleDoc struct {
		Role   string           `json:"role"`
		Raters int              `json:"raters"`
		Means  map[string]Value `json:"means"`
	}
	hintDoc struct {
		Rater string         `json:"rater"`
		Code  panel.HintCode `json:"code"`
		N     int            `json:"n"`
		By    float64        `json:"by"`
	}
)

// agreementDoc is the agreement as data.
func (b *builder) agreementDoc(p *Panel) agreementDoc {
	a := b.res.Assessment
	doc := agreementDoc{Format: AgreementFormat, Rubric: rubricDoc{b.r.ID, b.r.Version, b.digest}, Subject: b.subjectDoc(), Anonymous: a.IsAnonymous(),
		Raters: []raterDoc{}, Criteria: []itemDoc{}, Discuss: []string{}, Roles: []roleDoc{}, Hints: []hintDoc{},
		Warnings: []warningDoc{}, Silent: append([]string{}, p.Silent...), Withheld: p.Withheld}
	for _, w := range b.voteWarnings() {
		doc.Warnings = append(doc.Warnings, warningDoc{w.Code, w.At, b.warning(w)})
	}
	if v := b.res.Overall.Agreement; v.OK {
		doc.Agreement = assess.Some(&v.Value)
	}
	for _, r := range a.Raters {
		doc.Raters = append(doc.Raters, raterDoc{r.ID, r.Role, given(r.Date)})
	}
	for i := range p.Agenda.Items {
		doc.Criteria = append(doc.Criteria, b.itemDoc(&p.Agenda.Items[i]))
	}
	for _, at := range p.Agenda.Discuss {
		doc.Discuss = append(doc.Discuss, doc.Criteria[at].ID)
	}
	for _, v := range p.Roles {
		means := map[string]Value{}
		for i, m := range v.Means {
			means[b.id(i)] = m
		}
		doc.Roles = append(doc.Roles, roleDoc{v.Role, v.Raters, means})
	}
	for _, h := range p.Hints {
		doc.Hints = append(doc.Hints, hintDoc(h))
	}
	if p.Stats != nil {
		doc.Stats = map[string]Value{}
		for _, c := range b.coefficients(p.Stats) {
			doc.Stats[c.key] = c.value
		}
	}
	return doc
}

func (b *builder) itemDoc(it *panel.Item) itemDoc {
	i, k := b.place(it.Criterion)
	d := itemDoc{ID: b.id(i) + "/" + b.r.Practices[i].Criteria[k].ID, Levels: map[string]int{}, Unknown: it.Unknown, NA: it.NA, Weight: it.Weight,
		Reasons: append([]panel.Reason{}, it.Reasons...), Lowest: append([]string{}, it.Lowest...), Highest: append([]string{}, it.Highest...)}
	for _, v := range b.answer(i, k).Votes {
		if v.State == assess.Answered {
			d.Levels[strconv.Itoa(v.Level)]++
		}
	}
	if it.State != assess.Unanswered {
		d.Agreed = voteDoc(assess.Vote{State: it.State, Level: it.Agreed.Value})
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
