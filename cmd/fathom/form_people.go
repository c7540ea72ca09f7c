package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file is about forms for people: a workbook each, whose first page is filled in.

// checkPeople refuses flags that do not go with a list of people, or that need one.
func (e *exporting) checkPeople() error {
	switch {
	case e.people == "" && (e.name != "" || e.date != ""):
		return usage(say.Both("--name and --date are for --for", "--name 和 --date 须和 --for 一起用"),
			say.Both("they fill in the first page of each person's form", "它们会填进每个人表格的第一页"))
	case e.people == "" && e.encoding != "":
		return usage(say.Both("--encoding is for --for", "--encoding 须和 --for 一起用"), say.Both("it says how the list of people is written", "它说明名单文件的编码"))
	case e.people == "":
		return nil
	case e.path == "-" || filepath.Ext(e.path) != "":
		return usage(say.Both("--for writes a file a person; -o names their folder", "--for 为每个人写一个文件，-o 写的是目录"), say.Both("-o forms", "例如 -o 表格"))
	case e.format != "" && e.format != "xlsx":
		return usage(say.Both("--for writes workbooks only", "--for 只能写成工作簿"), say.Message{})
	case e.date != "":
		if _, err := time.Parse(time.DateOnly, e.date); err != nil {
			return usage(say.Both("--date %s is no date", "--date %s 不是日期", e.date), say.Both("write it like 2026-11-20", "请写成 2026-11-20 这样"))
		}
	}
	e.format = "xlsx"
	return checkEncoding(e.encoding)
}

// writePeople writes a form for each of the people. What is there already stays: somebody may be filling it in.
func (e *exporting) writePeople(m *assess.Model, as *assess.Assessment) error {
	data, err := e.read(e.people, form.MaxBytes)
	if err != nil {
		return err
	}
	people, dropped, err := form.ReadPeople(shown(e.people), data, e.encoding)
	if err != nil {
		return withoutKinds(err)
	}
	if len(dropped) > 0 {
		e.say(say.Both("%s: columns left out: %s", "%s：未导入的列：%s", shown(e.people), firstOf(dropped)))
	}
	head, err := e.head(as, m)
	if err != nil {
		return err
	}
	var files []atomicfile.File
	for _, person := range people {
		own := *head
		own.Raters = []assess.Rater{person}
		var out bytes.Buffer
		if err := e.writer(m, &own)(&out); err != nil {
			return err
		}
		files = append(files, atomicfile.File{Path: e.pathFor(person, people), Data: out.Bytes(),
			Mode: atomicfile.Private})
	}
	return e.writeNew(files)
}

// head is what all the forms say of the subject.
func (e *exporting) head(as *assess.Assessment, m *assess.Model) (*assess.Assessment, error) {
	head := &assess.Assessment{}
	if as != nil {
		*head = *as
	}
	if slices.ContainsFunc(head.Answers, func(a assess.Answer) bool { return a.Given }) {
		return nil, usage(say.Both("forms for people begin without answers, and the file has some", "给每个人的表格从空白开始，而这份答卷里已有答案"),
			say.Both("leave the answer file out, and give --name", "请去掉答卷，改用 --name"))
	}
	s := &head.Subject
	if e.name != "" && e.name != s.Name {
		s.Name, s.ID = e.name, rubric.IDFrom(e.name, rubric.SubjectPrefix)
	}
	if s.ID == "" {
		return nil, usage(say.Both("the forms need the name of what is rated: --name NAME", "表格要写明评估对象：--name 名称"), say.Message{})
	}
	s.Stage, s.Sector = cmp.Or(e.stage, s.Stage), cmp.Or(e.sector, s.Sector)
	s.Member = cmp.Or(e.member, s.Member)
	head.Date = cmp.Or(e.date, head.Date, time.Now().Format(time.DateOnly))
	head.Depth = cmp.Or(e.depth, head.Depth)
	head.Panel, head.Answers = false, make([]assess.Answer, m.Len())
	return head, nil
}

// pathFor is a person's file: by the name, with the firm where it is about one, and by the id too where others have a
// name for which the file would be the same.
func (e *exporting) pathFor(person assess.Rater, all []assess.Rater) string {
	stem := func(r assess.Rater) string {
		return strings.TrimSuffix(interview.FileName(strings.TrimSpace(r.Name+" "+e.member)), ".yaml")
	}
	own, alike := stem(person), 0
	for _, r := range all {
		if strings.EqualFold(stem(r), own) {
			alike++
		}
	}
	if alike > 1 {
		own += "-" + person.ID
	}
	return filepath.Join(e.path, own+".xlsx")
}

// writeNew writes files, all or none, and says where.
func (e *exporting) writeNew(files []atomicfile.File) error {
	for _, f := range files {
		if _, err := os.Lstat(f.Path); err == nil {
			return failure{exitFile, say.Both("%s is there already", "%s 已经存在", f.Path), say.Both("nothing was written: somebody may be filling it in; name another folder with -o", "没有写入任何文件：可能正有人在填；请用 -o 换一个目录")}
		}
	}
	if err := e.together(func(ctx context.Context) error {
		return atomicfile.New(e.disk, e.notice).All(ctx, files, true)
	}); err != nil {
		return err
	}
	for _, f := range files {
		e.note(say.Both("wrote %s", "已写入 %s", f.Path))
	}
	return nil
}

// withoutKinds takes the codes off the problems of a form: they mean nothing to those who fill it in.
func withoutKinds(err error) error {
	var list problem.List
	if !errors.As(err, &list) {
		return err
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].Kind = ""
	}
	return list
}
