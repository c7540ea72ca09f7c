package main

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/trend"
	"fathom/reports/change"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// history reads the files of one subject, the oldest first, which earlier versions of the rubric may have been used for.
type history struct {
	*app
	model    *assess.Model
	old      *assess.Model // of --old-rubric; nil without
	problems problem.List
	rounds   []trend.Round
	first    string // the path of the first round

	renamed, gone int
}

// trendOf reads the files and compares the last with the first. The path of the rubric that the first was made with may be "".
func (a *app) trendOf(paths []string, r *rubric.Rubric, oldRubric string) (*change.Trend, error) {
	h := &history{app: a, model: assess.Compile(r)}
	if err := h.useOld(oldRubric); err != nil {
		return nil, err
	}
	for i, path := range paths {
		if err := h.add(path, i+1 == len(paths)); err != nil {
			return nil, err
		}
	}
	if err := h.problems.Err(); err != nil {
		return nil, err
	}
	t := &change.Trend{Renamed: h.renamed, Gone: h.gone, Series: trend.Series(h.model, h.rounds)}
	t.Changed, t.Unchecked = h.texts()
	t.Trend = trend.Compare(h.model, h.rounds[0], h.rounds[len(h.rounds)-1])
	return t, nil
}

// useOld reads the rubric of --old-rubric.
func (h *history) useOld(path string) error {
	if path == "" {
		return nil
	}
	r, _, err := h.named(path)
	if err != nil {
		return err
	}
	h.old = assess.Compile(r)
	err = h.checkChoices(r)
	var f failure
	if errors.As(err, &f) {
		f.message = say.Message{EN: "--old-rubric: " + f.message.EN, ZH: "--old-rubric：" + f.message.ZH}
		return f
	}
	return err
}

func (h *history) options() assess.Options { return assess.Options{Stage: h.stage, Sector: h.sector} }

// add reads one file. What is wrong with its content is kept with the problems of the others.
func (h *history) add(path string, last bool) error {
	data, err := h.read(path, answerfile.MaxBytes)
	if err != nil {
		return err
	}
	as, changes, err := answerfile.ReadOlder(shown(path), data, h.model.Rubric)
	if err := h.keep(err); err != nil || as == nil {
		return err
	}
	h.renamed, h.gone = h.renamed+len(changes.Renamed), h.gone+len(changes.Removed)
	round := trend.Present(h.model.Evaluate(as, h.options()))
	round.Version = cmp.Or(changes.From, round.Version)
	switch {
	case h.old != nil && !last && (len(h.rounds) == 0 || round.Version == h.old.Rubric.Version):
		own, err := answerfile.Read(shown(path), data, h.old.Rubric)
		if err := h.keep(h.mismatch(err, round.Version)); err != nil || own == nil {
			return err
		}
		if h.old.Rubric.Digest() != h.model.Rubric.Digest() {
			round.Own = h.old.Evaluate(own, h.options())
		}
		changes.FillTexts(as, h.old.Rubric, h.model.Rubric)
	case changes.From != "":
		round.Own = nil
		h.checkVersion(path, changes.From)
	}
	h.first = cmp.Or(h.first, path)
	h.rounds = append(h.rounds, round)
	h.checkOrder(path)
	return nil
}

// keep takes the problems of a file's content, and returns any other error.
func (h *history) keep(err error) error {
	var list problem.List
	if errors.As(err, &list) {
		h.problems.Join(list)
		return nil
	}
	return err
}

// mismatch says it in other words where a file names another rubric than the one of --old-rubric; what follows from it is not said.
func (h *history) mismatch(err error, version string) error {
	var list, named problem.List
	if !errors.As(err, &list) {
		return err
	}
	then, r := h.old.Rubric, h.model.Rubric
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

// checkOrder wants the file that was read last to be of the same subject as the first, and not older than the one before.
func (h *history) checkOrder(path string) {
	n := len(h.rounds)
	if n < 2 {
		return
	}
	was, before, is := h.rounds[0].Assessment, h.rounds[n-2].Assessment, h.rounds[n-1].Assessment
	if is.Subject.ID != was.Subject.ID {
		h.problems.Add(problem.Problem{File: shown(path), Kind: "differs", Message: say.Both("the subject is %s; in %s it is %s", "评估对象是 %s；%s 里是 %s", is.Subject.ID, shown(h.first), was.Subject.ID)})
	}
	if is.Date < before.Date {
		h.problems.Add(problem.Problem{File: shown(path), Kind: "date", Message: say.Both("%s is before %s of the file before it; give the oldest first", "%s 早于前一份的 %s；请把旧的放在前面", is.Date, before.Date)})
	}
}

// checkVersion refuses a file whose version of the rubric cannot be an earlier one: it is newer than the one in use, or the built-in
// rubric never had it. Of other rubrics nobody can tell which versions there were.
func (h *history) checkVersion(path, version string) {
	r := h.model.Rubric
	shipped := channelteam.Versions()
	at := problem.Problem{File: shown(path), Kind: "rubric-version"}
	switch {
	case laterVersion(version, r.Version):
		at.Message = say.Both("this file was made with version %[1]s of rubric %[3]s, which is newer than the one in use, %[2]s; give the newer one with --rubric",
			"这份答卷用的是评估标准 %[3]s 的 %[1]s 版，比当前用的 %[2]s 版新；请用 --rubric 给出新的那一版", version, r.Version, r.ID)
	case r.From == "" && !slices.Contains(shipped, version):
		at.Message = say.Both("there is no version %[1]s of rubric %[3]s; the one in use is %[2]s, and the built-in one was shipped as %[4]s",
			"评估标准 %[3]s 没有 %[1]s 版；当前用的是 %[2]s 版，内置标准发布过的版本：%[4]s", version, r.Version, r.ID, strings.Join(shipped, ", "))
	default:
		return
	}
	h.problems.Add(at)
}

// laterVersion tells whether version a is later than b, both numbers with dots or dashes between; false where either is not.
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

// texts counts the criteria whose text changed since some file answered them, and those of which nobody can tell.
func (h *history) texts() (changed, unchecked int) {
	for i := range h.model.Len() {
		isChanged, isUnchecked := false, false
		for _, r := range h.rounds {
			text := r.Assessment.Answers[i].Text
			isUnchecked = isUnchecked || text == answerfile.Unchecked
			isChanged = isChanged || text != "" && text != answerfile.Unchecked && text != h.model.Criterion(i).TextDigest()
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
