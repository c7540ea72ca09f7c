package main

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/roster"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
	"fathom/assess/workshop/web"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// open takes the panel file for the whole session.
func (h *holding) open() error {
	r, _, err := h.loadRubric()
	if err != nil {
		return err
	}
	if err := cmp.Or(checkDepth(h.depth, r), h.checkChoices(r)); err != nil {
		return err
	}
	h.model = assess.Compile(r)
	taker := &assessing{app: h.app, rubric: r}
	if h.file, err = taker.take(h.path); err != nil {
		return err
	}
	if err = h.load(taker); err != nil {
		_ = h.file.Close()
	}
	return err
}

// load reads the panel, or begins a new one.
func (h *holding) load(taker *assessing) error {
	a, changes, err := h.file.Load()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		h.isNew = true
		a = &assess.Assessment{Subject: assess.Subject{ID: subjectID("", h.path), Stage: h.stage, Sector: h.sector},
			Date: today(), Depth: h.depth, Panel: true, Answers: make([]assess.Answer, h.model.Len())}
	case err != nil:
		return wrapFile(err)
	default:
		if err := taker.fillTexts(a, changes); err != nil {
			return err
		}
		a.Panel = a.Panel || len(a.Raters) == 0
	}
	h.known = a
	return h.addRaters(a)
}

func today() string { return time.Now().Format(time.DateOnly) }

// addRaters lets those whom the list names come under their names and roles. Who stands in the panel stays as there.
func (h *holding) addRaters(a *assess.Assessment) error {
	if h.raters == "" {
		return nil
	}
	list, err := h.peopleIn(h.raters, h.model, roster.Options{})
	if err != nil {
		return err
	}
	for i := range list.People {
		p := &list.People[i]
		switch {
		case slices.ContainsFunc(a.Raters, func(r assess.Rater) bool { return r.ID == p.Rater.ID }):
		case len(a.Raters) == assess.MaxRaters:
			return withoutKinds(problem.List{p.Problem("too-many", say.Both("more than %d people", "超过 %d 人", assess.MaxRaters))})
		default:
			a.Raters = append(a.Raters, p.Rater)
		}
	}
	return nil
}

// openJournal makes the room: the one that a session which crashed left, or a new one.
func (h *holding) openJournal() (err error) {
	h.journal, h.events, err = journal.Open(h.path, journal.Options{Disk: h.disk, Notice: h.notice})
	if err != nil {
		return h.journalError(err)
	}
	if err = h.begin(); err == nil {
		return nil
	}
	if len(h.events) == 0 {
		_ = h.journal.Remove() // it is new and empty
	}
	_ = h.journal.Close()
	return err
}

// begin makes the room.
func (h *holding) begin() error {
	if len(h.events) == 0 {
		return h.beginAnew()
	}
	room, at, err := workshop.Fold(h.model, h.events)
	if err != nil {
		return h.journal.Fault(at, err)
	}
	h.room = room
	if err := h.sameFile(); err != nil {
		return err
	}
	if h.minutes > 0 || h.depth != "" || h.raters != "" {
		h.say(say.Both("the workshop goes on as it began: --minutes, --depth and --raters are for a new one", "工作坊按开始时的设置继续；--minutes、--depth、--raters 只用于新的一场"))
	}
	if h.anonymous && !room.Anonymous() {
		if err := h.happen(workshop.PrivacySet{Anonymous: true}); err != nil {
			return err
		}
	}
	view := room.Host(0)
	h.say(say.Both("going on where the last session stopped: %[3]s, %[2]d agreed", "接着上次继续：%[1]d 人，已商定 %[2]d 条", view.Seats, view.Done,
		say.Count(view.Seats, "1 person", "%d people")))
	return nil
}

// sameFile refuses to go on where somebody changed the panel file since the session that was broken off: saving would
// take that back.
func (h *holding) sameFile() error {
	if h.isNew {
		return nil
	}
	now, err := h.written(h.known)
	if err != nil {
		return err
	}
	isNow := func(a *assess.Assessment, err error) bool {
		if err != nil {
			return false
		}
		text, err := h.written(a)
		return err == nil && text == now
	}
	first, _ := h.events[0].(workshop.Opened)
	if isNow(h.room.Result()) || isNow(first.Known, nil) || h.wasSaved(isNow) {
		return nil
	}
	return failure{exitFile, say.Both("%s was changed since the workshop that was broken off; the votes of that are in %s", "上次工作坊中断之后，%s 被改过；那一场的投票在 %s", h.path, h.journal.Path),
		say.Both("put the file back as it was, or move the votes away to begin anew with the file as it is", "请把文件恢复原样，或把投票记录移走，用现在的文件重新开始")}
}

// wasSaved reports whether the file is as the session saved it at some point: most likely a short time before its end.
func (h *holding) wasSaved(isNow func(*assess.Assessment, error) bool) bool {
	for n := len(h.events); n > 1; n-- {
		if !tellsInPanel(h.events[n-1]) {
			continue
		}
		if room, _, err := workshop.Fold(h.model, h.events[:n]); err == nil && isNow(room.Result()) {
			return true
		}
	}
	return false
}

// tellsInPanel reports whether a panel file that is saved after an event differs from one that is saved before it.
func tellsInPanel(e workshop.Event) bool {
	switch e.(type) {
	case workshop.Remarked, workshop.TakenAway: // it is not saved for their sake, and may be meanwhile
		return true
	}
	return web.ChangesPanel(e)
}

// written is a panel as its file has it: one that nobody has joined yet has no list of raters.
func (h *holding) written(a *assess.Assessment) (string, error) {
	var out strings.Builder
	panel := *a
	panel.Panel = a.Panel && len(a.Raters) > 0
	err := answerfile.WriteAs(&out, h.path, &panel, h.model.Rubric)
	return out.String(), err
}

func (h *holding) beginAnew() error {
	first := workshop.Opened{Date: today(), Lang: h.lang, Depth: h.depth, Anonymous: h.anonymous, Minutes: h.minutes,
		Rubric: h.model.Rubric.Digest(), Known: h.known, Keys: web.NewKeys()}
	room, err := workshop.New(h.model, first)
	if err != nil {
		return h.unfit(err)
	}
	if len(room.Plan().Planned)+len(room.Plan().Spare) == 0 {
		return failure{exitInvalid, say.Both("nothing is left to rate in %s: all of it is agreed", "%s 里没有可评的了：均已商定", h.path), say.Message{}}
	}
	if err := h.journal.Append(first); err != nil {
		return fileError(err)
	}
	h.room, h.events = room, []workshop.Event{first}
	return nil
}

// happen lets an event happen before anybody is there.
func (h *holding) happen(e workshop.Event) error {
	if err := h.room.Apply(e); err != nil {
		return h.unfit(err)
	}
	if err := h.journal.Append(e); err != nil {
		return fileError(err)
	}
	h.events = append(h.events, e)
	return nil
}

// unfit tells what the panel file, or the workshop that goes on, has that does not go with what is wanted.
func (h *holding) unfit(err error) error {
	var r *workshop.Refusal
	if !errors.As(err, &r) {
		return err
	}
	hint := say.Message{}
	switch {
	case h.room != nil:
		hint = say.Both("go on without --anonymous, or begin an anonymous workshop with a new file", "请去掉 --anonymous 接着开，或用新文件另开一场匿名工作坊")
	case h.known.IsAnonymous():
		hint = say.Both("rate the rest in a new file: fathom workshop OTHER.yaml --anonymous; for a break, leave the workshop open", "其余条目请用新文件另开一场：fathom workshop 另一个.yaml --anonymous；中途休息时不必结束工作坊")
	}
	return failure{exitInvalid, r.Message, hint}
}

func (h *holding) journalError(err error) error {
	var held journal.Held
	var not journal.NotOurs
	switch {
	case errors.As(err, &held):
		return failure{exitFile, say.Both("%s is in use by another workshop", "%s 正由另一场工作坊使用", held.Path), say.Both("end that one first, or use another file", "请先结束那一场，或换一个文件")}
	case errors.As(err, &not):
		return failure{exitFile, say.Both("%s stands where the votes belong, and is no journal of a workshop", "投票记录应当叫 %s，但那里已有别的东西", not.Path),
			say.Both("look what it is, and move or remove it; it was not touched", "请看看它是什么，再移走或删除；它没有被改动")}
	}
	return wrapFile(err)
}
