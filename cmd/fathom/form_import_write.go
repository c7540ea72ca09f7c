package main

import (
	"bytes"
	"cmp"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/form"
	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file turns the respondents of an import into answer files.

// maxImported is how many bytes the answer files of one import may have together: they are held until all forms are
// read.
const maxImported = 64 << 20

// newFile is an answer file that is to be written, and what it was read from.
type newFile struct {
	path, from string
	data       []byte
	as         *assess.Assessment
}

// add makes the answer file of a form, which is held until all forms are read.
func (c *importing) add(r form.Respondent) error {
	f, err := c.file(r)
	var list problem.List
	switch {
	case errors.As(err, &list):
		c.problems.Join(list)
		return nil
	case err != nil:
		return err
	}
	if c.size += len(f.data); c.size > maxImported {
		return problem.List{r.Problem("too-large", say.Both("the answers of all forms together take more than %d MiB", "所有表格的答案合计超过 %d MiB", maxImported>>20))}
	}
	c.files = append(c.files, f)
	return nil
}

// file makes a respondent's answer file. Two for one subject and rater are a problem.
func (c *importing) file(r form.Respondent) (newFile, error) {
	path, err := c.pathOf(r)
	if err != nil {
		return newFile{}, err
	}
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, path, r.Assessment, c.model.Rubric); err != nil {
		return newFile{}, failure{exitInvalid, say.Both("%s: %v", "%s：%v", r.Place, err), say.Message{}}
	}
	if out.Len() > answerfile.MaxBytes { // nothing could read it
		return newFile{}, problem.List{tooLargeFor(r, out.Len())}
	}
	key := strings.ToLower(path)
	if other, twice := c.places[key]; twice {
		return newFile{}, problem.List{r.Problem("duplicate", say.Both("the same subject and rater as in %s", "评估对象和评分人与 %s 相同", other))}
	}
	c.places[key] = r.Place
	return newFile{path, r.Place, out.Bytes(), r.Assessment}, nil
}

// all are the answer files of the import one by one: of forms, and then of the survey.
func (c *importing) all() iter.Seq2[newFile, error] {
	return func(yield func(newFile, error) bool) {
		for _, f := range c.files {
			if !yield(f, nil) {
				return
			}
		}
		for r, err := range c.respondents() {
			var f newFile
			if err == nil {
				f, err = c.file(r)
			}
			if !yield(f, err) || err != nil {
				return
			}
			c.far.written.Add(1)
		}
	}
}

// respondents are those of the survey.
func (c *importing) respondents() iter.Seq2[form.Respondent, error] {
	if c.surveyed == nil {
		return func(func(form.Respondent, error) bool) {}
	}
	return c.surveyed.Each()
}

// pathOf is where a respondent's answers go: into the folder, or into the one file that is named.
func (c *importing) pathOf(r form.Respondent) (string, error) {
	info, err := os.Stat(c.output)
	if c.output == "-" {
		return formFileName(r.Assessment), nil
	}
	if !isAnswerFile(c.output) || err == nil && info.IsDir() {
		return filepath.Join(c.output, formFileName(r.Assessment)), nil
	}
	if first, taken := c.places[strings.ToLower(c.output)]; taken {
		return "", usage(say.Both("-o %s is one file, and there are several respondents: %s and %s", "-o %s 是一个文件，但答题人不止一位：%s 和 %s", c.output, first, r.Place),
			say.Both("name a folder: each gets a file in it", "请改写目录，每位答题人在其中各有一份"))
	}
	return c.output, nil
}

// isAnswerFile reports whether a name is that of an answer file.
func isAnswerFile(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml" || strictyaml.IsJSON(name)
}

// formFileName names an answer file by its subject and rater, by their ids or the names of which these are made, and by
// the firm that is rated.
func formFileName(as *assess.Assessment) string {
	name := stemOf(as.Subject.ID, as.Subject.Name, rubric.SubjectPrefix)
	if len(as.Raters) > 0 {
		name += "-" + stemOf(as.Raters[0].ID, as.Raters[0].Name, rubric.RaterPrefix)
	}
	if as.Subject.Member != "" {
		name += "-" + strings.TrimSuffix(interview.FileName(as.Subject.Member), ".yaml")
	}
	return interview.Unreserved(name) + ".yaml"
}

// stemOf is an id as people would call a file: by the letters and digits of the name that it is made of.
func stemOf(id, name, prefix string) string {
	if name == "" || id != rubric.IDFrom(name, prefix) {
		return id
	}
	return strings.TrimSuffix(interview.FileName(name), ".yaml")
}

// write makes the files, all or none. One that is there already stays, and is named; where nothing new would be written
// that is an error. It is only replaced where that is asked for, and only by the same rater's.
func (c *importing) write() error {
	w := &writing{importing: c}
	defer w.release()
	if err := atomicfile.New(c.disk, c.notice).AllOf(w.files(), !c.replace); w.failed != nil {
		return w.failed
	} else if err != nil {
		return fileError(err)
	}
	if len(w.written) == 0 {
		return failure{exitFile, say.Both("%s is there already", "%s 已经存在", w.kept), say.Both("nothing was written; --replace puts a corrected form in its place, -o names another place", "没有写入任何文件；要用改正后的表格代替它，请加 --replace；也可用 -o 换一个位置")}
	}
	for _, path := range w.written[:min(len(w.written), maxNamed)] {
		c.note(say.Both("wrote %s", "已写入 %s", path))
	}
	if n := len(w.written) - maxNamed; n > 0 {
		c.note(say.Both("wrote %[2]s", "已写入其余 %[1]d 份", n, say.Count(n, "1 more", "%d more")))
	}
	if !c.replace {
		c.tellKept(w.same, w.other)
	}
	return nil
}

// maxNamed is how many of the files that were written are named.
const maxNamed = 1000

// writing is the files of an import on their way.
type writing struct {
	*importing
	written, same, other []string // paths
	kept                 string   // the first file that is there already
	held                 []func()
	failed               error // before anything was written
}

// files are those that are to be written, one by one.
func (w *writing) files() iter.Seq2[atomicfile.File, error] {
	return func(yield func(atomicfile.File, error) bool) {
		for f, err := range w.all() {
			wanted := false
			if err == nil {
				wanted, err = w.wants(f)
			}
			if err != nil {
				w.failed = withoutKinds(err)
			} else if !wanted {
				continue
			}
			if !yield(atomicfile.File{Path: f.path, Data: f.data, Mode: atomicfile.Private}, err) {
				return
			}
		}
	}
}

// wants reports whether a file is to be written.
func (w *writing) wants(f newFile) (bool, error) {
	there, same := isWritten(f)
	switch {
	case there && w.replace:
		release, err := w.hold(f)
		if err != nil {
			return false, err
		}
		w.held = append(w.held, release)
	case there && same:
		w.same = append(w.same, f.path)
	case there:
		w.other = append(w.other, f.path)
	}
	if there && !w.replace {
		w.kept = cmp.Or(w.kept, f.path)
		return false, nil
	}
	w.written = append(w.written, f.path)
	return true, nil
}

func (w *writing) release() {
	for _, release := range w.held {
		release()
	}
}

// isWritten reports whether a file is there already, and just so.
func isWritten(f newFile) (there, same bool) {
	if _, err := os.Lstat(f.path); err != nil {
		return false, false
	}
	old, err := os.ReadFile(f.path)
	return true, err == nil && bytes.Equal(old, f.data)
}

func (c *importing) tellKept(same, other []string) {
	if len(same) > 0 {
		c.say(say.Both("there already, and unchanged: %s", "已经存在、内容相同：%s", firstOf(namesOf(same))))
	}
	if len(other) > 0 {
		c.say(say.Both("there already with other contents, and kept: %s; --replace puts the new ones in their place", "已经存在、内容不同，保留原样：%s；要用新的代替，请加 --replace", firstOf(namesOf(other))))
	}
}

func namesOf(paths []string) (names []string) {
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return names
}

// hold takes a file that is to be replaced for this session alone, after a look whether it is of the same subject and
// rater.
func (c *importing) hold(f newFile) (release func(), err error) {
	file, err := answerfile.Open(f.path, c.model.Rubric, answerfile.Options{Disk: c.disk, Notice: c.notice})
	if err != nil {
		return nil, openError(err)
	}
	old, _, err := file.Load()
	if err == nil && !sameFile(old, f.as) {
		err = failure{exitFile, say.Both("%s is of another subject or rater, and stays", "%s 是另一个对象或另一位评分人的答卷，不会被代替", f.path), say.Both("nothing was written; name another place with -o", "没有写入任何文件；请用 -o 换一个位置")}
	}
	if err != nil {
		_ = file.Close()
		return nil, wrapFile(err)
	}
	return func() { _ = file.Close() }, nil
}

// sameFile reports whether two files are of the same subject, firm and rater.
func sameFile(x, y *assess.Assessment) bool {
	same := func(x, y assess.Rater) bool { return x.ID == y.ID }
	return x.Subject.ID == y.Subject.ID && x.Subject.Member == y.Subject.Member && x.Panel == y.Panel &&
		slices.EqualFunc(x.Raters, y.Raters, same)
}
