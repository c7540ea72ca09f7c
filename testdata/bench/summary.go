package main

import (
	"fmt"
	"io"
	"slices"
)

// most is how much CPU time ours may take on one worker beside the bound, which only parses.
var most = map[string]float64{"rows": 2.2, "rollup": 1.8, "builtin-rows": 2.4, "builtin-rollup": 2}

// bar says how ours stands to the bound, of a job that has one.
func bar(out io.Writer, job string, commands []command, samples [][]sample) {
	at := slices.IndexFunc(commands, func(c command) bool { return c.name == "simdjson" })
	if limit := most[job]; at > 0 && limit > 0 {
		f := ratios(samples[0], samples[at], cpuOf)
		fmt.Fprintf(out, "ours takes %s times the CPU time %s of simdjson, which only parses; at most %.1f\n",
			digits(f.median()), f.span(), limit)
	}
}

// medians are what ours took in each group, in the order of the groups.
type medians []median

type median struct {
	job        string
	n, workers int
	wall, rss  float64 // seconds, megabytes
}

func (m *medians) add(job string, n, workers int, ours []sample) {
	*m = append(*m, median{job, n, workers, each(ours, wallOf).median(), each(ours, rssOf).median()})
}

// summary says what a second worker gave, and what the peak of the most records is beside that of the fewest.
func (m medians) summary(out io.Writer) {
	for _, two := range m {
		for _, one := range m {
			if two.workers == 2 && one.workers == 1 && two.job == one.job && two.n == one.n {
				fmt.Fprintf(out, "%s, %d records: the second worker makes it %.2f times as fast\n", two.job, two.n,
					one.wall/two.wall)
			}
		}
	}
	for _, few := range m {
		many := few
		for _, other := range m {
			if other.job == few.job && other.workers == few.workers && other.n > many.n {
				many = other
			}
		}
		if many.n > few.n && !m.below(few) {
			fmt.Fprintf(out, "%s, %d worker(s): the peak of %d records is %.3f of that of %d\n", few.job, few.workers,
				many.n, many.rss/few.rss, few.n)
		}
	}
}

// below reports whether a group of fewer records, but alike, is there.
func (m medians) below(few median) bool {
	return slices.ContainsFunc(m, func(o median) bool {
		return o.job == few.job && o.workers == few.workers && o.n < few.n
	})
}
