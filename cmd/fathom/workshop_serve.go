package main

import (
	"fmt"
	"hash/crc32"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/assess/workshop/web"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// bind takes the port, and finds out at which addresses phones may find it.
func (h *holding) bind() (net.Listener, error) {
	host, port, given := h.wanted()
	before, any := h.portBefore(), !given || port == 0
	if before != 0 && any {
		port = before
	}
	l, err := listenAt(host, port)
	switch {
	case err != nil && before != 0 && !given:
		return nil, failure{exitFile, say.Both("the phones of this workshop look for it at port %[1]d, and that cannot be had: %[2]s", "这场工作坊的手机要连端口 %[1]d，但现在用不了：%[3]s", before, problem.Cause(err).EN, problem.Cause(err).ZH),
			say.Both("end the program that has the port, and start again; or go on elsewhere, and everybody opens the new address: with a port, as --lan 192.168.1.5:8080, to rehearse --listen 127.0.0.1:0", "请先结束占用端口的程序，再重新开始；或换个端口，让大家重新打开新的地址：--lan 192.168.1.5:8080 这样写明端口，排练时用 --listen 127.0.0.1:0")}
	case err != nil && any: // nobody looks for it anywhere yet, or it is said that any will do
		l, err = listenAt(host, 0)
	}
	if err != nil {
		return nil, failure{exitFile, say.Both("cannot listen at %[1]s: %[2]s", "无法在 %[1]s 上监听：%[3]s", host, problem.Cause(err).EN, problem.Cause(err).ZH), say.Both("use another address or port", "请换一个地址或端口")}
	}
	at := l.Addr().(*net.TCPAddr).AddrPort()
	if h.port = at.Port(); before != 0 && before != h.port {
		h.tell(say.Both("this workshop was at port %d before: everybody has to open the new address", "这场工作坊之前用的是端口 %d，大家要重新打开新的地址", before))
	}
	if h.places, err = h.placesAt(at); err == nil {
		l, err = h.encrypt(l)
	}
	if err != nil {
		_ = l.Close()
	}
	return l, err
}

func listenAt(host string, port uint16) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(int(port))))
}

// portKey is the name under which the journal has the port, beside the secrets of the room.
const portKey = "port"

// portBefore is the port of the session that was broken off; 0 where there was none.
func (h *holding) portBefore() uint16 {
	if len(h.events) == 0 {
		return 0
	}
	first, _ := h.events[0].(workshop.Opened)
	port, _ := strconv.ParseUint(first.Keys[portKey], 10, 16)
	return uint16(port)
}

// wanted is where to listen, and whether that was given. Where it was not, it is one that follows from the file's name,
// if it is free: after a rehearsal the phones find the room again where it was.
func (h *holding) wanted() (host string, port uint16, given bool) {
	full, err := filepath.Abs(h.path)
	if err != nil {
		full = h.path
	}
	usual := uint16(20000 + crc32.ChecksumIEEE([]byte(full))%10000)
	switch {
	case h.listen != "":
		a, p, _ := addressPort(h.listen)
		return a.String(), p, true
	case h.lan == anyAddress:
		return "0.0.0.0", usual, false
	case h.lan != "":
		a, p, _ := addressPort(h.lan)
		if p != 0 {
			return a.String(), p, true
		}
		return a.String(), usual, false
	}
	return "127.0.0.1", usual, false
}

// placesAt are the addresses for the QR picture, the likeliest first.
func (h *holding) placesAt(at netip.AddrPort) (out []web.Place, err error) {
	port := strconv.Itoa(int(at.Port()))
	if h.public != "" {
		host := h.public
		if _, _, err := net.SplitHostPort(host); err != nil {
			host = net.JoinHostPort(host, port)
		}
		out = append(out, web.Place{Host: host, Label: host})
	}
	if h.lan != anyAddress {
		return append(out, web.Place{Host: at.String(), Label: at.String()}), nil
	}
	for _, p := range lanPlaces(networks()) {
		host := net.JoinHostPort(p.addr.String(), port)
		out = append(out, web.Place{Host: host, Label: host + " (" + p.name + ")"})
	}
	if out == nil {
		return nil, failure{exitFile, say.Both("this computer is in no network that phones could use", "这台电脑没有连上手机可用的网络"),
			say.Both("join the Wi-Fi of the room, or open a hotspot; without --lan you can rehearse on this computer", "请连上会场 Wi-Fi 或打开热点；不加 --lan 可先在本机排练")}
	}
	return out, nil
}

// own is where the facilitator's computer finds the room: by itself where it can, so that the key does not travel.
func (h *holding) own(port string) string {
	if h.lan == anyAddress && h.public == "" && !h.isTLS() {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return h.places[0].Host
}

// host makes the server.
func (h *holding) host() (err error) {
	port := strconv.Itoa(int(h.port))
	var others []string
	if a, _, err := addressPort(h.places[len(h.places)-1].Host); h.lan == anyAddress || err == nil && a.IsLoopback() {
		others = []string{"127.0.0.1:" + port, "localhost:" + port}
	}
	h.server, err = web.New(web.Options{Room: h.room, Events: h.events, Journal: h.journal, Save: h.save, Lang: h.lang,
		Subject: h.subject(), Places: h.places, Own: h.own(port), Hosts: others, LAN: h.lan != "",
		TLS: h.isTLS(), Tell: h.tell})
	return err
}

// subject is whom the workshop is about.
func (h *holding) subject() string {
	first, _ := h.events[0].(workshop.Opened)
	return first.Known.Subject.Team()
}

// save keeps the panel file.
func (h *holding) save(a *assess.Assessment) error { return h.file.Save(a) }

// tell says something while the room is on.
func (h *holding) tell(m say.Message) {
	h.say(say.Message{EN: "warning: " + m.EN, ZH: "警告：" + m.ZH})
}

// banner says how to join. It is no note: nobody can join without it, also with --quiet.
func (h *holding) banner() {
	at := h.server.Addresses()
	if f, ok := h.err.(*os.File); ok && !h.noPicture && isTerminal(f) {
		if picture, err := web.QR(at.Join, !h.noColor && h.getenv("NO_COLOR") == "" && showsEscapes(f)); err == nil {
			fmt.Fprint(h.err, "\n", picture, "\n")
		}
	}
	line := func(en, zh, value string) { fmt.Fprintln(h.err, h.lang.Say(en+": ", zh+"：")+value) }
	line("join code", "加入码", at.Code)
	line("join", "加入", at.Join)
	line("screen", "大屏幕", at.Screen)
	line("facilitator", "主持人", at.Host)
	for _, p := range h.places[1:] {
		line("also at", "其他地址", web.URL(h.isTLS(), "", p.Label))
	}
	if h.room.Anonymous() {
		h.note(say.Both("anonymous: once it is ended it cannot go on; for a break, leave it open, or close this terminal and start the same command later", "匿名工作坊结束后不能再接着开；中途休息请让它开着，或关掉终端窗口，稍后再运行同一条命令"))
	}
	if h.lan != "" && !h.isTLS() {
		h.say(say.Both("plain HTTP: who can read this network's traffic can read the votes", "未加密的 HTTP：能读取本网络流量的人就能读到评分"))
	}
}
