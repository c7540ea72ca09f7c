package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"fathom/assess/workshop"
	"fathom/assess/workshop/web"
	"fathom/reports/names"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// errEnd is the cause of a workshop that was ended at the terminal.
type endedHere struct{}

func (endedHere) Error() string { return "ended at the terminal" }

// listenToKeys lets the facilitator do at the terminal what the buttons of the page do, where there is one: a letter
// and Enter. Lines, rather than single keys, work in every terminal and for who listens to it, and a key that is hit
// by mistake does nothing yet.
func (h *holding) listenToKeys(stop context.CancelCauseFunc) {
	if h.noInput || !isTerminal(h.in) {
		return
	}
	h.help()
	go func() {
		lines := bufio.NewScanner(h.in)
		for lines.Scan() {
			if h.line(lines.Text()) {
				stop(endedHere{})
				return
			}
		}
	}()
}

// help lists the letters.
func (h *holding) help() {
	h.say(say.Both(`letters, then Enter:
  n next   r reveal   v vote again   a 3 why   agree on level 3 (or na, unknown)
  s skip   j 4 jump to number 4 of the agenda   l text   a note for later
  +  -  0  a minute more, a minute less, no timer   (Enter alone: where we stand)
  e Name = 3 note   a vote for somebody without a phone   x Name   take a seat away
  c the next address in the picture   g the agenda   ? this list   end   end the workshop`,
		`输入字母，再按回车：
  n 下一条   r 揭晓   v 再投一次   a 3 理由   商定为 3 级（或 na、unknown）
  s 先跳过   j 4 转到议程第 4 条   l 文字   留待以后的备注
  +  -  0  加一分钟、减一分钟、不计时   （直接回车：看进度）
  e 姓名 = 3 备注   替没有手机的人投票   x 姓名   移出一人
  c 二维码换下一个地址   g 看议程   ? 本说明   end   结束工作坊`))
	if h.room.Anonymous() {
		h.say(say.Both("  nobody has a name here: e 1 = 3   the first person without a phone   x 7   the seat whose number the phone shows",
			"  本场匿名：e 1 = 3   第 1 位没有手机的人   x 7   手机上显示的 7 号席位"))
	}
}

// line does what a line says, and reports whether it ends the workshop.
func (h *holding) line(text string) (end bool) {
	word, rest, _ := strings.Cut(strings.TrimSpace(width.Narrow(text)), " ")
	rest = strings.TrimSpace(rest)
	simple := map[string]string{"n": "next", "r": "reveal", "v": "again", "s": "skip"}
	timer := map[string]url.Values{"+": {"add": {"60"}}, "-": {"add": {"-60"}}, "0": {"stop": {"1"}}}
	switch word = strings.ToLower(word); {
	case word == "end":
		return true
	case word == "?" || word == "h":
		h.help()
		return false
	case word == "g":
		h.agenda()
		return false
	case simple[word] != "":
		h.do(simple[word], nil)
	case timer[word] != nil:
		h.do("timer", timer[word])
	case word == "":
	default:
		if !h.more(word, rest) {
			h.say(say.Both("no such letter: %s (? lists them)", "没有这个字母：%s（? 可查看）", word))
			return false
		}
	}
	h.where()
	return false
}

// more does what needs more than a letter, and reports whether there is such a letter.
func (h *holding) more(word, rest string) bool {
	first, after, _ := strings.Cut(rest, " ")
	switch word {
	case "a":
		h.do("agree", url.Values{"level": {levelWord(first)}, "note": {after}})
	case "l":
		h.do("later", url.Values{"note": {rest}})
	case "j":
		h.do("jump", url.Values{"to": {h.numbered(first)}})
	case "e":
		name, vote, _ := strings.Cut(rest, "=")
		level, note, _ := strings.Cut(strings.TrimSpace(vote), " ")
		h.do("enter", url.Values{"name": {strings.TrimSpace(name)}, "level": {levelWord(level)}, "note": {note}})
	case "x":
		h.do("remove", url.Values{"seat": {h.seatOf(rest)}})
	case "c":
		h.nextAddress()
	default:
		return false
	}
	return true
}

// levelWord lets people write N/A and don't know as elsewhere.
func levelWord(s string) string {
	switch s = strings.ToLower(s); s {
	case "n/a", "不适用":
		return "na"
	case "?", "不知道":
		return "unknown"
	}
	return s
}

// numbered is the criterion with a number of the agenda, or what was typed.
func (h *holding) numbered(s string) string {
	items := h.server.View().Items
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(items) {
		return h.model.Criterion(items[n-1].Criterion).ID
	}
	return s
}

// seatOf is the seat of somebody by name, in an anonymous room by the number that the phone shows.
func (h *holding) seatOf(name string) string {
	v := h.server.View()
	if v.Anonymous {
		return "s" + strings.TrimPrefix(name, "s")
	}
	for _, c := range v.Chairs {
		if !c.Away && (c.Name == name || c.Seat == name) {
			return c.Seat
		}
	}
	return name
}

// nextAddress puts the next address into the picture.
func (h *holding) nextAddress() {
	at := 0
	for i, p := range h.places {
		if strings.HasPrefix(h.server.Addresses().Join, web.URL(h.isTLS(), p.Host, "/")) {
			at = i
		}
	}
	h.do("address", url.Values{"to": {h.places[(at+1)%len(h.places)].Host}})
	h.say(say.Both("join: %s", "加入：%s", h.server.Addresses().Join))
}

// where says where the room stands.
func (h *holding) where() {
	v := h.server.View()
	namer := names.Namer{Rubric: h.model.Rubric, Language: h.lang}
	switch at, on := h.model.Index(v.Criterion); {
	case v.Phase == workshop.Lobby:
		h.say(say.Both("%[2]s here; n begins", "已加入 %[1]d 人；n 开始", v.Seats, say.Count(v.Seats, "1 person", "%d people")))
	case on && v.Phase == workshop.Voting:
		h.say(say.Both("%s, round %d: votes %d of %d", "%s，第 %d 轮：%d/%d 人已投票", namer.CriterionAt(at), v.Round, v.Voted, v.Seats))
	case on:
		h.say(say.Both("%s: %s", "%s：%s", namer.CriterionAt(at), h.fell(&v)))
	}
}

// fell is how the votes that were shown fall, and what was agreed.
func (h *holding) fell(v *workshop.Host) string {
	var parts []string
	if v.Shown != nil && v.Shown.Hidden == "" {
		for _, c := range v.Shown.Levels {
			parts = append(parts, fmt.Sprintf("%d×%d", c.Level, c.Votes))
		}
		if n := v.Shown.Unknown.Votes; n > 0 {
			parts = append(parts, h.lang.Say("don't know ×%d", "不知道×%d", n))
		}
		if n := v.Shown.NA.Votes; n > 0 {
			parts = append(parts, h.lang.Say("not applicable ×%d", "不适用×%d", n))
		}
		if len(v.Shown.Lowest) > 0 {
			parts = append(parts, h.lang.Say("lowest %s, highest %s", "最低：%s，最高：%s", h.lang.List(v.Shown.Lowest), h.lang.List(v.Shown.Highest)))
		}
	} else {
		parts = append(parts, h.lang.Say("too few to show", "人数太少，不显示"))
	}
	if a := v.Agreed; a != nil {
		parts = append(parts, h.lang.Say("agreed: %s", "商定：%s", agreedWord(a, h.lang)))
	}
	return safe.Line(strings.Join(parts, h.lang.Say("; ", "；")))
}

func agreedWord(v *workshop.Vote, lang say.Language) string {
	switch v.Answer {
	case workshop.NA:
		return lang.Say("not applicable", "不适用")
	case workshop.Unknown:
		return lang.Say("don't know", "不知道")
	}
	return strconv.Itoa(v.Level)
}

// agenda lists what there is to rate.
func (h *holding) agenda() {
	v := h.server.View()
	namer := names.Namer{Rubric: h.model.Rubric, Language: h.lang}
	for n, it := range v.Items {
		mark := " "
		if id := h.model.Criterion(it.Criterion).ID; id == v.Criterion {
			mark = ">"
		}
		if n == v.Planned && n > 0 {
			h.say(say.Both("   if there is time:", "   时间有余再评："))
		}
		text := ""
		if it.Agreed != nil {
			text = h.lang.Say(" - agreed: ", " - 商定：") + agreedWord(it.Agreed, h.lang)
		}
		fmt.Fprintf(h.err, "%s %2d  %s%s\n", mark, n+1, safe.Line(namer.CriterionAt(it.Criterion)), text)
	}
}
