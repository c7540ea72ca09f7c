// Bench measures the portfolio command against other ways to do the same job, side by side:
//
//	go run ./testdata/bench -n 10k,100k,1m -rounds 5
//
// Every command of a group (one size, one job, one number of workers) runs once to warm up and to have its output
// compared with ours: rows by hash, roll-ups number by number. Then the commands take turns for the given number of
// rounds, each a whole process that writes to /dev/null. Wall time is the clock's, CPU time and peak memory the
// operating system's. A ratio is the median of the rounds' own ratios, theirs divided by ours of the same round, so a
// disturbance that lasts longer than a round falls on both.
//
// The jobs: rows (a line for each record), rollup (the sums over all records, no rows), both (rows, and the roll-up
// into a file), start (a file of one record: what starting costs), import (a survey of 100 columns, a row each, read
// by a mapping and written as records). Of rows, rollup and both there are kinds by the data: builtin-rows is of the
// built-in rubric, whose tables are larger than the nearest cache, shuffled-rows of records with their keys in any
// order, spaced-rows of records with blanks, all of them up to 100,000. In the end it is said what a second worker gave
// and how peaks grew.
//
// The peers, beside ours:
//
//	previous   Fathom as of the last tag, or of another commit: -previous 12a2478e
//	plainjson  Go, encoding/json into maps, fathom's own scoring: the usual first draft
//	duckdb     DuckDB from Node: the same numbers in SQL; it checks nothing
//	simdjson   C++, On-Demand, the levels added up and nothing else: a bound, not a peer
//	wc         wc -l: what reading the file costs
//	hello      a Go program that prints one line (job start)
//	mlr        Miller's mlr --icsv --ojson cat: the table as JSON, and nothing else (job import)
//
// What is missing on the machine is left out, with the reason. Nothing is installed but DuckDB, by npm, into the folder
// that is removed in the end.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	sizes   []int
	workers []int
	jobs    []string
	peers   []string
	ours    map[string]string // command by job
	rounds  int
	seed    uint64

	previous string // commit, "" for the last tag
	dir      string // "" for a temporary one
	rubric   string
}

var errUsage = errors.New("no words but flags, and a round at least; see -h")

func parse(args []string, stderr io.Writer) (options, error) {
	opt := options{ours: map[string]string{}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("n", "10k,100k,1m", "numbers of records")
	workers := flags.String("workers", "1,2", "numbers of workers")
	jobs := flags.String("jobs", "rows,rollup,builtin-rows,builtin-rollup,shuffled-rows,spaced-rows,start",
		"of rows, rollup, both, start, import; rows, rollup and both also of builtin-, shuffled- and spaced- data")
	peers := flags.String("peers", "previous,plainjson,duckdb,simdjson,wc,hello,mlr", "whom to compare with")
	flags.IntVar(&opt.rounds, "rounds", 5, "measured rounds, after one to warm up")
	flags.Uint64Var(&opt.seed, "seed", 1, "seed of the data")
	flags.StringVar(&opt.dir, "dir", "", "`folder` for data and programs; it is kept, and what is there already is used again")
	flags.StringVar(&opt.previous, "previous", "", "`commit` that the peer of that name is built from; empty for the last tag")
	flags.StringVar(&opt.rubric, "rubric", "testdata/bench/rubric.yaml", "rubric `file`")
	const words = "; {data} {rubric} {jobs} {rollup} {mapping} are replaced"
	rows := flags.String("rows", "fathom portfolio {data} --rubric {rubric} -f ndjson --jobs {jobs}", "our `command` for rows and start"+words)
	rollup := flags.String("rollup", "fathom portfolio {data} --rubric {rubric} -f json --by region --jobs {jobs}", "our `command` for rollup"+words)
	both := flags.String("both", "fathom portfolio {data} --rubric {rubric} -f ndjson -f json={rollup} --by region --jobs {jobs}", "our `command` for both"+words)
	imports := flags.String("import", "fathom form import {data} --mapping {mapping} -o -", "our `command` for import"+words)
	if err := flags.Parse(args); err != nil {
		return opt, err
	}
	opt.ours = map[string]string{"rows": *rows, "start": *rows, "rollup": *rollup, "both": *both, "import": *imports}
	opt.jobs, opt.peers = strings.Split(*jobs, ","), strings.Split(*peers, ",")
	for _, job := range opt.jobs {
		if _, does := kindOf(job); opt.ours[does] == "" || !hasKind(job) {
			return opt, fmt.Errorf("no job %s", job)
		}
	}
	var err, err2 error
	opt.sizes, err = numbers(*sizes)
	opt.workers, err2 = numbers(*workers)
	if flags.NArg() > 0 || opt.rounds < 1 {
		return opt, errUsage
	}
	return opt, cmp.Or(err, err2)
}

// numbers reads a list such as 10k,100k,1m.
func numbers(list string) ([]int, error) {
	var out []int
	for _, word := range strings.Split(list, ",") {
		digits := strings.NewReplacer("k", "000", "m", "000000").Replace(word)
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("want numbers like 10k,1m, not %s", list)
		}
		out = append(out, n)
	}
	return out, nil
}

func run(args []string, out, stderr io.Writer) error {
	opt, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if opt.dir == "" {
		if opt.dir, err = os.MkdirTemp("", "fathom-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(opt.dir)
	}
	if opt.dir, err = filepath.Abs(opt.dir); err != nil {
		return err
	}
	interrupted := make(chan os.Signal, 1) // the command under way ends by itself; what we made is removed
	signal.Notify(interrupted, os.Interrupt)
	w := &workshop{dir: opt.dir, rubric: opt.rubric, programs: map[string]string{}, missing: map[string]string{},
		log: stderr}
	if err := w.build(opt); err != nil {
		return err
	}
	w.introduce(out)
	errs := w.groups(opt, out, interrupted)
	w.medians.summary(out)
	return errors.Join(errs...)
}

// groups runs every group and returns what failed or did not agree.
func (w *workshop) groups(opt options, out io.Writer, interrupted <-chan os.Signal) []error {
	var errs []error
	group := func(job string, n, workers, rounds int) {
		if kind, _ := kindOf(job); len(interrupted) > 0 || kind != "" && n > kindMax {
			return
		}
		make := func(n int, seed uint64) (data, error) { return w.data(job, n, seed) }
		if job == "import" {
			make = w.survey
		}
		data, err := make(n, opt.seed)
		if err == nil {
			err = w.group(out, data, job, workers, rounds, opt)
		}
		errs = append(errs, err)
	}
	if slices.Contains(opt.jobs, "start") {
		group("start", 1, 1, max(opt.rounds, 21))
	}
	for _, n := range opt.sizes {
		for _, job := range opt.jobs {
			for i, workers := range opt.workers {
				if job != "start" && (job != "import" || i == 0) {
					group(job, n, workers, opt.rounds)
				}
			}
		}
	}
	return errs
}
