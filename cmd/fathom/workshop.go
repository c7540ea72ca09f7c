package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"net/netip"
	"time"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
	"fathom/assess/workshop/web"
	"fathom/rubric/say"
)

// holding is one run of `fathom workshop`: the flags, and what they lead to.
type holding struct {
	*app
	path, depth, raters  string
	minutes, seats       int
	anonymous, start     bool
	listen, lan, public  string
	certFile, keyFile    string // of TLS; both or none
	noBrowser, noPicture bool

	cert    *tls.Certificate // nil: plain HTTP
	model   *assess.Model
	file    *answerfile.File
	journal *journal.Journal
	known   *assess.Assessment // the panel as its file has it
	isNew   bool               // there is no file yet
	port    uint16             // at which it listens
	room    *workshop.Room
	events  []workshop.Event
	places  []web.Place
	server  *web.Server
}

// anyAddress is --lan without an address: the program chooses.
const anyAddress = "auto"

func (a *app) workshopCommand() *cobra.Command {
	h := &holding{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("workshop PANEL.yaml", "workshop 合并答卷"),
		Short: a.lang.Say("A room of people with phones: rate privately, see all votes at once, agree", "现场工作坊：大家用手机各自评分，同时揭晓，再商定"),
		Example: a.lang.Say(`  fathom workshop panel.yaml --lan
  fathom workshop panel.yaml --lan --minutes 45 --depth quick
  fathom workshop panel.yaml --lan --anonymous
  fathom workshop panel.yaml`, `  fathom workshop 小组.yaml --lan
  fathom workshop 小组.yaml --lan --minutes 45 --depth quick
  fathom workshop 小组.yaml --lan --anonymous
  fathom workshop 小组.yaml`),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := h.take(cmd, args); err != nil {
				return err
			}
			return h.run()
		},
	}
	f := cmd.Flags()
	f.StringVar(&h.lan, "lan", "", a.lang.Say("let phones in this network join, at `[ADDRESS]` or at the likeliest one; without it only this computer can", "让本网络里的手机加入，可指定`[地址]`，否则自动选；不加则只有本机能打开"))
	f.Lookup("lan").NoOptDefVal = anyAddress
	f.StringVar(&h.listen, "listen", "", a.lang.Say("`ADDRESS:PORT` of this computer to rehearse at (port 0: any)", "排练时用的本机`地址`和端口，例如 127.0.0.1:8080（端口 0 为任意）"))
	f.StringVar(&h.public, "public-host", "", a.lang.Say("`NAME[:PORT]` by which phones find this computer", "手机访问本机所用的`域名`，可带端口"))
	f.StringVar(&h.certFile, "tls-cert", "", a.lang.Say("`CERTIFICATE` that phones trust, with its chain, in PEM: pages are https, at --public-host NAME", "手机信任的`证书`（PEM，含证书链），网页改用 https，地址由 --public-host 指定"))
	f.StringVar(&h.keyFile, "tls-key", "", a.lang.Say("`KEY` of the certificate, in PEM", "证书的`私钥`（PEM）"))
	a.depthFlag(cmd, &h.depth, say.Both("how much is asked: %s", "问多少：%s", depthWords()))
	f.IntVar(&h.minutes, "minutes", 0, a.lang.Say("how long the group has: `N` minutes, a minute and a half for a criterion", "一共 `N` 分钟，每条约一分半"))
	f.IntVar(&h.seats, "seats", workshop.UsualSeats, a.lang.Say("how many people may join: `N`, 500 at most (default: 200)", "最多 `N` 人加入，上限 500（默认 200）"))
	f.BoolVar(&h.anonymous, "anonymous", false, a.lang.Say("no names: how many voted is shown, never who", "匿名：只显示有几人投票，不显示是谁"))
	f.StringVar(&h.raters, "raters", "", a.lang.Say("people who will come, with their roles: a table, `FILE`", "参加者名单（含角色）的表格`文件`"))
	f.BoolVar(&h.start, "start", false, a.lang.Say("begin with the first criterion at once", "立即开始第一条"))
	f.BoolVar(&h.noBrowser, "no-browser", false, a.lang.Say("do not open the facilitator's page", "不自动打开主持人页面"))
	f.BoolVar(&h.noPicture, "no-qr", false, a.lang.Say("do not draw the QR picture in the terminal", "不在终端里画二维码"))
	return cmd
}

// take checks the words and flags. "--lan 192.168.1.5" is an address behind the flag, as people write it.
func (h *holding) take(cmd *cobra.Command, args []string) error {
	if len(args) == 2 && h.lan == anyAddress {
		for i, word := range args {
			if _, _, err := addressPort(word); err == nil {
				h.lan, args = word, []string{args[1-i]}
				break
			}
		}
	}
	if err := h.exactly(1, say.Both("one panel file: fathom workshop PANEL.yaml", "fathom workshop 合并答卷"))(cmd, args); err != nil {
		return err
	}
	h.path = args[0]
	switch {
	case h.path == "-":
		return usage(say.Both("a workshop needs a file to save into, not standard input", "工作坊要有可以保存的文件，不能用标准输入"), say.Message{})
	case h.lan != "" && h.listen != "":
		return usage(say.Both("--lan and --listen exclude each other", "--lan 和 --listen 不能同用"),
			say.Both("a port goes behind the address: --lan 192.168.1.5:8080", "端口可写在地址后面，例如 --lan 192.168.1.5:8080"))
	case cmd.Flags().Changed("minutes") && h.minutes < 1:
		return usage(say.Both("--minutes %d is too short", "--minutes %d 太短", h.minutes), say.Message{})
	case h.seats < 1 || h.seats > assess.MaxRaters:
		return usage(say.Both("--seats %[1]d: a workshop has 1 to %[2]d seats", "--seats %[1]d：工作坊的席位为 1 到 %[2]d 个", h.seats, assess.MaxRaters), say.Message{})
	case h.anonymous && h.raters != "":
		return usage(say.Both("--raters names people, and --anonymous has no names", "--raters 要写姓名，而 --anonymous 不记姓名"), say.Message{})
	}
	return cmp.Or(h.checkNames(cmd), h.checkListen(), h.readCertificate())
}

// checkNames refuses addresses and names that are none: one would be looked up in the network, and this command asks
// nobody; at the other no phone would find the room.
func (h *holding) checkNames(cmd *cobra.Command) error {
	_, _, err := addressPort(h.lan)
	switch {
	case cmd.Flags().Changed("lan") && h.lan != anyAddress && err != nil:
		return usage(say.Both("--lan %s is no address of this computer", "--lan %s 不是本机的地址", h.lan), say.Both("write it like 192.168.1.5, or --lan alone for the likeliest one", "请写成 192.168.1.5 这样，或只写 --lan 自动选择"))
	case cmd.Flags().Changed("public-host") && !isPublicHost(h.public):
		return usage(say.Both("--public-host %s is no name of a computer", "--public-host %s 不是主机名", h.public), say.Both("write it like room.example or room.example:8080, without http://", "请写成 room.example 或 room.example:8080，不带 http://"))
	}
	return nil
}

// checkListen refuses to listen to others without --lan.
func (h *holding) checkListen() error {
	if h.listen == "" {
		return nil
	}
	addr, _, err := addressPort(h.listen)
	switch {
	case err != nil:
		return usage(say.Both("--listen %s is no address with a port", "--listen %s 不是带端口的地址", h.listen), say.Both("write it like 127.0.0.1:0", "请写成 127.0.0.1:0 这样"))
	case !addr.IsLoopback():
		return usage(say.Both("--listen is for this computer alone, and others can reach %s", "--listen 只用于本机，而 %s 别人也能访问", h.listen),
			say.Both("--lan lets phones in this network join", "要让本网络里的手机加入，请用 --lan"))
	}
	return nil
}

// gcPercent keeps the memory of hundreds of phones small, which ask for their pages all at once: at the usual 100 it is
// twice as much, for no time that anybody would notice.
const gcPercent = 30

func (h *holding) run() error {
	if err := h.open(); err != nil {
		return err
	}
	defer h.file.Close()
	if err := h.openJournal(); err != nil {
		return err
	}
	defer h.journal.Close()
	l, err := h.begin()
	if err != nil {
		return err
	}
	defer l.Close()
	if err := h.host(); err != nil {
		return err
	}
	h.tellNotices()
	h.collectAt(gcPercent)
	ctx, stop, done := untilSignals(time.Second)
	failed := make(chan error, 1)
	go func() { failed <- h.server.Serve(l) }()
	if h.start && h.server.View().Phase == workshop.Lobby { // not after a crash
		h.do("next", nil)
	}
	h.banner()
	defer h.openBrowser()()
	h.listenToKeys(stop)
	select {
	case <-ctx.Done():
	case <-h.server.Ended():
	case err = <-failed:
		err = failure{exitFile, say.Both("the network takes no connections any more: %v", "网络不再接受连接：%v", err.Error()), say.Message{}}
	}
	err = cmp.Or(h.finish(context.Cause(ctx)), err)
	return h.coded(err, done())
}

// addressPort reads 127.0.0.1:8080, or an address alone, whose port is 0.
func addressPort(s string) (netip.Addr, uint16, error) {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap(), ap.Port(), nil
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap(), 0, err
}
