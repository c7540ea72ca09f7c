package rubric

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
)

// This file keeps answers valid while a rubric changes: earlier ids, and whether a text still asks what was rated.

// Earlier maps the full ids that criteria had before to the ones they have now, by the `was` keys of criteria and
// practices. An id that the rubric uses today is never in it.
func (r *Rubric) Earlier() map[string]string {
	earlier, today := map[string]string{}, map[string]bool{}
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			now := FullID(p.ID, c.ID)
			today[now] = true
			for _, id := range FormerIDs(p, c) {
				earlier[id] = now
			}
		}
	}
	for id := range today {
		delete(earlier, id)
	}
	return earlier
}

// FormerIDs are the full ids that a criterion had before, its present one among them: each name the practice had with
// each the criterion had; a full id stands for itself.
func FormerIDs(p Practice, c Criterion) []string {
	var out []string
	names := []string{c.ID}
	for _, was := range c.Was {
		if strings.Contains(was, "/") {
			out = append(out, was)
		} else {
			names = append(names, was)
		}
	}
	for _, practice := range append([]string{p.ID}, p.Was...) {
		for _, name := range names {
			out = append(out, FullID(practice, name))
		}
	}
	return out
}

// TextDigest names what an answer to a criterion means, its name and its levels in all languages, in eight letters. Two
// criteria with the same texts have the same digest; a changed text has, but for one chance in four billion, another.
// Levels that it does not describe count with what they mean on its scale, as raters read them.
// Its question is left out, as the practice's intent and evidence are: it asks for the level whose text holds, so that
// an answer stays good where only the question is put in other words, or is new.
//
// A checklist counts with the texts of its items and with its rules, as both are what its answer means; where to look
// does not, nor what they are called by.
func (c *Criterion) TextDigest() string { return c.digestOf(c.LevelTexts()) }

func (c *Criterion) digestOf(levels map[int]Text) string {
	content := []any{c.Name, levels}
	if c.IsChecklist() {
		content = append(content, c.meaning()...)
	}
	data, err := json.Marshal(content)
	if err != nil {
		panic("rubric: " + err.Error()) // maps of text
	}
	sum := sha256.Sum256(data)
	var out [8]byte
	for i := range out {
		out[i] = 'a' + sum[i/2]>>(4*(i%2))&15
	}
	return string(out[:])
}

// Means reports whether an answer to the text with this digest counts as one to the present text; see TextDigests.
func (c *Criterion) Means(digest string) bool { return slices.Contains(c.TextDigests(), digest) }

// TextDigests are those of all texts an answer to which counts: the present text's own, and those of earlier ones of
// which the author declares, in `same_as`, that they asked the same. The texts that a criterion shares were once in no
// digest; one without them counts on.
func (c *Criterion) TextDigests() []string {
	out := append([]string{c.TextDigest()}, c.SameAs...)
	if len(c.Shared) > 0 {
		out = append(out, c.digestOf(c.Levels))
	}
	return out
}

// ValidTextDigest reports whether a word could be what TextDigest returns.
func ValidTextDigest(s string) bool { return len(s) == 8 && strings.Trim(s, "abcdefghijklmnop") == "" }
