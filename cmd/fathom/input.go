package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
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

// rubricFiles reads an earlier version of the built-in rubric by its name, one file, or every YAML file of a folder in
// the order of their names; every JSON file where it has no YAML.
func (a *app) rubricFiles(path string) ([]rubricfile.File, error) {
	files, left, err := a.filesOf(path)
	for _, m := range left {
		a.note(m)
	}
	return files, err
}

// filesOf is rubricFiles that returns what is to be told of JSON which it left out.
func (a *app) filesOf(path string) (files []rubricfile.File, told []say.Message, err error) {
	info, err := os.Stat(path)
	if path == "-" || err == nil && !info.IsDir() {
		data, err := a.read(path, rubricfile.MaxBytes)
		return []rubricfile.File{{Name: shown(path), Data: data}}, nil, err
	}
	if files := channelteam.Shipped(path); files != nil && errors.Is(err, fs.ErrNotExist) {
		return files, nil, nil
	}
	if err != nil {
		return nil, nil, fileError(err)
	}
	yaml, json, err := rubricNames(path)
	if err != nil {
		return nil, nil, fileError(err)
	}
	if len(yaml) > rubricfile.MaxFiles || len(yaml) == 0 && len(json) > rubricfile.MaxFiles {
		return nil, nil, problem.List{{File: path, Kind: "too-many", Message: say.Both("the folder holds more than %d files of a rubric", "目录里评估标准的文件超过 %d 个", rubricfile.MaxFiles)}}
	}
	names, told := partsOf(path, yaml, json)
	for left := int64(rubricfile.MaxBytes); len(files) < len(names) && left >= 0; {
		// one byte more than is left is too large, and the readers say so
		f, err := a.partOf(filepath.Join(path, names[len(files)]), left)
		if err != nil {
			return nil, nil, err
		}
		files, left = append(files, f), left-int64(len(f.Data))
	}
	if len(files) == 0 {
		return nil, told, failure{exitFile, say.Both("the folder %s holds no .yaml or .json file of a rubric", "目录 %s 里没有评估标准的 .yaml 或 .json 文件", path), say.Message{}}
	}
	return files, told, nil
}

// partsOf are the names of a folder's files that are parts of a rubric, and what is to be told of the others: JSON
// beside YAML stands there for other programs, and may do so beside JSON. It is looked at without being an input.
func partsOf(folder string, yaml, json []string) (parts []string, told []say.Message) {
	if len(yaml) > 0 {
		for _, name := range json[:min(len(json), maxLooked)] {
			if path := filepath.Join(folder, name); holdsPart(path) {
				told = append(told, say.Both("%s is left out: the parts of this rubric are YAML", "未读取 %s：这份评估标准的各部分用的是 YAML", path))
			}
		}
		return yaml, told
	}
	for _, name := range json {
		if path := filepath.Join(folder, name); holdsPart(path) {
			parts = append(parts, name)
		} else {
			told = append(told, say.Both("%s is left out: it holds no part of a rubric", "未读取 %s：里面没有评估标准的内容", path))
		}
	}
	return parts, told
}

// maxLooked is how many files of JSON beside YAML are looked at for parts that somebody meant to be read.
const maxLooked = 20

// holdsPart reports whether a file of JSON may be part of a rubric; one that cannot be read is, so that it is told.
func holdsPart(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, rubricfile.MaxBytes+1))
	return err != nil || rubricfile.IsPart(rubricfile.File{Name: path, Data: data})
}

// partOf reads one file of a folder.
func (a *app) partOf(path string, limit int64) (rubricfile.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return rubricfile.File{}, fileError(&fs.PathError{Op: "read", Path: path, Err: problem.ErrNoFile})
	}
	data, err := a.read(path, limit)
	return rubricfile.File{Name: path, Data: data}, err
}

// rubricNames lists the names of a folder's YAML and JSON files in their order, and stops where there are too many. A
// schema beside a rubric is the editors'.
func rubricNames(folder string) (yaml, json []string, err error) {
	dir, err := os.Open(folder)
	if err != nil {
		return nil, nil, err
	}
	defer dir.Close()
	for len(yaml) <= rubricfile.MaxFiles {
		some, err := dir.Readdirnames(1000)
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		for _, name := range some {
			switch {
			case !isPartName(name):
			case !strictyaml.IsJSON(name):
				yaml = append(yaml, name)
			case len(json) <= rubricfile.MaxFiles:
				json = append(json, name)
			}
		}
	}
	slices.Sort(yaml)
	slices.Sort(json)
	return yaml, json, nil
}

func isPartName(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".yaml" || ext == ".yml" || strictyaml.IsJSON(name) && !strings.HasSuffix(name, "schema.json")
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
	m := assess.Compile(r)
	if m.Len() > manyCriteria {
		a.collectAt(100)
	}
	return m, digest, nil
}

// manyCriteria are so many that garbage of four times what is kept would be more memory than startGC is worth.
const manyCriteria = 1000

// options are what the flags say in the place of the files.
func (a *app) options() assess.Options {
	return assess.Options{Stage: a.stage, Sector: a.sector, Langs: []string{string(a.lang)}}
}

// load reads and scores every file. All files are read first: nothing is scored when anything is wrong.
func (a *app) load(m *assess.Model, paths []string) ([]scored, error) {
	all, places, err := a.readAll(m, paths)
	if err != nil {
		return nil, err
	}
	out := make([]scored, len(paths))
	for i, as := range all {
		out[i] = scored{shown(paths[i]), a.evaluate(m, as), places[i]}
		a.caution(out[i].file, out[i].result)
	}
	return out, nil
}

// evaluate scores answers by what the flags say, and names them in the result.
func (a *app) evaluate(m *assess.Model, as *assess.Assessment) *assess.Result {
	res := m.Evaluate(as, a.options())
	res.Digest = answerfile.Digest(as, m.Rubric)
	return res
}

// each reads and scores one file after another and hands it on; nobody else keeps it. What is wrong in any of them is
// told for all of them, in place of all cautions; behind the first that is wrong nothing is handed on.
func (a *app) each(m *assess.Model, paths []string, take func(scored) error) error {
	var problems problem.List
	var cautions []say.Message
	for _, path := range paths {
		as, places, err := a.answersIn(m, path, &problems)
		if err != nil {
			return err
		}
		if len(problems) > 0 {
			continue
		}
		s := scored{shown(path), a.evaluate(m, as), places}
		cautions = append(cautions, a.cautions(s.file, s.result)...)
		if err := take(s); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return problems
	}
	for _, m := range cautions {
		a.note(m)
	}
	return nil
}

// readAll reads every answer file, and where its answers stand. It tells the problems of all of them at once.
func (a *app) readAll(m *assess.Model, paths []string) ([]*assess.Assessment, []problem.Places, error) {
	var problems problem.List
	out, places := make([]*assess.Assessment, len(paths)), make([]problem.Places, len(paths))
	for i, path := range paths {
		var err error
		if out[i], places[i], err = a.answersIn(m, path, &problems); err != nil {
			return nil, nil, err
		}
	}
	if len(problems) > 0 {
		return nil, nil, problems
	}
	return out, places, nil
}

// answersIn reads an answer file, and where its answers stand; its problems join those of others.
func (a *app) answersIn(m *assess.Model, path string, to *problem.List) (*assess.Assessment, problem.Places, error) {
	data, err := a.read(path, answerfile.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	as, places, err := answerfile.ReadPlaces(shown(path), data, m.Rubric)
	var list problem.List
	if errors.As(err, &list) {
		to.Join(list)
		err = nil
	}
	return as, places, err
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
