package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// loadRubric reads the rubric the flags name, or takes the built-in one.
func (a *app) loadRubric() (*rubric.Rubric, string, error) {
	return a.rubricOr(channelteam.Rubric)
}

func (a *app) rubricOr(builtin func() *rubric.Rubric) (*rubric.Rubric, string, error) {
	if a.rubric == "" {
		return builtin(), channelteam.Digest(), nil
	}
	return a.rubricAt(a.rubric)
}

// rubricAt reads the rubric at a path, with what it extends.
func (a *app) rubricAt(path string) (*rubric.Rubric, string, error) {
	layers, err := a.layers(path)
	if err != nil {
		return nil, "", err
	}
	r, _, err := rubricfile.ReadLayers(layers...)
	if err != nil {
		return nil, "", err
	}
	digest := r.Digest()
	if digest != channelteam.Digest() {
		r.From = shown(path)
	}
	return r, digest, nil
}

// rubricFiles reads one file, or every YAML file of a folder in the order of their names.
func (a *app) rubricFiles(path string) ([]rubricfile.File, error) {
	info, err := os.Stat(path)
	if path == "-" || err == nil && !info.IsDir() {
		data, err := a.read(path, rubricfile.MaxBytes)
		return []rubricfile.File{{Name: shown(path), Data: data}}, err
	}
	if err != nil {
		return nil, fileError(err)
	}
	names, err := yamlFiles(path)
	if err != nil {
		return nil, fileError(err)
	}
	if len(names) > rubricfile.MaxFiles {
		return nil, problem.List{{File: path, Kind: "too-many", Message: say.Both("the folder holds more than %d YAML files", "目录里的 YAML 文件超过 %d 个", rubricfile.MaxFiles)}}
	}
	var files []rubricfile.File
	for left := int64(rubricfile.MaxBytes); len(files) < len(names) && left >= 0; {
		name := filepath.Join(path, names[len(files)])
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return nil, fileError(&fs.PathError{Op: "read", Path: name, Err: problem.ErrNoFile})
		}
		data, err := a.read(name, left) // one byte more is too large, and the readers say so
		if err != nil {
			return nil, err
		}
		files, left = append(files, rubricfile.File{Name: name, Data: data}), left-int64(len(data))
	}
	if len(files) == 0 {
		return nil, failure{exitFile, say.Both("no .yaml file in the folder %s", "目录 %s 里没有 .yaml 文件", path), say.Message{}}
	}
	return files, nil
}

// yamlFiles lists the names of a folder's YAML files in their order, and stops where they are too many.
func yamlFiles(folder string) ([]string, error) {
	dir, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	var names []string
	for len(names) <= rubricfile.MaxFiles {
		some, err := dir.Readdirnames(1000)
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		for _, name := range some {
			if ext := filepath.Ext(name); ext == ".yaml" || ext == ".yml" {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// read returns a file's content, or standard input's for "-". It stops one byte past the limit: the readers say which.
func (a *app) read(path string, limit int64) ([]byte, error) {
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fileError(err)
		}
		defer f.Close()
		in = f
	}
	a.remember(shown(path), in)
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, fileError(err)
	}
	return data, nil
}

func shown(path string) string {
	if path == "-" {
		return "<stdin>"
	}
	return path
}

// scored is one evaluated answer file.
type scored struct {
	file   string
	result *assess.Result
	places problem.Places // of its answers
}

// begin settles what the command writes and what it scores by, before any answer file is read.
func (a *app) begin(f *formats, builtin func() *rubric.Rubric) ([]target, *assess.Model, string, error) {
	targets, err := f.targets()
	if err != nil {
		return nil, nil, "", err
	}
	m, digest, err := a.modelOr(builtin)
	return targets, m, digest, err
}

// modelOr is the model of the rubric that the flags name, or of the built-in one, which may be an outline.
func (a *app) modelOr(builtin func() *rubric.Rubric) (*assess.Model, string, error) {
	r, digest, err := a.rubricOr(builtin)
	if err != nil {
		return nil, "", err
	}
	if err := a.checkChoices(r); err != nil {
		return nil, "", err
	}
	return assess.Compile(r), digest, nil
}

// options are what the flags say in the place of the files.
func (a *app) options() assess.Options { return assess.Options{Stage: a.stage, Sector: a.sector} }

// load reads and scores every file. All files are read first: nothing is scored when anything is wrong.
func (a *app) load(m *assess.Model, paths []string) ([]scored, error) {
	all, places, err := a.readAll(m, paths)
	if err != nil {
		return nil, err
	}
	out := make([]scored, len(paths))
	for i, as := range all {
		out[i] = scored{shown(paths[i]), m.Evaluate(as, a.options()), places[i]}
	}
	return out, nil
}

// readAll reads every answer file, and where its answers stand. It tells the problems of all of them at once.
func (a *app) readAll(m *assess.Model, paths []string) ([]*assess.Assessment, []problem.Places, error) {
	var problems problem.List
	out, places := make([]*assess.Assessment, len(paths)), make([]problem.Places, len(paths))
	for i, path := range paths {
		data, err := a.read(path, answerfile.MaxBytes)
		if err != nil {
			return nil, nil, err
		}
		var list problem.List
		out[i], places[i], err = answerfile.ReadPlaces(shown(path), data, m.Rubric)
		if errors.As(err, &list) {
			problems.Join(list)
		} else if err != nil {
			return nil, nil, err
		}
	}
	if len(problems) > 0 {
		return nil, nil, problems
	}
	return out, places, nil
}

// checkChoices refuses a --stage or --sector that the rubric does not have.
func (a *app) checkChoices(r *rubric.Rubric) error {
	stages, sectors := r.StageIDs(), r.SectorIDs()
	if a.stage != "" && !slices.Contains(stages, a.stage) {
		return usageOf(say.Both("the rubric has no stage %s", "评估标准里没有 %s 这个阶段", a.stage), a.stage, stages)
	}
	if a.sector != "" && !slices.Contains(sectors, a.sector) {
		return usageOf(say.Both("the rubric has no sector %s", "评估标准里没有 %s 这个行业", a.sector), a.sector, sectors)
	}
	return nil
}
