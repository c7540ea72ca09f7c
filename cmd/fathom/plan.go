package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/plan"
	"fathom/reports/docx"
	"fathom/reports/handoff"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/roadmap"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

const planEN = `What to do, who leads it, by when, and what it brings.

Without a question the most urgent practices come first, and the plan goes on
until every target is met or cannot be. --budget asks what so many person-days
bring at best, --reach what is the cheapest way to an aim. Both are answered
exactly, or with a bound that says how much better any answer could be.

--capacity says how many person-days a quarter each role has; the answer file
can say it, too. More: fathom help plans.`

const planZH = `做什么、谁来牵头、何时完成、带来什么

不提问题，就是按轻重缓急排的计划：最要紧的先做，一直排到目标都达成，或再也做不
到。--budget 问这么多人天最多能带来什么，--reach 问怎样最省地达到某个要求。两种
都给出准确的答案，或者写明任何别的答案最多能好多少。

--capacity 写明每个角色每季度能投入多少人天；答卷里也可以写。详见
fathom help plans。`

// planning is one run of `fathom plan`.
type planning struct {
	*app
	formats  *formats
	question planQuestion
	people   planPeople
	when     planWhen
	team     planTeam
	paper    paper
	brand    branding

	print html.Print
	doc   *roadmap.Roadmap
	list  *handoff.List // the same to hand off

	fromBook *actions.Typed // what a team wrote into a workbook; nil without one
}

func (a *app) planCommand() *cobra.Command {
	p := &planning{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("plan FILE", "plan 答卷"),
		Short: a.lang.Say("What to do, who leads it, by when, and what it brings", "行动计划：做什么、谁来牵头、何时完成、带来什么"),
		Long:  a.lang.Say(planEN, planZH),
		Example: a.lang.Say(`  fathom plan henan.yaml --start 2027-01-04 -f html=plan.html
  fathom plan henan.yaml --reach overall=3
  fathom plan henan.yaml --budget 60
  fathom plan henan.yaml --capacity DIR=20d,REG=30d --not 2027-02-10..2027-02-24`, `  fathom plan 河南.yaml --start 2027-01-04 -f html=计划.html
  fathom plan 河南.yaml --reach overall=3
  fathom plan 河南.yaml --budget 60
  fathom plan 河南.yaml --capacity DIR=20d,REG=30d --not 2027-02-10..2027-02-24`),
		Args: func(cmd *cobra.Command, args []string) error {
			if p.team.status != "" {
				return a.exactly(0, say.Both("--status alone, without an answer file", "--status 单独使用，不带答卷"))(cmd, args)
			}
			return a.exactly(1, say.Both("one answer file", "plan 加一份答卷"))(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if p.team.status != "" {
				if err := p.alone(cmd); err != nil {
					return err
				}
				return p.follow()
			}
			return p.run(args)
		},
	}
	p.formats = a.formatFlag(cmd, p.offered())
	p.question.flags(cmd, a.lang)
	p.people.flags(cmd, a.lang)
	p.when.flags(cmd, a.lang)
	p.team.flags(cmd, a.lang)
	p.paper.flag(cmd, a)
	p.brand.flag(cmd, a.lang)
	return cmd
}

func (p *planning) run(paths []string) error {
	if p.team.now != "" {
		return usage(say.Both("--now is for --status", "--now 须和 --status 一起用"), say.Message{})
	}
	targets, m, digest, err := p.begin(p.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	if p.print, err = p.paper.print(targets); err != nil {
		return err
	}
	question, err := p.question.ask(p.app, m)
	if err != nil {
		return err
	}
	if err := p.brand.read(p.app); err != nil {
		return err
	}
	all, err := p.load(m, paths)
	if err != nil {
		return err
	}
	if err := p.answer(m, all[0].result, question, digest); err != nil {
		return err
	}
	return p.handOver(targets)
}

// answer makes the plan of one result.
func (p *planning) answer(m *assess.Model, res *assess.Result, question plan.Question, digest string) error {
	capacity, err := p.people.capacity(m, res.Assessment)
	if err != nil {
		return err
	}
	if err := p.question.fits(&question, capacity); err != nil {
		return err
	}
	if err := p.question.goals(p.app, &question, res); err != nil {
		return err
	}
	calendar, until, err := p.when.calendar(res.Assessment.Date)
	if err != nil {
		return err
	}
	team, err := p.team.file(p.app, res)
	if err != nil {
		return err
	}
	stop := p.working(say.Both("looking for the best plan", "正在求最好的计划"))
	answer := p.question.of(res, question, capacity, until)
	stop()
	if err := within(answer.Plan, calendar.Dates); err != nil {
		return err
	}
	p.doc = roadmap.New(answer, digest, calendar, p.lang)
	p.list = handoff.New(names.Of(res, digest, p.lang), answer.Plan, calendar.Dates, team)
	return nil
}

func (p *planning) offered() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, p.doc.Screen(), p.terminalOptions(w))
		}},
		{word: "html", write: p.writePage},
		{word: "pdf", binary: true, write: p.writePDF},
		{word: "docx", binary: true, write: func(w io.Writer) error {
			return docx.Write(w, p.brand.on(p.doc.Doc()), p.print.Letter)
		}},
		{word: "xlsx", binary: true, write: func(w io.Writer) error { return xlsx.Write(w, p.doc.Workbook()) }},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, p.brand.on(p.doc.Doc())) }},
		{word: "json", write: func(w io.Writer) error { return p.doc.WriteJSON(w) }},
		{word: "csv", write: func(w io.Writer) error { return p.doc.WriteCSV(w) }},
		{word: "actions", private: true, write: p.writeActions},
		{word: "ics", write: func(w io.Writer) error { return handoff.WriteICS(w, p.list) }},
		{word: "jira-csv", write: func(w io.Writer) error { return handoff.WriteJira(w, p.list) }},
		{word: "azure-csv", write: func(w io.Writer) error { return handoff.WriteAzure(w, p.list) }},
		{word: "github", write: func(w io.Writer) error { return handoff.WriteGitHub(w, p.list) }},
		{word: "sow-md", write: func(w io.Writer) error { return markdown.Write(w, p.list.SOW()) }},
	}
}

func (p *planning) writePage(w io.Writer) error {
	return html.WriteFor(w, p.brand.on(p.doc.Doc()), p.print)
}

func (p *planning) writePDF(w io.Writer) error {
	return p.app.writePDF(w, p.brand.on(p.doc.Doc()), p.print)
}
