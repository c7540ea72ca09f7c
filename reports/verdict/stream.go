package verdict

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"fathom/assess/gate"
	"fathom/reports/markdown"
	"fathom/reports/record"
)

// NewJSON writes verdicts of format [Format]: one document, or an array where there may be several.
func NewJSON(w io.Writer, several bool) record.Stream[*Verdict] {
	return record.NewList(w, several, func(v *Verdict) any { return v.gateDoc(v.Gate) })
}

// WriteJSON writes verdicts as [NewJSON] does.
func WriteJSON(w io.Writer, reps ...*Verdict) error {
	return record.WriteAll(NewJSON(w, len(reps) != 1), reps)
}

// maxSummary is how large a job summary may be, in bytes.
const maxSummary = 1 << 20

// NewMarkdown writes a job summary of less than 1 MiB at its end: those that did not pass first, and the number of
// those left out.
func NewMarkdown(w io.Writer) record.Stream[*Verdict] { return &summary{w: w} }

type summary struct {
	w     io.Writer
	ranks [2]rank // what did not pass, and what did
	all   int
	left  func(n int) string // says how many are left out
}

// rank holds the first texts of a rank, as many as a summary of them alone has room for.
type rank struct {
	texts []string
	size  int
	full  bool
}

func (s *summary) Add(v *Verdict) error {
	s.all++
	s.left = func(n int) string { return v.Say("%d more left out.", "另有 %d 份未列出。", n) }
	r := &s.ranks[rankOf(v)]
	if r.full {
		return nil
	}
	var one strings.Builder
	if err := markdown.Write(&one, v.Doc()); err != nil {
		return err
	}
	if r.full = r.size+one.Len() > room; !r.full {
		r.texts = append(r.texts, one.String())
		r.size += one.Len()
	}
	return nil
}

// room leaves some for what is said of those left out.
const room = maxSummary - 200

func (s *summary) End() error {
	var out strings.Builder
	shown, full := 0, false
	for _, r := range s.ranks {
		for _, text := range r.texts {
			if full = full || out.Len()+len(text) > room; !full {
				out.WriteString(text)
				shown++
			}
		}
		full = full || r.full
	}
	if shown < s.all {
		fmt.Fprintf(&out, "%s\n", s.left(s.all-shown))
	}
	_, err := io.WriteString(s.w, out.String())
	return err
}

func rankOf(v *Verdict) int {
	if gate.Passed(v.Outcomes) {
		return 1
	}
	return 0
}

// WriteMarkdown writes verdicts as [NewMarkdown] does.
func WriteMarkdown(w io.Writer, reps ...*Verdict) error { return record.WriteAll(NewMarkdown(w), reps) }

// maxAnnotations is how many annotations GitHub shows of one step.
const maxAnnotations = 10

// NewAnnotations writes workflow commands that place what is not met at the answers, ten at most. GitHub knows files by
// names with slashes, also from a machine with Windows.
func NewAnnotations(w io.Writer) record.Stream[*Verdict] { return &annotations{w: w} }

type annotations struct {
	w io.Writer
	n int
}

func (a *annotations) Add(v *Verdict) error {
	for i := range v.Outcomes {
		o := &v.Outcomes[i]
		if o.Verdict == gate.Met || o.Verdict == gate.NotApplicable || a.n == maxAnnotations {
			continue
		}
		a.n++
		_, err := fmt.Fprintf(a.w, "::error file=%s,line=%d,title=%s::%s\n", property(filepath.ToSlash(v.File)),
			v.lineOf(v.Gate, o), property(v.title()), command(v.sentence(o)))
		if err != nil {
			return err
		}
	}
	return nil
}

func (*annotations) End() error { return nil }

// WriteAnnotations writes verdicts as [NewAnnotations] does.
func WriteAnnotations(w io.Writer, reps ...*Verdict) error {
	return record.WriteAll(NewAnnotations(w), reps)
}
