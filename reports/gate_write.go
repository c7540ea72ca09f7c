package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric/safe"
)

// GateFormat is the value of the `format` key of a verdict's JSON.
const GateFormat = "fathom.verdict/1"

// foundByTrying says in JSON that the steps are a way, and perhaps not the shortest.
const foundByTrying = "by trying"

// The shape of the verdict JSON.
type (
	gateDoc struct {
		Format  string     `json:"format"`
		File    string     `json:"file"`
		Rubric  rubricDoc  `json:"rubric"`
		Subject subjectDoc `json:"subject"`
		Passed  bool       `json:"passed"`
		Rules   []ruleDoc  `json:"rules"`
	}
	ruleDoc struct {
		Rule     gate.Kind    `json:"rule"`
		At       *string      `json:"at"`
		Limit    float64      `json:"limit"`
		Was      Value        `json:"was"`
		Low      Value        `json:"low"`
		High     Value        `json:"high"`
		Verdict  gate.Verdict `json:"verdict"`
		Criteria []string     `json:"criteria"`
		Steps    []stepDoc    `json:"steps"`
		// How the steps were found, null without any; and for max-discuss, why a criterion is to be discussed.
		StepsFound *string          `json:"steps_found"`
		Reasons    []assess.Concern `json:"reasons"`
	}
	stepDoc struct {
		Criterion string            `json:"criterion"`
		From      assess.Maybe[int] `json:"from"`
		To        assess.Maybe[int] `json:"to"`
	}
)

func (b *builder) gateDoc(g *Gate) gateDoc {
	doc := gateDoc{GateFormat, g.File, rubricDocOf(b.r, b.digest), b.subjectDoc(), gate.Passed(g.Outcomes), []ruleDoc{}}
	for i := range g.Outcomes {
		o := &g.Outcomes[i]
		d := ruleDoc{o.Kind, nil, o.Limit, o.Was, o.Low, o.High, o.Verdict, []string{}, []stepDoc{}, nil, []assess.Concern{}}
		if o.At != "" {
			d.At = &o.At
		}
		if len(o.Steps) > 0 {
			found := foundByTrying
			d.StepsFound = &found
		}
		if o.Kind == gate.MaxDiscuss {
			d.Reasons = assess.Concerns()
		}
		for _, c := range o.Criteria {
			d.Criteria = append(d.Criteria, b.fullID(c))
		}
		for _, s := range o.Steps {
			d.Steps = append(d.Steps, stepDoc{b.fullID(s.Criterion), s.From, s.To})
		}
		doc.Rules = append(doc.Rules, d)
	}
	return doc
}

// WriteGateJSON writes the verdicts of format [GateFormat]: one document, or an array of several.
func WriteGateJSON(w io.Writer, reps ...*Report) error {
	docs := make([]gateDoc, len(reps))
	for i, rep := range reps {
		docs[i] = rep.builder().gateDoc(rep.gate)
	}
	if len(docs) == 1 {
		return writeDocument(w, docs[0])
	}
	return writeDocument(w, docs)
}

// maxSummary is how large a job summary may be, in bytes.
const maxSummary = 1 << 20

// WriteGateMarkdown writes a job summary of less than 1 MiB: those that did not pass first, and the number of those left out.
func WriteGateMarkdown(w io.Writer, reps ...*Report) error {
	ordered := slices.Clone(reps)
	slices.SortStableFunc(ordered, func(x, y *Report) int { return rankOf(x) - rankOf(y) })
	var out strings.Builder
	for i, rep := range ordered {
		var one strings.Builder
		if err := WriteMarkdown(&one, rep); err != nil {
			return err
		}
		if out.Len()+one.Len() > maxSummary-200 {
			fmt.Fprintf(&out, "%s\n", rep.builder().Say("%d more left out.", "另有 %d 份未列出。", len(ordered)-i))
			break
		}
		out.WriteString(one.String())
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func rankOf(rep *Report) int {
	if gate.Passed(rep.gate.Outcomes) {
		return 1
	}
	return 0
}

// maxAnnotations is how many annotations GitHub shows of one step.
const maxAnnotations = 10

// WriteAnnotations writes workflow commands that place what is not met at the answers, ten at most.
func WriteAnnotations(w io.Writer, reps ...*Report) error {
	n := 0
	for _, rep := range reps {
		b := rep.builder()
		for i := range rep.gate.Outcomes {
			o := &rep.gate.Outcomes[i]
			if o.Verdict == gate.Met || o.Verdict == gate.NotApplicable || n == maxAnnotations {
				continue
			}
			n++
			_, err := fmt.Fprintf(w, "::error file=%s,line=%d,title=%s::%s\n", property(rep.gate.File), b.lineOf(rep.gate, o), property(rep.Title), command(b.sentence(o)))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// command escapes the message of a workflow command, and property a value before it.
func command(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(safe.Line(s))
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(command(s))
}
