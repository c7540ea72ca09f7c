package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"fathom/assess/gate"
	"fathom/reports/cells"
)

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
			fmt.Fprintf(&out, "%s\n", rep.builder().sayf("%d more left out.", "另有 %d 份未列出。", len(ordered)-i))
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
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(cells.OneLine(s))
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(command(s))
}
