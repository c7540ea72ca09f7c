package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// This file measures how much a rater reads.

// reading is how long the level texts of a rubric are in one language: words, in Chinese characters.
type reading struct {
	byLevel map[int][]int
	all     []int
	total   []string // of the criteria, the longest first: "47 roles/overlap-control"
}

func readingOf(r *rubric.Rubric, lang string) *reading {
	out := &reading{byLevel: map[int][]int{}}
	of := map[string]int{}
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			for level, text := range c.Levels {
				n := length(lang, text[lang])
				out.byLevel[level] = append(out.byLevel[level], n)
				out.all = append(out.all, n)
				of[rubric.FullID(p.ID, c.ID)] += n
			}
		}
	}
	for id := range of {
		out.total = append(out.total, id)
	}
	slices.SortFunc(out.total, func(a, b string) int { return cmp.Or(of[b]-of[a], cmp.Compare(a, b)) })
	for i, id := range out.total {
		out.total[i] = fmt.Sprintf("%d %s", of[id], id)
	}
	return out
}

func sum(ns []int) (n int) {
	for _, x := range ns {
		n += x
	}
	return n
}

// at is the value below which a share of the numbers lies.
func at(ns []int, share float64) int {
	sorted := slices.Sorted(slices.Values(ns))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func (r *reading) String() string {
	var b strings.Builder
	row := func(name string, ns []int) {
		fmt.Fprintf(&b, "\n  %-8s median %2d, p90 %2d, longest %2d, sum %d", name, at(ns, 0.5), at(ns, 0.9), slices.Max(ns), sum(ns))
	}
	for level := 1; level <= 5; level++ {
		row(fmt.Sprintf("level %d", level), r.byLevel[level])
	}
	row("all", r.all)
	fmt.Fprintf(&b, "\n  longest criteria: %s", strings.Join(r.total[:10], ", "))
	return b.String()
}

// TestReading prints how long the level texts of the built-in rubric are, then and now. On the whole they may not be
// longer than those of 1.0.0, neither typically nor at the long end.
func TestReading(t *testing.T) {
	read := func(files []rubricfile.File) *rubric.Rubric {
		r, _, err := rubricfile.Read(files...)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	now, then := read(channelteam.Files()), read(channelteam.Shipped("channel-team@1.0.0"))
	for _, lang := range now.Languages {
		a, b := readingOf(then, lang), readingOf(now, lang)
		t.Logf("%s of 1.0.0:%s\n%s of %s:%s", lang, a, lang, now.Version, b)
		if sum(b.all) > sum(a.all) || at(b.all, 0.5) > at(a.all, 0.5) || at(b.all, 0.9) > at(a.all, 0.9) {
			t.Errorf("the %s texts are longer than they were", lang)
		}
	}
}
