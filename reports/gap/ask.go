package gap

import (
	"slices"

	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// ask is what the reader is asked to decide: the plan of the first half-year, by what will be true when it is done and
// by what it needs; nothing where no step is done by then. A step whose action is only for what was not asked is no
// part of it: that is to be asked first.
func (g *Gap) ask() []doc.Block {
	steps := g.soon()
	if len(steps) == 0 {
		return nil
	}
	isSure := func(st *plan.Step) bool { return !g.IsUnasked(st) }
	unsure := slices.DeleteFunc(slices.Clone(steps), isSure)
	steps = slices.DeleteFunc(steps, g.IsUnasked)
	blocks := []doc.Block{doc.Heading{Text: g.Say("What to decide", "请您决定")}}
	if len(steps) > 0 {
		own, others := g.road().Own(isSure)
		blocks = append(blocks, doc.Paragraph{Text: g.approve(len(steps), own, others)},
			doc.List{Items: g.gains(steps)}, doc.Paragraph{Text: g.needs(own, others)})
	}
	blocks = append(blocks, g.askFirst(unsure)...)
	if after := g.road().AtHalfYear(); after != "" {
		blocks = append(blocks, doc.Paragraph{Text: g.road().Whole()})
	}
	return blocks
}

// approve leads to what so many steps make true.
func (g *Gap) approve(steps int, own, others []roadmap.Work) string {
	lead := ""
	if n := g.open(); n > 0 {
		lead = g.Say("First settle the %[1]s still to be discussed. ", "先把待讨论的 %[2]d 条标准定下来。", say.Count(n, "1 criterion", "%d criteria"), n)
	}
	whole := g.Say("the plan for the first %[1]d days: %[2]s, %[3]s", "前 %[1]d 天的计划：%[2]s，%[3]s",
		roadmap.HalfYear, g.Say("%[2]s", "共 %[1]d 步", steps, say.Count(steps, "1 step", "%d steps")),
		g.road().PersonDays(workOf(own)+workOf(others)))
	if len(own) == 0 {
		return lead + g.Say("Agree %s. What this brings:", "请商定%s。做完以后：", whole)
	}
	return lead + g.Say("Approve %s. What this brings:", "请批准%s。做完以后：", whole)
}

// askFirst names the steps whose action is only for what was not asked, with what has no action of its own.
func (g *Gap) askFirst(steps []*plan.Step) []doc.Block {
	if len(steps) == 0 {
		return nil
	}
	items := make([]string, len(steps))
	for k, st := range steps {
		items[k] = g.road().Step(st) + g.Say(": ", "：") + g.CheckFirst(st) + g.Text(st.Action.Text)
		if none := g.Unserved(st); none != "" {
			items[k] = g.Say("%s (no action of its own for: %s)", "%s（没有单列行动的：%s）", items[k], none)
		}
	}
	return []doc.Block{doc.Paragraph{Text: g.Say("Not to be approved yet, as the actions are for what was not asked:", "以下各步针对的内容还没有问过，暂不请您批准：")},
		doc.List{Items: items}}
}

func workOf(all []roadmap.Work) float64 {
	sum := 0.0
	for i := range all {
		sum += all[i].PersonDays
	}
	return sum
}

// gains say of each practice that takes a step what there will be, and from when.
func (g *Gap) gains(steps []*plan.Step) []string {
	last := map[int]*plan.Step{}
	var order []int
	for _, st := range steps {
		if was := last[st.Practice]; was == nil {
			order = append(order, st.Practice)
			last[st.Practice] = st
		} else if st.To > was.To {
			last[st.Practice] = st
		}
	}
	var out []string
	for _, i := range order {
		st := last[i]
		out = append(out, g.Say("%s, by %s: %s", "%s，%s前：%s", g.Practice(i), g.road().By(st.ToDay), g.road().Brings(st)))
	}
	return out
}

// needs is who does how much, and with whom it has to be agreed: a team does not decide on another firm's people.
func (g *Gap) needs(own, others []roadmap.Work) string {
	text := ""
	if len(own) > 0 {
		text = g.Say("It needs %s from your own people: %s.", "需要本方投入 %s：%s。", g.road().PersonDays(workOf(own)), g.works(own))
	}
	for p := range g.Rubric.Parts {
		var of []roadmap.Work
		for _, w := range others {
			if w.Part == p {
				of = append(of, w)
			}
		}
		if len(of) > 0 {
			text += g.Say(" To be agreed with %[1]s, who decide on their own people: %[2]s.", "另有一部分由%[3]s出人，须与对方商定：%[2]s。", g.Party(p), g.works(of), g.PartyWords(p))
		}
	}
	return text
}

func (g *Gap) works(all []roadmap.Work) string {
	var out []string
	for _, w := range all {
		owner := g.Say("nobody yet", "尚无负责人")
		if w.Owner != "" {
			owner = g.Owner(w.Owner)
		}
		out = append(out, g.Say("%s %s", "%s %s", owner, g.road().PersonDays(w.PersonDays)))
	}
	return g.List(out)
}
