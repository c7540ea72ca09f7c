package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
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
	c.at[keyOf(f.as)] = len(c.files)
	c.files = append(c.files, f)
	return nil
}

// file makes a respondent's answer file. Two for one subject and rater are a problem.
func (c *importing) file(r form.Respondent) (newFile, error) {
	path, err := c.pathOf(r)
	if err != nil {
		return newFile{}, err
	}
	data, err := c.bytesOf(path, r)
	if err != nil {
		return newFile{}, err
	}
	if len(data) > answerfile.MaxBytes { // nothing could read it
		return newFile{}, problem.List{tooLargeFor(r, len(data))}
	}
	key := strings.ToLower(path)
	if other, twice := c.places[key]; twice {
		return newFile{}, problem.List{r.Problem("duplicate", c.twiceBy(other, r, data))}
	}
	c.places[key] = r.Place
	c.tellAlike(r)
	return newFile{path, r.Place, data, r.Assessment}, nil
}

// bytesOf is what a respondent's answer file says.
func (c *importing) bytesOf(path string, r form.Respondent) ([]byte, error) {
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, path, r.Assessment, c.model.Rubric); err != nil {
		return nil, failure{exitInvalid, say.Both("%s: %v", "%s：%v", r.Place, err), say.Message{}}
	}
	return out.Bytes(), nil
}

// all are the answer files of the import one by one: of forms, and then of the survey.
func (c *importing) all() iter.Seq2[newFile, error] {
	return func(yield func(newFile, error) bool) {
		for _, f := range c.files {
			f, err := c.placed(f)
			if !yield(f, err) || err != nil {
				return
			}
		}
		for r, err := range c.respondents() {
			var f newFile
			if err == nil {
				f, err = c.file(r)
			}
			if err == nil {
				f, err = c.placed(f)
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

// checkOutput refuses a place that is neither a folder nor an answer file.
func (c *importing) checkOutput() error {
	info, err := os.Stat(c.output)
	if c.output == "-" || err != nil && !isDevice(c.output) || err == nil && info.IsDir() || isAnswerFile(c.output) {
		return nil
	}
	return usage(say.Both("-o %s is no folder", "-o %s 不是目录", c.output),
		say.Both("name a folder, for one respondent a file (.yaml, .json), or - for lines of JSON on standard output", "请写目录；只有一位答题人时也可写文件名（.yaml、.json）；要逐行送到标准输出请写 -"))
}

// pathOf is where a respondent's answers go: into the folder, or into the one file that is named.
func (c *importing) pathOf(r form.Respondent) (string, error) {
	if c.output == "-" {
		return formFileName(r.Assessment), nil
	}
	if c.merge || !c.isOneFile() {
		return filepath.Join(c.output, formFileName(r.Assessment)), nil
	}
	if first, taken := c.places[strings.ToLower(c.output)]; taken {
		return "", usage(say.Both("-o %s is one file, and there are several respondents: %s and %s", "-o %s 是一个文件，但答题人不止一位：%s 和 %s", c.output, first, r.Place),
			say.Both("name a folder: each gets a file in it; or, where all rate one subject, add --merge", "请改写目录，每位答题人在其中各有一份；如果评的是同一个对象，也可加 --merge 合成一份"))
	}
	return c.output, nil
}

// isOneFile reports whether all goes into one answer file.
func (c *importing) isOneFile() bool {
	info, err := os.Stat(c.output)
	return isAnswerFile(c.output) && (err != nil || !info.IsDir())
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
	return interview.Unreserved(name+memberStem(as)) + ".yaml"
}

// memberStem is what the firm that is rated adds to a name.
func memberStem(as *assess.Assessment) string {
	if as.Subject.Member == "" {
		return ""
	}
	return "-" + strings.TrimSuffix(interview.FileName(as.Subject.Member), ".yaml")
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
	c.findReplaced()
	w := &writing{importing: c}
	err := c.together(func(ctx context.Context) error {
		return atomicfile.New(c.disk, c.notice).AllOf(ctx, w.files(), !c.replace)
	})
	if err = cmp.Or(w.failed, err); err != nil {
		return err
	}
	w.tell()
	return nil
}

// maxNamed is how many of the files that were written are named.
const maxNamed = 1000

// writing is the files of an import on their way.
type writing struct {
	*importing
	fresh, count int      // files that are not there yet, and those that are written
	named        []placed // the first of those that are written
	same, other  []string // paths of those that are there just so, and with something else
	kept         string   // the first of these
	failed       error    // of what is read or replaced, not of the disk
}

// placed is an answer file that is written: where, what from, and whether one was there.
type placed struct {
	path, from string
	replaced   bool
}

// sort notes what is there already in the place of a file.
func (w *writing) sort(f newFile) (there, same bool) {
	there, same = w.isWritten(f)
	switch {
	case !there:
		w.fresh++
		return there, same
	case same:
		w.same = append(w.same, f.path)
	default:
		w.other = append(w.other, f.path)
	}
	w.kept = cmp.Or(w.kept, f.path)
	return there, same
}

// refused tells why nothing may be written beside what is there: nothing would be new; or people are called by their
// rows, and these are not what they were. A copy of somebody would be written under another number then.
func (w *writing) refused() error {
	switch {
	case w.replace:
		return nil
	case w.surveyed != nil && w.surveyed.Numbered && len(w.other) > 0:
		return failure{exitFile, say.Both("%s is there already with other contents, and respondents are numbered by their rows: a number may now be somebody else's", "%s 已经存在、内容不同，而答题人是按行编号的：同一个号可能已换成另一个人", w.other[0]),
			say.Both("nothing was written; name a column that tells who is who, respondent: {column: …}, give another folder with -o, or replace what is there: --replace", "没有写入任何文件；请在映射里写明哪一列区分答题人：respondent: {column: …}；也可用 -o 换一个目录，或用 --replace 代替已有的答卷")}
	case w.fresh == 0:
		return failure{exitFile, say.Both("%s is there already", "%s 已经存在", w.told()), say.Both("nothing was written; --replace puts a corrected form in its place, -o names another place", "没有写入任何文件；要用改正后的表格代替它，请加 --replace；也可用 -o 换一个位置")}
	}
	return nil
}

// told is the file that is named where nothing new would be written: the first with other contents, if there is one.
func (w *writing) told() string {
	if len(w.other) > 0 {
		return w.other[0]
	}
	return w.kept
}

// files are those that are to be written, one by one; at the end, why none may be.
func (w *writing) files() iter.Seq2[atomicfile.File, error] {
	return func(yield func(atomicfile.File, error) bool) {
		for f, err := range w.all() {
			wanted, hold := false, (func() (func(), error))(nil)
			if err == nil {
				wanted, hold, err = w.wants(f)
			}
			if err != nil {
				w.failed = withoutKinds(err)
			} else if !wanted {
				continue
			}
			to := atomicfile.File{Path: f.path, Data: f.data, Mode: atomicfile.Private}
			if err == nil && hold != nil {
				to.Hold = w.holding(hold)
			}
			if !yield(to, err) {
				return
			}
		}
		if w.failed == nil {
			if w.failed = w.refused(); w.failed != nil {
				yield(atomicfile.File{}, w.failed)
			}
		}
	}
}

// wants reports whether a file is to be written, and for one that is to be replaced what holds it for that moment.
func (w *writing) wants(f newFile) (wanted bool, hold func() (func(), error), err error) {
	there, _ := w.sort(f)
	if there && !w.replace {
		return false, nil, nil
	}
	if there {
		if hold, err = w.mayReplace(f); err != nil {
			return false, nil, err
		}
	}
	if w.count++; w.count <= maxNamed {
		w.named = append(w.named, placed{f.path, f.from, there})
	}
	return true, hold, nil
}

// holding notes why a file may not be replaced after all.
func (w *writing) holding(hold func() (func(), error)) func() (func(), error) {
	return func() (release func(), err error) {
		release, w.failed = hold()
		return release, w.failed
	}
}

// isWritten reports whether a file is there already, and just so. On standard output nothing is.
func (c *importing) isWritten(f newFile) (there, same bool) {
	if _, err := os.Lstat(f.path); err != nil || c.output == "-" {
		return false, false
	}
	old, err := os.ReadFile(f.path)
	return true, err == nil && bytes.Equal(old, f.data)
}

// tell names what was written, with --replace whether one was there that it took the place of, and what was kept.
func (w *writing) tell() {
	for _, f := range w.named {
		switch {
		case f.replaced:
			w.note(say.Both("replaced %s by the answers in %s", "%s 已由 %s 里的答案代替", f.path, f.from))
		case w.replace:
			w.note(say.Both("wrote %s; there was no answer file of this rater and date to replace", "已写入 %s；没有找到这位评分人同一日期的答卷，因此没有代替任何文件", f.path))
		default:
			w.note(say.Both("wrote %s", "已写入 %s", f.path))
		}
	}
	if n := w.count - len(w.named); n > 0 {
		w.note(say.Both("wrote %[2]s", "已写入其余 %[1]d 份", n, say.Count(n, "1 more", "%d more")))
	}
	if !w.replace {
		w.tellKept(w.same, w.other)
	}
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
