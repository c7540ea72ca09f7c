package rubricfile

import (
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the ids that practices and criteria had before, and the earlier texts that asked the same.

// was reads one earlier id, or a list of them. A full id is for criteria only.
func (d *decoder) was(to *[]string, full bool) func(*node) {
	return func(n *node) {
		for _, item := range oneOrMore(n) {
			var s string
			d.word(&s, func(s string) bool {
				practice, name, isFull := strings.Cut(s, "/")
				return rubric.ValidID(practice) && (!isFull || full && rubric.ValidID(name))
			}, say.Both("want an earlier id here", "这里应写以前用过的标识"))(item)
			*to = append(*to, s)
		}
	}
}

// sameAs reads the digest of one earlier text, or a list of them.
func (d *decoder) sameAs(to *[]string) func(*node) {
	return func(n *node) {
		for i, item := range oneOrMore(n) {
			var s string
			d.word(&s, rubric.ValidTextDigest, say.Both(
				"want the digest of an earlier text, 8 letters from a to p; `fathom rubric diff OLD NEW` prints it",
				"这里应写旧文字的摘要，8 个字母，从 a 到 p；`fathom rubric diff 旧标准 新标准` 会列出来"))(item)
			d.unique(item, s)
			d.note(strconv.Itoa(i), item)
			*to = append(*to, s)
		}
	}
}

// oneOrMore is a list's items, or the one value that stands in place of a list.
func oneOrMore(n *node) []*node {
	if n.Kind() == strictyaml.List {
		return n.Items()
	}
	return []*node{n}
}

// formers refuses two criteria that claim one earlier id.
func (d *decoder) formers() {
	owner := map[string]string{}
	for _, p := range d.r.Practices {
		for _, c := range p.Criteria {
			now := rubric.FullID(p.ID, c.ID)
			for _, id := range rubric.FormerIDs(p, c) {
				if by, taken := owner[id]; taken && by != now {
					path := "practices/" + p.ID + "/criteria/" + c.ID
					d.Problems.Add(d.places.Problem(path, "duplicate", say.Both("%s and %s both were %s", "%s 和 %s 以前都叫 %s", by, now, id)))
				}
				owner[id] = now
			}
		}
	}
}
