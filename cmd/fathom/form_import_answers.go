package main

import (
	"errors"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form"
	formpage "fathom/assess/form/page"
	"fathom/assess/form/photo"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file imports what the questionnaire as a page hands over: an answer file, the same as a text that was pasted
// somewhere, and pictures of QR codes.

// takeReturned reads a file that is none of a form's tables. False means that it is one.
func (c *importing) takeReturned(name string, data []byte) (taken bool, err error) {
	if photo.IsPicture(data) {
		return true, c.takePicture(name, data)
	}
	text, is, err := textOfAnswers(name, data, c.encoding)
	switch {
	case is && err != nil:
		return true, c.join(err)
	case is:
		return true, c.takeAnswers(name, text)
	case err != nil: // the reader of forms has words for it
		return false, nil
	}
	return c.parts.Add(name, text) > 0, nil
}

// takePicture reads the QR codes in a picture. They are put together when all files are read.
func (c *importing) takePicture(name string, data []byte) error {
	texts, err := photo.Read(name, data)
	if err != nil {
		return c.join(err)
	}
	found := 0
	for _, text := range texts {
		found += c.parts.Add(name, text)
	}
	if found == 0 {
		c.problems.Add(problem.Problem{File: name, Kind: "parts", Message: say.Both("no QR picture of a questionnaire can be read here; take it straight from the front, sharp, with the white border", "这里没有能读出的问卷二维码；请正对着拍清楚，连同四周的白边")})
	}
	return nil
}

// takeParts reads the answers that the QR pictures make together.
func (c *importing) takeParts() error {
	files, err := c.parts.Files(c.model.Rubric)
	if err := c.join(err); err != nil {
		return err
	}
	for _, f := range files {
		as, err := answerfile.Read(formpage.JSONName, f.Data, c.model.Rubric)
		if err == nil {
			err = c.takeAssessment(f.Place, as)
		}
		if err := c.join(err); err != nil {
			return err
		}
	}
	return nil
}

// takeAnswers reads an answer file, also with the lines of a chat around it.
func (c *importing) takeAnswers(name, text string) error {
	as, _, err := c.readAnswers(name, text, strictly(c.model))
	if err != nil {
		return c.join(err)
	}
	return c.takeAssessment(name, as)
}

// takeAssessment takes the answers of one rater.
func (c *importing) takeAssessment(place string, as *assess.Assessment) error {
	r := form.RespondentOf(place, as)
	switch {
	case as.Panel:
		c.problems.Add(r.Problem("panel", say.Both("an answer file of several raters; only those of one can be imported", "这是多人合并的答卷；只能导入一个人的")))
		return nil
	case len(as.Raters) == 0 && c.rater == "" && c.list != nil: // the list may have but one for the subject
	case len(as.Raters) == 0 && c.rater == "":
		c.problems.Add(r.Problem("missing", say.Both("nobody is named as the rater; --rater NAME says who it is", "没有写明评分人；请用 --rater 姓名 指定")))
		return nil
	case len(as.Raters) == 0:
		as.Raters = []assess.Rater{{ID: rubric.IDFrom(c.rater, rubric.RaterPrefix), Name: c.rater}}
	}
	if c.list == nil { // which tells more
		c.tellReturned(place, as)
	}
	if again, err := c.isTwin(r); again || err != nil {
		return err
	}
	return c.add(r)
}

// tellReturned says what is open in an answer file, and what was answered to another wording.
func (c *importing) tellReturned(place string, as *assess.Assessment) {
	open, asked, reworded := 0, 0, 0
	for i := range as.Answers {
		a, criterion := &as.Answers[i], c.model.Criterion(i)
		if c.model.AskedIn(as, i) {
			asked++
			if !a.Given || a.State == assess.Unanswered {
				open++
			}
		}
		if a.Given && a.Text != "" && !criterion.Means(a.Text) {
			reworded++
		}
	}
	if open > 0 {
		c.say(say.Both("%[1]s: unanswered: %[2]d of %[3]d", "%[1]s：%[3]d 题中有 %[2]d 题未答", place, open, asked))
	}
	if reworded > 0 {
		c.say(say.Both("%[1]s: answers to a wording that has changed since: %[2]d; `fathom assess FILE` asks them again", "%[1]s：有 %[2]d 条答案作答后题目改过；`fathom assess 答卷` 会再问", place, reworded))
	}
}

// join keeps the problems of a file, so that those of all files are told together.
func (c *importing) join(err error) error {
	var list problem.List
	if errors.As(err, &list) {
		c.problems.Join(list)
		return nil
	}
	return err
}
