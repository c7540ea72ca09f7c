package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
)

// table prints the figures of one group. Ratios are the others' divided by ours, round by round: above 1 ours is
// better.
func table(out io.Writer, d data, commands []command, samples [][]sample) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\twall s\t(min-max)\trecords/s\tMB/s\tCPU s\tRSS MB\twall/ours\t(min-max)\tCPU/ours\t(min-max)\t \n")
	for i, c := range commands {
		s := samples[i]
		wall, cpu := each(s, wallOf), each(s, cpuOf)
		seconds := wall.median()
		fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%.1f\t%s\t%.1f\t", c.name, digits(seconds), wall.span(), float64(d.n)/seconds,
			megabytes(d.bytes)/seconds,
			digits(cpu.median()), each(s, rssOf).median())
		if i == 0 {
			fmt.Fprint(t, "1\t\t1\t\t")
		} else {
			walls, cpus := ratios(s, samples[0], wallOf), ratios(s, samples[0], cpuOf)
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t", digits(walls.median()), walls.span(), digits(cpus.median()), cpus.span())
		}
		fmt.Fprintf(t, "  %s\n", c.about)
	}
	_ = t.Flush() // as any print to the terminal
	fmt.Fprintf(out, "others used %.0f %% of the machine meanwhile; a peak below %.1f MB shows as that\n", 100*others(samples), megabytes(floor()))
}

// others is the share of the machine that was not used by what was measured, 0 to 1.
func others(samples [][]sample) float64 {
	var wall, own, all float64
	for _, s := range slices.Concat(samples...) {
		wall += s.wall.Seconds()
		own += s.cpu.Seconds()
		all += s.busy.Seconds()
	}
	return max(0, (all-own)/(wall*float64(runtime.NumCPU())))
}

func wallOf(s sample) float64 { return s.wall.Seconds() }
func cpuOf(s sample) float64  { return s.cpu.Seconds() }
func rssOf(s sample) float64  { return megabytes(s.rss) }

// figures are one number of each round.
type figures []float64

func each(samples []sample, of func(sample) float64) figures {
	var out figures
	for _, s := range samples {
		out = append(out, of(s))
	}
	return out
}

// ratios divides round by round.
func ratios(theirs, ours []sample, of func(sample) float64) figures {
	var out figures
	for i := range theirs {
		out = append(out, of(theirs[i])/of(ours[i]))
	}
	return out
}

func (f figures) median() float64 {
	sorted := slices.Sorted(slices.Values(f))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func (f figures) span() string {
	return "(" + digits(slices.Min(f)) + "-" + digits(slices.Max(f)) + ")"
}

// digits prints a positive number with about three significant digits.
func digits(x float64) string {
	switch {
	case x < 0.0995:
		return fmt.Sprintf("%.4f", x)
	case x < 9.95:
		return fmt.Sprintf("%.2f", x)
	case x < 99.5:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}
