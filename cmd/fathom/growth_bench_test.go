//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// This file measures how the commands grow: what one more criterion, rater, file or row costs when there are few and
// when there are many. `make bench-growth` prints it; a column that stays is a command that does no more than its work.

// grown writes a rubric of n criteria, five a practice or more, each practice with actions, and returns its folder.
func grown(tb testing.TB, dir string, n int) string {
	var b strings.Builder
	b.WriteString(`format: fathom.rubric/1
id: grown
version: 1.0.0
languages: [en]
title: {en: Growth}
scales:
  maturity:
    - {level: 1, name: {en: Ad hoc}, meaning: {en: Meaning of 1.}}
    - {level: 2, name: {en: Started}, meaning: {en: Meaning of 2.}}
    - {level: 3, name: {en: Defined}, meaning: {en: Meaning of 3.}}
    - {level: 4, name: {en: Managed}, meaning: {en: Meaning of 4.}}
    - {level: 5, name: {en: Leading}, meaning: {en: Meaning of 5.}}
owners: {LEAD: {en: Lead}}
parts: [{id: team, name: {en: Team}, noun: {en: practice}}]
dimensions:
`)
	practices := min(n/5, 1000) // the most that a rubric may have
	groups := max(practices/10, 1)
	for d := range groups {
		fmt.Fprintf(&b, "  - {id: d%d, part: team, name: {en: Dimension %d}}\n", d, d)
	}
	for p := range practices {
		if p%200 == 0 { // a file holds 200,000 values at most
			madeFile(tb, filepath.Join(dir, fmt.Sprintf("%05d.yaml", p)), b.String())
			b.Reset()
			b.WriteString("practices:\n")
		}
		fmt.Fprintf(&b, "  - id: p%[1]d\n    dimension: d%[2]d\n    name: {en: Practice %[1]d}\n    weight: %[3]d\n"+
			"    target: %[4]d\n    criteria:\n", p, p*groups/practices, 1+p%3, 3+p%3)
		for c := range n / practices {
			fmt.Fprintf(&b, "      - {id: c%[1]d, name: {en: Criterion %[1]d of %[2]d}, core: %[4]t, levels: {"+
				"1: {en: Nobody counts case %[3]d.}, 2: {en: At least 20%% of case %[3]d.}, "+
				"3: {en: At least 40%% of case %[3]d.}, 4: {en: At least 60%% of case %[3]d.}, "+
				"5: {en: At least 80%% of case %[3]d.}}}\n", c, p, n/practices*p+c, c == 0)
		}
		b.WriteString("    actions:\n")
		for l := 2; l <= 5; l++ {
			fmt.Fprintf(&b, "      - {to: %d, effort: S, person_days: 3, days: 10, owner: LEAD, "+
				"text: {en: Do step %[1]d of %d.}, kpi: {en: All}}\n", l, p)
		}
	}
	madeFile(tb, filepath.Join(dir, "rest.yaml"), b.String())
	return dir
}

// answered writes the answers of one rater to it, a third of them not the rater's own level: to three criteria of four,
// and to half of them where these are more than the 5,000 keys that a mapping may have.
func answered(tb testing.TB, path string, n, rater int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format: fathom.answers/1\nrubric: {id: grown, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-05-01\n"+
		"rater: {id: r%d}\nanswers:\n", rater)
	each := n / min(n/5, 1000)
	for i := range n {
		if i%4 == 3 || n > 6000 && i%2 == 1 {
			continue // unanswered
		}
		fmt.Fprintf(&b, "  p%d/c%d: %d\n", i/each, i%each, 1+(i*7+i/5+rater%3)%5)
	}
	return madeFile(tb, path, b.String())
}

func madeFile(tb testing.TB, path, text string) string {
	tb.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
	return path
}

// growthPolicies are rules whose verdict, with what is missing and a way to meet it, takes more than reading it off.
func growthPolicies() map[string]string {
	return map[string]string{
		"scores":     "min_score: {overall: 4.5, practices: 4}",
		"levels":     "min_level: {team: 4}",
		"attainment": "min_attainment: 0.99",
		"missing":    "max_unanswered: 0.01\nmax_unknown: 0",
		"floors":     "floors: true\nmin_score: {overall: 4.9}\nmax_unanswered: 0.5",
		"regression": "max_regression: {overall: 0.1, practices: 0.1}",
	}
}

// grows runs a command for each size and says what one of its items costs.
func grows(b *testing.B, items int, args ...string) {
	b.Helper()
	b.ReportAllocs()
	before := worked(b)
	for b.Loop() {
		var said strings.Builder
		a := app{in: strings.NewReader(""), out: io.Discard, err: &said, getenv: func(string) string { return "" }}
		if code := a.run(args); code > 1 && args[0] != "rubric" {
			b.Fatalf("%v: %d %.500s", args, code, said.String())
		}
	}
	b.ReportMetric(float64(worked(b)-before)/float64(b.N)/float64(items), "cpu-ns/item")
}

// worked is the time that processors spent for this process, in nanoseconds: other programs do not change it.
func worked(b *testing.B) int64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}

// BenchmarkGrowthCriteria: 10 to 10,000 criteria.
func BenchmarkGrowthCriteria(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		dir := b.TempDir()
		rubric, now := grown(b, b.TempDir(), n), answered(b, filepath.Join(dir, "now.yaml"), n, 1)
		then := answered(b, filepath.Join(dir, "then.yaml"), n, 2)
		commands := [][]string{
			{"score", now}, {"report", now}, {"report", now, "-f", "html"},
			{"merge", now, then}, {"compare", then, now},
			{"plan", now}, {"plan", now, "--budget", "60"}, {"plan", now, "--reach", "overall=4"},
			{"rubric", "lint", rubric},
		}
		for name, rules := range growthPolicies() {
			policy := madeFile(b, filepath.Join(dir, name), "format: fathom.policy/1\n"+rules+"\n")
			commands = append(commands, []string{"check", now, "--baseline", then, "--policy", policy})
		}
		for _, args := range commands {
			short := strings.NewReplacer(dir+string(filepath.Separator), "", rubric, "")
			name := fmt.Sprintf("%s/%d", short.Replace(strings.Join(args, " ")), n)
			b.Run(name, func(b *testing.B) {
				if args[0] != "rubric" {
					args = append(args, "--rubric", rubric)
				}
				grows(b, n, args...)
			})
		}
	}
}

// BenchmarkGrowthRaters: 10 to 500 raters of one subject.
func BenchmarkGrowthRaters(b *testing.B) {
	const criteria = 50
	rubric := grown(b, b.TempDir(), criteria)
	for _, n := range []int{10, 100, 500} {
		dir := b.TempDir()
		args := []string{"merge", "--rubric", rubric}
		for k := range n {
			args = append(args, answered(b, filepath.Join(dir, fmt.Sprintf("%03d.yaml", k)), criteria, k))
		}
		panel := filepath.Join(dir, "panel.yaml")
		b.Run(fmt.Sprintf("merge/%d", n), func(b *testing.B) {
			grows(b, n, append(args, "-q", "-f", "yaml="+panel)...)
		})
		for _, command := range []string{"score", "report", "check"} {
			args := []string{command, panel, "--rubric", rubric}
			if command == "check" {
				args = append(args, "--min-overall", "4.5")
			}
			b.Run(fmt.Sprintf("%s/%d", command, n), func(b *testing.B) { grows(b, n, args...) })
		}
	}
}

// BenchmarkGrowthFiles: 1 to 10,000 files of 50 criteria.
func BenchmarkGrowthFiles(b *testing.B) {
	const criteria = 50
	rubric := grown(b, b.TempDir(), criteria)
	for _, n := range []int{1, 100, 10000} {
		dir := b.TempDir()
		var paths []string
		for k := range n {
			paths = append(paths, answered(b, filepath.Join(dir, fmt.Sprintf("%05d.yaml", k)), criteria, k))
		}
		b.Run(fmt.Sprintf("score/%d", n), func(b *testing.B) {
			grows(b, n, append([]string{"score", "--rubric", rubric}, paths...)...)
		})
		b.Run(fmt.Sprintf("check/%d", n), func(b *testing.B) {
			grows(b, n, append([]string{"check", "--rubric", rubric, "--min-overall", "1"}, paths...)...)
		})
		b.Run(fmt.Sprintf("report/%d", n), func(b *testing.B) {
			grows(b, n, append([]string{"report", "--rubric", rubric}, paths...)...)
		})
		b.Run(fmt.Sprintf("portfolio/%d", n), func(b *testing.B) {
			grows(b, n, "portfolio", dir, "--rubric", rubric, "--jobs", "1")
		})
	}
}

// BenchmarkGrowthRows: a survey of 1 to 100 MB, a row for each who answered 50 questions.
func BenchmarkGrowthRows(b *testing.B) {
	const criteria = 50
	rubric := grown(b, b.TempDir(), criteria)
	for _, n := range []int{8_300, 83_000, 830_000} { // rows of 120 bytes
		dir := b.TempDir()
		table := madeFile(b, filepath.Join(dir, "rows.csv"), filledIn(criteria, n))
		mapping := madeFile(b, filepath.Join(dir, "mapping.yaml"), growthMapping(criteria))
		b.Run(fmt.Sprintf("import/%d", n), func(b *testing.B) {
			grows(b, n, "form", "import", table, "--mapping", mapping, "--rubric", rubric, "-o", "-")
		})
	}
}

// growthMapping says what the columns of filledIn are.
func growthMapping(criteria int) string {
	var b strings.Builder
	b.WriteString("format: fathom.mapping/1\nset: {subject: s}\nrespondent: {column: Who, prefix: r}\n" +
		"columns:\n  When: date\n")
	for i := range criteria {
		fmt.Fprintf(&b, "  Q%d: p%d/c%d\n", i+1, i/5, i%5)
	}
	return b.String()
}

// filledIn is the table of a form that so many people have filled in.
func filledIn(criteria, rows int) string {
	var b strings.Builder
	b.WriteString("Who,When")
	for i := range criteria {
		fmt.Fprintf(&b, ",Q%d", i+1)
	}
	for r := range rows {
		fmt.Fprintf(&b, "\n%d,2026-05-01", 100_000_000+r)
		for i := range criteria {
			fmt.Fprintf(&b, ",%d", 1+(r+i)%5)
		}
	}
	return b.String() + "\n"
}
