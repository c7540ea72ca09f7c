//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/testdata/fleet"
)

// spreadRead is what a roll-up tells of a node, as JSON.
type spreadRead struct {
	ID                string
	N, Mean, Min, Max float64
}

// TestRowsAddUpToTheRollup: DuckDB counts 100,000 rows, and comes to the count, the mean and the ends of the roll-up of
// the same run, to the last digit: overall, of each part and of each dimension. Three in ten answers do
// not count, so that scores have any number of digits, and some subjects have none.
func TestRowsAddUpToTheRollup(t *testing.T) {
	t.Parallel()
	modules, dir := npmModules(t), t.TempDir()
	script, err := filepath.Abs(filepath.Join(root, "testdata/readers/sums.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(filepath.Join(root, "testdata/bench/rubric.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"ndjson", "csv"} {
		run := func(stdin io.Reader, name string, args ...string) []byte {
			cmd := exec.Command(name, args...)
			cmd.Dir, cmd.Stdin = dir, stdin
			cmd.Env = append(os.Environ(), "NODE_MODULES="+modules)
			return output(t, cmd)
		}
		rows := "rows." + format
		run(fleetStream(t, path, 100_000), program(t, "."), "portfolio", "-", "-q", "--rubric", path, "-f",
			format+"="+rows, "-f", "json=rollup.json")
		columns, want := rollupRead(t, filepath.Join(dir, "rollup.json"), format == "csv")
		var got [][]float64
		if err := json.Unmarshal(run(nil, "node", append([]string{script, rows}, columns...)...), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: count, mean, least and greatest of %v:\n%s", format, columns, diff)
		}
	}
}

// fleetStream are made-up assessments, as a stream.
func fleetStream(t *testing.T, rubric string, n int) io.Reader {
	t.Helper()
	r, _, err := new(app).rubricAt(rubric)
	if err != nil {
		t.Fatal(err)
	}
	f := fleet.New(r, fleet.Options{Seed: 20, NA: 0.1, Unanswered: 0.2, Bare: 0.1})
	read, write := io.Pipe()
	go func() {
		buffered := bufio.NewWriter(write)
		for i := range n {
			buffered.Write(append(f.Append(nil, i), '\n'))
		}
		buffered.Flush()
		write.Close()
	}()
	return read
}

// rollupRead are the columns of rows that a roll-up tells of, and what it tells.
func rollupRead(t *testing.T, path string, isTable bool) (columns []string, told [][]float64) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rollup struct {
		Overall           spreadRead
		Parts, Dimensions []spreadRead
	}
	if err := json.Unmarshal(data, &rollup); err != nil {
		t.Fatal(err)
	}
	add := func(list, column string, s spreadRead) {
		if !isTable {
			column = list + "." + column
		}
		columns = append(columns, column)
		told = append(told, []float64{s.N, s.Mean, s.Min, s.Max})
	}
	add("overall", "score", rollup.Overall)
	for _, p := range rollup.Parts {
		add("parts", `"`+p.ID+`"`, p)
	}
	for _, d := range rollup.Dimensions {
		add("dimensions", `"`+d.ID+`"`, d)
	}
	return columns, told
}
