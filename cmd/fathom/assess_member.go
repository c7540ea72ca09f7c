package main

import (
	"cmp"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// ofMember reads --member, the name of a firm of the channel, and finds the part that rates it.
func (c *assessing) ofMember() error {
	c.member = strings.Join(strings.Fields(c.member), " ")
	if c.member == "" {
		return nil
	}
	var parts []string
	for i := range c.rubric.Parts {
		if c.rubric.Parts[i].Of == rubric.OfMember {
			parts = append(parts, c.rubric.Parts[i].ID)
		}
	}
	switch {
	case len(parts) == 0:
		return usage(say.Both("no part of the rubric rates a partner", "评估标准里没有评渠道成员的部分"),
			say.Both("a part says so by `of: member`", "在 parts 的某一部分写上 `of: member` 即可"))
	case len([]rune(c.member)) > maxMember:
		return usage(say.Both("--member is longer than %d characters", "--member 超过 %d 个字符", maxMember), say.Message{})
	}
	if len(parts) == 1 {
		c.memberPart = parts[0]
	}
	return nil
}

// askedOf is how much a new file asks: of a firm's own file its part alone.
func (c *assessing) askedOf() string {
	switch {
	case c.memberPart == "":
		return c.depth
	case c.depth == assess.QuickDepth:
		return rubric.CoreOf(c.memberPart)
	}
	return cmp.Or(c.depth, c.memberPart)
}

// maxMember is how long the name of a firm may be, as that of a subject.
const maxMember = 200
