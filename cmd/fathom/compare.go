package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/trend"
	"fathom/reports"
	"fathom/reports/html"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric"
	"fathom/rubric/problem"
)

// comparing is one run of `fathom compare`.
type comparing struct {
	*app
	formats *formats
	change  *reports.Report // what changed
	report  *reports.Report // the gap report of the last, with what changed
}

func (a *app) compareCommand() *cobra.Command {
	c := &comparing{app: a}
	cmd := &cobra.Command{
		Use:   a.t("compare OLD NEW...", "compare 旧答卷 新答卷..."),
		Short: a.t("Then and now, like for like: what really changed", "前后对比（同口径）：真正变了什么"),
		Example: a.t(`  fathom compare may.yaml november.yaml
  fathom compare may.yaml november.yaml -f html=change.html -f xlsx=change.xlsx`, `  fathom compare 五月.yaml 十一月.yaml
  fathom compare 五月.yaml 十一月.yaml -f html=变化.html -f xlsx=变化.xlsx`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) >= 2 {
				return nil
			}
			return usage(problem.Say("%s needs two answer files or more, the oldest first", "%s 需要两份或更多答卷，旧的在前", cmd.CommandPath()), problem.Message{})
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.formats = a.formatFlag(cmd, c.offered())
	return cmd
}

func (c *comparing) offered() []format {
	of := func(word string, binary bool, write func(io.Writer) error) format {
		return format{word: word, binary: binary, write: func(w io.Writer, _ []scored) error { return write(w) }}
	}
	return []format{
		of("terminal", false, func(w io.Writer) error { return terminal.Write(w, c.change, c.terminalOptions(w)) }),
		of("markdown", false, func(w io.Writer) error { return reports.WriteMarkdown(w, c.change) }),
		of("html", false, func(w io.Writer) error { return html.Write(w, c.report) }),
		of("xlsx", true, func(w io.Writer) error { return xlsx.Write(w, c.report) }),
		of("json", false, func(w io.Writer) error { return reports.WriteTrendJSON(w, c.change) }),
		of("csv", false, func(w io.Writer) error { return reports.WriteTrendCSV(w, c.change) }),
	}
}

func (c *comparing) run(paths []string) error {
	targets, r, digest, err := c.begin(c.formats)
	if err != nil {
		return err
	}
	t, err := c.trendOf(paths, r)
	if err != nil {
		return err
	}
	c.change, c.report = reports.NewTrend(t, digest, c.lang), reports.Against(t.New, t, digest, c.lang)
	return c.emit(targets, nil)
}

// trendOf reads the files, which earlier versions of the rubric may have been used for, and compares the last with the first.
func (a *app) trendOf(paths []string, r *rubric.Rubric) (*reports.Trend, error) {
	t := &reports.Trend{}
	m := assess.Compile(r)
	var problems problem.List
	var results []*assess.Result
	skip := map[int]bool{}
	for _, path := range paths {
		data, err := a.read(path, answerfile.MaxBytes)
		if err != nil {
			return nil, err
		}
		as, changes, err := answerfile.ReadOlder(shown(path), data, r)
		var list problem.List
		if errors.As(err, &list) {
			problems.Join(list)
			continue
		}
		if err != nil {
			return nil, err
		}
		t.Renamed, t.Gone = t.Renamed+len(changes.Renamed), t.Gone+len(changes.Removed)
		for i := range as.Answers {
			if as.Answers[i].Given && as.Answers[i].Text != "" && as.Answers[i].Text != m.Criterion(i).TextDigest() {
				skip[i] = true
			}
		}
		results = append(results, m.Evaluate(as, assess.Options{Stage: a.stage, Sector: a.sector}))
		if first := results[0].Assessment; as.Subject.ID != first.Subject.ID {
			problems.Add(problem.Problem{File: shown(path), Kind: "differs", Message: problem.Say("the subject is %s; in %s it is %s", "评估对象是 %s；%s 里是 %s", as.Subject.ID, shown(paths[0]), first.Subject.ID)})
		}
		if n := len(results); n > 1 && as.Date < results[n-2].Assessment.Date {
			problems.Add(problem.Problem{File: shown(path), Kind: "date", Message: problem.Say("%s is before %s of the file before it; give the oldest first", "%s 早于前一份的 %s；请把旧的放在前面", as.Date, results[n-2].Assessment.Date)})
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	t.Changed, t.Series = len(skip), trend.Series(m, results)
	t.Trend = trend.Compare(m, results[0], results[len(results)-1], keys(skip))
	return t, nil
}

func keys(set map[int]bool) []int {
	var out []int
	for k := range set {
		out = append(out, k)
	}
	return out
}
