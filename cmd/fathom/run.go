package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// The exit codes, one table for all commands; `fathom help exit-codes` prints it.
const (
	exitOK       = 0
	exitGate     = 1  // the gate said no
	exitUsage    = 2  // the command line is wrong
	exitInvalid  = 3  // a file's content is wrong
	exitFile     = 4  // a file cannot be read or written
	exitInternal = 70 // a panic was recovered
)

// app is one run of the program: its streams, its environment and what the flags say.
type app struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	getenv func(string) string

	lang    say.Language // "zh" or "en"
	rubric  string       // --rubric
	stage   string       // --stage
	sector  string       // --sector
	quiet   bool
	noColor bool
	noInput bool

	langGiven  bool // --lang was given
	completing bool // a shell asks what can stand on its line

	disk    disk.Disk // nil is the machine's
	saver   *atomicfile.Writer
	noticed *noticed // what disks refused that did not matter; nil for nothing yet

	inputs   []input // what was read so far
	collects int     // garbage when there is so much of it, in per cent of what is kept; 0: as at the start
}

// run executes the command line and returns the exit code. It is the only place where an error becomes a number.
func (a *app) run(args []string) (code int) {
	defer func() {
		if x := recover(); x != nil {
			code = exitInternal
			a.say(say.Both("error: internal error: %v", "错误：内部错误：%v", x))
			fmt.Fprintf(a.err, "%s", debug.Stack())
		}
	}()
	defer a.collectAsAtStart()
	a.noticed = &noticed{}
	a.lang = languageOf(args, a.getenv)
	a.completing = isCompletion(args)
	root := a.rootCommand()
	a.readPatterns(root)
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.Execute()
	a.tellNotices()
	if err == nil {
		return exitOK
	}
	return a.report(err)
}

// failure is an error that knows its exit code and how to tell a person.
type failure struct {
	code    int
	message say.Message
	hint    say.Message
}

func (f failure) Error() string { return f.message.EN }

// stopped is the end of what somebody broke off on purpose. It has an exit code, but is no error: it is told like any
// other note.
type stopped struct {
	code    int
	message say.Message
}

func (s stopped) Error() string { return s.message.EN }

// usage makes a usage error.
func usage(m, hint say.Message) error { return failure{exitUsage, m, hint} }

// usageOf is a usage error about a word that should have been one of words.
func usageOf(m say.Message, got string, words []string) error {
	return failure{exitUsage, problem.Hint(m, got, words), say.Message{}}
}

// fileError tells that a file cannot be read or written.
func fileError(err error) error {
	var kept *atomicfile.Kept
	if errors.As(err, &kept) {
		return keptError(kept)
	}
	cause := problem.Cause(err)
	m := say.Message{EN: "cannot read or write " + cause.EN, ZH: "无法读写 " + cause.ZH}
	return failure{exitFile, m, fileHint(err)}
}

func fileHint(err error) say.Message {
	folder, missing := errors.As(err, new(problem.Folder)), errors.Is(err, fs.ErrNotExist)
	switch {
	case folder && missing:
		return say.Both("make the folder first, or check the path", "请先建好目录，或检查路径")
	case folder:
		return say.Both("use a folder in which you may write; a file that is there can be copied", "请换用可以写入的目录；已有的文件可先复制过去")
	case errors.Is(problem.Known(err), problem.ErrInUse):
		return say.Both("close it in the other program, then try again", "请先在那个程序里关闭它，再试一次")
	case errors.Is(problem.Known(err), problem.ErrBadName):
		return say.Both("a name has none of < > : \" | ? *; a pattern such as *.yaml must fit a file that is there", "文件名里不能有 < > : \" | ? *；*.yaml 这样的写法，要有相符的文件才行")
	case errors.Is(err, problem.ErrReadOnly):
		return say.Both("it is as it was; allow writing to it first, or use another name", "它原样未动；请先取消只读，或换一个文件名")
	case missing:
		return say.Both("check the path; `fathom demo` writes a sample to try", "请检查路径；可用 `fathom demo` 生成示例试一试")
	}
	return say.Message{}
}

// mostProblems is how many problems of one command are printed: who has more mends those first.
const mostProblems = 500

// report tells the person about an error and returns its exit code.
func (a *app) report(err error) int {
	var list problem.List
	var f failure
	var s stopped
	switch {
	case errors.As(err, &s):
		a.note(s.message)
		return s.code
	case errors.Is(err, errGate): // the verdicts have said it
		return exitGate
	case errors.Is(err, errInvalid): // every record's problem was said
		return exitInvalid
	case errors.Is(err, errUnreadable):
		return exitFile
	case errors.As(err, &list):
		a.list(list)
		return exitInvalid
	case errors.As(err, &f):
		a.say(say.Message{EN: "error: " + f.message.EN, ZH: "错误：" + f.message.ZH})
		if f.hint.EN != "" {
			a.say(say.Message{EN: "hint: " + f.hint.EN, ZH: "提示：" + f.hint.ZH})
		}
		return f.code
	}
	a.say(say.Message{EN: "error: " + err.Error(), ZH: "错误：" + err.Error()})
	return exitFile
}

// list tells of the first problems, and how many more there are.
func (a *app) list(problems problem.List) {
	for _, p := range problems.Cut(mostProblems) {
		a.say(prefixed(p))
	}
}

func prefixed(p problem.Problem) say.Message {
	if p.More > 0 {
		return say.Message{EN: p.In("en"), ZH: p.In("zh")}
	}
	if p.Severity == problem.Warning {
		return say.Message{EN: "warning: " + p.In("en"), ZH: "警告：" + p.In("zh")}
	}
	return say.Message{EN: "error: " + p.In("en"), ZH: "错误：" + p.In("zh")}
}
