package verdict

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric/safe"
)

// The shape of JUnit's XML. There is no one definition of it; this shape keeps to what all published ones allow: Ant's,
// which demands most, and those of Jenkins. So the place of an answer stands in the message, where an attribute would
// be refused.
type (
	junitSuite struct {
		ID         int             `xml:"id,attr"`
		Package    string          `xml:"package,attr"`
		Name       string          `xml:"name,attr"`
		Timestamp  string          `xml:"timestamp,attr"` // the assessment's date; the clock is never asked
		Host       string          `xml:"hostname,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
		Out        string          `xml:"system-out"`
		Err        string          `xml:"system-err"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitFailure `xml:"failure"`
		Skipped *string       `xml:"skipped"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"` // file:line: message
	}
)

// NewJUnit writes verdicts as JUnit XML: for each file a suite of its rules and one of each dimension, whose cases are
// the criteria. A criterion that a rule names fails, one without an answer is skipped, as is a rule that does not
// apply.
func NewJUnit(w io.Writer) record.Stream[*Verdict] {
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	return &junit{w, enc, map[string]int{}, 0}
}

// junit writes suites one after another.
type junit struct {
	w      io.Writer
	enc    *xml.Encoder
	seen   map[string]int // files, by their names
	suites int
}

// suitesOf is the element around all suites.
var suitesOf = xml.StartElement{Name: xml.Name{Local: "testsuites"}}

func (j *junit) begin() error {
	if len(j.seen) > 0 {
		return nil
	}
	if _, err := io.WriteString(j.w, xml.Header); err != nil {
		return err
	}
	return j.enc.EncodeToken(suitesOf)
}

func (j *junit) Add(v *Verdict) error {
	if err := j.begin(); err != nil {
		return err
	}
	file := safe.Line(v.File)
	if j.seen[file]++; j.seen[file] > 1 {
		file = fmt.Sprintf("%s (%d)", file, j.seen[file])
	}
	x := xunit{v, file}
	for _, s := range append([]junitSuite{x.rules()}, x.dimensions()...) {
		s.ID = j.suites
		s.count()
		j.suites++
		if err := j.enc.EncodeElement(s, xml.StartElement{Name: xml.Name{Local: "testsuite"}}); err != nil {
			return err
		}
	}
	return nil
}

func (j *junit) End() error {
	if err := j.begin(); err != nil {
		return err
	}
	if err := j.enc.EncodeToken(suitesOf.End()); err != nil {
		return err
	}
	if err := j.enc.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(j.w, "\n")
	return err
}

// WriteJUnit writes verdicts as [NewJUnit] does.
func WriteJUnit(w io.Writer, reps ...*Verdict) error { return record.WriteAll(NewJUnit(w), reps) }

func (s *junitSuite) count() {
	s.Tests = len(s.Cases)
	for _, c := range s.Cases {
		if c.Failure != nil {
			s.Failures++
		}
		if c.Skipped != nil {
			s.Skipped++
		}
	}
}

// xunit makes the suites of one file.
type xunit struct {
	*Verdict
	file string // as the suites name it
}

func (x *xunit) suite(name string) junitSuite {
	a := x.Result.Assessment
	properties := []junitProperty{
		{"file", safe.Line(x.Gate.File)}, {"subject", x.Subject()}, {"rubric", x.Rubric.ID + " " + x.Rubric.Version},
		{"asked", x.Asked(x.Result)},
	}
	if x.Rubric.From != "" {
		properties = append(properties, junitProperty{"rubric-file", safe.Line(x.Rubric.From)},
			junitProperty{"rubric-digest", x.Digest})
	}
	if base := x.Base(); base != "" {
		properties = append(properties, junitProperty{"base", base})
	}
	return junitSuite{Package: "fathom", Name: name, Timestamp: a.Date + "T00:00:00", Host: "localhost", Time: "0",
		Properties: properties}
}

func (x *xunit) rules() junitSuite {
	s := x.suite(x.file)
	for i := range x.Gate.Outcomes {
		o := &x.Gate.Outcomes[i]
		c := junitCase{Class: x.file, Name: uniqueName(s.Cases, o), Time: "0"}
		switch o.Verdict {
		case gate.Met:
		case gate.NotApplicable:
			c.skip(x.verdictWord(o.Verdict))
		default:
			c.fail(x.sentence(o), string(o.Verdict), x.Gate.File, x.lineOf(x.Gate, o))
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

// uniqueName names a rule among those before it.
func uniqueName(cases []junitCase, o *gate.Outcome) string {
	name := string(o.Kind)
	if o.At != "" {
		name += " " + o.At
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(cases, func(c junitCase) bool { return c.Name == name })
	}
	if taken(name) {
		name += " " + number.Plain(o.Limit)
	}
	unique := name
	for n := 2; taken(unique); n++ {
		unique = fmt.Sprintf("%s (%d)", name, n)
	}
	return unique
}

func (x *xunit) dimensions() []junitSuite {
	out := make([]junitSuite, len(x.Rubric.Dimensions))
	for d := range out {
		out[d] = x.suite(x.file + " " + x.Rubric.Dimensions[d].ID)
	}
	at := 0
	for i := range x.Result.Practices {
		s := &out[x.DimensionOf(i)]
		for k := range x.Result.Practices[i].Criteria {
			s.Cases = append(s.Cases, x.criterionCase(s.Name, at, x.Result.Practices[i].Criteria[k].State))
			at++
		}
	}
	return out
}

func (x *xunit) criterionCase(class string, at int, state assess.State) junitCase {
	id := x.FullID(at)
	c := junitCase{Class: class, Name: id, Time: "0"}
	if state != assess.Answered {
		c.skip(x.State(state))
		return c
	}
	for j := range x.Gate.Outcomes {
		if o := &x.Gate.Outcomes[j]; o.Verdict == gate.NotMet && slices.Contains(o.Criteria, at) {
			c.fail(x.ruleWords(o), string(o.Kind), x.Gate.File, max(1, x.Gate.Places[id].Line))
			break
		}
	}
	return c
}

func (c *junitCase) skip(why string) {
	why = safe.Line(why)
	c.Skipped = &why
}

func (c *junitCase) fail(message, kind, file string, line int) {
	message = safe.Line(message)
	c.Failure = &junitFailure{message, kind, fmt.Sprintf("%s:%d: %s", safe.Line(file), line, message)}
}
