// Plainjson is the usual first draft of a portfolio command: encoding/json into maps, fathom's own scoring, strconv. It
// is a peer of the benchmark, and what its other peers must agree with byte for byte.
//
//	plainjson -rubric FILE [-jobs N] [-rows=false] [-rollup FILE] DATA
//
// Rows go to standard output, the roll-up to a file or, with -, to standard output. The first bad line ends it. Panels
// are left out.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"

	"fathom/assess"
	"fathom/rubric/rubricfile"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("plainjson", flag.ContinueOnError)
	path := flags.String("rubric", "testdata/bench/rubric.yaml", "rubric `file`")
	jobs := flags.Int("jobs", 1, "how many workers")
	rows := flags.Bool("rows", true, "write a line for each record")
	rollup := flags.String("rollup", "", "write the roll-up to this `file`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name one file of records")
	}
	m, err := compile(*path)
	if err != nil {
		return err
	}
	in, err := os.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer in.Close() // only read
	w := bufio.NewWriterSize(out, 1<<20)
	sum, err := portfolio(m, in, w, *jobs, *rows)
	if err != nil {
		return err
	}
	switch *rollup {
	case "":
	case "-":
		_, err = w.Write(sum.json())
	default:
		err = os.WriteFile(*rollup, sum.json(), 0o600)
	}
	return errors.Join(err, w.Flush())
}

func compile(path string) (*assess.Model, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	if err != nil {
		return nil, err
	}
	return assess.Compile(r), nil
}

// batch is some lines on their way through a worker to the writer.
type batch struct {
	first int // number of the first line
	lines [][]byte
	done  chan result
}

type result struct {
	rows []byte
	err  error
}

const batchLines = 256

// portfolio reads lines, scores them in a number of workers, and writes the rows in the order of the lines.
func portfolio(m *assess.Model, in io.Reader, out io.Writer, jobs int, rows bool) (*rollup, error) {
	work, order, stop := make(chan batch), make(chan batch, 2*jobs), make(chan struct{})
	var readErr error
	go func() {
		readErr = split(in, work, order, stop)
		close(work)
		close(order)
	}()
	sums := make([]*rollup, jobs)
	var workers sync.WaitGroup
	for i := range sums {
		sums[i] = newRollup(m)
		workers.Go(func() {
			for b := range work {
				b.done <- score(m, b, sums[i], rows)
			}
		})
	}
	err := collect(order, out)
	close(stop)
	for range order { // what was on its way
	}
	workers.Wait()
	for _, s := range sums[1:] {
		sums[0].add(s)
	}
	return sums[0], errors.Join(err, readErr)
}

func collect(order <-chan batch, out io.Writer) error {
	for b := range order {
		res := <-b.done
		if res.err != nil {
			return res.err
		}
		if _, err := out.Write(res.rows); err != nil {
			return err
		}
	}
	return nil
}

// split hands the lines out in batches: to the workers, and in their order to the writer.
func split(in io.Reader, work, order chan<- batch, stop <-chan struct{}) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for n := 1; ; {
		b := batch{first: n, done: make(chan result, 1)}
		for len(b.lines) < batchLines && lines.Scan() {
			b.lines = append(b.lines, bytes.Clone(lines.Bytes()))
		}
		if len(b.lines) == 0 {
			return lines.Err()
		}
		n += len(b.lines)
		select {
		case order <- b:
			work <- b
		case <-stop:
			return nil
		}
	}
}

func score(m *assess.Model, b batch, sum *rollup, rows bool) result {
	var out []byte
	for i, line := range b.lines {
		a, err := read(m, line)
		if err != nil {
			return result{err: fmt.Errorf("line %d: %w", b.first+i, err)}
		}
		res := m.Evaluate(a, assess.Options{})
		sum.count(res)
		if rows {
			out = appendRow(out, res)
		}
	}
	return result{rows: out}
}
