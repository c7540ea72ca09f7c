package main

import (
	"path/filepath"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form"
	"fathom/assess/interview"
	"fathom/assess/panel"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// This file is about several people who answered about one subject: see --merge.

// subjects are the files by the subject and firm that is rated, in the order in which these come first.
func (c *importing) subjects() (out [][]newFile) {
	at := map[string]int{}
	for _, f := range c.files {
		s := f.as.Subject
		key := assess.WhoOf(s.ID, rubric.Seen(s.Member))
		if _, is := at[key]; !is {
			at[key] = len(out)
			out = append(out, nil)
		}
		out[at[key]] = append(out[at[key]], f)
	}
	return out
}

// tellPanels tells of what several people rated, where all goes out in lines: a roll-up of those takes each line for a
// subject.
func (c *importing) tellPanels() {
	var several []string
	for _, those := range c.subjects() {
		if s := those[0].as.Subject; len(those) > 1 {
			several = append(several, safe.Line(assess.WhoOf(s.Team(), s.Member)))
		}
	}
	if len(several) > 0 {
		c.note(say.Both("several people answered about one subject: %s; `fathom portfolio` counts each of them as a subject, unless --merge puts their answers together here", "有多人评的是同一个对象：%s；`fathom portfolio` 会把每份答卷都算作一个对象，要先合成一份，请在这里加上 --merge", firstOf(several)))
	}
}

// mergeSubjects puts the answers about one subject together, as `fathom merge` does: a file a subject is left.
func (c *importing) mergeSubjects() error {
	var out []newFile
	several, all := 0, c.subjects()
	if len(all) > 1 && c.isOneFile() {
		return usage(say.Both("-o %s is one file, and there are several subjects: %s and %s", "-o %s 是一个文件，但评估对象不止一个：%s 和 %s", c.output, all[0][0].from, all[1][0].from),
			say.Both("name a folder: each gets a file in it", "请改写目录，每个对象在其中各有一份"))
	}
	for _, those := range all {
		f, err := c.merged(those)
		if err := c.join(err); err != nil {
			return err
		}
		if out = append(out, f); len(those) > 1 {
			several++
		}
	}
	c.files = out
	if len(c.problems) == 0 {
		c.note(say.Both("%[2]s; of them answered by several people: %[3]d", "合成 %[1]d 个评估对象，其中由多人评的 %[3]d 个", len(out), say.Count(len(out), "1 subject", "%d subjects"), several))
	}
	return nil
}

// merged is the one file of a subject.
func (c *importing) merged(those []newFile) (newFile, error) {
	f := those[0]
	if len(those) > 1 {
		var ballots []panel.Ballot
		var from []string
		for _, one := range those {
			ballots = append(ballots, panel.Ballot{File: one.from, Assessment: one.as})
			from = append(from, one.from)
		}
		as, problems := panel.Merge(c.model, ballots)
		if err := problems.Err(); err != nil {
			return f, err
		}
		c.tellMerged(ballots)
		f = newFile{from: strings.Join(from, " + "), as: as}
	}
	if f.path = c.output; !c.isOneFile() {
		f.path = filepath.Join(c.output, subjectFileName(f.as))
	}
	r := form.RespondentOf(f.from, f.as)
	data, err := c.bytesOf(f.path, r)
	if err == nil && len(data) > answerfile.MaxBytes {
		err = problem.List{tooLargeFor(r, len(data))}
	}
	f.data = data
	return f, err
}

// tellMerged tells what of the files does not stand in the panel.
func (c *importing) tellMerged(ballots []panel.Ballot) {
	for _, r := range panel.Silent(ballots) {
		c.note(say.Both("%s gave no answer and is not counted", "%s 没有作答，不计入评分人", r.Called()))
	}
	if ids := panel.Shortened(c.model, ballots); len(ids) > 0 {
		c.say(say.Both("%s: the notes of all raters are too long together, and the longest are cut with …: %s", "%s：几位评分人的备注加起来太长，最长的几条已截短，以 … 结尾：%s", ballots[0].Subject.Team(), firstOf(ids)))
	}
}

// subjectFileName names an answer file by its subject and the firm that is rated.
func subjectFileName(as *assess.Assessment) string {
	return interview.Unreserved(stemOf(as.Subject.ID, as.Subject.Name, rubric.SubjectPrefix)+memberStem(as)) + ".yaml"
}
