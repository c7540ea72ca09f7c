package portfolio_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/reports/rollup"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/testdata/fleet"
)

// bench reads the rubric of the benchmarks.
func bench(t testing.TB) *assess.Model {
	t.Helper()
	data, err := os.ReadFile("../../testdata/bench/rubric.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "rubric.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// stream is a stream over a model, with one job.
func stream(m *assess.Model) *portfolio.Stream {
	return &portfolio.Stream{Model: m, Jobs: 1,
		Line: func(file string, line int, data []byte) (*assess.Assessment, error) {
			return answerfile.ReadJSON(file, line, data, m.Rubric)
		},
		File: func(file string, _ int, data []byte) (*assess.Assessment, error) {
			return answerfile.Read(file, data, m.Rubric)
		},
	}
}

func source(data []byte) *intake.Source {
	src := intake.NewSource([]intake.Input{{Name: "data", Path: "-"}}, answerfile.MaxBytes)
	src.Stdin = bytes.NewReader(data)
	return src
}

// data are lines of a made-up fleet.
func lines(m *assess.Model, n int, opt fleet.Options) []byte {
	f := fleet.New(m.Rubric, opt)
	var b []byte
	for i := range n {
		b = append(f.Append(b, i), '\n')
	}
	return b
}

// BenchmarkRows and BenchmarkFold measure one record: bytes, time, allocations. No line of the data may need the strict
// reader.
func BenchmarkRows(b *testing.B) { run(b, true, false) }

func BenchmarkFold(b *testing.B) { run(b, false, true) }

func run(b *testing.B, rows, fold bool) {
	const n = 5000
	m := bench(b)
	data := lines(m, n, fleet.Default())
	s := stream(m)
	if rows {
		s.Row = rollup.NewRows(m, "en", nil).JSON
	}
	if fold {
		s.Fold = func() *portfolio.Fold { return portfolio.NewFold(m, "", "", "", nil, false) }
	}
	b.ReportAllocs()
	if out := records(b, s, data, n); out.Fallbacks+out.Surprises > 0 {
		b.Fatalf("%+v", out)
	}
}

// records measures one of n records, and tells what came of all.
func records(b *testing.B, s *portfolio.Stream, data []byte, n int) (out portfolio.Outcome) {
	b.SetBytes(int64(len(data) / n))
	for done := 0; b.Loop(); done++ {
		if done%n > 0 {
			continue
		}
		var err error
		if out, err = s.Run(source(data), io.Discard); err != nil || out.Scored != n {
			b.Fatalf("%+v, %v", out, err)
		}
	}
	return out
}

// BenchmarkKinds measures lines of every kind by the byte: how many of a hundred the strict reader reads, and how many
// are not as predicted. A line of any kind should take no more than twice as long by the byte as a canonical one.
func BenchmarkKinds(b *testing.B) {
	const n = 500
	m := assess.Compile(channelteam.Rubric())
	opt := fleet.Default()
	canonical := lines(m, n, opt)
	opt.Shuffle, opt.Spaced = true, true
	panels := fleet.Default()
	panels.Panels = 1
	for _, kind := range []struct {
		name string
		data []byte
	}{
		{"canonical", canonical}, {"shuffled", lines(m, n, opt)}, {"texts", withTexts(m, canonical)},
		{"blank", bytes.ReplaceAll(canonical, []byte(`"note":"`), []byte(`"note":" `))}, {"panel", lines(m, n, panels)},
	} {
		b.Run(kind.name, func(b *testing.B) {
			s := stream(m)
			s.Row = rollup.NewRows(m, "en", nil).JSON
			out := records(b, s, kind.data, n)
			b.ReportMetric(float64(out.Fallbacks)*100/n, "strict/100")
			b.ReportMetric(float64(out.Surprises)*100/n, "surprises/100")
		})
	}
}

// withTexts adds to every line the digests of all texts, as the program itself does.
func withTexts(m *assess.Model, data []byte) []byte {
	var texts []byte
	i := 0
	for _, p := range m.Rubric.Practices {
		texts = fmt.Appendf(texts, ",%q:{", p.ID)
		for k, c := range p.Criteria {
			texts = fmt.Appendf(texts, "%.*s%q:%q", min(k, 1), ",", c.ID, m.Criterion(i).TextDigest())
			i++
		}
		texts = append(texts, '}')
	}
	return bytes.ReplaceAll(data, []byte("}\n"), slices.Concat([]byte(`,"texts":{`), texts[1:], []byte("}}\n")))
}

// BenchmarkFiles measures one answer file, as Fathom writes it and with a comment behind it, which the strict reader
// reads; and one of a panel.
func BenchmarkFiles(b *testing.B) {
	const n = 200
	m := bench(b)
	written, byHand := folder(b, fleet.New(m.Rubric, fleet.Default()), n)
	panels := fleet.Default()
	panels.Panels = 1
	ofPanels, _ := folder(b, fleet.New(m.Rubric, panels), n)
	b.Run("written", func(b *testing.B) { files(b, m, written, 0) })
	b.Run("by-hand", func(b *testing.B) { files(b, m, byHand, n) })
	b.Run("panels", func(b *testing.B) { files(b, m, ofPanels, 0) })
}

func files(b *testing.B, m *assess.Model, all docs, fallbacks int64) {
	s := stream(m)
	s.Row = rollup.NewRows(m, "en", nil).JSON
	b.ReportAllocs()
	done := 0
	for b.Loop() {
		if done%len(all) == 0 {
			src := all
			if out, err := s.Run(&src, io.Discard); err != nil || out.Scored != len(all) || out.Fallbacks != fallbacks {
				b.Fatalf("%+v, %v", out, err)
			}
		}
		done++
	}
}

// docs is a source of answer files in memory.
type docs [][]byte

func (d *docs) Next(b *portfolio.Batch) error {
	if len(*d) == 0 {
		return io.EOF
	}
	b.Data = append(b.Data, (*d)[0]...)
	b.Docs = append(b.Docs, portfolio.Doc{Name: "doc", Size: len((*d)[0])})
	*d = (*d)[1:]
	return nil
}
