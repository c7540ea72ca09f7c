package returns

import (
	"strconv"
	"strings"
	"time"

	"fathom/assess/roster"
	"fathom/reports/names"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// mostListed is how many questions a reminder names; of more, the rest are counted.
const mostListed = 8

// Reminder is what can be written to a person whose answers are missing, in whole or in part: plain text to paste into
// a chat or a mail, in the person's language. It is "" for who has answered all, or sent what has to be looked at
// first.
func (r *Returns) Reminder(p *roster.Standing) string {
	if p.State != roster.Waiting && p.State != roster.Partial {
		return ""
	}
	n := names.Namer{Language: r.Language, Rubric: r.Rubric}
	if p.Language != "" {
		n.Language = p.Language
	}
	paragraphs := []string{n.Say("Hello %s,", "%s，您好！", safe.Line(p.Rater.Name)), ask(&n, p) + when(&n, p)}
	if p.State == roster.Partial {
		paragraphs = append(paragraphs, missing(&n, p))
	}
	paragraphs = append(paragraphs, n.Say("If you have sent it meanwhile, please forgive this note. Thank you!", "如果您已经发过来了，请忽略这条消息。谢谢！"))
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// ask says what is missing.
func ask(n *names.Namer, p *roster.Standing) string {
	title, of := n.Text(n.Rubric.Title), about(p.Person)
	if p.State == roster.Partial {
		return n.Say("Thank you for your answers to the questionnaire “%[1]s”%[2]s. They have arrived. Still open: %[3]d of %[4]d.",
			"您填的“%[1]s”问卷%[2]s收到了，谢谢！一共 %[4]d 题，还差 %[3]d 题没有答。", title, behind(n, of), len(p.Missing), p.Asked)
	}
	return n.Say("A while ago I sent you the questionnaire “%[1]s”%[2]s. I have not received your answers yet.", "前些时候发给您的“%[1]s”问卷%[2]s，还没有收到您的答卷。", title, behind(n, of))
}

// behind puts in brackets what the questionnaire is about.
func behind(n *names.Namer, about string) string {
	if about == "" {
		return ""
	}
	return n.Say(" (%s)", "（%s）", about)
}

// when asks for the rest until the day that is set, and soon where that is over or none is.
func when(n *names.Namer, p *roster.Standing) string {
	send := say.Both("send it", "发给我")
	if p.State == roster.Partial {
		send = say.Both("fill in the rest and send it again", "补上再发一次")
	}
	switch {
	case p.Late > 0:
		return n.Say(" It was due on %[1]s. Could you %[2]s in the next few days?", "原定 %[1]s前交，这两天方便的话请%[2]s。", day(n, p.Due), send)
	case p.Due == "":
		return n.Say(" Could you %s when you find the time?", "方便的时候请%s。", send)
	case p.Left == 0:
		return n.Say(" Could you %s today?", "请在今天之内%s。", send)
	}
	return n.Say(" Could you %[2]s by %[1]s?", "请在 %[1]s前%[2]s。", day(n, p.Due), send)
}

// day is a date as one writes it in a letter.
func day(n *names.Namer, date string) string {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return n.Say("%[3]d %[4]s %[1]d", "%[1]d 年 %[2]d 月 %[3]d 日", d.Year(), int(d.Month()), d.Day(), d.Month())
}

// missing names the questions that are open.
func missing(n *names.Namer, p *roster.Standing) string {
	lines := []string{n.Say("Still open:", "还没有答的：")}
	for k, i := range p.Missing[:min(len(p.Missing), mostListed)] {
		lines = append(lines, strconv.Itoa(k+1)+n.Say(". ", "．")+n.CriterionAt(i))
	}
	if more := len(p.Missing) - mostListed; more > 0 {
		lines = append(lines, n.Say("and %d more", "另有 %d 题", more))
	}
	return strings.Join(lines, "\n")
}
