package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/interview"
	"fathom/assess/panel"
	"fathom/reports/gap"
	"fathom/reports/terminal"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// The exit codes of a session that was broken off: 128 and the number of the signal, as shells have it.
const (
	exitHangup    = 129
	exitInterrupt = 130
	exitTerminate = 143
)

// finish tells how the session ended, and what to do next.
func (c *assessing) finish(err error) error {
	if errors.Is(err, answerfile.ErrChanged) {
		return c.keepBoth()
	}
	if c.s.Save() != nil {
		return c.rescue(err)
	}
	if err != nil {
		return c.ended(err)
	}
	switch p := c.s.Progress(); {
	case c.consensus && p.Done == 0:
		c.note(c.unagreed(p.Left()))
		return nil
	case p.Done == 0 && !c.a.Panel:
		c.note(say.Both("saved in %s, nothing answered yet\ngo on with: %s", "已存入 %s，还没有作答\n接着答：%s", c.path, c.again()))
		return nil
	}
	return c.summary()
}

// ended turns the reason why a session was broken off into an exit code and advice. Who presses Ctrl-C wanted that.
func (c *assessing) ended(err error) error {
	code, broken := brokenOff(err)
	if !broken {
		return err
	}
	why, hint := say.Both("stopped before the first question; nothing was saved", "还没开始提问就退出了；没有保存任何内容"), say.Message{}
	if c.s != nil {
		p := c.s.Progress()
		why = say.Both("stopped; %[1]d of %[4]s %[5]s saved in %[3]s", "已停下；%[1]d/%[2]d 题的答案存在 %[3]s", p.Done, p.Total, c.path,
			say.Count(p.Total, "1 answer", "%d answers"), say.Agree(p.Done, "is", "are"))
		if c.a.Panel {
			why = say.Both("stopped; %[3]s: %[1]d of %[2]d agreed, saved", "已停下；%[3]s：已商定 %[1]d 条，共 %[2]d 条，均已保存", p.Done, p.Total, c.path)
		}
		hint = say.Both("go on with: %s", "接着答：%s", c.again())
	}
	if code != exitInterrupt {
		return failure{code, why, hint}
	}
	return stopped{code, say.Message{EN: joinLines(why.EN, hint.EN), ZH: joinLines(why.ZH, hint.ZH)}}
}

func joinLines(a, b string) string { return strings.TrimSuffix(a+"\n"+b, "\n") }

// again is the command that goes on with this session.
func (c *assessing) again() string {
	again := "fathom assess " + quoted(c.path)
	if c.a.Panel {
		again += " --consensus"
	}
	if c.minutes > 0 {
		again += fmt.Sprintf(" --minutes %d", c.minutes)
	}
	return again
}

// brokenOff reports whether questions were broken off, by the person or by a signal, and the exit code for that.
func brokenOff(err error) (code int, broken bool) {
	var by interrupted
	switch {
	case errors.Is(err, interview.ErrAborted):
		return exitInterrupt, true
	case errors.As(err, &by):
		return map[os.Signal]int{os.Interrupt: exitInterrupt, syscall.SIGTERM: exitTerminate,
			syscall.SIGHUP: exitHangup}[by.signal], true
	}
	return 0, false
}

// keepBoth leaves the file that somebody else changed alone and writes ours beside it.
func (c *assessing) keepBoth() error {
	path, err := c.file.SaveBeside(c.s.Assessment())
	if err != nil {
		return c.rescue(err)
	}
	return failure{exitFile,
		say.Both("%s was changed by someone else meanwhile; it is untouched, and the answers of this session are in %s", "%s 在此期间被别人改过；它原样未动，本次的答案存在 %s", c.path, path),
		say.Both("compare the two, keep one, and go on with it", "请比较两个文件，保留一个，再接着答")}
}

// rescue saves what could not be saved where it belongs: in the folder for temporary files, else on standard output.
func (c *assessing) rescue(err error) error {
	cause := cmp.Or(c.s.Save(), err)
	var kept *atomicfile.Kept
	if errors.As(cause, &kept) {
		return c.coded(keptError(kept), err)
	}
	var out strings.Builder
	if werr := answerfile.WriteAs(&out, c.path, c.s.Assessment(), c.rubric); werr != nil {
		return wrapFile(errors.Join(cause, werr))
	}
	path, terr := rescueFile(filepath.Base(c.path), out.String())
	where := say.Both("all answers are in %s; move that file to a folder of yours, since its own is emptied now and then",
		"全部答案在 %s；那里会不时清空，请把文件移到自己的目录", path)
	if terr != nil {
		where = say.Both("all answers are on standard output; copy them into a file", "全部答案已写到标准输出，请复制到一个文件里")
		fmt.Fprint(c.out, "\n"+out.String())
	}
	why := problem.Cause(cause)
	return c.coded(failure{exitFile,
		say.Message{EN: "the answers cannot be saved: " + why.EN, ZH: "答案无法保存：" + why.ZH}, where}, err)
}

// coded gives a failure the exit code of what ended the session, where that has one.
func (c *assessing) coded(f failure, err error) error {
	if code, broken := brokenOff(err); broken {
		f.code = code
	}
	return f
}

// rescueFile puts the answers into a file for the user alone, where others have files too.
func rescueFile(base, text string) (string, error) {
	f, err := os.CreateTemp("", "fathom-*-"+atomicfile.Stem(base))
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	serr := f.Sync()
	if disk.Lacks(serr) {
		serr = nil
	}
	if err := errors.Join(err, serr, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// summary prints where the subject stands and what comes first, and the one command that helps most now.
func (c *assessing) summary() error {
	res := c.model.Evaluate(c.a, assess.Options{})
	rep := gap.New(res, c.digest, c.lang).Ending()
	opt := c.terminalOptions(c.out)
	opt.Plain = opt.Plain || c.plain
	if err := terminal.Write(c.out, rep, opt); err != nil {
		return fileError(err)
	}
	c.note(c.next(res, opt.Width))
	return nil
}

// next says where the answers are, and the command that helps most now: to go on while it is too early to say
// anything, or while a panel is not done; else the report as a page.
func (c *assessing) next(res *assess.Result, columns int) say.Message {
	left := c.s.Progress().Left()
	open := say.Both("", "")
	switch {
	case c.a.Panel:
		if left = c.toAgree(res); left > 0 {
			return c.unagreed(left)
		}
	case left > 0:
		open = say.Both(", %[2]s", "，还剩 %[1]d 题", left, say.Count(left, "1 question open", "%d questions open"))
	}
	if left > 0 && (!res.Overall.Score.OK || res.TooEarly()) {
		return say.Both("saved in %s%s; go on with:\n  %s", "已存入 %s%s；接着答：\n  %s", c.path, open, c.again())
	}
	if c.before != nil {
		return say.Both("saved in %[1]s%[2]s; what changed since last time:\n%[3]s", "已存入 %[1]s%[2]s；和上次比有什么变化：\n%[3]s",
			c.path, open, laid(columns, "fathom compare "+quoted(c.lastTime()), quoted(c.path)))
	}
	page := strings.TrimSuffix(c.path, filepath.Ext(c.path)) + ".html"
	return say.Both("saved in %[1]s%[2]s; the report as a page:\n%[3]s", "已存入 %[1]s%[2]s；把报告做成网页：\n%[3]s",
		c.path, open, laid(columns, "fathom report "+quoted(c.path), "-f html="+quoted(page)))
}

// laid is a command in one line, or in one for each of its pieces where the screen has too few columns: a terminal
// would break it within a word, which nobody can copy.
func laid(columns int, pieces ...string) string {
	one := "  " + strings.Join(pieces, " ")
	if width.Of(one) <= columns {
		return one
	}
	return "  " + strings.Join(pieces, " \\\n    ")
}

// toAgree is on how much a panel is still to agree: of what this session asks, else of what is worth discussing.
func (c *assessing) toAgree(res *assess.Result) int {
	if c.consensus {
		return c.s.Progress().Left()
	}
	ag := panel.NewAgenda(c.model, res)
	return len(ag.Discuss) + len(ag.Confirm)
}

// unagreed says where a panel stands that has more to agree on, and how it goes on.
func (c *assessing) unagreed(left int) say.Message {
	agreed := 0
	for i := range c.a.Answers {
		if a := &c.a.Answers[i]; a.Votes != nil && a.IsAgreed() {
			agreed++
		}
	}
	return say.Both("saved in %s; %d agreed in all, %d to agree on; go on with:\n  %s", "已存入 %s；共商定 %d 条，还有 %d 条待商定；接着商定：\n  %s", c.path, agreed, left, c.again())
}

// steps lists what to do next in two columns: what for, and the command.
func steps(head string, rows [][2]string) say.Message {
	widest := 0
	for _, r := range rows {
		widest = max(widest, width.Of(r[0]))
	}
	lines := []string{head}
	for _, r := range rows {
		lines = append(lines, "  "+width.Pad(r[0], widest)+"  "+r[1])
	}
	text := strings.Join(lines, "\n")
	return say.Message{EN: text, ZH: text}
}

// quoted writes a path so that a shell takes it as one word.
func quoted(path string) string {
	if path != "" && !strings.ContainsAny(path, " \t\n\"'\\$&;|<>()*?[]{}!#~`") {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
