package main

import (
	"cmp"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// ofMember reads --member, and finds the part that rates the firm.
func (c *assessing) ofMember() (err error) {
	var parts []string
	c.member, parts, err = memberOf(c.member, c.rubric)
	if len(parts) == 1 {
		c.memberPart = parts[0]
	}
	return err
}

// memberOf reads --member, the name of a firm of the channel, and finds the parts that rate it.
func memberOf(flag string, r *rubric.Rubric) (member string, parts []string, err error) {
	member = strings.Join(strings.Fields(flag), " ")
	if member == "" {
		return "", nil, nil
	}
	for i := range r.Parts {
		if r.Parts[i].Of == rubric.OfMember {
			parts = append(parts, r.Parts[i].ID)
		}
	}
	switch {
	case len(parts) == 0:
		err = usage(say.Both("no part of the rubric rates a channel member", "评估标准里没有评渠道成员的部分"),
			say.Both("a part says so by `of: member`", "在 parts 的某一部分写上 `of: member` 即可"))
	case len([]rune(member)) > maxMember:
		err = usage(say.Both("--member is longer than %d characters", "--member 超过 %d 个字符", maxMember), say.Message{})
	}
	return member, parts, err
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
