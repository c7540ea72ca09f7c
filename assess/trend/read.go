package trend

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// File is the content of an answer file, and the name that people know it by.
type File struct {
	Name string
	Data []byte
}

// History compares the last of several files of one subject with the first, and tells what made their reading differ.
type History struct {
	*Trend
	Series  []Line // every assessment compared, the oldest first
	Renamed int    // answers that moved to another id since
	Gone    int    // answers that the rubric no longer asks for
	Changed int    // criteria whose text changed since: they are not compared

	Unchecked int // criteria of which nobody can tell whether their text changed: they are not compared either
}

// Reader reads files of one subject, which earlier versions of the rubric may have been used for.
type Reader struct {
	Model   *assess.Model
	Old     *assess.Model // of the rubric that the first was made with; nil where that is not at hand
	Shipped []string      // the versions of the built-in rubric
	Options assess.Options
}

// Read reads one file or more, the oldest first. The error is a [problem.List] with the faults of all of them.
func (rd Reader) Read(files []File) (*History, error) {
	h := &reading{Reader: rd}
	for i, f := range files {
		if err := h.add(f, i+1 == len(files)); err != nil {
			return nil, err
		}
	}
	if err := h.problems.Err(); err != nil {
		return nil, err
	}
	t := &History{Renamed: h.renamed, Gone: h.gone, Series: Series(h.Model, h.rounds)}
	t.Changed, t.Unchecked = h.texts()
	t.Trend = Compare(h.Model, h.rounds[0], h.rounds[len(h.rounds)-1])
	return t, nil
}

// reading is what a Reader has read so far.
type reading struct {
	Reader
	problems problem.List
	rounds   []Round
	first    string // the name of the first round's file

	renamed, gone int
}

// add reads one file. What is wrong with its content is kept with the problems of the others.
func (h *reading) add(f File, last bool) error {
	as, changes, err := answerfile.ReadOlder(f.Name, f.Data, h.Model.Rubric)
	if err := h.keep(err); err != nil || as == nil {
		return err
	}
	h.renamed, h.gone = h.renamed+len(changes.Renamed), h.gone+len(changes.Removed)
	res := h.Model.Evaluate(as, h.Options)
	res.Digest = answerfile.Digest(as, h.Model.Rubric)
	round := Present(res)
	round.Version = cmp.Or(changes.From, round.Version)
	switch {
	case h.Old != nil && !last && (len(h.rounds) == 0 || round.Version == h.Old.Rubric.Version):
		own, err := answerfile.Read(f.Name, f.Data, h.Old.Rubric)
		if err := h.keep(h.mismatch(err, round.Version)); err != nil || own == nil {
			return err
		}
		if h.Old.Rubric.Digest() != h.Model.Rubric.Digest() {
			round.Own = h.Old.Evaluate(own, h.Options)
		}
		changes.FillTexts(as, h.Old.Rubric, h.Model.Rubric)
	case changes.From != "":
		round.Own = nil
		h.checkVersion(f.Name, changes.From)
	}
	h.first = cmp.Or(h.first, f.Name)
	h.rounds = append(h.rounds, round)
	h.checkOrder(f.Name)
	return nil
}

// keep takes the problems of a file's content, and returns any other error.
func (h *reading) keep(err error) error {
	var list problem.List
	if errors.As(err, &list) {
		h.problems.Join(list)
		return nil
	}
	return err
}

// mismatch says it in other words where a file names another rubric than the one of --old-rubric; what follows
// from it is not said.
func (h *reading) mismatch(err error, version string) error {
	var list, named problem.List
	if !errors.As(err, &list) {
		return err
	}
	then, r := h.Old.Rubric, h.Model.Rubric
	for _, p := range list {
		if p.Kind == "rubric" || p.Kind == "rubric-version" {
			p.Message = say.Both("this file was made with version %[2]s of rubric %[1]s; --old-rubric is version %[4]s of %[3]s",
				"这份答卷用的是评估标准 %[1]s 的 %[2]s 版；--old-rubric 给的是 %[3]s 的 %[4]s 版", r.ID, version, then.ID, then.Version)
			named.Add(p)
		}
	}
	if len(named) > 0 {
		return named[:1]
	}
	return list
}

// checkOrder wants the file that was read last to be of the same subject as the first, and no other firm of its
// channel, and not older than the one before.
func (h *reading) checkOrder(name string) {
	n := len(h.rounds)
	if n < 2 {
		return
	}
	was, before, is := h.rounds[0].Assessment, h.rounds[n-2].Assessment, h.rounds[n-1].Assessment
	if is.Subject.ID != was.Subject.ID {
		h.problems.Add(problem.Problem{File: name, Kind: "differs",
			Message: say.Both("the subject is %s; in %s it is %s", "评估对象是 %s；%s 里是 %s", is.Subject.ID, h.first, was.Subject.ID)})
	}
	if r := h.Model.Rubric; assess.OtherFirm(r, was, is) {
		h.problems.Add(problem.Problem{File: name, Kind: "differs", Message: say.Both("not the same is rated: %[2]s here, %[3]s in %[1]s", "评的不是同一个对象：这里是“%[2]s”，%[1]s 里是“%[3]s”",
			h.first, whom(is, r), whom(was, r))})
	}
	if is.Date < before.Date {
		h.problems.Add(problem.Problem{File: name, Kind: "date", Message: say.Both("%s is before %s of the file before it; give the oldest first", "%s 早于前一份的 %s；请把旧的放在前面", is.Date, before.Date)})
	}
}

// whom names who is rated: the firm of the channel, where an assessment names one, else the subject.
func whom(a *assess.Assessment, r *rubric.Rubric) say.Message {
	if firm := a.Rates(r); firm != "" {
		return say.Both("the partner %s", "渠道成员 %s", firm)
	}
	return say.Both("%s", "%s", a.Subject.Team())
}

// checkVersion refuses a file whose version of the rubric cannot be an earlier one: it is newer than the one in use, or
// the built-in rubric never had it. Of other rubrics nobody can tell which versions there were.
func (h *reading) checkVersion(name, version string) {
	r := h.Model.Rubric
	at := problem.Problem{File: name, Kind: "rubric-version"}
	switch {
	case laterVersion(version, r.Version):
		at.Message = say.Both("this file was made with version %[1]s of rubric %[3]s, which is newer than the one in use, %[2]s; give the newer one with --rubric",
			"这份答卷用的是评估标准 %[3]s 的 %[1]s 版，比当前用的 %[2]s 版新；请用 --rubric 给出新的那一版", version, r.Version, r.ID)
	case r.From == "" && !slices.Contains(h.Shipped, version):
		at.Message = say.Both("there is no version %[1]s of rubric %[3]s; the one in use is %[2]s, and the built-in one was shipped as %[4]s",
			"评估标准 %[3]s 没有 %[1]s 版；当前用的是 %[2]s 版，内置标准发布过的版本：%[4]s", version, r.Version, r.ID, say.Row(h.Shipped))
	default:
		return
	}
	h.problems.Add(at)
}

// laterVersion reports whether version a is later than b, both numbers with dots or dashes between; false where
// either is not.
func laterVersion(a, b string) bool {
	numbers := func(version string) (out []int) {
		for _, word := range strings.FieldsFunc(version, func(r rune) bool { return r == '.' || r == '-' }) {
			n, err := strconv.Atoi(word)
			if err != nil {
				return nil
			}
			out = append(out, n)
		}
		return out
	}
	x, y := numbers(a), numbers(b)
	return x != nil && y != nil && slices.Compare(x, y) > 0
}

// texts counts the criteria whose text asks something else since some file answered them, and those of which nobody can
// tell.
func (h *reading) texts() (changed, unchecked int) {
	for i := range h.Model.Len() {
		isChanged, isUnchecked := false, false
		for _, r := range h.rounds {
			text := r.Assessment.Answers[i].Text
			isUnchecked = isUnchecked || text == answerfile.Unchecked
			isChanged = isChanged ||
				text != "" && text != answerfile.Unchecked && !h.Model.Criterion(i).Means(text)
		}
		switch {
		case isChanged:
			changed++
		case isUnchecked:
			unchecked++
		}
	}
	return changed, unchecked
}
