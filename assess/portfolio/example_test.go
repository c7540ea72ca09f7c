package portfolio_test

import (
	"fmt"
	"os"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/rubric/channelteam"
)

const dealers = `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"east","tags":{"region":"coast"}},"date":"2026-11-20","answers":{"roles/overlap-control":2}}
{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"south","tags":{"region":"coast"}},"date":"2026-11-20","answers":{"roles/overlap-control":3}}
{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"north"},"date":"2026-11-20","answers":{"roles/overlap-control":4}}
`

// A stream of lines is scored: a row for each goes out in their order, and the roll-up comes at the end.
func ExampleStream_Run() {
	m := assess.Compile(channelteam.Rubric())
	lines := intake.NewSource([]intake.Input{{Name: "dealers", Path: "-"}}, answerfile.MaxBytes)
	lines.Stdin = strings.NewReader(dealers)
	s := portfolio.Stream{
		Model: m,
		Jobs:  2,
		Line: func(file string, line int, data []byte) (*assess.Assessment, error) {
			return answerfile.ReadJSON(file, line, data, m.Rubric)
		},
		Row: func(dst []byte, rec *portfolio.Record) []byte {
			return fmt.Appendf(dst, "%s, asked: %s\n", rec.ID, rec.Depth())
		},
		Fold: func() *portfolio.Fold {
			return portfolio.NewFold(m, channelteam.Digest(), "", "", []string{"region"}, false)
		},
	}
	out, err := s.Run(lines, os.Stdout)
	if err != nil {
		fmt.Println(err)
		return
	}
	all := out.Fold.Rollup(1)
	fmt.Println(all.Subjects, "subjects, mean", all.Overall.Mean.Value)
	for _, g := range all.Groupings[0].Groups {
		fmt.Printf("%q: %d, %.1f\n", g.Value, g.N, g.Overall.Value)
	}
	// Output:
	// east, asked: full
	// south, asked: full
	// north, asked: full
	// 3 subjects, mean 3
	// "": 1, 4.0
	// "coast": 2, 2.5
}
