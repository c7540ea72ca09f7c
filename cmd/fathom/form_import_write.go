package main

import (
	"bytes"
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

// add makes a respondent's answer file. Two for one subject and rater are a problem.
func (c *importing) add(r form.Respondent) error {
	path, err := c.pathOf(r)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, path, r.Assessment, c.model.Rubric); err != nil {
		return failure{exitInvalid, say.Both("%s: %v", "%s：%v", r.Place, err), say.Message{}}
	}
	if out.Len() > answerfile.MaxBytes { // nothing could read it
		c.problems.Add(r.Problem("too-large", say.Both("the answers take %d bytes; the limit of an answer file is %d", "答案共 %d 字节，答卷文件的上限是 %d 字节", out.Len(), answerfile.MaxBytes)))
		return nil
	}
	if c.size += out.Len(); c.size > maxImported {
		return problem.List{r.Problem("too-large", say.Both("the answers of all forms together take more than %d MiB", "所有表格的答案合计超过 %d MiB", maxImported>>20))}
	}
	for _, other := range c.files {
		if strings.EqualFold(other.path, path) {
			c.problems.Add(r.Problem("duplicate", say.Both("the same subject and rater as in %s", "评估对象和评分人与 %s 相同", other.from)))
			return nil
		}
	}
	c.files = append(c.files, newFile{path, r.Place, out.Bytes(), r.Assessment})
	return nil
}

// pathOf is where a respondent's answers go: into the folder, or into the one file that is named.
func (c *importing) pathOf(r form.Respondent) (string, error) {
	info, err := os.Stat(c.output)
	if !isAnswerFile(c.output) || err == nil && info.IsDir() {
		return filepath.Join(c.output, formFileName(r.Assessment)), nil
	}
	if len(c.files) > 0 {
		return "", usage(say.Both("-o %s is one file, and there are several respondents: %s and %s", "-o %s 是一个文件，但答题人不止一位：%s 和 %s", c.output, c.files[0].from, r.Place),
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
	if err := c.findReplaced(); err != nil {
		return err
	}
	fresh, same, other := c.sorted()
	if c.replace {
		for _, f := range slices.Concat(same, other) {
			release, err := c.hold(f)
			if err != nil {
				return err
			}
			defer release()
		}
		fresh = c.files
	}
	if err := c.refused(fresh, other); err != nil {
		return err
	}
	var files []atomicfile.File
	for _, f := range fresh {
		files = append(files, atomicfile.File{Path: f.path, Data: f.data, Mode: atomicfile.Private})
	}
	if err := atomicfile.New(c.disk, c.notice).All(files, !c.replace); err != nil {
		return fileError(err)
	}
	if c.replace {
		c.tellReplaced(slices.Concat(same, other))
		return nil
	}
	for _, f := range fresh {
		c.note(say.Both("wrote %s", "已写入 %s", f.path))
	}
	c.tellKept(same, other)
	return nil
}

// tellReplaced says of each file whether one was there that it took the place of.
func (c *importing) tellReplaced(old []newFile) {
	there := map[string]bool{}
	for _, f := range old {
		there[f.path] = true
	}
	for _, f := range c.files {
		if there[f.path] {
			c.note(say.Both("replaced %s by the answers in %s", "%s 已由 %s 里的答案代替", f.path, f.from))
		} else {
			c.note(say.Both("wrote %s; there was no answer file of this rater and date to replace", "已写入 %s；没有找到这位评分人同一日期的答卷，因此没有代替任何文件", f.path))
		}
	}
}

// refused tells why nothing may be written beside what is there: nothing would be new; or people are called by their
// rows, and these are not what they were. A copy of somebody would be written under another number then.
func (c *importing) refused(fresh, other []newFile) error {
	switch {
	case c.replace:
		return nil
	case c.numbered && len(other) > 0:
		return failure{exitFile, say.Both("%s is there already with other contents, and respondents are numbered by their rows: a number may now be somebody else's", "%s 已经存在、内容不同，而答题人是按行编号的：同一个号可能已换成另一个人", other[0].path),
			say.Both("nothing was written; name a column that tells who is who, respondent: {column: …}, give another folder with -o, or replace what is there: --replace", "没有写入任何文件；请在映射里写明哪一列区分答题人：respondent: {column: …}；也可用 -o 换一个目录，或用 --replace 代替已有的答卷")}
	case len(fresh) == 0:
		return failure{exitFile, say.Both("%s is there already", "%s 已经存在", c.files[0].path), say.Both("nothing was written; --replace puts a corrected form in its place, -o names another place", "没有写入任何文件；要用改正后的表格代替它，请加 --replace；也可用 -o 换一个位置")}
	}
	return nil
}

// sorted parts the files into those that are not there yet, those that are there just so, and those that are there with
// something else.
func (c *importing) sorted() (fresh, same, other []newFile) {
	for _, f := range c.files {
		if _, err := os.Lstat(f.path); err != nil {
			fresh = append(fresh, f)
		} else if old, err := os.ReadFile(f.path); err == nil && bytes.Equal(old, f.data) {
			same = append(same, f)
		} else {
			other = append(other, f)
		}
	}
	return fresh, same, other
}

func (c *importing) tellKept(same, other []newFile) {
	if len(same) > 0 {
		c.say(say.Both("there already, and unchanged: %s", "已经存在、内容相同：%s", firstOf(pathsOf(same))))
	}
	if len(other) > 0 {
		c.say(say.Both("there already with other contents, and kept: %s; --replace puts the new ones in their place", "已经存在、内容不同，保留原样：%s；要用新的代替，请加 --replace", firstOf(pathsOf(other))))
	}
}

func pathsOf(files []newFile) (paths []string) {
	for _, f := range files {
		paths = append(paths, filepath.Base(f.path))
	}
	return paths
}
