//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"fathom/testdata/fleet"
)

// python is Debian's own: it is the one that has the modules of Debian's packages.
const python = "/usr/bin/python3"

// inFleet is a portfolio on the disk, with a few bad records among the good, and what one run over all of it gives.
type inFleet struct {
	dir, fathom          string
	rows, state, rollups []byte
}

func newFleet(t *testing.T) *inFleet {
	t.Helper()
	const records = 5000
	e := &inFleet{dir: t.TempDir(), fathom: program(t, ".")}
	data := fleetLines(records, fleet.Options{Seed: 5, NA: 0.05, Unknown: 0.05, Panels: 0.02, Bare: 0.01, Notes: 0.05,
		Awkward: 0.2, Bad: 0.002})
	if err := os.WriteFile(filepath.Join(e.dir, "fleet.ndjson"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	e.rows = e.run(t, exitInvalid, "sh", "-c", `"$0" portfolio - -f ndjson --rollup none --keep-going -q < fleet.ndjson`, e.fathom)
	e.state = e.run(t, exitInvalid, e.fathom, "portfolio", "fleet.ndjson", "--by", "region", "--keep-going", "-q", "-f",
		"rollup")
	e.rollups = e.run(t, exitInvalid, e.fathom, "portfolio", "fleet.ndjson", "--by", "region", "--keep-going", "-q",
		"-f", "json")
	bad := bytes.Count(e.rows, []byte(`{"id":null,`))
	if n := bytes.Count(e.rows, []byte("\n")); n != records || bad < 3 || bad > 30 ||
		!bytes.Contains(e.state, []byte(`"subjects":`)) {
		t.Fatalf("one run: %d rows, %d bad, %.200s", n, bad, e.state)
	}
	return e
}

// run runs a command in the folder of the fleet and returns what it prints.
func (e *inFleet) run(t *testing.T, code int, name string, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = e.dir, &out, &errs
	cmd.Env = append(os.Environ(), "FATHOM_LANG=en", "HOME="+e.dir)
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("%s %v: exit code %d, want %d: %.500s", name, args, got, code, &errs)
	}
	return out.Bytes()
}

// withoutLines takes the numbers of lines out of the rows of bad records: a shard counts its own.
func withoutLines(rows []byte) []byte {
	number := regexp.MustCompile(`(line(?:":| ))\d+`)
	return regexp.MustCompile(`(?m)^\{"id":null,.*$`).ReplaceAllFunc(rows,
		func(row []byte) []byte { return number.ReplaceAll(row, []byte("${1}0")) })
}

// TestEngines: under an engine that pipes lines through processes, on many shards, the command gives what one run over
// everything gives: the same rows in the same order, the same state and the same roll-up, to the byte.
func TestEngines(t *testing.T) {
	t.Parallel()
	e := newFleet(t)
	t.Run("parallel as filter", e.parallelFilter)
	t.Run("parallel as mapper", e.parallelMapper)
	t.Run("Dask", e.dask)
}

// parallelFilter: each line is answered by one line, in order, a bad one too.
func (e *inFleet) parallelFilter(t *testing.T) {
	wants(t, "GNU parallel", "parallel", "--version")
	command := e.fathom + ` portfolio - -f ndjson --rollup none --line-buffered --keep-going -q || [ $? = 3 ]`
	for _, args := range [][]string{
		{"--pipepart", "-a", "fleet.ndjson", "--block", "1M", "-k", command},
		{"--pipe", "--block", "300k", "-k", command},
		{"--pipe", "--round-robin", "-j", "3", "--block", "300k", command}, // each process has many blocks, in no order
	} {
		t.Run(args[0]+" "+args[1], func(t *testing.T) {
			got := e.run(t, 0, "sh", append([]string{"-c", `parallel "$@" < fleet.ndjson`, "sh"}, args...)...)
			got, want := withoutLines(got), withoutLines(e.rows)
			if slices.Contains(args, "--round-robin") {
				got, want = sorted(got), sorted(want)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%d bytes in %d rows, want %d in %d", len(got), bytes.Count(got, []byte("\n")), len(want), bytes.Count(want, []byte("\n")))
			}
		})
	}
}

func sorted(rows []byte) []byte {
	lines := bytes.SplitAfter(rows, []byte("\n"))
	slices.SortFunc(lines, bytes.Compare)
	return bytes.Join(lines, nil)
}

// parallelMapper: the states of the shards merge to the state of the whole, in whatever order and in steps.
func (e *inFleet) parallelMapper(t *testing.T) {
	wants(t, "GNU parallel", "parallel", "--version")
	e.run(t, 0, "parallel", "--pipepart", "-a", "fleet.ndjson", "--block", "1M", e.fathom+` portfolio - --by region --keep-going -q -f rollup=part-{#}.json || [ $? = 3 ]`)
	parts, err := filepath.Glob(filepath.Join(e.dir, "part-*.json"))
	if err != nil || len(parts) < 4 {
		t.Fatalf("%d shards, %v", len(parts), err)
	}
	slices.Sort(parts)
	for range 2 {
		slices.Reverse(parts[1:]) // the first stays, the others turn
		e.merges(t, parts)
	}
	half := filepath.Join(e.dir, "half.json")
	e.run(t, 0, e.fathom, append([]string{"portfolio", "--merge", "-q", "-f", "rollup=" + half}, parts[:2]...)...)
	e.merges(t, append([]string{half}, parts[2:]...))
}

func (e *inFleet) merges(t *testing.T, parts []string) {
	t.Helper()
	merge := append([]string{"portfolio", "--merge"}, parts...)
	if got := e.run(t, 0, e.fathom, append(merge, "-f", "rollup")...); !bytes.Equal(got, e.state) {
		t.Errorf("the state of %v:\n%.300s\nwant\n%.300s", parts, got, e.state)
	}
	if got := e.run(t, 0, e.fathom, append(merge, "-f", "json")...); !bytes.Equal(got, e.rollups) {
		t.Errorf("the roll-up of %v:\n%.300s\nwant\n%.300s", parts, got, e.rollups)
	}
}

// dask: two worker processes share seven shards.
func (e *inFleet) dask(t *testing.T) {
	wants(t, "Dask distributed", python, "-c", "import distributed")
	script, err := filepath.Abs(filepath.Join(root, "testdata/engines/dask_shards.py"))
	if err != nil {
		t.Fatal(err)
	}
	e.run(t, 0, python, script, "fleet.ndjson", "dask.json", "7", "--", e.fathom, "portfolio", "-", "--by", "region",
		"-q")
	got, err := os.ReadFile(filepath.Join(e.dir, "dask.json"))
	if err != nil || !bytes.Equal(got, e.state) {
		t.Errorf("%v\n%.300s\nwant\n%.300s", err, got, e.state)
	}
}
