package main

import (
	"fmt"
	"hash/crc32"
	"net"
	"net/netip"
	"path/filepath"
	"strconv"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/assess/workshop/web"
	"fathom/rubric/say"
)

// bind takes the port, and finds out at which addresses phones may find it.
func (h *holding) bind() (net.Listener, error) {
	want, port, fixed := h.wanted()
	l, err := net.Listen("tcp", net.JoinHostPort(want, strconv.Itoa(int(port))))
	if err != nil && !fixed {
		l, err = net.Listen("tcp", net.JoinHostPort(want, "0"))
	}
	if err != nil {
		return nil, failure{exitFile, say.Both("cannot listen at %s: %v", "无法在 %s 上监听：%v", want, err.Error()), say.Both("use another address or port", "请换一个地址或端口")}
	}
	taken := l.Addr().(*net.TCPAddr).AddrPort()
	if h.places, err = h.placesAt(taken); err != nil {
		_ = l.Close()
	}
	return l, err
}

// wanted is where to listen. Where no port is given it is one that follows from the file's name, if it is free: after a
// crash the phones find the room again where it was.
func (h *holding) wanted() (host string, port uint16, fixed bool) {
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
		if a, p, err := addressPort(h.lan); err == nil && p != 0 {
			return a.String(), p, true
		}
		return h.lan, usual, false
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
	if h.lan == anyAddress && h.public == "" {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return h.places[0].Host
}

// host makes the server.
func (h *holding) host() (err error) {
	_, port, err := net.SplitHostPort(h.places[len(h.places)-1].Host)
	if err != nil {
		return err
	}
	var others []string
	if a, _, err := addressPort(h.places[len(h.places)-1].Host); h.lan == anyAddress || err == nil && a.IsLoopback() {
		others = []string{"127.0.0.1:" + port, "localhost:" + port}
	}
	h.server, err = web.New(web.Options{Room: h.room, Events: h.events, Journal: h.journal, Save: h.save, Lang: h.lang,
		Subject: h.subject(), Places: h.places, Own: h.own(port), Hosts: others, LAN: h.lan != "", Tell: h.tell})
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
	if !h.noPicture && isTerminal(h.err) {
		if picture, err := web.QR(at.Join, !h.noColor && h.getenv("NO_COLOR") == ""); err == nil {
			fmt.Fprint(h.err, "\n", picture, "\n")
		}
	}
	line := func(en, zh, value string) { fmt.Fprintln(h.err, h.lang.Say(en+": ", zh+"：")+value) }
	line("join code", "加入码", at.Code)
	line("join", "加入", at.Join)
	line("screen", "大屏幕", at.Screen)
	line("facilitator", "主持人", at.Host)
	for _, p := range h.places[1:] {
		line("also at", "其他地址", "http://"+p.Label)
	}
	if h.lan != "" {
		h.say(say.Both("plain HTTP: who can read this network's traffic can read the votes", "未加密的 HTTP：能读取本网络流量的人就能读到评分"))
	}
}
