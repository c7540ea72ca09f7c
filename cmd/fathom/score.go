package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/reports/gap"
	"fathom/reports/record"
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
	s := &scores{app: a}
	f := a.formatFlag(cmd, []format{s.terminal(), s.format("json"), s.format("ndjson"), s.format("csv")})
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		targets, m, digest, err := a.begin(f, channelteam.Outline) // nothing of a score needs the long texts
		if err != nil {
			return err
		}
		defer s.close()
		if len(args) > manyFiles {
			a.collectAt(100) // half the memory for a twentieth of the time
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
	kept[*gap.Gap]
	table *gap.Scores
}

func (s *scores) terminal() format {
	return format{word: "terminal", write: func(w io.Writer) error {
		return terminal.WriteTable(w, s.table.Table(), s.table.Notes(), s.terminalOptions(w))
	}}
}

// read scores the files for all that is asked for.
func (s *scores) read(m *assess.Model, digest string, paths []string, targets []target) error {
	for _, t := range targets {
		if t.format.word != "terminal" {
			s.want(t, dataOf(t.format.word, len(paths) > 1))
		} else if s.table == nil {
			s.table = gap.NewScores(s.lang)
			s.streams = append(s.streams, s.table)
		}
	}
	err := s.each(m, paths, func(f scored) error { return s.add(gap.New(f.result, digest, s.lang)) })
	if err != nil {
		return err
	}
	return s.end()
}

// dataOf begins a format of data, of one document or of several.
func dataOf(word string, several bool) func(io.Writer) record.Stream[*gap.Gap] {
	return func(w io.Writer) record.Stream[*gap.Gap] {
		switch word {
		case "json":
			return gap.NewJSON(w, several)
		case "csv":
			return gap.NewCSV(w)
		}
		return gap.NewNDJSON(w)
	}
}
