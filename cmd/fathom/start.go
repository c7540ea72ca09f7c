package main

import (
	"bufio"
	"cmp"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess/answerfile"
	"fathom/assess/interview"
	"fathom/rubric/say"
)

// The three ways in, each the command that it stands for.
const (
	wayRate   = "assess"
	wayDemo   = "demo"
	wayReport = "report"
)

// maxToReport is how many answer files are offered to report on, those that changed last.
const maxToReport = 20

// welcome asks who typed nothing but the program's name what it is for, and with which file.
type welcome struct {
	*app
	files     []string // of answers, in this folder
	way, file string
}

// start offers the ways in to a person at a terminal; elsewhere, and to who does not want to be asked, it shows the
// help.
func (a *app) start(root *cobra.Command, args []string) error {
	if len(args) > 0 || a.noInput || !a.onTerminal() {
		return a.group(root, args)
	}
	w := &welcome{app: a, files: answersHere()}
	ctx, _, done := untilSignal()
	err := a.asks(a.plainly()).Fill(ctx, w)
	if by := done(); by != nil {
		err = by
	}
	if code, broken := brokenOff(err); broken {
		return stopped{code, say.Both("`fathom --help` lists all commands", "`fathom --help` 可查看全部命令")}
	}
	if err != nil {
		return err
	}
	words, shown := []string{w.way}, w.way
	if w.way == wayReport {
		words, shown = append(words, "--", w.file), w.way+" "+quoted(w.file)
	}
	a.note(say.Both("the same at once: fathom %s", "下次可直接输入：fathom %s", shown))
	root.SetArgs(words)
	return root.Execute()
}

// waitToClose keeps the window open that the Explorer of Windows opened for the program alone, and that goes with it,
// until the person has read what stands there. Who broke off has, and who closes the window waits for nothing.
func (a *app) waitToClose(code int) {
	ended := code == exitInterrupt || code == exitTerminate || code == exitHangup
	if ended || a.noInput || !a.onTerminal() {
		return
	}
	a.say(say.Both("\nEnter closes this window.", "\n按回车键关闭本窗口。"))
	_, _ = bufio.NewReader(a.in).ReadString('\n')
}

// answersHere are the answer files of this folder: the ones that changed last, by name.
func answersHere() []string {
	type changed struct {
		path string
		at   int64
	}
	var found []changed
	for _, e := range begin("", "") {
		info, err := os.Stat(e.Name())
		if err == nil && info.Mode().IsRegular() && isOfFormat(e.Name(), answerfile.Format) {
			found = append(found, changed{e.Name(), info.ModTime().UnixNano()})
		}
	}
	slices.SortStableFunc(found, func(a, b changed) int { return cmp.Compare(b.at, a.at) })
	var out []string
	for _, f := range found[:min(len(found), maxToReport)] {
		out = append(out, f.path)
	}
	slices.Sort(out)
	return out
}

var _ interview.Form = (*welcome)(nil)

// Heading implements [interview.Form].
func (w *welcome) Heading() string {
	return w.lang.Say("Fathom: how mature is the channel", "Fathom：渠道有多成熟")
}

// Language implements [interview.Form].
func (w *welcome) Language() say.Language { return w.lang }

// Len implements [interview.Form].
func (w *welcome) Len() int {
	if w.way == wayReport && len(w.files) > 1 {
		return 2
	}
	return 1
}

// Field implements [interview.Form].
func (w *welcome) Field(n int) interview.Field {
	if n == 1 {
		f := interview.Field{Title: w.lang.Say("Which answers?", "看哪一份答卷？"), Value: w.files[0]}
		for _, path := range w.files {
			f.Choices = append(f.Choices, interview.Choice{ID: path, Name: path})
		}
		return f
	}
	f := interview.Field{Title: w.lang.Say("What would you like to do?", "您想做什么？"), Value: wayRate, Choices: []interview.Choice{
		{ID: wayRate, Name: w.lang.Say("Rate a team", "给团队打分"),
			Meaning: w.lang.Say("answer questions; every answer is saved at once", "回答问题；每答一题就存一次")},
		{ID: wayDemo, Name: w.lang.Say("See a sample", "先看示例"),
			Meaning: w.lang.Say("write sample answers and their reports into "+demoFolder, "把示例答卷和报告写到 "+demoFolder)},
	}}
	if w.plainly() {
		f.Help = w.lang.Say("A number, then Enter; q leaves.", "输入数字后回车；输入 q 退出。")
	}
	if len(w.files) > 0 {
		f.Choices = append(f.Choices, interview.Choice{ID: wayReport, Name: w.lang.Say("Read a report", "看报告"), Meaning: w.ofFiles()})
	}
	return f
}

// ofFiles says on what a report can be.
func (w *welcome) ofFiles() string {
	if len(w.files) == 1 {
		return w.lang.Say("on the answers in %s", "答卷是这里的 %s", w.files[0])
	}
	return w.lang.Say("on one of %d answer files here", "从这里的 %d 份答卷里选一份", len(w.files))
}

// Set implements [interview.Form].
func (w *welcome) Set(n int, value string) string {
	if n == 1 {
		w.file = value
		return ""
	}
	w.way = value
	if w.way == wayReport {
		w.file = w.files[0]
	}
	return ""
}
