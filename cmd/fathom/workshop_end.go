package main

import (
	"context"
	"errors"
	"net/url"
	"syscall"
	"time"

	"fathom/assess/answerfile"
	"fathom/assess/workshop"
	"fathom/assess/workshop/web"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// The time at the end: phones fetch the last page, and what is under way finishes.
const (
	lastPageTime = 500 * time.Millisecond
	closeTime    = 2 * time.Second
)

// do does what the facilitator says, and tells where it cannot be done.
func (h *holding) do(what string, fields url.Values) {
	if err := h.server.Do(what, fields); err != nil {
		h.say(say.Message{EN: web.Words(err, "en"), ZH: web.Words(err, "zh")})
	}
}

// finish ends the room, unless the terminal is gone: then it stays as it is, to go on with. Votes are not taken any
// more, the panel file is saved, and the phones are told.
func (h *holding) finish(cause error) error {
	var by interrupted
	hungUp := errors.As(cause, &by) && by.signal == syscall.SIGHUP
	var open error // why the room could not be ended
	if !hungUp {
		open = h.end()
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	_ = h.server.Close(ctx) // who is not done by now is cut off
	switch err := h.server.Unsaved(); {
	case err != nil:
		return h.unsaved(err)
	case open != nil:
		return h.unsaved(open)
	case hungUp:
		return nil
	}
	if err := h.journal.Remove(); err != nil {
		return fileError(err)
	}
	h.note(say.Both("the workshop is over; saved: %[1]s\nnow the gap report: fathom report %[2]s", "工作坊已结束，已保存：%[1]s\n接着看差距报告：fathom report %[2]s", h.path, h.again()))
	return nil
}

// end ends the room and waits until the panel file is saved, and the phones have had the time to fetch the last page.
// The error is that of a disk which takes nothing: the room is open then, and its votes are in the journal.
func (h *holding) end() error {
	err := h.server.Do("end", nil)
	if h.server.View().Phase != workshop.Ended {
		return err
	}
	<-h.server.Ended() // somebody else may have ended it just now
	if h.server.Listeners() > 0 {
		time.Sleep(lastPageTime)
	}
	return nil
}

// unsaved tells where the result is when the panel file could not be saved: beside it, or in the journal.
func (h *holding) unsaved(err error) error {
	if errors.Is(err, answerfile.ErrChanged) {
		if a, rerr := h.server.Result(); rerr == nil {
			if path, serr := h.file.SaveBeside(a); serr == nil {
				_ = h.journal.Remove()
				return failure{exitFile, say.Both("%s was changed by someone else meanwhile; it is untouched, and the result of this workshop is in %s", "%s 在此期间被别人改过；它原样未动，本场结果存在 %s", h.path, path),
					say.Both("compare the two, and keep one", "请比较两个文件，保留一个")}
			}
		}
	}
	why := problem.Cause(err)
	return failure{exitFile, say.Message{EN: "the panel file cannot be saved: " + why.EN, ZH: "合并答卷无法保存：" + why.ZH},
		say.Both("all votes are in %s; run `fathom workshop %s` again when there is room, and end it", "全部投票都在 %s；腾出空间后再运行 `fathom workshop %s` 并结束即可", h.journal.Path, h.again())}
}

// again is what the next command for this file needs: its name, and the rubric that it was rated by.
func (h *holding) again() string {
	if h.rubric == "" {
		return quoted(h.path)
	}
	return quoted(h.path) + " --rubric " + quoted(h.rubric)
}

// coded gives the end its exit code: that of the signal that came, but for Ctrl-C, which is the way to end a workshop.
func (h *holding) coded(err, by error) error {
	code, broken := brokenOff(by)
	if !broken || code == exitInterrupt {
		return err
	}
	var f failure
	if errors.As(err, &f) {
		f.code = code
		return f
	}
	if code == exitHangup {
		return stopped{code, say.Both("stopped; go on with: fathom workshop %s", "已停下；接着开：fathom workshop %s", h.again())}
	}
	return stopped{code, say.Both("ended by a signal", "收到信号，已结束")}
}
