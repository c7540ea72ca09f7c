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
// Its question is left out, as the practice's intent and evidence are: it asks for the level whose text holds, so that
// an answer stays good where only the question is put in other words, or is new.
func (c *Criterion) TextDigest() string {
	data, err := json.Marshal([]any{c.Name, c.Levels})
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

// Means reports whether an answer to the text with this digest counts as one to the present text: it is the present
// text's own, or that of an earlier one of which the author declares, in `same_as`, that it asked the same.
func (c *Criterion) Means(digest string) bool {
	return slices.Contains(c.SameAs, digest) || digest == c.TextDigest()
}

// ValidTextDigest reports whether a word could be what TextDigest returns.
func ValidTextDigest(s string) bool { return len(s) == 8 && strings.Trim(s, "abcdefghijklmnop") == "" }
