package quick

import (
	"testing"

	"fathom/assess"
	"fathom/rubric/channelteam"
	"fathom/testdata/fleet"
)

// TestBeginnings: the beginnings of lines of one program are learned from the first few; where no line is like another,
// or they say more than texts, each is read by itself.
func TestBeginnings(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	const n = 1000
	for name, c := range map[string]struct {
		change func(*fleet.Options)
		misses func(int) bool
	}{
		"canonical": {func(*fleet.Options) {}, func(misses int) bool { return misses < n/10 }},
		"spaced":    {func(o *fleet.Options) { o.Spaced = true }, func(misses int) bool { return misses > n/2 }},
		"shuffled":  {func(o *fleet.Options) { o.Shuffle = true }, func(misses int) bool { return misses > n/2 }},
		"panels":    {func(o *fleet.Options) { o.Panels = 1 }, func(misses int) bool { return misses == n }},
	} {
		opt := fleet.Default()
		c.change(&opt)
		f, s := fleet.New(m.Rubric, opt), NewLines(NewLayout(m))
		codes, head := make([]assess.Code, m.Len()), Head{}
		for i := range n {
			if line := f.Append(nil, i); !s.Scan(line, &head, codes) || len(s.marks) > 100 {
				t.Fatalf("%s: declined, or %d marks: %s", name, len(s.marks), line)
			}
		}
		if !c.misses(s.misses) {
			t.Errorf("%s: %d of %d lines begin otherwise than was learned", name, s.misses, n)
		}
	}
}
