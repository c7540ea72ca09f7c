package answerfile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

// ErrNotKept tells that an assessment holds what no answer file can say: reading it back would give something else.
var ErrNotKept = fmt.Errorf("answerfile: %w", problem.ErrNotKept)

// Write writes an assessment as an answer file in rubric order, an answer a line, practices apart. Reading it gives the
// same assessment, and writing that the same bytes. It reads the file back before a byte leaves: what would be lost or
// changed is refused with [ErrNotKept], and nothing is written.
func Write(w io.Writer, a *assess.Assessment, r *rubric.Rubric) error {
	return WriteAs(w, "answers.yaml", a, r)
}

// WriteAs is Write for a file of the given name: one that [strictyaml.IsJSON] is written as JSON, line for line as the
// other.
func WriteAs(w io.Writer, name string, a *assess.Assessment, r *rubric.Rubric) error {
	data, err := encode(strictyaml.IsJSON(name), nil, a, r)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// Digest names the answers, and all else that a file says, to the letter: "sha256:" and the hash in hexadecimal of what
// Write writes. It is the same for YAML and JSON, whatever the layout, the order and the comments. It is "" for a panel
// without names: who knows nearly all could try what the rest of the votes was.
func Digest(a *assess.Assessment, r *rubric.Rubric) string {
	if a.IsAnonymous() {
		return ""
	}
	h := sha256.New()
	write(h, a, r)
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}

// encode writes an assessment as YAML, or as JSON with its keys in the order of an earlier document, which may be nil,
// and makes sure that it reads back as what it is.
func encode(json bool, order *node, a *assess.Assessment, r *rubric.Rubric) ([]byte, error) {
	n := 0
	for _, p := range r.Practices {
		n += len(p.Criteria)
	}
	if len(a.Answers) != n {
		return nil, fmt.Errorf("%w: answers: %d, criteria: %d", ErrNotKept, len(a.Answers), n)
	}
	var out bytes.Buffer
	write(&out, a, r)
	name, data := "written", out.Bytes()
	if json {
		root, problems := strictyaml.Parse(name, data, limits)
		if len(problems) > 0 {
			return nil, fmt.Errorf("%w: %w", ErrNotKept, problems)
		}
		name, data = "written.json", strictyaml.EncodeJSON(root, order)
	}
	back, err := Read(name, data, r)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNotKept, err)
	case !reflect.DeepEqual(a, back):
		return nil, fmt.Errorf("%w: it would be read back as something else", ErrNotKept)
	}
	return data, nil
}

func write(out io.Writer, a *assess.Assessment, r *rubric.Rubric) {
	writeHead(out, a, r)
	writeTargets(out, a.Targets, r)
	writeCapacity(out, a.Capacity, r)
	writeComments(out, a.Comments, r)
	at, before := 0, ""
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			answer := &a.Answers[at]
			at++
			if !answer.Given {
				continue
			}
			switch {
			case before == "":
				fmt.Fprintln(out, "answers:")
			case before != p.ID:
				fmt.Fprintln(out)
			}
			before = p.ID
			fmt.Fprintf(out, "  %s: %s\n", rubric.FullID(p.ID, c.ID), entry(answer))
		}
	}
	writeRemoved(out, a.Removed)
	writeTexts(out, a, r)
}

func writeRemoved(out io.Writer, removed []assess.Removed) {
	if len(removed) > 0 {
		fmt.Fprintln(out, "\nremoved:")
	}
	for i := range removed {
		fmt.Fprintf(out, "  %s: %s\n", strictyaml.Quote(removed[i].ID), entry(&removed[i].Answer))
	}
}

// textsComment says to whoever opens an answer file what its texts are.
const textsComment = "# Kept by fathom: the wording that each answer was given to. If a wording changes, its question is asked again.\n" +
	"# 由 fathom 填写：每一条作答时的文字版本；文字有改动，这一题会再问一次。\n"

// writeTexts writes the digests of what was rated, a practice a line.
func writeTexts(out io.Writer, a *assess.Assessment, r *rubric.Rubric) {
	at, before := 0, "\n"+textsComment+"texts:\n"
	for _, p := range r.Practices {
		var pairs []string
		for _, c := range p.Criteria {
			pairs = append(pairs, c.ID, a.Answers[at].Text)
			at++
		}
		if line := flow(pairs...); line != "{}" {
			fmt.Fprintf(out, "%s  %s: %s\n", before, strictyaml.Quote(p.ID), line)
			before = ""
		}
	}
}

func writeHead(out io.Writer, a *assess.Assessment, r *rubric.Rubric) {
	fmt.Fprintf(out, "format: %s\n", Format)
	fmt.Fprintf(out, "rubric: %s\n", flow("id", r.ID, "version", r.Version))
	s := &a.Subject
	subject := flow("id", s.ID, "name", s.Name, "stage", s.Stage, "sector", s.Sector, "member", s.Member)
	if s.Tags != nil {
		var tags []string
		for _, k := range slices.Sorted(maps.Keys(s.Tags)) {
			tags = append(tags, strictyaml.Quote(k)+": "+strictyaml.Quote(s.Tags[k]))
		}
		subject = strings.TrimSuffix(subject, "}") + ", tags: {" + strings.Join(tags, ", ") + "}}"
	}
	fmt.Fprintf(out, "subject: %s\ndate: %s\n", subject, a.Date)
	if a.Depth != "" {
		fmt.Fprintf(out, "depth: %s\n", a.Depth)
	}
	if a.Previous != "" {
		fmt.Fprintf(out, "previous: %s\n", strictyaml.Quote(a.Previous))
	}
	switch {
	case a.Panel:
		fmt.Fprintln(out, "raters:")
		for _, rater := range a.Raters {
			line := flow("id", rater.ID, "name", rater.Name, "role", rater.Role)
			if rater.Date != "" {
				line = strings.TrimSuffix(line, "}") + ", date: " + rater.Date + "}"
			}
			fmt.Fprintf(out, "  - %s\n", line)
		}
	case len(a.Raters) > 0:
		rater := &a.Raters[0]
		fmt.Fprintf(out, "rater: %s\n", flow("id", rater.ID, "name", rater.Name, "role", rater.Role))
	}
}

// writeCapacity writes the people there are, an owner a line in rubric order.
func writeCapacity(out io.Writer, c assess.Capacity, r *rubric.Rubric) {
	if c.PerQuarter != nil {
		fmt.Fprintln(out, "capacity:")
	}
	for _, id := range r.OwnerIDs() {
		if days, ok := c.PerQuarter[id]; ok {
			fmt.Fprintf(out, "  %s: %s\n", strictyaml.Quote(id), strconv.FormatFloat(days, 'f', -1, 64))
		}
	}
	if c.AtOnce != 0 {
		fmt.Fprintf(out, "at_once: %d\n", c.AtOnce)
	}
}

// flow writes pairs of key and text as one mapping, leaving out those without a text.
func flow(pairs ...string) string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, strictyaml.Quote(pairs[i])+": "+strictyaml.Quote(pairs[i+1]))
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// entry writes one answer: the level alone where nothing else is said.
func entry(a *assess.Answer) string {
	if a.State == assess.Answered && a.Note == "" && a.Evidence == nil && a.Confidence == "" && a.Votes == nil &&
		a.Reason == "" && a.Ticked == nil {
		return strconv.Itoa(a.Level)
	}
	var out []string
	if a.Votes != nil {
		votes := make([]string, len(a.Votes))
		for i, v := range a.Votes {
			votes[i] = strictyaml.Quote(v.Rater) + ": " + vote(v)
		}
		out = append(out, "votes: {"+strings.Join(votes, ", ")+"}")
	}
	note := a.Note
	switch a.State {
	case assess.Answered:
		out = append(out, answeredAs(a, strconv.Itoa(a.Level)))
	case assess.Unknown:
		out = append(out, "unknown: true")
	case assess.Unanswered:
		if a.Votes == nil {
			out = append(out, "unanswered: true")
		}
	case assess.NotApplicable:
		out = append(out, "na: "+strictyaml.Quote(a.Why()))
		if a.Reason == "" {
			note = ""
		}
	}
	if a.Reason != "" && a.State != assess.NotApplicable {
		out = append(out, "agreed: "+strictyaml.Quote(a.Reason))
	}
	if note != "" {
		out = append(out, "note: "+strictyaml.Quote(note))
	}
	if a.Evidence != nil {
		out = append(out, "evidence: ["+strings.Join(quoted(a.Evidence), ", ")+"]")
	}
	if a.Confidence != "" {
		out = append(out, "confidence: "+a.Confidence)
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// quoted writes each text so that it is read as one.
func quoted(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = strictyaml.Quote(s)
	}
	return out
}

func vote(v assess.Vote) string {
	if v.State == assess.Answered {
		return strconv.Itoa(v.Level)
	}
	return v.State.String()
}
