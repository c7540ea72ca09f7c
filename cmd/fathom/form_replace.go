package main

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/say"
)

// This file is about --replace: whose answer file a corrected form takes the place of.

// findReplaced looks in the folder for answer files that are there, whatever they are called, so that new answers of
// the same subject, firm, rater and day can go there. An earlier round is of another day, and stays.
func (c *importing) findReplaced() {
	entries, err := os.ReadDir(c.output)
	if !c.replace || err != nil { // a new folder, or one file that is named
		return
	}
	c.older = map[string][]string{}
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
		key := whose(old) + old.Date
		c.older[key] = append(c.older[key], path)
	}
}

// placed has a file go to the place of the one that is there of the same. Two such files are one too many.
func (c *importing) placed(f newFile) (newFile, error) {
	for _, path := range c.older[whose(f.as)+f.as.Date] {
		if path == f.path {
			continue
		}
		if _, err := os.Lstat(f.path); err == nil {
			return f, failure{exitFile, say.Both("%[1]s and %[2]s are both of the rater and the day of %[3]s", "%[1]s 和 %[2]s 都是 %[3]s 那位评分人同一天的答卷", f.path, path, f.from),
				say.Both("nothing was written; keep one of the two", "没有写入任何文件；请只留其中一份")}
		}
		f.path = path
	}
	return f, nil
}

// mayReplace looks whether a file that is to be replaced is of the same subject and rater, and nobody has it open. It
// is held for the moment of replacing only, as there may be more of them than files can be open; what changed meanwhile
// stays.
func (c *importing) mayReplace(f newFile) (hold func() (release func(), err error), err error) {
	opt := answerfile.Options{Disk: c.disk, Notice: c.notice}
	file, err := answerfile.Open(f.path, c.model.Rubric, opt)
	if err != nil {
		return nil, openError(err)
	}
	old, _, err := file.Load()
	was, rerr := os.ReadFile(f.path)
	if err = cmp.Or(stays(f, old, err), rerr, file.Close()); err != nil {
		return nil, err
	}
	path, sum := f.path, sha256.Sum256(was)
	return func() (func(), error) {
		release, err := answerfile.Hold(path, opt)
		if err != nil {
			return nil, openError(err)
		}
		if is, err := os.ReadFile(path); err != nil || sha256.Sum256(is) != sum {
			_ = release()
			return nil, failure{exitFile, say.Both("%s was changed by someone else meanwhile", "%s 在此期间被别人改过", path), say.Both("nothing was written; import again", "没有写入任何文件；请重新导入")}
		}
		return func() { _ = release() }, nil
	}, nil
}

// replaceable is mayReplace without taking the file: for who only asks what would come.
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
	if err == nil && whose(old) != whose(f.as) {
		return failure{exitFile, say.Both("%s is of another subject or rater, and stays", "%s 是另一个对象或另一位评分人的答卷，不会被代替", f.path), say.Both("nothing was written; name another place with -o", "没有写入任何文件；请用 -o 换一个位置")}
	}
	if err != nil {
		return wrapFile(err)
	}
	return nil
}

// whose is what two answer files of the same subject, firm and rater have in common, and no others.
func whose(a *assess.Assessment) string {
	var raters []string
	for _, r := range a.Raters {
		raters = append(raters, r.ID)
	}
	return fmt.Sprintf("%q %q %t %q", a.Subject.ID, a.Subject.Member, a.Panel, raters)
}
