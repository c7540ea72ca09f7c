package main

import (
	"time"

	"fathom/rubric/say"
)

// working shows on a terminal what it is that takes its time, from the first second on, until the returned function is
// called; see app.watching.
func (a *app) working(what say.Message) (stop func()) {
	return a.watching(time.Second, func(passed time.Duration) []string { return a.sinceWhen(what, passed) })
}

// sinceWhen says what is being done and for how long by now; then the same without that, for where there is less room.
func (a *app) sinceWhen(what say.Message, passed time.Duration) []string {
	long := say.Message{EN: what.EN + ", " + roughly(passed).EN, ZH: what.ZH + "，已用 " + roughly(passed).ZH}
	return []string{long.In(a.lang), what.In(a.lang)}
}
