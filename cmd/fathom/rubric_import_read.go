package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess/form"
	"fathom/rubric/foreign"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// The kinds of sources, by the words of --from.
const fromTable = "table"

func kindsOfSource() []string { return append([]string{fromTable}, foreign.Kinds()...) }

// take reads a source of any kind.
func (c *takingOver) take(path string, opt foreign.Options) (*foreign.Import, error) {
	files, err := c.filesOfSource(path)
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, f := range files {
		all = append(all, f.Data)
	}
	origin := foreign.Origin{File: filepath.Base(shown(path)), Digest: foreign.DigestOf(all...)}
	isFolder := len(files) != 1 || files[0].Name != shown(path)
	if isFolder {
		origin.Licence = licenceIn(path)
	}
	isTool := isFolder || c.from != "" || mayBeTool(files[0])
	if isTool && c.from != fromTable {
		im, known, err := foreign.ReadTool(c.from, files, origin, opt)
		if known || isFolder && err != nil {
			return im, err
		}
		if isFolder {
			hint := say.Both("say what it is: --from %s", "请写明是什么：--from %s", strings.Join(foreign.Kinds(), "|"))
			return nil, failure{exitInvalid, say.Both("%s: the folder holds no model that is known", "%s：目录里没有认得的模型", shown(path)), hint}
		}
		if ext := strings.ToLower(filepath.Ext(files[0].Name)); ext == ".yaml" || ext == ".yml" {
			return nil, orUnknown(err, shown(path))
		}
	}
	if isFolder || len(files[0].Data) > form.MaxBytes {
		return nil, failure{exitInvalid, say.Both("%s: the table has more than %d MiB", "%s：表格超过 %d MiB", shown(path), form.MaxBytes>>20), say.Message{}}
	}
	return c.takeTable(shown(path), files[0].Data, origin, opt)
}

// orUnknown is the error of a file of YAML that is no model, or of no kind that is known.
func orUnknown(err error, name string) error {
	if err != nil {
		return err
	}
	return failure{exitInvalid, say.Both("%s is no model of a kind that is known", "%s 不是认得的模型", name), say.Both("what is read: %s; see `fathom help models`", "能读的有：%s；见 `fathom help models`", say.Row(kindsOfSource()))}
}

// mayBeTool reports whether a file is YAML or JSON rather than a table, by its name and how it begins.
func mayBeTool(f foreign.File) bool {
	ext := strings.ToLower(filepath.Ext(f.Name))
	begins := bytes.HasPrefix(f.Data, []byte("{")) || bytes.HasPrefix(f.Data, []byte("---"))
	return ext == ".yaml" || ext == ".yml" || ext == ".json" ||
		begins && ext != ".csv" && ext != ".xlsx" && ext != ".md"
}

// filesOfSource reads a file, or the files of YAML and JSON in a folder and those below it, in the order of their
// names.
func (c *takingOver) filesOfSource(path string) (files []foreign.File, err error) {
	info, err := os.Stat(path)
	if path == "-" || err != nil || !info.IsDir() {
		data, err := c.read(path, foreign.MaxBytes)
		return []foreign.File{{Name: shown(path), Data: data}}, err
	}
	total := 0
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(name))
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != path && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case !d.Type().IsRegular() || ext != ".yaml" && ext != ".yml" && ext != ".json":
			return nil
		}
		data, err := c.read(name, foreign.MaxBytes)
		if err != nil {
			return err
		}
		files = append(files, foreign.File{Name: name, Data: data})
		if total += len(data); total > foreign.MaxBytes || len(files) > maxSourceFiles {
			m := say.Both("the folder has more than %d files or %d MiB", "目录里超过 %d 个文件或 %d MiB", maxSourceFiles, foreign.MaxBytes>>20)
			return problem.List{{File: path, Kind: "too-large", Message: m}}
		}
		return nil
	})
	if err != nil {
		return nil, wrapFile(err)
	}
	return files, nil
}

// licenceIn is how the licence in a folder begins, as its own name does; "" without one.
func licenceIn(folder string) string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		name := strings.ToLower(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())))
		if !e.Type().IsRegular() || name != "license" && name != "licence" && name != "copying" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return ""
		}
		for line := range strings.Lines(string(data[:min(len(data), 4096)])) {
			if line = strings.TrimSpace(line); line != "" {
				return problem.Shorten(line, 100)
			}
		}
	}
	return ""
}

// maxSourceFiles is how many files the folder of a source may have.
const maxSourceFiles = 5_000

// takeTable reads a list of questions by the rules of tables.
func (c *takingOver) takeTable(name string, data []byte, o foreign.Origin, opt foreign.Options) (*foreign.Import,
	error) {
	sheets, err := c.sheetsOf(name, data)
	if err != nil {
		return nil, err
	}
	return foreign.ReadTable(name, sheets, o, opt)
}

func (c *takingOver) sheetsOf(name string, data []byte) (out []foreign.Sheet, err error) {
	ext := strings.ToLower(filepath.Ext(name))
	isText := !bytes.HasPrefix(data, []byte("PK"))
	if isText && (ext == ".md" || ext == ".markdown" || foreign.IsMarkdown(string(data))) {
		text, err := form.Decode(name, data, c.encoding)
		if err != nil {
			return nil, err
		}
		return foreign.Markdown(name, text), nil
	}
	tables, err := form.ReadSheets(name, data, c.encoding)
	if err != nil {
		return nil, err
	}
	for i := range tables {
		out = append(out, foreign.Sheet{Name: tables[i].Name, Grid: &tables[i], Hidden: tables[i].Hidden})
	}
	return slices.Clip(out), nil
}
