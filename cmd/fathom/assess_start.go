package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/term"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/interview"
	"fathom/assess/interview/huhprompt"
	"fathom/assess/interview/lineprompt"
	"fathom/assess/panel"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// prompter chooses how to ask: on the whole screen of a terminal, or in plain lines for who asks for them.
func (c *assessing) prompter() (interview.Prompter, error) {
	if c.migrate {
		return nil, nil
	}
	c.plain = c.plain || c.plainly()
	switch {
	case c.noInput:
		return nil, usage(say.Both("assess asks questions, and --no-input forbids them", "assess 要提问，而 --no-input 不许提问"), scoreInstead)
	case !c.plain && !c.onTerminal():
		return nil, usage(say.Both("assess asks questions, and this is no terminal", "assess 要提问，但这里不是终端"), scoreInstead)
	}
	return c.asks(c.plain), nil
}

// onTerminal reports whether a person can be asked: questions go out and answers come in on a terminal.
func (a *app) onTerminal() bool { return isTerminal(a.in) && isTerminal(a.out) }

// plainly reports whether the environment wants plain lines.
func (a *app) plainly() bool {
	return isOn(a.getenv("ACCESSIBLE")) || a.onTerminal() && a.getenv("TERM") == "dumb"
}

// asks is the way to ask: in plain lines, or on the whole screen.
func (a *app) asks(plain bool) interview.Prompter {
	if plain {
		return lineprompt.Prompter{In: a.in, Out: a.out}
	}
	return huhprompt.Prompter{In: a.in, Out: a.out, Color: !a.noColor && a.getenv("NO_COLOR") == ""}
}

var scoreInstead = say.Message{
	EN: "`fathom score FILE` scores a file of answers; --accessible asks in plain lines, also through a pipe",
	ZH: "已有答卷可用 `fathom score 答卷` 计分；加 --accessible 则逐行提问，管道里也能用",
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func isOn(v string) bool { return v != "" && v != "0" && !strings.EqualFold(v, "false") }

// setup lists the facts of a new file that no flag tells.
func (c *assessing) setup() *interview.Setup {
	s := &interview.Setup{
		Facts: interview.Facts{Lang: c.lang, Name: c.name, Stage: c.stage, Sector: c.sector, Depth: c.askedOf(),
			Targets: c.targets, File: c.path},
		Member: c.member, Model: c.model, CheckFile: c.checkNewFile,
	}
	missing := func(f interview.Fact, known, needed bool) {
		if !known && needed {
			s.Ask = append(s.Ask, f)
		}
	}
	missing(interview.Lang, c.langGiven, true)
	missing(interview.Name, c.name != "", true)
	missing(interview.Stage, c.stage != "", len(c.rubric.Stages) > 1)
	missing(interview.Sector, c.sector != "", len(c.rubric.Sectors) > 0)
	missing(interview.Depth, s.Depth != "", true)
	missing(interview.Targets, c.targets != nil || c.stage != "", len(c.rubric.Stages) > 1 && interview.CanAim(c.model))
	missing(interview.File, c.path != "", true)
	return s
}

// checkNewFile refuses a name that exists or that no file can have here.
func (c *assessing) checkNewFile(path string) string {
	if _, err := os.Lstat(path); err == nil {
		return c.lang.Say("This file exists; to go on with it: fathom assess "+quoted(path), "这个文件已经存在；接着答请用：fathom assess "+quoted(path))
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return c.lang.Say("There is no such folder.", "没有这个目录。")
	}
	if err := problem.Known((disk.OS{}).Writable(filepath.Dir(path))); errors.Is(err, fs.ErrPermission) ||
		errors.Is(err, syscall.EROFS) {
		return c.lang.Say("Nothing can be written in this folder.", "这个目录不能写入。")
	}
	return ""
}

// begin makes the file of a new assessment, if it is new, and starts the questions.
func (c *assessing) begin(f interview.Facts) (*interview.Session, error) {
	if c.a == nil {
		c.lang = f.Lang
		c.a = c.blank(f)
	} else if c.asked {
		if err := c.settle(f); err != nil {
			return nil, err
		}
	}
	if c.file == nil {
		file, err := c.take(f.File)
		if err != nil {
			return nil, err
		}
		c.file = file
	}
	s := c.session()
	s.Lang, s.Blind, s.Before = c.lang, c.blind, c.before
	if err := c.file.Save(c.a); err != nil {
		return nil, fileError(err)
	}
	c.s = s
	return s, nil
}

func (c *assessing) session() *interview.Session {
	if c.consensus {
		return interview.NewConsensus(c.model, c.a, c.agenda, c.room(), c.save)
	}
	return interview.New(c.model, c.a, c.save)
}

// discuss finds what a panel is to agree on, the worthiest first. It reports whether there is anything.
func (c *assessing) discuss() (bool, error) {
	if c.a == nil || !c.a.Panel {
		return false, usage(say.Both("--consensus is for a panel", "--consensus 只用于多人合并的答卷"),
			say.Both("`fathom merge raters/*.yaml -f yaml=panel.yaml` makes one", "`fathom merge 答卷/*.yaml -f yaml=小组.yaml` 可合并出一份"))
	}
	ag := panel.NewAgenda(c.model, c.model.Evaluate(c.a, assess.Options{}))
	discuss, confirm := len(ag.Discuss), len(ag.Confirm)
	if c.minutes > 0 {
		discuss, confirm = ag.Within(c.minutes)
	}
	c.why = map[int][]assess.Concern{}
	for _, at := range slices.Concat(ag.Discuss[:discuss], ag.Confirm[:confirm]) {
		it := &ag.Items[at]
		c.agenda, c.why[it.Criterion] = append(c.agenda, it.Criterion), it.Reasons
	}
	switch later := len(ag.Discuss) + len(ag.Confirm) - len(c.agenda); {
	case len(c.agenda) == 0:
		c.note(say.Both("nothing is left to discuss", "没有需要讨论的了"))
	case later > 0:
		c.note(say.Both("%[1]d of %[2]d fit into %[4]s", "时间 %[3]d 分钟，列出 %[2]d 条中的 %[1]d 条", len(c.agenda), len(c.agenda)+later, c.minutes,
			say.Count(c.minutes, "1 minute", "%d minutes")))
	}
	return len(c.agenda) > 0, nil
}

// room is what a panel that agrees sees besides its questions.
func (c *assessing) room() interview.Room {
	namer, began := names.Namer{Language: c.lang}, time.Now()
	r := interview.Room{Why: map[int]string{}, Minutes: c.minutes,
		Elapsed: func() time.Duration { return time.Since(began) }}
	for i, why := range c.why {
		r.Why[i] = namer.Concerns(why)
	}
	return r
}

func (c *assessing) blank(f interview.Facts) *assess.Assessment {
	a := &assess.Assessment{
		Subject: assess.Subject{ID: subjectID(f.Name, f.File), Name: f.Name, Stage: f.Stage, Sector: f.Sector,
			Member: c.member},
		Date: c.date, Depth: f.Depth, Targets: f.Targets, Answers: make([]assess.Answer, c.model.Len()),
	}
	if c.rater != "" {
		a.Raters = []assess.Rater{{ID: c.rater, Name: c.raterName, Role: c.role}}
	}
	return a
}

// subjectID makes an id of the subject's name, or of the file's where it has none: the same subject gets the same id
// next year, and in a form.
func subjectID(name, file string) string {
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	return rubric.IDFrom(name, rubric.SubjectPrefix)
}

// save keeps the answers. A file that somebody else changed ends the session: nothing is overwritten.
func (c *assessing) save(a *assess.Assessment) error {
	err := c.file.Save(a)
	if errors.Is(err, answerfile.ErrChanged) {
		c.stop(err)
	}
	return err
}

// interrupted is the cause of a session that a signal ended.
type interrupted struct{ signal os.Signal }

func (i interrupted) Error() string { return i.signal.String() }

// untilSignal is a context that ends when the process is asked to end, or by stop. A second SIGINT or SIGTERM ends the
// process at once. After done, signals end the process as they end any; it returns the one that came before, or nil.
func untilSignal() (ctx context.Context, stop context.CancelCauseFunc, done func() error) {
	return untilSignals(0)
}

// untilSignals is untilSignal, but for so long after the first signal a second one is taken for the same: programs such
// as timeout send theirs twice, to the process and to its group.
func untilSignals(grace time.Duration) (ctx context.Context, stop context.CancelCauseFunc, done func() error) {
	ctx, stop = context.WithCancelCause(context.Background())
	signals, quit, ended := make(chan os.Signal, 1), make(chan struct{}), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	var came error
	take := func(s os.Signal) {
		reset := func() { signal.Reset(os.Interrupt, syscall.SIGTERM) } // a hangup can come twice
		if grace == 0 {
			reset()
		} else {
			time.AfterFunc(grace, reset)
		}
		came = interrupted{s}
		stop(came)
	}
	go func() {
		defer close(ended)
		select {
		case s := <-signals:
			take(s)
		case <-quit:
			select {
			case s := <-signals:
				take(s)
			default:
			}
		}
	}()
	return ctx, stop, sync.OnceValue(func() error {
		signal.Stop(signals) // whatever came until now is in the channel
		close(quit)
		<-ended
		stop(nil)
		return came
	})
}

// who names this session to the one that finds the file held.
func (c *assessing) who() string {
	host, _ := os.Hostname()
	for _, name := range []string{c.rater, c.getenv("USER"), c.getenv("USERNAME")} {
		if name != "" {
			return name + "@" + host
		}
	}
	return host
}
