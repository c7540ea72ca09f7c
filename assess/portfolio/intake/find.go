package intake

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Input is one file, or standard input.
type Input struct {
	Name string // for messages
	Path string // "-" for standard input
	Size int64  // in bytes, as far as the disk tells; 0 when it does not
}

// suffixes of what a folder is searched for.
var (
	fileSuffixes = []string{".yaml", ".yml", ".json"}
	lineSuffixes = []string{".ndjson", ".jsonl"}
	packed       = []string{".gz", ".zst"}
)

// Find lists the files at the paths, in their order. A folder stands for the answer files (.yaml, .yml, .json) and the files of lines
// (.ndjson and .jsonl, also as .gz and .zst) in it and below, in the order of their names; hidden ones are left alone. The
// error is the file system's.
func Find(paths []string) ([]Input, error) {
	var out []Input
	for _, path := range paths {
		if path == "-" {
			out = append(out, Input{Name: "<stdin>", Path: path})
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, Input{path, path, info.Size()})
			continue
		}
		if out, err = walk(out, path); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func walk(out []Input, root string) ([]Input, error) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir() || hidden || !wanted(path):
			return nil
		}
		size := int64(0)
		if info, err := d.Info(); err == nil {
			size = info.Size()
		}
		out = append(out, Input{path, path, size})
		return nil
	})
	return out, err
}

func wanted(path string) bool {
	return hasSuffix(path, fileSuffixes) || hasSuffix(unpacked(path), lineSuffixes)
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

// isFile tells whether an input is one answer file; by its name, and else by how it begins: lines of JSON begin with a brace.
func (in Input) isFile(head []byte) bool {
	switch name := unpacked(in.Path); {
	case in.Path == "-" || hasSuffix(name, lineSuffixes):
		return false
	case hasSuffix(name, fileSuffixes):
		return true
	}
	head = bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf")
	return len(head) > 0 && head[0] != '{'
}

// The first bytes of compressed data.
var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// decompress reads gzip and zstd, told by their first bytes, and everything else as it is.
func decompress(r io.Reader) (io.Reader, func(), error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	head = head[:n]
	whole := io.MultiReader(bytes.NewReader(head), r)
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(whole)
		return z, func() {}, err
	case bytes.Equal(head, zstdMagic):
		z, err := zstd.NewReader(whole, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return whole, func() {}, nil
}
