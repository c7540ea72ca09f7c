package web

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/assess/workshop"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// errClosed is the answer to whoever comes after the end.
var errClosed = errors.New("web: the room is closed")

// unkept is the fault of a disk that did not take an event.
type unkept struct{ err error }

func (u unkept) Error() string { return u.err.Error() }
func (u unkept) Unwrap() error { return u.err }

// noteless tells of a vote that was kept without its note. It is no fault.
type noteless struct{ say.Message }

func (n noteless) Error() string { return "web: " + n.EN }

// tooOften refuses a vote of a seat that votes as no person does.
type tooOften struct{ say.Message }

func (t tooOften) Error() string { return "web: " + t.EN }

// unfiled tells of something that was done, while the panel file could not be saved. The votes are in the journal.
type unfiled struct{ say.Message }

func (u unfiled) Error() string { return "web: " + u.EN }

// statusOf is the HTTP status of what became of an event.
func statusOf(err error) int {
	var r *workshop.Refusal
	switch {
	case err == nil, errors.As(err, new(noteless)), errors.As(err, new(unfiled)):
		return http.StatusOK
	case errors.As(err, new(tooOften)):
		return http.StatusTooManyRequests
	case !errors.As(err, &r):
		return http.StatusServiceUnavailable // the disk; or the room is closing
	}
	switch r.Kind {
	case workshop.NoSeat:
		return http.StatusForbidden
	case workshop.NoCriterion, workshop.NoSuchSeat:
		return http.StatusNotFound
	case workshop.NoLevel, workshop.NoReason, workshop.BadText, workshop.NoText:
		return http.StatusUnprocessableEntity
	case workshop.BadEvent:
		return http.StatusBadRequest
	}
	return http.StatusConflict
}

// wordsOf tells a person what became of an event.
func wordsOf(err error, lang say.Language) string {
	var r *workshop.Refusal
	var kept noteless
	var done unfiled
	var often tooOften
	switch {
	case errors.As(err, &r):
		return sentence(r.Message, lang)
	case errors.As(err, &kept):
		return sentence(kept.Message, lang)
	case errors.As(err, &often):
		return sentence(often.Message, lang)
	case errors.As(err, &done):
		return sentence(done.Message, lang)
	case errors.As(err, new(unkept)):
		return lang.Say("Not saved: the facilitator's computer cannot write. Try again in a moment.", "没有保存：主持人的电脑暂时无法写入，请稍后再试。")
	}
	return lang.Say("The workshop is over.", "工作坊已结束。")
}

// sentence makes a message one, unless it asks something. What it quotes of a form may have come from anybody, and is
// read at a terminal as well.
func sentence(m say.Message, lang say.Language) string {
	text := capital(safe.Line(m.In(lang)))
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") {
		return text
	}
	return text + lang.Say(".", "。")
}

// capital lets an English sentence begin with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// pausedText tells the facilitator that votes cannot be kept.
func pausedText(err error) say.Message {
	why := problem.Cause(err)
	return say.Both("votes cannot be kept, and none is confirmed until they can: %[1]s", "投票无法保存；恢复之前，所有投票都不会确认：%[2]s", why.EN, why.ZH)
}

// unsavedText tells the facilitator that the panel file is not as the room is.
func unsavedText(err error) say.Message {
	why := problem.Cause(err)
	return say.Both("the panel file could not be saved; no vote is lost, they are kept beside it: %[1]s", "合并答卷没有保存上；投票没有丢，都存在旁边的记录里：%[2]s", why.EN, why.ZH)
}

// wantsPage reports whether a browser asks, which shows a page to a person; scripts want a status and a line of text.
func wantsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }

// answer tells what became of a form: a browser is sent on to a page, and a script gets no content.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, err error, next string) {
	switch {
	case (err == nil || errors.As(err, new(unfiled))) && wantsPage(r): // the next page says what is not saved
		http.Redirect(w, r, next, http.StatusSeeOther)
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		s.refuse(w, r, statusOf(err), wordsOf(err, s.langOf(w, r)), next)
	}
}

// refuse tells a person, or a script, why something was not done.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, code int, text, back string) {
	if !wantsPage(r) {
		http.Error(w, text, code)
		return
	}
	lang := s.langOf(w, r)
	title := lang.Say("That was not done", "操作没有成功")
	if code == http.StatusOK {
		title = lang.Say("Saved", "已保存")
	}
	s.show(w, lang, code, "door", page{Kind: "phone", Title: title, Path: cmp.Or(back, "/"),
		Body: doorView{Title: title, Text: text, Back: cmp.Or(back, "/")}})
}
