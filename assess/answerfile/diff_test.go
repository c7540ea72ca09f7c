package answerfile_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
	"fathom/rubric/versions"
)

// TestDiffIsMigration: what a comparison of two rubrics says of old answers is what taking an answer file over really
// does, for pairs of rubrics that rename, drop, add, move and rewrite criteria at random, and files that answer
// everything.
func TestDiffIsMigration(t *testing.T) {
	rnd := rand.New(rand.NewPCG(20, 26))
	fates := map[versions.Fate]int{}
	taken, gone := 0, 0
	for range 3000 {
		old, _, errOld := rubricfile.Read(rubricfile.File{Name: "old", Data: []byte(randomRubric(rnd, "1", false))})
		new, _, errNew := rubricfile.Read(rubricfile.File{Name: "new", Data: []byte(randomRubric(rnd, "2", true))})
		if errOld != nil || errNew != nil { // two criteria that claim one earlier id
			continue
		}
		c := versions.Compare(old, new)
		file, given := fullFile(rnd, old)
		lost := slices.ContainsFunc(c.Criteria, func(x versions.CriterionChange) bool {
			return slices.Contains(x.LevelsGone, given[x.Was])
		})
		files := []string{file}
		if !lost { // in the same version, a level that is no more is a fault
			files = append(files, strings.Replace(file, `version: "1"`, `version: "2"`, 1))
		}
		for _, file := range files {
			a, changes, err := answerfile.ReadOlder("a.yaml", []byte(file), new)
			if err != nil {
				t.Fatal(err)
			}
			for i := range c.Criteria {
				x := &c.Criteria[i]
				if x.TakenBy != "" && lost {
					continue // where the other answer goes aside, this one can have its place
				}
				want := x.Fate
				if x.Fate != versions.Added && slices.Contains(x.LevelsGone, given[x.Was]) {
					want, gone = versions.Aside, gone+1
				}
				if x.TakenBy != "" {
					taken++
				}
				fates[want]++
				if got := really(a, changes, new, x, given); got != want {
					t.Fatalf("%s > %s: said %s, really %s\n%s\n%s\n%+v", x.Was, x.ID, want, got, file, new.Canonical(), changes)
				}
			}
		}
	}
	fewest := min(fates[versions.Kept], fates[versions.Renamed], fates[versions.Reworded], fates[versions.Confirm],
		fates[versions.Aside], fates[versions.Added], taken, gone)
	if fewest < 50 {
		t.Errorf("too few to mean anything: %v, %d taken, %d levels gone", fates, taken, gone)
	}
}

// really is what became of the answer to a criterion.
func really(a *assess.Assessment, changes answerfile.Changes, r *rubric.Rubric, x *versions.CriterionChange,
	given map[string]int) versions.Fate {
	if slices.ContainsFunc(a.Removed, func(r assess.Removed) bool {
		return r.ID == x.Was &&
			r.Answer.Level == given[x.Was]
	}) && slices.Contains(changes.Removed, x.Was) {
		return versions.Aside
	}
	p := placeOf(r, x.ID)
	switch answer := a.Answers[p.index]; {
	case x.Was == "" && !answer.Given:
		return versions.Added
	case x.Was == "" || !answer.Given || answer.Level != given[x.Was] ||
		slices.Contains(changes.Renamed, [2]string{x.Was, x.ID}) != (x.Was != x.ID):
		return "lost"
	case !p.criterion.Means(answer.Text):
		return versions.Confirm
	case answer.Text != p.criterion.TextDigest():
		return versions.Reworded
	case x.Was != x.ID:
		return versions.Renamed
	}
	return versions.Kept
}

// place is where a criterion stands in its rubric.
type place struct {
	index     int
	criterion *rubric.Criterion
}

func placeOf(r *rubric.Rubric, id string) place {
	at := 0
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			if c := &r.Practices[i].Criteria[k]; rubric.FullID(r.Practices[i].ID, c.ID) == id {
				return place{at, c}
			}
			at++
		}
	}
	return place{}
}

// randomRubric makes a rubric of a few ids and texts, so that two of them have much in common.
func randomRubric(rnd *rand.Rand, version string, renames bool) string {
	pick := func(of ...string) string { return of[rnd.IntN(len(of))] }
	was := func(of ...string) string {
		if !renames || rnd.IntN(2) == 0 {
			return ""
		}
		return pick(of...)
	}
	ids := func(of ...string) []string {
		rnd.Shuffle(len(of), func(i, k int) { of[i], of[k] = of[k], of[i] })
		return of[:1+rnd.IntN(len(of))]
	}
	var b strings.Builder
	fmt.Fprintf(&b, "format: fathom.rubric/1\nid: r\nversion: %q\nlanguages: [en]\nscales: {s: [{level: 1}, {level: 2}], l: [{level: 1}, {level: 2}, {level: 3}]}\n", version)
	fmt.Fprint(&b, "parts: [{id: t}]\ndimensions: [{id: d, part: t}]\npractices:\n")
	for _, p := range ids("a", "b", "c") {
		fmt.Fprintf(&b, "  - {id: %s, dimension: d, was: [%s], criteria: [", p, was("a", "b", "c"))
		for _, c := range ids("x", "y", "z") {
			fmt.Fprintf(&b, "{id: %s, was: [%s], same_as: [%s], scale: %s, levels: {1: {en: %s}}}, ", c, was("x", "y", "z", "a/x", "b/y", "c/z, a/y"),
				pick("", "", digestOf("one"), digestOf("two")), pick("s", "l", "l"), pick("one", "two"))
		}
		fmt.Fprint(&b, "]}\n")
	}
	return b.String()
}

// digestOf is the digest of a criterion whose one text is that of its first level.
func digestOf(text string) string {
	return (&rubric.Criterion{Levels: map[int]rubric.Text{1: {"en": text}}}).TextDigest()
}

// fullFile answers every criterion of a rubric, in its order, with the digest of what was rated.
func fullFile(rnd *rand.Rand, r *rubric.Rubric) (string, map[string]int) {
	given := map[string]int{}
	var answers, texts strings.Builder
	for _, p := range r.Practices {
		fmt.Fprintf(&texts, "  %s: {", p.ID)
		for _, c := range p.Criteria {
			id, levels := rubric.FullID(p.ID, c.ID), r.Scale(c.Scale).Levels
			given[id] = levels[rnd.IntN(len(levels))].Level
			fmt.Fprintf(&answers, "  %s: %d\n", id, given[id])
			fmt.Fprintf(&texts, "%s: %s, ", c.ID, c.TextDigest())
		}
		fmt.Fprint(&texts, "}\n")
	}
	return "format: fathom.answers/1\nrubric: {id: r, version: \"1\"}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n" + answers.String() + "texts:\n" + texts.String(), given
}
