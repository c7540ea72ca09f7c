package main

import (
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/reports/gap"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
)

func (a *app) scoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.lang.Say("score FILE...", "score 答卷..."),
		Short: a.lang.Say("One line a subject: overall score, bounds, level, first priority", "每个对象一行：总分、区间、级别、首要事项"),
		Example: a.lang.Say(`  fathom score henan.yaml
  fathom score team/*.yaml -f json=scores.json`, `  fathom score henan.yaml
  fathom score 团队/*.yaml -f json=scores.json`),
		Args: a.files(1),
	}
	s := &scores{app: a, kept: map[string]*spool{}}
	f := a.formatFlag(cmd, []format{s.terminal(), s.data("json"), s.data("ndjson"), s.data("csv")})
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		targets, m, digest, err := a.begin(f, channelteam.Outline) // nothing of a score needs the long texts
		if err != nil {
			return err
		}
		defer s.close()
		if len(args) > manyFiles && a.getenv("GOGC") == "" {
			defer debug.SetGCPercent(debug.SetGCPercent(100)) // half the memory for a twentieth of the time
		}
		if err := s.read(m, digest, args, targets); err != nil {
			return err
		}
		return a.emit(targets)
	}
	return cmd
}

// manyFiles are so many that the time which a larger heap saves at the start is none of what they take.
const manyFiles = 100

// scores are the scores of files, of which there may be many: each is read, scored and written to where it waits for
// the others, one after another.
type scores struct {
	*app
	table *gap.Scores
	kept  map[string]*spool // of each format of data that is asked for, what is to be written
}

func (s *scores) terminal() format {
	return format{word: "terminal", write: func(w io.Writer) error {
		return terminal.WriteTable(w, s.table.Table(), s.table.Notes(), s.terminalOptions(w))
	}}
}

func (s *scores) data(word string) format {
	return format{word: word, long: true, write: func(w io.Writer) error { return s.kept[word].copyTo(w) }}
}

// read scores the files for all that is asked for.
func (s *scores) read(m *assess.Model, digest string, paths []string, targets []target) error {
	var takers []gap.Stream
	for _, t := range targets {
		switch word := t.format.word; {
		case word == "terminal" && s.table == nil:
			s.table = gap.NewScores(s.lang)
			takers = append(takers, s.table)
		case word != "terminal" && s.kept[word] == nil:
			s.kept[word] = &spool{}
			takers = append(takers, dataOf(word, s.kept[word], len(paths) > 1))
		}
	}
	err := s.each(m, paths, func(res *assess.Result) error {
		g := gap.New(res, digest, s.lang)
		for _, t := range takers {
			if err := t.Add(g); err != nil {
				return err
			}
		}
		return nil
	})
	for _, t := range takers {
		if err == nil {
			err = t.End()
		}
	}
	return err
}

func dataOf(word string, w io.Writer, several bool) gap.Stream {
	switch word {
	case "json":
		return gap.NewJSON(w, several)
	case "csv":
		return gap.NewCSV(w)
	}
	return gap.NewNDJSON(w)
}

func (s *scores) close() {
	for _, kept := range s.kept {
		_ = kept.Close() // all was written; what is left on the disk is not worth an error
	}
}
