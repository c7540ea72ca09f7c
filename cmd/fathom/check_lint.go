package main

import (
	"errors"
	"path/filepath"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/survey"
	"fathom/reports/brand"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// lint only reads: answer files, policies and rubrics, which their format tells apart. It is for hooks before a commit,
// which hand over the files that changed.
func (c *checking) lint(paths []string) error {
	r, _, err := c.loadRubric()
	if err != nil {
		return err
	}
	c.model = assess.Compile(r)
	var problems problem.List
	seen := map[string]bool{} // folders of rubrics
	for _, path := range paths {
		err := c.lintFile(path, seen)
		var list problem.List
		if errors.As(err, &list) {
			problems.Join(list)
		} else if err != nil {
			return err
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	c.note(say.Both("no error in %[2]s", "%[1]d 个文件没有错误", len(paths), say.Count(len(paths), "1 file", "%d files")))
	return nil
}

func (c *checking) lintFile(path string, seen map[string]bool) error {
	data, err := c.read(path, rubricfile.MaxBytes)
	if err != nil {
		return err
	}
	switch rubricfile.FormatOf(data) {
	case gate.Format:
		_, err = gate.Read(shown(path), data, c.model)
	case actions.Format:
		_, _, err = actions.Read(shown(path), data, c.model.Rubric)
	case survey.Format:
		_, err = survey.ReadMapping(shown(path), data, c.model)
	case brand.Format:
		_, err = c.brandOf(path, data)
	case rubricfile.Format, "":
		err = c.lintRubric(path, data, seen)
	default:
		_, err = answerfile.Read(shown(path), data, c.model.Rubric)
	}
	return err
}

// lintRubric reads a rubric: the files of its folder together when one of them is the rubric and the others its parts.
func (c *checking) lintRubric(path string, data []byte, seen map[string]bool) error {
	files := []rubricfile.File{{Name: shown(path), Data: data}}
	if parts := c.partsBeside(path); parts != nil {
		if seen[filepath.Dir(path)] {
			return nil
		}
		seen[filepath.Dir(path)], files = true, parts
	}
	layers, err := c.layersOf(files)
	if err != nil {
		return err
	}
	_, found, err := judge(layers)
	if err == nil && found.Count(problem.Error) > 0 {
		return found
	}
	return err
}

// partsBeside returns the files of a folder that make one rubric together, or nil.
func (c *checking) partsBeside(path string) []rubricfile.File {
	if path == "-" {
		return nil
	}
	all, _, err := c.filesOf(filepath.Dir(path))
	if err != nil {
		return nil
	}
	var out []rubricfile.File
	heads := 0
	for _, f := range all {
		switch rubricfile.FormatOf(f.Data) {
		case rubricfile.Format:
			heads++
			out = append(out, f)
		case "":
			out = append(out, f)
		}
	}
	if heads != 1 || len(out) == 1 {
		return nil
	}
	return out
}
