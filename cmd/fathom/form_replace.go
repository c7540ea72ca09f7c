package main

import (
	"os"
	"path/filepath"
	"slices"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/say"
)

// This file is about --replace: whose answer file a corrected form takes the place of.

// findReplaced looks in the folder for the answer files of the same subject, firm, rater and day, whatever they are
// called, and has the new answers go there. An earlier round is of another day, and stays.
func (c *importing) findReplaced() error {
	entries, err := os.ReadDir(c.output)
	if !c.replace || err != nil { // a new folder, or one file that is named
		return nil
	}
	for _, e := range entries {
		path := filepath.Join(c.output, e.Name())
		if !e.Type().IsRegular() || !isAnswerFile(path) {
			continue
		}
		data, err := c.read(path, answerfile.MaxBytes)
		if err != nil {
			continue
		}
		old, _, err := answerfile.ReadOlder(path, data, c.model.Rubric)
		if err != nil {
			continue // somebody's other file
		}
		if err := c.standsFor(path, old); err != nil {
			return err
		}
	}
	return nil
}

// standsFor has the answers that are of the same as an old file go to its place. Two such files are one too many.
func (c *importing) standsFor(path string, old *assess.Assessment) error {
	for i := range c.files {
		f := &c.files[i]
		if !sameFile(old, f.as) || old.Date != f.as.Date || path == f.path {
			continue
		}
		if _, err := os.Lstat(f.path); err == nil {
			return failure{exitFile, say.Both("%[1]s and %[2]s are both of the rater and the day of %[3]s", "%[1]s 和 %[2]s 都是 %[3]s 那位评分人同一天的答卷", f.path, path, f.from),
				say.Both("nothing was written; keep one of the two", "没有写入任何文件；请只留其中一份")}
		}
		f.path = path
	}
	return nil
}

// hold takes a file that is to be replaced for this session alone, after a look whether it is of the same subject and
// rater.
func (c *importing) hold(f newFile) (release func(), err error) {
	file, err := answerfile.Open(f.path, c.model.Rubric, answerfile.Options{Disk: c.disk, Notice: c.notice})
	if err != nil {
		return nil, openError(err)
	}
	old, _, err := file.Load()
	if err = stays(f, old, err); err != nil {
		_ = file.Close()
		return nil, err
	}
	return func() { _ = file.Close() }, nil
}

// replaceable is hold without taking the file: for who only asks what would come.
func (c *importing) replaceable(f newFile) error {
	data, err := os.ReadFile(f.path)
	if err != nil {
		return fileError(err)
	}
	old, _, err := answerfile.ReadOlder(f.path, data, c.model.Rubric)
	return stays(f, old, err)
}

// stays tells why a file that is there, as it was read, may not be replaced.
func stays(f newFile, old *assess.Assessment, err error) error {
	if err == nil && !sameFile(old, f.as) {
		return failure{exitFile, say.Both("%s is of another subject or rater, and stays", "%s 是另一个对象或另一位评分人的答卷，不会被代替", f.path), say.Both("nothing was written; name another place with -o", "没有写入任何文件；请用 -o 换一个位置")}
	}
	if err != nil {
		return wrapFile(err)
	}
	return nil
}

// sameFile reports whether two files are of the same subject, firm and rater.
func sameFile(x, y *assess.Assessment) bool {
	same := func(x, y assess.Rater) bool { return x.ID == y.ID }
	return x.Subject.ID == y.Subject.ID && x.Subject.Member == y.Subject.Member && x.Panel == y.Panel &&
		slices.EqualFunc(x.Raters, y.Raters, same)
}
