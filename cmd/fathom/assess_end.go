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
	if p := c.s.Progress(); p.Done == 0 {
		c.note(say.Both("saved in %s, nothing answered yet\ngo on: fathom assess %s", "已存入 %s，还没有作答\n接着答：fathom assess %s", c.path, quoted(c.path)))
		return nil
	}
	return c.summary()
}

// ended turns the reason why a session was broken off into an exit code and advice.
func (c *assessing) ended(err error) error {
	code, broken := brokenOff(err)
	if !broken {
		return err
	}
	if c.s == nil {
		return failure{code, say.Both("interrupted before the first question", "还没开始提问就中断了"), say.Message{}}
	}
	p := c.s.Progress()
	return failure{code,
		say.Both("interrupted; %[1]d of %[4]s %[5]s saved in %[3]s", "已中断；%[1]d/%[2]d 题的答案存在 %[3]s", p.Done, p.Total, c.path,
			say.Count(p.Total, "1 answer", "%d answers"), say.Agree(p.Done, "is", "are")),
		say.Both("go on with: fathom assess %s", "接着答：fathom assess %s", quoted(c.path))}
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
	var ended failure
	if errors.As(c.ended(err), &ended) {
		f.code = ended.code
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

// summary prints where the subject stands, what comes first, and the three commands that help most now.
func (c *assessing) summary() error {
	res := c.model.Evaluate(c.a, assess.Options{})
	rep := gap.New(res, c.digest, c.lang).Ending()
	opt := c.terminalOptions(c.out)
	opt.Plain = opt.Plain || c.plain
	if err := terminal.Write(c.out, rep, opt); err != nil {
		return fileError(err)
	}
	c.note(c.next(res))
	return nil
}

// next lists the three commands that help most now.
func (c *assessing) next(res *assess.Result) say.Message {
	path := quoted(c.path)
	weakest := "overall"
	if w := res.Overall.Weakest; w.OK {
		weakest = c.rubric.Practices[w.Value].ID
	}
	document := quoted(strings.TrimSuffix(c.path, filepath.Ext(c.path)) + ".html")
	rows := [][2]string{
		{c.lang.Say("the whole gap report", "看完整的差距报告"), "fathom report " + path + " --full"},
		{c.lang.Say("why a score is what it is", "看某个数怎么来的"), "fathom explain " + path + " " + weakest},
		{c.lang.Say("the report as a page", "把报告做成网页"), "fathom report " + path + " -f html=" + document},
	}
	if c.before != nil {
		rows[1] = [2]string{c.lang.Say("what changed since last time", "和上次比有什么变化"), "fathom compare " + quoted(c.lastTime()) + " " + path}
	}
	if left := c.s.Progress().Left(); left > 0 {
		open := c.lang.Say("go on: %d open", "接着答剩下的 %d 题", left)
		again := "fathom assess " + path
		if c.consensus {
			again += " --consensus"
		}
		rows = append([][2]string{{open, again}}, rows[:2]...)
	}
	return steps(c.lang.Say("saved in %s; next:", "已存入 %s；接下来：", c.path), rows)
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
