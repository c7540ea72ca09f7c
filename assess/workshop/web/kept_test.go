package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/workshop"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// noNotes is a panel file whose notes are as long as they may be.
func noNotes(first *workshop.Opened, _ *Options) {
	for i := range first.Known.Answers {
		first.Known.Answers[i] = assess.Answer{Given: true, Note: strings.Repeat("x", 9_000)}
	}
}

// TestNoteNotKept: a vote is never refused for its note. Who gave one for which the file has no room is told, also the
// facilitator who enters it for somebody, at the page, in a script and at the terminal.
func TestNoteNotKept(t *testing.T) {
	h := openHall(t, noNotes)
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(204, "/admin/next")
	q := h.on()
	ann.wants(204, "/vote", "q", q, "level", "3")
	ann.wants(200, "/vote", "q", q, "level", "3", "note", "seen").has(t, "Saved, but without the note: the panel file has")
	ann.wants(200, "/vote", "q", q, "level", "na", "reason", "none").has(t, "Saved, but without the reason: ")
	ann.wants(204, "/vote", "q", q, "level", "na") // no reason is asked for that would not be kept
	host.wants(204, "/admin/enter", "q", q, "name", "Yi", "level", "na")
	if page := host.get("/host").text; strings.Contains(page, "why it does not apply") {
		t.Error("the facilitator is asked for a reason that would not be kept")
	}
	if page := ann.get("/").text; strings.Contains(page, `name="reason"`) || strings.Contains(page, "say why") {
		t.Error("a reason is asked for that would not be kept")
	}
	host.wants(200, "/admin/enter", "q", q, "name", "Zoe", "level", "na", "note", "because").has(t, "without the reason")
	zh := func(r *http.Request) { asPage(r); r.Header.Set("Accept-Language", "zh-CN") }
	a := host.ask("POST", "/admin/enter", form("q", q, "name", "Zoe", "level", "3", "note", "x"), zh)
	a.has(t, "<h1 tabindex=\"-1\">已保存</h1>", "已保存，但备注没有存下：合并答卷放不下了。", `href="/host"`)
	err := h.Do("enter", url.Values{"name": {"Zoe"}, "level": {"2"}, "note": {"x"}})
	if a.StatusCode != 200 || err == nil || !strings.HasPrefix(Words(err, "zh"), "已保存") {
		t.Errorf("%d, %v", a.StatusCode, err)
	}
	if v := h.View(); v.Seats != 3 || v.Voted != 3 {
		t.Errorf("%d of %d voted", v.Voted, v.Seats)
	}
}

// TestAnonymousNote: an anonymous room keeps the vote that came with a note, writes the note nowhere, and says so.
func TestAnonymousNote(t *testing.T) {
	h := openHall(t, func(first *workshop.Opened, _ *Options) { first.Anonymous = true })
	ann, host := h.seated(""), h.facilitator()
	host.wants(204, "/admin/next")
	q := h.on()
	for _, c := range [][]string{{"level", "3", "note", "it was me"}, {"level", "na", "reason", "it was me"}} {
		ann.wants(200, "/vote", append([]string{"q", q}, c...)...).has(t, "Saved", "this workshop is anonymous")
	}
	ann.wants(204, "/vote", "q", q, "level", "na")
	if h.View().Voted != 1 || slices.ContainsFunc(h.journal.events, func(e workshop.Event) bool {
		v, is := e.(workshop.Voted)
		return is && v.Note != ""
	}) {
		t.Errorf("%+v", h.journal.events)
	}
}

// TestNoGhosts: an entered vote that is refused seats nobody.
func TestNoGhosts(t *testing.T) {
	h := openHall(t)
	host := h.facilitator()
	host.wants(409, "/admin/enter", "name", "Zoe", "level", "3") // the lobby
	host.wants(204, "/admin/next")
	q := h.on()
	host.wants(422, "/admin/enter", "q", q, "name", "Zoe", "level", "9")
	host.wants(422, "/admin/enter", "q", q, "name", "Zoe", "level", "na")
	host.wants(422, "/admin/enter", "q", q, "name", "Zoe", "level", "3", "note", strings.Repeat("x", 201))
	host.wants(204, "/admin/reveal")
	host.wants(409, "/admin/enter", "q", q, "name", "Late", "level", "3")
	if v := h.View(); len(v.Chairs) != 0 {
		t.Errorf("%+v", v.Chairs)
	}
}

// TestEnteredUnderAnyName: a phone votes for itself, and the facilitator for it only once its seat was taken away; who
// is entered by the id, or under the name that tells two apart, is that person the second time as well. Nobody is
// seated twice.
func TestEnteredUnderAnyName(t *testing.T) {
	h := openHall(t, func(first *workshop.Opened, _ *Options) {
		first.Known.Raters = []assess.Rater{{ID: "lin", Name: "Lin Wei"}, {ID: "wang", Name: "Wang Fang"}}
	})
	h.seated("Chen")
	second := h.seated("Chen")
	h.seated("Wang Fang")
	host := h.facilitator()
	host.wants(204, "/admin/next")
	q := h.on()
	enter := func(code int, name, level string) {
		t.Helper()
		host.wants(code, "/admin/enter", "q", q, "name", name, "level", level)
	}
	for _, phone := range []string{"Chen", "Chen (2)", "Wang Fang", "wang"} {
		enter(409, phone, "3")
	}
	enter(204, "lin", "2")
	enter(204, "lin", "3")
	enter(204, "Lin Wei", "4")
	host.wants(204, "/admin/remove", "seat", "s2")
	enter(204, "Chen (2)", "5")
	enter(204, "Chen (2)", "1")
	var names []string
	for _, p := range h.View().People {
		names = append(names, p.Name)
	}
	if got := strings.Join(names, ", "); got != "Chen, Chen (2), Wang Fang, Lin Wei" {
		t.Errorf("people: %s", got)
	}
	second.wants(303, "/join", "code", h.keys[codeKey], "name", "Chen")
	if v := h.View(); v.Seats != 4 || v.Voted != 2 || !v.People[1].Voted {
		t.Errorf("%+v", v.People)
	}
}

// TestBackToJoin: whose seat was taken away, and who goes back to the form of the join page and sends it again, has the
// seat again; a form that is late changes nothing for a phone that was not taken away.
func TestBackToJoin(t *testing.T) {
	h := openHall(t)
	nonce := NewSecret()
	eve := h.person()
	join := func() { t.Helper(); eve.wants(303, "/join", "code", h.keys[codeKey], "name", "Eve", "nonce", nonce) }
	join()
	h.facilitator().wants(204, "/admin/remove", "seat", "s1")
	join()
	if v := h.View(); v.Seats != 1 {
		t.Errorf("after going back: %d seats", v.Seats)
	}
}

// TestDiskWords: what the disk refuses is said in the language of the room, at the page and at the terminal.
func TestDiskWords(t *testing.T) {
	for _, c := range []struct {
		err    error
		en, zh string
	}{
		{fmt.Errorf("journal: broken: %w", &fs.PathError{Op: "write", Path: ".p.yaml.votes", Err: syscall.EFBIG}),
			".p.yaml.votes: the file would exceed the size limit", ".p.yaml.votes：文件会超过大小上限"},
		{fmt.Errorf("answerfile: %w", problem.ErrChanged), "the file was changed by someone else", "文件在此期间被别人改过"},
		{syscall.ENOSPC, "the disk is full", "磁盘已满"},
		{answerfile.ErrNotKept, "its content does not fit into an answer file", "内容无法写成答卷文件"},
	} {
		for _, text := range []say.Message{pausedText(c.err), unsavedText(c.err)} {
			if !strings.HasSuffix(text.EN, ": "+c.en) || !strings.HasSuffix(text.ZH, "："+c.zh) {
				t.Errorf("%s / %s", text.EN, text.ZH)
			}
		}
	}
}

// TestAccepted: the first language that is ours, unless its weight is nothing (RFC 9110, 12.4.2).
func TestAccepted(t *testing.T) {
	for header, want := range map[string]say.Language{"zh-CN,en;q=0.9": "zh", "en-GB;q=0.8, zh": "en", "en;q=0,zh": "zh",
		"en; q=0.000, zh;q=0.5": "zh", "fr": "en", "": "en", "zh;q=0": "en"} {
		if got := accepted(header, "en"); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}
