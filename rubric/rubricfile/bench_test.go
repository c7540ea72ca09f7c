package rubricfile_test

import (
	"fmt"
	"strconv"
	"testing"

	"fathom/rubric/rubricfile"
)

// BenchmarkOverlay lays a long list over another; the time for each entry stays the same.
func BenchmarkOverlay(b *testing.B) {
	for _, n := range []int{5_000, 39_000} {
		base := load(b, "../../testdata/rubrics/ok/mini.yaml")
		over := []byte(head + "source:\n")
		base.Data = append(base.Data, "source:\n"...)
		for i := range n {
			base.Data = fmt.Appendf(base.Data, "  - {id: s%d, title: t}\n", i)
			over = fmt.Appendf(over, "  - {id: s%d, title: u}\n", n-1-i)
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				_, _, err := readLayers([]rubricfile.File{base}, []rubricfile.File{{Name: "over.yaml", Data: over}})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/entry")
		})
	}
}
