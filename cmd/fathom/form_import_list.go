package main

import (
	"fathom/assess/roster"
	"fathom/reports/names"
	"fathom/reports/returns"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file holds what is imported to the list of those who were asked: see --for.

// onList refuses answers of who is not on the list, and of who is there twice or was asked something else; and tells
// how many have answered, and who has not.
func (c *importing) onList() {
	if c.list == nil {
		return
	}
	var back []roster.Return
	for _, f := range c.files {
		back = append(back, roster.Return{File: f.from, Assessment: f.as, Texts: len(c.model.OtherTexts(f.as))})
	}
	r := &returns.Returns{Namer: names.Namer{Language: c.lang, Rubric: c.model.Rubric},
		Status: roster.StatusOn(c.list, back, "", c.model)}
	if c.dropTwins(r) {
		c.onList()
		return
	}
	for _, s := range r.Strangers {
		c.refuse(&back[s.Return], r.WhyStranger(s, shown(c.people)))
	}
	for i := range r.People {
		c.onePerson(r, &r.People[i])
	}
	if len(c.problems) == 0 {
		c.tellMissing(r)
	}
}

// onePerson refuses what somebody on the list sent, or tells what should be looked at.
func (c *importing) onePerson(r *returns.Returns, p *roster.Standing) {
	switch {
	case p.State == roster.Unusable:
		c.refuse(&r.Status.Returns[p.Returns[0]], r.WhatToLookAt(p))
	case len(p.Returns) > 1:
		c.refuse(&r.Status.Returns[p.Returns[1]], c.lang.Say("the same person as in %s, but with other contents: leave one of the two out", "与 %s 是同一个人，内容却不同：请只导入其中一份", r.Status.Returns[p.Returns[0]].File))
	case len(p.Marks) > 0:
		file, what := r.Status.Returns[p.Returns[0]].File, r.WhatToLookAt(p)
		c.say(say.Both("%s: %s", "%s：%s", file, what))
	}
}

// refuse adds the problem of one return, in the words of the run.
func (c *importing) refuse(back *roster.Return, why string) {
	c.problems.Add(problem.Problem{File: back.File, Kind: "not-as-sent", Message: say.Message{EN: why, ZH: why}})
}

// tellMissing tells how far the people of the list have come.
func (c *importing) tellMissing(r *returns.Returns) {
	in := func(state roster.State) say.Message {
		var who []string
		for i := range r.People {
			if r.People[i].State == state {
				who = append(who, r.Who(&r.People[i]))
			}
		}
		return firstOf(who)
	}
	c.note(say.Both("%s", "%s", r.InShort()))
	if list := in(roster.Partial); list.EN != "" {
		c.note(say.Both("answered in part: %s", "答了一部分：%s", list))
	}
	if list := in(roster.Waiting); list.EN != "" {
		c.note(say.Both("not yet: %s", "还没交：%s", list))
	}
}
