package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// assessing is one run of `fathom assess`: the flags, and what they lead to.
type assessing struct {
	*app
	path, name, depth, date string
	rater, raterName, role  string // the name only where it is not the id
	plain, blind, migrate   bool
	consensus               bool
	agenda                  []int // criteria that a panel is to agree on
	why                     map[int][]assess.Concern
	minutes                 int                // how long the panel has; 0 for no end
	aims                    []string           // as --target says them
	targets                 map[string]float64 // agreed, by practice; nil where no flag says any
	newRound, dated, asked  bool
	over                    bool // the file was finished on an earlier day: what is wanted of it is asked first
	output, member          string
	memberDepth             string             // how much a new file about that firm asks, "" where it is to be said
	before                  *assess.Assessment // the round before; nil without
	unsettled               []interview.Fact   // what the flags say otherwise than the file

	rubric *rubric.Rubric
	digest string
	model  *assess.Model
	file   *answerfile.File
	a      *assess.Assessment
	s      *interview.Session

	changed bool // what the file holds differs from what is in it: an older rubric's, or the flags say otherwise
	stop    context.CancelCauseFunc
}

func (a *app) assessCommand() *cobra.Command {
	c := &assessing{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("assess [FILE]", "assess [答卷]"),
		Short: a.lang.Say("Ask the questions; every answer is saved at once, and FILE is resumed", "逐题提问；每答一题立即保存，给出已有答卷则接着答"),
		Example: a.lang.Say(`  fathom assess
  fathom assess henan.yaml --depth quick
  fathom assess henan.yaml --new-round
  fathom assess henan.yaml --accessible`, `  fathom assess
  fathom assess 河南.yaml --depth quick
  fathom assess 河南.yaml --new-round
  fathom assess 河南.yaml --accessible`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(say.Both("%s takes one answer file at most", "%s 最多带一个答卷文件", cmd.CommandPath()), say.Message{})
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := minutesFault(cmd, c.minutes); err != nil {
				return err
			}
			if c.minutes > 0 && !c.consensus {
				return usage(say.Both("--minutes is for --consensus", "--minutes 须和 --consensus 一起用"), say.Message{})
			}
			if len(args) == 1 {
				c.path = args[0]
			}
			return c.run()
		},
	}
	f := cmd.Flags()
	a.depthFlag(cmd, &c.depth, say.Both("how much is asked: %s", "问多少：%s", depthWords()))
	f.StringVar(&c.name, "name", "", a.lang.Say("`NAME` of the subject of a new file", "新答卷的评估对象`名称`"))
	f.StringVar(&c.date, "date", "", a.lang.Say("`DATE` of a new file or round (default: today)", "新答卷或新一轮的`日期`（默认今天）"))
	repeatable(f, &c.aims, "target", "", a.lang.Say("`ID=LEVEL`: agreed target of a practice, in place of the stage's; repeatable", "`ID=级别`：某一事项的约定目标，代替所处阶段的目标；可重复"))
	f.StringVar(&c.member, "member", "", a.lang.Say("`NAME` of the partner that is rated; in a new file, that part alone is asked", "被评的渠道成员`名称`；新答卷只问这一部分"))
	f.BoolVar(&c.newRound, "new-round", false, a.lang.Say("ask again into a new file, with the answers of FILE in view", "开始新一轮：写入新文件，并显示上次的答案"))
	f.StringVarP(&c.output, "output", "o", "", a.lang.Say("with --new-round: the new `FILE` (default: by subject and date)", "与 --new-round 同用：新答卷的`文件`（默认按对象和日期命名）"))
	f.StringVar(&c.rater, "rater", "", a.lang.Say("`NAME` or id of the person who answers", "答题人的`姓名`或标识"))
	f.StringVar(&c.role, "role", "", a.lang.Say("`ROLE` of that person", "答题人的`角色`"))
	f.BoolVar(&c.plain, "accessible", false, a.lang.Say("plain numbered lines, for screen readers (also: ACCESSIBLE=1, TERM=dumb)", "逐行的纯文本，适合读屏软件（也可设 ACCESSIBLE=1 或 TERM=dumb）"))
	f.BoolVar(&c.blind, "blind", false, a.lang.Say("no scores before the end", "答完之前不显示分数"))
	f.BoolVar(&c.consensus, "consensus", false, a.lang.Say("a panel agrees: only what is worth discussing, in that order", "小组商定：只问值得讨论的，按先后顺序"))
	f.IntVar(&c.minutes, "minutes", 0, a.lang.Say("with --consensus: how long the group has, `N` minutes, 6 for one to discuss, 2 for one to confirm", "与 --consensus 同用：讨论一共有 `N` 分钟；讨论一条约 6 分钟，确认一条约 2 分钟"))
	f.BoolVar(&c.migrate, "migrate", false, a.lang.Say("only bring FILE over to the rubric in use, without asking", "只把答卷转到当前的评估标准，不提问"))
	return cmd
}

func (c *assessing) run() error {
	prompter, err := c.prompter()
	if err != nil {
		return err
	}
	if err := c.load(); err != nil {
		return err
	}
	start := interview.Start{Lang: c.lang, Begin: c.begin}
	if c.path != "" {
		open := c.open
		if c.newRound {
			open = c.openRound
		}
		if err := open(); err != nil {
			return err
		}
		defer func() { _ = c.file.Close() }() // another one by then, where a new round begins
	}
	if c.migrate {
		return c.bringOver()
	}
	if c.consensus {
		if open, err := c.discuss(); !open {
			return err
		}
	}
	if c.a == nil {
		start.Setup = c.setup()
	} else {
		start.Setup = c.questions()
		c.asked = start.Setup != nil
	}
	ctx, stop, done := untilSignal()
	c.stop = stop
	err = c.conduct(ctx, prompter, start)
	var f failure
	switch by := done(); {
	case by == nil:
		return err
	case err == nil, errors.As(err, new(stopped)):
		return c.ended(by) // it came while the rest was told
	case errors.As(err, &f):
		return c.coded(f, by) // what failed is told; the code is the signal's
	}
	return err
}

// bringOver saves what was brought over to the rubric in use. A file of which nothing changes is not written.
func (c *assessing) bringOver() error {
	if !c.changed {
		return nil
	}
	if err := c.file.Save(c.a); err != nil {
		return wrapFile(err)
	}
	return nil
}

// conduct asks the questions and finishes what was answered. A signal ends the session with its code also where the
// questions, or the input, have ended meanwhile: what is behind it in a pipe was not read.
func (c *assessing) conduct(ctx context.Context, prompter interview.Prompter, start interview.Start) error {
	err := prompter.Conduct(ctx, start)
	if cause := context.Cause(ctx); err == nil && cause != nil {
		err = cause
	}
	if c.s == nil && err == nil && c.over {
		err = c.undecided()
	}
	if c.s == nil {
		return c.ended(err)
	}
	if c.path == "" {
		c.path = c.file.Path
		defer c.file.Close()
	}
	return c.finish(err)
}

// load reads the rubric and checks the flags that name something in it.
func (c *assessing) load() (err error) {
	if c.rubric, c.digest, err = c.loadRubric(); err != nil {
		return err
	}
	c.model = assess.Compile(c.rubric)
	if err := c.checkChoices(c.rubric); err != nil {
		return err
	}
	if err := checkDepth(c.depth, c.rubric); err != nil {
		return err
	}
	if c.rater != "" && !rubric.ValidID(c.rater) {
		c.raterName, c.rater = c.rater, rubric.IDFrom(c.rater, rubric.RaterPrefix)
	}
	switch {
	case c.role != "" && c.rater == "":
		return usage(say.Both("--role needs --rater", "用 --role 时须有 --rater"), say.Message{})
	case c.newRound && (c.path == "" || c.migrate || c.consensus):
		return usage(say.Both("--new-round needs the answer file of the round before, and neither --migrate nor --consensus", "--new-round 需要上一轮的答卷，且不能与 --migrate、--consensus 同用"), say.Message{})
	case c.output != "" && !c.newRound:
		return usage(say.Both("-o is for --new-round", "-o 只用于 --new-round"), say.Both("a new file is named like this: fathom assess FILE", "新答卷的文件名直接写：fathom assess 答卷"))
	case c.migrate && (c.aims != nil || c.member != "" || c.rater != "" || c.depth != ""):
		return usage(say.Both("--migrate only brings the file over: leave --depth, --target, --member and --rater out", "--migrate 只转换答卷：请去掉 --depth、--target、--member 和 --rater"),
			say.Both("give them when the file is opened next: fathom assess FILE", "等下次打开答卷时再给：fathom assess 答卷"))
	case c.migrate && c.path == "":
		return usage(say.Both("--migrate needs an answer file", "--migrate 需要一个答卷文件"), say.Message{})
	}
	if err := c.ofMember(); err != nil {
		return err
	}
	if err := c.agreed(); err != nil {
		return err
	}
	if c.dated = c.date != ""; !c.dated {
		c.date = time.Now().Format(time.DateOnly)
	} else if _, err := time.Parse(time.DateOnly, c.date); err != nil {
		return usage(say.Both("--date %s is no date", "--date %s 不是日期", c.date), say.Both("write it like 2026-11-20", "请写成 2026-11-20 这样"))
	}
	return nil
}

// open takes the file and reads it. A file that is not there yet is a new one, except for --migrate.
func (c *assessing) open() error {
	file, err := c.take(c.path)
	if err != nil {
		return err
	}
	c.tellNotices() // before the questions take the screen
	a, changes, err := file.Load()
	switch {
	case errors.Is(err, fs.ErrNotExist) && !c.migrate:
		err = nil
	case err == nil:
		err = c.resume(a, changes)
	}
	if err != nil {
		_ = file.Close()
		return wrapFile(err)
	}
	c.file = file
	return nil
}

// answersSchema is the file in which editors find the JSON Schema of the answers beside it, where somebody put one
// there with `fathom schema answers`; then what is saved names it in its first line. Without it nothing is named: the
// YAML language server (2.0.0) marks the first line of a file as wrong whose schema it cannot load. Nor does assess put
// one there by itself, as `rubric new` does: one that nobody asked for stays behind when the rubric gets a new version,
// and right answers would be marked.
const answersSchema = "fathom-answers.schema.json"

// take opens an answer file for this session alone.
func (c *assessing) take(path string) (*answerfile.File, error) {
	opt := answerfile.Options{Who: c.who(), Disk: c.disk, Notice: c.notice}
	beside, err := os.ReadFile(filepath.Join(filepath.Dir(path), answersSchema))
	if err == nil && answerfile.IsSchemaFor(beside, c.rubric) {
		opt.Schema = answersSchema
	}
	file, err := answerfile.Open(path, c.rubric, opt)
	if err != nil {
		return nil, openError(err)
	}
	return file, nil
}

// wrapFile keeps problems and failures, and makes everything else an error of reading or writing.
func wrapFile(err error) error {
	var list problem.List
	var f failure
	if errors.As(err, &list) || errors.As(err, &f) {
		return err
	}
	return fileError(err)
}

func openError(err error) error {
	var held answerfile.Held
	var not answerfile.NotALock
	switch {
	case errors.As(err, &not):
		return failure{exitFile,
			say.Both("%s stands where the lock of the answer file belongs, and is no lock: a link, a folder or somebody's own file", "答卷的锁文件应当叫 %s，但那里已有别的东西：链接、目录或别人的文件", not.Path),
			say.Both("look what it is, and move or remove it; it was not touched", "请看看它是什么，再移走或删除；它没有被改动")}
	case !errors.As(err, &held):
		return wrapFile(err)
	}
	var who say.Message
	if held.Who != "" {
		who = say.Both(" (%s, since %s)", "（%s，始于 %s）", held.Who, held.Since)
	}
	return failure{exitFile,
		say.Message{EN: held.Path + " is open in another session" + who.EN, ZH: held.Path + " 正在另一个会话中打开" + who.ZH},
		say.Both("end that session, or use another file", "请先结束那个会话，或换一个文件")}
}

// resume takes an existing file up: the flags may complete it, but never contradict it silently.
func (c *assessing) resume(a *assess.Assessment, changes answerfile.Changes) error {
	before := *a
	before.Raters = slices.Clone(a.Raters)
	err := c.contradicts(a)
	if err == nil {
		c.unsettled, err = c.otherwise(a)
	}
	if err != nil {
		return err
	}
	c.lookBack(a)
	if err := c.fillTexts(a, changes); err != nil {
		return err
	}
	if c.over = c.isOver(a); !c.over {
		c.apply(a)
	}
	c.a, c.changed = a, !changes.None() || !reflect.DeepEqual(&before, a)
	c.tellChanges(a, changes)
	return nil
}

// fillTexts finds the texts that were rated where an earlier version of the built-in rubric has them, so that only the
// answers whose text changed are asked again.
func (c *assessing) fillTexts(a *assess.Assessment, changes answerfile.Changes) error {
	files := channelteam.Shipped(c.rubric.ID + "@" + changes.From)
	if files == nil {
		return nil
	}
	old, _, err := rubricfile.Read(files...)
	if err == nil {
		changes.FillTexts(a, old, c.rubric)
	}
	return err
}

// tellChanges names everything that happened to the answers of an older file.
func (c *assessing) tellChanges(a *assess.Assessment, changes answerfile.Changes) {
	if changes.From != "" {
		c.say(say.Both("%s was written for version %s of the rubric; the answers are taken over to %s", "%s 是按评估标准 %s 版填的；答案转到 %s 版", c.path, changes.From, c.rubric.Version))
	}
	for _, r := range changes.Renamed {
		c.say(say.Both("  renamed: %s is now %s", "  改名：%s 现在是 %s", r[0], r[1]))
	}
	for _, id := range changes.Removed {
		if slices.Contains(c.rubric.CriterionIDs(), id) {
			c.say(say.Both("  kept aside, as its level or what is ticked exists no longer; asked again: %s",
				"  原来的级别或勾选的项目已不存在，另存于 removed，会再问一次：%s", id))
			continue
		}
		c.say(say.Both("  kept aside, no longer asked: %s", "  不再提问，另存于 removed：%s", id))
	}
	for _, target := range changes.Targets {
		c.say(say.Both("  the agreed target is left out, the rubric has no place for it: %s", "  约定目标已去掉，评估标准里没有对应的事项或级别：%s", target))
	}
	for _, id := range changes.Comments {
		c.say(say.Both("  the comment on %s stands at summary now", "  对 %s 的看法移到了 summary 下", id))
	}
	open, confirm := 0, 0
	for i := range a.Answers {
		answer := &a.Answers[i]
		switch {
		case !answer.Given && c.model.AskedIn(a, i):
			open++
		case answer.Given && !c.model.LeavesOut(a.Subject.Sector, i) && !c.model.IsPresent(i, answer.Text):
			confirm++
			m := say.Both("  to be confirmed, the text changed: %s", "  文字有改动，须再确认：%s", c.model.Criterion(i).ID)
			if answer.Text == answerfile.Unchecked {
				m = say.Both("  to be confirmed, the text may have changed: %s", "  文字可能有改动，须再确认：%s", c.model.Criterion(i).ID)
			}
			c.say(m)
		}
	}
	if changes.From != "" {
		c.say(say.Both("  open: %d", "  未答：%d 题", open))
		c.say(say.Both("  to confirm: %d", "  待再确认：%d 题", confirm))
	} else if c.migrate && changes.None() {
		c.say(say.Both("%s is for the rubric in use; nothing to bring over", "%s 对应当前的评估标准，无需转换", c.path))
	}
}
