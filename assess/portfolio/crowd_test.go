package portfolio_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
)

// crowd is a small portfolio made by chance: regions, cities within them, a size, depths, and practices without an
// answer.
type crowd struct {
	m    *assess.Model
	data []byte
	all  []*assess.Result // of those with an overall score
	tags []map[string]string
}

func newCrowd(t *testing.T, m *assess.Model, rng *rand.Rand) *crowd {
	t.Helper()
	c := &crowd{m: m}
	answered, deep := 0.6+0.4*rng.Float64(), rng.Float64() < 0.5
	for k := range 1 + rng.IntN(30) {
		region := rng.IntN(3)
		tags := map[string]string{"region": fmt.Sprint("r", region), "city": fmt.Sprint("c", region, rng.IntN(2))}
		if rng.IntN(4) > 0 {
			tags["size"] = fmt.Sprint("s", rng.IntN(2))
		}
		depth := "full"
		if deep && rng.IntN(3) == 0 {
			depth = "quick"
		}
		answers := map[string]int{}
		member := rng.Float64() < answered
		for i := range m.Len() {
			p := m.Rubric.Practices[m.Criterion(i).Practice]
			if (member || !strings.HasPrefix(p.Dimension, "cap-")) && mixed64(k, m.Criterion(i).Practice) < answered {
				answers[m.Criterion(i).ID] = 1 + rng.IntN(5)
			}
		}
		if rng.IntN(12) == 0 {
			clear(answers)
		}
		line, err := json.Marshal(map[string]any{"format": "fathom.answers/1",
			"rubric":  map[string]string{"id": m.Rubric.ID, "version": m.Rubric.Version},
			"subject": map[string]any{"id": fmt.Sprint("s", k), "tags": tags}, "date": "2026-11-20", "depth": depth,
			"answers": answers})
		if err != nil {
			t.Fatal(err)
		}
		c.data = append(append(c.data, line...), '\n')
		if res := evaluated(t, m, append(line, '\n'))[0]; res.Overall.Score.OK {
			c.all, c.tags = append(c.all, res), append(c.tags, tags)
		}
	}
	return c
}

// mixed64 is a number from 0 to 1 for two numbers, always the same: a practice is answered or not as a whole.
func mixed64(a, b int) float64 { return rand.New(rand.NewPCG(uint64(a), uint64(b))).Float64() }

func (c *crowd) fold(t *testing.T, anonymous bool, by ...string) *portfolio.Fold {
	t.Helper()
	s := stream(c.m)
	s.Jobs = 2
	s.Fold = func() *portfolio.Fold { return portfolio.NewFold(c.m, "digest", "", "", by, anonymous) }
	out, err := s.Run(source(c.data), io.Discard)
	if err != nil || out.Bad > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	return out.Fold
}

// count counts the subjects that are so.
func (c *crowd) count(is func(k int) bool) (n int64) {
	for k := range c.all {
		if is(k) {
			n++
		}
	}
	return n
}

// value is what a subject has of a tag, or of the depth.
func (c *crowd) value(k int, tag string) string {
	if tag == portfolio.ByDepth {
		return c.all[k].Assessment.Depth
	}
	return c.tags[k][tag]
}
