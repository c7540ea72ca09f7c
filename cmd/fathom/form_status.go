package main

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	"fathom/assess/roster"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/returns"
	"fathom/reports/terminal"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// statusing is one run of `fathom form status`.
type statusing struct {
	*app
	formats                 *formats
	people, encoding        string
	name, depth, due, today string // what holds where the list does not say, and the day
	remind                  string // folder
	strict                  bool

	model      *assess.Model
	back       []roster.Return
	unread     problem.List
	problems   problem.List // all of those that cannot be read
	unreadable error        // of the last file that the disk does not give
	returns    *returns.Returns
}

func (a *app) formStatus() *cobra.Command {
	c := &statusing{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("status RETURN...", "status 答卷..."),
		Short: a.lang.Say("Who of a list of people has answered, who has not, and what to write to them", "按名单看谁答了、谁还没答，并写好提醒"),
		Example: a.lang.Say(`  fathom form status --for people.csv returned/
  fathom form status --for people.csv returned/ --due 2026-12-05 --remind new
  fathom form status --for people.csv returned/ -f csv=status.csv`, `  fathom form status --for 名单.csv 收回/
  fathom form status --for 名单.csv 收回/ --due 2026-12-05 --remind 提醒
  fathom form status --for 名单.csv 收回/ -f csv=回收情况.csv`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nil
			}
			return usage(say.Both("%s needs what came back: a folder, or files", "%s 需要收回来的答卷：目录或文件", cmd.CommandPath()), say.Message{})
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.formats = a.formatFlag(cmd, c.offered())
	f := cmd.Flags()
	f.StringVar(&c.people, "for", "", a.lang.Say("the list of people: `PEOPLE.csv` or .xlsx (see `fathom help forms`)", "`名单`（.csv 或 .xlsx，见 `fathom help forms`）"))
	a.encodingFlag(f, &c.encoding)
	f.StringVar(&c.name, "name", "", a.lang.Say("`NAME` of what is rated, where the list does not say", "评估对象`名称`，名单没写时用"))
	a.depthFlag(cmd, &c.depth, say.Both("how much was asked, where the list does not say: %s", "问了多少，名单没写时用：%s", depthWords()))
	f.StringVar(&c.due, "due", "", a.lang.Say("`DATE` until which answers are wanted, where the list does not say", "截止`日期`，名单没写时用"))
	f.StringVar(&c.today, "today", "", a.lang.Say("`DATE` that counts as today (default: today)", "当作今天的`日期`（默认今天）"))
	f.StringVar(&c.remind, "remind", "", a.lang.Say("write a reminder for each person whose answers are missing into this new `FOLDER`; nothing is sent", "为还没答完的人各写一段提醒，放进这个新`目录`；不会发送"))
	f.BoolVar(&c.strict, "strict", false, a.lang.Say("end with 1 unless everybody has answered everything", "只要有人没答完，就以 1 结束"))
	return cmd
}

func (c *statusing) offered() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, c.returns.Doc(), c.terminalOptions(w))
		}},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, c.returns.Doc()) }},
		{word: "json", write: func(w io.Writer) error { return c.returns.WriteJSON(w) }},
		{word: "csv", write: func(w io.Writer) error { return c.returns.WriteCSV(w) }},
	}
}

func (c *statusing) run(paths []string) error {
	if err := c.check(); err != nil {
		return err
	}
	targets, m, digest, err := c.begin(c.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	if err := checkDepth(c.depth, m.Rubric); err != nil {
		return err
	}
	c.model = m
	opt := roster.Options{Depth: c.depth, Due: c.due, Encoding: c.encoding,
		Subject: assess.Subject{Name: c.name, Stage: c.stage, Sector: c.sector}}
	if c.name != "" {
		opt.Subject.ID = rubric.IDFrom(c.name, rubric.SubjectPrefix)
	}
	list, err := c.peopleIn(c.people, m, opt)
	if err != nil {
		return err
	}
	if err := c.readReturns(paths); err != nil {
		return err
	}
	c.returns = &returns.Returns{Namer: names.Namer{Language: c.lang, Rubric: m.Rubric, Digest: digest},
		Status: roster.StatusOn(list, c.back, c.today, m), Unread: c.unread}
	if err := c.emit(targets); err != nil {
		return err
	}
	if err := c.writeReminders(list); err != nil {
		return err
	}
	return c.verdict()
}

// check settles the day, and refuses what is no date.
func (c *statusing) check() error {
	if c.people == "" {
		return usage(say.Both("form status needs the list of people: --for people.csv", "form status 需要名单：--for 名单.csv"), say.Message{})
	}
	if c.today == "" {
		c.today = today()
	}
	if err := cmp.Or(checkDate("due", c.due), checkDate("today", c.today), checkEncoding(c.encoding)); err != nil {
		return err
	}
	if old, err := os.ReadDir(c.remind); err == nil && c.remind != "" && len(old) > 0 {
		return failure{exitFile, say.Both("%s is there already, with something in it", "%s 已经存在，里面有文件", c.remind),
			say.Both("name a new folder: a reminder to somebody who has answered since could lie among the new ones", "请换一个新目录：旧提醒里可能有人已经答完，混在一起会发错")}
	}
	return nil
}

// checkDate refuses a date of a flag that is none; "" is not given.
func checkDate(flag, day string) error {
	if day != "" && !isDate(day) {
		return usage(say.Both("--%s %s is no date", "--%s %s 不是日期", flag, day), say.Both("write it like 2026-11-20", "请写成 2026-11-20 这样"))
	}
	return nil
}

// readReturns reads every file. One that cannot be read is told, and keeps none of the others from being read.
func (c *statusing) readReturns(paths []string) error {
	files, left, err := returnedAt(paths, c.people)
	if err != nil {
		return err
	}
	c.tellNoReturns(left)
	for _, path := range files {
		err := c.readReturn(path)
		var list problem.List
		var f failure
		switch {
		case errors.As(err, &f) && !slices.Contains(paths, path): // one file of a folder
			c.unread = append(c.unread, problem.Problem{File: path, Message: f.message})
			c.unreadable = err
		case errors.As(err, &list):
			list.Sort()
			c.unread = append(c.unread, list[0])
			c.problems.Join(list)
		case err != nil:
			return err
		}
	}
	return nil
}

// readReturn reads one answer file, or one filled form.
func (c *statusing) readReturn(path string) error {
	data, err := c.read(path, form.MaxBytes)
	if err != nil {
		return err
	}
	name := shown(path)
	text, is, err := textOfAnswers(name, data, c.encoding)
	if is && err != nil {
		return err
	}
	if is {
		as, version, err := c.readAnswers(name, text, older(c.model))
		if err == nil {
			c.came(name, as, version)
		}
		return err
	}
	got, err := form.Import(name, data, c.model, form.Defaults{Encoding: c.encoding})
	if err != nil {
		return err
	}
	for _, r := range got.Respondents {
		c.came(r.Place, r.Assessment, "")
	}
	return nil
}

func (c *statusing) came(file string, as *assess.Assessment, version string) {
	texts := len(c.model.OtherTexts(as))
	c.back = append(c.back, roster.Return{File: file, Assessment: as, Version: version, Texts: texts})
}

// writeReminders writes a text for each person whose answers are missing into a new folder.
func (c *statusing) writeReminders(list *roster.List) error {
	if c.remind == "" {
		return nil
	}
	stems := stemsOf(list.People)
	var files []atomicfile.File
	for i := range c.returns.People {
		if text := c.returns.Reminder(&c.returns.People[i]); text != "" {
			path := filepath.Join(c.remind, stems[i]+".txt")
			files = append(files, atomicfile.File{Path: path, Data: []byte(text), Mode: atomicfile.Private})
		}
	}
	if len(files) == 0 {
		c.note(say.Both("nobody is to be reminded", "没有需要提醒的人"))
		return nil
	}
	if err := c.writeAll(files, true); err != nil {
		return err
	}
	c.note(say.Both("wrote %[2]s into %[3]s; nothing was sent", "已写好 %[1]d 段提醒，放在 %[3]s；没有发送", len(files), say.Count(len(files), "1 reminder", "%d reminders"), c.remind))
	return nil
}

// verdict ends the run: with what cannot be read as with any invalid input, and where all is wanted with the gate's no.
func (c *statusing) verdict() error {
	if err := c.problems.Err(); err != nil {
		return withoutKinds(err)
	}
	if c.unreadable != nil {
		return c.unreadable
	}
	if c.strict && !c.returns.IsWhole() {
		return errGate
	}
	return nil
}
