package gap_test

import (
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

func BenchmarkNew(b *testing.B) {
	r := channelteam.Rubric()
	s := samples.All()[0]
	a, err := answerfile.Read(s.Name, s.Data, r)
	if err != nil {
		b.Fatal(err)
	}
	res := assess.Compile(r).Evaluate(a, assess.Options{})
	b.ReportAllocs()
	for b.Loop() {
		gap.New(res, channelteam.Digest(), "zh").Doc()
	}
}
