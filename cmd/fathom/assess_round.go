package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/interview"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// This file is about a subject that is rated again: a new file a round, and what may not be written over.

// openRound reads the file of the round before, and begins the next one.
func (c *assessing) openRound() error {
	file, err := c.take(c.path)
	if err != nil {
		return err
	}
	old, _, err := file.Load()
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return wrapFile(err)
	}
	if err := c.contradicts(old); err != nil {
		return err
	}
	return c.renew(old)
}

// renew begins the round after an assessment: a file of its own with the same facts, and no answer yet.
func (c *assessing) renew(old *assess.Assessment) error {
	from := c.path
	switch {
	case old.Panel:
		return usage(say.Both("%s is of a panel: a new round begins with each rater's own file", "%s 是多人合并的答卷：新一轮请从每位评分人各自的答卷开始", from),
			say.Both("`fathom merge` puts the new ones together", "答完后再用 `fathom merge` 合并"))
	case c.date <= old.Date:
		return usage(say.Both("a new round comes after the last one, of %[2]s; %[1]s is not after it", "新一轮的日期须晚于上一轮（%[2]s），%[1]s 不行", c.date, old.Date),
			say.Both("to go on with the file: fathom assess %[1]s; --date says another day", "要接着答原来的：fathom assess %[1]s；也可用 --date 另给日期", quoted(from)))
	}
	to := cmp.Or(c.output, roundFile(from, cmp.Or(old.Firm(c.rubric), old.Subject.Name), c.date))
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return usage(say.Both("%s exists, and a round is never written over another file", "%s 已经存在，新一轮不会覆盖任何文件", to),
			say.Both("to go on with it: fathom assess %s; for another file: -o %s", "要接着答它：fathom assess %s；要另存一份：-o %s", quoted(to), quoted(freeName(to))))
	}
	file, err := c.take(to)
	if err != nil {
		return err
	}
	c.file, c.path, c.before = file, to, old
	c.a = &assess.Assessment{Subject: old.Subject, Date: c.date, Depth: cmp.Or(c.depth, old.Depth),
		Raters: c.ratersOf(old), Targets: old.Targets, Capacity: old.Capacity, Previous: seenFrom(to, from),
		Answers: make([]assess.Answer, c.model.Len())}
	c.a.Subject.Stage = cmp.Or(c.stage, old.Subject.Stage)
	c.a.Subject.Sector = cmp.Or(c.sector, old.Subject.Sector)
	c.a.Subject.Member = cmp.Or(old.Subject.Member, c.member)
	c.aim(c.a)
	c.note(say.Both("the new round goes into %s; the answers of %s are shown beside the questions", "新一轮写入 %s；%s 的答案显示在题旁", to, old.Date))
	return nil
}

// datedEnd is what a round before put behind the name of its file.
var datedEnd = pattern.Of(`-\d{4}-\d{2}-\d{2}$`)

// freeName is a name like that of a file which exists, and which none has yet.
func freeName(path string) string {
	ext := filepath.Ext(path)
	for n := 2; ; n++ {
		name := strings.TrimSuffix(path, ext) + "-" + strconv.Itoa(n) + ext
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) || n == maxTried {
			return name
		}
	}
}

// maxTried is how many names are tried at most.
const maxTried = 1000

// roundFile names the file of a round: who is rated, a firm by its own name, and the date, beside the file of the round
// before.
func roundFile(from, subject, date string) string {
	ext := filepath.Ext(from)
	stem := datedEnd().ReplaceAllString(strings.TrimSuffix(filepath.Base(from), ext), "")
	if subject != "" {
		stem = strings.TrimSuffix(interview.FileName(subject), ".yaml")
	}
	return filepath.Join(filepath.Dir(from), stem+"-"+date+ext)
}

// seenFrom is the path of a file as it is seen from the folder of another.
func seenFrom(file, of string) string {
	if rel, err := filepath.Rel(filepath.Dir(file), of); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(of)
}

// lookBack reads the answers of the round before. They are only to be looked at: a file that was moved is told, and
// nothing else.
func (c *assessing) lookBack(a *assess.Assessment) {
	if a.Previous == "" || c.migrate {
		return
	}
	path := filepath.Join(filepath.Dir(c.path), filepath.FromSlash(a.Previous))
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrInvalid
	}
	var data []byte
	if err == nil && path != "-" {
		data, err = c.read(path, answerfile.MaxBytes)
	}
	if err == nil {
		c.before, _, err = answerfile.ReadOlder(path, data, c.rubric)
	}
	if err != nil {
		c.before = nil
		c.note(say.Both("last time's answers are not shown: %s cannot be read", "无法显示上次的答案：读不了 %s", a.Previous))
	}
}

// contradicts refuses flags that say something else of a file than it does itself: they would change nothing, or make
// it somebody else's.
func (c *assessing) contradicts(a *assess.Assessment) error {
	mend := func(key string) say.Message {
		return say.Both("if the file is wrong, change `%s` in it", "如果答卷里写错了，请直接改 `%s`", key)
	}
	switch {
	case c.dated && !c.newRound && c.date != a.Date:
		return usage(say.Both("--date is for a new file; %s is of %s", "--date 只用于新答卷；%s 的日期是 %s", c.path, a.Date),
			say.Both("a new round of it: fathom assess %[1]s --new-round --date %[2]s", "开始新一轮：fathom assess %[1]s --new-round --date %[2]s", quoted(c.path), c.date))
	case c.name != "" && c.name != a.Subject.Name:
		return usage(say.Both("--name is for a new file; %s is of %s", "--name 只用于新答卷；%s 的对象是 %s", c.path, cmp.Or(a.Subject.Name, a.Subject.ID)), mend("subject: name"))
	case c.member != "" && a.Subject.Member != "" && c.member != a.Subject.Member:
		return usage(say.Both("%s rates the partner %s, not %s", "%s 评的渠道成员是 %s，不是 %s", c.path, a.Subject.Member, c.member),
			say.Both("give each firm an own file: fathom assess --member %s", "每家渠道成员请用各自的答卷：fathom assess --member %s", quoted(c.member)))
	case c.member != "" && a.Subject.Member == "" && !c.asksOfMember(a):
		return usage(say.Both("--member %s: %s asks nothing about a partner", "--member %s：%s 不评渠道成员", c.member, c.path),
			say.Both("give the firm an own file: fathom assess --member %s", "请为这家渠道成员另建一份答卷：fathom assess --member %s", quoted(c.member)))
	case c.rater == "":
		return nil
	case a.Panel:
		return usage(say.Both("%s holds a whole panel; leave --rater out", "%s 是多人合并的答卷，请去掉 --rater", c.path), say.Message{})
	case len(a.Raters) > 0 && a.Raters[0].ID != c.rater:
		return usage(say.Both("%s holds the answers of %s, not of %s", "%s 是 %s 的答卷，不是 %s 的", c.path, a.Raters[0].ID, c.rater),
			say.Both("give each rater an own file", "每位答题人请用各自的文件"))
	case len(a.Raters) > 0 && c.role != "" && a.Raters[0].Role != "" && a.Raters[0].Role != c.role:
		return usage(say.Both("--role is for a new file; the rater of %s is there as %s", "--role 只用于新答卷；%s 里答题人的角色是 %s", c.path, a.Raters[0].Role), mend("rater: role"))
	case len(a.Raters) == 0 && slices.ContainsFunc(a.Answers, func(x assess.Answer) bool { return x.Given }):
		return usage(say.Both("%s holds answers and does not say whose they are; --rater cannot claim them", "%s 里已有答案，却没写是谁答的；不能用 --rater 认领", c.path), mend("rater: id"))
	}
	return nil
}

// otherwise lists what a flag says otherwise than an existing file, so that it is asked before it changes. Where
// nothing is asked, it is refused.
func (c *assessing) otherwise(a *assess.Assessment) (asked []interview.Fact, err error) {
	for _, x := range []struct {
		flag, wanted, stands string
		fact                 interview.Fact
	}{
		{"--stage", c.stage, a.Subject.Stage, interview.OtherStage},
		{"--sector", c.sector, a.Subject.Sector, interview.OtherSector},
	} {
		if x.wanted == "" || x.stands == "" || x.wanted == x.stands {
			continue
		}
		if c.migrate {
			return nil, usage(say.Both("%[1]s %[2]s: %[3]s says %[4]s, and --migrate only brings it over", "%[1]s %[2]s：%[3]s 里写的是 %[4]s，而 --migrate 只转换答卷", x.flag, x.wanted, c.path, x.stands),
				say.Both("leave it out; `fathom score FILE %s %s` scores by it once", "请去掉；`fathom score 答卷 %s %s` 可按它计一次分", x.flag, x.wanted))
		}
		asked = append(asked, x.fact)
	}
	return asked, nil
}

// questions are what is asked of a file that exists before its own: nil for nothing.
func (c *assessing) questions() *interview.Setup {
	a := c.a
	s := &interview.Setup{Facts: interview.Facts{Lang: c.lang, Stage: a.Subject.Stage, Sector: a.Subject.Sector},
		Ask: c.unsettled, Model: c.model, Rated: a.Date,
		Was:    interview.Facts{Stage: a.Subject.Stage, Sector: a.Subject.Sector},
		Wanted: interview.Facts{Stage: c.stage, Sector: c.sector}}
	if c.over {
		s.Ask = slices.Insert(s.Ask, 0, interview.Again)
	}
	if len(s.Ask) == 0 {
		return nil
	}
	return s
}

// isOver reports whether a file of an earlier day is opened in which nothing is left to answer: as it stands, whatever
// the flags want of it.
func (c *assessing) isOver(a *assess.Assessment) bool {
	if c.newRound || c.migrate || c.consensus || a.Panel || c.date <= a.Date {
		return false
	}
	return interview.New(c.model, a, nil).Progress().Left() == 0
}

// undecided is said where nobody answered what is to become of a finished file.
func (c *assessing) undecided() error {
	return usage(say.Both("%s is finished, of %s; it was not changed, because nobody said what is wanted", "%s（%s）已全部答完；没有说明要做什么，因此未作改动", c.path, c.a.Date),
		say.Both("a new round: fathom assess %[1]s --new-round; to change this one, answer 2 to the question", "开始新一轮：fathom assess %[1]s --new-round；要修改这一份，请在提问时答 2", quoted(c.path)))
}

// settle takes the answers to questions over.
func (c *assessing) settle(f interview.Facts) error {
	if f.Again == interview.NewRound {
		if err := c.file.Close(); err != nil {
			return wrapFile(err)
		}
		return c.renew(c.a)
	}
	c.a.Subject.Stage, c.a.Subject.Sector = f.Stage, f.Sector
	c.apply(c.a)
	return nil
}

// apply takes over what the flags say of a file that exists; of what it says otherwise, only what was asked about.
func (c *assessing) apply(a *assess.Assessment) {
	a.Raters = c.ratersOf(a)
	a.Depth = cmp.Or(c.depth, a.Depth)
	a.Subject.Stage, a.Subject.Sector = cmp.Or(a.Subject.Stage, c.stage), cmp.Or(a.Subject.Sector, c.sector)
	a.Subject.Member = cmp.Or(a.Subject.Member, c.member)
	c.aim(a)
}

// ratersOf are an assessment's raters, with what the flags tell besides.
func (c *assessing) ratersOf(a *assess.Assessment) []assess.Rater {
	if c.rater == "" {
		return a.Raters
	}
	var known assess.Rater
	if len(a.Raters) > 0 {
		known = a.Raters[0]
	}
	return []assess.Rater{{ID: c.rater, Name: cmp.Or(c.raterName, known.Name), Role: cmp.Or(c.role, known.Role)}}
}

// lastTime is the path of the file of the round before.
func (c *assessing) lastTime() string {
	return filepath.Join(filepath.Dir(c.path), filepath.FromSlash(c.a.Previous))
}
