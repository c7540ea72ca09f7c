package answerfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"fathom/assess"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

// ErrChanged tells that somebody else wrote the file since it was opened. It was not overwritten.
var ErrChanged = fmt.Errorf("answerfile: %w", problem.ErrChanged)

// File is an answer file that one session holds: nobody else opens it until Close.
type File struct {
	Path string // as it was opened

	target   string // the file itself, symbolic links followed
	rubric   *rubric.Rubric
	writer   *atomicfile.Writer
	lock     *lock
	comments comments
	schema   string // for editors
	json     bool   // the file is JSON, by its name
	order    *node  // of whose keys it is kept; nil: nothing was read
	mode     fs.FileMode
	known    [][]byte // what may stand in the file without somebody else having written it
}

// Options say who opens a file. The zero value is usable.
type Options struct {
	Who    string            // shown to the next session that finds the file held
	Disk   disk.Disk         // nil is the machine's
	Notice func(disk.Notice) // told what the disk refused that does not matter much; nil: nobody

	// Schema is the name of a JSON Schema beside the file: what is saved as YAML names it for editors, unless it names
	// one already. "": none.
	Schema string
}

// Open locks the file at path, which need not exist yet, and removes what killed sessions left beside it.
// When another session holds the file, the error is a [Held]; when its lock cannot be one, a [NotALock].
func Open(path string, r *rubric.Rubric, opt Options) (*File, error) {
	f := &File{Path: path, rubric: r, mode: atomicfile.Private, schema: opt.Schema}
	var err error
	if err = f.hold(&opt); err != nil {
		return nil, err
	}
	f.json = strictyaml.IsJSON(path) || strictyaml.IsJSON(f.target)
	f.writer = atomicfile.New(opt.Disk, opt.Notice)
	f.writer.CleanOf(f.target)
	return f, nil
}

// hold locks the file, and completes the options.
func (f *File) hold(opt *Options) (err error) {
	f.target = f.Path
	if target, err := filepath.EvalSymlinks(f.Path); err == nil {
		f.target = target
	}
	told := opt.Notice
	opt.Notice = func(n disk.Notice) {
		if n.Path = f.Path; told != nil {
			told(n)
		}
	}
	if opt.Disk == nil {
		opt.Disk = disk.OS{}
	}
	if f.lock, err = acquire(opt.Disk, f.target, opt.Who, opt.Notice); err != nil {
		return ofPath(err, f.Path)
	}
	return nil
}

// Hold locks the file at path as [Open] does, until it is released, and leaves alone what stands beside it: for who is
// about to put another file in its place.
func Hold(path string, opt Options) (release func() error, err error) {
	f := &File{Path: path}
	if err := f.hold(&opt); err != nil {
		return nil, err
	}
	return f.Close, nil
}

// Close lets go of the file.
func (f *File) Close() error { return f.lock.release() }

// Load reads the file. A file that does not exist is an error that [fs.ErrNotExist] matches. What is wrong in it is a
// problem.List; what an older version of the rubric left is in Changes.
func (f *File) Load() (*assess.Assessment, Changes, error) {
	data, err := readAtMost(f.target, MaxBytes)
	if err != nil {
		return nil, Changes{}, err
	}
	info, err := os.Stat(f.target)
	if err != nil {
		return nil, Changes{}, err
	}
	a, changes, err := ReadOlder(f.Path, data, f.rubric)
	if err != nil {
		return nil, changes, err
	}
	f.mode, f.known = info.Mode().Perm(), [][]byte{data}
	if f.json {
		f.order, _ = strictyaml.Parse(f.Path, data, limits)
	} else {
		f.comments = commentsOf(data)
	}
	return a, changes, nil
}

// readAtMost reads one byte more than the limit at most: the reader says what is too much.
func readAtMost(path string, limit int64) ([]byte, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, limit+1))
}

// Save replaces the file by the assessment, with the comments that stood in it, and as JSON where its name says so.
// After an error the file holds what the last good save wrote; the next Save that works holds everything. [ErrChanged]
// means that the file is somebody else's now.
func (f *File) Save(a *assess.Assessment) error {
	data, err := f.compose(a)
	if err != nil {
		return err
	}
	if err := f.unchanged(); err != nil {
		return err
	}
	f.known = append(f.known[:min(1, len(f.known))], data) // a save that fails late may have replaced the file
	if err := f.writer.Write(f.target, data, f.mode); err != nil {
		return f.refused(err)
	}
	f.known = [][]byte{data}
	return nil
}

// refused makes an error name the file that the person knows. A file that the save tore is ours all the same.
func (f *File) refused(err error) error {
	var kept *atomicfile.Kept
	if !errors.As(err, &kept) {
		return ofPath(err, f.Path)
	}
	if torn, rerr := readAtMost(f.target, MaxBytes); kept.Torn && rerr == nil {
		f.known = append(f.known, torn)
	}
	return &atomicfile.Kept{Path: f.Path, At: kept.At, Torn: kept.Torn, Err: ofPath(kept.Err, f.Path)}
}

// ofPath makes an error name the file that the person knows instead of another beside it.
func ofPath(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: path, Err: p.Err}
	}
	return err
}

// SaveBeside writes the assessment into a new file beside the one that somebody else changed, and returns its path.
func (f *File) SaveBeside(a *assess.Assessment) (string, error) {
	data, err := f.compose(a)
	if err != nil {
		return "", err
	}
	for {
		path := atomicfile.Beside(f.target, "mine")
		if err := f.writer.Create(path, data, f.mode); !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}

// compose writes the assessment with the comments, and makes sure that it reads back as what it is.
func (f *File) compose(a *assess.Assessment) ([]byte, error) {
	data, err := encode(f.json, f.order, a, f.rubric)
	if err != nil || f.json {
		return data, err
	}
	data = f.comments.naming(f.schema).into(data)
	back, err := Read(f.Path, data, f.rubric)
	if err != nil || !reflect.DeepEqual(a, back) {
		return nil, fmt.Errorf("%w: its comments cannot be kept", ErrNotKept)
	}
	return data, nil
}

// unchanged reports ErrChanged when the file holds what this session neither read nor wrote. A file that is gone is no
// loss: the next save brings it back.
func (f *File) unchanged() error {
	data, err := readAtMost(f.target, MaxBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(f.known, func(k []byte) bool { return bytes.Equal(k, data) }) {
		return nil
	}
	return ErrChanged
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
