package main

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// What completion knows of the rubric in use: ids, with their names in the language of the run.

// names are the names of the rubric in use; nil where it cannot be read, or only by waiting for somebody.
func (s slot) names() *names.Namer {
	if info, err := os.Stat(s.rubric); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return nil
	}
	r, _, err := s.rubricOr(channelteam.Outline)
	if err != nil {
		return nil
	}
	return &names.Namer{Language: s.lang, Rubric: r}
}

// listedIDs offers ids that the rubric has, each with its name.
func listedIDs(ids func(r *rubric.Rubric) []string, name func(n *names.Namer, id string) string) filler {
	return func(s slot) offer {
		o, n := offer{how: oursOnly}, s.names()
		if n == nil {
			return o
		}
		for _, id := range ids(n.Rubric) {
			if strings.HasPrefix(id, s.word) {
				o.option(id, name(n, id))
			}
		}
		return o
	}
}

func stages(s slot) offer {
	return listedIDs((*rubric.Rubric).StageIDs, (*names.Namer).Stage)(s)
}

func sectors(s slot) offer {
	return listedIDs((*rubric.Rubric).SectorIDs, (*names.Namer).Sector)(s)
}

func depths(s slot) offer {
	return listedIDs((*rubric.Rubric).Depths, func(n *names.Namer, id string) string {
		switch id {
		case "full":
			return n.Say("every criterion", "每条标准都问")
		case "quick":
			return n.Say("the core criterion of each practice", "每项只问核心标准")
		}
		return n.Depth(id)
	})(s)
}

func owners(s slot) offer {
	return listedIDs((*rubric.Rubric).OwnerIDs, (*names.Namer).Owner)(s)
}

// nodesOf offers nodes of some kinds. A practice's criteria are offered once its id stands there, or where nothing else
// is wanted.
func nodesOf(kinds ...assess.Kind) filler {
	has := func(k assess.Kind) bool { return slices.Contains(kinds, k) }
	return func(s slot) offer {
		o, n := offer{how: oursOnly}, s.names()
		if n == nil {
			return o
		}
		add := func(kind assess.Kind, id, name string) {
			if has(kind) && strings.HasPrefix(id, s.word) {
				o.option(id, name)
			}
		}
		add(assess.KindOverall, string(assess.KindOverall), n.Say("the overall score", "总分"))
		for i, p := range n.Rubric.Parts {
			add(assess.KindPart, p.ID, n.Part(i))
		}
		for i, d := range n.Rubric.Dimensions {
			add(assess.KindDimension, d.ID, n.Dimension(i))
		}
		for i, p := range n.Rubric.Practices {
			add(assess.KindPractice, p.ID, n.Practice(i))
			if has(assess.KindPractice) && !strings.HasPrefix(s.word, p.ID) {
				continue
			}
			for k, c := range p.Criteria {
				add(assess.KindCriterion, rubric.FullID(p.ID, c.ID), n.Criterion(i, k))
			}
		}
		return o
	}
}

// withValue offers ids with the sign behind which a value stands, and nothing for the value.
func withValue(ids filler) filler {
	return func(s slot) offer {
		o := ids(s)
		for i, word := range o.words {
			id, name, _ := strings.Cut(word, "\t")
			o.words[i] = id + "=\t" + name
		}
		return offer{o.words, goesOn}
	}
}

// withLevels is withValue that offers the levels of what stands before the sign, with their names.
func withLevels(ids filler) filler {
	return func(s slot) offer {
		id, _, isValue := strings.Cut(s.word, "=")
		if !isValue {
			return withValue(ids)(s)
		}
		o, n := offer{how: oursOnly}, s.names()
		if n == nil {
			return o
		}
		scale := assess.Compile(n.Rubric).ScaleOf(id)
		if scale == nil {
			return o
		}
		for _, l := range scale.Levels {
			if word := id + "=" + strconv.Itoa(l.Level); strings.HasPrefix(word, s.word) {
				o.option(word, n.LevelName(scale, l.Level))
			}
		}
		return o
	}
}
