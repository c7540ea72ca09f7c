package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"fathom/assess"
	"fathom/assess/survey"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// end writes what was read, or with --dry-run shows it. With a problem in any file nothing is written.
func (c *importing) end() error {
	if c.survey != nil {
		if err := c.endSurvey(); err != nil {
			return err
		}
	}
	c.onList()
	if c.merge && len(c.problems) == 0 {
		if err := c.mergeSubjects(); err != nil {
			return err
		}
	}
	if err := c.problems.Err(); err != nil {
		return withoutKinds(err)
	}
	if err := c.theirs.end(); err != nil {
		return err
	}
	switch {
	case len(c.files) == 0 && (c.surveyed == nil || c.surveyed.Respondents == 0):
		return failure{exitInvalid, say.Both("nobody gave an answer, so there is nothing to import", "没有任何人作答，没有可导入的内容"), c.theirs.hint()}
	case c.dry:
		return c.show()
	case c.output == "-" && !c.merge:
		c.tellPanels()
		return c.writeLines()
	case c.output == "-":
		return c.writeLines()
	}
	return c.write()
}

// endSurvey takes the respondents of a survey, if all of them could be read.
func (c *importing) endSurvey() error {
	got, problems := c.survey.Result()
	c.problems.Join(problems)
	c.tellRows(got)
	if len(c.problems) > 0 {
		return c.showUnknown(got)
	}
	c.surveyed = got
	return nil
}

// showUnknown writes, with --dry-run, the words that nothing explains as the lines of a mapping that would.
func (c *importing) showUnknown(got *survey.Result) error {
	if !c.dry || len(got.Unknown) == 0 {
		return nil
	}
	lines := c.lang.Say("# not understood; give each a level, na, unknown or unanswered\nlabels:\n", "# 没读懂的用词；请写明级别、na、unknown 或 unanswered\nlabels:\n")
	for _, u := range got.Unknown {
		lines += c.lang.Say("  %s: LEVEL   # %s\n", "  %s: 级别   # %s\n", strictyaml.Quote(u.Text), c.lang.Say("%[2]s", "%[1]d 格", u.Count,
			say.Count(u.Count, "1 cell", "%d cells")))
	}
	if _, err := fmt.Fprint(c.out, safe.Text(lines)); err != nil {
		return fileError(err)
	}
	return nil
}

// tellRows names the rows that became nobody's answers.
func (c *importing) tellRows(got *survey.Result) {
	if n := len(got.Skipped); n > 0 {
		c.say(say.Both("left out, as the mapping says with skip: %[2]s", "按映射里的 skip 未导入：%[1]d 行", n, say.Count(n, "1 row", "%d rows")))
	}
	if n := got.NotSubmitted; n > 0 {
		c.say(say.Both("never submitted, and left out: %[2]s", "从未提交、未导入：%[1]d 行", n, say.Count(n, "1 row", "%d rows")))
	}
	if len(got.Empty) > 0 {
		c.say(say.Both("without any answer, and left out: %s", "没有任何答案、未导入：%s", firstOf(got.Empty)))
	}
	if n := got.Repeated; n > 0 {
		c.say(say.Both("%[2]s of people who answered more than once: only one row of each counts (%[3]s)", "有人重复作答，每人只算一行，另有 %[1]d 行未导入（%[3]s）", n, say.Count(n, "left out: 1 row", "left out: %d rows"), firstOf(got.RepeatedAt)))
	}
	if c.rater != "" && !got.RaterUsed && got.Respondents > 0 {
		c.say(say.Both("--rater %s was not used: it is for rows that name nobody, and there are none", "没有用到 --rater %s：它只用于没写评分人的行，这里没有这样的行", c.rater))
	}
	if got.Numbered && !c.mapped.Respondent.Number {
		c.say(say.Both("no column says who answered: respondents are numbered by their rows", "没有哪一列写明是谁答的：按行编号"))
	}
}

// show tells what would be written: each file, with its answers by state, and what is there already. Where the import
// would fail, it fails alike.
func (c *importing) show() error {
	c.findReplaced()
	w := &writing{importing: c}
	var groups [3][]string
	for f, err := range c.all() {
		if err != nil {
			return withoutKinds(err)
		}
		there, same := w.sort(f)
		if there && c.replace {
			if err := c.replaceable(f); err != nil {
				return err
			}
		}
		group, about := c.about(there, same)
		groups[group] = append(groups[group], c.lang.Say("%s: %s; %s", "%s：%s；%s", filepath.Base(f.path),
			c.states(f.as).In(c.lang), about.In(c.lang)))
	}
	for _, line := range slices.Concat(groups[:]...) {
		if _, err := fmt.Fprintln(c.out, safe.Text(line)); err != nil {
			return fileError(err)
		}
	}
	if err := w.refused(); err != nil {
		return err
	}
	c.note(say.Both("--dry-run: nothing was written", "--dry-run：没有写入任何文件"))
	return nil
}

// about tells what would come of a file, and which of its groups that is.
func (c *importing) about(there, same bool) (group int, about say.Message) {
	switch {
	case !there:
		return 0, say.Both("would be written", "会写入")
	case same:
		return 1, say.Both("is there already, unchanged", "已经存在，内容相同")
	case c.replace:
		return 2, say.Both("would take the place of the one that is there", "会代替已有的答卷")
	}
	return 2, say.Both("is there already with other contents", "已经存在，内容不同")
}

// states counts the answers by state.
func (c *importing) states(as *assess.Assessment) say.Message {
	n := map[assess.State]int{}
	for i := range as.Answers {
		if as.Answers[i].Given {
			n[as.Answers[i].State]++
		} else if c.model.AskedIn(as, i) {
			n[assess.Unanswered]++
		}
	}
	return say.Both("%d answered, %d N/A, %d don't know, %d unanswered", "已答 %d、不适用 %d、不知道 %d、未答 %d",
		n[assess.Answered], n[assess.NotApplicable], n[assess.Unknown], n[assess.Unanswered])
}
