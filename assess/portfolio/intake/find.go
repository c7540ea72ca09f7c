package intake

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Input is one file, or standard input.
type Input struct {
	Name string // for messages
	Path string // "-" for standard input
	Size int64  // in bytes; -1 when the disk does not tell

	odd bool // a pipe or a device in a folder, which nobody asked to wait for
}

// suffixes of what a folder is searched for.
var (
	fileSuffixes = []string{".yaml", ".yml", ".json"}
	lineSuffixes = []string{".ndjson", ".jsonl"}
	packed       = []string{".gz", ".zst"}
)

// schemaSuffix ends the names of what stands in a folder for editors.
const schemaSuffix = ".schema.json"

// Find lists the files at the paths, in their order. A folder stands for the answer files (.yaml, .yml, .json) and the
// files of lines (.ndjson and .jsonl, also as .gz and .zst) in it and below, in the order of their names; hidden ones
// are left alone, and what Fathom wrote as JSON besides answers is left out and returned apart. A folder without any is
// a [problem.List]: an empty roll-up would hide a wrong path. Other errors are the file system's.
func Find(paths []string) ([]Input, []Other, error) {
	var f found
	for _, path := range paths {
		if path == "-" {
			f.inputs = append(f.inputs, Input{Name: "<stdin>", Path: path, Size: -1})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() {
			f.inputs = append(f.inputs, Input{Name: path, Path: path, Size: sizeOf(info)})
			continue
		}
		before := len(f.inputs)
		if err = f.walk(path); err != nil {
			return nil, nil, err
		}
		if len(f.inputs) == before {
			return nil, nil, problem.List{{File: path, Kind: "empty", Message: say.Both(
				"the folder holds no answer files (.yaml, .yml, .json) and no files of lines (.ndjson, .jsonl)",
				"目录里没有答卷文件（.yaml、.yml、.json），也没有逐行的文件（.ndjson、.jsonl）")}}
		}
	}
	return f.inputs, f.others, nil
}

// found is what was found so far.
type found struct {
	inputs []Input
	others []Other
}

func (f *found) walk(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir() || hidden || !wanted(path):
			return nil
		}
		in := Input{Name: path, Path: path, Size: -1}
		if info, err := os.Stat(path); err == nil { // of the file, not of a link to it
			in.Size, in.odd = sizeOf(info), !info.Mode().IsRegular() && !info.IsDir()
		}
		if format := otherFormat(in); format != "" {
			f.others = append(f.others, Other{path, format})
			return nil
		}
		f.inputs = append(f.inputs, in)
		return nil
	})
}

func sizeOf(info fs.FileInfo) int64 {
	if !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

func wanted(path string) bool {
	return !strings.HasSuffix(path, schemaSuffix) &&
		(hasSuffix(path, fileSuffixes) || hasSuffix(unpacked(path), lineSuffixes))
}

func hasSuffix(path string, suffixes []string) bool {
	return slices.Contains(suffixes, strings.ToLower(filepath.Ext(path)))
}

// unpacked is the name without the suffix of a compression.
func unpacked(path string) string {
	if hasSuffix(path, packed) {
		return path[:len(path)-len(filepath.Ext(path))]
	}
	return path
}

// isFile tells by its name whether an input is one answer file. Where the name does not tell, how it begins must: see
// beginsFile.
func (in Input) isFile() (file, known bool) {
	switch name := unpacked(in.Path); {
	case in.Path == "-" || hasSuffix(name, lineSuffixes):
		return false, true
	case hasSuffix(name, fileSuffixes):
		return true, true
	}
	return false, false
}

// beginsFile tells how an answer file begins: not with a brace, as lines of JSON do.
func beginsFile(head []byte) bool {
	head = blankTrimmed(head)
	return len(head) > 0 && head[0] != '{'
}

// blankTrimmed is what follows a byte order mark, which may have come in part, and blanks.
func blankTrimmed(head []byte) []byte {
	head = bytes.TrimLeft(head, " \t\r\n"+strictyaml.Mark)
	if strings.HasPrefix(strictyaml.Mark, string(head)) {
		return nil
	}
	return head
}
