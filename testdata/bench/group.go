package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// plainMax is the number of records above which plainjson is left out: it takes minutes.
const plainMax = 100_000

// commands lists ours and the peers of one group. Ours comes first.
func (w *workshop) commands(d data, job string, workers int, opt options) []command {
	_, job = kindOf(job)
	jobs, rollup := strconv.Itoa(workers), filepath.Join(w.dir, "rollup.json")
	fill := strings.NewReplacer("{data}", d.path, "{rubric}", w.rubric, "{jobs}", jobs, "{rollup}", rollup,
		"{mapping}", filepath.Join(w.dir, mappingName))
	args := strings.Fields(fill.Replace(oursFor(d.kind, opt.ours[job])))
	if path, ok := w.programs[args[0]]; ok {
		args[0] = path
	}
	out := []command{{name: "ours", args: args, same: true}}
	add := func(name string, c command) {
		if d.kind == builtin && c.same { // its means are not plain, so nobody else scores it
			return
		}
		if slices.Contains(opt.peers, name) && w.missing[name] == "" {
			c.name = name
			out = append(out, c)
		}
	}
	if job == "import" {
		add("mlr", command{args: []string{w.programs["mlr"], "--icsv", "--ojson", "cat", d.path}, about: "checks nothing"})
		add("wc", command{args: []string{w.programs["wc"], "-l", d.path}, about: "counts lines"})
		return out
	}
	if now := w.programs["fathom"]; args[0] == now && now != "" {
		add("previous", command{args: append([]string{w.programs["previous"]}, args[1:]...), about: "as of " + w.before})
	}
	plain := []string{w.programs["plainjson"], "-rubric", w.rubric, "-jobs", jobs}
	switch job {
	case "rollup":
		plain = append(plain, "-rows=false", "-rollup", "-")
	case "both":
		plain = append(plain, "-rollup", rollup)
	}
	if d.n <= plainMax {
		add("plainjson", command{args: append(plain, d.path), same: true})
	}
	mode := strings.Replace(job, "start", "rows", 1)
	duck := []string{"node", w.programs["duckdb"], filepath.Join(w.dir, "rubric.json"), d.path, "--mode", mode,
		"--threads", jobs}
	if job == "both" {
		duck = append(duck, "--rollup", rollup)
	}
	add("duckdb", command{args: duck, same: true, about: "checks nothing"})
	if job == "start" {
		add("hello", command{args: []string{w.programs["hello"]}, about: "prints a line"})
	}
	if job != "start" && workers == 1 {
		add("simdjson", command{args: []string{w.programs["simdjson"], d.path}, about: "parses only"})
		add("wc", command{args: []string{w.programs["wc"], "-l", d.path}, about: "counts lines"})
	}
	return out
}

// group measures one group and prints its table. The error tells which outputs are not ours.
func (w *workshop) group(out io.Writer, d data, job string, workers, rounds int, opt options) error {
	digest, err := d.digest()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s, %d worker(s): %d records, %.1f MB, seed %d, sha256 %s; median of %d rounds (min-max)\n",
		job, workers, d.n, megabytes(d.bytes), opt.seed, digest, rounds)
	if job != "import" && d.n > plainMax && slices.Contains(opt.peers, "plainjson") {
		fmt.Fprintf(out, "left out plainjson: above %d records it takes minutes\n", plainMax)
	}
	commands, wrong := w.agree(w.commands(d, job, workers, opt), d, job)
	for _, err := range wrong {
		fmt.Fprintln(out, "not measured:", err)
	}
	if len(commands) == 0 {
		return errors.Join(wrong...)
	}
	samples := make([][]sample, len(commands))
	for range rounds {
		for i, c := range commands {
			s, err := w.measure(c, nil) // the null device
			if err != nil {
				return err
			}
			samples[i] = append(samples[i], s)
		}
	}
	table(out, d, commands, samples)
	w.medians.add(job, d.n, workers, samples[0])
	bar(out, job, commands, samples)
	return errors.Join(wrong...)
}

// agree runs every command once, which warms up, and keeps those that work and write what ours writes. Without ours
// there is nothing to compare with, and nothing is kept.
func (w *workshop) agree(commands []command, d data, job string) ([]command, []error) {
	var kept []command
	var wrong []error
	var ours output
	for i, c := range commands {
		got, err := w.output(c, job)
		if err != nil {
			wrong = append(wrong, err)
			if i == 0 {
				return nil, wrong
			}
			continue
		}
		if i == 0 {
			ours = got
		}
		if err := differs(c, got, ours, d); err != nil {
			wrong = append(wrong, fmt.Errorf("%s, %d records, %s: %w", job, d.n, c.name, err))
			continue
		}
		kept = append(kept, compared(c, got, ours))
	}
	return kept, wrong
}

// output is what a command wrote: the hash of its rows, the beginning of what it wrote, and its roll-up.
type output struct {
	hash   string
	begins []byte
	rollup []byte
}

// output runs a command and keeps of what it writes the hash, and the whole where it is short.
func (w *workshop) output(c command, job string) (output, error) {
	rollup := filepath.Join(w.dir, "rollup.json")
	if err := os.Remove(rollup); err != nil && !os.IsNotExist(err) {
		return output{}, err
	}
	h, begins := sha256.New(), &beginning{}
	if _, err := w.measure(c, io.MultiWriter(h, begins)); err != nil {
		return output{}, err
	}
	got := output{hash: fmt.Sprintf("%x", h.Sum(nil)), begins: begins.Bytes()}
	switch _, job := kindOf(job); {
	case job == "rollup":
		got.hash, got.rollup = "", got.begins
	case job == "both" && c.same:
		var err error
		if got.rollup, err = os.ReadFile(rollup); err != nil {
			return got, err
		}
	}
	return got, nil
}

// beginning keeps the first megabyte of what is written.
type beginning struct{ bytes.Buffer }

func (b *beginning) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), 1<<20-b.Len())])
	return len(p), nil
}

// differs tells in what a command's output is not what it must be.
func differs(c command, got, ours output, d data) error {
	switch {
	case c.same && got.hash != ours.hash:
		return fmt.Errorf("its output hashes to %.8s, ours to %.8s", got.hash, ours.hash)
	case c.same && c.name != "ours" && ours.rollup != nil:
		return sameRollup(got.rollup, ours.rollup)
	case c.name == "simdjson":
		if d.kind == builtin { // which has more criteria than practices
			ours.rollup = nil
		}
		return parsed(got.begins, ours.rollup, d.n)
	}
	return nil
}
