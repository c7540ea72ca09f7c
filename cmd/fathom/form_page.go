package main

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	formpage "fathom/assess/form/page"
	"fathom/assess/roster"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file is about the questionnaire as a page: one, one for each of some people, or one for all of them.

// splitFormat takes a file that stands behind the format: -f html=rate.html is -f html -o rate.html.
func (e *exporting) splitFormat() error {
	word, path, named := strings.Cut(e.format, "=")
	switch {
	case !named:
		return nil
	case isBlank(path):
		return usage(say.Both("no file is named behind -f %s=", "-f %s= 后面没有写文件名", word), say.Both("name it with -o PATH", "请用 -o 路径 写明"))
	case e.path != "-" && e.path != path:
		return usage(say.Both("-o and -f name two files: %s and %s", "-o 和 -f 写了两个文件：%s 和 %s", e.path, path), say.Both("leave one of them out", "请只留一个"))
	}
	e.format, e.path = word, path
	return nil
}

// isPage reports whether a name is that of a page.
func isPage(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".html" || ext == ".htm"
}

// languages are those of the form, the first being the run's where it has both.
func (e *exporting) languages() []say.Language {
	switch {
	case e.langs != "both":
		return []say.Language{say.Language(e.langs)}
	case e.lang == "en":
		return []say.Language{"en", "zh"}
	}
	return []say.Language{"zh", "en"}
}

// switchable are the languages of a page: of both, those in which the rubric can be read.
func (e *exporting) switchable(r *rubric.Rubric) []say.Language {
	langs := e.languages()
	has := slices.DeleteFunc(slices.Clone(langs), func(l say.Language) bool {
		return !slices.Contains(r.Languages, string(l))
	})
	if len(langs) == 1 || len(has) == 0 {
		return langs
	}
	return has
}

// pageFor writes the page of what an assessment asks, for people to choose from.
func (e *exporting) pageFor(m *assess.Model, a *assess.Assessment, people ...assess.Rater) func(io.Writer) error {
	return func(w io.Writer) error {
		return formpage.Write(w, m, a, formpage.Options{Langs: e.switchable(m.Rubric), People: people})
	}
}

// pageHead is what a page begins with. Its day is that of the first answer, unless it is said. How much is asked is
// said, as `fathom assess` says it.
func (e *exporting) pageHead(as *assess.Assessment, m *assess.Model) *assess.Assessment {
	head := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	if as != nil {
		*head = *as
	}
	s := &head.Subject
	if e.name != "" && e.name != s.Name {
		s.Name, s.ID = e.name, rubric.IDFrom(e.name, rubric.SubjectPrefix)
	}
	s.Stage, s.Sector, s.Member = cmp.Or(e.stage, s.Stage), cmp.Or(e.sector, s.Sector), cmp.Or(e.member, s.Member)
	head.Date, head.Depth = cmp.Or(e.date, head.Date), cmp.Or(e.depth, head.Depth, assess.FullDepth)
	return head
}

// writePages writes a page for each of some people, or one with all of them to choose from.
func (e *exporting) writePages(m *assess.Model, as *assess.Assessment) error {
	head := e.pageHead(as, m)
	if slices.ContainsFunc(head.Answers, func(a assess.Answer) bool { return a.Given }) {
		return answersForMany()
	}
	list, err := e.peopleIn(e.people, m, roster.Options{Subject: head.Subject, Depth: head.Depth, Encoding: e.encoding})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(list.People, func(p roster.Person) bool { return p.Subject.ID == "" }) {
		return noSubject()
	}
	if isPage(e.path) {
		return e.writeShared(m, head, list.People)
	}
	var files []atomicfile.File
	for i, stem := range stemsOf(list.People) {
		person := &list.People[i]
		var out bytes.Buffer
		if err := e.formFor(person).pageFor(m, blankFor(person, head))(&out); err != nil {
			return err
		}
		files = append(files, atomicfile.File{Path: filepath.Join(e.path, stem+".html"), Data: out.Bytes(),
			Mode: atomicfile.Private})
	}
	return e.writeNew(files)
}

// writeShared writes one page for all, who must be asked the same.
func (e *exporting) writeShared(m *assess.Model, head *assess.Assessment, people []roster.Person) error {
	var raters []assess.Rater
	shared := blankFor(&people[0], head)
	shared.Raters = nil
	for i := range people {
		other := blankFor(&people[i], head)
		if other.Raters = nil; !sameHead(shared, other) {
			return usage(say.Both("row %[1]d is asked other things than row %[2]d (%[3]s), and one page asks everybody the same", "第 %[1]d 行和第 %[2]d 行问的不一样（%[3]s），而一个页面问所有人的都一样", people[i].Row, people[0].Row, otherwise(shared, other)),
				say.Both("write a page for each: -f html -o FOLDER", "请为每人各写一页：-f html -o 目录"))
		}
		raters = append(raters, people[i].Rater)
	}
	return e.writeOne(e.pageFor(m, shared, raters...))
}

// sameHead reports whether two blank assessments ask the same about the same.
func sameHead(a, b *assess.Assessment) bool { return otherwise(a, b).EN == "" }

// otherwise names the first column of a list by which two blank assessments differ; "" where they do not.
func otherwise(a, b *assess.Assessment) say.Message {
	s, t := a.Subject, b.Subject
	switch {
	case s.ID != t.ID || s.Name != t.Name:
		return say.Both("subject", "评估对象")
	case s.Member != t.Member:
		return say.Both("partner", "渠道成员")
	case s.Stage != t.Stage:
		return say.Both("stage", "阶段")
	case s.Sector != t.Sector:
		return say.Both("sector", "行业")
	case a.Depth != b.Depth:
		return say.Both("depth", "深度")
	}
	return otherTag(s.Tags, t.Tags)
}

func otherTag(a, b map[string]string) say.Message {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		v, in := a[name]
		if w, also := b[name]; in != also || v != w {
			return say.Both("tag:%s", "标签：%s", problem.Short(name))
		}
	}
	return say.Message{}
}
