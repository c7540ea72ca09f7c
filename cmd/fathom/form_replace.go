package main

import (
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
