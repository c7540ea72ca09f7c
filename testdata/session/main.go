// Session plays a whole workshop through the pages that phones use: eight people who have rated alone talk about six
// criteria, vote in two rounds where they differ, and one phone is gone for a while. Then the report is made of it.
// Each run is the same.
//
//	go run ./testdata/session FATHOM PANEL.yaml [zh]
//
// The panel file is what `fathom merge` makes of testdata/workshop/2026-05.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"fathom/rubric/say"
)

// people come in this order, under the names that stand in their files.
var people = []string{"chen", "li", "liu", "sun", "wang", "wu", "zhao", "zhou"}

// topic is what the room does with one criterion. A vote is one character: a level, ? for "don't know", n for "not
// applicable", - of a phone that is gone.
type topic struct {
	votes, again string // again: the second round, "" where there is none
	agreed       string
	why          say.Message
}

// topics are the six that nine minutes have room for. The last phone is gone during the third and the fourth.
var topics = []topic{
	{"22332443", "23333333", "3", say.Both("The cities keep to it; two counties still answer late", "市区都做到了，还有两个县回复慢")},
	{"31233232", "22222222", "2", say.Both("The rules are fair, the bonus comes a quarter late", "规则公平，兑现晚一个季度")},
	{"2232232-", "", "2", say.Both("Two people still serve the same chain", "仍有两人跑同一家连锁")},
	{"?5n3233-", "333?333-", "3", say.Both("Faults are mended for good, but nobody keeps the list", "问题能根治，只是没人留清单")},
	{"33333334", "", "3", say.Message{}},
	{"21122112", "", "2", say.Both("Counted each month; nobody looks at ageing stock", "每月盘点，临期品没人看")},
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: session FATHOM PANEL.yaml [zh]")
		os.Exit(2)
	}
	lang := say.Language("en")
	if len(os.Args) > 3 {
		lang = say.Language(os.Args[3])
	}
	if err := play(os.Args[1], os.Args[2], lang, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "session:", err)
		os.Exit(1)
	}
}

// play holds the workshop on a panel file and makes the report of it.
func play(fathom, path string, lang say.Language, out io.Writer) (err error) {
	w, err := open(fathom, path, lang)
	if err != nil {
		return err
	}
	defer func() { err = w.close(err) }()
	var phones []*phone
	for _, name := range people {
		p := w.phone()
		if err := p.send("/join", "code", w.code, "name", name); err != nil {
			return err
		}
		phones = append(phones, p)
	}
	fmt.Fprintln(out, lang.Say("joined: ", "已加入：")+lang.List(people))
	for n, t := range topics {
		if err := w.discuss(n+1, t, phones, lang, out); err != nil {
			return err
		}
	}
	if err := w.act("end"); err != nil {
		return err
	}
	if err := w.over(); err != nil {
		return err
	}
	report := exec.Command(fathom, "report", path, "--lang", string(lang), "--no-color")
	report.Stdout, report.Stderr = out, os.Stderr
	return report.Run()
}

// discuss has the room vote on the next criterion, talk where it differs, and agree.
func (w *workshop) discuss(n int, t topic, phones []*phone, lang say.Language, out io.Writer) error {
	if err := w.act("next"); err != nil {
		return err
	}
	name, err := phones[0].asks(lang)
	if err != nil {
		return err
	}
	for round, votes := range []string{t.votes, t.again} {
		if votes == "" {
			break
		}
		if round > 0 {
			if err := w.act("again"); err != nil {
				return err
			}
		}
		if err := w.vote(phones, votes, lang); err != nil {
			return err
		}
		if err := w.act("reveal"); err != nil {
			return err
		}
		fell, err := w.shown(lang)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, lang.Say("%d. %s, round %d: %s", "%d. %s，第 %d 轮：%s", n, name, round+1, fell))
	}
	fmt.Fprintln(out, lang.Say("   agreed: ", "   商定：")+t.agreed+strings.TrimRight(" "+t.why.In(lang), " "))
	return w.act("agree", "level", t.agreed, "note", t.why.In(lang))
}
