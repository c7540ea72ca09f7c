package reports

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/reports/cells"
)

// WriteGateJSON writes the verdicts of format [GateFormat]: one document, or an array of several.
func WriteGateJSON(w io.Writer, reps ...*Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	docs := make([]gateDoc, len(reps))
	for i, rep := range reps {
		docs[i] = rep.builder().gateDoc(rep.gate)
	}
	if len(docs) == 1 {
		return enc.Encode(docs[0])
	}
	return enc.Encode(docs)
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
			if o.Verdict == gate.Met || n == maxAnnotations {
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

// The shape of JUnit's XML, as CI servers read it.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    string        `xml:"line,attr,omitempty"`
		Failure *junitMessage `xml:"failure"`
		Skipped *junitMessage `xml:"skipped"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
	}
)

// WriteJUnit writes the verdicts as JUnit XML: for each file a suite of its rules and one of each dimension, whose cases are the
// criteria; a criterion that a rule names fails, one without an answer is skipped.
func WriteJUnit(w io.Writer, reps ...*Report) error {
	all := junitSuites{Name: "fathom"}
	for _, rep := range reps {
		b := rep.builder()
		all.Suites = append(all.Suites, b.ruleSuite(rep.gate))
		all.Suites = append(all.Suites, b.dimensionSuites(rep.gate)...)
	}
	for i := range all.Suites {
		s := &all.Suites[i]
		s.Tests = len(s.Cases)
		for _, c := range s.Cases {
			if c.Failure != nil {
				s.Failures++
			}
			if c.Skipped != nil {
				s.Skipped++
			}
		}
		all.Tests, all.Failures, all.Skipped = all.Tests+s.Tests, all.Failures+s.Failures, all.Skipped+s.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (b *builder) ruleSuite(g *Gate) junitSuite {
	s := junitSuite{Name: cells.Safe(g.File)}
	for i := range g.Outcomes {
		o := &g.Outcomes[i]
		c := junitCase{Class: cells.Safe(g.File), Name: string(o.Kind), File: cells.Safe(g.File), Line: strconv.Itoa(b.lineOf(g, o))}
		if o.At != "" {
			c.Name += " " + o.At
		}
		if slices.ContainsFunc(s.Cases, func(x junitCase) bool { return x.Name == c.Name }) {
			c.Name += " " + plain(o.Limit)
		}
		if o.Verdict != gate.Met {
			c.Failure = &junitMessage{cells.OneLine(b.sentence(o)), string(o.Verdict)}
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

func (b *builder) dimensionSuites(g *Gate) []junitSuite {
	out := make([]junitSuite, len(b.r.Dimensions))
	for d := range out {
		out[d].Name = cells.Safe(g.File) + " " + b.r.Dimensions[d].ID
	}
	at := 0
	for i := range b.res.Practices {
		for k := range b.res.Practices[i].Criteria {
			d := b.dimensionOf(i)
			out[d].Cases = append(out[d].Cases, b.criterionCase(g, i, k, at))
			at++
		}
	}
	return out
}

func (b *builder) criterionCase(g *Gate, i, k, at int) junitCase {
	id := b.fullID(at)
	c := junitCase{Class: cells.Safe(g.File) + " " + b.r.Dimensions[b.dimensionOf(i)].ID, Name: id, File: cells.Safe(g.File)}
	if line := g.Lines[id]; line > 0 {
		c.Line = strconv.Itoa(line)
	}
	if state := b.res.Practices[i].Criteria[k].State; state != assess.Answered {
		c.Skipped = &junitMessage{Message: b.state(state)}
		return c
	}
	for j := range g.Outcomes {
		if o := &g.Outcomes[j]; o.Verdict == gate.NotMet && slices.Contains(o.Criteria, at) {
			c.Failure = &junitMessage{cells.OneLine(b.ruleWords(o)), string(o.Kind)}
			break
		}
	}
	return c
}
