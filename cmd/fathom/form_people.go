package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/roster"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file is about forms for people: a workbook each, whose first page is filled in.

// checkPeople refuses flags that do not go with a list of people, or that need one. A page takes some of them alone.
func (e *exporting) checkPeople() error {
	html := e.format == "html" || e.format == "" && isPage(e.path)
	switch {
	case e.people == "" && !html && (e.name != "" || e.date != ""):
		return usage(say.Both("--name and --date are for --for, or a page", "--name 和 --date 须和 --for 或网页一起用"),
			say.Both("they fill in the first page of each person's form", "它们会填进每个人表格的第一页"))
	case e.people == "" && e.encoding != "":
		return usage(say.Both("--encoding is for --for", "--encoding 须和 --for 一起用"), say.Both("it says how the list of people is written", "它说明名单文件的编码"))
	case e.date != "" && !isDate(e.date):
		return usage(say.Both("--date %s is no date", "--date %s 不是日期", e.date), say.Both("write it like 2026-11-20", "请写成 2026-11-20 这样"))
	case e.people == "":
		return nil
	case e.path == "-" || filepath.Ext(e.path) != "" && !(html && isPage(e.path)):
		return usage(say.Both("--for writes a file a person; -o names their folder", "--for 为每个人写一个文件，-o 写的是目录"), say.Both("-o forms", "例如 -o 表格"))
	case e.format != "" && e.format != "xlsx" && !html:
		return usage(say.Both("--for writes workbooks and pages only", "--for 只能写成工作簿或网页"), say.Message{})
	}
	if e.format == "" && !html {
		e.format = "xlsx"
	}
	return checkEncoding(e.encoding)
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// writePeople writes a form for each of the people. What is there already stays: somebody may be filling it in.
func (e *exporting) writePeople(m *assess.Model, as *assess.Assessment) error {
	head, err := e.head(as, m)
	if err != nil {
		return err
	}
	list, err := e.peopleIn(e.people, m, roster.Options{Subject: head.Subject, Depth: head.Depth, Encoding: e.encoding})
	if err != nil {
		return err
	}
	var files []atomicfile.File
	stems := stemsOf(list.People)
	for i := range list.People {
		person := &list.People[i]
		if person.Subject.ID == "" {
			return noSubject()
		}
		var out bytes.Buffer
		if err := e.formFor(person).writer(m, blankFor(person, head))(&out); err != nil {
			return err
		}
		files = append(files, atomicfile.File{Path: filepath.Join(e.path, stems[i]+".xlsx"), Data: out.Bytes(),
			Mode: atomicfile.Private})
	}
	return e.writeNew(files)
}

// formFor are the choices for one person's form.
func (e *exporting) formFor(p *roster.Person) *exporting {
	own := *e
	own.depth, own.langs = "", cmp.Or(string(p.Language), e.langs) // the depth is the person's
	return &own
}

func noSubject() error {
	return usage(say.Both("the forms need the name of what is rated: --name NAME, or a column subject in the list", "表格要写明评估对象：--name 名称，或在名单里加一列“评估对象”"), say.Message{})
}

func answersForMany() error {
	return usage(say.Both("forms for people begin without answers, and the file has some", "给每个人的表格从空白开始，而这份答卷里已有答案"),
		say.Both("leave the answer file out, and give --name", "请去掉答卷，改用 --name"))
}

// head is what all the forms say of the subject.
func (e *exporting) head(as *assess.Assessment, m *assess.Model) (*assess.Assessment, error) {
	head := &assess.Assessment{}
	if as != nil {
		*head = *as
	}
	if slices.ContainsFunc(head.Answers, func(a assess.Answer) bool { return a.Given }) {
		return nil, answersForMany()
	}
	s := &head.Subject
	if e.name != "" && e.name != s.Name {
		s.Name, s.ID = e.name, rubric.IDFrom(e.name, rubric.SubjectPrefix)
	}
	s.Stage, s.Sector = cmp.Or(e.stage, s.Stage), cmp.Or(e.sector, s.Sector)
	s.Member = cmp.Or(e.member, s.Member)
	head.Date = cmp.Or(e.date, head.Date, time.Now().Format(time.DateOnly))
	head.Depth = cmp.Or(e.depth, head.Depth)
	head.Panel, head.Answers = false, make([]assess.Answer, m.Len())
	return head, nil
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
