package main

import (
	"bytes"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/assess/roster"
	"fathom/reports/returns"
	"fathom/rubric/say"
)

// This file has the same answers of the same person count once: a chat hands out a file twice as name(1).json, and who
// opens a page again on another day saves the same under another date. A form is filled in place, and a copy beside it
// is one of two states of somebody's work: which of them counts is for people to say, even while both say the same.

// isTwin reports whether the answers of a respondent are there already, but for their date. Then the later date stays.
func (c *importing) isTwin(r form.Respondent) (bool, error) {
	i, twice := c.at[keyOf(r.Assessment)]
	if !twice {
		return false, nil
	}
	other := &c.files[i]
	dated := *r.Assessment
	dated.Date = other.as.Date
	data, err := c.bytesOf(other.path, form.Respondent{Place: r.Place, Assessment: &dated})
	if err != nil || !bytes.Equal(data, other.data) {
		return false, err
	}
	c.tellTwin(r.Place, other.from, r.Assessment, other.as)
	if r.Assessment.Date > other.as.Date {
		if data, err = c.bytesOf(other.path, r); err == nil {
			*other = newFile{other.path, r.Place, data, r.Assessment}
		}
	}
	return true, err
}

// keyOf is the same for what would have the same name as a file.
func keyOf(a *assess.Assessment) string { return strings.ToLower(formFileName(a)) }

// twiceBy says that the file of a respondent would have the name of another's that was read already.
func (c *importing) twiceBy(other string, r form.Respondent, data []byte) say.Message {
	if i, there := c.at[keyOf(r.Assessment)]; there && bytes.Equal(c.files[i].data, data) {
		return say.Both("the same subject and rater as in %s, with the same answers: leave one of the two out", "评估对象、评分人和答案都与 %s 相同：请只导入其中一份", other)
	}
	return say.Both("the same subject and rater as in %s, but with other contents: leave one of the two out; if they are two people, give one of them an id of their own", "评估对象和评分人与 %s 相同，内容却不同：请只导入其中一份；如果是两个人，请给其中一人另写一个标识", other)
}

// tellTwin tells that two files count once.
func (c *importing) tellTwin(place, other string, a, b *assess.Assessment) {
	if a.Date == b.Date {
		c.say(say.Both("%s: the same answers as in %s; they count once", "%s：与 %s 的答案完全相同，只算一份", place, other))
		return
	}
	c.say(say.Both("%[1]s: the same answers as in %[2]s; they count once, with the later date, %[3]s", "%[1]s：与 %[2]s 的答案完全相同，只算一份，日期取较晚的 %[3]s", place, other, max(a.Date, b.Date)))
}

// dropTwins leaves out what people of the list sent again under another name, with the same answers. It reports whether
// there was any.
func (c *importing) dropTwins(r *returns.Returns) bool {
	again := map[int]bool{}
	for i := range r.People {
		p := &r.People[i]
		if !slices.Contains(p.Marks, roster.Again) || slices.Contains(p.Marks, roster.OtherSubject) {
			continue
		}
		for _, k := range p.Returns[1:] {
			again[k] = true
			first := &c.files[p.Returns[0]]
			c.tellTwin(c.files[k].from, first.from, c.files[k].as, first.as)
		}
	}
	var kept []newFile
	for i, f := range c.files {
		if !again[i] {
			kept = append(kept, f)
		}
	}
	c.files = kept
	return len(again) > 0
}
