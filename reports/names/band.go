package names

import (
	"fathom/assess"
	"fathom/reports/number"
	"fathom/rubric"
)

// This file names scores that have a name of their own beside any level, and says how much of the points that there are
// they make.

// BandName is what a band is called, by its id where it has no name; a dash for none.
func (n *Namer) BandName(b *rubric.Band) string {
	if b == nil {
		return number.None
	}
	return n.Named(b.Name, b.ID)
}

// Band is the band of a node's score, and between which it could be once all is answered; "" where scores have no names
// or there is no score.
func (n *Namer) Band(node *assess.Node) string {
	in := node.BandOf(node.Score)
	if in == nil {
		return ""
	}
	low, high := node.BandOf(node.Low), node.BandOf(node.High)
	if low == high {
		return n.Say("%s", "“%s”", n.BandName(in))
	}
	return n.Say("%s (%s to %s, once all is answered)", "“%s”（答全后可能是“%s”到“%s”）", n.BandName(in), n.BandName(low), n.BandName(high))
}

// Most is the highest score there can be, for what stands behind "of", with the share of it that points are:
// "110 (57%)".
func (n *Namer) Most(e *assess.Ends, points number.Value) string {
	if share := number.OfMaximum(e, points); share != "" {
		return n.Say("%s (%s)", "%s，占 %s", Best(e), share)
	}
	return Best(e)
}

// Share is how much of the points that what applies can bring there are: "57% of 110"; "" where scores are no points.
func (n *Namer) Share(e *assess.Ends, points number.Value) string {
	if share := number.OfMaximum(e, points); share != "" {
		return n.Say("%s of %s", "占满分 %[2]s 的 %[1]s", share, Best(e))
	}
	return ""
}

// HasPoints reports whether any node has points of which a share can be told.
func (s *Scored) HasPoints() bool {
	f := s.Frame()
	all := append([]assess.Ends{f.Overall}, f.Parts...)
	for _, e := range append(append(all, f.Dimensions...), f.Practices...) {
		if e.OfMaximum(e.Top).OK {
			return true
		}
	}
	return false
}
