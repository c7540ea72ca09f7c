package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/rubricfile"
)

// workshop holds the programs and the data of one run.
type workshop struct {
	dir      string
	rubric   string            // path
	programs map[string]string // path by name
	missing  map[string]string // why a peer is left out
	facts    []string          // what is said of the programs
	before   string            // the commit of the previous program
	medians  medians           // of our own
	log      io.Writer
}

// build makes every program that is asked for. Ours and the generator must build; a peer that does not is left out.
func (w *workshop) build(opt options) error {
	if err := os.MkdirAll(w.dir, 0o700); err != nil {
		return err
	}
	for name, pkg := range map[string]string{
		"fathom": "./cmd/fathom", "plainjson": "./testdata/bench/plainjson", "hello": "./testdata/bench/hello",
		"write": "./testdata/fleet/write",
	} {
		w.programs[name] = filepath.Join(w.dir, name)
		if err := w.do("", "go", "build", "-trimpath", "-o", w.programs[name], pkg); err != nil {
			return fmt.Errorf("building %s: %w", name, err)
		}
	}
	wants := func(peer string) bool { return slices.Contains(opt.peers, peer) }
	for peer, prepare := range map[string]func() error{
		"duckdb": w.duckdb, "simdjson": w.simdjson, "wc": w.wc, "mlr": w.mlr,
		"previous": func() error { return w.buildPrevious(opt.previous) },
	} {
		if !wants(peer) {
			continue
		}
		if err := prepare(); err != nil {
			w.missing[peer] = err.Error()
		}
	}
	return nil
}

// do runs a command that prepares something, and returns the end of what it said when it fails.
func (w *workshop) do(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "CGO_ENABLED=0")
	fmt.Fprintln(w.log, "+", name, strings.Join(args, " "))
	out, err := cmd.CombinedOutput()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		return fmt.Errorf("%s: %w: %s", name, err, lines[len(lines)-1])
	}
	return nil
}

func (w *workshop) duckdb() error {
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return err
		}
	}
	if err := w.canonical(); err != nil {
		return err
	}
	dir := filepath.Join(w.dir, "duckdb")
	if err := os.CopyFS(dir, os.DirFS("testdata/bench/duckdb")); err != nil && !os.IsExist(err) {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		if err := w.do(dir, "npm", "ci", "--no-audit", "--no-fund"); err != nil {
			return err
		}
	}
	w.programs["duckdb"] = filepath.Join(dir, "run.mjs")
	version, err := exec.Command("node", "--version").Output()
	w.facts = append(w.facts, "node "+strings.TrimSpace(string(version)))
	return err
}

// canonical writes the rubric as the JSON that the DuckDB peer makes its SQL from.
func (w *workshop) canonical() error {
	data, err := os.ReadFile(w.rubric)
	if err != nil {
		return err
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: w.rubric, Data: data})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(w.dir, "rubric.json"), r.Canonical(), 0o600)
}

func (w *workshop) simdjson() error {
	path := filepath.Join(w.dir, "simdjson")
	err := w.do("", "g++", "-O3", "-march=native", "-o", path, "testdata/bench/simdjson/parse.cpp", "-lsimdjson")
	if err != nil {
		return fmt.Errorf("%w (it needs g++ and the package libsimdjson-dev)", err)
	}
	w.programs["simdjson"] = path
	return nil
}

func (w *workshop) wc() (err error) {
	w.programs["wc"], err = exec.LookPath("wc")
	return err
}

func (w *workshop) mlr() (err error) {
	w.programs["mlr"], err = exec.LookPath("mlr")
	return err
}

// data is a file of made-up records.
type data struct {
	path  string
	kind  string // see kinds
	n     int
	bytes int64
}

// data makes n records for a job, or finds those that an earlier group made.
func (w *workshop) data(job string, n int, seed uint64) (data, error) {
	kind, _ := kindOf(job)
	d := data{path: filepath.Join(w.dir, fmt.Sprintf("%s%d-%d.ndjson", kind, n, seed)), kind: kind, n: n}
	if _, err := os.Stat(d.path); err != nil {
		if err := w.generate(d, seed); err != nil {
			return d, err
		}
	}
	info, err := os.Stat(d.path)
	if err == nil {
		d.bytes = info.Size()
	}
	return d, err
}

func (w *workshop) generate(d data, seed uint64) error {
	part := d.path + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	args := []string{"-n", strconv.Itoa(d.n), "-seed", strconv.FormatUint(seed, 10), "-rubric", w.rubric}
	cmd := exec.Command(w.programs["write"], append(args, kinds[d.kind]...)...)
	cmd.Stdout, cmd.Stderr = f, w.log
	fmt.Fprintln(w.log, "+ write", d.n, cmp.Or(d.kind, "plain"), "records")
	if err := cmd.Run(); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(part, d.path)
}

func (d data) digest() (string, error) {
	f, err := os.Open(d.path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read
	h := sha256.New()
	_, err = io.Copy(h, f)
	return fmt.Sprintf("%x", h.Sum(nil)[:8]), err
}

// introduce says what is measured, on what.
func (w *workshop) introduce(out io.Writer) {
	facts := append([]string{fmt.Sprintf("%d × %s", runtime.NumCPU(), processor()), runtime.GOOS, runtime.Version()}, w.facts...)
	fmt.Fprintf(out, "machine: %s\nrubric: %s\n", strings.Join(facts, ", "), w.rubric)
	for _, peer := range slices.Sorted(maps.Keys(w.missing)) {
		fmt.Fprintf(out, "left out %s: %s\n", peer, w.missing[peer])
	}
}

// processor is the name that Linux gives it.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // elsewhere there is none
	for line := range bytes.Lines(info) {
		if name, ok := bytes.CutPrefix(line, []byte("model name\t: ")); ok {
			return string(bytes.TrimSpace(name))
		}
	}
	return runtime.GOARCH
}
