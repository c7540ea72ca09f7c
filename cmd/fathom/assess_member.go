package main

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// This file is about --member, the name of a firm of the channel that is rated.

// maxMember is how long the name of a firm may be, as that of a subject.
const maxMember = 200

// memberName is a name as a person typed it, without needless blanks.
func memberName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if len([]rune(name)) > maxMember {
		return "", usage(say.Both("--member is longer than %d characters", "--member 超过 %d 个字符", maxMember), say.Message{})
	}
	return name, nil
}

// depthOfMember is how much a new file or form about one firm asks: of the part that rates a firm alone, but for who
// wants all of it. It is "" where several parts do, and somebody has to say which.
func depthOfMember(depth string, r *rubric.Rubric) (string, error) {
	parts := r.MemberParts()
	asked, ok := r.MemberDepth(depth)
	switch {
	case ok:
		return asked, nil
	case len(parts) == 0:
		return "", usage(say.Both("no part of the rubric rates a partner", "评估标准里没有评渠道成员的部分"),
			say.Both("a part says so by `of: member`", "在 parts 的某一部分写上 `of: member` 即可"))
	}
	return "", usage(say.Both("--depth %s asks nothing about a partner", "--depth %s 不评渠道成员", depth),
		say.Both("leave --member out, or ask %[1]s", "请去掉 --member，或改用 %[1]s", depthFlags(parts)))
}

// depthFlags lists parts as a person would ask for them.
func depthFlags(parts []string) say.Message {
	var out []string
	for _, id := range parts {
		out = append(out, "--depth "+id)
	}
	return say.Row(out)
}

// ofMember reads --member, and finds the part that rates the firm.
func (c *assessing) ofMember() (err error) {
	if c.member, err = memberName(c.member); err == nil && c.member != "" {
		c.memberDepth, err = depthOfMember(c.depth, c.rubric)
	}
	return err
}

// asksOfMember reports whether a file, or the depth that a flag wants of it, asks anything about a firm of the channel.
func (c *assessing) asksOfMember(a *assess.Assessment) bool {
	depth := cmp.Or(c.depth, a.Depth)
	for i := range c.model.Len() {
		d := c.rubric.Practices[c.model.Criterion(i).Practice].Dimension
		_, at := c.model.Find(d, assess.KindDimension)
		part := c.rubric.Dimensions[at].Part
		if slices.Contains(c.rubric.MemberParts(), part) && (a.Answers[i].Given || c.model.Asked(i, depth)) {
			return true
		}
	}
	return false
}

// askedOf is how much a new file asks, "" for what is to be asked first.
func (c *assessing) askedOf() string {
	if c.member == "" {
		return c.depth
	}
	return c.memberDepth
}

// ofMember reads --member, and finds the part that rates the firm.
func (e *exporting) ofMember(r *rubric.Rubric, as *assess.Assessment) (err error) {
	if e.member, err = memberName(e.member); err != nil || e.member == "" {
		return err
	}
	depth, err := depthOfMember(e.depth, r)
	switch {
	case err != nil:
		return err
	case as != nil && as.Subject.Member != "" && as.Subject.Member != e.member:
		return usage(say.Both("the answer file rates the partner %s, not %s", "答卷评的渠道成员是 %s，不是 %s", as.Subject.Member, e.member), say.Message{})
	case as != nil:
		as.Subject.Member = e.member
	case depth == "":
		return usage(say.Both("several parts of the rubric rate a partner", "评估标准里有几个部分都评渠道成员"),
			say.Both("say which: %[1]s", "请写明问哪一个：%[1]s", depthFlags(r.MemberParts())))
	default:
		e.depth = depth
	}
	return nil
}
