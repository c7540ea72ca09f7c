package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/pasted"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file is about what comes back of a questionnaire: answer files, as a page or a questionnaire wrote them or as
// somebody copied them out of a chat, and filled forms.

// returnSuffixes are what a folder is searched for, by how names end.
var returnSuffixes = []string{".json", ".yaml", ".yml", ".txt", ".xlsx", ".xlsm", ".csv", ".zip"}

// returnedAt lists the files at paths. A folder stands for those in it and below that could be returns, in the order of
// their names; hidden ones and the lists of people are left alone, what else there is is left out.
func returnedAt(paths []string, lists ...string) (files, left []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if path == "-" || err != nil || !info.IsDir() { // what is not there is told when it is read
			files = append(files, path)
			continue
		}
		err = filepath.WalkDir(path, func(at string, d fs.DirEntry, err error) error {
			hidden := at != path && strings.HasPrefix(d.Name(), ".")
			switch {
			case err != nil:
				return err
			case d.IsDir() && hidden:
				return fs.SkipDir
			case d.IsDir(), hidden, slices.ContainsFunc(lists, func(list string) bool { return samePath(at, list) }):
			case slices.Contains(returnSuffixes, strings.ToLower(filepath.Ext(at))):
				files = append(files, at)
			default:
				left = append(left, at)
			}
			return nil
		})
		if err != nil {
			return nil, nil, fileError(err)
		}
	}
	return files, left, nil
}

// tellNoReturns names the files of folders that are no returns by their names.
func (a *app) tellNoReturns(left []string) {
	if len(left) > 0 {
		a.say(say.Both("files left out, which are no answers by their names: %s", "按文件名不是答卷、未读取的文件：%s", firstOf(namesOf(left))))
	}
}

// besideAnswers adds to the problems of a text that does not begin with answers what to do about the lines before.
func besideAnswers(text string, err error) error {
	var list problem.List
	begin := strings.TrimLeft(text, " \t\r\n"+strictyaml.Mark)
	alone := slices.ContainsFunc([]string{"{", "format", "#", "---"},
		func(s string) bool { return strings.HasPrefix(begin, s) })
	if alone || begin == "" || !errors.As(err, &list) {
		return err
	}
	list = slices.Clone(list)
	list[0].Message = list[0].Message.And(say.Both("; is it copied out of a chat or a mail? Take out the lines before and behind the answers", "；是不是从聊天或邮件里复制的？请删去答卷前后别的行"))
	return list
}

// textOfAnswers is the text of a file that holds answers, and not a form or a table.
func textOfAnswers(name string, data []byte, encoding string) (text string, is bool, err error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return "", false, nil
	}
	isYAML := slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(name)))
	if text, err = form.Text(name, data, encoding); err != nil {
		return "", isYAML, err
	}
	return text, isYAML || pasted.IsAnswers(text), nil
}

// answerReader reads an answer file, and tells the version of the rubric that it names where that is another.
type answerReader func(name string, data []byte) (a *assess.Assessment, version string, err error)

// strictly reads answers to the rubric in use alone.
func strictly(m *assess.Model) answerReader {
	return func(name string, data []byte) (*assess.Assessment, string, error) {
		a, err := answerfile.Read(name, data, m.Rubric)
		return a, "", err
	}
}

// older reads answers to an older version of the rubric, too.
func older(m *assess.Model) answerReader {
	return func(name string, data []byte) (*assess.Assessment, string, error) {
		a, changes, err := answerfile.ReadOlder(name, data, m.Rubric)
		return a, changes.From, err
	}
}

// readAnswers reads the answers in a text. Lines around them that are certainly none of them are left out, and told.
func (a *app) readAnswers(name, text string, read answerReader) (*assess.Assessment, string, error) {
	as, version, err := read(name, []byte(text))
	if err == nil {
		return as, version, nil
	}
	found, ok := pasted.Find(text)
	if !ok {
		return nil, "", besideAnswers(text, err)
	}
	if as, version, err = read(name, found.Data); err == nil && len(found.Around) > 0 {
		a.say(say.Both("%s: lines left out, which are no part of the answers: %s", "%s：不属于答卷、未读取的行：%s", name, firstOf(found.Around)))
	}
	return as, version, err
}
