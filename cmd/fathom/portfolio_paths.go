package main

import (
	"os"
	"path/filepath"

	"fathom/assess/portfolio/intake"
	"fathom/rubric/say"
)

// statesAt are the states to be merged, as inputs.
func statesAt(paths []string) []intake.Input {
	var out []intake.Input
	for _, path := range paths {
		out = append(out, intake.Input{Name: path, Path: path})
	}
	return out
}

// tellOthers says which files of the folders were left out, since they hold no answers: the first ones by name.
func (s *surveying) tellOthers(others []intake.Other) {
	const most = 3
	for _, o := range others[:min(len(others), most)] {
		s.note(say.Both("left out %s: it holds no answers (%s)", "未读取 %s：里面不是答卷（%s）", o.Path, o.Format))
	}
	if n := len(others) - most; n > 0 {
		s.note(say.Both("left out %d more such files", "另有 %d 个这样的文件未读取", n))
	}
}

// tellEmpty says which inputs had no assessment at all, the first ones by name. That is no fault: the shard of a file
// may have none.
func (s *surveying) tellEmpty(names []string) {
	const most = 3
	for _, name := range names[:min(len(names), most)] {
		s.note(say.Both("no assessment in %s: it is empty", "%s 里没有评估：内容为空", name))
	}
	if n := len(names) - most; n > 0 {
		s.note(say.Both("%d more such files", "另有 %d 个这样的文件", n))
	}
}

// checkPaths refuses an output that would take the place of an input, and tells of what is read twice.
func (s *surveying) checkPaths(inputs []intake.Input, targets []target) error {
	also := inputs
	if s.against != "" {
		also = append(statesAt([]string{s.against}), inputs...)
	}
	if err := s.checkOutputs(also, targets); err != nil {
		return err
	}
	seen := make(map[string]bool, len(inputs))
	for _, in := range inputs {
		path := filepath.Clean(in.Path)
		if seen[path] {
			s.note(say.Both("%s is given twice and counts twice", "%s 给了两次，会计算两次", in.Name))
			break
		}
		seen[path] = true
	}
	return nil
}

// checkOutputs is spareAll for the inputs too that are still to be read. They may be very many: the disk is asked only
// about those that an output could replace.
func (s *surveying) checkOutputs(inputs []intake.Input, targets []target) error {
	for _, t := range targets {
		out, there := s.outputAt(t.path)
		if !there || s.merge && t.format.word == stateWord { // one state takes up the others
			continue
		}
		for _, in := range inputs {
			if info, err := s.stat(in); err == nil && os.SameFile(info, out) {
				return replaces(t.path, in.Name, anotherFile(t))
			}
		}
	}
	return s.spareAll(targets)
}

// stat asks the disk about an input, which may be standard input.
func (s *surveying) stat(in intake.Input) (os.FileInfo, error) {
	if f, ok := s.in.(*os.File); ok && in.Path == "-" {
		return f.Stat()
	}
	return os.Stat(in.Path)
}
