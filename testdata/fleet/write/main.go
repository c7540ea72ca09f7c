// Write writes made-up assessments to standard output, one a line, or into a folder of answer files.
//
//	go run ./testdata/fleet/write -n 1000000 -seed 1 > f.ndjson
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/testdata/fleet"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string, out, stderr io.Writer) error {
	opt := fleet.Default()
	flags := flag.NewFlagSet("write", flag.ContinueOnError)
	flags.SetOutput(stderr)
	n := flags.Int("n", 10_000, "how many records")
	path := flags.String("rubric", "testdata/bench/rubric.yaml", "rubric `file`; empty for the built-in one")
	folder := flags.String("yaml", "", "write answer files into this `folder` in place of lines")
	flags.Uint64Var(&opt.Seed, "seed", opt.Seed, "another seed, other records")
	for name, to := range map[string]*float64{
		"na": &opt.NA, "unknown": &opt.Unknown, "unanswered": &opt.Unanswered, "notes": &opt.Notes,
		"awkward":  &opt.Awkward,
		"evidence": &opt.Evidence, "confidence": &opt.Confidence, "long": &opt.Long, "panels": &opt.Panels,
		"bare": &opt.Bare, "bad": &opt.Bad,
	} {
		flags.Float64Var(to, name, *to, "share, 0 to 1; see fleet.Options")
	}
	flags.BoolVar(&opt.Shuffle, "shuffle", false, "the keys of every object in random order")
	flags.BoolVar(&opt.Spaced, "spaced", false, "blanks around every mark")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	r, err := read(*path)
	if err != nil {
		return err
	}
	f := fleet.New(r, opt)
	if *folder != "" {
		return f.WriteFolder(*folder, *n)
	}
	return lines(out, f, *n)
}

func read(path string) (*rubric.Rubric, error) {
	if path == "" {
		return channelteam.Rubric(), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	return r, err
}

func lines(out io.Writer, f *fleet.Fleet, n int) error {
	w := bufio.NewWriterSize(out, 1<<20)
	var line []byte
	for i := range n {
		line = append(f.Append(line[:0], i), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return w.Flush()
}
